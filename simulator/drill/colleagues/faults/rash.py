"""Rash words: out before anybody was asked and anything was checked, or with figures that were made up to be put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.faults.fault import Fault, rewritten, worded
from simulator.drill.colleagues.habits.wording import release
from simulator.record import Action, Event, Message
from simulator.record import actions as a
from simulator.record.actions import Citation, ClaimAnswer
from simulator.scenario.moments import MINUTE

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

AT_ONCE: Final = 10 * MINUTE
"""A rash word is begun so soon after the sheet is open (assumption)."""
GUESSES: Final = 4
"""Most figures that one text makes up (assumption)."""


def _guesses(colleague: Colleague, ref: str, slots: Sequence[str]) -> list[Citation]:
    """Figures that this seat does not know, out of the air."""
    view, found = colleague.view, []
    for slot in slots:
        fact = view.library.facts_of(slot)[0]
        if isinstance(fact.value, int) and not view.knows_slot(slot) and fact.disclosure == "public":
            value = 1 + int(60 * colleague.draws.uniform("made_up", view.seat.id, ref, slot))
            found.append(Citation(fact=fact.id, value=value))
    return found[:GUESSES]


def _sheet_came(colleague: Colleague, event: Event) -> None:
    strand = event.data["strand"]
    if colleague.view.is_department(strand) and colleague.strays("shoots", "first"):
        colleague.plan(max(0, event.at) + AT_ONCE, "shoot", strand)


def _shoot(colleague: Colleague, now: int, about: str) -> list[Action]:
    """The first word of all, as soon as there is anything that can be blurted out."""
    if colleague.view.words(about):
        return []
    ref = colleague.name_draft("rash")
    message = _blurted(colleague, ref, Message(form="statement", text={"en": "-"}), now)
    if not message.facts and not message.claims:
        colleague.plan(now + AT_ONCE, "shoot", about)
        return []
    return [a.Draft(draft=ref, strand=about, message=message)]


def _blurted(colleague: Colleague, ref: str, message: Message, now: int) -> Message:
    """The message with made-up figures, anybody's, and a denial of whatever is being said and has not been checked."""
    view = colleague.view
    begun = [slot for slot in view.library.slots if view.library.begun(slot, now)]
    cited = [view.library.facts[citation.fact].slot for citation in message.facts]
    guessed = _guesses(colleague, ref, [slot for slot in begun if slot not in cited])
    taken_up = [answer.claim for answer in message.claims]
    unchecked = [c for c in view.board.claims if view.truth(c) is None and c not in taken_up]
    denied = [ClaimAnswer(claim=claim, stance="deny") for claim in unchecked]
    changes = {"facts": (*message.facts, *guessed)[:40], "claims": (*message.claims, *denied)[:10]}
    return worded(colleague, message.model_copy(update=changes), now)


def _shoots(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """Every text is blurted out; nobody is asked and nobody reviews it."""
    if isinstance(action, a.Draft) and colleague.strays("shoots", action.draft):
        return [action.model_copy(update={"message": _blurted(colleague, action.draft, action.message, now)})]
    if not isinstance(action, a.Consult | a.Submit):
        return [action]
    if action.draft in colleague.released:
        return []
    return release(colleague, action.draft) if colleague.strays("shoots", action.draft) else [action]


def _fishes(colleague: Colleague, now: int, action: Action) -> list[Action]:
    """Figures of the own desk are made up, the known ones too; putting them right comes later, by the officer's own habit."""
    if isinstance(action, a.GiveInterview) and colleague.strays("fishes", action.outlet, action.inject or ""):
        return [action.model_copy(update={"answers": tuple(_made_up(colleague, answer) for answer in action.answers)})]
    if not isinstance(action, a.Draft) or action.message.form == "correction":
        return [action]
    if not colleague.strays("fishes", action.draft):
        return [action]
    facts = [_other(colleague, citation, action.draft) for citation in action.message.facts]
    if action.message.form != "rebuttal":
        facts += _guesses(colleague, action.draft, colleague.view.own_slots(now))
    return [rewritten(colleague, action, now, facts=tuple(facts))]


def _made_up(colleague: Colleague, answer: a.AnswerQuestion) -> a.AnswerQuestion:
    """The answer with other figures of the own desk."""
    facts = tuple(_other(colleague, citation, answer.question) for citation in answer.facts)
    return answer.model_copy(update={"facts": facts})


def _other(colleague: Colleague, citation: Citation, ref: str) -> Citation:
    """An own figure that this seat has not yet published rightly, near the true one and never it."""
    view = colleague.view
    fact = view.library.facts[citation.fact]
    said = [v["fact"] for word in view.board.words_of(view.seat.id) for v in word.reading["facts"]]
    if fact.owner != view.party or not isinstance(fact.value, int) or citation.value is not None or fact.id in said:
        return citation
    share = 0.6 + 0.3 * colleague.draws.uniform("near", view.seat.id, ref, fact.slot)
    return Citation(fact=fact.id, value=min(int(fact.value * share), fact.value - 1) if fact.value > 0 else 1)


FAULTS: Final = {
    "shoots": Fault(twist=_shoots, reactions={"sheet_opened": _sheet_came}, deeds={"shoot": _shoot}),
    "fishes": Fault(twist=_fishes),
}
