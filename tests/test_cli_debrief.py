"""``podium debrief``: page and sheet of a recorded drill, written again from its record; and the screen that shows the same."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_screens import WIDE, on, opened, press, until

from simulator.host.local import Host
from simulator.replay.materials import gather
from simulator.scenario.text import Language
from simulator.store import DrillStore, home
from simulator.store.kept import FOLDER
from tui.cli import run
from tui.screens.debrief import DebriefPage

DRILL = "tutorial-7-01"
OPEN = "tutorial-7-02"
Told = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished drill of a silent trainee, and one that was broken off."""
    folder = tmp_path_factory.mktemp("played")
    found = gather("tutorial", "i80-2016")
    first = found.scenario.seats[0].id
    header = found.header(seed=7, crew={s.id: "trainee" if s.id == first else "trained" for s in found.scenario.seats})
    with DrillStore.open(folder / "drills.sqlite3") as store:
        for until_ in (found.scenario.clock.ends + 1, 3600):
            Host.start(store, header, found.drill(header), found.crew(header)).run_until(until_)
    return folder


@pytest.fixture
def podium(played: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command line over a copy of that folder; gives exit code, stdout and stderr."""
    shutil.copytree(played, home())

    def call(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def data(told: tuple[int, str, str]) -> dict[str, Any]:
    """The JSON object that was printed."""
    assert told[0] == 0, told[2]
    row: dict[str, Any] = json.loads(told[1])
    return row


def test_the_page_is_written_again(podium: Told, tmp_path: Path) -> None:
    """In either language, where it is wanted; the second time the reference play is at hand."""
    for language, title in (("en", "After-action report"), ("zh", "演练评估报告")):
        target = tmp_path / f"{language}.html"
        code, out, _ = podium("debrief", DRILL, "--lang", language, "--out", str(target))
        assert code == 0
        assert str(target) in out
        text = target.read_text(encoding="utf-8")
        assert title in text
        assert 'id="beside"' in text
        assert 'id="sheet"' in text
    assert [path.name for path in (home() / FOLDER).iterdir()] == [f"{DRILL}.json.gz"]


def test_the_data_has_both_plays(podium: Told) -> None:
    """Scores, ratings and outcome of the drill and of its reference; the page lies beside the records."""
    row = data(podium("debrief", DRILL, "--json"))
    assert row["reference"]["scores"]["total"] > row["scores"]["total"]
    assert set(row["reference"]["crew"].values()) == {"trained", "expert"}
    assert [goal["rating"] for goal in row["objectives"]]
    assert Path(row["debrief"]) == home() / "debriefs" / f"{DRILL}.html"


def test_the_same_page_each_time(podium: Told, tmp_path: Path) -> None:
    """With the reference played and with it kept."""
    pages = []
    for name in ("a.html", "b.html"):
        assert podium("debrief", DRILL, "--out", str(tmp_path / name))[0] == 0
        pages.append((tmp_path / name).read_text(encoding="utf-8"))
    assert pages[0] == pages[1]


def test_the_sheet_in_three_forms(podium: Told, tmp_path: Path) -> None:
    """Text, data and a table; a table in a file begins so that a spreadsheet reads its Chinese."""
    code, text, _ = podium("debrief", DRILL, "--sheet", "--lang", "zh")
    assert code == 0
    assert "演练评估表" in text
    items = data(podium("debrief", DRILL, "--sheet", "--json"))["items"]
    rows = list(csv.reader(io.StringIO(podium("debrief", DRILL, "--sheet", "--csv")[1])))
    assert sum(row[0] == "item" for row in rows) == len(items) > 0
    target = tmp_path / "sheet.csv"
    assert podium("debrief", DRILL, "--sheet", "--csv", "--lang", "zh", "--out", str(target))[0] == 0
    assert target.read_bytes().startswith("\ufeff部分".encode())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("debrief", "nothing-1-01"), 4, "there is no drill"),
        (("debrief", OPEN), 5, "podium play --resume"),
        (("debrief", DRILL, "--csv"), 2, "--sheet"),
        (("debrief", DRILL, "--sheet", "--csv", "--json"), 2, "name one"),
        (("debrief", DRILL, "--rulebook", "hypothetical-loose"), 1, "has changed since the drill"),
    ],
)
def test_what_cannot_be_done_is_said(podium: Told, words: tuple[str, ...], code: int, said: str) -> None:
    """One sentence and the exit code that belongs to it; nothing on standard output."""
    found = podium(*words)
    assert (found[0], found[1]) == (code, "")
    assert said in found[2]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "with an expert in your seat"), ("zh", "与专家担任本席位的同一演练对照")]
)
def test_the_screen_shows_both_and_the_ratings(language: Language, said: str) -> None:
    """After a drill the screen holds the scores, the reference beside them and a letter for each objective."""

    async def play() -> None:
        async with opened(language, WIDE) as (app, pilot):
            await on(pilot, "PickerPage")
            app.choose_seat("tutorial")
            await on(pilot, "SeatsPage")
            await press(pilot, "1")
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.host.run_until(app.play.scenario.clock.ends + 1)
            await on(pilot, "DebriefPage")
            page = app.screen
            assert isinstance(page, DebriefPage)
            await until(pilot, lambda: page.judgement is not None)
            text = page.text("about").said
            assert said in text
            assert page.judgement is not None
            assert page.judgement.beside is not None
            assert f"{page.judgement.beside.scores.total:.1f}" in text
            rated = [row.rating for row in page.judgement.scorecard.objectives]
            assert re.findall(r"^ ([PSMU–])  [PSMU–]  ", text, re.M) == [rating or "–" for rating in rated]

    asyncio.run(play())
