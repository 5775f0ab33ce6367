"""Where each rule of a rulebook is judged: by a watch in the course of a drill, by the reading of the words, or over a whole
programme. The table of docs/RULES.md is written from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from simulator.rules.duties.book import Watch
from simulator.rules.duties.rooms import WATCHES
from simulator.rules.rulebook import Rule, Rulebook
from simulator.rules.triggers import Condition
from simulator.scenario.text import Text

READ: Final = {"R29": "concerns", "R31": "evidence", "R32": "action"}
"""Rules that no watch judges but the reading of every word -> the criterion that asks for them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is judged."""

    kind: Literal["watch", "reading", "programme"]
    where: Text
    """The watch's class, the criterion, or the reason why a programme judges it."""


def places(rulebook: Rulebook) -> dict[str, Place]:
    """The place of each rule; a rule that has none is left out, which is a mistake in the catalogue."""
    watches = {rule_id: _name(watch) for watch in WATCHES for rule_id in watch.judges}
    found: dict[str, Place] = {}
    for rule in rulebook.rules.values():
        if rule.programme is not None:
            found[rule.id] = Place("programme", Text(en=rule.programme.en, zh=rule.programme.zh))
        elif rule.id in watches:
            found[rule.id] = Place("watch", _same(watches[rule.id]))
        elif rule.id in READ:
            found[rule.id] = Place("reading", _same(READ[rule.id]))
    return found


def _name(watch: type[Watch]) -> str:
    return f"{watch.__module__.rpartition('.')[2]}.{watch.__name__}"


def _same(text: str) -> Text:
    return Text(en=text, zh=text)


COLUMNS: Final = (
    "rule", "clause", "phrase", "owed by", "where judged", "trigger", "what meets it", "what breaks it", "as judged here",
)  # fmt: skip
HEAD: Final = """# The rules, and where each is judged

Written from `scenarios/rulebooks/n61-2016.yaml` and the watches in `simulator/rules/duties`; a test holds it equal. To write it
anew: `python tests/test_rules_catalogue.py`.

A *watch* judges a rule in the course of a drill; `timing.FirstWord` is the class `FirstWord` of the module
`simulator/rules/duties/timing.py`. What meets and what breaks a rule is said as the rules say it; the last column says what the
watch takes for it. A *reading* judges a rule in every official word, by the criterion that is named. What a *programme* judges
needs more than one drill. The phrase stands in brackets where its wording is not confirmed against a published copy.

"""


def table(rulebook: Rulebook) -> str:
    """The page docs/RULES.md: one row for each rule of the rulebook, by number."""
    where = places(rulebook)
    rows = [COLUMNS, tuple("---" for _ in COLUMNS)]
    rows += [_row(rulebook, rulebook.rules[rule_id], where[rule_id]) for rule_id in sorted(rulebook.rules)]
    return HEAD + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n" + _counts(where)


def _row(rulebook: Rulebook, rule: Rule, place: Place) -> tuple[str, ...]:
    judged = {
        "watch": f"watch `{place.where.en}`",
        "reading": f"reading, {place.where.en}",
        "programme": f"programme: {place.where.en}",
    }[place.kind]
    cells = (
        rule.id,
        rule.citation.partition(", ")[2],
        rule.zh if rule.zh_status == "V" else f"[{rule.zh}]",
        rule.obliged.replace("_", " "),
        judged,
        _trigger(rulebook, rule),
        rule.evidence,
        rule.violation,
        next((_purpose(watch) for watch in WATCHES if rule.id in watch.judges), "") if place.kind == "watch" else "",
    )
    return tuple(cell.replace("|", "/") for cell in cells)


def _purpose(watch: type[Watch]) -> str:
    return " ".join((watch.__doc__ or "").split())


def _trigger(rulebook: Rulebook, rule: Rule) -> str:
    conditions = [_condition(condition) for condition in rule.trigger]
    said = [rule.occasion.replace("_", " "), *conditions]
    hours = rulebook.hours(rule)
    if rule.deadline is not None:
        limit = rule.deadline.limit.removesuffix("_h").replace("_", " ") if rule.deadline.limit else "its own figure"
        figure = "no limit" if hours is None else f"{hours:g} h"
        said.append(f"within the limit {limit} ({figure}) from {rulebook.clock(rule)}, {rule.deadline.kind}")
    return "; ".join(said)


def _condition(condition: Condition) -> str:
    data = condition.model_dump(mode="json")
    name = str(data.pop("when")).replace("_", " ")
    values = [", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in data.values()]
    return " ".join([name, *values]).replace("_", " ")


def _counts(where: dict[str, Place]) -> str:
    kinds = [place.kind for place in where.values()]
    said = ", ".join(f"{kind} {kinds.count(kind)}" for kind in ("watch", "reading", "programme"))
    return f"\nOf {len(kinds)} rules: {said}.\n"
