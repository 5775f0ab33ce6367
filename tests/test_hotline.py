"""The hotline: exact queueing theory with abandonment off, known limits with it on, the same callers in every course, and
what a drill records of it.
"""

from __future__ import annotations

from math import factorial, inf, sqrt
from statistics import mean, stdev
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_drill import ENDS, begin, changed, cite, finish, lines, of, publish, small

from simulator.drill import Drill
from simulator.opinion.hotline import MOST_CALLS, HotlineParameters, Queue, Served, exponentials, stream
from simulator.opinion.pulse import PULSE
from simulator.randomness import Draws

HOUR = 3600


def run(queue: Queue, rate: float, calls: int, draws: Draws) -> Served:
    """A steady stream of about so many calls, in pieces of 60 service times."""
    total, hour = Served(), 0
    while total.calls < calls:
        hour += 1
        total.add(stream(queue, hour * 60, 60, rate * 60, draws))
    return total


@pytest.mark.parametrize(
    ("clerks", "rate", "delayed", "wait"),
    [
        (1, 0.5, 0.5, 1.0),
        (2, 1.5, 0.642857, 1.285714),
        (3, 2.0, 0.444444, 0.444444),
        (5, 4.0, 0.554113, 0.554113),
        (10, 8.0, 0.409180, 0.204590),
    ],
)
def test_without_abandonment_it_is_erlang_c(clerks: int, rate: float, delayed: float, wait: float) -> None:
    """Q1: the share that waits and the mean wait of 12 runs of 6,000 calls lie within four standard errors."""
    runs = [run(Queue(clerks, 1.0, inf), rate, 6_000, Draws(11, number)) for number in range(12)]
    for figures, theory in (
        ([one.delayed / one.calls for one in runs], delayed),
        ([one.waited / one.calls for one in runs], wait),
    ):
        assert abs(mean(figures) - theory) < 4 * stdev(figures) / sqrt(len(figures))
    assert all(one.lost == 0 for one in runs)


def erlang_a_loss(clerks: int, rate: float, patience: float) -> float:
    """Share of calls lost in the stationary M/M/c+M queue with service rate 1, by its birth and death process."""
    weights = [rate**n / factorial(n) for n in range(clerks + 1)]
    while weights[-1] > 1e-12 * sum(weights):
        weights.append(weights[-1] * rate / (clerks + (len(weights) - clerks) / patience))
    whole = sum(weights)
    leaving = sum((n - clerks) / patience * weight for n, weight in enumerate(weights) if n > clerks)
    return leaving / whole / rate


@pytest.mark.parametrize(("clerks", "rate", "patience"), [(3, 2.0, 0.6), (3, 6.0, 0.6), (1, 1.0, 2.0)])
def test_with_abandonment_it_is_erlang_a(clerks: int, rate: float, patience: float) -> None:
    """The share of lost calls agrees with the stationary law, below and above capacity."""
    runs = [run(Queue(clerks, 1.0, patience), rate, 6_000, Draws(12, number)) for number in range(12)]
    figures = [one.lost / one.calls for one in runs]
    assert abs(mean(figures) - erlang_a_loss(clerks, rate, patience)) < 4 * stdev(figures) / sqrt(len(figures))


def test_the_number_of_calls_is_poisson() -> None:
    """Mean and variance of the calls of an hour agree with the expected number."""
    counts = [stream(Queue(1, 300, 180), hour * HOUR, HOUR, 40.0, Draws(5)).calls for hour in range(1, 1001)]
    assert abs(mean(counts) - 40) < 4 * sqrt(40 / 1000)
    assert abs(stdev(counts) ** 2 / 40 - 1) < 4 * sqrt(2 / 1000)


def test_the_same_callers_ring_in_every_course() -> None:
    """Numbers hang on seed and hour alone and a longer list begins as a shorter one, so twice the concern brings the same
    calls and more, and another clerk never loses one more call.
    """
    assert exponentials(Draws(3), HOUR, 40)[: 3 * 10] == exponentials(Draws(3), HOUR, 10)
    assert exponentials(Draws(3), HOUR, 10) != exponentials(Draws(3), 2 * HOUR, 10)
    for hour in range(1, 40):
        few, many = (stream(Queue(2, 300, 180), hour * HOUR, HOUR, n, Draws(3)) for n in (15.0, 30.0))
        more = stream(Queue(3, 300, 180), hour * HOUR, HOUR, 30.0, Draws(3))
        assert few.calls <= many.calls == more.calls
        assert more.lost <= many.lost


def test_nobody_answers_without_clerks() -> None:
    """With no clerk every call is lost."""
    served = stream(Queue(0, 300, 180), HOUR, HOUR, 20.0, Draws(3))
    assert served.calls == served.lost > 0


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    clerks=st.sampled_from([0, 1, 500]),
    service=st.sampled_from([10, 14_400]),
    patience=st.sampled_from([1, 86_400]),
    expected=st.floats(0.0, 1e8),
)
def test_any_load_ends_and_adds_up(clerks: int, service: int, patience: int, expected: float) -> None:
    """Every call is answered or lost, nothing is negative, and thousands of calls cost no more time than a few."""
    queue = Queue(clerks, service, patience)
    for hour in (1, 2):
        served = stream(queue, hour * HOUR, HOUR, expected, Draws(1))
        assert served.calls == served.answered + served.lost
        assert min(served.answered, served.lost) >= 0
        assert 0 <= served.longest < inf


