"""A drill goes on after a crash as if nothing had been, and a re-run finds whatever did not happen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from support_replay import ENDS, Echo, short_canteen, steps, with_echo

from simulator.drill import Drill
from simulator.host.local import Host
from simulator.record.events import Event, Header, canonical_event
from simulator.replay.compare import first_difference
from simulator.replay.driver import Driver
from simulator.replay.materials import MaterialChangedError, Materials, materials_of
from simulator.replay.rerun import DrillDiffersError, rerun
from simulator.scenario.moments import HOUR
from simulator.store import DrillStore


@pytest.fixture(scope="module")
def materials() -> Materials:
    """The canteen, cut to nine hours after T+0."""
    return short_canteen()


@pytest.fixture(scope="module")
def header(materials: Materials) -> Header:
    """All seats act from outside."""
    return materials.header(seed=7, crew={seat.id: "script" for seat in materials.scenario.seats})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


def lines(events: Sequence[Event]) -> list[str]:
    """Events as the digest reads them."""
    return [canonical_event(event) for event in events]


def play(store: DrillStore, materials: Materials, header: Header, **how: Any) -> Host:
    """Play the steps to the end, in strides, with crashes after the numbered steps."""
    stride, crashes = how.get("stride"), how.get("crashes", ())
    colleagues = "trained" in header.crew.values()

    def crew() -> Echo | None:
        return Echo(materials) if colleagues else None

    chance = random.Random(stride)
    host = Host.start(store, header, materials.drill(header), crew())
    for number, step in enumerate(steps(materials)):
        while stride and host.now < step.at:
            host.run_until(min(step.at, host.now + chance.randrange(1, stride)))
        host.run_until(step.at)
        answer = host.submit(step.seat, step.action, f"{host.id}:{number}")
        if number in crashes:
            host = Host.resume(store, host.id, materials.drill(header), crew())
            assert host.now == step.at
            assert host.submit(step.seat, step.action, f"{host.id}:{number}") == answer
    while stride and not host.ended:
        host.run_until(host.now + chance.randrange(1, stride))
    host.run_until(ENDS + 1)
    assert host.ended
    return host


@pytest.fixture(scope="module")
def played(materials: Materials, header: Header, tmp_path_factory: pytest.TempPathFactory) -> list[Event]:
    """The events of the drill with an echo, played without interruption."""
    with DrillStore.open(tmp_path_factory.mktemp("played") / "drills.sqlite3") as store:
        return list(play(store, materials, with_echo(header)).record.events)


def test_a_resumed_drill_equals_the_uninterrupted_one(
    store: DrillStore, materials: Materials, header: Header, played: list[Event]
) -> None:
    """With crashes after four of its actions, the drill gives the same bytes, and each action is there
    once.
    """
    host = play(store, materials, with_echo(header), crashes={1, 6, 7, 20})
    assert lines(store.events(host.id)) == lines(played)


def test_strides_of_the_clock_change_nothing(
    store: DrillStore, materials: Materials, header: Header, played: list[Event]
) -> None:
    """In which steps the clock is advanced leaves events and colleagues' decisions as they are."""
    host = play(store, materials, with_echo(header), stride=900)
    assert lines(store.events(host.id)) == lines(played)


def test_real_colleagues_go_on_as_if_nothing_had_been(store: DrillStore, materials: Materials, header: Header) -> None:
    """Colleagues of every skill, resumed again and again at odd moments, do what they would have done."""
    skills = ("expert", "trained", "untrained", "as_found", "silent")
    crew = {seat: skills[number % len(skills)] for number, seat in enumerate(header.crew)}
    head = header.model_copy(update={"crew": crew})
    whole = Host.start(store, head, materials.drill(head), materials.crew(head))
    whole.run_until(ENDS + 1)
    host = Host.start(store, head, materials.drill(head), materials.crew(head))
    chance = random.Random(7)
    while not host.ended:
        host.run_until(host.now + chance.randrange(1, 4 * HOUR))
        host = Host.resume(store, host.id, materials.drill(head), materials.crew(head))
    assert lines(store.events(host.id)) == lines(store.events(whole.id))
    assert any(event.kind == "action" for event in whole.record.events)


def test_the_colleague_acted(played: list[Event], header: Header) -> None:
    """The drill of these tests has a colleague's actions, and outside actions taken and refused."""
    last = list(header.crew)[-1]
    assert any(event.kind in ("action", "refused") and event.seat == last for event in played)
    assert {"action", "refused"} <= {event.kind for event in played}


def test_colleagues_see_each_event_once_when_its_second_is_over(materials: Materials, header: Header) -> None:
    """No event is shown twice or left out, and none of the running second is shown."""
    head = with_echo(header)
    echo = Echo(materials)
    driver = Driver(materials.drill(head), echo)
    for step in steps(materials):
        driver.advance(step.at)
        driver.act(step.seat, step.action)
        assert all(at < driver.drill.now for _, at in echo.seen)
    driver.advance(ENDS)
    assert [seq for seq, _ in echo.seen] == list(range(1, len(echo.seen) + 1))


def test_a_rerun_from_the_actions_gives_the_record(materials: Materials, header: Header, played: list[Event]) -> None:
    """Fed all recorded actions, the colleague's too, a fresh drill without colleagues says the same."""
    assert rerun(materials.drill(with_echo(header)), played, ENDS + 1) is None


def altered(event: Event) -> Event:
    """The event with one value of its data changed, or one added where it has none."""
    for key, value in sorted(event.data.items()):
        if isinstance(value, bool):
            return event.model_copy(update={"data": {**event.data, key: not value}})
        if isinstance(value, int | float):
            return event.model_copy(update={"data": {**event.data, key: value + 1}})
        if isinstance(value, str):
            return event.model_copy(update={"data": {**event.data, key: value + "x"}})
    return event.model_copy(update={"data": {**event.data, "extra": 1}})


