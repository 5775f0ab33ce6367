"""The host answers an action once it is stored, and never twice; each link shows its seat's own view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support_replay import ENDS, Echo, action, short_canteen, steps, with_echo

from simulator.errors import BadInputError, NotFoundError
from simulator.host.link import Ack, Link, Reject
from simulator.host.local import Host, LocalLink
from simulator.host.script import read_script, run_script
from simulator.record.events import Header
from simulator.replay.materials import Materials
from simulator.scenario.moments import HOUR
from simulator.store import DrillStore, StoreError


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


@pytest.fixture
def host(store: DrillStore, materials: Materials, header: Header) -> Host:
    """A fresh drill in which a colleague plays the last seat."""
    head = with_echo(header)
    return Host.start(store, head, materials.drill(head), Echo(materials))


def test_an_answered_action_is_stored(store: DrillStore, host: Host, materials: Materials) -> None:
    """The acknowledgement's number is the action's number in the store, whether taken or refused."""
    fact = materials.scenario.facts[0]
    host.run_until(HOUR)
    taken = host.submit(fact.verification.desk, action("verify", target=fact.slot), "one")
    refused = host.submit(fact.verification.desk, action("verify", target="no_such_thing"), "two")
    assert isinstance(taken, Ack)
    assert isinstance(refused, Reject)
    assert refused.reason
    stored = {event.seq: event for event in store.events(host.id)}
    assert stored[taken.seq].kind == "action"
    assert refused.seq is not None
    assert stored[refused.seq].kind == "refused"


def test_an_action_sent_twice_is_done_once(store: DrillStore, host: Host, materials: Materials) -> None:
    """The second sending gets the first answer; another action under the same id is turned away."""
    fact = materials.scenario.facts[0]
    given = action("verify", target=fact.slot)
    first = host.submit(fact.verification.desk, given, "one")
    count = len(store.events(host.id))
    host.run_until(HOUR)
    assert host.submit(fact.verification.desk, given, "one") == first
    other = host.submit(fact.verification.desk, action("verify", target="no_such_thing"), "one")
    assert isinstance(other, Reject)
    assert other.seq is None
    assert sum(e.kind in ("action", "refused") for e in store.events(host.id)[:count]) == 1


def test_what_never_comes_before_the_drill_leaves_no_trace(store: DrillStore, host: Host) -> None:
    """A colleague's seat, an unknown seat, an impossible client id and a drill that has ended are turned
    away.
    """
    before = len(store.events(host.id))
    given = action("verify", target="no_such_thing")
    seats = list(host.header.crew)
    assert "colleague" in _reason(host.submit(seats[-1], given, "one"))
    assert "no seat" in _reason(host.submit("nobody", given, "two"))
    assert "client id" in _reason(host.submit(seats[0], given, "not an id\n"))
    assert len(store.events(host.id)) == before
    host.run_until(ENDS + 1)
    assert "ended" in _reason(host.submit(seats[0], given, "three"))


def _reason(answer: Ack | Reject) -> str:
    assert isinstance(answer, Reject)
    assert answer.seq is None
    return answer.reason


def test_a_link_shows_a_seat_its_own_view(host: Host, materials: Materials) -> None:
    """A seat reads public events and its own; the trainer reads all; a cursor goes on where it was."""
    fact = materials.scenario.facts[0]
    desk = fact.verification.desk
    link: Link = LocalLink(host, desk)
    other = next(seat for seat in host.header.crew if seat != desk)
    answer = link.send(action("verify", target=fact.slot), "one")
    host.run_until(HOUR)
    assert answer.seq in [event.seq for event in link.events()]
    assert answer.seq not in [event.seq for event in LocalLink(host, other).events()]
    assert LocalLink(host, "trainer").events() == list(host.record.events)
    assert answer.seq is not None
    assert all(event.seq > answer.seq for event in link.events(after=answer.seq))
    assert link.state().now == HOUR
    with pytest.raises(NotFoundError, match="has no seat"):
        LocalLink(host, "nobody")


def test_stepping_stops_when_something_reaches_the_seat(host: Host, materials: Materials) -> None:
    """A step ends with the second that brought the seat something else than the crowd's counts."""
    seat = materials.scenario.facts[0].verification.desk
    reached = host.step_to_next(seat, ENDS)
    assert reached
    assert {event.at for event in reached if event.kind != "pulse"} == {host.now - 1}
    assert all(event.visible_to(seat) for event in reached)


