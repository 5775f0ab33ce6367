"""The briefing before the desk: who one is, what the unit would rather have, what the drill trains, and how the keys
work. The drill stands still until the trainee starts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.scenario.moments import HOUR
from simulator.scenario.seatload import load_of
from tui.screens.help import key_lines
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import Part, joined

if TYPE_CHECKING:
    from tui.play import Play


class BriefingPage(Page):
    """What an officer is told before the shift."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,enter", "start", show=False, id="start"),
        Binding("escape", "to_picker", show=False, id="back"),
    ]

    def __init__(self, play: Play, *, resumed: bool = False) -> None:
        super().__init__()
        self._play, self._resumed = play, resumed

    def body(self) -> ComposeResult:
        """One text to be read."""
        yield Quiet(id="guide")
        with VerticalScroll(id="reading", classes="reading"):
            yield Quiet(id="about")

    def head(self) -> Sequence[str]:
        """The scenario."""
        return (self._play.scenario.title.in_(self.podium.language), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        start = self.tr("go on") if self._resumed else self.tr("start")
        return (
            ("F8/Enter", start),
            ("↑↓", self.tr("read")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """Fill in the briefing."""
        guide = self.tr("You go on where you left off; the clock stands still until you press F8.")
        if not self._resumed:
            guide = self.tr("Read this first; the clock stands still until you press F8.")
        self.guide("F8", guide)
        self.text("about").say(joined(*self._parts()))
        self.query_one("#reading").focus()

    def _parts(self) -> list[Part]:
        language, scenario = self.podium.language, self._play.scenario
        seat = next(seat for seat in scenario.seats if seat.id == self._play.seat)
        hours = (scenario.clock.ends - scenario.clock.opens) // HOUR
        length = self.tr(
            "The drill covers {hours} hours; you need about {minutes} minutes.", hours=hours, minutes=scenario.minutes
        )
        parts: list[Part] = [
            (self.podium.tr.pair(self.tr("Your seat"), seat.title.in_(language)), "bold"),
            f"\n\n{seat.briefing.in_(language)}",
            (f"\n\n{self.tr('What your office would rather have')}", "bold"),
            f"\n{seat.interest.in_(language)}",
            (f"\n\n{self.tr('What happens')}", "bold"),
            f"\n{scenario.summary.in_(language)}\n{length}{self._load()}",
            (f"\n\n{self.tr('What it trains')}", "bold"),
        ]
        parts += [f"\n- {objective.text.in_(language)}" for objective in scenario.objectives]
        parts.append((f"\n\n{self.tr('How the keys work')}", "bold"))
        parts += [f"\n{line}" for line in key_lines(self.tr)]
        return parts

    def _load(self) -> str:
        """How much work the seat has, where that was measured."""
        load = load_of(self._play.scenario.id, self._play.host.header.scenario_digest, self._play.seat)
        if load is None:
            return ""
        return "\n" + self.tr(
            "Where experts play, {papers} papers reach this desk, at most {most} in an hour, and it acts {acts} times.",
            papers=load.papers,
            most=load.busiest_hour,
            acts=load.acts,
        )

    def action_start(self) -> None:
        """To the desk."""
        self.podium.take_desk()

    def action_to_picker(self) -> None:
        """Back to the scenarios; a drill that has begun is offered there."""
        self.podium.pick()
