"""The press conference: who sits on the podium, the opening statement, and afterwards the questions with who answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from simulator.record.actions import HoldConference
from simulator.scenario.moments import show_moment
from tui.desk import Outcome
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import Part, joined
from tui.widgets.rows import Checks, Row

if TYPE_CHECKING:
    from tui.desk import DraftRow
    from tui.play import Play

HEAD: Final = "head"
FORM: Final = "conference"
USED: Final = ("published", "returned")
"""States in which a statement cannot open a conference."""


class ConferencePage(Page):
    """Prepare and hold a press conference; read what was asked at the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "statement", show=False, id="statement"),
        Binding("f8", "hold_it", show=False, id="hold"),
        Binding("escape", "back", show=False, id="back"),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def body(self) -> ComposeResult:
        """The choice on the left, statement and questions on the right."""
        yield Quiet(id="guide")
        with Horizontal(classes="two"):
            yield Checks(id="list", empty="")
            with VerticalScroll(classes="reading", can_focus=False):
                yield Quiet(id="about")
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """Where one is."""
        return (self.tr("Press conference"), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            ("1-9/Enter", self.tr("tick")),
            ("F6", self.tr("write the opening statement")),
            ("F8", self.tr("hold it")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """List who can come, and the statements that are ready."""
        desk = self._play.desk
        seats = [Row(row.seat, row.name, mark=self.tr("LEAD") if row.lead else "") for row in desk.colleagues()]
        checks = self.query_one("#list", Checks)
        checks.offer(
            [
                Row("_podium", self.tr("On the podium"), heading=True),
                Row(desk.seat, self._play.seat_name),
                *seats,
                Row("_rank", self.tr("Rank"), heading=True),
                Row(HEAD, self.tr("a head of department comes, not only the spokesperson")),
            ],
            [desk.seat],
        )
        checks.action_first()
        checks.focus()
        self._describe()

    def _statement(self) -> str | None:
        """The newest opening statement that has not been used."""
        drafts = [row for row in self._play.desk.drafts() if row.ref.startswith(FORM) and row.state not in USED]
        return drafts[0].ref if drafts else None

    def _lead(self, draft: DraftRow | None) -> None:
        """Say which step comes next: write the opening statement, have it agreed, hold the conference."""
        if draft is None:
            self.guide("F6", self.tr("Every owner of a fact on the podium answers for its own part. First write."))
        elif draft.state == "approved":
            self.guide("F8", self.tr("The opening statement is approved: choose who sits on the podium, and hold it."))
        else:
            self.guide(
                "Esc", self.tr("The opening statement is on its way: have it agreed and approved, then hold it.")
            )

    def _describe(self) -> None:
        desk = self._play.desk
        parts: list[Part] = [(f"{self.tr('Opening statement')}\n", "bold")]
        draft = next((row for row in desk.drafts() if row.ref == self._statement()), None)
        self._lead(draft)
        parts.append(f"{draft.text}\n({draft.state_label})\n" if draft else f"{self.tr('Not written yet: F6.')}\n")
        asked = [item for item in desk.feed(10_000) if item.kind == "question"]
        if asked:
            parts.append((f"\n{self.tr('What journalists have asked')}\n", "bold"))
        for item in asked:
            parts += [
                f"{show_moment(item.at // 60 * 60)} ",
                (self.tr("{who}: ", who=item.who), "bold"),
                f"{item.text}\n",
            ]
        self.text("about").say(joined(*parts))

    def action_statement(self) -> None:
        """Write the opening statement."""
        from tui.screens.composer import ComposerPage

        self.app.push_screen(ComposerPage(self._play, FORM), self._written)

    def _written(self, outcome: object) -> None:
        if isinstance(outcome, Outcome):
            self.text("outcome").say(outcome.sentence)
        self._describe()

    def action_hold_it(self) -> None:
        """Call the conference, if its statement is there."""
        draft = self._statement()
        if draft is None:
            self.text("outcome").say(self.tr("Write the opening statement first: F6."))
            return
        desk, ticked = self._play.desk, self.query_one("#list", Checks).ticked
        seats = tuple(seat for seat in ticked if seat != HEAD)
        if not seats:
            self.text("outcome").say(self.tr("Somebody has to sit on the podium."))
            return
        strand = desk.message_parts(FORM).strand
        outcome = desk.do(HoldConference(strand=strand, attendees=seats, draft=draft, head_attends=HEAD in ticked))
        if outcome.ok:
            self.dismiss(outcome)
        else:
            self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Refused")), "bold"), outcome.sentence))
