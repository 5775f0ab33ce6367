"""One drill, kept: the host owns the drill and its colleagues, takes the actions of the other seats, and
commits to the store before it says so to anybody. What was not committed is lost in a crash and comes out the
same again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from simulator.errors import NotFoundError, PodiumError
from simulator.host.link import Ack, Reject, State
from simulator.record.actions import Action, SetClock
from simulator.record.events import TRAINER, Event, Header, Record
from simulator.replay.driver import CrewLike, DrillLike, Driver
from simulator.replay.rerun import ACTION_KINDS, feed, recorded_action
from simulator.scenario.moments import HOUR, MINUTE
from simulator.store.drills import CLIENT_ID, DrillStore

OUTSIDE: Final = ("trainee", "script")
"""What a header's crew says of seats that are not played by colleagues."""

COMMIT_EVERY: Final = 6 * HOUR
"""Simulated time after which a long advance commits in between."""

MARK_EVERY: Final = 5 * MINUTE
"""Simulated time after which the clock's position is committed although nothing happened."""

QUIET_KINDS: Final = ("pulse", "hotline")
"""Public events that ask nothing of anybody."""


def outside_seats(crew: Mapping[str, str]) -> list[str]:
    """Seats whose actions come from outside: people, scripts and the trainer."""
    return [*sorted(seat for seat, filled in crew.items() if filled in OUTSIDE), TRAINER]


