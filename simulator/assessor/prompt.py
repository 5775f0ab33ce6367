"""What is sent to an endpoint: fixed instructions, and one JSON object in which the message is a field of data like any other,
so that nothing in it can end the field. Beside it stands the sheet: what this speaker knew and may say, what people ask and
what is being claimed, without anything protected. The same text at the same moment always gives the same request and hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from simulator.assessor.protocol import Words
from simulator.assessor.withheld import Guard
from simulator.message.library import Library
from simulator.message.text.normalise import zh_share
from simulator.message.text.standing import Standing
from simulator.scenario.moments import show_moment
from simulator.scenario.text import Language

TEMPERATURE: Final = 0
SEED: Final = 61
"""Fixed, so that an endpoint that honours it gives the same reply again."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; it names no model and no endpoint."""

    instructions: str
    data: str
    """The JSON object of the user turn."""

    @property
    def messages(self) -> list[dict[str, str]]:
        """The two turns, as the endpoint wants them."""
        return [{"role": "system", "content": self.instructions}, {"role": "user", "content": self.data}]

    @property
    def hash(self) -> str:
        """SHA-256 of everything that decides the reply but the model."""
        whole = {"messages": self.messages, "temperature": TEMPERATURE, "seed": SEED}
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def request_for(
    words: Words, items: Sequence[str], reading: Mapping[str, Any], library: Library, guard: Guard
) -> Request:
    """The request for a text that may be sent.

    Args:
        items: ids of the items that are asked.
        reading: what the rules made of it; its ``asked`` names the concerns that this speaker could answer.
    """
    known = _prompt()
    tongue: Language = "zh" if zh_share(words.text) >= 0.5 else "en"
    data = {
        "task": {"form": words.form, "at": show_moment(words.at), "speaker": _party(words.party, library, tongue)},
        "sheet": _sheet(words, reading["asked"], library, guard, tongue),
        "items": [{"id": item, "question": known["items"][item]} for item in items],
        "message": words.text,
    }
    return Request(known["instructions"], json.dumps(data, ensure_ascii=False, indent=1))


def _sheet(words: Words, asked: Sequence[str], library: Library, guard: Guard, tongue: Language) -> dict[str, Any]:
    """What this speaker knows and may say, what people ask, and what circulates; protected texts are left out."""
    standing = Standing.of(library, words.at)
    seat = library.seat_of.get(words.party, words.party)
    known = [library.facts[fact] for fact in standing.known_facts(seat)]
    newest = [
        fact
        for fact in known
        if not guard.secret(fact.id)
        and not any(later.slot == fact.slot and later.true_from > fact.true_from for later in known)
    ]
    concerns = sorted((library.concerns[one] for one in asked), key=lambda one: -one.weight)
    return {
        "facts": [
            {"says": fact.text.in_(tongue), "owner": _party(fact.owner, library, tongue)}
            for fact in newest
            if guard.in_sheet(fact.text.in_(tongue))
        ],
        "questions": [one.ask.in_(tongue) for one in concerns if guard.in_sheet(one.ask.in_(tongue))],
        "claims": [
            library.claims[claim].says.in_(tongue)
            for claim in standing.claims
            if guard.in_sheet(library.claims[claim].says.in_(tongue))
        ],
    }


def _party(party: str, library: Library, tongue: Language) -> str:
    return next(known.name.in_(tongue) for known in library.scenario.parties if known.id == party)


@lru_cache(maxsize=1)
def _prompt() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load((files("simulator.assessor") / "prompt.yaml").read_text(encoding="utf-8"))
    return data
