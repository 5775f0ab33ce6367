"""What is too mixed or too faint to be held against the speaker. A text that gives the figure that holds may name what was
said before; a slot that is called unknown in words that fit something else too is not called unknown; a fact that nobody
knows yet is not given by half its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.message.library import Library
from simulator.message.text.parts import Stated, Unknown
from simulator.scenario.schema import Fact

OWN = ("asserted", "hedged")


def settled(stated: Sequence[Stated], library: Library, now: int, *, corrects: bool) -> list[Stated]:
    """What is stated, without earlier values of slots whose present value the text gives as well."""
    present = {one.slot for one in stated if one.modality in OWN and _holds(one, library, now)}
    return [
        one
        for one in stated
        if one.slot not in present
        or _holds(one, library, now)
        or one.modality not in OWN
        or not (corrects or one.contradicts or _was(one, library, now))
    ]


def _holds(one: Stated, library: Library, now: int) -> bool:
    current = library.current(one.slot, now)
    return current is not None and one.fact == current.id


def _was(one: Stated, library: Library, now: int) -> bool:
    """Whether it is a value that the slot has at another time."""
    return one.fact is not None and not _holds(one, library, now)


def newer(fact: Fact, library: Library, now: int) -> bool:
    """Whether another fact of the slot has become true since."""
    return any(later.true_from <= now for later in library.successors(fact))


def still_open(unknowns: Sequence[Unknown], library: Library, now: int) -> list[Unknown]:
    """Slots that are called unknown, without those of which the scenario has an answer by now: the words fit others too."""
    return [one for one in unknowns if one.fact is None or not newer(library.facts[one.fact], library, now)]
