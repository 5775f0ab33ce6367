"""Actions by which a seat comes to know, and lets others know: verifying, asking, sharing, consulting; and what it does
about the matter itself: disposal, referral, a superior's order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.desks import ANSWERING_CONSULTATION
from simulator.drill.handlers.sheet import known_parties, known_seats
from simulator.drill.handlers.step import Handlers
from simulator.drill.phase import Phase
from simulator.drill.refusal import Refusal, require
from simulator.message.coordinating import place_of
from simulator.record import actions as a
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Fact, Inject, Verification

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

GROUND_TAKES = HOUR
"""A superior who is asked for the legal ground of an order answers after so long (assumption)."""


def _way_to(drill: Drill, target: str) -> Verification | None:
    """How a slot or a claim can be established: that of the value that holds now, or else of the first."""
    library = drill.library
    if target in library.claims:
        return library.claims[target].verification
    facts = library.facts_of(target)
    current = library.current(target, drill.now)
    return (current or facts[0]).verification if facts else None


def _may_verify(drill: Drill, seat: str, action: a.Verify) -> None:
    way = _way_to(drill, action.target)
    if way is None:
        require(False, f"there is nothing called {action.target} to establish", f"没有可核实的{action.target}")
        return
    if action.target in drill.library.claims:
        require(action.target in drill.board.claims, "nobody has heard of such a claim yet", "目前还没有这样的传言")
    if way.desk != seat:
        desk = drill.name_of(drill.party(way.desk))
        raise Refusal(
            f"this can only be established by {desk.en}; ask that unit (R66)",
            f"只有{desk.zh}可以核实，请向该单位了解（R66）",
        )


def _verify(drill: Drill, seat: str, action: a.Verify) -> None:
    way = _way_to(drill, action.target)
    assert way is not None
    if action.target in drill.library.claims:
        drill.desks[seat].do(
            drill.env, "verify", way.takes, lambda: _claim_found(drill, seat, action.target), target=action.target
        )
    else:
        drill.desks[seat].do(
            drill.env, "verify", way.takes, lambda: _slot_found(drill, seat, action.target), target=action.target
        )


def _can_be_had(drill: Drill, fact: Fact) -> bool:
    """Whether a fact can be established now: it holds, it is not too early, and the work that it depends on is done."""
    done = [item for item, (_, end) in drill.board.disposals.items() if end is not None]
    ready = all(disposal in done for disposal in fact.needs_disposals)
    return ready and fact.true_from <= drill.now and fact.verification.from_ <= drill.now


def _slot_found(drill: Drill, seat: str, slot: str) -> None:
    """The newest value of the slot that can be had now, if it is news."""
    possible = [fact for fact in drill.library.facts_of(slot) if _can_be_had(drill, fact)]
    if not possible or possible[-1].id in drill.board.facts.get(seat, {}):
        drill.emit("nothing_new", seat, target=slot)
        return
    drill.learn(seat, possible[-1].id, "verified")


def _claim_found(drill: Drill, seat: str, claim: str) -> None:
    known = drill.library.claims[claim]
    if drill.now < known.verification.from_:
        drill.emit("nothing_new", seat, target=claim)
        return
    for fact in known.settled_by:
        settled = drill.library.facts[fact]
        if _can_be_had(drill, settled):
            drill.learn(seat, fact, "verified", claim)
    drill.emit("claim_checked", seat, claim=claim, truth=drill.library.truth(claim, drill.now))


def _may_ask(drill: Drill, seat: str, action: a.Ask) -> None:
    known_seats(drill, (action.to,))
    for about in action.about:
        if about not in drill.library.slots and about not in drill.library.claims:
            raise Refusal(f"there is no slot or claim {about}", f"没有事项或传言{about}")


def _ask(drill: Drill, seat: str, action: a.Ask) -> None:
    drill.emit("asked", seat, target=action.to, about=list(action.about), to=[action.to])


def _may_share(drill: Drill, seat: str, action: a.Share) -> None:
    known_seats(drill, action.to)
    for fact in action.facts:
        if fact not in drill.library.facts:
            raise Refusal(f"there is no fact {fact}", f"没有事实{fact}")
        if not drill.board.knows(seat, fact):
            raise Refusal(f"this desk does not know {fact}", f"本单位尚不掌握{fact}")


def _share(drill: Drill, seat: str, action: a.Share) -> None:
    for other in action.to:
        for fact in action.facts:
            drill.learn(other, fact, "shared", seat)


def _may_consult(drill: Drill, seat: str, action: a.Consult) -> None:
    known_seats(drill, action.to)
    require(seat not in action.to, "a unit does not consult itself", "不能与本单位会商")
    state = drill.board.drafts.get((seat, action.draft))
    require(state is not None, f"there is no draft {action.draft}", f"没有文稿{action.draft}")
    require(state is not None and state.ready is not None, "the draft is not written yet", "文稿尚未写好")
    require(state is not None and state.published is None, "the draft is published already", "文稿已经发布")


def _consult(drill: Drill, seat: str, action: a.Consult) -> None:
    """The other units read the draft: what its author knows and states, they know too.

    A consultation is named by its author and counted for it, so that what others do changes neither its name nor the draws
    that hang on it.
    """
    state = drill.board.drafts[(seat, action.draft)]
    count = 1 + sum(made.author == seat for made in drill.board.consultations.values())
    drill.emit(
        "consulted",
        seat,
        consultation=f"{seat}-{count}",
        draft=action.draft,
        message=state.message,
        to=list(action.to),
    )
    for other in action.to:
        for citation in state.message.facts:
            if drill.board.knows(seat, citation.fact) and citation.value is None:
                drill.learn(other, citation.fact, "consulted", seat)


def _may_answer(drill: Drill, seat: str, action: a.AnswerConsultation) -> None:
    consultation = drill.board.consultations.get(action.consultation)
    require(consultation is not None and seat in consultation.to, "this unit was not asked", "没有征求本单位意见")
    assert consultation is not None
    require(seat not in consultation.answers, "this unit has answered already", "本单位已经答复")
    require(action.agree or bool(action.reason), "an objection needs its reason", "提出异议须说明理由")
    for fact in action.facts:
        require(drill.board.knows(seat, fact), f"this desk does not know {fact}", f"本单位尚不掌握{fact}")


def _answer(drill: Drill, seat: str, action: a.AnswerConsultation) -> None:
    consultation = drill.board.consultations[action.consultation]

    def done() -> None:
        if seat in consultation.answers:
            return  # answered twice while the first answer was still on the desk
        for fact in action.facts:
            drill.learn(consultation.author, fact, "consulted", seat)
        drill.emit(
            "consultation_answered",
            seat,
            consultation=action.consultation,
            agree=action.agree,
            reason=action.reason,
            facts=list(action.facts),
            to=[consultation.author],
        )

    drill.desks[seat].do(
        drill.env, "answer_consultation", ANSWERING_CONSULTATION, done, consultation=action.consultation
    )


def _may_dispatch(drill: Drill, seat: str, action: a.Dispatch) -> None:
    disposal = drill.library.disposals.get(action.disposal)
    require(disposal is not None, f"there is no disposal {action.disposal}", f"没有处置任务{action.disposal}")
    assert disposal is not None
    owner = drill.name_of(drill.party(disposal.owner))
    require(disposal.owner == seat, f"this is for {owner.en} to carry out", f"此项应由{owner.zh}实施")
    require(
        action.disposal not in drill.board.disposals, "this is under way or done already", "此项工作已在进行或已经完成"
    )
    require(drill.now >= disposal.from_, "this cannot be begun yet", "现在还不能开始")
    for fact in disposal.needs:
        label = drill.library.slots[drill.library.facts[fact].slot].label.en
        require(
            drill.board.knows(seat, fact),
            f"first it must be known: {label}",
            f"须先掌握：{drill.library.slots[drill.library.facts[fact].slot].label.zh}",
        )
    for earlier in disposal.after:
        done = drill.board.disposals.get(earlier, (0, None))[1] is not None
        require(
            done,
            f"first must be finished: {drill.library.disposals[earlier].name.en}",
            f"须先完成：{drill.library.disposals[earlier].name.zh}",
        )


def _dispatch(drill: Drill, seat: str, action: a.Dispatch) -> None:
    disposal = drill.library.disposals[action.disposal]

    def done() -> None:
        drill.public.disposal(dict(disposal.solves))
        drill.emit("disposal_done", seat, disposal=disposal.id, to=list(drill.desks))

    drill.desks[seat].do(drill.env, "dispatch", disposal.takes, done, disposal=disposal.id)


def _may_refer(drill: Drill, seat: str, action: a.Refer) -> None:
    require(action.claim in drill.board.claims, "nobody has heard of such a claim yet", "目前还没有这样的传言")
    known_parties(drill, action.to)
    for fact in action.evidence:
        require(
            drill.board.knows(seat, fact),
            f"this desk does not know {fact}, so it is no evidence",
            f"本单位尚不掌握{fact}，不能作为证据",
        )


def _refer(drill: Drill, seat: str, action: a.Refer) -> None:
    checked = drill.board.checked.get(seat, {}).get(action.claim)
    seats = [drill.library.seat_of[party] for party in action.to if party in drill.library.seat_of]
    drill.emit(
        "referred",
        seat,
        claim=action.claim,
        parties=list(action.to),
        evidence=list(action.evidence),
        checked=checked[1] if checked else None,
        to=seats,
    )


def _may_answer_order(drill: Drill, seat: str, action: a.AnswerOrder) -> None:
    document = drill.board.documents.get(seat, {}).get(action.inject)
    require(
        document is not None, f"there is no document {action.inject} on this desk", f"本单位没有收到文件{action.inject}"
    )
    inject = next(known for known in drill.scenario.injects if known.id == action.inject)
    require(inject.order is not None, "this document orders nothing", "该文件没有提出要求")
    require(document is not None and document.answered is None, "this order has been answered", "该要求已经答复")


def _answer_order(drill: Drill, seat: str, action: a.AnswerOrder) -> None:
    inject = next(known for known in drill.scenario.injects if known.id == action.inject)
    assert inject.order is not None
    drill.emit("order_answered", seat, inject=action.inject, answer=action.answer, wants=inject.order.wants)
    if action.answer == "ask_ground":
        drill.call_at(drill.now + GROUND_TAKES, Phase.COMPLETION, lambda: _answer_ground(drill, seat, inject))
    if inject.order.wants == "refer_critics" and inject.order.claim is not None and action.answer == "comply":
        _refer(drill, seat, a.Refer(claim=inject.order.claim, to=_police(drill, seat)))


def _answer_ground(drill: Drill, seat: str, inject: Inject) -> None:
    """The superior answers: a lawful order has a ground that can be named; an unlawful one is said again, or dropped."""
    order = inject.order
    assert order is not None
    outcome = "named" if order.lawful else "withdrawn" if order.withdrawn else "repeated"
    drill.emit("ground_answered", seat, inject=inject.id, outcome=outcome)


def _police(drill: Drill, seat: str) -> tuple[str, ...]:
    """The police of a seat's own place, else those that take part: to them critics are handed, without any evidence."""
    police = [party.id for party in drill.scenario.parties if party.kind == "public_security"]
    own = [party for party in police if place_of(party) == place_of(drill.party(seat))]
    return tuple(own or police)


HANDLERS: Handlers = {
    "verify": (_may_verify, _verify),
    "ask": (_may_ask, _ask),
    "share": (_may_share, _share),
    "consult": (_may_consult, _consult),
    "answer_consultation": (_may_answer, _answer),
    "dispatch": (_may_dispatch, _dispatch),
    "refer": (_may_refer, _refer),
    "answer_order": (_may_answer_order, _answer_order),
}
