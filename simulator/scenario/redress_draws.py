"""Draws for the re-dressing of a scenario: each follows from the seed and a key alone, so that the same seed gives the same
bytes on every machine and no draw disturbs another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lots:
    """Lots that are drawn for one scenario and one seed."""

    scenario: str
    seed: int

    def number(self, *key: object) -> int:
        """A large number that follows from the key."""
        text = "\x1f".join(map(str, (self.scenario, self.seed, *key)))
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

    def shuffled(self, what: str, some: Iterable[T]) -> list[T]:
        """The entries in an order of their own; ``what`` keys the draw."""
        drawn = [(self.number(what, place), place, entry) for place, entry in enumerate(some)]
        return [entry for _, _, entry in sorted(drawn, key=lambda one: one[:2])]
