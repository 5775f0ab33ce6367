"""Reference plays, kept beside the store so that a debrief opens at once. They are no records: what is kept can be played
again at any time, and is, wherever the file is missing, damaged, unsigned or made with anything else than what is at hand.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from pathlib import Path
from typing import Any, Final

from simulator.record.events import Event, Header, Record, canonical
from simulator.store.drills import DrillStore

FOLDER: Final = "references"
"""Folder of the kept plays, beside the store."""
LARGEST: Final = 64 * 2**20
"""Bytes that a kept play may come to; a file that unpacks to more is not ours."""
_FIELDS: Final = ("seq", "at", "kind", "seat", "data")


def kept_reference(store: DrillStore, drill: str, header: Header) -> Record | None:
    """The kept reference play of a drill, if it is whole, signed, and was played under that very header."""
    try:
        with gzip.open(_place(store, drill), "rb") as file:
            text = file.read(LARGEST + 1)
        kept: dict[str, Any] = json.loads(text) if len(text) <= LARGEST else {}
        events = tuple(
            Event.model_validate(dict(zip(_FIELDS, values, strict=True)), strict=True) for values in kept["events"]
        )
        record = Record(header, events)
        same = kept["header"] == canonical(header.model_dump(mode="json"))
        sealed = store.key is not None and store.key.signed(kept["mac"], *_parts(drill, record))
    except (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError, RecursionError):
        return None
    return record if same and sealed else None


def keep_reference(store: DrillStore, drill: str, record: Record) -> None:
    """Keep a reference play; where that is not possible, nothing is kept and nothing is lost."""
    if store.key is None:
        return
    place = _place(store, drill)
    kept = {
        "header": canonical(record.header.model_dump(mode="json")),
        "events": [[getattr(event, field) for field in _FIELDS] for event in record.events],
        "mac": store.key.sign(*_parts(drill, record)),
    }
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".reference-", dir=place.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(canonical(kept).encode(), 6, mtime=0))
        os.replace(name, place)
    except OSError:
        pass
    finally:
        Path(name).unlink(missing_ok=True)


def _parts(drill: str, record: Record) -> tuple[str, str, str, str]:
    return "reference", drill, canonical(record.header.model_dump(mode="json")), record.digest


def _place(store: DrillStore, drill: str) -> Path:
    return store.path.parent / FOLDER / f"{drill}.json.gz"
