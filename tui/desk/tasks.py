"""What is due: own duties that have a time, promises, the assigned sheet, and papers that want an answer. Only duties that an
officer can read in the notice are shown; those that would give away what is true are not.
"""

from __future__ import annotations

from simulator.record import Event
from tui.desk.clauses import citation
from tui.desk.kinds import Paper, Task
from tui.desk.sight import Sight
from tui.locale import mark

_DUTIES = {
    "R25": (mark("Answer the public"), mark("Government opinion is answered inside 48 hours ({rule}).")),
    "R01": (
        mark("First word, as early as possible"),
        mark("By four hours it is prompt; after a day it counts as slow ({rule})."),
    ),
    "R70": (
        mark("First authoritative information"),
        mark("A verified fact and a measure inside five hours ({rule})."),
    ),
    "R24": (mark("Hold a press conference"), mark("Due inside 24 hours of a serious emergency ({rule}).")),
    "R52": (mark("Report to the General Office"), mark("A late report is a fault, a short one is not ({rule}).")),
    "R81": (mark("Report to the superior government"), mark("Report what is known, as it is known ({rule}).")),
    "R13": (mark("Name a lead department"), mark("The departments wait for each other ({rule}).")),
    "R16": (
        mark("Tell people what they can do"),
        mark("Where vital interests are touched, say what changes and where help is ({rule})."),
    ),
    "R18": (
        mark("Say what is being done"),
        mark("In an emergency: how it stands, what is done, what people should do ({rule})."),
    ),
}
"""Duties with a time that an officer can read off the rules -> what to do and why."""

_IN_ITS_PLACE = {
    "press_centre_h": (
        mark("Open a press centre"),
        mark(
            "Under these rules the press is received within this time: call a conference or give an interview ({rule})."
        ),
    ),
    "response_h": (
        mark("Respond in place of a press conference"),
        mark("Under these rules a response within this time takes the place of a press conference ({rule})."),
    ),
}
"""What a rulebook may put in the place of a press conference (R24), by the deadline that stands on the desk for it."""

_WORKING_DAYS = (
    mark("Report upward what was verified"),
    mark("What was verified goes up, with the facts, in the working days that these rules give ({rule})."),
)
"""The report of what was verified, where a rulebook gives working days for it (R56)."""

_NEXT_WORDS = {
    "p": (
        mark("Keep your promise: next word"),
        mark("It was promised in public; without news, say that there is none ({rule})."),
    ),
    "d": (
        mark("Keep the public informed"),
        mark("Until the sheet is closed, at least one further word a day ({rule})."),
    ),
    "n": (
        mark("Publish the new figure"),
        mark("You know a newer value than the one that you published ({rule})."),
    ),
}
"""Kinds of a next word after the first (R26), by the first letter of the duty's key."""


def tasks(sight: Sight, log: list[Event], papers: list[Paper]) -> list[Task]:
    """Late first, then by what is due next; what is done last."""
    made = [*_duties(sight, log), *_papers(sight, papers)]
    order = {"late": 0, "open": 1, "missed": 2, "done": 3}
    return sorted(made, key=lambda task: (order[task.state], task.due is None, task.due or 0, task.id))


def _duties(sight: Sight, log: list[Event]) -> list[Task]:
    settled = {}
    overtaken = set()
    for event in log:
        if event.kind in ("duty_met", "duty_missed") and event.seat == sight.seat:
            settled[_identity(event)] = event.kind
            said = sight.board.words_of(sight.seat)
            if event.data["rule"] == "R26" and said and said[-1].seq > event.seq:
                overtaken.add(_identity(event))
    made: list[Task] = []
    for event in log:
        if event.kind != "duty_opened" or event.seat != sight.seat or event.data["due"] is None:
            continue
        words = _words(sight, event)
        due = event.data["due"]
        if words is None or _a_later_day(made, event, settled):
            continue
        rule, key = event.data["rule"], event.data["key"]
        label, why = words
        state = {"duty_met": "done", "duty_missed": "late"}.get(settled.get(_identity(event), ""), "open")
        if state == "open" and sight.now > due:
            state = "late"
        if state == "late" and _identity(event) in overtaken:
            state = "missed"
        cited = citation(rule, sight.language)
        about = _about(sight, rule, key)
        text = sight.say.pair(sight.say(label), about) if about else sight.say(label)
        left = due - sight.now if state in ("open", "late") else None
        made.append(Task(f"{rule}:{key}", text, sight.say(why, rule=cited), due, left, state))  # type: ignore[arg-type]
    return made


def _identity(event: Event) -> tuple[str, str, str]:
    return event.data["rule"], event.data["strand"], event.data["key"]


def _words(sight: Sight, event: Event) -> tuple[str, str] | None:
    if event.data["rule"] == "R26":
        return _NEXT_WORDS.get(event.data["key"][:1])
    if event.data["rule"] == "R56":
        return _WORKING_DAYS if event.data["key"] == "report" else None
    if event.data["rule"] == "R24":
        limits = sight.board.responsibility.get(event.data["strand"], {}).get("deadlines", {})
        if limits.get("press_conference_h") is None:
            found = (words for name, words in _IN_ITS_PLACE.items() if limits.get(name) is not None)
            return next(found, _DUTIES["R24"])
    return _DUTIES.get(event.data["rule"])


def _a_later_day(made: list[Task], event: Event, settled: dict[tuple[str, str, str], str]) -> bool:
    """Whether this is a further day's word while an earlier day's is still open: one at a time is enough to show."""
    if event.data["rule"] != "R26" or event.data["key"][:1] != "d" or _identity(event) in settled:
        return False
    return any(task.id.startswith("R26:d") and task.state == "open" for task in made)


def _about(sight: Sight, rule: str, key: str) -> str:
    fact = key[1:].removesuffix("_again")
    if rule == "R26" and key[:1] == "n" and fact in sight.library.facts and sight.board.knows(sight.seat, fact):
        return sight.slot_name(sight.library.facts[fact].slot)
    return ""


def _papers(sight: Sight, papers: list[Paper]) -> list[Task]:
    made = []
    for paper in papers:
        if paper.due is None or not paper.needs_reply:
            continue
        state = "done" if paper.answered else "late" if sight.now > paper.due else "open"
        left = paper.due - sight.now if state != "done" else None
        why = paper.question or sight.say("It wants an answer.")
        made.append(Task(f"paper:{paper.id}", sight.say.pair(paper.form, paper.title), why, paper.due, left, state))  # type: ignore[arg-type]
    return made
