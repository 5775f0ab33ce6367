"""Faults: condemned habits, each in a room with its like. A fault changes what a colleague was about to do, reacts to news of
its own, or both; how often the officer gives in to it stands in the skill, so that a good officer can have a single vice.
"""

from __future__ import annotations

from typing import Final

from simulator.drill.colleagues.faults import empty, overreach, rash, shirking
from simulator.drill.colleagues.faults.fault import Fault

FAULTS: Final[dict[str, Fault]] = {**empty.FAULTS, **rash.FAULTS, **shirking.FAULTS, **overreach.FAULTS}
"""Name of a fault, as a skill gives its share -> what it does."""

__all__ = ["FAULTS", "Fault"]
