"""The lint: what is legal in a scenario file and yet broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_scenario_load import add, fact, inject, put, signal, small, words, write

from simulator.scenario.lint import lint
from simulator.scenario.load import list_scenarios, load_scenario


def findings(folder: Path, data: object) -> list[tuple[str, str]]:
    """Field and wording of everything that the lint finds."""
    return [(problem.field, problem.wrong) for problem in lint(load_scenario(write(folder, data)))]


def test_the_library_is_clean() -> None:
    """Every scenario that ships passes its own lint."""
    assert {name: [str(problem) for problem in lint(load_scenario(name))] for name in list_scenarios()} == {
        name: [] for name in list_scenarios()
    }


def test_the_small_scenario_is_clean(tmp_path: Path) -> None:
    """What the other tests start from has no finding of its own."""
    assert findings(tmp_path, small()) == []


LATE = {"desk": "health", "takes": "30m", "from": "T+20:00"}
GROUND = {"ground": words("privacy"), "ground_rule": "R78"}
WITHHELD = {"disclosure": "personal", **GROUND}


def change_all(*changes: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Several changes as one."""

    def change(data: dict[str, Any]) -> None:
        for one in changes:
            one(data)

    return change


def update(section: str, index: int, **more: object) -> Callable[[dict[str, Any]], None]:
    """Keys added to one entry."""
    return lambda data: data[section][index].update(more)


BROKEN: list[tuple[Callable[[dict[str, Any]], None], str, str]] = [
    (
        change_all(
            update("facts", 0, verification=LATE),
            update("facts", 1, verification=LATE),
            put("concerns", 0, "answered_by", value=["ill"]),
        ),
        "concerns[0].answered_by",
        "nobody can answer 'how_many'",
    ),
    (
        change_all(update("facts", 0, **WITHHELD), update("facts", 1, **WITHHELD)),
        "questions[0].answered_by",
        "nobody can answer 'number'",
    ),
    (update("facts", 2, verification=LATE), "claims[0].settled_by", "refutes the claim 'poisoned'"),
    (update("facts", 2, **WITHHELD), "claims[0].settled_by", "refutes the claim 'poisoned'"),
    (
        change_all(
            update("facts", 1, **WITHHELD),
            put("injects", 1, "when", "if", value={"is": "fact_public", "fact": "ill_2"}),
        ),
        "injects[1].when",
        "cannot fire",
    ),
    (
        put("injects", 1, "when", value={"if": {"is": "fact_public", "fact": "ill_2"}, "before": "T+01:00"}),
        "injects[1].when",
        "cannot hold before T+02:30",
    ),
    (
        put(
            "injects",
            1,
            "when",
            value={"if": {"is": "claim_denied", "claim": "poisoned"}, "before": "T+00:30"},
        ),
        "injects[1].when",
        "cannot hold before T+01:00",
    ),
    (
        put("injects", 1, "when", value={"if": {"is": "public_word", "parties": ["fuhe/school"]}}),
        "injects[1].when",
        "cannot hold within the horizon",
    ),
    (
        change_all(
            update("disposals", 0, takes="20h"),
            put("injects", 1, "when", value={"if": {"is": "disposal_done", "disposal": "treat"}}),
        ),
        "injects[1].when",
        "cannot fire",
    ),
    (update("disposals", 0, takes="20h"), "disposals[0]", "cannot be finished"),
    (put("epilogue", 1, "if", value={"is": "contradiction"}), "epilogue[1].if", "cannot be earned"),
    (lambda data: data["epilogue"].pop(0), "epilogue", "day 7"),
    (lambda data: data["epilogue"].pop(1), "epilogue", "day 30"),
    (
        change_all(
            add("parties", {"id": "fuhe/tax", "kind": "vertical_department", "name": words("tax")}),
            lambda data: data["seats"].append({**data["seats"][0], "id": "tax", "party": "fuhe/tax"}),
        ),
        "seats[1]",
        "nothing to do",
    ),
    (
        add("parties", {"id": "fuhe/tax", "kind": "vertical_department", "name": words("tax")}),
        "parties[2]",
        "nowhere",
    ),
    (add("slots", {"id": "empty", "label": words("empty")}), "slots[2]", "no fact gives"),
    (add("facts", fact("ill_x", "ill", 9, "T+01:00")), "slots[0]", "several values at once"),
    (update("facts", 1, value=words("many")), "slots[0]", "numbers and words"),
    (
        change_all(
            add("slots", {"id": "odd", "label": words("odd")}),
            add("facts", fact("odd_1", "odd", 1, "T+00:00")),
        ),
        "facts[3]",
        "nobody asks about",
    ),
    (
        put("protected", value=[{"id": "p", "what": words("p"), "facts": ["ill_1"], **GROUND}]),
        "facts[0].disclosure",
        "public and protected",
    ),
    (update("facts", 0, disclosable_from="T+01:00"), "facts[0].disclosable_from", "delays what is withheld"),
    (update("facts", 0, **WITHHELD), "facts[0]", "nothing under 'protected'"),
    (put("concerns", 0, "answered_by", value=["ill"]), "advice[0]", "answers no concern"),
    (update("disposals", 0, solves={}), "disposals[0]", "solves nothing"),
    (
        add("outlets", {"id": "quiet", "name": words("Quiet"), "temper": words("calm")}),
        "outlets[1]",
        "asks nothing",
    ),
    (
        lambda data: data["narratives"].append({**data["narratives"][0], "id": "lonely"}),
        "narratives[2]",
        "no concern and no claim",
    ),
    (
        put("signals", value=[signal("a", "T+00:10", decoy=False), signal("b", "T+00:20", decoy=True)]),
        "signals",
        "before T+0",
    ),
    (put("signals", value=[signal("a", "T-00:10", decoy=False)]), "signals", "every early sign is real"),
    (put("signals", value=[signal("a", "T-00:10", decoy=True)]), "signals", "every sign is a decoy"),
    (put("questions", value=[]), "questions", "no journalist"),
    (update("questions", 0, premise="false"), "questions[0]", "false premise"),
    (put("objectives", 0, "rules", value=["R25", "R99"]), "objectives[0].rules[1]", "not a rule"),
    (put("title", "zh", value="small"), "title.zh", "no Chinese character"),
    (put("title", "en", value="中文题目"), "title.en", "mostly Chinese"),
    (put("title", "en", value="call 13800138000"), "title.en", "telephone number"),
    (put("title", "en", value="call 555-0199"), "title.en", "telephone number"),
    (put("title", "zh", value="电话0571-88880000"), "title.zh", "telephone number"),
    (put("title", "en", value="see https://news.com/a"), "title.en", "web address"),
    (put("title", "en", value="see fuhe.gov.cn"), "title.en", "web address"),
    (put("title", "zh", value="在上海"), "title.zh", "real place"),
    (put("title", "en", value="in Henan"), "title.en", "real place"),
    (put("claims", 0, "starts", value=5), "claims[0].starts", "read as seconds"),
]


