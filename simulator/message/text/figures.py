"""Which slot each number of a sentence belongs to: a fitting unit and the nearest words of the slot, a tie being no answer;
and when "nobody" is a number.
"""

from __future__ import annotations

import math
import re
from typing import Final

from simulator.message.text.anchors import Anchors, SlotAnchors
from simulator.message.text.features import Feature, Parsed
from simulator.message.text.lexicon import lexicon
from simulator.message.text.parts import Modality
from simulator.message.text.plain import plainly
from simulator.message.text.spans import Number
from simulator.message.text.split import Piece
from simulator.message.text.stems import stem
from simulator.message.text.working import FigureRead, Place, StateRead

MARGIN: Final = 1.2
"""How much nearer the nearest slot must be than the next."""
SPECIAL: Final = 100
"""From this size a number that one slot alone has is taken for that slot's, where no words say otherwise (assumption)."""
NEARLY: Final = 1.4
"""Factor up to which a number is nearly as great as another."""
MOST: Final = 40
"""Numbers of one sentence that are looked at; no officer writes more into one."""
LEAST: Final = 1.0
"""Least evidence for a slot."""
_DECAY: Final = {"en": 30.0, "zh": 12.0}
"""Characters after which a word's evidence has halved."""
_FROM_TO = {
    "en": re.compile(r"(?:from|against|after|was|were) (?:only )?$"),
    "zh": re.compile(r"(?:由|从|较|比)(?:此前的?|原来的?|之前的?|最初的?)?$"),
}
_TO = {
    "en": re.compile(r"\s?(?:[a-z]+ ){0,3}(?:to|now) (?:[a-z]+ ){0,2}$"),
    "zh": re.compile(
        r".{0,6}(?:增至|增加到|增加至|升至|上升到|上升至|降至|减至|减少到|下降到|调整为|更正为|到|至|变为|改为|增|减|核减为)为?$"
    ),
}
_NOT_BEFORE = {
    "en": re.compile(
        r"(?<![a-z])(?:not|isn't|wasn't|aren't|weren't|rather than|instead of|and not) (?:the |as many as )?$"
    ),
    "zh": re.compile(r"(?:不是|并非|而不是|而非|没有|并没有)(?:所谓的?|网传的?)?$"),
}
_NO_COUNT = {
    "en": re.compile(
        r"(?<![a-z])(?:needs?|(?:is|are) being|will|would|should|must|shall|may|can|could|has to|have to)(?![a-z])"
    ),
    "zh": re.compile("不必|不用|无需|无须|不会|不得|请勿|不要|可能|应当|应该|必须"),
}
"""Words by which "nobody" is no count: what nobody needs, or what will not be."""
_NOT_ONE = re.compile("(?:没有|没|未有|无)$")
"""With a single one, nobody: 没有一个."""
_ELSEWHERE = {
    "en": re.compile(r"(?<![a-z])(?:there|these|those|other|elsewhere|of them|neighbouring)(?![a-z])"),
    "zh": re.compile("该|上述|当地|那里|其他|其余|其中|周边|他们|均"),
}


def figures(
    parsed: Parsed,
    anchors: Anchors,
    states: list[StateRead],
    voice: list[tuple[Place, Modality]],
    earlier: list[Place],
    spent: frozenset[tuple[int, str]],
) -> list[FigureRead]:
    """The figures of a sentence with their slots.

    ``voice`` says in which stretches not the speaker's own word stands, ``earlier`` where an earlier value is named,
    ``spent`` which features belong to an advice or a disposal.
    """
    result: list[FigureRead] = []
    for number in _counts(parsed):
        if (number.start, number.signs()[0]) in spent or _in_a_label(parsed, anchors, number):
            continue
        if any(_explains(anchors, state, number, parsed) for state in states):
            continue
        slot, tied = _slot(parsed, anchors, number)
        modality = _modality(parsed, number.start, voice)
        if _NOT_BEFORE[parsed.lex.tongue].search(parsed.text, max(0, number.start - 24), number.start):
            modality = "denied"
        place = (number.start, number.end)
        old = any(start <= number.start < end for start, end in earlier)
        if modality in ("reported", "denied") and _own_number(parsed, anchors, number):
            modality = "asserted"
        sure, value = False, number.value
        if slot is not None:
            near = _evidence(parsed, anchors.slots[slot], number.start, number.end)
            sure = plainly(parsed, anchors, slot, number, near) or not near
            if value == 1 and _NOT_ONE.search(parsed.text, max(0, number.start - 4), number.start):
                value, sure, modality = 0, near >= LEAST and anchors.slots[slot].zero, "asserted"
        result.append(FigureRead(place, value, number.unit, number.approx, slot, modality, old, tied, sure))
    result += _zeros(parsed, anchors, [figure.slot for figure in result], voice, spent)
    return sorted(result, key=lambda figure: figure.place)


