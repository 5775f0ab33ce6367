"""The screen under load: many posts at a fast clock, a window that changes at any time, and hostile words from the scenario
and from the keyboard on every page.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from support_desk import canteen
from support_screens import WIDE, on, opened, press, shown, until
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from simulator.host.clock import Clock
from simulator.host.link import Ack
from simulator.host.local import Host, LocalLink
from simulator.record.actions import Publish
from simulator.replay.materials import Materials
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.app import PodiumApp
from tui.screens import panes
from tui.screens.act import ActPage
from tui.screens.composer import ComposerPage
from tui.screens.conference import ConferencePage
from tui.screens.desk import BEAT, PAINT, DeskPage
from tui.screens.help import HelpPage
from tui.screens.page import Dialog
from tui.screens.paper import PaperPage
from tui.screens.picker import PickerPage
from tui.screens.seats import SeatsPage
from tui.widgets.bars import Quiet
from tui.widgets.literal import literal

SEAT = {"scenario": "canteen", "seat": "health"}
SPEED = 600.0
POSTS = 300
"""Posts shown of a pulse of thirty minutes, where the public writes as many."""
HOSTILE = (
    "[/已核实]",
    "[/",
    "[bold]x[/bold]",
    "[type=x, v={'a[0]'}]",
    "<script>alert(1)</script>",
    "=cmd()",
    "{claim}",
)
SHOUT = " ".join(HOSTILE)
"""What a scenario file may say; control characters it may not hold (`tests/test_scenario_load.py`)."""
TYPED = f"{SHOUT} a\x1b[31mb c\u202ed \u2066e\u2069"
LONG = (SHOUT + "长" * 6000)[: 6000 - 2 * len(TYPED)]
"""About as long as a text may be."""


def started(materials: Materials, reached: int) -> Callable[..., tuple[Host, Materials]]:
    """Starts this drill, already played to a second after T+0."""

    def start(
        store: DrillStore, scenario: str, seat: str, seed: int, rulebook: str, skill: str
    ) -> tuple[Host, Materials]:
        seats = [known.id for known in materials.scenario.seats]
        crew = {name: "trainee" if name == seat else skill for name in seats}
        header = materials.header(seed=seed, crew=crew)
        host = Host.start(store, header, materials.drill(header), materials.crew(header))
        host.run_until(reached)
        return host, materials

    return start


@cache
def hostile_canteen() -> Materials:
    """The canteen in which whatever people write or are called is hostile."""
    whole = canteen()
    data = whole.scenario.model_dump(mode="json", by_alias=True)
    for part, fields in {
        "injects": ("title", "from", "body"),
        "claims": ("says",),
        "parties": ("name",),
        "seats": ("title",),
        "outlets": ("name",),
        "questions": ("ask",),
        "signals": ("title", "body"),
    }.items():
        for item in data[part]:
            for field in fields:
                if item.get(field):
                    item[field] = {"en": SHOUT, "zh": SHOUT}
    for inject in data["injects"]:
        inject["body"] = {"en": LONG, "zh": LONG}
    for narrative in data["narratives"]:
        narrative["lines"] = {
            stance: [{"en": f"{SHOUT} {number}", "zh": f"{SHOUT} {number}"} for number in range(4)]
            for stance in narrative["lines"]
        }
    return Materials(Scenario.model_validate(data), whole.scenario_digest, whole.rulebook, whole.world)


def whole_frame(app: PodiumApp) -> None:
    """The screen paints, says that this is an exercise, and lets no control character through."""
    picture = shown(app)
    assert app._exception is None
    assert "EXERCISE" in picture or "演练" in picture
    assert not [character for character in picture if ord(character) < 32 and character != "\n"]
    assert not set(picture) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_flood_of_posts_at_600x_leaves_no_queue_and_fails_no_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 300 posts a real minute, for a simulated hour: the desk keeps up with the clock, the feed stays short."""
    monkeypatch.setattr("tui.desk.people.POSTS_PER_PULSE", POSTS)

    async def play() -> None:
        start = started(canteen(), 6 * HOUR)
        async with opened("en", WIDE, start=start, speed=SPEED, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            page, real = app.screen, [0.0]
            assert isinstance(page, DeskPage)
            assert app.play is not None
            app.play.real = lambda: real[0]
            clock = app.play.pace.clock = Clock(app.play.real, app.play.host.now, SPEED)
            app.play.pace.resume()
            waiting = []
            for beat in range(1, int(HOUR / SPEED / BEAT) + 1):
                real[0] = beat * BEAT
                page._beat()
                if beat % PAINT == 0:
                    await pilot.pause()
                    whole_frame(app)
                    waiting.append(app._message_queue.qsize() + page._message_queue.qsize())
                    assert app.play.host.now >= clock.sim_now() - SPEED * BEAT
            assert app.screen is page
            assert app.play.host.now >= 7 * HOUR - SPEED * BEAT
            assert max(waiting[-5:]) <= max(waiting[:5]) + 5
            posts = [item for item in app.play.desk.feed(9 * POSTS) if item.kind == "post" and item.at > 6 * HOUR]
            assert len(posts) / (HOUR / SPEED / 60) > 300
            assert len(panes.public(app.play.desk, app.tr)[0]) == panes.FEED

    asyncio.run(play())


PAGES: dict[str, Callable[[Any], Any]] = {
    "picker": lambda play: PickerPage(),
    "seats": lambda play: SeatsPage("canteen"),
    "help": lambda play: HelpPage(),
    "act": ActPage,
    "write": lambda play: ActPage(play, writing=True),
    "paper": lambda play: PaperPage(play, play.desk.inbox()[0].id),
    "composer": lambda play: ComposerPage(play, "statement"),
    "conference": ConferencePage,
    "dialog": lambda play: Dialog(literal(SHOUT), [("F8", "go on")], "EXERCISE"),
}


async def shaken(app: PodiumApp, pilot: Pilot[None], *sizes: tuple[int, int]) -> None:
    """Change the window's size; the page stays whole."""
    for size in sizes:
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: "EXERCISE" in shown(app) or "演练" in shown(app))
        whole_frame(app)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_takes_any_size(language: Language) -> None:
    """Each page, each tab of the desk and each dialog is resized at random; nothing falls over and EXERCISE stays."""

    async def play() -> None:
        chance = random.Random(language)

        def any_size() -> tuple[int, int]:
            return chance.randint(20, 200), chance.randint(6, 60)

        async with opened(language, WIDE, start=started(hostile_canteen(), 6 * HOUR), **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await shaken(app, pilot, any_size(), (20, 6), (200, 60))
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            desk = app.screen
            for _ in range(8):
                await press(pilot, "tab")
                await shaken(app, pilot, any_size())
            for name, page in PAGES.items():
                app.push_screen(page(app.play))
                await until(pilot, lambda: app.screen is not desk and app.screen.is_mounted)
                await pilot.pause()
                await shaken(app, pilot, any_size(), (20, 6))
                app.pop_screen()
                await until(pilot, lambda: app.screen is desk)
                assert app._exception is None, name

    asyncio.run(play())


def test_a_page_may_be_closed_before_it_is_there() -> None:
    """Each page and dialog is closed in the moment in which it is opened; what it had put off then fails nothing."""

    async def play() -> None:
        async with opened("en", WIDE, start=started(hostile_canteen(), 6 * HOUR), **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            desk = app.screen
            for name, page in PAGES.items():
                app.push_screen(page(app.play))
                app.pop_screen()
                await pilot.pause()
                await pilot.pause()
                assert app._exception is None, name
                assert app.screen is desk
            assert app.play is not None
            assert not app.play.pace.held

    asyncio.run(play())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_scripts_are_literal_on_the_desk_and_in_papers(language: Language) -> None:
    """Posts, claims, papers and colleagues' names hold hostile words and 6,000 characters; all are shown as they are."""

    async def play() -> None:
        async with opened(language, WIDE, start=started(hostile_canteen(), 6 * HOUR), **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            wanted = literal(SHOUT).plain
            assert wanted in app.screen.query_one("#feed-text", Quiet).said
            for tab, action in (("claims", "f4 f4"), ("people", "f7"), ("papers", "f3")):
                await press(pilot, action)
                whole_frame(app)
                rows = panes.rows(app.play.desk, tab, app.tr)
                assert any(SHOUT in f"{row.title} {row.note}" for row in rows), tab
                assert "[/已核实]" in shown(app), tab
            paper = app.play.desk.inbox()[0]
            app.push_screen(PaperPage(app.play, paper.id))
            await on(pilot, "PaperPage")
            whole_frame(app)
            assert literal(LONG).plain in app.screen.query_one("#document", Quiet).said

    asyncio.run(play())


def test_hostile_words_typed_into_a_statement_come_back_literally_in_composer_feed_and_debrief() -> None:
    """6,000 hostile characters are pasted, put on their way, published by hand, and judged."""

    async def play() -> None:
        short = canteen(8)
        async with opened("en", WIDE, start=started(short, 6 * HOUR), **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.push_screen(ComposerPage(app.play, "statement"))
            await on(pilot, "ComposerPage")
            field = app.screen.query_one("#text", TextArea)
            await until(pilot, lambda: field.text)
            await press(pilot, "f4")
            field.select_all()
            app.post_message(events.Paste(TYPED + LONG))
            await until(pilot, lambda: len(field.text) > len(LONG))
            assert field.text.startswith(literal(TYPED).plain)
            whole_frame(app)
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            draft = next(
                event.data["action"]["draft"]
                for event in reversed(app.play.desk.log)
                if event.kind == "action" and event.data["action"]["act"] == "draft"
            )
            app.play.host.run_until(7 * HOUR)
            published = LocalLink(app.play.host, "health").send(Publish(draft=draft, channels=("weibo",)), "publish")
            assert isinstance(published, Ack)
            typed = literal(TYPED).plain
            await until(pilot, lambda: typed in app.screen.query_one("#feed-text", Quiet).said)
            whole_frame(app)
            app.play.host.run_until(app.play.scenario.clock.ends + 1)
            await on(pilot, "DebriefPage")
            await until(pilot, lambda: app.screen.judgement is not None)  # type: ignore[attr-defined]
            await pilot.pause()
            whole_frame(app)
            assert typed in app.screen.query_one("#about", Quiet).said
            await shaken(app, pilot, (20, 6), (200, 60))
            assert "<script>alert" not in app.screen.judgement.page.read_text(encoding="utf-8")  # type: ignore[attr-defined]

    asyncio.run(play())
