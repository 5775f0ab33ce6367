"""Trainers' judgements by hand, kept in a file of their own beside the store, one for each drill: a signed line each, which
carries the signature of the line before. They are no events: the record and its digest stay what the drill made them.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from simulator.record.events import canonical
from simulator.scoring.overrides import Override
from simulator.store.drills import DrillStore
from simulator.store.errors import StoreDamagedError, StoreError, plainly

FOLDER: Final = "overrides"
"""Folder of the judgements by hand, beside the store."""


def kept_overrides(store: DrillStore, drill: str) -> tuple[Override, ...]:
    """The judgements by hand of a drill, oldest first; none where nobody made any.

    Raises:
        StoreDamagedError: a line was changed, added or left out by another hand.
    """
    return tuple(override for override, _ in _lines(store, drill))


def keep_override(
    store: DrillStore, drill: str, target: str, value: str, computed: str, reason: str, by: str
) -> Override:
    """Add a judgement by hand to those of a drill.

    Raises:
        StoreError: it cannot be written, or the store's key is missing.
        StoreDamagedError: those that are there are damaged.
    """
    if store.key is None:
        raise StoreError(f"{store.path}: the key that signs judgements is missing; put it back")
    earlier = _lines(store, drill)
    before = earlier[-1][1] if earlier else ""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = Override(target, value, computed, reason, by, now)
    mac = store.key.sign(*_parts(drill, len(earlier), before, made))
    place = _place(store, drill)
    with plainly(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(place, "a", encoding="utf-8", newline="\n") as file:
            file.write(canonical({**asdict(made), "mac": mac}) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return made


def _lines(store: DrillStore, drill: str) -> list[tuple[Override, str]]:
    """Each judgement with its signature."""
    place = _place(store, drill)
    with plainly(place):
        if not place.exists():
            return []
        text = place.read_text(encoding="utf-8")
    found: list[tuple[Override, str]] = []
    for number, line in enumerate(text.splitlines()):
        before = found[-1][1] if found else ""
        try:
            plain: dict[str, Any] = json.loads(line)
            mac = str(plain.pop("mac"))
            made = Override(**{field.name: str(plain.pop(field.name)) for field in fields(Override)})
            whole = not plain
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            whole = False
        if not whole or (store.key is not None and not store.key.signed(mac, *_parts(drill, number, before, made))):
            raise StoreDamagedError(
                f"{place}: line {number + 1} is not as Podium wrote it; restore the file from a backup or move it away"
            )
        found.append((made, mac))
    return found


def _parts(drill: str, number: int, before: str, made: Override) -> tuple[str | int, ...]:
    return "override", drill, number, before, canonical(asdict(made))


def _place(store: DrillStore, drill: str) -> Path:
    return store.path.parent / FOLDER / f"{drill}.jsonl"
