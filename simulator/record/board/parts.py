"""What lies on a board: the sheet of a strand, documents, drafts on their way, consultations, promises."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulator.record.actions import Message


@dataclass(slots=True)
class Sheet:
    """The opinion-handling sheet of one strand."""

    opened: int
    by: str
    """The seat that opened it, or empty if it came from outside."""
    accepted: dict[str, int] = field(default_factory=dict)
    assigned: dict[str, int] = field(default_factory=dict)
    """Moment at which each seat's work is due."""
    assigned_at: int | None = None
    transfers: list[tuple[int, str, str]] = field(default_factory=list)
    """(at, from seat, to seat)."""
    lead: str | None = None
    lead_at: int | None = None
    closed: int | None = None
    reviewed: int | None = None


@dataclass(slots=True)
class Document:
    """Something on a desk."""

    inject: str
    at: int
    answered: int | None = None


@dataclass(slots=True)
class DraftState:
    """A text on its way."""

    seat: str
    ref: str
    strand: str
    message: Message
    asked: int
    ready: int | None = None
    submitted: int | None = None
    reviewer: str | None = None
    """The seat to which it was submitted; None where the own leader reviews it."""
    approved: int | None = None
    returned: str | None = None
    published: int | None = None
    checked: dict[str, Any] | None = None
    """What was found when it was last read before it goes out."""


@dataclass(slots=True)
class Consultation:
    """A draft that other units were asked to confirm."""

    ref: str
    author: str
    draft: str
    to: tuple[str, ...]
    at: int
    message: Message
    answers: dict[str, tuple[int, bool, tuple[str, ...]]] = field(default_factory=dict)
    """Seat -> (at, agreed, facts that it says are right)."""


@dataclass(slots=True)
class Promise:
    """A next word that was promised."""

    seq: int
    seat: str
    party: str
    made: int
    due: int
    strand: str
    """The strand in which it was promised: only a word about it keeps the promise."""
    kept: int | None = None
    broken: bool = False
