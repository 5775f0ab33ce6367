"""The drill store: one SQLite file that only grows. A drill is its header and its events; what was committed
stays, and what was not committed can be computed again. Drill ids, client ids and real times live here and
outside the digest.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pydantic import ValidationError

from simulator.errors import NotFoundError
from simulator.record.events import Event, Header, Record, canonical, canonical_event
from simulator.store.errors import StoreConflictError, StoreDamagedError, StoreError, plainly
from simulator.store.home import home
from simulator.store.schema import SCHEMA_VERSION, STATEMENTS
from simulator.store.seal import KEY_NAME, SealKey, first_hash, make_key, next_hash, read_key
from simulator.store.sqlite import connect, transaction

FILE_NAME: Final = "drills.sqlite3"
"""File name of the store, in Podium's folder."""

_UNFIT: Final = re.compile(r"[^A-Za-z0-9_]+")

CLIENT_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,160}")
"""What a client may name its actions, so that one that is sent twice is done once."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a stored drill has come."""

    seq: int
    """Number of its last committed event; 0 before the first."""
    hash: str
    """End of the chain: stands for the header and every event so far."""
    now: int
    """Simulated second that had been reached; later than the last event when nothing happened meanwhile."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One drill in a listing."""

    id: str
    created_at: str
    """Real time of creation, UTC, ISO 8601."""
    header: Header
    head: Head
    closed: bool
    """The drill ran to its horizon."""


