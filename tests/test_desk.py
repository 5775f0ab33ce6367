"""The desk offers only what the engine takes, shows only what its seat knows, and always says what can be done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support_desk import canteen, sit, start

from simulator.host.link import Ack, Reject
from simulator.host.local import Host, LocalLink
from simulator.record.actions import AnswerQuestion, Ask, Assess, Close, Verify
from simulator.replay.materials import gather
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Fact, Scenario
from simulator.scenario.text import Language, Text
from simulator.store import DrillStore
from tui.desk import Chosen, Desk, Judged, press
from tui.desk.kinds import Choice
from tui.desk.offers import GROUPS

SEATS = ["education", "market_regulation", "health", "gov_office", "publicity"]
HOURS = 12


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


def act(desk: Desk, number: int) -> None:
    """Do one of the things that are offered; a text takes up what is suggested."""
    offers = desk.offers()
    if not offers:
        return
    offer = offers[number % len(offers)]
    action = offer.action
    if offer.opens == "judge":
        scales = desk.scales(offer.about)
        action = desk.judge(
            Judged(
                strand=offer.about,
                class_=scales.classes[number % 5].id,
                level=scales.levels[number % 5].id,
                grade=scales.grades[number % 3].id,
                inputs=tuple(choice.id for choice in scales.inputs[: number % 4]),
                proposal=number % 2 == 0,
            )
        )
    elif offer.opens == "press":
        action = answered(desk)
    elif action is None:
        form: Any = offer.about if offer.opens != "reply" else "reply"
        chosen = suggested(desk, form, offer.about if offer.opens == "reply" else None)
        action = desk.write(chosen, desk.draft_text(chosen))
    outcome = desk.do(action)
    assert outcome.ok, f"{offer.id}: {outcome.sentence}"


def answered(desk: Desk) -> AnswerQuestion:
    """What the desk suggests as an answer to the question that waits."""
    asked = press.questioned(desk.sight, press.waiting(desk.sight)[0].question)
    assert asked is not None

    def ticked(choices: Iterable[Choice]) -> tuple[str, ...]:
        return tuple(choice.id for choice in choices if choice.suggested)

    taken = press.Taken(
        by=next(iter(ticked(asked.speakers)), desk.sight.seat),
        mode=next(iter(ticked(asked.modes)), "answer"),
        facts=ticked(asked.facts),
        advice=ticked(asked.advice),
        disposals=ticked(asked.disposals),
        next_update=next((int(update) for update in ticked(asked.updates)), None),
        ground=next(iter(ticked(asked.grounds)), None),
    )
    return press.action_of(desk.sight, asked.question, taken, {})


def suggested(desk: Desk, form: Any, paper: str | None = None) -> Chosen:
    """What the desk suggests for a text."""
    parts = desk.message_parts(form, paper)
    picked = {name: tuple(c.id for c in getattr(parts, name) if c.suggested) for name in
              ("facts", "unknowns", "advice", "disposals", "credits")}  # fmt: skip
    updates = [int(choice.id) for choice in parts.updates if choice.suggested]
    claims = tuple((choice.id, "unverified") for choice in parts.claims if choice.suggested)
    return Chosen(form=form, paper=paper, claims=claims, next_update=updates[0] if updates else None, **picked)


def shown(desk: Desk) -> str:
    """Everything that the desk says now."""
    rows: list[Any] = [
        desk.clock_line(), desk.guide(), *desk.responsibility(), *desk.busy(),
        *map(asdict, desk.inbox()), *map(asdict, desk.tasks()), *map(asdict, desk.facts()), *map(asdict, desk.claims()),
        *map(asdict, desk.colleagues()), *map(asdict, desk.drafts()), *map(asdict, desk.beliefs()),
        *map(asdict, desk.feed(10_000)),
        *((offer.label, offer.why, offer.action and offer.action.model_dump_json()) for offer in desk.offers()),
        asdict(desk.message_parts("statement")),
    ]  # fmt: skip
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize("seat", SEATS)
def test_what_is_offered_is_never_refused(store: DrillStore, seat: str) -> None:
    """From many moments of a drill, whatever is taken of the offers, wise or not."""
    materials = canteen(HOURS)
    host = start(store, materials, seat)
    desk = sit(host, materials, seat)
    number = 0
    while not host.ended:
        for _ in range(4):
            number += 7
            act(desk, number)
        host.run_until(host.now + 25 * 60)
        desk.refresh()
    assert not [event for event in host.record.events if event.kind == "refused" and event.seat == seat]
    assert desk.offers() == []
    assert desk.next_need() is None


@pytest.mark.parametrize("seat", ["education", "gov_office"])
def test_every_offer_of_a_moment_is_taken(store: DrillStore, seat: str) -> None:
    """Each of them on its own, not only the first: those that are still offered after the others."""
    materials = canteen(HOURS)
    host = start(store, materials, seat)
    for moment in (HOUR, 6 * HOUR):
        host.run_until(moment)
        desk = sit(host, materials, seat)
        done: list[str] = []
        while True:
            left = [o for o in desk.offers() if o.action is not None and o.id not in done and o.action.act != "close"]
            if not left:
                break
            done.append(left[-1].id)
            action = left[-1].action
            assert action is not None
            assert desk.do(action).ok, left[-1].id
        assert len(done) > 10


def values(scenario: Scenario) -> dict[str, list[str]]:
    """Fact -> spellings of its value that are unmistakable."""
    found = {}
    for fact in scenario.facts:
        words = [fact.value.en, fact.value.zh] if isinstance(fact.value, Text) else []
        found[fact.id] = [*words, fact.text.en, fact.text.zh]
    return found


@cache
def public_words() -> str:
    """Words that stand in documents, claims, lines, advice and disposals anyway."""
    return str(canteen(HOURS).scenario.model_dump(mode="json", exclude={"facts", "protected"}))


@pytest.mark.parametrize("seat", SEATS)
def test_nothing_leaks(store: DrillStore, seat: str) -> None:
    """No value of an unknown fact, no document to come, no claim before it circulates, no decoy or credit mark."""
    materials = canteen(HOURS)
    scenario = materials.scenario
    host = start(store, materials, seat)
    desk = sit(host, materials, seat)
    while not host.ended:
        text = shown(desk)
        known = desk.board.known_facts(seat)
        for fact, spellings in values(scenario).items():
            for spelling in spellings:
                if fact not in known and spelling not in public_words():
                    assert spelling not in text or same_value(desk, scenario, spelling, known), (fact, host.now)
        for inject in scenario.injects:
            if inject.id not in desk.board.documents.get(seat, {}):
                assert inject.body.en not in text
        for claim in scenario.claims:
            if claim.id not in desk.board.claims:
                assert claim.says.en not in text
        for mark in ("decoy", "'credit'", "truth", "'lawful'"):
            assert mark not in text
        host.run_until(host.now + HOUR)
        desk.refresh()


def same_value(desk: Desk, scenario: Scenario, spelling: str, known: dict[str, int]) -> bool:
    """Whether another fact that is known, or a text that somebody sent here or published, has the same words."""

    def says(fact: Fact) -> bool:
        return isinstance(fact.value, Text) and spelling in (fact.value.en, fact.value.zh)

    return any(says(fact) for fact in scenario.facts if fact.id in known) or spelling in str(
        [event.data for event in desk.log]
    )


def test_an_unverified_claim_keeps_its_truth(store: DrillStore) -> None:
    """Its row says unverified until this seat has checked it, or its truth has come out."""
    materials = canteen(HOURS)
    host = start(store, materials, "health")
    desk = sit(host, materials, "health")
    host.run_until(HOUR)
    desk.refresh()
    assert [(row.claim, row.status) for row in desk.claims()] == [("three_hundred_down", "unverified")]
    assert desk.do(Verify(target="three_hundred_down")).ok
    host.run_until(9 * HOUR)
    desk.refresh()
    rows = {row.claim: row.status for row in desk.claims()}
    assert rows["three_hundred_down"] == "false"
    assert rows["school_kept_quiet"] == "unverified"


def test_the_guide_always_speaks(store: DrillStore) -> None:
    """In both languages, at every hour, to the end; what it names is among the offers."""
    materials = canteen(HOURS)
    host = start(store, materials, "education")
    english, chinese = sit(host, materials, "education"), sit(host, materials, "education", "zh")
    while True:
        for desk in (english, chinese):
            desk.refresh()
            assert desk.guide()
            need = desk.next_need()
            if need is not None and need.offer is not None:
                assert need.offer.id in [offer.id for offer in desk.offers()]
                assert need.sentence
        assert english.guide() != chinese.guide()
        if host.ended:
            break
        host.run_until(host.now + HOUR)


def test_offers_stand_in_known_groups_and_have_reasons(store: DrillStore) -> None:
    """Each offer is whole: group, label, reason, and something that it does."""
    materials = canteen(HOURS)
    host = start(store, materials, "gov_office")
    host.run_until(8 * HOUR)
    desk = sit(host, materials, "gov_office", "zh")
    groups = [desk.sight.say(group) for group in GROUPS]
    offers = desk.offers()
    assert len({offer.id for offer in offers}) == len(offers)
    for offer in offers:
        assert offer.group in groups
        assert offer.label
        assert offer.why
        assert (offer.action is None) == (offer.opens is not None)
    assert [offer.urgency for offer in offers] == sorted((offer.urgency for offer in offers), reverse=True)


def test_a_word_on_its_way_is_carried_to_the_public(store: DrillStore) -> None:
    """Written, consulted, submitted, approved, published: each step is offered when its time has come."""
    materials = canteen(HOURS)
    host = start(store, materials, "health", "expert")
    host.run_until(HOUR)
    desk = sit(host, materials, "health")
    chosen = suggested(desk, "statement")
    assert desk.do(desk.write(chosen, desk.draft_text(chosen))).ok
    states = []
    for _ in range(60):
        states += [row.state for row in desk.drafts()]
        for step in ("publish:statement-1:all", "submit:statement-1", "consult:statement-1"):
            offer = next((o for o in desk.offers() if o.id == step and not o.warns), None)
            if offer is not None and offer.action is not None:
                assert desk.do(offer.action).ok
        host.run_until(host.now + 300)
        desk.refresh()
    steps = [state for state in dict.fromkeys(states) if state not in ("ready", "consulting")]
    assert steps == ["writing", "submitted", "approved", "published"]
    assert desk.board.words_of("health")
    assert not desk.work.jobs


def test_refusals_are_one_sentence(store: DrillStore) -> None:
    """What is not this seat's power comes back as words."""
    materials = canteen(HOURS)
    host = start(store, materials, "health")
    desk = sit(host, materials, "health")
    outcome = desk.do(Close(strand="school_lunch"))
    assert not outcome.ok
    assert outcome.sentence.startswith("Not possible now:")