def test_an_alteration_of_every_kind_of_event_is_a_difference(played: list[Event]) -> None:
    """Of each kind the first event is altered; held against the events of the re-run, it is found and
    named.
    """
    kinds = {event.kind: index for index, event in reversed(list(enumerate(played)))}
    assert len(kinds) > 6
    for kind, index in kinds.items():
        found = first_difference([*played[:index], altered(played[index]), *played[index + 1 :]], played)
        assert found is not None
        assert (found.seq, found.kind) == (index + 1, kind)
        assert found.field.startswith("data.")


@pytest.mark.parametrize("what", ["pulse", "seat", "at", "kind"])
def test_a_rerun_names_the_altered_field(materials: Materials, header: Header, played: list[Event], what: str) -> None:
    """Event number and field of an alteration come out of a real re-run."""
    index = next(i for i, event in enumerate(played) if event.kind == "pulse")
    change = {
        "pulse": altered(played[index]),
        "seat": played[index].model_copy(update={"seat": "somebody"}),
        "at": played[index].model_copy(update={"at": played[index].at + 1}),
        "kind": played[index].model_copy(update={"kind": "epilogue"}),
    }[what]
    forged = [*played[:index], change, *played[index + 1 :]]
    found = rerun(materials.drill(with_echo(header)), forged, ENDS + 1)
    assert found is not None
    assert found.seq == index + 1
    assert found.field.split(".")[0] == {"pulse": "data"}.get(what, what)


def test_a_rerun_finds_an_action_left_out_or_changed(materials: Materials, header: Header, played: list[Event]) -> None:
    """An action that had consequences cannot be taken away, replaced by nonsense, or moved."""
    head = with_echo(header)
    index = next(i for i, event in enumerate(played) if event.kind == "task_started") - 1
    assert played[index].kind == "action"
    without = [*played[:index], *played[index + 1 :]]
    renumbered = [event.model_copy(update={"seq": seq}) for seq, event in enumerate(without, start=1)]
    nonsense = played[index].model_copy(update={"data": {"action": {"act": "fly"}}})
    backwards = played[index].model_copy(update={"at": -(10**6)})
    for forged, seqs in (
        (renumbered, {index + 1, index + 2}),
        ([*played[:index], nonsense, *played[index + 1 :]], {index + 1}),
        ([*played[:index], backwards, *played[index + 1 :]], {index + 1}),
    ):
        found = rerun(materials.drill(head), forged, ENDS + 1)
        assert found is not None
        assert found.seq in seqs


def test_a_rerun_finds_events_too_many_or_too_few(materials: Materials, header: Header, played: list[Event]) -> None:
    """A record that was cut off or drawn out is found at its end."""
    head = with_echo(header)
    extra = [*played, Event(seq=len(played) + 1, at=ENDS, kind="epilogue", seat="", data={})]
    for forged, seq in ((played[:-1], len(played)), (extra, len(extra))):
        found = rerun(materials.drill(head), forged, ENDS + 1)
        assert found is not None
        assert (found.seq, found.field) == (seq, "")


@pytest.mark.parametrize("change", [{"seed": 8}, {"replication": 1}, {"crew": {}}])
def test_a_rerun_finds_an_altered_header(
    materials: Materials, header: Header, played: list[Event], change: dict[str, Any]
) -> None:
    """Another seed, replication or crew does not give the recorded events."""
    head = with_echo(header).model_copy(update=change)
    assert rerun(materials.drill(head), played, ENDS + 1) is not None


@pytest.mark.parametrize("field", ["scenario_digest", "rulebook_digest"])
def test_a_changed_scenario_or_rulebook_is_said(materials: Materials, header: Header, field: str) -> None:
    """When the file of that name is another one than then, no re-run pretends otherwise."""
    with pytest.raises(MaterialChangedError, match=field.split("_")[0]):
        materials_of(header.model_copy(update={field: "0" * 64}))
    assert materials_of(header).scenario.id == "canteen"


def test_resume_refuses_a_record_that_does_not_come_out(
    store: DrillStore, materials: Materials, header: Header
) -> None:
    """A drill resumed as another one stops with the place where they part."""
    host = Host.start(store, header, materials.drill(header), None)
    host.run_until(3 * HOUR)
    other = header.model_copy(update={"seed": 8})
    with pytest.raises(DrillDiffersError, match=r"event \d+"):
        Host.resume(store, host.id, materials.drill(other), None)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ({"a": 1}, {"a": 2}, "data.a"),
        ({"a": 1}, {"a": 1.0}, "data.a"),
        ({"a": 1}, {"a": True}, "data.a"),
        ({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "y"}]}, "data.a[1].b"),
        ({"a": [1]}, {"a": [1, 2]}, "data.a"),
        ({"a": 1}, {}, "data.a"),
        ({}, {"b": None}, "data.b"),
    ],
)
def test_a_difference_names_the_field(old: dict[str, Any], new: dict[str, Any], field: str) -> None:
    """The path leads to the first value that differs, also between numbers that Python calls equal."""
    first, second = (Event(seq=1, at=0, kind="pulse", seat="", data=data) for data in (old, new))
    found = first_difference([first], [second])
    assert found is not None
    assert found.field == field
    assert field in str(found)


def test_a_real_drill_is_what_the_driver_drives(materials: Materials, header: Header) -> None:
    """The engine fits the interface that the loop is written for."""
    assert isinstance(Driver(materials.drill(header), None).drill, Drill)
