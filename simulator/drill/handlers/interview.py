"""Giving an interview: a journalist of a named outlet asks, this seat answers by itself, and what was said is one published
word. Who comes forward has some room of its own (N61 clause 3), so nobody approves it first; who speaks in another's place is
judged as with every word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.drill.answering import answer_said
from simulator.drill.conference import FULL, HALF, NONE, is_whole, joined, question_of
from simulator.drill.desks import INTERVIEW, INTERVIEW_ANSWER
from simulator.drill.handlers.conference import may_say
from simulator.drill.handlers.sheet import known_strand
from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import require
from simulator.drill.words import put_out, read_word
from simulator.message import CAPS
from simulator.message.press import message_of
from simulator.message.spoken import spoken
from simulator.record import Message
from simulator.record import actions as a
from simulator.scenario.text import Channel

LONGEST = 6000
"""Characters that a text can hold."""
if TYPE_CHECKING:
    from simulator.drill.engine import Drill

CHANNELS: tuple[Channel, ...] = ("news_portal", "traditional_media")
"""Where an interview appears."""


def _length(action: a.GiveInterview) -> int:
    return INTERVIEW + INTERVIEW_ANSWER * len(action.answers)


def _may_give(drill: Drill, seat: str, action: a.GiveInterview) -> None:
    known_strand(drill, action.strand)
    outlets = [outlet.id for outlet in drill.scenario.outlets]
    require(action.outlet in outlets, f"there is no outlet {action.outlet}", f"没有媒体{action.outlet}")
    if action.inject is not None:
        _may_take_call(drill, seat, action, action.inject)
    podium = next((p for p in drill.board.podiums if p.held is None and seat in (p.host, *p.attendees)), None)
    require(podium is None, "this seat sits at a press conference", "本席位正在出席发布会")
    asked = [answer.question for answer in action.answers]
    require(len(asked) == len(dict.fromkeys(asked)), "a question is answered once", "同一问题只答一次")
    for answer in action.answers:
        _may_answer(drill, seat, action, answer)


def _may_take_call(drill: Drill, seat: str, action: a.GiveInterview, call: str) -> None:
    document = drill.board.documents.get(seat, {}).get(call)
    require(document is not None, f"there is no document {call} on this desk", f"本单位没有收到文件{call}")
    assert document is not None
    inject = drill.library.injects[call]
    require(inject.form == "journalist_call", "this document is no journalist's call", "该文件不是记者来电")
    require(document.answered is None, "this document has been answered", "该文件已经答复")
    if inject.question is not None:
        outlet = question_of(drill, inject.question).outlet
        require(outlet == action.outlet, f"the call came from {outlet}", f"来电媒体是{outlet}")
        answered = [answer.question for answer in action.answers]
        require(inject.question in answered, "answer what the call asks", "须回答来电所问")


def _may_answer(drill: Drill, seat: str, action: a.GiveInterview, answer: a.AnswerQuestion) -> None:
    questions = {question.id: question for question in drill.scenario.questions}
    question = questions.get(answer.question)
    require(
        question is not None and question.outlet == action.outlet and question.from_ <= drill.now,
        f"{action.outlet} does not ask {answer.question} now",
        f"{action.outlet}目前没有提出问题{answer.question}",
    )
    require(
        (seat, answer.question) not in drill.board.interviews,
        "this seat has answered that in an interview",
        "本席位已在采访中回答过该问题",
    )
    require(answer.by == seat, "in an interview a seat answers for itself", "接受采访须由本席位自行作答")
    may_say(drill, seat, answer, drill.now + _length(action))


def _give(drill: Drill, seat: str, action: a.GiveInterview) -> None:
    about = {"outlet": action.outlet, "question": action.answers[0].question}
    drill.desks[seat].do(drill.env, "give_interview", _length(action), lambda: _given(drill, seat, action), **about)


def _given(drill: Drill, seat: str, action: a.GiveInterview) -> None:
    """It is read when it is over; what was meanwhile answered in another interview is left out."""
    fresh = [answer for answer in action.answers if (seat, answer.question) not in drill.board.interviews]
    if not fresh:
        return
    heard = [answer_said(drill, answer, question_of(drill, answer.question), [seat], drill.now) for answer in fresh]
    fresh = [answer for answer, _ in heard]
    parts = [message_of(answer, question_of(drill, answer.question), drill.library) for answer in fresh]
    whole = joined(Message(form="reply", text={"en": "-"}), parts)
    whole = whole.model_copy(
        update={"text": _said(drill, fresh, parts), "as_of": drill.now}
    )  # an interview has its date
    answers = [_told(drill, seat, answer, reading) for answer, reading in heard]
    reading = _whole(drill, read_word(drill, seat, whole, CHANNELS, action.strand), answers)
    put_out(
        drill,
        "interview_given",
        seat,
        whole,
        reading,
        strand=action.strand,
        channels=list(CHANNELS),
        outlet=action.outlet,
        inject=action.inject,
        questions=[answer.question for answer in fresh],
        answers=answers,
        approved=False,
        consulted={},
    )


def _said(drill: Drill, answers: list[a.AnswerQuestion], parts: list[Message]) -> dict[str, str]:
    """The own words of the answers where there are any, else what they cite, in both languages."""
    return {
        tongue: " ".join(
            answer.text.get(tongue) or spoken(part, drill.library, tongue)
            for answer, part in zip(answers, parts, strict=True)
        )[:LONGEST]
        for tongue in ("en", "zh")
    }


def _told(drill: Drill, seat: str, answer: a.AnswerQuestion, reading: dict[str, Any]) -> dict[str, Any]:
    """What became of one question: its worth is half if late, in part, or leaving a false premise, none if evaded."""
    question = question_of(drill, answer.question)
    evaded = reading["outcome"] in ("evaded", "unanswered")
    worth = NONE if evaded else FULL if is_whole(reading) else HALF
    about = {"question": question.id, "mode": answer.mode, "by": seat, "outcome": reading["outcome"]}
    said = answer.model_dump(mode="json", exclude={"act", "question", "by", "mode"})
    return {**about, **said, "evasion": reading["evasion"], "worth": worth, "reading": reading}


def _whole(drill: Drill, reading: dict[str, Any], answers: list[dict[str, Any]]) -> dict[str, Any]:
    """The reading of all that was said; half of the score is what was said, half how the questions were met."""
    full = [one for one in answers if one["outcome"] in ("answered", "held")]
    concerns = [question_of(drill, one["question"]).concern for one in full]
    share = sum(one["worth"] for one in answers) / FULL / len(answers)
    gates = sorted(dict.fromkeys([*reading["gates"], *(gate for one in answers for gate in one["reading"]["gates"])]))
    tripped = [*reading["tripped"], *(gate for one in answers for gate in one["reading"]["tripped"])]
    score = min([round(reading["score"] / 2 + 50 * share), *(CAPS[gate["cap"]] for gate in tripped)])
    told = [{name: one[name] for name in ("question", "outcome", "by", "worth")} for one in answers]
    tones = dict.fromkeys(name for one in answers for name in one["reading"].get("tone", ()))
    if any("tone" in one["reading"] for one in answers):
        reading = reading | {"tone": {name: [] for name in tones}}
    return reading | {
        "concerns": list(dict.fromkeys([*reading["concerns"], *concerns])),
        "gates": gates,
        "tripped": tripped,
        "score": score,
        "answers": told,
    }


HANDLERS: Handlers = {"give_interview": (_may_give, _give)}
