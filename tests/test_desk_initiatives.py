"""What a seat can do of its own accord stands on its desk, with the words that would be said, in both languages and in the line
mode; and every limit that a rulebook sets stands there as a task or a countdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_desk import sit, start
from support_drill import STRAND, at, entry, small

from simulator.host.local import Host
from simulator.record.initiatives import StaffHotline
from simulator.replay.materials import Materials, gather
from simulator.rules import load_rulebook
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Desk
from tui.desk.kinds import Offer

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


def at_desk(
    store: DrillStore, seat: str, moment: str, language: Language = "en", materials: Materials | None = None
) -> tuple[Host, Desk]:
    """A seat's desk in the small crisis at a moment."""
    materials = materials or small()
    host = start(store, materials, seat)
    host.run_until(at(moment))
    return host, sit(host, materials, seat, language)


def offered(desk: Desk, beginning: str) -> list[Offer]:
    """The offers whose id begins so."""
    return [offer for offer in desk.offers() if offer.id.startswith(beginning)]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "You would say: Kitchen: closed since noon."), ("zh", "中午起停用")]
)
def test_a_call_is_answered_by_an_interview(store: DrillStore, language: Language, said: str) -> None:
    """The desk shows what would be said; taken, it goes out and answers the call."""
    host, desk = at_desk(store, "education", "T+01:05", language)
    (offer,) = offered(desk, "interview:reporter")
    assert said in offer.why
    assert (language == "zh") == bool(CHINESE.search(offer.label))
    assert offer.action is not None
    assert desk.do(offer.action).ok
    assert not offered(desk, "interview:")
    host.run_until(at("T+03:00"))
    desk.refresh()
    assert desk.sight.board.documents["education"]["reporter"].answered is not None
    word = "[interview]" if language == "en" else "[采访]"
    assert any(word in item.text for item in desk.feed())


def test_the_paper_offers_a_reply_and_an_interview(store: DrillStore) -> None:
    """Both stand with the call, on the screen and in the line mode, which lists what is about a paper."""
    _, desk = at_desk(store, "education", "T+01:05")
    about = [offer.id for offer in desk.listing() if offer.about == "reporter"]
    assert sorted(about) == ["interview:reporter:answer", "reply:reporter"]


def test_an_interview_is_offered_without_a_call(store: DrillStore) -> None:
    """By who owes answers, on what it can answer; not by the office."""
    _, desk = at_desk(store, "health", "T+00:15")
    (offer,) = offered(desk, "interview:evening_post")
    assert "pupils ill: 5" in offer.why.lower()
    _, office = at_desk(store, "office", "T+00:15")
    assert not offered(office, "interview:")


def test_the_next_word_can_be_promised(store: DrillStore) -> None:
    """For two moments; with a promise open there is no other."""
    _, desk = at_desk(store, "health", "T+00:15")
    first, second = offered(desk, "promise:")
    assert "T+03:00" in first.label
    assert "T+07:00" in second.label
    assert first.action is not None
    assert desk.do(first.action).ok
    assert not offered(desk, "promise:")


def test_a_decision_is_assessed_before_it_is_announced(store: DrillStore) -> None:
    """Its owner can set each level; taken up, it is offered no more."""
    _, desk = at_desk(store, "education", "T+00:15")
    levels = offered(desk, "risk:kitchen_open")
    assert [offer.id.rpartition(":")[2] for offer in levels] == ["medium", "high", "low"]
    assert levels[0].action is not None
    assert desk.do(levels[0].action).ok
    assert not offered(desk, "risk:")
    assert "assessing the risk" in " ".join(desk.busy())


def test_a_dispute_can_be_carried_upward(store: DrillStore) -> None:
    """While the other has not taken its part."""
    host = start(store, small(), "health", "silent")
    host.run_until(at("T+00:15"))
    desk = sit(host, small(), "health")
    (offer,) = offered(desk, "escalate:")
    assert "Government Office" in offer.label
    assert offer.action is not None
    assert desk.do(offer.action).ok
    assert not offered(desk, "escalate:")


def test_the_office_staffs_the_hotline_when_calls_are_lost(store: DrillStore) -> None:
    """With how many were lost; while clerks are on their way there is no other offer."""
    found = gather("bus-fare", "i80-2016")
    host = start(store, found, "gov_office", "silent")
    host.run_until(24 * HOUR)
    desk = sit(host, found, "gov_office")
    few, many = offered(desk, "clerks:")
    assert re.search(r"\d+ of \d+ calls were lost", few.why)
    assert (few.action, many.action) == (StaffHotline(clerks=2, hours=6), StaffHotline(clerks=4, hours=12))
    assert few.action is not None
    assert desk.do(few.action).ok
    assert not offered(desk, "clerks:")
    assert not offered(sit(host, found, "gov_office"), "clerks:")


def under(rulebook: str, **fields: object) -> Materials:
    """The small crisis over three days under another rulebook, its strand changed."""
    plain = small().scenario.model_dump(mode="python", by_alias=True)
    plain["clock"]["ends"] = at("T+72:00")
    entry(plain, "strands", STRAND).update(fields)
    return Materials(Scenario.model_validate(plain), "under", load_rulebook(rulebook), small().world)


@pytest.mark.parametrize(
    ("rulebook", "task", "countdown"),
    [
        ("beijing-2021", "Open a press centre", "Press centre: by T+24:00, 22 h left"),
        ("wengang-township", "Respond in place of a press conference", "Response to the public: by T+24:00, 22 h left"),
        ("i80-2016", "Hold a press conference", "Press conference: by T+24:00, 22 h left"),
    ],
)
def test_what_a_rulebook_asks_for_counts_down(store: DrillStore, rulebook: str, task: str, countdown: str) -> None:
    """A press centre, or a response in the conference's place, by its own name and hours."""
    _, desk = at_desk(store, "health", "T+02:00", materials=under(rulebook, emergency_level="I"))
    assert task in [one.label for one in desk.tasks()]
    assert any(countdown in line for line in desk.responsibility())


def test_working_days_stand_among_the_tasks(store: DrillStore) -> None:
    """The report of what was verified, where the rulebook gives days for it."""
    _, desk = at_desk(store, "health", "T+00:15", materials=under("wanbu-township"))
    (task,) = [one for one in desk.tasks() if one.label == "Report upward what was verified"]
    assert task.due == 64 * HOUR
