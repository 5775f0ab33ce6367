"""Every number on which the public of a scenario runs: what it means, its unit and legal range, where its default comes
from, and whether this scenario sets it otherwise. All of it is read from the one declaration that each parameter has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.opinion.channels import default_channels, default_segments
from simulator.opinion.hotline import HotlineParameters
from simulator.opinion.media import MediaParameters
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters
from simulator.opinion.responses import default_forms
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Text

_FIXED = ("kind",)
"""Fields that choose a kind and are no number."""


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One parameter of one scenario."""

    path: str
    """Where it stands in the file, such as ``crowd.channels.weibo.delay``."""
    value: Any
    default: Any
    unit: Text | None
    """None for a pure number."""
    legal: Text
    """Its legal range."""
    source: Text
    """Where the default comes from."""
    meaning: Text
    changed: bool
    """Whether the scenario departs from the default."""


def narratives_of(scenario: Scenario) -> dict[str, NarrativeParameters]:
    """The parameters of each narrative, in the scenario's order; a rumour begins with the first claim that it follows,
    and has its truth.
    """
    first = {claim.narrative: claim for claim in reversed(scenario.claims)}
    found = {}
    for narrative in scenario.narratives:
        claim = first.get(narrative.id) if narrative.kind == "rumour" else None
        changes: dict[str, Any] = {} if claim is None else {"truth": claim.truth, "seed_at": claim.starts}
        found[narrative.id] = narrative.parameters.model_copy(update=changes)
    return found


def crowd_of(scenario: Scenario) -> CrowdParameters:
    """The parameters of the crowd; the time of day is the clock's."""
    t0 = scenario.clock.t0
    return scenario.crowd.model_copy(update={"t0_second_of_day": t0.hour * 3600 + t0.minute * 60 + t0.second})


def parameter_rows(scenario: Scenario) -> list[ParameterRow]:
    """All parameters of a scenario, part by part."""
    rows: list[ParameterRow] = []
    for name, narrative in narratives_of(scenario).items():
        rows += _rows(f"narratives.{name}.parameters", narrative, NarrativeParameters(kind=narrative.kind))
    crowd = crowd_of(scenario)
    rows += _rows("crowd", crowd, CrowdParameters())
    segments, channels, forms = default_segments(), default_channels(), default_forms()
    for segment, people in crowd.segments.items():
        rows += _rows(f"crowd.segments.{segment}", people, segments[segment])
    for channel, place in crowd.channels.items():
        rows += _rows(f"crowd.channels.{channel}", place, channels[channel])
    rows += _rows("crowd.responses", crowd.responses, CrowdParameters().responses)
    for form, effects in crowd.responses.forms.items():
        rows += _rows(f"crowd.responses.forms.{form}", effects, forms[form])
    rows += _rows("media", scenario.media, MediaParameters())
    rows += _rows("hotline", scenario.hotline, HotlineParameters())
    return rows


def legal_range(field: FieldInfo) -> str:
    """The range that a field's declaration allows, in a few signs; empty if it declares none."""
    extra = field.json_schema_extra
    stated = extra.get("legal") if isinstance(extra, dict) else ""
    if stated:
        return str(stated)
    kind = _kind(field.annotation)
    if kind is bool:
        return "true, false"
    if get_origin(kind) is Literal:
        return ", ".join(str(word) for word in get_args(kind))
    bounds = {type(one).__name__: one for one in field.metadata}
    low = _edge(bounds, "Ge", "ge", "") or _edge(bounds, "Gt", "gt", "> ")
    high = _edge(bounds, "Le", "le", "") or _edge(bounds, "Lt", "lt", "< ")
    return f"{low} to {high}" if low and high else ""


def _edge(bounds: dict[str, Any], kind: str, key: str, sign: str) -> str:
    return f"{sign}{number(getattr(bounds[kind], key))}" if kind in bounds else ""


def _kind(annotation: Any) -> Any:
    """The type of a field without None."""
    if get_origin(annotation) in (Union, UnionType):
        return next(one for one in get_args(annotation) if one is not NoneType)
    return annotation


def number(value: object) -> str:
    """A value in as few signs as say it whole: .45 as 0.45, rows entry by entry."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {number(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return " ".join(number(one) for one in value)
    return str(value)


def _rows(path: str, model: BaseModel, default: BaseModel) -> Iterator[ParameterRow]:
    """The fields of a model that hold values, not further models."""
    for name, field in type(model).model_fields.items():
        value, usual = getattr(model, name), getattr(default, name)
        if name in _FIXED or _holds_models(value):
            continue
        extra = field.json_schema_extra
        assert isinstance(extra, dict)
        yield ParameterRow(
            path=f"{path}.{name}",
            value=value,
            default=usual,
            unit=Text(en=str(extra["unit"]), zh=str(extra["unit_zh"])) if extra["unit"] else None,
            legal=_both(legal_range(field)),
            source=Text(en=str(extra["source"]), zh=str(extra["source_zh"])),
            meaning=Text(en=field.description or "", zh=str(extra["zh"])),
            changed=value != usual,
        )


_LEGAL_ZH = {
    "each ": "每项",
    "24 numbers": "24个数",
    "sum 1": "合计1",
    "true, false": "是、否",
    " to ": "至",
    ", ": "，",
}


def _both(legal: str) -> Text:
    """A range in both languages."""
    chinese = legal
    for english, word in _LEGAL_ZH.items():
        chinese = chinese.replace(english, word)
    return Text(en=legal, zh=chinese)


def _holds_models(value: object) -> bool:
    if isinstance(value, dict):
        return any(isinstance(one, BaseModel) for one in value.values())
    return isinstance(value, BaseModel)
