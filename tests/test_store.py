"""The drill store keeps what was committed, refuses to change it, and fails in one sentence."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support_store import HEADER, event, faults, some

from simulator.errors import ExitCode, NotFoundError
from simulator.record.events import canonical_event
from simulator.store import (
    DrillStore,
    StoreConflictError,
    StoreDamagedError,
    StoreError,
    drill_faults,
    home,
)
from simulator.store.sqlite import durability, file_system_of, write_ahead_is_safe


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store of a test lies."""
    return tmp_path / "podium" / "drills.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[DrillStore]:
    """An open, empty store."""
    with DrillStore.open(path) as opened:
        yield opened


@pytest.fixture
def drill(store: DrillStore) -> str:
    """A stored drill of five events, the third an acknowledged action."""
    drill = store.create(HEADER, now=-3600)
    store.append(drill, 0, some(1, 2), now=200)
    store.append(drill, 2, some(3, 5), now=400, cids={3: "client-1"})
    return drill


def test_what_was_appended_is_read_back_after_reopening(path: Path, store: DrillStore, drill: str) -> None:
    """Header, events and the second reached survive closing, Chinese and line separators included."""
    store.close()
    with DrillStore.open(path) as again:
        assert again.record(drill).header == HEADER
        assert [canonical_event(e) for e in again.events(drill)] == [canonical_event(e) for e in some(1, 5)]
        assert again.head(drill).now == 400
        assert again.events(drill, after=4) == some(5, 5)
        assert faults(path, drill) == []


def test_ids_are_readable_and_unique(store: DrillStore) -> None:
    """Two drills of one scenario and seed get numbers, in the order in which they began."""
    assert [store.create(HEADER, now=0) for _ in range(2)] == ["small-7-01", "small-7-02"]
    assert [entry.id for entry in store.drills()] == ["small-7-01", "small-7-02"]


def test_closed_is_told_from_the_last_event(store: DrillStore, drill: str) -> None:
    """A drill counts as closed when its last event says so."""
    assert not store.entry(drill).closed
    store.append(drill, 5, [event(6, 500, "drill_closed")], now=501)
    assert store.entry(drill).closed


def test_an_acknowledged_action_is_found_by_its_client_id(store: DrillStore, drill: str) -> None:
    """A client id leads to the event that it was committed with, and to none otherwise."""
    assert store.acknowledged(drill, "client-1") == event(3, at=180)
    assert store.acknowledged(drill, "client-2") is None


def test_a_client_id_is_used_once(store: DrillStore, drill: str) -> None:
    """The same client id under a second event is refused, and nothing of that commit stays."""
    with pytest.raises(StoreConflictError):
        store.append(drill, 5, some(6, 7), now=500, cids={7: "client-1"})
    assert store.head(drill).seq == 5
    assert len(store.events(drill)) == 5


def test_of_two_writers_one_wins(path: Path, store: DrillStore, drill: str) -> None:
    """Both expect to follow event 5; the second is refused and the first's events stay."""
    with DrillStore.open(path) as other:
        other.append(drill, 5, [event(6, 500, text="other")], now=500)
        with pytest.raises(StoreConflictError, match="another program"):
            store.append(drill, 5, [event(6, 500, text="own")], now=500)
    assert store.events(drill, after=5)[0].data == {"text": "other"}
    assert faults(path, drill) == []


def test_time_never_runs_back(store: DrillStore, drill: str) -> None:
    """A position earlier than the stored one is refused."""
    with pytest.raises(StoreConflictError):
        store.append(drill, 5, [], now=399)


def test_the_real_clock_going_back_changes_nothing(
    path: Path, store: DrillStore, drill: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Order and checks do not rest on the time of day."""

    class Earlier:
        @staticmethod
        def now(zone: object) -> Any:
            return datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC)

    monkeypatch.setattr("simulator.store.drills.datetime", Earlier)
    later = store.create(HEADER, now=0)
    assert [entry.id for entry in store.drills()] == [drill, later]
    assert faults(path, later) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = 'x' WHERE seq = 1",
        "DELETE FROM event WHERE seq = 5",
        "INSERT OR REPLACE INTO event SELECT drill, seq, cid, 'x', hash, mac FROM event WHERE seq = 1",
        "UPDATE drill SET header = 'x'",
        "DELETE FROM drill",
        "INSERT OR REPLACE INTO drill SELECT id, created_at, 'x', mac FROM drill",
        "UPDATE head SET seq = 1",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO head SELECT drill, 1, hash, now, mac FROM head",
        "UPDATE meta SET value = '0'",
        "DELETE FROM meta",
        "INSERT OR REPLACE INTO meta VALUES ('schema_version', '0')",
    ],
)
@pytest.mark.parametrize("pragma", ["ON", "OFF"])
def test_the_file_refuses_to_change_what_is_stored(path: Path, drill: str, statement: str, pragma: str) -> None:
    """Triggers stop updates, deletions and replacements, also on a connection without Podium's settings."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA recursive_triggers = {pragma}")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    assert faults(path, drill) == []


@pytest.mark.parametrize("content", [b"not a database at all, just words", b"\x00" * 5000])
def test_a_file_that_is_no_store_gives_one_sentence(path: Path, content: bytes) -> None:
    """A foreign file is not touched."""
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError, match="damaged or not a drill store"):
        DrillStore.open(path)
    assert path.read_bytes() == content


