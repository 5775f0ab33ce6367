"""The watches of all rules, room by room: timing, coordination, words."""

from __future__ import annotations

from typing import Final

from simulator.rules.duties import (
    agreement,
    consultation,
    contact,
    continuing,
    correction,
    focus,
    joint,
    judgement,
    leadership,
    levels,
    linkage,
    manner,
    ownership,
    pace,
    risk,
    rumours,
    substance,
    suggestions,
    timing,
    tone,
    upward,
    words,
)
from simulator.rules.duties.book import Watch

_ROOMS: Final = (
    timing, pace, upward, contact, continuing, levels, ownership, linkage, leadership, consultation, joint, judgement,
    substance, focus, agreement, rumours, correction, words, manner,
    suggestions, risk, tone,
)  # fmt: skip

WATCHES: Final[tuple[type[Watch], ...]] = tuple(watch for room in _ROOMS for watch in room.WATCHES)
"""In the order in which they see an event."""
