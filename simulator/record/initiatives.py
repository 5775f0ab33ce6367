"""What a seat can do of its own accord beside the handling sheet and the word: promise the next word, judge the risk of a
decision before it is announced, carry a dispute upward, and put more clerks on the hotline.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.scenario.moments import Moment
from simulator.scenario.text import Name, PartyId, Words


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PromiseUpdate(_Part):
    """Tell the public when the next word comes, without saying more (R26, R86). It is no word, and no response."""

    act: Literal["promise_update"] = "promise_update"
    strand: Name
    due: Moment


class AssessRisk(_Part):
    """Judge what a decision that touches vital interests will stir up, before it is announced (R55)."""

    act: Literal["assess_risk"] = "assess_risk"
    strand: Name
    decision: Name
    """The fact that is the decision."""
    level: Literal["low", "medium", "high"]
    methods: Annotated[
        tuple[Literal["tracking", "survey", "interviews", "consultation"], ...], Field(min_length=1, max_length=4)
    ]
    """How it was found out: following what is said, a sample survey, key interviews, consultation."""
    plan: Words | None = None
    """What is done if it comes so."""


class Escalate(_Part):
    """Carry a dispute between units to the office that can decide it, with the reason (R07, R10)."""

    act: Literal["escalate"] = "escalate"
    strand: Name
    to: PartyId
    about: Name
    """The seat with which no agreement was reached."""
    reason: Words


class StaffHotline(_Part):
    """Put more clerks on the hotline for some hours; it is a power of the office that runs it."""

    act: Literal["staff_hotline"] = "staff_hotline"
    clerks: Annotated[int, Field(ge=1, le=20)]
    hours: Annotated[int, Field(ge=1, le=24)]
