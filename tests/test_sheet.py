"""The evaluation sheet: its marks are the scorecard's, its choices follow its own conversion, and its table cannot act."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from support_debrief import HOSTILE, played, rulebook, scenario, scored

from reports.names import Names
from reports.sheet import Sheet, sheet_csv, sheet_lines, sheet_of
from reports.spreadsheet import cell, table
from simulator.scenario.text import Language

CHINESE = re.compile("[\u4e00-\u9fff]")


def sheet(language: Language = "en", script: bool = True) -> tuple[Sheet, Names]:
    """The sheet of the drill, and the names in its language."""
    names = Names(scenario(), language)
    return sheet_of(played(script), scenario(), rulebook(), scored(script), names, "d-7"), names


def test_marks_add_up_to_the_total() -> None:
    """Possible marks are a hundred; the marks won are those of the findings."""
    found, _ = sheet()
    assert sum(item.possible for item in found.items) == pytest.approx(100, abs=2)
    for item in found.items:
        own = [f for f in scored().findings if f.rule == item.rule and item.dimension.lower() == f.dimension]
        assert item.won == pytest.approx(sum(f.points for f in own), abs=0.06)
        assert item.kept + len(item.observations) + item.further == len(own)
    assert len({(item.dimension, item.rule) for item in found.items}) == len(found.items)


def test_choices_follow_the_conversion() -> None:
    """An item's choice is that of its rating, and each rating stands in the conversion."""
    found, _ = sheet()
    choices = {mark[0]: choice for mark, choice, _ in found.conversion}
    assert list(choices) == ["P", "S", "M", "U"]
    assert all(item.choice == choices[item.rating] for item in found.items if item.rating)
    assert {item.rating for item in found.items} >= {"P", "U"}


def test_what_was_wanting_has_evidence_and_advice() -> None:
    """Each item that is not wholly kept says when and who, names events, and says what would have been right."""
    found, _ = sheet()
    wanting = [item for item in found.items if item.observations]
    assert wanting
    assert all(item.evidence and item.advice for item in wanting)


def test_objectives_are_those_of_the_scorecard() -> None:
    """Number, words and rating of each."""
    found, names = sheet("zh")
    assert [goal.rating for goal in found.goals] == [row.rating for row in scored().objectives]
    assert [goal.text for goal in found.goals] == [names.text(row.text) for row in scored().objectives]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_text_holds_every_item(language: Language) -> None:
    """Head, objectives, items, conversion, report and blank fields, in the language."""
    found, names = sheet(language)
    text = "\n".join(sheet_lines(found, names))
    assert all(item.cited in text and item.choice in text for item in found.items)
    assert all(goal.text in text for goal in found.goals)
    assert text.count("____________") >= 5
    assert bool(CHINESE.search(text.replace("演练", ""))) == (language == "zh") or language == "en"


def test_the_data_is_plain() -> None:
    """The sheet as JSON and back is the same."""
    found, _ = sheet()
    data = json.loads(json.dumps(found.data()))
    assert [row["rule"] for row in data["items"]] == [item.rule for item in found.items]
    assert data["goals"][0]["rating"] == found.goals[0].rating


def test_the_table_has_a_row_for_each_objective_and_item() -> None:
    """All rows are as long as the head, and numbers are numbers."""
    found, names = sheet()
    rows = list(csv.reader(io.StringIO(sheet_csv(found, names))))
    assert len(rows) == 1 + len(found.goals) + len(found.items)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [float(row[6]) for row in rows[1 + len(found.goals) :]] == [item.possible for item in found.items]


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-1+1", "@SUM(A1)", "  =cmd()", "\n=cmd()", "\uff1dcmd()", "\t=cmd()"]
)
def test_a_formula_is_text(text: str) -> None:
    """A spreadsheet takes it for words."""
    assert str(cell(text)).startswith("'")
    assert table(["a"], [[text]]).splitlines()[1].lstrip('"').startswith("'")


def test_numbers_and_words_stay() -> None:
    """Own numbers are not quoted, even below nothing; harmless words are as they were; nothing acts."""
    assert [cell(value) for value in (-1.5, 0, None, "T+01:00 health")] == [-1.5, 0, "", "T+01:00 health"]
    assert "\x1b" not in str(cell("a\x1b[31m"))
    assert "\u202e" not in str(cell("\u202eabc"))


def test_a_silent_drill_has_a_sheet() -> None:
    """Nothing was done: marks of nothing, and no strength."""
    found, names = sheet(script=False)
    assert found.strengths == () or scored(False).scores.total > 0
    assert any(item.rating == "U" for item in found.items)
    assert HOSTILE not in "".join(sheet_lines(found, names))
