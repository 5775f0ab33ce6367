"""Who the crowd is and where it talks: the channels, the audience segments and the numbers that tie them
together. All of these are expert settings (assumption) for a county of 500,000; a scenario file may replace
any of them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, model_validator

from simulator.opinion.declared import parameter

Channel: TypeAlias = Literal["weibo", "wechat", "short_video", "forum", "news_portal", "hotline", "traditional_media"]
Segment: TypeAlias = Literal["affected", "residents", "parents", "leaders", "outside"]
Form: TypeAlias = Literal[
    "statement",
    "update",
    "social",
    "conference",
    "rebuttal",
    "interpretation",
    "correction",
    "interview",
    "reply",
]

CHANNELS: dict[Channel, dict[str, str]] = {
    "weibo": {"en": "microblog", "zh": "微博"},
    "wechat": {"en": "WeChat", "zh": "微信"},
    "short_video": {"en": "short video", "zh": "短视频"},
    "forum": {"en": "forum", "zh": "论坛"},
    "news_portal": {"en": "news portal", "zh": "新闻网站"},
    "hotline": {"en": "hotline", "zh": "热线"},
    "traditional_media": {"en": "press and television", "zh": "报刊广电"},
}
"""Every channel in its fixed order, with the name shown on screen and page; the notice itself speaks of microblog and
WeChat."""

SEGMENTS: dict[Segment, dict[str, str]] = {
    "affected": {"en": "affected residents", "zh": "当事居民"},
    "residents": {"en": "other residents", "zh": "其他居民"},
    "parents": {"en": "parents and carers", "zh": "家长与监护人"},
    "leaders": {"en": "opinion leaders", "zh": "意见领袖"},
    "outside": {"en": "netizens outside", "zh": "外地网民"},
}
"""Every audience segment in its fixed order, with the name shown on screen in each language."""

FORMS: tuple[Form, ...] = get_args(Form)
"""Every form that an official word can take."""

_ROW = 1e-6


class SegmentParameters(BaseModel):
    """One part of the public."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    population: int = parameter(
        gt=0, le=100_000_000, unit="persons", en="people in this segment (N_g)", zh="该人群人数"
    )
    trust: float = parameter(
        gt=0.0, lt=1.0, unit="share", en="trust in official words at the start (T0)", zh="演练开始时对官方发布的信任度"
    )
    posting: dict[Channel, float] = parameter(
        legal="each 0 to 1, sum 1",
        unit="shares by channel",
        en="share of this segment's posts on each channel (u); channels left out have none; sums to 1",
        zh="该人群在各渠道发帖的比例，未列出的渠道为零，合计为1",
    )

    @model_validator(mode="after")
    def _whole(self) -> SegmentParameters:
        _check_row(self.posting, "posting")
        return self


