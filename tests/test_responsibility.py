"""The responsibility resolver: the worked examples, each row and overlay of the decision table, what it
does not cover, the readings as settings, properties over many matters, and ``podium resolve``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import BadInputError, CheckFailedError
from simulator.rules import (
    Matter,
    Resolution,
    Rulebook,
    Sheet,
    World,
    disagreements,
    fact_sheet,
    load_cases,
    load_rulebook,
    load_world,
    resolve,
    resolve_sheet,
    rulebook_names,
)
from tui.commands.rulebook import resolve as resolve_command

EXAMPLES = Path(__file__).parent / "data" / "responsibility_examples.yaml"
WORLD = load_world()
I80 = load_rulebook("i80-2016")
N61 = load_rulebook("n61-2016")
CASES = load_cases(EXAMPLES).resolve(I80)
KEYS = [
    "id",
    "strand",
    "case",
    "first_responsible",
    "own_share",
    "organisers",
    "organiser_duties",
    "lead",
    "consult",
    "leader_duty",
    "deadlines",
    "refer_to",
    "duty_discharged_by_actor_statement",
    "hours_left_to_respond",
    "basis",
    "interpretation",
]


def answer(at: float = 0, book: Rulebook = I80, world: World = WORLD, **facts: Any) -> Resolution:
    """Resolve facts given as in a file; local unless they say otherwise."""
    return resolve(Matter.model_validate({"matter": "local", **facts}), world, book, at)


def with_reading(name: str, value: object) -> Rulebook:
    """The default rulebook with one reading set otherwise."""
    data = I80.model_dump(mode="json")
    data["interpretations"][name]["value"] = value
    return Rulebook.model_validate(data)


@pytest.mark.parametrize(("case", "answers"), CASES, ids=[case.id for case, _ in CASES])
def test_worked_example(case: Any, answers: list[Resolution]) -> None:
    """Each of the twenty worked examples is answered exactly, and names at least the expected grounds."""
    assert len(CASES) == 20
    assert isinstance(case.expect, dict)
    assert len(case.expect) >= 12
    assert disagreements(case, answers) == []


def test_notice_61_sets_no_first_word() -> None:
    """Under notice 61 a level I emergency has no first-word limit, and R70 is no ground."""
    given = answer(book=N61, departments=["lingtang/transport"], places=["lingtang"], emergency_level="I")
    assert given.deadlines.model_dump() == {
        "first_word_h": None,
        "press_conference_h": 24,
        "response_h": None,
    }
    assert "R70" not in given.basis
    assert given.hours_left_to_respond == 24


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(
            {"matter": "state_council_policy", "departments": ["central/finance", "central/health"]},
            {
                "case": ["C1m"],
                "first_responsible": ["central/finance", "central/health"],
                "organisers": ["central/gov_office", "central/publicity"],
                "organiser_duties": ["organise", "coordinate", "supervise", "guide"],
                "lead": "may_designate",
                "consult": True,
            },
            id="C1m",
        ),
        pytest.param(
            {"departments": ["central/customs"], "places": ["central"]},
            {"case": ["C3"], "organisers": ["central/customs.office", "central/publicity"]},
            id="C3-head-of-system",
        ),
        pytest.param(
            {
                "departments": ["fuhe/water_resources", "lingtang/environment"],
                "places": ["fuhe", "lingtang"],
                "opinion_grade": "especially_serious",
            },
            {
                "case": ["C4x", "C6"],
                "first_responsible": ["mingyuan/water_resources", "mingyuan/environment"],
                "own_share": ["fuhe/water_resources", "lingtang/environment"],
                "organisers": ["mingyuan/gov_office", "mingyuan/publicity"],
                "organiser_duties": ["organise", "coordinate", "supervise", "guide"],
                "lead": "may_designate",
                "leader_duty": ["mingyuan/leader", "fuhe/leader", "lingtang/leader"],
            },
            id="C4x-C6",
        ),
        pytest.param(
            {"departments": ["fuhe/tax", "qiaoyin/tax"], "places": ["fuhe", "qiaoyin"]},
            {
                "case": ["C4v"],
                "first_responsible": ["yunze/tax"],
                "own_share": ["fuhe/tax", "qiaoyin/tax"],
                "organisers": ["yunze/tax.office", "yunze/publicity"],
                "organiser_duties": ["organise", "coordinate"],
                "lead": "none",
                "consult": True,
            },
            id="C4v",
        ),
        pytest.param(
            {"departments": ["fuhe/education", "mingyuan/health"], "places": ["fuhe"]},
            {
                "case": ["C5x"],
                "first_responsible": ["fuhe/education", "mingyuan/health"],
                "organisers": ["mingyuan/gov_office", "mingyuan/publicity"],
            },
            id="C5x",
        ),
        pytest.param(
            {"departments": ["fuhe/education", "mingyuan/health", "fuhe/tax"], "places": ["fuhe"]},
            {
                "case": ["C5v", "C5x"],
                "organisers": ["mingyuan/gov_office", "mingyuan/publicity", "mingyuan/tax.office"],
            },
            id="C5v-C5x",
        ),
        pytest.param(
            {"departments": ["fuhe/tax", "fuhe/customs"], "opinion_grade": "especially_serious"},
            {
                "case": ["C5v", "C6"],
                "organisers": [
                    "fuhe/gov_office",
                    "fuhe/publicity",
                    "mingyuan/tax.office",
                    "mingyuan/publicity",
                    "mingyuan/customs.office",
                ],
                "leader_duty": ["fuhe/leader", "mingyuan/leader"],
            },
            id="C5v-all-vertical",
        ),
        pytest.param(
            {"departments": ["xitan/township_government", "fuhe/agriculture"], "places": ["xitan"]},
            {"case": ["C5x"], "organisers": ["fuhe/gov_office", "fuhe/publicity"]},
            id="C5x-township",
        ),
        pytest.param(
            {
                "departments": ["yunze/health", "dengyun/health"],
                "places": ["yunze", "dengyun"],
                "emergency_level": "I",
                "rumor": "serious",
            },
            {
                "case": ["C4", "C6"],
                "leader_duty": ["yunze/leader", "dengyun/leader"],
                "refer_to": ["central/public_security", "central/cyberspace"],
                "hours_left_to_respond": 5,
            },
            id="C4-central-head-not-scored",
        ),
        pytest.param(
            {"actor": {"id": "no3_school", "kind": "school", "field": "education", "place": "xitan"}},
            {
                "case": ["C2", "C9"],
                "first_responsible": ["fuhe/education"],
                "organisers": ["fuhe/gov_office", "fuhe/publicity"],
                "duty_discharged_by_actor_statement": False,
            },
            id="C9",
        ),
        pytest.param(
            {
                "departments": ["fuhe/market_regulation"],
                "places": ["fuhe"],
                "actor": {"id": "mill", "kind": "firm", "field": "tax", "place": "fuhe"},
            },
            {"case": ["C5v", "C9"], "first_responsible": ["fuhe/market_regulation", "fuhe/tax"]},
            id="C9-vertical-regulator",
        ),
        pytest.param(
            {
                "departments": ["lingtang/transport", "lingtang/public_security"],
                "places": ["lingtang"],
                "emergency_level": "I",
                "command": "yunze",
            },
            {
                "case": ["C5", "C6", "C7"],
                "first_responsible": ["yunze/transport", "yunze/public_security"],
                "own_share": ["lingtang/transport", "lingtang/public_security"],
                "organisers": ["yunze/gov_office", "yunze/publicity"],
                "leader_duty": ["yunze/leader"],
            },
            id="C7-command",
        ),
        pytest.param(
            {"matter": "none"},
            {
                "case": ["C0"],
                "first_responsible": [],
                "organisers": [],
                "deadlines": {"first_word_h": None, "press_conference_h": None, "response_h": None},
                "hours_left_to_respond": None,
            },
            id="C0",
        ),
        pytest.param(
            {"departments": ["mingyuan/transport"], "places": ["fuhe", "lingtang"]},
            {
                "case": ["C4"],
                "first_responsible": ["mingyuan/transport"],
                "own_share": ["fuhe/transport", "lingtang/transport"],
            },
            id="C4-superior-department-named",
        ),
        pytest.param(
            {"departments": ["fuhe/health"], "places": ["fuhe"], "superior_request_by": "lingtang"},
            {"case": ["C2"]},
            id="C8-asker-not-superior",
        ),
        pytest.param(
            {"departments": ["xitan/township_government"], "places": ["xitan"], "rumor": "serious"},
            {"case": ["C2t"], "refer_to": ["fuhe/public_security", "fuhe/cyberspace"]},
            id="C2t-referral-by-county",
        ),
    ],
)
def test_rows_and_overlays(facts: dict[str, Any], expected: dict[str, Any]) -> None:
    """Rows and overlays that the worked examples leave out."""
    row = answer(**facts).as_row()
    assert {key: row[key] for key in expected} == expected


TWO = {"places": ["fuhe", "lingtang"]}


@pytest.mark.parametrize(
    ("facts", "lack"),
    [
        ({}, "no department"),
        ({"places": ["fuhe"]}, "no department"),
        ({"departments": ["fuhe/health", "lingtang/tax"], **TWO}, "vertical and ordinary"),
        ({"departments": ["fuhe/customs", "lingtang/tax"], **TWO}, "more than one vertical system"),
        ({"departments": ["fuhe/health", "qiaoyin/health"], **TWO}, "qiaoyin/health belongs neither"),
        ({"departments": ["fuhe/health", "lingtang/finance"], "places": ["fuhe"]}, "only one place"),
        ({"departments": ["mingyuan/health"], "places": ["mingyuan", "fuhe"]}, "within one another"),
        ({"departments": ["xitan/township_government", "dongku/township_government"]}, "competent_field"),
        (
            {"departments": ["yunze/monitoring_station", "dengyun/monitoring_station"]},
            "no organ of it stands above",
        ),
        ({"matter": "state_council_policy", "departments": ["fuhe/health"]}, "no State Council department"),
        ({"departments": ["fuhe/publicity"]}, "may not be a first responsible"),
        ({"departments": ["fuhe/gov_office"]}, "may not be a first responsible"),
        ({"departments": ["xitan/education"]}, "does not exist"),
        ({"departments": ["fuhe/township_government"]}, "does not exist"),
        (
            {"departments": ["fuhe/health", "fuhe/finance"], "designated_lead": "fuhe/education"},
            "none of the first",
        ),
        ({"departments": ["fuhe/tax", "fuhe/finance"], "designated_lead": "fuhe/tax"}, "superior_consent"),
        ({"departments": ["fuhe/health"], "command": "beishuo"}, "does not stand above"),
        ({"departments": ["fuhe/tax"], "command": "mingyuan"}, "vertically managed"),
        ({"departments": ["fuhe/tax", "mingyuan/customs"], "places": ["fuhe"]}, "no ordinary one"),
        (
            {"departments": ["fuhe/health", "fuhe/finance"], "places": ["fuhe", "lingtang"]},
            "no department of lingtang",
        ),
    ],
)
def test_what_the_table_does_not_cover_is_said(facts: dict[str, Any], lack: str) -> None:
    """Nobody is guessed: the answer names no organ and says in words what the table lacks."""
    given = answer(**facts)
    assert given.case == ["not_covered"]
    assert [*given.first_responsible, *given.own_share, *given.organisers, *given.refer_to] == []
    assert any(lack in sentence for sentence in given.why)


def test_consent_decides_about_a_vertical_lead() -> None:
    """A vertical lead stands with its superior's consent and falls without."""
    facts = {"departments": ["fuhe/tax", "fuhe/finance"], "designated_lead": "fuhe/tax"}
    agreed = answer(**facts, superior_consent=True)
    refused = answer(**facts, superior_consent=False)
    assert (agreed.lead, agreed.first_responsible, agreed.own_share) == (
        "fuhe/tax",
        ["fuhe/tax"],
        ["fuhe/finance"],
    )
    assert refused.lead == "may_designate"
    assert "I5" in refused.interpretation


