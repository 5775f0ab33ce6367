"""Reading an official word. A text is read once, when it is published; the reading says of each cited fact whether this
speaker could say it then, which concerns are answered, what may not have been said, and how good the word is. Until free
text is read, the citations stand for the text, and three criteria that need the words themselves are not judged
(MESSAGE_SCORING sections 4 to 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from simulator.message.ledger import Entry, Ledger
from simulator.message.library import Library, plain_value
from simulator.message.promising import promises_soon
from simulator.record import Board, Citation, Message
from simulator.scenario.schema import Fact

Verdict = Literal["supported", "protected", "premature", "outdated", "contradicted", "interdept"]

WEIGHTS: Final = {
    "concerns": 20,
    "evidence": 18,
    "known_unknown": 10,
    "action": 10,
    "rumour": 8,
    "consistency": 7,
    "updates": 7,
}
"""Weights of the criteria that citations can show (MESSAGE_SCORING section 5)."""

NOT_JUDGED: Final = ("targeted", "clarity", "empathy")
"""Criteria that need the words themselves."""

CAPS: Final = {
    "disclosure": 29,
    "false_reassurance": 29,
    "contradiction": 49,
    "outdated": 49,
    "premature": 49,
    "interdept": 49,
}
"""Gate -> highest score that a word which trips it can have; the tops of the bands of grades 0 and 1 (section 6)."""

_GATE_OF: Final = {
    "protected": "disclosure",
    "premature": "premature",
    "outdated": "outdated",
    "contradicted": "contradiction",
    "interdept": "interdept",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it."""

    seat: str
    party: str


@dataclass(frozen=True, slots=True)
class FactReading:
    """What the reader makes of one cited fact."""

    fact: Fact
    stated: Any
    verdict: Verdict
    true: bool
    """The value is the slot's value in the world at that moment."""


def stated_value(fact: Fact, citation: Citation) -> Any:
    """The value that the text gives: the citation's own, else the fact's (its English words for a state)."""
    return plain_value(fact.value) if citation.value is None else citation.value


def judge_fact(
    citation: Citation, speaker: Speaker, at: int, message: Message, library: Library, board: Board, ledger: Ledger
) -> FactReading:
    """The first verdict of MESSAGE_SCORING section 4 that applies to one citation at its moment.

    A figure is outdated only if the speaker knew its successor or could read it in public; a stated as-of time before the
    change governs (DESIGN decision 1). What is true and verified is never at fault because another published otherwise.
    """
    fact = library.facts[citation.fact]
    stated = stated_value(fact, citation)
    own = plain_value(fact.value)
    current = library.current(fact.slot, at)
    true = current is not None and stated == plain_value(current.value)
    newer = [later for later in library.successors(fact) if board.knows(speaker.seat, later.id)]
    as_of = message.as_of if message.as_of is not None else at
    verdict: Verdict
    if fact.disclosure != "public" and (fact.disclosable_from is None or at < fact.disclosable_from):
        verdict = "protected"
    elif at < fact.true_from or not board.knows(speaker.seat, fact.id):
        verdict = "premature"
    elif stated != own:
        verdict = "contradicted"
    elif any(as_of >= later.true_from for later in newer):
        verdict = "outdated"
    elif not true and any(
        e.of_fact for e in ledger.conflicts(Entry(0, at, speaker.party, fact.slot, stated, fact.true_from, as_of))
    ):
        verdict = "interdept"
    else:
        verdict = "supported"
    return FactReading(fact, stated, verdict, true)


