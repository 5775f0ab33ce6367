"""Whole drills by keys alone: a newcomer presses what the line at the top names, and comes to a fair end."""

from __future__ import annotations

import asyncio

import pytest
from support_newcomer import Newcomer, Officer
from support_screens import NARROW, on, opened
from textual._compositor import Compositor

from simulator.replay.verify import verify
from simulator.scenario.text import Language
from tui.screens.debrief import DebriefPage

LESSON = 120
"""Keys within which the tutorial ends."""
CRISIS = 600
"""Keys within which three days of crisis end."""
FAIR = 60


@pytest.fixture(autouse=True)
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No terminal is there to be painted; the newcomer reads the screen as it is laid out."""
    monkeypatch.setattr(Compositor, "render_update", lambda self, **more: self._dirty_regions.clear())


@pytest.mark.parametrize(("language", "colleagues"), [("en", "trained"), ("zh", "expert")])
def test_a_newcomer_finishes_the_tutorial(language: Language, colleagues: str) -> None:
    """From the picker to the debrief with the keys that the screens name, in either language; the seat does fairly."""

    async def play() -> None:
        async with opened(language, NARROW, skill=colleagues) as (app, pilot):
            newcomer = Newcomer(app, pilot)
            await newcomer.play(LESSON - 1)
            judged = newcomer.judgement
            mine = next(seat for seat in judged.scorecard.seats if seat.seat == "water")
            told = f"{len(newcomer.pressed)} keys: {mine.scores}"
            assert judged.scorecard.passed, told
            assert mine.judged == ("timing", "coordination", "message")
            assert all(getattr(mine.scores, field) >= FAIR for field in ("total", *mine.judged)), told

    asyncio.run(play())


def test_a_crisis_is_played_by_keys_and_replays_to_the_same_digest() -> None:
    """Three days at a school's desk, where the guide names duties and not steps: an officer who knows the rules chooses among
    what the screens show; every key is offered, the debrief opens, and the record holds what happened."""

    async def play() -> None:
        async with opened("en", NARROW, scenario="canteen", seat="education") as (app, pilot):
            await on(pilot, "BriefingPage")
            newcomer = Officer(app, pilot)
            await newcomer.play(CRISIS)
            assert isinstance(app.screen, DebriefPage)
            assert app.play is not None
            host = app.play.host
            assert host.ended
            verdict = verify(app.store, host.id)
            assert verdict.sound, verdict.faults
            assert verdict.digest == host.record.digest
            assert newcomer.judgement.scorecard.scores.total >= FAIR, len(newcomer.pressed)

    asyncio.run(play())
