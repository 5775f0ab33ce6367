"""Whether a catalogued condition of the scenario holds in a drill now."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from simulator.scenario import conditions as c

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def holds(condition: c.Condition, drill: Drill) -> bool:
    """Whether the condition holds at the drill's present second."""
    board = drill.board
    match condition:
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
        case c.BeliefOver():
            return drill.public.believing_share(condition.narrative) > condition.share
        case c.HeatOver():
            return drill.public.heat() > condition.posts
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
