"""Reference simulators of the two classical rumours, Maki-Thompson and Daley-Kendall, and an exact sampler for the first.
They serve the checks and benchmarks only: the crowd itself knows none of them. Many runs go side by side in one array,
call by call, since only the order of calls matters for who never hears.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray

from simulator.opinion.elementary import Array

_REFERENCE_STREAM = 77
"""Key of these simulators' generators, apart from those of the crowd."""

Whole = NDArray[np.int64]


def generator(seed: int, *key: int) -> Generator:
    """A generator of the reference simulators' own."""
    return Generator(Philox(SeedSequence(seed, spawn_key=(_REFERENCE_STREAM, *key))))


def simulate_maki_thompson(population: int, runs: int, rng: Generator) -> Whole:
    """Ignorants left [runs] after each run from ``population`` ignorants and one spreader, call by call."""
    ignorant = np.full(runs, population, dtype=np.int64)
    spreading = np.ones(runs, dtype=np.int64)
    left = np.empty(runs, dtype=np.int64)
    place = np.arange(runs)
    while place.size:
        told = rng.random(place.size) * population < ignorant
        ignorant = ignorant - told
        spreading = spreading + np.where(told, 1, -1)
        place, ignorant, spreading = _settle(place, ignorant, spreading, left)
    return left


def simulate_daley_kendall(population: int, runs: int, rng: Generator, meetings: int | None = None) -> Whole:
    """As above, but two spreaders who meet both stop.

    With ``meetings``, runs that still spread after so many count as -1: only the early ends are wanted then.
    """
    ignorant = np.full(runs, population, dtype=np.int64)
    spreading = np.ones(runs, dtype=np.int64)
    left = np.full(runs, -1, dtype=np.int64)
    place = np.arange(runs)
    done = 0
    while place.size and done != meetings:
        # weights of a spreader's meetings: ignorants, half the other spreaders (each pair once), stiflers
        pairs = (spreading - 1) / 2.0
        drawn = rng.random(place.size) * (ignorant + pairs + (population + 1 - ignorant - spreading))
        told = drawn < ignorant
        both = ~told & (drawn < ignorant + pairs)
        ignorant = ignorant - told
        spreading = spreading + np.where(told, 1, np.where(both, -2, -1))
        place, ignorant, spreading = _settle(place, ignorant, spreading, left)
        done += 1
    return left


def _settle(place: Whole, ignorant: Whole, spreading: Whole, left: Whole) -> tuple[Whole, Whole, Whole]:
    """Note the runs that have ended and go on with the others."""
    going = spreading > 0
    if going.all():
        return place, ignorant, spreading
    left[place[~going]] = ignorant[~going]
    return place[going], ignorant[going], spreading[going]


def sample_ignorants(population: int, runs: int, rng: Generator, *, stifling: int = 1) -> Whole:
    """Ignorants left [runs] of Maki-Thompson's rumour, drawn exactly without walking through the calls.

    At i ignorants the failed calls before the next told one are geometric with chance i/population. A spreader stops
    after ``stifling`` failed calls, so the rumour ends at the first number of told people j whose failed calls reach
    stifling (1 + j). One vectorised draw of ``population`` numbers a run: it exploits structure that general engines
    do not know.
    """
    chance = np.arange(population, 0, -1) / population
    # a geometric number by inversion: floor of an exponential over -log(1 - chance); the first call always succeeds
    with np.errstate(divide="ignore"):
        scale = -1.0 / np.log1p(-chance)
    allowed = np.arange(1, population + 1, dtype=np.float64) * stifling
    left = np.empty(runs, dtype=np.int64)
    for run in range(runs):
        failed = rng.standard_exponential(population)
        failed *= scale
        np.floor(failed, out=failed)
        np.cumsum(failed, out=failed)
        ended = failed >= allowed
        told = int(ended.argmax()) if ended[-1] or ended.any() else population
        left[run] = population - told
    return left


def ignorant_share(population: int, runs: int, seed: int) -> Array:
    """Shares left [runs] for the benchmark MT-100k: ignorants left over ``population``."""
    return sample_ignorants(population, runs, generator(seed, 1)) / population
