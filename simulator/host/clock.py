"""The clock of a live drill, the only place where real time meets simulated time. The clock turns one into the other; the
pace moves the host along with it, holds it while a trainee reads or writes, and jumps to what needs a seat next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from simulator.errors import UsageError
from simulator.host.link import Ack, Link
from simulator.record.actions import SetClock
from simulator.record.events import Event
from simulator.scenario.moments import HOUR, MINUTE

SLOWEST: Final = 1.0
FASTEST: Final = 3600.0
"""Simulated seconds per real second."""

MAX_CATCH_UP: Final = 30 * MINUTE
"""Simulated time that one tick makes up at most; a host that falls further behind is not made to race."""

ASLEEP: Final = 30.0
"""Real seconds without a tick after which the machine is taken to have slept, and the drill is paused."""

FARTHEST: Final = 12 * HOUR
"""A jump to the next need ends after this even if nothing needs the seat."""


class Clock:
    """Simulated time as a function of real time: ``base + (real - then) * speed``, frozen while paused."""

    def __init__(self, monotonic: Callable[[], float], base: int = 0, speed: float = 60.0) -> None:
        """A paused clock that stands at ``base``. ``monotonic`` gives real seconds that never run backwards.

        Raises:
            UsageError: the speed lies outside 1 to 3600.
        """
        self._monotonic = monotonic
        self._base = base
        self._then = monotonic()
        self._speed = _checked(speed)
        self._paused = True

    @property
    def paused(self) -> bool:
        """The clock stands still."""
        return self._paused

    @property
    def speed(self) -> float:
        """Simulated seconds per real second while it runs."""
        return self._speed

    def sim_now(self) -> int:
        """The simulated second."""
        if self._paused:
            return self._base
        return self._base + int((self._monotonic() - self._then) * self._speed)

    def pause(self) -> None:
        """Stand still at the present second."""
        self.rebase(self.sim_now())
        self._paused = True

    def resume(self) -> None:
        """Go on from the second at which it stands."""
        self.rebase(self.sim_now())
        self._paused = False

    def set_speed(self, speed: float) -> None:
        """Run at another speed from the present second on.

        Raises:
            UsageError: the speed lies outside 1 to 3600.
        """
        checked = _checked(speed)
        self.rebase(self.sim_now())
        self._speed = checked

    def rebase(self, at: int) -> None:
        """Stand at simulated second ``at`` now, whatever it was before."""
        self._base = at
        self._then = self._monotonic()


def _checked(speed: float) -> float:
    if not SLOWEST <= speed <= FASTEST:
        raise UsageError(f"speed {speed:g} is not possible; give simulated seconds per real second, from 1 to 3600")
    return float(speed)


class Movable(Protocol):
    """What the pace needs of a host."""

    @property
    def now(self) -> int:
        """Simulated second reached."""

    @property
    def ended(self) -> bool:
        """The horizon is reached."""

    def run_until(self, at: int) -> None:
        """Let everything due before ``at`` happen."""

    def step_to_next(self, seat: str, until: int) -> list[Event]:
        """Move on until something reaches the seat, at most to ``until``."""


class Attentive(Protocol):
    """Who looks on during a jump: the desk of a seat."""

    def refresh(self) -> list[Event]:
        """Take in what is new."""

    def calls(self, event: Event) -> bool:
        """Whether an event needs the seat."""

    def next_stop(self) -> int | None:
        """When a jump must end although nothing happens: a task comes due soon, a time of waiting is over."""


class Pace:
    """Moves a host with the clock. One trainee alone: nobody else is kept waiting by a pause, a hold or a jump.

    Pause and speed are actions of the seat, so the record shows them. A hold is not: it lasts while a text is read
    or written, and simulated time does not see it (DESIGN section 3).
    """

    def __init__(self, host: Movable, link: Link, clock: Clock) -> None:
        """Take up a drill where it stands, paused or not as it was left."""
        self._host = host
        self._link = link
        self.clock = clock
        self._holds = 0
        self._ticked: float | None = None
        state = link.state()
        clock.set_speed(state.speed)
        clock.rebase(host.now)
        if not state.paused:
            clock.resume()

    @property
    def held(self) -> bool:
        """Somebody reads or writes."""
        return self._holds > 0

    @property
    def standing(self) -> bool:
        """Simulated time does not pass now, for whatever reason."""
        return self.clock.paused or self.held or self._host.ended

    def pause(self) -> None:
        """Stop the clock."""
        if not self.clock.paused:
            self.clock.pause()
            self._tell()

    def resume(self) -> None:
        """Let the clock run."""
        if self.clock.paused and not self._host.ended:
            self.clock.rebase(self._host.now)
            self.clock.resume()
            self._ticked = None
            self._tell()

    def set_speed(self, speed: float) -> None:
        """Run faster or slower.

        Raises:
            UsageError: the speed lies outside 1 to 3600.
        """
        if _checked(speed) != self.clock.speed:
            self.clock.set_speed(speed)
            self._tell()

    def hold(self) -> None:
        """Keep time standing while a trainee reads or writes; holds may lie inside each other."""
        self._holds += 1

    def release(self) -> None:
        """End one hold. Time goes on from where it stood."""
        if self._holds:
            self._holds -= 1
        if not self._holds:
            self.clock.rebase(self._host.now)

    def tick(self, real: float) -> bool:
        """Bring the host up to the clock; call it every tenth of a second. Returns whether time passed.

        ``real`` is the monotonic time in seconds. After a sleep of the machine the drill is paused where it was.

        Raises:
            PodiumError: the store failed.
        """
        slept = self._ticked is not None and real - self._ticked > ASLEEP
        self._ticked = real
        if self.standing:
            self.clock.rebase(self._host.now)
            return False
        if slept:
            self.clock.rebase(self._host.now)
            self.pause()
            return False
        before, wanted = self._host.now, self.clock.sim_now()
        self._host.run_until(min(wanted, before + MAX_CATCH_UP))
        if wanted > before + MAX_CATCH_UP or self._host.ended:
            self.clock.rebase(self._host.now)
        return self._host.now > before

    def forward(self, seconds: int) -> None:
        """Let so many simulated seconds pass at once, then stand still.

        Raises:
            PodiumError: the store failed.
        """
        self.pause()
        self._host.run_until(self._host.now + seconds)
        self.clock.rebase(self._host.now)

    def to_next_need(self, desk: Attentive, at_most: int = FARTHEST) -> list[Event]:
        """Move on fast until something needs the desk's seat, a task comes due soon, or ``at_most`` seconds are over.

        The clock then stands still. Returns what the seat saw on the way.

        Raises:
            PodiumError: the store failed.
        """
        self.pause()
        seen = desk.refresh()
        farthest = self._host.now + at_most
        while not self._host.ended:
            until = farthest
            stop = desk.next_stop()
            if stop is not None:
                until = min(until, max(stop, self._host.now))
            if self._host.now >= until:
                break
            self._host.step_to_next(self._link.seat, until)
            new = desk.refresh()
            seen += new
            if any(desk.calls(event) for event in new) or self._host.now >= until:
                break
        self.clock.rebase(self._host.now)
        return seen

    def until(self, desk: Attentive, holds: Callable[[], bool], at_most: int) -> None:
        """Move on fast until a condition of what the desk knows holds, or ``at_most`` seconds are over; then stand still.

        Raises:
            PodiumError: the store failed.
        """
        self.pause()
        farthest = self._host.now + at_most
        while not holds() and self._host.now < farthest and not self._host.ended:
            self._host.step_to_next(self._link.seat, farthest)
            desk.refresh()
        self.clock.rebase(self._host.now)

    def _tell(self) -> bool:
        """Put pause and speed into the record; a drill that has ended takes no more, and needs none."""
        action = SetClock(paused=self.clock.paused, speed=self.clock.speed)
        cid = f"clock:{self._link.seat}:{self._host.now}:{len(self._link.events())}"
        return isinstance(self._link.send(action, cid), Ack)
