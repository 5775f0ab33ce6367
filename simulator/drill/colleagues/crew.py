"""The crew: the colleagues who fill the empty seats of a drill. It is driven from outside, like any trainee: it is shown
events, says when it next wants to act, and gives actions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.drill.colleagues.colleague import Colleague
from simulator.drill.colleagues.skill import Skill
from simulator.message.library import Library
from simulator.randomness import Draws
from simulator.record import Action, Event
from simulator.rules.triggers import Limits
from simulator.scenario.schema import Scenario


class Crew:
    """All colleagues of a drill, in the scenario's order of seats."""

    def __init__(
        self,
        scenario: Scenario,
        skills: Mapping[str, Skill],
        draws: Draws,
        limits: Limits | None = None,
        library: Library | None = None,
    ) -> None:
        """``skills`` names the seats that colleagues fill; ``limits`` are the hours that their rulebook publishes.

        ``library`` is that of the scenario, if somebody has it already.
        """
        library = library or Library.of(scenario)
        self.colleagues = [
            Colleague(library, seat, skills[seat.id], draws, limits) for seat in scenario.seats if seat.id in skills
        ]
        self._by_seat = {colleague.seat: colleague for colleague in self.colleagues}
        self._look_ahead()

    def next_wake(self) -> int | None:
        """The next second at which a colleague wants to act; None if none does."""
        return self._wake

    def observe(self, events: Sequence[Event]) -> None:
        """Show the crew what has happened since it last looked; to each colleague what its seat can see."""
        by_seat = self._by_seat
        for event in events:
            if event.public:
                for colleague in self.colleagues:
                    colleague.take(event)
            elif "to" in event.data:
                for seat in dict.fromkeys((event.seat, *event.data["to"])):
                    if seat in by_seat:
                        by_seat[seat].take(event)
            elif event.seat in by_seat:
                by_seat[event.seat].take(event)
        self._look_ahead()

    def decide(self, now: int) -> list[tuple[str, Action]]:
        """What the colleagues do at ``now``, seat by seat."""
        due = [c for c in self.colleagues if c.wake is not None and c.wake <= now]
        actions = [(c.seat, action) for c in due for action in c.decide(now)]
        self._look_ahead()
        return actions

    def _look_ahead(self) -> None:
        self._wake = min([c.wake for c in self.colleagues if c.wake is not None], default=None)
