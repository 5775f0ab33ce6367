"""Acting: what this seat can do now, the most useful first and then by kind, each with why. Choosing a row does it, or
opens where it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
DESK_KEYS: Final = {
    "f2": ("next", "next"),
    "f3": ("tab('papers')", "papers"),
    "f4": ("cycle('facts', 'claims')", "facts"),
    "f5": ("act", "act"),
    "f6": ("write", "write"),
    "f7": ("cycle('people', 'drafts')", "people"),
    "f8": ("run", "run"),
    "f9": ("speed", "speed"),
    "f12": ("cycle('sheets', 'who')", "sheets"),
}
"""The desk's keys that hold on these pages too: what the desk does, and the name of the binding."""


@dataclass(frozen=True, slots=True)
class DeskKey:
    """A page closes because a key of the desk was pressed on it."""

    action: str
    """What the desk is to do."""


class OffersPage(Page):
    """A page on which an offer can be taken. It lies over the desk, whose keys lead back there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"desk({key!r})", show=False, id=f"desk-{key}") for key in DESK_KEYS
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def take(self, offer: Offer) -> None:
        """Do what the offer says, or open where it is written; then close, if it was done."""
        from tui.screens.composer import ComposerPage
        from tui.screens.conference import ConferencePage
        from tui.screens.judging import JudgingPage
        from tui.screens.podium import PodiumPage

        if offer.action is not None:
            self.done(self._play.desk.do(offer.action))
        elif offer.opens == "compose":
            self.app.push_screen(ComposerPage(self._play, offer.about), self.done)
        elif offer.opens == "judge":
            self.app.push_screen(JudgingPage(self._play, offer.about), self.done)
        elif offer.opens == "press":
            self.app.push_screen(PodiumPage(self._play), self.done)
        elif offer.opens == "reply":
            self.app.push_screen(ComposerPage(self._play, "reply", paper=offer.about), self.done)
        else:
            self.app.push_screen(ConferencePage(self._play), self.done)

    def action_desk(self, key: str) -> None:
        """Back to the desk, which does there what its key says."""
        self.dismiss(DeskKey(DESK_KEYS[key][0]))

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
            *self.choosing("1-9/Enter", self.tr("choose")),
            ("F2-F9/F12", self.tr("as on the desk")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """List the offers."""
        self._list()
        self.rows("list").focus()

    def _list(self) -> None:
        found = [offer for offer in self._play.desk.listing() if self._fits(offer)]
        found.sort(key=lambda offer: offer.opens != "press")  # a journalist waits
        self._offers = {offer.id: offer for offer in found}
        self.rows("list").show(self._rows(found))
        self.rows("list").turn(0)
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
        if not desk.guided and found:
            count = min(len([row for row in rows.rows if not row.heading]), DIGITS)
            self.guide(f"1-{count}" if count > 1 else "1", desk.guide() if whole else self.tr("Choose what you do."))
            return
        wanted = need.offer if need is not None and whole else next((offer for offer in found if not offer.warns), None)
        if wanted is None:
            self.guide("Esc" if self._group is None else "Esc,Esc", desk.guide())
        else:
            way = rows.way(wanted.id) or rows.way(f"_group {wanted.group}")
            said = desk.guide() if whole and need is not None else wanted.why
            self.guide(way or "↑↓ Enter", said)

    def _fits(self, offer: Offer) -> bool:
        if self._writing:
            return offer.writes
        return self._about is None or self._about in offer.about.split()

    def _rows(self, found: Sequence[Offer]) -> list[Row]:
        if self._group is not None:
            return [_row(offer) for offer in found if offer.group == self._group]
        groups = list(dict.fromkeys(offer.group for offer in found))
        if self._about is not None or self._writing or len(found) <= FIRST or len(groups) < 2:
            return [_row(offer) for offer in found]
        first = found[:FIRST] if self._play.desk.guided else [offer for offer in found if offer.opens == "press"]
        rows = [_row(offer) for offer in first]
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

    def on_rows_turned(self, event: Rows.Turned) -> None:
        """Name the keys from here."""
        self._lead(list(self._offers.values()))

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Open the kind, or take the offer."""
        if event.row.startswith("_group "):
            self._group = event.row.removeprefix("_group ")
            self._list()
            self.rows("list").action_first()
        else:
            self.take(self._offers[event.row])

    def acted(self, outcome: Outcome) -> None:
        """Go on with the next thing that needs this seat, if it is found here; otherwise back to the desk."""
        need = self._play.desk.next_need()
        if not self._whole or need is None or need.paper is not None or (self._play.desk.guided and not need.offer):
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
