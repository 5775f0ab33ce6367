"""Taking questions at a press conference: what may be answered, what counts as an answer, and what the whole word is worth."""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import (
    STRAND,
    Drill,
    at,
    begin,
    changed,
    cite,
    do,
    entry,
    finish,
    lines,
    of,
    write,
)

from simulator.drill.conference import ANSWERING, LENGTH, PATIENCE
from simulator.record import Event, Record
from simulator.replay.driver import Driver
from simulator.replay.materials import Materials
from simulator.replay.rerun import rerun
from simulator.scoring import score

FIRST, SECOND, THIRD = "is_it_closed", "how_many_ill", "what_cause"
LATER = "T+09:00"


def sitting(
    materials: Materials | None = None,
    attendees: tuple[str, ...] = ("health",),
    host: str = "health",
    **filled: str,
) -> Drill:
    """A drill in the second in which a conference of health has opened; seats are trainees' unless ``filled``."""
    filled = {"health": "trainee", "education": "trainee", "office": "trainee"} | filled
    drill = begin(materials, now=1, **filled)
    write(drill, host, "open", "conference", facts=cite("ill_5" if host == "health" else "kitchen_open"))
    do(drill, host, "hold_conference", strand=STRAND, attendees=list(attendees), draft="open")
    while not of(drill, "conference_opened"):
        drill.advance(drill.now + 1)
    return drill


def only(*names: str, **changes: Any) -> Materials:
    """The small crisis with these questions alone; ``changes`` go into the first."""

    def fit(plain: dict[str, Any]) -> None:
        plain["questions"] = [entry(plain, "questions", name) for name in names]
        plain["questions"][0] |= changes
        for inject in plain["injects"]:
            inject["question"] = None

    return changed(fit)


def answer(drill: Drill, question: str, seat: str = "health", **fields: Any) -> Event:
    """Take a question; the event of the action or of its refusal."""
    return do(drill, seat, "answer_question", **({"question": question, "by": seat} | fields))


def told(drill: Drill, question: str, seat: str = "health", **fields: Any) -> dict[str, Any]:
    """Answer and wait until it is said; what the event says."""
    event = answer(drill, question, seat, **fields)
    assert event.kind == "action", event.data["reason"]
    drill.advance(drill.now + ANSWERING + 1)
    return of(drill, "question_answered")[-1].data


def held(drill: Drill) -> Event:
    """Wait for the conference's end."""
    drill.advance(drill.now + LENGTH + 2)
    (event,) = of(drill, "conference_held")
    return event


def waiting(drill: Drill) -> list[str]:
    """The questions that wait."""
    return [asked.question for _, asked in drill.board.questions()]


def test_questions_come_one_after_another() -> None:
    """The second is put in the second in which the first is answered, and with the last answer the conference ends."""
    drill = sitting(only(SECOND, THIRD))
    first = waiting(drill)
    assert len(first) == 1
    for name in (first[0], next(n for n in (SECOND, THIRD) if n != first[0])):
        assert waiting(drill) == [name]
        fields = {"facts": cite("ill_5")} if name == SECOND else {"mode": "not_known_yet", "next_update": LATER}
        told(drill, name, **fields)
    answers = of(drill, "question_answered")
    puts = of(drill, "question_put")
    assert [event.at - puts[0].at for event in answers] == [ANSWERING + 1, 2 * ANSWERING + 2]
    assert puts[1].at == answers[0].at
    assert [event.at for event in of(drill, "conference_held")] == [answers[1].at]
    assert [event.data["outcome"] for event in answers] == [
        "answered" if event.data["question"] == SECOND else "held" for event in answers
    ]


def test_an_outlet_does_not_wait_for_ever() -> None:
    """A question that is left lying keeps the next one waiting for a while only."""
    drill = sitting(only(SECOND, THIRD))
    put = of(drill, "question_put")[0]
    drill.advance(put.at + PATIENCE + 1)
    assert [event.at - put.at for event in of(drill, "question_put")] == [0, PATIENCE]
    assert sorted(waiting(drill)) == sorted((SECOND, THIRD))


