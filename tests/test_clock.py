"""The clock turns real into simulated time; the pace moves a drill with it, and never past what a trainee can follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support_desk import canteen, sit, start

from simulator.errors import UsageError
from simulator.host.clock import ASLEEP, MAX_CATCH_UP, Clock, Pace
from simulator.host.local import Host, LocalLink
from simulator.scenario.moments import HOUR, MINUTE
from simulator.store import DrillStore

SEAT = "health"


class Real:
    """Real time, moved by hand."""

    def __init__(self) -> None:
        """Some moment."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def real() -> Real:
    """Real time."""
    return Real()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A drill with one trainee and silent colleagues."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as store:
        yield start(store, canteen(9), SEAT, "silent")


@pytest.fixture
def pace(host: Host, real: Real) -> Pace:
    """The pace of the trainee's seat."""
    return Pace(host, LocalLink(host, SEAT), Clock(real))


def settings(host: Host) -> list[tuple[bool, float]]:
    """Pauses and speeds in the record."""
    actions = [event.data["action"] for event in host.record.events if event.kind == "action"]
    return [(action["paused"], action["speed"]) for action in actions if action["act"] == "set_clock"]


def test_simulated_time_is_real_time_times_speed(real: Real) -> None:
    """It counts only while it runs, and a change of speed never makes it jump."""
    clock = Clock(real, base=-100, speed=60)
    real.now += 10
    assert clock.sim_now() == -100
    clock.resume()
    real.now += 10
    assert clock.sim_now() == 500
    clock.set_speed(3600)
    assert clock.sim_now() == 500
    real.now += 1
    assert clock.sim_now() == 4100
    clock.pause()
    real.now += 99
    assert clock.sim_now() == 4100


@pytest.mark.parametrize("speed", [0, 0.5, 3601, float("nan"), float("inf"), -1])
def test_impossible_speeds_are_turned_away(real: Real, speed: float) -> None:
    """One sentence, and the clock keeps its speed."""
    clock = Clock(real)
    with pytest.raises(UsageError, match="1 to 3600"):
        clock.set_speed(speed)
    assert clock.speed == 60


def test_a_tick_brings_the_host_up(host: Host, pace: Pace, real: Real) -> None:
    """At 600 times, a tenth of a second is a minute."""
    before = host.now
    pace.set_speed(600)
    pace.resume()
    for _ in range(10):
        real.now += 0.1
        pace.tick(real.now)
    assert before + 10 * MINUTE - 10 <= host.now <= before + 10 * MINUTE


def test_a_slow_host_is_not_made_to_race(host: Host, pace: Pace, real: Real) -> None:
    """What one tick cannot make up is dropped, not run after."""
    before = host.now
    pace.set_speed(3600)
    pace.resume()
    pace.tick(real.now)
    real.now += 5
    pace.tick(real.now)
    assert host.now == before + MAX_CATCH_UP
    real.now += 0.1
    pace.tick(real.now)
    assert host.now <= before + MAX_CATCH_UP + 360


def test_a_machine_that_slept_wakes_paused(host: Host, pace: Pace, real: Real) -> None:
    """No simulated second has passed, and the pause is on record."""
    pace.resume()
    pace.tick(real.now)
    before = host.now
    real.now += ASLEEP + 1
    assert not pace.tick(real.now)
    assert host.now == before
    assert pace.clock.paused
    assert settings(host)[-1][0]


def test_time_stands_still_while_somebody_writes(host: Host, pace: Pace, real: Real) -> None:
    """Holds may lie inside each other; they leave no trace in the record."""
    pace.resume()
    pace.hold()
    pace.hold()
    pace.release()
    before, recorded = host.now, settings(host)
    for _ in range(50):
        real.now += 1
        assert not pace.tick(real.now)
    assert host.now == before
    pace.release()
    real.now += 1
    assert pace.tick(real.now)
    assert host.now == before + 60
    assert settings(host) == recorded


def test_pause_and_speed_are_recorded_once(host: Host, pace: Pace) -> None:
    """Only changes are, in their order."""
    pace.pause()
    pace.resume()
    pace.resume()
    pace.set_speed(120)
    pace.set_speed(120)
    pace.pause()
    assert settings(host) == [(False, 60), (False, 120), (True, 120)]
    assert LocalLink(host, SEAT).state().speed == 120


def test_a_jump_ends_where_something_needs_the_seat(host: Host, pace: Pace) -> None:
    """The last thing that was seen calls the seat, or the farthest moment is reached; the clock then stands."""
    desk = sit(host, canteen(9), SEAT)
    pace.resume()
    called = 0
    while not host.ended:
        before = host.now
        seen = pace.to_next_need(desk, at_most=HOUR)
        assert before < host.now <= before + HOUR + 1
        assert pace.clock.paused
        calling = [event for event in seen if desk.calls(event)]
        called += bool(calling)
        assert all(event.at >= host.now - 1 for event in calling)
    assert called > 3


def test_forward_passes_exactly_so_much_time(host: Host, pace: Pace) -> None:
    """To the second, and not beyond the end."""
    before = host.now
    pace.forward(30 * MINUTE)
    assert host.now == before + 30 * MINUTE
    pace.forward(99 * HOUR)
    assert host.ended
    pace.resume()
    assert pace.standing
