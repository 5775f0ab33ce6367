"""A press conference as the board holds it: who sits there, which questions were put, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Asked:
    """A question that was put at a press conference."""

    question: str
    at: int
    state: str = "open"
    """``open``, ``taken`` while somebody is answering it, then what became of it: answered, held (honestly not known
    yet), declined (on a ground), evaded, unanswered (nobody there knew)."""
    follow_up: bool = False
    """The outlet has asked once more."""
    answers: list[dict[str, Any]] = field(default_factory=list)
    """The data of the ``question_answered`` events, in order."""


@dataclass(slots=True)
class Podium:
    """A press conference from its opening to its end."""

    seq: int
    """Number of the event that opened it; its questions name it."""
    host: str
    strand: str
    draft: str
    attendees: tuple[str, ...]
    opened: int
    closes: int
    """Moment at which it ends at the latest."""
    opening: dict[str, Any]
    """The data of the event that opened it."""
    asked: dict[str, Asked] = field(default_factory=dict)
    held: int | None = None
    """When it ended; None while it goes on."""
