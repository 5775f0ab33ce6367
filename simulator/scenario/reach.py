"""What can be known, told and done inside a scenario's horizon, and from when at the earliest: the ground on
which the lint says that a concern cannot be answered or an inject cannot fire.
"""

from __future__ import annotations

from simulator.scenario.conditions import Condition
from simulator.scenario.schema import Disposal, Fact, Scenario


class Reach:
    """Earliest moments over one scenario, in seconds from T+0; None stands for never within the horizon."""

    def __init__(self, scenario: Scenario) -> None:
        """Index the scenario's parts by id."""
        self.scenario = scenario
        self.facts = {fact.id: fact for fact in scenario.facts}
        self.disposals = {disposal.id: disposal for disposal in scenario.disposals}
        self.advice = {advice.id: advice for advice in scenario.advice}
        self.slots = {slot.id: [fact for fact in scenario.facts if fact.slot == slot.id] for slot in scenario.slots}
        self.claims = {claim.id: claim for claim in scenario.claims}
        self.played = frozenset(seat.party for seat in scenario.seats)

    def known(self, fact: Fact, waiting: tuple[str, ...] = ()) -> int | None:
        """When some seat can know the fact: at once if known at the start, else once it has been verified, after the disposals
        that it depends on.
        """
        if fact.known_at_start:
            return self._inside(max(fact.true_from, self.scenario.clock.opens))
        verified = fact.verification
        begun = max(fact.true_from, verified.from_, self.scenario.clock.opens)
        for name in fact.needs_disposals:
            finished = None if name in waiting else self.done(self.disposals[name], waiting)
            if finished is None:
                return None
            begun = max(begun, finished)
        return self._inside(begun + verified.takes)

    def told(self, fact: Fact) -> int | None:
        """When the fact can be public: known, and not withheld any more."""
        known = self.known(fact)
        if known is None or fact.disclosure == "public":
            return known
        return None if fact.disclosable_from is None else self._inside(max(known, fact.disclosable_from))

    def done(self, disposal: Disposal, waiting: tuple[str, ...] = ()) -> int | None:
        """When the disposal can be finished: its facts known, its forerunners finished, its own work done."""
        begun = max(disposal.from_, self.scenario.clock.opens)
        moments = [self.known(self.facts[name], (*waiting, disposal.id)) for name in disposal.needs]
        for name in disposal.after:
            before = self.disposals[name]
            moments.append(None if name in waiting else self.done(before, (*waiting, disposal.id)))
        for moment in moments:
            if moment is None:
                return None
            begun = max(begun, moment)
        return self._inside(begun + disposal.takes)

    def answered(self, name: str) -> int | None:
        """When the slot, advice or disposal of that name can answer somebody."""
        if name in self.slots:
            moments = [told for fact in self.slots[name] if (told := self.told(fact)) is not None]
            return min(moments, default=None)
        if name in self.disposals:
            return self.done(self.disposals[name])
        needed = self.advice[name].needs
        return self.scenario.clock.opens if needed is None else self.told(self.facts[needed])

    def holds(self, condition: Condition) -> int | None:
        """When the condition can hold at the earliest, as far as the file alone tells."""
        opens = self.scenario.clock.opens
        if condition.is_ == "fact_public":
            return self.told(self.facts[condition.fact])
        if condition.is_ == "disposal_done":
            return self.done(self.disposals[condition.disposal])
        if condition.is_ in ("claim_denied", "claim_unanswered"):
            return self._inside(max(opens, self.claims[condition.claim].starts))
        if condition.is_ == "public_word" and condition.parties:
            return opens if any(party in self.played for party in condition.parties) else None
        if condition.is_ == "contradiction" and len(self.scenario.seats) < 2:
            return None
        return opens

    def _inside(self, moment: int) -> int | None:
        return moment if moment <= self.scenario.clock.ends else None
