"""A text can announce a punishment; whoever ticks it says so, and R83 judges it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_desk import Trainee, canteen, sit, start
from support_screens import NARROW, on, opened, press, until

from simulator.record.actions import Draft
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Chosen
from tui.locale import translator
from tui.plain.composer import compose
from tui.plain.lines import Lines
from tui.screens.choices import PUNISHES, PartsList
from tui.screens.composer import ComposerPage

SAYS: dict[Language, str] = {"en": "punished according to law", "zh": "依法予以处罚"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tick_stands_in_the_composer(language: Language) -> None:
    """Nobody suggests it; ticked, the wording says it, and so does the message."""

    async def play() -> None:
        async with opened(language, NARROW, scenario="canteen", seat="health") as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.pace.forward(2 * HOUR)
            page = ComposerPage(app.play, "statement")
            app.push_screen(page)
            await on(pilot, "ComposerPage")
            parts = page.query_one(PartsList)
            await until(pilot, lambda: PUNISHES in [row.id for row in parts.rows])
            assert not parts.chosen().announces_punishment
            assert SAYS[language] not in page._writing.text
            way = parts.way(PUNISHES)
            assert way is not None
            await press(pilot, way.replace(",", " "))
            await until(pilot, lambda: SAYS[language] in page._writing.text)
            assert parts.chosen().announces_punishment

    asyncio.run(play())


@pytest.mark.parametrize("tick", [True, False])
def test_the_line_mode_asks_for_it(store: DrillStore, tick: bool) -> None:
    """Its answer reaches the draft; an empty line leaves it out."""
    materials = canteen(6)
    host = start(store, materials, "health")
    host.run_until(HOUR)
    desk = sit(host, materials, "health")

    def answer(new: str) -> str:
        asked = new.rstrip().split("\n")
        if any("How is it said" in line for line in asked):
            return "1\n" if tick else "\n"
        return "1\n" if any("What now" in line for line in asked) else "\n"

    trainee = Trainee(answer)
    action = compose(Lines(trainee, trainee.out, translator("en")), desk, "statement", None)
    assert isinstance(action, Draft)
    assert action.message.announces_punishment is tick


def test_what_is_ticked_enters_the_message(store: DrillStore) -> None:
    """The desk hands it on."""
    materials = canteen(6)
    desk = sit(start(store, materials, "health"), materials, "health")
    assert desk.message(Chosen(form="statement", announces_punishment=True), {"en": "x"}).announces_punishment
    assert not desk.message(Chosen(form="statement"), {"en": "x"}).announces_punishment
