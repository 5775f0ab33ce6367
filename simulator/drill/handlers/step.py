"""The shape of what handles an action: a check that may refuse it, and the deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

Step = Callable[["Drill", str, Any], None]
Handlers = dict[str, tuple[Step, Step]]
"""Name of the action -> (check, deed)."""
