"""Suggestions on the desk: taken up or refused with a reason, in public where the officer thinks of it (R74)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.record import Action
from simulator.record import actions as a

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

TAKEN_UP: Final = 0.5
"""Share of suggestions that a department adopts (assumption)."""
REASONS: Final = {
    True: "建议可行，予以采纳，近期公布办法。 This can be done; we adopt it and will publish how.",
    False: "现有条件下难以做到，暂不采纳，理由一并公开。 This cannot be done with the means there are; we say so openly.",
}
"""What goes with a yes and with a no."""


def answer(colleague: Colleague, inject: str) -> list[Action]:
    """Adopt it or say why not; only a department, and only what nobody has answered."""
    skill = colleague.skill
    strand = colleague.view.library.belongs.injects[inject]
    if not colleague.view.is_department(strand) or inject in colleague.board.suggestions:
        return []
    if not colleague.chance(skill.takes_suggestions, "suggestion", inject):
        return []
    adopt = colleague.chance(TAKEN_UP, "adopts", inject)
    in_public = colleague.chance(skill.takes_suggestions, "in_public", inject)
    return [a.AdoptSuggestion(inject=inject, adopt=adopt, reason=REASONS[adopt], in_public=in_public)]
