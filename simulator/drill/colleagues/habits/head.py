"""The head of a department: brought in by the department itself once the matter is major, so that what is decided is not left
to the staff (R62). The government's principal leader is another person, whom the General Office brings in (R14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.scenario.moments import MINUTE

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

MAJOR: Final = ("major", "especially_serious")
"""Grades of opinion that a head handles personally (R62)."""
BRIEFED: Final = 25 * MINUTE
"""From taking up the matter to the head's desk (assumption)."""


def matter_came(colleague: Colleague, event: Event) -> None:
    """The matter is on the desk of a department, or has grown: the head hears of it."""
    view, strand = colleague.view, event.data["strand"]
    if strand not in colleague.board.sheets or not view.is_department(strand) or view.is_office():
        return
    grade = event.data.get("changed", {}).get("opinion_grade", view.strand(strand).opinion_grade)
    if grade in MAJOR:
        soon = max(view.strand(strand).surfaced, event.at) + colleague.delay(colleague.skill.reaction, "head")
        colleague.plan(soon + BRIEFED, "bring_head", strand)


def bring_head(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Ask the head to guide, once in a strand."""
    if any(by == colleague.seat for _, by, _ in colleague.board.acts_in(about, "leader_engaged")):
        return []
    if not colleague.chance(colleague.skill.brings_head, "brings_head"):
        return []
    return [a.EngageLeader(strand=about, ask="guide")]


DEEDS = {"bring_head": bring_head}
REACTIONS = {"sheet_opened": matter_came, "responsibility": matter_came, "matter_changed": matter_came}
