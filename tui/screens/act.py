"""Acting: what this seat can do now, the most useful first and then by kind, each with why. Choosing a row does it, or
opens where it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList

from tui.desk import Outcome
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import joined
from tui.widgets.rows import DIGITS, Row, Rows

if TYPE_CHECKING:
    from tui.desk import Offer
    from tui.play import Play

FIRST: Final = 5
"""Offers that stand above the kinds."""


class OffersPage(Page):
    """A page on which an offer can be taken."""

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def take(self, offer: Offer) -> None:
        """Do what the offer says, or open where it is written; then close, if it was done."""
        from tui.screens.composer import ComposerPage
        from tui.screens.conference import ConferencePage

        if offer.action is not None:
            self.done(self._play.desk.do(offer.action))
        elif offer.opens == "compose":
            self.app.push_screen(ComposerPage(self._play, offer.about), self.done)
        elif offer.opens == "reply":
            self.app.push_screen(ComposerPage(self._play, "reply", paper=offer.about), self.done)
        else:
            self.app.push_screen(ConferencePage(self._play), self.done)

    def done(self, outcome: object) -> None:
        """Close with what was done; stay if nothing was."""
        if not isinstance(outcome, Outcome):
            return
        if outcome.ok:
            self.acted(outcome)
        else:
            self.refused(outcome)

    def acted(self, outcome: Outcome) -> None:
        """What follows once something was done: back to the desk."""
        self.dismiss(outcome)

    def refused(self, outcome: Outcome) -> None:
        """Say why it was not possible."""
        self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Refused")), "bold"), outcome.sentence))


class ActPage(OffersPage):
    """Everything that this seat can do, or what it can do about one thing, or all that it can write."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "up", show=False, id="back")]

    def __init__(self, play: Play, *, about: str | None = None, writing: bool = False) -> None:
        super().__init__(play)
        self._about, self._writing = about, writing
        self._group: str | None = None
        self._offers: dict[str, Offer] = {}

    def body(self) -> ComposeResult:
        """The offers, and why the one under the cursor."""
        yield Quiet(id="guide")
        nothing = self.tr("There is nothing to do about this now.")
        yield Rows(id="list", empty=self.tr("Nothing can be written now.") if self._writing else nothing)
        with VerticalScroll(id="detail", can_focus=False):
            yield Quiet(id="about")
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """What this page is for."""
        name = self.tr("Write") if self._writing else self.tr("Act")
        return (name, *([self._group] if self._group else []), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            ("1-9/Enter", self.tr("choose")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """List the offers."""
        self._list()
        self.rows("list").focus()

    def _list(self) -> None:
        found = [offer for offer in self._play.desk.offers() if self._fits(offer)]
        self._offers = {offer.id: offer for offer in found}
        self.rows("list").show(self._rows(found))
        if self.rows("list").rows and self.rows("list").highlighted is None:
            self.rows("list").action_first()
        self.frame()
        self._lead(found)
        self._describe()

    @property
    def _whole(self) -> bool:
        """Whether everything is listed, not only what concerns one thing or what can be written."""
        return self._about is None and not self._writing

    def _lead(self, found: Sequence[Offer]) -> None:
        """Name the row of what the guide speaks of; where only some offers are listed, that of the best of them."""
        desk, rows, whole = self._play.desk, self.rows("list"), self._whole
        need = desk.next_need()
        wanted = need.offer if need is not None and whole else next((offer for offer in found if not offer.warns), None)
        if wanted is None:
            self.guide("Esc" if self._group is None else "Esc,Esc", desk.guide())
        else:
            ways = (wanted.id, f"_group {wanted.group}")
            digit = next((digit for digit in range(1, DIGITS + 1) if rows.nth(digit) in ways), None)
            said = desk.guide() if whole and need is not None else wanted.why
            self.guide(str(digit) if digit else "↑↓ Enter", said)

    def _fits(self, offer: Offer) -> bool:
        if self._writing:
            return offer.opens is not None
        return self._about is None or self._about in offer.about.split()

    def _rows(self, found: Sequence[Offer]) -> list[Row]:
        if self._group is not None:
            return [_row(offer) for offer in found if offer.group == self._group]
        groups = list(dict.fromkeys(offer.group for offer in found))
        if self._about is not None or self._writing or len(found) <= FIRST or len(groups) < 2:
            return [_row(offer) for offer in found]
        rows = [_row(offer) for offer in found[:FIRST]]
        rows.append(Row("_kinds", self.tr("Everything, by kind"), heading=True))
        for group in groups:
            members = [offer for offer in found if offer.group == group]
            rows.append(Row(f"_group {group}", self.tr("{group} ({count})", group=group, count=len(members))))
        return rows

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say why one would do what is under the cursor."""
        self._describe()

    def _describe(self) -> None:
        current = self.rows("list").current or ""
        offer = self._offers.get(current)
        if offer is None:
            group = current.removeprefix("_group ")
            members = [offer.label for offer in self._offers.values() if offer.group == group]
            self.text("about").say(joined(*(f"- {label}\n" for label in members)))
            return
        caution = [(self.tr("{who}: ", who=self.tr("Think first")), "bold")] if offer.warns else []
        self.text("about").say(joined((f"{offer.label}\n", "bold"), *caution, offer.why))

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Open the kind, or take the offer."""
        if event.row.startswith("_group "):
            self._group = event.row.removeprefix("_group ")
            self._list()
        else:
            self.take(self._offers[event.row])

    def acted(self, outcome: Outcome) -> None:
        """Go on with the next thing that needs this seat, if it is found here; otherwise back to the desk."""
        need = self._play.desk.next_need()
        if not self._whole or need is None or need.paper is not None or need.offer is None:
            self.dismiss(outcome)
            return
        self._group = None
        self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Done")), "bold"), outcome.sentence))
        self._list()
        self.rows("list").action_first()

    def refused(self, outcome: Outcome) -> None:
        """Say why it was not possible, and list what is."""
        super().refused(outcome)
        self._list()

    def action_up(self) -> None:
        """Back to the kinds, or to the desk."""
        if self._group is None:
            self.dismiss(None)
        else:
            self._group = None
            self._list()


def _row(offer: Offer) -> Row:
    return Row(offer.id, offer.label, mark="(!)" if offer.warns else "")
