"""The ladder of skills: over paired seeds, whole crews of each skill play one scenario, and the better skill must score
higher. Prints score and outcome by skill, first-word times, wins by pair, gaps in standard deviations, caps, and what of
the scenario no drill ever showed. Exits with 1 if a requirement fails.

    python -m benchmarks.ladder                 # 40 paired seeds on all cores
    python -m benchmarks.ladder --seeds 6       # the short form that the suite plays
    python -m benchmarks.ladder --redress       # on forms of the scenario that each seed renames and re-dresses
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import pairwise

from simulator.drill.colleagues import Crew, load_skill
from simulator.randomness import Draws
from simulator.record import Record
from simulator.record.events import Header
from simulator.replay.driver import Driver
from simulator.replay.materials import Materials, gather
from simulator.replay.warm import warm_up
from simulator.scenario.load import digest_of
from simulator.scenario.moments import HOUR, MINUTE
from simulator.scenario.redress import new_ids_of, redress
from simulator.scoring import score

LADDER = ("expert", "trained", "untrained", "silent")
"""Skills from best to worst; each step must show."""
SKILLS = ("expert", "trained", "untrained", "as_found", "silent")
"""Skills that are played. ``as_found`` lies between trained and untrained and takes part in no requirement of order."""
CARELESS = "careless"
"""An untrained officer with a loose tongue. Plays a few more drills, outside the ladder, that look for traps."""
LOOSE_TONGUE = 0.5
"""Share of the careless officer's words that state something withheld, wherever the seat knows of any."""
PROBES = 10
"""Most drills of the careless: an untrained officer slips in one word of seventy, so that forty drills hold a handful of
slips, and whether each withheld fact is among them would be a lottery."""
OUTCOMES = ("rumour_belief", "open_concerns", "trust", "accuracy", "cause_removed")
DIMENSIONS = ("total", "timing", "coordination", "message")
SPREAD = 15 * MINUTE
"""Least interquartile range of the first-word times of a skill that speaks."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one drill came to."""

    skill: str
    seed: int
    scores: dict[str, float]
    outcome: dict[str, float]
    caps: tuple[str, ...]
    first_word: int | None
    """Simulated second of the first official word."""
    fired: frozenset[str]
    """Injects that took place."""
    published: frozenset[str]
    """Facts that an official word or a surfacing claim made public."""
    asked: frozenset[str]
    """Questions that a journalist put."""


@cache
def _as_shipped(scenario: str, rulebook: str) -> Materials:
    return gather(scenario, rulebook)


@lru_cache(maxsize=2)
def _redressed(scenario: str, rulebook: str, seed: int) -> Materials:
    files = _as_shipped(scenario, rulebook)
    other = redress(files.scenario, seed)
    return replace(files, scenario=other, scenario_digest=digest_of(other))


def materials(scenario: str, rulebook: str, redressed: int | None = None) -> Materials:
    """The files of the drills, read once in each process; with a seed, the scenario as that seed renames and re-dresses it."""
    if redressed is None:
        return _as_shipped(scenario, rulebook)
    return _redressed(scenario, rulebook, redressed)


def crew(files: Materials, header: Header) -> Crew | None:
    """Fresh colleagues of the header's skill; the careless stand in no file."""
    if CARELESS not in header.crew.values():
        return files.crew(header)
    skill = load_skill("untrained").model_copy(update={"name": CARELESS, "leaks": LOOSE_TONGUE})
    draws = Draws(header.seed, header.replication, header.world)
    return Crew(files.scenario, dict.fromkeys(header.crew, skill), draws, files.rulebook.limits)


def play(
    job: tuple[str, int], scenario: str = "canteen", rulebook: str = "i80-2016", *, redressed: bool = False
) -> Row:
    """One drill in which a skill fills every seat; ``job`` is (skill, seed). ``redressed``: of the scenario in the names,
    figures and days that the seed gives it; the row's ids are those of the shipped scenario all the same.
    """
    skill, seed = job
    files = materials(scenario, rulebook, seed if redressed else None)
    named = new_ids_of(materials(scenario, rulebook).scenario, seed) if redressed else {}
    known_as = {new: old for old, new in named.items()}
    header = files.header(seed=seed, crew={seat.id: skill for seat in files.scenario.seats})
    driver = Driver(files.drill(header), crew(files, header))
    driver.advance(files.scenario.clock.ends + 1)
    record = Record(header, tuple(driver.drill.events))
    card = score(record, files.scenario, files.rulebook)
    words = record.of_kind("published", "conference_held")
    said = [v["fact"] for event in words for v in event.data["reading"]["facts"] if v["true"]]
    return Row(
        skill=skill,
        seed=seed,
        scores=card.scores.model_dump(),
        outcome=card.outcome.model_dump(),
        caps=card.capped_by,
        first_word=words[0].at if words else None,
        fired=frozenset(_as(known_as, (event.data["inject"] for event in record.of_kind("inject_fired")))),
        published=frozenset(_as(known_as, said)),
        asked=frozenset(_as(known_as, (event.data["question"] for event in record.of_kind("question_put")))),
    )