def test_facts_change_and_the_clock_runs_on() -> None:
    """A second place moves the matter up; the earlier owner keeps its part and no hour is given back."""
    facts = {
        "departments": ["fuhe/environment"],
        "places": ["fuhe"],
        "timeline": [
            {
                "t": 10,
                "departments": ["fuhe/environment", "lingtang/environment"],
                "places": ["fuhe", "lingtang"],
            },
            {"t": 20, "departments": ["fuhe/water_resources"], "places": ["fuhe"]},
        ],
    }
    before, after, later = answer(at=9.5, **facts), answer(at=10, **facts), answer(at=30, **facts)
    assert (before.case, before.hours_left_to_respond) == (["C2"], 38.5)
    assert (after.case, after.first_responsible) == (["C4", "C7"], ["mingyuan/environment"])
    assert after.own_share == ["fuhe/environment", "lingtang/environment"]
    assert after.hours_left_to_respond == 38
    assert "I11" in after.interpretation
    assert later.first_responsible == ["fuhe/water_resources"]
    assert later.own_share == ["fuhe/environment", "mingyuan/environment"]


def test_time_left_follows_the_tightest_limit_still_running() -> None:
    """At level II the first word's limit leads, then the conference's; afterwards the answer is overdue."""
    facts = {"departments": ["fuhe/health"], "emergency_level": "II"}
    left = [answer(at=at, **facts).hours_left_to_respond for at in (0, 5, 6, 24, 30)]
    assert left == [5, 0, 18, 0, -6]


