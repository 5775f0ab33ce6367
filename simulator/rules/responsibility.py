"""The responsibility resolver: who must answer a matter, who coordinates, by when, and by which clause. It
walks the decision table (OFFICIAL_RULES section 5) for one matter at one moment and never guesses: what no
row covers is said so.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.errors import BadInputError, Problem
from simulator.rules.answer import Deadlines, NotCovered, Resolution, Ruling, Trace, names, unique
from simulator.rules.matter import Facts, Matter, Sheet
from simulator.rules.overlays import (
    cite_focus,
    deadlines,
    effective_grade,
    hours_left,
    leaders,
    referral,
    requested,
    take_over,
)
from simulator.rules.owners import Inquiry, all_unknown_ids, as_named, inquire, matter_facts, regulated
from simulator.rules.rulebook import Rulebook
from simulator.rules.table import decide
from simulator.rules.triggers import MatterFacts
from simulator.rules.world import Organ, World

NOT_COVERED = "not_covered"
_DUTIES = ("organise", "coordinate", "supervise", "guide")


def resolve(
    matter: Matter,
    world: World,
    rulebook: Rulebook,
    at: float = 0,
    *,
    case_id: str = "",
    strand: str | None = None,
) -> Resolution:
    """Return who is responsible for one matter (or strand) at ``at`` hours.

    Later changes of the timeline are not seen. The clock runs from the matter's own moments and never
    restarts (I11).

    Raises:
        BadInputError: the matter names a place that the world does not have.
    """
    problems = [
        Problem("the facts", None, ".".join(map(str, where)), f"there is no place '{place}'", _known_places(world))
        for where, place in all_unknown_ids(matter, world)
    ]
    if problems:
        raise BadInputError(problems)
    stages = matter.facts_until(at)
    earlier = _earlier_owners(stages[:-1], world, rulebook)
    return _Resolver(matter, stages[-1], world, rulebook, at).resolve(case_id, strand, earlier, len(stages) > 1)


def resolve_sheet(
    sheet: Sheet, world: World, rulebook: Rulebook, at: float = 0, *, case_id: str = ""
) -> list[Resolution]:
    """Return one answer for each strand of a matter, or one for the whole (I1)."""
    return [resolve(matter, world, rulebook, at, case_id=case_id, strand=key) for key, matter in sheet.matters()]


def fact_sheet(matter: Matter, world: World, rulebook: Rulebook, at: float = 0) -> MatterFacts:
    """Return the facts that rules are triggered by, at ``at`` hours.

    A matter that the decision table does not cover still has them, counted from the departments as named. Its
    kind must be stated; places must be the world's.
    """
    facts, trace = matter.facts_until(at)[-1], Trace(rulebook)
    try:
        inquiry = inquire(facts, world, rulebook, trace)
    except NotCovered:
        inquiry = as_named(facts, world, rulebook, trace)
    return matter_facts(inquiry, effective_grade(inquiry))


def _known_places(world: World) -> str:
    return "name one of " + ", ".join(sorted(world.places)[:20])


def _settle(inquiry: Inquiry) -> tuple[Ruling, bool]:
    """Base rows, then a command that took over."""
    return take_over(inquiry, decide(inquiry))


def _earlier_owners(stages: list[Facts], world: World, rulebook: Rulebook) -> tuple[Organ, ...]:
    """Return who was first responsible before the present facts (C7)."""
    owners: list[Organ] = []
    for facts in stages:
        try:
            ruling, _ = _settle(inquire(facts, world, rulebook, Trace(rulebook)))
        except NotCovered:
            continue
        owners += ruling.first
    return unique(owners)


class _Resolver:
    """One resolution in the making."""

    def __init__(self, matter: Matter, facts: Facts, world: World, rulebook: Rulebook, at: float) -> None:
        self.matter, self.facts, self.world, self.book, self.at = matter, facts, world, rulebook, at
        self.trace = Trace(rulebook)

    def resolve(self, case_id: str, strand: str | None, earlier: tuple[Organ, ...], changed: bool) -> Resolution:
        """Base rows, overlays, limits; or the reason why no row covers the facts."""
        try:
            inquiry = inquire(self.facts, self.world, self.book, self.trace)
            ruling, moved = _settle(inquiry)
        except NotCovered as reason:
            return self._not_covered(case_id, strand, str(reason))
        if ruling.case == ("C0",):
            return self._answer(case_id, strand, ruling, Deadlines(**dict.fromkeys(Deadlines.model_fields)))
        if changed:
            ruling = self._after_change(ruling, earlier)
        grade = effective_grade(inquiry)
        facts = matter_facts(inquiry, grade)
        heads = leaders(inquiry, ruling, grade)
        cite_focus(inquiry, facts)
        overlays = {
            "C6": grade == "especially_serious",
            "C7": changed or moved,
            "C8": requested(inquiry),
            "C9": regulated(self.facts),
        }
        ruling = replace(ruling, case=(*ruling.case, *(code for code, holds in overlays.items() if holds)))
        refer_to = referral(inquiry, ruling)
        limits = deadlines(inquiry, facts)
        left = hours_left(inquiry, self.matter, limits, self.at)
        return self._answer(case_id, strand, ruling, limits, heads=heads, refer_to=refer_to, left=left)

    def _after_change(self, ruling: Ruling, earlier: tuple[Organ, ...]) -> Ruling:
        """The earlier owner keeps its part; the clock runs on (C7, I11)."""
        kept = [organ for organ in earlier if organ not in ruling.first and organ not in ruling.own]
        if kept:
            self.trace.say(f"{names(kept)} was responsible before the facts changed and keeps its part", "R08", "I11")
        self.trace.say("The facts have changed: the clock does not restart", "I11")
        return replace(ruling, own=unique((*ruling.own, *kept)))

    def _answer(
        self,
        case_id: str,
        strand: str | None,
        ruling: Ruling,
        limits: Deadlines,
        *,
        heads: tuple[Organ, ...] = (),
        refer_to: tuple[Organ, ...] = (),
        left: int | float | None = None,
    ) -> Resolution:
        duties = () if not ruling.organisers else _DUTIES if ruling.supervised else _DUTIES[:2]
        return Resolution(
            id=case_id,
            strand=strand,
            case=list(ruling.case),
            first_responsible=[str(organ) for organ in ruling.first],
            own_share=[str(organ) for organ in ruling.own],
            organisers=[str(organ) for organ in ruling.organisers],
            organiser_duties=list(duties),
            lead=ruling.lead,
            consult=ruling.consult,
            leader_duty=[str(organ) for organ in heads],
            deadlines=limits,
            refer_to=[str(organ) for organ in refer_to],
            duty_discharged_by_actor_statement=regulated(self.facts) and self.book.interpretations.I13.value,
            hours_left_to_respond=left,
            basis=self.trace.basis,
            interpretation=self.trace.interpretation,
            why=list(self.trace.sentences),
        )

    def _not_covered(self, case_id: str, strand: str | None, reason: str) -> Resolution:
        """Name nobody; the public limits hang on the emergency level alone and still run (I15)."""
        self.trace.say(f"The decision table does not cover this: {reason}")
        inquiry = as_named(self.facts, self.world, self.book, self.trace)
        facts = matter_facts(inquiry, effective_grade(inquiry)) if self.facts.matter is not None else None
        limits = Deadlines(**dict.fromkeys(Deadlines.model_fields)) if facts is None else deadlines(inquiry, facts)
        left = hours_left(inquiry, self.matter, limits, self.at)
        return self._answer(case_id, strand, Ruling((NOT_COVERED,)), limits, left=left)