def test_a_desk_that_comes_back_sees_the_same(store: DrillStore) -> None:
    """Nothing is kept outside the events: a fresh desk equals one that sat through it all."""
    materials = canteen(HOURS)
    host = start(store, materials, "health")
    desk = sit(host, materials, "health")
    for number in range(20):
        act(desk, number * 5)
        host.run_until(host.now + 20 * 60)
        desk.refresh()
    assert shown(sit(host, materials, "health")) == shown(desk)


def test_the_link_is_all_that_a_desk_needs(store: DrillStore) -> None:
    """It works on any link, such as one that passes on another's answers."""
    materials = canteen(HOURS)
    host = start(store, materials, "health")

    class Wire:
        """A link that counts."""

        def __init__(self, host: Host) -> None:
            self.local, self.sent = LocalLink(host, "health"), 0

        @property
        def seat(self) -> str:
            return "health"

        def send(self, action: Any, cid: str) -> Ack | Reject:
            self.sent += 1
            return self.local.send(action, cid)

        def events(self, after: int = 0) -> Any:
            return self.local.events(after)

        def state(self) -> Any:
            return self.local.state()

    wire = Wire(host)
    desk = Desk(wire, materials.scenario, "health", "en")
    act(desk, 0)
    assert wire.sent == 1


# --- nothing before its time --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", ["education", "health", "gov_office"])
def test_what_has_not_begun_is_not_offered(store: DrillStore, seat: str) -> None:
    """Neither to verify, to ask about, nor to admit as unknown, whatever people will ask about one day."""
    materials = canteen(HOURS)
    host = start(store, materials, seat)
    desk = sit(host, materials, seat)
    library = desk.sight.library
    late = 0
    while not host.ended:
        unbegun = [slot for slot in library.slots if not library.begun(slot, host.now)]
        late += bool(unbegun)
        named = [offer.about for offer in desk.offers() if offer.id.startswith("verify:")]
        named += [name for o in desk.offers() if isinstance(o.action, Ask) for name in o.action.about]
        named += [choice.id for choice in desk.message_parts("statement").unknowns]
        named += [row.slot for row in desk.facts()]
        assert not set(named) & set(unbegun), host.now
        host.run_until(host.now + HOUR)
        desk.refresh()
    assert late > 3


