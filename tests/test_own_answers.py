"""An answer in own words is read: what it says counts, whatever was ticked beside it, and how directly it meets the question
decides what became of it, at a press conference and in an interview.
"""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import Drill, at, begin, cite, do, finish, lines, of
from test_conference import SECOND, THIRD, answer, held, only, sitting, told

from reports.debrief import render_debrief
from reports.names import Names
from reports.press import heard
from simulator.record import Record, canonical
from simulator.record.actions import AnswerQuestion
from simulator.replay.materials import gather
from simulator.scoring import score

FIVE = "Five pupils are ill. They are in hospital and looked after."


def said(text: str, question: str = SECOND, **ticked: Any) -> tuple[Drill, dict[str, Any]]:
    """Health answers a question in own words; the drill, and what the event says."""
    drill = sitting(only(question))
    return drill, told(drill, question, text={"en": text}, own_words=True, **ticked)


def test_what_is_said_answers_and_not_what_is_ticked() -> None:
    """Nothing is ticked, and the figure in the words answers; it stands in the ledger and in the conference's word."""
    drill, data = said(FIVE)
    assert data["outcome"] == "answered"
    assert data["mode"] == "answer"
    assert [(one["fact"], one["verdict"], one["by"]) for one in data["reading"]["facts"]] == [
        ("ill_5", "supported", "health")
    ]
    assert data["facts"] == [{"fact": "ill_5", "value": None, "approx": False}]
    word = held(drill)
    assert word.data["reading"]["answers"][0]["worth"] == 2


def test_ticks_beside_own_words_count_for_nothing() -> None:
    """The tick says five, the words say ninety-nine: that is what was said, and a gate."""
    drill, data = said("Ninety-nine pupils are ill.", facts=cite("ill_5"))
    assert [one["stated"] for one in data["reading"]["facts"]] == [99]
    assert data["reading"]["gates"] == ["premature"]
    word = held(drill)
    assert "premature" in word.data["reading"]["gates"]
    assert word.data["reading"]["score"] <= 69


@pytest.mark.parametrize(
    ("text", "question", "outcome", "evasion"),
    [
        ("The cause is not known yet. We will say more at 20:00 today on this account.", THIRD, "held", ""),
        ("The cause is not known yet.", THIRD, "evaded", "incomplete"),
        ("No comment.", SECOND, "evaded", "decline"),
        ("How dare you ask that? Your paper only stirs up trouble.", SECOND, "evaded", "attack_interviewer"),
        ("We have already answered that question.", SECOND, "evaded", "claim_answered"),
        ("We are sorry.", SECOND, "evaded", "acknowledge_only"),
    ],
)
def test_directness_decides_what_became_of_the_question(text: str, question: str, outcome: str, evasion: str) -> None:
    """Held, or evaded in one of the ways of Bull and Mayer; every way has its words in both languages."""
    _, data = said(text, question)
    assert (data["outcome"], data["reading"]["evasion"]) == (outcome, evasion)
    for language in ("en", "zh"):
        assert heard(Names(only(question).scenario, language), data)  # type: ignore[arg-type]


def test_not_known_is_no_answer_where_somebody_knows() -> None:
    """The figure is known on the podium: the outlet asks once more."""
    drill, data = said("How many are ill is not known yet. We will say more at 20:00 today on this account.")
    assert data["outcome"] == "evaded"
    assert of(drill, "question_put")[-1].data["follow_up"]


def test_own_words_need_words() -> None:
    """An empty answer says nothing."""
    drill = sitting(only(SECOND))
    assert answer(drill, SECOND, own_words=True).data["reason"] == "an answer must say something"


def test_answers_of_others_carry_no_mark() -> None:
    """The record of an answer by citations is the one that it was before own words were read."""
    plain = AnswerQuestion(question=SECOND, by="health").model_dump(mode="json")
    assert "own_words" not in plain
    assert AnswerQuestion(question=SECOND, by="health", own_words=True).model_dump(mode="json")["own_words"] is True


def test_the_same_answer_gives_the_same_record() -> None:
    """Whatever is typed is kept literally, and read alike."""
    text = "[b]Five pupils[/b] are ill {x} <script> " + "(" * 50
    first, second = (said(text)[0] for _ in range(2))
    assert lines(finish(first).events) == lines(finish(second).events)
    assert of(first, "question_answered")[-1].data["text"] == {"en": text}


def test_an_interview_is_heard_in_its_words() -> None:
    """The words are read as at a conference; the interview's word states what they say, and keeps them."""
    drill = begin(gather("canteen", "i80-2016"), now=at("T+03:00"))
    question = next(q for q in drill.scenario.questions if "pupils_ill" in q.answered_by and q.from_ <= drill.now)
    text = "As of 13:10, 99 pupils had symptoms."
    given = {"question": question.id, "by": "health", "text": {"en": text}, "own_words": True}
    event = do(drill, "health", "give_interview", strand="school_lunch", outlet=question.outlet, answers=[given])
    assert event.kind == "action", event.data
    drill.advance(drill.now + 7200)
    (event,) = of(drill, "interview_given")
    (told_,) = event.data["answers"]
    assert told_["reading"]["gates"] == ["premature"]
    assert [one["stated"] for one in event.data["reading"]["facts"]] == [99]
    assert "premature" in event.data["reading"]["gates"]
    assert event.message.text["en"] == text
    assert canonical(event.data)


@pytest.mark.parametrize(("language", "grade"), [("en", "grade"), ("zh", "级（满级4级）")])
def test_the_page_tells_what_was_found_in_an_answer(language: str, grade: str) -> None:
    """Beside the question, with the words that decided, and not beside the opening statement."""
    drill, _ = said("Ninety-nine <b>pupils</b> are ill.")
    finish(drill)
    materials = only(SECOND)
    record = Record(materials.header(seed=7, crew=drill.board.crew), tuple(drill.events))
    card = score(record, materials.scenario, materials.rulebook)
    page = render_debrief(
        record,
        materials.scenario,
        materials.rulebook,
        card,
        drill_id="d",
        language=language,  # type: ignore[arg-type]
    )
    assert page.count('<ul class="own">') == 1
    assert grade in page
    assert "<b>pupils" not in page
