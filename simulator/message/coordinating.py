"""Which General Office coordinates for whom: it reviews a party's drafts, assigns to it and presses it; and which one organises
a whole matter. A superior's command brings its own office; nobody below reviews what a superior organ says (N61 clause 1; C7,
I10). Engine, colleagues and desk ask here, so that they cannot disagree.
"""

from __future__ import annotations

from typing import Final

from simulator.message.library import Library
from simulator.record import Board

GOVERNMENTS: Final = ("general_office", "superior_government")
"""Kinds of party that are the office of a government."""
OFFICES: Final = (*GOVERNMENTS, "superior_department_office")
"""Kinds of party that organise and coordinate: the office of a government, or that of a vertically managed department's
superior (N61 clause 1; R06).
"""
_ABOVE: Final = ("superior_competent_department", "superior_government")
"""Kinds of party that belong to a level above the one whose matter it is."""


def place_of(party: str) -> str:
    """The place of an organ such as ``fuhe/health``."""
    return party.split("/")[0]


def offices(library: Library) -> dict[str, str]:
    """Seat -> place of each office that is played, in the scenario's order of seats."""
    return {seat: place_of(party) for seat, party in library.party_of.items() if library.kinds[party] in OFFICES}


def organising_places(strand: str, board: Board) -> list[str]:
    """Places whose office organises a matter by the last ruling; none before the first."""
    return list(dict.fromkeys(place_of(party) for party in _organisers(strand, board)))


def overseer_of(party: str, strand: str, board: Board) -> str | None:
    """The superior department's office that by the last ruling coordinates for a vertically managed party in place of the local
    General Office; None where that takes part too, or nothing is vertical (N61 clause 1; R06, C3, C5v).
    """
    organisers = _organisers(strand, board)
    if any(place_of(office) == place_of(party) for office in organisers):
        return None
    return next((office for office in organisers if office.endswith(f"/{party.split('/')[-1]}.office")), None)


def organiser_of(strand: str, board: Board, library: Library) -> str | None:
    """The seat of the office that organises a matter: it names the lead and closes the sheet. It is the one that the ruling
    names, as far as it is played, else the General Office that there is. None if none is played, and where only one below is:
    State Council policy and a vertical system are not a local office's to organise.
    """
    played, there = offices(library), organising_places(strand, board)
    named = [seat for seat in played if library.party_of[seat] in _organisers(strand, board)]
    named += [seat for seat in _governments(library) if played[seat] in there]
    if named:
        return named[0]
    return None if _above_all_local(strand, board, library) else _fallback(library)


def closes(seat: str, strand: str, board: Board, library: Library) -> bool:
    """Whether closing the sheet of a strand is a seat's: the organising office's; where none that may is played, the seat's
    of the first responsible organ, whose own leader decides.
    """
    organiser = organiser_of(strand, board, library)
    if organiser is not None:
        return seat == organiser
    ruling = board.responsibility.get(strand)
    return ruling is not None and library.party_of[seat] in ruling["first_responsible"]


def hotline_owner(board: Board, library: Library) -> str | None:
    """The seat that runs the hotline: its own, where one is played, else the office that organises the first matter."""
    own = next((seat for seat, party in library.party_of.items() if library.kinds[party] == "hotline"), None)
    return own or organiser_of(library.scenario.strands[0].id, board, library)


def coordinator_of(party: str, strand: str, board: Board, library: Library) -> str | None:
    """The seat of the office that coordinates for a party: that of its own place; where none is played, that of the command
    or level that organises the matter; else the one that there is. For a vertically managed party it is the superior
    department's. None where no office is played, or only one below the party: then the party's own leader decides.
    """
    overseer = overseer_of(party, strand, board)
    if overseer is not None:
        return library.seat_of.get(overseer)
    played, own, there = _governments(library), place_of(party), organising_places(strand, board)
    found = [seat for seat, place in played.items() if place == own]
    found += [seat for seat, place in played.items() if place in there]
    if found:
        return found[0]
    return None if own in there or library.kinds.get(party, "") in _ABOVE else _fallback(library)


def coordinates(seat: str, party: str, strand: str, board: Board, library: Library) -> bool:
    """Whether a seat is the office that may assign a matter to a party and press it: the party's own, or that of the command
    above it. That of the same place can do it to a vertically managed party too, and breaks R06 by it.
    """
    if coordinator_of(party, strand, board, library) == seat:
        return True
    if overseer_of(party, strand, board) is not None:
        return _governments(library).get(seat) == place_of(party)
    return offices(library).get(seat) in organising_places(strand, board) and seat != library.seat_of.get(party)


def _organisers(strand: str, board: Board) -> list[str]:
    ruling = board.responsibility.get(strand)
    return [] if ruling is None else ruling["organisers"]


def _governments(library: Library) -> dict[str, str]:
    """Seat -> place of each government's office that is played."""
    return {
        seat: place for seat, place in offices(library).items() if library.kinds[library.party_of[seat]] in GOVERNMENTS
    }


def _above_all_local(strand: str, board: Board, library: Library) -> bool:
    """Whether no local office may stand in for the one that the ruling names."""
    policy = library.strands[strand].matter == "state_council_policy"
    kinds = [office.split("/")[-1] for office in _organisers(strand, board)]
    return policy or (any(kind.endswith(".office") for kind in kinds) and "gov_office" not in kinds)


def _fallback(library: Library) -> str | None:
    return next((seat for seat, party in library.party_of.items() if library.kinds[party] == "general_office"), None)
