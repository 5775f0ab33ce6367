"""What an inject may do when it takes place, beside landing on desks: seats learn facts, posts appear, the cause opens again,
another body speaks, a truth or a hidden deed comes out.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulator.scenario.conditions import Hidden
from simulator.scenario.text import Name, PartyId, Text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reveal(_Part):
    """Seats learn facts."""

    do: Literal["reveal"]
    facts: tuple[Name, ...] = Field(min_length=1)


class Posts(_Part):
    """Posts appear that no member of the crowd wrote: a video, a forged notice, an article."""

    do: Literal["posts"]
    narrative: Name
    count: int = Field(gt=0, le=5000)


class Reopen(_Part):
    """The real-world cause is open again."""

    do: Literal["reopen"]
    narrative: Name
    share: float = Field(gt=0, le=1)


class Development(_Part):
    """Something new: what has been said covers less of the matter than before."""

    do: Literal["development"]
    narrative: Name


class OtherBodySays(_Part):
    """A body that no seat fills publishes something, right or wrong."""

    do: Literal["other_body_says"]
    party: PartyId
    slot: Name
    value: int | float | Text


class Surfaces(_Part):
    """The truth of a claim becomes known to everybody."""

    do: Literal["surfaces"]
    claim: Name


class Exposes(_Part):
    """What organs did and hid becomes known, as far as they did it; trust falls once for each."""

    do: Literal["exposes"]
    what: tuple[Hidden, ...] = Field(min_length=1)


Effect = Annotated[
    Reveal | Posts | Reopen | Development | OtherBodySays | Surfaces | Exposes, Field(discriminator="do")
]
"""Any of these, told apart by ``do``."""
