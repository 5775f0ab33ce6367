"""Who knows what, outside any drill: the scenario's default times. The owner and the verifying party know a fact once it is
confirmed; everybody else, and the public, an hour later; a claim's truth likewise (DESIGN decision 1). A text is then judged
as if each organ had checked what it can as soon as it could, and had told the public soon after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from simulator.message.ledger import Entry, Ledger
from simulator.message.library import Library, plain_value
from simulator.record import Word
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Claim, Fact

PUBLISHED_AFTER: Final = HOUR
"""From when an organ knows something to when it has told the public (assumption)."""


def confirmed_at(fact: Fact) -> int:
    """When the owner and the verifying party know a fact."""
    if fact.known_at_start:
        return fact.true_from
    return max(fact.true_from, fact.verification.from_) + fact.verification.takes


def published_at(fact: Fact) -> int | None:
    """When everybody knows a fact; None for one that the law withholds for good."""
    if fact.disclosure == "public":
        return confirmed_at(fact) + PUBLISHED_AFTER
    if fact.disclosable_from is None:
        return None
    return max(confirmed_at(fact) + PUBLISHED_AFTER, fact.disclosable_from)


def checked_at(claim: Claim) -> int:
    """When the verifying party knows whether a claim is true."""
    return max(claim.starts, claim.verification.from_) + claim.verification.takes


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known at one moment by the default times."""

    at: int
    facts: Mapping[str, Mapping[str, int]]
    """Seat, or party without one -> facts that it knows, with the moment since when."""
    public: Mapping[str, int]
    """Facts that everybody knows, with the moment since when."""
    checked: Mapping[str, Mapping[str, tuple[int, str]]]
    """Seat, or party without one -> claim -> when it was checked, and what it was found to be."""
    claims: Mapping[str, int]
    """Claims that circulate, with their first moment."""
    disposals: Mapping[str, int]
    """Disposals that may have begun, with the moment since when."""
    ledger: Ledger
    """What the owners have published."""
    answers: Mapping[str, Any]
    """Claims that an official word has answered: none, as nobody has spoken."""
    words: Sequence[Word] = ()
    replies: Sequence[Word] = ()

    @classmethod
    def of(cls, library: Library, at: int) -> Standing:
        """The standing at a moment."""
        scenario = library.scenario
        desks = {library.seat_of.get(party.id, party.id): party.id for party in scenario.parties}
        public = {f.id: since for f in scenario.facts if (since := published_at(f)) is not None and since <= at}
        facts = {desk: _known(scenario.facts, party, library, public, at) for desk, party in desks.items()}
        checked = {desk: _checked(scenario.claims, party, library, at) for desk, party in desks.items()}
        ledger = Ledger()
        for fact in sorted(scenario.facts, key=lambda fact: (fact.true_from, fact.id)):
            if fact.id in public:
                entry = Entry(
                    0, public[fact.id], fact.owner, fact.slot, plain_value(fact.value), fact.true_from, fact.true_from
                )
                ledger.publish(entry)
        return cls(
            at=at,
            facts=facts,
            public=public,
            checked=checked,
            claims={claim.id: claim.starts for claim in scenario.claims if claim.starts <= at},
            disposals={disposal.id: disposal.from_ for disposal in scenario.disposals if disposal.from_ <= at},
            ledger=ledger,
            answers={},
        )

    def knows(self, seat: str, fact: str) -> bool:
        """Whether a seat knows a fact."""
        return fact in self.facts.get(seat, self.public)

    def known_facts(self, seat: str) -> Mapping[str, int]:
        """Facts that a seat knows, with the moment since when."""
        return self.facts.get(seat, self.public)

    def is_public(self, fact: str) -> bool:
        """Whether everybody knows a fact."""
        return fact in self.public


def _known(facts: Sequence[Fact], party: str, library: Library, public: Mapping[str, int], at: int) -> dict[str, int]:
    """Facts that a party knows at a moment."""
    found = {}
    for fact in facts:
        desks = [library.party_of[seat] for seat in (fact.verification.desk, *fact.known_at_start)]
        since = confirmed_at(fact) if party == fact.owner or party in desks else public.get(fact.id, at + 1)
        if since <= at:
            found[fact.id] = since
    return found


def _checked(claims: Sequence[Claim], party: str, library: Library, at: int) -> dict[str, tuple[int, str]]:
    """Claims of which a party knows the truth at a moment, as it is then."""
    found = {}
    for claim in claims:
        own = party == library.party_of[claim.verification.desk]
        since = checked_at(claim) + (0 if own else PUBLISHED_AFTER)
        if since <= at:
            found[claim.id] = (since, library.truth(claim.id, at))
    return found
