"""Events, alterations and checks that the tests of the drill store share."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from simulator.record.events import Event, Header
from simulator.store import DrillStore, drill_faults, file_faults
from simulator.store.seal import first_hash, next_hash

HEADER = Header(
    scenario="small",
    scenario_digest="s" * 64,
    rulebook="i80-2016",
    rulebook_digest="r" * 64,
    seed=7,
    crew={"health": "script"},
    versions={"podium": "1"},
    machine="any",
)


def event(seq: int, at: int = 0, kind: str = "published", **data: Any) -> Event:
    """An event whose content does not matter here."""
    return Event(seq=seq, at=at, kind=kind, seat="health", data=data or {"text": f"第{seq}号 \u2028 <b>"})


def some(first: int, last: int) -> list[Event]:
    """Events numbered from ``first`` to ``last``, one a minute."""
    return [event(seq, at=60 * seq) for seq in range(first, last + 1)]


def faults(path: Path, drill: str) -> list[str]:
    """What a check of the file and the drill finds."""
    with DrillStore.open_to_read(path) as store:
        return [str(fault) for fault in [*file_faults(store), *drill_faults(store, drill)]]


def tamper(path: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    """Change the file past every guard, as somebody with an SQLite editor would."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement, values if "?" in statement else ())
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def recompute_chain(path: Path, drill: str) -> None:
    """Make the chain and the head fit whatever the rows say now; only the signatures cannot be made."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT seq, cid, body FROM event WHERE drill = ? ORDER BY seq", (drill,)).fetchall()
    link = first_hash(connection.execute("SELECT header FROM drill WHERE id = ?", (drill,)).fetchone()[0])
    connection.close()
    for seq, cid, body in rows:
        link = next_hash(link, cid, body)
        tamper(path, f"UPDATE event SET hash = ? WHERE seq = {seq}", values=(link,))
    tamper(path, f"UPDATE head SET hash = ?, seq = {len(rows)}", values=(link,))
