"""Whether a figure is so plainly one of a slot's that another value than the fact's goes against it. A number near some of a
slot's words is often about something else, a part, a price, a limit or a share of the day; on such faint evidence it is
called unclear, and nothing follows from it (MESSAGE_SCORING section 4).
"""

from __future__ import annotations

import math
import re
from typing import Final

from simulator.message.text.anchors import Anchors, SlotAnchors
from simulator.message.text.features import Parsed
from simulator.message.text.spans import Number
from simulator.message.text.split import Piece

MOST: Final = 0.6
"""Share of a slot's name that must stand in the clause of a figure, where its unit is the slot's."""
NEARLY_ALL: Final = 0.8
"""The same where the figure has no unit, or the number is known to the scenario as something else."""
SOME: Final = 0.3
"""The same for a number that the slot once had, or that the scenario does not know and is about as great as the slot's."""
NEAR_ENOUGH: Final = 2.5
"""Evidence by which a number that the scenario does not know, about as great as the slot's, is the slot's."""
VERY_NEAR: Final = 8.0
"""Evidence by which even a number is the slot's that the scenario knows as something else as well."""
SMALL: Final = 10
"""Smaller whole numbers count all sorts of things."""
ALIKE: Final = 2.5
"""Factor up to which a number is about as great as another."""
_PART = {
    "en": re.compile(
        r"^[a-z -]{0,16}?(?<![a-z])(?:of (?:them|these|those|whom|which|the)|among|others?|more|further|another)(?![a-z])"
    ),
    "zh": re.compile(r"^(?:的)?(?:是|为|在|来自)?(?:其中|之中|里面|当中|以上的|岁)"),
}
_PART_BEFORE = {
    "en": re.compile(
        r"(?<![a-z])(?:of (?:them|these|those|whom|which)|among them|another|other|further|limit|standard|norm|maximum|"
        r"threshold|ceiling|aged|age|next|last|every|each|per|within|after|first|for|another|in)"
        r"(?: of| is| at| was| the| about| these| those)?,? ?$"
    ),
    "zh": re.compile(
        r"(?:其中|另有|另外|其余|又有|新增|限值|标准|上限|不得超过|不超过|满|过去|最近|未来|每|这|那|前|后)"
        r"(?:的|有|为|是|在|约)?[:： ]?$"
    ),
}


def plainly(parsed: Parsed, anchors: Anchors, slot_id: str, number: Number, near: float) -> bool:
    """Whether unit and words say beyond doubt that a number is this slot's; ``near`` is how near its words stand."""
    slot = anchors.slots[slot_id]
    tongue = parsed.lex.tongue
    if _PART_BEFORE[tongue].search(parsed.text, max(0, number.start - 24), number.start) is not None:
        return False
    part = _PART[tongue].match(parsed.text[number.end : number.end + 30])
    if part is not None and (number.unit is None or not part.group().endswith(" the")):
        return False  # eleven of the candidates, but not "75 pupils of the school"
    same = number.unit is not None and number.unit == slot.unit
    share = _named(parsed, slot, number)
    many = number.value >= SMALL or number.value != int(number.value)
    if number.value in slot.values or (number.approx and any(_about(number.value, value) for value in slot.values)):
        return share >= (SOME if many and same else MOST) and (same or number.unit is None)
    if number.value in anchors.numbers:
        return same and (share >= 0.95 or (share >= 0.7 and near >= VERY_NEAR))
    if many and any(value / ALIKE <= number.value <= ALIKE * value for value in slot.values):
        if near >= NEAR_ENOUGH and (same or (number.unit is None and share >= SOME)):
            return True
        return share >= (SOME if same else MOST) and (same or number.unit is None)
    return share >= (MOST if same else NEARLY_ALL) and (same or number.unit is None)


def _about(one: float, other: float) -> bool:
    return abs(one - other) <= 0.05 * abs(other)


def _named(parsed: Parsed, slot: SlotAnchors, number: Number) -> float:
    """Share of the slot's name that stands in the number's clause, what stands past another number left out."""
    whole = Piece(0, len(parsed.text))
    clause = next((piece for piece in parsed.clauses if piece.start <= number.start < piece.end), whole)
    others = [n for n in parsed.marks.numbers if n.kind != "ratio" and n.start != number.start]
    low = max((n.end for n in others if clause.start <= n.start < number.start), default=clause.start)
    high = min((n.start for n in others if number.end <= n.start < clause.end), default=clause.end)
    keys = dict.fromkeys(f.key for f in parsed.features if low <= f.start < high and f.key in slot.label)
    return math.fsum(slot.label[key] for key in keys) / (math.fsum(slot.label.values()) or 1.0)
