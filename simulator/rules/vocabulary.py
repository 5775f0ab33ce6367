"""The words that facts, rules and answers are made of: levels, grades, moments and occasions. Each is a
closed list, so that a misspelt word in a file is found when the file is read and not when a drill goes
wrong.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints

LEVELS: Final = ("C", "P", "M", "K", "T")
"""Jurisdiction levels from the top: central, province, city, county, township."""

Level = Literal["C", "P", "M", "K", "T"]
MatterKind = Literal["state_council_policy", "local", "out_of_scope"]
VerticalKind = Literal["none", "provincial", "central"]
EmergencyLevel = Literal["I", "II", "III", "IV"]
EmergencyCategory = Literal["natural_disaster", "work_safety", "public_health", "social_security"]
OpinionGrade = Literal["ordinary", "major", "especially_serious"]
FocusCategory = Literal[1, 2, 3, 4, 5]
Danger = Literal["none", "mild", "serious"]
Form = Literal["release", "press_conference", "briefing", "interview", "reply"]
LimitName = Literal[
    "first_word_h",
    "press_conference_h",
    "press_centre_h",
    "major_response_h",
    "response_h",
    "internal_report_h",
    "emergency_report_h",
]
Moment = Literal["occurred", "surfaced", "detected", "assigned", "requested", "report_received", "programme_start"]
ClockKind = Literal["emergency", "opinion", "superior_request"]
Occasion = Literal[
    "always",
    "matter",
    "detected",
    "responding",
    "publishing",
    "publishing_other_organs_facts",
    "publishing_third_party_data",
    "publishing_on_new_media",
    "conference",
    "first_response_done",
    "promise_made",
    "suggestion_received",
    "pre_decision",
    "closed",
    "weak_handling",
    "period_end",
    "sustained_good",
    "rectification_failed",
    "unlawful_nondisclosure",
    "programme",
]
"""When in the course of a drill (or of the programme) a rule speaks; ``matter`` is as soon as its facts
hold."""

MAJOR_EMERGENCIES: Final = ("I", "II")
"""The emergency levels of the 24 h press conference: especially serious and major (N61 clause 3)."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""An id: lower-case letters, digits and underscores."""

EntityId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}/[a-z][a-z0-9_]{0,63}$")]
"""An organ: ``<place>/<department>``."""


def _none_word(value: object) -> object:
    """Read the word ``none`` as the absence of a limit (DESIGN decision 8)."""
    return None if value == "none" else value


_Figure = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]

Hours = Annotated[_Figure | None, BeforeValidator(_none_word)]
"""Clock hours, or None for no limit; files write the word ``none``."""


WorkDays = Annotated[Annotated[int, Field(ge=1, le=1000)] | None, BeforeValidator(_none_word)]
"""Working days, or None for no limit; files write the word ``none``."""

Day = Annotated[
    Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None, BeforeValidator(_none_word)
]
"""A day, a month or a year, as far as it is known; files write the word ``none`` where nothing is."""


def plain_hours(hours: float) -> int | float:
    """Return whole hours as an int, so that 48.0 is shown and written as 48."""
    return int(hours) if hours == int(hours) else hours