# --- judging ------------------------------------------------------------------------------------------------------------


def judged_of(desk: Desk) -> Assess:
    """The judgement that stands first among the offers."""
    action = next(offer.action for offer in desk.offers() if offer.id == "assess:school_lunch")
    assert isinstance(action, Assess)
    return action


def test_what_is_suggested_follows_what_this_seat_has_seen(store: DrillStore) -> None:
    """Inputs of which nothing has been seen are not claimed to be weighed; figures and noise raise level and grade."""
    materials = canteen(HOURS)
    host = start(store, materials, "education")
    host.run_until(-2 * HOUR)
    early = judged_of(sit(host, materials, "education"))
    assert early.inputs == ("content",)
    assert (early.opinion_class, early.emergency_level, early.grade) == ("complaint", None, "ordinary")
    host.run_until(8 * HOUR)
    later = judged_of(sit(host, materials, "education"))
    assert set(early.inputs) < set(later.inputs)
    assert later.grade == "major"


def test_what_is_suggested_is_no_answer_key(store: DrillStore) -> None:
    """It may be wrong: in the landslide's first hour the known figures make less of it than it is."""
    materials = gather("landslide", "i80-2016")
    host = start(store, materials, "emergency_management")
    host.run_until(HOUR)
    scales = sit(host, materials, "emergency_management").scales("slide")
    level = next(choice.id for choice in scales.levels if choice.suggested)
    assert level == "III"
    assert materials.scenario.strands[0].emergency_level == "II"


