"""Conditions that a scenario may name: when a conditional inject fires, and which epilogue a drill has earned. Each is a
catalogued state of the drill with parameters, never an expression (DESIGN decision 6).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.scenario.moments import Moment
from simulator.scenario.text import Name, PartyId


class _Condition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NoPublicWord(_Condition):
    """No seat has published anything (or none of ``parties``, where named)."""

    is_: Literal["no_public_word"] = Field(alias="is")
    parties: tuple[PartyId, ...] = ()


class PublicWord(_Condition):
    """Some seat has published (or one of ``parties``, where named)."""

    is_: Literal["public_word"] = Field(alias="is")
    parties: tuple[PartyId, ...] = ()


class FactPublic(_Condition):
    """Some body has stated the fact in public."""

    is_: Literal["fact_public"] = Field(alias="is")
    fact: Name


class FactNotPublic(_Condition):
    """No body has stated the fact in public, even if its truth came out by itself."""

    is_: Literal["fact_not_public"] = Field(alias="is")
    fact: Name


class ClaimUnanswered(_Condition):
    """No organ has answered the claim in public."""

    is_: Literal["claim_unanswered"] = Field(alias="is")
    claim: Name


class ClaimDenied(_Condition):
    """An organ has denied the claim in public, rightly or wrongly."""

    is_: Literal["claim_denied"] = Field(alias="is")
    claim: Name


class BeliefOver(_Condition):
    """More than ``share`` of all persons believe the narrative."""

    is_: Literal["belief_over"] = Field(alias="is")
    narrative: Name
    share: float = Field(gt=0, lt=1)


class HeatOver(_Condition):
    """More than ``posts`` posts appeared in the last hour, over all narratives."""

    is_: Literal["heat_over"] = Field(alias="is")
    posts: int = Field(gt=0)


class NoLead(_Condition):
    """No lead department has been designated."""

    is_: Literal["no_lead"] = Field(alias="is")


class Contradiction(_Condition):
    """Two organs have published facts that do not agree."""

    is_: Literal["contradiction"] = Field(alias="is")


class DisposalDone(_Condition):
    """The disposal task has been finished."""

    is_: Literal["disposal_done"] = Field(alias="is")
    disposal: Name


class DisposalNotDone(_Condition):
    """The disposal task has not been finished."""

    is_: Literal["disposal_not_done"] = Field(alias="is")
    disposal: Name


class OrderObeyed(_Condition):
    """A seat has complied with the order in the named inject."""

    is_: Literal["order_obeyed"] = Field(alias="is")
    inject: Name


class PromiseBroken(_Condition):
    """A promised update or act did not come in time."""

    is_: Literal["promise_broken"] = Field(alias="is")


Hidden = Literal["removed_posts", "lowered_figure", "withheld_figure", "over_referral", "falsehood"]
"""What an organ may have done that comes out later: complied with an order to remove lawful posts, to lower a figure or to
sit on one; handed doubt or criticism to the police; said something untrue and never corrected it."""


class Happened(_Condition):
    """An organ has done it, whether it has come out or not."""

    is_: Literal["happened"] = Field(alias="is")
    what: Hidden


class Always(_Condition):
    """Holds in every drill."""

    is_: Literal["always"] = Field(alias="is")


Condition = Annotated[
    NoPublicWord
    | PublicWord
    | FactPublic
    | FactNotPublic
    | ClaimUnanswered
    | ClaimDenied
    | BeliefOver
    | HeatOver
    | NoLead
    | Contradiction
    | DisposalDone
    | DisposalNotDone
    | OrderObeyed
    | PromiseBroken
    | Happened
    | Always,
    Field(discriminator="is_"),
]


class Once(BaseModel):
    """When an inject fires: at a moment, as soon as a condition holds inside a window, or only by the trainer's hand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Moment | None = Field(default=None, description="fires at this moment")
    if_: Condition | None = Field(default=None, alias="if", description="fires when this holds, inside the window")
    after: Moment = Field(default=0, description="the window opens")
    before: Moment | None = Field(default=None, description="the window closes; none: at the end of the drill")
    reserve: bool = Field(default=False, description="fires only when the trainer says so")
