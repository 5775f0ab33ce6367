"""Overreach against others: critics handed to the police, publicity in everybody's place, and the blame put on somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.faults.fault import Fault, rewritten
from simulator.drill.colleagues.habits.wording import release
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.record.actions import Citation, ClaimAnswer
from simulator.scenario.moments import HOUR, MINUTE

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

NEXT_WORD: Final = 6 * HOUR
"""Whoever speaks for all speaks again after so long (assumption)."""
TAKES_OVER: Final = 30 * MINUTE
"""Publicity begins to speak for all so long after the sheet is open (assumption)."""


def _claim_came(colleague: Colleague, event: Event) -> None:
    claim = event.data["claim"]
    if colleague.view.claim(claim).danger != "serious" and colleague.strays("hounds", claim):
        colleague.plan(event.at + colleague.delay(colleague.skill.reaction, "hound", claim), "hound", claim)


def _hound(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Doubt and criticism go to the police, unchecked."""
    view = colleague.view
    to = tuple(party for party in (view.body("public_security"), view.body("cyberspace")) if party)
    return [a.Refer(claim=about, to=to)] if to else []


def _is_publicity(colleague: Colleague) -> bool:
    return colleague.view.kind(colleague.seat) == "publicity"


def _sheet_came(colleague: Colleague, event: Event) -> None:
    """One's own word at once, or at a later hour: the temptation comes again as long as the matter lasts."""
    if not _is_publicity(colleague):
        return
    at = max(0, event.at) + TAKES_OVER
    while not colleague.strays("usurps", "first", event.data["strand"], at):
        at += NEXT_WORD
        if not colleague.before_end(at):
            return
    colleague.plan(at, "first_word", event.data["strand"])


def _spoke(colleague: Colleague, event: Event) -> None:
    if event.seat == colleague.seat and _is_publicity(colleague) and colleague.before_end(event.at + NEXT_WORD):
        colleague.plan_word(event.at + NEXT_WORD, event.data["strand"])


def _usurps(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """Departments leave their words to publicity, which asks nobody's leave."""
    if _is_publicity(colleague) and isinstance(action, a.Consult | a.Submit):
        if action.draft in colleague.released:
            return []
        return release(colleague, action.draft) if colleague.strays("usurps", action.draft) else [action]
    if not isinstance(action, a.Draft) or _is_publicity(colleague):
        return [action]
    return [] if colleague.strays("usurps", action.draft) else [action]


def _scapegoats(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """Every text names the people in the files, says that others are to blame, and that the own house is not."""
    if not isinstance(action, a.Draft) or not colleague.strays("scapegoats", action.draft):
        return [action]
    view, message = colleague.view, action.message
    cited = [citation.fact for citation in message.facts]
    names = [f.id for f in view.known() if not view.library.disclosable(f, now) and f.id not in cited]
    stances = {answer.claim: answer for answer in message.claims}
    for claim in view.board.claims:
        blamed = view.claim(claim).embarrasses
        if blamed:
            stance = "deny" if view.party in blamed else "confirm"
            stances[claim] = ClaimAnswer.model_validate({"claim": claim, "stance": stance})
    facts = (*message.facts, *(Citation(fact=name) for name in names))[:40]
    return [rewritten(colleague, action, now, facts=facts, claims=tuple(stances.values())[:10])]


FAULTS: Final = {
    "hounds": Fault(reactions={"claim_started": _claim_came}, deeds={"hound": _hound}),
    "usurps": Fault(
        twist=_usurps, reactions={"sheet_opened": _sheet_came, "published": _spoke, "conference_held": _spoke}
    ),
    "scapegoats": Fault(twist=_scapegoats),
}
