"""The references that the verification relies on: fixed points, laws and simulators, each against numbers that were
derived apart from this code, or against one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, inf, nan

import numpy as np
import pytest

from simulator.opinion import stepping
from simulator.opinion.theory import exact, rumours
from simulator.opinion.theory.lines import Effort, identical, near, ordered, within
from simulator.opinion.theory.publics import COUNTY, everything_off, heard, mixing_of, own_mix, spark
from simulator.opinion.theory.suite import CHECKS, HEAVY, run_check

QUICK = Effort(seed=1, quick=True)


@pytest.fixture(autouse=True, scope="module")
def _compiled_step() -> Iterator[None]:
    """The compiled step, as the command uses it."""
    stepping.use_compiled()
    yield
    stepping.use_reference()


@pytest.mark.parametrize(
    ("rate", "theta"),
    [(2.0, 0.2031878700), (1.5, 0.417188356), (3.0, 0.059520209), (4.0, 0.019827401), (0.5, 1.0), (0.0, 1.0)],
)
def test_fixed_points(rate: float, theta: float) -> None:
    """A1, A5 and E5: the smallest root, and 1 where nothing spreads."""
    assert exact.fixed_point(rate) == pytest.approx(theta, abs=1e-9)


def test_final_sizes_agree_with_the_fixed_point_and_with_each_other() -> None:
    """One mix, split into equal parts or not, gives the same share; a segment that nobody reads hears nothing."""
    assert exact.final_size(2.0) == pytest.approx(1.0 - exact.fixed_point(2.0), abs=1e-12)
    parts = exact.final_sizes(2.0, np.full((3, 3), 1 / 3), np.full(3, 100.0), np.zeros(3))
    assert parts == pytest.approx([0.796812130] * 3, abs=1e-8)
    apart = exact.final_sizes(2.0, np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([50.0, 50.0]), np.array([1.0, 0.0]))
    assert apart[0] > 0.8
    assert apart[1] == 0.0
    assert exact.final_size(0.5) == pytest.approx(0.0, abs=1e-12)


def test_seeds_add_to_a_final_size_below_the_threshold() -> None:
    """At n = .5 each seed post brings one more hearer: n/(1-n) to first order."""
    assert exact.final_size(0.5, 1e-6) == pytest.approx(1e-6, rel=1e-4)


def test_borel_is_a_law_with_its_moments() -> None:
    """Masses sum to 1, with mean 1/(1-n) and variance n/(1-n)^3; the fourth moment by summing again."""
    for n in (0.3, 0.5, 0.7):
        sizes = np.arange(1, 4000)
        masses = np.array([exact.borel(n, int(size)) for size in sizes])
        mean, variance = exact.borel_moments(n)
        assert masses.sum() == pytest.approx(1.0, abs=1e-9)
        assert masses @ sizes == pytest.approx(mean, rel=1e-8)
        assert masses @ (sizes - mean) ** 2 == pytest.approx(variance, rel=1e-8)
        assert masses @ (sizes - mean) ** 4 == pytest.approx(exact.borel_fourth(n), rel=1e-6)


@pytest.mark.parametrize(
    ("size", "mean", "variance"), [(100, 0.204519, 0.285664), (400, 0.203490, 0.275717), (1000, 0.203306, 0.273911)]
)
def test_the_exact_law_of_maki_thompson(size: int, mean: float, variance: float) -> None:
    """A4 and the finite-size table: mean and variance of the share, to the last digit given."""
    law = exact.maki_thompson(size)
    left = np.arange(size + 1)
    assert law.sum() == pytest.approx(1.0, abs=1e-12)
    assert law @ left / size == pytest.approx(mean, abs=1e-6)
    assert law @ (left - law @ left) ** 2 / size == pytest.approx(variance, abs=1e-6)


def test_the_sampler_draws_from_the_exact_law() -> None:
    """The vectorised sampler and the call-by-call simulator both follow the exact law at N = 20."""
    law = exact.maki_thompson(20)
    runs = 20_000
    for found in (
        rumours.sample_ignorants(20, runs, rumours.generator(3, 1)),
        rumours.simulate_maki_thompson(20, runs, rumours.generator(3, 2)),
    ):
        seen = np.bincount(found, minlength=21)
        usual = law * runs >= 5
        value = (((seen - law * runs) ** 2)[usual] / (law * runs)[usual]).sum()
        assert exact.chi_square_tail(float(value), int(usual.sum()) - 1) > 1e-3


def test_daley_kendall_ends_at_once_now_and_then() -> None:
    """With three persons two spreaders meet with probability 1/3 and leave one ignorant."""
    left = rumours.simulate_daley_kendall(2, 30_000, rumours.generator(5, 1))
    # after the first telling: one ignorant (weight 1), one pair of spreaders (weight 1/2)
    assert (left == 1).mean() == pytest.approx(1 / 3, abs=0.011)
    assert exact.rumour_variance("maki_thompson") == pytest.approx(0.272736, abs=1e-6)


def test_growth_and_impulse_belong_together() -> None:
    """A response grows or dies as the equation says: its tail follows the root, its sum n/(1-n)."""
    assert exact.growth_rate(1.2, 1 / 12) == pytest.approx(0.133, abs=5e-4)
    assert exact.growth_rate(1.5, 1 / 12) == pytest.approx(0.552, abs=5e-4)
    assert exact.growth_rate(1.5) > exact.growth_rate(1.5, 1 / 12)
    response = exact.impulse_response(1.5, 300)
    assert np.log(response[-1] / response[-13]) == pytest.approx(exact.growth_rate(1.5, 1 / 12), rel=1e-3)
    assert exact.impulse_response(0.3, 2880).sum() == pytest.approx(3 / 7, rel=1e-4)


def test_queues_by_formula() -> None:
    """Erlang C as in the reference; Erlang A falls back to it when nobody hangs up, and balances its flows."""
    assert exact.erlang_c(2, 1.5) == pytest.approx((0.642857, 1.285714), abs=1e-6)
    assert exact.erlang_c(10, 8.0) == pytest.approx((0.409180, 0.204590), abs=1e-6)
    assert exact.erlang_a(2, 1.5, 1.0, 0.01)[0] == pytest.approx(0.642857, abs=0.03)
    busy, lost = exact.erlang_a(1, 2.0, 1.0, 1.0)  # as many leave as are there: Poisson with mean 2
    assert busy == pytest.approx(1.0 - exp(-2.0), abs=1e-9)
    assert lost == pytest.approx((1.0 + exp(-2.0)) / 2.0, abs=1e-9)


def test_tails_of_the_tests_themselves() -> None:
    """The 5 % points of chi-square, and of Kolmogorov and Smirnov's statistic."""
    for freedom, point in ((1, 3.841459), (2, 5.991465), (5, 11.070498), (10, 18.307038), (15, 24.995790)):
        assert exact.chi_square_tail(point, freedom) == pytest.approx(0.05, abs=1e-6)
    numbers = np.arange(1000.0)
    assert exact.same_law(numbers, numbers + 0.5) > 0.99
    assert exact.same_law(numbers, numbers + 60.74) == pytest.approx(0.05, abs=0.003)
    assert exact.same_law(numbers, numbers + 200) < 1e-6


