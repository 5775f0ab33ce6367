"""The newsrooms: when a named outlet takes the matter up, how long it then needs, and what line its item takes. The more
is said, the sooner an outlet comes; what it prints is the official line where the organs have explained more than half,
and else the louder narrative (OPINION_MODEL section 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from simulator.opinion.channels import Channel
from simulator.opinion.declared import parameter
from simulator.randomness import Draws

if TYPE_CHECKING:
    from simulator.opinion.pulse import Pulse

MEDIA_CHANNELS: Final[tuple[Channel, ...]] = ("news_portal", "traditional_media")
"""Where an item appears."""

Line: TypeAlias = Literal["official", "public"]
"""What an item carries: the official line, or what people say."""

_HOUR = 3600


class MediaParameters(BaseModel):
    """How newsrooms work."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    h0: float = parameter(
        0.05,
        ge=0.0,
        le=100.0,
        unit="1/h",
        en="rate at which one outlet takes the matter up in newsroom hours, at a heat of heat0",
        zh="热度为heat0时，一家媒体在编辑部工作时间内跟进的速率",
    )
    heat0: float = parameter(
        400.0,
        gt=0.0,
        le=10_000_000.0,
        unit="posts/h",
        en="heat at which that rate is h0",
        zh="与h0对应的热度",
    )
    growth: float = parameter(
        0.7,
        ge=0.0,
        le=3.0,
        unit="factor",
        source="form of the model's reference; size: assumption",
        source_zh="形式依据：模型说明；大小：假定",
        en="exponent by which the rate follows the heat",
        zh="跟进速率随热度变化的指数",
    )
    from_hour: int = parameter(
        7, ge=0, le=23, unit="hour of day", en="hour at which newsrooms begin to look", zh="编辑部开始跟进的钟点"
    )
    to_hour: int = parameter(
        23,
        ge=1,
        le=24,
        unit="hour of day",
        en="hour at which they stop; later than from_hour",
        zh="编辑部停止跟进的钟点，须晚于开始",
    )
    lag_median: float = parameter(
        2.5,
        gt=0.0,
        le=72.0,
        unit="h",
        source="Leskovec et al. 2009 (lag between news media and blogs at the peak)",
        source_zh="Leskovec等2009（新闻媒体与博客高峰的时差）",
        en="median time from taking up to the item",
        zh="从跟进到见报的中位时间",
    )
    lag_log_sd: float = parameter(
        0.5, ge=0.0, le=3.0, unit="factor", en="standard deviation of its logarithm", zh="该时间对数的标准差"
    )
    weight: float = parameter(
        150.0,
        ge=0.0,
        le=10_000.0,
        unit="posts",
        en="ordinary posts that one item is worth",
        zh="一篇报道相当于多少条普通帖子",
    )
    official_from: float = parameter(
        0.5,
        ge=0.0,
        le=1.0,
        unit="share",
        source="form of the model's reference; size: assumption",
        source_zh="形式依据：模型说明；大小：假定",
        en="coverage of a narrative above which an item carries the official line",
        zh="解释程度超过此值时，报道采用官方口径",
    )

    def model_post_init(self, context: object) -> None:
        """Newsrooms close after they open; ValueError otherwise."""
        if self.to_hour <= self.from_hour:
            raise ValueError(
                f"to_hour is {self.to_hour}, not later than from_hour ({self.from_hour}); write a later hour"
            )


@dataclass(frozen=True, slots=True)
class PickUp:
    """An outlet has taken the matter up."""

    outlet: str
    at: int
    """When, seconds from T+0."""
    due: int
    """When its item is out."""


class Newsroom:
    """One outlet in one drill.

    Taking up is a Poisson process whose rate follows the heat: each occasion has an exponential threshold of its own,
    keyed by outlet and number, and happens when the rate, added up over newsroom hours, has reached it. So the same
    outlet is equally keen in every course of one seed, and comes earlier exactly where more is said. While an item is
    being made the outlet looks for nothing else.
    """

    __slots__ = ("_draws", "_left", "_number", "_parameters", "_until", "outlet")

    def __init__(self, outlet: str, parameters: MediaParameters, draws: Draws) -> None:
        """An outlet that has not looked yet."""
        self.outlet = outlet
        self._parameters = parameters
        self._draws = draws
        self._number = 0
        self._until = 0
        self._left = self._threshold()

    def _threshold(self) -> float:
        return -log(self._draws.uniform("media", self.outlet, self._number, "keen"))

    def look(self, at: int, span: int, gained: float) -> PickUp | None:
        """Look for ``span`` seconds that end at ``at``, in which the rate adds up to ``gained`` (see :func:`rate`).

        At most one taking up comes of it.
        """
        if gained <= 0.0 or at - span < self._until:
            return None
        if gained < self._left:
            self._left -= gained
            return None
        p = self._parameters
        taken = at - span + int(span * self._left / gained)
        lag = self._draws.lognormal(p.lag_median, p.lag_log_sd, "media", self.outlet, self._number, "lag")
        due = max(at, taken + round(min(lag, 1000.0) * _HOUR))
        self._number, self._until = self._number + 1, due
        self._left = self._threshold()
        return PickUp(self.outlet, taken, due)


def rate(parameters: MediaParameters, second_of_day: int, heat: int) -> float:
    """Rate per hour at which one outlet takes the matter up at a time of day; 0 outside newsroom hours and where nothing
    is said.
    """
    p = parameters
    if heat <= 0 or not p.from_hour <= second_of_day // _HOUR % 24 < p.to_hour:
        return 0.0
    return p.h0 * float((heat / p.heat0) ** p.growth)


def subject(pulse: Pulse, narratives: Sequence[str]) -> str:
    """What an item is about: the narrative with most posts in the last half hour, the earlier of equals."""
    return max(narratives, key=lambda name: pulse["narratives"][name]["posts"])


def line_on(narrative: str, pulse: Pulse, parameters: MediaParameters) -> Line:
    """The line that an item on a narrative takes."""
    return "official" if pulse["narratives"][narrative]["coverage"] > 1000 * parameters.official_from else "public"
