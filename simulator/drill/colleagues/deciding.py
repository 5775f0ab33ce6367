"""Decisions that touch vital interests: a careful officer keeps an own one back until its risk is assessed (R55)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague


def careful(colleague: Colleague, fact: str) -> bool:
    """Whether the fact is an own decision whose risk this officer thinks of."""
    known = colleague.view.library.facts[fact]
    own = known.decision and known.owner == colleague.view.party
    return own and colleague.chance(colleague.skill.proposes, "risk", fact)


def unassessed(colleague: Colleague, fact: str) -> bool:
    """Whether a careful officer keeps an own decision back, for its risk is not assessed yet."""
    return not colleague.board.risks.get(fact) and careful(colleague, fact)
