"""Who works on which strand of a matter. Each strand is resolved, handled and scored on its own (OFFICIAL_RULES I1): a
department works on what it owes answers in, an office on what it coordinates, publicity beside that office, and everybody
else where its desk has something to establish or to do. Where there is one strand, everybody works on it.
"""

from __future__ import annotations

from simulator.message.answering import owners
from simulator.message.coordinating import OFFICES, coordinator_of, organiser_of, place_of
from simulator.message.library import Library
from simulator.record import Board, Word
from simulator.scenario.schema import Strand


def works_on(seat: str, strand: str, board: Board, library: Library) -> bool:
    """Whether a strand is a seat's business now."""
    return len(library.strands) == 1 or strand in strands_of(seat, board, library)


def strands_of(seat: str, board: Board, library: Library) -> list[str]:
    """The strands that a seat works on now, in the scenario's order; the first where nothing ties it to any."""
    strands = library.scenario.strands
    if len(strands) == 1:
        return [strands[0].id]
    party = library.party_of[seat]
    owed = [strand.id for strand in strands if _owes(seat, party, strand, board)]
    if not owed and library.kinds[party] in OFFICES:
        owed = [strand.id for strand in strands if _coordinates(seat, strand, board, library)]
    elif not owed:
        desk = library.belongs.desks.get(seat, ())
        owed = [s.id for s in strands if s.id in desk or _beside_the_office(party, s.id, board, library)]
    return owed or [strands[0].id]


def handlers_of(strand: str, board: Board, library: Library) -> list[str]:
    """All seats that work on a strand now, in the scenario's order."""
    return [seat for seat in library.party_of if works_on(seat, strand, board, library)]


def words_in(words: list[Word], strand: str) -> list[Word]:
    """Those of some words that were said in a strand."""
    return [word for word in words if word.strand == strand]


def _owes(seat: str, party: str, strand: Strand, board: Board) -> bool:
    """Who has taken the sheet, or is named by the strand, keeps its part though ownership has moved on (I11)."""
    sheet = board.sheets.get(strand.id)
    return party in (*strand.departments, *owners(strand, board)) or (sheet is not None and seat in sheet.accepted)


def _coordinates(seat: str, strand: Strand, board: Board, library: Library) -> bool:
    if organiser_of(strand.id, board, library) == seat:
        return True
    parties = (*strand.departments, *owners(strand, board))
    return any(coordinator_of(party, strand.id, board, library) == seat for party in parties)


def _beside_the_office(party: str, strand: str, board: Board, library: Library) -> bool:
    """Publicity and others of the place whose office organises the strand."""
    ruling = board.responsibility.get(strand)
    organiser = organiser_of(strand, board, library)
    named = ruling is not None and party in ruling["organisers"]
    return named or (organiser is not None and place_of(library.party_of[organiser]) == place_of(party))