def test_what_is_left_open_is_evaded() -> None:
    """A podium that says nothing ends after its time, with every question counted as evaded and half the score gone."""
    mute, spoke = sitting(only(SECOND)), sitting(only(SECOND))
    told(spoke, SECOND, facts=cite("ill_5"))
    silence, word = held(mute), held(spoke)
    assert silence.at == of(mute, "conference_opened")[0].at + LENGTH
    (last,) = of(mute, "question_answered")
    assert (last.data["by"], last.data["outcome"], last.data["reading"]["evasion"]) == ("", "evaded", "silence")
    assert word.data["reading"]["score"] - silence.data["reading"]["score"] == 50
    assert "how_many" not in silence.data["reading"]["concerns"] or "how_many" in word.data["reading"]["concerns"]


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("health", {"question": "no_question"}, "nobody has asked", "没有人提出"),
    ("office", {}, "not on the podium", "不在发布台上"),
    ("health", {"by": "office"}, "office is not on the podium", "office不在发布台上"),
    ("health", {"by": "education"}, "answers for itself", "自行作答"),
    ("health", {"facts": cite("kitchen_open")}, "does not know kitchen_open", "不掌握kitchen_open"),
    ("health", {"facts": cite("ill_0")}, "no fact ill_0", "没有事实ill_0"),
    ("health", {}, "must say something", "不能没有内容"),
    ("health", {"mode": "not_known_yet"}, "when the next word comes", "下次发布的时间"),
    ("health", {"mode": "not_known_yet", "next_update": "T+04:00"}, "after the conference", "发布会之后"),
    ("health", {"mode": "decline", "ground": "kitchen_open"}, "no ground kitchen_open", "不掌握依据kitchen_open"),
]


@pytest.mark.parametrize(("seat", "fields", "reason", "zh"), REFUSED)
def test_an_answer_is_refused_with_its_reason(seat: str, fields: dict[str, Any], reason: str, zh: str) -> None:
    """In both languages, and nothing comes of it."""
    drill = sitting(only(SECOND), attendees=("health", "education"))
    event = do(drill, seat, "answer_question", **({"question": SECOND, "by": seat} | fields))
    assert event.kind == "refused"
    assert reason in event.data["reason"]
    assert zh in event.data["reason_zh"]
    assert waiting(drill) == [SECOND]


def test_a_question_is_answered_once() -> None:
    """Neither while somebody speaks, nor afterwards, nor when the conference is over."""
    drill = sitting(only(SECOND, THIRD))
    drill.advance(drill.now + PATIENCE + 1)
    assert answer(drill, SECOND, facts=cite("ill_5")).kind == "action"
    assert "is answering" in answer(drill, SECOND, facts=cite("ill_5")).data["reason"]
    drill.advance(drill.now + ANSWERING + 1)
    assert "has been answered" in answer(drill, SECOND, facts=cite("ill_5")).data["reason"]
    held(drill)
    assert "is over" in answer(drill, THIRD, mode="decline").data["reason"]


def test_a_question_is_handed_to_a_colleague() -> None:
    """The colleague answers from what it knows, and only that can be handed over."""
    drill = sitting(only(FIRST), attendees=("health", "education"), education="expert")
    more = answer(drill, FIRST, by="education", facts=cite("ill_5"))
    assert "own words" in more.data["reason"]
    said = told(drill, FIRST, by="education")
    assert (said["by"], said["outcome"], said["facts"][0]["fact"]) == ("education", "answered", "kitchen_open")
    word = held(drill)
    assert {"fuhe/education"} == {v["party"] for v in word.data["reading"]["facts"] if "party" in v}
    assert drill.board.public["kitchen_open"] == (word.at, "fuhe/education")
    assert drill.ledger.entries["kitchen"]["fuhe/education"].seq == word.seq


