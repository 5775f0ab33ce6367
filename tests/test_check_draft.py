"""An own text can be read before it goes out: it takes time, tells what is wrong or missing with the words, and never tells
what would be right.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from support_desk import canteen, sit, start
from support_drill import action, at, begin, cite, do

from simulator.drill import Drill
from simulator.drill.desks import REVIEWING
from simulator.host.local import Host
from simulator.message.explain import findings_of
from simulator.record import Event, canonical
from simulator.replay.materials import gather
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Desk, Offer
from tui.plain import tables
from tui.plain.lines import Lines

STRAND = "school_lunch"
TEXT = (
    "As of 13:10, 99 pupils had symptoms. Everything is absolutely safe. The home address of Wu Ke, 12 years old, "
    "identity number 110101201301011234, is known to us."
)


def drafted(text: str = TEXT, **more: Any) -> Drill:
    """Health has written a text in own words."""
    drill = begin(gather("canteen", "i80-2016"), now=at("T+00:40"))
    said = {"form": "statement", "text": {"en": text}, "own_words": True, **more}
    assert do(drill, "health", "draft", draft="own", strand=STRAND, message=said).kind == "action"
    return drill


def ready(drill: Drill) -> Drill:
    """The text is written."""
    while drill.board.drafts[("health", "own")].ready is None:
        drill.advance_to_next(at("T+08:00"))
    return drill


def checked(drill: Drill) -> Event:
    """The text is read; what was found."""
    event = do(drill, "health", "check_draft", draft="own")
    assert event.kind == "action", event.data
    while drill.events[-1].at < drill.now + 1 and not any(e.kind == "draft_checked" for e in drill.events):
        drill.advance_to_next(at("T+08:00"))
    return next(event for event in drill.events if event.kind == "draft_checked")


def test_a_check_takes_the_time_of_a_review_and_names_what_is_wrong() -> None:
    """The wrong figure and the false comfort are gates with their words; the grade is told."""
    drill = ready(drafted())
    begun = drill.now
    event = checked(drill)
    assert REVIEWING / 2 < event.at - begun < REVIEWING * 2
    reading = event.data["reading"]
    quotes = {gate["gate"]: [TEXT[slice(*span)] for span in gate["spans"]] for gate in reading["tripped"]}
    assert "99 pupils" in quotes["contradiction"]
    assert {"contradiction", "false_reassurance", "disclosure"} <= set(reading["gates"])
    assert reading["grade"] == 0
    assert event.visible_to("health")
    assert not event.visible_to("education")


def test_a_check_gives_no_answer_away() -> None:
    """Neither the event nor its sentences name a fact or a figure that the text does not state itself."""
    drill = ready(drafted())
    reading = checked(drill).data["reading"]
    assert not [fact for fact in drill.library.facts if f'"{fact}"' in canonical(reading)]
    for language in ("en", "zh"):
        for finding in findings_of(reading, TEXT, drill.library, language, key=False):  # type: ignore[arg-type]
            assert finding.fact_ids == ()
            assert "23 pupils" not in finding.message
            assert "23人" not in finding.message


def test_what_this_desk_does_not_know_is_premature_right_or_wrong() -> None:
    """A guess is named as one, whether it would hit or miss: a check is no oracle."""
    found = []
    for count in (23, 99):
        drill = begin(gather("canteen", "i80-2016"), now=at("T+00:05"))
        said = {"form": "social", "text": {"en": f"As of 13:10, {count} pupils had symptoms."}, "own_words": True}
        assert do(drill, "education", "draft", draft="own", strand=STRAND, message=said).kind == "action"
        while drill.board.drafts[("education", "own")].ready is None:
            drill.advance_to_next(at("T+08:00"))
        assert not drill.board.knows("education", "ill_23")
        do(drill, "education", "check_draft", draft="own")
        while not any(event.kind == "draft_checked" for event in drill.events):
            drill.advance_to_next(at("T+08:00"))
        found.append(next(event for event in drill.events if event.kind == "draft_checked").data["reading"])
    assert found[0] == found[1]
    assert found[0]["gates"] == ["premature"]


def test_publication_reads_the_same() -> None:
    """What the check found is what the public's reading finds, where nothing has changed since."""
    drill = ready(drafted())
    reading = checked(drill).data["reading"]
    do(drill, "health", "publish", draft="own", channels=["weibo"])
    published = next(event for event in drill.events if event.kind == "published").data["reading"]
    assert (reading["criteria"], reading["gates"]) == (published["criteria"], published["gates"])


def test_a_text_that_went_out_meanwhile_is_not_told_of() -> None:
    """Nobody waits for a check; what comes too late says nothing."""
    drill = ready(drafted())
    do(drill, "health", "check_draft", draft="own")
    do(drill, "health", "publish", draft="own", channels=["weibo"])
    drill.advance(drill.now + 4 * REVIEWING)
    assert not [event for event in drill.events if event.kind == "draft_checked"]


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda: begin(gather("canteen", "i80-2016"), now=at("T+00:40")), "there is no draft own"),
        (drafted, "the draft is not written yet"),
        (lambda: ready(drafted(own_words=False, facts=cite("ill_23"))), "only a text in own words can be checked"),
    ],
)
def test_what_cannot_be_checked_is_refused(prepare: Any, reason: str) -> None:
    """Each with its reason."""
    event = do(prepare(), "health", "check_draft", draft="own")
    assert event.kind == "refused"
    assert reason in event.data["reason"]


def test_a_published_text_is_not_checked() -> None:
    """It is too late."""
    drill = ready(drafted())
    do(drill, "health", "publish", draft="own", channels=["weibo"])
    assert do(drill, "health", "check_draft", draft="own").data["reason"] == "the draft is published already"


@pytest.mark.parametrize(
    ("language", "label", "told"),
    [("en", "Check before it goes out: ", "Caps it: “99 pupils”"), ("zh", "发布前自查：", "红线：“99 pupils”")],
)
def test_the_desk_offers_the_check_and_shows_what_it_found(language: Language, label: str, told: str) -> None:
    """Once for each own text; then the draft, its paper and the line mode's table say what was found."""
    materials = canteen(12)
    with DrillStore.open() as store:
        host = start(store, materials, "health")
        desk = sit(host, materials, "health", language)
        said = {"form": "statement", "text": {"en": TEXT}, "own_words": True}
        assert desk.do(action("draft", draft="statement-1", strand=STRAND, message=said)).ok
        assert not _checks(desk)
        _until(host, desk, "draft_ready")
        (offer,) = _checks(desk)
        assert offer.label.startswith(label)
        assert desk.do(offer.action).ok
        assert not _checks(desk)
        _until(host, desk, "draft_checked")
        assert not _checks(desk)
        (row,) = desk.drafts()
        assert any(line.startswith(told.partition("“")[0]) and "“99 pupils”" in line for line in row.found)
        paper = next(paper for paper in desk.inbox() if paper.kind == "checked")
        assert paper.body.split("\n") == list(row.found)
        out = io.StringIO()
        tables.colleagues(Lines(io.StringIO(), out, desk.sight.say), desk)
        assert all(line in out.getvalue() for line in row.found)


def _checks(desk: Desk) -> list[Offer]:
    return [offer for offer in desk.offers() if offer.id.startswith("check:")]


def _until(host: Host, desk: Desk, kind: str) -> None:
    while not any(event.kind == kind and event.seat == "health" for event in desk.log):
        host.run_until(host.now + 300)
        desk.refresh()
