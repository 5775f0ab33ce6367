"""The catalogue of conditions that a rulebook may name. A rule's trigger is a list of such conditions, all
of which must hold; each condition is a small typed model with a ``holds`` test, so that a rulebook stays
data and needs no expression language (DESIGN decision 6).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.rules.vocabulary import (
    MAJOR_EMERGENCIES,
    Danger,
    EmergencyCategory,
    EmergencyLevel,
    FocusCategory,
    Hours,
    LimitName,
    MatterKind,
    OpinionGrade,
    WorkDays,
)

_FROZEN = ConfigDict(frozen=True, extra="forbid")


Gathering = Literal["conference", "centre", "response"]
"""What levels I and II ask for beside the first word."""


class Limits(BaseModel):
    """The limits of a rulebook, in clock hours or working days; None is no limit."""

    model_config = _FROZEN

    first_word_h: Hours
    """Authoritative information on level I and II emergencies (I80 clause 3)."""
    press_conference_h: Hours
    """Press conference on level I and II emergencies (N61 clause 3)."""
    conference_optional: bool = False
    """The press conference is held where necessary only; one that is held comes within its limit (a Jilin department)."""
    press_centre_h: Hours = None
    """Press centre on level I and II emergencies, in place of a conference (Beijing overall plan 2021)."""
    major_response_h: Hours = None
    """Response on level I and II emergencies, in place of a conference (the rules of a township)."""
    response_h: Hours
    """Response to all other opinion (N61 clause 3)."""
    internal_report_h: Hours
    """Report upward after detection; a configurable figure, never public."""
    emergency_report_h: Hours
    """Report upward on an emergency; a configurable figure, never public."""
    head_speaks: bool
    """Whether principal heads must take the lead in speaking on levels I and II (I80 clause 3)."""
    decision_explained_workdays: WorkDays = None
    """A decision that is misread is explained within so many working days (Beijing openness rules 2016)."""
    verification_report_workdays: WorkDays = None
    """What a department verified goes up within so many working days; internal, never public (the rules of a township)."""
    legacy_report_workdays: WorkDays = None
    """The same for matters that the scenario marks as left over from the past (same source)."""

    @property
    def gathering(self) -> tuple[Gathering, float, LimitName] | None:
        """What levels I and II ask for beside the first word, within how many hours, by which limit; None if nothing."""
        if self.press_conference_h is not None:
            return ("conference", self.press_conference_h, "press_conference_h")
        if self.press_centre_h is not None:
            return ("centre", self.press_centre_h, "press_centre_h")
        if self.major_response_h is not None:
            return ("response", self.major_response_h, "major_response_h")
        return None

    def hours(self, name: LimitName) -> float | None:
        """Return the limit called ``name`` in clock hours."""
        hours: float | None = getattr(self, name)
        return hours


class Terms(BaseModel):
    """What a condition may know of the rulebook that it stands in."""

    model_config = _FROZEN

    limits: Limits
    documents: tuple[str, ...]
    """Codes of the documents in force."""


class MatterFacts(BaseModel):
    """The fact sheet of one matter (or strand) that triggers are tested against."""

    model_config = _FROZEN

    matter: MatterKind
    n_departments: int = Field(ge=0)
    """Departments whose duties the matter touches; with several places, distinct fields of duty."""
    n_places: int = Field(ge=0)
    """Jurisdictions that the matter touches."""
    has_ordinary: bool
    """At least one department is under its own government."""
    has_vertical: bool
    """At least one department is under vertical management."""
    emergency_level: EmergencyLevel | None = None
    emergency_category: EmergencyCategory | None = None
    opinion_grade: OpinionGrade = "ordinary"
    focus: tuple[FocusCategory, ...] = ()
    rumor: Danger = "none"
    deadlock: bool = False
    duties_overlap: bool = False
    technical_dispute: bool = False

    @property
    def major_emergency(self) -> bool:
        """Whether the emergency is of level I or II."""
        return self.emergency_level in MAJOR_EMERGENCIES


class Condition(BaseModel):
    """One catalogued predicate over a fact sheet and the rulebook's terms."""

    model_config = _FROZEN

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Whether the condition is met."""
        raise NotImplementedError

    def possible(self, terms: Terms) -> bool:
        """Whether the rulebook's terms leave any matter that could meet the condition."""
        return True


class MatterIs(Condition):
    """The matter is State Council policy, or local."""

    when: Literal["matter_is"]
    kind: MatterKind

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Compare the kind of matter."""
        return facts.matter == self.kind


class OnePlace(Condition):
    """Exactly one jurisdiction is touched."""

    when: Literal["one_place"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Count places."""
        return facts.n_places == 1


