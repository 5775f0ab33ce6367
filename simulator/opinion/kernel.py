"""One tick of the crowd as a compiled loop, for batches of drills. It repeats the reference (``reference``) operation by
operation, in the same order, so that the two agree to the last bit over whole runs; the tests hold them to it. This is
the one module that imports numba, and it imports nothing else of ours: numba decides by this file alone whether what it
compiled last time still holds, and a helper or a coefficient in another file could change without its noticing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
_Function = TypeVar("_Function", bound=Callable[..., Any])

_TICK = 300
_TICK_HOURS = _TICK / 3600
_RING = 12
_WALK_BELOW = 15.0
_STEPS = 64
_LOG2E = 1.4426950408889634
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_SQRT_HALF = math.sqrt(0.5)
_COTH = (1 / 6, -1 / 360, 1 / 15120, -1 / 604800, 1 / 23950080, -691 / 653837184000)
_ATANH = tuple(1.0 / (2 * j + 1) for j in range(11))
_LOWEST_POWER = -1022
# Powers of two, exact. Multiplying by one is ldexp without a call into the C library, as long as nothing becomes
# subnormal; arguments of exp are held within +-700, so nothing does.
_POWERS = np.ldexp(1.0, np.arange(_LOWEST_POWER, 1024))


def _helper(function: _Function) -> _Function:
    """Compile a helper into whatever calls it. No fastmath anywhere: it would let the compiler regroup sums and fuse
    multiplications with additions, and the last bits would differ from machine to machine. Divisions follow numpy, as the
    reference does, instead of looking for zeros to raise at."""
    return cast(_Function, numba.njit(function, error_model="numpy"))


def _kernel(function: _Function) -> _Function:
    """Compile the step itself and keep it on disk: beside this file, or in the user's cache folder where that is read-only,
    or where ``NUMBA_CACHE_DIR`` says. Where nothing can be written it is compiled anew in every process."""
    try:
        return cast(_Function, numba.njit(function, error_model="numpy", cache=True))
    except RuntimeError:  # numba found no folder that it may write to
        return cast(_Function, numba.njit(function, error_model="numpy"))


@_helper
def _grown(x: float) -> tuple[float, float]:
    """exp(r) - 1 and 2**k, for x = k ln 2 + r held within +-700."""
    if not x > -700.0:  # NaN too: a power beyond the table must not be read
        x = -700.0
    if x > 700.0:
        x = 700.0
    k = np.rint(x * _LOG2E)
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    t = r * r
    series = _COTH[5] * t
    series = (series + _COTH[4]) * t
    series = (series + _COTH[3]) * t
    series = (series + _COTH[2]) * t
    series = (series + _COTH[1]) * t
    series = (series + _COTH[0]) * t
    return 2.0 * r / (2.0 + series - r), _POWERS[int(k) - _LOWEST_POWER]


@_helper
def _exp(x: float) -> float:
    grown, power = _grown(x)
    return (1.0 + grown) * power


@_helper
def _expm1(x: float) -> float:
    grown, power = _grown(x)
    if power == 1.0:
        return grown
    return (1.0 + grown) * power - 1.0


@_helper
def _log(x: float) -> float:
    mantissa, exponent = math.frexp(x)
    if mantissa < _SQRT_HALF:
        mantissa *= 2.0
        exponent -= 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    t = s * s
    series = _ATANH[10]
    for j in range(9, -1, -1):
        series = series * t + _ATANH[j]
    return exponent * _LN2_HIGH + (2.0 * s * series + exponent * _LN2_LOW)


@_helper
def _chance(hazard: float) -> tuple[float, float]:
    """Chance that follows from a hazard, and its logarithm where the count sampler reads it."""
    if hazard == 0.0:
        return 0.0, 0.0
    chance = -_expm1(-hazard)
    return chance, _log(chance) if chance > 0.5 else 0.0


@_helper
def _quantile(mean: float, p: float, log_nothing: float, u: float, z: float) -> float:
    """Count of the smaller tail, not below 0; p = 0 makes it a Poisson count."""
    if mean == 0.0:
        return 0.0
    if mean < _WALK_BELOW:
        mass = _exp(log_nothing)
        reached = mass
        miss = 1.0 - p
        first = mean / miss
        odds = p / miss
        count = 0.0
        while reached < u:
            count += 1.0
            if count == _STEPS:
                break
            mass *= (first - (count - 1.0) * odds) / count
            reached += mass
        return count
    count = np.floor(mean + math.sqrt(mean * (1.0 - p)) * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 + 0.5)
    return count if count > 0.0 else 0.0


@_helper
def _binomial(trials: float, p: float, log_hit: float, log_miss: float, u: float, z: float) -> float:
    if p > 0.5:
        tail = 1.0 - p
        return trials - min(_quantile(trials * tail, tail, trials * log_hit, 1.0 - u, -z), trials)
    return min(_quantile(trials * p, p, trials * log_miss, u, z), trials)


@_helper
def _poisson(mean: float, u: float, z: float) -> float:
    return _quantile(mean, 0.0, -mean, u, z)


@_helper
def _exposure(stock: Array, read: Array, readers: Array, out: Array) -> None:
    """Readings per head of each segment, of what is read from one narrative's visible stock in this tick."""
    for c in range(stock.shape[0]):
        seen = stock[c, 0] * read[c, 0]
        for m in range(1, 5):
            seen += stock[c, m] * read[c, m]
        for g in range(out.shape[0]):
            if c == 0:
                out[g] = seen * readers[c, g]
            else:
                out[g] += seen * readers[c, g]


