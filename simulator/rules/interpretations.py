"""How Podium reads the notice where its words are silent or ambiguous. Each of the sixteen readings
(OFFICIAL_RULES section 5) is a named setting of the rulebook; where a real alternative exists it has a
value, which the resolver reads.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from simulator.rules.vocabulary import EmergencyLevel, OpinionGrade, Slug

T = TypeVar("T")


class Reading(BaseModel):
    """A reading with no alternative worth a switch."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Slug
    """What the reading is about."""
    meaning: str = Field(min_length=1, max_length=600)
    """The reading in one sentence."""


class Setting(Reading, Generic[T]):
    """A reading with a real alternative; ``value`` chooses."""

    value: T


class Interpretations(BaseModel):
    """The sixteen readings I1 to I16."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    I1: Reading
    """Content of a State Council policy is the centre's quarrel, its local application a local one."""
    I2: Setting[bool]
    """Whether General Office and publicity at the owner's level coordinate where N61 names nobody."""
    I3: Setting[bool]
    """Whether a designated lead owns the joint response."""
    I4: Setting[Literal["superior", "local"]]
    """At whose level publicity joins in coordinating a vertical department."""
    I5: Setting[Literal["both", "local", "superior"]]
    """Who coordinates ordinary and vertical departments together."""
    I6: Setting[Literal["own_office", "superior_office"]]
    """Which office coordinates the common superior organ of a vertical system."""
    I7: Setting[Literal["highest", "lowest"]]
    """At which level departments of different levels are coordinated."""
    I8: Setting[Literal["county", "township"]]
    """Who coordinates a township government."""
    I9: Setting[dict[EmergencyLevel, OpinionGrade]]
    """Opinion grade that an emergency level stands for when nobody graded the opinion."""
    I10: Setting[Literal["organising_level_and_places", "organising_level", "several_departments_only"]]
    """Whose principal leader is meant by the sentence on especially serious opinion."""
    I11: Reading
    """Ownership may change, the clock does not restart."""
    I12: Setting[Literal["first_word_h", "response_h"]]
    """Limit that the speed against a serious rumour is scored by."""
    I13: Setting[bool]
    """Whether an actor's own statement discharges the duty of the department that regulates it."""
    I14: Reading
    """When the clocks start; the moments stand in ``clock_start``."""
    I15: Reading
    """Deadlines follow the emergency level, the leader's duty the opinion grade."""
    I16: Setting[tuple[Slug, ...]]
    """Organs that receive a serious rumour."""
