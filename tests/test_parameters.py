"""Every number of the public: declared once with unit, range and source, refused where it makes no sense, harmless at its
extremes, and shown with what a scenario sets otherwise.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from support_drill import changed, finish, of, small

from simulator.errors import BadInputError
from simulator.opinion.channels import CHANNELS, ChannelParameters, SegmentParameters
from simulator.opinion.declared import UNITS
from simulator.opinion.hotline import HotlineParameters
from simulator.opinion.media import MediaParameters
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters
from simulator.opinion.responses import FormParameters, ResponseParameters
from simulator.record import canonical
from simulator.scenario.load import load_scenario
from simulator.scenario.parameters import crowd_of, legal_range, narratives_of, number, parameter_rows
from tui.cli import podium

CHINESE = re.compile("[\u4e00-\u9fff]")
MODELS: tuple[type[BaseModel], ...] = (
    NarrativeParameters,
    CrowdParameters,
    SegmentParameters,
    ChannelParameters,
    ResponseParameters,
    FormParameters,
    MediaParameters,
    HotlineParameters,
)
TABLES = ("segments", "channels", "responses", "forms")
SMALL = Path(__file__).parent / "data" / "small.yaml"
ASSUMED = "assumption|measured|derived|doctrine|direction|analogy|scenario|DESIGN|[12][0-9]{3}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_parameter_is_declared_whole(model: type[BaseModel]) -> None:
    """Each field has a meaning in both languages, a unit, a legal range, and a source: a study with its year, or the word
    that says what stands in for one.
    """
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        assert isinstance(extra, dict), name
        assert field.description, name
        assert CHINESE.search(str(extra["zh"])), name
        if name in TABLES:
            continue
        assert extra["unit"] in UNITS, name
        assert extra["unit"], name
        assert legal_range(field), name
        assert re.search(ASSUMED, str(extra["source"])), name
        assert str(extra["source_zh"]), name


def test_the_list_holds_every_parameter_once() -> None:
    """Narratives, crowd, segments, channels, responses, forms, media and hotline, each path once, each value legal text."""
    rows = parameter_rows(small().scenario)
    paths = [row.path for row in rows]
    assert len(paths) == len(set(paths))
    own = len(NarrativeParameters.model_fields) - 1
    expected = len(small().scenario.narratives) * own + len(CrowdParameters.model_fields) - 3
    expected += 5 * len(SegmentParameters.model_fields) + 7 * len(ChannelParameters.model_fields)
    expected += len(ResponseParameters.model_fields) - 1 + 9 * len(FormParameters.model_fields)
    expected += len(MediaParameters.model_fields) + len(HotlineParameters.model_fields)
    assert len(rows) == expected
    assert all(row.legal.en and row.source.zh and row.meaning.zh and number(row.value) for row in rows)


def test_what_a_scenario_sets_is_marked() -> None:
    """Only the departures are marked: those of the file, the clock's time of day, and what claims say of their rumours."""

    def fit(plain: dict[str, Any]) -> None:
        plain["crowd"] = {"q": 0.03, "segments": {"affected": {"population": 70_000}}}
        plain["hotline"] = {"clerks": 9}
        plain["crowd"]["responses"] = {"forms": {"reply": {"coverage": 0.1}}}

    rows = {row.path: row for row in parameter_rows(changed(fit).scenario)}
    before = {row.path for row in parameter_rows(small().scenario) if row.changed}
    marked = {path for path, row in rows.items() if row.changed}
    assert marked - before == {
        "crowd.q",
        "crowd.segments.affected.population",
        "hotline.clerks",
        "crowd.responses.forms.reply.coverage",
    }
    assert (rows["crowd.q"].value, rows["crowd.q"].default) == (0.03, 0.02)
    assert "crowd.t0_second_of_day" in before
    assert rows["narratives.bad_water.parameters.seed_at"].changed


