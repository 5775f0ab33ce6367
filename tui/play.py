"""One trainee at one desk: the desk, the clock and the pace of a drill that is being played, and what the keys for clock and
speed do. The screens hold this and nothing else of the drill.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from simulator.host.clock import Clock, Pace
from simulator.host.local import LocalLink
from tui.comparison import Comparison
from tui.desk import Desk, Need
from tui.session import Judgement, judge

if TYPE_CHECKING:
    from simulator.host.local import Host
    from simulator.replay.materials import Materials
    from simulator.scenario.schema import Scenario
    from simulator.scenario.text import Language

SPEEDS: Final = (60.0, 300.0, 600.0, 1800.0, 3600.0)
"""Simulated seconds per real second, in the order in which the key takes them."""


@dataclass(slots=True)
class Play:
    """A drill that a trainee plays."""

    host: Host
    materials: Materials
    seat: str
    desk: Desk
    pace: Pace
    real: Callable[[], float]
    """Real seconds that never run backwards."""

    @classmethod
    def of(
        cls, host: Host, materials: Materials, seat: str, language: Language, real: Callable[[], float] = monotonic
    ) -> Play:
        """Sit down at a seat of a drill."""
        link = LocalLink(host, seat)
        desk = Desk(link, materials.scenario, seat, language)
        return cls(host, materials, seat, desk, Pace(host, link, Clock(real)), real)

    @property
    def scenario(self) -> Scenario:
        """What is being played."""
        return self.materials.scenario

    @property
    def seat_name(self) -> str:
        """The seat's organ, in the desk's language."""
        return self.desk.sight.seat_name(self.seat)

    @property
    def running(self) -> bool:
        """The clock runs, reading and writing aside."""
        return not self.pace.clock.paused

    @property
    def speed(self) -> float:
        """Simulated seconds per real second."""
        return self.pace.clock.speed

    def tick(self) -> bool:
        """Let the drill follow the clock; whether time has passed."""
        return self.pace.tick(self.real())

    def toggle(self) -> None:
        """Let the clock run, or stop it."""
        if self.running:
            self.pace.pause()
        else:
            self.pace.resume()

    def next_speed(self) -> None:
        """Take the next speed, and after the fastest the slowest."""
        faster = [speed for speed in SPEEDS if speed > self.speed]
        self.pace.set_speed(faster[0] if faster else SPEEDS[0])

    def to_next_need(self) -> Need | None:
        """Run on until something needs this seat or should be seen, and say what needs it most; None if nothing does.

        What only ends a task or brings an answer that asks for nothing is no reason to stop.
        """
        while True:
            before = self.desk.now
            seen = self.pace.to_next_need(self.desk)
            need = self.desk.next_need()
            if need is not None or self.desk.now == before or any(self.desk.strikes(event) for event in seen):
                return need

    def comparison(self) -> Comparison:
        """The reference play that the drill is compared with, kept or still to be played.

        Raises:
            PodiumError: it cannot be opened.
        """
        return Comparison(self.host.store, self.host.id, self.materials, self.host.record)

    def judge(self, comparison: Comparison | None = None) -> Judgement:
        """Score the drill and write its debrief.

        Raises:
            PodiumError: the page cannot be written.
        """
        return judge(self.host, self.materials, self.desk.language, comparison=comparison)
