"""The short form of `python -m benchmarks.truth_pays`: no temptation leaves the public better off."""

from __future__ import annotations

import pytest

from benchmarks.truth_pays import SCENARIOS, TEMPTATIONS, Pair, pair, report


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_temptation_improves_the_outcome(scenario: str) -> None:
    """A comforting falsehood, posts removed on order and critics referred are each taken, and none of them pays."""
    pairs = pair((scenario, 1))
    assert [one.temptation for one in pairs] == list(TEMPTATIONS)
    for one in pairs:
        assert one.taken > 0, one.temptation
        assert one.tempted["index"] < one.honest["index"], one.temptation
        assert one.tempted["trust_after"] < one.honest["trust_after"], one.temptation


def test_a_temptation_that_pays_fails_the_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    """The report finds a temptation that improved the outcome, and one that nobody took."""
    worse = Pair("canteen", TEMPTATIONS[0], {"index": 0.5}, {"index": 0.4}, taken=1)
    others = [Pair("canteen", name, {"index": 0.5}, {"index": 0.4}, taken=1) for name in TEMPTATIONS[1:]]
    assert report([worse, *others])
    assert not report([Pair("canteen", TEMPTATIONS[0], {"index": 0.5}, {"index": 0.6}, taken=1), *others])
    assert not report([Pair("canteen", TEMPTATIONS[0], {"index": 0.5}, {"index": 0.5}, taken=0), *others])
    assert "FAILED" in capsys.readouterr().out
