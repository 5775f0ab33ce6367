"""Binomial and Poisson counts as quantiles. A count is read off its distribution at a given uniform number,
instead of being drawn by a sampler that eats a varying number of random numbers: more luck always means more
people, and paired runs stay paired. Small means walk the distribution function exactly; large ones use the
Cornish-Fisher expansion.
"""

from __future__ import annotations

import numpy as np

from simulator.opinion.elementary import Array, exp, log, log1p

WALK_BELOW = 15.0
"""Mean of the smaller tail below which the distribution function is walked."""
_STEPS = 64  # P(Poisson(15) > 63) is about 1e-20, far beyond the last uniform number below 1
_INDEX = np.arange(1, _STEPS, dtype=np.float64)
_INDEX_BEFORE = _INDEX - 1.0


def _walk(first: Array, odds: Array, nothing: Array, u: Array) -> Array:
    """First count at which the distribution function reaches u; the mass at k is that at k-1 times (first - (k-1)
    odds)/k.

    Arrays of one shape [n]; ``nothing`` is the mass at 0. "First" is said for the sums of a binomial beyond its last
    count: rounding may let them fall again by a hair, and a walk that stops there must give the same count.
    """
    mass = np.empty((u.size, _STEPS))
    mass[:, 0] = nothing
    mass[:, 1:] = (first[:, None] - _INDEX_BEFORE * odds[:, None]) / _INDEX
    np.multiply.accumulate(mass, axis=1, out=mass)
    np.add.accumulate(mass, axis=1, out=mass)
    reached = mass >= u[:, None]
    count: Array = np.where(reached.any(axis=1), reached.argmax(axis=1), _STEPS).astype(np.float64)
    return count


def _quantile(mean: Array, p: Array, log_nothing: Array, u: Array, z: Array) -> Array:
    """Unclipped count of the smaller tail; p = 0 makes it a Poisson count."""
    count = np.floor(mean + np.sqrt(mean * (1.0 - p)) * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 + 0.5)
    small = np.flatnonzero(mean < WALK_BELOW)
    if small.size:
        nothing = exp(log_nothing[small])
        walked = np.zeros(small.size)
        some = np.flatnonzero(nothing < u[small])
        if some.size:
            at = small[some]
            miss = 1.0 - p[at]
            walked[some] = _walk(mean[at] / miss, p[at] / miss, nothing[some], u[at])
        count[small] = walked
    return count


def poisson(mean: Array, u: Array, z: Array) -> Array:
    """Poisson counts with the given means at uniform numbers u and their normal numbers z; arrays of one
    shape [n]."""
    none = np.empty(0)
    return mixed(none, none, mean, u, z)


def binomial(trials: Array, p: Array, u: Array, z: Array) -> Array:
    """Binomial counts with whole numbers of trials and chances p at uniform numbers u and normal numbers z,
    all [n]."""
    return mixed(trials, p, np.empty(0), u, z)


def mixed(
    trials: Array,
    p: Array,
    means: Array,
    u: Array,
    z: Array,
    *,
    log_hit: Array | None = None,
    log_miss: Array | None = None,
) -> Array:
    """Binomial counts [n] followed by Poisson counts [m], in one pass; u and z are [n + m].

    ``trials`` are whole numbers and ``p`` chances, [n]; ``means`` [m]. ``log_hit`` and ``log_miss`` [n] are
    log(p) and log(1-p) where the caller has them already; the former is read only where p > 1/2.
    """
    n = trials.size
    flip = p > 0.5
    flipped = bool(flip.any())
    tail = p
    if flipped:
        tail = np.where(flip, 1.0 - p, p)
        if log_hit is None:
            log_hit = np.zeros_like(p)
            log_hit[flip] = log(p[flip])
        u, z = u.copy(), z.copy()
        u[:n] = np.where(flip, 1.0 - u[:n], u[:n])
        z[:n] = np.where(flip, -z[:n], z[:n])
    log_tail = log1p(-tail) if log_miss is None else log_miss
    if flipped and log_hit is not None:
        log_tail = np.where(flip, log_hit, log_tail)
    rare = np.zeros(n + means.size)
    rare[:n] = tail
    count = _quantile(np.concatenate((trials * tail, means)), rare, np.concatenate((trials * log_tail, -means)), u, z)
    count = np.maximum(count, 0.0)
    count[:n] = np.minimum(count[:n], trials)
    if flipped:
        count[:n] = np.where(flip, trials - count[:n], count[:n])
    return count
