"""A press conference by keys, from the desk to the question that waits."""

from __future__ import annotations

from support_screens import flat, on, press, shown, until
from textual.pilot import Pilot

from simulator.record import Event
from simulator.scenario.text import Language
from tui.app import PodiumApp
from tui.widgets.rows import DIGITS, TURN, Rows

FORM = {"en": "press conference", "zh": "新闻发布会"}


def told(app: PodiumApp, kind: str) -> list[Event]:
    """The drill's events of a kind."""
    assert app.play is not None
    return app.play.host.record.of_kind(kind)


async def choose(app: PodiumApp, pilot: Pilot[None], row: str) -> None:
    """Press the digit of a row, after turning to it where it is not among the first nine."""
    rows = app.screen.query_one("#list", Rows)
    names = [one.id for one in rows.rows if not one.heading]
    place = next(at for at, name in enumerate(names) if name.endswith(row))
    for _ in range(place // DIGITS):
        await press(pilot, TURN)
    await press(pilot, str(place % DIGITS + 1))


async def take(app: PodiumApp, pilot: Pilot[None]) -> None:
    """From the desk to the question that waits, with the keys that the first line names."""
    await press(pilot, "f3")
    assert "F5,1" in shown(app).splitlines()[1]
    await press(pilot, "f5 1")
    await on(pilot, "PodiumPage")


async def wait_for(app: PodiumApp, pilot: Pilot[None], kind: str) -> None:
    """Let time run by the desk's key until something has happened."""
    for _ in range(60):
        if told(app, kind):
            return
        await press(pilot, "f2")
        await on(pilot, "DeskPage")
    raise AssertionError(f"no {kind}:\n{shown(app)}")


async def call(app: PodiumApp, pilot: Pilot[None], language: Language) -> None:
    """From the desk: write the opening statement, wait for it, and hold the conference with health on the podium."""
    await press(pilot, "f6")
    await on(pilot, "ActPage")
    rows = app.screen.query_one("#list", Rows).rows
    assert any(FORM[language] in row.title for row in rows)
    await choose(app, pilot, "compose:conference")
    await on(pilot, "ConferencePage")
    await press(pilot, "f8")
    assert "F6" in flat(app)
    await on(pilot, "ConferencePage")
    await press(pilot, "f6")
    await on(pilot, "ComposerPage")
    await press(pilot, "escape")
    await on(pilot, "ConferencePage")
    await press(pilot, "f6")
    await on(pilot, "ComposerPage")
    await press(pilot, "f8")
    await on(pilot, "ConferencePage")
    await press(pilot, "escape")
    await on(pilot, "ActPage")
    await press(pilot, "escape")
    await on(pilot, "DeskPage")
    await wait_for(app, pilot, "draft_ready")
    await press(pilot, "f6")
    await on(pilot, "ActPage")
    await choose(app, pilot, "compose:conference")
    await on(pilot, "ConferencePage")
    await choose(app, pilot, "health")
    await press(pilot, "f8")
    await until(pilot, lambda: told(app, "conference_called"))
    if type(app.screen).__name__ == "ActPage":
        await press(pilot, "escape")
    await on(pilot, "DeskPage")
