"""Every number that the crowd model runs on, with its meaning, unit, bounds and source. A scenario file may
override any of them; a setting that makes no sense is refused here, so the step itself never has to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.opinion.channels import (
    CHANNELS,
    SEGMENTS,
    Channel,
    ChannelParameters,
    Segment,
    SegmentParameters,
    default_channels,
    default_segments,
)
from simulator.opinion.responses import ResponseParameters

NarrativeKind: TypeAlias = Literal["fact", "concern", "rumour"]
Truth: TypeAlias = Literal["false", "partly_true", "true", "unknown"]

_DEFAULT_NAMES = ("n0", "mu0", "d", "seed_posts", "seed_at", "b", "e", "truth")
_KIND_DEFAULTS: dict[str, dict[str, Any]] = {
    "fact": dict(zip(_DEFAULT_NAMES, (0.75, 60.0, 12.0, 0, 0, 0.90, 0.08, "true"), strict=True)),
    "concern": dict(zip(_DEFAULT_NAMES, (0.95, 40.0, 60.0, 0, 0, 0.60, 0.30, "unknown"), strict=True)),
    "rumour": dict(zip(_DEFAULT_NAMES, (1.275, 0.0, 12.0, 40, 10_800, 0.35, 0.45, "false"), strict=True)),
}


def _of_kind(name: str) -> Callable[[], Any]:
    """Stand-in for a default that the kind decides; it is met only where the kind itself is wrong."""
    return lambda: _KIND_DEFAULTS["rumour"][name]


class NarrativeParameters(BaseModel):
    """One thing that people talk about. Only ``kind`` is needed; the rest follows from it unless given."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    kind: NarrativeKind
    """fact: what happened; concern: what people want to know; rumour: a claim that circulates, true or
    not."""
    n0: float = Field(default_factory=_of_kind("n0"), ge=0.0, le=5.0)
    """New posters per post in a wholly unaware audience. Default .75 fact (100 real cascades, measured), .95
    concern (assumption), 1.275 rumour (ratio 1.7 of Vosoughi et al. 2018, contested: a knob). Crises live in
    1.2 to 1.5."""
    mu0: float = Field(default_factory=_of_kind("mu0"), ge=0.0, le=100_000.0)
    """Source posts per hour of operational time when the cause breaks out. Default 60, 40, 0 (assumption)."""
    d: float = Field(default_factory=_of_kind("d"), gt=0.0, le=10_000.0)
    """Mean lifetime of the source, hours. Default 12, 60, 12 (assumption)."""
    seed_posts: int = Field(default_factory=_of_kind("seed_posts"), ge=0, le=1_000_000)
    """Posts that bring the narrative into the world at ``seed_at``. Default 0, 0, 40 (assumption)."""
    seed_at: int = Field(default_factory=_of_kind("seed_at"), ge=-2_592_000, le=2_592_000)
    """When the narrative begins, seconds from T+0: its seed posts and its source. Default 0, 0, 3 h
    (assumption)."""
    b: float = Field(default_factory=_of_kind("b"), ge=0.0, le=1.0)
    """Share of hearers who believe at once. Default .90, .60, .35 (form: SEIZ, Jin et al. 2013; value
    assumption)."""
    e: float = Field(default_factory=_of_kind("e"), ge=0.0, le=1.0)
    """Share of hearers who stay undecided; b + e is at most 1. Default .08, .30, .45 (as b)."""
    eps: float = Field(default=0.05, ge=0.0, le=100.0)
    """Rate from undecided to believing without any coverage, per hour (assumption; Zubiaga 2016 for the
    direction)."""
    w0: float = Field(default=0.01, ge=0.0, le=100.0)
    """Spontaneous rate from undecided to settled, per hour (assumption)."""
    truth: Truth = Field(default_factory=_of_kind("truth"))
    """Whether the claim is true, for the kind rumour; it may change while the drill runs. Default false; a
    fact is true and a concern neither, always."""

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, given: Any) -> Any:
        """Complete a narrative from its kind."""
        kind = given.get("kind") if isinstance(given, Mapping) else None
        return {**_KIND_DEFAULTS[kind], **given} if isinstance(kind, str) and kind in _KIND_DEFAULTS else given

    @model_validator(mode="after")
    def _whole(self) -> NarrativeParameters:
        if self.b + self.e > 1.0 + 1e-9:
            raise ValueError(f"b + e is {self.b + self.e:.6g}; believing and undecided hearers must sum to at most 1")
        if self.kind != "rumour" and self.truth != _KIND_DEFAULTS[self.kind]["truth"]:
            raise ValueError(f"truth belongs to the kind rumour, not to a {self.kind}; leave it out")
        return self


