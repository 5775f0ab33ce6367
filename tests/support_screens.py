"""Helps tests to play on the screens: an application of known size whose clock stands still, and what it shows as text."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import _wait
from textual.pilot import Pilot

from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.app import PodiumApp
from tui.screens.page import Dialog, Page

NARROW, WIDE = (80, 24), (120, 40)
PATIENCE = 400
"""Rounds of the event loop that a condition may take."""


_wait.SLEEP_GRANULARITY = 1 / 250
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 4
"""The pilot looks five times as often whether the application is at rest; hundreds of keys wait for that."""


@asynccontextmanager
async def opened(
    language: Language = "en", size: tuple[int, int] = NARROW, **more: object
) -> AsyncIterator[tuple[PodiumApp, Pilot[None]]]:
    """The application on an own store, with its first screen painted."""
    with DrillStore.open() as store:
        app = PodiumApp(store, language, **more)  # type: ignore[arg-type]
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Page | Dialog))
            await pilot.pause()
            yield app, pilot


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Let the application work until a condition holds."""
    for _ in range(PATIENCE):
        if holds():
            return
        await pilot.pause()
    raise AssertionError(f"it did not come to hold; the screen shows:\n{shown(pilot.app)}")  # type: ignore[arg-type]


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys one after the other, each answered before the next."""
    for key in keys.split():
        await pilot.press(key)
        await pilot.pause()


async def on(pilot: Pilot[None], page: str) -> None:
    """Wait for a screen by the name of its class."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == page)
    await pilot.pause()


def shown(app: PodiumApp) -> str:
    """What the screen shows, line by line, as text."""
    screen = app.screen
    strips = screen._compositor.render_strips(screen.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


def flat(app: PodiumApp) -> str:
    """What the screen shows, on one line with single spaces."""
    return " ".join(shown(app).split())


Play = Callable[[PodiumApp, Pilot[None]], Awaitable[None]]
"""Steps of a test on an open application."""
