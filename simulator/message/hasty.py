"""Words that run ahead of what is known or against it without naming a figure: a cause or a verdict, hedged or not, while the
scenario says that it is not established; and calm where a figure on which safety hangs says otherwise (MESSAGE_SCORING
section 4: a hedge does not excuse a cause).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.message.substance import Case
from simulator.message.text.parts import Span
from simulator.scenario.schema import Fact
from simulator.scenario.text import Text

_HUNCH = re.compile(
    r"likel|probab|sure|certain|confident|convinced|clearly|obviously|概率|可能|十有八九|八成|多半|想必|无疑|显然|可以|估计|猜测"
)
"""A guess is about an open matter only where it names it; a preliminary view is a verdict on what is looked into."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words that go too far, with the fact that they run ahead of or against."""

    fact: Fact
    span: Span


def ahead(case: Case) -> list[Found]:
    """Verdicts on what is still open: a cause that is asserted of the very matter, or a preliminary view of it."""
    if case.look is None:
        return []
    text = case.look.extraction
    open_now = _open(case)
    if not open_now:
        return []
    said_open = {word.sentence for word in text.open_words}
    found = []
    for view in text.views:
        if view.sentence not in said_open and view.modality != "denied":
            near = _touched(case, (view.sentence, view.sentence - 1, view.sentence + 1))
            fact = next((fact for fact in open_now if fact.slot in near), None)
            if fact is not None or _HUNCH.search(view.span.text.lower()) is None:
                found.append(Found(fact or open_now[0], view.span))
    for cause in text.blamed:
        about = next((fact for fact in open_now if fact.slot == cause.item), None)
        if about is not None and cause.sentence not in said_open:
            found.append(Found(about, cause.span))
    return found


def calmed(case: Case, assurances: Sequence[Span]) -> list[Found]:
    """Facts on which safety hangs, and which do not calm, of which a sentence with an absolute assurance speaks."""
    if case.look is None:
        return []
    found = []
    for span in assurances:
        sentences = [n for n, s in enumerate(case.look.extraction.sentences) if s.span.start <= span.start < s.span.end]
        near = [n + step for n in sentences for step in (-1, 0, 1)]
        supported = {reading.fact.slot for reading in case.supported}
        for slot in _touched(case, near):
            fact = case.library.current(slot, case.at)
            if fact is None or slot in supported or not case.library.slots[slot].safety_critical:
                continue
            if case.board.is_public(fact.id) and (isinstance(fact.value, Text) or fact.value > 0):
                found.append(Found(fact, span))
    return found


def _touched(case: Case, sentences: Sequence[int]) -> list[str]:
    """Slots whose names stand in these sentences."""
    if case.look is None:
        return []
    return [mention.item for mention in case.look.extraction.touched if mention.sentence in sentences]


def _open(case: Case) -> list[Fact]:
    """Facts that hold now and say that something is not known or decided yet."""
    if case.look is None:
        return []
    found = [case.library.facts[name] for name in case.look.extraction.open_facts]
    current = [fact for fact in found if case.library.current(fact.slot, case.at) == fact]
    later = {fact.id: case.library.successors(fact) for fact in current}  # what is never answered hangs over nothing
    return [
        f for f in current if later[f.id] and not any(case.board.knows(case.speaker.seat, o.id) for o in later[f.id])
    ]
