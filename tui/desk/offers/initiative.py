"""Offers of one's own accord: promising the next word, judging the risk of a decision, carrying a dispute upward, and putting
more clerks on the hotline.
"""

from __future__ import annotations

from simulator.message.coordinating import hotline_owner
from simulator.record.initiatives import AssessRisk, Escalate, PromiseUpdate, StaffHotline
from simulator.scenario.moments import HOUR, show_moment
from tui.desk.kinds import Offer
from tui.desk.offers.common import ACT, COORDINATE, JUDGE, SPEAK, Moment

PROMISES = (2, 6)
"""Hours from now for which the next word can be promised."""
SHIFTS = ((2, 6), (4, 12))
"""Clerks, and hours for which they are called."""
MANY_LOST = 5
"""Calls are lost in earnest when it is more than one in so many."""


def promising(m: Moment) -> list[Offer]:
    """Say when the next word comes; nothing is offered while a promise is open."""
    _, sight = m.sight.say, m.sight
    open_ = [p for p in sight.board.promises if p.seat == sight.seat and p.kept is None and not p.broken]
    made = []
    for strand in m.open_strands() if not open_ and sight.now >= 0 else []:
        if not sight.owes(strand):
            continue
        for hours in PROMISES:
            due = -(-(sight.now + hours * HOUR) // HOUR) * HOUR
            label = _("Promise the next word by {moment}", moment=show_moment(due)) + m.name(strand)
            why = _("It is no word yet, and it is kept or broken in public ({rules}).", rules=m.rules("R26", "R86"))
            action = PromiseUpdate(strand=strand.id, due=due)
            made.append(m.offer(f"promise:{strand.id}:{hours}", SPEAK, label, why, action, 6))
    return made


def deciding(m: Moment) -> list[Offer]:
    """Own decisions that are not announced: what will they stir up?"""
    _, sight = m.sight.say, m.sight
    levels = {"high": _("high"), "medium": _("medium"), "low": _("low")}
    made = []
    for fact in sight.known().values():
        mine = fact.decision and fact.owner == sight.party
        if not mine or fact.id in sight.board.risks or m.work.doing("assess_risk", fact.id):
            continue
        if fact.id in sight.board.public:
            continue
        strand = next(iter(sight.strands())).id
        plan = _("Suspend it, open the figures and take opinions, if it stirs people up.")
        for level, word in levels.items():
            label = _("Assess the risk as {level}, with a plan: {what}", level=word, what=sight.slot_name(fact.slot))
            why = _(
                "Before a decision that touches vital interests is announced, its risk is judged by several ways ({rule}).",
                rule=m.rule("R55"),
            )
            action = AssessRisk.model_validate(
                {
                    "strand": strand, "decision": fact.id, "level": level, "plan": plan,
                    "methods": ["tracking", "interviews", "consultation"],
                }
            )  # fmt: skip
            urgency = 75 if level == "medium" else 74
            made.append(m.offer(f"risk:{fact.id}:{level}", JUDGE, label, why, action, urgency, about=fact.id))
    return made


def escalating(m: Moment) -> list[Offer]:
    """Another department does not take its part: who can decide it is asked to."""
    _, sight = m.sight.say, m.sight
    made = []
    for strand in m.open_strands():
        organiser, sheet = sight.organiser(strand.id), sight.board.sheets[strand.id]
        if organiser is None or organiser == sight.seat or not sight.owes(strand):
            continue
        for seat in sight.departments(strand):
            told = any(by == sight.seat and about == seat for _at, by, about in sight.board.escalated)
            if seat in (sight.seat, organiser) or seat in sheet.accepted or told:
                continue
            office = sight.seat_name(organiser)
            label = _("Ask {office} to decide between you and {name}", office=office, name=sight.seat_name(seat))
            why = _("Where units do not agree, who organises the matter decides ({rule}).", rule=m.rule("R10"))
            reason = _("It has not taken up its part, and we do not agree who says what; please decide.")
            to = sight.library.party_of[organiser]
            action = Escalate(strand=strand.id, to=to, about=seat, reason=reason)
            made.append(m.offer(f"escalate:{strand.id}:{seat}", COORDINATE, label, why, action, 6))
    return made


def staffing(m: Moment) -> list[Offer]:
    """More clerks, by who runs the hotline, when calls are lost."""
    _, sight = m.sight.say, m.sight
    last = sight.board.hotline
    there = any(until > sight.now for _since, until, _clerks in sight.board.clerks)
    if last is None or hotline_owner(sight.board, sight.library) != sight.seat or there:
        return []
    if any(job.task == "staff_hotline" for job in m.work.jobs):
        return []
    calls, lost = last[1]["calls"], last[1]["lost"]
    made = []
    for clerks, hours in SHIFTS:
        label = _("Put {clerks} more clerks on the hotline for {hours} h", clerks=clerks, hours=hours)
        why = _(
            "In the last hour {lost} of {calls} calls were lost. Finding and briefing clerks takes the desk time ({rule}).",
            lost=lost,
            calls=calls,
            rule=m.rule("R51"),
        )
        urgency = 42 if lost * MANY_LOST > calls and clerks == SHIFTS[0][0] else 5
        action = StaffHotline(clerks=clerks, hours=hours)
        made.append(m.offer(f"clerks:{clerks}", ACT, label, why, action, urgency))
    return made


MAKERS = (promising, deciding, escalating, staffing)
