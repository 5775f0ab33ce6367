"""Condemned strategies: over paired seeds no way of playing that a trainer would condemn may beat one that he would praise.
Whole crews play each strategy, and experts with a touch of it; an honest slip, a hidden one and made-up figures are compared.
Exits with 1 if a requirement fails.

    python -m benchmarks.condemned                  # 40 paired seeds, six scenarios, two processes
    python -m benchmarks.condemned --redress        # the same on scenarios that each seed renames and re-dresses
    python -m benchmarks.condemned --seeds 3 --scenario canteen   # a look; the suite plays a shorter form yet
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import statistics
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from benchmarks.ladder import materials
from simulator.drill.colleagues import Crew, Skill, condemned_names, load_skill, touched
from simulator.message import Library
from simulator.randomness import Draws
from simulator.record import TRAINER, Action, Event, Record
from simulator.record import actions as a
from simulator.replay.driver import Driver
from simulator.replay.warm import warm_up
from simulator.scenario.moments import HOUR
from simulator.scoring import Scorecard, score

SCENARIOS: Final = ("canteen", "landslide", "bus-fare", "exam-leak", "river", "pension")
RULEBOOK: Final = "i80-2016"
PRAISED: Final = ("expert", "trained")
LADDER: Final = (*PRAISED, "untrained")
CONDEMNED: Final = (*condemned_names(), "silent")
BAR: Final = 85.0
"""Least mean total of expert crews."""
APART: Final = 2.0
"""Least distance of adjacent skills, in standard deviations inside a skill (the larger of the two)."""
OFTEN: Final = 0.95
"""Least share of the pairs in which the better way of playing scores higher."""
WORKERS: Final = 2
TOUCH: Final = 0.5
"""An expert with a touch of a condemned habit gives in to it in this share of its occasions."""
KEPT: Final = 0.7
"""Least share of what a hidden slip loses that an honest one keeps, put right inside two hours."""
ORDERED_AT: Final = 20 * HOUR
"""The trainer hands out the unlawful orders that a scenario keeps in reserve at this moment, in every drill."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """What one drill came to."""

    scenario: str
    strategy: str
    touch: float
    seed: int
    total: float
    caps: tuple[str, ...]
    digest: str


class Slipping:
    """A crew in which one own figure is misread once; put right by the officer's habit, or hidden from then on."""

    def __init__(self, crew: Crew, library: Library, *, hidden: bool) -> None:
        """Nothing has been misread."""
        self.crew = crew
        self.library = library
        self.hidden = hidden
        self.slip: tuple[str, str] | None = None
        """(seat, slot) of the slip."""

    def next_wake(self) -> int | None:
        """When the crew next wants to act."""
        return self.crew.next_wake()

    def observe(self, events: Sequence[Event]) -> None:
        """Show the crew what has happened."""
        self.crew.observe(events)

    def decide(self, now: int) -> list[tuple[str, Action]]:
        """What the crew does, the slip made and perhaps hidden."""
        return [(seat, after) for seat, action in self.crew.decide(now) for after in self._change(seat, action)]

    def _change(self, seat: str, action: Action) -> list[Action]:
        if self.slip is None:
            return [self._misread(seat, action)] if isinstance(action, a.Draft) else [action]
        return self._hide(seat, action) if self.hidden else [action]

    def _hide(self, seat: str, action: Action) -> list[Action]:
        """Nothing more is said of it, and nobody of that seat is there to be asked."""
        hider, slot = self.slip or ("", "")
        if isinstance(action, a.HoldConference):
            present = tuple(other for other in action.attendees if other != hider)
            return [] if seat == hider else [action.model_copy(update={"attendees": present})]
        if seat == hider and isinstance(action, a.GiveInterview | a.AnswerQuestion):
            answers = action.answers if isinstance(action, a.GiveInterview) else (action,)
            told = [self.library.facts[c.fact].slot for answer in answers for c in answer.facts]
            return [] if slot in told else [action]
        if seat != hider or not isinstance(action, a.Draft | a.Reply):
            return [action]
        if action.message.corrects == slot:
            return []
        rest = tuple(c for c in action.message.facts if self.library.facts[c.fact].slot != slot)
        return [action.model_copy(update={"message": action.message.model_copy(update={"facts": rest})})]

    def _misread(self, seat: str, draft: a.Draft) -> a.Draft:
        """The first own figure of the draft, one more than it is."""
        facts = list(draft.message.facts)
        for place, citation in enumerate(facts):
            fact = self.library.facts[citation.fact]
            if fact.owner == self.library.party_of[seat] and isinstance(fact.value, int):
                self.slip = (seat, fact.slot)
                facts[place] = a.Citation(fact=fact.id, value=fact.value + 1)
                break
        return draft.model_copy(update={"message": draft.message.model_copy(update={"facts": tuple(facts)})})


