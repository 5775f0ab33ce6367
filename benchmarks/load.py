"""How much work each seat of each shipped scenario has, measured in drills that experts play by themselves. The briefing
shows it to whoever takes the seat.

    python -m benchmarks.load

Plays three seeds of every scenario and writes ``scenarios/load/load.yaml``; a test holds the file to the scenarios.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median_low

import yaml

from simulator.record.events import Event
from simulator.replay.driver import Driver
from simulator.replay.materials import gather
from simulator.scenario.load import list_scenarios
from simulator.scenario.moments import HOUR

PATH = Path(__file__).parent.parent / "scenarios" / "load" / "load.yaml"
SEEDS = (1, 2, 3)
REACHES = ("document", "consulted", "asked", "submitted", "assigned", "pressed", "returned", "fact_stale")
"""Kinds of event that put something on a desk that wants to be read or answered."""


def load_of(events: list[Event], seat: str) -> dict[str, int]:
    """Papers that reached a seat, acts that its expert did, and the most papers in any hour."""
    reached = [e for e in events if e.kind in REACHES and (e.seat == seat or seat in e.data.get("to", ()))]
    papers = [e for e in reached if e.seat != seat or e.kind in ("document", "fact_stale")]
    acts = sum(e.kind == "action" and e.seat == seat for e in events)
    hours = Counter(e.at // HOUR for e in papers)
    return {"papers": len(papers), "acts": acts, "busiest_hour": max(hours.values(), default=0)}


def main() -> None:
    """Measure and write."""
    table = {}
    for name in list_scenarios():
        materials = gather(name, "i80-2016")
        seats = [seat.id for seat in materials.scenario.seats]
        drills = []
        for seed in SEEDS:
            header = materials.header(seed=seed, crew=dict.fromkeys(seats, "expert"))
            drill = materials.drill(header)
            Driver(drill, materials.crew(header)).advance(materials.scenario.clock.ends + 1)
            drills.append([load_of(list(drill.events), seat) for seat in seats])
        table[name] = {
            "digest": materials.header(seed=1, crew={}).scenario_digest,
            "seats": {
                seat: {
                    kind: median_low([drill[n][kind] for drill in drills])
                    for kind in ("papers", "acts", "busiest_hour")
                }
                for n, seat in enumerate(seats)
            },
        }
    text = "# Load of each seat, measured in drills that experts play (medians of three seeds): python -m benchmarks.load\n"
    PATH.write_text(text + yaml.safe_dump(table, sort_keys=True), encoding="utf-8")
    print(PATH.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
