"""What was found in own words as lines of the interface: each reason with what kind it is, and the words that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.locale import Translator, mark

if TYPE_CHECKING:
    from reports.own_words import Judged

_KINDS: Final = {"gate": mark("Caps it"), "gap": mark("Gap"), "good": mark("Well done")}
"""Kinds of reasons; ids of the catalogue."""


def reason_lines(judged: Judged, tr: Translator) -> list[str]:
    """One line for each reason, in the order of the reading: what caps the text, what it lacks, what went well."""
    return [
        tr.pair(tr(_KINDS[reason.kind]), f"{reason.message} “{reason.quote}”" if reason.quote else reason.message)
        for reason in judged.reasons
    ]
