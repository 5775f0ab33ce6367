"""What the sentences of both rooms are filled with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reports.literal import visible
from reports.names import Names

Fill = Callable[[Names, Mapping[str, Any]], dict[str, str]]
"""What fills a sentence, from the names and the event's data."""

Sentences = Mapping[str, tuple[str, str, Fill]]
"""Kind -> English sentence, Chinese sentence, and what fills them."""


def words_of(message: Mapping[str, Any], names: Names) -> str:
    """The text of an official word in the page's language, else in the one that it has."""
    text: Mapping[str, str] = message["text"]
    return text.get(names.language) or next(iter(text.values()))


def inject(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    """A document with the desks that it goes to."""
    found = n.injects.get(d["inject"])
    if found is None:
        return {"title": visible(d["inject"]), "desks": "–"}
    desks = n.all(n.seat(seat) for seat in found.to) or n.pick("the public", "公众")
    return {"title": n.text(found.title), "desks": desks}


def parties(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    """Organs in a row."""
    return {"parties": n.all(n.short_party(party) for party in d["parties"])}


def seats(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    """Seats in a row."""
    return {"seats": n.all(n.seat(seat) for seat in d["seats"])}


def nothing(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    """Nothing: the seat's name is all."""
    return {}
