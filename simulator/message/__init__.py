"""Official words: reading them, and the one ledger of what has been published."""

from simulator.message.answering import answers_for, is_empty, is_fresh, is_response
from simulator.message.ledger import Entry, Ledger
from simulator.message.library import Library, plain_value
from simulator.message.reading import CAPS, NOT_JUDGED, WEIGHTS, Speaker, read

__all__ = [
    "CAPS",
    "NOT_JUDGED",
    "WEIGHTS",
    "Entry",
    "Ledger",
    "Library",
    "Speaker",
    "answers_for",
    "is_empty",
    "is_fresh",
    "is_response",
    "plain_value",
    "read",
]
