"""How far the scorer agrees with people on the development set: figures slightly below what it reached when it was fitted, so
that a change that loses agreement is seen. What people gave does not depend on the scorer; a hidden set will show less.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.message.agreement import agreement
from simulator.message.assess import judged
from simulator.message.labelled import read_all

SET = Path(__file__).parent / "data" / "messages"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """The agreement over the whole set."""
    return agreement(judged(read_all(SET)))


def test_the_grades_agree_with_peoples(found: dict[str, Any]) -> None:
    """Kappa and closeness over all messages."""
    assert found["n"] >= 252
    assert found["overall"]["kappa"] >= 0.91
    assert found["overall"]["within_one"] >= 0.96


@pytest.mark.parametrize("language", ["en", "zh"])
def test_they_agree_in_each_language(found: dict[str, Any], language: str) -> None:
    """Kappa for each language."""
    assert found["languages"][language]["kappa"] >= 0.88


def test_they_agree_on_a_scenario_that_the_bands_have_not_seen(found: dict[str, Any]) -> None:
    """Kappa with each scenario graded by the bands of the others."""
    assert found["left_out_kappa"] >= 0.9
    assert all(row["kappa"] >= 0.85 for row in found["left_out"].values())


@pytest.mark.parametrize(
    ("gate", "recall", "precision"),
    [
        ("disclosure", 1.0, 0.95),
        ("false_reassurance", 1.0, 0.9),
        ("evasion", 1.0, 0.85),
        ("pasted", 1.0, 0.95),
        ("template", 1.0, 0.95),
        ("stuffing", 1.0, 0.6),
        ("blame", 0.9, 0.9),
        ("premature", 0.75, 0.8),
        ("outdated", 0.7, 0.7),
        ("contradiction", 0.7, 0.7),
        ("interdept", 0.7, 0.7),
    ],
)
def test_a_gate_trips_where_people_see_the_fault(
    found: dict[str, Any], gate: str, recall: float, precision: float
) -> None:
    """Recall and precision of each gate."""
    assert found["gates"][gate]["recall"] >= recall
    assert found["gates"][gate]["precision"] >= precision
