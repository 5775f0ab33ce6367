"""Which General Office coordinates for whom: it reviews a party's drafts, assigns to it and presses it; and which one organises
a whole matter. A superior's command brings its own office; nobody below reviews what a superior organ says (N61 clause 1; C7,
I10). Engine, colleagues and desk ask here, so that they cannot disagree.
"""

from __future__ import annotations

from typing import Final

from simulator.message.library import Library
from simulator.record import Board

OFFICES: Final = ("general_office", "superior_government")
"""Kinds of party that are the office of a government."""
_ABOVE: Final = ("superior_competent_department", "superior_government")
"""Kinds of party that belong to a level above the one whose matter it is."""


def place_of(party: str) -> str:
    """The place of an organ such as ``fuhe/health``."""
    return party.split("/")[0]


def offices(library: Library) -> dict[str, str]:
    """Seat -> place of each government's office that is played, in the scenario's order of seats."""
    return {seat: place_of(party) for seat, party in library.party_of.items() if library.kinds[party] in OFFICES}


def organising_places(strand: str, board: Board) -> list[str]:
    """Places whose office organises a matter by the last ruling; none before the first."""
    ruling = board.responsibility.get(strand)
    return [] if ruling is None else list(dict.fromkeys(place_of(party) for party in ruling["organisers"]))


def organiser_of(strand: str, board: Board, library: Library) -> str | None:
    """The seat of the office that organises a matter: it names the lead and closes the sheet. It is the one that the ruling
    names, as far as it is played, else the General Office that there is; None if none is played.
    """
    played, there = offices(library), organising_places(strand, board)
    return next((seat for seat, place in played.items() if place in there), _fallback(library))


def hotline_owner(board: Board, library: Library) -> str | None:
    """The seat that runs the hotline: its own, where one is played, else the office that organises the first matter."""
    own = next((seat for seat, party in library.party_of.items() if library.kinds[party] == "hotline"), None)
    return own or organiser_of(library.scenario.strands[0].id, board, library)


def coordinator_of(party: str, strand: str, board: Board, library: Library) -> str | None:
    """The seat of the office that coordinates for a party: that of its own place; where none is played, that of the command
    or level that organises the matter; else the one that there is. None where no office is played, or only one below the
    party: then the party's own leader decides.
    """
    played, own, there = offices(library), place_of(party), organising_places(strand, board)
    found = [seat for seat, place in played.items() if place == own]
    found += [seat for seat, place in played.items() if place in there]
    if found:
        return found[0]
    return None if own in there or library.kinds.get(party, "") in _ABOVE else _fallback(library)


def coordinates(seat: str, party: str, strand: str, board: Board, library: Library) -> bool:
    """Whether a seat is the office that may assign a matter to a party and press it: the party's own, or that of the command
    above it.
    """
    if coordinator_of(party, strand, board, library) == seat:
        return True
    return offices(library).get(seat) in organising_places(strand, board) and seat != library.seat_of.get(party)


def _fallback(library: Library) -> str | None:
    return next((seat for seat, party in library.party_of.items() if library.kinds[party] == "general_office"), None)
