"""What the crowd must do when all but the spreading itself is switched off, computed without simulating anything: fixed
points and final sizes of epidemics and rumours, the law of a cluster's size, growth and decay of a burst, waiting at a
desk. Nothing here knows the step of the crowd; the checks hold the step against these numbers.
"""

from __future__ import annotations

from math import erfc, exp, factorial, gamma, lgamma, log, pi, sqrt

import numpy as np

from simulator.opinion.elementary import Array
from simulator.opinion.kernel_terms import LIFETIMES, TICK_HOURS, WEIGHTS

_ENOUGH = 200_000
"""Steps after which an iteration is as near as it will come; only ratios next to 1 need so many."""


def fixed_point(rate: float) -> float:
    """Smallest root of theta = exp(-rate (1 - theta)), 0 to 1.

    It is the share that never hears a rumour (``rate`` 2: Maki-Thompson and Daley-Kendall, Sudbury 1985; k + 1: every
    spreader stops after k failed calls) and the chance that a single seed dies out (``rate`` = branching ratio).
    """
    theta = 0.0
    for _ in range(_ENOUGH):
        value = exp(-rate * (1.0 - theta))
        slope = rate * value - 1.0
        if slope >= 0.0 or theta - (value - theta) / slope <= theta:
            return min(theta, 1.0)
        theta -= (value - theta) / slope
    return theta


def final_size(branching: float, seeds: float = 0.0) -> float:
    """Share of one well-mixed public that ever hears: the largest root of h = 1 - exp(-n (h + seeds)).

    ``seeds`` are posts from outside per head.
    """
    return float(final_sizes(branching, np.ones((1, 1)), np.ones(1), np.array([seeds]))[0])


def final_sizes(branching: float, mixing: Array, heads: Array, seeds: Array) -> Array:
    """Shares [G] of each segment that ever hear, by 1 - h_g = exp(-n sum_g' (h_g' N_g' + s_g') M_g'g / N_g).

    ``mixing`` [G, G] says which share of the readings of g' posts falls to g, ``heads`` [G] persons, ``seeds`` [G]
    posts from outside, by the segment whose channels they use.
    """
    heard = np.ones(heads.size)
    for _ in range(_ENOUGH):
        before = heard
        heard = 1.0 - np.exp(-branching * ((before * heads + seeds) @ mixing) / heads)
        if np.abs(heard - before).max() < 1e-14:
            break
    return heard


def final_variance(branching: float) -> float:
    """Persons times the variance of the share that hears in one well-mixed public: h (1-h) / (1 - n (1-h))^2."""
    left = fixed_point(branching)
    return (1.0 - left) * left / (1.0 - branching * left) ** 2


def borel(branching: float, size: int) -> float:
    """Chance that one post brings ``size`` posts in all, itself included (Borel's law)."""
    return exp(-branching * size + (size - 1) * log(branching * size) - lgamma(size + 1))


def borel_moments(branching: float) -> tuple[float, float]:
    """Mean and variance of that number: 1/(1-n) and n/(1-n)^3."""
    return 1.0 / (1.0 - branching), branching / (1.0 - branching) ** 3


