"""A seat never knows what it was not told, and a colleague decides from its own view alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from support_drill import STRAND, auto, begin, changed, cite, do, entry, finish, message, of, small, write

from simulator.drill.colleagues import Crew, load_skill
from simulator.drill.colleagues.view import HiddenError, View
from simulator.message import Library
from simulator.randomness import Draws
from simulator.record import PUBLIC_KINDS, TRAINER, Action, Board, Event, Record
from simulator.replay.materials import Materials, gather
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Scenario

SEED = 5


@pytest.fixture(scope="module")
def canteen() -> Materials:
    """The canteen under the default rulebook."""
    return gather("canteen", "i80-2016")


@pytest.fixture(scope="module", params=["expert", "untrained"])
def record(request: pytest.FixtureRequest) -> Record:
    """A whole drill."""
    return auto(request.param, SEED)


def seats_of(record: Record) -> list[str]:
    return list(record.header.crew)


def seen_by(record: Record, seat: str) -> list[Event]:
    return [event for event in record.events if event.visible_to(seat)]


def test_a_seats_facts_are_those_it_was_told(record: Record) -> None:
    """What the whole board says of a seat is what the seat's own events fold up to."""
    whole = Board.of(record.events)
    for seat in seats_of(record):
        own = Board.of(seen_by(record, seat))
        assert own.known_facts(seat) == whole.known_facts(seat)
        assert own.documents.get(seat) == whole.documents.get(seat)
        assert own.checked.get(seat) == whole.checked.get(seat)
        assert own.stale.get(seat) == whole.stale.get(seat)
        assert own.signals.get(seat) == whole.signals.get(seat)


def test_a_seat_learns_nothing_about_what_others_know(record: Record) -> None:
    """Its board holds the facts, claims checked, documents and signals of no other seat."""
    for seat in seats_of(record):
        own = Board.of(seen_by(record, seat))
        for shelf in (own.facts, own.checked, own.documents, own.signals, own.stale, own.logged, own.verifying):
            assert set(shelf) <= {seat}


def test_every_fact_that_is_known_has_its_reason(record: Record) -> None:
    """A seat that cites a fact has learned it before, or could read it, or gives a value of its own."""
    for seat in seats_of(record):
        board = Board()
        for event in seen_by(record, seat):
            if event.kind == "action" and event.data["action"]["act"] == "draft":
                for citation in event.data["action"]["message"]["facts"]:
                    assert board.knows(seat, citation["fact"]) or citation["value"] is not None
            board.apply(event)


def test_who_sees_an_event() -> None:
    """The seat that acts, the seats it goes to, everybody for a public kind, and always the trainer."""
    event = Event(seq=1, at=0, kind="asked", seat="health", data={"to": ["office"]})
    assert [seat for seat in ("health", "education", "office", TRAINER) if event.visible_to(seat)] == [
        "health",
        "office",
        TRAINER,
    ]
    world = Event(seq=1, at=0, kind="inject_fired", seat="", data={"inject": "x"})
    assert world.visible_to(TRAINER)
    assert not world.visible_to("health")
    for kind in PUBLIC_KINDS:
        assert Event(seq=1, at=0, kind=kind, seat="", data={}).visible_to("office")


def test_a_shared_fact_reaches_those_it_is_shared_with_and_nobody_else() -> None:
    """And the sharing is not seen by the third seat."""
    drill = begin(now=1)
    do(drill, "health", "share", to=["office"], facts=["ill_5"])
    assert drill.board.knows("office", "ill_5")
    assert not drill.board.knows("education", "ill_5")
    assert not [event for event in drill.events[-2:] if event.visible_to("education")]


def test_a_guessed_value_teaches_nobody_the_fact() -> None:
    """Consulting on a text that states another figure gives the true one to nobody."""
    drill = begin(now=1)
    write(drill, "education", "guess", facts=cite(ill_5=7))
    do(drill, "education", "consult", draft="guess", to=["office"])
    finish(drill)
    assert not drill.board.knows("office", "ill_5")


def test_a_meeting_makes_one_set_of_facts_but_spreads_no_names() -> None:
    """Personal data stays where it is."""
    drill = begin(now=1)
    do(drill, "office", "convene", strand=STRAND, seats=["health", "education"])
    drill.advance(3 * HOUR)
    assert of(drill, "convene_held")
    assert drill.board.knows("office", "ill_5")
    assert drill.board.knows("health", "kitchen_open")
    assert not drill.board.knows("office", "the_names")


def test_an_unwritten_draft_tells_nobody_anything() -> None:
    """Only a written draft can be sent for consultation."""
    drill = begin(now=1)
    do(drill, "health", "draft", draft="one", strand=STRAND, message=message(facts=cite("ill_5")))
    event = do(drill, "health", "consult", draft="one", to=["education"])
    assert event.data["reason"] == "the draft is not written yet"
    assert not drill.board.knows("education", "ill_5")


def test_a_view_opens_only_what_the_seat_knows() -> None:
    """Facts, claims and documents that have not come to the seat raise, and come to light with the event."""
    drill = begin(now=1)
    library = Library.of(small().scenario)
    board = Board.of([event for event in drill.events if event.visible_to("education")])
    view = View(library, board, small().scenario.seats[1], Draws(1))
    for look in (view.fact, view.claim, view.document):
        for name in ("ill_5", "water_poisoned", "reporter"):
            with pytest.raises(HiddenError):
                look(name)
    assert view.fact("kitchen_open").id == "kitchen_open"
    finish(drill)
    for event in drill.events:
        if event.seq > 1 and event.visible_to("education"):
            board.apply(event)
    assert view.document("reporter").id == "reporter"
    assert view.claim("water_poisoned").danger == "serious"
    with pytest.raises(HiddenError):
        view.fact("ill_5")


