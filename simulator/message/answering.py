"""Which word is a response, and for whom it answers. Both are told by the reading, the lead and who agreed, never by what a
text calls itself; the duties and the score ask here, so that they cannot disagree.
"""

from __future__ import annotations

from simulator.message.library import Library
from simulator.record import Board, Word


def is_response(word: Word) -> bool:
    """Whether a word responds: it answers a concern, by a supported fact or by an honest 'not known yet, next word at' (R25,
    R85; OFFICIAL_RULES 9.3: a holding statement counts for timing and scores low as a message).
    """
    reading = word.reading
    if not reading["concerns"]:
        return False
    holding = word.message.next_update is not None and bool(word.message.unknowns)
    return _states_a_fact(word) or (holding and bool(reading["criteria"]["known_unknown"]))


def is_empty(word: Word) -> bool:
    """Whether a word says nothing at all: no supported fact, no concern answered, no claim taken up rightly."""
    claims = any(claim["verdict"] == "supported" for claim in word.reading["claims"])
    return not _states_a_fact(word) and not word.reading["concerns"] and not claims


def is_fresh(word: Word, board: Board) -> bool:
    """Whether a word tells the public something: news, or known facts with a later as-of time than the party gave before."""
    if word.reading["novelty"] > 0:
        return True
    earlier = [
        other.message.as_of
        for other in board.words
        if other.party == word.party and other.seq < word.seq and other.message.as_of is not None
    ]
    as_of = word.message.as_of
    return _states_a_fact(word) and as_of is not None and as_of > max(earlier, default=as_of - 1)


def answers_for(word: Word, board: Board, library: Library) -> list[str]:
    """Seats for which an official word answers: its speaker; everyone on the podium (DESIGN decision 7); and where the lead
    speaks, every department whose facts it states and credits, or that agreed to the draft (OFFICIAL_RULES I3).
    """
    seats = [word.seat, *word.attendees]
    sheet = board.sheets.get(word.strand)
    if sheet is not None and sheet.lead == word.party and sheet.lead_at is not None and sheet.lead_at <= word.at:
        owners = {library.facts[v["fact"]].owner for v in word.reading["facts"] if v["verdict"] == "supported"}
        named = [party for party in word.message.credits if party in owners]
        seats += [library.seat_of[party] for party in named if party in library.seat_of]
        seats += [seat for seat, agreed in board.consulted_on(word.seat, word.draft or "").items() if agreed]
    return list(dict.fromkeys(seats))


def _states_a_fact(word: Word) -> bool:
    return any(verdict["verdict"] == "supported" for verdict in word.reading["facts"])