@pytest.mark.parametrize(
    ("change", "place", "wrong"), BROKEN, ids=[f"{place}-{n}" for n, (_, place, _) in enumerate(BROKEN)]
)
def test_what_is_broken_is_found(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], place: str, wrong: str
) -> None:
    """Each kind of finding stands at its field."""
    data = small()
    change(data)
    found = findings(tmp_path, data)
    assert any(field == place and wrong in said for field, said in found), found


ALLOWED = [
    "call 12345",
    "on 2031-03-04 07:40",
    "1,200,000 yuan",
    "notice 0915-037",
    "2031-2035",
    "see news.example",
    "at 07:40 to 19:30",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_harmless_figures_and_addresses_pass(tmp_path: Path, text: str) -> None:
    """Dates, sums, document numbers, the hotline and example addresses are no telephone numbers or sites."""
    data = small()
    data["title"]["en"] = text
    assert findings(tmp_path, data) == []


def test_a_withheld_fact_that_opens_in_time_answers(tmp_path: Path) -> None:
    """What may be told within the horizon is no dead end."""
    data = small()
    for index in (0, 1):
        data["facts"][index].update(WITHHELD, disclosable_from="T+06:00")
    assert findings(tmp_path, data) == []


def test_findings_come_in_order_of_line(tmp_path: Path) -> None:
    """A reader goes through the file once."""
    data = small()
    data["title"]["zh"] = "small"
    data["questions"] = []
    data["disposals"][0]["takes"] = "20h"
    data["injects"].append(inject("never", {"if": {"is": "public_word", "parties": ["fuhe/school"]}}))
    lines = [problem.line or 0 for problem in lint(load_scenario(write(tmp_path, data)))]
    assert len(lines) >= 4
    assert lines == sorted(lines)