def test_moments_shift_the_clock() -> None:
    """A matter that surfaced three hours late has three hours more."""
    facts = {"departments": ["fuhe/health"], "moments": {"surfaced": 3}}
    assert answer(at=4, **facts).hours_left_to_respond == 47


def test_ungraded_opinion_takes_the_grade_of_the_level() -> None:
    """Level I stands for especially serious and level II for major, unless the opinion was graded."""
    facts = {"departments": ["fuhe/health"], "places": ["fuhe"]}
    one, two = answer(**facts, emergency_level="I"), answer(**facts, emergency_level="II")
    graded = answer(**facts, emergency_level="I", opinion_grade="major")
    assert (one.case, one.leader_duty) == (["C2", "C6"], ["fuhe/leader"])
    assert two.case == ["C2"]
    assert "R57" in two.basis
    assert graded.case == ["C2"]
    assert ("I9" in one.interpretation, "I9" in graded.interpretation) == (True, False)


def test_strands_are_answered_one_by_one() -> None:
    """A policy strand is the centre's, the local strand stays local, and a change may concern one of them."""
    sheet = Sheet.model_validate(
        {
            "opinion_grade": "major",
            "actor": {"id": "agency", "kind": "firm", "field": "human_resources", "place": "fuhe"},
            "strands": [
                {
                    "key": "content",
                    "matter": "state_council_policy",
                    "departments": ["central/human_resources"],
                },
                {"key": "conduct", "matter": "local", "departments": [], "opinion_grade": "ordinary"},
            ],
            "timeline": [{"t": 2, "strand": "conduct", "opinion_grade": "especially_serious"}],
        }
    )
    content, conduct = resolve_sheet(sheet, WORLD, I80, 3, case_id="X")
    assert (content.id, content.strand, content.case) == ("X", "content", ["C1"])
    assert (conduct.strand, conduct.case) == ("conduct", ["C2", "C6", "C7", "C9"])
    assert conduct.first_responsible == ["fuhe/human_resources"]
    assert "R57" in content.basis


