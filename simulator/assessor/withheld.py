"""What may not leave the machine: whether a text holds anything protected, and which of a scenario's texts do. Where there is
a doubt nothing is sent; a text is never masked, because a mask shows where the secret stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.message.library import Library
from simulator.message.style.faults import given_away, personal_data
from simulator.message.style.look import look_at
from simulator.message.text.extract import Reader
from simulator.message.text.normalise import normalise
from simulator.message.text.parts import Extraction, Span


@dataclass(frozen=True, slots=True)
class Guard:
    """Tells protected texts of one scenario at one moment from all others."""

    library: Library
    at: int

    def holds_back(self, text: str, reading: Mapping[str, Any]) -> bool:
        """Whether a message may not be sent; ``reading`` is what the rules made of it.

        One that trips disclosure is never sent. Nor is one that only mentions what is withheld, as unknown, as somebody
        else's words or by its telling number, which no gate of the score asks about.
        """
        if "disclosure" in reading["gates"]:
            return True
        found = Reader.of(self.library).extract(text, self.at)
        look = look_at(found)
        return self._names_a_secret(found) or bool(given_away(look, self._patterns()) or personal_data(look, ()))

    def in_sheet(self, text: str) -> bool:
        """Whether a text of the scenario may stand in the sheet: it holds no protected string."""
        plain = normalise(text).text
        return not any(normalise(pattern).text.strip() in plain for pattern in self._patterns())

    def secret(self, fact: str) -> bool:
        """Whether the law withholds a fact at this moment."""
        return not self.library.disclosable(self.library.facts[fact], self.at)

    def _names_a_secret(self, found: Extraction) -> bool:
        """Whether a withheld fact is said in any manner; a number that an open fact has too tells nothing of a withheld one."""
        said = [(one.fact, one.span) for one in found.stated if one.fact is not None]
        said += [(one.fact, one.span) for one in found.unknowns if one.fact is not None]
        said += [(one.item, one.span) for one in found.echoes]
        open_spans = [span for fact, span in said if not self.secret(fact)]
        return any(self.secret(fact) and not any(_overlap(span, other) for other in open_spans) for fact, span in said)

    def _patterns(self) -> list[str]:
        """Strings of every matter that is protected now."""
        return [
            pattern
            for matter in self.library.scenario.protected
            if not matter.facts or any(self.secret(fact) for fact in matter.facts)
            for pattern in matter.patterns
        ]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
