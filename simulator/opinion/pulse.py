"""The crowd as the record keeps it: a few whole numbers every 30 simulated minutes. Everything that a screen,
a score or a report says about the public is computed from these, and the readable posts are regenerated from
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, fsum
from operator import sub
from typing import TYPE_CHECKING, TypedDict

from simulator.opinion.kernel_terms import TICK

if TYPE_CHECKING:
    from simulator.opinion.field import Field

PULSE = 1800
"""Seconds between two pulses."""


class NarrativePulse(TypedDict):
    """One narrative in one pulse."""

    posts: int
    """Posts in the last 30 minutes."""
    S: int
    """Persons unaware."""
    E: int
    """Persons undecided."""
    B: int
    """Persons believing."""
    Z: int
    """Persons settled."""
    denied: int
    """Persons among the settled whom a denial settled; wrong to the degree that the claim is true."""
    coverage: int
    """Official coverage, per mille."""
    reproduction: int
    """R_t, new posters per post in the audience as it is now, per mille; below 1000 the narrative dies
    out. It is n times the audience-weighted mean of what trust and the unaware leave (the simpler form of OPINION_MODEL
    2.2), hot list and coverage included."""
    channels: list[int]
    """The posts by channel, in the fixed order of the channels; they sum to ``posts``."""
    segments: list[int]
    """The posts by segment, in the order of the crowd's segments; they sum to ``posts``."""


class Pulse(TypedDict):
    """The crowd at one moment; plain data that JSON can carry."""

    at: int
    """End of the 30 minutes, seconds from T+0."""
    heat: int
    """Posts of the last hour, all narratives."""
    hot: int
    """1 while the topic is on the hot list, which lifts every narrative of the drill; else 0."""
    trust: int
    """Trust of the whole public, mean over persons, per ten thousand."""
    narratives: dict[str, NarrativePulse]
    """Figures by narrative, in the order of the scenario."""


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Divide a whole number in proportion to weights, by largest remainder; ties go to the earlier place."""
    mass = fsum(weights)  # rounded once, so that every version of Python divides alike
    if mass <= 0.0:
        return [0] * len(weights)
    if total == 0:
        return [0] * len(weights)
    exact = [total * weight / mass for weight in weights]
    parts = list(map(floor, exact))
    left = total - sum(parts)
    if left <= 0:
        return parts
    remainders = list(map(sub, parts, exact))
    for place in sorted(range(len(parts)), key=remainders.__getitem__)[:left]:  # a stable order: ties stay as they were
        parts[place] += 1
    return parts


def read_pulse(field: Field) -> Pulse:
    """Take the pulse of a crowd."""
    heads = field.population
    trust = fsum(level * people for level, people in zip(field.trust.tolist(), heads, strict=True)) / sum(heads)
    by_segment = 8 + len(field.channels)
    narratives: dict[str, NarrativePulse] = {}
    heat = 0
    for name, coverage, figures in zip(
        field.narratives, field.coverage.tolist(), field.figures(PULSE // TICK).tolist(), strict=True
    ):
        posts, hour, unaware, undecided, believing, settled, denied = map(int, figures[:7])
        heat += hour
        narratives[name] = {
            "posts": posts,
            "S": unaware,
            "E": undecided,
            "B": believing,
            "Z": settled,
            "denied": denied,
            "coverage": round(coverage * 1000),
            "reproduction": round(figures[7] * 1000),
            "channels": apportion(posts, figures[8:by_segment]),
            "segments": list(map(int, figures[by_segment:])),
        }
    return Pulse(
        at=field.now,
        heat=heat,
        hot=int(heat > field.parameters.hot_at),
        trust=round(trust * 10_000),
        narratives=narratives,
    )
