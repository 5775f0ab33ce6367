"""Which strand each part of a crisis belongs to. A claim, a concern, a sign and an inject say so themselves or take it from
what they follow; slots, advice and disposals belong wherever a concern, a question or a claim uses them. Where a scenario
has one strand, everything belongs to it (OFFICIAL_RULES I1: each strand is resolved on its own).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.scenario.schema import Disposal, Inject, Scenario


@dataclass(frozen=True, slots=True)
class Belonging:
    """Strands by the id of what belongs to them."""

    strands: tuple[str, ...]
    """All strands, in the scenario's order."""
    narratives: dict[str, str]
    claims: dict[str, str]
    concerns: dict[str, str]
    questions: dict[str, str]
    signals: dict[str, str]
    injects: dict[str, str]
    disposals: dict[str, str]
    """Disposal -> the strand whose cause it removes most of; by it the work is judged (R59)."""
    elements: dict[str, tuple[str, ...]]
    """Slot, advice or disposal -> every strand in which it answers something."""
    facts: dict[str, tuple[str, ...]]
    """Fact -> the strands of its slot, and of the claims that it settles."""
    desks: dict[str, tuple[str, ...]]
    """Desk -> the strands in which it has something to establish or to carry out."""

    @classmethod
    def of(cls, scenario: Scenario) -> Belonging:
        """What belongs where in a scenario; what names no strand and follows nothing belongs to the first."""
        strands = tuple(strand.id for strand in scenario.strands)
        first = strands[0]
        written = {narrative.id: narrative.strand for narrative in scenario.narratives}
        claims = {c.id: c.strand or written.get(c.narrative) or first for c in scenario.claims}
        concerns = {c.id: c.strand or written.get(c.narrative) or first for c in scenario.concerns}
        questions = {question.id: concerns.get(question.concern, first) for question in scenario.questions}
        followed = {c.narrative: concerns[c.id] for c in reversed(scenario.concerns)}
        followed |= {c.narrative: claims[c.id] for c in reversed(scenario.claims)}
        narratives = {name: strand or followed.get(name, first) for name, strand in written.items()}
        elements = _elements(scenario, concerns, questions, narratives)
        facts = _facts(scenario, claims, elements)
        disposals = {d.id: _main(d, narratives, elements[d.id][0]) for d in scenario.disposals}
        return cls(
            strands=strands,
            narratives=narratives,
            claims=claims,
            concerns=concerns,
            questions=questions,
            signals={signal.id: signal.strand or first for signal in scenario.signals},
            injects={i.id: inherited(i, concerns, questions, claims) or first for i in scenario.injects},
            disposals=disposals,
            elements=elements | _slots(scenario, facts),
            facts=facts,
            desks=_desks(scenario, facts, claims, disposals),
        )

    def holds(self, strand: str, fact: str) -> bool:
        """Whether a fact belongs to a strand."""
        return strand in self.facts[fact]


def inherited(
    inject: Inject, concerns: dict[str, str], questions: dict[str, str], claims: dict[str, str]
) -> str | None:
    """The strand of an inject: its own, else that of the concern, the question or the critics' claim in it; None without."""
    if inject.strand is not None:
        return inject.strand
    if inject.concern is not None:
        return concerns.get(inject.concern)
    if inject.question is not None:
        return questions.get(inject.question)
    return claims.get(inject.order.claim) if inject.order is not None and inject.order.claim is not None else None


def _elements(
    scenario: Scenario, concerns: dict[str, str], questions: dict[str, str], narratives: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """What answers a concern or a question, and what removes a cause; what is used nowhere belongs everywhere."""
    strands = tuple(strand.id for strand in scenario.strands)
    used: dict[str, list[str]] = {}
    for concern in scenario.concerns:
        for element in concern.answered_by:
            used.setdefault(element, []).append(concerns[concern.id])
    for question in scenario.questions:
        for element in question.answered_by:
            used.setdefault(element, []).append(questions[question.id])
    for disposal in scenario.disposals:
        used.setdefault(disposal.id, []).extend(narratives[name] for name in disposal.solves if name in narratives)
    names = [entry.id for section in (scenario.slots, scenario.advice, scenario.disposals) for entry in section]
    return {name: tuple(s for s in strands if s in used.get(name, ())) or strands for name in names}


def _facts(
    scenario: Scenario, claims: dict[str, str], elements: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """By what the slot answers and which claim the fact settles; a fact that nobody asks about belongs to its owner's duty."""
    asked = [element for concern in scenario.concerns for element in concern.answered_by]
    asked += [element for question in scenario.questions for element in question.answered_by]
    settles: dict[str, list[str]] = {}
    for claim in scenario.claims:
        for fact in claim.settled_by:
            settles.setdefault(fact, []).append(claims[claim.id])
    found = {}
    for entry in scenario.facts:
        own = list(elements[entry.slot]) if entry.slot in asked else []
        own += settles.get(entry.id, [])
        own = own or [strand.id for strand in scenario.strands if entry.owner in strand.duties]
        found[entry.id] = tuple(s.id for s in scenario.strands if s.id in own) or elements[entry.slot]
    return found


def _slots(scenario: Scenario, facts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """A slot belongs wherever one of its facts does."""
    found: dict[str, list[str]] = {}
    for fact in scenario.facts:
        found.setdefault(fact.slot, []).extend(facts[fact.id])
    return {slot: tuple(s.id for s in scenario.strands if s.id in own) for slot, own in found.items()}


def _desks(
    scenario: Scenario, facts: dict[str, tuple[str, ...]], claims: dict[str, str], disposals: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    work: dict[str, list[str]] = {}
    for fact in scenario.facts:
        if len(facts[fact.id]) < max(2, len(scenario.strands)):  # what belongs everywhere ties a desk to nothing
            work.setdefault(fact.verification.desk, []).extend(facts[fact.id])
    for claim in scenario.claims:
        work.setdefault(claim.verification.desk, []).append(claims[claim.id])
    for disposal in scenario.disposals:
        work.setdefault(disposal.owner, []).append(disposals[disposal.id])
    return {desk: tuple(s.id for s in scenario.strands if s.id in own) for desk, own in work.items()}


def _main(disposal: Disposal, narratives: dict[str, str], otherwise: str) -> str:
    if not disposal.solves:
        return otherwise
    most = max(disposal.solves.values())
    return next(narratives.get(name, otherwise) for name, share in disposal.solves.items() if share == most)
