"""The level of one criterion of a message with its reason: which sentence explains it, which words decided, and which
concerns, slots or facts are meant. A point is never won or lost without one (MESSAGE_SCORING section 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.message.text.parts import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A level from 0 to 2, and why."""

    level: int
    reason: str
    """Name of the sentence that explains it, unique within its criterion."""
    spans: tuple[Span, ...] = ()
    """Words of the text that decided."""
    items: tuple[str, ...] = ()
    """Concerns, slots, claims or parties that are meant."""
    facts: tuple[str, ...] = ()
    """Facts that are meant."""

    def as_json(self) -> dict[str, Any]:
        """The mark as plain JSON values; spans as pairs of offsets into the text."""
        found: dict[str, Any] = {"level": self.level, "reason": self.reason}
        if self.spans:
            found["spans"] = [[span.start, span.end] for span in self.spans]
        if self.items:
            found["items"] = list(self.items)
        if self.facts:
            found["facts"] = list(self.facts)
        return found
