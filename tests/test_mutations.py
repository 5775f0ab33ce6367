"""Known mistakes, put into the production step on purpose: each must fail the line of the verification that is there to
catch it. The reference step is patched, for the compiled kernel is held to it bit by bit (R2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from simulator.opinion import counts, reference, state, stepping
from simulator.opinion.elementary import Array
from simulator.opinion.state import Constants, State
from simulator.opinion.theory.lines import Effort, Line
from simulator.opinion.theory.suite import run_check

Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _reference_afterwards() -> Iterator[None]:
    """Other tests find the step as it was."""
    yield
    stepping.use_reference()


def capped_poisson(patch: Patch) -> None:
    """Hearers drawn from Poisson's law and held at the number of those who may still hear."""

    def mixed(trials: Array, p: Array, means: Array, u: Array, z: Array, **_logs: Array) -> Array:
        none = np.empty(0)
        found = counts.mixed(none, none, np.concatenate((trials * p, means)), u, z)
        found[: trials.size] = np.minimum(found[: trials.size], trials)
        return found

    patch.setattr(reference, "mixed", mixed)


def untempered_kernel(patch: Patch) -> None:
    """A memory with so long a tail that 84 % of it lie within 72 h, and nothing put back."""
    patch.setattr(state, "WEIGHTS", tuple(0.84 * weight for weight in state.WEIGHTS))


def multiplied_rhythm(patch: Patch) -> None:
    """The activity of the hour multiplies what is heard, instead of running the clock."""
    made, heard = state.constants_of, reference._hearing

    def constants_of(*given: Any) -> Constants:
        constants = made(*given)
        flat = state.retention(np.ones(24), np.array([c.delay for c in given[0].channels.values()]))
        return constants._replace(keep=flat)

    def hearing(now: State, constants: Constants, read: Array) -> Array:
        hour = ((int(constants.times[0]) + int(now.clock[0])) // 3600) % 24
        return heard(now, constants, read) * float(constants.activity[hour])

    patch.setattr("simulator.opinion.field.constants_of", constants_of)
    patch.setattr(reference, "_hearing", hearing)


def swapped_matrix(patch: Patch) -> None:
    """Who reads a channel is taken from the wrong end of the list of segments."""
    made = state.constants_of

    def constants_of(*given: Any) -> Constants:
        constants = made(*given)
        heads = np.array([float(s.population) for s in given[0].segments.values()])
        return constants._replace(readers=(constants.readers * heads)[:, ::-1] / heads)

    patch.setattr("simulator.opinion.field.constants_of", constants_of)


MUTATIONS: dict[str, tuple[Callable[[Patch], None], str, str]] = {
    "capped Poisson": (capped_poisson, "clusters", "E4 n=0.5 mean"),
    "untempered kernel": (untempered_kernel, "impulse sums", "E9 n=0.6"),
    "multiplied rhythm": (multiplied_rhythm, "rhythm", "E10 ratio"),
    "swapped matrix": (swapped_matrix, "real mix", "E2 n=1.5"),
}


def line(check: str, name: str, *, compiled: bool) -> Line:
    """One line of a check at quick size, by the compiled step or by the one that can be patched."""
    if compiled:
        stepping.use_compiled()
    else:
        stepping.use_reference()
    return next(line for line in run_check(check, Effort(seed=1, quick=True)) if line.id == name)


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_mutation_fails_its_line(mutation: str, monkeypatch: Patch) -> None:
    """The line passes as the step stands, and fails with the mistake in it."""
    patch, check, name = MUTATIONS[mutation]
    assert line(check, name, compiled=True).passed
    patch(monkeypatch)
    mutated = line(check, name, compiled=False)
    assert not mutated.passed, mutated


def test_a_multiplied_rhythm_changes_the_clusters_too(monkeypatch: Patch) -> None:
    """E7: from two in the morning a multiplier would let clusters starve."""
    multiplied_rhythm(monkeypatch)
    starved = line("clusters with the rhythm", "E7 E4 n=0.5 mean", compiled=False)
    assert not starved.passed
    assert starved.measured < 2.0
