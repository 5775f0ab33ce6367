"""What a seat does of its own accord: promising the next word, judging the risk of a decision, carrying a dispute upward,
and putting more clerks on the hotline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.desks import ASSESSING_RISK, BRIEFING_CLERK, RISK_METHOD, STAFFING
from simulator.drill.handlers.sheet import known_parties, known_seats, known_strand, powers_of
from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import require
from simulator.drill.words import promise
from simulator.message.coordinating import OFFICES, hotline_owner, organiser_of
from simulator.record import initiatives as i
from simulator.scenario.moments import HOUR

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

MOST_CLERKS = 20
"""More clerks than so many at a time find no desk (assumption)."""


def _may_promise(drill: Drill, seat: str, action: i.PromiseUpdate) -> None:
    known_strand(drill, action.strand)
    require(action.due > drill.now, "a promised next word must lie ahead", "承诺的下次发布时间必须在将来")
    open_ = [made for made in drill.board.promises if made.seat == seat and made.kept is None and not made.broken]
    require(
        not any(made.due <= action.due for made in open_),
        "an earlier word is promised already; keep that promise first (R86)",
        "已有更早的发布承诺，请先兑现（R86）",
    )


def _promise(drill: Drill, seat: str, action: i.PromiseUpdate) -> None:
    """The number of the action stands for the word in which it was promised."""
    promise(drill, seat, drill.events[-1].seq, action.due, action.strand, to=list(drill.desks))


def _may_assess(drill: Drill, seat: str, action: i.AssessRisk) -> None:
    known_strand(drill, action.strand)
    fact = drill.library.facts.get(action.decision)
    require(
        fact is not None and fact.decision and drill.board.knows(seat, action.decision),
        f"this desk knows of no decision {action.decision}",
        f"本单位不掌握待公布的决策{action.decision}",
    )


def _assess(drill: Drill, seat: str, action: i.AssessRisk) -> None:
    methods = list(dict.fromkeys(action.methods))

    def done() -> None:
        coordinator = drill.coordinator(drill.party(seat), action.strand)
        drill.emit(
            "risk_assessed",
            seat,
            strand=action.strand,
            decision=action.decision,
            level=action.level,
            methods=methods,
            plan=action.plan,
            to=[coordinator] if coordinator and coordinator != seat else [],
        )

    takes = ASSESSING_RISK + RISK_METHOD * len(methods)
    drill.desks[seat].do(drill.env, "assess_risk", takes, done, decision=action.decision)


def _may_escalate(drill: Drill, seat: str, action: i.Escalate) -> None:
    known_strand(drill, action.strand)
    known_parties(drill, (action.to,))
    known_seats(drill, (action.about,))
    require(action.about != seat, "a dispute needs another unit", "争议须有另一单位")
    require(action.to != drill.party(seat), "nobody escalates to the own unit", "不能提请本单位裁定")
    organiser = organiser_of(action.strand, drill.board, drill.library)
    decides = organiser is not None and drill.party(organiser) == action.to
    require(
        decides or drill.kind_of(action.to) in OFFICES,
        "only the office that organises the matter, or one above it, can decide a dispute (R05, R07)",
        "争议只能提请负责组织协调的政府办公室或上级裁定（R05、R07）",
    )


def _escalate(drill: Drill, seat: str, action: i.Escalate) -> None:
    receiver = drill.library.seat_of.get(action.to)
    drill.emit(
        "escalated",
        seat,
        strand=action.strand,
        party=action.to,
        about=action.about,
        reason=action.reason,
        to=[other for other in dict.fromkeys((receiver, action.about)) if other],
    )


def _may_staff(drill: Drill, seat: str, action: i.StaffHotline) -> None:
    owner = hotline_owner(drill.board, drill.library)
    if owner is None or drill.kind_of(drill.party(owner)) != "hotline":
        powers_of(drill, seat, owner, "staffing the hotline")
    else:
        name = drill.name_of(drill.party(owner))
        require(seat == owner, f"the hotline is {name.en}'s to staff (R51)", f"热线人员由{name.zh}调配（R51）")
    there = sum(clerks for _, until, clerks in drill.board.clerks if until > drill.now)
    left = MOST_CLERKS - there
    require(
        action.clerks <= left,
        f"there is room for {left} more clerks at most",
        f"热线席位最多还能增加{left}人",
    )


def _staff(drill: Drill, seat: str, action: i.StaffHotline) -> None:
    """They are found and told what may be answered, which costs the desk its time; then they answer for the hours."""

    def done() -> None:
        until = drill.now + action.hours * HOUR
        drill.emit("hotline_staffed", seat, clerks=action.clerks, until=until, clerk_hours=action.clerks * action.hours)

    drill.desks[seat].do(
        drill.env, "staff_hotline", STAFFING + BRIEFING_CLERK * action.clerks, done, clerks=action.clerks
    )


HANDLERS: Handlers = {
    "promise_update": (_may_promise, _promise),
    "assess_risk": (_may_assess, _assess),
    "escalate": (_may_escalate, _escalate),
    "staff_hotline": (_may_staff, _staff),
}
