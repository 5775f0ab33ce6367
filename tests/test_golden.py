"""The canteen gives the record that is kept, byte for byte. After a meant change: ``python -m tests.refresh_golden``."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from support_drill import auto
from support_golden import REFRESH, SEED, SKILLS, path_of, render

from simulator.record import Board, Event, Record, canonical, digest
from simulator.replay.materials import gather
from simulator.scoring import score


@pytest.mark.parametrize("skill", SKILLS)
def test_a_golden_record_is_met(skill: str) -> None:
    """Every line of the kept text, on the architecture for which it is kept."""
    kept = path_of(skill).read_bytes().decode().splitlines()
    if f" on {platform.machine()};" not in kept[0]:
        pytest.skip("the digest holds for one processor architecture (DESIGN decision 3)")
    now = render(auto(skill, SEED)).splitlines()
    different = next((pair for pair in zip(kept, now, strict=False) if pair[0] != pair[1]), None)
    assert different is None, f"kept {different[0]!r}, now {different[1]!r}; if that is meant: {REFRESH}"
    assert len(kept) == len(now)


def test_hash_salt_never_reaches_a_record() -> None:
    """Two processes with other string hashes give one digest: nothing follows the order of a set."""
    root = Path(__file__).parent.parent
    code = "from support_drill import auto; print(auto('as_found', 3).digest)"
    found = []
    for salt in ("1", "2"):
        paths = os.pathsep.join([str(root), str(root / "tests")])
        environment = {**os.environ, "PYTHONHASHSEED": salt, "PYTHONPATH": paths}
        result = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, text=True, check=True
        )
        found.append(result.stdout)
    assert found[0] == found[1]
    assert len(found[0].strip()) == 64


def test_the_digest_tells_one_changed_event() -> None:
    """A record that differs in one number has another digest."""
    events = list(auto("silent", SEED).events)
    before = digest(events)
    last = events[-1]
    events[-1] = last.model_copy(update={"data": {**last.data, "outcome": {**last.data["outcome"], "trust": 1}}})
    assert digest(events) != before


def test_nothing_hangs_on_the_order_of_keys() -> None:
    """A record that was stored, with sorted keys, and read again gives the same board and the same scorecard."""
    record = auto("as_found", SEED)
    materials = gather("canteen", "i80-2016")

    def stored(event: Event) -> Event:
        return event.model_copy(update={"data": json.loads(canonical(event.data))})

    again = Record(record.header, tuple(stored(event) for event in record.events))
    assert list(again.of_kind("pulse")[0].data["narratives"]) != list(record.of_kind("pulse")[0].data["narratives"])
    assert Board.of(again.events) == Board.of(record.events)
    cards = [score(one, materials.scenario, materials.rulebook) for one in (record, again)]
    assert cards[0] == cards[1]
