"""One handling sheet: how far it has come, every step with its moment and whose doing it was, and what this seat can do in
its strand. The clock stands still while one reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from tui.screens import panes
from tui.screens.act import OffersPage
from tui.screens.page import Key
from tui.widgets.bars import Quiet
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from tui.desk import Offer
    from tui.play import Play


class SheetPage(OffersPage):
    """A strand's sheet, and what can be done about it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False, id="back"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="read-up"),
        Binding("pagedown", "read(1)", show=False, priority=True, id="read-down"),
    ]

    def __init__(self, play: Play, strand: str) -> None:
        super().__init__(play)
        self._strand = strand
        self._offers: dict[str, Offer] = {}

    def body(self) -> ComposeResult:
        """The course above, what can be done below."""
        yield Quiet(id="guide")
        with VerticalScroll(id="reading", classes="reading", can_focus=False):
            yield Quiet(id="document")
        yield Rows(id="list", empty=self.tr("There is nothing to do about this now."))
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """Where one is."""
        return (self.tr("Handling sheet"), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            *self.choosing("1-9/Enter", self.tr("choose")),
            ("PgUp/PgDn", self.tr("read")),
            ("F2-F9/F12", self.tr("as on the desk")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """Show the course and what can be done."""
        desk = self._play.desk
        sheet = next((row for row in desk.sheets() if row.strand == self._strand), None)
        if sheet is None:
            self.call_after_refresh(self.dismiss, None)
            return
        self.text("document").say(panes.course(sheet, self.podium.tr))
        self._offers = {offer.id: offer for offer in desk.listing() if self._strand in offer.about.split()}
        self.rows("list").show([Row(o.id, o.label, o.why, "(!)" if o.warns else "") for o in self._offers.values()])
        self.guide("PgDn" if not self._offers else "1-9", sheet.title)
        self.frame()
        self.rows("list").action_first()
        self.rows("list").focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Nothing more to say of a row than stands in it."""
        event.stop()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Do it."""
        self.take(self._offers[event.row])

    def action_read(self, step: int) -> None:
        """Scroll the course."""
        reading = self.query_one("#reading", VerticalScroll)
        (reading.scroll_page_down if step > 0 else reading.scroll_page_up)(animate=False)
