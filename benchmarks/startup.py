"""How long a person waits: ``podium --help`` and a warm, whole ``podium play canteen --auto expert --json``, against what
Python itself and the libraries' imports cost in the same run.

    python -m benchmarks.startup [--runs 5]

Exits with 1 if the help takes 0.4 s or more, or the drill 3 s or more (medians, on an otherwise idle machine).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELP_LIMIT = 0.4
PLAY_LIMIT = 3.0

LIBRARIES = "import click, jinja2, matplotlib.figure, numpy, pydantic, simpy"

COMMANDS = {
    "python -c pass (baseline)": [sys.executable, "-c", "pass"],
    "import of the libraries (baseline)": [sys.executable, "-c", LIBRARIES],
    "podium --help": [sys.executable, "-m", "tui.cli", "--help"],
    "podium play canteen --auto expert --json": [
        sys.executable, "-m", "tui.cli", "play", "canteen", "--auto", "expert", "--seed", "7", "--json",
    ],
}  # fmt: skip


def median_time(command: list[str], runs: int, environment: dict[str, str]) -> float:
    """Median wall time in seconds of a command over some runs, after one that warms the caches."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def main() -> int:
    """Print the table; say by the exit code whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PODIUM_HOME": home, "PYTHONPATH": str(Path(__file__).parent.parent)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # warm means compiled once, as an installed Podium is
        medians = {name: median_time(command, runs, environment) for name, command in COMMANDS.items()}
    for name, seconds in medians.items():
        print(f"{seconds:7.3f} s  {name}")
    good = medians["podium --help"] < HELP_LIMIT and medians["podium play canteen --auto expert --json"] < PLAY_LIMIT
    print("within the limits" if good else f"NOT within the limits ({HELP_LIMIT} s, {PLAY_LIMIT} s)")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
