"""What a colleague does of its own accord where an expert would: an interview in place of a note to a reporter, a risk
assessment before a decision is announced, more clerks when calls are lost, a dispute carried to who can decide it, and an
hour for the first word where nothing can be said yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.deciding import careful
from simulator.message.coordinating import hotline_owner
from simulator.message.own_answer import own_answer
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.record import initiatives as i
from simulator.rules.vocabulary import MAJOR_EMERGENCIES
from simulator.scenario.moments import HOUR, MINUTE

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

LOST_SHARE: Final = 5
"""More clerks are called when more than one call in so many is lost (assumption)."""
CALLS_OF_A_CLERK: Final = 12
"""Calls that a clerk takes in an hour (assumption: five minutes each)."""
CLERKS: Final = 8
"""Clerks that are called at most (assumption)."""
SHIFT: Final = 6
"""Hours for which they are called (assumption)."""
FIRST_PROMISE: Final = 3 * HOUR
"""By then something can be said where nothing can be said yet (assumption)."""
PLAN: Final = (
    "若争议升温，暂缓执行，公开依据，开放意见渠道。 If it stirs people up: suspend it, open the figures, take opinions."
)


def interview(colleague: Colleague, inject: str, now: int) -> list[Action]:
    """An interview for a reporter who asks what this department can answer, once it has spoken; else nothing."""
    view, board = colleague.view, colleague.board
    document = view.document(inject)
    if document.form != "journalist_call" or document.question is None or not view.is_department():
        return []
    if not board.words_of(colleague.seat) or (colleague.seat, document.question) in board.interviews:
        return []
    question = next(q for q in view.library.scenario.questions if q.id == document.question)
    sits = any(p.held is None and colleague.seat in (p.host, *p.attendees) for p in board.podiums)
    answer = own_answer(question, colleague.seat, now, view.library, board)
    stale = board.stale.get(colleague.seat, {})
    held = [c for c in answer.facts if view.library.facts[c.fact].slot in (*colleague.waiting_for(now), *stale)]
    said = answer.facts or answer.advice or answer.disposals
    if sits or held or not said or question.from_ > now:
        return []
    if not colleague.chance(colleague.skill.meets_press, "interview", inject):
        return []
    strand = view.strand().id
    return [a.GiveInterview(strand=strand, outlet=question.outlet, inject=inject, answers=(answer,))]


def learned(colleague: Colleague, event: Event) -> None:
    """An own decision that is to be announced: its risk comes first."""
    if event.seat == colleague.seat and careful(colleague, event.data["fact"]):
        colleague.plan(event.at + MINUTE, "assess_risk", event.data["fact"])


def assess_risk(colleague: Colleague, now: int, about: str) -> list[Action]:
    """By three of the four ways, with a plan."""
    if colleague.board.risks.get(about):
        return []
    strand = colleague.view.strand().id
    level = "medium" if colleague.view.strand().opinion_grade == "ordinary" else "high"
    fields = {"strand": strand, "decision": about, "level": level, "plan": PLAN}
    return [i.AssessRisk.model_validate({**fields, "methods": ["tracking", "interviews", "consultation"]})]


def assessed(colleague: Colleague, event: Event) -> None:
    """What had to wait for its risk assessment can be announced."""
    if event.seat == colleague.seat and colleague.board.words_of(colleague.seat) and colleague.before_end(event.at):
        wait = colleague.delay(colleague.skill.reaction, "assessed", event.data["decision"])
        colleague.plan_word(event.at + wait, event.data["strand"])


def calls(colleague: Colleague, event: Event) -> None:
    """Too many calls are lost: the office that organises the matter sees to it, once for each shift."""
    view, data = colleague.view, event.data
    if hotline_owner(colleague.board, view.library) != colleague.seat or data["lost"] * LOST_SHARE <= data["calls"]:
        return
    there = any(until > event.at for _, until, _ in colleague.board.clerks)
    if not there and colleague.chance(colleague.skill.coordinates, "clerks", event.at):
        wanted = min(CLERKS, 1 + data["lost"] // CALLS_OF_A_CLERK)
        wait = colleague.delay(colleague.skill.reaction, "clerks", event.at)
        colleague.plan(event.at + wait, "staff_hotline", str(wanted))


def staff_hotline(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Call the clerks, unless they are there or on their way."""
    tasked = colleague.occasion("staffed", str(now // (SHIFT * HOUR)))
    if tasked or any(until > now for _, until, _ in colleague.board.clerks):
        return []
    return [i.StaffHotline(clerks=int(about), hours=SHIFT)]


def passed(colleague: Colleague, event: Event) -> None:
    """A department that owes an answer itself passes its sheet here: somebody has to decide that."""
    view, sender = colleague.view, event.seat
    if event.data["target"] != colleague.seat or not view.is_department() or sender not in view.departments():
        return
    if colleague.chance(colleague.skill.asks, "escalates", sender):
        wait = colleague.delay(colleague.skill.reaction, "escalates", sender)
        colleague.plan(event.at + wait, "escalate", sender)


def escalate(colleague: Colleague, now: int, about: str) -> list[Action]:
    """To the office of the own place, once for each unit; not where the other has taken its part meanwhile."""
    view, strand = colleague.view, colleague.view.strand().id
    sheet = colleague.board.sheets.get(strand)
    to = view.body("gov_office")
    done = any(seat == colleague.seat and other == about for _, seat, other in colleague.board.escalated)
    if done or to is None or to == view.party or sheet is None or about in sheet.accepted:
        return []
    reason = "该单位职责范围内事项，双方未能协商一致，请予裁定。 This lies in its duties too; we did not agree; please decide."
    return [i.Escalate(strand=strand, to=to, about=about, reason=reason)]


def asked_to_decide(colleague: Colleague, event: Event) -> None:
    """The office to which a dispute was carried decides it."""
    if colleague.view.is_office() and event.data["party"] == colleague.view.party:
        wait = colleague.delay(colleague.skill.reaction, "decides", event.seat, event.data["about"])
        colleague.plan(event.at + wait, "decide", event.data["about"])


def decide(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Press the unit that passed its part on, if it is this office's to press."""
    strand = colleague.view.strand().id
    sheet = colleague.board.sheets.get(strand)
    if about not in colleague.view.charges(strand) or (sheet is not None and about in sheet.accepted):
        return []
    return [a.Press(strand=strand, to=about)] if colleague.chance(colleague.skill.presses, "decides", about) else []


def first_promise(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Nothing can be said yet: a department that has not spoken says when it will, once."""
    strand, due = colleague.view.strand(about), -(-(now + FIRST_PROMISE) // HOUR) * HOUR
    made = any(one.seat == colleague.seat and one.strand == about for one in colleague.board.promises)
    major = strand.emergency_level in MAJOR_EMERGENCIES
    if made or not major or not colleague.before_end(due) or now < 0:
        return []
    if not colleague.chance(colleague.skill.promises, "first_promise", *colleague.view.key(about)):
        return []
    return [i.PromiseUpdate(strand=strand.id, due=due)]


DEEDS = {
    "assess_risk": assess_risk,
    "staff_hotline": staff_hotline,
    "escalate": escalate,
    "decide": decide,
}
REACTIONS = {
    "fact_learned": learned,
    "risk_assessed": assessed,
    "hotline": calls,
    "transferred": passed,
    "escalated": asked_to_decide,
}
