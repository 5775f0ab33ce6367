"""What a score says: three dimensions, the findings that they rest on, the outcome beside them, the openness ledger, and
what was not judged. Plain frozen models, so that screen, page and JSON show the same.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from simulator.scenario.text import Text

Dimension = Literal["timing", "coordination", "message"]
Rating = Literal["P", "S", "M", "U"]
"""Performed without challenges, with some challenges, with major challenges, unable to be performed."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Part):
    """One judged point."""

    rule: str
    """Rule id, such as ``R25``."""
    citation: str
    """The rule with document and clause."""
    phrase: str | None
    """The phrase of the Chinese original, where its wording is confirmed."""
    dimension: Dimension
    party: str
    seat: str
    at: int
    """Simulated second of the act or omission."""
    evidence: tuple[int, ...]
    """Numbers of the events that show it."""
    says: Text
    """What was done or not done."""
    right: Text | None
    """What would have been right; None where it was right."""
    credit: float
    """Share of the point that was earned, 0 to 1; a broken prohibition earns less than 0."""
    points: float
    """Points of the total that it won or lost, of 100."""
    possible: float
    """Points of the total that it could have won; 0 for a prohibition, which can only lose."""


class Scores(_Part):
    """Scores from 0 to 100."""

    total: float
    timing: float
    coordination: float
    message: float


class Outcome(_Part):
    """What became of the public, at the horizon and after the epilogue; shares from 0 to 1. It is shown beside the score,
    never part of it.
    """

    rumour_belief: float
    """Share of all people who believe the worst false claim."""
    open_concerns: float
    """Share, by weight, of the concerns that nobody answered."""
    trust: float
    accuracy: float
    """1 less the share of people who are wrong about a claim, either way."""
    cause_removed: float
    trust_after: float
    """Trust when all has come out that the scenario lets come out by day 30."""
    accuracy_after: float
    """Accuracy of belief then."""


class OpennessRow(_Part):
    """One fact in the openness ledger: what could have been said, when, and on what ground it was not."""

    fact: str
    text: Text
    owner: str
    knowable: int
    """Moment from which it could be established."""
    known: int | None
    """Moment at which the first seat knew it."""
    published: int | None
    published_by: str | None
    ground: Text | None
    """Legal ground for withholding, where there is one."""
    late: int | None
    """Seconds between the first knowing and the publishing; None if never published, never known or leaked."""
    leaked: bool = False
    """Published while the law withheld it; what went out so was not late."""


class ObjectiveRating(_Part):
    """How well one of the scenario's objectives was performed, from the findings of its rules."""

    objective: str
    text: Text
    rules: tuple[str, ...]
    """Rules that it is judged by."""
    judged: tuple[str, ...]
    """Those of them that the drill asked for."""
    broken: tuple[str, ...]
    """Prohibitions among them that were broken."""
    rating: Rating | None
    """None: nothing in the drill shows it."""
    share: float | None
    """Share of the possible points that was earned, 0 to 1; None where none could be."""
    points: float
    possible: float


class SeatScore(_Part):
    """One seat's share: only what was in its power and knowledge."""

    seat: str
    party: str
    scores: Scores
    judged: tuple[Dimension, ...]
    """Dimensions in which something was asked of it."""
    objectives: tuple[ObjectiveRating, ...] = ()
    """The scenario's objectives, from this seat's findings alone."""


class Scorecard(_Part):
    """The judgement of one drill."""

    scores: Scores
    passed: bool
    """At least half of the points in each dimension, and no cap."""
    capped_by: tuple[str, ...]
    """Why the total is capped: uncorrected_falsehood, concealment, groundless_withholding, over_referral."""
    findings: tuple[Finding, ...]
    """The weightiest losses first, then what went well."""
    seats: tuple[SeatScore, ...]
    objectives: tuple[ObjectiveRating, ...] = ()
    """What the scenario trains, each with its rating."""
    outcome: Outcome
    openness: tuple[OpennessRow, ...]
    not_judged: tuple[Text, ...]
    """What this score does not cover, in plain words."""
