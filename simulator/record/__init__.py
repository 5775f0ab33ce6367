"""The record of a drill: actions that go in, events that come out, and the board that events fold up to.

Light to import: pydantic only, so that a client that joins a drill needs nothing of the simulation.
"""

from simulator.record.actions import ACTIONS, Action, Citation, ClaimAnswer, Message
from simulator.record.board import Board
from simulator.record.events import (
    EVENT_KINDS,
    PUBLIC_KINDS,
    TRAINER,
    Event,
    Header,
    Record,
    canonical,
    canonical_event,
    digest,
)
from simulator.record.podium import Asked, Podium
from simulator.record.words import Word

__all__ = [
    "ACTIONS",
    "EVENT_KINDS",
    "PUBLIC_KINDS",
    "TRAINER",
    "Action",
    "Asked",
    "Board",
    "Citation",
    "ClaimAnswer",
    "Event",
    "Header",
    "Message",
    "Podium",
    "Record",
    "Word",
    "canonical",
    "canonical_event",
    "digest",
]
