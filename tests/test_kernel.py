"""R2: the compiled kernel is the reference step, bit by bit, and nobody waits for it who does not need it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.agreement import differs, extreme, plain
from simulator.errors import UsageError
from simulator.opinion import elementary, kernel, normals, reference, stepping
from simulator.opinion.actions import Crowd
from simulator.replay import warm

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _form_of_before() -> Iterator[None]:
    """What a test chooses for the process does not outlive it."""
    before = stepping.chosen(), stepping.look(), stepping.refresh()
    yield
    stepping._chosen[0], stepping._look[0], stepping._refresh[0] = before


@pytest.mark.parametrize("narratives", [1, 3, 8])
@pytest.mark.parametrize("hot", [{"hot_at": 0.0, "hot": 0.5}, {"hot": 0.0}], ids=["hot", "cool"])
def test_whole_runs_with_actions_agree_to_the_last_bit(narratives: int, hot: dict[str, float]):
    """72 h with actions of all kinds, with and without a hot list, come out the same in both forms."""
    assert differs(*plain(narratives, **hot), Random(narratives), actions=40) is None


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.randoms(use_true_random=False), st.integers(0, 2**63 - 1))
def test_extreme_parameters_agree_to_the_last_bit(chance: Random, seed: int):
    """Anywhere inside the legal bounds too; benchmarks/agreement.py plays hundreds."""
    assert differs(*extreme(chance), chance, ticks=288, actions=16, seed=seed) is None


def test_the_comparison_can_fail(monkeypatch: pytest.MonkeyPatch):
    """A reference whose tick is a billionth longer is found out."""
    monkeypatch.setattr(reference, "TICK_HOURS", reference.TICK_HOURS * (1.0 + 1e-9))
    assert differs(*plain(3), Random(1), ticks=288, actions=4) is not None


def test_either_form_takes_over_from_the_other():
    """A crowd that changes its form in the middle goes on as if nothing had happened."""
    narratives, public = plain(3)
    whole = Crowd(narratives, public, seed=3, step=reference.advance)
    whole.run(400)
    mixed = Crowd(narratives, public, seed=3, step=reference.advance)
    for step, ticks in ((reference.advance, 130), (kernel.advance, 140), (reference.advance, 1), (kernel.advance, 129)):
        mixed._step = step
        mixed.run(ticks)
    assert mixed.bits() == whole.bits()
    assert mixed.now == 400 * 300


@pytest.mark.parametrize("step", [reference.advance, kernel.advance], ids=["reference", "compiled"])
def test_many_ticks_in_one_call_are_many_calls(step: stepping.Step):
    """Running on is ticking on, across the blocks in which random numbers are drawn."""
    narratives, public = plain(3)
    one, two = (Crowd(narratives, public, seed=3, step=step) for _ in range(2))
    for _ in range(300):
        one.tick()
    for ticks in (1, 70, 3, 0, 226):
        two.run(ticks)
    assert one.bits() == two.bits()


def test_the_scalar_functions_are_the_elementwise_ones():
    """exp, expm1 and log of the kernel repeat those of the reference to the bit, over their whole range."""
    x = np.concatenate(
        (np.linspace(-750.0, 750.0, 20_001), np.linspace(-1.0, 1.0, 5_001), [-np.inf, np.inf, 0.0, -0.0])
    )
    assert [kernel._exp(v) for v in x] == elementary.exp(x).tolist()
    assert [kernel._expm1(v) for v in x] == elementary.expm1(x).tolist()
    y = np.concatenate((np.geomspace(1e-300, 1e300, 5_001), np.linspace(0.5, 1.0, 20_001)))
    assert [kernel._log(v) for v in y] == elementary.log(y).tolist()
    u = np.concatenate((np.geomspace(2.0**-53, 0.5, 3_001), 1.0 - np.geomspace(2.0**-53, 0.5, 3_001), [0.075, 0.925]))
    assert [kernel._normal(v) for v in u] == normals.inverse_normal(u).tolist()


def test_both_forms_of_the_look_see_the_same():
    """What a pulse is read from is the same to the last bit in both forms, in the middle of a run, on and off the hot list."""
    for hot_at in (0.0, 1e7):
        crowd = Crowd(*plain(3, hot_at=hot_at), seed=5)
        state, constants = crowd._state, crowd._constants
        for ticks in (1, 6, 12, 200):
            crowd.run(ticks)
            seen = [
                look(
                    *(state.people, state.narratives, state.trust, state.ring, state.ring_channels),
                    *(state.ring_segments, state.clock, constants.numbers, constants.narratives),
                    *(np.linspace(0.1, 2.0, 5), crowd._heads, ticks),
                ).tolist()
                for look in (reference.look, kernel.look)
            ]
            assert seen[0] == seen[1]
            trust = state.trust.copy(), state.trust.copy()
            for refresh, one in zip((reference.refresh, kernel.refresh), trust, strict=True):
                one[0] += 0.01 * ticks
                refresh(one, crowd.parameters.eta)
            assert trust[0].tolist() == trust[1].tolist()


def test_one_compilation_serves_all_shapes():
    """Narratives, segments and blocks of any number meet the machine code that the warm-up made."""
    kernel.warm_up()
    for narratives in (1, 2, 8):
        stepping.use_compiled()
        crowd = Crowd(*plain(narratives), seed=1)
        crowd.run(3)
        crowd.pulse()
        crowd.trust_jump(0.1)
    assert kernel.signatures() == 3


def test_assigning_to_a_part_of_the_state_writes_into_it():
    """The step sees what was assigned, for the array stays the same."""
    for step in (reference.advance, kernel.advance):
        crowd = Crowd(*plain(3), seed=1, step=step)
        crowd.coverage = np.full(3, 0.5)
        crowd.silence_rate = 0.5
        crowd.tick()
        assert crowd.coverage == pytest.approx([0.5 * 2 ** (-1 / 288)] * 3)
        assert crowd.silence_rate == 0.5


def test_a_batch_takes_the_kernel(monkeypatch: pytest.MonkeyPatch):
    """After the warm-up, crowds are made with the compiled step; single drills keep what is loaded."""
    monkeypatch.delenv(warm.VARIABLE, raising=False)
    stepping.use_reference()
    warm.for_one_drill()
    assert stepping.chosen() is reference.advance
    warm.warm_up()
    warm.for_one_drill()
    assert stepping.chosen() is kernel.advance
    assert Crowd(*plain(1), seed=1)._step is kernel.advance


def test_the_environment_may_force_a_form(monkeypatch: pytest.MonkeyPatch):
    """PODIUM_KERNEL overrides both occasions, and a wrong value is one clear sentence."""
    monkeypatch.setenv(warm.VARIABLE, "compiled")
    warm.for_one_drill()
    assert stepping.chosen() is kernel.advance
    monkeypatch.setenv(warm.VARIABLE, "reference")
    for choose in (warm.for_one_drill, warm.warm_up):
        stepping.use_compiled()
        choose()
        assert stepping.chosen() is reference.advance
    monkeypatch.setenv(warm.VARIABLE, "fast")
    with pytest.raises(UsageError, match="PODIUM_KERNEL is 'fast'"):
        warm.for_one_drill()


def test_a_single_drill_loads_no_numba():
    """Half a second of loading is for batches: a drill that is made and advanced leaves numba on disk."""
    code = (
        "import sys; from simulator.replay.materials import gather; m = gather('canteen', 'i80-2016'); "
        "d = m.drill(m.header(seed=1, crew={s.id: 'expert' for s in m.scenario.seats})); d.advance(d.now + 3600); "
        "print('numba' in sys.modules, 'simulator.opinion.kernel' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != warm.VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
