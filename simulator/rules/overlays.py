"""What is laid over the base rows of the decision table: a command that takes over (C7), especially serious
opinion (C6), a superior's request (C8), referral of a serious rumour, and the public limits with the time
left.
"""

from __future__ import annotations

from simulator.rules.answer import Deadlines, NotCovered, Ruling, names, unique
from simulator.rules.matter import Matter
from simulator.rules.owners import Inquiry, asked_by_superior
from simulator.rules.rulebook import Rulebook
from simulator.rules.triggers import MatterFacts
from simulator.rules.vocabulary import MAJOR_EMERGENCIES, OpinionGrade, plain_hours
from simulator.rules.world import TOWNSHIP_GOVERNMENT, Organ

_PUBLIC_LIMITS = (
    ("first_word_h", "R70", "first word"),
    ("press_conference_h", "R24", "press conference"),
    ("press_centre_h", "R24", "press centre"),
    ("response_h", "R25", "response"),
)
_GATHERED = {"conference": "press_conference_h", "centre": "press_centre_h", "response": "response_h"}
"""What levels I and II ask for by R24 -> the deadline that it is shown under."""


def effective_grade(inquiry: Inquiry) -> OpinionGrade:
    """Return the opinion grade as stated, or as the emergency level stands for (I9)."""
    facts = inquiry.facts
    if facts.opinion_grade is not None:
        return facts.opinion_grade
    if facts.emergency_level is None:
        return "ordinary"
    table = inquiry.book.interpretations.I9.value
    grade = table.get(facts.emergency_level, "ordinary")
    inquiry.trace.say(f"Nobody graded the opinion; level {facts.emergency_level} stands for {grade}", "I9")
    return grade


def take_over(inquiry: Inquiry, ruling: Ruling) -> tuple[Ruling, bool]:
    """Move owner and organisers to the level of a superior command; the earlier owner keeps its share (C7,
    I10).

    Returns the ruling and whether anything moved.
    """
    command, world = inquiry.facts.command, inquiry.world
    if command is None or ruling.case == ("C0",):
        return ruling, False
    if inquiry.facts.matter == "state_council_policy":
        inquiry.trace.say("The content of State Council policy stays with the centre, whoever commands", "R02")
        return ruling, False
    if all(organ.place == command for organ in ruling.first):
        inquiry.trace.say(f"The command of {command} is at the owner's own level and moves nothing")
        return ruling, False
    beyond = [organ for organ in ruling.first if command not in world.line(organ.place)]
    if beyond:
        raise NotCovered(f"the command of {command} does not stand above {names(beyond)}")
    if inquiry.vertical:
        raise NotCovered(f"a command of {command} over a vertically managed department")
    if world.level(command) == "T":
        raise NotCovered(f"a township ({command}) sets up no superior command")
    moved = unique([Organ(command, _field(inquiry, organ)) for organ in ruling.first])
    kept = unique([organ for organ in (*ruling.own, *ruling.first) if organ not in moved])
    offices = (Organ(command, "gov_office"), Organ(command, "publicity"))
    inquiry.trace.say(f"A command of {command} took over: {names(moved)} owns, {names(offices)} coordinate", "I10")
    inquiry.trace.say(f"{names(kept)}: keeps its own share", "I11")
    lead = ruling.lead
    if lead not in ("none", "may_designate"):
        lead = str(Organ(command, _field(inquiry, Organ.parse(lead))))
    organisers = offices if ruling.organisers else ()
    return Ruling(ruling.case, moved, kept, organisers, ruling.supervised, lead, ruling.consult), True


def _field(inquiry: Inquiry, organ: Organ) -> str:
    return inquiry.field_of(organ) if organ.name == TOWNSHIP_GOVERNMENT else organ.name


def leaders(inquiry: Inquiry, ruling: Ruling, grade: OpinionGrade) -> tuple[Organ, ...]:
    """Return the heads who must really lead in especially serious opinion (C6, R14, I10); none at the
    centre."""
    if grade != "especially_serious":
        return ()
    scope = inquiry.book.interpretations.I10.value
    if scope == "several_departments_only" and not ruling.supervised:
        inquiry.trace.say("Especially serious opinion, but only one department: no leader's duty", "R14", "I10")
        return ()
    spots = [organ.place for organ in ruling.organisers]
    if scope == "organising_level_and_places" and len(inquiry.places) >= 2:
        spots += inquiry.places
    heads = unique([Organ(spot, "leader") for spot in spots if inquiry.world.level(spot) != "C"])
    inquiry.trace.say(
        f"Especially serious opinion: {names(heads)} really leads (nobody is scored at the centre)",
        "R14",
        "I10",
    )
    return heads


