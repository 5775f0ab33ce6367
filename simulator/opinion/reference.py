"""One tick of the crowd in plain numpy, all narratives and segments at once: the form to read beside the model's
equations (OPINION_MODEL 2.2), and what the compiled kernel is held to, bit by bit. It needs no warm-up, so a single
drill takes it; batches take the kernel.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from simulator.opinion.counts import mixed
from simulator.opinion.elementary import Array, expm1, in_order, log
from simulator.opinion.kernel_terms import TICK, TICK_HOURS
from simulator.opinion.normals import inverse_normal
from simulator.opinion.state import RING, Constants, Flags, State, Whole, trust_of

_NONE: Array = np.empty(0)


def advance(
    people: Array,
    stocks: Array,
    by_narrative: Array,
    trust: Array,
    waiting: Array,
    flags: Flags,
    ring: Array,
    ring_channels: Array,
    ring_segments: Array,
    silence: Array,
    clock: Whole,
    numbers: Array,
    times: Whole,
    narratives: Array,
    shares: Array,
    posting: Array,
    readers: Array,
    activity: Array,
    keep: Array,
    terms: Array,
    uniform: Array,
) -> None:
    """Advance as many ticks as there are rows of uniform numbers; see :class:`~simulator.opinion.state.State` and
    :class:`~simulator.opinion.state.Constants` for the arrays, which the kernel takes in the same order."""
    state = State(
        people, stocks, by_narrative, trust, waiting, flags, ring, ring_channels, ring_segments, silence, clock
    )
    constants = Constants(numbers, times, narratives, shares, posting, readers, activity, keep, terms)
    for u, z in zip(uniform, inverse_normal(uniform), strict=True):
        _tick(state, constants, u, z)


@cache
def slots(k: int, g: int, c: int) -> tuple[Whole, Whole, Whole]:
    """Places of one tick's random numbers, for the three rounds of counting.

    A row holds: source [K]; heard, to believing, to undecided, undecided to believing, undecided to settled, believing
    to settled, posts, each [K, G]; large accounts [K, C]. All are drawn whether needed or not, and nothing more: media,
    callers and desks have streams of their own.
    """
    source = np.arange(k, dtype=np.int64)
    heard, believe, undecide, eb, ez, bz, posts = (np.arange(k * g, dtype=np.int64) + k + i * k * g for i in range(7))
    first = np.concatenate((heard, eb, bz, source))
    second = np.concatenate((believe, posts, ez))
    third = np.concatenate((undecide, np.arange(k * c, dtype=np.int64) + k + 7 * k * g))
    return first, second, third


def _tick(state: State, constants: Constants, u: Array, z: Array) -> None:
    """One tick; ``u`` and ``z`` are its row of uniform and normal numbers."""
    unaware, undecided, believing, settled, denied = state.people
    coverage = state.narratives[0]
    _, k, g = state.people.shape
    _, _, _, c_b, c_e, _, qbig, wbig, _, _, fade, ordinary = constants.numbers.tolist()
    begin = int(state.clock[0])
    hour = ((int(constants.times[0]) + begin) // 3600) % 24
    hours = TICK_HOURS * float(constants.activity[hour])
    keep = constants.keep[hour]
    read = 1.0 - keep
    first, second, third = slots(k, g, constants.posting.shape[1])

    flow = _exposure(state.stocks[1], read, constants.readers) * state.trust[3]
    doubt = c_e * flow + (constants.narratives[3] * hours)[:, None]
    hazards = np.empty((4, k, g))
    hazards[0] = _hearing(state, constants, read)
    hazards[1] = (constants.narratives[2] * (1.0 - coverage) * hours)[:, None]
    hazards[2] = c_b * flow
    hazards[3] = doubt
    chance = -expm1(-hazards)
    hits = np.zeros((4, k, g))
    likely = chance > 0.5
    if likely.any():
        hits[likely] = log(chance[likely])

    # first what depends only on the state at the start of the tick, all in one call
    counted = mixed(
        state.people[:3].ravel(),
        chance[:3].ravel(),
        _source_mean(state, constants, begin, hours),
        u[first],
        z[first],
        log_hit=hits[:3].ravel(),
        log_miss=-hazards[:3].ravel(),
    )
    heard, eb, bz = counted[: 3 * k * g].reshape(3, k, g)
    born = counted[3 * k * g :] + _seeds(state, constants, begin)
    # then what divides the hearers and the undecided who are left
    (some, some_hit, some_miss), (rest, rest_hit, rest_miss), (share, share_hit, share_miss) = constants.shares
    counted = mixed(
        np.concatenate((heard, heard, undecided - eb), axis=None),
        np.concatenate((some, share, chance[3]), axis=None),
        _NONE,
        u[second],
        z[second],
        log_hit=np.concatenate((some_hit, share_hit, hits[3]), axis=None),
        log_miss=np.concatenate((some_miss, share_miss, -hazards[3]), axis=None),
    )
    to_b, posts, ez = counted.reshape(3, k, g)
    by_channel = in_order(posts[:, :, None] * constants.posting[None, :, :], 1)
    by_channel += born[:, None] * constants.posting[0]
    # last the hearers who do not believe at once, and the posts of large accounts
    counted = mixed(
        (heard - to_b).ravel(),
        rest.ravel(),
        (qbig * by_channel).ravel(),
        u[third],
        z[third],
        log_hit=rest_hit.ravel(),
        log_miss=rest_miss.ravel(),
    )
    to_e, big = counted[: k * g].reshape(k, g), counted[k * g :].reshape(by_channel.shape)
    weight = ordinary * by_channel + wbig * big + state.waiting[1]

    if state.flags[1].any():
        denial = _exposure(state.stocks[2], read, constants.readers) * state.trust[3]
        of_doubt = np.where(doubt > 0.0, c_e * denial / np.where(doubt > 0.0, doubt, 1.0), 0.0)
        of_belief = np.where(flow > 0.0, denial / np.where(flow > 0.0, flow, 1.0), 0.0)
        denied += np.minimum(np.floor(ez * of_doubt + 0.5) + np.floor(bz * of_belief + 0.5), ez + bz)
    unaware -= heard
    undecided += to_e - eb - ez
    believing += to_b + eb - bz
    settled += heard - to_b - to_e + ez + bz
    stocks = state.stocks
    stocks *= keep
    stocks[0] += weight[:, :, None] * constants.terms
    posts[:, 0] += born
    _remember(state, posts, by_channel)
    coverage *= fade
    state.clock[0] = begin + TICK
    _grow_silent(state, constants)


def _exposure(stock: Array, read: Array, readers: Array) -> Array:
    """Readings per head [K, G] of what is read from a visible stock in this tick."""
    seen = in_order(stock * read, 2)
    return in_order(seen[:, :, None] * readers[None, :, :], 1)


def _hearing(state: State, constants: Constants, read: Array) -> Array:
    """Hearings per head [K, G] in this tick: what is read, times the branching ratio, over the share that posts."""
    q, alo = float(constants.numbers[0]), float(constants.numbers[1])
    uncovered = alo + (1.0 - alo) * (1.0 - state.narratives[0])
    branching = constants.narratives[0] * uncovered * lift(state.ring, constants.numbers)
    hearings: Array = _exposure(state.stocks[0], read, constants.readers) * (branching[:, None] * state.trust[2]) / q
    return hearings


def lift(ring: Array, numbers: Array) -> float:
    """Factor on every branching ratio: more than 1 while the topic is on the hot list."""
    hot, hot_at = float(numbers[8]), float(numbers[9])
    return 1.0 + hot if float(in_order(ring.ravel(), 0)) > hot_at else 1.0


def _source_mean(state: State, constants: Constants, begin: int, hours: float) -> Array:
    """Mean posts [K] of the cause itself in this tick; it ages from the tick in which it began."""
    _, mu0, _, _, fade, _, seed_at = constants.narratives
    _, source, age, _ = state.narratives
    started = begin >= seed_at
    mean = np.where(started, mu0 * age * source * hours, 0.0)
    age[:] = np.where(started, age * fade, age)
    return mean


def _seeds(state: State, constants: Constants, begin: int) -> Array:
    """Seed posts [K] that fall into this tick."""
    begun = state.flags[0]
    due = (constants.narratives[6] < begin + TICK) & ~begun
    begun |= due
    return np.where(due, constants.narratives[5], 0.0)


def _remember(state: State, posts: Array, by_channel: Array) -> None:
    """Keep the tick's posts in the ring of the last hour."""
    place = int(state.clock[2]) % RING
    injected = state.narratives[3]
    state.ring[place] = in_order(posts, 1) + injected
    state.ring_channels[place] = by_channel + state.waiting[0]
    state.ring_segments[place] = posts
    state.ring_segments[place, :, 0] += injected
    state.clock[2] += 1
    state.waiting.fill(0.0)
    injected.fill(0.0)


