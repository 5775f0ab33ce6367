"""Whole drills: milliseconds of the processor that one takes in which expert colleagues, or others, fill every seat, from its
opening to its horizon, in one process after warm-up; beside the same drill's crowd alone and a bare SimPy loop of as many
empty events, both in the same run.

    python -m benchmarks.drills                # every shipped scenario and skill, six drills each; two minutes
    python -m benchmarks.drills --flat 500     # memory over so many drills of the canteen

Exits with 1 if the best drill of a scenario with experts takes more than the goal, 40 ms, on an otherwise idle machine, or if
memory grows by more than 8 MB after the first fifty drills.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from time import process_time

import simpy

from benchmarks.crowd import milliseconds, resident
from benchmarks.ladder import SKILLS, materials
from simulator.drill.public import TICK
from simulator.opinion.actions import Crowd
from simulator.replay.driver import Driver
from simulator.replay.materials import Materials
from simulator.replay.warm import warm_up
from simulator.scenario.parameters import crowd_of, narratives_of

SCENARIOS = ("tutorial", "canteen", "landslide", "bus-fare", "exam-leak", "river", "pension")
GOAL = 40.0
"""Most milliseconds for a whole drill of experts."""
RULEBOOK = "i80-2016"
SETTLED = 50
"""Drills after which memory must have settled: a batch lets a few drills' garbage gather before it looks for it."""
GROWTH = 8.0
"""Most megabytes that memory may grow after that; about three drills that wait to be found."""


def play(files: Materials, skill: str, seed: int) -> int:
    """One whole drill; gives the number of its events."""
    header = files.header(seed=seed, crew={seat.id: skill for seat in files.scenario.seats})
    driver = Driver(files.drill(header), files.crew(header))
    driver.advance(files.scenario.clock.ends + 1)
    return len(driver.drill.events)


def crowd_alone(files: Materials, seed: int) -> None:
    """The drill's crowd, to which nothing is said or done, as far as the horizon in one go."""
    clock = files.scenario.clock
    crowd = Crowd(narratives_of(files.scenario), crowd_of(files.scenario), seed=seed, start=clock.opens)
    crowd.run((clock.ends - clock.opens) // TICK)


def empty(events: int) -> None:
    """So many events that mean nothing, by SimPy alone: what a discrete-event loop costs before anything is simulated."""
    env = simpy.Environment()
    for at in range(events):
        env.timeout(at)
    env.run()


def speed(scenarios: Sequence[str], skills: Sequence[str], drills: int) -> bool:
    """Print the table; whether every scenario's experts meet the goal."""
    begun = process_time()
    warm_up()
    print(f"warm-up: {process_time() - begun:.2f} s; best (median) of {drills} drills each, ms of processor time")
    print(
        f"{'scenario':<11}{'skill':<11}{'whole drill':>15}{'events':>8}{'crowd alone':>15}{'share':>7}{'empty loop':>12}"
    )
    missed = []
    for name in scenarios:
        files = materials(name, RULEBOOK)
        play(files, skills[0], 0)
        crowd = milliseconds(lambda seed, files=files: crowd_alone(files, seed + 1), drills)
        for skill in skills:
            counts: list[int] = []
            whole = milliseconds(lambda s, files=files, k=skill, to=counts: to.append(play(files, k, s + 1)), drills)
            events = round(statistics.median(counts))
            bare = min(milliseconds(lambda _, events=events: empty(events), drills))
            print(
                f"{name:<11}{skill:<11}{_best(whole):>15}{events:>8}{_best(crowd):>15}{min(crowd) / min(whole):>7.0%}"
                f"{bare:>12.1f}"
            )
            if skill == "expert" and min(whole) > GOAL:
                missed.append(f"{name} {min(whole):.0f}")
    print(f"goal: {GOAL:.0f} ms with experts: " + (f"missed ({', '.join(missed)})" if missed else "met"))
    return not missed


def _best(taken: Sequence[float]) -> str:
    return f"{min(taken):.1f} ({statistics.median(taken):.1f})"


def flat(drills: int) -> bool:
    """Print memory after the first drills and after all; whether it stayed flat."""
    warm_up()
    files = materials("canteen", RULEBOOK)
    seen = []
    for done in range(1, drills + 1):
        play(files, "expert", done)
        if done in (SETTLED, drills // 2, drills):
            seen.append(resident())
            print(f"after {done:>6} drills: {seen[-1]:.1f} MB")
    return seen[-1] - seen[0] <= GROWTH


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drills", type=int, default=6, help="drills of each scenario and skill")
    parser.add_argument("--scenarios", nargs="+", default=SCENARIOS)
    parser.add_argument("--skills", nargs="+", default=SKILLS)
    parser.add_argument("--flat", type=int, nargs="?", const=500, help="measure memory instead (Linux)")
    given = parser.parse_args(arguments)
    good = flat(given.flat) if given.flat else speed(given.scenarios, given.skills, given.drills)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