class DrillStore:
    """Drills in one SQLite file. Open it with :meth:`open` or :meth:`open_to_read`; use it as a context
    manager.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, key: SealKey | None) -> None:
        """Wrap an open connection; ``key`` is None where the seal key is missing."""
        self.connection = connection
        self.path = path
        self.key = key

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """The store, for reading and writing; made if it does not exist. ``path`` is the user's own store if
        left out.

        Raises:
            PodiumError: the file cannot be opened or made, is damaged, or was made by a newer Podium.
        """
        path = path or home() / FILE_NAME
        connection = connect(path, write=True)
        try:
            if _is_empty(connection, path):
                _build(connection, path)
            return cls._checked(connection, path, write=True)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def open_to_read(cls, path: Path | None = None) -> Self:
        """The store for looking only; empty if there is none yet.

        Raises:
            PodiumError: the file cannot be opened, is damaged, or was made by a newer Podium.
        """
        path = path or home() / FILE_NAME
        with plainly(path):
            exists = path.exists()
        if not exists:
            return cls._nothing(path)
        connection = connect(path, write=False)
        try:
            if _is_empty(connection, path):
                connection.close()
                return cls._nothing(path)
            return cls._checked(connection, path, write=False)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def _nothing(cls, path: Path) -> Self:
        """A store without drills, in memory."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        for statement in STATEMENTS:
            connection.execute(statement)
        return cls(connection, path, None)

    @classmethod
    def _checked(cls, connection: sqlite3.Connection, path: Path, *, write: bool) -> Self:
        with plainly(path):
            meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        version = str(meta.get("schema_version", ""))
        if not version.isdecimal() or int(version) < 1:
            raise StoreDamagedError(
                f"{path}: meta.schema_version is {version!r}, not a version; restore it from a backup"
            )
        if int(version) > SCHEMA_VERSION:
            raise StoreError(
                f"{path}: was made by a newer Podium (store version {version},"
                f" this one knows {SCHEMA_VERSION}); install that version"
            )
        key_path = path.with_name(KEY_NAME)
        key = read_key(key_path)
        if write and key is None:
            raise StoreError(
                f"{key_path}: the key that seals {path.name} is missing; put it back, or move {path.name} away"
            )
        if key is not None and key.fingerprint != meta.get("seal_key"):
            raise StoreDamagedError(
                f"{path}: meta.seal_key names another key than {key_path} holds;"
                " put back the key that belongs to the store"
            )
        return cls(connection, path, key)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    # writing

    def create(self, header: Header, events: Sequence[Event] = (), *, now: int) -> str:
        """Begin a drill at a simulated second with what happened at its opening; all or nothing.

        Returns its id, such as ``canteen-7-01``.

        Raises:
            StoreError: nothing was written, for the reason given.
        """
        key = self._writing_key()
        text = canonical(header.model_dump(mode="json"))
        created_at = datetime.now(UTC).isoformat(timespec="seconds")
        with transaction(self.connection, self.path):
            drill = self._free_id(f"{_UNFIT.sub('-', header.scenario)}-{header.seed}")
            mac = key.sign("drill", drill, created_at, text)
            self.connection.execute("INSERT INTO drill VALUES (?, ?, ?, ?)", (drill, created_at, text, mac))
            start = Head(0, first_hash(text), now)
            mac = key.sign("head", drill, start.seq, start.hash, start.now)
            self.connection.execute(
                "INSERT INTO head VALUES (?, ?, ?, ?, ?)", (drill, start.seq, start.hash, start.now, mac)
            )
            self._extend(key, drill, start, events, now, {})
        return drill

    def append(
        self,
        drill: str,
        after: int,
        events: Sequence[Event],
        *,
        now: int,
        cids: Mapping[int, str] | None = None,
    ) -> Head:
        """Commit events that follow event number ``after``, and the simulated second reached; all or nothing.

        ``cids`` gives the client id of those events that are somebody's acknowledged action, by event
        number. When this returns, the events survive a crash.

        Raises:
            NotFoundError: there is no such drill.
            StoreConflictError: the drill has gone on past ``after``, or a client id was used before.
            StoreError: nothing was written, for the reason given.
        """
        key = self._writing_key()
        with transaction(self.connection, self.path):
            head = self.head(drill)
            if head.seq != after or now < head.now:
                raise StoreConflictError(
                    f"drill {drill}: another program has taken it on to event {head.seq} (expected {after});"
                    " close that program and resume the drill"
                )
            return self._extend(key, drill, head, events, now, cids or {})

    def _extend(
        self, key: SealKey, drill: str, head: Head, events: Sequence[Event], now: int, cids: Mapping[int, str]
    ) -> Head:
        """Add rows behind ``head`` and move it; inside the caller's transaction."""
        rows, link = [], head.hash
        for seq, event in enumerate(events, start=head.seq + 1):
            if event.seq != seq:
                raise ValueError(f"event {event.seq} cannot follow event {seq - 1}")
            cid = cids.get(seq)
            if cid is not None and not CLIENT_ID.fullmatch(cid):
                raise ValueError(f"{cid!r} is no client id")
            body = canonical_event(event)
            link = next_hash(link, cid, body)
            rows.append((drill, seq, cid, body, link, key.sign("event", drill, seq, link)))
        self.connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", rows)
        head = Head(head.seq + len(rows), link, now)
        self.connection.execute(
            "UPDATE head SET seq = ?, hash = ?, now = ?, mac = ? WHERE drill = ?",
            (head.seq, head.hash, head.now, key.sign("head", drill, head.seq, head.hash, head.now), drill),
        )
        return head

    def _writing_key(self) -> SealKey:
        if self.key is None:
            raise StoreError(f"{self.path}: is open for reading only")
        return self.key

    def _free_id(self, stem: str) -> str:
        number = 1
        while self.connection.execute("SELECT 1 FROM drill WHERE id = ?", (f"{stem}-{number:02d}",)).fetchone():
            number += 1
        return f"{stem}-{number:02d}"

    # reading

    def drills(self) -> list[Entry]:
        """Every drill, in the order of creation."""
        with plainly(self.path):
            rows = self.connection.execute("SELECT id FROM drill ORDER BY rowid").fetchall()
        return [self.entry(str(drill)) for (drill,) in rows]

    def entry(self, drill: str) -> Entry:
        """One drill's line in the listing.

        Raises:
            NotFoundError: there is no such drill.
            StoreDamagedError: its row cannot be read.
        """
        with plainly(self.path):
            row = self.connection.execute("SELECT created_at, header FROM drill WHERE id = ?", (drill,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"there is no drill {drill!r} in {self.path}; `podium drills list` shows those there are"
            )
        try:
            header = Header.model_validate_json(str(row[1]))
        except ValidationError as error:
            raise StoreDamagedError(f"{self.path}: drill.header of {drill} was altered and cannot be read") from error
        head = self.head(drill)
        last = self.events(drill, after=head.seq - 1)
        return Entry(drill, str(row[0]), header, head, bool(last) and last[-1].kind == "drill_closed")

    def head(self, drill: str) -> Head:
        """How far the drill has come.

        Raises:
            NotFoundError: there is no such drill.
        """
        with plainly(self.path):
            row = self.connection.execute("SELECT seq, hash, now FROM head WHERE drill = ?", (drill,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"there is no drill {drill!r} in {self.path}; `podium drills list` shows those there are"
            )
        return Head(*row)

    def events(self, drill: str, after: int = 0) -> list[Event]:
        """The drill's events with a number above ``after``, in order.

        Raises:
            StoreDamagedError: a row cannot be read; the sentence names it.
        """
        with plainly(self.path):
            rows = self.connection.execute(
                "SELECT seq, body FROM event WHERE drill = ? AND seq > ? ORDER BY seq", (drill, after)
            ).fetchall()
        return [_event(self.path, drill, seq, body) for seq, body in rows]

    def record(self, drill: str) -> Record:
        """Header and events.

        Raises:
            NotFoundError: there is no such drill.
            StoreDamagedError: a row cannot be read.
        """
        return Record(self.entry(drill).header, tuple(self.events(drill)))

    def acknowledged(self, drill: str, cid: str) -> Event | None:
        """The action event that was committed under the client id; None if there is none."""
        with plainly(self.path):
            row = self.connection.execute(
                "SELECT seq, body FROM event WHERE drill = ? AND cid = ?", (drill, cid)
            ).fetchone()
        return None if row is None else _event(self.path, drill, *row)


def _event(path: Path, drill: str, seq: int, body: str) -> Event:
    """One stored event read back."""
    try:
        values = json.loads(body)
        if canonical(values) != body:
            raise ValueError("not in canonical form")
        fields = dict(zip(("seq", "at", "kind", "seat", "data"), values, strict=True))
        return Event.model_validate(fields, strict=True)
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreDamagedError(f"{path}: event {seq} of drill {drill} was altered and cannot be read") from error


def _is_empty(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file holds no tables yet, be it new or left so by a crash."""
    with plainly(path):
        found: tuple[int] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return found == (0,)


def _build(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables and the key of an empty store; a second program that does the same waits and finds it
    done.
    """
    with transaction(connection, path):
        if not _is_empty(connection, path):
            return
        for statement in STATEMENTS:
            connection.execute(statement)
        key_path = path.with_name(KEY_NAME)
        key = read_key(key_path) or make_key(key_path)
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("schema_version", str(SCHEMA_VERSION)), ("seal_key", key.fingerprint)],
        )
