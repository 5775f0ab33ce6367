"""One paper: the document in its own form, and what can be done with it. The clock stands still while one reads."""

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
from tui.widgets.rows import DIGITS, Row, Rows

if TYPE_CHECKING:
    from tui.desk import Offer
    from tui.play import Play


class PaperPage(OffersPage):
    """A document, and its answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False, id="back"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="read-up"),
        Binding("pagedown", "read(1)", show=False, priority=True, id="read-down"),
    ]

    def __init__(self, play: Play, paper: str) -> None:
        super().__init__(play)
        self._paper = paper
        self._offers: dict[str, Offer] = {}

    def body(self) -> ComposeResult:
        """The document above, the answers below."""
        yield Quiet(id="guide")
        with VerticalScroll(id="reading", classes="reading", can_focus=False):
            yield Quiet(id="document")
        yield Rows(id="list", empty=self.tr("It asks for nothing from you."))
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """Where one is."""
        return (self.tr("Paper"), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            *self.choosing("1-9/Enter", self.tr("answer")),
            ("PgUp/PgDn", self.tr("read")),
            ("F2-F9/F12", self.tr("as on the desk")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """Show the document and its answers."""
        desk = self._play.desk
        paper = next((paper for paper in desk.inbox() if paper.id == self._paper), None)
        if paper is None:
            self.call_after_refresh(self.dismiss, None)
            return
        self.text("document").say(panes.document(desk, paper, self.podium.tr))
        self._offers = {offer.id: offer for offer in desk.listing() if self._paper in offer.about.split()}
        rows = [Row(o.id, o.label, o.why, "(!)" if o.warns else "") for o in self._offers.values()]
        self.rows("list").show(rows)
        self._lead()
        self.frame()
        self.rows("list").action_first()
        self.rows("list").focus()

    def _lead(self) -> None:
        """Name the row of the best answer; where the trainee must choose, name them all."""
        best = next(iter(self._offers.values()), None)
        need = self._play.desk.next_need()
        if best is None:
            self.guide("Esc", self.tr("It asks for nothing from you."))
        elif best.action is not None and best.action.act == "answer_order":
            decide = self.tr("You decide, and answer for it: read what each answer means.")
            self.guide(f"1-{min(len(self._offers), DIGITS)}", decide)
        elif not self._play.desk.guided and len(self._offers) > 1:
            self.guide(f"1-{min(len(self._offers), DIGITS)}", self.tr("Read it, and choose your answer."))
        else:
            mine = need is not None and need.paper is not None and need.paper.id == self._paper
            self.guide(self.rows("list").way(best.id) or "1", need.sentence if need is not None and mine else best.why)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Nothing more to say of an answer than stands in its row."""
        event.stop()

    def on_rows_turned(self, event: Rows.Turned) -> None:
        """Name the keys from here."""
        self._lead()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Answer so."""
        self.take(self._offers[event.row])

    def action_read(self, step: int) -> None:
        """Scroll the document."""
        reading = self.query_one("#reading", VerticalScroll)
        (reading.scroll_page_down if step > 0 else reading.scroll_page_up)(animate=False)
