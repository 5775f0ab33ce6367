"""Suggestions that lie on a desk: adopted, or refused with a reason (I80 clause 3; R74)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import require
from simulator.record import actions as a

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def _may_adopt(drill: Drill, seat: str, action: a.AdoptSuggestion) -> None:
    require(
        action.inject in drill.board.documents.get(seat, {}),
        f"there is no document {action.inject} on this desk",
        f"本单位没有收到文件{action.inject}",
    )
    inject = next(known for known in drill.scenario.injects if known.id == action.inject)
    require(inject.suggestion is not None, "this document suggests nothing", "该文件没有提出建议")
    require(action.inject not in drill.board.suggestions, "this suggestion has been answered", "该建议已经答复")
    require(
        action.adopt or action.reason is not None,
        "a suggestion is not refused without a reason (R74)",
        "不采纳建议应当说明理由（R74）",
    )


def _adopt(drill: Drill, seat: str, action: a.AdoptSuggestion) -> None:
    """Everybody hears of an answer in public; of one to the writer only the units that have the letter as well."""
    inject = next(known for known in drill.scenario.injects if known.id == action.inject)
    drill.emit(
        "suggestion_answered",
        seat,
        inject=action.inject,
        adopt=action.adopt,
        reason=action.reason,
        in_public=action.in_public,
        to=list(drill.desks) if action.in_public else list(inject.to),
    )


HANDLERS: Handlers = {"adopt_suggestion": (_may_adopt, _adopt)}