class PlacesAtLeast(Condition):
    """At least ``n`` jurisdictions are touched."""

    when: Literal["places_at_least"]
    n: int = Field(ge=1, le=100)

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Count places."""
        return facts.n_places >= self.n


class DepartmentsAtLeast(Condition):
    """At least ``n`` departments are touched."""

    when: Literal["departments_at_least"]
    n: int = Field(ge=1, le=100)

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Count departments."""
        return facts.n_departments >= self.n


class SeveralParties(Condition):
    """Several departments or several places are touched."""

    when: Literal["several_parties"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Count both."""
        return facts.n_departments >= 2 or facts.n_places >= 2


class OrdinaryInvolved(Condition):
    """A department under its own government is involved."""

    when: Literal["ordinary_involved"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Look for an ordinary department."""
        return facts.has_ordinary


class VerticalInvolved(Condition):
    """A department under vertical management is involved."""

    when: Literal["vertical_involved"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Look for a vertical department."""
        return facts.has_vertical


class LeadNeeded(Condition):
    """A lead department is called for: duties overlap, nobody moves, or the emergency is of level I or II."""

    when: Literal["lead_needed"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Test the three grounds."""
        return facts.duties_overlap or facts.deadlock or facts.major_emergency


class LinkageNeeded(Condition):
    """Publicity and cyberspace must be linked in: opinion major or graver, or an emergency of level I or
    II."""

    when: Literal["linkage_needed"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Test grade and level."""
        return facts.opinion_grade != "ordinary" or facts.major_emergency


class Emergency(Condition):
    """There is an emergency of any level."""

    when: Literal["emergency"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Look for a level."""
        return facts.emergency_level is not None


class LevelIn(Condition):
    """The emergency level is one of ``levels``."""

    when: Literal["level_in"]
    levels: tuple[EmergencyLevel, ...]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Compare the level."""
        return facts.emergency_level in self.levels


class LevelNotIn(Condition):
    """There is no emergency, or its level is none of ``levels``."""

    when: Literal["level_not_in"]
    levels: tuple[EmergencyLevel, ...]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Compare the level."""
        return facts.emergency_level not in self.levels


class CategoryIs(Condition):
    """The emergency is of one category."""

    when: Literal["category_is"]
    category: EmergencyCategory

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Compare the category."""
        return facts.emergency_category == self.category


class GradeIn(Condition):
    """The opinion grade is one of ``grades``."""

    when: Literal["grade_in"]
    grades: tuple[OpinionGrade, ...]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Compare the grade."""
        return facts.opinion_grade in self.grades


class FocusHas(Condition):
    """The matter falls under one category of N61 clause 2."""

    when: Literal["focus_has"]
    category: FocusCategory

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Look for the category."""
        return self.category in facts.focus


class RumourIn(Condition):
    """The danger of the rumour is one of ``dangers``."""

    when: Literal["rumour_in"]
    dangers: tuple[Danger, ...]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Compare the danger."""
        return facts.rumor in self.dangers


class TechnicalDispute(Condition):
    """The quarrel is about a technical point."""

    when: Literal["technical_dispute"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Read the fact."""
        return facts.technical_dispute


class LimitSet(Condition):
    """The rulebook sets the hour limit."""

    when: Literal["limit_set"]
    limit: LimitName

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Ask the rulebook."""
        return self.possible(terms)

    def possible(self, terms: Terms) -> bool:
        """Ask the rulebook."""
        return terms.limits.hours(self.limit) is not None


class HeadSpeaks(Condition):
    """The rulebook makes principal heads speak."""

    when: Literal["head_speaks"]

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Ask the rulebook."""
        return self.possible(terms)

    def possible(self, terms: Terms) -> bool:
        """Ask the rulebook."""
        return terms.limits.head_speaks


class DocumentInForce(Condition):
    """The rulebook counts the document as in force."""

    when: Literal["document_in_force"]
    document: str

    def holds(self, facts: MatterFacts, terms: Terms) -> bool:
        """Ask the rulebook."""
        return self.possible(terms)

    def possible(self, terms: Terms) -> bool:
        """Ask the rulebook."""
        return self.document in terms.documents


AnyCondition = Annotated[
    MatterIs
    | OnePlace
    | PlacesAtLeast
    | DepartmentsAtLeast
    | SeveralParties
    | OrdinaryInvolved
    | VerticalInvolved
    | LeadNeeded
    | LinkageNeeded
    | Emergency
    | LevelIn
    | LevelNotIn
    | CategoryIs
    | GradeIn
    | FocusHas
    | RumourIn
    | TechnicalDispute
    | LimitSet
    | HeadSpeaks
    | DocumentInForce,
    Field(discriminator="when"),
]
"""Every condition that a rulebook may name."""
