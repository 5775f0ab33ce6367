"""How strongly each kind of official word works. Directions follow published studies; every size here is an
expert setting (assumption), a training scale and not a forecast. All of them are multiplied by the text's
quality and novelty before they touch the crowd.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from simulator.opinion.channels import Form
from simulator.opinion.declared import parameter

FULL_RESPONSE_LOGIT = 0.38
"""Logit of trust that a full matched response earns: d = .47 at sd .2 of T (derived from the SCCT
meta-analysis)."""
_TABLE_SUM = 0.15 + 0.10 + 0.30


class FormParameters(BaseModel):
    """Effects of one form of official word, before quality and novelty."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    coverage: float = parameter(
        0.6,
        ge=0.0,
        le=1.0,
        unit="share",
        en="share of the open ambiguity of a fully addressed narrative that the word closes",
        zh="完整回应某一叙事时，消除其未解疑问的比例",
    )
    weight: float = parameter(
        1.0,
        ge=0.0,
        le=1.0,
        unit="factor",
        en="factor on the weight with which the word addresses a narrative",
        zh="该形式回应某一叙事时的权重折减",
    )
    trust_early: float = parameter(
        ge=0.0,
        le=2.0,
        unit="logit",
        en="trust earned up to early_until, before trust_scale",
        zh="在早期时限内获得的信任（乘总系数之前）",
    )
    trust_day: float = parameter(
        ge=0.0,
        le=2.0,
        unit="logit",
        en="trust earned after early_until and up to 24 h, before trust_scale",
        zh="早期时限之后、24小时之内获得的信任（乘总系数之前）",
    )
    trust_late: float = parameter(
        ge=0.0,
        le=2.0,
        unit="logit",
        en="trust earned after 24 h, before trust_scale",
        zh="24小时之后获得的信任（乘总系数之前）",
    )
    early_until: float = parameter(
        4.0,
        ge=0.0,
        le=720.0,
        unit="h",
        source="doctrine: golden 4 hours (People's Daily Online, 2010); 12 h for a conference: assumption",
        source_zh="行业惯例：“黄金4小时”（人民网舆情监测室，2010）；发布会12小时：假定",
        en="end of the early time, from T+0",
        zh="早期时限，自T+0起",
    )
    early_needs_first: bool = parameter(
        False,
        unit="yes/no",
        en="whether only a party's first word earns the early value",
        zh="是否只有本单位首次回应才按早期计",
    )


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

    forms: dict[Form, FormParameters] = parameter(
        default_factory=default_forms,
        unit="",
        en="effects of each form; forms left out have no effect",
        zh="各种发布形式的效果；未列出的形式没有效果",
    )
    trust_scale: float = parameter(
        FULL_RESPONSE_LOGIT / _TABLE_SUM,
        ge=0.0,
        le=4.0,
        unit="factor",
        source="derived: an early statement, a rebuttal and an early conference earn .38 logit (SCCT, 24 studies); "
        "losses keep 2:1 to gains (direction: Slovic 1993; ratio: assumption)",
        source_zh="推导：早期通报、辟谣与早期发布会合计0.38 logit（SCCT，24项研究）；"
        "得失之比保持1比2（方向依据：Slovic 1993；比值：假定）",
        en="factor on every one-off jump of trust, gains and losses alike",
        zh="每次信任增减统一乘以的系数",
    )
    bare_reach: float = parameter(
        0.5,
        ge=0.0,
        le=1.0,
        unit="factor",
        source="direction: Lu et al. 2022; size: assumption",
        en="factor on the reach of a denial without evidence",
        zh="无证据否认的触达折减",
    )
    bare_trust: float = parameter(
        0.2,
        ge=0.0,
        le=1.0,
        unit="factor",
        en="factor on the trust earned by a denial without evidence: .02 of .10",
        zh="无证据否认所获信任的折减",
    )
    wrong_attendee: float = parameter(
        0.5,
        ge=0.0,
        le=1.0,
        unit="factor",
        en="factor on the trust that a conference earns when the right person does not attend",
        zh="该到场的人没有到场时，发布会所获信任的折减",
    )
    disposal_trust: float = parameter(
        0.05,
        ge=0.0,
        le=2.0,
        unit="logit",
        en="trust for a disposal that is wholly done and can be checked",
        zh="处置全部完成且可核验时获得的信任",
    )
    conference_source: float = parameter(
        0.5,
        ge=0.0,
        le=1.0,
        unit="share",
        en="open share of the cause that a conference leaves at most, when a disposal is real",
        zh="确有处置时，发布会后诱因至多剩余的比例",
    )
    contradiction_trust: float = parameter(
        -0.60,
        ge=-5.0,
        le=0.0,
        unit="logit",
        source="direction: Slovic 1993; size: assumption",
        en="trust lost when published facts contradict each other",
        zh="已发布事实相互矛盾时损失的信任",
    )
    contradiction_coverage: float = parameter(
        0.6,
        ge=0.0,
        le=1.0,
        unit="share",
        en="share of the coverage that a contradiction or retraction destroys",
        zh="相互矛盾或撤回使既有解释失效的比例",
    )
    forewarned: float = parameter(
        0.3,
        ge=0.0,
        le=1.0,
        unit="factor",
        source="direction: Gretton 2021 (N = 1,399); size: assumption",
        en="factor on that loss of trust if the first text warned that facts may change",
        zh="首发时已说明情况可能变化的，上述信任损失的折减",
    )
    deadline_trust: float = parameter(
        -0.20,
        ge=-5.0,
        le=0.0,
        unit="logit",
        en="trust lost once for each missed 24 h or 48 h deadline",
        zh="每错过一次24小时或48小时时限损失的信任",
    )
    surfaced_trust: float = parameter(
        -0.90,
        ge=-5.0,
        le=0.0,
        unit="logit",
        en="trust lost when the truth surfaces after a denial: half as much again as withdrawing it in time costs",
        zh="否认之后真相大白损失的信任：为及时撤回的一倍半",
    )
    exposed_trust: float = parameter(
        -0.60,
        ge=-5.0,
        le=0.0,
        unit="logit",
        en="trust lost when removed posts, a lowered or withheld figure, an over-referral or an uncorrected falsehood "
        "comes out: as a contradiction",
        zh="删帖、压低或压住数字、不当移交、未更正的不实内容曝光时损失的信任：与相互矛盾相同",
    )
    development_coverage: float = parameter(
        0.6,
        ge=0.0,
        le=1.0,
        unit="factor",
        en="factor on the coverage of a narrative after a new development",
        zh="出现新情况后，既有解释剩余的比例",
    )
