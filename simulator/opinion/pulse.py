"""The crowd as the record keeps it: a few whole numbers every 30 simulated minutes. Everything that a screen,
a score or a report says about the public is computed from these, and the readable posts are regenerated from
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, fsum
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
    exact = [total * weight / mass for weight in weights]
    parts = [floor(share) for share in exact]
    left = total - sum(parts)
    if left <= 0:
        return parts
    remainders = [part - share for part, share in zip(parts, exact, strict=True)]
    for place in sorted(range(len(parts)), key=remainders.__getitem__)[:left]:  # a stable order: ties stay as they were
        parts[place] += 1
    return parts


def read_pulse(field: Field) -> Pulse:
    """Take the pulse of a crowd."""
    posts, channels, segments = field.recent(PULSE // TICK)
    reproduction = field.reproduction()
    heads = [field.parameters.segments[segment].population for segment in field.segments]
    trust = fsum(level * people for level, people in zip(field.trust.tolist(), heads, strict=True)) / sum(heads)
    persons = field.persons()
    coverage, spread = field.coverage.tolist(), reproduction.tolist()
    by_channel, by_segment = channels.tolist(), segments.tolist()
    narratives: dict[str, NarrativePulse] = {}
    for k, name in enumerate(field.narratives):
        total = int(posts[k])
        unaware, undecided, believing, settled, denied = persons[k]
        narratives[name] = NarrativePulse(
            posts=total,
            S=unaware,
            E=undecided,
            B=believing,
            Z=settled,
            denied=denied,
            coverage=round(coverage[k] * 1000),
            reproduction=round(spread[k] * 1000),
            channels=apportion(total, by_channel[k]),
            segments=[int(count) for count in by_segment[k]],
        )
    heat = int(field.heat)
    return Pulse(
        at=field.now,
        heat=heat,
        hot=int(heat > field.parameters.hot_at),
        trust=round(trust * 10_000),
        narratives=narratives,
    )
