"""The reference play: only the seat that somebody sat at is played otherwise, it is kept and cannot be forged, and page, data
and command show it beside the drill.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support_debrief import scored
from support_replay import ENDS, action, short_canteen

from reports.beside import beside_rows
from reports.debrief import render_debrief
from reports.names import Names
from simulator.host.local import Host
from simulator.record import Record
from simulator.record.events import Header
from simulator.replay.driver import Driver
from simulator.replay.reference import ReferencePlay, reference_header, sat_at
from simulator.scoring import Beside, beside, score
from simulator.store import DrillStore
from simulator.store.kept import FOLDER, keep_reference, kept_reference
from tui.comparison import Comparison

SEAT = "health"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


def crew(seat: str, others: str = "trained") -> dict[str, str]:
    """A seat's filling, and colleagues in the others."""
    return {known.id: seat if known.id == SEAT else others for known in short_canteen().scenario.seats}


def header(seat: str = "trainee", others: str = "trained") -> Header:
    """The header of such a drill."""
    return short_canteen().header(seed=7, crew=crew(seat, others))


@cache
def own() -> Record:
    """A trainee sits there and does one thing; the trainer fires an inject."""
    materials, made = short_canteen(), header()
    driver = Driver(materials.drill(made), materials.crew(made))
    driver.advance(3600)
    driver.act(SEAT, action("verify", target=materials.scenario.facts[0].slot))
    driver.advance(2 * 3600)
    driver.act("trainer", action("fire_inject", inject=materials.scenario.injects[0].id))
    driver.advance(ENDS + 1)
    return Record(made, tuple(driver.drill.events))


@cache
def reference() -> Record:
    """Its reference play."""
    made = reference_header(short_canteen(), own().header)
    assert made is not None
    return ReferencePlay(short_canteen(), made, own()).finish()


@cache
def compared() -> Beside:
    """The comparison."""
    materials = short_canteen()
    return beside(own(), reference(), score(reference(), materials.scenario, materials.rulebook))


def test_only_the_seat_differs() -> None:
    """Scenario, rulebook, seed and the other seats' skills are the drill's; the seat is an expert's."""
    made = reference().header
    assert made.crew == crew("expert")
    assert made.model_copy(update={"crew": own().header.crew}) == own().header
    assert sat_at(own().header) == (SEAT,)
    assert compared().seats_changed == (SEAT,)
    assert [seat.seat for seat in compared().seats] == [SEAT]


def test_colleagues_alone_are_compared_with_experts_everywhere() -> None:
    """Experts everywhere are their own reference."""
    made = reference_header(short_canteen(), header("trained"))
    assert made is not None
    assert set(made.crew.values()) == {"expert"}
    assert reference_header(short_canteen(), header("expert", "expert")) is None
    assert sat_at(header("trained")) == ()


def test_it_is_the_play_of_that_crew() -> None:
    """In strides or at once, it is what that crew does by itself, but for what the trainer did."""
    materials, made = short_canteen(), reference().header
    alone = Record(own().header, ())
    strides = ReferencePlay(materials, made, alone)
    shares = []
    while not strides.done:
        strides.step(2000)
        shares.append(strides.share)
    driver = Driver(materials.drill(made), materials.crew(made))
    driver.advance(ENDS + 1)
    assert strides.finish().events == tuple(driver.drill.events)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_what_the_trainer_did_happens_there_too() -> None:
    """The trainer's actions are in it at their moments; the trainee's are not."""
    there = [(e.at, e.seat) for e in reference().events if e.kind in ("action", "refused")]
    assert (2 * 3600, "trainer") in there
    here = [e for e in own().events if e.kind == "action" and e.seat == SEAT]
    assert here
    assert here[0].at == 3600
    assert not [e for e in reference().events if e.kind == "action" and e.seat == SEAT and e.at == here[0].at]


def test_each_word_has_the_nearest_of_its_seat() -> None:
    """Of the same seat, and none of the reference's is nearer in its strand."""
    judged = beside(reference(), own(), scored())
    assert judged.words == () or all(pair.reference <= len(own().events) for pair in judged.words)
    itself = beside(
        reference(),
        Record(reference().header.model_copy(update={"crew": crew("trained")}), reference().events),
        scored(),
    )
    assert itself.words
    assert all(pair.own == pair.reference and pair.own_at == pair.reference_at for pair in itself.words)