@pytest.mark.parametrize(
    ("name", "value", "facts", "field", "expected"),
    [
        ("I2", False, {"departments": ["fuhe/health", "lingtang/health"]}, "organisers", []),
        (
            "I3",
            False,
            {"departments": ["fuhe/health", "fuhe/finance"], "designated_lead": "fuhe/health"},
            "first_responsible",
            ["fuhe/health", "fuhe/finance"],
        ),
        (
            "I4",
            "local",
            {"departments": ["fuhe/tax"]},
            "organisers",
            ["mingyuan/tax.office", "fuhe/publicity"],
        ),
        (
            "I5",
            "local",
            {"departments": ["fuhe/tax", "fuhe/finance"]},
            "organisers",
            ["fuhe/gov_office", "fuhe/publicity"],
        ),
        (
            "I5",
            "superior",
            {"departments": ["fuhe/tax", "fuhe/finance"]},
            "organisers",
            ["mingyuan/tax.office", "mingyuan/publicity"],
        ),
        (
            "I6",
            "superior_office",
            {"departments": ["fuhe/tax", "lingtang/tax"]},
            "organisers",
            ["yunze/tax.office", "yunze/publicity"],
        ),
        (
            "I7",
            "lowest",
            {"departments": ["fuhe/education", "mingyuan/health"]},
            "organisers",
            ["fuhe/gov_office", "fuhe/publicity"],
        ),
        (
            "I8",
            "township",
            {"departments": ["xitan/township_government"]},
            "organisers",
            ["xitan/gov_office"],
        ),
        ("I9", {}, {"departments": ["fuhe/health"], "emergency_level": "I"}, "case", ["C2"]),
        (
            "I10",
            "organising_level",
            {"departments": ["fuhe/health", "lingtang/health"], "opinion_grade": "especially_serious"},
            "leader_duty",
            ["mingyuan/leader"],
        ),
        (
            "I10",
            "several_departments_only",
            {"departments": ["fuhe/health"], "opinion_grade": "especially_serious"},
            "leader_duty",
            [],
        ),
        (
            "I13",
            True,
            {"actor": {"id": "mill", "kind": "firm", "field": "health", "place": "fuhe"}},
            "duty_discharged_by_actor_statement",
            True,
        ),
        (
            "I16",
            ["public_security", "telecom"],
            {"departments": ["fuhe/health"], "rumor": "serious"},
            "refer_to",
            ["fuhe/public_security", "fuhe/telecom"],
        ),
    ],
)
def test_readings_are_settings(name: str, value: object, facts: dict[str, Any], field: str, expected: object) -> None:
    """A reading set otherwise changes the answer, and the answer names the reading or no longer needs it."""
    usual, other = answer(**facts), answer(book=with_reading(name, value), **facts)
    assert other.as_row()[field] == expected
    assert usual.as_row()[field] != expected
    assert name in usual.interpretation


