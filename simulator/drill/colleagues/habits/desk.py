"""The desk's routine: watching, logging, the handling sheet, judging, reporting, documents and orders, disposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues import heeding
from simulator.drill.colleagues.composing import reply
from simulator.drill.colleagues.habits.initiative import interview
from simulator.drill.colleagues.habits.suggestions import answer as answer_suggestion
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.record.actions import Citation
from simulator.scenario.moments import HOUR, MINUTE
from simulator.scenario.text import Channel

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

_CHANNELS: Final[tuple[Channel, ...]] = (
    "wechat", "weibo", "short_video", "hotline", "news_portal", "forum", "traditional_media",
)  # fmt: skip
_LOWER: Final = {"I": "II", "II": "III", "III": "IV", "IV": None, None: None}
RETRY: Final = 30 * MINUTE
"""Until something that could not be done yet is tried again."""
AGAIN: Final = 6 * HOUR
"""Until a report that had no facts is completed, where the rulebook gives days for that (assumption)."""
DRAFT_AHEAD: Final = 75 * MINUTE
"""Work on a first word begins so long before it is to go out (assumption)."""
LIMIT_AHEAD, LIMIT_SPREAD = 3 * HOUR, HOUR
"""So long before a heeded limit work begins at the latest, with room for the others and the review; and the spread
(assumption).
"""


def begin(colleague: Colleague, now: int, about: str) -> list[Action]:
    """On duty: set the watch, and begin the disposals that may come due."""
    if colleague.skill.watches == 0:
        return []
    return [a.Watch(channels=_CHANNELS[: colleague.skill.watches])]


def saw_signal(colleague: Colleague, event: Event) -> None:
    """A sign on the monitor is looked at after a while."""
    colleague.plan(
        event.at + colleague.delay(colleague.skill.reaction, event.data["signal"]), "log", event.data["signal"]
    )


def log(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Log the sign, and raise it if it looks real."""
    if not colleague.chance(colleague.skill.notices, "notices", about):
        return []
    real = colleague.view.looks_real(about, colleague.skill.discerns)
    return [a.Log(signal=about), a.Flag(signal=about)] if real else [a.Log(signal=about)]


def sheet_came(colleague: Colleague, event: Event) -> None:
    """The handling sheet is open: accept, judge, report, verify, speak - each in its time."""
    if colleague.view.works_on(event.data["strand"]):
        take_up(colleague, event.data["strand"], event.at)


def take_up(colleague: Colleague, strand: str, at: int) -> None:
    """The desk's routine in a strand, begun once."""
    if strand in colleague.taken_up:
        return
    skill, view, key = colleague.skill, colleague.view, colleague.view.key(strand)
    colleague.taken_up.append(strand)
    start = max(view.strand(strand).surfaced, at)
    soon = start + colleague.delay(skill.reaction, "sheet", *key)
    own_part(colleague, strand, start)
    colleague.plan(soon + MINUTE, "assess", strand)
    colleague.plan(start + _report_wait(colleague, start, strand), "report", strand)
    if len(colleague.taken_up) == 1:
        colleague.plan(soon + 2 * MINUTE, "verify_all")
    for disposal in view.own_disposals():
        if view.library.belongs.disposals[disposal.id] == strand:
            colleague.plan(start + colleague.delay(skill.dispatch_after, disposal.id), "dispatch", disposal.id)


def _report_wait(colleague: Colleague, start: int, strand: str) -> int:
    """Seconds from the sheet to the report; one who heeds limits keeps inside that for reports."""
    view, key = colleague.view, colleague.view.key(strand)
    wait = colleague.delay(colleague.skill.report_after, "report", *key)
    office, about = view.is_office(), view.strand(strand)
    limit = heeding.report(colleague.limits, office, about.emergency_level is not None)
    if limit is None or not colleague.chance(colleague.skill.heeds_limit, "heeds_report", *key):
        return wait
    return min(wait, max(1, about.surfaced + limit - start if office else limit))


def ruled(colleague: Colleague, event: Event) -> None:
    """Who owes answers was ruled anew: a command that has taken over takes up its part from here."""
    strand = event.data["strand"]
    if strand in colleague.board.sheets and colleague.view.works_on(strand):
        take_up(colleague, strand, event.at)
        own_part(colleague, strand, event.at)


