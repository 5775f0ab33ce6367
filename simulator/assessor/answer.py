"""Reading a reply. It is taken apart item by item, and an item holds only if it was asked for once, says yes or no, and quotes
the message word for word; a yes without a quotation proves nothing. What does not hold is dropped and named.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

LONGEST: Final = 100_000
"""Characters of a reply that are read."""

Fault = Literal["malformed", "not_asked", "twice", "no_quote", "not_in_message"]
"""Why an item was rejected."""

_THOUGHT: Final = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE: Final = re.compile(r"\A```(?:json)?\s*(.*?)\s*```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer that holds."""

    id: str
    yes: bool
    quote: str
    start: int | None
    """Offset of the quotation in the message; None without one."""
    end: int | None

    def as_dict(self) -> dict[str, Any]:
        """The item as plain JSON values."""
        answer = "yes" if self.yes else "no"
        return {"id": self.id, "answer": answer, "quote": self.quote, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Rejected:
    """One answer that does not hold."""

    id: str
    """The item as the reply calls it, shortened; empty where it names none."""
    why: Fault


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply says."""

    items: tuple[Item, ...]
    rejected: tuple[Rejected, ...]


def parse_reply(reply: str, message: str, asked: Sequence[str]) -> Reply | None:
    """A reply taken apart; None where it is no JSON object with a list of items."""
    listed = _listed(reply)
    if listed is None:
        return None
    times = Counter(one["id"] for one in listed if isinstance(one, dict) and isinstance(one.get("id"), str))
    items: list[Item] = []
    rejected: list[Rejected] = []
    for one in listed:
        read = _item(one, message, asked, times)
        if isinstance(read, Item):
            items.append(read)
        elif read not in rejected:
            rejected.append(read)
    return Reply(tuple(items), tuple(rejected))


def _listed(reply: str) -> list[Any] | None:
    """The items of a reply, unread; a fence of code and thoughts before it are passed over."""
    if len(reply) > LONGEST:
        return None
    text = _THOUGHT.sub("", reply).strip()
    fenced = _FENCE.match(text)
    try:
        data = json.loads(fenced[1] if fenced is not None else text)
    except (ValueError, RecursionError):
        return None
    listed = data.get("items") if isinstance(data, dict) else None
    return listed if isinstance(listed, list) else None


def _item(one: Any, message: str, asked: Sequence[str], times: Counter[str]) -> Item | Rejected:
    name = one.get("id") if isinstance(one, dict) else None
    if not isinstance(name, str):
        return Rejected("", "malformed")
    answer, quote = one.get("answer"), one.get("quote", "")
    if name not in asked:
        return Rejected(name[:40], "not_asked")
    if times[name] > 1:
        return Rejected(name, "twice")
    if answer not in ("yes", "no") or not isinstance(quote, str):
        return Rejected(name, "malformed")
    if quote not in message:
        return Rejected(name, "not_in_message")
    if answer == "yes" and not any(char.isalnum() for char in quote):
        return Rejected(name, "no_quote")
    start = message.index(quote) if quote else None
    return Item(name, answer == "yes", quote, start, None if start is None else start + len(quote))
