"""The gates: faults that cap a word's score whatever else is good, each with the words that trip it (MESSAGE_SCORING section
6). A later correction lifts the cap for the episode, never for the word itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from simulator.message import hasty
from simulator.message.answers import Answer
from simulator.message.library import Library
from simulator.message.style import faults, gaming
from simulator.message.style.look import Look
from simulator.message.substance import Case
from simulator.message.text.parts import Span
from simulator.message.verdicts import GATE_OF, FactReading

CAP: Final = {
    "disclosure": 0,
    "false_reassurance": 0,
    "stuffing": 0,
    "contradiction": 1,
    "outdated": 1,
    "premature": 1,
    "interdept": 1,
    "blame": 1,
    "pasted": 1,
    "template": 1,
    "evasion": 1,
}
"""Gate -> highest grade of a word that trips it."""

SLIP_CAP: Final = 2
"""Highest grade where all that is wrong is one approximate figure on which nobody's safety hangs."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A tripped gate."""

    name: str
    cap: int
    reason: str
    """Name of the sentence that explains it, unique within its gate."""
    spans: tuple[Span, ...] = ()
    facts: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The gate as plain JSON values; spans as pairs of offsets into the text."""
        found: dict[str, Any] = {"gate": self.name, "cap": self.cap, "reason": self.reason}
        if self.spans:
            found["spans"] = [[span.start, span.end] for span in self.spans]
        if self.facts:
            found["facts"] = list(self.facts)
        return found


def tripped(case: Case, answer: Answer | None, agreed: Sequence[str] = ()) -> list[Gate]:
    """All gates that a word trips, each once, in alphabetical order."""
    found = [*_of_facts(case), *_of_claims(case), *_reassuring(case)]
    if case.look is not None:
        found += [*_of_words(case, case.look, agreed), *_hasty(case)]
    if answer is not None and answer.directness == 0:
        found.append(Gate("evasion", 0 if answer.attacks else CAP["evasion"], answer.evasion or "ignore", answer.spans))
    merged: dict[str, Gate] = {}
    for gate in found:
        held = merged.get(gate.name)
        if held is None:
            merged[gate.name] = gate
            continue
        spans = tuple(dict.fromkeys((*held.spans, *gate.spans)))
        facts = tuple(dict.fromkeys((*held.facts, *gate.facts)))
        merged[gate.name] = Gate(gate.name, min(held.cap, gate.cap), held.reason, spans, facts)
    return [merged[name] for name in sorted(merged)]


def _hasty(case: Case) -> list[Gate]:
    """A verdict on what is still open."""
    return [Gate("premature", CAP["premature"], "fact", (found.span,), (found.fact.id,)) for found in hasty.ahead(case)]


def _of_facts(case: Case) -> list[Gate]:
    wrong = [reading for reading in case.facts if reading.verdict in GATE_OF]
    slips = [reading for reading in wrong if reading.slip]
    found = []
    for reading in wrong:
        name = GATE_OF[reading.verdict]
        cap = SLIP_CAP if reading.slip and len(slips) == len(wrong) == 1 else CAP[name]
        found.append(Gate(name, cap, "fact", _spans(reading), (reading.fact.id,)))
        if (
            case.look is not None
            and reading.verdict in ("contradicted", "outdated")
            and _published_by_owner(case, reading)
        ):
            found.append(Gate("interdept", cap, "fact", _spans(reading), (reading.fact.id,)))
    gone = [item for item in case.message.disposals if item not in case.board.disposals]
    if gone:  # reported, and never begun
        spans = tuple(m.span for m in case.look.extraction.disposals if m.item in gone) if case.look else ()
        found.append(Gate("contradiction", CAP["contradiction"], "not_done", spans))
    return found


def _published_by_owner(case: Case, reading: FactReading) -> bool:
    """Whether another organ, whose figure it is, has published the slot's value that holds now."""
    current = case.library.current(reading.fact.slot, case.at)
    return current is not None and current.owner != case.speaker.party and case.board.is_public(current.id)


def _of_claims(case: Case) -> list[Gate]:
    found = []
    for claim in case.claims:
        name = GATE_OF.get(claim["verdict"])
        if name is not None:
            spans = tuple(t.span for t in case.look.extraction.claims if t.claim == claim["claim"]) if case.look else ()
            found.append(Gate(name, CAP[name], "claim", spans))
    return found


