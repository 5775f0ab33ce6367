"""Writes a scenario down again: as the plain data that a file holds, moments and durations as people write them, and as the
text of a YAML file. What was left out stays left out, and reading it back gives the same scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

import yaml
from pydantic import BaseModel
from pydantic.json_schema import WithJsonSchema

from simulator.scenario.moments import show_duration, show_moment
from simulator.scenario.schema import Scenario

_WIDTH: Final = 110
_SHOWN: Final[tuple[tuple[str, Callable[[int], str]], ...]] = (("^T", show_moment), ("^(", show_duration))
"""How the pattern of a moment and of a duration begins -> how it is written."""


def plain_of(scenario: Scenario) -> dict[str, Any]:
    """The scenario as a file holds it: plain data by the names of the fields, and only what was given."""
    data: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True, exclude_unset=True)
    _show_times(scenario, data)
    return data


def yaml_of(scenario: Scenario) -> str:
    """The text of a scenario file; the same scenario gives the same bytes."""
    text: str = yaml.dump(
        plain_of(scenario), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    return text


class _Plain(yaml.SafeDumper):
    """No anchors: the dialect of scenario files refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def _show_times(part: object, data: Any) -> None:
    """Put moments and durations of a model, and of all that it holds, into the words of a file."""
    if isinstance(part, BaseModel):
        for name, info in type(part).model_fields.items():
            key = info.alias or name
            if not isinstance(data, dict) or key not in data:
                continue
            value, show = getattr(part, name), _time_of((info.annotation, *info.metadata))
            if show is not None and type(value) is int:
                data[key] = show(value)
            else:
                _show_times(value, data[key])
    elif isinstance(part, Mapping):
        for key, value in part.items():
            _show_times(value, data.get(key) if isinstance(data, dict) else None)
    elif isinstance(part, tuple) and isinstance(data, list):
        for value, entry in zip(part, data, strict=True):
            _show_times(value, entry)


def _time_of(annotation: Any) -> Callable[[int], str] | None:
    """How a field's values are written if it holds a moment or a duration."""
    if isinstance(annotation, WithJsonSchema):
        pattern = str((annotation.json_schema or {}).get("pattern", ""))
        return next((show for begins, show in _SHOWN if pattern.startswith(begins)), None)
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return next((show for part in parts if (show := _time_of(part)) is not None), None)
