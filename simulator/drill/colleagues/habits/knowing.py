"""Coming to know and letting others know: verifying, looking again, asking, sharing, answering consultations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.scenario.moments import MINUTE

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague


def verify_all(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Have the own desk establish what it can, slot by slot, and ask the other desks for the rest; and look again in some
    hours for what can be asked only then.
    """
    view, skill = colleague.view, colleague.skill
    tried, known = view.board.verifying.get(view.seat.id, {}), view.newest()
    for number, slot in enumerate(view.own_slots(now)):
        if slot not in known and slot not in tried and colleague.chance(skill.verifies, "verifies", slot):
            colleague.plan(now + number, "verify", slot)
    for seat in view.seats():
        if seat != view.seat.id and _to_ask(colleague, seat, now) and colleague.chance(skill.asks, "asks", seat):
            colleague.plan(now + MINUTE + colleague.delay(skill.reaction, "ask", seat), "ask", seat)
    later = now + colleague.delay(skill.rechecks, "verify_all", colleague.occasion("verify_all"))
    if colleague.before_end(later):
        colleague.plan(later, "verify_all")
    return []


def _to_ask(colleague: Colleague, seat: str, now: int) -> list[str]:
    """What another desk could establish, is not known here, and has not been asked for yet."""
    view = colleague.view
    known = view.newest()
    missing = view.slots_at(seat, now, besides=known)
    if not missing:
        return []
    asked = view.board.asked_for.get((view.seat.id, seat), ())
    return [slot for slot in missing if slot not in asked]


def verify(colleague: Colleague, now: int, about: str) -> list[Action]:
    """One slot or claim."""
    return [a.Verify(target=about)]


def ask(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Ask another desk for what it holds."""
    missing = _to_ask(colleague, about, now)
    return [a.Ask(to=about, about=tuple(missing))] if missing else []


def nothing_new(colleague: Colleague, event: Event) -> None:
    """It could not be established yet: look again later, by the same habit."""
    if colleague.before_end(event.at):
        target = event.data["target"]
        wait = colleague.delay(colleague.skill.rechecks, target, colleague.occasion("nothing_new", target))
        colleague.plan(event.at + wait, "look_again", target)


def look_again(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Verify again, unless it is known by now."""
    view = colleague.view
    if about in view.board.claims:
        return [a.Verify(target=about)] if view.truth(about) is None else []
    stale = about in view.board.stale.get(view.seat.id, {})
    return [a.Verify(target=about)] if stale or not view.knows_slot(about) else []


def went_stale(colleague: Colleague, event: Event) -> None:
    """What the unit knew no longer holds."""
    slot = event.data["slot"]
    time = colleague.occasion("stale", slot)
    if colleague.chance(colleague.skill.verifies, "refresh", slot, time):
        wait = colleague.delay(colleague.skill.reaction, "stale", slot, time)
        colleague.plan(event.at + wait, "look_again", slot)


def claim_came(colleague: Colleague, event: Event) -> None:
    """A claim circulates: the desk that can check it does."""
    claim = event.data["claim"]
    if claim in colleague.view.own_claims() and colleague.chance(colleague.skill.verifies, "verifies", claim):
        colleague.plan(event.at + colleague.delay(colleague.skill.reaction, claim), "look_again", claim)


def claim_checked(colleague: Colleague, event: Event) -> None:
    """A claim whose truth is still unknown is looked at again."""
    if event.data["truth"] == "unknown":
        nothing_new(colleague, event.model_copy(update={"data": {"target": event.data["claim"]}}))


def learned(colleague: Colleague, event: Event) -> None:
    """What the own desk has established goes to the others."""
    if event.data["how"] == "verified" and colleague.chance(colleague.skill.shares, "shares", event.data["fact"]):
        wait = colleague.delay(colleague.skill.reaction, "share", event.data["fact"])
        colleague.plan(event.at + wait, "share", event.data["fact"])


def share(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Give a fact to the other seats; what is personal stays with who must know it."""
    view = colleague.view
    if view.fact(about).disclosure == "personal":
        return []
    others = [seat for seat in view.seats() if seat != view.seat.id]
    return [a.Share(to=tuple(others), facts=(about,))] if others else []


def was_asked(colleague: Colleague, event: Event) -> None:
    """Another seat asks what is known here."""
    if event.data["target"] != colleague.seat:
        return
    time = colleague.occasion("told", event.seat)
    if colleague.chance(colleague.skill.answers, "told", event.seat, time):
        wait = colleague.delay(colleague.skill.reaction, "told", event.seat, time)
        colleague.plan(event.at + wait, "tell", event.seat)


def tell(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Tell the asker what is known of what it asked last."""
    asked = [what for _, asker, target, what in colleague.board.asks if asker == about and target == colleague.seat]
    facts = [f.id for f in colleague.view.known() if f.slot in asked[-1] and f.disclosure != "personal"]
    return [a.Share(to=(about,), facts=tuple(facts))] if facts else []


def was_consulted(colleague: Colleague, event: Event) -> None:
    """A draft to confirm."""
    if colleague.seat in event.data["to"] and event.seat != colleague.seat:
        if colleague.chance(colleague.skill.answers, "answers", event.data["consultation"]):
            wait = colleague.delay(colleague.skill.reaction, event.data["consultation"])
            colleague.plan(event.at + wait, "answer", event.data["consultation"])


def answer(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Object where the draft states an own figure otherwise than this desk knows it; else agree."""
    view = colleague.view
    message = view.board.consultations[about].message
    known = {fact.slot: fact for fact in view.known() if fact.owner == view.party}
    wrong = []
    for citation in message.facts:
        slot = view.library.facts[citation.fact].slot
        right = known.get(slot)
        if right is not None and (right.id != citation.fact or citation.value is not None):
            wrong.append(right.id)
    if wrong and colleague.chance(colleague.skill.objects, "objects", about):
        reason = "有关数据与我单位掌握的最新情况不一致。 A figure differs from the newest that we hold."
        return [a.AnswerConsultation(consultation=about, agree=False, reason=reason, facts=tuple(dict.fromkeys(wrong)))]
    return [a.AnswerConsultation(consultation=about, agree=True)]


DEEDS = {
    "verify_all": verify_all,
    "verify": verify,
    "ask": ask,
    "look_again": look_again,
    "share": share,
    "tell": tell,
    "answer": answer,
}
REACTIONS = {
    "nothing_new": nothing_new,
    "fact_stale": went_stale,
    "claim_started": claim_came,
    "claim_checked": claim_checked,
    "fact_learned": learned,
    "asked": was_asked,
    "consulted": was_consulted,
}
