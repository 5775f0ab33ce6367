"""The Maki-Thompson rumour in GillesPy2, for `benchmarks.rumour`: run by the interpreter of an environment that has it, and
without anything of Podium. Prints one JSON object.

    PYTHON rumour_peer.py RUNS SEED SOLVER        SOLVER: ssa or tau
"""

import json
import resource
import sys
import time
from importlib.metadata import version

N = 100_000
END = 400.0
"""Units of time after which no run spreads any more; a run takes about 40."""


def main() -> None:
    """Build, warm up, run; report times apart, peak memory and the final shares."""
    runs, seed, solver = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    begun = time.perf_counter()
    import gillespy2
    from gillespy2 import SSACSolver, TauLeapingCSolver

    model = gillespy2.Model("maki_thompson")
    names = {"Y": N, "X": 1, "Z": 0}
    model.add_species([gillespy2.Species(name, count, mode="discrete") for name, count in names.items()])
    model.add_parameter([gillespy2.Parameter("k", 1.0 / N)])
    # a rate of 1/N for each ordered pair: X (X - 1) for two spreaders, without the half of an unordered pair
    model.add_reaction(
        [
            gillespy2.Reaction("told", {"Y": 1, "X": 1}, {"X": 2}, propensity_function="k*X*Y"),
            gillespy2.Reaction("met", {"X": 2}, {"X": 1, "Z": 1}, propensity_function="k*X*(X-1)"),
            gillespy2.Reaction("stopped", {"X": 1, "Z": 1}, {"Z": 2}, propensity_function="k*X*Z"),
        ]
    )
    model.timespan(gillespy2.TimeSpan([0.0, END]))
    engine = (SSACSolver if solver == "ssa" else TauLeapingCSolver)(model)
    engine.run(number_of_trajectories=1, seed=seed)
    setup = time.perf_counter() - begun
    begun, used = time.perf_counter(), _used()
    results = engine.run(number_of_trajectories=runs, seed=seed + 1)
    wall, used = time.perf_counter() - begun, _used() - used
    left = [float(run["Y"][-1]) / N for run in results]
    unfinished = sum(float(run["X"][-1]) > 0 for run in results)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {
                "version": f"GillesPy2 {version('gillespy2')}",
                "setup": setup,
                "wall": wall,
                "processor": used,
                "peak_kb": peak,
                "left": left,
                "unfinished": unfinished,
            }
        )
    )


def _used() -> float:
    """Seconds of the processor that this process and its finished children took."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in times)


if __name__ == "__main__":
    main()
