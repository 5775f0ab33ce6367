"""What a colleague puts into a word: which facts, claims, acts, advice and unknowns, as its skill has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.colleagues.deciding import unassessed
from simulator.drill.colleagues.grammar import Manner, compose
from simulator.message.territory import another_places
from simulator.record.actions import Citation, ClaimAnswer, Form, Message
from simulator.scenario.moments import HOUR, MINUTE
from simulator.scenario.schema import Fact

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

FRESH = HOUR
"""How long a careful officer quotes another's count without hearing it again (assumption)."""

RIGHT_STANCE = {"false": "deny", "true": "confirm", "partly_true": "partly"}
"""Established truth of a claim -> what an honest text says about it."""


def sayable(colleague: Colleague, now: int, strand: str) -> list[Fact]:
    """Known facts of a strand that the law lets go out, own ones first; a shielding officer leaves out what embarrasses."""
    view = colleague.view
    held = [fact for fact in view.known() if view.library.belongs.holds(strand, fact.id)]
    known = [fact for fact in held if view.library.disclosable(fact, now) and not unassessed(colleague, fact.id)]
    waiting = colleague.waiting_for(now)
    known = [fact for fact in known if fact.slot not in waiting and not _perhaps_old(colleague, fact, now)]
    return sorted(known, key=lambda fact: fact.owner != view.party)


def _left_to_others(colleague: Colleague, fact: Fact, form: Form, strand: str) -> bool:
    """Whether a fact of another place's part is left to that place, which has not stated it yet (R08); at a conference the
    place sits on the podium.
    """
    view = colleague.view
    if form == "conference" or not another_places(fact.id, view.party, strand, view.board, view.library):
        return False
    return colleague.chance(colleague.skill.leaves_territory, "territory", fact.id)


def _perhaps_old(colleague: Colleague, fact: Fact, now: int) -> bool:
    """Whether a careful officer would not state another's count any more without asking again."""
    view = colleague.view
    if fact.owner == view.party or not isinstance(fact.value, int | float):
        return False
    old = now - view.board.knows_since(view.seat.id, fact.id) > FRESH
    return old and colleague.chance(colleague.skill.sources, "careful", fact.id)


def _as_of(colleague: Colleague, facts: list[Fact], now: int) -> int:
    """The time for which a careful text gives its figures: when the oldest count of another organ in it was heard."""
    view = colleague.view
    board, seat = view.board, view.seat.id
    heard = [board.knows_since(seat, f.id) for f in facts if f.owner != view.party and isinstance(f.value, int | float)]
    return min([now, *heard]) // MINUTE * MINUTE  # a text gives minutes