@_helper
def _refresh_trust(trust: Array, eta: float) -> None:
    for g in range(trust.shape[1]):
        trust[1, g] = 1.0 / (1.0 + _exp(-trust[0, g]))
        trust[2, g] = _exp(-eta * (trust[1, g] - 0.5))
        trust[3, g] = 2.0 * trust[1, g]


@_kernel
def advance(
    people: Array,
    stocks: Array,
    by_narrative: Array,
    trust: Array,
    waiting: Array,
    flags: Array,
    ring: Array,
    ring_channels: Array,
    ring_segments: Array,
    silence: Array,
    clock: Array,
    numbers: Array,
    times: Array,
    narratives: Array,
    shares: Array,
    posting: Array,
    readers: Array,
    activity: Array,
    keep: Array,
    terms: Array,
    uniform: Array,
    normal: Array,
) -> None:
    """Advance as many ticks as there are rows of numbers; the arrays are those of ``state.State`` and
    ``state.Constants``, in their order."""
    _, K, G = people.shape
    C = posting.shape[1]
    q, alo, eta, c_b, c_e, sil = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]
    qbig, wbig, hot, hot_at, fade, ordinary = numbers[6], numbers[7], numbers[8], numbers[9], numbers[10], numbers[11]
    read = np.empty((C, 5))
    x, flow, denial, posts = np.empty(G), np.empty(G), np.empty(G), np.empty(G)
    by_channel = np.empty(C)
    any_denier = False
    for k in range(K):
        any_denier |= flags[1, k]

    for tick in range(uniform.shape[0]):
        u, z = uniform[tick], normal[tick]
        begin = clock[0]
        hour = ((times[0] + begin) // 3600) % 24
        hours = _TICK_HOURS * activity[hour]
        for c in range(C):
            for m in range(5):
                read[c, m] = 1.0 - keep[hour, c, m]
        heat = ring[0, 0]
        for row in range(_RING):
            for k in range(K):
                if row > 0 or k > 0:
                    heat += ring[row, k]
        lift = 1.0 + hot if heat > hot_at else 1.0
        place = clock[2] % _RING

        for k in range(K):
            coverage = by_narrative[0, k]
            branching = narratives[0, k] * (alo + (1.0 - alo) * (1.0 - coverage)) * lift
            hazard_eb = narratives[2, k] * (1.0 - coverage) * hours
            spontaneous = narratives[3, k] * hours
            _exposure(stocks[0, k], read, readers, x)
            _exposure(stocks[1, k], read, readers, flow)
            if any_denier:
                _exposure(stocks[2, k], read, readers, denial)

            mean = 0.0
            if begin >= narratives[6, k]:
                mean = narratives[1, k] * by_narrative[2, k] * by_narrative[1, k] * hours
                by_narrative[2, k] *= narratives[4, k]
            born = _poisson(mean, u[k], z[k])
            if narratives[6, k] < begin + _TICK and not flags[0, k]:
                flags[0, k] = True
                born += narratives[5, k]

            chance_eb, hit_eb = _chance(hazard_eb)
            for g in range(G):
                # places of the row: see reference.slots
                heard_at = K + k * G + g
                hazard_x = x[g] * (branching * trust[2, g]) / q
                official = flow[g] * trust[3, g]
                hazard_b = c_b * official
                doubt = c_e * official + spontaneous
                chance_x, hit_x = _chance(hazard_x)
                chance_b, hit_b = _chance(hazard_b)
                chance_d, hit_d = _chance(doubt)

                at = heard_at
                heard = _binomial(people[0, k, g], chance_x, hit_x, -hazard_x, u[at], z[at])
                at += 3 * K * G
                eb = _binomial(people[1, k, g], chance_eb, hit_eb, -hazard_eb, u[at], z[at])
                at += 2 * K * G
                bz = _binomial(people[2, k, g], chance_b, hit_b, -hazard_b, u[at], z[at])
                at = heard_at + K * G
                to_b = _binomial(heard, shares[0, 0, k, g], shares[0, 1, k, g], shares[0, 2, k, g], u[at], z[at])
                at += K * G
                to_e = _binomial(heard - to_b, shares[1, 0, k, g], shares[1, 1, k, g], shares[1, 2, k, g], u[at], z[at])
                at += 2 * K * G
                ez = _binomial(people[1, k, g] - eb, chance_d, hit_d, -doubt, u[at], z[at])
                at += 2 * K * G
                posts[g] = _binomial(heard, shares[2, 0, k, g], shares[2, 1, k, g], shares[2, 2, k, g], u[at], z[at])

                if any_denier:
                    denied = denial[g] * trust[3, g]
                    of_doubt = c_e * denied / doubt if doubt > 0.0 else 0.0
                    of_belief = denied / official if official > 0.0 else 0.0
                    counted = np.floor(ez * of_doubt + 0.5) + np.floor(bz * of_belief + 0.5)
                    people[4, k, g] += min(counted, ez + bz)
                people[0, k, g] -= heard
                people[1, k, g] += to_e - eb - ez
                people[2, k, g] += to_b + eb - bz
                people[3, k, g] += heard - to_b - to_e + ez + bz

            for c in range(C):
                total = posts[0] * posting[0, c]
                for g in range(1, G):
                    total += posts[g] * posting[g, c]
                by_channel[c] = total + born * posting[0, c]
            for c in range(C):
                at = K + 7 * K * G + k * C + c
                big = _poisson(qbig * by_channel[c], u[at], z[at])
                weight = ordinary * by_channel[c] + wbig * big + waiting[1, k, c]
                for m in range(5):
                    left = keep[hour, c, m]
                    stocks[0, k, c, m] = stocks[0, k, c, m] * left + weight * terms[m]
                    stocks[1, k, c, m] *= left
                    stocks[2, k, c, m] *= left
                ring_channels[place, k, c] = by_channel[c] + waiting[0, k, c]
                waiting[0, k, c] = 0.0
                waiting[1, k, c] = 0.0

            posts[0] += born
            total = posts[0]
            ring_segments[place, k, 0] = posts[0] + by_narrative[3, k]
            for g in range(1, G):
                total += posts[g]
                ring_segments[place, k, g] = posts[g]
            ring[place, k] = total + by_narrative[3, k]
            by_narrative[3, k] = 0.0
            by_narrative[0, k] *= fade

        clock[2] += 1
        clock[0] = begin + _TICK
        cost = sil * silence[0] * _TICK_HOURS
        if clock[0] - clock[1] > times[1] and cost > 0.0:
            for g in range(G):
                trust[0, g] -= cost
            _refresh_trust(trust, eta)


def warm_up() -> None:
    """Load the kernel from numba's cache, or compile it, by advancing an empty crowd no tick."""
    none, one, two, four = np.zeros(0), np.zeros(1), np.zeros((1, 1)), np.zeros((1, 1, 1, 1))
    three, whole, flags = np.zeros((1, 1, 1)), np.zeros(3, dtype=np.int64), np.zeros((2, 1), dtype=np.bool_)
    numbers, nothing = np.zeros(12), none.reshape(0, 1)
    advance(
        three, four, two, two, three, flags, two, three, three, one, whole,
        numbers, whole, two, four, two, two, one, three, one, nothing, nothing,
    )  # fmt: skip


def signatures() -> int:
    """How many times the kernel was compiled for different kinds of arrays in this process. It should be 1: an array that is
    read-only or strided is another kind to numba, and costs another compilation."""
    return len(cast(Any, advance).signatures)