def test_a_file_names_only_what_it_changes() -> None:
    """One channel's reach or one segment's trust leaves all other channels, segments and fields at their defaults."""

    def fit(plain: dict[str, Any]) -> None:
        plain["crowd"] = {"segments": {"leaders": {"trust": 0.3}}, "channels": {"forum": {"delay": 2.0}}}

    crowd, usual = changed(fit).scenario.crowd, CrowdParameters()
    assert crowd.segments["leaders"].trust == 0.3
    assert crowd.segments["leaders"].posting == usual.segments["leaders"].posting
    assert crowd.segments["affected"] == usual.segments["affected"]
    assert crowd.channels["forum"] == usual.channels["forum"].model_copy(update={"delay": 2.0})
    assert crowd.channels["weibo"] == usual.channels["weibo"]


def test_a_drill_runs_on_what_the_scenario_sets() -> None:
    """People, clock and claims of the file reach the crowd, the hotline and the newsrooms."""

    def fit(plain: dict[str, Any]) -> None:
        plain["crowd"] = {"segments": {"affected": {"population": 1_000}}}
        plain["media"] = {"h0": 0.0}
        plain["hotline"] = {"chi": 0.0}

    materials = changed(fit)
    drill = materials.drill(materials.header(seed=7, crew={}))
    assert drill.public.crowd.parameters == crowd_of(materials.scenario)
    assert drill.public.crowd.parameters.population == 441_000
    assert drill.public.crowd.parameters.t0_second_of_day == 8 * 3600
    assert narratives_of(materials.scenario)["bad_water"].seed_at == entry_start("bad_water")
    assert not of(finish(drill), "media_item", "hotline")


def entry_start(narrative: str) -> int:
    """When the first claim of a narrative starts."""
    return next(claim.starts for claim in small().scenario.claims if claim.narrative == narrative)


