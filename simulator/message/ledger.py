"""The one ledger of published claims. It holds, for every slot, what each party last said in public and as of when, and
is the only place in Podium that decides whether two published values disagree (DESIGN section 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """What one party last said about one slot."""

    seq: int
    """Event number of the word."""
    at: int
    party: str
    slot: str
    value: Any
    holds_from: int
    """Moment from which the value is true in the world; without meaning for a value that never was."""
    as_of: int
    """The moment for which the value is meant."""
    may_change: bool = False
    """The text warned that the figure may change."""
    of_fact: bool = True
    """The value is or was a fact; False for a figure that never held."""

    def disagrees_with(self, other: Entry) -> bool:
        """Whether both cannot be right: the values differ, and each was given for a time at which the other is said to
        hold. A later figure with a later as-of time is an update, not a contradiction; a figure that never held cannot
        be one.
        """
        return self.value != other.value and self._bears_on(other) and other._bears_on(self)

    def _bears_on(self, other: Entry) -> bool:
        """Whether this value is said to hold at the time for which the other is meant; one that never held is not dated."""
        return not self.of_fact or self.holds_from <= other.as_of


@dataclass(slots=True)
class Ledger:
    """Published values by slot and party."""

    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """Slot -> party -> its last entry."""

    clashed: list[tuple[str, Any]] = field(default_factory=list)
    """(slot, value) of every figure that has been contradicted so far."""

    def conflicts(self, entry: Entry) -> list[Entry]:
        """Entries of other parties that the entry disagrees with; nothing is entered."""
        held = self.entries.get(entry.slot, {})
        return [other for party, other in held.items() if party != entry.party and entry.disagrees_with(other)]

    def publish(self, entry: Entry) -> list[Entry]:
        """Enter a published value; returns the entry of another party that it is the first to disagree with, if any.

        The public sees a figure contradicted once; who repeats the one or the other does not contradict it again.
        """
        clashing = [other for other in self.conflicts(entry) if (other.slot, other.value) not in self.clashed][:1]
        self.clashed += [(one.slot, one.value) for other in clashing for one in (entry, other)]
        self.entries.setdefault(entry.slot, {})[entry.party] = entry
        return clashing
