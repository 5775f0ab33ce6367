"""E1 to E5 and E7: how far a narrative goes. The crowd is a Hawkes process in a finite public, which is an epidemic with
a general law of the infectious time (Rizoiu et al. 2018); its final sizes, cluster sizes and chances to die out are known
exactly, and the rhythm of the day changes none of them.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from simulator.opinion.elementary import Array
from simulator.opinion.parameters import CrowdParameters
from simulator.opinion.theory.exact import (
    borel,
    borel_fourth,
    borel_moments,
    chi_square_tail,
    final_size,
    final_sizes,
    final_variance,
    fixed_point,
)
from simulator.opinion.theory.lines import Effort, Line, mean_error, near, share_error, variance_error, within
from simulator.opinion.theory.publics import (
    BRISK,
    COUNTY,
    FLAT,
    RHYTHM,
    everything_off,
    heard,
    mixing_of,
    one_segment,
    own_mix,
    posts_in_all,
    spark,
)

SEEDS = 200
"""Seed posts of a final size, so that no run dies out early."""
_LIMITS = {1.5: (0.582812, 0.57566), 2.0: (0.796812, 0.78975), 3.0: (0.940480, 0.93596)}
_MANY = 10_000_000
"""Persons among whom a small cluster meets nobody twice."""


def _hours(effort: Effort, hours: float) -> tuple[float, float]:
    """Length of the runs and factor on the memory."""
    return (hours * BRISK + 2.0, BRISK) if effort.quick else (hours, 1.0)


def one_mix(effort: Effort, rhythm: bool = False) -> list[Line]:
    """E1, E3: the share that hears in one well-mixed public, and its variance at n = 2. E7 with the rhythm on."""
    hours, pace = _hours(effort, 168.0)
    public = everything_off(one_mix=True, circadian=RHYTHM if rhythm else FLAT, pace=pace)
    case = "E7 E1" if rhythm else "E1"
    lines = []
    for n, (limit, _) in _LIMITS.items():
        runs = effort.runs(400 if n == 2.0 and not rhythm else 100, 40)
        share = _shares(effort, n, runs, public, hours, _world(1, n, rhythm))
        target = final_size(n, SEEDS / COUNTY)
        what = f"one mix, n = {n:g}, {SEEDS} seed posts, {runs} runs: share that hears"
        error = sqrt(final_variance(n) / COUNTY / runs)
        if not rhythm:
            lines.append(near(f"{case} n={n:g} limit", "final size without seeds, solved", limit, final_size(n), 1e-6))
        lines.append(near(f"{case} n={n:g}", what, target, share.mean(), 1.5e-3, error))
        if n == 2.0 and not rhythm:
            spread = final_variance(n)
            what = f"the same {runs} runs: N var of the share"
            lines.append(
                near("E3", what, spread, share.var(ddof=1) * COUNTY, 0.3 * spread, spread * sqrt(2.0 / (runs - 1)))
            )
    return lines


def _shares(effort: Effort, n: float, runs: int, public: CrowdParameters, hours: float, world: int) -> Array:
    """Share of the whole public [runs] that ever hears."""
    reached = heard(spark(n, SEEDS), runs, public, hours, seed=effort.seed, world=world)
    share: Array = reached.sum(axis=1) / public.population
    return share


def real_mix(effort: Effort) -> list[Line]:
    """E2: the same with the default segments, channels and readers."""
    hours, pace = _hours(effort, 168.0)
    public = everything_off(one_mix=False, pace=pace)
    mixing, heads = mixing_of(public)
    seeds = np.zeros(heads.size)
    lines = []
    for n, (_, limit) in _LIMITS.items():
        runs = effort.runs(100, 40)
        solved = final_sizes(n, mixing, heads, seeds) @ heads / heads.sum()
        lines.append(near(f"E2 n={n:g} limit", "final size by segments without seeds, solved", limit, solved, 1e-5))
        share = _shares(effort, n, runs, public, hours, _world(2, n))
        seeds[0] = SEEDS
        target = final_sizes(n, mixing, heads, seeds) @ heads / heads.sum()
        seeds[0] = 0
        what = f"default segments and channels, n = {n:g}, {SEEDS} seed posts, {runs} runs: share that hears"
        lines.append(near(f"E2 n={n:g}", what, float(target), share.mean(), 1.5e-3, mean_error(share)[1]))
    return lines


def clusters(effort: Effort, rhythm: bool = False) -> list[Line]:
    """E4: one post, n below 1: all posts that follow, by Borel's law. E7 with the rhythm on."""
    lines = []
    case = "E7 E4" if rhythm else "E4"
    for n in (0.5,) if rhythm else (0.5, 0.7):
        sizes = cluster_sizes(effort, n, rhythm)
        runs = sizes.size
        mean, variance = borel_moments(n)
        what = f"one seed post, n = {n:g}, {runs:,} clusters"
        lines.append(near(f"{case} n={n:g} mean", f"{what}: mean size", mean, sizes.mean(), 0.0, sqrt(variance / runs)))
        error = variance_error(variance, borel_fourth(n), runs)
        lines.append(near(f"{case} n={n:g} var", f"{what}: variance", variance, sizes.var(), 0.0, error))
        for size in (1, 2, 3):
            chance = borel(n, size)
            name, text = f"{case} n={n:g} P({size})", f"{what}: share of size {size}"
            lines.append(near(name, text, chance, float((sizes == size).mean()), 0.0, share_error(chance, runs)))
        p = _borel_fit(sizes, n)
        lines.append(
            within(
                f"{case} n={n:g} law", f"{what}: p of the chi-square test against Borel", effort.least_p(1e-3), None, p
            )
        )
    return lines


