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


@dataclass(slots=True)
class Guard:
    """Tells protected texts of one scenario at one moment from all others."""

    library: Library
    at: int
    _reader: Reader | None = None

    def holds_back(self, text: str, reading: Mapping[str, Any] | None = None) -> bool:
        """Whether a text may not be sent.

        Args:
            reading: what the rules made of it, if they read it; a text that trips disclosure is never sent.

        It is held back as well where it only mentions a withheld fact, as unknown, as somebody else's words or by its
        telling number, which no gate of the score asks about.
        """
        if reading is not None and "disclosure" in reading["gates"]:
            return True
        if self._reader is None:
            self._reader = Reader.of(self.library)
        found = self._reader.extract(text, self.at)
        named = [one.fact for one in found.stated] + [one.fact for one in found.unknowns]
        named += [fact for one in found.stated for fact in one.contradicts] + [one.item for one in found.echoes]
        if any(fact in self.library.facts and self._secret(fact) for fact in named if fact is not None):
            return True
        look = look_at(found)
        return bool(given_away(look, self._patterns()) or personal_data(look, ()))

    def _secret(self, fact: str) -> bool:
        return not self.library.disclosable(self.library.facts[fact], self.at)

    def _patterns(self) -> list[str]:
        """Strings of every matter that is protected now."""
        return [
            pattern
            for matter in self.library.scenario.protected
            if not matter.facts or any(self._secret(fact) for fact in matter.facts)
            for pattern in matter.patterns
        ]
