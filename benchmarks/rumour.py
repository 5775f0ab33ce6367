"""MT-100k: the final size of the well-mixed Maki-Thompson rumour, 100,000 ignorants and one spreader, 1,000 replications, by
the exact sampler of `simulator.opinion.theory`, beside GillesPy2's compiled Gillespie algorithm in the same run.

    python -m benchmarks.rumour --peer PYTHON [--runs 1000] [--peer-runs 1000]

PYTHON is the interpreter of an environment with the group `peers` of pyproject.toml (GillesPy2 also needs a C++ compiler).
Without `--peer` Podium's figures are printed alone. The sampler exploits structure that a general engine does not know;
the crowd's own tick engine at n = 2 is reported too: a different process with the same limit. Exits with 1 if a mean lies
more than 2e-4 from .20319, an sd more than 8 % from .001651, or the sampler is not ten times as fast as the peer.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
N = 100_000
MEAN, SD = 0.20319, 0.001651
MEAN_WITHIN, SD_WITHIN = 2e-4, 0.08
FASTER = 10.0
"""Times that the sampler must be as fast as the peer, per replication."""
ENGINE_SEEDS = 20
"""Seed posts of the tick engine, so that no run dies out early."""


def main() -> int:
    """Run all contenders, print the table, and say whether the requirements hold."""
    parser = argparse.ArgumentParser(description="The Maki-Thompson rumour, Podium beside GillesPy2.")
    parser.add_argument("--peer", type=Path, help="python of an environment with GillesPy2")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--peer-runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contender:
        print(json.dumps(CONTENDERS[given.contender](given.runs, given.seed)))
        return 0
    versions = f"Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores"
    print(f"MT-100k, {versions}, load {os.getloadavg()[0]:.1f}")
    sampler = _told("sampler, first half", _own("sampler", given.runs // 2, given.seed))
    peer = None
    if given.peer is not None:
        peer = _told("ssa", _peer(given.peer, given.peer_runs, given.seed, "ssa"))
        leaping = _told("tau", _peer(given.peer, min(100, given.peer_runs), given.seed, "tau"))
        _valid("GillesPy2's tau-leaping, for information", np.array(leaping["left"]))
    second = _told("sampler, second half", _own("sampler", given.runs - given.runs // 2, given.seed + 1))
    _told("tick engine, n = 2", _own("engine", given.runs, given.seed))
    return _judge(sampler, second, peer)


def _judge(first: dict[str, Any], second: dict[str, Any], peer: dict[str, Any] | None) -> int:
    """Say whether the requirements hold; 0 if they do."""
    left = np.array([*first["left"], *second["left"]])
    failed = not _valid("sampler, all", left)
    if peer is not None:
        failed |= not _valid("GillesPy2", np.array(peer["left"])) or peer["unfinished"] > 0
        for kind in ("wall", "processor"):
            own = (first[kind] + second[kind]) / left.size
            ratio = peer[kind] / len(peer["left"]) / own
            failed |= ratio < FASTER
            print(f"{kind}: the sampler is {ratio:.1f} times as fast per replication (at least {FASTER:g})")
    return int(failed)


def _valid(name: str, left: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    """Whether the final shares are those of the rumour; told."""
    mean, sd = float(left.mean()), float(left.std(ddof=1))
    good = abs(mean - MEAN) <= MEAN_WITHIN and abs(sd / SD - 1.0) <= SD_WITHIN
    print(f"{name}: mean {mean:.5f} ({MEAN} within {MEAN_WITHIN}), sd {sd:.6f} ({SD} within {SD_WITHIN:.0%}): {good}")
    return good


def _told(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """Print a contender's figures."""
    left = np.array(found["left"])
    each = 1000.0 / left.size
    print(
        f"{name}, {found['version']}: {left.size} replications, {found['wall'] * each:.2f} ms each"
        f" ({found['processor'] * each:.2f} ms of the processor), set-up {found['setup']:.2f} s,"
        f" peak {found['peak_kb'] / 1024:.0f} MB; mean {left.mean():.5f}, sd {left.std(ddof=1):.6f},"
        f" N var {left.var(ddof=1) * N:.4f}",
        flush=True,
    )
    return found


def _own(contender: str, runs: int, seed: int) -> dict[str, Any]:
    """One of ours in a process of its own, so that its memory is its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.rumour",
        "--contender",
        contender,
        "--runs",
        str(runs),
        "--seed",
        str(seed),
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _peer(python: Path, runs: int, seed: int, solver: str) -> dict[str, Any]:
    """GillesPy2 in its own environment.

    It starts SCons with the interpreter that its environment links to, so the packages are named by PYTHONPATH too.
    """
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    command = [str(python), str(ROOT / "benchmarks" / "rumour_peer.py"), str(runs), str(seed), solver]
    environment = {**os.environ, "PYTHONPATH": packages}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"GillesPy2 did not run: {ran.stderr.strip().splitlines()[-1:]}")
    found: dict[str, Any] = json.loads(ran.stdout.strip().splitlines()[-1])
    return found


def _timed(version: str, prepare: Callable[[], Callable[[], list[float]]]) -> dict[str, Any]:
    """Prepare and run, timed apart."""
    begun = time.perf_counter()
    work = prepare()
    setup = time.perf_counter() - begun
    begun, used = time.perf_counter(), time.process_time()
    left = work()
    return {
        "version": version,
        "setup": setup,
        "wall": time.perf_counter() - begun,
        "processor": time.process_time() - used,
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "left": left,
    }


def sampler(runs: int, seed: int) -> dict[str, Any]:
    """The exact sampler; importing it is its set-up."""

    def prepare() -> Callable[[], list[float]]:
        from simulator.opinion.theory.rumours import ignorant_share

        ignorant_share(N, 1, seed)
        return lambda: ignorant_share(N, runs, seed).tolist()

    return _timed("Podium", prepare)


def engine(runs: int, seed: int) -> dict[str, Any]:
    """The crowd's own step at n = 2, one mix, everything off, 168 h: the share that never hears."""

    def prepare() -> Callable[[], list[float]]:
        from simulator.opinion import use_compiled
        from simulator.opinion.theory.publics import heard, one_segment, spark

        use_compiled()
        public = one_segment(N)

        def work() -> list[float]:
            reached = heard(spark(2.0, ENGINE_SEEDS), runs, public, 168.0, seed=seed, world=1)
            return [float(1.0 - share) for share in reached[:, 0] / N]

        return work

    return _timed("Podium's crowd", prepare)


CONTENDERS: dict[str, Callable[[int, int], dict[str, Any]]] = {"sampler": sampler, "engine": engine}
"""What runs in a process of its own."""


if __name__ == "__main__":
    sys.exit(main())
