"""A drill with good and bad moves and hostile words in it, for the tests of story and debrief."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from simulator.drill import Drill
from simulator.record import ACTIONS, Event, Header, Record
from simulator.rules.library import load_rulebook, load_world
from simulator.rules.rulebook import Rulebook
from simulator.scenario.load import load_scenario
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Scenario
from simulator.scoring import Scorecard, score

HOSTILE = "<script>alert(1)</script> {{7*7}} [/x] =cmd() <img src=http://evil.invalid/x onerror=1> \u05d0\u05d1"
"""What a trainee may type."""

STRAND = "school_lunch"
ENDS = 30 * HOUR


@cache
def scenario() -> Scenario:
    """The canteen, cut to thirty hours after T+0."""
    whole = load_scenario("canteen").scenario
    return whole.model_copy(update={"clock": whole.clock.model_copy(update={"ends": ENDS})})


@cache
def rulebook() -> Rulebook:
    """The default rulebook."""
    return load_rulebook("i80-2016")


def message(form: str, en: str, zh: str, facts: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """A message as plain data."""
    return {"form": form, "text": {"en": en, "zh": zh}, "facts": [{"fact": fact} for fact in facts], **more}


_SCRIPT: Sequence[tuple[int, str, dict[str, Any]]] = (
    (600, "education", {"act": "ask", "to": "health", "about": ["pupils_ill"]}),
    (900, "gov_office", {"act": "assign", "strand": STRAND, "to": ["education", "health"], "due": 6 * HOUR}),
    (1000, "health", {"act": "accept", "strand": STRAND}),
    (1200, "health", {"act": "share", "to": ["education", "publicity"], "facts": ["ill_23"]}),
    (1300, "health", {"act": "dispatch", "disposal": "medical_care"}),
    (1350, "education", {"act": "close", "strand": STRAND}),
    (1500, "gov_office", {"act": "convene", "strand": STRAND, "seats": ["education", "health"]}),
    (
        5000,
        "health",
        {
            "act": "draft",
            "draft": "first",
            "strand": STRAND,
            "message": message(
                "statement",
                "As of 13:10, 23 pupils were ill. The cause is not known yet.",
                "截至13时10分，23名学生患病，原因尚不清楚。",
                ["ill_23"],
                unknowns=["cause"],
                next_update=6 * HOUR,
                as_of=0,
            ),
        },
    ),
    (
        8400,
        "health",
        {"act": "consult", "draft": "first", "to": ["education", "market_regulation", "gov_office"]},
    ),
    (8500, "education", {"act": "answer_consultation", "agree": True}),
    (
        8500,
        "market_regulation",
        {"act": "answer_consultation", "agree": False, "reason": "The figure is old."},
    ),
    (10800, "health", {"act": "publish", "draft": "first", "channels": ["weibo", "wechat"]}),
    (11000, "market_regulation", {"act": "transfer", "strand": STRAND, "to": "education", "reason": HOSTILE}),
    (
        7 * HOUR,
        "education",
        {
            "act": "draft",
            "draft": "hostile",
            "strand": STRAND,
            "message": message("statement", HOSTILE + " " + "x" * 5000, HOSTILE + "仅23人", ["ill_23"]),
        },
    ),
    (16 * HOUR, "education", {"act": "publish", "draft": "hostile", "channels": ["weibo"]}),
    (
        17 * HOUR,
        "health",
        {
            "act": "draft",
            "draft": "opening",
            "strand": STRAND,
            "message": message("conference", "Twenty-three pupils fell ill.", "共23名学生患病。", ["ill_23"]),
        },
    ),
    (
        19 * HOUR,
        "health",
        {
            "act": "hold_conference",
            "strand": STRAND,
            "attendees": ["health", "education"],
            "draft": "opening",
        },
    ),
)


@cache
def played(script: bool = True) -> Record:
    """The drill, with its script or in silence."""
    drill = Drill(scenario(), rulebook(), load_world(), seed=7, crew={"education": "trainee"})
    for at, seat, action in _SCRIPT if script else ():
        drill.advance(at)
        plain = dict(action)
        if plain["act"] == "answer_consultation":
            plain["consultation"] = next(iter(drill.board.consultations))
        drill.act(seat, ACTIONS.validate_python(plain))
    drill.advance(ENDS + 1)
    return Record(header(), tuple(drill.events))


def header() -> Header:
    """A header with a trainee and colleagues."""
    return Header(
        scenario="canteen",
        scenario_digest="5" * 64,
        rulebook="i80-2016",
        rulebook_digest="6" * 64,
        seed=7,
        crew={seat.id: "trainee" if seat.id == "education" else "trained" for seat in scenario().seats},
        versions={"podium": "0.1.0"},
        machine="x86_64",
    )


@cache
def scored(script: bool = True) -> Scorecard:
    """Its scorecard."""
    return score(played(script), scenario(), rulebook())


def record_of(*events: tuple[int, str, str, dict[str, Any]]) -> Record:
    """A record of hand-made events: (at, kind, seat, data)."""
    numbered = enumerate(events, 1)
    return Record(
        header(),
        tuple(Event(seq=seq, at=at, kind=kind, seat=seat, data=data) for seq, (at, kind, seat, data) in numbered),
    )


def pulse(at: int, heat: int, believing: int = 0) -> tuple[int, str, str, dict[str, Any]]:
    """A pulse with one narrative of a hundred thousand people."""
    people = {"posts": heat, "S": 100_000 - believing, "E": 0, "B": believing, "Z": 0}
    return (
        at,
        "pulse",
        "",
        {"at": at, "heat": heat, "trust": 5000, "narratives": {"poisoned_water": people}},
    )
