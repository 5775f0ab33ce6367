"""Habits: what news makes a colleague intend (reactions), and what it does when the intent falls due (deeds). Six rooms:
the desk's routine, knowing, wording, the podium, the own head and the own initiative; and the General Office's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.habits import desk, head, initiative, knowing, office, podium, wording
from simulator.record import Action, Event

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

DEEDS: Final[dict[str, Callable[[Colleague, int, str], list[Action]]]] = {
    **desk.DEEDS,
    **knowing.DEEDS,
    **wording.DEEDS,
    **office.DEEDS,
    **head.DEEDS,
    **initiative.DEEDS,
}
"""Intent -> deed."""

_ROOMS: Final = (
    desk.REACTIONS,
    knowing.REACTIONS,
    wording.REACTIONS,
    podium.REACTIONS,
    office.REACTIONS,
    head.REACTIONS,
    initiative.REACTIONS,
)


def _all(kind: str) -> Callable[[Colleague, Event], None]:
    reactions = [room[kind] for room in _ROOMS if kind in room]
    if len(reactions) == 1:
        return reactions[0]

    def react(colleague: Colleague, event: Event) -> None:
        for reaction in reactions:
            reaction(colleague, event)

    return react


REACTIONS: Final = {kind: _all(kind) for kind in dict.fromkeys(kind for room in _ROOMS for kind in room)}
"""Kind of event -> what it makes the colleague intend, over all rooms."""
