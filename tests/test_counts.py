"""The crowd's random numbers: elementary functions, normal numbers, and counts as quantiles."""

from __future__ import annotations

from math import exp as scalar_exp
from math import expm1 as scalar_expm1
from math import log as scalar_log
from math import log1p as scalar_log1p
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest

from simulator.opinion.counts import binomial, poisson
from simulator.opinion.elementary import exp, expm1, log, log1p
from simulator.opinion.normals import BLOCK, CrowdNumbers, inverse_normal


def _numbers(rows: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    u = np.maximum(np.random.Generator(np.random.Philox(seed)).random(rows), 2.0**-53)
    return u, inverse_normal(u)


def test_elementary_functions_agree_with_the_library():
    """exp, expm1, log and log1p are right to a few units in the last place, over their whole range."""
    x = np.concatenate((np.linspace(-40.0, 40.0, 4001), np.array([-1e-17, 0.0, 1e-12, -650.0, 650.0])))
    np.testing.assert_allclose(exp(x), [scalar_exp(v) for v in x], rtol=6e-16)
    np.testing.assert_allclose(expm1(x), [scalar_expm1(v) for v in x], rtol=2e-15)
    y = np.concatenate((np.geomspace(1e-300, 1e300, 4001), np.linspace(0.5, 2.0, 1001)))
    np.testing.assert_allclose(log(y), [scalar_log(v) for v in y], rtol=6e-16, atol=1e-16)
    w = np.concatenate((-np.geomspace(1e-18, 0.999, 2001), np.geomspace(1e-18, 5.0, 2001)))
    np.testing.assert_allclose(log1p(w), [scalar_log1p(v) for v in w], rtol=1e-15)


def test_exp_holds_extreme_arguments():
    """Arguments far out of range give finite numbers, so nothing downstream can become NaN."""
    assert np.all(np.isfinite(exp(np.array([-1e300, -np.inf, 1e300, np.inf]))))


def test_inverse_normal_agrees_with_the_library():
    """The inverse distribution function agrees with the standard library to 1e-15, centre and both tails."""
    u = np.concatenate((np.geomspace(2.0**-53, 0.5, 3001), 1.0 - np.geomspace(2.0**-53, 0.5, 3001)))
    expected = np.array([NormalDist().inv_cdf(float(v)) for v in u])
    np.testing.assert_allclose(inverse_normal(u), expected, rtol=2e-15, atol=2e-15)


@pytest.mark.parametrize("most", [1, 50, 1000])
def test_rows_do_not_depend_on_the_block(most: int):
    """Row n is the generator's n-th row, across the border of a block and however many are taken at one time, and lies
    strictly inside 0 to 1."""
    numbers = CrowdNumbers(11, 7, replication=2, world=3)
    taken = [numbers.rows(most) for _ in range(-(-(BLOCK + 5) // min(most, BLOCK)) + 1)]
    rows = np.concatenate(taken)[: BLOCK + 5]
    key = np.random.SeedSequence(11, spawn_key=(3, 2, 1))
    expected = np.random.Generator(np.random.Philox(key)).random((BLOCK + 5, 7))
    assert np.array_equal(rows, expected)
    assert rows.min() > 0.0
    assert rows.max() < 1.0


@pytest.mark.parametrize("trials", [0, 1, 2, 7, 40, 400, 5_000, 240_000])
@pytest.mark.parametrize("p", [0.0, 1e-6, 0.003, 0.02, 0.3, 0.5, 0.7, 0.98, 0.9999, 1.0])
def test_binomial_mean_and_variance(trials: int, p: float):
    """C2: mean Np and variance Np(1-p) over a grid that holds p = 0, p = .98, p = 1 and N = 0, within 4
    errors."""
    size = 20_000
    u, z = _numbers(size, seed=trials + 17)
    counts = binomial(np.full(size, float(trials)), np.full(size, p), u, z)
    assert np.array_equal(counts, np.floor(counts))
    assert counts.min() >= 0.0
    assert counts.max() <= trials
    variance = trials * p * (1 - p)
    fourth = variance * (1 + 3 * variance - 6 * p * (1 - p))
    assert abs(counts.mean() - trials * p) <= 4 * sqrt(variance / size) + 0.002 * sqrt(variance)
    assert abs(counts.var() - variance) <= 4 * sqrt(max(fourth - variance**2, 0.0) / size) + 0.01 * variance


def test_small_binomial_counts_are_exact_quantiles():
    """A small count is the smallest k whose exact distribution function reaches the uniform number."""
    trials, p = 9, 0.2
    mass = np.array([1.0])
    for _ in range(trials):
        mass = np.convolve(mass, [1 - p, p])
    u, z = _numbers(5_000)
    expected = np.searchsorted(np.cumsum(mass), u)
    assert np.array_equal(binomial(np.full(u.size, float(trials)), np.full(u.size, p), u, z), expected)


def test_one_person_is_never_counted_twice():
    """With one trial the count is 0 or 1 and more than nothing: a Poisson in its place would give 2 and
    more."""
    u, z = _numbers(20_000)
    counts = binomial(np.ones(u.size), np.full(u.size, 0.4), u, z)
    assert set(counts) == {0.0, 1.0}
    assert counts.mean() == pytest.approx(0.4, abs=0.015)


@pytest.mark.parametrize("mean", [0.0, 0.02, 1.0, 14.9, 15.1, 300.0])
def test_poisson_mean_and_variance(mean: float):
    """Mean and variance of the Poisson counts, walked and expanded, within 4 errors; no cap."""
    size = 20_000
    u, z = _numbers(size, seed=int(mean * 100))
    counts = poisson(np.full(size, mean), u, z)
    assert abs(counts.mean() - mean) <= 4 * sqrt(mean / size) + 1e-3 * mean
    assert abs(counts.var() - mean) <= 4 * sqrt((2 * mean**2 + mean) / size) + 0.01 * mean


def test_more_luck_never_means_fewer_people():
    """Counts rise with the uniform number on both sides of the flip and of the walk; pairing rests on it."""
    u = np.linspace(0.001, 0.999, 999)
    z = inverse_normal(u)
    for trials, p in ((30.0, 0.1), (30.0, 0.9), (5_000.0, 0.4), (5_000.0, 0.7)):
        counts = binomial(np.full(u.size, trials), np.full(u.size, p), u, z)
        assert np.all(np.diff(counts) >= 0.0)
        assert counts[-1] > counts[0]
