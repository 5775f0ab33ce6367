"""How a parameter of the model is declared: once, with its meaning in both languages, its unit, its legal range and
where its value comes from. Checks, the list that ``podium scenario show --parameters`` prints and the editor's schema
all read this one declaration.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, JsonValue

UNITS: dict[str, str] = {
    "": "",
    "1/h": "1/小时",
    "choice": "选项",
    "calls/(person h)": "通/(人·小时)",
    "factor": "倍数",
    "h": "小时",
    "hour of day": "时刻",
    "logit": "logit",
    "logit per 100 calls": "logit/百通",
    "logit/h": "logit/小时",
    "new posters per post": "人/帖",
    "persons": "人",
    "posts": "帖",
    "posts/h": "帖/小时",
    "s": "秒",
    "s after midnight": "零点后秒数",
    "s from T+0": "距T+0秒数",
    "share": "比例",
    "shares by channel": "按渠道比例",
    "shares by segment": "按人群比例",
    "persons by form": "按形式人数",
    "per hour of day": "按时刻",
    "yes/no": "是/否",
    "clerks": "人",
    "1/person exposed": "次/人",
}
"""Every unit, with its Chinese name."""

ASSUMED = "assumption"
"""Mark of a value that no study gives: an expert setting."""


def parameter(
    default: Any = ...,
    *,
    en: str,
    zh: str,
    unit: str,
    source: str = ASSUMED,
    source_zh: str = "",
    legal: str = "",
    **bounds: Any,
) -> Any:
    """A field of a parameter model.

    ``en`` and ``zh`` say what it means, ``unit`` is one of :data:`UNITS`, ``source`` names a study, the reference that
    derives it, or says that it is an assumption (``source_zh`` says it in Chinese where there is more to say than the
    names and the words that :func:`in_chinese` knows). ``bounds`` are pydantic's ``ge``, ``gt``, ``le``, ``lt`` and
    ``default_factory``; ``legal`` states the range of what is no single number. KeyError for a unit that has no name.
    """
    extra: dict[str, JsonValue] = {
        "zh": zh,
        "unit": unit,
        "unit_zh": UNITS[unit],
        "source": source,
        "source_zh": source_zh or in_chinese(source),
        "legal": legal,
    }
    if "default_factory" in bounds:
        return Field(description=en, json_schema_extra=extra, **bounds)
    return Field(default, description=en, json_schema_extra=extra, **bounds)


_WORDS = {ASSUMED: "假定", "direction": "方向依据", "size": "大小", "form": "形式依据", "value": "取值", " and ": "、"}


def in_chinese(source: str) -> str:
    """A source whose only common words are the marks of evidence, in Chinese; names stay as they are printed."""
    for english, chinese in _WORDS.items():
        source = source.replace(english, chinese)
    return source.replace("; ", "；").replace(": ", "：")
