"""One running crisis: the engine, desks, what actions do, what the script and the public bring, and colleagues."""

from simulator.drill.engine import Drill

__all__ = ["Drill"]