def word(colleague: Colleague, ref: str, form: Form, now: int, strand: str, claim: str | None = None) -> Message | None:
    """A message in the given form about one strand; None if there is nothing that could be said."""
    skill, view = colleague.skill, colleague.view
    own = [fact for fact in sayable(colleague, now, strand) if not _left_to_others(colleague, fact, form, strand)]
    facts = [fact for fact in own if _chosen(colleague, fact, ref)]
    if form == "update":
        facts = _news(colleague, facts, ref, strand)
    if form in ("rebuttal", "correction") and claim is not None:
        settles = view.library.claims[claim].settled_by if claim in view.library.claims else ()
        facts = [f for f in own if f.id in settles or f.slot == claim]
        # An own error is put right with the newest that one knows, even where one would otherwise leave the count to its owner.
        facts = facts or (_last_heard(colleague, (claim,), now) if form == "correction" else [])
    if colleague.chance(skill.leaks, "leaks", ref):
        withheld = [fact for fact in view.known() if not view.library.disclosable(fact, now)]
        withheld = [fact for fact in withheld if view.library.belongs.holds(strand, fact.id)]
        facts += [colleague.draws.choice(withheld, "leak", view.seat.id, ref)] if withheld else []
    citations = [_cite(colleague, fact, ref) for fact in facts]
    if not citations and form != "rebuttal":
        guess = _guess(colleague, ref, now, strand)
        citations = [guess] if guess else []
    claims = _claims(colleague, ref, claim, strand)
    if not citations and not claims:
        return None
    sources = colleague.chance(skill.sources, "sources", ref)
    owners = [view.library.facts[citation.fact].owner for citation in citations]
    promised = view.is_department(strand) and colleague.chance(skill.promises, "promises", ref)
    calmer = min(2.5, 1 + 0.25 * len(view.words(strand)))
    span = round(skill.promise_span * calmer * (0.85 + 0.3 * colleague.draws.uniform("span", view.seat.id, ref)))
    due = -(-(now + span) // HOUR) * HOUR
    admits = colleague.chance(skill.admits, "admits", ref)
    return _worded(
        colleague,
        Message(
            form=form,
            text={"en": "-"},
            facts=tuple(citations),
            claims=tuple(claims),
            unknowns=tuple(_unknowns(colleague, now, strand)) if admits else (),
            advice=tuple(_advice(colleague, ref, now, strand)),
            disposals=tuple(_acts(colleague, ref, form, strand)),
            credits=tuple(dict.fromkeys(owner for owner in owners if owner != view.party)) if sources else (),
            as_of=_as_of(colleague, facts, now) if sources and citations else None,
            next_update=due if promised and due < view.library.scenario.clock.ends else None,
            may_change=colleague.chance(skill.forewarns, "forewarns", ref),
            corrects=claim if form == "correction" and claim in view.library.slots else None,
        ),
        now,
        ref,
    )


def reply(colleague: Colleague, inject: str, now: int) -> Message:
    """An answer to a document: what is known of what it asks, or that it is not known yet and when it will be."""
    view, skill = colleague.view, colleague.skill
    wanted = view.elements(view.document(inject))
    strand = view.library.belongs.injects[inject]
    facts = [fact for fact in sayable(colleague, now, strand) if not wanted or fact.slot in wanted][:3]
    facts = [fact for fact in facts if colleague.chance(skill.cites, "cites", inject, fact.id)]
    open_slots = [slot for slot in wanted if slot in view.library.slots and not view.knows_slot(slot)]
    beside = not facts and not open_slots and wanted
    heard = (
        _last_heard(colleague, wanted, now) if beside and colleague.chance(skill.to_the_point, "point", inject) else []
    )
    facts = facts or heard
    sources = bool(heard) or colleague.chance(skill.sources, "sources", inject)
    owners = dict.fromkeys(fact.owner for fact in facts if fact.owner != view.party)
    later = -(-(now + 12 * HOUR) // HOUR) * HOUR
    promises = bool(open_slots or heard) and later < view.library.scenario.clock.ends
    message = Message(
        form="reply",
        text={"en": "-"},
        facts=tuple(Citation(fact=fact.id) for fact in facts),
        unknowns=tuple(open_slots) if promises and colleague.chance(skill.admits, "admits", inject) else (),
        advice=tuple(item for item in _advice(colleague, inject, now, strand) if not wanted or item in wanted),
        disposals=tuple(item for item in view.board.disposals if item in wanted),
        credits=tuple(owners) if sources else (),
        as_of=_as_of(colleague, facts, now) if sources and facts else None,
        next_update=later if promises else None,
    )
    return _worded(colleague, message, now, inject)


def _last_heard(colleague: Colleague, wanted: tuple[str, ...], now: int) -> list[Fact]:
    """The last count of another organ that a careful officer would not state as today's: given with its owner and the time
    for which it holds it answers who asked, where calling it unknown would be withholding.
    """
    view, waiting = colleague.view, colleague.waiting_for(now)
    known = [fact for fact in view.known() if fact.slot in wanted and fact.slot not in waiting]
    return [fact for fact in known if view.library.disclosable(fact, now)][:1]


def _news(colleague: Colleague, facts: list[Fact], ref: str, strand: str) -> list[Fact]:
    """What this party has not published yet; else the weightiest of what it has, for people who ask again.

    An officer who does not think of it repeats everything.
    """
    if not colleague.chance(colleague.skill.sources, "news_only", ref):
        return facts
    said = [verdict["fact"] for word in colleague.view.words(strand) for verdict in word.reading["facts"]]
    fresh = [fact for fact in facts if fact.id not in said]
    critical = [fact for fact in facts if colleague.view.library.slots[fact.slot].safety_critical]
    return fresh or (critical or facts)[:1]


def _worded(colleague: Colleague, message: Message, now: int, ref: str) -> Message:
    skill, chance = colleague.skill, colleague.chance
    manner = Manner(
        kind=chance(skill.kind, "kind", ref),
        explains=chance(skill.explains, "explains", ref),
        recites=chance(skill.recites, "recites", ref),
        names_channel=chance(skill.names_channel, "names_channel", ref),
    )
    return message.model_copy(update={"text": compose(message, colleague.view.library, now, manner)})


def _chosen(colleague: Colleague, fact: Fact, ref: str) -> bool:
    """Whether a fact goes in: by skill, less where a shielding officer's own house looks bad in it."""
    view, skill = colleague.view, colleague.skill
    share = skill.cites if fact.owner == view.party else skill.cites * skill.shares
    if view.seat.stance == "shield":
        claims = [view.library.claims[claim] for claim in view.board.claims]
        if any(view.party in claim.embarrasses and fact.id in claim.settled_by for claim in claims):
            share *= 1 - skill.stance_matters
    return colleague.chance(share, "cites", ref, fact.id)


def _cite(colleague: Colleague, fact: Fact, ref: str) -> Citation:
    """The fact, or the figure that a superior would rather read, where the officer has agreed to that."""
    wished = colleague.lowered.get(fact.slot)
    return Citation(fact=fact.id, value=wished) if wished is not None else Citation(fact=fact.id)


def _guess(colleague: Colleague, ref: str, now: int, strand: str) -> Citation | None:
    """A figure that nobody has verified, about an own slot."""
    view = colleague.view
    if not colleague.chance(colleague.skill.guesses, "guesses", ref):
        return None
    for slot in view.own_slots(now):
        fact = view.library.facts_of(slot)[0]
        if isinstance(fact.value, int) and not view.knows_slot(slot) and view.library.belongs.holds(strand, fact.id):
            return Citation(fact=fact.id, value=int(40 * colleague.draws.uniform("guess", view.seat.id, ref)))
    return None


def _claims(colleague: Colleague, ref: str, claim: str | None, strand: str) -> list[ClaimAnswer]:
    view, skill = colleague.view, colleague.skill
    answers = []
    for known in view.board.claims:
        if view.library.belongs.claims[known] != strand:
            continue
        truth = view.truth(known)
        if truth is not None and (known == claim or colleague.chance(skill.takes_up_claims, "takes_up", ref, known)):
            stance = RIGHT_STANCE[truth]
            hides = view.party in view.claim(known).embarrasses and view.seat.stance == "shield"
            if hides and colleague.chance(skill.stance_matters * 0.5, "hides", known):
                continue
            answers.append(ClaimAnswer.model_validate({"claim": known, "stance": stance}))
        elif truth is None and known not in view.board.surfaced:
            touchy = 2.0 if view.party in view.claim(known).embarrasses else 0.3
            if colleague.chance(min(1.0, skill.denies_blindly * touchy), "denies", known):
                answers.append(ClaimAnswer(claim=known, stance="deny"))
    return answers


def _acts(colleague: Colleague, ref: str, form: Form, strand: str) -> list[str]:
    """Disposals under way or done, the own ones first; an update leaves out what was said."""
    view, skill = colleague.view, colleague.skill
    said = [item for word in view.words(strand) for item in word.message.disposals]
    begun = [item for item in view.board.disposals if strand in view.library.belongs.elements[item]]
    acts = [item for item in begun if colleague.chance(skill.mentions_acts, "acts", ref, item)]
    fresh = [item for item in acts if item not in said]
    return (fresh or acts[:1]) if form == "update" else acts


def _unknowns(colleague: Colleague, now: int, strand: str) -> list[str]:
    """Own slots that the public would ask about and of which nothing is known; at most four in one text."""
    view = colleague.view
    asked = [element for concern in view.library.concerns.values() for element in concern.answered_by]
    own = view.library.open_slots(view.party, view.board.known_facts(view.seat.id), now)
    belongs = view.library.belongs.elements
    return [slot for slot in own if slot in asked and strand in belongs[slot]][:4]


def _advice(colleague: Colleague, ref: str, now: int, strand: str) -> list[str]:
    view = colleague.view
    open_ = view.library.advice_open_to(view.board.known_facts(view.seat.id))
    open_ = [item for item in open_ if strand in view.library.belongs.elements[item]]
    return [item for item in open_ if colleague.chance(colleague.skill.advises, "advises", ref, item)]
