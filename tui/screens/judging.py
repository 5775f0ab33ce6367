"""Judging: class, level, grade, what was weighed and whether handling is proposed, as lists to tick. What this desk's own
information suggests is ticked; the trainee changes it and sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.desk import Judged, Outcome
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import joined
from tui.widgets.rows import Checks, Row

if TYPE_CHECKING:
    from tui.play import Play

SINGLE: Final = ("class", "level", "grade")
"""Kinds of which exactly one row is ticked."""
PROPOSAL: Final = "option:proposal"


class ScalesList(Checks):
    """The ticks of a judgement: one class, level and grade, any inputs, and whether it proposes handling."""

    def tick(self, row: str) -> None:
        """Tick a row; of a class, a level or a grade the others go, and the one that is ticked stays."""
        kind = row.partition(":")[0]
        if kind in SINGLE:
            self.untick([other for other in self.ticked if other.startswith(f"{kind}:")])
        super().tick(row)

    def of(self, kind: str) -> tuple[str, ...]:
        """The ids that are ticked of a kind."""
        return tuple(row.partition(":")[2] for row in self.ticked if row.startswith(f"{kind}:"))


class JudgingPage(Page):
    """Judge one strand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,ctrl+s", "send", show=False, priority=True, id="send"),
        Binding("escape", "back", show=False, id="back"),
    ]

    def __init__(self, play: Play, strand: str) -> None:
        super().__init__()
        self._play, self._strand = play, strand

    def body(self) -> ComposeResult:
        """The lists."""
        yield Quiet(id="guide")
        yield ScalesList(id="list", empty="")
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """Where one is."""
        return (self.tr("Judge"), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            *self.choosing("1-9/Enter", self.tr("tick")),
            ("F8", self.tr("send")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """Tick what this desk's own information suggests."""
        scales = self._play.desk.scales(self._strand)
        kinds = (
            ("class", self.tr("Class"), scales.classes),
            ("level", self.tr("Emergency level"), scales.levels),
            ("grade", self.tr("Grade of opinion"), scales.grades),
            ("input", self.tr("Weighed"), scales.inputs),
        )
        rows: list[Row] = []
        ticked = [PROPOSAL]
        for kind, title, choices in kinds:
            rows.append(Row(f"_{kind}", title, heading=True))
            rows += [Row(f"{kind}:{choice.id}", choice.label) for choice in choices]
            ticked += [f"{kind}:{choice.id}" for choice in choices if choice.suggested]
        rows.append(Row("_option", self.tr("How it goes on"), heading=True))
        rows.append(Row(PROPOSAL, self.tr("propose handling, for approval")))
        checks = self.query_one("#list", ScalesList)
        checks.offer(rows, ticked)
        checks.action_first()
        checks.focus()
        self.frame()
        hint = self.tr(
            "Ticked is what your own papers and figures suggest; it may be wrong. Judge for yourself, then send."
        )
        self.guide("F8", hint)

    def action_send(self) -> None:
        """Send the judgement."""
        checks = self.query_one("#list", ScalesList)
        judged = Judged(
            strand=self._strand,
            class_=checks.of("class")[0],
            level=checks.of("level")[0],
            grade=checks.of("grade")[0],
            inputs=checks.of("input"),
            proposal=PROPOSAL in checks.ticked,
        )
        outcome: Outcome = self._play.desk.do(self._play.desk.judge(judged))
        if outcome.ok:
            self.dismiss(outcome)
        else:
            self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Refused")), "bold"), outcome.sentence))
