"""``podium play``: a whole drill from the command line, headless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.cli import run

WAYS = ([], ["--auto", "silent"], ["--seat", "health", "--plain"], ["--json"])
"""Ways to play; the speed is looked at before any of them begins."""
NO_SPEEDS = ("nan", "inf", "-inf", "0", "-60", "3600.5", "fast", "1e400")


def play(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run ``podium play`` in this process; gives exit code, data and narration."""
    code = run(["play", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def expert(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The JSON of an expert drill."""
    code, out, _ = play(capsys, "canteen", "--auto", "expert", "--seed", "7", "--json")
    assert code == 0
    row: dict[str, Any] = json.loads(out)
    return row


def test_json_has_what_a_program_needs(expert: dict[str, Any]) -> None:
    """One object with drill, scores, outcome and findings; the scores are those of the findings."""
    for name in ("drill", "scenario", "rulebook", "seed", "events", "digest", "scores", "outcome", "findings"):
        assert name in expert
    assert expert["rulebook"] == "i80-2016"
    assert all(0 <= expert["scores"][name] <= 100 for name in ("total", "timing", "coordination", "message"))
    assert set(expert["outcome"]) >= {"rumour_belief", "open_concerns", "trust", "accuracy"}
    won = sum(finding["points"] for finding in expert["findings"])
    assert won == pytest.approx(expert["scores"]["total"], abs=0.5)


def test_the_same_command_gives_the_same_digest(expert: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Another drill of the same seed is another record of the same events."""
    _, out, _ = play(capsys, "canteen", "--auto", "expert", "--seed", "7", "--json")
    again = json.loads(out)
    assert again["digest"] == expert["digest"]
    assert again["drill"] != expert["drill"]
    assert run(["drills", "verify", expert["drill"]]) == 0


def test_the_debrief_is_written_where_it_says(expert: dict[str, Any]) -> None:
    """The page stands at the printed path and names the drill and its digest."""
    page = Path(expert["debrief"]).read_text(encoding="utf-8")
    assert expert["drill"] in page
    assert expert["digest"] in page


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["Total", "Debrief:", "EXERCISE"]), ("zh", ["总分", "复盘：", "演练"])]
)
def test_the_story_is_told_in_both_languages(lang: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json: banner, hours, scores, findings, path."""
    code, out, _ = play(capsys, "canteen", "--auto", "untrained", "--seed", "2", "--lang", lang)
    assert code == 0
    assert all(word in out for word in words)
    assert "T+01:00" in out


def test_seats_act_from_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scripted seats do what the file says, the others are colleagues."""
    script = tmp_path / "steps.yaml"
    script.write_text(
        "- {at: T+00:30, seat: health, action: {act: verify, target: pupils_ill}}\n"
        "- {at: T+01:00, seat: trainer, action: {act: fire_inject, inject: take_it_down}}\n",
        encoding="utf-8",
    )
    code, out, _ = play(capsys, "canteen", "--script", str(script), "--auto", "silent", "--json")
    assert code == 0
    row = json.loads(out)
    assert row["crew"]["health"] == "script"
    assert row["crew"]["education"] == "silent"
    run(["drills", "show", row["drill"], "--json"])
    record = json.loads(capsys.readouterr().out)["record"]
    acted = [(event["at"], event["seat"]) for event in record if event["kind"] == "action"]
    assert acted == [(1800, "health"), (3600, "trainer")]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        ([], 2, "scenario"),
        (["no_such"], 4, "no_such"),
        (["canteen", "--auto", "genius"], 4, "genius"),
        (["canteen", "--rulebook", "n99"], 4, "n99"),
        (["--resume", "canteen-9-99"], 4, "canteen-9-99"),
        (["canteen", "--seed", "-1"], 2, "seed"),
        *((["canteen", *way, "--speed", speed], 2, "from 1 to 3600") for way in WAYS for speed in NO_SPEEDS),
        (["canteen", "--script", "/no/such/file.yaml"], 4, "file.yaml"),
    ],
)
def test_what_cannot_be_played_is_said_in_a_sentence(
    arguments: list[str], code: int, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, the right exit code, the name of what is missing."""
    found, out, err = play(capsys, *arguments)
    assert found == code
    assert word in err
    assert "Traceback" not in err
    assert out == ""
