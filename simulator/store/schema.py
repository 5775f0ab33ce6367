"""The tables of the drill store and the triggers that keep them append-only. SQLite would let INSERT OR
REPLACE overwrite a row past an UPDATE trigger (STRESS_AND_RECORDS B5), therefore each table also refuses to
insert a key that exists.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

SCHEMA_VERSION: Final = 1
"""Version of the tables below; a store with a higher number was made by a newer Podium."""

_TABLES: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE drill (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, header TEXT NOT NULL,"
    " mac TEXT NOT NULL) STRICT",
    "CREATE TABLE event (drill TEXT NOT NULL REFERENCES drill (id), seq INTEGER NOT NULL, cid TEXT,"
    " body TEXT NOT NULL, hash TEXT NOT NULL, mac TEXT NOT NULL, PRIMARY KEY (drill, seq))"
    " STRICT, WITHOUT ROWID",
    "CREATE UNIQUE INDEX event_cid ON event (drill, cid) WHERE cid IS NOT NULL",
    "CREATE TABLE head (drill TEXT PRIMARY KEY REFERENCES drill (id), seq INTEGER NOT NULL,"
    " hash TEXT NOT NULL, now INTEGER NOT NULL, mac TEXT NOT NULL) STRICT",
)

_NAME: Final = re.compile(r"^CREATE (?:TABLE|UNIQUE INDEX|TRIGGER) (\w+)")
_KEYS: Final = {
    "meta": "key = NEW.key",
    "drill": "id = NEW.id",
    "event": "drill = NEW.drill AND seq = NEW.seq",
    "head": "drill = NEW.drill",
}


def _triggers() -> list[str]:
    statements = []
    for table, same in _KEYS.items():
        statements.append(
            f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
            f" BEGIN SELECT RAISE(ABORT, '{table} rows are written once'); END"
        )
        statements.append(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} rows are never deleted'); END"
        )
        back = " back" if table == "head" else ""
        grows = " WHEN NEW.drill IS NOT OLD.drill OR NEW.seq < OLD.seq OR NEW.now < OLD.now" if table == "head" else ""
        statements.append(
            f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table}{grows}"
            f" BEGIN SELECT RAISE(ABORT, '{table} rows never change{back}'); END"
        )
    return statements


STATEMENTS: Final = (*_TABLES, *_triggers())
"""Everything that makes an empty file a drill store, in order."""


def schema_faults(connection: sqlite3.Connection) -> list[str]:
    """Names of tables, indexes and triggers that are missing, added or other than Podium makes them."""
    expected = {_NAME.findall(statement)[0]: statement for statement in STATEMENTS}
    found = {
        str(name): str(sql)
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    }
    return [name for name in sorted(expected.keys() | found.keys()) if expected.get(name) != found.get(name)]