def own_part(colleague: Colleague, strand: str, start: int) -> None:
    """Who owes answers takes the sheet and gives a first word, begun in time where it heeds a limit; begun once."""
    if strand in colleague.parts or not colleague.view.is_department(strand):
        return
    colleague.parts.append(strand)
    key = colleague.view.key(strand)
    soon = start + colleague.delay(colleague.skill.reaction, "sheet", *key)
    colleague.plan(soon, "take_sheet", strand)
    first, limit = colleague.first_word_at(start, strand), colleague.heeded_limit(strand)
    begins = [] if first is None else [first - DRAFT_AHEAD]
    if limit is not None:
        ahead = LIMIT_AHEAD + LIMIT_SPREAD * colleague.draws.uniform("haste", colleague.seat, *key)
        begins.append(limit - round(ahead))
    if begins:
        colleague.plan(max(soon, min(begins)), "first_word", strand)
    if colleague.view.closes(strand):  # nobody else will: no office that may is played
        colleague.plan(colleague.view.library.scenario.clock.ends - 3 * HOUR, "close", strand)


def take_sheet(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Accept the own part, or let the stance speak and pass it on."""
    view, sheet = colleague.view, colleague.board.sheets[about]
    if view.seat.id in sheet.accepted:
        return []
    pushed = (
        view.seat.id in sheet.assigned
        or sheet.lead is not None
        or any(target == view.seat.id for _, target in colleague.board.pressed_in(about))
    )
    tries = sum(1 for _, by, _ in sheet.transfers if by == view.seat.id)
    leans = view.seat.stance in ("delay", "shield")
    share = colleague.skill.accepts * (1 - 0.5 * colleague.skill.stance_matters * leans)
    if pushed or tries or colleague.chance(share, "accepts", about):
        return [a.Accept(strand=about)]
    colleague.plan(now + colleague.delay(colleague.skill.rechecks, "again", about), "take_sheet", about)
    others = [seat for seat in view.departments(about) if seat != view.seat.id]
    if not leans or not others or not colleague.skill.stance_matters:
        return []
    other = colleague.draws.choice(others, "shuffle", view.seat.id, about)
    reason = {
        "en": "By its duties this is first of all for your department.",
        "zh": "按职责分工，此事应由贵单位牵头回应。",
    }
    return [
        a.Transfer(strand=about, to=other, reason=f"{reason['zh']} {reason['en']}"),
        a.Negotiate(strand=about, to=other, offer="you_speak"),
    ]


def pushed(colleague: Colleague, event: Event) -> None:
    """Assigned, pressed, or a lead named: who has not accepted looks at the sheet again."""
    strand = event.data["strand"]
    if colleague.view.is_department(strand) and strand in colleague.board.sheets:
        wait = colleague.delay(colleague.skill.reaction, "pushed", colleague.occasion("pushed"))
        colleague.plan(event.at + wait, "take_sheet", strand)
        if event.kind == "pressed":
            wait = colleague.delay(colleague.skill.report_after, "pressed", colleague.occasion("pressed"))
            colleague.plan(event.at + wait, "first_word", strand)


def assess(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Judge class, grade and level by as many of the three inputs as the officer thinks of."""
    skill, view = colleague.skill, colleague.view
    if not colleague.chance(skill.assesses, "assesses", about):
        return []
    inputs = [name for name in ("content", "reaction", "media") if colleague.chance(skill.weighs, "weighs", name)]
    strand = view.strand(about)
    right = colleague.chance(skill.grades, "grades", about)
    level = strand.emergency_level if right else _LOWER[strand.emergency_level]
    return [
        a.Assess.model_validate(
            {
                "strand": about,
                "opinion_class": "emergency" if strand.emergency_level else "complaint",
                "grade": strand.opinion_grade if right else "ordinary",
                "emergency_level": level,
                "inputs": inputs,
                "proposal": colleague.chance(skill.proposes, "proposes", about),
            }
        )
    ]


def _to_report(colleague: Colleague, strand: str) -> bool:
    """Whether anything is known of a strand."""
    return any(colleague.view.library.belongs.holds(strand, fact.id) for fact in colleague.view.known())


def report(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Report to the channel owner; the General Office reports to its superior and tells publicity and cyberspace."""
    skill, view = colleague.skill, colleague.view
    actions: list[Action] = []
    if not colleague.chance(skill.reports, "reports", about):
        return []
    office = view.is_office()
    if (
        not _to_report(colleague, about)
        and now < 100 * MINUTE
        and colleague.chance(skill.right_channel, "with_facts", about)
    ):
        colleague.plan(now + 15 * MINUTE, "report", about)
        return []
    proper = view.superior() if office else view.overseer(about) or view.body("gov_office")
    wrong = view.body("cyberspace") if office else view.superior()
    to = proper if colleague.chance(skill.right_channel, "channel", about) else wrong
    if to is not None:
        facts = [
            Citation(fact=fact.id, value=colleague.lowered.get(fact.slot))
            for fact in view.known()
            if view.board.knows(view.seat.id, fact.id) and view.library.belongs.holds(about, fact.id)
        ]
        actions.append(a.ReportUp(strand=about, to=to, facts=tuple(facts)))
        if not facts and heeding.wants_facts(colleague.limits) and colleague.chance(skill.heeds_limit, "heeds_days"):
            colleague.plan(now + AGAIN, "report", about)
    return actions


def document_came(colleague: Colleague, event: Event) -> None:
    """A document is read after a while; an order is answered, what asks for a reply gets one."""
    colleague.plan(
        event.at + colleague.delay(colleague.skill.reaction, event.data["inject"]), "read", event.data["inject"]
    )


def read(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Answer an order by conscience or habit; answer who asks."""
    inject = colleague.view.document(about)
    if inject.order is not None:
        return _answer_order(colleague, now, about)
    answered = [] if inject.suggestion is None else answer_suggestion(colleague, about)
    return answered + _reply(colleague, now, about)


def _reply(colleague: Colleague, now: int, about: str) -> list[Action]:
    inject = colleague.view.document(about)
    if inject.reply_within is None and inject.question is None and inject.concern is None:
        return []
    if not colleague.chance(colleague.skill.replies, "replies", about):
        return []
    given = interview(colleague, about, now)
    if given:
        return given
    return [a.Reply(inject=about, message=reply(colleague, about, now))]


def _answer_order(colleague: Colleague, now: int, about: str) -> list[Action]:
    order = colleague.view.document(about).order
    assert order is not None
    skill, stance = colleague.skill, colleague.view.seat.stance
    if order.wants == "answer_in_public":
        if not skill.first_word:
            return []
        strand = colleague.view.library.belongs.injects[about]
        if colleague.view.is_department(strand):
            colleague.plan(now + MINUTE, "first_word", strand)
        return [a.AnswerOrder(inject=about, answer="comply")]
    obeys = skill.obeys * (1 + skill.stance_matters * (stance == "over_obey"))
    if colleague.chance(min(1.0, obeys), "obeys", about):
        if order.wants == "wait_with_figures":
            until = order.until if order.until is not None else now + 24 * HOUR
            for slot in [order.slot] if order.slot else colleague.view.own_slots(now):
                colleague.held_back[slot] = until
        elif order.wants == "lower_figure" and order.slot is not None and order.value is not None:
            colleague.lowered[order.slot] = order.value
        return [a.AnswerOrder(inject=about, answer="comply")]
    if not colleague.chance(skill.dissents, "dissents", about):
        return []
    asks = colleague.chance(0.5, "asks_ground", about)
    return [a.AnswerOrder(inject=about, answer="ask_ground" if asks else "dissent")]


def dispatch(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Begin a disposal as soon as what it needs is there."""
    disposal = next((d for d in colleague.view.own_disposals() if d.id == about), None)
    if disposal is None or not colleague.chance(colleague.skill.dispatches, "dispatches", about):
        return []
    board, seat = colleague.board, colleague.seat
    ready = all(board.knows(seat, fact) for fact in disposal.needs)
    ready = ready and all(board.disposals.get(other, (0, None))[1] is not None for other in disposal.after)
    if now < disposal.from_ or not ready:
        if colleague.before_end(now):
            colleague.plan(now + RETRY, "dispatch", about)
        return []
    return [a.Dispatch(disposal=about)]


DEEDS = {
    "begin": begin,
    "log": log,
    "take_sheet": take_sheet,
    "assess": assess,
    "report": report,
    "read": read,
    "dispatch": dispatch,
}
REACTIONS = {
    "signal_seen": saw_signal,
    "sheet_opened": sheet_came,
    "responsibility": ruled,
    "assigned": pushed,
    "pressed": pushed,
    "lead_designated": pushed,
    "document": document_came,
}
