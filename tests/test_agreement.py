"""Agreement between people and the scorer: kappa, intervals, gates, and bands fitted without the scenario they judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import BadInputError
from simulator.message.agreement import BANDS, Judged, agreement, between, fitted_bands, weighted_kappa
from simulator.message.labelled import Labelled, Opinion, read_labelled


def _judged(number: int, label: int, raw: int, scenario: str = "one", **other: object) -> Judged:
    grade = sum(raw >= band for band in BANDS)
    given = {"language": "en", "label_gates": (), "grade": grade, "cap": None, "gates": ()} | other
    return Judged(id=f"m{number}", scenario=scenario, label=label, raw=raw, **given)


def test_kappa_is_that_of_a_table_worked_by_hand():
    """Ten messages, eight alike, one off by one and one by two: 1 - (1 + 4) / 40.4 by the marginals."""
    one = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    other = [0, 0, 1, 1, 2, 3, 3, 1, 4, 4]
    expected = sum((a - b) ** 2 for a in one for b in other) / 10
    assert weighted_kappa(one, other) == pytest.approx(1 - 5 / expected)


def test_kappa_is_one_for_equal_grades_and_below_nought_for_reversed_ones():
    """Full agreement is 1, the opposite order -1."""
    grades = [0, 1, 2, 3, 4]
    assert weighted_kappa(grades, grades) == 1.0
    assert weighted_kappa(grades, grades[::-1]) == pytest.approx(-1.0)


def test_two_who_never_vary_agree():
    """Where chance explains everything nothing is left to disagree on."""
    assert weighted_kappa([2, 2, 2], [2, 2, 2]) == 1.0


def test_the_interval_holds_the_kappa_and_is_the_same_each_time():
    """Resampling is seeded."""
    one, other = [0, 1, 2, 3, 4] * 8, [0, 1, 2, 3, 3] * 8
    first, again = between(one, other), between(one, other)
    assert first == again
    assert first["interval"][0] < first["kappa"] < first["interval"][1]
    assert first["exact"] == pytest.approx(0.8)
    assert first["within_one"] == 1.0


def test_gates_have_precision_and_recall():
    """Two labelled, two tripped, one of them rightly."""
    judged = [
        _judged(1, 1, 40, label_gates=("premature",), gates=("premature",), cap=1),
        _judged(2, 1, 40, label_gates=("premature",)),
        _judged(3, 2, 60, gates=("premature",), cap=1),
    ]
    gate = agreement(judged)["gates"]["premature"]
    assert (gate["labelled"], gate["tripped"], gate["both"]) == (2, 2, 1)
    assert (gate["precision"], gate["recall"]) == (0.5, 0.5)


def test_bands_that_grade_perfectly_stay_as_they_are():
    """Of equally good bands the nearest to the set ones are taken."""
    judged = [_judged(i, label, raw) for i, (label, raw) in enumerate([(0, 10), (1, 40), (2, 60), (3, 77), (4, 95)])]
    assert fitted_bands(judged) == BANDS


def test_a_scenario_is_judged_by_bands_fitted_on_the_others():
    """People of the other scenario ask for 80 points where the set bands ask for 85; the held-out one is graded so."""
    others = [_judged(i, 4, 82, scenario="two") for i in range(5)] + [_judged(9, 3, 75, scenario="two")]
    held = [_judged(20, 4, 82), _judged(21, 1, 40)]
    report = agreement(others + held)
    assert report["left_out"]["one"]["bands"][3] <= 82
    assert report["left_out"]["one"]["kappa"] == 1.0


def test_missed_are_those_more_than_one_grade_off():
    """A grade of 4 that people call 2 is named."""
    assert agreement([_judged(1, 2, 95), _judged(2, 3, 95)])["missed"] == ["m1"]


def test_the_label_is_the_median_and_what_most_name():
    """An author and a grader against one: the two carry it."""
    item = Labelled(
        id="x",
        scenario="canteen",
        at=3600,
        form="statement",
        party="fuhe/health",
        lang="en",
        text="...",
        author=Opinion(grade=3, gates=("blame",)),
        graders={"a": Opinion(grade=1, gates=("blame", "premature"), failed=("empathy",)), "b": Opinion(grade=3)},
    )
    assert item.grade == 3
    assert item.gates == ("blame",)
    assert item.failed == ()


def test_a_bad_set_names_line_and_field(tmp_path: Path):
    """A grade of 7 is refused with its place; so is a file that is no list, and an id used twice."""
    file = tmp_path / "set.yaml"
    one = "- {id: a, scenario: canteen, at: T+01:00, form: statement, party: fuhe/health, lang: en, text: x, "
    file.write_text(one + "graders: {a: {grade: 7}}}\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="grade"):
        read_labelled(file)
    file.write_text("scenario: canteen\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="list"):
        read_labelled(file)
    file.write_text(2 * (one + "graders: {a: {grade: 2}}}\n"), encoding="utf-8")
    with pytest.raises(BadInputError, match="twice"):
        read_labelled(file)