def kept(job: tuple[str, int], *, redressed: bool = False) -> tuple[float, float] | None:
    """Of the points that a hidden slip loses, the share that is kept when it is put right at once: of an honest slip, and of
    made-up figures that are put right on purpose. A job is (scenario, seed). None where the hidden slip cost nothing.
    """
    scenario, seed = job
    clean, hidden, corrected = (
        drill(scenario, load_skill("expert"), seed, slip, redressed=redressed)[1]
        for slip in ("", "hidden", "put right")
    )
    farmed = drill(scenario, load_skill("guess-and-fix"), seed, redressed=redressed)[1]
    lost = clean.scores.total - hidden.scores.total
    if lost <= 0:
        return None
    honest, made_up = ((card.scores.total - hidden.scores.total) / lost for card in (corrected, farmed))
    return honest, made_up


def drill(
    scenario: str, skill: Skill, seed: int, slip: str = "", *, redressed: bool = False
) -> tuple[Record, Scorecard]:
    """One drill in which officers of one kind fill every seat; with a slip that is ``hidden`` or ``put right``, if any.

    ``redressed``: of the scenario in the names, figures and days that the seed gives it.
    """
    files = materials(scenario, RULEBOOK, seed if redressed else None)
    seats = [seat.id for seat in files.scenario.seats]
    header = files.header(seed=seed, crew=dict.fromkeys(seats, skill.name))
    draws = Draws(header.seed, header.replication, header.world)
    crew = Crew(files.scenario, dict.fromkeys(seats, skill), draws, files.rulebook.limits)
    played = Slipping(crew, Library.of(files.scenario), hidden=slip == "hidden") if slip else crew
    driver = Driver(files.drill(header), played)
    driver.advance(ORDERED_AT)
    for inject in files.scenario.injects:
        if inject.when.reserve and inject.order is not None and not inject.order.lawful:
            driver.act(TRAINER, a.FireInject(inject=inject.id))
    driver.advance(files.scenario.clock.ends + 1)
    record = Record(header, tuple(driver.drill.events))
    return record, score(record, files.scenario, files.rulebook)


def play(job: tuple[str, str, float, int], *, redressed: bool = False) -> Drilled:
    """One drill of a job: scenario, strategy, touch (1 for the strategy itself and for praised skills), seed."""
    scenario, name, touch, seed = job
    skill = load_skill(name) if touch == 1 else touched(name, touch, "expert")
    record, card = drill(scenario, skill, seed, redressed=redressed)
    return Drilled(scenario, name, touch, seed, card.scores.total, card.capped_by, _course(record))


def _course(record: Record) -> str:
    """What tells whether two drills took the same course, whoever is said to have played: what each seat did, in its order.

    Not the second in which it did it: an officer who was tempted, and then did all the same as the other, did nothing wrong.
    """
    acts: dict[str, list[object]] = {}
    for event in record.of_kind("action"):
        acts.setdefault(event.seat, []).append(event.data["action"])
    return hashlib.sha256(repr(sorted(acts.items())).encode()).hexdigest()


def jobs(scenarios: Sequence[str], seeds: Sequence[int]) -> list[tuple[str, str, float, int]]:
    """Every drill that is to be played: the same seed gives every crew the same crisis."""
    kinds = [(name, 1.0) for name in (*LADDER, *CONDEMNED)] + [(name, TOUCH) for name in condemned_names()]
    return [(scenario, name, touch, seed) for scenario in scenarios for seed in seeds for name, touch in kinds]


def run(todo: Sequence[tuple[str, str, float, int]], workers: int, *, redressed: bool = False) -> list[Drilled]:
    """All drills; a chunk of jobs is one seed of one scenario, so that each form of a scenario is made once."""
    one = partial(play, redressed=redressed)
    if workers <= 1:
        return [one(job) for job in todo]
    with ProcessPoolExecutor(workers, initializer=warm_up) as pool:
        return list(pool.map(one, todo, chunksize=len(jobs(SCENARIOS[:1], (1,)))))


def tolerance(scenarios: Sequence[str], seeds: Sequence[int], workers: int, *, redressed: bool = False) -> bool:
    """Print what a corrected slip keeps of what a hidden one loses; gives whether it is enough for the honest, and nothing for
    those who made it up.
    """
    todo = [(scenario, seed) for scenario in scenarios for seed in seeds]
    one = partial(kept, redressed=redressed)
    if workers <= 1:
        shares = [one(job) for job in todo]
    else:
        with ProcessPoolExecutor(workers, initializer=warm_up) as pool:
            shares = list(pool.map(one, todo))
    free = [f"{scenario} {seed}" for (scenario, seed), share in zip(todo, shares, strict=True) if share is None]
    shares = [share for share in shares if share is not None]
    if free:
        print(f"\nFAIL  a hidden slip cost nothing in {', '.join(free)}")
    least, most = min(honest for honest, _ in shares), max(made_up for _, made_up in shares)
    holds = least >= KEPT and most <= 0 and not free
    words = f"of what a hidden slip loses, a corrected one keeps at least {least:.0%}, made-up ones at most {most:.0%}"
    print(f"\n{'pass' if holds else 'FAIL'}  {words}")
    return holds