def test_every_ground_is_in_the_catalogue_and_in_the_words() -> None:
    """Each rule id in the basis exists and is quoted with its clause in some sentence."""
    for _, answers in CASES:
        for one in answers:
            for rule_id in one.basis:
                assert any(I80.rule(rule_id).citation in sentence for sentence in one.why)
            for reading in one.interpretation:
                assert any(reading in sentence for sentence in one.why)


def test_basis_is_triggered_by_the_same_facts() -> None:
    """A ground is a rule whose trigger holds; only the power to name a lead is named before it is needed."""
    for case, answers in CASES:
        ((_, matter),) = case.facts.matters()
        triggered = {rule.id for rule in I80.triggered(fact_sheet(matter, WORLD, I80))}
        assert set(answers[0].basis) - triggered <= {"R13"}


def test_an_uncovered_matter_still_has_a_fact_sheet() -> None:
    """Rules are triggered by the facts even where the table names nobody."""
    matter = Matter.model_validate({"matter": "local", "departments": ["fuhe/publicity"], "focus": [2]})
    sheet = fact_sheet(matter, WORLD, I80)
    assert (sheet.n_departments, sheet.focus) == (1, (2,))
    assert "R16" in {rule.id for rule in I80.triggered(sheet)}


def test_a_conference_calls_for_head_or_spokesperson() -> None:
    """A planned press conference brings in R35, a written release does not."""
    facts = {"departments": ["fuhe/health"]}
    assert "R35" in answer(**facts, form="press_conference").basis
    assert "R35" not in answer(**facts, form="release").basis


def test_unknown_places_are_refused() -> None:
    """A place that the world lacks is bad input, wherever it stands."""
    for facts in (
        {"departments": ["atlantis/health"]},
        {"departments": ["fuhe/health"], "places": ["atlantis"]},
        {"departments": ["fuhe/health"], "command": "atlantis"},
        {"departments": ["fuhe/health"], "timeline": [{"t": 5, "places": ["atlantis"]}]},
    ):
        with pytest.raises(BadInputError, match="atlantis"):
            answer(**facts)


# ---- properties ----

PLACES = tuple(WORLD.places)
FIELDS = ("health", "education", "tax", "monitoring_station", "township_government", "publicity")
ENTITIES = st.builds("{}/{}".format, st.sampled_from(PLACES), st.sampled_from(FIELDS))
FACTS = st.fixed_dictionaries(
    {
        "matter": st.sampled_from(["local", "local", "local", "state_council_policy", "out_of_scope"]),
        "departments": st.lists(ENTITIES, max_size=4),
        "places": st.lists(st.sampled_from(PLACES), max_size=3),
    },
    optional={
        "competent_field": st.sampled_from(["health", "tax"]),
        "actor": st.builds(
            lambda field, place: {"id": "mill", "kind": "firm", "field": field, "place": place},
            st.sampled_from(FIELDS[:4]),
            st.sampled_from(PLACES),
        ),
        "emergency_level": st.sampled_from(["I", "II", "III", "IV", None]),
        "opinion_grade": st.sampled_from(["ordinary", "major", "especially_serious"]),
        "focus": st.lists(st.sampled_from([1, 2, 3, 4, 5]), max_size=3),
        "rumor": st.sampled_from(["none", "mild", "serious"]),
        "designated_lead": ENTITIES,
        "superior_consent": st.booleans(),
        "superior_request_by": st.sampled_from(PLACES),
        "command": st.sampled_from(PLACES),
    },
)
BASE_ROWS = {"C0", "C1", "C1m", "C2", "C2t", "C3", "C4", "C4x", "C4v", "C5", "C5v", "C5x"}


