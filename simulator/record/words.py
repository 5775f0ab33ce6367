"""An official word that is public, with its reading. The board keeps them; duties, scores and reports go by them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulator.record.actions import Message
from simulator.scenario.text import Channel


@dataclass(frozen=True, slots=True)
class Word:
    """An official word that is public, with its reading."""

    seq: int
    at: int
    seat: str
    party: str
    strand: str
    message: Message
    channels: tuple[Channel, ...]
    reading: dict[str, Any]
    attendees: tuple[str, ...] = ()
    """Seats on the podium, where the word was a press conference."""
    draft: str | None = None
    told: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False)
    """What it makes known: each fact, claim, concern and item (advice or disposal) as (kind, id). Who asks what is new asks for
    it at every later word."""

    def __post_init__(self) -> None:
        """Gather what it makes known."""
        told = [
            *(("fact", verdict["fact"]) for verdict in self.reading["facts"]),
            *(("claim", answer.claim) for answer in self.message.claims),
            *(("concern", concern) for concern in self.reading["concerns"]),
            *(("item", item) for item in (*self.message.advice, *self.message.disposals)),
        ]
        object.__setattr__(self, "told", frozenset(told))
