"""The watches of all rules, room by room: timing, coordination, words."""

from __future__ import annotations

from typing import Final

from simulator.rules.duties import (
    agreement,
    consultation,
    continuing,
    correction,
    judgement,
    leadership,
    linkage,
    ownership,
    rumours,
    substance,
    timing,
    words,
)
from simulator.rules.duties.book import Watch

_ROOMS: Final = (
    timing, continuing, ownership, linkage, leadership, consultation, judgement, substance, agreement, rumours,
    correction, words,
)  # fmt: skip

WATCHES: Final[tuple[type[Watch], ...]] = tuple(watch for room in _ROOMS for watch in room.WATCHES)
"""In the order in which they see an event."""