def _grow_silent(state: State, constants: Constants) -> None:
    """Silence beyond what the public forgives costs trust."""
    eta = float(constants.numbers[2])
    cost = float(constants.numbers[5]) * float(state.silence[0]) * TICK_HOURS
    now, silent_since, _ = state.clock.tolist()
    if now - silent_since > int(constants.times[1]) and cost > 0.0:
        state.trust[0] -= cost
        refresh(state.trust, eta)


def refresh(trust: Array, eta: float) -> None:
    """Work out anew, in place, what follows from the logit of trust; ``trust`` [4, G] is as in the state."""
    trust[1:] = trust_of(trust[0], eta)


def look(
    people: Array,
    by_narrative: Array,
    trust: Array,
    ring: Array,
    ring_channels: Array,
    ring_segments: Array,
    clock: Whole,
    numbers: Array,
    narratives: Array,
    audience: Array,
    heads: Array,
    ticks: int,
) -> Array:
    """The figures of every narrative over the last ``ticks`` (at most 12), [K, 8 + C + G]: posts; posts of the last hour;
    persons unaware, undecided, believing, settled, and settled by a denial; R_t; posts by channel; posts by segment.

    ``audience`` [G] tells how the readers of a post divide over the segments, times ``heads`` [G], their persons. The split
    over channels is a mean and need not be whole.
    """
    rows = [(int(clock[2]) - 1 - back) % RING for back in range(min(ticks, RING))]
    alo = float(numbers[1])
    branching = narratives[0] * (alo + (1.0 - alo) * (1.0 - by_narrative[0])) * lift(ring, numbers)
    free = audience * trust[2] * (people[0] / heads)
    columns = (
        ring[rows].sum(axis=0)[:, None],  # posts and persons are whole numbers: their sums are exact in any order
        ring.sum(axis=0)[:, None],
        people.sum(axis=2).T,
        (branching * in_order(free, 1))[:, None],
        in_order(ring_channels[rows], 0),
        ring_segments[rows].sum(axis=0),
    )
    return np.concatenate(columns, axis=1)