def test_an_unknown_drill_is_not_found(path: Path, store: DrillStore) -> None:
    """Asking for what does not exist ends with the exit code for that."""
    asks: list[Callable[[], object]] = [
        lambda: store.head("none"),
        lambda: store.record("none"),
        lambda: store.append("none", 0, [], now=0),
        lambda: drill_faults(store, "none"),
    ]
    for ask in asks:
        with pytest.raises(NotFoundError, match="drills list") as caught:
            ask()
        assert caught.value.exit_code is ExitCode.NOT_FOUND


def test_a_store_that_does_not_exist_is_empty_to_a_reader(path: Path) -> None:
    """Looking makes no files."""
    with DrillStore.open_to_read(path) as store:
        assert store.drills() == []
        with pytest.raises(StoreError, match="reading only"):
            store.create(HEADER, now=0)
    assert not path.parent.exists()


def test_a_folder_that_cannot_be_made_gives_one_sentence(tmp_path: Path) -> None:
    """A file where the folder should be is said, with PODIUM_HOME as the remedy."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="PODIUM_HOME"):
        DrillStore.open(tmp_path / "file" / "drills.sqlite3")


def test_a_read_only_file_gives_one_sentence(path: Path, store: DrillStore, drill: str) -> None:
    """A store that may not be written says so, and stays as it was."""
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="no right to write"):
        store.append(drill, 5, some(6, 6), now=500)
    assert faults(path, drill) == []


def test_a_full_disk_loses_nothing_that_was_committed(path: Path, store: DrillStore, drill: str) -> None:
    """SQLite's own page limit stands for the disk: the commit fails whole, earlier ones stay, later ones work
    again.
    """
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    big = [event(seq, 500, text="x" * 2000) for seq in range(6, 40)]
    with pytest.raises(StoreError, match="disk is full"):
        store.append(drill, 5, big, now=500)
    assert store.head(drill).seq == 5
    assert faults(path, drill) == []
    store.connection.execute("PRAGMA max_page_count = 100000")
    store.append(drill, 5, big, now=500)
    assert faults(path, drill) == []


class FailingDisk:
    """A connection whose commit fails as a broken disk's does."""

    def __init__(self, real: sqlite3.Connection) -> None:
        """Stand before a real connection."""
        self.real = real

    def execute(self, statement: str, *values: Any) -> Any:
        """Fail on commit, pass everything else on."""
        if statement == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"  # type: ignore[misc]
            raise error
        return self.real.execute(statement, *values)

    def __getattr__(self, name: str) -> Any:
        """Everything else is the real connection's."""
        return getattr(self.real, name)


def test_a_failing_disk_takes_the_whole_commit_back(path: Path, store: DrillStore, drill: str) -> None:
    """An input-output error at commit leaves the drill as it was."""
    real = store.connection
    store.connection = FailingDisk(real)  # type: ignore[assignment]
    with pytest.raises(StoreError, match="disk failed"):
        store.append(drill, 5, some(6, 6), now=500)
    store.connection = real
    assert store.head(drill).seq == 5
    assert faults(path, drill) == []


def test_a_held_store_gives_one_sentence(path: Path, store: DrillStore, drill: str) -> None:
    """A writer that finds the store locked says that another program holds it."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(StoreError, match="another program"):
        store.append(drill, 5, some(6, 6), now=500)
    other.close()


def test_journal_mode_follows_the_library_version() -> None:
    """Write-ahead logging only where the WAL-reset bug is corrected, backports included."""
    safe = [(3, 44, 6), (3, 44, 9), (3, 50, 7), (3, 51, 3), (3, 53, 0), (4, 0, 0)]
    unsafe = [(3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)]
    assert all(map(write_ahead_is_safe, safe))
    assert not any(map(write_ahead_is_safe, unsafe))
    assert durability((3, 40, 1)) == ("delete", "EXTRA")
    assert durability((3, 53, 0)) == ("wal", "FULL")


def test_the_connection_has_the_settings(store: DrillStore) -> None:
    """What the design asks of a connection is set on it."""
    journal, _ = durability(sqlite3.sqlite_version_info)  # type: ignore[arg-type]
    wanted = {
        "journal_mode": journal,
        "synchronous": 2 if journal == "wal" else 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 5000,
    }
    found = {name: store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_network_drives_are_recognised() -> None:
    """The longest mount point decides, and only on whole path components."""
    mounts = "disk / ext4 rw 0 0\nserver:/x /srv/share nfs4 rw 0 0\ndisk /srv/share/local ext4 rw 0 0\n"
    assert file_system_of(Path("/srv/share/a"), mounts) == "nfs4"
    assert file_system_of(Path("/srv/share/local/a"), mounts) == "ext4"
    assert file_system_of(Path("/srv/shared"), mounts) == "ext4"


def test_home_follows_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PODIUM_HOME moves everything; without it the platform's data folder holds."""
    monkeypatch.setenv("PODIUM_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.delenv("PODIUM_HOME")
    assert home().name == "podium"


def test_a_drill_begins_whole_or_not_at_all(path: Path, store: DrillStore) -> None:
    """Where the opening events cannot be written, no empty drill stays behind."""
    (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.create(HEADER, [event(1, text="x" * 20000)], now=0)
    assert store.drills() == []


def test_a_store_that_a_crash_left_without_tables_is_empty(path: Path) -> None:
    """A file of no bytes is read as a store without drills, and built when a drill begins."""
    path.parent.mkdir(parents=True)
    path.touch()
    with DrillStore.open_to_read(path) as store:
        assert store.drills() == []
    with DrillStore.open(path) as store:
        assert store.create(HEADER, now=0) == "small-7-01"


def test_another_programs_database_is_left_alone(path: Path) -> None:
    """A database with other tables is no drill store."""
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(StoreDamagedError, match="not a drill store"):
        DrillStore.open(path)
