"""A short canteen drill, its script, and a colleague that the tests of replay and host share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from simulator.host.script import Script, ScriptStep
from simulator.record.actions import ACTIONS, Action
from simulator.record.events import Event, Header
from simulator.replay.materials import Materials, gather
from simulator.scenario.moments import HOUR

ENDS = 9 * HOUR


@cache
def short_canteen() -> Materials:
    """The canteen, cut to nine hours after T+0."""
    whole = gather("canteen", "i80-2016")
    clock = whole.scenario.clock.model_copy(update={"ends": ENDS})
    scenario = whole.scenario.model_copy(update={"clock": clock})
    return Materials(scenario, whole.scenario_digest, whole.rulebook, whole.world)


def action(act: str, **fields: Any) -> Action:
    """An action from its name and fields."""
    return ACTIONS.validate_python({"act": act, **fields})


def steps(materials: Materials) -> tuple[ScriptStep, ...]:
    """Verifications, questions, clock settings and some nonsense, spread over the drill."""
    seats = [seat.id for seat in materials.scenario.seats]
    opens = materials.scenario.clock.opens
    made = []
    for number, fact in enumerate(materials.scenario.facts):
        seat = seats[number % len(seats)]
        given: dict[str, Any] = [
            {"act": "verify", "target": fact.slot},
            {"act": "ask", "to": seats[(number + 1) % len(seats)], "about": [fact.slot]},
            {"act": "verify", "target": "no_such_thing"},
            {"act": "log", "signal": materials.scenario.signals[0].id},
        ][number % 4]
        actor = fact.verification.desk if number % 4 == 0 else seat
        made.append({"at": opens + number * 1500, "seat": actor, "action": given})
    made.append({"at": made[-1]["at"], "seat": "trainer", "action": {"act": "set_clock", "speed": 120.0}})
    return Script.model_validate(made).root


class Echo:
    """A colleague of the tests: some time after it sees something done, its seat asks for something."""

    def __init__(self, materials: Materials) -> None:
        """Play the scenario's last seat."""
        self.seats = [seat.id for seat in materials.scenario.seats]
        self.slot = materials.scenario.facts[0].slot
        self.wakes: list[int] = []
        self.seen: list[tuple[int, int]] = []
        self.count = 0

    def next_wake(self) -> int | None:
        """The earliest thing to do."""
        return min(self.wakes, default=None)

    def observe(self, events: Sequence[Event]) -> None:
        """React to others' actions and finished tasks, some of them at once."""
        for event in events:
            self.seen.append((event.seq, event.at))
            if event.kind in ("action", "task_done") and event.seat != self.seats[-1]:
                self.wakes.append(event.at + (event.seq * 53) % 900)

    def decide(self, now: int) -> list[tuple[str, Action]]:
        """Ask another seat."""
        assert all(at < now for _, at in self.seen)
        self.wakes = [wake for wake in self.wakes if wake > now]
        self.count += 1
        to = self.seats[self.count % (len(self.seats) - 1)]
        return [(self.seats[-1], action("ask", to=to, about=[self.slot]))]


def with_echo(header: Header) -> Header:
    """The header in which a colleague plays the last seat."""
    return header.model_copy(update={"crew": {**header.crew, list(header.crew)[-1]: "trained"}})
