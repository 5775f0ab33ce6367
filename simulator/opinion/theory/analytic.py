"""A1 to A6: the classical rumours, held against their limits and their exact laws. These lines do not touch the crowd;
they show that the references which the other lines rely on are right.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from simulator.opinion.theory.exact import fixed_point, maki_thompson, rumour_variance
from simulator.opinion.theory.lines import Effort, Line, near
from simulator.opinion.theory.rumours import (
    generator,
    ignorant_share,
    sample_ignorants,
    simulate_daley_kendall,
    simulate_maki_thompson,
)

MT_MEAN, MT_SD = 0.20319, 0.001651
"""Mean and standard deviation of the share that never hears, 100,000 ignorants and one spreader."""


def fixed_points(effort: Effort) -> list[Line]:
    """A1, A4: the fixed point, and the exact law of the smallest rumours."""
    lines = [near("A1", "fixed point of theta = exp(-2(1-theta))", 0.2031878700, fixed_point(2.0), 1e-9)]
    for left, (chance, target) in enumerate(zip(maki_thompson(2), (0.75, 0.25, 0.0), strict=True)):
        name = f"A4 left={left}"
        lines.append(near(name, "Maki-Thompson, 2 ignorants and 1 spreader, exact law", target, float(chance), 1e-12))
    return lines


def maki_thompson_runs(effort: Effort) -> list[Line]:
    """A2: the call-by-call simulator, and the exact law at the same size."""
    population, runs = 1000, effort.runs(20_000, 2_000)
    law = maki_thompson(population)
    counts = np.arange(population + 1)
    mean = float(law @ counts)
    variance = float(law @ (counts - mean) ** 2)
    left = simulate_maki_thompson(population, runs, generator(effort.seed, 2))
    what = f"Maki-Thompson, N = 1000, {runs:,} runs call by call"
    return [
        near("A2 exact mean", "Maki-Thompson, N = 1000, exact law: mean share", 0.203306, mean / population, 1e-6),
        near("A2 exact var", "Maki-Thompson, N = 1000, exact law: var/N", 0.273911, variance / population, 1e-6),
        near(
            "A2 mean",
            f"{what}: mean share",
            0.203306,
            left.mean() / population,
            5e-4,
            sqrt(variance / runs) / population,
        ),
        near(
            "A2 var",
            f"{what}: var/N",
            0.273911,
            left.var() / population,
            0.04 * 0.273911,
            0.273911 * sqrt(2.0 / runs),
        ),
    ]


def daley_kendall_runs(effort: Effort) -> list[Line]:
    """A3: Daley-Kendall, with the runs that die at once apart, for they double the raw variance for ever."""
    population, runs = 1000, effort.runs(200_000, 4_000)
    left = simulate_daley_kendall(population, runs, generator(effort.seed, 3))
    share = left / population
    spread = share[share <= 0.6]
    what = f"Daley-Kendall, N = 1000, {runs:,} runs"
    lines = [
        near("A3 limit", "Daley-Kendall, var/N of large publics", 0.31068, rumour_variance("daley_kendall"), 1e-5),
        near("A3 mean", f"{what}: mean share", 0.203864, share.mean(), 1e-3, sqrt(0.633656 / population / runs)),
        near(
            "A3 var",
            f"{what}: var/N given at most .6 N",
            0.311932,
            spread.var() * population,
            0.04 * 0.311932,
            0.311932 * sqrt(2.0 / spread.size),
        ),
    ]
    if not effort.quick:
        # all early ends come within the first meetings, so more runs of those make 25 % eight standard errors
        runs = 2_000_000
        left = simulate_daley_kendall(population, runs, generator(effort.seed, 4), meetings=40)
        what = f"Daley-Kendall, N = 1000, {runs:,} beginnings of 40 meetings: P(ends at once) N"
        lines.append(near("A3 early", what, 0.5035, (left >= 0).mean() * population, 0.25 * 0.5035))
    return lines


def stubborn_rumours(effort: Effort) -> list[Line]:
    """A5: every spreader stops after k failed calls."""
    runs = effort.runs(40, 8)
    lines = []
    for failures, target in ((2, 0.059520), (3, 0.019827)):
        share = sample_ignorants(100_000, runs, generator(effort.seed, 5, failures), stifling=failures) / 100_000
        name, what = f"A5 k={failures}", f"a spreader stops after {failures} failed calls, N = 100,000, {runs} runs"
        lines.append(near(name, what, target, share.mean(), 2e-3))
    return lines


def rumour_100k(effort: Effort) -> list[Line]:
    """A6: the final size of Maki-Thompson's rumour at N = 100,000, by the exact sampler."""
    runs = effort.runs(1300, 100)
    share = ignorant_share(100_000, runs, effort.seed)
    what = f"Maki-Thompson, N = 100,000, {runs} runs by the exact sampler"
    return [
        near("A6 mean", f"{what}: mean share", MT_MEAN, share.mean(), 2e-4, MT_SD / sqrt(runs)),
        near("A6 sd", f"{what}: sd", MT_SD, share.std(ddof=1), 0.08 * MT_SD, MT_SD / sqrt(2.0 * (runs - 1))),
    ]
