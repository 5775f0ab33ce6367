"""Opening an SQLite file so that what was acknowledged is still there after a crash. The journal mode depends
on the library: before 3.51.3 (and the backports 3.44.6 and 3.50.7) write-ahead logging could lose commits
when two connections raced, so those versions use the rollback journal (STRESS_AND_RECORDS B5).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from simulator.store.errors import StoreError, plainly

BUSY_MILLISECONDS: Final = 5000
"""How long a writer waits for another before it gives up."""

_OLDEST: Final = (3, 37, 0)
_NETWORK_FILE_SYSTEMS: Final = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ncpfs")


def write_ahead_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite version holds the correction of the WAL-reset bug."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def durability(version: tuple[int, int, int]) -> tuple[str, str]:
    """Journal mode and synchronous setting under which a commit survives loss of power."""
    return ("wal", "FULL") if write_ahead_is_safe(version) else ("delete", "EXTRA")


def file_system_of(folder: Path, mounts: str) -> str:
    """Kind of file system that holds the folder, from the text of Linux's ``/proc/self/mounts``; empty if
    unknown.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = str(folder) == point or str(folder).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _refuse_network(folder: Path) -> None:
    mounts = ""
    with suppress(OSError):
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    if str(folder).startswith("\\\\") or file_system_of(folder, mounts) in _NETWORK_FILE_SYSTEMS:
        raise StoreError(
            f"{folder}: is on a network drive, where SQLite can lose records; set PODIUM_HOME to a local folder"
        )


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection with Podium's settings; transactions are begun and ended by the caller.

    With ``write`` the file and its folder are made if need be; without, an existing file is opened, read-only
    where nothing else is allowed.

    Raises:
        PodiumError: the file cannot be opened, is damaged, or lies on a network drive.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old for the drill store; Podium needs 3.37 or newer")
    folder = path.parent.absolute()
    with plainly(path):
        if write:
            folder.mkdir(parents=True, exist_ok=True)
        _refuse_network(folder.resolve())
        writable = write or (os.access(path, os.W_OK) and os.access(folder, os.W_OK))
        mode = "rwc" if write else "rw" if writable else "ro"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
        )
    try:
        with plainly(path):
            _settings(connection, path, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection


def _settings(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    for setting in (
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not writable:
        return
    journal, synchronous = durability(sqlite3.sqlite_version_info)
    (now,) = connection.execute("PRAGMA journal_mode").fetchone()
    if now != journal:
        (now,) = connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()
    if now != journal:
        raise StoreError(f"{path}: cannot be used in journal mode {journal} now; close other programs and try again")
    connection.execute(f"PRAGMA synchronous = {synchronous}")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing: takes the write lock at once, commits at the end, takes everything back on any
    error.
    """
    with plainly(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            raise