def read(
    message: Message,
    speaker: Speaker,
    at: int,
    channels: Sequence[str],
    library: Library,
    board: Board,
    ledger: Ledger,
    strand: str | None = None,
) -> dict[str, Any]:
    """The reading of a word as plain JSON values; it is stored with the word's event. A word in a strand is asked for that
    strand alone (I1).

    Keys: ``facts`` (verdict per citation), ``claims`` (stance, truth and verdict per claim), ``concerns`` (answered),
    ``asked`` (concerns that this speaker could answer), ``criteria`` (level 0 to 2, or null where not applicable),
    ``not_judged``, ``gates``, ``score`` (0 to 100, capped), ``novelty`` (0 to 1000), ``narratives`` (weight in per mille
    of each narrative that the word speaks to).
    """
    facts = [judge_fact(citation, speaker, at, message, library, board, ledger) for citation in message.facts]
    supported = [reading for reading in facts if reading.verdict == "supported"]
    claims = [_judge_claim(answer.claim, answer.stance, speaker, at, library, board) for answer in message.claims]
    answered = library.answered_concerns(
        slots=[reading.fact.slot for reading in supported],
        unknown=_honest_unknowns(message, speaker, at, library, board) if promises_soon(message, at) else [],
        items=[*message.advice, *(item for item in message.disposals if item in board.disposals)],
    )
    asked = [c for c in _concerns_for(speaker, at, library, board) if _of(strand, library.belongs.concerns[c])]
    gates = _gates(facts, claims, message, library, board)
    criteria = {
        "concerns": _concerns_level(answered, asked, library),
        "evidence": _evidence_level(message, facts, supported),
        "known_unknown": _known_unknown_level(message, speaker, at, supported, library, board, strand),
        "action": _action_level(message, board),
        "rumour": _rumour_level(message, speaker, claims, supported, library, board, strand),
        "consistency": _consistency_level(message, speaker, facts, supported),
        "updates": None if message.form == "reply" else (2 if promises_soon(message, at) and channels else 0),
    }
    applicable = {name: level for name, level in criteria.items() if level is not None}
    total = sum(WEIGHTS[name] for name in applicable)
    raw = round(100 * sum(WEIGHTS[name] * level / 2 for name, level in applicable.items()) / total)
    score = min([raw, *(CAPS[gate] for gate in gates)])
    return {
        "facts": [
            {
                "fact": reading.fact.id,
                "slot": reading.fact.slot,
                "stated": reading.stated,
                "verdict": reading.verdict,
                "true": reading.true,
            }
            for reading in facts
        ],
        "claims": claims,
        "concerns": answered,
        "asked": asked,
        "criteria": criteria,
        "not_judged": list(NOT_JUDGED),
        "gates": gates,
        "raw": raw,
        "score": score,
        "novelty": _novelty(message, speaker, supported, claims, answered, board),
        "narratives": _narratives(message, claims, supported, answered, library, board, strand),
    }


def _of(strand: str | None, *belongs: str) -> bool:
    """Whether something belongs to the word's strand; to any, where the word has none."""
    return strand is None or strand in belongs


def _judge_claim(
    claim_id: str, stance: str, speaker: Speaker, at: int, library: Library, board: Board
) -> dict[str, Any]:
    """Whether the stance fits the truth, and whether the speaker could know."""
    truth = library.truth(claim_id, at)
    right = {"false": "deny", "true": "confirm", "partly_true": "partly", "unknown": "unverified"}[truth]
    checked = board.checked.get(speaker.seat, {}).get(claim_id)
    settled = any(board.knows(speaker.seat, fact) for fact in library.claims[claim_id].settled_by)
    knew = (checked is not None and checked[1] != "unknown") or settled
    if stance == "unverified":
        verdict = "dodged" if knew else "supported"
    elif stance == right:
        verdict = "supported" if knew else "premature"
    else:
        verdict = "contradicted" if knew else "premature"
    return {"claim": claim_id, "stance": stance, "truth": truth, "verdict": verdict}


def _gates(
    facts: Sequence[FactReading], claims: Sequence[dict[str, Any]], message: Message, library: Library, board: Board
) -> list[str]:
    gates = [_GATE_OF[reading.verdict] for reading in facts if reading.verdict in _GATE_OF]
    gates += [_GATE_OF[claim["verdict"]] for claim in claims if claim["verdict"] in _GATE_OF]
    gates += ["contradiction" for item in message.disposals if item not in board.disposals]  # reported, and never begun
    for reading in facts:
        if reading.verdict in ("contradicted", "premature") and library.reassures(reading.fact, reading.stated):
            gates.append("false_reassurance")
    return sorted(dict.fromkeys(gates))


def _honest_unknowns(message: Message, speaker: Speaker, at: int, library: Library, board: Board) -> list[str]:
    """Slots that the text calls unknown and that this speaker indeed did not know at the text's as-of time."""
    as_of = message.as_of if message.as_of is not None else at
    if not message.unknowns:
        return []
    known = [library.facts[fact].slot for fact, since in board.known_facts(speaker.seat).items() if since <= as_of]
    return [slot for slot in message.unknowns if slot not in known]