def test_a_resumed_drill_stands_paused_at_its_speed(store: DrillStore, host: Host, materials: Materials) -> None:
    """After a crash the clock stands still where it was, and remembers its speed."""
    host.submit("trainer", action("set_clock", speed=240.0), "one")
    host.run_until(HOUR)
    assert not host.state().paused
    again = Host.resume(store, host.id, materials.drill(host.header), Echo(materials))
    assert again.state() == type(again.state())(now=HOUR, paused=True, speed=240.0, ended=False)


def test_after_a_failed_commit_nothing_is_taken_until_resume(
    store: DrillStore, host: Host, materials: Materials
) -> None:
    """A full disk stops the host; the unanswered action is not in the store and can be sent again after
    resuming.
    """
    fact = materials.scenario.facts[0]
    given, desk = action("verify", target=fact.slot), fact.verification.desk
    host.run_until(HOUR)
    before = len(store.events(host.id))
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        host.submit(desk, given, "one")
    store.connection.execute("PRAGMA query_only = OFF")
    with pytest.raises(StoreError):
        host.submit(desk, given, "one")
    with pytest.raises(StoreError):
        host.run_until(2 * HOUR)
    assert len(store.events(host.id)) == before
    assert len(host.record.events) == before
    again = Host.resume(store, host.id, materials.drill(host.header), Echo(materials))
    assert isinstance(again.submit(desk, given, "one"), Ack)


def test_of_two_hosts_of_one_drill_one_goes_on(store: DrillStore, host: Host, materials: Materials) -> None:
    """The host that comes second is told that the drill has gone on without it."""
    other = Host.resume(store, host.id, materials.drill(host.header), Echo(materials))
    host.run_until(2 * HOUR)
    with pytest.raises(StoreError, match="another program"):
        other.run_until(3 * HOUR)
    host.run_until(3 * HOUR)


def test_a_script_goes_on_where_it_was(store: DrillStore, materials: Materials, header: Header) -> None:
    """Run again on the resumed drill, the whole script gives its first answers and repeats no step."""
    script = steps(materials)
    first = Host.start(store, header, materials.drill(header), None)
    early = run_script(first, script[:9])
    heard: list[Ack | Reject] = []
    again = Host.resume(store, first.id, materials.drill(header), None)
    answers = run_script(again, script, heard.append)
    assert answers == heard
    assert answers[:9] == early
    acted = [event for event in store.events(first.id) if event.kind in ("action", "refused")]
    assert [event.data["action"] for event in acted] == [step.action.model_dump(mode="json") for step in script]


def write(path: Path, text: str) -> Path:
    """A script file."""
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_file_is_read(tmp_path: Path, materials: Materials) -> None:
    """Moments, seats and actions come out as written."""
    seat = materials.scenario.seats[0].id
    text = f"- at: T+01:30\n  seat: {seat}\n  action: {{act: verify, target: cause}}\n"
    (step,) = read_script(write(tmp_path / "script.yaml", text), materials.scenario)
    assert (step.at, step.seat, step.action) == (5400, seat, action("verify", target="cause"))


def test_every_mistake_in_a_script_is_named(tmp_path: Path, materials: Materials) -> None:
    """Unknown seats and moments outside the drill or out of order are listed with their lines."""
    text = (
        "- {at: T+02:00, seat: trainer, action: {act: set_clock}}\n"
        "- {at: T+01:00, seat: trainer, action: {act: set_clock}}\n"
        "- {at: T+99:00, seat: nobody, action: {act: set_clock}}\n"
    )
    with pytest.raises(BadInputError) as caught:
        read_script(write(tmp_path / "script.yaml", text), materials.scenario)
    places = [(problem.line, problem.field) for problem in caught.value.problems]
    assert places == [(2, "[1].at"), (3, "[2].seat"), (3, "[2].at")]


@pytest.mark.parametrize(
    "text", ["steps: 3\n", "- {at: T+1, seat: x}\n", "- {at: T+01:00, seat: x, action: {act: fly}}"]
)
def test_a_script_of_another_form_is_refused(tmp_path: Path, materials: Materials, text: str) -> None:
    """What is no list of steps gives problems, not a traceback."""
    with pytest.raises(BadInputError):
        read_script(write(tmp_path / "script.yaml", text), materials.scenario)
