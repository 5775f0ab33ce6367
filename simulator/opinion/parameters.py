"""Every number that the crowd model runs on, with its meaning, unit, bounds and source. A scenario file may
override any of them; a setting that makes no sense is refused here, so the step itself never has to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, model_validator

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
from simulator.opinion.declared import parameter
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

    kind: NarrativeKind = parameter(
        unit="choice",
        source="DESIGN section 4",
        source_zh="设计说明第4节",
        en="fact: what happened; concern: what people want to know; rumour: a claim that circulates, true or not",
        zh="fact：发生了什么；concern：公众想知道什么；rumour：流传的说法，不论真假",
    )
    n0: float = parameter(
        default_factory=_of_kind("n0"),
        ge=0.0,
        le=5.0,
        unit="new posters per post",
        source="fact .75: 100 real cascades (TiDeH files, measured); concern .95: assumption; rumour 1.275: ratio 1.7 "
        "of Vosoughi et al. 2018, contested (Juul and Ugander 2021), a knob",
        source_zh="事实0.75：100条真实转发链实测（TiDeH数据）；关切0.95：假定；"
        "传言1.275：取Vosoughi等2018的1.7倍，有争议（Juul、Ugander 2021），可调",
        en="new posters per post in a wholly unaware audience; crises live in 1.2 to 1.5",
        zh="在无人知晓的人群中，每帖带来的新发帖人数；危机多在1.2至1.5之间",
    )
    mu0: float = parameter(
        default_factory=_of_kind("mu0"),
        ge=0.0,
        le=100_000.0,
        unit="posts/h",
        en="posts of the cause itself when it breaks out, per hour of operational time",
        zh="诱因出现时自身每活跃小时产生的帖数",
    )
    d: float = parameter(
        default_factory=_of_kind("d"),
        gt=0.0,
        le=10_000.0,
        unit="h",
        en="mean lifetime of the cause",
        zh="诱因平均持续时间",
    )
    seed_posts: int = parameter(
        default_factory=_of_kind("seed_posts"),
        ge=0,
        le=1_000_000,
        unit="posts",
        en="posts that bring the narrative into the world at seed_at",
        zh="叙事出现时的初始帖数",
    )
    seed_at: int = parameter(
        default_factory=_of_kind("seed_at"),
        ge=-2_592_000,
        le=2_592_000,
        unit="s from T+0",
        en="when the narrative begins: its seed posts and its cause",
        zh="叙事出现的时刻",
    )
    b: float = parameter(
        default_factory=_of_kind("b"),
        ge=0.0,
        le=1.0,
        unit="share",
        source="form: SEIZ (Jin et al. 2013); value: assumption",
        en="hearers who believe at once",
        zh="听到后立即相信的比例",
    )
    e: float = parameter(
        default_factory=_of_kind("e"),
        ge=0.0,
        le=1.0,
        unit="share",
        source="form: SEIZ (Jin et al. 2013); value: assumption",
        en="hearers who stay undecided; b + e is at most 1",
        zh="听到后仍在犹豫的比例；b与e之和不超过1",
    )
    eps: float = parameter(
        0.05,
        ge=0.0,
        le=100.0,
        unit="1/h",
        source="direction: Zubiaga 2016; size: assumption",
        en="rate from undecided to believing without any coverage",
        zh="无任何解释时由犹豫转为相信的速率",
    )
    w0: float = parameter(
        0.01,
        ge=0.0,
        le=100.0,
        unit="1/h",
        en="spontaneous rate from undecided to settled",
        zh="由犹豫自行转为释然的速率",
    )
    truth: Truth = parameter(
        default_factory=_of_kind("truth"),
        unit="choice",
        source="the scenario's claim; default by kind: assumption",
        source_zh="情景中的传言；按类型的默认值：假定",
        en="whether the claim is true, for the kind rumour; a fact is true and a concern neither, always",
        zh="说法是否属实（仅用于rumour）；fact恒为真，concern不论真假",
    )

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

    segments: dict[Segment, SegmentParameters] = parameter(
        default_factory=default_segments,
        unit="",
        en="the parts of the public; the first in the fixed order is where source posts come from",
        zh="公众的各类人群；按固定次序的第一类是诱因帖的来源",
    )
    channels: dict[Channel, ChannelParameters] = parameter(
        default_factory=default_channels, unit="", en="the seven channels, all of them", zh="七个渠道，须全部列出"
    )
    responses: ResponseParameters = parameter(
        default_factory=ResponseParameters,
        unit="",
        en="how strongly official words and failures work",
        zh="官方发布与失误的作用强度",
    )
    t0_second_of_day: int = parameter(
        32_400,
        ge=0,
        lt=86_400,
        unit="s after midnight",
        source="the scenario's clock",
        source_zh="情景的时钟",
        en="wall-clock time of T+0",
        zh="T+0的钟点",
    )
    q: float = parameter(
        0.02,
        ge=1e-4,
        le=1.0,
        unit="share",
        source='assumption ("1% rule"; .01 to .05)',
        source_zh="假定（“百分之一法则”，0.01至0.05）",
        en="hearers who post; 0 is refused, since nobody would ever hear",
        zh="听到后发帖的比例；不得为0，否则无人听到",
    )
    alo: float = parameter(
        0.45,
        ge=0.0,
        le=1.0,
        unit="share",
        en="share of the branching ratio left at full coverage (.3 to .7)",
        zh="解释充分时分支比剩余的比例",
    )
    eta: float = parameter(
        1.0,
        ge=0.0,
        le=10.0,
        unit="factor",
        en="damping of spread by trust: factor exp(-eta (T - 1/2))",
        zh="信任对传播的抑制：乘以exp(-eta (T - 1/2))",
    )
    cB: float = parameter(
        0.25,
        ge=0.0,
        le=100.0,
        unit="1/person exposed",
        source="Brashier et al. 2021 (-25.3% after exposure)",
        source_zh="Brashier等2021（触达后下降25.3%）",
        en="believers settled per official exposure",
        zh="每次官方触达使相信者释然的强度",
    )
    cE: float = parameter(
        0.50,
        ge=0.0,
        le=100.0,
        unit="1/person exposed",
        source="direction: Poortinga and Pidgeon 2004; size: assumption",
        en="undecided people settled per official exposure",
        zh="每次官方触达使犹豫者释然的强度",
    )
    sil: float = parameter(
        0.012,
        ge=0.0,
        le=10.0,
        unit="logit/h",
        en="trust lost per hour of silence beyond silence_after while the public asks in full",
        zh="沉默超过起算时间后、公众追问正盛时每小时损失的信任",
    )
    silence_after: int = parameter(
        14_400,
        ge=0,
        le=2_592_000,
        unit="s",
        source="doctrine: golden 4 hours (People's Daily Online, 2010)",
        source_zh="行业惯例：“黄金4小时”（人民网舆情监测室，2010）",
        en="time without an official word before silence costs trust",
        zh="多久没有官方发布才开始损失信任",
    )
    silence_heat: float = parameter(
        200.0,
        gt=0.0,
        le=10_000_000.0,
        unit="posts/h",
        en="uncovered posts per hour (each counted by what is not covered of its narrative) from which silence costs "
        "in full; below it costs in proportion",
        zh="未获解释的帖子每小时达到此数时，沉默按全额损失信任；低于此数按比例",
    )
    covhl: float = parameter(
        24.0,
        gt=0.0,
        le=10_000.0,
        unit="h",
        source="assumption; effects fade within 72 h (Lu et al. 2022)",
        source_zh="假定；效果在72小时内消退（Lu等2022）",
        en="half-life of coverage",
        zh="解释效力的半衰期",
    )
    qbig: float = parameter(
        0.004,
        ge=0.0,
        le=1.0,
        unit="share",
        source="heavy tail: Goel, Watts et al.; value: assumption",
        source_zh="重尾：Goel、Watts等；取值：假定",
        en="share of posts by large accounts; qbig * wbig is at most 1",
        zh="大号发帖的比例；qbig与wbig之积不超过1",
    )
    wbig: float = parameter(
        60.0,
        ge=0.0,
        le=10_000.0,
        unit="factor",
        source="heavy tail: Goel, Watts et al.; value: assumption",
        source_zh="重尾：Goel、Watts等；取值：假定",
        en="weight of such a post; the mean weight stays 1",
        zh="大号帖子的权重；平均权重仍为1",
    )
    hot: float = parameter(
        0.15,
        ge=0.0,
        le=2.0,
        unit="share",
        source="direction: Cui and Kertesz 2022; size: assumption",
        en="lift of every branching ratio while the topic is on the hot list",
        zh="登上热搜期间分支比的增幅",
    )
    hot_at: float = parameter(
        400.0,
        ge=0.0,
        le=10_000_000.0,
        unit="posts/h",
        en="posts of the last hour beyond which the topic is on the hot list",
        zh="近一小时帖数超过此数即登上热搜",
    )
    circadian: tuple[float, ...] = parameter(
        _CIRCADIAN,
        min_length=24,
        max_length=24,
        legal="24 numbers, each > 0 to 1,000",
        unit="per hour of day",
        source="assumption (max/min 5.93; TiDeH 2.47)",
        source_zh="假定（最高与最低之比5.93；TiDeH为2.47）",
        en="posting activity of the hours 0 to 23, each above 0 and at most 1,000, normalised to mean 1 in use",
        zh="0至23时的发帖活跃度，每项大于0、不超过1000，使用时按均值1归一",
    )

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


def with_defaults(given: Any) -> Any:
    """A scenario's ``crowd`` as it is written, each segment, channel and form completed from the defaults.

    So a file names only what it changes: one segment's population, one channel's reach. A row of shares is replaced
    whole. What is no mapping is given back as it is, for the model to refuse.
    """
    if not isinstance(given, Mapping):
        return given
    whole = dict(given)
    defaults = CrowdParameters().model_dump()
    for table in ("segments", "channels"):
        whole[table] = _completed(whole.get(table), defaults[table])
    if isinstance(whole.get("responses"), Mapping):
        responses = whole["responses"]
        whole["responses"] = {**responses, "forms": _completed(responses.get("forms"), defaults["responses"]["forms"])}
    return whole


def _completed(given: Any, defaults: Mapping[str, Any]) -> Any:
    if given is None:
        return dict(defaults)
    if not isinstance(given, Mapping):
        return given
    changed = {
        name: {**defaults[name], **entry} if name in defaults and isinstance(entry, Mapping) else entry
        for name, entry in given.items()
    }
    return {**defaults, **changed}
