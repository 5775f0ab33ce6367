"""Loading scenarios: library, names and paths, digest, and every mistake of reference, time and chain."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import BadInputError, NotFoundError, Problem
from simulator.scenario.load import list_scenarios, load_scenario

CANTEEN = Path(__file__).parent.parent / "scenarios" / "canteen.yaml"
TEXT = CANTEEN.read_text(encoding="utf-8")
DATA: dict[str, Any] = yaml.load(TEXT, Loader=yaml.BaseLoader)


def words(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": text, "zh": "中文" + text}


def small() -> dict[str, Any]:
    """A whole scenario, as small as one can be and clean under the lint."""
    lines = {"asking": [words("a")] * 3, "believing": [words("b")] * 3, "settled": [words("c")] * 2}
    check = {"desk": "health", "takes": "30m"}
    return {
        "podium": 1,
        "id": "small",
        "title": words("small"),
        "summary": words("small"),
        "difficulty": 1,
        "minutes": 10,
        "clock": {"t0": "2031-03-04T08:00", "opens": "T-02:00", "ends": "T+10:00"},
        "objectives": [{"id": "speak", "text": words("speak"), "rules": ["R25"]}],
        "strands": [
            {
                "id": "illness",
                "title": words("illness"),
                "matter": "local",
                "departments": ["fuhe/health"],
                "duties": {"fuhe/health": words("care")},
                "places": ["fuhe"],
            }
        ],
        "parties": [
            {"id": "fuhe/health", "kind": "responsible_department", "name": words("health")},
            {"id": "fuhe/school", "kind": "actor", "name": words("school")},
        ],
        "seats": [
            {
                "id": "health",
                "party": "fuhe/health",
                "title": words("officer"),
                "briefing": words("briefing"),
                "interest": words("interest"),
                "stance": "help",
            }
        ],
        "slots": [{"id": "ill", "label": words("ill")}, {"id": "cause", "label": words("cause")}],
        "facts": [
            fact("ill_1", "ill", 3, "T+00:00", superseded_by="ill_2"),
            fact("ill_2", "ill", 5, "T+02:00"),
            fact("cause_1", "cause", words("water"), "T+00:00"),
        ],
        "narratives": [
            {"id": "many", "kind": "concern", "name": words("many"), "tags": words("#many"), "lines": lines},
            {
                "id": "poison",
                "kind": "rumour",
                "name": words("poison"),
                "tags": words("#poison"),
                "lines": lines,
            },
        ],
        "claims": [
            {
                "id": "poisoned",
                "narrative": "poison",
                "says": words("poison"),
                "truth": "false",
                "danger": "serious",
                "starts": "T+01:00",
                "origin": words("a post"),
                "settled_by": ["cause_1"],
                "verification": check,
                "embarrasses": ["fuhe/school"],
            }
        ],
        "concerns": [
            {
                "id": "how_many",
                "narrative": "many",
                "weight": 3,
                "ask": words("?"),
                "answered_by": ["ill", "boil"],
            }
        ],
        "advice": [{"id": "boil", "text": words("boil water")}],
        "disposals": [
            {
                "id": "treat",
                "name": words("treat"),
                "owner": "health",
                "takes": "1h",
                "solves": {"many": 0.5},
                "text": words("treated"),
            }
        ],
        "signals": [
            signal("early", "T-01:00", decoy=False),
            signal("other", "T-00:30", decoy=True),
        ],
        "injects": [
            inject("ask_first", {"at": "T+01:00"}),
            inject("ask_later", {"if": {"is": "no_public_word"}, "after": "T+02:00"}),
        ],
        "outlets": [{"id": "daily", "name": words("Daily"), "temper": words("calm")}],
        "questions": [
            {
                "id": "number",
                "outlet": "daily",
                "ask": words("how many?"),
                "concern": "how_many",
                "premise": "neutral",
                "hostility": 0,
                "answered_by": ["ill"],
            }
        ],
        "epilogue": [
            {"id": "week", "day": 7, "if": {"is": "always"}, "body": words("week")},
            {
                "id": "month",
                "day": 30,
                "if": {"is": "fact_public", "fact": "cause_1"},
                "body": words("month"),
            },
        ],
    }


def fact(name: str, slot: str, value: object, true_from: str, **more: object) -> dict[str, Any]:
    """A public fact that the one seat can verify in half an hour."""
    check = {"desk": "health", "takes": "30m"}
    base = {"id": name, "slot": slot, "value": value, "text": words(name), "true_from": true_from}
    return {**base, "owner": "fuhe/health", "verification": check, **more}


def signal(name: str, at: str, *, decoy: bool) -> dict[str, Any]:
    """A sign that the one seat can find."""
    post = {"channel": "forum", "title": words(name), "body": words(name), "seen_by": ["health"]}
    return {"id": name, "at": at, "decoy": decoy, **post}


def inject(name: str, when: dict[str, Any], **more: object) -> dict[str, Any]:
    """A letter to the one seat."""
    letter = {"form": "letter", "title": words(name), "from": words("a parent"), "body": words(name)}
    return {"id": name, "to": ["health"], "when": when, **letter, **more}


def write(folder: Path, data: object) -> str:
    """The path of a file that holds this scenario, everything written out."""
    path = folder / "own.yaml"
    apart = json.loads(json.dumps(data))
    path.write_text(
        yaml.safe_dump(apart, allow_unicode=True, sort_keys=False, default_flow_style=False), encoding="utf-8"
    )
    return str(path)


def problems_of(folder: Path, data: object) -> tuple[Problem, ...]:
    """What is wrong with a scenario that must be refused."""
    with pytest.raises(BadInputError) as caught:
        load_scenario(write(folder, data))
    return caught.value.problems


def test_every_scenario_of_the_library_loads_under_its_own_id() -> None:
    """The name on the command line is the id in the file."""
    assert "canteen" in list_scenarios()
    assert "world" not in list_scenarios()
    assert [load_scenario(name).scenario.id for name in list_scenarios()] == list(list_scenarios())


def test_a_file_loads_by_its_path(tmp_path: Path) -> None:
    """A trainer's own scenario needs no library."""
    loaded = load_scenario(write(tmp_path, small()))
    assert loaded.scenario.id == "small"
    assert loaded.scenario.clock.opens == -7200
    assert loaded.file.endswith("own.yaml")


