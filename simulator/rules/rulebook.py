"""A rulebook as data: limits, clocks, readings, scoring weights and the rules themselves. Everything that a
planner may change about the official rules stands in one of these, and nothing about them stands in code.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.rules.interpretations import Interpretations
from simulator.rules.triggers import AnyCondition, Limits, MatterFacts, Terms
from simulator.rules.vocabulary import ClockKind, Day, LimitName, Moment, Occasion

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Title(BaseModel):
    """A name in the interface's two languages."""

    model_config = _FROZEN

    en: str = Field(min_length=1, max_length=200)
    zh: str = Field(min_length=1, max_length=200)


class Source(BaseModel):
    """The document that a rulebook follows."""

    model_config = _FROZEN

    code: str = Field(pattern=r"^[A-Z][A-Z0-9_]{0,15}$")
    """The code that the rules cite it by."""
    document: str = Field(min_length=1, max_length=200)
    """Its name or number."""
    date: Day
    """Day of issue, year first; as much of it as is known."""
    status: Literal["V", "M", "H"]
    """V: confirmed against a published copy; M: from memory; H: hypothetical."""


class ClockStart(BaseModel):
    """The moment from which each kind of limit is counted (I14)."""

    model_config = _FROZEN

    emergency: Moment
    opinion: Moment
    superior_request: Moment


class Weights(BaseModel):
    """Points of the three dimensions; together 100."""

    model_config = _FROZEN

    timing: float = Field(ge=0, le=100)
    coordination: float = Field(ge=0, le=100)
    message: float = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _sum(self) -> Weights:
        if abs(self.timing + self.coordination + self.message - 100) > 1e-9:
            raise ValueError("the three weights must add up to 100")
        return self


class Deadline(BaseModel):
    """A limit in clock hours, inclusive: exactly 24:00:00 counts."""

    model_config = _FROZEN

    limit: LimitName | None = None
    """Name of the rulebook's limit that holds."""
    h: float | None = Field(default=None, gt=0, le=100_000, allow_inf_nan=False)
    """A figure of the rule's own, where it follows no limit of the rulebook."""
    start: ClockKind | Moment
    """Counted from the clock of this kind of matter, or from this moment."""
    kind: Literal["public", "internal"]

    @model_validator(mode="after")
    def _one_figure(self) -> Deadline:
        if (self.limit is None) == (self.h is None):
            raise ValueError("a deadline has either `limit` or `h`")
        return self


class Rule(BaseModel):
    """One rule of the catalogue, with the clause that it comes from."""

    model_config = _FROZEN

    id: str = Field(pattern=r"^R\d{2,3}$")
    source: str = Field(min_length=1, max_length=20)
    """Code of the document."""
    clause: str = Field(min_length=1, max_length=120)
    judged_by: Literal["timing", "coordination", "message", "programme"]
    core: bool
    """Whether the rule is scored in a first drill."""
    obliged: str = Field(min_length=1, max_length=80)
    """Party kind, or group of parties, that must obey."""
    zh: str = Field(min_length=1, max_length=80)
    """The phrase of the original."""
    zh_status: Literal["V", "M", "S"]
    """V: confirmed wording; M: from memory; S: rebuilt from the damaged translation."""
    text: str = Field(min_length=1, max_length=600)
    """The rule in English."""
    trigger: tuple[AnyCondition, ...]
    """Conditions on the matter's facts and the rulebook; all must hold, none means always."""
    occasion: Occasion
    """When in the course of a drill it speaks."""
    deadline: Deadline | None
    evidence: str = Field(min_length=1, max_length=600)
    """What shows that it was kept; prose."""
    violation: str = Field(min_length=1, max_length=600)
    """What breaks it; prose."""
    programme: Title | None = None
    """Why it is judged over a whole programme and not in one drill; None: it is judged in a drill."""

    @model_validator(mode="after")
    def _programme_has_a_reason(self) -> Rule:
        if self.judged_by == "programme" and self.programme is None:
            raise ValueError("a rule that is judged by the programme says why, under `programme`")
        return self

    @property
    def citation(self) -> str:
        """The rule's id, document and clause, such as ``R24, N61 clause 3``."""
        clause = f"clause {self.clause}" if self.clause[:1].isdigit() else self.clause
        return f"{self.id}, {self.source} {clause}"


