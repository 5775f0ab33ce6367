"""Reading an official word. A text is read once, when it is published or sent for consultation; the reading says of each
stated fact whether this speaker could say it then, which concerns are answered, what may not have been said, and how good
the word is, each with its reason and the words that decided (MESSAGE_SCORING sections 4 to 7). Where no text stands behind
the citations, the three criteria that need the words themselves are not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from simulator.message import substance, topic
from simulator.message.answers import Asked, concerns_answered, judge_answer
from simulator.message.gates import tripped
from simulator.message.ledger import Ledger
from simulator.message.library import Library
from simulator.message.mark import Mark
from simulator.message.promising import promises_soon
from simulator.message.style import criteria as style
from simulator.message.style import faults
from simulator.message.style.cues import lexicon
from simulator.message.style.look import look_at
from simulator.message.substance import Case, in_strand
from simulator.message.text.parts import Extraction, Span
from simulator.message.verdicts import (
    FactReading,
    Knowing,
    Speaker,
    Verdict,
    judge_claim,
    judge_fact,
    nuanced,
    stated_value,
)
from simulator.record import Citation, Message

__all__ = ["CAPS", "NOT_JUDGED", "WEIGHTS", "FactReading", "Speaker", "Verdict", "read", "stated_value"]

WEIGHTS: Final = {
    "concerns": 20,
    "evidence": 18,
    "targeted": 10,
    "known_unknown": 10,
    "action": 10,
    "clarity": 10,
    "empathy": 8,
    "rumour": 8,
    "consistency": 7,
    "updates": 7,
}
"""Weights of the criteria (MESSAGE_SCORING section 5)."""

NOT_JUDGED: Final = ("targeted", "clarity", "empathy")
"""Criteria that need the words themselves."""

BANDS: Final = (30, 50, 70, 85)
"""Lowest scores of grades 1 to 4 (MESSAGE_SCORING section 5, assumption)."""

CAPS: Final = {0: 29, 1: 49, 2: 69, 3: 84}
"""Grade -> highest score of a word that a gate holds to it: the top of the grade's band."""


def grade_of(score: int) -> int:
    """The public grade, 0 to 4, of a score."""
    return sum(score >= band for band in BANDS)


def read(
    message: Message,
    speaker: Speaker,
    at: int,
    channels: Sequence[str],
    library: Library,
    board: Knowing,
    ledger: Ledger,
    strand: str | None = None,
    *,
    text: Extraction | None = None,
    asked: Asked | None = None,
    agreed: Sequence[str] = (),
) -> dict[str, Any]:
    """The reading of a word as plain JSON values; it is stored with the word's event. A word in a strand is asked for that
    strand alone (I1).

    Args:
        strand: the strand that the word is about; None where there is none to tell.
        text: what the words say; None where the citations stand for them.
        asked: the question, where the word answers one.
        agreed: wording that went through consultation or approval, which nobody can paste (DESIGN decision 15).

    Keys: ``facts`` (verdict per citation), ``claims`` (stance, truth and verdict per claim), ``concerns`` (answered),
    ``asked`` (concerns that this speaker could answer), ``criteria`` (level 0 to 2, or null where not applicable),
    ``marks`` (why, for each level given), ``not_judged``, ``gates`` (names) and ``tripped`` (each with cap, reason and
    words), ``raw`` (0 to 100), ``score`` (capped), ``grade`` (0 to 4), ``novelty`` (0 to 1000), ``narratives`` (weight in
    per mille of each narrative that the word speaks to); for a text also ``tone`` (faults by name) and ``lexicon``
    (versions); for an answer ``directness`` and ``evasion``.
    """
    look = look_at(text) if text is not None else None
    facts = [
        judge_fact(citation, speaker, at, message, library, board, ledger, _span_of(citation, text))
        for citation in message.facts
    ]
    supported = [reading for reading in facts if reading.verdict == "supported"]
    claims = [judge_claim(answer.claim, answer.stance, speaker, at, library, board) for answer in message.claims]
    honest = _honest_unknowns(message, speaker, at, library, board)
    hollow = look is not None and faults.is_hollow(look)
    echoed = topic.echoes(text, speaker.seat, at, library, board, hollow=hollow)
    if text is not None:
        claims = [nuanced(claim, topic.slots_said(supported, echoed, library), library) for claim in claims]
    answered = library.answered_concerns(
        slots=topic.slots_said(supported, echoed, library),
        unknown=honest if promises_soon(message, at) else [],
        items=[*message.advice, *(item for item in message.disposals if item in board.disposals)],
    )
    open_to = [c for c in _concerns_for(speaker, at, library, board) if in_strand(strand, library.belongs.concerns[c])]
    wanted = list(asked.concerns) if asked is not None else open_to
    case = Case(
        message, speaker, at, bool(channels), library, board, facts, claims, answered, wanted, honest, look, supported,
        echoed, strand,
    )  # fmt: skip
    answer = judge_answer(case, asked) if asked is not None else None
    if asked is not None and answer is not None:
        held = [concern for concern in answered if concern not in asked.concerns or answer.directness]
        answered = list(dict.fromkeys([*held, *concerns_answered(asked, answer)]))
        case = replace(case, answered=answered)
    gates = tripped(case, answer, agreed)
    marks = _marks(case, blames=any(gate.name == "blame" for gate in gates))
    raw = _weighed(marks)
    score = min([raw, *(CAPS[gate.cap] for gate in gates)])
    found: dict[str, Any] = {
        "facts": [_as_json(reading) for reading in facts],
        "claims": claims,
        "concerns": answered,
        "asked": wanted,
        "criteria": {name: mark.level if mark is not None else None for name, mark in marks.items()},
        "marks": {name: mark.as_json() for name, mark in marks.items() if mark is not None},
        "not_judged": list(NOT_JUDGED) if look is None else [],
        "gates": [gate.name for gate in gates],
        "tripped": [gate.as_json() for gate in gates],
        "raw": raw,
        "score": score,
        "grade": grade_of(score),
        "novelty": _novelty(message, speaker, supported, claims, answered, board),
        "narratives": _narratives(claims, supported, answered, library, strand),
    }
    if look is not None:
        found["tone"] = {name: [[s.start, s.end] for s in spans] for name, spans in faults.tone(look).items()}
        found["lexicon"] = lexicon().version
    if answer is not None:
        found |= {"directness": answer.directness, "evasion": answer.evasion}
    return found


