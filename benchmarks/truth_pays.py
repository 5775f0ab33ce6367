"""Truth pays: over paired seeds, an expert crew plays each shipped scenario as it would, and again with one temptation
taken: a comforting falsehood in place of a published figure, an order to remove posts obeyed, or critics referred to the
police. No temptation may improve the mean outcome at 72 hours and after the epilogue. Exits with 1 if one does.

    python -m benchmarks.truth_pays                 # 40 paired seeds, all scenarios, all cores
    python -m benchmarks.truth_pays --seeds 4       # the short form that the suite plays
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

from benchmarks.ladder import materials
from simulator.drill.colleagues import Crew
from simulator.message import Library
from simulator.record import TRAINER, Action, Board, Event
from simulator.record import actions as a
from simulator.replay.driver import Driver
from simulator.replay.warm import warm_up
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Text

SCENARIOS: Final = ("canteen", "landslide", "bus-fare", "exam-leak", "river", "pension")
TEMPTATIONS: Final = ("falsehood", "removal", "referral")
"""What the tempted crew does besides, or instead of, what the honest one does."""
RULEBOOK: Final = "i80-2016"
COMFORT: Final = 0.5
"""A comforting figure is this share of the true one."""
REFERRED_AFTER: Final = 2 * HOUR
"""A critic is referred so long after the criticism began."""

ORDERED_AT: Final = 20 * HOUR
"""The trainer hands out an order to remove posts that the scenario keeps in reserve at this moment."""


class Tempted:
    """An expert crew that gives in to one temptation; whatever else it does stays as it was."""

    def __init__(self, crew: Crew, library: Library, temptation: str) -> None:
        """Put a temptation before a crew."""
        self.crew = crew
        self.library = library
        self.temptation = temptation
        self.board = Board()
        self.taken = 0
        """How often the crew gave in."""
        self._criticism: list[tuple[int, str]] = []

    def next_wake(self) -> int | None:
        """When the crew next wants to act."""
        own = self._criticism[0][0] if self._criticism else None
        moments = [moment for moment in (self.crew.next_wake(), own) if moment is not None]
        return min(moments, default=None)

    def observe(self, events: Sequence[Event]) -> None:
        """Show the crew what has happened."""
        self.crew.observe(events)
        for event in events:
            self.board.apply(event)
            if self.temptation == "referral" and event.kind == "claim_started":
                claim = self.library.claims[event.data["claim"]]
                if self.library.truth(claim.id, event.at) != "false":
                    self._criticism.append((event.at + REFERRED_AFTER, claim.id))
        self._criticism.sort()

    def decide(self, now: int) -> list[tuple[str, Action]]:
        """What the crew does now, the temptation taken."""
        wake = self.crew.next_wake()
        acts = self.crew.decide(now) if wake is not None and wake <= now else []
        tempted = [(seat, self._twist(action)) for seat, action in acts]
        while self._criticism and self._criticism[0][0] <= now:
            _, claim = self._criticism.pop(0)
            tempted += self._refer(claim)
        return tempted

    def _twist(self, action: Action) -> Action:
        if self.temptation == "removal" and isinstance(action, a.AnswerOrder):
            inject = next(known for known in self.library.scenario.injects if known.id == action.inject)
            if inject.order is not None and inject.order.wants == "remove_posts":
                self.taken += 1
                return action.model_copy(update={"answer": "comply"})
        if self.temptation == "falsehood" and isinstance(action, a.Draft):
            facts = tuple(self._comfort(citation) for citation in action.message.facts)
            claims = tuple(self._deny(answer) for answer in action.message.claims)
            if (facts, claims) != (action.message.facts, action.message.claims):
                self.taken += 1
                message = action.message.model_copy(update={"facts": facts, "claims": claims})
                return action.model_copy(update={"message": message})
        return action

    @staticmethod
    def _deny(answer: a.ClaimAnswer) -> a.ClaimAnswer:
        """A denial where the truth would have been to admit."""
        return a.ClaimAnswer(claim=answer.claim, stance="deny") if answer.stance in ("confirm", "partly") else answer

    def _comfort(self, citation: a.Citation) -> a.Citation:
        """A better figure than the true one, where the figure is one that people fear."""
        fact = self.library.facts[citation.fact]
        feared = self.library.slots[fact.slot].safety_critical and not isinstance(fact.value, Text)
        if not feared or citation.value is not None or not fact.value:
            return citation
        return a.Citation(fact=fact.id, value=int(float(str(fact.value)) * COMFORT))

    def _refer(self, claim: str) -> list[tuple[str, Action]]:
        self.taken += 1
        seats = self.library.party_of
        police = [p.id for p in self.library.scenario.parties if p.kind in ("public_security", "cyberspace")]
        seat = next(seat for seat, party in seats.items() if party not in police)
        return [(seat, a.Refer(claim=claim, to=tuple(police[:1])))] if police else []


@dataclass(frozen=True, slots=True)
class Pair:
    """What one temptation did to one crisis."""

    scenario: str
    temptation: str
    honest: dict[str, float]
    tempted: dict[str, float]
    taken: int


def outcome(scenario: str, seed: int, temptation: str = "") -> tuple[dict[str, float], int]:
    """The outcome of one drill, each part from 0 to 1 with 1 the best, and how often the crew gave in."""
    files = materials(scenario, RULEBOOK)
    header = files.header(seed=seed, crew={seat.id: "expert" for seat in files.scenario.seats})
    crew = Tempted(files.crew(header), Library.of(files.scenario), temptation)
    driver = Driver(files.drill(header), crew)
    for inject in files.scenario.injects:
        if inject.when.reserve and inject.order is not None and inject.order.wants == "remove_posts":
            driver.advance(ORDERED_AT)
            driver.act(TRAINER, a.FireInject(inject=inject.id))
    driver.advance(files.scenario.clock.ends + 1)
    closing = next(event for event in reversed(driver.drill.events) if event.kind == "drill_closed")
    values = {name: value / 1000 for name, value in closing.data["outcome"].items()}
    parts = {name: 1 - value if name in ("rumour_belief", "open_concerns") else value for name, value in values.items()}
    parts["index"] = statistics.mean(parts.values())
    return parts, crew.taken


def pair(job: tuple[str, int]) -> list[Pair]:
    """All temptations of one scenario and seed against the same honest drill."""
    scenario, seed = job
    honest, _ = outcome(scenario, seed)
    return [Pair(scenario, t, honest, *outcome(scenario, seed, t)) for t in TEMPTATIONS]


def play(scenarios: Sequence[str], seeds: Sequence[int], workers: int) -> list[Pair]:
    """All pairs."""
    jobs = [(scenario, seed) for scenario in scenarios for seed in seeds]
    if workers <= 1:
        return [one for job in jobs for one in pair(job)]
    with ProcessPoolExecutor(workers, initializer=warm_up) as pool:
        return [one for many in pool.map(pair, jobs) for one in many]


def report(pairs: Sequence[Pair]) -> bool:
    """Print what each temptation did on average; gives whether none improved the outcome."""
    good = True
    parts = list(pairs[0].honest)
    print(f"{'scenario':<11}{'temptation':<12}{'taken':>6}{'better':>8}" + "".join(f"{part:>16}" for part in parts))
    for scenario in dict.fromkeys(p.scenario for p in pairs):
        for temptation in TEMPTATIONS:
            rows = [p for p in pairs if p.scenario == scenario and p.temptation == temptation]
            gain = {part: statistics.mean(p.tempted[part] - p.honest[part] for p in rows) for part in parts}
            better = sum(p.tempted["index"] > p.honest["index"] for p in rows) / len(rows)
            taken = statistics.mean(p.taken for p in rows)
            print(
                f"{scenario:<11}{temptation:<12}{taken:>6.1f}{better:>8.0%}"
                + "".join(f"{gain[part]:>+16.4f}" for part in parts)
            )
            if gain["index"] > 0 or taken == 0:
                good = False
                print(f"  FAILED: {'never taken' if taken == 0 else 'the mean outcome improved'}")
    return good


def main() -> None:
    """Play and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--scenario", choices=SCENARIOS, action="append")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    pairs = play(given.scenario or SCENARIOS, range(1, given.seeds + 1), given.workers)
    sys.exit(0 if report(pairs) else 1)


if __name__ == "__main__":
    main()
