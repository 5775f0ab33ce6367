"""What a word speaks to, as far as the reader can tell: the slots that it states, calls unknown or echoes by a telling number
or hour, and what it advises and reports. A fact whose words could not be made out still shows by its figures, so that a
good text in unusual words is not taken for an empty one.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.message.library import Library
from simulator.message.text.parts import Extraction, Mention
from simulator.message.verdicts import FactReading, Knowing
from simulator.record import Message


def echoes(
    text: Extraction | None, seat: str, at: int, library: Library, board: Knowing, *, hollow: bool
) -> tuple[Mention, ...]:
    """Facts that the speaker knows and may tell, of which the text gives a telling number or hour.

    One that mostly recites procedure (``hollow``) has to give them; what it only names does not count.
    """
    if text is None:
        return ()
    named = () if hollow or text.stated or not text.update else _named(text, at, library)
    return tuple(
        mention
        for mention in (*text.echoes, *named)
        if board.knows(seat, mention.item)
        and library.facts[mention.item].true_from <= at
        and library.disclosable(library.facts[mention.item], at)
    )


def _named(text: Extraction, at: int, library: Library) -> tuple[Mention, ...]:
    """Facts whose slots a text names that gives nothing which the reader could make out, and yet promises the next word."""
    found = {}
    for mention in text.touched:
        fact = library.current(mention.item, at)
        if fact is not None and fact.id not in found:
            found[fact.id] = Mention(fact.id, mention.span, mention.sentence)
    return tuple(found.values())


def slots_said(supported: Sequence[FactReading], echoed: Sequence[Mention], library: Library) -> list[str]:
    """Slots of which the text gives something that holds."""
    said = [reading.fact.slot for reading in supported]
    return list(dict.fromkeys([*said, *(library.facts[mention.item].slot for mention in echoed)]))


def weight_of(supported: Sequence[FactReading], echoed: Sequence[Mention], message: Message, library: Library) -> int:
    """How many different things the text gives that can be checked: slots, advice and disposals."""
    return len({*slots_said(supported, echoed, library), *message.advice, *message.disposals})
