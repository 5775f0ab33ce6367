"""The full-screen desk shows the handling sheet of each strand: how far it has come, and by which steps."""

from __future__ import annotations

import asyncio

import pytest
from support_screens import NARROW, WIDE, flat, on, opened, press, shown, until

from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from tui.screens.desk import DeskPage
from tui.screens.help import key_lines

OFFICE = {"scenario": "river", "seat": "gov_office"}
TITLES = {
    "en": ("Fish die in the Luyan River", "Ammonia channel of the Shuangche station", "It has come to"),
    "zh": ("鹭砚河死鱼事件", "双车堰自动站氨氮通道停测问题", "目前进度"),
}


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_key_shows_the_sheet_of_each_strand_with_its_history(language: Language, size: tuple[int, int]) -> None:
    """F12 lists both strands of the river by their titles; below stand the steps of the one under the cursor."""

    async def play() -> None:
        async with opened(language, size, **OFFICE) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            assert app.play is not None
            app.play.pace.forward(8 * HOUR)
            await press(pilot, "f12")
            spill, sensor, state = TITLES[language]
            await until(pilot, lambda: state in flat(app))
            assert spill in flat(app)
            assert sensor in flat(app)
            sheets = {row.strand: row for row in app.play.desk.sheets()}
            assert set(sheets) == {"spill", "sensor"}
            at, step, _who = sheets["spill"].history[0]
            assert at >= app.play.scenario.clock.opens
            assert step in flat(app)
            assert "F12" in " ".join(shown(app).splitlines()[-2:])
            assert any(who for _at, _step, who in sheets["spill"].history)

    asyncio.run(play())


def test_who_answers_leads_to_the_sheets() -> None:
    """F12 goes to and fro between sheets and who answers; Enter on a line of who answers opens the sheets."""

    async def play() -> None:
        async with opened("en", NARROW, **OFFICE) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            desk = app.screen
            assert isinstance(desk, DeskPage)
            app.play.pace.forward(4 * HOUR)
            await press(pilot, "f12 f12")
            await until(pilot, lambda: desk._tab == "who")
            await until(pilot, lambda: "Enter, or F12" in flat(app))
            await press(pilot, "1")
            await until(pilot, lambda: desk._tab == "sheets")
            await press(pilot, "f5 f12")
            await until(pilot, lambda: app.screen is desk)
            await until(pilot, lambda: desk._tab == "who")

    asyncio.run(play())


def test_a_sheet_opens_and_is_read_to_its_last_step() -> None:
    """Enter on a sheet shows its whole course; PgDn scrolls it, an act of its strand can be taken there."""

    async def play() -> None:
        async with opened("en", NARROW, **OFFICE) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.pace.forward(30 * HOUR)
            await press(pilot, "f12 1")
            await on(pilot, "SheetPage")
            history = app.play.desk.sheets()[0].history
            assert len(history) > 10
            _at, step, who = history[-1]
            assert history == tuple(sorted(history, key=lambda entry: entry[0]))
            for _ in range(6):
                await press(pilot, "pagedown")
            await until(pilot, lambda: f"{step}: {who}"[:30] in flat(app))
            await press(pilot, "escape")
            await on(pilot, "DeskPage")

    asyncio.run(play())


def test_the_sheets_key_stands_in_the_help() -> None:
    """The list of keys names F12."""
    assert any(line.startswith("F12") and "sheet" in line for line in key_lines(str))
