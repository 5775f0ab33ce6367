"""The engine keeps order inside a second, and no step size ever changes what happens."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_drill import (
    ENDS,
    OPENS,
    STRAND,
    action,
    at,
    begin,
    changed,
    cite,
    do,
    entry,
    finish,
    kinds,
    lines,
    message,
    of,
    publish,
    small,
    write,
)

from simulator.drill import Drill
from simulator.drill.phase import Phase
from simulator.record import EVENT_KINDS, TRAINER, digest
from simulator.scenario.moments import HOUR, MINUTE

NINE = message("update", facts=cite("ill_9"), next_update=at("T+05:00"))
PLAN: list[tuple[int, str, dict[str, Any]]] = [
    (at("T-00:25"), "health", {"act": "watch", "channels": ["wechat"]}),
    (at("T-00:15"), "health", {"act": "log", "signal": "sign"}),
    (at("T-00:15"), "health", {"act": "flag", "signal": "sign"}),
    (0, "education", {"act": "verify", "target": "kitchen"}),
    (0, "office", {"act": "assign", "strand": STRAND, "to": ["health", "education"], "due": at("T+04:00")}),
    (301, "health", {"act": "draft", "draft": "one", "strand": STRAND, "message": message(facts=cite("ill_5"))}),
    (301, "health", {"act": "verify", "target": "cause"}),
    (at("T+00:30"), "education", {"act": "dispatch", "disposal": "shut_kitchen"}),
    (at("T+01:00"), "office", {"act": "convene", "strand": STRAND, "seats": ["health"]}),
    (at("T+01:30"), "health", {"act": "publish", "draft": "one", "channels": ["weibo"]}),
    (at("T+02:00"), "health", {"act": "verify", "target": "ill"}),
    (at("T+02:31"), "office", {"act": "answer_order", "inject": "wait", "answer": "dissent"}),
    (at("T+02:45"), "health", {"act": "draft", "draft": "two", "strand": STRAND, "message": NINE}),
    (at("T+02:46"), "health", {"act": "verify", "target": "water_poisoned"}),
    (at("T+03:29"), "health", {"act": "publish", "draft": "two", "channels": ["weibo", "wechat"]}),
    (at("T+05:30"), TRAINER, {"act": "fire_inject", "inject": "box"}),
]


def played(strides: Iterator[int]) -> Drill:
    """The plan, the clock advanced in the given strides."""
    drill = begin()
    for moment, seat, plain in PLAN:
        while drill.now < moment:
            drill.advance(min(moment, drill.now + next(strides)))
        drill.act(seat, action(**plain))
    while not drill.ended:
        drill.advance(drill.now + next(strides))
    return drill


def always(stride: int) -> Iterator[int]:
    while True:
        yield stride


def anyhow(seed: int) -> Iterator[int]:
    chance = random.Random(seed)
    while True:
        yield chance.choice((1, 2, 59, 299, 300, 301, 1800, 40_000))


@pytest.fixture(scope="module")
def whole() -> Drill:
    """The plan in the largest possible steps."""
    return played(always(10**9))


@pytest.mark.parametrize("stride", [1, 7, 600])
def test_step_size_never_changes_the_record(whole: Drill, stride: int) -> None:
    """Steps of 1, 7 and 600 seconds and one giant stride give the same record."""
    assert lines(played(always(stride)).events) == lines(whole.events)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_random_strides_never_change_the_record(whole: Drill, seed: int) -> None:
    """Nor do strides of any mixture."""
    assert digest(played(anyhow(seed)).events) == digest(whole.events)


def test_stepping_from_event_to_event_changes_nothing(whole: Drill) -> None:
    """``advance_to_next`` is only another way to advance."""
    drill = begin()
    for moment, seat, plain in PLAN:
        while drill.now < moment:
            drill.advance_to_next(moment)
        drill.act(seat, action(**plain))
    while not drill.ended:
        drill.advance_to_next(drill.now + 10**6)
    assert lines(drill.events) == lines(whole.events)


def test_the_plan_does_something(whole: Drill) -> None:
    """The record over which step sizes are compared holds actions of every weight, and no refusal."""
    assert not of(whole, "refused")
    assert {"published", "disposal_done", "convene_held", "claim_checked", "contradiction"} <= {*kinds(whole.events)}


def test_advance_is_half_open() -> None:
    """What is due at the second to which one advances has not happened yet."""
    drill = begin()
    drill.advance(at("T+00:10"))
    assert drill.now == at("T+00:10")
    assert not of(drill, "inject_fired")
    drill.advance(at("T+00:10") + 1)
    assert [event.at for event in of(drill, "inject_fired")] == [at("T+00:10")]


def test_a_moment_that_has_passed_is_left_alone() -> None:
    """Time never goes back, and standing still lets nothing happen."""
    drill = begin()
    drill.advance(HOUR)
    before = lines(drill.events)
    drill.advance(HOUR)
    drill.advance(-HOUR)
    drill.advance_to_next(HOUR)
    assert drill.now == HOUR
    assert lines(drill.events) == before


def test_advance_to_next_stops_after_the_first_second_that_says_something() -> None:
    """It stands one second after the event, and at the limit if nothing comes."""
    drill = begin()
    drill.advance_to_next(0)
    assert drill.now == at("T-00:20") + 1
    assert drill.events[-1].at == at("T-00:20")
    drill.advance_to_next(drill.now + 5)
    assert drill.now == at("T-00:20") + 6


def test_nothing_happens_after_the_horizon() -> None:
    """Work that would be finished later stays unfinished; the last event closes the drill."""
    drill = begin()
    drill.advance(ENDS - MINUTE)
    do(drill, "health", "verify", target="ill")
    drill.advance(ENDS + 50 * HOUR)
    assert drill.ended
    assert drill.now == ENDS + 1
    assert kinds(drill.events)[-1] == "drill_closed"
    assert drill.events[-1].at == ENDS
    drill.advance_to_next(ENDS + 99 * HOUR)
    assert kinds(drill.events)[-1] == "drill_closed"


def test_an_action_at_the_horizon_is_still_taken_and_one_after_it_is_not() -> None:
    """The horizon's own second begins with actions."""
    drill = begin()
    drill.advance(ENDS)
    assert do(drill, "health", "watch", channels=["forum"]).kind == "action"
    drill.advance(ENDS + 1)
    late = do(drill, "health", "watch", channels=["forum"])
    assert late.kind == "refused"
    assert late.data["reason"] == "the drill is over"


