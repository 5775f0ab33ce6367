"""What caps a total: an uncorrected falsehood, concealment, withholding without ground, over-referral (DESIGN section 6).
Each falls on the seat that did it; a party that published verified, consulted facts is never capped by another's wrong
figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from simulator.message.library import Library
from simulator.record import Board, Event
from simulator.scenario.schema import Fact, Order

WITHHELD: Final = 36 * 3600
"""A fact that answers a weighty concern, known to its owner for so long and said by nobody, is withheld (assumption)."""
EXPOSED: Final = 12 * 3600
"""Who had sat so long on what then came out by itself was found out, and had withheld it (assumption)."""
WEIGHTY: Final = 4
"""Weight from which a concern is weighty (assumption)."""


def caps(events: Sequence[Event], board: Board, library: Library) -> list[tuple[str, str]]:
    """(reason, seat) of everything that caps the total."""
    found = [("uncorrected_falsehood", event.seat) for event in events if _uncorrected(event)]
    found += [("over_referral", event.seat) for event in events if _broken(event, "R22")]
    found += [("concealment", event.seat) for event in events if _concealed(event, board, library)]
    found += [("groundless_withholding", seat) for seat in _withholders(board, library)]
    return found


def _uncorrected(event: Event) -> bool:
    return event.kind == "duty_missed" and event.data["rule"] == "R30" and event.data["credit"] == 0


def _broken(event: Event, rule: str) -> bool:
    return event.kind == "duty_missed" and event.data["rule"] == rule and event.data["credit"] < 0


def _concealed(event: Event, board: Board, library: Library) -> bool:
    """Complying with an unlawful order to remove posts or to lower a figure; or to wait, if a figure that the seat owns
    stayed unsaid as long as was ordered.
    """
    if event.kind != "order_answered" or event.data["answer"] != "comply":
        return False
    order = next(inject.order for inject in library.scenario.injects if inject.id == event.data["inject"])
    if order is None or order.lawful:
        return False
    return order.wants in ("lower_figure", "remove_posts") or (
        order.wants == "wait_with_figures" and _waited(event, order, board, library)
    )


def _waited(event: Event, order: Order, board: Board, library: Library) -> bool:
    """Whether the seat owned and knew a newer value than the public, and nobody gave one before the order ran out.

    Who does not own the figure could not have held it back; its compliance is a finding and no cap.
    """
    until = board.now if order.until is None else min(order.until, board.now)
    for fact in library.facts.values():
        if fact.owner != library.party_of[event.seat] or order.slot not in (None, fact.slot):
            continue
        if not library.disclosable(fact, until):
            continue
        known = board.facts.get(event.seat, {}).get(fact.id)
        said = [at for other in library.facts_of(fact.slot) if (at := _public_at(board, other.id)) is not None]
        already = _public_at(board, fact.id)
        unsaid = already is None or already > event.at
        if known is not None and known < until and unsaid and not any(event.at <= at <= until for at in said):
            return True
    return False


def _public_at(board: Board, fact: str) -> int | None:
    return board.public[fact][0] if fact in board.public else None


def _withholders(board: Board, library: Library) -> list[str]:
    """Owners that sat on what the law makes public: on a slot that answers a weighty concern, while that concern stayed without
    any answer, or on what settles a claim that is not false and bad for them, while nobody owned up to it.
    """
    found = []
    for fact in library.facts.values():
        seat = library.seat_of.get(fact.owner)
        known = board.facts.get(seat or "", {}).get(fact.id)
        if seat is None or known is None or fact.disclosure != "public":
            continue
        unsaid = [*_concerns_open(fact, board, library), *_claims_open(fact, board, library)]
        if any(until - max(0, known) >= WITHHELD for until in unsaid) or _found_out(fact, known, board, library):
            found.append(seat)
    return list(dict.fromkeys(found))


def _found_out(fact: Fact, known: int, board: Board, library: Library) -> bool:
    """Whether what the owner should have owned up to came out by itself, after people had talked and it alone had known long
    enough, and had spoken and left it out. What it had passed on to colleagues it did not hide, even if nobody said it.
    """
    seat = library.seat_of[fact.owner]
    told = [facts[fact.id] for other, facts in board.facts.items() if other != seat and fact.id in facts]
    for at in _claims_open(fact, board, library):
        for claim in library.claims.values():
            if fact.id not in claim.settled_by or board.surfaced.get(claim.id) != at:
                continue
            since = max(0, known, board.claims[claim.id])
            spoke = any(word.seat == seat and since < word.at < at for word in board.words)
            if spoke and at - since >= EXPOSED and not any(passed < at for passed in told):
                return True
    return False


def _concerns_open(fact: Fact, board: Board, library: Library) -> list[int]:
    """Moments until which weighty concerns that the fact would answer stayed open, and the fact unsaid.

    In an emergency protective facts do not keep: what came out at last counts until then. On other opinion the notice gives
    48 hours, so that only what never came out was withheld.
    """
    said = board.public.get(fact.id, (board.now, ""))[0]
    moments = []
    for concern in library.concerns.values():
        if concern.weight >= WEIGHTY and fact.slot in concern.answered_by:
            emergency = library.strands[library.belongs.concerns[concern.id]].emergency_level is not None
            words = [word.at for word in board.words if concern.id in word.reading["concerns"]]
            if emergency or (not words and fact.id not in board.public):
                moments.append(min([said, *words]))
    return moments


def _claims_open(fact: Fact, board: Board, library: Library) -> list[int]:
    """Moments until which claims that the fact settles against its owner stayed without an honest word, and without any fact
    that settles them; what others brought to light was not said.
    """
    at, party = board.public.get(fact.id, (board.now, ""))
    if party:
        return []
    moments = []
    for claim in library.claims.values():
        if fact.id in claim.settled_by and fact.owner in claim.embarrasses and claim.id in board.claims:
            true = library.truth(claim.id, board.now) in ("true", "partly_true")
            words = [a for w in board.words for a in w.reading["claims"] if a["claim"] == claim.id]
            told = any(board.public.get(other, (0, ""))[1] for other in claim.settled_by)
            if true and not told and not any(answer["verdict"] == "supported" for answer in words):
                moments.append(at)
    return moments
