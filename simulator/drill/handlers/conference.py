"""Actions at a press conference: calling it, and taking the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.conference import ANSWERING, by_hand, open_conference, question_of, take
from simulator.drill.desks import PREPARING_CONFERENCE
from simulator.drill.handlers.sheet import known_seats, known_strand
from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import require
from simulator.drill.words import citable, own_draft
from simulator.message.press import message_of
from simulator.record import actions as a

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def _may_hold(drill: Drill, seat: str, action: a.HoldConference) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, action.attendees)
    state = own_draft(drill, seat, action.draft)
    require(
        state.message.form == "conference",
        "the draft must be the opening statement of a conference",
        "该文稿必须是发布会开场通报",
    )
    require(state.ready is not None, "the opening statement is not written yet", "开场通报尚未写好")
    require(state.published is None, "this opening statement has been given already", "该开场通报已经作出")
    called = [at for at, by in drill.board.conferences if by == seat and at > drill.now - PREPARING_CONFERENCE]
    require(not called, "this unit is preparing a conference already", "本单位正在筹备发布会")
    going_on = [podium for podium in drill.board.podiums if podium.host == seat and podium.held is None]
    require(not going_on, "this unit's conference is going on", "本单位的发布会正在进行")


def _hold(drill: Drill, seat: str, action: a.HoldConference) -> None:
    present = list(dict.fromkeys(action.attendees))
    drill.emit("conference_called", seat, strand=action.strand, attendees=present, to=present)
    drill.desks[seat].do(
        drill.env,
        "hold_conference",
        PREPARING_CONFERENCE,
        lambda: open_conference(drill, seat, action),
        draft=action.draft,
    )


def _may_answer(drill: Drill, seat: str, action: a.AnswerQuestion) -> None:
    found = drill.board.asked(action.question)
    require(found is not None, f"nobody has asked {action.question}", f"没有人提出问题{action.question}")
    assert found is not None
    podium, asked = found
    require(podium.held is None, "the press conference is over", "发布会已经结束")
    sits = list(dict.fromkeys([podium.host, *podium.attendees]))
    require(seat in sits, "this seat is not on the podium", "本席位不在发布台上")
    require(action.by in sits, f"{action.by} is not on the podium", f"{action.by}不在发布台上")
    require(asked.state != "taken", "somebody is answering this question", "该问题正在作答")
    require(asked.state == "open", "this question has been answered", "该问题已经答过")
    if action.by == seat:
        may_say(drill, seat, action, podium.closes)
        return
    require(not by_hand(drill, action.by), f"{action.by} answers for itself", f"{action.by}由其本席位自行作答")
    handed = a.AnswerQuestion(question=action.question, by=action.by)
    require(
        action == handed,
        "a colleague answers in its own words; hand the question over with nothing else",
        "同事用自己的话作答；转交问题时不要附带内容",
    )


def may_say(drill: Drill, seat: str, action: a.AnswerQuestion, closes: int) -> None:
    """Refuse an own answer that cites what this seat does not know, or leaves out what its kind of answer needs; ``closes`` is
    the end of the occasion, which a promised word must follow.
    """
    citable(drill, seat, message_of(action, question_of(drill, action.question), drill.library))
    if action.next_update is not None:
        require(
            action.next_update > max(closes, drill.now + ANSWERING),
            "a next word can be promised for a moment after the conference or interview",
            "承诺的下次发布时间必须在发布会之后（采访亦同）",
        )
    if action.own_words:
        require(bool(action.text), "an answer must say something", "答复不能没有内容")
        return
    if action.mode == "not_known_yet":
        require(action.next_update is not None, "say when the next word comes", "请说明下次发布的时间")
    if action.mode == "answer":
        cited = action.facts or action.claims or action.advice or action.disposals or action.text
        require(bool(cited), "an answer must say something", "答复不能没有内容")
    if action.ground is not None:
        known = [fact for fact in drill.board.known_facts(seat) if fact == action.ground]
        matters = [matter.id for matter in drill.scenario.protected]
        require(
            action.ground in [*known, *matters],
            f"there is no ground {action.ground} that this desk knows",
            f"本单位不掌握依据{action.ground}",
        )


def _answer(drill: Drill, seat: str, action: a.AnswerQuestion) -> None:
    take(drill, action)


HANDLERS: Handlers = {
    "hold_conference": (_may_hold, _hold),
    "answer_question": (_may_answer, _answer),
}