def _reassuring(case: Case) -> list[Gate]:
    """A safety-critical slot contradicted in the reassuring direction."""
    found = []
    for reading in case.facts:
        if (
            reading.verdict not in ("contradicted", "premature")
            or not case.library.slots[reading.fact.slot].safety_critical
        ):
            continue
        if case.library.reassures(reading.fact, reading.stated) or _sounds_safe(case.look, reading):
            found.append(Gate("false_reassurance", 0, "fact", _spans(reading), (reading.fact.id,)))
    return found


def _sounds_safe(look: Look | None, reading: FactReading) -> bool:
    """Whether a state of something on which safety hangs is given in words that calm."""
    if look is None or reading.span is None:
        return False
    near = [
        f for f in look.of("absolute", "calming") if reading.span.start - 30 <= f.span.start <= reading.span.end + 30
    ]
    return bool(near)


def _of_words(case: Case, look: Look, agreed: Sequence[str]) -> list[Gate]:
    library = case.library
    source = source_of(library)
    found = []
    patterns = [
        pattern for matter in library.scenario.protected for pattern in matter.patterns if _holds(matter.facts, case)
    ]
    secret = [*faults.given_away(look, patterns), *faults.personal_data(look, source.texts)]
    if secret:
        found.append(Gate("disclosure", 0, "pattern", tuple(secret[:3])))
    empty = [span for span in faults.empty_reassurance(look) if not _carried(case, span)]
    if empty:
        found.append(Gate("false_reassurance", 0, "empty", tuple(empty[:2])))
    for calm in hasty.calmed(case, empty):
        name = "premature" if calm.fact.id in look.extraction.open_facts else "contradiction"
        found.append(Gate(name, CAP[name], "fact", (calm.span,), (calm.fact.id,)))
        if calm.fact.owner != case.speaker.party:
            found.append(Gate("interdept", CAP["interdept"], "fact", (calm.span,), (calm.fact.id,)))
    blamed = faults.blame(look)
    if blamed:
        found.append(Gate("blame", CAP["blame"], "public", tuple(blamed[:2])))
    heap = gaming.stuffing(look)
    if heap is not None:
        found.append(Gate("stuffing", 0, heap.reason, heap.spans))
    blank = gaming.template(look, len({reading.fact.id for reading in case.supported}))
    if blank is not None:
        found.append(Gate("template", CAP["template"], blank.reason, blank.spans))
    if gaming.pasted_share(look, source.groups, agreed) > gaming.PASTED:
        found.append(Gate("pasted", CAP["pasted"], "sheet"))
    return found


def _holds(facts: Sequence[str], case: Case) -> bool:
    """Whether a protected matter is still protected; one that names facts is free once all of them may go out."""
    return not facts or any(not case.library.disclosable(case.library.facts[fact], case.at) for fact in facts)


def _carried(case: Case, span: Span) -> bool:
    """Whether a supported fact stands in the very words of an assurance, or its sentence."""
    if case.look is None:
        return False
    sentence = next((s.span for s in case.look.extraction.sentences if s.span.start <= span.start < s.span.end), span)
    return any(
        reading.span is not None
        and sentence.start <= reading.span.start < sentence.end
        and case.library.slots[reading.fact.slot].safety_critical
        and not span.text.lower().startswith(("absolut", "绝对", "百分", "100", "万无"))
        for reading in case.supported
    )


def _spans(reading: FactReading) -> tuple[Span, ...]:
    return (reading.span,) if reading.span is not None else ()


def source_of(library: Library) -> gaming.Source:
    """The scenario's own texts, in which pasting is looked for."""
    scenario = library.scenario
    texts = [fact.text for fact in scenario.facts]
    texts += [disposal.text for disposal in scenario.disposals] + [claim.says for claim in scenario.claims]
    texts += (
        [scenario.summary] + [inject.body for inject in scenario.injects] + [seat.briefing for seat in scenario.seats]
    )
    advice = [text for item in scenario.advice for text in (item.text.en, item.text.zh)]
    plain = tuple(text for both in texts for text in (both.en, both.zh))
    return gaming.Source(texts=(*plain, *advice), groups=gaming.groups_of(plain))