def requested(inquiry: Inquiry) -> bool:
    """Whether a superior government asked for a public answer (C8)."""
    facts, asked = inquiry.facts, asked_by_superior(inquiry)
    if facts.superior_request_by is not None and not asked:
        inquiry.trace.say(
            f"{facts.superior_request_by} is not superior to any of the places: its request is no focus 5"
        )
    if not asked and 5 not in facts.focus:
        return False
    inquiry.trace.say(
        "A superior government asks: the lower one must answer in public, and still owns the matter", "R19"
    )
    return True


def referral(inquiry: Inquiry, ruling: Ruling) -> tuple[Organ, ...]:
    """Return the organs that a serious rumour is handed to, at the owner's level (R21, I16)."""
    if inquiry.facts.rumor == "mild":
        inquiry.trace.say("The rumour does no serious harm: it is answered and corrected, not referred", "R22")
    if inquiry.facts.rumor != "serious":
        return ()
    spots = [inquiry.world.seat_of_departments(organ.place) for organ in ruling.first]
    organs = unique([Organ(spot, name) for spot in spots for name in inquiry.book.interpretations.I16.value])
    inquiry.trace.say("Serious rumour: respond in time; referral does not replace that", "R20", "I12")
    inquiry.trace.say(f"Facts and leads go to {names(organs)}", "R21", "I16")
    return organs


def cite_focus(inquiry: Inquiry, facts: MatterFacts) -> None:
    """Name the categories of clause 2 and the duties that grade, form and level bring with them."""
    for category in facts.focus:
        if category != 5:
            inquiry.trace.say(f"It falls under focus {category} and must be answered", f"R{14 + category}")
    if facts.opinion_grade != "ordinary":
        inquiry.trace.say("Major or graver opinion: assess, propose and have approved before acting", "R57")
    if inquiry.facts.form in ("press_conference", "briefing"):
        inquiry.trace.say("The head or spokesperson of each department concerned attends", "R35")
    if inquiry.book.holds("R72", facts):
        inquiry.trace.say("Level I or II: principal heads take the lead in speaking", "R72")


def deadlines(inquiry: Inquiry, facts: MatterFacts) -> Deadlines:
    """Return the public limits, by the emergency level and never by the opinion grade (I15)."""
    values: dict[str, int | float | None] = {}
    for field, rule_id, words in _PUBLIC_LIMITS:
        rule, limit = _limit(inquiry.book, field, rule_id, facts)
        values[field] = limit
        if limit is not None:
            optional = field == "press_conference_h" and inquiry.book.limits.conference_optional
            where = ", where one is necessary," if optional else ""
            inquiry.trace.say(f"Public limit: {words}{where} within {limit} h", rule, "I15")
    days = inquiry.book.limits.decision_explained_workdays
    if days is not None and inquiry.book.holds("R15", facts):
        inquiry.trace.say(f"A decision that is misread is explained within {days} working days", "R15")
    return Deadlines(**values)


def _limit(book: Rulebook, field: str, rule_id: str, facts: MatterFacts) -> tuple[str, int | float | None]:
    """The rule by which a deadline holds, and its hours; what levels I and II ask for by R24 may be a response."""
    gathering = book.limits.gathering if book.holds("R24", facts) else None
    if gathering is not None and _GATHERED[gathering[0]] == field:
        return "R24", plain_hours(gathering[1])
    if rule_id == "R24" or not book.holds(rule_id, facts):
        return rule_id, None
    hours = book.hours(book.rule(rule_id))
    return rule_id, None if hours is None else plain_hours(hours)


def hours_left(inquiry: Inquiry, matter: Matter, limits: Deadlines, at: float) -> int | float | None:
    """Return the hours from ``at`` to the tightest public limit still running, counted from the unchanged
    clock (I11, I14).

    Negative if every limit has passed; None if there is none. A limit that ends at this very moment still
    runs.
    """
    due: list[float] = []
    for field, rule_id, _ in _PUBLIC_LIMITS:
        limit = getattr(limits, field)
        if field == "press_conference_h" and inquiry.book.limits.conference_optional:
            continue  # nobody must hold one
        if limit is not None:
            gathered = field == "response_h" and inquiry.facts.emergency_level in MAJOR_EMERGENCIES
            moment = inquiry.book.clock(inquiry.book.rule("R24" if gathered else rule_id))
            start = 0.0 if moment is None else matter.moments.get(moment, 0.0)
            due.append(start + limit)
    if not due:
        return None
    running = [end for end in due if end >= at]
    left = round((min(running) if running else max(due)) - at, 9)
    inquiry.trace.say(
        f"At hour {plain_hours(at)} the tightest limit still running leaves {plain_hours(left)} h"
        if running
        else f"At hour {plain_hours(at)} every limit has passed, the last {plain_hours(-left)} h ago",
        "I14",
    )
    return plain_hours(left)
