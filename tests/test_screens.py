"""The screens by their keys: a drill is chosen, played, left and taken up again; hostile words stay words."""

from __future__ import annotations

import asyncio
import os

import pytest
from support_screens import NARROW, WIDE, flat, on, opened, press, shown, until
from textual.app import App, ComposeResult
from textual.widgets import TextArea

from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.app import log_path
from tui.commands.play import Options, _screen
from tui.screens.page import Dialog
from tui.text import cells
from tui.widgets.bars import Banner, Keys, Quiet
from tui.widgets.crowd import Crowd, spark
from tui.widgets.literal import literal
from tui.widgets.rows import Checks, Row, Rows, broken
from tui.widgets.writing import Writing

HOSTILE = (
    "[/已核实]",
    "[/",
    "[bold]x[/bold]",
    "[type=x, v={'a[0]'}]",
    '{"a": [true, false]}',
    "<script>alert(1)</script>",
    "=cmd()",
    "{claim}",
    "a\x1b[31mb",
    "a\u202eb",
)
SEAT = {"scenario": "canteen", "seat": "health"}


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_from_the_picker_to_the_desk(language: Language, size: tuple[int, int]) -> None:
    """Scenario, seat, briefing, desk: each screen says that this is an exercise, and the clock stands still."""

    async def play() -> None:
        word = {"en": "EXERCISE", "zh": "演练"}[language]
        async with opened(language, size) as (app, pilot):
            await until(pilot, lambda: app.screen.query_one(Rows).rows)
            for page in ("SeatsPage", "BriefingPage"):
                assert word in shown(app).splitlines()[0]
                await press(pilot, "1")
                await on(pilot, page)
            assert word in shown(app).splitlines()[0]
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert word in shown(app).splitlines()[0]
            assert app.play is not None
            assert app.play.pace.standing
            assert "F10" in shown(app).splitlines()[-1] + shown(app).splitlines()[-2]

    asyncio.run(play())


