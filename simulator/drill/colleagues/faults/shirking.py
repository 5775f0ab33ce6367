"""Shirking: work that is put off until it is flawless, judged small so that less is owed, reported and not done, and what
embarrasses kept back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.faults.fault import Fault, put_off, rewritten
from simulator.drill.colleagues.habits.wording import release
from simulator.message.coordinating import place_of
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.rules.library import load_world
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Claim

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

FLAWLESS: Final = 45 * HOUR
"""Work on a word that is to be flawless begins now and not before; it is out two hours later (assumption)."""
ORDINARY: Final = 40 * HOUR
"""An ordinary matter may be answered within 48 hours; work on the answer begins so late (assumption)."""
CLOSED_AFTER: Final = HOUR
"""The sheet is closed so long after the first word (assumption)."""


def _delays(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """No word before its hour; half a delayer waits half as long."""
    until = round(FLAWLESS * colleague.skill.faults["delays"])
    return put_off(colleague, action, until) if isinstance(action, a.Draft) and now < until else [action]


def _downgrades(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """The matter is called ordinary, and then treated so: no leader, no report, no conference, no approval, no haste."""
    if isinstance(action, a.Assess) and colleague.strays("downgrades", "assess"):
        low = {"opinion_class": "complaint", "grade": "ordinary", "emergency_level": None, "proposal": False}
        return [action.model_copy(update=low)]
    if isinstance(action, a.EngageLeader | a.ReportUp | a.HoldConference) and colleague.strays(
        "downgrades", action.act
    ):
        return []
    if isinstance(action, a.Submit) and colleague.strays("downgrades", action.draft):
        return release(colleague, action.draft)
    until = round(ORDINARY * colleague.skill.faults["downgrades"])
    return put_off(colleague, action, until) if isinstance(action, a.Draft) and now < until else [action]


def _pretends(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """Nothing is begun, and every text says that it is."""
    if isinstance(action, a.Dispatch) and colleague.strays("pretends", action.disposal):
        return []
    if not isinstance(action, a.Draft):
        return [action]
    own = [one.id for one in colleague.view.own_disposals() if colleague.strays("pretends", one.id)]
    told = tuple(dict.fromkeys([*action.message.disposals, *own]))
    return [rewritten(colleague, action, now, disposals=told)]


def _word_out(colleague: Colleague, event: Event) -> None:
    """Somebody has spoken: the sheet can be closed."""
    if colleague.view.is_office() and colleague.strays("pretends", "close"):
        colleague.plan(event.at + CLOSED_AFTER, "close_at_once", event.data["strand"])


def _close_at_once(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Close the sheet, whatever is still to do."""
    sheet = colleague.board.sheets.get(about)
    open_ = sheet is not None and sheet.closed is None and colleague.view.organises(about)
    return [a.Close(strand=about)] if open_ else []


def _own(colleague: Colleague, claim: Claim, fact: str) -> bool:
    """Whether keeping the fact back keeps anything from the public."""
    view = colleague.view
    owner = view.library.facts[fact].owner
    return view.party in claim.embarrasses or owner == view.party or place_of(owner) != view.place


def _embarrassing(colleague: Colleague) -> dict[str, tuple[str, ...]]:
    """Claim that is or would be bad for an organ or a ward of the own place, or of one above or below it -> the facts that
    settle it; where the claim is not bad for the unit itself, without those of its neighbours in the same place, which are
    theirs to say: who leaves them out keeps nothing back. It is kept back only while no organ has said it.
    """
    view, world = colleague.view, load_world()
    public = {fact for fact, (_, party) in view.board.public.items() if party}
    owned = {a["claim"] for word in view.board.words for a in word.reading["claims"] if a["verdict"] == "supported"}
    return {
        claim.id: tuple(fact for fact in claim.settled_by if fact not in public and _own(colleague, claim, fact))
        for claim in view.library.claims.values()
        if claim.id not in owned
        and any(world.akin(place_of(party), view.place) for party in claim.embarrasses)
        and colleague.strays("withholds", claim.id)
    }


def _withholds(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """What embarrasses is neither said nor passed on, and nobody is there to be asked about it."""
    if isinstance(action, a.HoldConference):
        return [] if any(_embarrassing(colleague).values()) else [action]
    if not isinstance(action, a.Draft | a.Reply | a.Share | a.GiveInterview):
        return [action]
    kept = _embarrassing(colleague)
    back = [fact for facts in kept.values() for fact in facts]
    if isinstance(action, a.GiveInterview):
        told = [citation.fact for answer in action.answers for citation in answer.facts]
        return [] if any(fact in back for fact in told) else [action]
    if isinstance(action, a.Share):
        rest = tuple(fact for fact in action.facts if fact not in back)
        return [action.model_copy(update={"facts": rest})] if rest else []
    message = action.message
    facts = tuple(citation for citation in message.facts if citation.fact not in back)
    claims = tuple(answer for answer in message.claims if answer.claim not in kept or answer.stance == "deny")
    if (facts, claims) == (message.facts, message.claims):
        return [action]
    if isinstance(action, a.Reply):
        return [action.model_copy(update={"message": message.model_copy(update={"facts": facts, "claims": claims})})]
    return [rewritten(colleague, action, now, facts=facts, claims=claims)] if facts or claims else []


FAULTS: Final = {
    "delays": Fault(twist=_delays),
    "downgrades": Fault(twist=_downgrades),
    "pretends": Fault(twist=_pretends, reactions={"published": _word_out}, deeds={"close_at_once": _close_at_once}),
    "withholds": Fault(twist=_withholds),
}