class Host:
    """A drill with its store. Every public method leaves the store and the drill in step, or raises.

    After a failed commit the host takes nothing more: the drill in memory is ahead of the store. Resume it
    instead.
    """

    def __init__(self, store: DrillStore, drill_id: str, header: Header, driver: Driver, committed: int) -> None:
        """Use :meth:`start` or :meth:`resume`."""
        self.store = store
        self.id = drill_id
        self.header = header
        self._driver = driver
        self._committed = committed
        self._marked = driver.drill.now
        self._outside = outside_seats(header.crew)
        self._broken: PodiumError | None = None
        self._clock = SetClock(paused=True)

    @classmethod
    def start(cls, store: DrillStore, header: Header, drill: DrillLike, crew: CrewLike | None) -> Host:
        """Begin a fresh drill and store what has happened at its opening.

        Raises:
            PodiumError: the store took nothing.
        """
        driver = Driver(drill, crew)
        drill_id = store.create(header, drill.events, now=drill.now)
        return cls(store, drill_id, header, driver, len(drill.events))

    @classmethod
    def resume(cls, store: DrillStore, drill_id: str, drill: DrillLike, crew: CrewLike | None) -> Host:
        """Go on with a stored drill, from the second it had reached, paused.

        ``drill`` and ``crew`` are fresh ones made from the stored header.

        Raises:
            NotFoundError: there is no such drill.
            DrillDiffersError: running it again gave something else than what is stored.
        """
        header = store.entry(drill_id).header
        head, recorded = store.head(drill_id), store.events(drill_id)
        driver = Driver(drill, crew)
        feed(driver, recorded, head.now, outside_seats(header.crew))
        host = cls(store, drill_id, header, driver, head.seq)
        for event in recorded:
            host._follow_clock(event)
        host._clock = SetClock(paused=True, speed=host._clock.speed)
        return host

    @property
    def now(self) -> int:
        """Simulated second reached."""
        return self._driver.drill.now

    @property
    def ended(self) -> bool:
        """The horizon is reached."""
        return self._driver.drill.ended

    @property
    def record(self) -> Record:
        """Header and committed events as the store gives them back, so that views now and later agree."""
        return self.store.record(self.id)

    def state(self) -> State:
        """Where the drill stands."""
        return State(self.now, self._clock.paused, self._clock.speed, self.ended)

    def events_for(self, seat: str, after: int = 0) -> list[Event]:
        """The committed events with a number above ``after`` that the seat may see."""
        events = self._driver.drill.events[max(after, 0) : self._committed]
        return [event for event in events if event.visible_to(seat)]

    def run_until(self, at: int) -> None:
        """Let everything due before simulated second ``at`` happen, and commit it.

        Raises:
            PodiumError: the store failed; nothing half-written stays behind.
        """
        self._check_sound()
        while self.now < at and not self.ended:
            self._driver.advance(min(at, self.now + COMMIT_EVERY))
            self._commit_if_due()

    def step_to_next(self, seat: str, until: int) -> list[Event]:
        """Move on until something reaches the seat, at most to ``until``; returns what reached it."""
        self._check_sound()
        before = len(self._driver.drill.events)
        self._driver.advance(until, lambda event: event.kind not in QUIET_KINDS and event.visible_to(seat))
        self._commit_if_due()
        return self.events_for(seat, before)

    def submit(self, seat: str, action: Action, cid: str) -> Ack | Reject:
        """Take an action of a seat now, and commit it with its immediate effects before answering.

        Raises: PodiumError: the store failed; whether the action stands is known after resuming, by sending
        it again.
        """
        self._check_sound()
        if not CLIENT_ID.fullmatch(cid):
            return Reject(cid, "the client id may hold letters, digits and . _ : - only, at most 160")
        known = self.store.acknowledged(self.id, cid)
        if known is not None:
            same = known.seat == seat and recorded_action(known) == action
            return _answer(known, cid) if same else Reject(cid, "this client id was used for another action")
        if seat not in self._outside:
            filled = self.header.crew.get(seat)
            return Reject(cid, f"seat {seat} is played by a colleague" if filled else f"there is no seat {seat}")
        if self.ended:
            return Reject(cid, "the drill has ended")
        event = self._driver.act(seat, action)
        self._commit({event.seq: cid})
        self._follow_clock(event)
        return _answer(event, cid)

    def _commit_if_due(self) -> None:
        if len(self._driver.drill.events) > self._committed or self.now >= self._marked + MARK_EVERY or self.ended:
            self._commit()

    def _commit(self, cids: Mapping[int, str] | None = None) -> None:
        events: Sequence[Event] = self._driver.drill.events[self._committed :]
        try:
            head = self.store.append(self.id, self._committed, events, now=self.now, cids=cids)
        except PodiumError as error:
            self._broken = error
            raise
        self._committed, self._marked = head.seq, head.now

    def _follow_clock(self, event: Event) -> None:
        if event.kind == "action" and event.data["action"]["act"] == "set_clock":
            action = recorded_action(event)
            assert isinstance(action, SetClock)
            self._clock = action

    def _check_sound(self) -> None:
        if self._broken is not None:
            raise self._broken


def _answer(event: Event, cid: str) -> Ack | Reject:
    """What a client is told about its action's event."""
    if event.kind == ACTION_KINDS[0]:
        return Ack(cid, event.seq)
    return Reject(cid, str(event.data.get("reason", "refused")), event.seq)


class LocalLink:
    """A seat's link to a host in the same process."""

    def __init__(self, host: Host, seat: str) -> None:
        """Connect a seat of the drill, or the trainer.

        Raises:
            NotFoundError: the drill has no such seat.
        """
        if seat != TRAINER and seat not in host.header.crew:
            raise NotFoundError(f"drill {host.id} has no seat {seat!r}; it has {', '.join(sorted(host.header.crew))}")
        self._host = host
        self._seat = seat

    @property
    def seat(self) -> str:
        """The seat that this link speaks for."""
        return self._seat

    def send(self, action: Action, cid: str) -> Ack | Reject:
        """Act; see :meth:`Host.submit`."""
        return self._host.submit(self._seat, action, cid)

    def events(self, after: int = 0) -> list[Event]:
        """What this seat may see of the committed events with a number above ``after``."""
        return self._host.events_for(self._seat, after)

    def state(self) -> State:
        """Where the drill stands."""
        return self._host.state()