def test_rows_show_both() -> None:
    """Own, reference and the difference between them, for the team, the seat and the outcome."""
    materials = short_canteen()
    card = score(own(), materials.scenario, materials.rulebook)
    rows = [row for _, rows in beside_rows(card, compared(), Names(materials.scenario, "en")) for row in rows]
    total = rows[0]
    assert (total.own, total.reference) == (f"{card.scores.total:.1f}", f"{compared().scores.total:.1f}")
    assert float(total.difference.replace("\u2212", "-")) == pytest.approx(
        float(total.own) - float(total.reference), abs=0.05
    )
    assert any(row.own == f"{100 * card.outcome.trust:.1f} %" for row in rows)


@pytest.mark.parametrize(("language", "title"), [("en", "Beside the reference play"), ("zh", "与参考打法对照")])
def test_the_page_has_it_beside_the_drill(language: str, title: str) -> None:
    """A section with every row; without a reference the page says nothing of one."""
    materials = short_canteen()
    card = score(own(), materials.scenario, materials.rulebook)
    arguments = (own(), materials.scenario, materials.rulebook, card)
    page = render_debrief(*arguments, drill_id="d", language=language, beside=compared())  # type: ignore[arg-type]
    section = page[page.index('<h2 id="beside">') :]
    section = section[: section.index("</section>")]
    assert title in section
    for _, rows in beside_rows(card, compared(), Names(materials.scenario, language)):  # type: ignore[arg-type]
        assert all(f'<td class="n">{row.reference}</td>' in section for row in rows)
    assert 'id="beside"' not in render_debrief(*arguments, drill_id="d", language=language)  # type: ignore[arg-type]


def test_it_is_kept(store: DrillStore) -> None:
    """What was kept is read back whole, and nothing is played again."""
    keep_reference(store, "d-1", reference())
    assert kept_reference(store, "d-1", reference().header) == reference()
    again = store.path.parent / FOLDER / "d-1.json.gz"
    first = again.read_bytes()
    keep_reference(store, "d-1", reference())
    assert again.read_bytes() == first
    assert [path.name for path in again.parent.iterdir()] == ["d-1.json.gz"]


@pytest.mark.parametrize("harm", ["forged", "cut", "no gzip", "other drill", "other header", "moved"])
def test_what_is_not_ours_is_played_again(store: DrillStore, harm: str) -> None:
    """A forged, broken or foreign file is as good as none."""
    keep_reference(store, "d-1", reference())
    path = store.path.parent / FOLDER / "d-1.json.gz"
    asked, drill = reference().header, "d-1"
    if harm == "forged":
        kept = json.loads(gzip.decompress(path.read_bytes()))
        kept["events"][5][1] += 1
        path.write_bytes(gzip.compress(json.dumps(kept).encode()))
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:-20])
    elif harm == "no gzip":
        path.write_bytes(b"{}")
    elif harm == "other drill":
        drill = "d-2"
    elif harm == "moved":
        drill = "d-2"
        path.rename(path.with_name("d-2.json.gz"))
    else:
        asked = asked.model_copy(update={"seed": 8})
    assert kept_reference(store, drill, asked) is None


def test_a_comparison_is_played_once(store: DrillStore) -> None:
    """The first plays in strides, the second finds it kept; both say the same."""
    materials = short_canteen()
    host = Host.start(store, own().header, materials.drill(own().header), materials.crew(own().header))
    first = Comparison(store, host.id, materials, own())
    assert not first.ready
    first.step()
    assert 0 < first.share < 1
    told = first.beside()
    second = Comparison(store, host.id, materials, own())
    assert second.ready
    assert second.beside() == told == compared()


def test_colleagues_alone_are_not_compared_unless_asked(store: DrillStore) -> None:
    """Nothing is played for a drill at which nobody sat."""
    alone = Record(header("trained"), ())
    assert Comparison(store, "d", short_canteen(), alone).beside() is None
    assert not Comparison(store, "d", short_canteen(), alone, asked_for=True).ready