@pytest.mark.parametrize(
    ("name", "near"),
    [("cantene", "did you mean canteen?"), ("qqq", "the library holds"), ("a\x00b", "library")],
)
def test_an_unknown_name_tells_what_there_is(name: str, near: str) -> None:
    """The sentence names the nearest scenario, or all of them."""
    with pytest.raises(NotFoundError) as caught:
        load_scenario(name)
    assert near in str(caught.value)
    assert "\x00" not in str(caught.value)


@pytest.mark.parametrize("path", ["no/such.yaml", "./canteen", "such.yml", "a\x00b.yaml"])
def test_a_path_without_a_file_is_told(path: str) -> None:
    """What looks like a path is not searched in the library."""
    with pytest.raises((NotFoundError, BadInputError), match=r"does not exist|cannot be read"):
        load_scenario(path)


def test_the_digest_is_of_the_data_and_not_of_the_layout(tmp_path: Path) -> None:
    """Comments and key order leave it; a changed word does not."""
    data = small()
    digest = load_scenario(write(tmp_path, data)).digest
    turned = dict(reversed(list(data.items())))
    path = Path(write(tmp_path, turned))
    path.write_text("# a comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_scenario(str(path)).digest == digest
    data["title"] = words("other")
    assert load_scenario(write(tmp_path, data)).digest != digest


def put(*loc: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of one value; the last part of the place is the key that is set."""

    def change(data: Any) -> None:
        for part in loc[:-1]:
            data = data[part]
        data[loc[-1]] = value

    return change


def add(section: str, entry: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """One entry more in a section."""
    return lambda data: data[section].append(entry)


MISTAKES: list[tuple[Callable[[dict[str, Any]], None], str, str]] = [
    (put("facts", 1, "id", value="ill_1"), "facts[1].id", "already used on line"),
    (put("advice", 0, "id", value="ill"), "advice[0].id", "already used on line"),
    (put("parties", 1, "id", value="london/school"), "parties[1].id", "'london' is not a place"),
    (put("parties", 1, "kind", value="wizard"), "parties[1].kind", "kind of party"),
    (put("strands", 0, "places", value=["paris"]), "strands[0].places[0]", "'paris' is not a place"),
    (
        put("strands", 0, "departments", value=["fuhe/health", "fuhe/tax"]),
        "strands[0].departments[1]",
        "not a party",
    ),
    (
        put("strands", 0, "duties", value={"fuhe/school": words("x")}),
        "strands[0].duties['fuhe/school']",
        "not a department",
    ),
    (put("seats", 0, "party", value="fuhe/helth"), "seats[0].party", "not a party"),
    (put("facts", 0, "slot", value="illl"), "facts[0].slot", "not a slot"),
    (put("facts", 0, "owner", value="fuhe/x"), "facts[0].owner", "not a party"),
    (put("facts", 0, "superseded_by", value="ill_3"), "facts[0].superseded_by", "not a fact"),
    (put("facts", 0, "superseded_by", value="cause_1"), "facts[0].superseded_by", "slot 'cause'"),
    (put("facts", 0, "superseded_by", value="ill_1"), "facts[0].superseded_by", "supersedes itself"),
    (put("facts", 1, "superseded_by", value="ill_1"), "facts[1].superseded_by", "not later than"),
    (
        add("facts", fact("ill_0", "ill", 1, "T-01:00", superseded_by="ill_2")),
        "facts[3].superseded_by",
        "already supersedes",
    ),
    (put("facts", 0, "verification", "desk", value="nobody"), "facts[0].verification.desk", "not a seat"),
    (put("facts", 0, "known_at_start", value=["nobody"]), "facts[0].known_at_start[0]", "not a seat"),
    (put("facts", 0, "disclosure", value="personal"), "facts[0]", "without 'ground"),
    (put("facts", 1, "true_from", value="T+20:00"), "facts[1].true_from", "after the drill"),
    (put("claims", 0, "narrative", value="poisson"), "claims[0].narrative", "not a narrative"),
    (put("claims", 0, "narrative", value="many"), "narratives[1].kind", "0 claims name this one"),
    (put("claims", 0, "settled_by", value=["no"]), "claims[0].settled_by[0]", "not a fact"),
    (put("claims", 0, "embarrasses", value=["fuhe/no"]), "claims[0].embarrasses[0]", "not a party"),
    (put("claims", 0, "starts", value="T+11:00"), "claims[0].starts", "outside the drill"),
    (put("claims", 0, "surfaces", value="T+00:30"), "claims[0].surfaces", "before the claim starts"),
    (
        put("claims", 0, "turns", value=[{"at": "T+00:30", "truth": "true"}]),
        "claims[0].turns[0].at",
        "not later",
    ),
    (
        put("concerns", 0, "answered_by", value=["il"]),
        "concerns[0].answered_by[0]",
        "slot, advice or disposal",
    ),
    (put("concerns", 0, "narrative", value="man"), "concerns[0].narrative", "not a narrative"),
    (put("advice", 0, "needs", value="no"), "advice[0].needs", "not a fact"),
    (put("disposals", 0, "owner", value="no"), "disposals[0].owner", "not a seat"),
    (put("disposals", 0, "needs", value=["no"]), "disposals[0].needs[0]", "not a fact"),
    (put("disposals", 0, "after", value=["no"]), "disposals[0].after[0]", "not a disposal"),
    (put("disposals", 0, "after", value=["treat"]), "disposals[0].after", "waits"),
    (put("disposals", 0, "solves", value={"many": 1.5}), "disposals[0].solves.many", "out of range"),
    (put("disposals", 0, "solves", value={"more": 0.5}), "disposals[0].solves.more", "not a narrative"),
    (put("disposals", 0, "from", value="T+11:00"), "disposals[0].from", "outside the drill"),
    (put("signals", 0, "seen_by", value=["no"]), "signals[0].seen_by[0]", "not a seat"),
    (put("signals", 0, "at", value="T-03:00"), "signals[0].at", "outside the drill"),
    (put("injects", 0, "to", value=["no"]), "injects[0].to[0]", "not a seat"),
    (put("injects", 0, "when", value={"at": "T+11:00"}), "injects[0].when.at", "outside the drill"),
    (put("injects", 0, "when", value={}), "injects[0].when", "nothing says when"),
    (
        put("injects", 0, "when", "reserve", value=True),
        "injects[0].when",
        "'at' and 'reserve' are both given",
    ),
    (put("injects", 0, "when", "before", value="T+02:00"), "injects[0].when.before", "window of a condition"),
    (put("injects", 1, "when", "before", value="T+01:00"), "injects[1].when.before", "the window closes"),
    (
        put("injects", 1, "when", "if", value={"is": "fact_public", "fact": "x"}),
        "injects[1].when.if.fact",
        "not a fact",
    ),
    (
        put("injects", 1, "when", "if", value={"is": "public_word", "parties": ["fuhe/x"]}),
        "injects[1].when.if.parties[0]",
        "party",
    ),
    (
        put("injects", 1, "when", "if", value={"is": "order_obeyed", "inject": "ask_first"}),
        "injects[1].when.if.inject",
        "no order",
    ),
    (put("injects", 0, "question", value="no"), "injects[0].question", "not a question"),
    (put("injects", 0, "concern", value="no"), "injects[0].concern", "not a concern"),
    (
        put("injects", 0, "effects", value=[{"do": "surfaces", "claim": "no"}]),
        "injects[0].effects[0].claim",
        "not a claim",
    ),
    (
        put("injects", 0, "effects", value=[{"do": "reveal", "facts": ["no"]}]),
        "injects[0].effects[0].facts[0]",
        "not a fact",
    ),
    (
        put(
            "injects",
            0,
            "effects",
            value=[{"do": "other_body_says", "party": "fuhe/health", "slot": "ill", "value": 4}],
        ),
        "injects[0].effects[0].party",
        "speaks for itself",
    ),
    (
        add(
            "injects",
            inject("order", {"reserve": True}, to=[], order={"wants": "remove_posts", "lawful": False}),
        ),
        "injects[2].order",
        "goes to no seat",
    ),
    (
        add(
            "injects",
            inject("reveal", {"reserve": True}, to=[], effects=[{"do": "reveal", "facts": ["ill_1"]}]),
        ),
        "injects[2].effects[0]",
        "goes to no seat",
    ),
    (
        add(
            "injects",
            inject("lower", {"reserve": True}, order={"wants": "lower_figure", "slot": "ill", "lawful": False}),
        ),
        "injects[2].order",
        "lacks 'value'",
    ),
    (put("questions", 0, "outlet", value="weekly"), "questions[0].outlet", "not an outlet"),
    (put("questions", 0, "concern", value="no"), "questions[0].concern", "not a concern"),
    (put("questions", 0, "claim", value="no"), "questions[0].claim", "not a claim"),
    (
        put("questions", 0, "answered_by", value=["no"]),
        "questions[0].answered_by[0]",
        "slot, advice or disposal",
    ),
    (put("questions", 0, "from", value="T+11:00"), "questions[0].from", "outside the drill"),
    (put("epilogue", 1, "if", "fact", value="no"), "epilogue[1].if.fact", "not a fact"),
    (put("clock", "t0", value="2031-03-04T08:00+08:00"), "clock.t0", "time zone"),
    (put("clock", "opens", value="T+00:10"), "clock.opens", "after T+0"),
    (put("clock", "ends", value="T-00:10"), "clock.ends", "the drill ends at"),
    (put("languages", value=["en", "en"]), "languages", "twice"),
    (put("languages", value=[]), "languages", "no language"),
]


@pytest.mark.parametrize(
    ("change", "place", "wrong"), MISTAKES, ids=[f"{place}-{n}" for n, (_, place, _) in enumerate(MISTAKES)]
)
def test_each_mistake_is_told_at_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], place: str, wrong: str
) -> None:
    """A mistake of reference, time or chain has its field and its line, and a remedy."""
    data = small()
    change(data)
    found = [problem for problem in problems_of(tmp_path, data) if problem.field == place and wrong in problem.wrong]
    assert found
    assert found[0].right
    assert isinstance(found[0].line, int)


def test_a_line_leads_to_the_mistake(tmp_path: Path) -> None:
    """The line of the problem is the line of the wrong word in the file."""
    data = small()
    data["questions"][0]["outlet"] = "weekly"
    (problem,) = problems_of(tmp_path, data)
    lines = (tmp_path / "own.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[(problem.line or 0) - 1].strip() == "outlet: weekly"
    assert "daily" in problem.right


def test_two_seats_of_one_party_are_refused(tmp_path: Path) -> None:
    """A party speaks through one seat."""
    data = small()
    data["seats"].append({**data["seats"][0], "id": "second"})
    (problem,) = problems_of(tmp_path, data)
    assert problem.field == "seats[1].party"


def test_two_claims_on_one_rumour_are_refused(tmp_path: Path) -> None:
    """A narrative of kind rumour follows one claim."""
    data = small()
    data["claims"].append({**data["claims"][0], "id": "second"})
    (problem,) = problems_of(tmp_path, data)
    assert problem.field == "narratives[1].kind"
    assert "2 claims" in problem.wrong


def test_a_mistyped_value_hides_no_other_mistake(tmp_path: Path) -> None:
    """Shape, reference, chain and time mistakes stand in one list."""
    data = small()
    data["difficulty"] = "hard"
    data["seats"][0]["stanse"] = "help"
    data["facts"][0]["slot"] = "no_such"
    data["facts"][1]["superseded_by"] = "ill_1"
    data["signals"][0]["at"] = "T-09:00"
    del data["questions"][0]["ask"]
    fields = {problem.field for problem in problems_of(tmp_path, data)}
    assert fields >= {
        "difficulty",
        "seats[0].stanse",
        "facts[0].slot",
        "facts[1].superseded_by",
        "signals[0].at",
        "questions[0].ask",
    }


def test_a_file_of_another_kind_is_refused() -> None:
    """The world's own file is no scenario: its keys are unknown and a scenario's are missing."""
    with pytest.raises(BadInputError) as caught:
        load_scenario(str(CANTEEN.parent / "world.yaml"))
    fields = [problem.field for problem in caught.value.problems]
    assert "places" in fields
    assert "facts" in fields


def test_a_file_with_five_hundred_mistakes_lists_them_all(tmp_path: Path) -> None:
    """Each has its line; none is a traceback."""
    data = small()
    data["facts"] += [fact(f"Bad{n}", "no_slot", "many", "soon") for n in range(125)]
    found = problems_of(tmp_path, data)
    assert len(found) >= 500
    lines = [problem.line for problem in found]
    assert None not in lines
    assert lines == sorted(lines, key=lambda line: line or 0)


@pytest.mark.parametrize(
    "content",
    [
        "[]\n",
        "7\n",
        "text\n",
        "a: 1\n",
        "facts: 3\nseats: {a: 1}\nclock: []\n",
        "parties: [3, {id: 4}, null]\n",
    ],
)
def test_other_yaml_is_refused_in_words(tmp_path: Path, content: str) -> None:
    """A file that is no scenario at all still gets sentences."""
    path = tmp_path / "other.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        load_scenario(str(path))
    assert all(problem.wrong and problem.right for problem in caught.value.problems)


def accepts_or_refuses(path: Path, text: str) -> None:
    """Loading either succeeds or lists problems; anything else is a fault."""
    path.write_text(text, encoding="utf-8", newline="")
    try:
        load_scenario(str(path))
    except BadInputError as error:
        assert error.problems  # noqa: PT017 - both outcomes are right


FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@FUZZ
@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(TEXT) - 1),
            st.integers(0, 30),
            st.one_of(
                st.text(max_size=8),
                st.sampled_from(["\n", "\t", ": ", "- ", "[", "{", "}", "&a ", "*a", "!!", "'", '"', "|"]),
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_damage_to_the_text_ends_otherwise(tmp_path: Path, edits: list[tuple[int, int, str]]) -> None:
    """Characters cut out and put in at random give a scenario or a list of problems."""
    text = TEXT
    for at, cut, insert in edits:
        text = text[:at] + insert.replace("\ud800", "") + text[at + cut :]
    accepts_or_refuses(tmp_path / "fuzz.yaml", text.encode("utf-8", "ignore").decode())


ODD = [
    None,
    True,
    3,
    -1,
    2.5,
    "x",
    "",
    "T+99:99",
    "T+9999:00",
    [],
    {},
    [[]],
    {"is": "x"},
    {"en": "a"},
    ["x", 3],
    "fuhe/health",
]


@FUZZ
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 6))
def test_no_odd_value_anywhere_ends_otherwise(tmp_path: Path, seed: int, changes: int) -> None:
    """Values exchanged, removed, doubled or replaced at random give a scenario or a list of problems."""
    draw = random.Random(seed)
    data = copy.deepcopy(DATA)
    for _ in range(changes):
        disturb(data, draw)
    accepts_or_refuses(tmp_path / "fuzz.yaml", yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True))


def disturb(data: Any, draw: random.Random) -> None:
    """Change one random value somewhere below."""
    keys = list(data) if isinstance(data, dict) else list(range(len(data)))
    if not keys:
        return
    key = draw.choice(keys)
    if isinstance(data[key], dict | list) and draw.random() < 0.8:
        disturb(data[key], draw)
    elif draw.random() < 0.2:
        del data[key]
    elif isinstance(data, list) and draw.random() < 0.3:
        data.append(copy.deepcopy(data[key]))
    else:
        data[key] = copy.deepcopy(draw.choice(ODD))
