"""A trainer's judgement by hand stands beside the computed one, with its reason, in the debrief, the sheet and the data; it
never takes its place, and cannot be changed unnoticed.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support_drill import small
from support_judgement import good
from test_cli_debrief import DRILL, Told, played, podium

from simulator.errors import NotFoundError
from simulator.record import Record
from simulator.scoring.overrides import computed
from simulator.store import DrillStore, StoreDamagedError, home
from simulator.store.overrides import FOLDER, kept_overrides

__all__ = ["played", "podium"]
WHY = "She rang the family herself; no rule asks for it."


def data(told: tuple[int, str, str]) -> dict[str, Any]:
    """The JSON object that was printed."""
    assert told[0] == 0, told[2]
    row: dict[str, Any] = json.loads(told[1])
    return row


def goals(row: dict[str, Any]) -> dict[str, Any]:
    """Objective -> computed rating."""
    return {goal["objective"]: goal["rating"] for goal in row["objectives"]}


def judged(podium: Told, value: str = "M") -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The first objective judged by hand: its id, and the data before and after."""
    before = data(podium("debrief", DRILL, "--json"))
    goal = next(iter(goals(before)))
    words = ("--override", f"{goal}={value}", "--reason", WHY, "--by", "Trainer Li")
    return goal, before, data(podium("debrief", DRILL, "--json", *words))


def test_the_computed_rating_stays(podium: Told) -> None:
    """Score, ratings and digest are as before; the judgement stands beside them with what was computed, why and by whom."""
    goal, before, after = judged(podium)
    assert before["overrides"] == []
    for name in ("digest", "scores", "objectives", "findings"):
        assert after[name] == before[name]
    (one,) = after["overrides"]
    assert (one["target"], one["value"], one["reason"], one["by"]) == (goal, "M", WHY, "Trainer Li")
    assert one["computed"] == (goals(before)[goal] or "–")
    assert podium("drills", "verify", DRILL)[0] == 0


def test_page_and_sheet_show_both(podium: Told, tmp_path: Path) -> None:
    """In either language, the page beside the rating, the sheet in a part of its own, as text, data and table."""
    judged(podium)
    for language, hand in (("en", "by hand (Trainer Li): M, "), ("zh", "导调员评定（Trainer Li）：M，")):
        target = tmp_path / f"{language}.html"
        assert podium("debrief", DRILL, "--lang", language, "--out", str(target))[0] == 0
        page = target.read_text(encoding="utf-8")
        assert hand in page
        assert WHY in page
    told = podium("debrief", DRILL, "--sheet")[1]
    assert "Judged by hand, beside what was computed" in told
    assert WHY in told
    assert data(podium("debrief", DRILL, "--sheet", "--json"))["by_hand"][0]["given"] == "M"
    rows = list(csv.reader(io.StringIO(podium("debrief", DRILL, "--sheet", "--csv")[1].lstrip("\ufeff"))))
    assert any("by hand" in row and "M" in row for row in rows)


def test_the_last_judgement_holds_and_all_are_kept(podium: Told) -> None:
    """A second thought adds a line."""
    judged(podium, "M")
    _, _, after = judged(podium, "S")
    assert [one["value"] for one in after["overrides"]] == ["M", "S"]
    assert [one["given"] for one in data(podium("debrief", DRILL, "--sheet", "--json"))["by_hand"]] == ["S"]


def test_one_criterion_of_one_word() -> None:
    """The level of a word's criterion is found by the word's number in the debrief; of an answer to a paper by its own."""
    drill = good().drill
    record = Record(small().header(seed=7, crew={}), tuple(drill.events))
    first = drill.board.words[0].reading["criteria"]
    assert computed("W1:evidence", good().card, record) == str(first["evidence"])
    assert computed("W1:rumour", good().card, record) == "–"
    with pytest.raises(NotFoundError, match="no criterion 'beauty'"):
        computed("W1:beauty", good().card, record)
    with pytest.raises(NotFoundError, match="no word A9"):
        computed("A9:evidence", good().card, record)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--override", "nothing=P", "--reason", "x"), 4, "no objective 'nothing'"),
        (("--override", "W999:evidence=1", "--reason", "x"), 4, "no word W999"),
        (("--override", "W1:evidence=3", "--reason", "x"), 2, "write one of 0, 1, 2"),
        (("--override", "W1:evidence=1"), 2, "needs its --reason"),
        (("--override", "W1:evidence", "--reason", "x"), 2, "TARGET=VALUE"),
        (("--override", "W1:evidence=1", "--reason", "x", "--by", "a\nb"), 2, "--by is one line"),
        (("--reason", "x"), 2, "belong to --override"),
    ],
)
def test_what_cannot_be_judged_is_refused(podium: Told, words: tuple[str, ...], code: int, says: str) -> None:
    """One sentence, and nothing is kept."""
    found, _, err = podium("debrief", DRILL, *words)
    assert found == code
    assert says in err
    assert not (home() / FOLDER).exists()


@pytest.mark.parametrize("change", ["value", "first", "rubbish"])
def test_a_change_by_another_hand_shows(podium: Told, change: str) -> None:
    """An altered line, a line left out, a line that is none."""
    judged(podium, "M")
    judged(podium, "S")
    place = home() / FOLDER / f"{DRILL}.jsonl"
    lines = place.read_text(encoding="utf-8").splitlines()
    changed = {
        "value": [lines[0].replace('"value":"M"', '"value":"P"'), lines[1]],
        "first": lines[1:],
        "rubbish": [*lines, "[]"],
    }[change]
    place.write_text("\n".join(changed) + "\n", encoding="utf-8")
    with DrillStore.open_to_read() as store, pytest.raises(StoreDamagedError, match="is not as Podium wrote it"):
        kept_overrides(store, DRILL)
    shutil.rmtree(home() / FOLDER)
    assert podium("debrief", DRILL, "--sheet")[0] == 0