@settings(max_examples=400, deadline=None, derandomize=True)
@given(facts=FACTS, at=st.integers(0, 72))
def test_every_matter_has_one_answer_or_is_not_covered(facts: dict[str, Any], at: int) -> None:
    """Whatever the facts: one base row (or C5v with C5x) and an owner, or not covered and nobody."""
    given = answer(at=at, **facts)
    rows = [code for code in given.case if code in BASE_ROWS]
    if given.case == ["not_covered"]:
        assert not given.first_responsible
        assert "does not cover" in " ".join(given.why)
        return
    assert len(rows) == 1 or rows == ["C5v", "C5x"]
    assert bool(given.first_responsible) == (rows != ["C0"])
    for organs in (
        given.first_responsible,
        given.own_share,
        given.organisers,
        given.leader_duty,
        given.refer_to,
    ):
        assert len(organs) == len(set(organs))
        assert all(organ.partition("/")[0] in WORLD.places for organ in organs)
    assert "central/leader" not in given.leader_duty
    assert given.as_row() == answer(at=at, **facts).as_row()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    fields=st.lists(st.sampled_from(["health", "education", "tax"]), min_size=1, max_size=2, unique=True),
    places=st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True),
)
def test_adding_a_place_never_lowers_the_owner(fields: list[str], places: list[str]) -> None:
    """With one place more, no owner stands lower than before."""

    def highest(spots: list[str]) -> int | None:
        organs = [f"{spot}/{field}" for spot in spots for field in fields]
        given = answer(departments=organs, places=spots)
        ranks = [WORLD.rank(organ.partition("/")[0]) for organ in given.first_responsible]
        return max(ranks) if ranks else None

    fewer, more = highest(places[:-1]), highest(places)
    if fewer is not None and more is not None:
        assert more <= fewer


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    changes=st.lists(
        st.fixed_dictionaries(
            {"t": st.integers(1, 40)},
            optional={
                "departments": st.lists(ENTITIES, min_size=1, max_size=2),
                "places": st.lists(st.sampled_from(PLACES), min_size=1, max_size=2),
                "command": st.sampled_from(PLACES),
                "opinion_grade": st.sampled_from(["ordinary", "especially_serious"]),
            },
        ),
        max_size=4,
    ),
    at=st.integers(0, 60),
)
def test_the_clock_never_restarts(changes: list[dict[str, Any]], at: int) -> None:
    """Whatever changes about the owners, the hours left are those of the unchanged matter."""
    facts = {"departments": ["fuhe/health"], "places": ["fuhe"]}
    assert answer(at=at, **facts, timeline=changes).hours_left_to_respond == 48 - at


# ---- all variants ----

VARIANTS = {name: load_rulebook(name) for name in rulebook_names()}
BOOKS = st.sampled_from(sorted(VARIANTS))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(facts=FACTS, at=st.integers(0, 72), name=BOOKS)
def test_every_variant_gives_one_answer_or_says_that_it_has_none(facts: dict[str, Any], at: int, name: str) -> None:
    """Under every variant: who answers is the same as under any other, or nobody and the reason; only hours differ."""
    given, plain = answer(at=at, book=VARIANTS[name], **facts).as_row(), answer(at=at, book=N61, **facts).as_row()
    hours = ("deadlines", "hours_left_to_respond", "basis", "interpretation")
    assert {key: value for key, value in given.items() if key not in hours} == {
        key: value for key, value in plain.items() if key not in hours
    }
    assert (given["case"] == ["not_covered"]) == (not given["first_responsible"] and given["case"] != ["C0"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    fields=st.lists(st.sampled_from(["health", "education", "tax"]), min_size=1, max_size=2, unique=True),
    places=st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True),
    level=st.sampled_from(["I", "II", "III", None]),
    name=BOOKS,
)
def test_a_place_more_never_lowers_the_owner_in_any_variant(
    fields: list[str], places: list[str], level: str | None, name: str
) -> None:
    """Whatever the limits are."""

    def highest(spots: list[str]) -> int | None:
        organs = [f"{spot}/{field}" for spot in spots for field in fields]
        given = answer(book=VARIANTS[name], departments=organs, places=spots, emergency_level=level)
        ranks = [WORLD.rank(organ.partition("/")[0]) for organ in given.first_responsible]
        return max(ranks) if ranks else None

    fewer, more = highest(places[:-1]), highest(places)
    if fewer is not None and more is not None:
        assert more <= fewer


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    level=st.sampled_from(["I", "II", "III", None]),
    change=st.fixed_dictionaries(
        {"t": st.integers(1, 40)},
        optional={
            "departments": st.lists(ENTITIES, min_size=1, max_size=2),
            "places": st.lists(st.sampled_from(PLACES), min_size=1, max_size=2),
            "command": st.sampled_from(PLACES),
            "opinion_grade": st.sampled_from(["ordinary", "especially_serious"]),
        },
    ),
    at=st.integers(0, 80),
    name=BOOKS,
)
def test_the_clock_never_restarts_in_any_variant(level: str | None, change: dict[str, Any], at: int, name: str) -> None:
    """Whatever changes about the owners or the grade, the hours left are those of the unchanged matter."""
    facts = {"departments": ["fuhe/health"], "places": ["fuhe"], "emergency_level": level}
    plain = answer(at=at, book=VARIANTS[name], **facts)
    assert answer(at=at, book=VARIANTS[name], **facts, timeline=[change]).hours_left_to_respond == (
        plain.hours_left_to_respond
    )


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_the_worked_examples_have_the_same_owners_under_every_variant(name: str) -> None:
    """A variant changes hours; who answers, who coordinates and who leads it leaves alone."""
    result = run(str(EXAMPLES), "--rulebook", name, "--json")
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    who = ("case", "first_responsible", "own_share", "organisers", "lead", "leader_duty", "refer_to")
    usual = json.loads(run(str(EXAMPLES), "--json").stdout)
    assert [[row[key] for key in who] for row in rows] == [[row[key] for key in who] for row in usual]


