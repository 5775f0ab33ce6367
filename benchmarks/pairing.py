"""What common random numbers are worth: how much smaller the variance of a difference between two courses is when both
meet the same luck than when each meets its own. Crowd alone (an earlier against a later first word), and whole drills
(two rulebooks, two skills). A gain of 4 means that a fourth of the runs suffice.

    python -m benchmarks.pairing                # a minute or two on two cores
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from benchmarks.ladder import materials
from simulator.opinion.theory.policies import PAIRS, believers_by_hour
from simulator.replay.driver import Driver
from simulator.replay.warm import warm_up

FIGURES: Final = ("rumour_belief", "trust", "accuracy")
DRILLS: Final = (
    ("rulebook", ("trained", "n61-2016"), ("trained", "hypothetical-tight")),
    ("rulebook", ("trained", "n61-2016"), ("trained", "i80-2016")),
    ("skill", ("expert", "i80-2016"), ("trained", "i80-2016")),
    ("skill", ("trained", "i80-2016"), ("untrained", "i80-2016")),
)
"""What is compared: crews that heed another rulebook's hours, and crews of another skill."""


def gain(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Mean difference, variance of the paired difference, and how many times larger the unpaired variance is."""
    paired = statistics.variance([a - b for a, b in zip(one, other, strict=True)])
    unpaired = statistics.variance(one) + statistics.variance(other)
    mean = statistics.mean(one) - statistics.mean(other)
    return mean, paired, unpaired / paired if paired else float("inf")


def outcome(job: tuple[str, str, str, int]) -> dict[str, float]:
    """The outcome of one drill, in per mille; ``job`` is (scenario, skill, rulebook, seed)."""
    scenario, skill, rulebook, seed = job
    files = materials(scenario, rulebook)
    header = files.header(seed=seed, crew={seat.id: skill for seat in files.scenario.seats})
    driver = Driver(files.drill(header), files.crew(header))
    driver.advance(files.scenario.clock.ends + 1)
    closing = next(event for event in reversed(driver.drill.events) if event.kind == "drill_closed")
    return {name: float(closing.data["outcome"][name]) for name in FIGURES}


def crowd(seed: int, runs: int) -> None:
    """The crowd alone: believers of the rumour at 72 h by the hour of the first word."""
    counts = believers_by_hour(seed, runs)
    print(f"crowd alone, {runs} replications: believers of the rumour at 72 h")
    print(f"  {'first word at':<18}{'mean difference':>16}{'gain':>9}{'earlier better in':>20}")
    for early, late in PAIRS:
        mean, _, factor = gain(counts[early], counts[late])
        share = sum(a < b for a, b in zip(counts[early], counts[late], strict=True)) / runs
        print(f"  {f'{early} h, {late} h':<18}{mean:>16.0f}{factor:>8.1f}x{share:>20.0%}")


def drills(scenario: str, seeds: Sequence[int], workers: int) -> None:
    """Whole drills: outcomes of two courses of the same crisis."""
    sides = list(dict.fromkeys(side for _, *both in DRILLS for side in both))
    jobs = [(scenario, skill, rulebook, seed) for skill, rulebook in sides for seed in seeds]
    with ProcessPoolExecutor(workers, initializer=warm_up) as pool:
        found = dict(zip(jobs, pool.map(outcome, jobs, chunksize=4), strict=True))
    print(f"whole drills of {scenario}, {len(seeds)} seeds: variance gain by figure")
    print(f"  {'what differs':<48}" + "".join(f"{name:>15}" for name in FIGURES))
    for what, one, other in DRILLS:
        cells = []
        for name in FIGURES:
            a, b = ([found[(scenario, *side, seed)][name] for seed in seeds] for side in (one, other))
            mean, _, factor = gain(a, b)
            cells.append(f"{mean / 1000:>+7.3f}{factor:>7.1f}x" if factor < float("inf") else f"{'the same':>15}")
        label = f"{what}: {' '.join(one)}, {' '.join(other)}"
        print(f"  {label:<48}" + "".join(cells))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--scenario", default="landslide")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    warm_up()
    crowd(1, given.runs)
    drills(given.scenario, range(1, given.seeds + 1), given.workers)


if __name__ == "__main__":
    main()
