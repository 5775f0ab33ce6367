"""The drill as a chronicle in plain sentences."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from support_debrief import HOSTILE, played, pulse, record_of, scenario

from reports import hours, story_lines
from reports.literal import excerpt, visible
from reports.names import ACTS, WORDS, Names
from reports.sentences import SENTENCES, sentence
from simulator.record import ACTIONS, EVENT_KINDS
from simulator.scenario.moments import HOUR

CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_kind_of_event_is_told_or_is_work_or_echo() -> None:
    """A new kind of event does not fall out of the story unnoticed."""
    told_elsewhere = {"pulse", "drill_closed"}
    untold = {"task_started", "task_done", "clock_set"}
    assert set(SENTENCES) | told_elsewhere | untold == set(EVENT_KINDS)


def test_lines_follow_the_record() -> None:
    """Lines stand in the order of events, at their moments, each event once."""
    record = played()
    lines = story_lines(record, scenario(), "en")
    assert [line.seq for line in lines] == sorted({line.seq for line in lines})
    assert all(record.events[line.seq - 1].at == line.at for line in lines)
    assert all(record.events[line.seq - 1].kind == line.kind for line in lines)


def test_both_languages_tell_the_same() -> None:
    """The Chinese chronicle has the same lines, in Chinese."""
    english = story_lines(played(), scenario(), "en")
    chinese = story_lines(played(), scenario(), "zh")
    assert [line.seq for line in english] == [line.seq for line in chinese]
    assert all(CHINESE.search(line.text) for line in chinese)
    assert not any("{" in line.text for line in chinese if "7*7" not in line.text)


def test_every_sentence_can_be_filled_in_both_languages() -> None:
    """Each event of the drill that has a sentence gives one, also those that the story leaves out."""
    for language in ("en", "zh"):
        names = Names(scenario(), language)
        for event in played().events:
            assert (sentence(event, names) is None) == (event.kind not in SENTENCES)


def test_every_word_has_two_phrasings() -> None:
    """No English word stands in for a Chinese one."""
    pairs = [*WORDS.values(), *ACTS.values()]
    assert all(english and CHINESE.search(chinese) for english, chinese in pairs)


def test_every_action_has_words() -> None:
    """Whatever a seat can do can be said."""
    schema = ACTIONS.json_schema()
    assert set(ACTS) == set(schema["discriminator"]["mapping"])


def test_people_are_quoted_literally() -> None:
    """A published text and a reason stand in the story as they were written."""
    texts = [line.text for line in story_lines(played(), scenario(), "en")]
    assert any("“As of 13:10, 23 pupils were ill. The cause is not known yet.”" in text for text in texts)
    assert any(f"passes the sheet to Education Bureau: “{HOSTILE}”" in text for text in texts)


def test_an_objection_is_told_and_an_agreement_stands_with_the_word() -> None:
    """Agreements would drown the story; the word that they led to names them."""
    lines = story_lines(played(), scenario(), "en")
    answers = [line.text for line in lines if line.kind == "consultation_answered"]
    assert answers == ["Market Regulation Bureau objects to Health Bureau's draft: “The figure is old.”"]
    first = next(line.text for line in lines if line.kind == "published")
    assert "confirmed by Education Bureau" in first


def test_a_refusal_is_told_with_its_reason() -> None:
    """What a seat may not do is part of what it learns."""
    refused = [line.text for line in story_lines(played(), scenario(), "en") if line.kind == "refused"]
    assert len(refused) == 1
    assert refused[0].startswith("Refused: Education Bureau closed the handling sheet; ")
    assert "power of the General Office" in refused[0]


def test_shared_facts_and_signals_are_gathered() -> None:
    """One gift to two desks, or one signal on three desks, is one line."""
    lines = story_lines(played(), scenario(), "en")
    shared = [line.text for line in lines if " gives " in line.text]
    assert "Health Bureau gives Education Bureau, County Publicity Department: pupils with symptoms." in shared
    moments = [(line.at, line.text) for line in lines if line.kind == "signal_seen"]
    assert len({at for at, _ in moments}) == len(moments)


def test_the_crowd_is_told_every_six_hours_and_at_strong_changes() -> None:
    """Small ripples are left out."""
    record = record_of(
        pulse(1800, 100),
        pulse(3600, 120),
        pulse(5400, 900),
        pulse(7200, 1000),
        pulse(7 * HOUR + 5400, 1000, 3100),
    )
    texts = [line.text for line in story_lines(record, scenario(), "en")]
    assert [text.split(" posts")[0] for text in texts] == ["100", "900", "1,000"]
    assert texts[-1] == (
        "1,000 posts in the last hour; 3.1 % believe “the water is poisoned and two children are dead”; trust 50.0 %."
    )


def test_lines_are_grouped_by_hour() -> None:
    """Hour -1 is the last before T+0; empty hours are left out."""
    record = record_of((-1, "inject_fired", "", {"inject": "a"}), (7200, "inject_fired", "", {"inject": "b"}))
    grouped = hours(story_lines(record, scenario(), "en"))
    assert [(hour, len(lines)) for hour, lines in grouped] == [(-1, 1), (2, 1)]


def test_unknown_ids_stand_for_themselves() -> None:
    """A record of an older scenario can still be told."""
    record = record_of((0, "inject_fired", "", {"inject": "gone"}))
    assert story_lines(record, scenario(), "en")[0].text == "“gone” reaches –."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("\ud800", "\\ud800"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\u05d0 中文 é", "\u05d0 中文 é"),
    ],
)
def test_acting_characters_are_spelled_out(written: str, shown: str) -> None:
    """What acts on a screen is shown; letters of any script stay."""
    assert visible(written) == shown


def test_an_excerpt_shows_where_it_was_cut() -> None:
    """Long words end in an ellipsis inside the limit."""
    assert excerpt("a  b\nc", 10) == "a b c"
    assert excerpt("x" * 20, 10) == "x" * 9 + "…"


def test_the_story_needs_no_drawing_and_no_templates() -> None:
    """A terminal that prints the story does not pay for matplotlib or jinja2."""
    code = "import sys, reports.story; print([m for m in ('matplotlib', 'jinja2', 'faker') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
