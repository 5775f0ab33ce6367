"""What needs this seat most, and why: one need at a time, and one line at the top of every screen."""

from __future__ import annotations

from typing import Any, Final

from simulator.record import Event
from simulator.scenario.moments import HOUR
from tui.desk.clauses import citation
from tui.desk.kinds import Need, Offer, Paper, Task
from tui.desk.offers import NEEDED, PATIENCE
from tui.desk.sight import Sight
from tui.desk.work import Work

_ALWAYS: Final = ("claim_started", "claim_surfaced", "matter_changed", "drill_closed")
"""Public events that every seat should look at."""
_TO_ME: Final = (
    "document",
    "signal_seen",
    "error_knowable",
    "draft_ready",
    "fact_stale",
    "conference_held",
    "promise_broken",
)
"""Kinds that call the seat that they name."""
WARNING: Final = HOUR // 2
"""So long before a task is due, the seat is called."""
_QUIET_TASKS: Final = ("draft", "answer_consultation", "approve", "return", "reply")
"""Own tasks whose end needs no eyes by itself; what comes of them may."""

_HELPS: Final = {
    **dict.fromkeys(("R25", "R01", "R70", "R16", "R18", "R26"), ("compose:statement", "compose:update")),
    "R24": ("compose:conference",),
    "R52": ("report:",),
    "R81": ("report:",),
    "R13": ("lead:",),
}
"""Rule of a task -> beginnings of the ids of offers that meet it."""
BEHIND: Final = 5
"""An offer of this urgency or less stands back because something else of its kind is on its way."""


def next_need(sight: Sight, papers: list[Paper], tasks: list[Task], offers: list[Offer]) -> Need | None:
    """The most urgent offer that needs the seat, with the paper it answers; else a task that is due within the
    hour and for which nothing is on its way."""
    needed = [offer for offer in offers if offer.urgency >= NEEDED and not offer.warns]
    if needed:
        offer = needed[0]
        paper = next((paper for paper in papers if paper.id == offer.about), None)
        due = paper.due if paper is not None else None
        title, sentence = _worded(sight, offer, paper)
        return Need(offer.id, title, sentence, due, paper=paper, offer=offer)
    for task in tasks:
        if task.state == "open" and task.left is not None and task.left < HOUR:
            help_ = next(
                (o for o in offers if o.id.startswith(_HELPS.get(task.id[:3], ("-",))) and o.urgency > BEHIND), None
            )
            if help_ is not None:
                return Need(task.id, task.label, task.why, task.due, task=task, offer=help_)
    return None


def _worded(sight: Sight, offer: Offer, paper: Paper | None) -> tuple[str, str]:
    """Title and reason of a need; where the trainee must choose, neither names a choice."""
    _ = sight.say
    if paper is not None:
        title = _.pair(paper.form, paper.title)
        if paper.is_order:
            rule = citation("R50", sight.language)
            why = _("You decide: comply, ask for the legal ground, or record dissent ({rule}).", rule=rule)
            return title, _.sentences(paper.question, why)
        return title, offer.why
    kind = offer.id.partition(":")[0]
    if kind == "assess":
        return _("Judge the matter: which level, which grade?"), offer.why
    if kind == "lead":
        return _("Name a lead department: which one?"), offer.why
    return offer.label, offer.why


def next_stop(sight: Sight, tasks: list[Task]) -> int | None:
    """The next moment, after now, shortly before a task is due or when an answer has been waited for long enough."""
    moments = [task.due - WARNING for task in tasks if task.due is not None and task.state == "open"]
    for consultation in sight.board.consultations.values():
        draft = sight.board.drafts.get((consultation.author, consultation.draft))
        if consultation.author == sight.seat and draft is not None and draft.published is None:
            moments.append(consultation.at + PATIENCE)
    return min((at for at in moments if at > sight.now), default=None)


def guide(sight: Sight, need: Need | None, busy: list[str], ended: bool) -> str:
    """One line: what can be done now and why it matters."""
    _ = sight.say
    if ended:
        return _("The drill is over. Read the debrief: what was done well, what was late, what the public believed.")
    if need is not None:
        return _.sentences(need.title, need.sentence)
    if busy:
        return _("Your desk is working: {task}. Let time run until something needs you.", task=busy[0])
    if not sight.board.sheets:
        return _("All is quiet so far. Let time run until something needs you.")
    return _("Nothing needs you now. Let time run, or do something of your own accord.")


def strikes(event: Event) -> bool:
    """Whether an event changes the matter for everybody."""
    return event.kind in _ALWAYS


def calls(sight: Sight, work: Work, event: Event) -> bool:
    """Whether an event asks for this seat's eyes."""
    mine = event.seat == sight.seat
    data: dict[str, Any] = event.data
    match event.kind:
        case kind if kind in _ALWAYS:
            return True
        case kind if kind in _TO_ME:
            return mine
        case "consulted":
            return sight.seat in data["to"]
        case "submitted" | "lead_asked":
            return sight.is_office() and not mine
        case "asked":
            known = sight.known()
            return sight.seat == str(data["target"]) and any(name in known for name in data["about"])
        case "transferred" | "negotiated" | "pressed":
            return sight.seat == str(data["target"])
        case "assigned":
            return sight.seat in data["seats"] and not mine
        case "approved" | "returned":
            return sight.seat == str(data["author"])
        case "consultation_answered":
            return _own_answered(sight, event)
        case "sheet_opened" | "responsibility" | "contradiction":
            return True
        case "task_done":
            return mine and data["task"] not in _QUIET_TASKS and not work.jobs
        case _:
            return False


def _own_answered(sight: Sight, event: Event) -> bool:
    """An objection to an own draft, or the last answer that was waited for."""
    consultation = sight.board.consultations.get(event.data["consultation"])
    if consultation is None or consultation.author != sight.seat:
        return False
    return not event.data["agree"] or len(consultation.answers) == len(consultation.to)
