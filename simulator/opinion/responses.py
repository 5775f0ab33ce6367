"""How strongly each kind of official word works. Directions follow published studies; every size here is an
expert setting (assumption), a training scale and not a forecast. All of them are multiplied by the text's
quality and novelty before they touch the crowd.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from simulator.opinion.channels import Form

FULL_RESPONSE_LOGIT = 0.38
"""Logit of trust that a full matched response earns: d = .47 at sd .2 of T (derived from the SCCT
meta-analysis)."""
_TABLE_SUM = 0.15 + 0.10 + 0.30


class FormParameters(BaseModel):
    """Effects of one form of official word, before quality and novelty."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    coverage: float = Field(default=0.6, ge=0.0, le=1.0)
    """Share of the open ambiguity of a fully addressed narrative that the word closes (assumption)."""
    weight: float = Field(default=1.0, ge=0.0, le=1.0)
    """Factor on the weight with which the word addresses a narrative (assumption)."""
    trust_early: float = Field(ge=0.0, le=2.0)
    """Logit of trust earned up to ``early_until``, before ``trust_scale`` (assumption)."""
    trust_day: float = Field(ge=0.0, le=2.0)
    """Logit of trust earned after that, up to 24 h (assumption)."""
    trust_late: float = Field(ge=0.0, le=2.0)
    """Logit of trust earned after 24 h (assumption)."""
    early_until: float = Field(default=4.0, ge=0.0)
    """End of the early time, hours after T+0; 4 h is doctrine ("golden 4 hours"), 12 h for a conference
    (assumption)."""
    early_needs_first: bool = False
    """Whether only a party's first word earns the early value (assumption)."""


def default_forms() -> dict[Form, FormParameters]:
    """Section 3 of the model's reference; social posts, corrections, interviews and replies are set by
    analogy."""

    def flat(trust: float, coverage: float = 0.6, weight: float = 1.0) -> FormParameters:
        return FormParameters(trust_early=trust, trust_day=trust, trust_late=trust, coverage=coverage, weight=weight)

    return {
        "statement": FormParameters(trust_early=0.15, trust_day=0.08, trust_late=0.08, early_needs_first=True),
        "update": FormParameters(trust_early=0.15, trust_day=0.08, trust_late=0.08, early_needs_first=True),
        "social": FormParameters(
            trust_early=0.10, trust_day=0.05, trust_late=0.05, early_needs_first=True, coverage=0.4
        ),
        "conference": FormParameters(trust_early=0.30, trust_day=0.20, trust_late=0.08, early_until=12.0),
        "rebuttal": flat(0.10),
        "interpretation": flat(0.06, weight=0.6),
        "correction": flat(0.05),
        "interview": flat(0.05, coverage=0.4),
        "reply": flat(0.005, coverage=0.05),
    }


class ResponseParameters(BaseModel):
    """Effects of official words, failures and surfacing truths on coverage, reach and trust."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    forms: dict[Form, FormParameters] = Field(default_factory=default_forms)
    """Effects of each form; forms left out have no effect."""
    trust_scale: float = Field(default=FULL_RESPONSE_LOGIT / _TABLE_SUM, ge=0.0, le=5.0)
    """Factor on every one-off trust jump, gains and losses alike, so that an early statement, a rebuttal and
    an early conference together earn .38 logit (SCCT) and losses keep their 2:1 to gains (Slovic 1993; ratio
    assumption)."""
    bare_reach: float = Field(default=0.5, ge=0.0, le=1.0)
    """Factor on the reach of a denial without evidence (direction: Lu et al. 2022; size assumption)."""
    bare_trust: float = Field(default=0.2, ge=0.0, le=1.0)
    """Factor on the trust earned by a denial without evidence: .02 of .10 (assumption)."""
    wrong_attendee: float = Field(default=0.5, ge=0.0, le=1.0)
    """Factor on the trust that a conference earns when the right person does not attend (assumption)."""
    disposal_trust: float = Field(default=0.05, ge=0.0, le=2.0)
    """Logit of trust for a disposal that is wholly done and can be checked (assumption)."""
    conference_source: float = Field(default=0.5, ge=0.0, le=1.0)
    """Open share of the cause that a conference leaves at most, when a disposal is real (assumption)."""
    contradiction_trust: float = Field(default=-0.60, ge=-5.0, le=0.0)
    """Logit of trust lost when published facts contradict each other (Slovic 1993 for the direction;
    assumption)."""
    contradiction_coverage: float = Field(default=0.6, ge=0.0, le=1.0)
    """Share of the coverage that a contradiction or retraction destroys (assumption)."""
    forewarned: float = Field(default=0.3, ge=0.0, le=1.0)
    """Factor on that loss of trust if the first text warned that facts may change (Gretton 2021; size
    assumption)."""
    deadline_trust: float = Field(default=-0.20, ge=-5.0, le=0.0)
    """Logit of trust lost once for each missed 24 h or 48 h deadline (assumption)."""
    surfaced_trust: float = Field(default=-0.90, ge=-5.0, le=0.0)
    """Logit of trust lost when the truth surfaces after a denial: half as much again as withdrawing the
    denial in time costs (assumption)."""
    development_coverage: float = Field(default=0.6, ge=0.0, le=1.0)
    """Factor on the coverage of a narrative after a new development (assumption)."""
