"""A press conference played by keys alone, in either language: written, called, held, its questions taken, and debriefed."""

from __future__ import annotations

import asyncio
import io

import pytest
from support_podium import call, choose, take, told, wait_for
from support_screens import NARROW, WIDE, flat, on, opened, press, shown, until

from simulator.host.clock import Clock, Pace
from simulator.host.local import LocalLink
from simulator.record.actions import HoldConference
from simulator.replay.verify import verify
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Chosen, Desk
from tui.desk import press as sitting
from tui.locale import translator
from tui.plain.lines import Lines
from tui.plain.press import take_questions
from tui.screens.debrief import DebriefPage
from tui.screens.podium import AnswerList
from tui.session import begin

OWN = {"en": "We were late, [/b] and say so {x}.", "zh": "我们通报晚了，[/b]在此说明{x}。"}


@pytest.mark.parametrize(("language", "size"), [("en", NARROW), ("zh", WIDE)])
def test_a_conference_is_held_by_keys(language: Language, size: tuple[int, int]) -> None:
    """Every question is taken on the screen; what was said stands in the debrief, and the record is sound."""

    async def play() -> None:
        async with opened(language, size, scenario="canteen", seat="education") as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.pace.forward(4 * HOUR)
            await press(pilot, "f3")
            await call(app, pilot, language)
            await wait_for(app, pilot, "question_put")
            await take(app, pilot)
            desk, before = app.play.desk, app.play.host.now
            assert ("EXERCISE" if language == "en" else "演练") in shown(app)
            first = sitting.waiting(desk.sight)[0].question
            asked = sitting.questioned(desk.sight, first)
            assert asked is not None
            assert asked.outlet in flat(app)
            for key in ("F8", "F4", "F3", "Esc"):
                assert key in "\n".join(shown(app).splitlines()[-4:])
            answers = app.screen.query_one(AnswerList)
            if "education" not in answers.chosen("education").by:
                await choose(app, pilot, ":seat:education")
            await press(pilot, "f4")
            app.screen.query_one("#text").insert(OWN[language])  # type: ignore[attr-defined]
            await press(pilot, "f3")
            assert app.play.host.now == before
            await press(pilot, "f8")
            await until(pilot, lambda: told(app, "question_answered"))
            said = told(app, "question_answered")[0]
            assert said.data["by"] == "education"
            assert said.data["text"] == {language: OWN[language]}
            assert said.data["own_words"]
            assert 0 < said.at - before <= 600
            for _ in range(20):
                if type(app.screen).__name__ != "PodiumPage":
                    break
                answers_so_far = len(told(app, "question_answered"))
                await press(pilot, "f8")
                await until(pilot, lambda seen=answers_so_far: len(told(app, "question_answered")) > seen)  # type: ignore[misc]
            await until(pilot, lambda: told(app, "conference_held"))
            answered = told(app, "question_answered")
            assert {event.data["by"] for event in answered} >= {"education"}
            assert "silence" not in [event.data["reading"]["evasion"] for event in answered]
            while type(app.screen).__name__ == "ActPage":
                await press(pilot, "escape")
            await on(pilot, "DeskPage")
            app.play.host.run_until(app.play.scenario.clock.ends + 1)
            await on(pilot, "DebriefPage")
            page = app.screen
            assert isinstance(page, DebriefPage)
            await until(pilot, lambda: page.judgement is not None)
            assert page.judgement is not None
            told_there = page.judgement.page.read_text(encoding="utf-8")
            assert OWN[language] in told_there
            verdict = verify(app.store, app.play.host.id)
            assert verdict.sound, verdict.faults

    asyncio.run(play())


def test_leaving_a_question_open_is_possible() -> None:
    """Escape goes back to the desk with the question still open; nobody answered in the trainee's place."""

    async def play() -> None:
        async with opened("en", NARROW, scenario="canteen", seat="education") as (app, pilot):
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.pace.forward(4 * HOUR)
            await press(pilot, "f3")
            await call(app, pilot, "en")
            await wait_for(app, pilot, "question_put")
            await take(app, pilot)
            await press(pilot, "escape")
            await on(pilot, "ActPage")
            assert sitting.waiting(app.play.desk.sight)
            assert not told(app, "question_answered")
            app.play.pace.forward(HOUR)
            app.play.desk.refresh()
            assert {e.data["outcome"] for e in told(app, "question_answered")} == {"evaded"}

    asyncio.run(play())


class Typist(io.StringIO):
    """Types what a prompt asks for: the suggested rows, the first choice, or a line of own words."""

    def __init__(self, out: io.StringIO, words: str) -> None:
        super().__init__()
        self.out, self.words, self.wrote, self.read_to = out, words, False, 0

    def readline(self, size: int | None = -1, /) -> str:
        """The next typed line."""
        told = self.out.getvalue()
        prompt, self.read_to = told[self.read_to :].splitlines()[-1].strip(), len(told)
        if prompt == ">":
            self.wrote = not self.wrote
            return f"{self.words}\n" if self.wrote else ".\n"
        return "\n" if prompt.startswith(("Numbers with spaces", "输入编号")) else "1\n"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_questions_are_taken_in_line_mode(language: Language) -> None:
    """By numbered prompts, with own words that act on nothing; nothing is left open, and time has passed only to answer."""
    with DrillStore.open() as store:
        host, materials = begin(store, "canteen", "education", 7, "i80-2016")
        link = LocalLink(host, "education")
        desk = Desk(link, materials.scenario, "education", language)
        pace = Pace(host, link, Clock(lambda: 0.0))
        pace.forward(4 * HOUR - host.now)
        desk.refresh()
        chosen = Chosen("conference", facts=tuple(row.fact for row in desk.facts() if row.fact and not row.ground)[:2])
        assert desk.do(desk.write(chosen, {"en": "Good day."})).ok
        pace.forward(2 * HOUR)
        desk.refresh()
        strand = materials.scenario.strands[0].id
        assert desk.do(HoldConference(strand=strand, attendees=("education",), draft="conference-1")).ok
        pace.until(desk, lambda: sitting.waiting(desk.sight), 8 * HOUR)
        began, out = host.now, io.StringIO()
        take_questions(Lines(Typist(out, OWN[language]), out, translator(language)), desk, pace)
        held = host.record.of_kind("conference_held")
        answered = host.record.of_kind("question_answered")
        assert held
        assert {event.data["by"] for event in answered} == {"education"}
        assert answered[0].data["text"] == {language: OWN[language]}
        assert host.now - began <= HOUR
        asked = materials.scenario.questions
        first = next(q for q in asked if q.id == answered[0].data["question"])
        assert (first.ask.en if language == "en" else first.ask.zh) in out.getvalue()
        assert OWN[language] in out.getvalue()
