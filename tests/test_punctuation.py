"""Chinese sentences carry Chinese punctuation: on every screen, in the line mode, and on the debrief's page."""

from __future__ import annotations

import asyncio
import html
import re

from support_desk import Trainee, canteen, diligent
from support_desk import start as sit_down
from support_screens import WIDE, on, opened, press, until
from test_screen_load import PAGES, started
from textual.widgets import TextArea

from simulator.scenario.moments import HOUR
from simulator.store import DrillStore
from tui.app import PodiumApp
from tui.plain import run_plain
from tui.screens.page import Dialog
from tui.widgets.bars import Quiet
from tui.widgets.rows import Rows

CHINESE = r"\u3400-\u9fff、。，；：？！（）“”"
HALF = re.compile(rf"(?<=[{CHINESE}]) ?[:,;\"'()]|(?<=[\u3400-\u9fff])[!?]|[:,;\"'()] ?(?=[{CHINESE}])")
"""A half-width mark beside Chinese; the mark ``(!)`` before a row is a sign and no bracket."""
SEAT = {"scenario": "canteen", "seat": "health"}
TABS = ("papers", "tasks", "facts", "claims", "people", "drafts", "who")


def wrong(text: str) -> list[str]:
    """Every half-width mark beside Chinese, with what stands round it."""
    text = text.replace("(!)", "")
    return [text[max(0, found.start() - 12) : found.end() + 12] for found in HALF.finditer(text)]


def said(app: PodiumApp) -> str:
    """Everything that the open screen says, uncut."""
    parts = [quiet.said for quiet in app.screen.query(Quiet)]
    parts += [f"{row.mark}\n{row.title}\n{row.note}" for rows in app.screen.query(Rows) for row in rows.rows]
    parts += [field.text for field in app.screen.query(TextArea)]
    return "\n".join(parts)


def test_half_width_marks_are_found() -> None:
    """The search finds each mark, and leaves times, numbers and English alone."""
    assert len(wrong('县局: 说,"好"(不)')) >= 5
    assert not wrong("T+01:00 · R22 (N61) 3,000条，“好”：12:30")


def test_screens_and_debrief_in_chinese_have_chinese_punctuation() -> None:
    """Every page and every tab of a drill in full swing, and the judgement with its page."""

    async def play() -> None:
        async with opened("zh", WIDE, start=started(canteen(9), 8 * HOUR), **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            found = {"briefing": wrong(said(app))}
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            desk = app.screen
            assert app.play is not None
            for tab in TABS:
                desk.action_tab(tab)  # type: ignore[attr-defined]
                await pilot.pause()
                found[tab] = wrong(said(app))
            for name, page in PAGES.items():
                if name == "dialog":
                    continue
                app.push_screen(page(app.play))
                await until(pilot, lambda: app.screen is not desk and app.screen.is_mounted)
                await pilot.pause()
                found[name] = wrong(said(app))
                app.pop_screen()
                await pilot.pause()
            found["offers"] = wrong("\n".join(f"{offer.label}\n{offer.why}" for offer in app.play.desk.offers()))
            app.action_leave()
            await until(pilot, lambda: isinstance(app.screen, Dialog) and app.screen.query("#dialog-keys"))
            found["leaving"] = wrong(said(app))
            await press(pilot, "escape")
            app.play.host.run_until(app.play.scenario.clock.ends + 1)
            await on(pilot, "DebriefPage")
            await until(pilot, lambda: app.screen.judgement is not None)  # type: ignore[attr-defined]
            await pilot.pause()
            found["judgement"] = wrong(said(app))
            written = app.screen.judgement.page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
            bare = re.sub(r"<[^>]+>", "", re.sub(r"<(style|svg)[^>]*>.*?</\1>", "", written, flags=re.S))
            found["debrief"] = wrong(html.unescape(bare))
            assert not {name: marks for name, marks in found.items() if marks}

    asyncio.run(play())


def test_the_line_mode_in_chinese_has_chinese_punctuation() -> None:
    """A whole drill by the prompts, from the briefing to the debrief."""
    with DrillStore.open() as store:
        materials = canteen(6)
        trainee = Trainee(diligent)
        run_plain(sit_down(store, materials, "health"), "health", "zh", trainee, trainee.out, materials)
    assert not wrong(trainee.out.getvalue())
