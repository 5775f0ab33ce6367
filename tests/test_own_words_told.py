"""What was found in own words is told beside them, literally and in both languages; of other words nothing is told but that
they were not judged.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from support_drill import at, begin, cite, do, finish

from reports.debrief import render_debrief
from reports.names import Names
from reports.own_words import OwnWords
from reports.story import story_lines
from simulator.drill import Drill
from simulator.record import Record
from simulator.replay.materials import Materials, gather
from simulator.scenario.text import Language
from simulator.scoring import score

STRAND = "school_lunch"
BAD = (
    "As of 13:10, 99 pupils had <b>symptoms</b> [red]{{7*7}}. Do not listen to the ignorant rumour-mongers. "
    "Everything is absolutely safe."
)


@cache
def materials() -> Materials:
    """The canteen."""
    return gather("canteen", "i80-2016")


def publish(drill: Drill, name: str, text: str, **more: Any) -> None:
    """Draft, wait, publish."""
    said = {"form": "statement", "text": {"en": text}, **more}
    event = do(drill, "health", "draft", draft=name, strand=STRAND, message=said)
    assert event.kind == "action", event.data
    while drill.board.drafts[("health", name)].ready is None:
        drill.advance_to_next(at("T+08:00"))
    assert do(drill, "health", "publish", draft=name, channels=["weibo"]).kind == "action"


@cache
def played() -> Record:
    """One bad text in own words, one that follows its ticks."""
    drill = begin(materials(), now=at("T+00:40"), health="trainee")
    publish(drill, "own", BAD, own_words=True)
    publish(drill, "ticks", "A word.", facts=cite("ill_23"))
    finish(drill)
    crew = {seat.id: "trainee" if seat.id == "health" else "script" for seat in materials().scenario.seats}
    return Record(materials().header(seed=7, crew=crew), tuple(drill.events))


@cache
def page(language: Language) -> str:
    """The debrief."""
    held = materials()
    card = score(played(), held.scenario, held.rulebook)
    return render_debrief(played(), held.scenario, held.rulebook, card, drill_id="d", language=language)


def own(language: Language) -> OwnWords:
    """The teller of one language."""
    return OwnWords(materials().scenario, Names(materials().scenario, language))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_reasons_come_in_order_and_quote(language: Language) -> None:
    """Gates first, then gaps, then what went well; what caps the text is quoted from it."""
    ((_, judged),) = own(language).written_by(played(), "health")
    kinds = [reason.kind for reason in judged.reasons]
    assert kinds == sorted(kinds, key=("gate", "gap", "good").index)
    gates = {reason.name: f"{reason.message} {reason.quote}" for reason in judged.reasons if reason.kind == "gate"}
    assert "99 pupils" in gates["contradiction"]
    assert judged.grade == 0


def test_words_of_others_are_told_to_nobody_else() -> None:
    """A seat that wrote nothing in own words is told nothing."""
    assert own("en").written_by(played(), "education") == []


@pytest.mark.parametrize(("language", "grade"), [("en", "grade 0 of 4"), ("zh", "0级（满级4级）")])
def test_the_page_tells_the_grade_and_the_reasons(language: Language, grade: str) -> None:
    """Once beside the text in own words; beside the other stands that its words were not judged."""
    shown = page(language)
    assert shown.count('<ul class="own">') == 1
    assert grade in shown
    not_read = {"en": "words not judged", "zh": "未评文字"}[language]
    assert shown.count(f"<b>{not_read}</b>") == 3
    assert "“ignorant" in shown or "ignorant" in shown


def test_own_words_are_literal_on_the_page() -> None:
    """Neither markup nor a template's braces act, in the text or in what quotes it."""
    shown = page("en")
    assert "<b>symptoms" not in shown
    assert "&lt;b&gt;symptoms" in shown
    assert "{{7*7}}" in shown


@pytest.mark.parametrize(("language", "told"), [("en", "own words, grade 0 of 4"), ("zh", "自拟文字，0级")])
def test_the_story_tells_the_grade(language: Language, told: str) -> None:
    """Beside the word in own words, and only there."""
    lines = [line.text for line in story_lines(played(), materials().scenario, language) if line.kind == "published"]
    assert [told in line for line in lines] == [True, False]
