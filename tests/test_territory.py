"""Several places: who is responsible first by rule, and what is left to the place in whose territory it lies."""

from __future__ import annotations

from typing import Any

from support_drill import STRAND, at, begin, changed, do, entry
from test_rules_catalogue import neighbours

from simulator.drill.colleagues import load_skill
from simulator.drill.colleagues.colleague import Colleague
from simulator.drill.colleagues.composing import word
from simulator.message.territory import another_places, answers_for_a_place
from simulator.randomness import Draws
from simulator.replay.materials import Materials


def officer(materials: Materials, seat: str, until: str, skill: str = "expert") -> Colleague:
    """An officer who has seen the drill's own course up to a moment."""
    sitting = next(known for known in materials.scenario.seats if known.id == seat)
    made = Colleague(
        materials.drill(materials.header(seed=1, crew={})).library,
        sitting,
        load_skill(skill),
        Draws(1, 0, 0),
        materials.rulebook.limits,
    )
    drill = begin(materials, now=at(until))
    for event in drill.events:
        made.observe(event)
    return made


def agenda(colleague: Colleague) -> list[str]:
    """What the officer means to do."""
    return [deed for _, _, deed, _ in colleague._agenda]


def grave(plain: dict[str, Any]) -> None:
    """Two counties in a major matter."""
    neighbours(plain)
    entry(plain, "strands", STRAND).update(opinion_grade="major")


def test_who_is_responsible_first_by_rule_plans_a_conference() -> None:
    """The city's department does, and none of the counties'; a department beside others without a lead does not."""
    files = changed(grave)
    assert "conference" in agenda(officer(files, "city", "T+01:00"))
    assert "conference" not in agenda(officer(files, "health", "T+01:00"))


def test_no_lead_is_named_where_one_is_responsible_first_by_rule() -> None:
    """The engine refuses it and says why; the office does not think of it."""
    files = changed(neighbours)
    drill = begin(files, now=at("T+01:00"))
    refused = do(drill, "office", "designate_lead", strand=STRAND, party="fuhe/health")
    assert refused.kind == "refused"
    assert "responsible first by rule" in refused.data["reason"]
    assert "R07" in refused.data["reason"]
    assert not officer(files, "office", "T+01:00").view.may_name_lead(STRAND)


def test_another_places_fact_waits_for_its_owner() -> None:
    """An expert leaves it out, the place itself says it, and once it has been said others may."""
    files = changed(neighbours)
    neighbour = officer(files, "neighbour", "T+01:00")
    board, library = neighbour.board, neighbour.view.library
    assert answers_for_a_place("fuhe/health", STRAND, board)
    assert not answers_for_a_place("mingyuan/health", STRAND, board)
    assert another_places("ill_5", "lingtang/health", STRAND, board, library)
    assert not another_places("ill_5", "fuhe/health", STRAND, board, library)
    drill = begin(files, now=at("T+01:00"))
    do(drill, "health", "share", to=["neighbour", "city"], facts=["ill_5"])
    for event in drill.events:
        if event.kind == "fact_learned":
            neighbour.observe(event)
    assert neighbour.board.knows("neighbour", "ill_5")
    neighbour.skill = neighbour.skill.model_copy(update={"cites": 1.0})
    assert word(neighbour, "x", "statement", drill.now, STRAND) is None
    neighbour.skill = neighbour.skill.model_copy(update={"leaves_territory": 0.0})
    said = word(neighbour, "x", "statement", drill.now, STRAND)
    assert said is not None
    assert [citation.fact for citation in said.facts] == ["ill_5"]
