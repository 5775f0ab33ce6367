"""Order inside one simulated second, after the actions (DESIGN decision 2). SimPy processes events of one moment by
priority, then by age; finished tasks and injects have SimPy's own normal priority.
"""

from __future__ import annotations

from enum import IntEnum


class Phase(IntEnum):
    """What comes first among the things that are due in the same second."""

    COMPLETION = 1
    """Finished tasks and injects."""
    TICK = 2
    """The crowd."""
    CONDITIONS = 3
    """Conditional injects look at the state that the tick left."""
    OBSERVERS = 4
    """The end of the drill and the public's patience; what is due at d is still in time at d."""
