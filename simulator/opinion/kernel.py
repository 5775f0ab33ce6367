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
# AS 241: numerators and denominators of the three rational approximations, lowest power first; see ``normals``.
_CENTRE_ABOVE = (
    3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
    4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
)  # fmt: skip
_CENTRE_BELOW = (
    1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
    2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
)  # fmt: skip
_MIDDLE_ABOVE = (
    1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
    1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
)  # fmt: skip
_MIDDLE_BELOW = (
    1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
)  # fmt: skip
_FAR_ABOVE = (
    6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
)  # fmt: skip
_FAR_BELOW = (
    1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
)  # fmt: skip
_FAR_WIDER = 1e-9
"""A margin far wider than rounding."""
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
def _ratio(above: tuple[float, ...], below: tuple[float, ...], x: float) -> float:
    """Quotient of two polynomials of degree 7 at x."""
    numerator, denominator = above[7] * x, below[7] * x
    for j in range(6, 0, -1):
        numerator = (numerator + above[j]) * x
        denominator = (denominator + below[j]) * x
    return (numerator + above[0]) / (denominator + below[0])


@_helper
def _normal(u: float) -> float:
    """The standard normal number whose distribution function is u, for 0 < u < 1 (AS 241)."""
    z = u - 0.5
    if abs(z) <= 0.425:
        return z * _ratio(_CENTRE_ABOVE, _CENTRE_BELOW, 0.180625 - z * z)
    r = math.sqrt(-_log(min(u, 1.0 - u)))
    away = _ratio(_FAR_ABOVE, _FAR_BELOW, r - 5.0) if r > 5.0 else _ratio(_MIDDLE_ABOVE, _MIDDLE_BELOW, r - 1.6)
    return -away if u < 0.5 else away


@_helper
def _quantile(mean: float, p: float, log_nothing: float, u: float, luck: float, sign: float) -> float:
    """Count of the smaller tail, not below 0; p = 0 makes it a Poisson count. Its normal number is ``sign`` times that of
    ``luck``, and is worked out only for the large means that need it: most need none.
    """
    if mean == 0.0:
        return 0.0
    if mean < _WALK_BELOW:
        if (
            u < 1.0 + log_nothing - _FAR_WIDER
        ):  # no exponential lies below its tangent: most counts of quiet hours end here
            return 0.0
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
    z = sign * _normal(luck)
    count = np.floor(mean + math.sqrt(mean * (1.0 - p)) * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0 + 0.5)
    return count if count > 0.0 else 0.0


@_helper
def _binomial(trials: float, p: float, log_hit: float, log_miss: float, u: float) -> float:
    if trials == 0.0:
        return 0.0
    if p > 0.5:
        tail = 1.0 - p
        return trials - min(_quantile(trials * tail, tail, trials * log_hit, 1.0 - u, u, -1.0), trials)
    return min(_quantile(trials * p, p, trials * log_miss, u, u, 1.0), trials)


@_helper
def _hit(trials: float, hazard: float, u: float) -> float:
    """How many of so many people a hazard hits. That it hits nobody has the chance exp(-trials hazard), and often is told
    from its tangent, without the chance of a hit."""
    if trials == 0.0 or hazard == 0.0 or (hazard < 0.5 and u < 1.0 - trials * hazard - _FAR_WIDER):
        return 0.0
    chance, log_chance = _chance(hazard)
    return _binomial(trials, chance, log_chance, -hazard, u)


@_helper
def _poisson(mean: float, u: float) -> float:
    return _quantile(mean, 0.0, -mean, u, u, 1.0)


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


