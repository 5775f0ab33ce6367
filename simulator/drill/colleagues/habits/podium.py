"""The press conference: who plans one and when, who sits on the podium, and whether the heads come themselves. Emergencies of
levels I and II ask for one within the rulebook's limit; on other matters a lead may hold one, and whoever is responsible first
by rule once the matter is more than ordinary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues import heeding
from simulator.message.strands import words_in
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.record.board import DraftState
from simulator.rules.vocabulary import MAJOR_EMERGENCIES
from simulator.scenario.moments import HOUR

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

OWED: Final = (6, 4)
"""Hours from the opening of the sheet to the plan for a conference that is owed, and their spread: from the plan it takes
another five to ten until it is held (assumption).
"""
CHOSEN: Final = (18, 12)
"""The same for a conference that nobody asks for (assumption)."""
HEAD_COMES: Final = 0.7
"""Share of conferences that a head attends where none has to (assumption)."""


def _major(colleague: Colleague, strand: str) -> bool:
    return colleague.view.strand(strand).emergency_level in MAJOR_EMERGENCIES


def matter_came(colleague: Colleague, event: Event) -> None:
    """The matter is on the desk, or a lead or an owner was named: plan a conference, once, if this is a case for one."""
    view, skill, strand = colleague.view, colleague.skill, event.data["strand"]
    sheet = colleague.board.sheets.get(strand)
    if strand in colleague.thought_of_conference or sheet is None or not view.is_department(strand):
        return
    major, leads = _major(colleague, strand), sheet.lead == view.party
    by_rule = len(view.departments(strand)) == 1 or not view.may_name_lead(strand)
    graded = view.strand(strand).opinion_grade != "ordinary"
    answers_first = by_rule and view.host(event.at, strand) == view.seat.id and graded
    if not (major or leads or answers_first):
        return
    colleague.thought_of_conference.append(strand)
    key = view.key(strand)
    if not colleague.chance(skill.meets_press if major else skill.holds_conference, "conference", *key):
        return
    first, span = OWED if major else CHOSEN
    wait = round((first + span * colleague.draws.uniform("conference", colleague.seat, *key)) * HOUR)
    start = sheet.opened if major else event.at
    latest = heeding.conference_planned(colleague.limits) if major else None
    surfaced = view.strand(strand).surfaced
    if latest is not None and colleague.chance(skill.heeds_limit, "heeds_conference", *key):
        wait = min(wait, max(HOUR, surfaced + latest - max(surfaced, start)))
    colleague.plan(max(event.at, max(surfaced, start) + wait), "conference", strand)


def hosts(colleague: Colleague, now: int, strand: str) -> bool:
    """Whether the conference is this department's to hold: the lead's, else the first responsible one's; and none was."""
    held = any(word.message.form == "conference" for word in words_in(colleague.board.words, strand))
    return colleague.view.host(now, strand) == colleague.seat and not (held and _major(colleague, strand))


def hold(colleague: Colleague, ref: str, draft: DraftState) -> Action:
    """Call the conference, with every department and every owner of a fact on the agenda as far as one thinks of them."""
    view = colleague.view
    holders = [view.library.seat_of.get(view.library.facts[c.fact].owner, "") for c in draft.message.facts]
    present = [
        seat
        for seat in dict.fromkeys([colleague.seat, *view.departments(draft.strand), *holders])
        if seat and (seat == colleague.seat or colleague.chance(colleague.skill.consults, "seats", seat))
    ]
    heads = colleague.skill.meets_press if _major(colleague, draft.strand) else HEAD_COMES
    return a.HoldConference(
        strand=draft.strand,
        attendees=tuple(present),
        draft=ref,
        head_attends=colleague.chance(heads, "head", ref),
    )


REACTIONS = {
    "sheet_opened": matter_came,
    "lead_designated": matter_came,
    "responsibility": matter_came,
}
