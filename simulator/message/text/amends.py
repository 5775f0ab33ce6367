"""Errors that a text names and puts right: the earlier value, the right one, and the slot of both, as far as they are said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.message.text.parts import Correction, Span, Stated
from simulator.message.text.working import Place, Reading


def corrections(
    readings: Sequence[Reading], stated: Sequence[Stated], span: Callable[[int, Place], Span]
) -> list[Correction]:
    """The corrections of a text; ``span`` quotes a place of a sentence."""
    result: list[Correction] = []
    for number, reading in enumerate(readings):
        if reading.corrects is None:
            continue
        old = next((figure for figure in reading.figures if figure.earlier), None)
        slot = old.slot if old is not None else None
        new = next(
            (
                s
                for s in stated
                if number <= s.sentence <= number + 1 and slot in (None, s.slot) and s.modality != "denied"
            ),
            None,
        )
        if old is None and result and (new is None or new.slot == result[-1].slot):
            continue  # the second half of the same correction
        slot = slot or (new.slot if new is not None else None)
        before, after = old.value if old is not None else None, new.value if new is not None else None
        result.append(Correction(slot, before, after, span(number, reading.corrects), number))
    return result
