"""What is too mixed or too faint to be held against the speaker. A text that gives the figure that holds may name what was
said before; a slot that is called unknown in words that fit something else too is not called unknown; a fact that nobody
knows yet is not given by half its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from simulator.message.library import Library
from simulator.message.text.parts import Stated
from simulator.message.text.working import FigureRead
from simulator.scenario.schema import Fact

OWN = ("asserted", "hedged")
NEAR: Final = 0.05
"""Share by which "about" may miss (MESSAGE_SCORING section 3)."""
FAR: Final = 0.25
"""Share by which "more than" may miss on its side (assumption)."""
SHORT: Final = 0.1
"""Share by which "nearly" may."""


def settled(stated: Sequence[Stated], library: Library, now: int, *, corrects: bool) -> list[Stated]:
    """What is stated, without earlier values of slots whose present value the text gives as well."""
    present = {one.slot for one in stated if one.modality in OWN and _holds(one, library, now)}
    return [
        one
        for one in stated
        if one.slot not in present
        or _holds(one, library, now)
        or one.modality not in OWN
        or not (corrects or one.contradicts or one.value == 0 or _was(one, library, now))
    ]


def _holds(one: Stated, library: Library, now: int) -> bool:
    current = library.current(one.slot, now)
    return current is not None and one.fact == current.id


def _was(one: Stated, library: Library, now: int) -> bool:
    """Whether it is a value that the slot has at another time."""
    return one.fact is not None and not _holds(one, library, now)


def answered(fact: str | None, library: Library, knows: Callable[[str], bool] | None) -> bool:
    """Whether the speaker knows what has come after a fact that says that something is open: the words, which fit other
    open matters too, then mean one of those.
    """
    return fact is not None and knows is not None and any(knows(f.id) for f in library.successors(library.facts[fact]))


def fits(figure: FigureRead, fact: Fact) -> bool:
    """Whether an approximate figure fits a fact: "more than 50" fits 57, "about 50" does not."""
    if not isinstance(fact.value, int | float):
        return False
    low = figure.value * (1 if figure.approx == "over" else 1 - (SHORT if figure.approx == "under" else NEAR))
    high = figure.value * (1 if figure.approx == "under" else 1 + (FAR if figure.approx == "over" else NEAR))
    return low <= fact.value <= high