def order_in(drill: Drill, second: int) -> list[str]:
    """Kinds of the events of one second, duties left out."""
    return [event.kind for event in drill.events if event.at == second and not event.kind.startswith("duty_")]


def test_order_within_one_second() -> None:
    """Actions; completions and injects; tick; conditions; observers."""

    def fit(plain: dict[str, Any]) -> None:
        entry(plain, "injects", "reporter")["when"] = {"at": 3 * HOUR}
        entry(plain, "injects", "silence")["when"] = {"if": {"is": "no_public_word"}, "after": 3 * HOUR}
        plain["clock"]["ends"] = 3 * HOUR
        plain["hotline"]["chi"] = 0.05

    drill = begin(changed(fit))
    drill.advance(3 * HOUR)
    do(drill, "health", "watch", channels=["forum"])
    finish(drill)
    assert order_in(drill, 3 * HOUR) == [
        "action",
        "inject_fired",
        "document",
        "pulse",
        "hotline",
        "inject_fired",
        "document",
        "claim_surfaced",  # after the horizon, by day 30
        "epilogue",
        "drill_closed",
    ]


def test_phases_of_one_second_run_in_order_whatever_was_asked_first() -> None:
    """The calendar goes by phase before age."""
    drill = begin()
    seen: list[int] = []
    for phase in (Phase.OBSERVERS, Phase.CONDITIONS, Phase.TICK, Phase.COMPLETION):
        drill.call_at(77, phase, lambda phase=phase: seen.append(phase))  # type: ignore[misc]
    drill.advance(78)
    assert seen == sorted(seen)
    assert len(seen) == 4