class Rulebook(BaseModel):
    """One set of official rules, as one government would apply them; effective values, nothing inherited
    any more."""

    model_config = _FROZEN

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")
    title: Title
    source: Source
    inherits: str | None = None
    """Name of the rulebook whose values fill what the file omits."""
    note: Title | None = None
    """What its document adds beyond the figures; not inherited."""
    documents: tuple[str, ...]
    """Codes of the documents in force."""
    limits: Limits
    clock_start: ClockStart
    weights: Weights
    pass_share: float = Field(ge=0, le=1)
    """Share of a dimension's points that a pass needs, in each dimension."""
    cap: float = Field(ge=0, le=100)
    """Highest total after an uncorrected falsehood, concealment, groundless withholding or over-referral."""
    interpretations: Interpretations
    rules: dict[str, Rule]
    """The catalogue by rule id."""

    @model_validator(mode="before")
    @classmethod
    def _name_rules(cls, data: Any) -> Any:
        """Give every rule the id that it stands under."""
        if not isinstance(data, dict) or not isinstance(data.get("rules"), dict):
            return data
        rules = {key: {"id": key, **rule} if isinstance(rule, dict) else rule for key, rule in data["rules"].items()}
        return {**data, "rules": rules}

    @model_validator(mode="after")
    def _ids_agree(self) -> Rulebook:
        for key, rule in self.rules.items():
            if rule.id != key:
                raise ValueError(f"the rule under {key} calls itself {rule.id}")
        return self

    @property
    def hypothetical(self) -> bool:
        """Whether no document says so: a rulebook for stress tests only."""
        return self.source.status == "H"

    @cached_property
    def terms(self) -> Terms:
        """What conditions may know of this rulebook."""
        return Terms(limits=self.limits, documents=self.documents)

    @cached_property
    def digest(self) -> str:
        """Sha-256 of the canonical JSON of all effective values, in hexadecimal."""
        data = self.model_dump(mode="json")
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def rule(self, rule_id: str) -> Rule:
        """Return one rule; KeyError if the catalogue lacks it."""
        return self.rules[rule_id]

    def in_force(self, rule: Rule) -> bool:
        """Whether any matter could trigger the rule under this rulebook's limits and documents."""
        return all(condition.possible(self.terms) for condition in rule.trigger)

    def holds(self, rule_id: str, facts: MatterFacts) -> bool:
        """Whether the catalogue has the rule and its trigger holds."""
        rule = self.rules.get(rule_id)
        return rule is not None and all(condition.holds(facts, self.terms) for condition in rule.trigger)

    def triggered(self, facts: MatterFacts) -> list[Rule]:
        """Return the rules whose trigger holds, in the order of their ids; their occasions are still to
        come."""
        return [self.rules[rule_id] for rule_id in sorted(self.rules) if self.holds(rule_id, facts)]

    def hours(self, rule: Rule) -> float | None:
        """Return the rule's limit in clock hours; None if it has none.

        What asks for a press conference asks for what the rulebook puts in its place, where it does.
        """
        if rule.deadline is None:
            return None
        if rule.deadline.limit == "press_conference_h":
            return None if self.limits.gathering is None else self.limits.gathering[1]
        return rule.deadline.h if rule.deadline.limit is None else self.limits.hours(rule.deadline.limit)

    def clock(self, rule: Rule) -> Moment | None:
        """Return the moment from which the rule's limit is counted (I14); None if it has no limit."""
        if rule.deadline is None:
            return None
        start = rule.deadline.start
        if start == "emergency" or start == "opinion" or start == "superior_request":
            moment: Moment = getattr(self.clock_start, start)
            return moment
        return start
