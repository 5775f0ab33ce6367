"""Golden records: what the canteen gives at seed 7, kept as text. Every event has a line - number, second, kind, seat, and the
first half of the SHA-256 of its canonical form - so that a difference names its event and the files stay small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from simulator.record import Event, Record, canonical_event

FOLDER = Path(__file__).parent / "golden"
SKILLS = ("expert", "untrained", "silent")
SEED = 7
REFRESH = "python -m tests.refresh_golden"


def path_of(skill: str) -> Path:
    """The file of one golden record."""
    return FOLDER / f"canteen-{skill}-{SEED}.txt"


def render(record: Record) -> str:
    """A record as golden text: a heading, a line for each event, and the digest of the whole."""
    header = record.header
    heading = f"# {header.scenario} {header.rulebook} seed {header.seed} on {header.machine}; refresh: {REFRESH}"
    return "\n".join([heading, *_lines(record.events), f"digest {record.digest}"]) + "\n"


def _lines(events: Sequence[Event]) -> list[str]:
    return [
        f"{event.seq} {event.at} {event.kind} {event.seat or '-'} "
        f"{hashlib.sha256(canonical_event(event).encode()).hexdigest()[:32]}"
        for event in events
    ]
