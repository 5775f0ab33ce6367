"""Publics for the checks: the production crowd with effects switched off by its own parameters, never a copy of its step.
With everything off, all hearers post (q 1), coverage, trust, the hot list and large accounts change nothing, and no
source adds posts: what is left is the spreading itself, for which exact theory exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, SEGMENTS, ChannelParameters, SegmentParameters
from simulator.opinion.elementary import Array
from simulator.opinion.kernel_terms import TICK
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters

HOUR: Final = 3600
OFF: Final[dict[str, Any]] = {"q": 1.0, "alo": 1.0, "eta": 0.0, "hot": 0.0, "qbig": 0.0, "sil": 0.0}
"""Everything off (OPINION_MODEL section 7), but for sources, which a :func:`spark` has none of."""
FLAT: Final = (1.0,) * 24
RHYTHM: Final = CrowdParameters().circadian
COUNTY: Final = 500_000
NIGHT: Final = 2 * HOUR
"""Second of the day at which runs with the rhythm on begin: a multiplier in its place would show at once."""
BRISK: Final = 0.1
"""Factor on the lifetimes of the memory in quick runs; neither final sizes nor cluster laws depend on it (6.1)."""
_NUMBERS: Final = 4000
"""Random numbers of a tick for which one crowd is still quick and small; more narratives go into a second crowd."""


def spark(branching: float, posts: int) -> NarrativeParameters:
    """A narrative that begins with its seed posts alone and lives by ``branching`` alone."""
    return NarrativeParameters(kind="rumour", n0=branching, seed_posts=posts, seed_at=0)


def everything_off(*, one_mix: bool, circadian: tuple[float, ...] = FLAT, pace: float = 1.0) -> CrowdParameters:
    """The default county with everything off.

    ``one_mix`` gives each segment its share of the readings of every channel (kappa = N_g/N); otherwise the default
    matrices hold. ``pace`` is the factor f_c of every channel.
    """
    p = CrowdParameters(**OFF, circadian=circadian, t0_second_of_day=NIGHT)
    even = {name: segment.population / p.population for name, segment in p.segments.items()}
    channels = {
        name: channel.model_copy(update={"delay": pace, "audience": even if one_mix else channel.audience})
        for name, channel in p.channels.items()
    }
    return p.model_copy(update={"channels": channels})


def one_segment(heads: int, circadian: tuple[float, ...] = FLAT, pace: float = 1.0) -> CrowdParameters:
    """One segment that posts on one channel and reads it all, everything off."""
    return own_mix(np.ones((1, 1)), heads, circadian=circadian, pace=pace)


def own_mix(
    mixing: Array, heads: int = COUNTY, *, circadian: tuple[float, ...] = FLAT, pace: float = 1.0
) -> CrowdParameters:
    """Equal segments that mix by any matrix [G, G] with rows that sum to 1, everything off.

    Each segment posts on a channel of its own, whose readings divide as the segment's row says; so M = u kappa is the
    matrix itself. G is at most 5, the number of segments.
    """
    names = tuple(SEGMENTS)[: len(mixing)]
    channels = tuple(CHANNELS)
    audience = {c: {names[0]: 1.0} for c in channels}
    for channel, row in zip(channels, mixing, strict=False):
        audience[channel] = {name: float(share) for name, share in zip(names, row, strict=True)}
    return CrowdParameters(
        segments={
            name: SegmentParameters(population=heads // len(names), trust=0.5, posting={channel: 1.0})
            for name, channel in zip(names, channels, strict=False)
        },
        channels={c: ChannelParameters(audience=audience[c], reach={}, delay=pace) for c in channels},
        circadian=circadian,
        t0_second_of_day=NIGHT,
        **OFF,
    )


def mixing_of(parameters: CrowdParameters) -> tuple[Array, Array]:
    """The matrix M = u kappa [G, G] and the heads [G] of a public."""
    names = parameters.segment_order
    posting = np.array([[parameters.segments[g].posting.get(c, 0.0) for c in CHANNELS] for g in names])
    audience = np.array([[parameters.channels[c].audience.get(g, 0.0) for g in names] for c in CHANNELS])
    return posting @ audience, np.array([float(parameters.segments[g].population) for g in names])


def crowds(
    narrative: NarrativeParameters, copies: int, public: CrowdParameters, *, seed: int, world: int
) -> Iterator[Crowd]:
    """Crowds that together hold so many independent copies of a narrative, at T+0.

    With everything off narratives do not touch one another, so copies of one narrative are independent runs. ``world``
    tells the checks apart, so that no two of them share their luck.
    """
    each = max(1, _NUMBERS // (7 * len(public.segments) + len(CHANNELS) + 1))
    for batch, first in enumerate(range(0, copies, each)):
        names = [str(copy) for copy in range(first, min(first + each, copies))]
        yield Crowd(dict.fromkeys(names, narrative), public, seed=seed, replication=batch, world=world)


def heard(
    narrative: NarrativeParameters, copies: int, public: CrowdParameters, hours: float, *, seed: int, world: int
) -> Array:
    """Persons [copies, G] of each segment who have ever heard of each copy after so many hours."""
    found = []
    heads = mixing_of(public)[1]
    for crowd in crowds(narrative, copies, public, seed=seed, world=world):
        crowd.run_until(int(hours * HOUR))
        found.append(heads - crowd.unaware)
    return np.concatenate(found)


def posts_by_tick(
    narrative: NarrativeParameters, copies: int, public: CrowdParameters, ticks: int, *, seed: int, world: int
) -> Array:
    """Posts [ticks, copies] of each copy in every tick, whole numbers; the seed posts are in the first."""
    found = []
    for crowd in crowds(narrative, copies, public, seed=seed, world=world):
        rows = []
        for _ in range(ticks):
            crowd.tick()
            rows.append(crowd.recent(1)[0])
        found.append(np.array(rows))
    return np.concatenate(found, axis=1)


def posts_in_all(
    narrative: NarrativeParameters, copies: int, public: CrowdParameters, hours: int, *, seed: int, world: int
) -> Array:
    """Posts [copies] of each copy in so many hours, the seed posts among them."""
    found = []
    for crowd in crowds(narrative, copies, public, seed=seed, world=world):
        total = np.zeros(len(crowd.narratives))
        for hour in range(hours):
            crowd.run_until((hour + 1) * HOUR)
            total += crowd.recent(HOUR // TICK)[0]
        found.append(total)
    return np.concatenate(found)