def _marks(case: Case, *, blames: bool) -> dict[str, Mark | None]:
    """Every criterion of the word, in the order of MESSAGE_SCORING section 5."""
    look = case.look
    return {
        "concerns": substance.concerns(case),
        "evidence": substance.evidence(case),
        "targeted": style.targeted(look) if look is not None else None,
        "known_unknown": substance.known_unknown(case),
        "action": substance.action(case),
        "clarity": style.clarity(look, case.message.form) if look is not None else None,
        "empathy": style.empathy(look, blames, says=bool(case.weight)) if look is not None else None,
        "rumour": substance.rumour(case),
        "consistency": substance.consistency(case),
        "updates": substance.updates(case),
    }


def _weighed(marks: Mapping[str, Mark | None]) -> int:
    """Points out of 100 over the criteria that apply."""
    applicable = {name: mark.level for name, mark in marks.items() if mark is not None}
    total = sum(WEIGHTS[name] for name in applicable)
    return round(100 * sum(WEIGHTS[name] * level / 2 for name, level in applicable.items()) / total)


def _span_of(citation: Citation, text: Extraction | None) -> Span | None:
    """The words that state a citation."""
    if text is None:
        return None
    exact = [s.span for s in text.stated if s.fact == citation.fact and citation.value in (None, s.value)]
    loose = [s.span for s in text.stated if s.value == citation.value or citation.fact in s.contradicts]
    return next(iter([*exact, *loose]), None)


def _as_json(reading: FactReading) -> dict[str, Any]:
    found = {
        "fact": reading.fact.id,
        "slot": reading.fact.slot,
        "stated": reading.stated,
        "verdict": reading.verdict,
        "true": reading.true,
    }
    if reading.span is not None:
        found["span"] = [reading.span.start, reading.span.end]
    return found


def _honest_unknowns(message: Message, speaker: Speaker, at: int, library: Library, board: Knowing) -> list[str]:
    """Slots that the text calls unknown and that this speaker indeed did not know at the text's as-of time."""
    as_of = message.as_of if message.as_of is not None else at
    if not message.unknowns:
        return []
    known = [library.facts[fact].slot for fact, since in board.known_facts(speaker.seat).items() if since <= as_of]
    return [slot for slot in message.unknowns if slot not in known]


def _concerns_for(speaker: Speaker, at: int, library: Library, board: Knowing) -> list[str]:
    """Concerns that this speaker could say something about: it owns or knows an element, or has advice or a disposal.

    What its earlier words have answered is not asked again, unless it knows something newer about it; so a short word
    with the news is worth as much as a long one that repeats everything.
    """
    ids = board.known_facts(speaker.seat)
    sayable = [fact for fact in (library.facts[known] for known in ids) if library.disclosable(fact, at)]
    own = [*library.slots_owned_by(speaker.party), *library.disposals_owned_by(speaker.seat)]
    items = {*(fact.slot for fact in sayable), *own, *library.advice_open_to(ids)}
    told = frozenset().union(*(word.told for word in board.words if word.party == speaker.party))
    news = {fact.slot for fact in sayable if ("fact", fact.id) not in told}
    return [
        concern.id
        for concern in library.concerns.values()
        if not items.isdisjoint(concern.answered_by)
        and (("concern", concern.id) not in told or not news.isdisjoint(concern.answered_by))
    ]


def _novelty(
    message: Message,
    speaker: Speaker,
    supported: Sequence[FactReading],
    claims: Sequence[dict[str, Any]],
    answered: Sequence[str],
    board: Knowing,
) -> int:
    """Share, in per mille, of what the word supports and answers that this party has not published before."""
    said = frozenset().union(*(word.told for word in [*board.words, *board.replies] if word.party == speaker.party))
    now = [("fact", reading.fact.id) for reading in supported]
    now += [("claim", claim["claim"]) for claim in claims if claim["verdict"] == "supported"]
    now += [("concern", concern) for concern in answered]
    now += [("item", item) for item in (*message.advice, *message.disposals)]
    if not now:
        return 0
    return round(1000 * sum(item not in said for item in now) / len(now))


def _narratives(
    claims: Sequence[dict[str, Any]],
    supported: Sequence[FactReading],
    answered: Sequence[str],
    library: Library,
    strand: str | None,
) -> dict[str, int]:
    """Weight in per mille of each narrative that the word speaks to: its answered concerns by weight, its claims whole."""
    result: dict[str, int] = {}
    for narrative, concerns in library.asks.items():
        done = sum([concern.weight for concern in concerns if concern.id in answered])
        if done:
            result[narrative] = round(1000 * done / sum([concern.weight for concern in concerns]))
    for claim in claims:
        if claim["verdict"] == "supported" and claim["stance"] != "unverified":
            result[library.claims[claim["claim"]].narrative] = 1000
    facts = [narrative for narrative, kind in library.narratives.items() if kind == "fact"]
    facts = [narrative for narrative in facts if in_strand(strand, library.belongs.narratives[narrative])]
    if supported:
        for narrative in facts:
            result.setdefault(narrative, min(1000, 250 * len(supported)))
    return result
