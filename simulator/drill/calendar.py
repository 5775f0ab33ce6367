"""The calendar of a drill: what is due in which second, in which order. SimPy keeps it; what is put on it here are plain calls,
for a call each is all that ticks, deadlines and desks need, and some thousands of them come in a drill.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop

import simpy
from simpy.events import EventPriority


class Due(simpy.Event):
    """A call that is due: an event that is decided already, has no value and is waited for by nobody."""

    _ok, _value = True, None

    def __init__(self, then: Callable[[], object]) -> None:
        """Without SimPy's own beginning, which prepares what nobody here asks for."""
        self.then = then

    def _happen(self) -> None:
        self.then()

    callbacks = [_happen]  # noqa: RUF012 - the same for all: SimPy hands over the event itself, and changes no list


def put(env: simpy.Environment, delay: int, priority: int, then: Callable[[], object]) -> None:
    """Have ``then`` called in so many seconds. Within a second the lower priority comes first, then the older."""
    env.schedule(Due(then), EventPriority(priority), delay)


class Clockwork(simpy.Environment):
    """SimPy's environment, which can also stand at a second in which nothing is due.

    SimPy's own ``run(until=...)`` reaches such a second by an event of its own, and leaves it behind empty in the queue
    (4.1.2), so that ``peek()`` no longer tells the next thing that happens.
    """

    BEFORE_ALL = -1
    """The phase of a second in which nothing that is due in it has happened yet."""

    def __init__(self, second: int) -> None:
        """A calendar with nothing on it, at a second."""
        super().__init__(second)
        self.second = second
        """The present second; all that is scheduled here lies on whole seconds. Asked for too often to be worked out."""
        self.phase = self.BEFORE_ALL
        """Priority of what is happening."""

    def step(self) -> None:
        """Let the next thing happen. As SimPy's own, for calls alone: nobody waits for them, and none of them fails."""
        _, self.phase, _, due = heappop(self._queue)
        due.then()  # type: ignore[attr-defined]

    def pass_next(self, until: int) -> None:
        """Let the next second in which something is due pass, or, if that is not before ``until``, all time up to there."""
        queue = self._queue
        due = int(queue[0][0]) if queue else until
        if due >= until:
            self._now = self.second = until
            return
        self._now = self.second = due
        while queue and queue[0][0] <= due:
            self.step()
        self._now = self.second = due + 1
        self.phase = self.BEFORE_ALL

    def stop(self) -> None:
        """Nothing that is still due will happen."""
        self._queue.clear()
