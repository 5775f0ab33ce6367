"""What reaches the public and what it makes of it: words by quality and novelty, each contradiction once, a pulse every half
hour that nobody's reading changes.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from support_drill import (
    OPENS,
    SEATS,
    STRAND,
    at,
    begin,
    changed,
    cite,
    do,
    entry,
    finish,
    lines,
    of,
    publish,
    small,
    write,
)

from simulator.drill import Drill
from simulator.opinion.posts import cards
from simulator.opinion.pulse import PULSE
from simulator.randomness import Draws
from simulator.record import canonical, digest
from simulator.scenario.moments import HOUR
from simulator.scenario.voices import voices_of


def pulses(drill: Drill) -> list[dict[str, Any]]:
    """The pulses so far."""
    return [event.data for event in of(drill, "pulse")]


def early_word(**fields: Any) -> Drill:
    """Health speaks at T+02:00 on four channels; the clock then stands at T+08:00."""
    drill = begin(now=at("T+00:30"))
    do(drill, "health", "verify", target="cause")
    drill.advance(at("T+01:15"))
    write(drill, "health", "one", **fields)
    drill.advance(at("T+02:00"))
    event = do(drill, "health", "publish", draft="one", channels=["weibo", "wechat", "short_video", "news_portal"])
    assert event.kind == "action", event.data.get("reason")
    drill.advance(at("T+08:00"))
    return drill


GOOD = {
    "facts": cite("ill_5", "cause_open"),
    "advice": ["see_doctor"],
    "as_of": "T+01:00",
    "next_update": "T+06:00",
    "unknowns": ["water"],
}


@pytest.fixture(scope="module")
def silent() -> Drill:
    """Nobody says anything until T+08:00."""
    return begin(now=at("T+08:00"))


@pytest.fixture(scope="module")
def good() -> Drill:
    """A good early word."""
    return early_word(**GOOD)


def settled(drill: Drill, narrative: str) -> int:
    """Persons who have an answer to a narrative, or have moved on."""
    return int(pulses(drill)[-1]["narratives"][narrative]["Z"])


def test_a_pulse_every_half_hour(silent: Drill) -> None:
    """From the opening to the horizon, each in its own second, each with whole numbers only."""
    moments = [event.at for event in of(finish(begin()), "pulse")]
    assert moments == list(range(OPENS + PULSE, 10 * HOUR + 1, PULSE))
    for pulse in pulses(silent):
        assert "." not in canonical(pulse)


def test_persons_are_neither_made_nor_lost(good: Drill) -> None:
    """Unaware, undecided, believing and settled add up to everybody, in each narrative of each pulse."""
    people = good.public.crowd.parameters.population
    for pulse in pulses(good):
        for figures in pulse["narratives"].values():
            assert figures["S"] + figures["E"] + figures["B"] + figures["Z"] == people
            assert sum(figures["channels"]) == sum(figures["segments"]) == figures["posts"]


def test_the_word_is_read_before_the_crowd_hears_it(good: Drill) -> None:
    """The published event carries the reading by which it works; the pulse after it shows the coverage."""
    word = of(good, "published")[0]
    assert word.data["reading"]["score"] > 60
    before = next(p for p in reversed(pulses(good)) if p["at"] < word.at)
    after = pulses(good)[-1]
    assert before["narratives"]["illness"]["coverage"] == 0
    assert after["narratives"]["illness"]["coverage"] > 0


def test_a_good_early_word_answers_people(good: Drill, silent: Drill) -> None:
    """More people have their answer than under silence, and trust is higher."""
    assert settled(good, "illness") > settled(silent, "illness")
    assert pulses(good)[-1]["trust"] > pulses(silent)[-1]["trust"]


def test_an_empty_word_earns_nothing(silent: Drill, good: Drill) -> None:
    """Early and without content: no coverage, no more answered people, no more trust than silence."""
    empty = early_word()
    word = of(empty, "published")[0]
    assert word.data["reading"]["score"] == 0
    assert pulses(empty)[-1]["narratives"]["illness"]["coverage"] == 0
    assert pulses(empty)[-1]["trust"] <= pulses(silent)[-1]["trust"]


def test_a_repeat_earns_nothing(good: Drill) -> None:
    """The same word again has no novelty, and the crowd goes on as if it had not been said."""
    drill = early_word(**GOOD)
    again = begin(now=at("T+00:30"))
    do(again, "health", "verify", target="cause")
    again.advance(at("T+01:15"))
    write(again, "health", "one", **GOOD)
    again.advance(at("T+02:00"))
    do(again, "health", "publish", draft="one", channels=["weibo", "wechat", "short_video", "news_portal"])
    write(again, "health", "two", "update", **GOOD)
    do(again, "health", "publish", draft="two", channels=["weibo", "wechat", "short_video", "news_portal"])
    again.advance(at("T+08:00"))
    assert of(again, "published")[1].data["reading"]["novelty"] == 0
    once, twice = (pulses(one)[-1]["narratives"]["illness"]["coverage"] for one in (drill, again))
    assert twice <= once


def test_a_contradiction_is_said_once() -> None:
    """Two organs differ on one figure; who repeats his own does not contradict again."""

    def fit(plain: dict[str, Any]) -> None:
        plain["injects"] = [one for one in plain["injects"] if one["id"] != "hospital_counts"]

    drill = begin(changed(fit), now=at("T+02:00"))
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+02:50"))
    publish(drill, "health", "one", facts=cite("ill_9"))
    trust = drill.public.crowd.pulse()["trust"]
    publish(drill, "education", "two", facts=cite(ill_5=4), as_of="T+02:30")
    found = of(drill, "contradiction")
    assert len(found) == 1
    assert found[0].data["values"] == [4, 9]
    assert found[0].data["wrong"] == ["fuhe/education"]
    assert [seat for seat in SEATS if found[0].visible_to(seat)] == ["health", "education"]
    assert drill.public.crowd.pulse()["trust"] < trust
    publish(drill, "health", "three", "update", facts=cite("ill_9"))
    publish(drill, "education", "four", "update", facts=cite(ill_5=4), as_of="T+02:30")
    assert len(of(drill, "contradiction")) == 1


def test_a_newer_figure_is_no_contradiction() -> None:
    """The rise from five to nine is an update, whoever says it."""
    drill = begin(now=1)
    publish(drill, "health", "one", facts=cite("ill_5"))
    drill.advance(at("T+02:00"))
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+03:00"))
    do(drill, "health", "share", to=["education"], facts=["ill_9"])
    drill.advance(at("T+03:31"))  # the hospital's old figure is out by then
    found = len(of(drill, "contradiction"))
    publish(drill, "education", "two", facts=cite("ill_9"))
    wrong = [event.data["wrong"] for event in of(drill, "contradiction")[found:]]
    assert wrong in ([], [["fuhe/hospital"]])
    assert "fuhe/health" not in [party for event in of(drill, "contradiction") for party in event.data["parties"]]


def test_an_answer_to_a_family_is_not_public() -> None:
    """It enters no ledger, so nothing can contradict it."""
    drill = begin(now=at("T+01:45"))
    do(
        drill,
        "health",
        "reply",
        inject="family",
        message={"form": "reply", "text": {"en": "Seven."}, "facts": cite(ill_5=7)},
    )
    drill.advance(at("T+03:00"))
    assert of(drill, "replied")
    assert drill.ledger.entries == {}
    assert drill.board.words == []


def test_the_public_loses_patience_by_its_own_clock() -> None:
    """After 48 h without a word trust falls, under whichever rulebook; a word keeps it."""

    def fit(plain: dict[str, Any]) -> None:
        plain["clock"]["ends"] = 50 * HOUR

    mute, spoke = begin(changed(fit), now=48 * HOUR), begin(changed(fit), now=1)
    publish(spoke, "health", "one", facts=cite("ill_5"))
    spoke.advance(48 * HOUR)
    falls = []
    for drill in (mute, spoke):
        before = drill.public.crowd.pulse()["trust"]
        drill.advance(48 * HOUR + 1)
        falls.append(before - drill.public.crowd.pulse()["trust"])
    assert falls[0] > falls[1] + 50


def test_the_posts_view_changes_nothing() -> None:
    """A drill whose posts are read after each pulse gives the record of one that nobody reads."""
    said = voices_of(small().scenario, "en")
    read, unread = begin(), finish(begin())
    shown = 0
    while not read.ended:
        read.advance(read.now + PULSE)
        shown += sum(len(cards(pulse, said, Draws(7))) for pulse in pulses(read)[-1:])  # type: ignore[arg-type]
    assert shown > 0
    assert lines(read.events) == lines(unread.events)
    for event in of(read, "pulse"):
        stored = json.loads(canonical(event.data))
        assert cards(stored, said, Draws(7)) == cards(event.data, said, Draws(7))  # type: ignore[arg-type]


COLLEAGUES = {"health": "expert", "education": "expert"}


def test_conference_questions_are_put_and_answered_by_who_knows() -> None:
    """Among colleagues: each question once, by an outlet, and answered by a seat on the podium that knows."""
    drill = begin(now=1, **COLLEAGUES)
    write(drill, "health", "open", "conference", facts=cite("ill_5"))
    do(drill, "health", "hold_conference", strand=STRAND, attendees=["health", "education"], draft="open")
    drill.advance(at("T+05:00"))
    put = {event.data["question"]: event.data["by"] for event in of(drill, "question_answered")}
    assert put == {"how_many_ill": "health", "is_it_closed": "education", "what_cause": ""}
    held = of(drill, "conference_held")[0]
    assert sorted(held.data["questions"]) == sorted(put)
    assert held.seq > max(event.seq for event in of(drill, "question_put", "question_answered"))
    assert held.at == of(drill, "conference_opened")[0].at


def test_a_protected_fact_answers_no_question() -> None:
    """Names of pupils are known to health and stay unsaid."""

    def fit(plain: dict[str, Any]) -> None:
        plain["questions"] = [{**entry(plain, "questions", "what_cause"), "answered_by": ["names"]}]
        entry(plain, "injects", "reporter")["question"] = None

    drill = begin(changed(fit), now=1, **COLLEAGUES)
    write(drill, "health", "open", "conference", facts=cite("ill_5"))
    do(drill, "health", "hold_conference", strand=STRAND, attendees=["health"], draft="open")
    drill.advance(at("T+05:00"))
    assert [(event.data["by"], event.data["outcome"]) for event in of(drill, "question_answered")] == [
        ("", "unanswered")
    ]


def test_the_order_of_words_decides_who_spoke_first() -> None:
    """In one second, the seat whose action came first is first; the other order is another record."""
    found = []
    for order in (("health", "education"), ("education", "health")):
        drill = begin(now=1)
        write(drill, "health", "one", facts=cite("ill_5"))
        write(drill, "education", "one", facts=cite("kitchen_open"))
        for seat in order:
            do(drill, seat, "publish", draft="one", channels=["weibo"])
        assert [party.split("/")[1] for party in drill.public.spoke] == list(order)
        found.append(digest(finish(drill).events))
    assert found[0] != found[1]
