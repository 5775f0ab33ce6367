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
    out."""
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
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def read_pulse(field: Field) -> Pulse:
    """Take the pulse of a crowd."""
    posts, channels, segments = field.recent(PULSE // TICK)
    reproduction = field.reproduction()
    heads = [field.parameters.segments[segment].population for segment in field.segments]
    trust = fsum(float(level) * persons for level, persons in zip(field.trust, heads, strict=True)) / sum(heads)
    narratives: dict[str, NarrativePulse] = {}
    for k, name in enumerate(field.narratives):
        total = int(posts[k])
        people = field.heads(name)
        narratives[name] = NarrativePulse(
            posts=total,
            S=people["S"],
            E=people["E"],
            B=people["B"],
            Z=people["Z"],
            denied=int(field.denied[k].sum()),
            coverage=round(float(field.coverage[k]) * 1000),
            reproduction=round(float(reproduction[k]) * 1000),
            channels=apportion(total, [float(share) for share in channels[k]]),
            segments=[int(count) for count in segments[k]],
        )
    return Pulse(at=field.now, heat=int(field.heat), trust=round(trust * 10_000), narratives=narratives)
