"""E6 and E8 to E10, and F1: how a narrative moves in time. Early growth, the answer to one impulse, its sum, the rhythm of
the day on top of a steady source, and the one place where the model touches data: the speed of a single cascade.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np

from simulator.opinion.elementary import Array
from simulator.opinion.kernel_terms import TICK_HOURS
from simulator.opinion.parameters import NarrativeParameters
from simulator.opinion.theory.exact import borel_moments, growth_rate, impulse_response, log_slope
from simulator.opinion.theory.lines import Effort, Line, near, within
from simulator.opinion.theory.publics import RHYTHM, heard, one_segment, posts_by_tick, spark

_NATION: Final = 100_000_000
_HOUR: Final = 12
"""Ticks of an hour."""


def growth(effort: Effort) -> list[Line]:
    """E6: the early growth rate, per hour of operational time (the rhythm is flat here, so per hour)."""
    lines = []
    for n, stated, first, last in ((1.2, 0.133, 24, 44), (1.5, 0.552, 4, 10)):
        runs, seeds = effort.runs(800, 200), 20  # few at a time, for they must not use up the public
        posts = posts_by_tick(
            spark(n, seeds), runs, one_segment(_NATION), last * _HOUR, seed=effort.seed, world=6000 + round(100 * n)
        ).sum(axis=1)
        ages = np.arange(first * _HOUR, last * _HOUR, dtype=np.float64) * TICK_HOURS
        rate = _slope(ages, np.log(posts[first * _HOUR :]))
        what = f"n = {n:g}, {runs * seeds:,} seed posts, hours {first} to {last}: growth rate per hour"
        # the rate is approached from below; what is left of that at these ages is in the expected curve
        curve = impulse_response(n, last * _HOUR)[first * _HOUR :]
        exact = _slope(ages, np.log(curve))
        lines.append(near(f"E6 n={n:g}", what, stated, rate, 0.1 * stated))
        lines.append(
            near(f"E6 n={n:g} limit", f"n = {n:g}: root of the equation", stated, growth_rate(n, TICK_HOURS), 1e-3)
        )
        lines.append(near(f"E6 n={n:g} curve", f"{what}, against the expected curve", exact, rate, 0.03 * exact))
    return lines


def _slope(ages: Array, logs: Array) -> float:
    """Slope by least squares."""
    return float(((ages - ages.mean()) * logs).sum() / ((ages - ages.mean()) ** 2).sum())


def impulse_posts(effort: Effort, n: float, hours: int) -> Array:
    """Mean answers [ticks] per seed post, tick after tick; the seed posts themselves are left out."""
    runs, seeds = effort.runs(40, 10), 10_000
    posts = posts_by_tick(
        spark(n, seeds), runs, one_segment(_NATION), hours * _HOUR + 1, seed=effort.seed, world=8000 + round(100 * n)
    )
    answers: Array = posts[1:].sum(axis=1) / (runs * seeds)
    return answers


def impulses(effort: Effort) -> list[Line]:
    """E8: how fast the answer to one impulse decays, as the slope of log rate over log time from .5 to 8 h."""
    lines = []
    for n, stated in ((0.3, -1.20), (0.6, -1.02), (0.9, -0.61)):
        answers = impulse_posts(effort, n, 9)
        expected = log_slope(impulse_response(n, 9 * _HOUR))
        slope = log_slope(answers)
        lines.append(near(f"E8 n={n:g} curve", "slope of the expected curve", stated, expected, 0.03))
        what = f"impulse response, n = {n:g}: log-log slope from .5 to 8 h"
        lines.append(near(f"E8 n={n:g}", what, expected, slope, 0.08))
    return lines


def impulse_sums(effort: Effort) -> list[Line]:
    """E9: all answers to one impulse sum to n/(1-n).

    A million seed posts a run make chance small; they also use up some of the public, so the branching ratio is read
    off the share that hears by the equation of the final size, which is exact at any size.
    """
    lines = []
    runs, seeds = effort.runs(80, 6), 1_000_000
    for n in (0.3, 0.6):
        reached = heard(
            spark(n, seeds), runs, one_segment(_NATION), 240.0, seed=effort.seed, world=9000 + round(100 * n)
        )
        share = float(reached.mean()) / _NATION
        found = -np.log1p(-share) / (share + seeds / _NATION)
        target = n / (1.0 - n)
        error = sqrt(borel_moments(n)[1] / (seeds * runs))
        what = f"n = {n:g}, {runs} runs of {seeds:,} seed posts: answers per post, without limit of the public"
        lines.append(near(f"E9 n={n:g}", what, target, found / (1.0 - found), 1e-3 * target, error))
    return lines


def steady_rates(effort: Effort) -> Array:
    """Mean posts per hour [24] of the day over days 6 to 10 of a steady source, per source post of an average hour."""
    mu, lasts, copies = 2000.0, 10_000.0, effort.runs(20, 4)
    public = one_segment(_NATION, RHYTHM).model_copy(update={"t0_second_of_day": 0})
    source = NarrativeParameters(kind="fact", mu0=mu, d=lasts, n0=0.5)
    posts = posts_by_tick(source, copies, public, 240 * _HOUR, seed=effort.seed, world=10_000).mean(axis=1)
    hourly = posts.reshape(240, _HOUR).sum(axis=1)
    steady = hourly / (mu * np.exp(-(np.arange(240) + 0.5) / lasts))  # the source itself fades a little
    rates: Array = steady[120:].reshape(5, 24).mean(axis=0)
    return rates


def rhythm(effort: Effort) -> list[Line]:
    """E10: with a steady source and the rhythm on, the mean rate of each hour is its activity times mu/(1-n)."""
    rates = steady_rates(effort)
    activity = np.array(RHYTHM) * 24.0 / sum(RHYTHM)
    off = float(np.abs(rates / (2.0 * activity) - 1.0).max())
    ratio = activity.max() / activity.min()
    what = "steady source, n = .5, ten days, rhythm on"
    return [
        near("E10", f"{what}: largest departure of an hour from its activity times mu/(1-n)", 0.0, off, 0.05),
        near("E10 ratio", f"{what}: busiest over quietest hour", ratio, rates.max() / rates.min(), 0.05 * ratio),
    ]


def cascade(effort: Effort) -> list[Line]:
    """F1: the speed of a single cascade at n = .7, beside 100 real ones (half-life 2.6 h; 37, 58 and 89 %)."""
    runs, seeds = effort.runs(40, 10), 10_000
    ticks = 240 * _HOUR if not effort.quick else 160 * _HOUR
    posts = posts_by_tick(spark(0.7, seeds), runs, one_segment(_NATION), ticks, seed=effort.seed, world=11_000)
    grown = posts[1:].sum(axis=1).cumsum()
    grown = grown / grown[-1]
    half = (int(np.searchsorted(grown, 0.5)) + 1) * TICK_HOURS
    lines = [within("F1 half-life", "cascades at n = .7: hours until half of the answers are there", 1.6, 3.6, half)]
    for hours, low, high in ((1, 0.28, 0.46), (4, 0.50, 0.68), (24, 0.80, 0.94)):
        share = float(grown[hours * _HOUR - 1])
        lines.append(
            within(f"F1 {hours} h", f"cascades at n = .7: share of the answers within {hours} h", low, high, share)
        )
    return lines
