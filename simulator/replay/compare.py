"""Where two runs of one drill first part. The answer names the event and the field, so that a reader can look
it up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from simulator.record.events import Event, canonical

_SHOWN: Final = 80
_MISSING: Final = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first event in which a record and its re-run differ."""

    seq: int
    """Number of the event."""
    kind: str
    """Kind of the recorded event, or of the re-run's where the record ends earlier."""
    field: str
    """Path of the first differing field, such as ``data.facts[0].value``; empty if a whole event is too many
    or few.
    """
    recorded: str
    """What the record says there, shortened."""
    again: str
    """What the re-run gives there, shortened."""

    def __str__(self) -> str:
        """The difference as a clause."""
        field = f", {self.field}" if self.field else ""
        return f"event {self.seq} ({self.kind}{field}): recorded {self.recorded}, the re-run gives {self.again}"


def first_difference(recorded: Sequence[Event], again: Sequence[Event], after: int = 0) -> Difference | None:
    """The first difference behind event number ``after`` among the events that both have; None if there is
    none.
    """
    for old, new in zip(recorded[after:], again[after:], strict=False):
        if old != new or canonical(old.data) != canonical(new.data):
            return _between(old, new)
    return None


def length_difference(recorded: Sequence[Event], again: Sequence[Event]) -> Difference | None:
    """The first event that only one side has; None if both have as many."""
    if len(recorded) > len(again):
        extra = recorded[len(again)]
        return Difference(extra.seq, extra.kind, "", _shown(extra.data), _MISSING)
    if len(again) > len(recorded):
        extra = again[len(recorded)]
        return Difference(extra.seq, extra.kind, "", _MISSING, f"{extra.kind} {_shown(extra.data)}")
    return None


def _between(old: Event, new: Event) -> Difference:
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    for name in ("seq", "at", "kind", "seat", "data"):
        found = _walk(before[name], after[name], name)
        if found is not None:
            return Difference(old.seq, old.kind, *found)
    return Difference(old.seq, old.kind, "data", _shown(old.data), _shown(new.data))


def _walk(old: Any, new: Any, path: str) -> tuple[str, str, str] | None:
    """Path and both values of the first difference of two plain values."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            if key not in old or key not in new:
                return f"{path}.{key}", _side(old, key), _side(new, key)
            found = _walk(old[key], new[key], f"{path}.{key}")
            if found is not None:
                return found
        return None
    if isinstance(old, list) and isinstance(new, list):
        for index, (one, other) in enumerate(zip(old, new, strict=False)):
            found = _walk(one, other, f"{path}[{index}]")
            if found is not None:
                return found
        if len(old) != len(new):
            return path, f"{len(old)} entries", f"{len(new)} entries"
        return None
    return None if canonical(old) == canonical(new) else (path, _shown(old), _shown(new))


def _side(values: dict[str, Any], key: str) -> str:
    return _shown(values[key]) if key in values else _MISSING


def _shown(value: object) -> str:
    text = canonical(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
