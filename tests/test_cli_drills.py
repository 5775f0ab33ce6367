"""``podium drills``: what is listed, shown, run again and verified, with the exit codes of each."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.host.local import Host
from simulator.record.actions import ACTIONS
from simulator.replay.materials import gather
from simulator.store import DrillStore, home
from simulator.store.seal import SealKey, next_hash, read_key
from tui.cli import run

DRILL = "canteen-7-01"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one finished drill in which one seat did three things."""
    folder = tmp_path_factory.mktemp("played")
    found = gather("canteen", "i80-2016")
    header = found.header(seed=7, crew={seat.id: "script" for seat in found.scenario.seats})
    fact = found.scenario.facts[0]
    with DrillStore.open(folder / "drills.sqlite3") as store:
        host = Host.start(store, header, found.drill(header), None)
        for number, target in enumerate((fact.slot, "no_such_thing", fact.slot)):
            host.run_until(3600 * (number + 1))
            action = ACTIONS.validate_python({"act": "verify", "target": target})
            host.submit(fact.verification.desk, action, f"{host.id}:{number}")
        host.run_until(found.scenario.clock.ends + 1)
        assert host.id == DRILL
    return folder


@pytest.fixture
def store_path(played: Path) -> Path:
    """A copy of that folder as this test's own home; the path of its store."""
    shutil.copytree(played, home())
    return home() / "drills.sqlite3"


Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def podium(capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command line; gives exit code, stdout and stderr."""

    def call(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def rewrite(path: Path, *changes: tuple[str, tuple[Any, ...]]) -> None:
    """Change the store past its triggers, and put them back."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement, values in changes:
        connection.execute(statement, values)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


def forge(path: Path, key: SealKey, forged: int, text: str) -> None:
    """Replace an event's body and make chain and seal fit, as only the holder of the key can."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT seq, cid, body, hash FROM event ORDER BY seq").fetchall()
    (now,) = connection.execute("SELECT now FROM head").fetchone()
    connection.close()
    link = rows[forged - 2][3]
    changes: list[tuple[str, tuple[Any, ...]]] = []
    for seq, cid, body, _ in rows[forged - 1 :]:
        said = text if seq == forged else body
        link = next_hash(link, cid, said)
        values = (said, link, key.sign("event", DRILL, seq, link), seq)
        changes.append(("UPDATE event SET body = ?, hash = ?, mac = ? WHERE seq = ?", values))
    mac = key.sign("head", DRILL, len(rows), link, now)
    rewrite(path, *changes, ("UPDATE head SET hash = ?, mac = ?", (link, mac)))


def test_nothing_recorded_is_said(podium: Told) -> None:
    """Without a store the list is empty, and data stays data."""
    code, out, err = podium("drills", "list")
    assert (code, out) == (0, "")
    assert "No drill is recorded" in err
    assert podium("drills", "list", "--json")[:2] == (0, "[]\n")
    assert not home().exists()


def test_drills_are_listed(podium: Told, store_path: Path) -> None:
    """One line a drill; as data, with header and chain."""
    code, out, _ = podium("drills", "list")
    assert code == 0
    assert DRILL in out
    assert "closed at T+72:00" in out
    (row,) = json.loads(podium("drills", "list", "--json")[1])
    assert (row["drill"], row["state"], row["header"]["seed"]) == (DRILL, "closed", 7)


def test_a_drill_is_shown_with_its_story(podium: Told, store_path: Path) -> None:
    """Head and hours in words, in both languages; record and digest as data."""
    code, out, _ = podium("drills", "show", DRILL)
    assert code == 0
    assert "Seed      7" in out
    assert "\nT+00:00\n" in out
    assert podium("drills", "show", DRILL, "--lang", "zh")[1] != out
    data = json.loads(podium("drills", "show", DRILL, "--json")[1])
    assert data["events"] == len(data["record"])
    assert data["record"][-1]["kind"] == "drill_closed"
    assert data["digest"] in out


def test_a_replay_tells_the_same_story(podium: Told, store_path: Path) -> None:
    """What the re-run says is what was recorded."""
    shown = podium("drills", "show", DRILL)[1]
    code, out, err = podium("drills", "replay", DRILL)
    assert (code, out) == (0, shown)
    assert "recorded events" in err
    data = json.loads(podium("drills", "replay", DRILL, "--json")[1])
    assert data["agrees"] is True
    assert data["digest"] in shown


def test_a_sound_drill_verifies(podium: Told, store_path: Path) -> None:
    """Exit 0, the digest, no faults."""
    code, out, _ = podium("drills", "verify", DRILL)
    assert code == 0
    assert "as it was played" in out
    code, out, _ = podium("drills", "verify", DRILL, "--json")
    (row,) = json.loads(out)
    assert code == 0
    assert row["ok"] is True
    assert row["faults"] == []
    assert row["digest"]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE event SET body = replace(body, 'script', 'expert') WHERE seq = 1", "event 1"),
        ("UPDATE event SET cid = 'x:9' WHERE cid = 'canteen-7-01:1'", "event "),
        ("UPDATE drill SET created_at = '2001-01-01'", "row in table drill"),
        ("UPDATE drill SET header = replace(header, 'canteen', 'kanteen')", "event 1"),
        ("UPDATE drill SET header = '{}'", "event 1"),
        ("UPDATE head SET now = now + 1", "row in table head"),
        ("UPDATE meta SET value = 'x' WHERE key = 'schema_version'", "meta.schema_version"),
        ("UPDATE meta SET value = 'x' WHERE key = 'seal_key'", "meta.seal_key"),
    ],
)
def test_an_alteration_is_named(podium: Told, store_path: Path, statement: str, place: str) -> None:
    """Exit 1 and the place."""
    rewrite(store_path, (statement, ()))
    code, out, err = podium("drills", "verify", DRILL)
    assert code == 1
    assert place in out
    assert DRILL in err


def test_faults_are_given_as_data(podium: Told, store_path: Path) -> None:
    """With --json a fault is a place and what is wrong there; the sentence goes to stderr."""
    rewrite(store_path, ("UPDATE drill SET id = 'other'", ()))
    code, out, err = podium("drills", "verify", DRILL, "--json")
    (row,) = json.loads(out)
    assert (code, row["ok"]) == (1, False)
    assert f"drill {DRILL}" in [fault["place"] for fault in row["faults"]]
    assert DRILL in err


def test_even_the_holder_of_the_key_is_found_by_the_re_run(podium: Told, store_path: Path) -> None:
    """Chain and seal fit the forged figure; the re-run does not, and names event and field."""
    key = read_key(store_path.with_name("seal.key"))
    assert key is not None
    with DrillStore.open_to_read(store_path) as store:
        pulse = next(event for event in store.events(DRILL) if event.kind == "pulse")
    connection = sqlite3.connect(store_path)
    (body,) = connection.execute("SELECT body FROM event WHERE seq = ?", (pulse.seq,)).fetchone()
    connection.close()
    fields = json.loads(body)
    fields[4]["trust"] += 1
    forged = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    forge(store_path, key, pulse.seq, forged)
    code, out, _ = podium("drills", "verify", DRILL)
    assert code == 1
    assert f"re-run: event {pulse.seq} (pulse, data.trust)" in out
    code, _, err = podium("drills", "replay", DRILL)
    assert code == 1
    assert f"event {pulse.seq}" in err


def test_an_altered_drill_is_not_shown_as_if_it_were_sound(podium: Told, store_path: Path) -> None:
    """Showing stops with the place and the command that says more."""
    rewrite(store_path, ("UPDATE event SET body = '[]' WHERE seq = 3", ()))
    code, out, err = podium("drills", "show", DRILL)
    assert (code, out) == (3, "")
    assert "event 3" in err
    assert "drills verify" in err


@pytest.mark.parametrize("command", ["show", "replay", "verify"])
def test_an_unknown_drill_ends_with_4(podium: Told, store_path: Path, command: str) -> None:
    """The sentence says how to see the drills that there are."""
    code, _, err = podium("drills", command, "nothing-1-01")
    assert code == 4
    assert "drills list" in err


def test_a_file_that_is_no_store_is_one_sentence(podium: Told) -> None:
    """A foreign file in the place of the store gives exit 1 to verify and 3 to the others."""
    home().mkdir()
    (home() / "drills.sqlite3").write_text("hello, this is not a database at all")
    code, out, _ = podium("drills", "verify", DRILL)
    assert code == 1
    assert "damaged or not a drill store" in out
    code, _, err = podium("drills", "list")
    assert code == 3
    assert "damaged or not a drill store" in err