def cluster_sizes(effort: Effort, n: float, rhythm: bool = False) -> Array:
    """Sizes [runs] of clusters that one post began, itself included."""
    hours, pace = _hours(effort, 240.0)
    public = one_segment(_MANY, RHYTHM if rhythm else FLAT, pace)
    runs = effort.runs(3000, 1000)
    return posts_in_all(spark(n, 1), runs, public, int(hours), seed=effort.seed, world=_world(4, n, rhythm))


def _borel_fit(sizes: Array, n: float) -> float:
    """p value of the sizes against Borel's law; sizes so rare that five are not expected share a class."""
    expected, seen, size = [], [], 1
    while sizes.size * borel(n, size) >= 5.0:
        expected.append(sizes.size * borel(n, size))
        seen.append(float((sizes == size).sum()))
        size += 1
    expected.append(sizes.size - sum(expected))
    seen.append(sizes.size - sum(seen))
    value = sum((s - e) ** 2 / e for s, e in zip(seen, expected, strict=True))
    return chi_square_tail(value, len(expected) - 1)


def minor_outbreaks(effort: Effort, rhythm: bool = False) -> list[Line]:
    """E5: the chance that seed posts die out at n above 1. E7 with the rhythm on."""
    hours, pace = _hours(effort, 100.0)
    heads = 50_000
    public = one_segment(heads, RHYTHM if rhythm else FLAT, pace)
    case = "E7 E5" if rhythm else "E5"
    lines = []
    for n, seeds in ((2.0, 1),) if rhythm else ((1.5, 1), (2.0, 1), (1.5, 3)):
        runs = effort.runs(2000, 800)
        reached = heard(spark(n, seeds), runs, public, hours, seed=effort.seed, world=_world(5 + seeds, n, rhythm))[
            :, 0
        ]
        chance = fixed_point(n) ** seeds
        name, what = f"{case} n={n:g} m={seeds}", f"{seeds} seed post(s), n = {n:g}, {runs:,} runs: share that dies out"
        minor = float((reached < heads / 10).mean())
        lines.append(near(name, what, chance, minor, 0.0, share_error(chance, runs)))
    return lines


def one_mix_rhythm(effort: Effort) -> list[Line]:
    """E7: E1 with the rhythm of the day on; the numbers stay."""
    return one_mix(effort, rhythm=True)


def clusters_rhythm(effort: Effort) -> list[Line]:
    """E7: E4 with the rhythm of the day on; the numbers stay."""
    return clusters(effort, rhythm=True)


def minor_outbreaks_rhythm(effort: Effort) -> list[Line]:
    """E7: E5 with the rhythm of the day on; the numbers stay."""
    return minor_outbreaks(effort, rhythm=True)


def own_numbers(effort: Effort, branching: float, mixing: Array | None = None) -> list[Line]:
    """Anyone's own branching ratio, and own mixing matrix, against the analytic final size.

    Without a matrix, one mix. Segments are of equal size; the seed posts come from the first. The tolerance is 1.5e-3
    or, where few hear, a fiftieth of the target.
    """
    hours, pace = 300.0, BRISK
    matrix = np.ones((1, 1)) if mixing is None else mixing
    public = own_mix(matrix, pace=pace)
    runs = effort.runs(100, 40)
    found = heard(spark(branching, SEEDS), runs, public, hours, seed=effort.seed, world=_world(8, branching))
    shares, heads = mixing_of(public)
    seeds = np.zeros(heads.size)
    seeds[0] = SEEDS
    target = final_sizes(branching, shares, heads, seeds)
    case = f"n={branching:g}" if mixing is None else f"matrix n={branching:g}"
    lines = []
    for g, share in enumerate(target):
        who = "share that hears" if heads.size == 1 else f"share of segment {g + 1} that hears"
        name = case if heads.size == 1 else f"{case} segment {g + 1}"
        mean, error = mean_error(found[:, g] / heads[g])
        lines.append(
            near(name, f"{SEEDS} seed posts, {runs} runs: {who}", float(share), mean, min(1.5e-3, 0.02 * share), error)
        )
    return lines


def _world(check: int, n: float, rhythm: bool = False) -> int:
    """A number of its own for each check and case, so that none shares its luck with another."""
    return check * 1000 + round(n * 100) + (500 if rhythm else 0)