def _modality(parsed: Parsed, at: int, voice: list[tuple[Place, Modality]]) -> Modality:
    for (start, end), modality in voice:
        if start <= at < end:
            return modality
    clause = _clause(parsed, at)
    hedge = parsed.cue("hedge", clause.start, clause.end)
    return "hedged" if hedge is not None else "asserted"


def _clause(parsed: Parsed, at: int) -> Piece:
    return next((piece for piece in parsed.clauses if piece.start <= at < piece.end), Piece(0, len(parsed.text)))


def _history(parsed: Parsed, number: Number) -> bool:
    """Whether a number is the first of ``from 41 to 57``."""
    tongue = parsed.lex.tongue
    if _FROM_TO[tongue].search(parsed.text, max(0, number.start - 14), number.start) is None:
        return False
    after = next((n for n in parsed.marks.numbers if n.start >= number.end), None)
    return after is not None and _TO[tongue].fullmatch(parsed.text, number.end, after.start) is not None


def _explains(anchors: Anchors, state: StateRead, number: Number, parsed: Parsed) -> bool:
    """Whether a number belongs to a state that the sentence gives."""
    item = anchors.fact(state.fact)
    keys = number.signs()
    touched = [piece for piece in parsed.clauses if piece.start < state.place[1] and state.place[0] < piece.end]
    if not any(piece.start <= number.start < piece.end for piece in touched):
        return False
    return any(key in item.core or key in item.wide for key in keys) or (
        state.against and state.place[0] <= number.start < state.place[1]
    )


def _in_a_label(parsed: Parsed, anchors: Anchors, number: Number) -> bool:
    """Whether a number is part of a slot's name, as in "cost of one ride"."""
    for slot in anchors.slots_with.get(number.signs()[0], ()):
        label = anchors.slots[slot].label
        near = {f.key for f in parsed.features if abs(f.start - number.start) <= 40}
        if math.fsum(w for key, w in label.items() if key in near) >= 0.7 * math.fsum(label.values()):
            return True
    return False


def _fits(number: Number, slot: SlotAnchors) -> bool:
    """Whether a number's unit can be the slot's."""
    if not slot.numeric or number.value in slot.scale:
        return False
    if number.noun and number.unit is None and not any(_names(word, slot) for word in number.noun):
        return False
    return number.unit is None or slot.unit is None or number.unit == slot.unit or number.unit == "thing"


def _names(word: str, slot: SlotAnchors) -> bool:
    """Whether a word after a number is one of the slot's own."""
    root = stem(word)
    concept = lexicon("en").concept_of.get(root)
    return (f"©{concept}" if concept else root) in slot.words


def _counts(parsed: Parsed) -> list[Number]:
    """The numbers of a sentence that may be figures: no ratios, and not the first of ``from 41 to 57``."""
    if "counts" not in parsed.kept:
        numbers = parsed.marks.numbers[:MOST]
        parsed.kept["counts"] = [n for n in numbers if n.kind != "ratio" and not _history(parsed, n)]
    return parsed.kept["counts"]


def _evidence(parsed: Parsed, slot: SlotAnchors, start: int, end: int) -> float:
    """How near the words of a slot stand to a stretch."""
    clause, half = _clause(parsed, start), _DECAY[parsed.lex.tongue]
    segment = next((piece for piece in parsed.segments if piece.start <= start < piece.end), clause)
    others = [n for n in _counts(parsed) if (n.start, n.end) != (start, end)]
    best: dict[str, float] = {}
    named: dict[str, float] = {}
    for feature in parsed.features:
        weight = slot.words.get(feature.key)
        if weight is None or not segment.start <= feature.start < segment.end:
            continue
        gap = max(0, feature.start - end, start - feature.end)
        here = 1.0
        if not clause.start <= feature.start < clause.end:
            here = 0.12 if _has_number(parsed, feature.start) else 0.35
        near = here / (1.0 + gap / half)
        if any(end <= n.start < feature.start or feature.end <= n.start < start for n in others):
            near *= 0.35
        best[feature.key] = max(best.get(feature.key, 0.0), weight * near)
        named[feature.key] = max(named.get(feature.key, 0.0), here)
    said = math.fsum(slot.label[key] * here for key, here in named.items() if key in slot.label)
    share = said / (math.fsum(slot.label.values()) or 1.0)
    return math.fsum(best.values()) * (0.5 + share) if said else 0.0


def _has_number(parsed: Parsed, at: int) -> bool:
    """Whether the clause of a place has a number of its own, to which its words belong."""
    clause = _clause(parsed, at)
    return any(n.kind != "ratio" and clause.start <= n.start < clause.end for n in parsed.marks.numbers)