_NIGHT_AND_MORNING = (0.60, 0.42, 0.32, 0.28, 0.27, 0.32, 0.48, 0.75, 0.95, 1.10, 1.18, 1.22)
_AFTERNOON_AND_EVENING = (1.30, 1.22, 1.12, 1.10, 1.12, 1.15, 1.25, 1.38, 1.50, 1.60, 1.50, 1.05)
_CIRCADIAN = (*_NIGHT_AND_MORNING, *_AFTERNOON_AND_EVENING)


class CrowdParameters(BaseModel):
    """Everything about the public that is not a single narrative."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    segments: dict[Segment, SegmentParameters] = Field(default_factory=default_segments)
    """The parts of the public; the first in the fixed order is where source posts come from."""
    channels: dict[Channel, ChannelParameters] = Field(default_factory=default_channels)
    """The seven channels, all of them."""
    responses: ResponseParameters = Field(default_factory=ResponseParameters)
    """How strongly official words and failures work."""
    t0_second_of_day: int = Field(default=32_400, ge=0, lt=86_400)
    """Wall-clock time of T+0, seconds after midnight; default 09:00."""
    q: float = Field(default=0.02, ge=1e-4, le=1.0)
    """Share of hearers who post (assumption, "1% rule"; .01 to .05). 0 is refused: nobody would ever hear."""
    alo: float = Field(default=0.45, ge=0.0, le=1.0)
    """Share of the branching ratio left at full coverage (size assumption; .3 to .7)."""
    eta: float = Field(default=1.0, ge=0.0, le=10.0)
    """Damping of spread by trust: factor exp(-eta (T - 1/2)) (assumption)."""
    cB: float = Field(default=0.25, ge=0.0, le=100.0)
    """Believers settled per official exposure (Brashier 2021: -25.3% after exposure)."""
    cE: float = Field(default=0.50, ge=0.0, le=100.0)
    """Undecided settled per official exposure (assumption; Poortinga and Pidgeon 2004 for the direction)."""
    sil: float = Field(default=0.012, ge=0.0, le=10.0)
    """Logit of trust lost per hour of silence beyond ``silence_after`` (assumption)."""
    silence_after: int = Field(default=14_400, ge=0)
    """Seconds without an official word before silence costs trust; 4 h is doctrine."""
    covhl: float = Field(default=24.0, gt=0.0, le=10_000.0)
    """Half-life of coverage, hours (assumption; effects fade within 72 h, Lu et al. 2022)."""
    qbig: float = Field(default=0.004, ge=0.0, le=1.0)
    """Share of posts by large accounts (heavy tail: Goel, Watts et al.; value assumption); qbig * wbig is at
    most 1."""
    wbig: float = Field(default=60.0, ge=0.0, le=10_000.0)
    """Weight of such a post; the mean weight stays 1 (value assumption)."""
    hot: float = Field(default=0.15, ge=0.0, le=2.0)
    """Lift of every branching ratio while the topic is on the hot list (Cui and Kertesz; size assumption)."""
    hot_at: float = Field(default=400.0, ge=0.0)
    """Posts per hour beyond which it is (assumption)."""
    circadian: tuple[float, ...] = Field(default=_CIRCADIAN, min_length=24, max_length=24)
    """Posting activity of the hours 0 to 23, any scale, normalised to mean 1 in use (assumption; max/min
    5.93)."""

    @model_validator(mode="after")
    def _whole(self) -> CrowdParameters:
        if not self.segments:
            raise ValueError("segments is empty; name at least one part of the public")
        if set(self.channels) != set(CHANNELS):
            raise ValueError(f"channels must name all of {', '.join(CHANNELS)}")
        if any(not 0.0 < hour <= 1_000.0 for hour in self.circadian):
            raise ValueError("circadian holds an hour outside 0 to 1,000; every hour needs a positive activity")
        if self.qbig * self.wbig > 1.0 + 1e-9:
            raise ValueError(
                f"qbig * wbig is {self.qbig * self.wbig:.6g}; more than 1 gives small posts negative weight"
            )
        for name, channel in self.channels.items():
            strangers = [segment for segment in channel.audience if segment not in self.segments]
            if any(channel.audience[segment] > 0.0 for segment in strangers):
                raise ValueError(f"channel {name} has an audience in {', '.join(strangers)}, which is no segment here")
        return self

    @property
    def segment_order(self) -> tuple[Segment, ...]:
        """The segments in the order of the state's rows."""
        return tuple(segment for segment in SEGMENTS if segment in self.segments)

    @property
    def population(self) -> int:
        """All persons."""
        return sum(segment.population for segment in self.segments.values())
