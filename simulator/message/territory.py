"""Several places: what lies in whose territory. Each place answers for its own part and comments on no other's (N61 clause 1;
R08), while the superior's competent department answers for the whole (R07). Duties and colleagues ask here, so that they
cannot disagree.
"""

from __future__ import annotations

from typing import Final

from simulator.message.coordinating import place_of
from simulator.message.library import Library
from simulator.record import Board, Word

SEVERAL_PLACES: Final = ("C4", "C4x", "C4v")
"""Rows of the decision table for several places (OFFICIAL_RULES section 5)."""


def answers_for_a_place(party: str, strand: str, board: Board) -> bool:
    """Whether the last ruling leaves a party only its own place's part, because several places are touched."""
    ruling = board.responsibility.get(strand)
    if ruling is None or not any(row in SEVERAL_PLACES for row in ruling["case"]):
        return False
    return party in ruling["own_share"] and party not in ruling["first_responsible"]


def another_places(fact: str, party: str, strand: str, board: Board, library: Library) -> bool:
    """Whether a fact lies in another place's part than a party's, and that place, which is played, has not stated it yet."""
    owner = library.facts[fact].owner
    if place_of(owner) == place_of(party) or owner not in library.seat_of:
        return False
    return answers_for_a_place(owner, strand, board) and not _stated_by(owner, fact, board, library)


def _stated_by(owner: str, fact: str, board: Board, library: Library) -> bool:
    """Whether the owner has published a fact, or sat on the podium when it was said."""
    return any(
        fact in [verdict["fact"] for verdict in word.reading["facts"]]
        for word in board.words
        if word.party == owner or library.seat_of[owner] in word.attendees
    )


def comments_on(word: Word, board: Board, library: Library) -> dict[str, list[str]]:
    """Owner in another place -> its facts that a word states ahead of it, where the speaker answers for a place only. Whoever
    agreed to the draft or sat on the podium has let it be said. The word itself may be on the board already.
    """
    if not answers_for_a_place(word.party, word.strand, board):
        return {}
    agreed = [seat for seat, yes in board.consulted_on(word.seat, word.draft or "").items() if yes]
    found: dict[str, list[str]] = {}
    for verdict in word.reading["facts"]:
        owner = library.facts[verdict["fact"]].owner
        let = library.seat_of.get(owner) in (*agreed, *word.attendees)
        if not let and another_places(verdict["fact"], word.party, word.strand, board, library):
            found.setdefault(owner, []).append(verdict["fact"])
    return found
