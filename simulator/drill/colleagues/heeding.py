"""The limits of the rulebook in force, as an officer reads them: until when a first word, a meeting with the press and a report
upward are wanted. Where nobody told the officer of any rulebook there are none.
"""

from __future__ import annotations

from typing import Final

from simulator.rules.triggers import Limits
from simulator.scenario.moments import HOUR

CONFERENCE_AHEAD: Final = 10 * HOUR
"""From the plan to the end of a conference (assumption); it is planned so long before its limit at the latest."""
REPORT_SHARE: Final = 0.75
"""Share of a limit for a report that is let pass at most (assumption)."""


def _seconds(hours: float | None) -> int | None:
    return None if hours is None else round(hours * HOUR)


def first_word(limits: Limits | None, major: bool) -> int | None:
    """Seconds until a first word is due, on a major emergency or on any other matter; a response that takes the place of a
    conference is such a word.
    """
    if limits is None:
        return None
    named = (limits.first_word_h, limits.major_response_h) if major else (limits.response_h,)
    return min((round(hours * HOUR) for hours in named if hours is not None), default=None)


def conference_planned(limits: Limits | None) -> int | None:
    """Seconds from T+0 by which a conference, or what receives the press in its place, is planned; None where none is due."""
    gathering = None if limits is None else limits.gathering
    if gathering is None or gathering[0] == "response":
        return None
    return max(HOUR, round(gathering[1] * HOUR) - CONFERENCE_AHEAD)


def report(limits: Limits | None, office: bool, emergency: bool) -> int | None:
    """Seconds from the sheet (of the office in an emergency: from T+0) within which a careful officer reports upward."""
    if limits is None or (office and not emergency):
        return None
    due = _seconds(limits.emergency_report_h if office else limits.internal_report_h)
    return None if due is None else round(REPORT_SHARE * due)


def wants_facts(limits: Limits | None) -> bool:
    """Whether what was verified has to go up in so many working days, so that an empty report is completed."""
    return limits is not None and limits.verification_report_workdays is not None
