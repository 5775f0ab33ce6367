"""The scenario as a reader of messages needs it: look-ups by id, which fact holds when, which concern an element answers.
Built once a drill; it never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.scenario.belonging import Belonging
from simulator.scenario.schema import Advice, Claim, Concern, Disposal, Fact, Inject, Scenario, Slot, Strand
from simulator.scenario.text import Text


def plain_value(value: int | float | Text) -> int | float | str:
    """A value as events and the ledger hold it: a number, or a state in its English words."""
    return value.en if isinstance(value, Text) else value


@dataclass(frozen=True, slots=True)
class Library:
    """Look-ups over one scenario."""

    scenario: Scenario
    slots: dict[str, Slot]
    facts: dict[str, Fact]
    claims: dict[str, Claim]
    concerns: dict[str, Concern]
    advice: dict[str, Advice]
    disposals: dict[str, Disposal]
    injects: dict[str, Inject]
    strands: dict[str, Strand]
    kinds: dict[str, str]
    """Party that takes part -> its role among the parties of the rules."""
    narratives: dict[str, str]
    """Narrative -> kind, in the scenario's order."""
    party_of: dict[str, str]
    """Seat -> party."""
    seat_of: dict[str, str]
    """Party -> seat, for parties that have one."""
    owned: dict[str, tuple[str, ...]]
    """Party -> slots of which it owns a fact that may ever go out."""
    held: dict[str, tuple[Fact, ...]]
    """Slot -> its facts, oldest first."""
    asks: dict[str, tuple[Concern, ...]]
    """Narrative -> the concerns that it brings."""
    begins: dict[str, int]
    """Slot -> when its first fact becomes true."""
    established: dict[str, tuple[str, ...]]
    """Desk -> slots that it can establish, in the scenario's order of facts."""
    belongs: Belonging
    """Which strand each part of the crisis belongs to."""

    @classmethod
    def of(cls, scenario: Scenario) -> Library:
        """The look-ups of a scenario."""
        return cls(
            scenario=scenario,
            slots={slot.id: slot for slot in scenario.slots},
            facts={fact.id: fact for fact in scenario.facts},
            claims={claim.id: claim for claim in scenario.claims},
            concerns={concern.id: concern for concern in scenario.concerns},
            advice={advice.id: advice for advice in scenario.advice},
            disposals={disposal.id: disposal for disposal in scenario.disposals},
            injects={inject.id: inject for inject in scenario.injects},
            strands={strand.id: strand for strand in scenario.strands},
            kinds={party.id: party.kind for party in scenario.parties},
            narratives={narrative.id: narrative.kind for narrative in scenario.narratives},
            party_of={seat.id: seat.party for seat in scenario.seats},
            seat_of={seat.party: seat.id for seat in scenario.seats},
            owned={
                party: tuple(
                    dict.fromkeys(f.slot for f in scenario.facts if f.owner == party and f.disclosure == "public")
                )
                for party in dict.fromkeys(fact.owner for fact in scenario.facts)
            },
            held={
                slot: tuple(sorted((f for f in scenario.facts if f.slot == slot), key=lambda fact: fact.true_from))
                for slot in dict.fromkeys(fact.slot for fact in scenario.facts)
            },
            asks={
                narrative.id: tuple(concern for concern in scenario.concerns if concern.narrative == narrative.id)
                for narrative in scenario.narratives
            },
            begins={
                slot: min(f.true_from for f in scenario.facts if f.slot == slot)
                for slot in dict.fromkeys(fact.slot for fact in scenario.facts)
            },
            established={
                desk: tuple(dict.fromkeys(f.slot for f in scenario.facts if f.verification.desk == desk))
                for desk in dict.fromkeys(fact.verification.desk for fact in scenario.facts)
            },
            belongs=Belonging.of(scenario),
        )

    def facts_of(self, slot: str) -> Sequence[Fact]:
        """The facts of a slot, oldest first."""
        return self.held.get(slot, ())

    def current(self, slot: str, at: int) -> Fact | None:
        """The fact that holds in the world at a moment; None before the first."""
        held = [fact for fact in self.facts_of(slot) if fact.true_from <= at]
        return held[-1] if held else None

    def successors(self, fact: Fact) -> list[Fact]:
        """Facts of the same slot that become true later."""
        return [other for other in self.facts_of(fact.slot) if other.true_from > fact.true_from]

    def truth(self, claim: str, at: int) -> str:
        """A claim's truth at a moment."""
        truth: str = self.claims[claim].truth
        for turn in sorted(self.claims[claim].turns, key=lambda turn: turn.at):
            if turn.at <= at:
                truth = turn.truth
        return truth

    def disclosable(self, fact: Fact, at: int) -> bool:
        """Whether the law lets the fact go out at a moment."""
        return fact.disclosure == "public" or (fact.disclosable_from is not None and at >= fact.disclosable_from)

    def slots_owned_by(self, party: str) -> Sequence[str]:
        """Slots of which the party owns a fact that may ever go out."""
        return self.owned.get(party, ())

    def disposals_owned_by(self, seat: str) -> list[str]:
        """Disposals that the seat's desk carries out."""
        return [disposal.id for disposal in self.disposals.values() if disposal.owner == seat]

    def advice_open_to(self, known: Iterable[str]) -> list[str]:
        """Advice that someone who knows these facts may give."""
        facts = frozenset(known)
        return [advice.id for advice in self.advice.values() if advice.needs is None or advice.needs in facts]

    def begun(self, slot: str, at: int) -> bool:
        """Whether there is anything to know of a slot yet; nobody can ask about what has not happened."""
        return slot in self.begins and self.begins[slot] <= at

    def open_slots(self, party: str, known: Iterable[str], at: int) -> list[str]:
        """Slots of the party that have begun and of which no fact is known yet."""
        slots = {self.facts[fact].slot for fact in known}
        return [slot for slot in self.slots_owned_by(party) if slot not in slots and self.begun(slot, at)]

    def answered_concerns(self, slots: Sequence[str], unknown: Sequence[str], items: Sequence[str]) -> list[str]:
        """Concerns of which an element is answered by a stated slot, an honest 'not yet, but by then', advice or act."""
        said = {*slots, *unknown, *items}
        return [concern.id for concern in self.concerns.values() if not said.isdisjoint(concern.answered_by)]

    def reassures(self, fact: Fact, stated: Any) -> bool:
        """Whether a stated value makes a safety-critical slot look better than the fact does (a smaller number)."""
        if not self.slots[fact.slot].safety_critical:
            return False
        if isinstance(fact.value, Text):
            return False
        return isinstance(stated, int | float) and stated < fact.value
