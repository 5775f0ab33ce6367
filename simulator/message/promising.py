"""A promised next word: how near it has to be to continue anything."""

from __future__ import annotations

from typing import Final

from simulator.record import Message
from simulator.scenario.moments import HOUR

SOON: Final = 24 * HOUR
"""A next word that is promised for later than this keeps nobody informed (assumption: one word a day is asked for, R26)."""


def promises_soon(message: Message, at: int) -> bool:
    """Whether a message that goes out at a moment promises a next word within a day."""
    return message.next_update is not None and message.next_update - at <= SOON
