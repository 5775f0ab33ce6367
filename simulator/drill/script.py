"""What the scenario brings in by itself: signs before the crisis, facts that become true or stop holding, claims that
begin to circulate and turn, injects at their moment or on their condition, changes of the matter, and the epilogue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from simulator.drill.conditions import holds, who_did
from simulator.drill.phase import Phase
from simulator.drill.sheets import open_sheet, reopen_sheet
from simulator.message import Entry, plain_value
from simulator.rules.matter import Change, Matter
from simulator.rules.vocabulary import Danger
from simulator.scenario.conditions import BeliefOver, Happened, HeatOver, Hidden
from simulator.scenario.effects import (
    Development,
    Effect,
    Exposes,
    OtherBodySays,
    Posts,
    Reopen,
    Reveal,
    Surfaces,
)
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Claim, Fact, Inject, Signal, Strand, TruthTurn, Turn

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

DAY_30 = 30 * 24 * HOUR
"""The last day of the epilogue, seconds from T+0."""

MOVED_BY_ITSELF: Final = (BeliefOver, HeatOver, Happened)
"""Conditions that may come to hold without an event: by the crowd's ticks, or because the truth has turned."""


class Script:
    """The scenario's own course in one drill."""

    def __init__(self, drill: Drill) -> None:
        """Nothing is scheduled before :meth:`schedule`."""
        self.drill = drill
        self.fired: dict[str, int] = {}
        self.changes: dict[str, list[Change]] = {strand.id: [] for strand in drill.scenario.strands}
        """Strand -> what has changed in the facts that decide who must answer."""
        self.waiting = [inject for inject in drill.scenario.injects if inject.when.if_ is not None]
        """Injects that wait for a condition."""
        self._from = min((inject.when.after for inject in self.waiting), default=None)
        """When the first of their windows opens; None while nothing waits."""
        self._looked, self._told = drill.scenario.clock.opens, 0
        """When their conditions were last looked at, and how many events there had been."""

    def schedule(self) -> None:
        """Put everything that has a moment on the calendar."""
        drill, scenario = self.drill, self.drill.scenario
        for strand in scenario.strands:
            drill.call_at(strand.surfaced, Phase.COMPLETION, self._bind(self.resolve, strand))
            for turn in strand.timeline:
                drill.call_at(turn.at, Phase.COMPLETION, self._bind(self._turn_matter, strand, turn))
        for signal in scenario.signals:
            drill.call_at(signal.at, Phase.COMPLETION, self._bind(self._signal, signal))
        for fact in scenario.facts:
            drill.call_at(fact.true_from, Phase.COMPLETION, self._bind(self._fact, fact))
        for claim in scenario.claims:
            drill.call_at(claim.starts, Phase.COMPLETION, self._bind(self._claim_starts, claim))
            for change in claim.turns:
                drill.call_at(change.at, Phase.COMPLETION, self._bind(self._claim_turns, claim, change))
            if claim.surfaces is not None:
                drill.call_at(claim.surfaces, Phase.COMPLETION, self._bind(self.surface, claim.id))
        for inject in scenario.injects:
            if inject.when.at is not None:
                drill.call_at(inject.when.at, Phase.COMPLETION, self._bind(self.fire, inject))

    @staticmethod
    def _bind(function: Callable[..., None], *arguments: object) -> Callable[[], None]:
        return lambda: function(*arguments)

    def _signal(self, signal: Signal) -> None:
        for seat in signal.seen_by:
            self.drill.emit("signal_seen", seat, signal=signal.id, channel=signal.channel)

    def _fact(self, fact: Fact) -> None:
        """A fact becomes true: those who are told know it, and the owner learns that its earlier value is stale."""
        drill = self.drill
        for seat in fact.known_at_start:
            drill.learn(seat, fact.id, "reported")
        owner = drill.library.seat_of.get(fact.owner)
        known = drill.board.facts.get(owner or "", {})
        for earlier in drill.library.facts_of(fact.slot):
            if owner and earlier.superseded_by == fact.id and earlier.id in known and fact.id not in known:
                drill.emit("fact_stale", owner, slot=fact.slot, fact=earlier.id)

    def _claim_starts(self, claim: Claim) -> None:
        self.drill.public.claim_starts(claim)
        self.drill.emit("claim_started", claim=claim.id, narrative=claim.narrative)
        self._danger_changed(claim)

    def _claim_turns(self, claim: Claim, turn: TruthTurn) -> None:
        self.drill.public.set_truth(claim, turn.truth)
        self.drill.emit("claim_turned", claim=claim.id, truth=turn.truth)
        self._danger_changed(claim)

    def _danger_changed(self, claim: Claim) -> None:
        """A grave claim began to circulate or turned: that bears on who must answer."""
        strand = self.drill.library.strands[self.drill.library.belongs.claims[claim.id]]
        if claim.danger == "serious" and self.drill.now >= strand.surfaced:
            self.resolve(strand)

    def surface(self, claim: str, later: bool = False) -> None:
        """The truth of a claim becomes known to everybody; ``later`` than the horizon it makes no fact public in time."""
        drill = self.drill
        if claim in drill.board.surfaced:
            return
        known = drill.library.claims[claim]
        settled = [f for f in known.settled_by if drill.library.facts[f].true_from <= drill.now and not later]
        drill.public.surface(known)
        drill.emit("claim_surfaced", claim=claim, truth=drill.library.truth(claim, drill.now), facts=settled)

    def _turn_matter(self, strand: Strand, turn: Turn) -> None:
        changed = turn.model_dump(mode="json", exclude={"at"}, exclude_none=True)
        self.drill.emit("matter_changed", strand=strand.id, changed=changed)
        reopen_sheet(self.drill, strand.id)
        self.change(strand, changed)

    def change(self, strand: Strand, changed: dict[str, object]) -> None:
        """Take a change of the facts that decide who must answer, and say who is responsible now."""
        self.changes[strand.id].append(Change.model_validate({"t": self.drill.now / HOUR, **changed}))
        if self.drill.now >= strand.surfaced:
            self.resolve(strand)

    def resolve(self, strand: Strand) -> None:
        """Say who is first responsible now, if that has changed (OFFICIAL_RULES section 5, C7)."""
        drill = self.drill
        matter = Matter(
            matter=strand.matter,
            departments=strand.departments,
            places=strand.places,
            emergency_level=strand.emergency_level,
            opinion_grade=strand.opinion_grade,
            focus=strand.focus,
            rumor=self._danger(strand.id),
            deadlock=strand.deadlock,
            emergency_category=strand.emergency_category,
            technical_dispute=strand.technical_dispute,
            timeline=tuple(self.changes[strand.id]),
        )
        answer, facts = drill.rulings.on(matter, strand.id, drill.now / HOUR)
        row = answer.model_dump(mode="json", exclude={"id", "hours_left_to_respond"})
        if drill.board.responsibility.get(strand.id) != row:
            drill.emit("responsibility", **row)
        drill.duties.matter(strand, facts)

    def _danger(self, strand: str) -> Danger:
        """Serious once a false claim circulates in a strand that seriously endangers order; else none."""
        library = self.drill.library
        serious = (
            library.claims[claim].danger == "serious" and library.truth(claim, self.drill.now) == "false"
            for claim in self.drill.board.claims
            if library.belongs.claims[claim] == strand
        )
        return "serious" if any(serious) else "none"

    def awaits(self, now: int) -> bool:
        """Whether an inject waits for a condition at that second or since."""
        return self._from is not None and now >= self._from

    def conditions(self) -> None:
        """Fire the conditional injects whose condition holds now; those whose time has passed are not looked at again.

        Where nothing has happened since the last look, a condition that did not hold then does not hold now, unless it is one
        that time or the crowd can bring about.
        """
        now, told = self.drill.now, len(self.drill.events)
        calm, looked = told == self._told, self._looked
        self._looked, self._told = now, told
        done = []
        for inject in self.waiting:
            when = inject.when
            if now < when.after:
                continue
            if inject.id in self.fired or (when.before is not None and now > when.before):
                done.append(inject)
            elif calm and when.after <= looked and not isinstance(when.if_, MOVED_BY_ITSELF):
                continue
            elif when.if_ is not None and holds(when.if_, self.drill):
                self.fire(inject)
        if done:
            self.waiting = [inject for inject in self.waiting if inject not in done]
            self._from = min((inject.when.after for inject in self.waiting), default=None)

    def fire(self, inject: Inject) -> None:
        """An inject takes place: its documents land, its effects happen. It takes place once."""
        drill = self.drill
        if inject.id in self.fired:
            return
        self.fired[inject.id] = drill.now
        drill.emit("inject_fired", inject=inject.id)
        strand = drill.library.belongs.injects[inject.id]
        if inject.to and drill.now >= drill.library.strands[strand].surfaced:
            open_sheet(drill, strand, "", "brought from outside")
        for seat in inject.to:
            drill.emit("document", seat, inject=inject.id, form=inject.form)
        for effect in inject.effects:
            self._take_effect(inject, effect)

    def _take_effect(self, inject: Inject, effect: Effect) -> None:
        drill = self.drill
        match effect:
            case Reveal():
                for seat in inject.to:
                    for fact in effect.facts:
                        if drill.library.facts[fact].true_from <= drill.now:
                            drill.learn(seat, fact, "document", inject.id)
            case Posts():
                drill.public.inject_posts(effect.narrative, effect.count)
            case Reopen():
                drill.public.reopen(effect.narrative, effect.share)
            case Development():
                drill.public.development(effect.narrative)
            case OtherBodySays():
                self._other_body_says(effect)
            case Surfaces():
                self.surface(effect.claim)
            case Exposes():
                self.expose(effect.what)

    def _other_body_says(self, effect: OtherBodySays) -> None:
        drill = self.drill
        value = plain_value(effect.value)
        current = drill.library.current(effect.slot, drill.now)
        event = drill.emit(
            "other_body_said",
            party=effect.party,
            slot=effect.slot,
            value=value,
            fact=current.id if current is not None and plain_value(current.value) == value else None,
        )
        held = [
            fact.true_from
            for fact in drill.library.facts_of(effect.slot)
            if fact.true_from <= drill.now and plain_value(fact.value) == value
        ]
        entry = Entry(
            seq=event.seq,
            at=drill.now,
            party=effect.party,
            slot=effect.slot,
            value=value,
            holds_from=held[-1] if held else drill.now,
            as_of=drill.now,
            of_fact=bool(held),
        )
        drill.public.clash(entry, drill.ledger.publish(entry))

    def expose(self, what: Sequence[Hidden]) -> None:
        """What organs did and hid becomes known: each thing once, and only if one of them did it."""
        for hidden in what:
            doers = who_did(hidden, self.drill)
            if doers and hidden not in self.drill.board.exposed:
                self.drill.public.exposed()
                self.drill.emit("exposed", what=hidden, parties=doers)

    def epilogue(self) -> None:
        """Say what has become of it at days 7 and 30, and let come out what comes out then.

        A claim whose truth surfaces by itself after the horizon has surfaced by day 30.
        """
        drill = self.drill
        earned = [entry for entry in drill.scenario.epilogue if holds(entry.if_, drill)]
        for claim in drill.scenario.claims:
            if claim.surfaces is not None and drill.scenario.clock.ends < claim.surfaces <= DAY_30:
                self.surface(claim.id, later=True)
        for entry in earned:
            drill.emit("epilogue", epilogue=entry.id, day=entry.day)
            for name in entry.surfaces:
                self.surface(name, later=True)
            self.expose(entry.exposes)