class ChannelParameters(BaseModel):
    """One place where the public talks and is spoken to."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    audience: dict[Segment, float] = parameter(
        legal="each 0 to 1, sum 1",
        unit="shares by segment",
        en="share of this channel's readings that fall to each segment (kappa); sums to 1",
        zh="该渠道阅读量在各人群中的比例，合计为1",
    )
    delay: float = parameter(
        1.0,
        gt=0.0,
        le=20.0,
        unit="factor",
        source="analogy with link half-lives (bitly 2011); hotline and traditional media: assumption",
        source_zh="类比链接半衰期（bitly 2011）；热线与报刊广电：假定",
        en="factor on every lifetime of a post here (f_c)",
        zh="该渠道帖子寿命的倍数",
    )
    reach: dict[Form, int] = parameter(
        legal="each 0 to 1,000,000,000",
        unit="persons by form",
        en="people that an official word of each form reaches here; forms left out reach nobody",
        zh="各形式官方发布经该渠道触达的人数，未列出的形式触达为零",
    )

    @model_validator(mode="after")
    def _whole(self) -> ChannelParameters:
        _check_row(self.audience, "audience")
        for form, persons in self.reach.items():
            if not 0 <= persons <= 1_000_000_000:
                raise ValueError(f"reach of a {form} must lie between 0 and 1,000,000,000 persons, not {persons}")
        return self


def _check_row(row: dict[Channel, float] | dict[Segment, float], name: str) -> None:
    shares = list(row.values())
    if any(share < 0.0 for share in shares):
        raise ValueError(f"{name} holds a negative share; every share must be 0 or more")
    if abs(sum(shares) - 1.0) > _ROW:
        raise ValueError(f"{name} sums to {sum(shares):.6g}; the shares must sum to 1")


def default_segments() -> dict[Segment, SegmentParameters]:
    """The five segments of section 6.1 of the model's reference, in order."""
    rows: dict[Segment, tuple[int, float, tuple[float, ...]]] = {
        "affected": (60_000, 0.50, (0.15, 0.40, 0.30, 0.05, 0.05, 0.05, 0.0)),
        "residents": (240_000, 0.55, (0.20, 0.40, 0.30, 0.05, 0.05, 0.0, 0.0)),
        "parents": (50_000, 0.55, (0.10, 0.55, 0.25, 0.05, 0.03, 0.02, 0.0)),
        "leaders": (5_000, 0.45, (0.55, 0.20, 0.15, 0.05, 0.05, 0.0, 0.0)),
        "outside": (145_000, 0.45, (0.45, 0.15, 0.30, 0.05, 0.05, 0.0, 0.0)),
    }
    return {
        name: SegmentParameters(population=persons, trust=trust, posting=dict(zip(CHANNELS, row, strict=True)))
        for name, (persons, trust, row) in rows.items()
    }


_REACH: dict[Form, tuple[int, ...]] = {
    "statement": (60_000, 40_000, 30_000, 2_000, 30_000, 0, 10_000),
    "update": (60_000, 40_000, 30_000, 2_000, 30_000, 0, 10_000),
    "conference": (120_000, 60_000, 90_000, 3_000, 90_000, 0, 120_000),
    "rebuttal": (90_000, 50_000, 60_000, 3_000, 40_000, 0, 20_000),
    # the reference gives interpretations a total of 120,000 only; it and the forms below carry no table
    # (assumption)
    "interpretation": (35_000, 35_000, 20_000, 2_000, 20_000, 0, 8_000),
    "social": (60_000, 40_000, 30_000, 1_000, 0, 0, 0),
    "correction": (60_000, 40_000, 30_000, 2_000, 30_000, 0, 10_000),
    "interview": (15_000, 10_000, 20_000, 1_000, 40_000, 0, 40_000),
    "reply": (500, 500, 200, 500, 200, 300, 0),
}


def default_channels() -> dict[Channel, ChannelParameters]:
    """The seven channels of section 6.1 of the model's reference, in order."""
    rows: dict[Channel, tuple[tuple[float, ...], float]] = {
        "weibo": ((0.12, 0.45, 0.08, 0.01, 0.34), 1.0),
        "wechat": ((0.18, 0.52, 0.16, 0.01, 0.13), 1.2),
        "short_video": ((0.12, 0.46, 0.10, 0.01, 0.31), 2.6),
        "forum": ((0.20, 0.50, 0.10, 0.02, 0.18), 1.5),
        "news_portal": ((0.12, 0.48, 0.10, 0.02, 0.28), 1.2),
        "hotline": ((0.60, 0.30, 0.10, 0.0, 0.0), 1.0),
        "traditional_media": ((0.15, 0.55, 0.12, 0.02, 0.16), 1.0),
    }
    return {
        name: ChannelParameters(
            audience=dict(zip(SEGMENTS, row, strict=True)),
            delay=delay,
            reach={form: persons[index] for form, persons in _REACH.items()},
        )
        for index, (name, (row, delay)) in enumerate(rows.items())
    }
