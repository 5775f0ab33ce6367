"""Every screen as text, in both languages and two sizes, compared exactly. A wanted change is taken over by
``PODIUM_REFRESH=1 pytest tests/test_golden_screens.py``; look at the difference before committing it.
"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

import pytest
import support_podium as podium
from support_screens import NARROW, WIDE, on, opened, press, shown, until
from textual.pilot import Pilot

from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from tui.app import PodiumApp
from tui.screens.conference import ConferencePage
from tui.screens.debrief import DebriefPage
from tui.screens.judging import JudgingPage
from tui.widgets.rows import Rows

GOLDEN = Path(__file__).parent / "golden" / "screens"
STILL = 4
"""Rounds for which a picture must not change."""
SECONDS = 2 * 3600
"""How far the drill of the golden screens has come after T+0."""


def compare(name: str, picture: str) -> None:
    """The picture must be the golden one; refreshed on demand."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("PODIUM_REFRESH"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(picture, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; PODIUM_REFRESH=1 makes it"
    assert picture == path.read_text(encoding="utf-8")


async def settled(app: PodiumApp, pilot: Pilot[None]) -> str:
    """The picture once it has stayed the same for a few rounds of the event loop."""
    pictures = [""]
    while len(pictures) < STILL or len(set(pictures[-STILL:])) > 1:
        await pilot.pause()
        pictures.append(shown(app))
    return pictures[-1]


async def walk(app: PodiumApp, pilot: Pilot[None], tag: str) -> None:
    """Through every screen, from the picker to the debrief."""

    async def take(name: str) -> None:
        compare(f"{name}-{tag}", await settled(app, pilot))

    await until(pilot, lambda: app.screen.query_one(Rows).rows)
    await take("picker")
    app.choose_seat("tutorial")
    await on(pilot, "SeatsPage")
    await take("seats")
    await press(pilot, "1")
    await on(pilot, "BriefingPage")
    await take("briefing")
    await press(pilot, "f8")
    await on(pilot, "DeskPage")
    assert app.play is not None
    app.play.pace.forward(SECONDS)
    await press(pilot, "f3")
    for key, name in (
        ("f3", "papers"),
        ("f4", "facts"),
        ("f4", "claims"),
        ("f7", "people"),
        ("f7", "drafts"),
        ("tab", "who"),
    ):
        await press(pilot, key)
        await take(f"desk-{name}")
    await press(pilot, "f10")
    await take("leave")
    await press(pilot, "escape f1")
    await take("help")
    await press(pilot, "escape f3 1")
    await on(pilot, "PaperPage")
    await take("paper")
    await press(pilot, "escape f5")
    await take("act")
    await press(pilot, "escape")
    await on(pilot, "DeskPage")
    app.push_screen(JudgingPage(app.play, app.play.scenario.strands[0].id))
    await on(pilot, "JudgingPage")
    await take("judging")
    await press(pilot, "escape")
    await on(pilot, "DeskPage")
    await press(pilot, "f6 1")
    await on(pilot, "ComposerPage")
    await take("composer")
    await press(pilot, "escape escape")
    await on(pilot, "DeskPage")
    app.push_screen(ConferencePage(app.play))
    await on(pilot, "ConferencePage")
    await take("conference")
    await press(pilot, "escape")
    app.play.host.run_until(app.play.scenario.clock.ends + 1)
    await on(pilot, "DebriefPage")
    page = app.screen
    assert isinstance(page, DebriefPage)
    await until(pilot, lambda: page.judgement is not None)
    page.text("guide").say(re.sub(r"/.*/", "…/", page.text("guide").said))
    await take("debrief")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_screens_look_as_they_did(language: Language, size: tuple[int, int]) -> None:
    """From the picker to the debrief of the tutorial, nobody having done anything."""

    async def play() -> None:
        async with opened(language, size) as (app, pilot):
            await walk(app, pilot, f"{language}-{size[0]}x{size[1]}")

    asyncio.run(play())


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_podium_looks_as_it_did(language: Language, size: tuple[int, int]) -> None:
    """A question at a press conference of canteen, and the page after its answer."""
    tag = f"{language}-{size[0]}x{size[1]}"

    async def play() -> None:
        async with opened(language, size, scenario="canteen", seat="education") as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.pace.forward(4 * HOUR)
            await press(pilot, "f3")
            await podium.call(app, pilot, language)
            await podium.wait_for(app, pilot, "question_put")
            await podium.take(app, pilot)
            compare(f"podium-{tag}", await settled(app, pilot))
            await press(pilot, "f8")
            await until(pilot, lambda: podium.told(app, "question_answered"))
            compare(f"podium-answered-{tag}", await settled(app, pilot))

    asyncio.run(play())