def test_a_colleagues_conference_leaves_the_trainee_its_own_questions() -> None:
    """Education answers what it knows at once; what falls to the trainee waits for it."""
    drill = sitting(
        only(FIRST, SECOND), attendees=("education", "health"), host="education", education="expert", office="expert"
    )
    drill.advance(drill.now + PATIENCE + 1)
    assert [event.data["by"] for event in of(drill, "question_answered")] == ["education"]
    assert waiting(drill) == [SECOND]
    told(drill, SECOND, facts=cite("ill_5"))
    assert held(drill).data["reading"]["score"] >= 50


def test_the_outlet_asks_once_more_where_somebody_knows() -> None:
    """'Not known yet' about a figure that is known brings the question back, once; answered then, it is worth half."""
    drill = sitting(only(SECOND))
    said = told(drill, SECOND, mode="not_known_yet", next_update=LATER)
    assert (said["outcome"], said["reading"]["evasion"]) == ("evaded", "known_after_all")
    assert [event.data["follow_up"] for event in of(drill, "question_put")] == [False, True]
    said = told(drill, SECOND, facts=cite("ill_5"))
    assert (said["outcome"], said["once_more"]) == ("answered", True)
    assert held(drill).data["reading"]["answers"][0]["worth"] == 1


def test_a_second_evasion_stands() -> None:
    """Nobody asks a third time."""
    drill = sitting(only(SECOND))
    for _ in range(2):
        assert told(drill, SECOND, text={"en": "We attach great importance to it."})["outcome"] == "evaded"
    assert len(of(drill, "question_put")) == 2
    assert len(of(drill, "conference_held")) == 1


@pytest.mark.parametrize(
    ("ground", "outcome", "evasion"),
    [("privacy", "declined", ""), ("the_names", "declined", ""), (None, "evaded", "no_comment")],
)
def test_declining_needs_a_ground_that_bears(ground: str | None, outcome: str, evasion: str) -> None:
    """The pupils' names stay unsaid; 'no comment' is an evasion."""
    drill = sitting(only(THIRD, answered_by=["names"]))
    said = told(drill, THIRD, mode="decline", ground=ground)
    assert (said["outcome"], said["reading"]["evasion"]) == (outcome, evasion)


def test_a_ground_that_does_not_bear_is_an_evasion() -> None:
    """Privacy is no reason to keep the number of ill pupils."""
    said = told(sitting(only(SECOND)), SECOND, mode="decline", ground="privacy")
    assert (said["outcome"], said["reading"]["evasion"]) == ("evaded", "ground_does_not_bear")


def test_a_protected_fact_in_an_answer_caps_the_conference() -> None:
    """The names go out by mistake: the gate closes on the whole word, and the speaker has broken the rule."""
    drill = sitting(only(SECOND))
    told(drill, SECOND, facts=cite("ill_5", "the_names"))
    word = held(drill)
    assert word.data["reading"]["gates"] == ["disclosure"]
    assert word.data["reading"]["score"] <= 29
    finish(drill)
    missed = [event for event in of(drill, "duty_missed") if event.data["rule"] == "R78"]
    assert [event.seat for event in missed] == ["health"]


def test_a_wrong_figure_in_an_answer_enters_the_ledger() -> None:
    """It is contradicted by the right one, and is a slip of whoever gave it."""
    drill = sitting(only(SECOND), attendees=("health", "education"))
    said = told(drill, SECOND, "education", facts=cite(ill_5=30))
    assert said["reading"]["facts"][0]["verdict"] == "premature"
    held(drill)
    assert drill.ledger.entries["ill"]["fuhe/education"].value == 30
    do(drill, "health", "verify", target="ill")
    drill.advance(drill.now + 3600)
    do(drill, "health", "share", to=["education"], facts=["ill_9"])
    finish(drill)
    assert [event.data["slot"] for event in of(drill, "contradiction")][:1] == ["ill"]
    assert [event.seat for event in of(drill, "error_knowable")] == ["education"]


