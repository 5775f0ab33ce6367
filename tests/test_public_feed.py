"""What everybody reads beside posts and words: items of outlets, hours of the hotline, deeds that come out, the hot list; on
the desk and in the story, in both languages.
"""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from support_drill import begin, changed, finish, of, small

from reports.names import Names
from reports.sentences import sentence
from reports.story import story_lines
from simulator.message import Library
from simulator.record import Board, Event, Record
from simulator.scenario.conditions import Hidden
from simulator.scenario.text import Language
from tui.desk.people import People
from tui.desk.public import feed
from tui.desk.sight import Sight

CHINESE = re.compile("[\u4e00-\u9fff]")
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def event(kind: str, **data: Any) -> Event:
    """One event at T+03:00."""
    return Event(seq=1, at=10_800, kind=kind, seat="", data=data)


def told(one: Event) -> tuple[str, str]:
    """Its sentence in English and Chinese."""
    english, chinese = (sentence(one, Names(small().scenario, language)) or "" for language in LANGUAGES)
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert CHINESE.search(chinese)
    assert not re.search("{|}", english + chinese)
    return english, chinese


def test_an_item_is_told_with_its_line() -> None:
    """Outlet, topic and whose words it carries."""
    lines = {}
    for line in ("official", "public"):
        lines[line] = told(event("media_item", outlet="evening_post", narrative="meals", line=line, taken_up=3600))
        assert "Evening Post" in lines[line][0]
        assert "《晚报》" in lines[line][1]
    assert lines["official"][0] != lines["public"][0]
    assert lines["official"][1] != lines["public"][1]


def test_an_hour_of_calls_is_told_in_whole_numbers() -> None:
    """Calls, answered, lost, and the longest wait in started minutes."""
    english, chinese = told(event("hotline", calls=40, answered=25, lost=15, longest_wait=241))
    for number in ("40", "25", "15", "5 min"):
        assert number in english
    assert "5分钟" in chinese


@pytest.mark.parametrize("what", get_args(Hidden))
def test_a_deed_that_comes_out_is_told(what: str) -> None:
    """Each kind of deed has words of its own in both languages, with the party."""
    english, chinese = told(event("exposed", what=what, parties=["fuhe/health"]))
    assert "ealth" in english
    others = [told(event("exposed", what=one, parties=["fuhe/health"])) for one in get_args(Hidden) if one != what]
    assert (english, chinese) not in others


def test_the_story_tells_an_hour_of_lost_calls_and_not_every_hour() -> None:
    """A bad hour is told, hours without loss are not, and neither is each bad hour that follows."""
    drill = finish(begin(changed(lambda plain: plain.update(hotline={"chi": 0.02, "clerks": 1}))))
    hours = of(drill, "hotline")
    header = small().header(seed=7, crew={})
    shown = [
        one for one in story_lines(Record(header, tuple(drill.events)), drill.scenario, "en") if one.kind == "hotline"
    ]
    assert len(hours) > 5
    assert 1 <= len(shown) <= 3
    lost = {one.seq: 3 * one.data["lost"] >= one.data["calls"] for one in hours}
    assert all(lost[line.seq] for line in shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_shows_items_calls_and_the_hot_list(language: Language) -> None:
    """The public's stream of a seat holds each item, each hour with lost calls, and the moment of the hot list."""

    def fit(plain: dict[str, Any]) -> None:
        plain.update(hotline={"chi": 0.02, "clerks": 1}, media={"h0": 2.0, "lag_median": 0.5}, crowd={"hot_at": 50.0})

    drill = finish(begin(changed(fit)))
    log = [one for one in drill.events if one.visible_to("health")]
    sight = Sight(Library.of(drill.scenario), Board.of(log), "health", language)
    items = feed(sight, log, People(drill.scenario, language))
    media = [item for item in items if item.kind == "media"]
    assert len(of(drill, "media_item")) < len(media) <= len(of(drill, "media_item")) + 5
    assert len([item for item in items if item.kind == "hotline"]) == sum(
        e.data["lost"] > 0 for e in of(drill, "hotline")
    )