def test_a_statement_is_verified_written_and_put_on_its_way() -> None:
    """The desk verifies, the composer words what is known, the trainee's own words go into the record."""

    async def play() -> None:
        async with opened("en", WIDE, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8 f2 f2 f2 f2")
            assert app.play is not None
            desk = app.play.desk
            verify = next(offer for offer in desk.offers() if offer.action is not None and offer.action.act == "verify")
            await press(pilot, "f4")
            rows = app.screen.query_one("#list", Rows)
            await until(pilot, lambda: any(row.id == verify.about for row in rows.rows))
            rows.highlighted = rows.get_option_index(verify.about)
            await press(pilot, "enter")
            await on(pilot, "ActPage")
            await press(pilot, "1")
            await on(pilot, "DeskPage")
            assert desk.busy()
            assert "Done" in flat(app)
            await press(pilot, "f2 f2 f2 f6 1")
            await on(pilot, "ComposerPage")
            text = app.screen.query_one("#text", TextArea)
            await until(pilot, lambda: text.text)
            before = desk.now
            await press(pilot, "f4")
            await pilot.press(*"经核实[/")
            await until(pilot, lambda: "经核实[/" in text.text)
            assert app.play.pace.held
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            drafts = [event for event in desk.log if event.kind == "action" and event.data["action"]["act"] == "draft"]
            assert "经核实[/" in drafts[-1].data["action"]["message"]["text"]["en"]
            assert drafts[-1].at == before
            await press(pilot, "f7 f7")
            await until(pilot, lambda: app.screen.query_one("#list", Rows).rows)

    asyncio.run(play())


def test_own_words_survive_a_change_of_the_ticks_and_are_not_dropped_unasked() -> None:
    """Ticks reword the text only while it is the desk's; leaving asks first."""

    async def play() -> None:
        async with opened("zh", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8 f2 f2 f2 f2 f2 f2 f6 1")
            await on(pilot, "ComposerPage")
            text = app.screen.query_one("#text", Writing)
            await until(pilot, lambda: text.text)
            first = text.text
            await press(pilot, "1")
            await until(pilot, lambda: text.text != first)
            await press(pilot, "f4")
            await pilot.press("我")
            await press(pilot, "f3")
            mine = text.text
            await press(pilot, "2")
            assert text.text == mine
            await press(pilot, "escape")
            assert isinstance(app.screen, Dialog)
            await press(pilot, "escape")
            await on(pilot, "ComposerPage")
            assert text.text == mine

    asyncio.run(play())


def test_a_paper_is_read_while_the_clock_stands_still() -> None:
    """F2 stops at a paper; its page shows the document whole, and time does not pass there."""

    async def play() -> None:
        async with opened("en", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            assert app.play is not None
            while not app.play.desk.inbox():
                await press(pilot, "f2")
            paper = app.play.desk.inbox()[0]
            await press(pilot, "f3 1")
            await on(pilot, "PaperPage")
            assert app.play.pace.held
            assert paper.title.split()[0] in flat(app)
            assert " ".join(paper.body.split())[:30] in flat(app)
            await press(pilot, "escape")
            await on(pilot, "DeskPage")
            assert not app.play.pace.held

    asyncio.run(play())


def test_leaving_asks_and_the_next_start_offers_to_go_on() -> None:
    """Ctrl-Q and Ctrl-C ask; the drill is offered first at the next start and stands where it was."""

    async def play() -> None:
        async with opened("en", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8 f2 f2")
            assert app.play is not None
            reached = app.play.desk.now
            for key in ("ctrl+q", "ctrl+c", "f10"):
                await press(pilot, key)
                assert isinstance(app.screen, Dialog)
                await press(pilot, "escape")
                await on(pilot, "DeskPage")
            await press(pilot, "ctrl+q f8")
        async with opened("en", NARROW) as (again, pilot):
            await until(pilot, lambda: again.screen.query_one(Rows).rows)
            assert again.screen.query_one(Rows).nth(1).startswith("drill:")  # type: ignore[union-attr]
            await press(pilot, "1")
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert again.play is not None
            assert again.play.desk.now == reached
            assert not again.play.running

    asyncio.run(play())


def test_the_screen_keeps_up_with_a_fast_clock_and_any_size() -> None:
    """At the fastest speed the desk follows the clock, and the window may change meanwhile."""

    async def play() -> None:
        async with opened("zh", WIDE, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8 f9 f9 f9 f9")
            assert app.play is not None
            assert app.play.speed == 3600
            passed = [0.0]
            app.play.pace.clock._monotonic = lambda: passed[0]
            app.play.pace.clock.rebase(app.play.desk.now)
            await press(pilot, "f8")
            began = app.play.desk.now
            for width, height in ((60, 15), (200, 60), (80, 24), (1, 1), (120, 40)):
                passed[0] += 0.5
                await pilot.resize_terminal(width, height)
                await until(pilot, lambda: app.play is not None and app.play.desk.now >= began + 1800 * passed[0])
            assert "演练" in shown(app)

    asyncio.run(play())


def test_a_drill_ends_in_its_debrief() -> None:
    """At the horizon the scores, the ledger and the findings are shown, and the page is written."""

    async def play() -> None:
        async with opened("en", WIDE, scenario="tutorial", seat="water") as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            assert app.play is not None
            app.play.host.run_until(app.play.scenario.clock.ends + 1)
            await on(pilot, "DebriefPage")
            await until(pilot, lambda: app.screen.judgement is not None)  # type: ignore[attr-defined]
            await pilot.pause()
            said = app.screen.query_one("#about", Quiet).said
            for section in ("Scores", "Strengths", "Gaps", "Openness ledger", "All findings"):
                assert section in said
            assert app.screen.judgement.page.is_file()  # type: ignore[attr-defined]

    asyncio.run(play())


def test_an_error_is_one_sentence_and_the_drill_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails on the desk is said with the log's path, the clock stops, and the desk stays usable."""

    async def play() -> None:
        async with opened("en", NARROW, **SEAT) as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            assert app.play is not None
            with monkeypatch.context() as broken:
                broken.setattr(type(app.play), "to_next_need", lambda self: 1 / 0)
                await press(pilot, "f2")
                await until(pilot, lambda: isinstance(app.screen, Dialog))
            assert "podium.log" in flat(app).replace(" ", "")
            assert "ZeroDivisionError" in log_path().read_text(encoding="utf-8")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            await press(pilot, "f2")
            assert app.play.desk.now > app.play.scenario.clock.opens

    asyncio.run(play())


def test_what_cannot_be_opened_is_said_on_the_picker() -> None:
    """A drill that does not exist is named in a sentence, over the picker."""

    async def play() -> None:
        async with opened("en", NARROW, drill="canteen-99") as (app, pilot):
            await until(pilot, lambda: isinstance(app.screen, Dialog))
            assert "canteen-99" in flat(app)
            await press(pilot, "f8")
            await on(pilot, "PickerPage")

    asyncio.run(play())


class Shelf(App[None]):
    """Every widget that shows what people wrote, with one text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = text

    def compose(self) -> ComposeResult:
        """One of each."""
        yield Banner(id="banner")
        yield Quiet(id="quiet")
        yield Rows(id="rows", empty=self.words)
        yield Rows(id="none", empty=self.words)
        yield Checks(id="checks", empty="")
        yield Crowd()
        yield Writing(id="writing")
        yield Keys(id="keys")

    def on_mount(self) -> None:
        """Show the text everywhere."""
        for widget in self.query("*"):
            widget.styles.height = 4
        self.query_one("#banner", Banner).head("EXERCISE", self.words)
        self.query_one("#quiet", Quiet).say(self.words)
        row = Row("one", self.words, self.words, self.words)
        self.query_one("#rows", Rows).show([row, Row("two", self.words, heading=True)])
        self.query_one("#none", Rows).show([])
        self.query_one("#checks", Checks).offer([row], ["one"])
        self.query_one(Crowd).show([literal(self.words)], (self.words, [1]), [(self.words, [500])])
        self.query_one("#writing", Writing).load_text(literal(self.words).plain)
        self.query_one("#keys", Keys).offer([("F1", self.words)])


@pytest.mark.parametrize("text", HOSTILE)
def test_every_widget_shows_hostile_words_literally(text: str) -> None:
    """No markup is read, no control character reaches the terminal, and nothing falls over."""

    async def play() -> None:
        app = Shelf(text)
        async with app.run_test(size=(100, 60)) as pilot:
            await pilot.pause()
            wanted = literal(text).plain.replace(" ", "")
            picture = shown(app)  # type: ignore[arg-type]
            assert picture.replace(" ", "").replace("\u00a0", "").count(wanted) >= 9
            assert not any(ord(character) < 32 and character != "\n" for character in picture)
            assert "\u202e" not in picture

    asyncio.run(play())


def test_a_dialog_shows_hostile_words_literally() -> None:
    """A notice over any screen shows its sentence letter for letter."""

    async def play() -> None:
        async with opened("zh", WIDE) as (app, pilot):
            for text in HOSTILE:
                app.tell(text)
                await on(pilot, "Dialog")
                await until(pilot, lambda: app.screen.query("#dialog-keys"))
                await pilot.pause()
                assert app.screen.query_one("#dialog-says", Quiet).said == literal(text).plain
                assert " ".join(literal(text).plain.split()) in flat(app)
                await press(pilot, "enter")

    asyncio.run(play())


@pytest.mark.parametrize("text", HOSTILE)
def test_pasted_words_are_harmless(text: str) -> None:
    """What is pasted into the composer carries no control characters."""

    async def play() -> None:
        from textual import events

        app = Shelf("x")
        async with app.run_test(size=(100, 60)) as pilot:
            field = app.query_one("#writing", Writing)
            field.load_text("")
            field.focus()
            await pilot.pause()
            app.post_message(events.Paste(text))
            await until(pilot, lambda: field.text)  # type: ignore[arg-type]
            assert field.text == literal(text).plain

    asyncio.run(play())


def test_rows_keep_their_cursor_when_others_come() -> None:
    """The cursor stays on its row when rows come and go around it."""

    async def play() -> None:
        app = Shelf("x")
        async with app.run_test(size=(100, 60)) as pilot:
            rows = app.query_one("#rows", Rows)
            rows.show([Row("a", "A"), Row("b", "B")])
            rows.highlighted = 1
            rows.show([Row("_", "head", heading=True), Row("c", "C"), Row("a", "A"), Row("b", "B!")])
            await pilot.pause()
            assert rows.current == "b"
            assert rows.nth(1) == "c"
            assert rows.nth(9) is None
            rows.show([Row("_", "head", heading=True), Row("c", "C")])
            assert rows.current == "c"
            rows.show([])
            assert rows.current is None

    asyncio.run(play())


@pytest.mark.parametrize(
    "text", ["芦滩路要停水一个星期，“真的吗”？（县政府新闻办）说：2016年61号。", "Two hours for a cough. Half a town."]
)
@pytest.mark.parametrize("room", [9, 12, 30])
def test_a_row_breaks_within_its_line(text: str, room: int) -> None:
    """A row starts beside its mark, in Chinese too; every line fits, and no character is lost."""
    lines = broken(text, room, 4).split("\n")
    assert lines[0]
    assert cells(lines[0]) <= room - 4
    assert all(line.startswith("  ") and cells(line) <= room + 2 for line in lines[1:])
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_curve_fits_its_width() -> None:
    """A series is drawn in at most the given width; its peak is a full block, nothing a low one."""
    assert spark([], 10) == ""
    assert spark([0, 0], 10) == "▁▁"
    assert spark([0, 5, 10], 3) == "▁▅█"
    assert len(spark(list(range(500)), 20)) == 20
    assert spark([500], 5, 1000) == "▅"


@pytest.mark.parametrize(
    ("terminal", "inside", "flag", "plain"),
    [
        ("iTerm.app", "", False, True),
        ("iTerm.app", "x", False, False),
        ("other", "", False, False),
        ("other", "", True, True),
    ],
)
def test_iterm_gets_its_chinese_input(
    terminal: str, inside: str, flag: bool, plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In iTerm2 outside tmux, and where it is asked for, the kitty protocol is off; elsewhere it stays."""
    name = "TEXTUAL_DISABLE_KITTY_KEY"
    monkeypatch.setenv(name, "")
    monkeypatch.delenv(name)
    monkeypatch.setenv("TERM_PROGRAM", terminal)
    monkeypatch.delenv("TMUX", raising=False)
    if inside:
        monkeypatch.setenv("TMUX", inside)
    monkeypatch.setattr("tui.app.run_app", lambda app: (0, None))
    with DrillStore.open() as store:
        _screen(store, Options(no_kitty=flag))
    assert os.environ.get(name) == ("1" if plain else None)