def test_the_same_is_suggested_whatever_the_answer_is(store: DrillStore) -> None:
    """Only what the seat has seen counts: another truth about the matter, which it has not, changes nothing."""
    materials = canteen(HOURS)
    host = start(store, materials, "education")
    host.run_until(3 * HOUR)
    strand = materials.scenario.strands[0].model_copy(
        update={"opinion_grade": "especially_serious", "emergency_level": "I"}
    )
    other = materials.scenario.model_copy(update={"strands": (strand, *materials.scenario.strands[1:])})
    link = LocalLink(host, "education")
    assert judged_of(Desk(link, other, "education", "en")) == judged_of(sit(host, materials, "education"))


def test_every_part_of_a_judgement_can_be_chosen(store: DrillStore) -> None:
    """Class, level, grade, inputs and proposal reach the record as they were picked."""
    materials = canteen(HOURS)
    host = start(store, materials, "education")
    host.run_until(HOUR)
    desk = sit(host, materials, "education")
    offer = next(offer for offer in desk.offers() if offer.opens == "judge")
    assert not offer.writes
    scales = desk.scales(offer.about)
    assert [choice.id for choice in scales.levels] == ["", "IV", "III", "II", "I"]
    chosen = Judged(offer.about, "rumour", "II", "especially_serious", ("reaction",), proposal=False)
    assert desk.do(desk.judge(chosen)).ok
    host.run_until(2 * HOUR)
    assessed = next(event for event in host.record.events if event.kind == "assessed" and event.seat == "education")
    assert assessed.data["inputs"] == ["reaction"]
    assert (assessed.data["opinion_class"], assessed.data["emergency_level"]) == ("rumour", "II")
    assert (assessed.data["grade"], assessed.data["proposal"]) == ("especially_serious", False)


# --- guidance by difficulty -----------------------------------------------------------------------------------------------


def test_the_easy_level_guides_step_by_step(store: DrillStore) -> None:
    """The tutorial's needs carry the offer that meets them, and its list begins with the most useful."""
    materials = gather("tutorial", "i80-2016")
    seat = materials.scenario.seats[0].id
    host = start(store, materials, seat)
    desk = sit(host, materials, seat)
    assert desk.guided
    assert desk.listing() == desk.offers()
    named = 0
    while not host.ended:
        need = desk.next_need()
        named += need is not None and need.offer is not None
        assert need is None or need.offer is not None
        host.run_until(host.now + HOUR // 2)
        desk.refresh()
    assert named > 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_above_it_the_guide_names_duties_and_no_means(store: DrillStore, language: Language) -> None:
    """With clause, and time where there is one; never an offer, nor its words. The list says what can be done, by kind."""
    materials = canteen(HOURS)
    host = start(store, materials, "education")
    desk = sit(host, materials, "education", language)
    assert not desk.guided
    timed = 0
    while not host.ended:
        need = desk.next_need()
        if need is not None:
            assert need.offer is None
            assert not any(offer.label in desk.guide() for offer in desk.offers())
            assert need.paper is not None or re.search(r"R\d\d", need.sentence), need
            timed += need.task is not None and desk.sight.span(need.task.left or 0) in need.title
        groups = [offer.group for offer in desk.listing()]
        order = [desk.sight.say(group) for group in GROUPS]
        assert groups == sorted(groups, key=order.index)
        host.run_until(host.now + HOUR // 2)
        desk.refresh()
    assert timed
