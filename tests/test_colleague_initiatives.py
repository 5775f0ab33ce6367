"""Colleagues take the initiative where an expert would: they speak to reporters, assess a decision before they announce it,
have the hotline staffed, carry a dispute to who can decide it, and name the hour of a first word that has to wait.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from support_drill import STRAND, at, auto, begin, changed, do, of, small

from simulator.drill import Drill
from simulator.drill.colleagues import Crew, load_skill
from simulator.randomness import Draws
from simulator.record import Record
from simulator.replay.driver import Driver
from simulator.replay.materials import Materials, gather
from simulator.scoring import score


@cache
def fares() -> Record:
    """The bus fares in the hands of experts."""
    return auto("expert", 7, gather("bus-fare", "i80-2016"))


def with_experts(*seats: str, materials: Materials | None = None) -> tuple[Drill, Driver]:
    """The small crisis in which experts fill some seats; the others wait to be told."""
    materials = materials or small()
    drill = begin(materials, **dict.fromkeys(seats, "expert"))
    crew = Crew(materials.scenario, {seat: load_skill("expert") for seat in seats}, Draws(7), materials.rulebook.limits)
    return drill, Driver(drill, crew)


def test_experts_give_interviews_that_answer() -> None:
    """To reporters who call, once they have spoken; they evade nothing, and nobody is refused."""
    given = fares().of_kind("interview_given")
    assert given
    for event in given:
        assert event.data["inject"] is not None
        assert all(one["outcome"] == "answered" for one in event.data["answers"])
        assert any(w.at < event.at and w.seat == event.seat for w in fares().of_kind("published", "conference_held"))
    assert fares().of_kind("refused") == []


def test_an_expert_assesses_before_it_announces() -> None:
    """The revised fares go out after their risk is assessed, and R55 is met in full."""
    found = gather("bus-fare", "i80-2016")
    (assessed,) = fares().of_kind("risk_assessed")
    said = [
        event.at
        for event in fares().of_kind("published", "conference_held", "interview_given", "replied")
        if any(verdict["fact"] == "adopted_nine" for verdict in event.data["reading"]["facts"])
    ]
    assert said
    assert assessed.at <= min(said)
    (finding,) = [f for f in score(fares(), found.scenario, found.rulebook).findings if f.rule == "R55"]
    assert finding.credit == 1


def test_who_announces_without_looking_breaks_the_rule() -> None:
    """A careful officer whose habit to propose is taken away says it unassessed."""
    found = gather("bus-fare", "i80-2016")
    header = found.header(seed=7, crew={seat.id: "expert" for seat in found.scenario.seats})
    skill = load_skill("expert").model_copy(update={"proposes": 0.0})
    crew = Crew(found.scenario, dict.fromkeys(header.crew, skill), Draws(7), found.rulebook.limits)
    drill = found.drill(header)
    Driver(drill, crew).advance(found.scenario.clock.ends + 1)
    credits = [e.data["credit"] for e in drill.events if e.kind == "duty_missed" and e.data["rule"] == "R55"]
    assert credits == [0]


def test_the_office_answers_lost_calls_with_clerks() -> None:
    """Only after calls were lost, never twice at a time."""
    staffed = fares().of_kind("hotline_staffed")
    assert staffed
    for event in staffed:
        before = [one for one in fares().of_kind("hotline") if one.at < event.at]
        assert any(one.data["lost"] * 5 > one.data["calls"] for one in before)
    ends = [event.data["until"] for event in staffed]
    assert all(later.at >= end for later, end in zip(staffed[1:], ends, strict=False))


def test_a_passed_sheet_is_carried_to_the_office_which_presses() -> None:
    """A department that owes its own part passes it on: the other asks the office to decide, and the office presses."""
    drill, driver = with_experts("health", "office")
    driver.advance(at("T+00:11"))
    do(drill, "education", "transfer", strand=STRAND, to="health", reason="Yours.")
    driver.advance(at("T+06:00"))
    (carried,) = of(drill, "escalated")
    assert (carried.seat, carried.data["about"]) == ("health", "education")
    assert any(e.at > carried.at and e.data["target"] == "education" for e in of(drill, "pressed"))


def late(plain: dict[str, Any]) -> None:
    """A grave matter of which nothing can be known for three hours."""
    plain["strands"][0]["emergency_level"] = "II"
    for fact in plain["facts"]:
        fact["known_at_start"] = ()
        fact["verification"]["from"] = at("T+03:00")


def test_an_expert_names_the_hour_of_its_first_word() -> None:
    """Where nothing can be said yet; once, for a moment near at hand."""
    drill, driver = with_experts("health", materials=changed(late))
    driver.advance(at("T+02:55"))
    (promise,) = of(drill, "promise_made")
    assert drill.board.words == []
    assert 0 < promise.data["due"] - promise.at <= 4 * 3600