def test_a_condition_sees_the_action_of_its_own_second() -> None:
    """A word given in the second in which the window opens keeps the reminder from coming."""
    drill = begin(now=1)
    write(drill, "health", "one", facts=cite("ill_5"))
    drill.advance(at("T+03:00"))
    do(drill, "health", "publish", draft="one", channels=["weibo"])
    finish(drill)
    assert "silence" not in [event.data["inject"] for event in of(drill, "inject_fired")]


@pytest.mark.parametrize(("late_by", "outcome"), [(-1, "duty_met"), (0, "duty_met"), (1, "duty_missed")])
def test_what_is_due_is_in_time_at_its_second(late_by: int, outcome: str) -> None:
    """A report due two hours after the sheet is in time in that second, and missed one second later."""
    drill = begin()
    drill.advance(at("T+00:11"))
    duty = next(e for e in of(drill, "duty_opened") if e.data["rule"] == "R52" and e.seat == "health")
    drill.advance(duty.data["due"] + late_by)
    do(drill, "health", "report_up", strand=STRAND, to="fuhe/gov_office", facts=cite("ill_5"))
    finish(drill)
    settled = next(e for e in of(drill, "duty_met", "duty_missed") if e.data["rule"] == "R52" and e.seat == "health")
    assert settled.kind == outcome


@pytest.mark.parametrize(("late_by", "outcome"), [(0, "promise_kept"), (1, "promise_broken")])
def test_a_promised_word_is_in_time_at_its_second(late_by: int, outcome: str) -> None:
    """A promise for a second is kept by a word in that second, and broken without one."""
    drill = begin(now=1)
    due = at("T+05:00")
    publish(drill, "health", "one", facts=cite("ill_5"), next_update=due)
    write(drill, "health", "two", "update", facts=cite("ill_5"))
    assert drill.now < due
    drill.advance(due + late_by)
    do(drill, "health", "publish", draft="two", channels=["weibo"])
    finish(drill)
    assert kinds(of(drill, "promise_kept", "promise_broken")) == [outcome]


def test_a_promise_beyond_the_horizon_is_neither_kept_nor_broken() -> None:
    """The drill does not judge what it does not see."""
    drill = begin(now=1)
    publish(drill, "health", "one", facts=cite("ill_5"), next_update=ENDS + 10**12)
    finish(drill)
    assert not of(drill, "promise_kept", "promise_broken")


def test_sequence_time_and_kinds(whole: Drill) -> None:
    """Numbers without gaps, time that never goes back, kinds of the one catalogue."""
    assert [event.seq for event in whole.events] == list(range(1, len(whole.events) + 1))
    assert [event.at for event in whole.events] == sorted(event.at for event in whole.events)
    assert {event.kind for event in whole.events} <= {*EVENT_KINDS}
    assert whole.events[0].kind == "drill_opened"
    assert whole.events[0].at == OPENS


def test_the_order_of_keys_in_a_scenario_never_matters() -> None:
    """Shares, duties and every other mapping read in another order give the same events."""

    def turn(plain: Any) -> Any:
        if isinstance(plain, dict):
            return {key: turn(plain[key]) for key in reversed(plain)}
        return [turn(one) for one in plain] if isinstance(plain, list | tuple) else plain

    straight = played(always(600))
    plain = small().scenario.model_dump(mode="python", by_alias=True)
    turned = changed(lambda scenario: scenario.update(turn(plain)))
    assert list(turned.scenario.disposals[0].solves) != list(small().scenario.disposals[0].solves)
    drill = begin(turned)
    for moment, seat, action_plain in PLAN:
        drill.advance(moment)
        drill.act(seat, action(**action_plain))
    assert lines(finish(drill).events) == lines(straight.events)


def test_seed_and_nothing_else_changes_the_course() -> None:
    """One seed, one record; another seed, another record."""
    first, again, other = (finish(begin(seed=seed)) for seed in (7, 7, 8))
    assert digest(first.events) == digest(again.events) != digest(other.events)


def test_an_unknown_seat_is_refused() -> None:
    """The refusal names the seats."""
    event = do(begin(), "nobody", "watch", channels=["weibo"])
    assert event.kind == "refused"
    assert "health, education, office" in event.data["reason"]
