"""The public as a library: the example in the package's docstring runs, and its names come without cost."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest

import simulator.opinion


def test_the_example_runs_as_it_stands() -> None:
    """Every line of the docstring's example gives what it says, in at most a dozen statements."""
    example = doctest.DocTestParser().get_doctest(simulator.opinion.__doc__ or "", {}, "simulator.opinion", None, None)
    assert 8 <= len(example.examples) <= 12
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert result.failed == 0, "".join(told)
    assert result.attempted == len(example.examples)


def test_every_public_name_is_there() -> None:
    """What ``__all__`` lists can be imported, and nothing else is made up."""
    for name in simulator.opinion.__all__:
        assert getattr(simulator.opinion, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'crowds'"):
        simulator.opinion.crowds  # noqa: B018


def test_the_package_itself_costs_no_numpy() -> None:
    """Importing the package loads neither numpy nor numba."""
    code = "import sys, simulator.opinion; print('numpy' in sys.modules, 'numba' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