# --- refusals ---


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("crowd: {q: .nan}", "crowd.q"),
        ("crowd: {sil: -1}", "crowd.sil"),
        ("crowd: {colour: red}", "crowd.colour"),
        ("crowd: {qbig: 0.5}", "crowd"),
        ("crowd: {t0_second_of_day: 5}", "crowd"),
        ("crowd: {segments: {affected: {population: 0}}}", "crowd.segments.affected.population"),
        ("crowd: {segments: {affected: {posting: {weibo: 0.5}}}}", "crowd.segments.affected"),
        ("crowd: {segments: {affected: {posting: {weibo: .nan}}}}", "crowd.segments.affected.posting.weibo"),
        ("crowd: {channels: {weibo: {audience: {affected: -1, residents: 2}}}}", "crowd.channels.weibo"),
        ("crowd: {responses: {forms: {statement: {coverage: 2}}}}", "crowd.responses.forms.statement.coverage"),
        ("hotline: {clerks: -1}", "hotline.clerks"),
        ("hotline: {from_hour: 20, to_hour: 8}", "hotline"),
        ("media: {h0: .inf}", "media.h0"),
        ("media: {lag_median: 0}", "media.lag_median"),
    ],
)
def test_a_senseless_number_is_refused_at_its_line(tmp_path: Path, written: str, field: str) -> None:
    """Negative, undefined, contradictory or unknown: the file, the line, the field and a remedy."""
    text = SMALL.read_text(encoding="utf-8")
    path = tmp_path / "bad.yaml"
    path.write_text(f"{text}\n{written}\n", encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        load_scenario(str(path))
    problem = caught.value.problems[0]
    assert (problem.file, problem.field) == (str(path), field)
    assert problem.line == len(text.splitlines()) + 2
    assert problem.right


def test_a_branching_ratio_above_five_is_refused_at_its_line(tmp_path: Path) -> None:
    """n0 = 6 in a narrative of the file."""
    text = SMALL.read_text(encoding="utf-8").replace("kind: rumour", "kind: rumour\n    parameters: {n0: 6}", 1)
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        load_scenario(str(path))
    problem = caught.value.problems[0]
    assert problem.field == "narratives[2].parameters.n0"
    assert problem.line == text[: text.index("n0: 6")].count("\n") + 1


# --- extremes ---


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    people=st.sampled_from([1, 100_000_000]),
    n0=st.sampled_from([0.0, 5.0]),
    q=st.sampled_from([1e-4, 1.0]),
    heat=st.sampled_from([1e-6, 10_000_000.0]),
    h0=st.sampled_from([0.0, 100.0]),
    growth=st.sampled_from([0.0, 3.0]),
    lag=st.sampled_from([(1e-3, 3.0), (72.0, 0.0)]),
    weight=st.sampled_from([0.0, 10_000.0]),
    chi=st.sampled_from([0.0, 1.0]),
    clerks=st.sampled_from([0, 500]),
    service=st.sampled_from([10, 14_400]),
    lost=st.sampled_from([0.0, -1.0]),
)
def test_legal_extremes_keep_a_drill_whole(
    people: int,
    n0: float,
    q: float,
    heat: float,
    h0: float,
    growth: float,
    lag: tuple[float, float],
    weight: float,
    chi: float,
    clerks: int,
    service: int,
    lost: float,
) -> None:
    """Any legal setting of crowd, media and hotline plays to the end with whole, non-negative counts and no lost person."""

    def fit(plain: dict[str, Any]) -> None:
        for narrative in plain["narratives"]:
            narrative["parameters"]["n0"] = n0
        plain["clock"]["ends"] = 4 * 3600
        plain["crowd"] = {"q": q, "silence_heat": heat, "segments": {"affected": {"population": people}}}
        plain["media"] = {"h0": h0, "heat0": heat, "growth": growth, "weight": weight}
        plain["media"] |= {"lag_median": lag[0], "lag_log_sd": lag[1]}
        plain["hotline"] = {"chi": chi, "clerks": clerks, "service": service, "patience": 1, "lost_trust": lost}

    materials = changed(fit)
    drill = finish(materials.drill(materials.header(seed=1, crew={})))
    assert drill.ended
    population = drill.public.crowd.parameters.population
    for event in of(drill, "pulse", "hotline", "media_item", "drill_closed"):
        canonical(event.data)  # refuses NaN and infinity
        assert not any(value < 0 for value in event.data.values() if isinstance(value, int) and value != event.at)
        for figures in event.data.get("narratives", {}).values():
            assert sum(figures[state] for state in "SEBZ") == population
            assert min(figures[state] for state in "SEBZ") >= 0


# --- on the command line ---


def shown(*arguments: str) -> str:
    """What the command prints."""
    done = CliRunner().invoke(podium, ["scenario", "show", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_command_prints_them_all_in_both_languages() -> None:
    """Every parameter by its path, in English and Chinese; the departures carry a star and their default."""
    english, chinese = shown("canteen", "--parameters"), shown("canteen", "--parameters", "--lang", "zh")
    for row in parameter_rows(load_scenario("canteen").scenario):
        name = row.path.rpartition(".")[2]
        assert f"{name} = " in english
        assert f"{name} = " in chinese
    assert "* t0_second_of_day = 47,400 s after midnight (default 32,400)" in english
    assert "* t0_second_of_day = 47,400 零点后秒数" in chinese
    assert "source: assumption" in english
    assert "assumption" not in chinese


def test_the_command_gives_data() -> None:
    """With --json one object for each parameter, with its numbers as numbers."""
    rows = json.loads(shown("canteen", "--parameters", "--json"))
    assert {tuple(row) for row in rows} == {
        ("path", "value", "default", "unit", "range", "source", "meaning", "changed")
    }
    found = {row["path"]: row for row in rows}
    assert found["hotline.clerks"]["value"] == HotlineParameters().clerks
    assert set(found["crowd.channels.weibo.reach"]["value"]) >= {"statement", "conference"}
    assert set(found) >= {f"crowd.channels.{channel}.delay" for channel in CHANNELS}