@pytest.mark.parametrize(
    ("name", "level", "deadlines", "left"),
    [
        (
            "beijing-2021",
            "I",
            {"first_word_h": 5, "press_conference_h": None, "response_h": None, "press_centre_h": 24},
            5,
        ),
        ("beijing-2021", "III", {"first_word_h": None, "press_conference_h": None, "response_h": None}, None),
        ("wengang-township", "II", {"first_word_h": None, "press_conference_h": None, "response_h": 24}, 24),
        ("wengang-township", None, {"first_word_h": None, "press_conference_h": None, "response_h": 48}, 48),
        ("jilin-department", "I", {"first_word_h": None, "press_conference_h": 24, "response_h": None}, None),
        ("luoshan-unit", "I", {"first_word_h": 5, "press_conference_h": None, "response_h": None}, 5),
        ("nanjing-2016", "II", {"first_word_h": 6, "press_conference_h": 24, "response_h": None}, 6),
        ("hypothetical-tight", None, {"first_word_h": None, "press_conference_h": None, "response_h": 24}, 24),
    ],
)
def test_variants_have_their_own_limits(
    name: str, level: str | None, deadlines: dict[str, Any], left: int | None
) -> None:
    """A centre, a response or an optional conference in the conference's place; nobody must hold an optional one."""
    given = answer(book=VARIANTS[name], departments=["fuhe/health"], emergency_level=level)
    assert given.deadlines.model_dump() == deadlines
    assert given.hours_left_to_respond == left


def test_an_optional_conference_is_called_so() -> None:
    """The reasoning says that the conference is held where one is necessary."""
    given = answer(book=VARIANTS["jilin-department"], departments=["fuhe/health"], emergency_level="I")
    assert any("where one is necessary, within 24 h" in sentence for sentence in given.why)


def test_a_misread_decision_is_explained_in_working_days() -> None:
    """Beijing 2016: three working days, said with the rule that asks for it."""
    given = answer(book=VARIANTS["beijing-2016"], departments=["fuhe/health"], focus=[1])
    assert any("3 working days" in sentence and "R15" in sentence for sentence in given.why)


def test_a_superiors_request_is_focus_five_however_it_is_stated() -> None:
    """A request by a government above triggers R19 as the category does; one by any other government does not."""
    asked = Matter.model_validate(
        {"matter": "local", "departments": ["fuhe/health"], "superior_request_by": "mingyuan", "focus": [2]}
    )
    assert fact_sheet(asked, WORLD, I80).focus == (2, 5)
    other = asked.model_copy(update={"superior_request_by": "lingtang"})
    assert fact_sheet(other, WORLD, I80).focus == (2,)


# ---- the command and its files ----


def run(*arguments: str) -> Any:
    """Run ``podium resolve``."""
    return CliRunner().invoke(resolve_command, list(arguments))


