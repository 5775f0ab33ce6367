"""Judging on the screen and by numbers: what the desk suggests stands ready, and each part of it can be changed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_desk import canteen, sit, start
from support_screens import WIDE, flat, on, opened, press, shown

from simulator.record.actions import Assess
from simulator.store import DrillStore
from tui.locale import translator
from tui.plain.judging import judge
from tui.plain.lines import Lines
from tui.screens.judging import JudgingPage


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


def by_numbers(store: DrillStore, typed: list[str]) -> Assess:
    """What comes of typing these lines into the questions, after an hour of the canteen."""
    materials = canteen(12)
    host = start(store, materials, "education")
    host.run_until(3600)
    desk = sit(host, materials, "education")
    lines = Lines(io.StringIO("\n".join(typed) + "\n"), io.StringIO(), translator("en"))
    return judge(lines, desk, "school_lunch")


def test_empty_lines_take_what_is_suggested(store: DrillStore) -> None:
    """Five empty lines are the judgement that stands first among the offers."""
    suggested = by_numbers(store, [""] * 5)
    materials = canteen(12)
    host = start(store, materials, "education")
    host.run_until(3600)
    offers = sit(host, materials, "education").offers()
    assert suggested == next(offer.action for offer in offers if offer.id == "assess:school_lunch")


def test_each_part_is_typed(store: DrillStore) -> None:
    """Class, level, grade, inputs; 0 proposes nothing."""
    judged = by_numbers(store, ["5", "4", "3", "1 3", "0"])
    assert (judged.opinion_class, judged.emergency_level, judged.grade) == ("rumour", "II", "especially_serious")
    assert judged.inputs == ("content", "media")
    assert not judged.proposal


def test_the_page_opens_with_what_is_suggested_and_sends_what_is_ticked() -> None:
    """One class, one level and one grade are ticked at any time; F8 sends them."""

    async def play() -> None:
        async with opened("en", WIDE, scenario="canteen", seat="education") as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8 f2 f2")
            assert app.play is not None
            desk = app.play.desk
            await app.push_screen(JudgingPage(app.play, "school_lunch"))
            await on(pilot, "JudgingPage")
            assert "[x] complaint" in flat(app)
            await press(pilot, "1 9 9")
            assert "[x] emergency" in flat(app)
            assert "[ ] complaint" in flat(app)
            assert "[x] level II (major)" in flat(app)
            assert shown(app).count("[x]") == 5
            await press(pilot, "f8")
            asked = [event.data["action"] for event in desk.log if event.kind == "action"]
            assert asked[-1]["act"] == "assess"
            assert (asked[-1]["opinion_class"], asked[-1]["emergency_level"]) == ("emergency", "II")

    asyncio.run(play())
