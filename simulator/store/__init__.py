"""The drill store: what was played, kept so that it cannot be changed unnoticed. A shell around the core: it
knows SQLite, the disk and the real time, and nothing of what a drill means.
"""

from simulator.store.check import Fault, drill_faults, file_faults
from simulator.store.drills import DrillStore, Entry, Head
from simulator.store.errors import StoreConflictError, StoreDamagedError, StoreError
from simulator.store.home import home

__all__ = [
    "DrillStore",
    "Entry",
    "Fault",
    "Head",
    "StoreConflictError",
    "StoreDamagedError",
    "StoreError",
    "drill_faults",
    "file_faults",
    "home",
]
