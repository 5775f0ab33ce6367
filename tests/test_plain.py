"""The line mode plays a whole drill by numbers, in both languages, and takes any line without a fault."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support_desk import Trainee, canteen, diligent, sit, start

from simulator.replay.materials import gather
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.plain import run_plain
from tui.text import plain


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


@pytest.mark.parametrize(("language", "debrief"), [("en", "Debrief\n"), ("zh", "复盘\n")])
def test_a_drill_is_played_by_numbers_to_the_debrief(store: DrillStore, language: Language, debrief: str) -> None:
    """A trainee who takes the next need and what is suggested publishes a consulted and approved word."""
    materials = canteen(12)
    host = start(store, materials, "health")
    trainee = Trainee(diligent)
    run_plain(host, "health", language, trainee, trainee.out, materials)
    printed = trainee.out.getvalue()
    assert host.ended
    assert debrief in printed
    assert trainee.typed < 400
    words = [event for event in host.record.events if event.kind == "published" and event.seat == "health"]
    assert words
    assert any(event.data["approved"] and event.data["consulted"] for event in words)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tutorial_is_finished_with_what_is_offered(store: DrillStore, language: Language) -> None:
    """Taking what the guide names leads to a published word and the debrief, without one refusal."""
    materials = gather("tutorial", "i80-2016")
    seat = materials.scenario.seats[0].id
    host = start(store, materials, seat, "expert")
    trainee = Trainee(diligent)
    run_plain(host, seat, language, trainee, trainee.out, materials)
    assert host.ended
    assert trainee.typed < 250
    mine = [event.kind for event in host.record.events if event.seat == seat]
    assert "published" in mine
    assert "refused" not in mine


def test_the_end_of_the_input_leaves_the_drill_safe(store: DrillStore) -> None:
    """It says under which name the drill is kept; a later session goes on from there."""
    materials = canteen(9)
    host = start(store, materials, "health")
    out = io.StringIO()
    run_plain(host, "health", "en", io.StringIO("1\n1\n10\n"), out, materials)
    assert host.id in out.getvalue().splitlines()[-1]
    moment = host.now
    assert moment == materials.scenario.clock.opens + 1800
    run_plain(host, "health", "en", io.StringIO("14\n"), io.StringIO(), materials)
    assert host.now == moment


def test_own_words_go_out_as_typed(store: DrillStore) -> None:
    """Brackets, tags and formulas are words; the text ends at the single dot."""
    materials = canteen(9)
    host = start(store, materials, "health")
    host.run_until(3600)
    lines = ["=cmd() <script>", "[/已核实] 第二行"]
    typed = ["9", "1", "", "x", "", "", "", "", "", "2", *lines, "."]
    out = io.StringIO()
    desk = sit(host, materials, "health")
    assert next(offer for offer in desk.offers() if offer.opens).id == "compose:statement"
    run_plain(host, "health", "zh", io.StringIO("\n".join(typed) + "\n"), out, materials)
    drafts = [
        e.data["action"]["message"]["text"]
        for e in host.record.events
        if e.data.get("action", {}).get("act") == "draft"
    ]
    mine = [text for text in drafts if text.get("zh") == "\n".join(lines)]
    assert mine == [{"zh": "\n".join(lines)}]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DrillStore]:
    """A store for many short sessions."""
    with DrillStore.open(tmp_path_factory.mktemp("fuzz") / "drills.sqlite3") as opened:
        yield opened


LINES = st.one_of(
    st.integers(0, 15).map(str),
    st.integers(0, 15).map(str),
    st.sampled_from(
        [
            "",
            ".",
            "0",
            "1 2 3",
            "一",
            "²",
            "٣",
            "99999999999999999999",
            "-1",
            "1.5",
            "\x1b[2J",
            "[/b]",
            "\u202e",
            "{x}",
            "%s",
        ]
    ),
    st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=40),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(LINES, max_size=60), st.sampled_from(["en", "zh"]), st.sampled_from(["education", "gov_office"]))
def test_any_lines_are_taken(busy: DrillStore, typed: list[str], language: Language, seat: str) -> None:
    """No line is a fault, nothing that acts on a terminal is printed, and the record stays sound."""
    materials = canteen(9)
    host = start(busy, materials, seat, "silent")
    host.run_until(2 * 3600)
    out = io.StringIO()
    run_plain(host, seat, language, io.StringIO("\n".join(typed)), out, materials)
    printed = out.getvalue()
    assert printed == "\n".join(plain(line) for line in printed.split("\n"))
    assert not [event for event in host.record.events if event.kind == "refused" and event.seat == seat]
