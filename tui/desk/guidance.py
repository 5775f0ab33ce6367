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
from tui.locale import mark

_ALWAYS: Final = ("claim_started", "claim_surfaced", "matter_changed", "drill_closed")
"""Public events that every seat should look at."""
_TO_ME: Final = (
    "document",
    "ground_answered",
    "signal_seen",
    "error_knowable",
    "draft_ready",
    "draft_checked",
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
    "R24": ("compose:conference", "interview:"),
    "R56": ("report:",),
    "R52": ("report:",),
    "R81": ("report:",),
    "R13": ("lead:",),
}
"""Rule of a task -> beginnings of the ids of offers that meet it."""
BEHIND: Final = 5
"""An offer of this urgency or less stands back because something else of its kind is on its way."""

_TO_SPEAK: Final = ("R70", "R01", "R25", "R24", "R16", "R18", "R26")
"""Rules of tasks that an official word meets."""
_WORD: Final = (
    mark("The public waits for your word"),
    mark("Say what is verified, what is not known yet, what is being done, and when you speak next ({rule})."),
    ("R25",),
)
_LINKED: Final = (
    mark("Bring together who is concerned"),
    mark("Units that know the same and talk to each other first do not contradict each other in public ({rule})."),
    ("R38", "R61"),
)
_KNOWN: Final = (
    mark("Establish what has happened"),
    mark("Only what is verified can be stated; what another unit owns is asked of it ({rule})."),
    ("R30", "R66"),
)
_SUPERVISED: Final = (
    mark("See that every unit takes up its part"),
    mark("The General Office supervises and urges; the public counts the hours ({rule})."),
    ("R12", "R60"),
)
_LED: Final = (
    mark("Settle who speaks first"),
    mark("Where departments wait for each other, one is named to speak first ({rule})."),
    ("R13",),
)
_WATCHED: Final = (
    mark("Know what is being said"),
    mark("Watch round the clock, log what you see, raise what matters ({rule})."),
    ("R51", "R56"),
)
_DUTIES: Final = {
    **dict.fromkeys(("watch", "log", "flag"), _WATCHED),
    "assess": (
        mark("Judge the matter"),
        mark("Weigh content, public reaction and media before you speak; never judge lower than it is ({rule})."),
        ("R54", "R80"),
    ),
    "report": (
        mark("Those above must know"),
        mark("What is known goes up in time, as it is known; a short first report beats a late full one ({rule})."),
        ("R52", "R58"),
    ),
    "accept": (
        mark("The handling sheet waits for its owner"),
        mark("Your department is among those that must answer; who accepts first is believed first ({rule})."),
        ("R04",),
    ),
    **dict.fromkeys(("notify", "convene"), _LINKED),
    "leader": (mark("The leader's own part"), mark("In grave matters the head leads in person ({rule})."), ("R14",)),
    **dict.fromkeys(("assign", "press"), _SUPERVISED),
    **dict.fromkeys(("lead", "asklead"), _LED),
    **dict.fromkeys(("verify", "ask"), _KNOWN),
    "share": (
        mark("Let the others know what you know"),
        mark("If all know the same facts, what they publish agrees ({rule})."),
        ("R11",),
    ),
    "dispatch": (mark("End the cause"), mark("What is said online is solved on the ground ({rule})."), ("R59",)),
    "close": (
        mark("The handling sheet is still open"),
        mark("When the matter is settled and the public has its answers ({rule})."),
        ("R60",),
    ),
}
"""Beginning of an offer's id -> the duty behind it, why it matters, and its rules; whatever else needs a seat are words."""


def next_need(sight: Sight, papers: list[Paper], tasks: list[Task], offers: list[Offer]) -> Need | None:
    """The most urgent offer that needs the seat, with the paper it answers; else a task that is due within the
    hour and for which nothing is on its way. Where the drill does not guide step by step such a task comes first, and else
    the paper or the duty with its time and clause, and no offer: the means are the trainee's to choose."""
    needed = [offer for offer in offers if offer.urgency >= NEEDED and not offer.warns]
    asked = next((offer for offer in needed if offer.opens == "press"), None)
    if asked is not None:  # the conference goes on while one looks elsewhere
        return Need(asked.id, asked.label, asked.why, None, offer=asked)
    pressing = _pressing(sight, tasks, offers)
    if needed and (sight.guided or pressing is None):
        return _needed(sight, needed[0], papers, tasks)
    return pressing


def _pressing(sight: Sight, tasks: list[Task], offers: list[Offer]) -> Need | None:
    """A task that is due within the hour and for which nothing is on its way."""
    for task in tasks:
        if task.state == "open" and task.left is not None and task.left < HOUR:
            help_ = next(
                (o for o in offers if o.id.startswith(_HELPS.get(task.id[:3], ("-",))) and o.urgency > BEHIND), None
            )
            if help_ is not None:
                shown = help_ if sight.guided else None
                title = task.label if sight.guided else _with_time(sight, task)
                why = _means(sight, task.why)
                return Need(task.id, title, why, task.due, task=task, offer=shown, group=help_.group)
    return None


def _needed(sight: Sight, offer: Offer, papers: list[Paper], tasks: list[Task]) -> Need:
    paper = next((paper for paper in papers if paper.id == offer.about), None)
    if sight.guided or (paper is not None and paper.is_order):
        title, sentence = _worded(sight, offer, paper)
        due = paper.due if paper is not None else None
        shown = offer if sight.guided else None
        return Need(offer.id, title, sentence, due, paper=paper, offer=shown, group=offer.group)
    if paper is not None:
        title = sight.say.pair(paper.form, paper.title)
        return Need(offer.id, title, _means(sight, paper.question), paper.due, paper=paper, group=offer.group)
    task = _task_behind(offer, papers, tasks)
    if task is not None:
        return Need(offer.id, _with_time(sight, task), _means(sight, task.why), task.due, task=task, group=offer.group)
    label, why, rules = _DUTIES.get(offer.id.partition(":")[0], _WORD)
    cited = sight.say.both(*(citation(rule, sight.language) for rule in rules))
    return Need(offer.id, sight.say(label), _means(sight, sight.say(why, rule=cited)), None, group=offer.group)


def _task_behind(offer: Offer, papers: list[Paper], tasks: list[Task]) -> Task | None:
    """The open task with the nearest time that an offer serves; None if it serves none that has a time."""
    kind, _, about = offer.id.partition(":")
    rules: tuple[str, ...] = _DUTIES.get(kind, (*_WORD[:2], _TO_SPEAK))[2]
    if kind == "report":
        rules = (*rules, "R81")
    wrong = [f"paper:{paper.id}" for paper in papers if paper.kind == "error"] if about == "correction" else []
    left = [task for task in tasks if task.waits]
    found = [task for task in left if task.id in wrong] or [task for task in left if task.id[:3] in rules]
    return next(iter(found), None)


def _with_time(sight: Sight, task: Task) -> str:
    """A task with the time that is left, or by which it is late."""
    if task.left is None:
        return task.label
    time = sight.span(task.left)
    left = sight.say("{time} left", time=time) if task.left >= 0 else sight.say("LATE by {time}", time=time)
    return sight.say.pair(task.label, left)


def _means(sight: Sight, why: str) -> str:
    """Why something matters; where the drill does not guide, with the word that the means are one's own."""
    return why if sight.guided else sight.say.sentences(why, sight.say("How you do it is yours to choose."))


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
        case "conference_called":
            return sight.seat in data["to"] and not mine
        case "question_put":
            return any(asked.question == data["question"] for _, asked in sight.board.questions(sight.seat))
        case "submitted" | "lead_asked":
            return sight.seat in data["to"]
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
