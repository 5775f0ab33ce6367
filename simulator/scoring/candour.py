"""Candour: whether who is embarrassed by something true says so itself, and how long what people ask waits for its answer.
Both follow from what the record holds; nothing here knows how anybody meant to play.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from simulator.message.answering import answers_for
from simulator.message.library import Library
from simulator.record import Board
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Claim, Concern

SOON: Final = 24 * HOUR
"""Owning up, or an answer to what is asked, within a day counts in full (assumption)."""
LATEST: Final = 48 * HOUR
"""An answer after the notice's 48 hours counts least."""
LEAST: Final = 0.2
"""What an answer still counts after that (assumption)."""
LATE: Final = 0.5
"""What owning up after a day counts (assumption)."""


@dataclass(frozen=True, slots=True)
class Owned:
    """One claim that is bad for a seat's party and not false."""

    seat: str
    claim: Claim
    at: int | None
    """When that seat, or a word that answers for it, said so; None if never."""
    credit: float
    evidence: tuple[int, ...]


def owned_up(board: Board, library: Library) -> list[Owned]:
    """For every claim that circulates, is true or partly true and embarrasses a party that is played and holds a fact which
    settles it: whether that party owned up, by its own word or one that answered for it. What came out by itself first, or
    from others, was not owned up.
    """
    found = []
    for claim in library.claims.values():
        if claim.id not in board.claims or library.truth(claim.id, board.now) not in ("true", "partly_true"):
            continue
        for party in claim.embarrasses:
            seat = library.seat_of.get(party)
            if seat is None or not any(library.facts[fact].owner == party for fact in claim.settled_by):
                continue
            said = _said(claim, party, seat, board, library)
            since = _bad_since(claim, board, library)
            at, seq = said if said is not None else (None, None)
            credit = 0.0 if at is None else 1.0 if at - since <= SOON else LATE
            found.append(Owned(seat, claim, at, credit, () if seq is None else (seq,)))
    return found


def _said(claim: Claim, party: str, seat: str, board: Board, library: Library) -> tuple[int, int] | None:
    """Moment and event of the first word for the seat that takes the claim up rightly, or states a fact of the party's own that
    settles it, before that came out by itself.
    """
    own = [fact for fact in claim.settled_by if library.facts[fact].owner == party]
    for word in board.words:
        if word.at > board.surfaced.get(claim.id, board.now):
            return None
        reading = word.reading
        rightly = any(a["claim"] == claim.id and a["verdict"] == "supported" for a in reading["claims"])
        stated = any(v["fact"] in own and v["verdict"] == "supported" for v in reading["facts"])
        if (rightly or stated) and seat in answers_for(word, board, library):
            return word.at, word.seq
    return None


def _bad_since(claim: Claim, board: Board, library: Library) -> int:
    """From when the claim both circulated and was not false."""
    turns = [turn.at for turn in claim.turns if turn.truth in ("true", "partly_true")]
    held = claim.truth in ("true", "partly_true")
    return max(0, board.claims[claim.id], 0 if held or not turns else min(turns))


def answered_in_time(concern: Concern, board: Board, library: Library) -> float:
    """What the first answer to a concern counts, from 1 within a day of when it could be given to ``LEAST`` after two; 0 where
    none came.
    """
    first = next((word.at for word in board.words if concern.id in word.reading["concerns"]), None)
    if first is None:
        return 0.0
    waited = first - _answerable(concern, library)
    return max(LEAST, 1 - max(0.0, (waited - SOON) / (LATEST - SOON)))


def _answerable(concern: Concern, library: Library) -> int:
    """The first moment at which anything that answers the concern can be said, and what it asks about has begun."""
    moments = []
    for element in concern.answered_by:
        if element in library.slots:
            moments += [max(fact.true_from, fact.verification.from_) for fact in library.facts_of(element)[:1]]
        elif element in library.disposals:
            moments.append(library.disposals[element].from_)
        else:
            needs = library.advice[element].needs
            moments.append(0 if needs is None else library.facts[needs].true_from)
    rumoured = [c.starts for c in library.claims.values() if c.narrative == concern.narrative]
    begun = min(rumoured) if rumoured and library.narratives[concern.narrative] == "rumour" else 0
    return max(0, begun, min(moments, default=0))