def _slot(parsed: Parsed, anchors: Anchors, number: Number) -> tuple[str | None, bool]:
    """The slot of a number, and whether two were equally near."""
    ranked: list[tuple[float, str]] = []
    for slot in anchors.slots.values():
        if _fits(number, slot):
            evidence = _evidence(parsed, slot, number.start, number.end)
            if slot.unit is not None and number.unit == slot.unit:
                evidence *= 1.3
            if evidence >= LEAST:
                ranked.append((evidence, slot.id))
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if not ranked:
        return _by_value(anchors, number) or _by_size(anchors, number), False
    close = [slot for evidence, slot in ranked if evidence * MARGIN >= ranked[0][0]]
    if len(close) == 1:
        return close[0], False
    values = [number.value] + ([number.high] if number.high is not None else [])
    near = [slot for evidence, slot in ranked if 2 * evidence >= ranked[0][0]]
    having = [slot for slot in near if any(value in anchors.slots[slot].values for value in values)]
    if not having and number.value >= SPECIAL and number.value not in anchors.numbers and number.unit is not None:
        return ranked[0][1], False  # nobody's figure, whichever of them is meant
    return (having[0], False) if len(having) == 1 else (None, True)


def _by_value(anchors: Anchors, number: Number) -> str | None:
    """The one slot of the unit that ever has this value, for a number that is too special to be another by chance."""
    if number.unit is None or number.value < SPECIAL:
        return None
    having = [slot.id for slot in anchors.slots.values() if slot.unit == number.unit and number.value in slot.values]
    return having[0] if len(having) == 1 else None


def _by_size(anchors: Anchors, number: Number) -> str | None:
    """The one slot of the unit, for a number that nothing in the scenario has and that is nearly as great as the slot's."""
    if number.unit is None or number.value < SPECIAL or number.value in anchors.numbers:
        return None
    having = [slot for slot in anchors.slots.values() if slot.unit == number.unit]
    alike = [s.id for s in having if any(value / NEARLY <= number.value <= NEARLY * value for value in s.values)]
    return alike[0] if len(having) == len(alike) == 1 else None


def _own_number(parsed: Parsed, anchors: Anchors, number: Number) -> bool:
    """Whether a number with its unit, which no claim has, stands in a clause that neither reports nor denies."""
    if number.unit is None or number.value in anchors.claimed or parsed.quoted(number.start):
        return False
    clause = _clause(parsed, number.start)
    return not any(parsed.cue(cue, clause.start, clause.end) for cue in ("reporting", "denial"))


def _zeros(
    parsed: Parsed,
    anchors: Anchors,
    taken: list[str | None],
    voice: list[tuple[Place, Modality]],
    spent: frozenset[tuple[int, str]],
) -> list[FigureRead]:
    """``Nobody has died`` is 0 of a slot that counts."""
    result: list[FigureRead] = []
    seen = [slot for slot in taken if slot is not None]
    for match in parsed.lex.cues["zero"].finditer(parsed.text):
        clause = _clause(parsed, match.start())
        unknown = parsed.cue("unknown", clause.start, clause.end)
        if unknown is not None and unknown.start() <= match.start() < unknown.end():
            continue
        if any(match.end() <= start < clause.end for start, _ in spent):
            continue
        if _NO_COUNT[parsed.lex.tongue].search(parsed.text, match.start(), clause.end):
            continue
        slot = _counted_none(parsed, anchors, match.start(), match.end(), clause)
        if slot is not None and slot not in seen:
            seen.append(slot)
            place = (match.start(), clause.end)
            result.append(FigureRead(place, 0, None, None, slot, _modality(parsed, match.start(), voice)))
    return result


def _counted_none(parsed: Parsed, anchors: Anchors, start: int, end: int, clause: Piece) -> str | None:
    reach = 45 if parsed.lex.tongue == "en" else 14
    near = [f for f in parsed.features if end - 1 <= f.start < min(clause.end, end + reach)]
    best: tuple[float, str] | None = None
    for slot in anchors.slots.values():
        if not slot.zero:
            continue
        heavy = max(slot.label.values(), default=0.0)
        telling = [f.key for f in near if slot.label.get(f.key, 0.0) >= max(1.5, 0.75 * heavy)]
        if not telling or not _may_be_none(parsed, slot, near, clause):
            continue
        evidence = _evidence(parsed, slot, start, end)
        if best is None or evidence > best[0]:
            best = (evidence, slot.id)
    return best[1] if best is not None else None


def _may_be_none(parsed: Parsed, slot: SlotAnchors, near: list[Feature], clause: Piece) -> bool:
    """A slot that never is 0 must be named in full, and meant as a whole, before its denial is read as 0."""
    if 0 in slot.values:
        return True
    if _ELSEWHERE[parsed.lex.tongue].search(parsed.text, clause.start, clause.end):
        return False
    keys = {feature.key for feature in near}
    said = math.fsum(weight for key, weight in slot.label.items() if key in keys)
    return said >= 0.95 * math.fsum(slot.label.values())