def test_a_flood_is_answered_to_capacity() -> None:
    """Beyond the limit the clerks answer without a pause and the rest is lost."""
    served = stream(Queue(10, 300, 180), HOUR, HOUR, 10.0 * MOST_CALLS, Draws(1))
    assert served.answered == 10 * HOUR // 300
    assert abs(served.calls / (10 * MOST_CALLS) - 1) < 0.05


# --- in a drill ---


def hotline(**fields: Any) -> Drill:
    """The small crisis without a word until its end, with another hotline."""
    return finish(begin(changed(lambda plain: plain.update(hotline={"chi": 0.003, **fields}))))


def test_a_drill_records_hours_of_calls() -> None:
    """Whole numbers, once an hour, inside opening hours, and nothing before anybody is concerned."""
    drill = finish(begin())
    found = of(drill, "hotline")
    assert found
    t0 = small().scenario.clock.t0
    for event in found:
        assert event.at % HOUR == 0
        assert event.data["calls"] == event.data["answered"] + event.data["lost"] > 0
        assert all(isinstance(value, int) for value in event.data.values())
        assert HotlineParameters().from_hour < t0.hour + event.at // HOUR <= HotlineParameters().to_hour
        assert event.visible_to("education")
    assert drill.board.hotline == (found[-1].at, found[-1].data)
    assert drill.board.lost_calls == sum(event.data["lost"] for event in found)


def test_it_is_shut_outside_its_hours() -> None:
    """A hotline that opens for one hour a day has one hour of calls, also where the drill begins inside an hour."""
    hour = small().scenario.clock.t0.hour
    assert [event.at for event in of(hotline(from_hour=hour + 3, to_hour=hour + 4), "hotline")] == [4 * HOUR]
    assert len(of(hotline(from_hour=0, to_hour=24), "hotline")) > 5


def test_an_hour_that_is_partly_shut_has_part_of_the_calls() -> None:
    """Where T+0 is no whole hour, the hotline opens and closes inside an hour of the drill, and midnight is no gap."""

    def fit(plain: dict[str, Any], t0: str, opens: int, closes: int) -> None:
        plain["clock"]["t0"] = t0
        plain["hotline"] = {"chi": 0.05, "clerks": 500, "from_hour": opens, "to_hour": closes}

    def calls(t0: str, opens: int, closes: int) -> dict[int, int]:
        drill = finish(begin(changed(lambda plain: fit(plain, t0, opens, closes))))
        return {event.at // HOUR: event.data["calls"] for event in of(drill, "hotline")}

    half = calls("2031-03-04T08:30:00", 12, 14)
    assert list(half) == [4, 5, 6]
    assert half[4] < 0.7 * half[5]
    assert half[6] < 0.7 * half[5]
    late = calls("2031-03-04T20:15:00", 22, 24)
    assert list(late) == [2, 3, 4]
    assert late[4] > late[3] / 2
    assert list(calls("2031-03-04T20:15:00", 0, 1)) == [4, 5]


def test_lost_calls_cost_trust_and_answered_ones_need_something_to_say() -> None:
    """Without clerks trust ends lower; with many clerks and nothing published trust gains nothing by the calls."""
    nobody, many, quiet = (hotline(clerks=c, chi=chi).board.pulse for c, chi in ((0, 0.01), (500, 0.01), (0, 0.0)))
    assert nobody is not None
    assert many is not None
    assert quiet is not None
    assert nobody["trust"] < many["trust"] == quiet["trust"]


def test_answered_calls_earn_what_the_public_word_is_worth() -> None:
    """After a word, answered calls add to trust; the crowd is otherwise the same."""
    trust = []
    for chi in (0.0, 0.05):
        drill = begin(changed(lambda plain, chi=chi: plain.update(hotline={"chi": chi, "clerks": 500})), now=1)
        publish(drill, "health", "one", facts=cite("ill_5"), as_of="T+00:10", advice=["see_doctor"])
        publish(drill, "education", "two", facts=cite("kitchen_open"), as_of="T+00:20")
        finish(drill)
        assert drill.board.pulse is not None
        assert drill.board.pulse["narratives"]["meals"]["coverage"] > 0
        trust.append(drill.board.pulse["trust"])
    assert trust[1] > trust[0]


def test_the_step_of_the_clock_changes_no_call() -> None:
    """Advancing by half hours gives the record of advancing at once."""
    once, slowly = finish(begin()), begin()
    while not slowly.ended:
        slowly.advance(min(ENDS + 1, slowly.now + PULSE))
    assert lines(once.events) == lines(slowly.events)
