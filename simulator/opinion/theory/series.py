"""What the figures of the verification show, as plain arrays: theory beside the crowd's own runs. Everything here is
simulated by the production step; drawing is left to ``reports``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from simulator.opinion.elementary import Array
from simulator.opinion.kernel_terms import TICK_HOURS
from simulator.opinion.theory.bursts import impulse_posts, steady_rates
from simulator.opinion.theory.exact import borel, growth_rate, impulse_response
from simulator.opinion.theory.lines import ERRORS, Effort, share_error
from simulator.opinion.theory.policies import FIRST_WORDS, believers_by_hour
from simulator.opinion.theory.publics import BRISK, COUNTY, RHYTHM, heard, one_segment, posts_by_tick, spark
from simulator.opinion.theory.rumours import ignorant_share
from simulator.opinion.theory.sizes import SEEDS, cluster_sizes

SIZES: Final = 8
"""Cluster sizes shown."""
QUANTILES: Final = (0.1, 0.5, 0.9)
IMPULSES: Final = (0.3, 0.6, 0.9)


@dataclass(frozen=True, slots=True)
class Series:
    """Arrays of all figures; ratios without unit, times in hours, shares 0 to 1."""

    ratios: Array
    """Branching ratios of the final sizes, and ``sizes`` [., runs] shares that hear."""
    sizes: Array
    cluster_shares: dict[float, Array]
    """Branching ratio -> [SIZES] share of clusters of each size, with ``cluster_theory`` and ``cluster_error`` (4
    standard errors)."""
    cluster_theory: dict[float, Array]
    cluster_error: dict[float, Array]
    impulse_edges: Array
    """Ages [bins + 1] after an impulse; ``impulses`` and ``impulses_theory`` give answers per post and hour in each."""
    impulses: dict[float, Array]
    impulses_theory: dict[float, Array]
    growth_ratios: Array
    """Branching ratios of the growth rates, and the rates measured, per hour."""
    growth: Array
    rhythm: Array
    """Rate of each hour of the day [24] over the daily mean, rhythm on, and ``rhythm_theory``."""
    rhythm_theory: Array
    first_words: Array
    """Hours of the first word; ``believers`` [., 3] share of believers at the QUANTILES, ``believers_silent`` [3]."""
    believers: Array
    believers_silent: Array
    ignorants: Array
    """Final ignorant shares [runs] of MT-100k."""


def gather(effort: Effort) -> Series:
    """Run everything that the figures show, at the size of a quick verification."""
    quick = Effort(effort.seed, quick=True)
    ratios = np.array([0.6, 0.9, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0])
    runs = {n: _sizes(quick, float(n)) for n in ratios}
    clusters = {n: cluster_sizes(quick, n) for n in (0.5, 0.7)}
    edges = np.geomspace(0.25, 24.0, 17)
    counts = believers_by_hour(effort.seed, 40)
    growing = np.array([1.2, 1.35, 1.5, 1.75, 2.0])
    rates = steady_rates(quick)
    activity = np.array(RHYTHM)
    return Series(
        ratios=ratios,
        sizes=np.array([runs[n] for n in ratios]),
        cluster_shares={n: np.array([(s == k).mean() for k in range(1, SIZES + 1)]) for n, s in clusters.items()},
        cluster_theory={n: np.array([borel(n, k) for k in range(1, SIZES + 1)]) for n in clusters},
        cluster_error={
            n: np.array([ERRORS * share_error(borel(n, k), s.size) for k in range(1, SIZES + 1)])
            for n, s in clusters.items()
        },
        impulse_edges=edges,
        impulses={n: _binned(impulse_posts(quick, n, 25), edges) for n in IMPULSES},
        impulses_theory={n: _binned(impulse_response(n, 25 * 12), edges) for n in IMPULSES},
        growth_ratios=growing,
        growth=np.array([_growth(quick, float(n)) for n in growing]),
        rhythm=rates / rates.mean(),
        rhythm_theory=activity / activity.mean(),
        first_words=np.array(FIRST_WORDS, dtype=np.float64),
        believers=np.array([np.quantile(counts[hour], QUANTILES) for hour in FIRST_WORDS]) / COUNTY,
        believers_silent=np.quantile(counts[1000], QUANTILES) / COUNTY,
        ignorants=ignorant_share(100_000, 1000, effort.seed),
    )


def _sizes(effort: Effort, n: float) -> Array:
    share: Array = heard(
        spark(n, SEEDS), 20, one_segment(COUNTY, pace=BRISK), 60.0, seed=effort.seed, world=50_000 + round(100 * n)
    )[:, 0] / COUNTY  # fmt: skip
    return share


def _binned(response: Array, edges: Array) -> Array:
    """Mean rate per hour between the edges."""
    total = np.concatenate((np.zeros(1), np.cumsum(response)))
    rates: Array = np.diff(np.interp(edges, np.arange(total.size) * TICK_HOURS, total)) / np.diff(edges)
    return rates


def _growth(effort: Effort, n: float) -> float:
    """Growth rate per hour while nearly all are unaware: from 20 seed posts until about 300-fold."""
    last = int(6.0 / growth_rate(n, TICK_HOURS) * 12)
    posts = posts_by_tick(
        spark(n, 20), 200, one_segment(100_000_000), last, seed=effort.seed, world=51_000 + round(100 * n)
    ).sum(axis=1)
    ages = np.arange(last // 2, last) * TICK_HOURS
    logs = np.log(posts[last // 2 :])
    return float(((ages - ages.mean()) * logs).sum() / ((ages - ages.mean()) ** 2).sum())
