"""A small crisis and short ways to play it, for the tests of the engine: three seats (health, education, office), a figure
that rises from five to nine at T+02:00, a false and dangerous claim, a true one that embarrasses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from simulator.drill import Drill
from simulator.drill.colleagues import Crew, load_skill
from simulator.randomness import Draws
from simulator.record import ACTIONS, Action, Event, Record, canonical_event
from simulator.replay.driver import Driver
from simulator.replay.materials import Materials, gather
from simulator.scenario.moments import HOUR, parse_moment
from simulator.scenario.schema import Scenario

SMALL = Path(__file__).parent / "data" / "small.yaml"
SEATS = ("health", "education", "office")
STRAND = "lunch"
OPENS = -1800
ENDS = 10 * HOUR


@cache
def small() -> Materials:
    """The small crisis under the default rulebook."""
    return gather(str(SMALL), "i80-2016")


def changed(change: Callable[[dict[str, Any]], None]) -> Materials:
    """The small crisis with something changed in its plain form."""
    plain = small().scenario.model_dump(mode="python", by_alias=True)
    change(plain)
    return Materials(Scenario.model_validate(plain), "changed", small().rulebook, small().world)


def entry(plain: dict[str, Any], section: str, name: str) -> dict[str, Any]:
    """One entry of a plain scenario."""
    found: dict[str, Any] = next(one for one in plain[section] if one["id"] == name)
    return found


def begin(materials: Materials | None = None, seed: int = 7, now: int = OPENS, **filled: str) -> Drill:
    """A fresh drill in which every seat acts from outside, advanced to ``now``; ``filled`` names seats of others."""
    materials = materials or small()
    crew = {seat.id: filled.get(seat.id, "script") for seat in materials.scenario.seats}
    drill = materials.drill(materials.header(seed=seed, crew=crew))
    drill.advance(now)
    return drill


def at(moment: str) -> int:
    """Seconds of a moment such as ``T+02:30``."""
    return parse_moment(moment)


def action(act: str, **fields: Any) -> Action:
    """An action from its name and fields."""
    return ACTIONS.validate_python({"act": act, **fields})


def do(drill: Drill, seat: str, act: str, **fields: Any) -> Event:
    """Act now."""
    return drill.act(seat, action(act, **fields))


def message(form: str = "statement", **fields: Any) -> dict[str, Any]:
    """A plain message; what is not given is left out."""
    return {"form": form, "text": {"en": "A word.", "zh": "通报。"}, **fields}


def cite(*facts: str, **stated: Any) -> list[dict[str, Any]]:
    """Citations of facts, and of facts with another value."""
    return [{"fact": fact} for fact in facts] + [{"fact": fact, "value": value} for fact, value in stated.items()]


def write(drill: Drill, seat: str, ref: str, form: str = "statement", **fields: Any) -> None:
    """Draft a text and wait until it is written."""
    event = do(drill, seat, "draft", draft=ref, strand=STRAND, message=message(form, **fields))
    assert event.kind == "action", event.data["reason"]
    while drill.board.drafts[(seat, ref)].ready is None:
        drill.advance_to_next(ENDS)


def publish(drill: Drill, seat: str, ref: str, form: str = "statement", **fields: Any) -> Event:
    """Draft a text, wait, publish it; returns the published event."""
    write(drill, seat, ref, form, **fields)
    first = len(drill.events)
    event = do(drill, seat, "publish", draft=ref, channels=["weibo", "wechat"])
    assert event.kind == "action", event.data["reason"]
    return next(one for one in drill.events[first:] if one.kind == "published")


def kinds(events: Sequence[Event]) -> list[str]:
    """The kinds of events, in order."""
    return [event.kind for event in events]


def of(drill: Drill, *names: str) -> list[Event]:
    """The drill's events of these kinds."""
    return [event for event in drill.events if event.kind in names]


def lines(events: Sequence[Event]) -> list[str]:
    """Events as the digest reads them."""
    return [canonical_event(event) for event in events]


def finish(drill: Drill) -> Drill:
    """Go to the end."""
    drill.advance(drill.scenario.clock.ends + 1)
    return drill


def auto(skill: str, seed: int = 7, materials: Materials | None = None) -> Record:
    """A whole drill played by colleagues of one skill; the record."""
    materials = materials or gather("canteen", "i80-2016")
    crew = {seat.id: skill for seat in materials.scenario.seats}
    header = materials.header(seed=seed, crew=crew)
    drill = materials.drill(header)
    skills = {seat: load_skill(skill) for seat in crew}
    colleagues = Crew(materials.scenario, skills, Draws(seed), materials.rulebook.limits)
    Driver(drill, colleagues).advance(materials.scenario.clock.ends + 1)
    return Record(header, tuple(drill.events))
