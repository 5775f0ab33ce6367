"""What a seat's client knows of the drill: send an action, read the events that this seat may see, ask for
the time. A client holds a link and nothing else; whether the drill runs in the same process or behind a
network makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from simulator.record.actions import Action
from simulator.record.events import Event


@dataclass(frozen=True, slots=True)
class Ack:
    """The action was taken and will survive a crash."""

    cid: str
    """The client's own name for the action."""
    seq: int
    """Number of its event in the record."""


@dataclass(frozen=True, slots=True)
class Reject:
    """The action was not taken."""

    cid: str
    """The client's own name for the action."""
    reason: str
    """Why, as a sentence or a word from the engine's list."""
    seq: int | None = None
    """Number of the ``refused`` event; None if the action never came before the drill."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the drill stands."""

    now: int
    """Simulated second."""
    paused: bool
    """The clock stands still."""
    speed: float
    """Simulated seconds per real second while it runs."""
    ended: bool
    """The horizon is reached; nothing more is taken."""


class Link(Protocol):
    """One seat's connection to a drill."""

    @property
    def seat(self) -> str:
        """The seat that this link speaks for."""

    def send(self, action: Action, cid: str) -> Ack | Reject:
        """Act. Sent again under the same ``cid``, an action is not done twice and gets its first answer."""

    def events(self, after: int = 0) -> list[Event]:
        """What this seat may see of the events with a number above ``after``."""

    def state(self) -> State:
        """Where the drill stands."""