def test_resolve_prints_a_list_of_rows() -> None:
    """With --json the output is one list of objects with exactly the named keys."""
    rows = json.loads(run(str(EXAMPLES), "--json", "--at", "6").stdout)
    assert len(rows) == 20
    assert all(list(row) == KEYS for row in rows)
    by_id = {row["id"]: row for row in rows}
    assert by_id["EX11"]["hours_left_to_respond"] == 42
    assert by_id["EX20"]["hours_left_to_respond"] == 18


@pytest.mark.parametrize("hours", ["-1", "nan", "inf", "soon"])
def test_hours_must_be_hours(hours: str) -> None:
    """What is no number of hours is a mistake on the command line."""
    assert run(str(EXAMPLES), "--at", hours).exit_code == 2


def test_a_situation_cannot_forge_a_line(tmp_path: Path) -> None:
    """A line feed or an escape in a file's text cannot pass for a line of the answer."""
    path = tmp_path / "cases.yaml"
    path.write_text(
        'examples:\n- id: A\n  situation: "one\\n  lead  forged"\n'
        "  facts: {matter: local, departments: [fuhe/health]}\n",
        encoding="utf-8",
    )
    lines = run(str(path)).stdout.splitlines()
    assert lines[0] == "A  one   lead  forged"
    assert sum(line.startswith("  lead ") for line in lines) == 1


def test_resolve_says_who_and_why() -> None:
    """In words: the owner, the clause and the original's phrase."""
    words = run(str(EXAMPLES), "--rulebook", "n61-2016").stdout
    assert "must answer    mingyuan/water_resources (Mingyuan City, water resources; 明垣市水利部门)" in words
    assert "R07, N61 clause 1, 上级政府主管部门是舆情回应的第一责任主体" in words


def test_check_compares_with_what_the_author_expects(tmp_path: Path) -> None:
    """--check agrees with the worked examples, and names a difference where one is planted."""
    assert run(str(EXAMPLES), "--check").exit_code == 0
    text = EXAMPLES.read_text(encoding="utf-8").replace("case: [C3], first", "case: [C2], first", 1)
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    result = run(str(path), "--check")
    assert isinstance(result.exception, CheckFailedError)
    assert str(result.exception) == "EX05: case is ['C3'], expected ['C2']"


def test_a_file_may_bring_its_own_places(tmp_path: Path) -> None:
    """A world section adds places and replaces parents; the default places stay."""
    path = tmp_path / "cases.yaml"
    path.write_text(
        "world:\n  newhe: {level: K, zh: 新禾县, parent: beishuo}\n  qiaoyin: {level: K, parent: mingyuan}\n"
        "examples:\n- id: A\n  facts: {matter: local, departments: [newhe/health, fuhe/health]}\n"
        "- id: B\n  facts: {matter: local, departments: [qiaoyin/health, fuhe/health]}\n",
        encoding="utf-8",
    )
    rows = json.loads(run(str(path), "--json").stdout)
    assert [row["first_responsible"] for row in rows] == [["yunze/health"], ["mingyuan/health"]]


def test_mistakes_in_a_case_file_have_lines(tmp_path: Path) -> None:
    """Unknown places and misspelt words are listed with line and field."""
    path = tmp_path / "cases.yaml"
    start = "examples:\n- id: A\n  facts:\n    matter: local\n"
    path.write_text(start + "    departments: [atlantis/health]\n    command: lemuria\n", encoding="utf-8")
    with pytest.raises(BadInputError) as unknown:
        load_cases(path)
    assert [problem.line for problem in unknown.value.problems] == [5, 6]
    path.write_text(start + "    departments: [health]\n    rumor: huge\n    colour: red\n", encoding="utf-8")
    with pytest.raises(BadInputError) as misspelt:
        load_cases(path)
    assert [problem.line for problem in misspelt.value.problems] == [5, 6, 7]


@pytest.mark.parametrize(
    "world",
    [
        "{loop: {level: K, parent: loop}}",
        "{orphan: {level: K}}",
        "{odd: {level: M, parent: fuhe}}",
        "{odd: {level: M, parent: nowhere}}",
    ],
)
def test_impossible_worlds_are_refused(tmp_path: Path, world: str) -> None:
    """A place under itself, under nobody or under a lower place is bad input."""
    path = tmp_path / "cases.yaml"
    path.write_text(f"world: {world}\nexamples: []\n", encoding="utf-8")
    with pytest.raises(BadInputError):
        load_cases(path)
