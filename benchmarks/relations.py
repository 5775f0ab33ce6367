"""Metamorphic relations of the scorer, without labels: honest words are made from every shipped scenario, one thing about each
is changed, and the grade must stay, fall or fall to nothing as MESSAGE_SCORING section 8.3 asks; texts made to please a
scorer must never reach grade 2. Prints one table and exits with 1 if a relation holds in fewer cases than it must.

    python -m benchmarks.relations                    # some three thousand cases, both languages, seven scenarios
    python -m benchmarks.relations --cases 30 --only hedged --examples 9   # a look at one relation
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any, Final

from simulator.message.assess import Assessment
from simulator.scenario.text import Language
from tests.support_changes import CHANGES
from tests.support_gaming import GAMES
from tests.support_messages import LANGUAGES, Draft, World, drafts, world

CASES: Final = 100
"""Cases of a relation in the full run, as far as there are so many."""
RELAXED: Final = {
    "parallel": 0.95,
    "negated": 0.9,
    "honest": 0.95,
    "figure_replaced": 0.95,
    "early": 0.95,
    "superseded": 0.95,
}
"""Relation -> least share that must hold, where the reader may at times read nothing; of all others every case must."""


@dataclass(slots=True)
class Row:
    """What was found of one relation."""

    name: str
    cases: int = 0
    held: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def bar(self) -> float:
        """Least share of the cases that must hold."""
        return RELAXED.get(self.name, 1.0)

    @property
    def holds(self) -> bool:
        """Whether enough cases hold; a relation without a case holds nothing."""
        return self.cases > 0 and self.held >= self.bar * self.cases


@dataclass(frozen=True, slots=True)
class Case:
    """An honest word as a relation takes it: with its grade, and a source of chance of its own."""

    world: World
    draft: Draft
    language: Language
    text: str
    base: Assessment
    chance: Random

    def again(self, text: str, at: int | None = None) -> Assessment:
        """Another text in the same circumstances."""
        return self.world.assess(self.draft, text, at)


@lru_cache(maxsize=1)
def _drafts() -> tuple[Draft, ...]:
    return tuple(drafts())


Relation = Callable[[Case], str | bool | None]
"""True if it holds, None where it does not apply, else what went wrong."""


def check(name: str, relation: Relation, most: int, seed: int = 1, examples: int = 3) -> Row:
    """Try one relation on so many cases, drawn evenly over scenarios, parties, moments, forms and languages."""
    row = Row(name)
    order = list(_drafts())
    Random(zlib.crc32(f"{seed} {name}".encode())).shuffle(order)
    order.sort(key=lambda draft: 0 if draft.form == "statement" else 1) if name in _STATEMENTS else None
    for number, draft in enumerate(order):
        if row.cases >= most:
            break
        language = LANGUAGES[number % 2]
        here = world(draft.scenario)
        text = draft.text(language)
        base = here.assess(draft, text)
        found = relation(Case(here, draft, language, text, base, Random(f"{seed} {name} {number}")))
        if found is None:
            continue
        row.cases += 1
        if found is True:
            row.held += 1
        elif len(row.failed) < examples:
            row.failed.append(f"[{language}] {draft}: {found}")
    return row


_STATEMENTS: Final = ("update_deleted", "hedged", "parallel", "sentences_reordered", "concern_words")
"""Relations that say most of statements, and so begin with them."""

RELATIONS: Final[dict[str, Relation]] = {**CHANGES, **GAMES}
"""All relations by name."""


def run(names: Sequence[str], most: int, seed: int = 1, examples: int = 3) -> list[Row]:
    """Try relations one after the other."""
    return [check(name, RELATIONS[name], most, seed, examples) for name in names]


def table(rows: Sequence[Row]) -> str:
    """The rows for reading."""
    lines = [f"{'relation':<24} {'cases':>6} {'held':>6} {'share':>7} {'bar':>5}"]
    for row in rows:
        share = row.held / row.cases if row.cases else 0.0
        mark = "" if row.holds else "   below"
        lines.append(f"{row.name:<24} {row.cases:>6} {row.held:>6} {share:>7.1%} {row.bar:>5.0%}{mark}")
    total, held = sum(row.cases for row in rows), sum(row.held for row in rows)
    lines.append(f"{'all':<24} {total:>6} {held:>6} {held / total if total else 0.0:>7.1%}")
    for row in rows:
        lines += [f"\n{row.name}:" if row.failed else "", *(f"  {one}" for one in row.failed)]
    return "\n".join(line for line in lines if line)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=list(RELATIONS), default=list(RELATIONS))
    parser.add_argument("--examples", type=int, default=2)
    given: Any = parser.parse_args(arguments)
    rows = run(given.only, given.cases, given.seed, given.examples)
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
