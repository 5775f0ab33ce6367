"""Whatever stored value is altered, also with the chain recomputed over it, the check names the place."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_store import HEADER, event, faults, recompute_chain, some, tamper

from simulator.errors import PodiumError
from simulator.record.events import canonical, canonical_event
from simulator.store import DrillStore, StoreDamagedError, StoreError
from simulator.store.seal import first_hash, next_hash


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


ALTERATIONS = {
    "drill.id": ("UPDATE drill SET id = 'small-7-09'", "drill small-7-01: its row"),
    "drill.created_at": ("UPDATE drill SET created_at = '2001-01-01T00:00:00+00:00'", "row in table drill"),
    "drill.header": ("UPDATE drill SET header = replace(header, '\"seed\":7', '\"seed\":8')", "event 1"),
    "drill.mac": ("UPDATE drill SET mac = 'ab'", "row in table drill"),
    "drill row": ("DELETE FROM drill", "its row in table drill"),
    "event.drill": ("UPDATE event SET drill = 'other' WHERE seq = 5", "row in table head"),
    "event.seq": ("UPDATE event SET seq = 9 WHERE seq = 4", "event 4: is missing"),
    "event.cid": ("UPDATE event SET cid = 'client-9' WHERE seq = 3", "event 3"),
    "event.cid removed": ("UPDATE event SET cid = NULL WHERE seq = 3", "event 3"),
    "event.cid added": ("UPDATE event SET cid = 'x' WHERE seq = 2", "event 2"),
    "event.body": ("UPDATE event SET body = replace(body, '号', '條') WHERE seq = 4", "event 4"),
    "event.body spaced": ("UPDATE event SET body = body || ' ' WHERE seq = 4", "event 4, body"),
    "event.body garbage": ("UPDATE event SET body = '{' WHERE seq = 4", "event 4, body"),
    "event.hash": ("UPDATE event SET hash = 'ab' WHERE seq = 2", "event 2"),
    "event.mac": ("UPDATE event SET mac = 'ab' WHERE seq = 2", "event 2"),
    "event row": ("DELETE FROM event WHERE seq = 2", "event 2: is missing"),
    "last event": ("DELETE FROM event WHERE seq = 5", "row in table head"),
    "head.drill": ("UPDATE head SET drill = 'other'", "its row in table head"),
    "head.seq": ("UPDATE head SET seq = 6", "row in table head"),
    "head.hash": ("UPDATE head SET hash = 'ab'", "row in table head"),
    "head.now": ("UPDATE head SET now = 401", "row in table head"),
    "head.mac": ("UPDATE head SET mac = 'ab'", "row in table head"),
    "head row": ("DELETE FROM head", "its row in table head"),
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_every_altered_value_is_found_and_named(path: Path, store: DrillStore, drill: str, what: str) -> None:
    """Whatever column of whatever table is changed, the check names the place."""
    store.close()
    statement, place = ALTERATIONS[what]
    tamper(path, statement)
    found = faults(path, drill)
    assert any(place in fault for fault in found), found


def test_every_column_has_an_alteration(store: DrillStore) -> None:
    """The table of alterations above leaves out no stored value but the two of meta, which are tested on
    opening.
    """
    columns = {
        f"{table}.{column[1]}"
        for table in ("drill", "event", "head")
        for column in store.connection.execute(f"PRAGMA table_info({table})")
    }
    assert columns <= ALTERATIONS.keys()
    tables = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    assert sorted(tables) == [("drill",), ("event",), ("head",), ("meta",)]


RECOMPUTED = {
    "header": ("UPDATE drill SET header = replace(header, '\"seed\":7', '\"seed\":8')", "row in table drill"),
    "client id": ("UPDATE event SET cid = 'client-9' WHERE seq = 3", "event 3"),
    "text": ("UPDATE event SET body = replace(body, '号', '條') WHERE seq = 4", "event 4"),
    "last event cut off": ("DELETE FROM event WHERE seq = 5", "row in table head"),
    "event left out": (
        "DELETE FROM event WHERE seq = 2;"
        "UPDATE event SET seq = seq - 1, body = '[' || (seq - 1) || substr(body, 3) WHERE seq > 2",
        "event 2",
    ),
    "two events swapped": (
        "UPDATE event SET seq = 9 WHERE seq = 3;"
        "UPDATE event SET seq = 3, body = '[3' || substr(body, 3) WHERE seq = 4;"
        "UPDATE event SET seq = 4, body = '[4' || substr(body, 3) WHERE seq = 9",
        "event 3",
    ),
}


@pytest.mark.parametrize("what", RECOMPUTED)
def test_a_recomputed_chain_is_found_and_the_altered_place_named(
    path: Path, store: DrillStore, drill: str, what: str
) -> None:
    """With a chain that fits the alteration, the signature of the altered row does not."""
    store.close()
    statement, place = RECOMPUTED[what]
    tamper(path, *statement.split(";"))
    recompute_chain(path, drill)
    found = faults(path, drill)
    assert any(place in fault for fault in found), found


def test_rows_of_another_drill_do_not_pass(path: Path, store: DrillStore, drill: str) -> None:
    """A drill with the same header cannot lend its signed history."""
    other = store.create(HEADER, now=-3600)
    store.append(other, 0, [event(1, 60, text="other")], now=400)
    store.close()
    tamper(
        path,
        f"DELETE FROM event WHERE drill = '{drill}'",
        f"UPDATE event SET drill = '{drill}' WHERE drill = '{other}'",
        f"UPDATE head SET (seq, hash, now, mac) = (SELECT seq, hash, now, mac FROM head WHERE drill = '{other}')",
    )
    assert any("event 1" in fault for fault in faults(path, drill))


def test_a_dropped_guard_is_found(path: Path, store: DrillStore, drill: str) -> None:
    """A trigger that was removed is named."""
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER event_fixed")
    connection.close()
    assert any("event_fixed" in fault for fault in faults(path, drill))


def test_a_newer_store_is_refused(path: Path, store: DrillStore) -> None:
    """A store of a later version is left alone, with a sentence that says what to do."""
    store.close()
    tamper(path, "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match="newer Podium"):
        DrillStore.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meta SET value = 'x' WHERE key = 'schema_version'",
        "UPDATE meta SET value = 'x' WHERE key = 'seal_key'",
        "UPDATE meta SET key = 'x' WHERE key = 'seal_key'",
        "DELETE FROM meta",
    ],
)
def test_an_altered_meta_row_is_found_on_opening(path: Path, store: DrillStore, statement: str) -> None:
    """Version and key of the store cannot be changed unnoticed."""
    store.close()
    tamper(path, statement)
    with pytest.raises(StoreDamagedError, match=r"meta\."):
        DrillStore.open_to_read(path)


def test_the_key_is_the_owners_alone(path: Path, store: DrillStore) -> None:
    """The key file has 32 bytes and no rights for others."""
    key = path.with_name("seal.key")
    assert len(key.read_bytes()) == 32
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_missing_key_is_said(path: Path, store: DrillStore, drill: str) -> None:
    """Without the key nothing is written, and a check does not pass."""
    store.close()
    path.with_name("seal.key").unlink()
    with pytest.raises(StoreError, match="key that seals"):
        DrillStore.open(path)
    assert any("key is missing" in fault for fault in faults(path, drill))


def test_another_key_is_said(path: Path, store: DrillStore) -> None:
    """A key that does not belong to the store is refused, as is a file that is no key."""
    store.close()
    path.with_name("seal.key").write_bytes(b"x" * 32)
    with pytest.raises(StoreDamagedError, match="another key"):
        DrillStore.open(path)
    path.with_name("seal.key").write_bytes(b"short")
    with pytest.raises(StoreError, match="32 bytes"):
        DrillStore.open(path)


def test_damaged_pages_give_one_sentence(path: Path, store: DrillStore, drill: str) -> None:
    """Overwritten pages end in a podium error or a named fault, never in a traceback."""
    store.append(drill, 5, [event(seq, 500, text="x" * 3000) for seq in range(6, 40)], now=600)
    store.close()
    raw = bytearray(path.read_bytes())
    for offset in range(3 * 4096, len(raw), 4096):
        raw[offset : offset + 64] = b"\xff" * 64
    path.write_bytes(raw)
    try:
        found = faults(path, drill)
    except PodiumError as error:
        found = [str(error)]
    assert found
    assert str(path.name) in found[0]


def test_an_unreadable_row_is_named(path: Path, store: DrillStore, drill: str) -> None:
    """Reading an altered drill names the event or the header."""
    store.close()
    tamper(path, "UPDATE event SET body = '[1,2]' WHERE seq = 2")
    tamper(path, "UPDATE drill SET header = '{}'")
    with DrillStore.open_to_read(path) as again:
        with pytest.raises(StoreDamagedError, match=f"event 2 of drill {drill}"):
            again.events(drill)
        with pytest.raises(StoreDamagedError, match=f"header of {drill}"):
            again.record(drill)


def test_the_chain_begins_with_the_header(store: DrillStore, drill: str) -> None:
    """Anybody can recompute the chain from header, client ids and bodies, without the key."""
    link = first_hash(canonical(HEADER.model_dump(mode="json")))
    for each, cid in zip(some(1, 5), [None, None, "client-1", None, None], strict=True):
        link = next_hash(link, cid, canonical_event(each))
    assert store.head(drill).hash == link


@pytest.mark.parametrize("body", ["[" * 100_000, "[1,NaN]", '[1,0,"pulse","",{"t":"\\ud800"}]', "[1e999]", "1"])
def test_hostile_bodies_are_named(path: Path, store: DrillStore, drill: str, body: str) -> None:
    """What no writer of Podium's would write gives a place, not a traceback."""
    store.close()
    tamper(path, "UPDATE event SET body = ? WHERE seq = 1", values=(body,))
    recompute_chain(path, drill)
    assert any("event 1" in fault for fault in faults(path, drill))
    with DrillStore.open_to_read(path) as again, pytest.raises(StoreDamagedError, match="event 1"):
        again.events(drill)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a stored drill of five events, and one to alter copies in."""
    folder = tmp_path_factory.mktemp("stored")
    with DrillStore.open(folder / "drills.sqlite3") as store:
        drill = store.create(HEADER, some(1, 3), now=200)
        store.append(drill, 3, some(4, 5), now=400, cids={4: "client-1"})
    return folder


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    seq=st.integers(1, 5),
    column=st.sampled_from(["body", "cid", "hash", "mac"]),
    value=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
    recompute=st.booleans(),
)
def test_any_value_in_any_row_is_found(folder: Path, seq: int, column: str, value: str, recompute: bool) -> None:
    """Any text in any column of any event is found at that event, with the chain as it was or recomputed."""
    path = folder / "drills.sqlite3"
    before = path.read_bytes()
    connection = sqlite3.connect(path)
    taken = connection.execute(f"SELECT {column} FROM event WHERE seq = ?", (seq,)).fetchone() == (value,)
    connection.close()
    try:
        tamper(path, f"UPDATE event SET {column} = ? WHERE seq = {seq}", values=(value,))
        if recompute and column != "hash":
            recompute_chain(path, "small-7-01")
        found = faults(path, "small-7-01")
    finally:
        path.write_bytes(before)
    assert taken or any(f"event {seq}" in fault for fault in found), found