def borel_fourth(branching: float) -> float:
    """Fourth central moment of that number, summed until nothing is left."""
    mean = borel_moments(branching)[0]
    sizes = range(1, int(400 / (branching - 1.0 - log(branching))) // 2 + 50)
    return sum(borel(branching, size) * (size - mean) ** 4 for size in sizes)


def maki_thompson(ignorants: int) -> Array:
    """Chances [ignorants + 1] that 0, 1, ... never hear, exactly: that many ignorants and one spreader.

    A spreader calls somebody at random: an ignorant becomes a spreader, otherwise the caller stops.
    """
    left = np.zeros(ignorants + 1)
    entering = [0.0, 1.0]
    for level in range(ignorants, -1, -1):
        hit = level / ignorants
        reached = 0.0
        following = [0.0] * (len(entering) + 1)
        for spreaders in range(len(entering) - 1, 0, -1):
            reached = entering[spreaders] + (1.0 - hit) * reached
            following[spreaders + 1] = hit * reached
        left[level] = (1.0 - hit) * reached
        entering = following
    return left


def rumour_variance(kind: str) -> float:
    """Persons times the variance of the share that never hears, for large publics.

    ``maki_thompson``: .272736; ``daley_kendall``: .31068, without the runs that end at once (derived).
    """
    theta = fixed_point(2.0)
    stop = 2.0 * (1.0 - theta)
    variance = theta * (1.0 - (1.0 + stop) * theta) / (1.0 - 2.0 * theta) ** 2
    if kind == "daley_kendall":
        tau = -log(theta)
        variance += (theta / (1.0 - 2.0 * theta)) ** 2 * (2.0 * tau - 2.0 * (1.0 - exp(-tau)) - tau * tau / 2.0)
    return variance


def growth_rate(branching: float, tick: float | None = None) -> float:
    """Rate per hour of operational time at which a supercritical narrative grows while nearly all are unaware.

    The root of n sum_m w_m / (1 + rate tau_m) = 1; with ``tick`` (hours), of the same equation for a crowd whose every
    answer waits for the next tick.
    """

    def too_slow(rate: float) -> bool:
        if tick is None:
            return branching * sum(w / (1.0 + rate * t) for w, t in zip(WEIGHTS, LIFETIMES, strict=True)) > 1.0
        kept = [exp(-tick / lifetime) for lifetime in LIFETIMES]
        step = exp(rate * tick)
        return branching * sum(w * (1.0 - k) / (step - k) for w, k in zip(WEIGHTS, kept, strict=True)) > 1.0

    low, high = 0.0, 60.0
    for _ in range(80):
        middle = (low + high) / 2.0
        low, high = (middle, high) if too_slow(middle) else (low, middle)
    return low


def impulse_response(branching: float, ticks: int, tick: float = TICK_HOURS) -> Array:
    """Mean posts [ticks] per post from outside, tick after tick, while nearly all are unaware.

    Renewal equation: what is read in a tick answers the post itself and all answers before; sums to n/(1-n).
    """
    kept = np.exp(-tick / np.array(LIFETIMES))
    weights = np.array(WEIGHTS)
    read = np.array([(weights * (1.0 - kept) * kept**age).sum() for age in range(ticks)])
    response = np.zeros(ticks)
    for now in range(ticks):
        response[now] = branching * (read[now] + response[:now] @ read[:now][::-1])
    return response


def log_slope(response: Array, start: float = 0.5, end: float = 8.0, tick: float = TICK_HOURS) -> float:
    """Slope of log rate over log time between two ages in hours, by least squares over bins even in log time."""
    edges = np.geomspace(start, end, 13)
    ages = np.arange(response.size + 1) * tick
    total = np.concatenate((np.zeros(1), np.cumsum(response)))
    rates = np.diff(np.interp(edges, ages, total)) / np.diff(edges)
    middles = np.log(np.sqrt(edges[1:] * edges[:-1]))
    logs = np.log(np.maximum(rates, 1e-300))
    return float(((middles - middles.mean()) * (logs - logs.mean())).sum() / ((middles - middles.mean()) ** 2).sum())


def erlang_c(servers: int, arrivals: float, service: float = 1.0) -> tuple[float, float]:
    """Chance to wait and mean wait in a queue M/M/c; rates per hour, the wait in hours."""
    load = arrivals / service
    full = load**servers / factorial(servers) * servers / (servers - load)
    waits = full / (sum(load**k / factorial(k) for k in range(servers)) + full)
    return waits, waits / (servers * service - arrivals)


def erlang_a(servers: int, arrivals: float, service: float, impatience: float) -> tuple[float, float]:
    """Chance to find every clerk busy and chance to hang up unserved in a queue M/M/c+M (Erlang A); rates per hour.

    From the balance of births and deaths, with so many places that the last one is never reached.
    """
    places = servers + 50 + int(20 * arrivals / min(service, impatience))
    log_mass = [0.0]
    for people in range(1, places):
        leaving = min(people, servers) * service + max(0, people - servers) * impatience
        log_mass.append(log_mass[-1] + log(arrivals / leaving))
    mass = np.exp(np.array(log_mass) - max(log_mass))
    mass /= mass.sum()
    waiting = np.maximum(np.arange(places) - servers, 0)
    return float(mass[servers:].sum()), float((mass * waiting).sum() * impatience / arrivals)


def chi_square_tail(value: float, freedom: int) -> float:
    """Chance that a chi-square number with so many degrees of freedom exceeds ``value``; closed form."""
    half = value / 2.0
    if freedom % 2 == 0:
        even: float = sum(half**k / factorial(k) for k in range(freedom // 2))
        return exp(-half) * even
    rest: float = sum(half ** (k + 0.5) / gamma(k + 1.5) for k in range((freedom - 1) // 2))
    return erfc(sqrt(half)) + exp(-half) * rest


def same_law(one: Array, other: Array) -> float:
    """p value of the two-sample test of Kolmogorov and Smirnov, by its limit law."""
    places = np.sort(np.concatenate((one, other)))
    below = [np.searchsorted(np.sort(sample), places, side="right") / sample.size for sample in (one, other)]
    gap = float(np.abs(below[0] - below[1]).max())
    scaled = gap * sqrt(one.size * other.size / (one.size + other.size))
    if scaled < 0.3:
        return 1.0
    tail: float = 2.0 * sum((1.0 if k % 2 else -1.0) * exp(-2.0 * k * k * scaled * scaled) for k in range(1, 101))
    return min(1.0, max(0.0, tail))


def normal_density(x: Array, mean: float, sd: float) -> Array:
    """Density of the normal law, for the figure of the final sizes."""
    density: Array = np.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * sqrt(2.0 * pi))
    return density
