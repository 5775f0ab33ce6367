"""One plain sentence for one event, in English and Chinese. The two phrasings of a kind stand side by side
with the words that fill them; what a person wrote is quoted as it was written.
"""

from __future__ import annotations

from typing import Final

from reports.names import Names
from reports.sentences import handling, public, speaking
from reports.sentences.common import Fill, Sentences, words_of
from simulator.record import Event

__all__ = ["SENTENCES", "Fill", "sentence", "words_of"]

SENTENCES: Final[Sentences] = {**handling.SENTENCES, **speaking.SENTENCES, **public.SENTENCES}
"""Kind -> English sentence, Chinese sentence, and what fills them."""


OF_A_STRAND: Final = (
    "sheet_opened",
    "sheet_closed",
    "sheet_reopened",
    "sheet_reviewed",
    "matter_changed",
    "responsibility",
    "assessed",
    "reported_up",
    "notified",
    "accepted",
    "transferred",
    "assigned",
    "convene_held",
    "lead_asked",
    "lead_designated",
    "leader_engaged",
    "pressed",
)
"""Kinds that are about the sheet of a strand; where there are several the sentence names it."""


def sentence(event: Event, names: Names, who: str | None = None) -> str | None:
    """The event in plain words; None for kinds that have none. ``who`` names the seats where it stands for
    several."""
    found = SENTENCES.get(event.kind)
    if found is None:
        return None
    english, chinese, fill = found
    values = fill(names, event.data)
    told = names.pick(english, chinese).format(who=who or names.seat(event.seat), **values)
    return told + (names.of_strand(event.data.get("strand")) if event.kind in OF_A_STRAND else "")
