"""Whether a catalogued condition of the scenario holds in a drill now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from simulator.record import Word
from simulator.scenario import conditions as c

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def holds(condition: c.Condition, drill: Drill) -> bool:
    """Whether the condition holds at the drill's present second."""
    board = drill.board
    match condition:  # first what is looked at with every tick
        case c.HeatOver():
            return drill.public.heat() > condition.posts
        case c.BeliefOver():
            return drill.public.believing_share(condition.narrative) > condition.share
        case c.Happened():
            return bool(who_did(condition.what, drill))
        case c.NoPublicWord():
            return not any(not condition.parties or word.party in condition.parties for word in board.words)
        case c.PublicWord():
            return any(not condition.parties or word.party in condition.parties for word in board.words)
        case c.FactPublic():
            return _said(condition.fact, drill)
        case c.FactNotPublic():
            return not _said(condition.fact, drill)
        case c.ClaimUnanswered():
            return condition.claim in board.claims and not board.answers.get(condition.claim)
        case c.ClaimDenied():
            return any(stance == "deny" for _, _, stance in board.answers.get(condition.claim, []))
        case c.NoLead():
            return all(sheet.lead is None for sheet in board.sheets.values())
        case c.Contradiction():
            return bool(board.contradictions)
        case c.DisposalDone():
            return board.disposals.get(condition.disposal, (0, None))[1] is not None
        case c.DisposalNotDone():
            return board.disposals.get(condition.disposal, (0, None))[1] is None
        case c.OrderObeyed():
            return board.orders.get(condition.inject, (0, "", ""))[2] == "comply"
        case c.PromiseBroken():
            return any(promise.broken for promise in board.promises)
        case c.Always():
            return True
        case _:
            assert_never(condition)


def _said(fact: str, drill: Drill) -> bool:
    """Whether some body has stated the fact; that its truth came out by itself is not enough."""
    return drill.board.public.get(fact, (0, ""))[1] != ""


_ORDERS: Final[dict[str, c.Hidden]] = {
    "remove_posts": "removed_posts",
    "lower_figure": "lowered_figure",
    "wait_with_figures": "withheld_figure",
}


def who_did(what: c.Hidden, drill: Drill) -> list[str]:
    """The parties that have done what is better not hidden, each once, in the order of their doing it."""
    board, library = drill.board, drill.library
    if what == "over_referral":
        found = [seat for at, seat, claim, _ in board.referred if not _to_be_referred(claim, at, drill)]
        return list(dict.fromkeys(library.party_of[seat] for seat in found))
    if what == "falsehood":
        return list(dict.fromkeys(word.party for place, word in enumerate(board.words) if _stands(place, word, drill)))
    obeyed = []
    for inject in drill.scenario.injects:
        _, seat, answer = board.orders.get(inject.id, (0, "", ""))
        order = inject.order
        if order is not None and not order.lawful and answer == "comply" and _ORDERS.get(order.wants) == what:
            obeyed.append(library.party_of[seat])
    return list(dict.fromkeys(obeyed))


def _to_be_referred(claim: str, at: int, drill: Drill) -> bool:
    """Whether a claim was false and seriously dangerous at that moment, so that handing it on was right (R21, R22)."""
    return drill.library.truth(claim, at) == "false" and drill.library.claims[claim].danger == "serious"


def _stands(place: int, word: Word, drill: Drill) -> bool:
    """Whether a word says something untrue that the same party has not put right since."""
    later = [other.reading for other in drill.board.words[place + 1 :] if other.party == word.party]
    for verdict in word.reading["facts"]:
        put_right = any(one["slot"] == verdict["slot"] and one["true"] for reading in later for one in reading["facts"])
        if verdict["verdict"] in ("contradicted", "premature") and not verdict["true"] and not put_right:
            return True
    for answer in word.reading["claims"]:
        changed = any(
            one["claim"] == answer["claim"] and one["stance"] != answer["stance"]
            for reading in later
            for one in reading["claims"]
        )
        truth = drill.library.truth(answer["claim"], drill.now)
        if answer["stance"] == "deny" and truth in ("true", "partly_true") and not changed:
            return True
    return False