def test_lines_judge_as_they_say() -> None:
    """Tolerances, the widening to four standard errors, ranges, pairs; a number that is none never passes."""
    assert near("a", "", 1.0, 1.1, 0.1 + 1e-12).passed
    assert not near("a", "", 1.0, 1.11, 0.1).passed
    assert near("a", "", 1.0, 1.11, 0.1, error=0.03).tolerance == pytest.approx(0.12)
    assert not near("a", "", 1.0, nan, 9.0).passed
    assert not within("a", "", None, 3.0, nan).passed
    assert not within("a", "", 1.0, None, inf).passed
    assert within("a", "", 1.0, 3.0, 3.0).passed
    assert identical("a", "", 0).passed
    assert not identical("a", "", 1).passed
    assert not ordered("a", "", 0.95, [True] * 94 + [False] * 6).passed
    assert ordered("a", "", 0.95, [True] * 95 + [False] * 5).passed
    assert ordered("a", "", 0.9, [True] * 15 + [False] * 5).passed
    assert not ordered("a", "", 1.0, [True] * 19 + [False]).passed
    assert within("a", "", None, 3.0, nan).as_dict()["measured"] is None


def test_an_own_matrix_is_the_crowds_matrix() -> None:
    """Segments on channels of their own mix by exactly the matrix given, also one that is not symmetric."""
    matrix = np.array([[0.7, 0.3, 0.0], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]])
    found, heads = mixing_of(own_mix(matrix))
    assert found == pytest.approx(matrix, abs=1e-12)
    assert heads.tolist() == [COUNTY // 3] * 3


def test_everything_off_leaves_nothing_else() -> None:
    """With everything off and n = 0 only the seed posts appear: nobody hears."""
    reached = heard(spark(0.0, 200), 2, everything_off(one_mix=False), 3.0, seed=1, world=1)
    assert reached.sum() == 0.0


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_passes(check: str) -> None:
    """Quick size: every line is there, with a name of its own, and passes."""
    lines = run_check(check, QUICK)
    assert lines
    assert len({line.id for line in lines}) == len(lines)
    assert [line for line in lines if not line.passed] == []


def test_checks_are_pure() -> None:
    """The same effort gives the same lines to the last bit; another seed gives others."""
    for check in ("Maki-Thompson", "growth"):
        once = run_check(check, QUICK)
        assert run_check(check, QUICK) == once
        assert run_check(check, Effort(seed=2, quick=True)) != once
    assert set(HEAVY) <= set(CHECKS)
