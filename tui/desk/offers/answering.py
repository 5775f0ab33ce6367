"""Offers that answer what lies on the desk: orders, documents, consultations, drafts for review."""

from __future__ import annotations

from simulator.record import actions as a
from simulator.record.actions import Message
from simulator.record.board import Consultation, DraftState
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Fact
from tui.desk.kinds import Offer, Paper
from tui.desk.names import FORMS
from tui.desk.offers.common import PAPERS, Moment


def ordering(m: Moment) -> list[Offer]:
    """A superior's order: comply, ask for the ground, or record dissent. Which is right is the trainee's to judge."""
    _ = m.sight.say
    made = []
    rule = m.rule("R50")
    complying = _(
        "You carry it out, and answer for it. Lowering a true figure or removing lawful posts stays a finding ({rule}).",
        rule=rule,
    )
    asking = _("Openness is the rule; an exception needs its ground in writing ({rule}).", rule=rule)
    dissenting = _("You do not carry it out, and say why on record ({rule}).", rule=rule)
    ways = {
        "comply": (_("Comply"), complying),
        "ask_ground": (_("Ask for the legal ground"), asking),
        "dissent": (_("Record dissent"), dissenting),
    }
    for paper in m.papers:
        if not paper.is_order or paper.answered:
            continue
        for answer, (label, why) in ways.items():
            action = a.AnswerOrder.model_validate({"inject": paper.id, "answer": answer})
            made.append(
                m.offer(
                    f"order:{paper.id}:{answer}", PAPERS, _.pair(label, paper.title), why, action, 94, about=paper.id
                )
            )
    return made


def suggested(m: Moment) -> list[Offer]:
    """A suggestion: adopt it, or refuse it with a reason; in public, or to the writer alone."""
    _ = m.sight.say
    made = []
    openly = _("What is adopted, and what is not and why, is told in public ({rule}).", rule=m.rule("R74"))
    quietly = _(
        "The writer hears it; what was suggested in public wants an answer in public ({rule}).", rule=m.rule("R74")
    )
    yes = _("It can be done; how and when will be published.")
    means = _("It cannot be done with the means there are; the figures are published with this answer.")
    power = _("It is not in this unit's power; it has been passed to the unit that decides.")
    ways: tuple[tuple[str, str, str, bool, str, bool, int], ...] = (
        ("adopt", _("Adopt the suggestion, in public"), openly, True, yes, True, 70),
        ("means", _("Refuse it in public: no means for it"), openly, False, means, True, 69),
        ("power", _("Refuse it in public: not in our power"), openly, False, power, True, 68),
        ("letter", _("Adopt it, and tell only the writer"), quietly, True, yes, False, 12),
    )
    for paper in m.papers:
        if paper.kind != "document" or not paper.suggests:
            continue
        for key, label, why, adopt, reason, public, urgency in ways:
            action = a.AdoptSuggestion(inject=paper.id, adopt=adopt, reason=reason, in_public=public)
            said = _.pair(label, paper.title)
            made.append(m.offer(f"suggestion:{paper.id}:{key}", PAPERS, said, why, action, urgency, about=paper.id))
    return made


def replying(m: Moment) -> list[Offer]:
    """Documents that want an answer in words."""
    _ = m.sight.say
    made = []
    for paper in m.papers:
        if paper.kind != "document" or paper.is_order or paper.suggests or not paper.needs_reply or paper.answered:
            continue
        label = _("Reply to {sender}: {title}", sender=paper.sender, title=paper.title)
        why = _("Whoever asks gets an answer: what is known, or when it will be ({rule}).", rule=m.rule("R60"))
        left = None if paper.due is None else paper.due - m.sight.now
        urgency = 65 if left is None else 87 if left < HOUR else 71
        made.append(m.offer(f"reply:{paper.id}", PAPERS, label, why, None, urgency, opens="reply", about=paper.id))
    return made


def consulted(m: Moment) -> list[Offer]:
    """Drafts of others that this unit is asked to confirm."""
    made: list[Offer] = []
    for paper in m.papers:
        if paper.kind == "consultation" and not paper.answered:
            made += _answers(m, m.sight.board.consultations[paper.id.partition(":")[2]], paper)
    return made


