"""A text in own words is what the public hears: it is read when it is written, whatever was ticked beside it, judged on all ten
criteria, sent to others as it reads, and gives the same record when it is played again.
"""

from __future__ import annotations

from typing import Any

from support_drill import at, begin, cite, do, finish, lines

from simulator.drill import Drill
from simulator.record import Event
from simulator.replay.materials import gather

STRAND = "school_lunch"
GOOD = (
    "We know how worried the parents of the Second Primary are. As of 13:10 on 15 September, 23 pupils had vomiting or "
    "stomach pains, by our own count, and nine are in the county hospital. Nobody has died. What made them ill is not known "
    "yet; samples are at the disease control centre. If your child vomits, come to the county hospital at once, because loss "
    "of fluid is the main danger. We will report again at 16:00 on this account."
)


def written(text: str, *, moment: str = "T+00:40", tongue: str = "en", **ticked: Any) -> tuple[Drill, Event]:
    """Health drafts a text in own words and publishes it; the drill and the published event."""
    drill = begin(gather("canteen", "i80-2016"), now=at(moment))
    said = {"form": "statement", "text": {tongue: text}, "own_words": True, **ticked}
    event = do(drill, "health", "draft", draft="own", strand=STRAND, message=said)
    assert event.kind == "action", event.data
    while drill.board.drafts[("health", "own")].ready is None:
        drill.advance_to_next(at("T+08:00"))
    event = do(drill, "health", "publish", draft="own", channels=["weibo"])
    assert event.kind == "action", event.data
    return drill, next(event for event in drill.events if event.kind == "published")


def test_what_the_words_say_counts_and_not_what_was_ticked() -> None:
    """The tick says 23; the words say 99 pupils: the public hears 99, and that is a contradiction."""
    _, event = written("As of 13:10, 99 pupils had symptoms.", facts=cite("ill_23"), next_update=at("T+05:00"))
    reading = event.data["reading"]
    assert [(one["slot"], one["stated"]) for one in reading["facts"]] == [("pupils_ill", 99)]
    assert reading["gates"] == ["contradiction"]
    assert event.message.next_update is None
    assert reading["grade"] <= 1


def test_a_good_text_needs_no_ticks() -> None:
    """Figures, unknown, next word and advice are found in the words, and all ten criteria are judged."""
    drill, event = written(GOOD)
    reading = event.data["reading"]
    assert {"ill_23", "hospital_9", "deaths_0"} <= {
        one["fact"] for one in reading["facts"] if one["verdict"] == "supported"
    }
    assert reading["gates"] == []
    assert reading["not_judged"] == []
    assert event.message.next_update is not None
    assert reading["criteria"]["empathy"] == 2
    assert reading["grade"] >= 3
    assert drill.board.knows("education", "ill_23")


def test_every_stated_fact_quotes_the_words() -> None:
    """Offsets of the reading lead back to the trainee's own words."""
    _, event = written(GOOD)
    quotes = [GOOD[slice(*one["span"])] for one in event.data["reading"]["facts"] if "span" in one]
    assert any("23 pupils" in quote or "23" in quote for quote in quotes)
    assert all(quotes)


def test_ticks_alone_are_taken_as_they_are() -> None:
    """Without own words the citations stand for the text, and the words themselves are not judged."""
    _, event = written("A word.", own_words=False, facts=cite("ill_23"))
    assert [one["fact"] for one in event.data["reading"]["facts"]] == ["ill_23"]
    assert event.data["reading"]["not_judged"] == ["targeted", "clarity", "empathy"]


def test_a_draft_in_own_words_is_consulted_on_as_it_reads() -> None:
    """What another unit is asked to confirm is the figure in the words."""
    drill = begin(gather("canteen", "i80-2016"), now=at("T+00:40"))
    said = {"form": "statement", "text": {"zh": "截至13时10分，出现症状的学生99人。"}, "own_words": True}
    do(drill, "education", "draft", draft="own", strand=STRAND, message=said)
    while drill.board.drafts[("education", "own")].ready is None:
        drill.advance_to_next(at("T+08:00"))
    do(drill, "education", "consult", draft="own", to=["health"])
    asked = next(event for event in drill.events if event.kind == "consulted")
    assert [(one["fact"], one["value"]) for one in asked.data["message"]["facts"]] == [("ill_23", 99)]


def test_the_same_words_give_the_same_record() -> None:
    """Reading draws nothing and depends on nothing but the record."""
    first, second = (finish(written(GOOD)[0]) for _ in range(2))
    assert lines(first.events) == lines(second.events)


def test_hostile_words_are_read_and_kept_literally() -> None:
    """Markup, brackets and invisible characters change nothing but what they say."""
    text = "[bold red]As of 13:10, 23 pupils\u200b had symptoms[/] {x} <script> " + "(" * 200
    _, event = written(text)
    assert event.message.text == {"en": text}
    assert [one["stated"] for one in event.data["reading"]["facts"]] == [23]