def decisions(scenario: Scenario, record: Record, seat: str, events: Sequence[Event]) -> list[tuple[int, Action]]:
    """What one colleague decides when it is shown events, each second's when it is over."""
    skill = load_skill(next(iter(record.header.crew.values())))
    crew = Crew(scenario, {seat: skill}, Draws(SEED), gather("canteen", "i80-2016").rulebook.limits)
    made: list[tuple[int, Action]] = []
    shown, now = 0, scenario.clock.opens
    while now <= scenario.clock.ends:
        first = shown
        while shown < len(events) and events[shown].at < now:
            shown += 1
        crew.observe(events[first:shown])
        wake = crew.next_wake()
        if wake is not None and wake <= now:
            made += [(now, action) for _, action in crew.decide(now)]
        wake = crew.next_wake()
        moments = [max(wake, now + 1)] if wake is not None else []
        moments += [events[shown].at + 1] if shown < len(events) else []
        now = min(moments, default=scenario.clock.ends + 1)
    return made


def test_what_a_seat_cannot_see_never_moves_its_colleague(record: Record, canteen: Materials) -> None:
    """With every event of others dropped, each colleague decides the same; and it is what the record says it did."""
    for seat in seats_of(record):
        with_all = decisions(canteen.scenario, record, seat, record.events)
        assert decisions(canteen.scenario, record, seat, seen_by(record, seat)) == with_all
        did = [e.data["action"] for e in record.events if e.seat == seat and e.kind in ("action", "refused")]
        assert [action.model_dump(mode="json") for _, action in with_all] == did


def without_the_key(event: Event) -> Event:
    """A word as it is read in public, without what the judgement made of it."""
    if "reading" not in event.data:
        return event
    reading = dict(event.data["reading"])
    reading |= {"score": 0, "raw": 0, "gates": [], "criteria": {}, "asked": [], "novelty": 0}
    reading["facts"] = [{**fact, "true": True, "verdict": "supported"} for fact in reading["facts"]]
    reading["claims"] = [{**claim, "truth": "unknown", "verdict": "supported"} for claim in reading["claims"]]
    told = {fact["fact"] for fact in event.data["reading"]["facts"] if fact["true"]}
    reading["facts"] = [{**fact, "true": fact["fact"] in told} for fact in reading["facts"]]
    return event.model_copy(update={"data": {**event.data, "reading": reading}})


def test_the_judgement_never_moves_a_colleague(record: Record, canteen: Materials) -> None:
    """Readings without score, verdicts and truth, and no duties at all: every colleague decides the same."""
    blind = [without_the_key(event) for event in record.events if not event.kind.startswith("duty_")]
    for seat in seats_of(record):
        plain = decisions(canteen.scenario, record, seat, record.events)
        assert decisions(canteen.scenario, record, seat, blind) == plain


def other_answers(scenario: Scenario, record: Record, seat: str) -> Scenario:
    """The scenario with another value for every fact that the seat never comes to know, and no truth in any claim."""
    known = Board.of(record.events).known_facts(seat)
    hidden = {"en": "something else", "zh": "另一回事"}

    def other(fact: dict[str, Any]) -> dict[str, Any]:
        if fact["id"] in known:
            return fact
        value = hidden if isinstance(fact["value"], dict) else fact["value"] + 1000
        return {**fact, "value": value, "text": hidden}

    plain = scenario.model_dump(mode="python", by_alias=True)
    plain["facts"] = [other(fact) for fact in plain["facts"]]
    plain["claims"] = [{**claim, "truth": "unknown", "turns": []} for claim in plain["claims"]]
    plain["epilogue"] = []
    return Scenario.model_validate(plain)


def test_the_answer_key_never_moves_a_colleague(record: Record, canteen: Materials) -> None:
    """Unknown facts with other values and claims without truth: the same decisions from the same news."""
    for seat in seats_of(record):
        blinded = other_answers(canteen.scenario, record, seat)
        plain = decisions(canteen.scenario, record, seat, record.events)
        assert decisions(blinded, record, seat, record.events) == plain


def test_the_check_of_the_answer_key_can_fail(canteen: Materials) -> None:
    """Changing a fact that a seat does know changes what it writes."""
    record = auto("expert", SEED)

    def shift(scenario: Scenario) -> Scenario:
        plain = scenario.model_dump(mode="python", by_alias=True)
        for fact in plain["facts"]:
            if not isinstance(fact["value"], dict):
                fact["value"] += 1000
        return Scenario.model_validate(plain)

    plain = decisions(canteen.scenario, record, "health", record.events)
    assert decisions(shift(canteen.scenario), record, "health", record.events) != plain


def test_an_early_fact_is_known_from_its_own_moment() -> None:
    """A fact that some seats are told is told when it becomes true, not before."""

    def fit(plain: dict[str, Any]) -> None:
        entry(plain, "facts", "ill_9")["known_at_start"] = ["office"]

    drill = finish(begin(changed(fit)))
    assert drill.board.facts["office"]["ill_9"] == 2 * HOUR
