"""Reads a file of responsibility cases: an optional ``world`` that extends or replaces the default places,
and ``examples`` with a situation, the facts, and, where an author wants a check, the expected answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from simulator.errors import BadInputError, Problem
from simulator.rules.answer import Resolution
from simulator.rules.library import load_world
from simulator.rules.matter import Sheet
from simulator.rules.owners import all_unknown_ids
from simulator.rules.responsibility import resolve_sheet
from simulator.rules.rulebook import Rulebook
from simulator.rules.world import World
from simulator.scenario.yamlfile import Document, check, quoted, read_yaml

_CONTAINED = ("basis", "interpretation")
_REMARKS = ("certainty", "remark")
_STRUCTURED = ("places", "vertical", "levels", "departments", "parties")


class Case(BaseModel):
    """One situation with its facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=64)
    situation: str = Field(default="", max_length=2000)
    facts: Sheet
    expect: dict[str, Any] | list[dict[str, Any]] | None = None
    """The expected answer, or one for each strand; read by ``--check`` only."""


class _Cases(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    world: World
    examples: list[Case] = Field(max_length=10_000)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A world and the cases in it."""

    world: World
    cases: tuple[Case, ...]

    def resolve(self, rulebook: Rulebook, at: float = 0) -> list[tuple[Case, list[Resolution]]]:
        """Return each case with its answers, one for each strand."""
        return [(case, resolve_sheet(case.facts, self.world, rulebook, at, case_id=case.id)) for case in self.cases]


def load_cases(path: Path) -> CaseFile:
    """Read a case file.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: the file holds mistakes, among them unknown places; all are listed.
    """
    document = read_yaml(path)
    cases = check(_with_world(document), _Cases)
    problems = list(_unknown(document, cases))
    if problems:
        raise BadInputError(problems)
    return CaseFile(cases.world, tuple(cases.examples))


def _with_world(document: Document) -> Document:
    """Lay the file's world over the default one; a world may be places only, or have sections as the
    default has."""
    data = document.data
    if not isinstance(data, dict):
        return document
    base = load_world().model_dump(mode="json", exclude_none=True)
    own = data.get("world")
    if own is None:
        return replace(document, data={**data, "world": base})
    if not isinstance(own, dict):
        return document
    if not any(section in own for section in _STRUCTURED):
        own = {"places": own}
    world: dict[str, Any] = {**base, **own}
    for section in _STRUCTURED:
        lower, upper = base.get(section, {}), own.get(section)
        if isinstance(upper, dict):
            world[section] = {**lower, **{key: _over(lower.get(key), value) for key, value in upper.items()}}
    return replace(document, data={**data, "world": world})


def _over(lower: object, upper: object) -> object:
    return {**lower, **upper} if isinstance(lower, dict) and isinstance(upper, dict) else upper


def _unknown(document: Document, cases: _Cases) -> list[Problem]:
    known = ", ".join(sorted(cases.world.places)[:20])
    problems: list[Problem] = []
    for index, case in enumerate(cases.examples):
        found = [(("facts", *where), place) for where, place in all_unknown_ids(case.facts, cases.world)]
        for number, strand in enumerate(case.facts.strands):
            spots = all_unknown_ids(strand, cases.world)
            found += [(("facts", "strands", number, *where), place) for where, place in spots]
        for where, place in found:
            loc = ("examples", index, *where)
            field = ".".join(map(str, loc))
            wrong = f"there is no place {quoted(place)}"
            problems.append(Problem(document.file, document.line_of(loc), field, wrong, f"name one of {known}"))
    return problems


def disagreements(case: Case, answers: list[Resolution]) -> list[str]:
    """Compare answers with what the author expected; basis and interpretation must contain theirs, the rest
    be equal."""
    if case.expect is None:
        return []
    wanted = case.expect if isinstance(case.expect, list) else [case.expect]
    found: list[str] = []
    if len(wanted) != len(answers):
        found.append(f"{case.id}: {len(wanted)} answers expected, {len(answers)} given")
    by_strand = {answer.strand: answer for answer in answers}
    for expect, answer in zip(wanted, answers, strict=False):
        row = by_strand.get(expect.get("strand"), answer).as_row()
        found += [f"{case.id}: {line}" for line in _differing(expect, row)]
    return found


def _differing(expect: dict[str, Any], row: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for key, wanted in expect.items():
        if key in _REMARKS:
            continue
        given = row.get(key)
        if key in _CONTAINED and isinstance(wanted, list) and isinstance(given, list):
            missing = [name for name in wanted if name not in given]
            if missing:
                found.append(f"{key} lacks {', '.join(map(str, missing))}")
        elif given != wanted:
            found.append(f"{key} is {given}, expected {wanted}")
    return found
