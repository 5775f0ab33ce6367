"""The ladder of skills in its short form; ``benchmarks/ladder.py`` climbs it over forty seeds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.ladder import CARELESS, LADDER, Row, dead, gap, leaks, main, materials, play, quartiles, wins

SEEDS = (1, 2, 3, 4, 5, 6)


def row(skill: str, seed: int, total: float) -> Row:
    """A drill that never was."""
    return Row(skill, seed, {"total": total}, {}, (), None, frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_better_skill_wins_on_every_pair(seed: int) -> None:
    """Expert, trained, untrained, silent: in score, and the public is better off with the expert than with silence."""
    rows = {skill: play((skill, seed)) for skill in LADDER}
    totals = [rows[skill].scores["total"] for skill in LADDER]
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == len(LADDER)
    assert totals[0] >= 80
    assert totals[-1] <= 15
    expert, silent = rows["expert"].outcome, rows["silent"].outcome
    assert expert["rumour_belief"] < silent["rumour_belief"]
    assert expert["open_concerns"] < silent["open_concerns"]
    assert expert["accuracy"] > silent["accuracy"]
    assert expert["trust"] > silent["trust"]


def test_wins_pair_by_seed_and_gaps_use_the_larger_spread() -> None:
    """Two pairs, one won; a distance of ten over a spread of the worse skill."""
    rows = [row("a", 1, 20), row("b", 2, 11), row("a", 2, 10), row("b", 1, 19)]
    assert wins(rows, "a", "b") == 0.5
    far = [row("a", 1, 30), row("a", 2, 32), row("b", 1, 16), row("b", 2, 20)]
    assert gap(far, "a", "b") == pytest.approx(13 / 8**0.5)
    assert gap(far, "a", "b", pooled=True) == pytest.approx(13 / 5**0.5)


def test_quartiles_of_first_words() -> None:
    """Inclusive quartiles."""
    assert quartiles([0, 10, 20, 30, 40]) == (10, 20, 30)


def test_dead_content_is_named() -> None:
    """What no drill showed stands in the list; injects in reserve do not."""
    missing = dead([row("a", 1, 1)], "canteen", "i80-2016")
    content = materials("canteen", "i80-2016").scenario
    assert len(missing["questions"]) == len(content.questions)
    assert "lower_the_figure" not in missing["injects"]
    assert "city_wait" in missing["injects"]
    assert len(missing["public facts"]) + len(missing["withheld facts"]) == len(content.facts)


def test_a_slip_counts_for_its_skill_and_makes_a_withheld_fact_live() -> None:
    """The careless keep a trap alive, but nothing else; what goes out too early is no leak for good."""
    slips = frozenset({"names_of_pupils", "pointer_rice", "ill_23"})
    rows = [row("expert", 1, 90), replace(row(CARELESS, 1, 0), published=slips, fired=frozenset({"city_wait"}))]
    assert leaks(rows, "expert", "canteen", "i80-2016")["names_of_pupils"] == 0
    found = leaks(rows, CARELESS, "canteen", "i80-2016")
    assert found["names_of_pupils"] == 1
    assert "pointer_rice" not in found
    missing = dead(rows, "canteen", "i80-2016")
    assert "names_of_pupils" not in missing["withheld facts"]
    assert "city_wait" in missing["injects"]


def test_every_withheld_fact_of_the_bus_fares_can_slip_out() -> None:
    """A loose tongue in every seat gives each of them away in some drill: the seats that speak come to know it."""
    rows = [play((CARELESS, seed), "bus-fare") for seed in SEEDS]
    assert dead(rows, "bus-fare", "i80-2016")["withheld facts"] == []


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` names the command."""
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "python -m benchmarks.ladder" in capsys.readouterr().out
