"""Who owes answers in a matter, which word is a response, and for whom it answers. All is told by the ruling on responsibility,
the reading, the lead and who agreed, never by what a text calls itself; the duties, the score and the colleagues ask here,
so that they cannot disagree.
"""

from __future__ import annotations

from simulator.message.library import Library
from simulator.message.promising import promises_soon
from simulator.record import Board, Word
from simulator.scenario.schema import Strand


def owners(strand: Strand, board: Board) -> list[str]:
    """Parties that owe answers now: who is first responsible and who keeps a share of its own, by the last ruling (C7).

    Those whom the strand itself names come first, in its order. Before any ruling, and where the decision table names
    nobody, it is they alone.
    """
    ruling = board.responsibility.get(strand.id)
    if ruling is None or not ruling["first_responsible"]:
        return list(strand.departments)
    last, owing = board.owing.get(strand.id, (None, []))
    if last is not ruling:  # asked thousands of times in a drill, and ruled a few times
        ruled = dict.fromkeys([*ruling["first_responsible"], *ruling["own_share"]])
        owing = [party for party in strand.departments if party in ruled]
        owing += [party for party in ruled if party not in strand.departments]
        board.owing[strand.id] = (ruling, owing)
    return owing


def lead_at(strand: Strand, at: int, board: Board) -> str | None:
    """The party that led a joint response at a moment: the designated lead, and once a superior's command has taken over
    the organ that leads in its place (C7, I3); None if nobody did.
    """
    sheet = board.sheets.get(strand.id)
    if sheet is None or sheet.lead is None or sheet.lead_at is None or sheet.lead_at > at:
        return None
    ruling = board.responsibility.get(strand.id)
    taken_over = any(turn.command is not None and turn.at <= at for turn in strand.timeline)
    if ruling is not None and taken_over and ruling["lead"] in owners(strand, board):
        return str(ruling["lead"])
    return sheet.lead


def lead_is_open(strand: str, board: Board) -> bool:
    """Whether a lead may be named: not where the last ruling makes one organ responsible first by rule (R04, R07, R13); before
    any ruling nothing forbids it.
    """
    ruling = board.responsibility.get(strand)
    return ruling is None or not ruling["first_responsible"] or ruling["lead"] != "none"


def is_response(word: Word) -> bool:
    """Whether a word responds: it answers a concern, by a supported fact or by an honest 'not known yet, next word at' (R25,
    R85; OFFICIAL_RULES 9.3: a holding statement counts for timing and scores low as a message).
    """
    reading = word.reading
    if not reading["concerns"]:
        return False
    holding = promises_soon(word.message, word.at) and bool(word.message.unknowns)
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
    if lead_at(library.strands[word.strand], word.at, board) == word.party:
        holders = {library.facts[v["fact"]].owner for v in word.reading["facts"] if v["verdict"] == "supported"}
        named = [party for party in word.message.credits if party in holders]
        seats += [library.seat_of[party] for party in named if party in library.seat_of]
        seats += [seat for seat, agreed in board.consulted_on(word.seat, word.draft or "").items() if agreed]
    return list(dict.fromkeys(seats))


def _states_a_fact(word: Word) -> bool:
    return any(verdict["verdict"] == "supported" for verdict in word.reading["facts"])