def _concerns_for(speaker: Speaker, at: int, library: Library, board: Board) -> list[str]:
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


def _concerns_level(answered: Sequence[str], asked: Sequence[str], library: Library) -> int | None:
    if not asked:
        return None
    weight = {concern: library.concerns[concern].weight for concern in asked}
    share = sum(weight[concern] for concern in asked if concern in answered) / sum(weight.values())
    top = sorted(asked, key=lambda concern: (-weight[concern], concern))[:2]
    if share > 2 / 3 and all(concern in answered for concern in top):
        return 2
    return 1 if share >= 1 / 3 else 0


def _evidence_level(message: Message, facts: Sequence[FactReading], supported: Sequence[FactReading]) -> int:
    if not supported or any(reading.verdict not in ("supported", "protected") for reading in facts):
        return 0
    enough = 3 if message.form in ("statement", "conference", "interpretation") else 1
    sourced = message.as_of is not None or bool(message.credits)
    return 2 if sourced and len(supported) >= enough else 1


def _known_unknown_level(
    message: Message,
    speaker: Speaker,
    at: int,
    supported: Sequence[FactReading],
    library: Library,
    board: Board,
    strand: str | None,
) -> int:
    honest = _honest_unknowns(message, speaker, at, library, board)
    if len(honest) < len(message.unknowns):
        return 0  # calling unknown what one knows is withholding
    as_of = message.as_of if message.as_of is not None else at
    known = [fact for fact, since in board.known_facts(speaker.seat).items() if since <= as_of]
    open_slots = library.open_slots(speaker.party, known, as_of)
    open_slots = [slot for slot in open_slots if _of(strand, *library.belongs.elements[slot])]
    says_unknown = bool(honest) or not open_slots
    process = promises_soon(message, at) or bool(message.disposals)
    parts = [bool(supported), says_unknown, process]
    return 2 if all(parts) else int(bool(supported) or bool(honest))


def _action_level(message: Message, board: Board) -> int | None:
    if message.form == "reply":
        return None if not message.advice else 2
    reported = [item for item in message.disposals if item in board.disposals]
    return min(2, bool(message.advice) + bool(reported))


def _rumour_level(
    message: Message,
    speaker: Speaker,
    claims: Sequence[dict[str, Any]],
    supported: Sequence[FactReading],
    library: Library,
    board: Board,
    strand: str | None,
) -> int | None:
    """Applies to a rebuttal, to a text that takes up a claim, and where the speaker knows the truth of an open claim."""
    checked = board.checked.get(speaker.seat, {})
    knows_open = [
        claim
        for claim, (_, truth) in checked.items()
        if truth != "unknown" and claim in board.claims and not board.answers.get(claim)
        if _of(strand, library.belongs.claims[claim])
    ]
    if not claims and not knows_open and message.form != "rebuttal":
        return None
    if not claims or any(claim["verdict"] not in ("supported",) for claim in claims):
        return 0
    said = [reading.fact.id for reading in supported]
    backed = all(
        claim["stance"] == "unverified" or any(fact in said for fact in library.claims[claim["claim"]].settled_by)
        for claim in claims
    )
    return 2 if backed else 1


def _consistency_level(
    message: Message, speaker: Speaker, facts: Sequence[FactReading], supported: Sequence[FactReading]
) -> int | None:
    if any(reading.verdict in ("interdept", "contradicted", "outdated") for reading in facts):
        return 0
    if not supported:
        return None
    others = [reading.fact.owner for reading in supported if reading.fact.owner != speaker.party]
    return 2 if all(owner in message.credits for owner in others) else 1


def _novelty(
    message: Message,
    speaker: Speaker,
    supported: Sequence[FactReading],
    claims: Sequence[dict[str, Any]],
    answered: Sequence[str],
    board: Board,
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
    message: Message,
    claims: Sequence[dict[str, Any]],
    supported: Sequence[FactReading],
    answered: Sequence[str],
    library: Library,
    board: Board,
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
    facts = [narrative for narrative in facts if _of(strand, library.belongs.narratives[narrative])]
    if supported:
        for narrative in facts:
            result.setdefault(narrative, min(1000, 250 * len(supported)))
    return result
