"""New figures for a scenario that is re-dressed. The values of a slot are scaled by one factor wherever they stand, in values
and in texts of both languages, as digits. A slot keeps its figures where that could not be done truthfully: where they are
small, stand in one language only, add up with others, or would change places with another number of the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from simulator.scenario.redress_draws import Lots

SMALL: Final = 20
"""Smaller figures stay: texts also write them in words."""
FACTORS: Final = (0.78, 0.84, 0.88, 0.93, 1.07, 1.12, 1.16, 1.22)
"""By how much the figures of a slot may change (assumption)."""
_NUMBER: Final = re.compile(
    r"(?<![\d.,:〔#])(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<wan>万)?"
    r"(?![\d:%％]|[.,]\d|[年月日号时点分路线]|\s?per cent)"
)
"""A number of things: neither a date, a time, a share nor a number plate. In Chinese ten thousand may be 万."""
_NAMED: Final = re.compile(
    r"(?:No\.|Line|Lines|Room|Class|Grade|Depot|Article|Order|House|Bus|bus|line|lines|route|number) $|第$"
)
"""What stands before a number that is a name."""
_DATED: Final = re.compile(
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
Pair = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """One number in a text."""

    start: int
    end: int
    value: float
    wan: bool


def numbers_in(text: str) -> Iterator[Found]:
    """Every number of things in a text."""
    for match in _NUMBER.finditer(text):
        if _NAMED.search(text[: match.start()]) or _DATED.match(text[match.end() :]):
            continue
        value = float(match["digits"].replace(",", "")) * (10_000 if match["wan"] else 1)
        yield Found(match.start(), match.end(), value, bool(match["wan"]))


def rewritten(text: str, changes: Mapping[int, int]) -> str:
    """A text with its figures changed, each in the form in which it stood."""
    parts, at = [], 0
    for found in numbers_in(text):
        new = changes.get(int(found.value)) if found.value == int(found.value) else None
        if new is not None:
            old = text[found.start : found.end]
            shown = f"{new / 10_000:g}万" if found.wan else f"{new:,}" if "," in old else str(new)
            parts += [text[at : found.start], shown]
            at = found.end
    return "".join([*parts, text[at:]])


def new_figures(data: dict[str, Any], texts: Sequence[Pair], lots: Lots) -> dict[int, int]:
    """Old figure -> new figure, for the slots whose figures can change; ``texts`` are all texts, by language."""
    values = _values_by_slot(data)
    numbers = [{language: [f.value for f in numbers_in(text)] for language, text in pair.items()} for pair in texts]
    taken = {value: None for pair in numbers for some in pair.values() for value in some}
    shared = [v for slot, some in values.items() for v in some if any(v in o for s, o in values.items() if s != slot)]
    changes: dict[int, int] = {}
    for slot, figures in values.items():
        if any(v in shared for v in figures) or not _may_change(figures, numbers):
            continue
        for factor in lots.shuffled(f"factor {slot}", FACTORS):
            tried = {value: _scaled(value, factor) for value in figures if value}
            if _holds(tried, numbers, [*taken, *changes.values()], changes):
                changes.update(tried)
                break
    return changes


def change_values(data: dict[str, Any], changes: Mapping[int, int]) -> None:
    """Change the figures in the values of facts, orders and effects, in place."""
    for holder in _holders(data):
        value = holder["value"]
        if type(value) is int and value in changes:
            holder["value"] = changes[value]


def _holders(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Whatever gives a slot a value."""
    yield from data.get("facts", ())
    for inject in data.get("injects", ()):
        for part in (inject.get("order"), *inject.get("effects", ())):
            if isinstance(part, dict) and "slot" in part and "value" in part:
                yield part


def _values_by_slot(data: dict[str, Any]) -> dict[str, list[int]]:
    """Slot -> its whole-number values; slots with others are left out."""
    found: dict[str, list[Any]] = {}
    for holder in _holders(data):
        some = found.setdefault(holder["slot"], [])
        if holder["value"] not in some:
            some.append(holder["value"])
    return {slot: some for slot, some in found.items() if all(type(value) is int for value in some)}


def _may_change(figures: Sequence[int], numbers: Sequence[Mapping[str, list[float]]]) -> bool:
    """Whether the figures are large, stand in both languages alike, and are no part of a sum."""
    if not any(figures) or any(0 < value < SMALL for value in figures):
        return False
    for pair in numbers:
        for value in figures:
            counts = [some.count(value) for some in pair.values()] if value else [0]
            if len(counts) > 1 and min(counts) != max(counts):
                return False
            if value and any(counts) and any(_adds_up(value, some) for some in pair.values()):
                return False
    return True


def _adds_up(value: float, others: Sequence[float]) -> bool:
    """Whether the value is the sum or the difference of two other numbers of the text."""
    rest = [other for other in others if other != value]
    return any(value - other in rest or value + other in rest or other * 2 == value for other in rest)


def _scaled(value: int, factor: float) -> int:
    """A value scaled, as round as it was."""
    grain = 1
    while value % (grain * 10) == 0 and grain * 10 < value:
        grain *= 10
    return max(grain, round(value * factor / grain) * grain)


def _holds(
    tried: Mapping[int, int],
    numbers: Sequence[Mapping[str, list[float]]],
    taken: Sequence[float],
    changes: Mapping[int, int],
) -> bool:
    """Whether figures stay distinct, really change, meet no number that stands already, and keep their rank in every text."""
    rising = [tried[value] for value in sorted(tried)]
    if any(low >= high for low, high in pairwise(rising)) or any(new in taken or new < SMALL for new in rising):
        return False
    now = {**changes, **tried}
    for pair in numbers:
        for some in pair.values():
            if any(value in tried for value in some):
                ranked = [now.get(int(value), value) for value in sorted(dict.fromkeys(some))]
                if any(low >= high for low, high in pairwise(ranked)):
                    return False
    return True