def _answers(m: Moment, consultation: Consultation, paper: Paper) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    author, form = sight.seat_name(consultation.author), _(FORMS[consultation.message.form])
    newer, withheld = problems(m, consultation.message)
    sound = not newer and not withheld
    made = []
    why = (
        _(
            "Nothing that you know speaks against it; an answer soon lets the public hear sooner ({rule}).",
            rule=m.rule("R10"),
        )
        if sound
        else _("You know something else than it says ({rule}).", rule=m.rule("R11"))
    )
    action = a.AnswerConsultation(consultation=consultation.ref, agree=True)
    label = _("Agree with the {form} of {name}", form=form, name=author)
    made.append(
        m.offer(
            f"agree:{consultation.ref}",
            PAPERS,
            label,
            why,
            action,
            83 if sound else 10,
            about=paper.id,
            warns=not sound,
        )
    )
    for fact in newer:
        said = _.pair(sight.slot_name(fact.slot), sight.value(fact))
        label = _("Object, with the right fact: {fact}", fact=said)
        why = _("A wrong figure that you let pass is yours too ({rule}).", rule=m.rule("R11"))
        reason = _("Please state the newest value: {fact}", fact=said)
        made.append(_objection(m, consultation, paper, fact.id, label, why, reason, (fact.id,), 85))
    for fact in withheld:
        label = _("Object: may not go out: {what}", what=sight.slot_name(fact.slot))
        ground = sight.text(fact.ground) if fact.ground else ""
        why = _("It is protected: {ground}", ground=ground)
        reason = _("This may not go out: {what}. {ground}", what=sight.slot_name(fact.slot), ground=ground)
        made.append(_objection(m, consultation, paper, fact.id, label, why, reason, (), 85))
    if sound:
        label = _("Object: not confirmed with us")
        why = _("Only with a reason: an objection without one costs the public time ({rule}).", rule=m.rule("R10"))
        reason = _("What concerns us has not been confirmed with us; please leave it out.")
        made.append(_objection(m, consultation, paper, "general", label, why, reason, (), 4))
    return made


def _objection(
    m: Moment,
    consultation: Consultation,
    paper: Paper,
    about: str,
    label: str,
    why: str,
    reason: str,
    facts: tuple[str, ...],
    urgency: int,
) -> Offer:
    action = a.AnswerConsultation(consultation=consultation.ref, agree=False, reason=reason, facts=facts)
    return m.offer(f"object:{consultation.ref}:{about}", PAPERS, label, why, action, urgency, about=paper.id)


def problems(m: Moment, message: Message) -> tuple[list[Fact], list[Fact]]:
    """What this seat knows against a text: newer values of what it states, and stated facts that may not go out."""
    sight = m.sight
    stated = [citation.fact for citation in message.facts if sight.board.knows(sight.seat, citation.fact)]
    withheld = [sight.fact(fact) for fact in stated if not sight.disclosable(sight.fact(fact))]
    return m.outdated(message), withheld


def reviewing(m: Moment) -> list[Offer]:
    """Drafts that wait for the General Office's approval."""
    made: list[Offer] = []
    for paper in m.papers:
        if paper.kind == "review" and not paper.answered:
            _kind, author, ref = paper.id.split(":", 2)
            made += _verdicts(m, m.sight.board.drafts[(author, ref)], paper)
    return made


def _verdicts(m: Moment, draft: DraftState, paper: Paper) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    newer, withheld = problems(m, draft.message)
    sound = not newer and not withheld
    about = {"name": sight.seat_name(draft.seat), "form": _(FORMS[draft.message.form])}
    key = f"{draft.seat}:{draft.ref}"
    why = (
        _("Nothing known here speaks against it; hours in review are yours ({rule}).", rule=m.rule("R57"))
        if sound
        else _("It states what you know to be otherwise, or what may not go out ({rule}).", rule=m.rule("R11"))
    )
    approve = a.Approve(author=draft.seat, draft=draft.ref)
    made = [
        m.offer(
            f"approve:{key}",
            PAPERS,
            _("Approve the {form} of {name}", **about),
            why,
            approve,
            84 if sound else 9,
            about=paper.id,
            warns=not sound,
        )
    ]
    notes = [_.pair(sight.slot_name(fact.slot), sight.value(fact)) for fact in newer]
    notes += [_("may not go out: {what}", what=sight.slot_name(fact.slot)) for fact in withheld]
    reason = (
        _("Please put right: {what}", what=_.both(*notes))
        if notes
        else _("Please check the facts and the wording again.")
    )
    why = _("With the reason, so that it comes back right the first time ({rule}).", rule=m.rule("R57"))
    back = a.Return(author=draft.seat, draft=draft.ref, reason=reason)
    made.append(
        m.offer(
            f"return:{key}",
            PAPERS,
            _("Return the {form} of {name}", **about),
            why,
            back,
            4 if sound else 85,
            about=paper.id,
        )
    )
    return made


MAKERS = (ordering, suggested, replying, consulted, reviewing)