def test_a_false_premise_has_to_be_put_right() -> None:
    """Whoever knows the water to be clean and lets the premise stand gives half an answer."""
    loaded = {"premise": "false", "claim": "water_poisoned"}
    worth = []
    for claims in ([], [{"claim": "water_poisoned", "stance": "deny"}]):
        drill = begin(only(SECOND, **loaded), now=at("T+01:31"), health="trainee")
        do(drill, "health", "verify", target="water_poisoned")
        write(drill, "health", "open", "conference", facts=cite("ill_5"))
        do(drill, "health", "hold_conference", strand=STRAND, attendees=["health"], draft="open")
        while not of(drill, "conference_opened"):
            drill.advance(drill.now + 1)
        said = told(drill, SECOND, facts=cite("ill_5"), claims=claims)
        assert said["outcome"] == "answered"
        worth.append((said["reading"]["premise_accepted"], held(drill).data["reading"]["answers"][0]["worth"]))
    assert worth == [(True, 1), (False, 2)]


def test_right_answers_are_worth_what_the_colleagues_are() -> None:
    """A trainee with the facts that a colleague would give has at least its score."""
    scores = []
    for crew in ("trainee", "expert"):
        drill = sitting(only(SECOND), health=crew, education="expert", office="expert")
        if crew == "trainee":
            told(drill, SECOND, facts=cite("ill_5"))
        scores.append(held(drill).data["reading"]["score"])
    assert scores[0] >= scores[1] > 50


def test_a_promise_made_in_an_answer_is_kept_or_broken() -> None:
    """It is a promise like that of any word."""
    drill = sitting(only(THIRD))
    told(drill, THIRD, mode="not_known_yet", next_update=LATER)
    held(drill)
    assert [event.data["due"] for event in of(drill, "promise_made")] == [at(LATER)]
    finish(drill)
    assert len(of(drill, "promise_broken")) == 1


def played(step: int) -> tuple[Drill, Materials]:
    """A conference with answers, the clock advanced in steps of one length."""
    materials = only(SECOND, THIRD)
    drill = begin(materials, now=1, health="trainee", education="expert")
    opening = {"form": "conference", "text": {"en": "Good day."}, "facts": cite("ill_5")}
    call = {"strand": STRAND, "attendees": ["health", "education"], "draft": "open"}
    doing: list[tuple[int, str, str, dict[str, Any]]] = [
        (10, "health", "draft", {"draft": "open", "strand": STRAND, "message": opening}),
        (at("T+01:30"), "health", "hold_conference", call),
    ]
    doing += [
        (at("T+04:00") + 60 * number, "health", "answer_question", {"question": name, "by": "health"} | fields)
        for number in range(60)
        for name, fields in (
            (SECOND, {"facts": cite("ill_5")}),
            (THIRD, {"mode": "not_known_yet", "next_update": LATER}),
        )
    ]
    for moment, seat, act, fields in doing:
        while drill.now < moment:
            drill.advance(min(moment, drill.now + step))
        if act != "answer_question" or fields["question"] in waiting(drill):
            do(drill, seat, act, **fields)
    return finish(drill), materials


def test_the_step_of_the_clock_changes_nothing() -> None:
    """The same actions give the same events, byte for byte; and the record is the same when it is run again."""
    fine, materials = played(7)
    coarse, _ = played(3600)
    assert lines(fine.events) == lines(coarse.events)
    assert len(of(fine, "question_answered")) == 2
    crew = {"health": "trainee", "education": "expert", "office": "script"}
    again = materials.drill(materials.header(seed=7, crew=crew))
    assert rerun(again, fine.events, fine.now) is None
    assert Driver(again, None).drill.events[-1].kind == "drill_closed"


def test_answers_weigh_in_the_score() -> None:
    """The seat that answers has the better message."""
    materials, cards = only(SECOND), []
    for speaks in (True, False):
        drill = sitting(materials)
        if speaks:
            told(drill, SECOND, facts=cite("ill_5"))
        finish(drill)
        header = materials.header(seed=7, crew=dict.fromkeys(("health", "education", "office"), "trainee"))
        card = score(Record(header, tuple(drill.events)), materials.scenario, materials.rulebook)
        cards.append(next(seat for seat in card.seats if seat.seat == "health").scores.message)
    assert cards[0] > cards[1]
