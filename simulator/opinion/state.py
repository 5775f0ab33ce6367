"""The crowd as arrays: what changes with every tick (:class:`State`) and what never does (:class:`Constants`). The
reference step and the compiled kernel both take exactly these arrays, in this order, and change the state in place, so
either can take over from the other at any tick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.opinion.channels import CHANNELS
from simulator.opinion.elementary import Array, exp, in_order, log, log1p
from simulator.opinion.kernel_terms import TICK_HOURS, WEIGHTS, retention
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters

Whole: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
RING = 12
"""Ticks that the ring of recent posts holds: one hour."""


class State(NamedTuple):
    """What a tick changes, with K narratives, G segments and C channels."""

    people: Array
    """[5, K, G] persons: unaware, undecided, believing, settled; of the settled, those whom a denial settled."""
    stocks: Array
    """[3, K, C, 5] by kernel term: weight of visible posts; visible official reach in persons; the part of it that
    denies."""
    narratives: Array
    """[4, K]: official coverage, 0 to 1; open share of the cause, 0 to 1; what age has left of the cause, 0 to 1; posts
    that wait to be injected."""
    trust: Array
    """[4, G]: logit of trust; trust; damping of spread; credibility of official words. The last three follow from the
    first."""
    waiting: Array
    """[2, K, C]: posts that wait to be injected; their weight."""
    flags: Flags
    """[2, K]: the seed posts have appeared; a denial has been published."""
    ring: Array
    """[12, K] posts of each tick of the last hour, whole numbers."""
    ring_channels: Array
    """[12, K, C] the same by channel, means."""
    ring_segments: Array
    """[12, K, G] the same by segment, whole numbers."""
    silence: Array
    """[1] how much of its full cost silence has now, 0 to 1."""
    clock: Whole
    """[3]: seconds from T+0; the moment from which silence counts; ticks so far."""


class Constants(NamedTuple):
    """What a run never changes; one row a narrative, segment, channel or hour of the day."""

    numbers: Array
    """[12]: q, alo, eta, cB, cE, sil, qbig, wbig, hot, hot_at, the share of coverage that a tick leaves, and the weight
    that large accounts leave to an ordinary post."""
    times: Whole
    """[2]: second of the day at T+0; seconds of silence that cost nothing."""
    narratives: Array
    """[7, K]: n0, mu0, eps, w0, the share of its source that a tick leaves, seed posts, and when they come."""
    shares: Array
    """[3, 3, K, G]: chance to believe at once, to stay undecided otherwise, to post; of each the chance, its logarithm,
    and that of its complement."""
    posting: Array
    """[G, C] where a segment posts."""
    readers: Array
    """[C, G] share of a channel's readings that one person of a segment makes."""
    activity: Array
    """[24] posting activity of the hours, mean 1."""
    keep: Array
    """[24, C, 5] what a tick of that hour leaves visible."""
    terms: Array
    """[5] shares of the kernel's terms."""


Step: TypeAlias = Callable[..., None]
"""One form of the step. It takes the arrays of the state and of the constants, then as many rows [ticks, slots] of uniform
numbers as it shall advance ticks, and changes the state in place."""
Look: TypeAlias = Callable[..., Array]
"""One form of looking at the crowd; see ``reference.look``."""
Refresh: TypeAlias = Callable[[Array, float], None]
"""One form of working out what follows from trust; see ``reference.refresh``."""


def trust_of(logit: Array, eta: float) -> tuple[Array, Array, Array]:
    """Trust, damping of spread and credibility [G] that follow from the logit of trust."""
    trust = 1.0 / (1.0 + exp(-logit))
    return trust, exp(-eta * (trust - 0.5)), 2.0 * trust


def begin(constants: Constants, parameters: CrowdParameters, narratives: int, start: int) -> State:
    """A crowd that knows nothing yet, at ``start`` seconds from T+0."""
    segments = [parameters.segments[name] for name in parameters.segment_order]
    g, c = constants.posting.shape
    people = np.zeros((5, narratives, g))
    people[0] = [float(segment.population) for segment in segments]
    by_narrative = np.zeros((4, narratives))
    by_narrative[1:3] = 1.0
    level = np.array([segment.trust for segment in segments])
    logit = log(level) - log1p(-level)
    return State(
        people=people,
        stocks=np.zeros((3, narratives, c, 5)),
        narratives=by_narrative,
        trust=np.stack((logit, *trust_of(logit, parameters.eta))),
        waiting=np.zeros((2, narratives, c)),
        flags=np.zeros((2, narratives), dtype=np.bool_),
        ring=np.zeros((RING, narratives)),
        ring_channels=np.zeros((RING, narratives, c)),
        ring_segments=np.zeros((RING, narratives, g)),
        silence=np.ones(1),
        clock=np.array([start, 0, 0], dtype=np.int64),
    )


def _log_or_zero(p: Array) -> Array:
    """log(p) where p > 0; 0 elsewhere, where it is never read."""
    return np.where(p > 0.0, log(np.where(p > 0.0, p, 1.0)), 0.0)


def _chance(p: Array, segments: int) -> Array:
    """[3, K, G]: a chance per narrative with the logarithms that the count sampler needs."""
    p = np.minimum(p, 1.0)
    miss = np.where(p < 1.0, log1p(-np.where(p < 1.0, p, 0.0)), 0.0)
    return np.repeat(np.stack((p, _log_or_zero(p), miss))[:, :, None], segments, axis=2)


def constants_of(parameters: CrowdParameters, narratives: Sequence[NarrativeParameters]) -> Constants:
    """Turn the parameters into arrays, once a run."""
    p, order = parameters, parameters.segment_order
    segments = [p.segments[name] for name in order]

    def column(name: str) -> Array:
        return np.array([float(getattr(narrative, name)) for narrative in narratives])

    heads = np.array([float(segment.population) for segment in segments])
    audience = np.array([[p.channels[c].audience.get(s, 0.0) for s in order] for c in CHANNELS])
    activity = np.array(p.circadian)
    activity = activity * (24.0 / in_order(activity, 0))
    fade = exp(np.array([-TICK_HOURS / p.covhl * float(log(np.array([2.0]))[0])]))
    b, e = column("b"), column("e")
    undecided = np.where(b < 1.0, e / np.where(b < 1.0, 1.0 - b, 1.0), 0.0)
    chances = (b, undecided, np.full(len(narratives), p.q))
    numbers = (p.q, p.alo, p.eta, p.cB, p.cE, p.sil, p.qbig, p.wbig, p.hot, p.hot_at, fade[0], 1.0 - p.qbig * p.wbig)
    return Constants(
        numbers=np.array(numbers, dtype=np.float64),
        times=np.array([p.t0_second_of_day, p.silence_after], dtype=np.int64),
        narratives=np.stack(
            (
                column("n0"),
                column("mu0"),
                column("eps"),
                column("w0"),
                exp(-TICK_HOURS / column("d")),
                column("seed_posts"),
                column("seed_at"),
            )
        ),
        shares=np.stack([_chance(chance, len(segments)) for chance in chances]),
        posting=np.array([[s.posting.get(c, 0.0) for c in CHANNELS] for s in segments]),
        readers=audience / heads[None, :],
        activity=activity,
        keep=retention(activity, np.array([p.channels[c].delay for c in CHANNELS])),
        terms=np.array(WEIGHTS),
    )
