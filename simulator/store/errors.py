"""What can go wrong between Podium and its drill store, each as one sentence with a remedy. SQLite's own
words name no file and no remedy, so every statement runs inside :func:`plainly`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.errors import ExitCode, PodiumError


class StoreError(PodiumError):
    """The store cannot be used now: full disk, no right to write, locked, made by a newer Podium."""

    exit_code = ExitCode.UNAVAILABLE


class StoreDamagedError(PodiumError):
    """The store can be opened but does not hold what Podium wrote."""

    exit_code = ExitCode.BAD_INPUT


class StoreConflictError(StoreError):
    """Another program has written to the same drill in the meantime."""


def _sentence(error: sqlite3.Error, path: Path) -> PodiumError:
    """The error in words that name the file and the remedy."""
    name: str = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith("SQLITE_FULL"):
        return StoreError(f"{path}: the disk is full, nothing was written; free some space and resume the drill")
    if name.startswith("SQLITE_READONLY") or name.startswith("SQLITE_PERM"):
        return StoreError(f"{path}: no right to write there; grant it, or set PODIUM_HOME to a folder of your own")
    if name.startswith("SQLITE_CANTOPEN"):
        return StoreError(f"{path}: cannot be opened; check the folder, or set PODIUM_HOME to a folder of your own")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(f"{path}: another program is holding the store; close it and try again")
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            f"{path}: the disk failed while reading or writing ({name}), nothing was kept; check the disk"
        )
    if name.startswith("SQLITE_CONSTRAINT"):
        return StoreConflictError(f"{path}: refused, as it would change what is already recorded ({error})")
    return StoreDamagedError(
        f"{path}: is damaged or not a drill store ({error}); restore it from a backup or move it away"
    )


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors about ``path`` into a :class:`PodiumError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error, path) from error
    except UnicodeError as error:
        raise StoreDamagedError(f"{path}: holds text that is not UTF-8; restore it from a backup") from error
    except OSError as error:
        raise StoreError(
            f"{path}: {error.strerror or error}; check the folder, or set PODIUM_HOME to a folder of your own"
        ) from error
