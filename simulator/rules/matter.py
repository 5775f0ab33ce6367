"""The facts of a matter as an author or a trainer states them: who holds the legal duty, where, how grave,
and how that changes with time. Who must answer is never among them; it follows from the rulebook.
"""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from simulator.rules.vocabulary import (
    Danger,
    EmergencyCategory,
    EmergencyLevel,
    EntityId,
    FocusCategory,
    Form,
    MatterKind,
    Moment,
    OpinionGrade,
    Slug,
    VerticalKind,
)

_FROZEN = ConfigDict(frozen=True, extra="forbid")
_OUTSIDE = ("none", "other", "private")


class Actor(BaseModel):
    """A firm, school, hospital or the like whose conduct is the matter; a department regulates it (C9)."""

    model_config = _FROZEN

    id: str = Field(min_length=1, max_length=128)
    kind: str = Field(min_length=1, max_length=64)
    """Such as ``firm``, ``school`` or ``hospital``; an organ of government belongs under ``departments``."""
    field: Slug
    """The department, by its field, that is in charge of such actors."""
    place: Slug
    """Where the actor is."""

    @field_validator("kind")
    @classmethod
    def _no_organ(cls, kind: str) -> str:
        if kind in ("department", "government", "organ"):
            raise ValueError("an organ of government is no actor; name it under departments")
        return kind


class Facts(BaseModel):
    """One fact sheet; every fact has a default but the kind of matter."""

    model_config = _FROZEN

    matter: MatterKind | None = None
    """State Council policy, local conduct, or outside government's business (C0)."""
    departments: tuple[EntityId, ...] = ()
    """Owners of the legal duties that the matter touches."""
    places: tuple[Slug, ...] = ()
    """Jurisdictions that it touches; if empty, those of the departments and the actor."""
    vertical: VerticalKind | dict[EntityId, VerticalKind] | None = None
    """How all departments, or single ones, are managed, where it is otherwise than the world says."""
    actor: Actor | None = None
    competent_field: Slug | None = None
    """The field of duty, where townships (which have no departments) are involved or no department is
    named."""
    emergency_level: EmergencyLevel | None = None
    emergency_category: EmergencyCategory | None = None
    opinion_grade: OpinionGrade | None = None
    """None: nobody graded the opinion, I9 applies."""
    focus: tuple[FocusCategory, ...] = ()
    """Categories of N61 clause 2."""
    rumor: Danger = "none"
    form: Form | None = None
    """The form of response that is planned."""
    designated_lead: EntityId | None = None
    superior_consent: bool | None = None
    """Whether the superior of a vertical lead agreed to the designation; None: not stated."""
    deadlock: bool = False
    duties_overlap: bool = False
    technical_dispute: bool = False
    superior_request_by: Slug | None = None
    """Place whose government asked for a public answer (focus 5)."""
    command: Slug | None = None
    """Place whose government set up a command and took over."""

    @field_validator("matter", mode="before")
    @classmethod
    def _outside(cls, value: Any) -> Any:
        return "out_of_scope" if isinstance(value, str) and value in _OUTSIDE else value


class Change(Facts):
    """Facts that change at a moment; what is not named stays as it was."""

    t: float = Field(ge=-100_000, le=100_000, allow_inf_nan=False)
    """Hours on the time axis of the file."""
    strand: Slug | None = None
    """Strand that changes; None: all of them."""


class Matter(Facts):
    """One matter, or one strand of it, with its changes."""

    timeline: tuple[Change, ...] = ()
    moments: dict[Moment, float] = {}
    """Hours at which the matter occurred, surfaced, was detected and so on; 0 where not stated."""

    def facts_until(self, at: float) -> list[Facts]:
        """Return the facts at the start and after every later change up to ``at`` hours, in order of time."""
        base = {name: getattr(self, name) for name in Facts.model_fields}
        stages = [base]
        for change in sorted(self.timeline, key=lambda change: change.t):
            if change.t > at:
                break
            named = {name: getattr(change, name) for name in Facts.model_fields if name in change.model_fields_set}
            if change.t <= 0:
                stages[0] = {**stages[0], **named}
            else:
                stages.append({**stages[-1], **named})
        return [Facts.model_construct(**stage) for stage in stages]


class Strand(Matter):
    """One strand of a matter; what is not named is as in the whole matter (I1)."""

    key: Slug


class Sheet(Matter):
    """A whole matter, in strands where it has several."""

    strands: tuple[Strand, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        keys = [strand.key for strand in self.strands]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"two strands are called {twice[0]}")
        if self.matter is None and (not keys or any(strand.matter is None for strand in self.strands)):
            raise ValueError("the kind of matter is missing: state_council_policy, local or out_of_scope")
        for change in self.timeline:
            if change.strand is not None and change.strand not in keys:
                raise ValueError(f"the timeline changes a strand {change.strand} that is not there")
        return self

    def matters(self) -> list[tuple[str | None, Matter]]:
        """Return each strand with its key, or the one matter with None."""
        if not self.strands:
            return [(None, self._as_matter(self, self.timeline))]
        found: list[tuple[str | None, Matter]] = []
        for strand in self.strands:
            shared = tuple(change for change in self.timeline if change.strand in (None, strand.key))
            found.append((strand.key, self._as_matter(strand, (*shared, *strand.timeline))))
        return found

    def _as_matter(self, part: Matter, timeline: tuple[Change, ...]) -> Matter:
        """Fill what ``part`` does not name from the whole sheet."""
        names = [name for name in Matter.model_fields if name != "timeline"]
        values = {
            name: getattr(part if name in part.model_fields_set else self, name)
            for name in names
            if name in part.model_fields_set or name in self.model_fields_set
        }
        return Matter.model_construct(**values, timeline=timeline)
