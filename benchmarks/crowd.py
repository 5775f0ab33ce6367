"""The crowd alone: milliseconds for one replication of 72 hours (864 ticks, 5 segments, 7 channels) on one core after warm-up,
compiled kernel beside numpy reference in the same run, with the share of the random numbers.

    python -m benchmarks.crowd                 # K = 3 and K = 8; half a minute
    python -m benchmarks.crowd --flat 10000    # memory over so many replications, K = 3

Exits with 1 if the kernel takes more than 10 ms with 3 narratives or 20 ms with 8 (best of the replications, on an
otherwise idle machine), if the two forms differ in a bit, or if memory grows by more than 2 MB after the first hundred.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import numba
import numpy as np

from benchmarks.agreement import RUN, plain
from simulator.opinion import kernel, reference
from simulator.opinion.actions import Crowd
from simulator.opinion.normals import BLOCK, CrowdNumbers
from simulator.opinion.state import Step

LIMITS = {3: 10.0, 8: 20.0}
"""Most milliseconds for a replication, by number of narratives."""
GROWTH = 2.0
"""Most megabytes that memory may grow between the first hundred replications and the last."""


def crowd(narratives: int, step: Step, replication: int = 0) -> Crowd:
    """A fresh crowd of default narratives."""
    return Crowd(*plain(narratives), seed=7, replication=replication, step=step)


def milliseconds(work: Callable[[int], object], times: int) -> list[float]:
    """Time of the processor that each of some calls takes, so that other work on the machine counts less; each is told its
    number."""
    taken = []
    for number in range(times):
        begun = process_time()
        work(number)
        taken.append(1000 * (process_time() - begun))
    return taken


def draw(narratives: int, replication: int) -> None:
    """The random numbers of one replication, without the crowd."""
    slots = narratives * 5 * 7 + narratives * 7 + narratives
    numbers = CrowdNumbers(7, slots, replication=replication)
    for _ in range(RUN // BLOCK):
        numbers.rows(BLOCK)


def ticking(narratives: int, replication: int) -> None:
    """One replication as a drill takes it: tick by tick."""
    one = crowd(narratives, kernel.advance, replication)
    for _ in range(RUN):
        one.tick()


def speed(replications: int) -> bool:
    """Print the table; whether the limits hold."""
    begun = perf_counter()
    kernel.warm_up()
    print(f"warm-up: {perf_counter() - begun:.2f} s; numba {numba.__version__}, numpy {np.__version__}")
    print(
        f"best (median) of {replications} replications of {RUN} ticks, ms; the reference of {max(3, replications // 20)}"
    )
    print(
        f"{'K':>2} {'compiled':>15} {'of it numbers':>15} {'tick by tick':>15} {'reference':>17} {'faster':>7}  digest of both"
    )
    good = True
    for narratives, limit in LIMITS.items():
        run = milliseconds(lambda r, k=narratives: crowd(k, kernel.advance, r).run(RUN), replications)
        numbers = milliseconds(lambda r, k=narratives: draw(k, r), replications)
        ticks = milliseconds(lambda r, k=narratives: ticking(k, r), replications)
        slow = milliseconds(lambda r, k=narratives: crowd(k, reference.advance, r).run(RUN), max(3, replications // 20))
        two = [crowd(narratives, step) for step in (kernel.advance, reference.advance)]
        for one in two:
            one.run(RUN)
        digests = [one.digest()[:12] for one in two]
        same = digests[0] == digests[1]
        shown = " ".join(f"{f'{min(t):.1f} ({statistics.median(t):.1f})':>15}" for t in (run, numbers, ticks))
        slowly = f"{min(slow):.0f} ({statistics.median(slow):.0f})"
        print(f"{narratives:>2} {shown} {slowly:>17} {min(slow) / min(run):>6.0f}x  {digests[0] if same else 'NO'}")
        print(f"   per tick beyond one long call: {1000 * (min(ticks) - min(run)) / RUN:.1f} microseconds")
        good = good and same and min(run) <= limit
    return good


def resident() -> float:
    """Megabytes of this process in memory (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def flat(replications: int) -> bool:
    """Print memory after 100, 1,000 and all replications; whether it stayed flat."""
    kernel.warm_up()
    seen = []
    for done in range(1, replications + 1):
        crowd(3, kernel.advance, done).run(RUN)
        if done in (100, 1000, replications):
            seen.append(resident())
            print(f"after {done:>6} replications: {seen[-1]:.1f} MB")
    return seen[-1] - seen[0] <= GROWTH


def main(arguments: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replications", type=int, default=200, help="replications of the compiled form")
    parser.add_argument("--flat", type=int, nargs="?", const=10_000, help="measure memory instead (Linux)")
    options = parser.parse_args(arguments)
    return 0 if (flat(options.flat) if options.flat else speed(options.replications)) else 1


if __name__ == "__main__":
    sys.exit(main())
