"""A drill beside its reference play: the same crisis and seed in which only the seats that people or scripts sat at are played
otherwise. What is compared is what both scorecards say, and each word of those seats with the nearest of the reference.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel, ConfigDict

from simulator.record import Board, Record, Word
from simulator.scoring.scorecard import ObjectiveRating, Outcome, Scorecard, Scores, SeatScore


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NearestWord(_Part):
    """A word of this drill, and the word of the same seat that the reference play has nearest to its moment."""

    own: int
    """Event number in this drill."""
    own_at: int
    reference: int
    """Event number in the reference play."""
    reference_at: int
    reference_word: dict[str, Any]
    """The reference's message as plain data."""


class Beside(_Part):
    """What the reference play came to, to be read beside the drill's own scorecard."""

    digest: str
    """Digest of the reference play's events."""
    crew: dict[str, str]
    """Who fills the seats of the reference play."""
    seats_changed: tuple[str, ...]
    """The seats that are played otherwise; the seats that the comparison is about."""
    scores: Scores
    passed: bool
    capped_by: tuple[str, ...]
    seats: tuple[SeatScore, ...]
    """Scores of the changed seats in the reference play."""
    objectives: tuple[ObjectiveRating, ...]
    outcome: Outcome
    words: tuple[NearestWord, ...]


def beside(own: Record, reference: Record, card: Scorecard) -> Beside:
    """The comparison of a drill with its reference play, whose scorecard is ``card``."""
    changed = tuple(seat for seat, filled in own.header.crew.items() if reference.header.crew.get(seat) != filled)
    return Beside(
        digest=reference.digest,
        crew=dict(reference.header.crew),
        seats_changed=changed,
        scores=card.scores,
        passed=card.passed,
        capped_by=card.capped_by,
        seats=tuple(seat for seat in card.seats if seat.seat in changed),
        objectives=card.objectives,
        outcome=card.outcome,
        words=tuple(_nearest(own, reference, changed)),
    )


def _nearest(own: Record, reference: Record, seats: Collection[str]) -> list[NearestWord]:
    """For each public word of the seats the reference's nearest in time; of the same strand where it has one there, and the
    earlier of two that are as near.
    """
    there = Board.of(reference.events).words
    found = []
    for word in Board.of(own.events).words:
        same = [other for other in there if other.seat == word.seat] if word.seat in seats else []
        closest = min(same, key=lambda other: _distance(word, other), default=None)
        if closest is not None:
            found.append(
                NearestWord(
                    own=word.seq,
                    own_at=word.at,
                    reference=closest.seq,
                    reference_at=closest.at,
                    reference_word=closest.message.model_dump(mode="json"),
                )
            )
    return found


def _distance(word: Word, other: Word) -> tuple[bool, int, int]:
    return other.strand != word.strand, abs(other.at - word.at), other.at
