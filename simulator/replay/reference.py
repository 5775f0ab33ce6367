"""The reference play of a drill: the same scenario, rulebook, seed, colleagues and trainer, in which experts play the seats
that people or scripts sat at. Only those seats differ, so what differs in the outcome is their doing (DESIGN section 6).
"""

from __future__ import annotations

from typing import Final

from simulator.record.events import TRAINER, Header, Record
from simulator.replay.driver import Driver
from simulator.replay.materials import NOT_SKILLS, Materials
from simulator.replay.rerun import ACTION_KINDS, recorded_action
from simulator.scenario.moments import HOUR

REFERENCE: Final = "expert"
"""The skill whose play is the reference."""
STRIDE: Final = 6 * HOUR
"""Simulated time that one step of a reference play takes."""


def sat_at(header: Header) -> tuple[str, ...]:
    """Seats that people or scripts played."""
    return tuple(seat for seat, filled in header.crew.items() if filled in NOT_SKILLS)


def reference_header(materials: Materials, header: Header) -> Header | None:
    """The header of a drill's reference play; None where the drill is its own.

    Experts play the seats that people or scripts sat at, the others keep their skill; where colleagues played every seat,
    experts play every seat.
    """
    changed = sat_at(header) or tuple(header.crew)
    crew = {seat: REFERENCE if seat in changed else filled for seat, filled in header.crew.items()}
    if crew == header.crew:
        return None
    return materials.header(seed=header.seed, crew=crew, replication=header.replication, world=header.world)


class ReferencePlay:
    """A reference play on its way to the horizon, in strides, so that whoever waits can be told how far it is."""

    def __init__(self, materials: Materials, header: Header, own: Record) -> None:
        """Open the drill; ``header`` is :func:`reference_header`, ``own`` the drill that it stands beside.

        Raises:
            PodiumError: a colleague's skill does not exist any more.
        """
        self.header = header
        self._opens, self._ends = materials.scenario.clock.opens, materials.scenario.clock.ends
        self._driver = Driver(materials.drill(header), materials.crew(header))
        self._trainer = [event for event in own.events if event.kind in ACTION_KINDS and event.seat == TRAINER]

    @property
    def done(self) -> bool:
        """Whether the horizon is reached."""
        return self._driver.drill.ended

    @property
    def share(self) -> float:
        """How much of it is played, from 0 to 1."""
        return min(1.0, (self._driver.drill.now - self._opens) / max(1, self._ends - self._opens))

    def step(self, stride: int = STRIDE) -> None:
        """Play on for ``stride`` simulated seconds; what the trainer did in the drill happens here too."""
        until = min(self._driver.drill.now + stride, self._ends + 1)
        while self._trainer and self._trainer[0].at <= until:
            event = self._trainer.pop(0)
            self._driver.advance(event.at)
            self._driver.act(TRAINER, recorded_action(event))
        self._driver.advance(until)

    def finish(self) -> Record:
        """Play to the horizon; the record."""
        while not self.done:
            self.step()
        return Record(self.header, tuple(self._driver.drill.events))
