"""Re-dressing: the same crisis under other names. It is whole, passes the checks, reads back, follows from its seed alone, and
the skills stand in the same order on it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from test_fiction import REAL, SHIPPED

from benchmarks.ladder import dead, materials, play
from simulator.scenario.lint import lint
from simulator.scenario.load import digest_of, load_scenario
from simulator.scenario.redress import new_ids_of, redress
from simulator.scenario.redress_dates import Move
from simulator.scenario.redress_draws import Lots
from simulator.scenario.redress_figures import numbers_in, rewritten
from simulator.scenario.redress_names import names, new_places
from simulator.scenario.schema import Scenario
from simulator.scenario.voices import voices_of
from simulator.scenario.written import plain_of, yaml_of
from tui import cli

NAMES = tuple(name.removesuffix(".yaml") for name in SHIPPED if "/" not in name)
LADDERED = tuple(name for name in NAMES if name != "tutorial")


@cache
def dressed(name: str, seed: int = 1) -> Scenario:
    """A shipped scenario under other names."""
    return redress(load_scenario(name).scenario, seed)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole_and_reads_back(name: str, tmp_path: Path) -> None:
    """Written as YAML it loads without a mistake, has nothing broken, and is the same scenario."""
    for seed in (1, 2):
        file = tmp_path / f"{seed}.yaml"
        file.write_text(yaml_of(dressed(name, seed)), encoding="utf-8")
        loaded = load_scenario(str(file))
        assert digest_of(loaded.scenario) == digest_of(dressed(name, seed))
        assert [str(problem) for problem in lint(loaded)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_is_written_as_it_was_read(name: str, tmp_path: Path) -> None:
    """The writer loses nothing, and moments are written as people write them."""
    loaded = load_scenario(name)
    file = tmp_path / f"{name}.yaml"
    file.write_text(yaml_of(loaded.scenario), encoding="utf-8")
    assert load_scenario(str(file)).digest == loaded.digest
    assert plain_of(loaded.scenario)["clock"]["ends"] == "T+72:00" or name == "tutorial"


def test_the_same_seed_gives_the_same_bytes() -> None:
    """And another seed other ones."""
    again = redress(load_scenario("canteen").scenario, 1)
    assert yaml_of(again) == yaml_of(dressed("canteen"))
    assert yaml_of(dressed("canteen", 2)) != yaml_of(again)


@pytest.mark.parametrize("name", NAMES)
def test_no_old_name_is_left(name: str) -> None:
    """Neither place nor person, firm, feature or outlet, in either language; nor an id, but those of parties."""
    text = yaml_of(dressed(name))
    words = json.dumps(plain_of(load_scenario(name).scenario), ensure_ascii=False)
    old = [n for kind in names().known.values() for n in kind if n.en in words or n.zh in words]
    assert [n.en for n in old if re.search(rf"\b{n.en}\b", text) or n.zh in text] == []
    assert (
        re.findall("Mingyuan|Yunze|Fuhe|Beishuo|Lingtang|Qiaoyin|Dongku|明垣|云泽|复禾|北朔|绫塘|樵隐|东窟", text) == []
    )
    kept = [fact.id for fact in load_scenario(name).scenario.facts]
    assert not set(kept) & {fact.id for fact in dressed(name).facts}


@pytest.mark.parametrize("name", NAMES)
def test_the_structure_is_the_same(name: str) -> None:
    """Who owns what, from when it is true, what settles and answers it: all as before, by the new ids."""
    old, new = load_scenario(name).scenario, dressed(name)
    ids = new_ids_of(old, 1)
    facts = {fact.id: fact for fact in new.facts}
    for fact in old.facts:
        other = facts[ids[fact.id]]
        assert (other.slot, other.true_from, other.disclosure) == (ids[fact.slot], fact.true_from, fact.disclosure)
        assert other.known_at_start == tuple(ids[seat] for seat in fact.known_at_start)
        assert type(other.value) is type(fact.value)
    claims = {claim.id: claim for claim in new.claims}
    for claim in old.claims:
        other = claims[ids[claim.id]]
        assert other.settled_by == tuple(ids[fact] for fact in claim.settled_by)
        assert (other.truth, other.danger, other.starts) == (claim.truth, claim.danger, claim.starts)
    assert sorted(p.kind for p in new.parties) == sorted(p.kind for p in old.parties)
    assert [n.kind for n in new.narratives] == [n.kind for n in old.narratives]
    assert new.clock.t0 != old.clock.t0
    assert new.clock.t0.weekday() == old.clock.t0.weekday()


def test_order_and_figures_change() -> None:
    """Facts stand in another order; evacuated people are other numbers, in both languages of the same text."""
    old, new = load_scenario("landslide").scenario, dressed("landslide")
    ids = new_ids_of(old, 1)
    assert [ids[fact.id] for fact in old.facts] != [fact.id for fact in new.facts]
    for fact in new.facts:
        if fact.slot == ids["evacuated"]:
            assert fact.value not in (38, 212, 640)
            assert str(fact.value) in fact.text.en
            assert str(fact.value) in fact.text.zh


def test_figures_are_read_with_care() -> None:
    """Dates, times, shares and numbers of lines are none; the form in which a figure stood is kept."""
    text = "At 09:30 on 12 June, 1,240 people took line 9 and 48 per cent of 640 stayed."
    assert [found.value for found in numbers_in(text)] == [1240, 640]
    assert rewritten(text, {1240: 1310, 640: 700}) == text.replace("1,240", "1,310").replace("640", "700")
    assert rewritten("约48.6万人，6月20日", {486000: 512000, 20: 25}) == "约51.2万人，6月20日"


def test_months_and_years_move_alike() -> None:
    """A named month moves with its year, and over the turn of the year; what only looks like a month stays."""
    move = Move(13)
    assert move.text("from 1 December 2026, as in May", "en") == "from 1 January 2028, as in June"
    assert move.text("May I ask? In 2026", "en") == "May I ask? In 2027"
    assert move.text("2026年12月1日起，3个月内，十一月", "zh") == "2028年1月1日起，3个月内，十二月"


def test_places_keep_rank_and_shape() -> None:
    """A county stays in its city, a town a town; the centre stays."""
    for seed in range(1, 8):
        places = new_places(Lots("canteen", seed))
        world = materials("canteen", "i80-2016").world
        assert "central" not in places
        assert len(set(places.values())) == len(places)
        for old, new in places.items():
            assert world.places[new].spare
            assert world.level(old) == world.level(new)
            parent = world.places[old].parent
            assert world.places[new].parent == places.get(parent or "", parent)


def test_the_list_of_names_holds_nothing_real() -> None:
    """Neither what is replaced nor what replaces it; and nothing stands on both sides."""
    every = [name for side in (names().known, names().pool) for kind in side.values() for name in kind]
    assert [name.en for name in every if REAL.search(name.en) or REAL.search(name.zh)] == []
    assert len({name.en for name in every}) == len(every)
    assert len({name.zh for name in every}) == len(every)
    spare = yaml.safe_load(files("scenarios").joinpath("world.yaml").read_text(encoding="utf-8"))["places"]
    assert [place for place, entry in spare.items() if REAL.search(entry["en"]) or REAL.search(entry["zh"])] == []


def test_the_public_speaks_of_the_new_places() -> None:
    """Voices fill in the new towns, and nobody elsewhere speaks of a spare one."""
    for language in ("en", "zh"):
        voices_of(dressed("canteen"), language)
    from simulator.scenario.voices import _names

    shipped = _names(load_scenario("canteen").scenario, "en")
    assert not {"Jiluan", "Dieling", "Wanhu"} & set(shipped["elsewhere"])
    assert _names(dressed("canteen"), "en")["town"] != shipped["town"]


@pytest.mark.parametrize("name", LADDERED)
def test_the_skills_stand_in_the_same_order(name: str) -> None:
    """Expert, trained, untrained; and ids of the rows are the shipped ones."""
    rows = [play((skill, 1), name, redressed=True) for skill in ("expert", "trained", "untrained")]
    expert, trained, untrained = (row.scores["total"] for row in rows)
    assert expert >= 85
    assert expert > trained > untrained
    assert len(dead(rows, name, "i80-2016")["public facts"]) < len(load_scenario(name).scenario.facts) / 2


def test_the_command_prints_or_writes_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """To standard output, or to a file that is not there yet; without a seed it is a wrong command line."""
    assert cli.run(["scenario", "redress", "canteen", "--seed", "1"]) == 0
    assert capsys.readouterr().out == yaml_of(dressed("canteen"))
    out = tmp_path / "other.yaml"
    assert cli.run(["scenario", "redress", "canteen", "--seed", "1", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == yaml_of(dressed("canteen"))
    assert cli.run(["scenario", "redress", "canteen", "--seed", "1", "--out", str(out)]) == 5
    assert "is there already" in capsys.readouterr().err
    assert cli.run(["scenario", "redress", "canteen"]) == 2
    assert cli.run(["scenario", "redress", "canteeen", "--seed", "1"]) == 4
