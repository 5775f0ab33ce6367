"""The keys of the screens: every row of a long list is chosen by digits, and the desk's keys hold on the pages over it."""

from __future__ import annotations

import asyncio

import pytest
from support_screens import NARROW, flat, on, opened, press, shown, until
from textual.app import App, ComposeResult

from tui.screens.help import HelpPage
from tui.widgets.rows import DIGITS, TURN, Checks, Row, Rows, way_to

SEAT = {"scenario": "canteen", "seat": "health"}
LONG = 31


class Shelf(App[None]):
    """One list to choose from, and one to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        """Both lists."""
        yield Rows(id="rows", empty="")
        yield Checks(id="checks", empty="")

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Keep what was chosen."""
        self.picked.append(event.row)


def long_list() -> list[Row]:
    """A heading before every fourth row."""
    rows: list[Row] = []
    for number in range(LONG):
        if number % 4 == 0:
            rows.append(Row(f"_{number}", "heading", heading=True))
        rows.append(Row(f"row {number}", f"Row {number}"))
    return rows


def test_digits_reach_every_row_of_a_long_list() -> None:
    """0 moves the digits on by nine rows and comes round again; what a row's way names chooses that row."""

    async def play() -> None:
        app = Shelf()
        async with app.run_test(size=(80, 24)) as pilot:
            rows = app.query_one("#rows", Rows)
            rows.show(long_list())
            await pilot.pause()
            assert rows.long
            for number in (0, 8, 9, 17, 18, 30, 4, 27):
                way = rows.way(f"row {number}")
                assert way is not None
                for key in way.split(","):
                    if key == TURN:
                        rows.turn()
                    else:
                        assert rows.pick(int(key))
                await pilot.pause()
                assert app.picked[-1] == f"row {number}"
            assert rows.way("no such row") is None
            rows.turn(0)
            assert [rows.nth(digit) for digit in (1, 9)] == ["row 0", "row 8"]
            assert rows.way("row 12") == way_to(12) == "0,4"

    asyncio.run(play())


def test_digits_stay_with_rows_that_are_there() -> None:
    """A list that becomes short again gives its digits back to its first rows; beyond the last row no digit chooses."""

    async def play() -> None:
        app = Shelf()
        async with app.run_test(size=(80, 24)) as pilot:
            checks = app.query_one("#checks", Checks)
            checks.offer(long_list())
            for _ in range(LONG // DIGITS):
                checks.turn()
            await pilot.pause()
            assert checks.pick(LONG % DIGITS)
            assert not checks.pick(LONG % DIGITS + 1)
            assert checks.ticked == (f"row {LONG - 1}",)
            checks.offer(long_list()[:4])
            assert checks.nth(1) == "row 0"
            assert not checks.long

    asyncio.run(play())


def test_a_long_list_names_the_key_for_its_further_rows() -> None:
    """The last lines name 0 where there are more than nine rows, and only there; 0 and a digit tick such a row."""

    async def play() -> None:
        async with opened("zh", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8 f2 f2 f2 f2")
            assert "0 后续各行" not in flat(app)
            await press(pilot, "f6 1")
            await on(pilot, "ComposerPage")
            checks = app.screen.query_one(Checks)
            await until(pilot, lambda: "0 后续各行" in flat(app))
            before = checks.ticked
            tenth = checks.way(next(row.id for row in checks.rows if checks.way(row.id) == "0,1"))
            assert tenth == "0,1"
            await press(pilot, "0 1")
            assert checks.ticked != before
            assert checks.nth(1) is not None

    asyncio.run(play())


@pytest.mark.parametrize(
    ("over", "key", "tab"),
    [("f5", "f7", "people"), ("f6", "f5", None), ("f3 1", "f4", "facts"), ("f3 1", "f6", None), ("f3 1", "f5", None)],
)
def test_the_desks_keys_hold_on_the_pages_over_it(over: str, key: str, tab: str | None) -> None:
    """From a paper and from the list of acts, F3 to F7 lead where they lead from the desk; the last lines say so."""

    async def play() -> None:
        async with opened("en", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            desk = app.screen
            assert app.play is not None
            while not app.play.desk.inbox():
                await press(pilot, "f2")
            await press(pilot, over)
            await until(pilot, lambda: app.screen is not desk)
            page = app.screen
            await until(pilot, lambda: "F2-F9" in shown(app))
            await press(pilot, key)
            await until(pilot, lambda: app.screen is not page)
            if tab is None:
                await on(pilot, "ActPage")
            else:
                await on(pilot, "DeskPage")
                await until(pilot, lambda: app.screen._tab == tab)  # type: ignore[attr-defined]

    asyncio.run(play())


def test_clock_keys_on_a_paper_act_on_the_desk() -> None:
    """F8 closes the paper and lets the clock run; F9 changes the speed; F2 runs on to the next need."""

    async def play() -> None:
        async with opened("en", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            assert app.play is not None
            await press(pilot, "f5 f9")
            await on(pilot, "DeskPage")
            await until(pilot, lambda: app.play is not None and app.play.speed == 300)
            await press(pilot, "f5 f8")
            await on(pilot, "DeskPage")
            await until(pilot, lambda: app.play is not None and app.play.running)
            await press(pilot, "f8")
            before = app.play.desk.now
            await press(pilot, "f5 f2")
            await on(pilot, "DeskPage")
            await until(pilot, lambda: app.play is not None and app.play.desk.now > before)

    asyncio.run(play())


def test_the_help_says_where_the_keys_hold() -> None:
    """The help names the key for further rows, and where the desk's keys do not hold."""

    async def play() -> None:
        async with opened("en", (100, 50)) as (app, pilot):
            app.push_screen(HelpPage())
            await on(pilot, "HelpPage")
            assert "give the digits to the next nine rows" in flat(app)
            assert "the last line of every screen names those that are valid" in flat(app)

    asyncio.run(play())