def _share(pairs: Sequence[tuple[float, float]]) -> float:
    """Share of (lower, higher) pairs that stand so."""
    return statistics.mean(low < high for low, high in pairs)


def _ladder(own: Sequence[Drilled]) -> list[tuple[str, bool]]:
    """What is asked of the skills themselves, in words, and whether it holds."""
    totals = {name: [r.total for r in sorted(own, key=lambda r: r.seed) if r.strategy == name] for name in LADDER}
    checks = [(f"expert mean {statistics.mean(totals['expert']):.1f}", statistics.mean(totals["expert"]) >= BAR)]
    for better, worse in pairwise(name for name in LADDER if totals[name]):
        above = _share(list(zip(totals[worse], totals[better], strict=True)))
        checks.append((f"{better} above {worse} {above:.0%}", above >= OFTEN))
        if len(totals[better]) > 1:
            spread = max(statistics.stdev(totals[better]), statistics.stdev(totals[worse]))
            distance = statistics.mean(totals[better]) - statistics.mean(totals[worse])
            checks.append((f"{distance / spread if spread else math.inf:.1f} sd apart", distance >= APART * spread))
    return checks


def report(rows: Sequence[Drilled]) -> bool:
    """Print one table by scenario, each line with pass or FAIL; gives whether every requirement holds."""
    good = True
    for scenario in dict.fromkeys(row.scenario for row in rows):
        own = [row for row in rows if row.scenario == scenario]
        checks = _ladder(own)
        good = good and all(holds for _, holds in checks)
        print(f"\n{scenario}: " + ", ".join(words + ("" if holds else " FAIL") for words, holds in checks))
        print(f"{'whole crews':<15}{'mean':>6}{'sd':>6}{'least':>7}{'most':>6}  capped")
        for name in LADDER:
            played = [r for r in own if r.strategy == name]
            if played:
                totals, caps = [r.total for r in played], [cap for r in played for cap in r.caps]
                spread = statistics.stdev(totals) if len(totals) > 1 else 0.0
                counted = ", ".join(f"{cap} {caps.count(cap)}" for cap in dict.fromkeys(caps))
                print(
                    f"{name:<15}{statistics.mean(totals):>6.1f}{spread:>6.1f}{min(totals):>7.1f}{max(totals):>6.1f}"
                    f"  {counted or '-'}"
                )
        print(
            f"{'condemned':<15}{'mean':>6}{'most':>6}{'<trained':>10}{'<expert':>9}"
            f"{'half':>8}{'shown':>7}{'<expert':>9}        caps of whole crews"
        )
        for name in dict.fromkeys(r.strategy for r in own if r.strategy not in LADDER):
            good = _line(name, own) and good
    return good


def _line(name: str, own: Sequence[Drilled]) -> bool:
    """Print one condemned strategy, whole and as half a habit of experts; gives whether it holds."""
    praised = {(r.strategy, r.seed): r for r in own if r.strategy in PRAISED}
    whole = [r for r in own if r.strategy == name and r.touch == 1]
    touch = [r for r in own if r.strategy == name and r.touch != 1]
    shown = [r for r in touch if r.digest != praised["expert", r.seed].digest]
    below = _share([(r.total, praised["trained", r.seed].total) for r in whole])
    never = _share([(r.total, praised["expert", r.seed].total) for r in whole])
    less = _share([(r.total, praised["expert", r.seed].total) for r in shown]) if shown else None
    holds = below >= OFTEN and never == 1 and (not touch or (less is not None and less >= OFTEN))
    caps = ", ".join(dict.fromkeys(cap for r in whole for cap in r.caps))
    half = (
        f"{statistics.mean(r.total for r in touch):>8.1f}{len(shown):>4}/{len(touch):<2}"
        if touch
        else f"{'-':>8}{'-':>7}"
    )
    print(
        f"{name:<15}{statistics.mean(r.total for r in whole):>6.1f}{max(r.total for r in whole):>6.1f}"
        f"{below:>10.0%}{never:>9.0%}{half}"
        + (f"{less:>9.0%}" if less is not None else f"{'-':>9}")
        + f"  {'pass' if holds else 'FAIL'}  {caps or '-'}"
    )
    return holds


def main() -> None:
    """Play and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=40, help="number of paired seeds, from 1")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append", help="this one only; may be repeated")
    parser.add_argument(
        "--redress", action="store_true", help="each seed plays a renamed and re-dressed form of its own"
    )
    parser.add_argument("--workers", type=int, default=min(WORKERS, os.cpu_count() or 1))
    given = parser.parse_args()
    scenarios, seeds = given.scenario or SCENARIOS, range(1, given.seeds + 1)
    good = report(run(jobs(scenarios, seeds), given.workers, redressed=given.redress))
    good = tolerance(scenarios, seeds, given.workers, redressed=given.redress) and good
    print("every requirement holds" if good else "at least one requirement fails")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
