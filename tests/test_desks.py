"""Work takes time at a desk with few people: it queues, the urgent first."""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import STRAND, begin, changed, cite, do, entry, message, of, small, write

from simulator.drill import Drill
from simulator.drill.desks import DRAFTING, SPREAD, drafting_time
from simulator.record import Message
from simulator.replay.materials import Materials
from simulator.scenario.moments import HOUR, MINUTE


def staffed(people: int) -> Materials:
    """The small crisis with so many people at the health desk."""

    def fit(plain: dict[str, Any]) -> None:
        entry(plain, "seats", "health")["staff"] = people

    return changed(fit)


def started(drill: Drill) -> list[tuple[str, int]]:
    """Tasks begun at the health desk, with the seconds that each waited."""
    return [(e.data["task"], e.data["waited"]) for e in of(drill, "task_started") if e.seat == "health"]


@pytest.mark.parametrize("people", [1, 2, 3])
def test_a_desk_does_as_many_tasks_at_once_as_it_has_people(people: int) -> None:
    """Three tasks at once: as many begin as there are people, the others wait."""
    drill = begin(staffed(people), now=1)
    for target in ("ill", "cause", "water"):
        do(drill, "health", "verify", target=target)
    drill.advance(drill.now + 1)
    assert len(started(drill)) == people
    drill.advance(drill.now + 5 * HOUR)
    waits = [waited for _, waited in started(drill)]
    assert len(waits) == 3
    assert sum(waited == 0 for waited in waits) == people


def test_a_desk_of_one_never_does_two_tasks() -> None:
    """Each task begins when the one before it is done."""
    drill = begin(now=1)
    for target in ("ill", "cause", "water", "ill"):
        do(drill, "health", "verify", target=target)
    drill.advance(drill.now + 8 * HOUR)
    marks = [e.kind for e in of(drill, "task_started", "task_done") if e.seat == "health"]
    assert marks == ["task_started", "task_done"] * 4


def test_the_urgent_goes_first_and_the_rest_keep_their_order() -> None:
    """Answers to colleagues before words, words before everything else; equals in the order of asking."""
    drill = begin(now=1)
    write(drill, "education", "theirs", facts=cite("kitchen_open"))
    do(drill, "education", "consult", draft="theirs", to=["health"])
    first = len(of(drill, "task_started"))
    do(drill, "health", "verify", target="ill")
    drill.advance(drill.now + 1)
    do(drill, "health", "verify", target="cause")
    do(drill, "health", "verify", target="water")
    do(drill, "health", "draft", draft="ours", strand=STRAND, message=message())
    do(drill, "health", "answer_consultation", consultation=next(iter(drill.board.consultations)), agree=True)
    drill.advance(drill.now + 6 * HOUR)
    begun = [(e.data["task"], e.data.get("target")) for e in of(drill, "task_started")[first:]]
    assert begun == [
        ("verify", "ill"),
        ("answer_consultation", None),
        ("draft", None),
        ("verify", "cause"),
        ("verify", "water"),
    ]


def test_one_desk_never_waits_for_another() -> None:
    """A busy health desk leaves education free."""
    drill = begin(now=1)
    for target in ("ill", "cause", "water"):
        do(drill, "health", "verify", target=target)
    do(drill, "education", "verify", target="kitchen")
    drill.advance(drill.now + 1)
    assert [e.data["waited"] for e in of(drill, "task_started") if e.seat == "education"] == [0]


def test_a_task_takes_about_its_time_and_as_long_as_it_said() -> None:
    """The real time spreads around the median and is in the event; the effect comes in the last second."""
    drill = begin(now=1)
    do(drill, "health", "verify", target="water")
    drill.advance(drill.now + 5 * HOUR)
    begun, done = of(drill, "task_started", "task_done")
    assert done.at - begun.at == begun.data["takes"]
    assert HOUR * (1 - 4 * SPREAD) < begun.data["takes"] < HOUR * (1 + 5 * SPREAD)
    assert of(drill, "nothing_new", "fact_learned")[-1].at == done.at


def test_times_of_one_desk_do_not_move_with_what_others_do() -> None:
    """The draw of a task hangs on its own desk alone."""
    alone, busy = begin(now=1), begin(now=1)
    do(busy, "education", "verify", target="kitchen")
    takes = []
    for drill in (alone, busy):
        do(drill, "health", "verify", target="ill")
        drill.advance(drill.now + 1)
        takes.append(next(e.data["takes"] for e in of(drill, "task_started") if e.seat == "health"))
    assert takes[0] == takes[1]


def test_writing_is_charged_by_form_and_length() -> None:
    """A minute for each fifteen English words or thirty Chinese characters, by the longer of the two."""

    def time(form: str, **text: str) -> int:
        return drafting_time(Message.model_validate({"form": form, "text": text}))

    for form, base in DRAFTING.items():
        assert time(form, en="Hello.") == base
        assert time(form, en="word " * 150) == base + 10 * MINUTE
        assert time(form, zh="字" * 300) == base + 10 * MINUTE
        assert time(form, en="word " * 150, zh="字" * 900) == base + 30 * MINUTE


def test_disposals_wait_for_one_another_and_end_the_cause() -> None:
    """The second can only be begun when the first is done; each takes its share of what is left."""
    drill = begin(now=20 * MINUTE)
    do(drill, "education", "dispatch", disposal="shut_kitchen")
    assert do(drill, "education", "dispatch", disposal="clean_kitchen").kind == "refused"
    drill.advance(drill.now + 2 * HOUR)
    assert do(drill, "education", "dispatch", disposal="shut_kitchen").kind == "refused"
    assert do(drill, "education", "dispatch", disposal="clean_kitchen").kind == "action"
    drill.advance(drill.now + 2 * HOUR)
    assert drill.public.removed == pytest.approx({"meals": 1 - 0.7 * 0.3, "illness": 1 - 0.9 * 0.8})


def test_the_small_crisis_has_a_desk_for_each_seat() -> None:
    """With the staff that its file gives."""
    drill = begin()
    assert {seat: desk.staff for seat, desk in drill.desks.items()} == {
        seat.id: seat.staff for seat in small().scenario.seats
    }