@_kernel
def refresh(trust: Array, eta: float) -> None:
    """What follows from the logit of trust; see ``reference.refresh``."""
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
        u = uniform[tick]
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
            born = _poisson(mean, u[k])
            if narratives[6, k] < begin + _TICK and not flags[0, k]:
                flags[0, k] = True
                born += narratives[5, k]

            for g in range(G):
                # places of the row: see reference.slots
                heard_at = K + k * G + g
                hazard_x = x[g] * (branching * trust[2, g]) / q
                official = flow[g] * trust[3, g]
                hazard_b = c_b * official
                doubt = c_e * official + spontaneous

                at = heard_at
                heard = _hit(people[0, k, g], hazard_x, u[at])
                at += 3 * K * G
                eb = _hit(people[1, k, g], hazard_eb, u[at])
                at += 2 * K * G
                bz = _hit(people[2, k, g], hazard_b, u[at])
                at = heard_at + K * G
                to_b = _binomial(heard, shares[0, 0, k, g], shares[0, 1, k, g], shares[0, 2, k, g], u[at])
                at += K * G
                to_e = _binomial(heard - to_b, shares[1, 0, k, g], shares[1, 1, k, g], shares[1, 2, k, g], u[at])
                at += 2 * K * G
                ez = _hit(people[1, k, g] - eb, doubt, u[at])
                at += 2 * K * G
                posts[g] = _binomial(heard, shares[2, 0, k, g], shares[2, 1, k, g], shares[2, 2, k, g], u[at])

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
                big = _poisson(qbig * by_channel[c], u[at])
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
            refresh(trust, eta)


@_kernel
def look(
    people: Array,
    by_narrative: Array,
    trust: Array,
    ring: Array,
    ring_channels: Array,
    ring_segments: Array,
    clock: Array,
    numbers: Array,
    narratives: Array,
    audience: Array,
    heads: Array,
    ticks: int,
) -> Array:
    """The figures of every narrative over the last ``ticks``; see ``reference.look``."""
    states, K, G = people.shape
    C = ring_channels.shape[2]
    figures = np.zeros((K, 8 + C + G))
    total = 0.0
    for k in range(K):
        for row in range(_RING):
            figures[k, 1] += ring[row, k]
        total += figures[k, 1]
        for state in range(states):
            for g in range(G):
                figures[k, 2 + state] += people[state, k, g]
    lift = 1.0 + numbers[8] if total > numbers[9] else 1.0
    alo = numbers[1]
    for k in range(K):
        branching = narratives[0, k] * (alo + (1.0 - alo) * (1.0 - by_narrative[0, k])) * lift
        free = audience[0] * trust[2, 0] * (people[0, k, 0] / heads[0])
        for g in range(1, G):
            free += audience[g] * trust[2, g] * (people[0, k, g] / heads[g])
        figures[k, 7] = branching * free
        for back in range(1, min(ticks, _RING) + 1):
            place = (clock[2] - back) % _RING
            figures[k, 0] += ring[place, k]
            for c in range(C):
                figures[k, 8 + c] += ring_channels[place, k, c]
            for g in range(G):
                figures[k, 8 + C + g] += ring_segments[place, k, g]
    return figures


def warm_up() -> None:
    """Load the kernel from numba's cache, or compile it, by advancing an empty crowd no tick."""
    none, one, two, four = np.zeros(0), np.zeros(1), np.zeros((1, 1)), np.zeros((1, 1, 1, 1))
    three, whole, flags = np.zeros((1, 1, 1)), np.zeros(3, dtype=np.int64), np.zeros((2, 1), dtype=np.bool_)
    numbers, rings = np.zeros(12), np.zeros((_RING, 1, 1))
    advance(
        three, four, two, two, three, flags, two, three, three, one, whole,
        numbers, whole, two, four, two, two, one, three, one, none.reshape(0, 1),
    )  # fmt: skip
    refresh(np.zeros((4, 1)), 1.0)
    look(three, two, np.zeros((4, 1)), np.zeros((_RING, 1)), rings, rings, whole, numbers, two, one, np.ones(1), 1)


def signatures() -> int:
    """How many times the step, the look and the refreshing were compiled for different kinds of arrays in this process. It
    should be 3: an array that is read-only or strided is another kind to numba, and costs another compilation."""
    return sum(len(cast(Any, function).signatures) for function in (advance, look, refresh))
