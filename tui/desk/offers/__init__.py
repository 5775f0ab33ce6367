"""Everything that a seat can sensibly do now, as concrete actions. An offer is never one that the engine would refuse; where
something is possible and unwise, its reason says so.

Rooms: the handling sheet, who leads, knowing, checking and wording, the press conference, interviews, the own initiative,
answering what lies on the desk.
"""

from __future__ import annotations

from simulator.record import Action, Event
from tui.desk.kinds import Offer, Paper
from tui.desk.offers import answering, checking, initiative, interviews, knowing, leading, press, sheet, wording
from tui.desk.offers.common import GROUPS, NEEDED, PATIENCE, Moment
from tui.desk.sight import Sight
from tui.desk.work import ABOUT, Work

__all__ = ["GROUPS", "NEEDED", "PATIENCE", "by_use", "offers", "said"]

_MAKERS = (
    *press.MAKERS, *answering.MAKERS, *interviews.MAKERS, *sheet.MAKERS, *leading.MAKERS, *knowing.MAKERS, *checking.MAKERS,
    *wording.MAKERS, *initiative.MAKERS,
)  # fmt: skip


def offers(sight: Sight, log: list[Event], work: Work, papers: list[Paper]) -> list[Offer]:
    """The offers of this moment by kind, in the order of the work; none once the drill is over."""
    if sight.board.closed:
        return []
    moment = Moment(sight, log, work, papers)
    made = [offer for maker in _MAKERS for offer in maker(moment)]
    groups = [sight.say(group) for group in GROUPS]
    return sorted(made, key=lambda offer: groups.index(offer.group))


def by_use(made: list[Offer]) -> list[Offer]:
    """The same offers, the most useful first."""
    return sorted(made, key=lambda offer: -offer.urgency)


def said(sight: Sight, action: Action) -> str:
    """What to tell the trainee once an action was taken."""
    if action.act == "publish":
        return sight.say("Published.")
    if action.act in ABOUT:
        return sight.say("Begun; it takes the desk some time.")
    return sight.say("Done.")
