"""Looking for alterations of a stored drill without running it: the file itself, its tables and triggers,
then row by row the chain and the seal. Every fault names its place. What this cannot see, the re-run in
``simulator.replay`` sees.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from simulator.errors import NotFoundError
from simulator.record.events import canonical
from simulator.store.drills import DrillStore
from simulator.store.errors import plainly
from simulator.store.schema import schema_faults
from simulator.store.seal import KEY_NAME, first_hash, next_hash


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as Podium wrote it."""

    place: str
    """Where: the file, a table's row, or an event with the field."""
    wrong: str
    """What is wrong there."""

    def __str__(self) -> str:
        """The fault as one line."""
        return f"{self.place}: {self.wrong}"


def file_faults(store: DrillStore) -> list[Fault]:
    """Faults of the file as a whole: pages, references between tables, tables and triggers, the key."""
    faults = []
    with plainly(store.path):
        for (line,) in store.connection.execute("PRAGMA integrity_check(5)"):
            if line != "ok":
                faults.append(Fault(store.path.name, str(line)))
        for row in store.connection.execute("PRAGMA foreign_key_check"):
            faults.append(Fault(f"table {row[0]}", "holds a row whose drill does not exist"))
        for name in schema_faults(store.connection):
            faults.append(Fault(f"schema object {name}", "is not as Podium made it"))
    if store.key is None and store.path.exists():
        faults.append(Fault(str(store.path.with_name(KEY_NAME)), "the key is missing, so that no seal can be checked"))
    return faults


def drill_faults(store: DrillStore, drill: str) -> list[Fault]:
    """Faults of one drill's rows: seal of the drill's row, chain and seal of the events, end of the chain.

    Only the first broken link of the chain is named; all behind it follow from it.

    Raises:
        NotFoundError: nothing of such a drill is stored.
    """
    with plainly(store.path):
        row = store.connection.execute("SELECT created_at, header, mac FROM drill WHERE id = ?", (drill,)).fetchone()
        head = store.connection.execute("SELECT seq, hash, now, mac FROM head WHERE drill = ?", (drill,)).fetchone()
        events = store.connection.execute(
            "SELECT seq, cid, body, hash, mac FROM event WHERE drill = ? ORDER BY seq", (drill,)
        ).fetchall()
    if row is None and head is None and not events:
        raise NotFoundError(f"there is no drill {drill!r} in {store.path}; `podium drills list` shows those there are")
    if row is None:
        return [Fault(f"drill {drill}", "its row in table drill is gone or has another id")]
    if head is None:
        return [Fault(f"drill {drill}", "its row in table head is gone")]
    created_at, header, mac = row
    faults = _chain_faults(store, drill, first_hash(header), events)
    if store.key is not None and not store.key.signed(mac, "drill", drill, created_at, header):
        faults.insert(0, Fault(f"drill {drill}, row in table drill", "id, created_at, header or mac was altered"))
    return faults + _head_faults(store, drill, header, events, head)


def _chain_faults(
    store: DrillStore, drill: str, link: str, events: list[tuple[int, str | None, str, str, str]]
) -> list[Fault]:
    for expected, (seq, cid, body, stored, mac) in enumerate(events, start=1):
        place = f"drill {drill}, event {expected}"
        if seq != expected:
            return [Fault(place, f"is missing; event {seq} follows")]
        try:
            fields = json.loads(body)
            right = canonical(fields) == body and fields[0] == seq and len(fields) == 5
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            right = False
        if not right:
            return [Fault(f"{place}, body", "is not the canonical form of this event")]
        link = next_hash(link, cid, body)
        if link != stored:
            why = "header, body, cid or hash was altered" if seq == 1 else "body, cid or hash was altered"
            return [Fault(place, f"{why}; the chain breaks here")]
        if store.key is not None and not store.key.signed(mac, "event", drill, seq, link):
            return [Fault(place, "was altered and the chain recomputed over it; the seal breaks here")]
    return []


def _head_faults(
    store: DrillStore,
    drill: str,
    header: str,
    events: list[tuple[int, str | None, str, str, str]],
    head: tuple[int, str, int, str],
) -> list[Fault]:
    seq, link, now, mac = head
    place = f"drill {drill}, row in table head"
    last = events[-1][3] if events else first_hash(header)
    if seq != len(events):
        return [Fault(place, f"names {seq} events, but {len(events)} are stored: events or seq were altered")]
    if link != last:
        return [Fault(place, "hash is not the end of the chain")]
    if store.key is not None and not store.key.signed(mac, "head", drill, seq, link, now):
        return [Fault(place, "seq, hash, now or mac was altered")]
    return []
