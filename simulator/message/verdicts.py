"""What may be said of a fact or a claim at its moment by this speaker: the first verdict that applies, judged by what was
true then and by what the speaker knew or could read in public (MESSAGE_SCORING section 4, DESIGN decision 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from simulator.message.ledger import Entry, Ledger
from simulator.message.library import Library
from simulator.message.text.parts import Span
from simulator.record import Citation, Message, Word
from simulator.scenario.schema import Fact

Verdict = Literal["supported", "protected", "premature", "outdated", "contradicted", "interdept"]

GATE_OF: Final = {
    "protected": "disclosure",
    "premature": "premature",
    "outdated": "outdated",
    "contradicted": "contradiction",
    "interdept": "interdept",
}
"""Verdict that caps a word -> its gate."""

NEAR: Final = 0.05
"""Share by which a figure that is called approximate may differ from the fact's (MESSAGE_SCORING section 3)."""


class Knowing(Protocol):
    """What a judge must know of the moment: in a drill the board tells it, outside one the scenario's default times."""

    @property
    def checked(self) -> Mapping[str, Mapping[str, tuple[int, str]]]:
        """Seat -> claim -> when it was checked, and what it was found to be."""

    @property
    def claims(self) -> Mapping[str, Any]:
        """Claims that circulate."""

    @property
    def answers(self) -> Mapping[str, Any]:
        """Claims that an official word has answered."""

    @property
    def disposals(self) -> Mapping[str, Any]:
        """Disposals that have begun."""

    @property
    def words(self) -> Sequence[Word]:
        """Official words so far."""

    @property
    def replies(self) -> Sequence[Word]:
        """Replies so far."""

    def knows(self, seat: str, fact: str) -> bool:
        """Whether a seat knows a fact."""

    def is_public(self, fact: str) -> bool:
        """Whether an official word has given the fact to everybody."""

    def known_facts(self, seat: str) -> Mapping[str, int]:
        """Facts that a seat knows, with the moment since when."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it."""

    seat: str
    party: str


@dataclass(frozen=True, slots=True)
class FactReading:
    """What the reader makes of one cited fact."""

    fact: Fact
    stated: Any
    verdict: Verdict
    true: bool
    """The value is the slot's value in the world at that moment."""
    slip: bool = False
    """A figure that is called approximate lies outside its tolerance, and nobody's safety hangs on it: a lesser fault."""
    span: Span | None = None
    """The words that state it."""


def stated_value(fact: Fact, citation: Citation) -> Any:
    """The value that the text gives: the citation's own, else the fact's (its English words for a state)."""
    if citation.value is not None:
        return citation.value
    return fact.value if isinstance(fact.value, int | float) else fact.value.en


def judge_fact(
    citation: Citation,
    speaker: Speaker,
    at: int,
    message: Message,
    library: Library,
    board: Knowing,
    ledger: Ledger,
    span: Span | None = None,
) -> FactReading:
    """The first verdict of MESSAGE_SCORING section 4 that applies to one citation at its moment.

    A figure is outdated only if the speaker knew its successor or could read it in public; a stated as-of time before the
    change governs (DESIGN decision 1). What is true and verified is never at fault because another published otherwise.
    """
    fact = library.facts[citation.fact]
    stated = stated_value(fact, citation)
    own = stated_value(fact, Citation(fact=fact.id))
    current = library.current(fact.slot, at)
    same = stated == own or (citation.approx and is_near(stated, own))
    if same:
        stated = own
    true = current is not None and stated == stated_value(current, Citation(fact=current.id))
    newer = [later for later in library.successors(fact) if board.knows(speaker.seat, later.id)]
    as_of = message.as_of if message.as_of is not None else at
    verdict: Verdict
    if fact.disclosure != "public" and (fact.disclosable_from is None or at < fact.disclosable_from):
        verdict = "protected"
    elif at < fact.true_from or not board.knows(speaker.seat, fact.id):
        verdict = "premature"
    elif not same:
        verdict = "contradicted"
    elif any(as_of >= later.true_from for later in newer):
        verdict = "outdated"
    elif not true and any(
        e.of_fact for e in ledger.conflicts(Entry(0, at, speaker.party, fact.slot, stated, fact.true_from, as_of))
    ):
        verdict = "interdept"
    else:
        verdict = "supported"
    slip = verdict in ("contradicted", "outdated") and citation.approx and not library.slots[fact.slot].safety_critical
    return FactReading(fact, stated, verdict, true, slip, span)


def is_near(stated: Any, own: Any) -> bool:
    """Whether an approximate figure lies within its tolerance of the fact's."""
    if isinstance(stated, str) or isinstance(own, str):
        return False
    return bool(abs(stated - own) <= NEAR * abs(own))


def judge_claim(
    claim_id: str, stance: str, speaker: Speaker, at: int, library: Library, board: Knowing
) -> dict[str, Any]:
    """Whether the stance fits the truth, and whether the speaker could know."""
    truth = library.truth(claim_id, at)
    right = {"false": "deny", "true": "confirm", "partly_true": "partly", "unknown": "unverified"}[truth]
    checked = board.checked.get(speaker.seat, {}).get(claim_id)
    settled = any(board.knows(speaker.seat, fact) for fact in library.claims[claim_id].settled_by)
    knew = (checked is not None and checked[1] != "unknown") or settled
    if stance == "unverified":
        verdict = "dodged" if knew else "supported"
    elif stance == right:
        verdict = "supported" if knew else "premature"
    else:
        verdict = "contradicted" if knew else "premature"
    return {"claim": claim_id, "stance": stance, "truth": truth, "verdict": verdict}


def nuanced(claim: dict[str, Any], slots: Sequence[str], library: Library) -> dict[str, Any]:
    """A stance on what is partly true that a text takes flatly and then limits by the facts that settle it: no fault."""
    settling = {library.facts[fact].slot for fact in library.claims[claim["claim"]].settled_by}
    if claim["truth"] != "partly_true" or claim["verdict"] != "contradicted":
        return claim
    if claim["stance"] == "confirm" or settling & set(slots):
        return {**claim, "verdict": "supported"}
    return claim
