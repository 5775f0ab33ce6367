"""What caps a total: an uncorrected falsehood, concealment, withholding without ground, over-referral (DESIGN section 6).
Each falls on the seat that did it; a party that published verified, consulted facts is never capped by another's wrong
figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from simulator.message.library import Library
from simulator.record import Board, Event

WITHHELD: Final = 36 * 3600
"""A fact that answers a weighty concern, known to its owner for so long and said by nobody, is withheld (assumption)."""
WEIGHTY: Final = 4
"""Weight from which a concern is weighty (assumption)."""


def caps(events: Sequence[Event], board: Board, library: Library) -> list[tuple[str, str]]:
    """(reason, seat) of everything that caps the total."""
    found = [("uncorrected_falsehood", event.seat) for event in events if _uncorrected(event)]
    found += [("over_referral", event.seat) for event in events if _broken(event, "R22")]
    orders = {inject.id: inject.order for inject in library.scenario.injects if inject.order is not None}
    for inject, (_, seat, answer) in board.orders.items():
        if answer == "comply" and orders[inject].wants in ("lower_figure", "remove_posts"):
            found.append(("concealment", seat))
    found += [("groundless_withholding", seat) for seat in _withholders(board, library)]
    return found


def _uncorrected(event: Event) -> bool:
    return event.kind == "duty_missed" and event.data["rule"] == "R30" and event.data["credit"] == 0


def _broken(event: Event, rule: str) -> bool:
    return event.kind == "duty_missed" and event.data["rule"] == rule and event.data["credit"] < 0


def _withholders(board: Board, library: Library) -> list[str]:
    """Owners that sat on a slot which answers a weighty concern, while that concern stayed without any answer."""
    answered = [concern for word in board.words for concern in word.reading["concerns"]]
    open_ = [c for c in library.concerns.values() if c.weight >= WEIGHTY and c.id not in answered]
    found = []
    for fact in library.facts.values():
        seat = library.seat_of.get(fact.owner)
        known = board.facts.get(seat or "", {}).get(fact.id)
        asked = any(fact.slot in concern.answered_by for concern in open_)
        if seat and asked and known is not None and fact.disclosure == "public" and fact.id not in board.public:
            if board.now - max(0, known) >= WITHHELD:
                found.append(seat)
    return list(dict.fromkeys(found))
