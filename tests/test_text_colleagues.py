"""Texts that colleagues write from their citations, read again: the text alone gives the citations back. In both languages."""

from __future__ import annotations

import pytest
from support_text import reader

from simulator.drill.colleagues.grammar import compose
from simulator.message.text.bridge import message_of
from simulator.record.actions import Citation, ClaimAnswer, Message
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language

SCENARIOS = ("canteen", "landslide", "bus-fare", "river", "exam-leak", "pension")


def written(scenario: str, message: Message, language: Language, known: list[str], now: int = 48 * HOUR) -> Message:
    """A message put into sentences and read again."""
    text = compose(message, reader(scenario).library, now)[language]
    return message_of(text, message.form, reader(scenario), now, knows=lambda fact: fact in known)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nearly_every_fact_is_read_back(scenario: str, language: Language) -> None:
    """Each publishable fact by itself, as a colleague words it: at least 97 in 100 come back, and nothing against them."""
    library = reader(scenario).library
    told = [fact for fact in library.facts.values() if fact.disclosure == "public"]
    lost, against = [], []
    for fact in told:
        found = written(
            scenario, Message(form="update", text={"en": "-"}, facts=(Citation(fact=fact.id),)), language, [fact.id]
        )
        values = {library.facts[one.fact].value for one in found.facts if one.value is None}
        if fact.value not in values:
            lost.append(fact.id)
        against += [
            (fact.id, one) for one in found.facts if one.value is not None and library.facts[one.fact].slot == fact.slot
        ]
    assert len(lost) <= 0.03 * len(told) + 1, lost
    assert not against


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_claims_advice_and_disposals_are_read_back(scenario: str, language: Language) -> None:
    """Every claim with every stance, every advice, every disposal."""
    library = reader(scenario).library
    for claim in library.claims:
        for stance in ("deny", "confirm", "partly", "unverified"):
            answer = ClaimAnswer(claim=claim, stance=stance)
            found = written(scenario, Message(form="rebuttal", text={"en": "-"}, claims=(answer,)), language, [])
            assert found.claims == (answer,)
            assert not found.facts
    for item in library.advice:
        found = written(scenario, Message(form="update", text={"en": "-"}, advice=(item,)), language, [])
        assert item in found.advice
    for item in library.disposals:
        found = written(scenario, Message(form="update", text={"en": "-"}, disposals=(item,)), language, [])
        assert item in found.disposals


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_times_sources_and_warnings_are_read_back(scenario: str, language: Language) -> None:
    """As-of time, next word, a warning of changes and the credited owner of a figure."""
    library = reader(scenario).library
    fact = next(f for f in library.facts.values() if isinstance(f.value, int) and f.disclosure == "public")
    message = Message(
        form="statement",
        text={"en": "-"},
        facts=(Citation(fact=fact.id),),
        credits=(fact.owner,),
        as_of=47 * HOUR,
        next_update=54 * HOUR,
        may_change=True,
    )
    found = written(scenario, message, language, [fact.id])
    assert (found.as_of, found.next_update, found.may_change) == (47 * HOUR, 54 * HOUR, True)
    assert found.credits == (fact.owner,)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_slots_called_unknown_are_read_back(scenario: str, language: Language) -> None:
    """A list of what is not known yet gives its slots, and no fact."""
    library = reader(scenario).library
    slots = [slot for slot in library.slots if any(f.disclosure == "public" for f in library.facts_of(slot))]
    lost = []
    for one in range(0, len(slots), 3):
        unknown = tuple(slots[one : one + 3])
        found = written(scenario, Message(form="update", text={"en": "-"}, unknowns=unknown), language, [])
        lost += [slot for slot in unknown if slot not in found.unknowns]
        assert not found.facts
    assert len(lost) <= 0.05 * len(slots) + 1, lost
