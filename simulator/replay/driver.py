"""The one loop in which a drill and its colleagues move together. The live host, resume and the reference
play all use it, so that when something is decided never depends on the steps in which the clock was advanced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from simulator.record.actions import Action
from simulator.record.events import Event


class DrillLike(Protocol):
    """What the loop needs of a drill."""

    @property
    def now(self) -> int:
        """Simulated second reached."""

    @property
    def ended(self) -> bool:
        """The horizon is reached."""

    @property
    def events(self) -> Sequence[Event]:
        """What has happened so far."""

    def advance(self, until: int) -> None:
        """Let everything due before ``until`` happen."""

    def advance_to_next(self, until: int) -> None:
        """As ``advance``, but stop after the first second in which something happened."""

    def act(self, seat: str, action: Action) -> Event:
        """Take an action now."""


class CrewLike(Protocol):
    """What the loop needs of the colleagues."""

    def next_wake(self) -> int | None:
        """When a colleague next wants to act."""

    def observe(self, events: Sequence[Event]) -> None:
        """Show the colleagues what has happened."""

    def decide(self, now: int) -> list[tuple[str, Action]]:
        """What the colleagues do now."""


class Driver:
    """A drill with colleagues in the seats that nobody else fills.

    Order at one simulated second: everything before it has happened and been seen; the colleagues whose hour
    has come act, once; then the other seats, in the order in which they come; then the drill's own events of
    that second. Colleagues see what happened in a second when it is over.
    """

    def __init__(self, drill: DrillLike, crew: CrewLike | None) -> None:
        """Join a fresh drill and its colleagues; None where every action comes from outside."""
        self.drill = drill
        self.crew = crew
        self._seen = 0
        self._settle()

    def advance(self, until: int, stop: Callable[[Event], bool] | None = None) -> None:
        """Move on to simulated second ``until``, or to the end of the second in which ``stop`` held for an
        event.
        """
        drill = self.drill
        now = drill.now
        while now < until and not drill.ended:
            first_new = len(drill.events)
            now = self._step(now, until)
            if stop is not None and any(stop(event) for event in drill.events[first_new:]):
                return

    def act(self, seat: str, action: Action) -> Event:
        """An action from outside, now; returns its event."""
        return self.drill.act(seat, action)

    def _step(self, now: int, until: int) -> int:
        """On from ``now`` to the next second in which something happens or a colleague acts, at most to ``until``; gives the
        second reached.
        """
        if self.crew is None:
            self.drill.advance_to_next(until)
            return self.drill.now
        wake = self.crew.next_wake()
        if self._seen < len(self.drill.events):
            until = now + 1
        elif wake is not None:
            until = min(until, max(wake, now + 1))
        self.drill.advance_to_next(until)
        return self._settle()

    def _settle(self) -> int:
        """Show the colleagues the seconds that are over, and let them act if their hour has come; gives the present second."""
        now = self.drill.now
        if self.crew is None:
            return now
        events = self.drill.events
        end = len(events)
        wake = self.crew.next_wake()
        if end == self._seen and wake is None:
            return now
        while end > self._seen and events[end - 1].at >= now:
            end -= 1
        if end > self._seen:
            self.crew.observe(events[self._seen : end])
            self._seen = end
            wake = self.crew.next_wake()
        if wake is not None and wake <= now and not self.drill.ended:
            for seat, action in self.crew.decide(now):
                self.drill.act(seat, action)
        return now