def _as(names: Mapping[str, str], some: Iterable[str]) -> list[str]:
    """Ids by other names, where they have one."""
    return [names.get(one, one) for one in some]


def climb(
    seeds: Sequence[int],
    skills: Sequence[str],
    workers: int,
    scenario: str = "canteen",
    rulebook: str = "i80-2016",
    *,
    redressed: bool = False,
) -> list[Row]:
    """All drills, those of the careless last; the same seed gives every skill the same crisis."""
    jobs = [(skill, seed) for seed in seeds for skill in skills] + [(CARELESS, seed) for seed in seeds[:PROBES]]
    one = partial(play, scenario=scenario, rulebook=rulebook, redressed=redressed)
    if workers <= 1:
        return [one(job) for job in jobs]
    with ProcessPoolExecutor(workers, initializer=warm_up) as pool:
        return list(pool.map(one, jobs, chunksize=4))


def of(rows: Sequence[Row], skill: str) -> list[Row]:
    """The drills of one skill, by seed."""
    return sorted((row for row in rows if row.skill == skill), key=lambda row: row.seed)


def totals(rows: Sequence[Row], skill: str) -> list[float]:
    """The totals of one skill, by seed."""
    return [row.scores["total"] for row in of(rows, skill)]


def wins(rows: Sequence[Row], better: str, worse: str) -> float:
    """Share of the paired seeds in which ``better`` scored higher."""
    pairs = list(zip(totals(rows, better), totals(rows, worse), strict=True))
    return sum(a > b for a, b in pairs) / len(pairs)


def gap(rows: Sequence[Row], better: str, worse: str, *, pooled: bool = False) -> float:
    """Distance of the means in within-skill standard deviations: the larger of the two, or both pooled."""
    a, b = totals(rows, better), totals(rows, worse)
    first, second = statistics.stdev(a), statistics.stdev(b)
    sd = ((first**2 + second**2) / 2) ** 0.5 if pooled else max(first, second)
    distance = statistics.mean(a) - statistics.mean(b)
    return distance / sd if sd else float("inf")


def first_words(rows: Sequence[Row], skill: str) -> list[int]:
    """Moments of the first official word in the drills of a skill that had one, sorted."""
    return sorted(row.first_word for row in of(rows, skill) if row.first_word is not None)


def quartiles(values: Sequence[int]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def dead(rows: Sequence[Row], scenario: str, rulebook: str) -> dict[str, list[str]]:
    """What no drill showed: unreserved injects, public facts, withheld facts (here the careless count too), questions."""
    content = materials(scenario, rulebook).scenario
    ladder = [row for row in rows if row.skill != CARELESS]
    fired = {inject for row in ladder for inject in row.fired}
    said = {fact for row in ladder for fact in row.published}
    slipped = {fact for row in rows for fact in row.published}
    asked = {question for row in ladder for question in row.asked}
    return {
        "injects": [i.id for i in content.injects if not i.when.reserve and i.id not in fired],
        "public facts": [f.id for f in content.facts if f.disclosure == "public" and f.id not in said],
        "withheld facts": [f.id for f in content.facts if f.disclosure != "public" and f.id not in slipped],
        "questions": [q.id for q in content.questions if q.id not in asked],
    }


def leaks(rows: Sequence[Row], skill: str, scenario: str, rulebook: str) -> dict[str, int]:
    """Drills of a skill in which each fact that is withheld for good was published."""
    facts = materials(scenario, rulebook).scenario.facts
    guarded = [f.id for f in facts if f.disclosure != "public" and f.disclosable_from is None]
    return {fact: sum(fact in row.published for row in of(rows, skill)) for fact in guarded}


def requirements(rows: Sequence[Row], scenario: str, rulebook: str) -> list[tuple[str, bool]]:
    """Each requirement in words, and whether it holds."""
    checks = [
        ("expert: mean total of at least 80", statistics.mean(totals(rows, "expert")) >= 80),
        ("silent: no total above 15", max(totals(rows, "silent")) <= 15),
    ]
    for better, worse in pairwise(LADDER):
        checks.append((f"{better} above {worse} in at least 95 % of the pairs", wins(rows, better, worse) >= 0.95))
        checks.append((f"{better} and {worse} at least 2 standard deviations apart", gap(rows, better, worse) >= 2))
    for skill in SKILLS[:-1]:
        low, _, high = quartiles(first_words(rows, skill))
        checks.append((f"{skill}: first-word times spread by at least 15 min", high - low >= SPREAD))
    checks.append(
        (
            "expert: nothing published that is withheld for good",
            not any(leaks(rows, "expert", scenario, rulebook).values()),
        )
    )
    for what, missing in dead(rows, scenario, rulebook).items():
        checks.append(
            (f"no dead content: {what}" + (f" (never: {', '.join(missing)})" if missing else ""), not missing)
        )
    return checks


def report(rows: Sequence[Row], scenario: str, rulebook: str) -> bool:
    """Print the tables; gives whether every requirement holds."""
    mean, sd = statistics.mean, statistics.stdev
    print(f"{'skill':<11}{'mean':>7}{'sd':>6}{'min':>6}{'max':>6}" + "".join(f"{d:>14}" for d in DIMENSIONS[1:]))
    for skill in SKILLS:
        t = totals(rows, skill)
        parts = "".join(f"{mean(r.scores[d] for r in of(rows, skill)):>14.1f}" for d in DIMENSIONS[1:])
        print(f"{skill:<11}{mean(t):>7.1f}{sd(t):>6.1f}{min(t):>6.1f}{max(t):>6.1f}{parts}")
    print(f"\n{'skill':<11}" + "".join(f"{name:>15}" for name in OUTCOMES) + "   (means)")
    for skill in SKILLS:
        print(f"{skill:<11}" + "".join(f"{mean(r.outcome[n] for r in of(rows, skill)):>15.3f}" for n in OUTCOMES))
    print("\nfirst word, hours after T+0: quartiles (drills with a word)")
    for skill in SKILLS:
        times = first_words(rows, skill)
        shown = "  ".join(f"{value / HOUR:5.1f}" for value in quartiles(times)) if len(times) > 1 else "-"
        print(f"{skill:<11}{shown}  ({len(times)})")
    print("\ncaps: drills by reason")
    for skill in SKILLS:
        reasons = [reason for row in of(rows, skill) for reason in row.caps]
        counted = ", ".join(f"{reason} {reasons.count(reason)}" for reason in dict.fromkeys(sorted(reasons)))
        print(f"{skill:<11}{counted or 'none'}")
    print("\npublished though withheld for good: drills by fact")
    for skill in (*SKILLS, CARELESS):
        counted = ", ".join(f"{fact} {n}" for fact, n in leaks(rows, skill, scenario, rulebook).items() if n)
        print(f"{skill:<11}{counted or 'none'}  (of {len(of(rows, skill))})")
    print("\npairs: wins, gap by the larger and by the pooled standard deviation")
    for better, worse in pairwise(LADDER):
        print(
            f"{better} > {worse}: {100 * wins(rows, better, worse):.0f} %, {gap(rows, better, worse):.2f}, "
            f"{gap(rows, better, worse, pooled=True):.2f}"
        )
    print()
    checks = requirements(rows, scenario, rulebook)
    for words, holds in checks:
        print(f"{'pass' if holds else 'FAIL'}  {words}")
    return all(holds for _, holds in checks)


def main(arguments: Sequence[str] | None = None, out: Callable[[int], None] = sys.exit) -> None:
    """Play, print, and exit with 1 if a requirement fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=40, help="number of paired seeds, from 1")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--scenario", default="canteen")
    parser.add_argument("--rulebook", default="i80-2016")
    parser.add_argument(
        "--redress", action="store_true", help="each seed plays a renamed and re-dressed form of its own"
    )
    given = parser.parse_args(arguments)
    seeds = range(1, given.seeds + 1)
    rows = climb(seeds, SKILLS, given.workers, given.scenario, given.rulebook, redressed=given.redress)
    out(0 if report(rows, given.scenario, given.rulebook) else 1)


if __name__ == "__main__":
    main()
