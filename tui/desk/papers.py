"""The inbox: documents and everything else that others put on this desk, each as one paper with what it asks."""

from __future__ import annotations

from collections.abc import Callable

from simulator.record import Event
from simulator.record.actions import Message
from tui.desk.found import found_in
from tui.desk.kinds import Paper
from tui.desk.names import CHANNELS, DOCUMENTS, FORMS, ORDERS
from tui.desk.rows import form_name
from tui.desk.sight import Sight
from tui.desk.work import Work

Maker = Callable[[Sight, Event, Work], Paper | None]


def inbox(sight: Sight, log: list[Event], work: Work) -> list[Paper]:
    """What waits for an answer first - the earliest due of it before the rest - then the newest first."""
    made: dict[str, Paper] = {}
    for event in log:
        maker = _MAKERS.get(event.kind)
        paper = maker(sight, event, work) if maker is not None else None
        if paper is not None:
            made[paper.id] = paper
    papers = list(made.values())
    waiting = [paper for paper in papers if paper.needs_reply and not paper.answered]
    waiting.sort(key=lambda paper: (not paper.is_order, paper.due is None, paper.due or 0, paper.at))
    rest = [paper for paper in papers if not paper.needs_reply or paper.answered]
    return [*waiting, *sorted(rest, key=lambda paper: -paper.at)]


def _paper(sight: Sight, event: Event, kind: str, form: str, title: str, **more: object) -> Paper:
    given: dict[str, object] = {
        "id": f"{kind}:{event.seq}",
        "sender": sight.seat_name(event.seat) if event.seat else "",
        "body": "",
        "needs_reply": False,
        "due": None,
        "answered": False,
        "is_order": False,
        "suggests": False,
        "question": "",
    }
    given.update(more)
    return Paper(kind=kind, at=event.at, form=form, title=title, **given)  # type: ignore[arg-type]


def _document(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.seat != sight.seat:
        return None
    _ = sight.say
    inject = sight.document(event.data["inject"])
    asks = ""
    if inject.question is not None:
        asked = next(q for q in sight.library.scenario.questions if q.id == inject.question)
        asks = sight.text(asked.ask)
    elif inject.concern is not None:
        asks = sight.text(sight.library.concerns[inject.concern].ask)
    elif inject.order is not None:
        asks = _("It asks you to: {what}.", what=_(ORDERS[inject.order.wants]))
    elif inject.suggestion is not None:
        asks = _("It suggests: {what}.", what=sight.text(inject.suggestion.text))
    suggests = inject.suggestion is not None and inject.id not in sight.board.suggestions
    answered = sight.board.documents[sight.seat][inject.id].answered is not None or work.doing("reply", inject.id)
    if inject.suggestion is not None and inject.question is None and inject.concern is None:
        answered = not suggests
    wants = inject.order is not None or bool(asks) or inject.reply_within is not None
    return _paper(
        sight,
        event,
        "document",
        _(DOCUMENTS[inject.form]),
        sight.text(inject.title),
        id=inject.id,
        sender=sight.text(inject.from_),
        body=sight.text(inject.body),
        needs_reply=wants,
        due=None if inject.reply_within is None else event.at + inject.reply_within,
        answered=answered,
        is_order=inject.order is not None,
        suggests=suggests,
        question=asks,
    )


def _ground(sight: Sight, event: Event, work: Work) -> Paper | None:
    """What a superior says when it has been asked for the legal ground of its order."""
    if event.seat != sight.seat:
        return None
    _ = sight.say
    inject = sight.document(event.data["inject"])
    assert inject.order is not None
    match event.data["outcome"]:
        case "named" if inject.order.legal_ground is not None:
            body = sight.text(inject.order.legal_ground)
        case "named":
            body = _(
                "The law on openness gives it: what concerns the public is answered in public, and in time. It stands."
            )
        case "withdrawn":
            body = _("No ground is named. It was not meant so; consider it not said.")
        case _:
            body = _("No ground is named. You know what is wanted; it is said once more, and not in writing.")
    return _paper(
        sight,
        event,
        "ground",
        _("The superior's answer"),
        _("You asked for the legal ground: {title}", title=sight.text(inject.title)),
        sender=sight.text(inject.from_),
        body=body,
    )


def _signal(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.seat != sight.seat:
        return None
    signal = sight.signal(event.data["signal"])
    logged = signal.id in sight.board.logged.get(sight.seat, {})
    flagged = signal.id in sight.board.flagged.get(sight.seat, {})
    channel = sight.say(CHANNELS[signal.channel])
    return _paper(
        sight,
        event,
        "signal",
        sight.say("Seen by monitoring"),
        sight.text(signal.title),
        id=f"signal:{signal.id}",
        sender=channel,
        body=sight.text(signal.body),
        needs_reply=not sight.board.sheets,
        answered=logged or flagged,
        question=sight.say("Is it a sign of something that must be handled?"),
    )


def _words(sight: Sight, data: dict[str, object]) -> str:
    message = Message.model_validate(data["message"])
    return message.text.get(sight.language) or next(iter(message.text.values()))


def _consulted(sight: Sight, event: Event, work: Work) -> Paper | None:
    if sight.seat not in event.data["to"]:
        return None
    ref = event.data["consultation"]
    consultation = sight.board.consultations[ref]
    answered = sight.seat in consultation.answers or work.doing("answer_consultation", ref)
    published = any(w.seat == event.seat and w.draft == consultation.draft for w in sight.board.words)
    form = sight.say(FORMS[consultation.message.form])
    return _paper(
        sight,
        event,
        "consultation",
        sight.say("Consultation"),
        sight.say("{name} asks you to confirm its {form}", name=sight.seat_name(event.seat), form=form),
        id=f"consultation:{ref}",
        body=_words(sight, event.data),
        needs_reply=True,
        answered=answered or published,
        question=sight.say("Are the facts and the wording right, as far as you know?"),
    )


def _submitted(sight: Sight, event: Event, work: Work) -> Paper | None:
    if sight.seat not in event.data["to"]:
        return None
    state = sight.board.drafts[(event.seat, event.data["draft"])]
    judged = state.approved is not None or state.returned is not None or state.published is not None
    under_way = work.doing("approve", state.ref) or work.doing("return", state.ref)
    form = sight.say(FORMS[state.message.form])
    return _paper(
        sight,
        event,
        "review",
        sight.say("Draft for review"),
        sight.say("{name} submits its {form}", name=sight.seat_name(event.seat), form=form),
        id=f"review:{event.seat}:{state.ref}",
        body=_words(sight, event.data),
        needs_reply=True,
        answered=judged or under_way,
        question=sight.say("May it go out? Hours in review are yours, not the author's."),
    )


def _asked(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.data["target"] != sight.seat:
        return None
    known = sight.known()
    about = [name for name in event.data["about"] if name in known]
    open_ = [slot for slot in about if not work.given(event.seat, known[slot].id)]
    names = [sight.slot_name(name) for name in event.data["about"] if _may_name(sight, name)]
    return _paper(
        sight,
        event,
        "ask",
        sight.say("Request"),
        sight.say("{name} asks what you know", name=sight.seat_name(event.seat)),
        body=sight.names(names),
        needs_reply=bool(about),
        answered=bool(about) and not open_,
        question=sight.say("Share what you have verified."),
    )


def _may_name(sight: Sight, name: str) -> bool:
    return name in sight.library.slots or name in sight.board.claims


def _transferred(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.seat == sight.seat:
        return None
    mine = event.data["target"] == sight.seat
    to = sight.seat_name(event.data["target"])
    taken = sight.seat in sight.board.sheets[event.data["strand"]].accepted
    return _paper(
        sight,
        event,
        "transfer",
        sight.say("Transfer slip"),
        sight.say("{name} passes the sheet to {to}", name=sight.seat_name(event.seat), to=to),
        body=event.data["reason"],
        needs_reply=mine,
        answered=mine and taken,
        question=sight.say("Is it yours to answer?") if mine else "",
    )


def _negotiated(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.seat == sight.seat:
        return None
    offers = {
        "you_speak": sight.say("They would like you to speak."),
        "i_speak": sight.say("They would like to speak for both."),
        "each_own_part": sight.say("Each speaks for its own part."),
        "joint_release": sight.say("They propose one joint release."),
    }
    title = sight.say("{name} offers a division of the word", name=sight.seat_name(event.seat))
    return _paper(sight, event, "negotiation", sight.say("Offer"), title, body=offers[event.data["offer"]])


def _answered(sight: Sight, event: Event, work: Work) -> Paper | None:
    consultation = sight.board.consultations.get(event.data["consultation"])
    if consultation is None or consultation.author != sight.seat or event.data["agree"]:
        return None
    draft = sight.board.drafts.get((sight.seat, consultation.draft))
    names = [
        sight.say.pair(sight.slot_name(sight.library.facts[fact].slot), sight.value(sight.library.facts[fact]))
        for fact in event.data["facts"]
        if sight.board.knows(sight.seat, fact)
    ]
    return _paper(
        sight,
        event,
        "objection",
        sight.say("Objection"),
        sight.say("{name} objects to your draft", name=sight.seat_name(event.seat)),
        body="\n".join([event.data["reason"] or "", *names]).strip(),
        needs_reply=True,
        answered=draft is not None and (draft.published is not None or _rewritten(sight, consultation.draft, event.at)),
        question=sight.say("Write it anew with the right facts, or publish and answer for it."),
    )


def _rewritten(sight: Sight, ref: str, at: int) -> bool:
    """Whether a later draft of the same form has taken a draft's place."""
    old = sight.board.drafts[(sight.seat, ref)]
    drafts = sight.board.drafts.values()
    return any(d.seat == sight.seat and d.asked >= at and d.message.form == old.message.form for d in drafts)


def _returned(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.data["author"] != sight.seat:
        return None
    draft = sight.board.drafts[(sight.seat, event.data["draft"])]
    done = draft.published is not None or draft.submitted is not None or _rewritten(sight, draft.ref, event.at)
    return _paper(
        sight,
        event,
        "returned",
        sight.say("Returned draft"),
        sight.say("{name} returns your draft", name=sight.seat_name(event.seat)),
        body=event.data["reason"],
        needs_reply=True,
        answered=done,
        question=sight.say("Write it anew with the right facts."),
    )


def _checked(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.seat != sight.seat:
        return None
    draft = sight.board.drafts[(sight.seat, event.data["draft"])]
    title = sight.say("What was found in: {draft}", draft=form_name(sight, draft))
    body = "\n".join(found_in(sight, draft))
    return _paper(sight, event, "checked", sight.say("Checked text"), title, id=f"checked:{draft.ref}", body=body)


def _error(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.seat != sight.seat:
        return None
    about = event.data["about"]
    return _paper(
        sight,
        event,
        "error",
        sight.say("Check your own word"),
        sight.say("What you published can be known to be wrong: {what}", what=sight.slot_name(about)),
        sender=sight.say("own desk"),
        body=sight.say("Newer or better facts are at hand than those that you published. Say so openly and soon."),
        needs_reply=True,
        due=event.at + CORRECT_WITHIN,
        answered=_put_right(sight, event),
        question=sight.say("Correct it inside two hours."),
    )


def _put_right(sight: Sight, event: Event) -> bool:
    """Whether a later own word speaks of what was wrong."""
    about = event.data["about"]
    return any(
        word.message.corrects == about
        or any(verdict["slot"] == about for verdict in word.reading["facts"])
        or any(answer.claim == about for answer in word.message.claims)
        for word in sight.board.words_of(sight.seat)
        if word.at > event.at
    )


def own_errors(sight: Sight, log: list[Event]) -> tuple[str, ...]:
    """Slots, claims and disposals about which own published words can be known to be wrong, and no later one speaks of them."""
    known = [event for event in log if event.kind == "error_knowable" and event.seat == sight.seat]
    return tuple(dict.fromkeys(event.data["about"] for event in known if not _put_right(sight, event)))


CORRECT_WITHIN = 2 * 3600
"""Seconds from the moment at which an own error can be known (DESIGN section 6)."""


def _contradiction(sight: Sight, event: Event, work: Work) -> Paper | None:
    slot = event.data["slot"]
    said = [
        sight.say.pair(sight.party_name(party), sight.stated(slot, value))
        for party, value in zip(event.data["parties"], event.data["values"], strict=True)
    ]
    title = sight.say("Published figures do not agree: {what}", what=sight.slot_name(slot))
    body = "\n".join(said)
    form = sight.say("Contradiction")
    return _paper(sight, event, "contradiction", form, title, sender=sight.say("own desk"), body=body)


def _pressed(sight: Sight, event: Event, work: Work) -> Paper | None:
    if event.data["target"] != sight.seat:
        return None
    title = sight.say("{name} presses you to act", name=sight.seat_name(event.seat))
    body = sight.say("Accept the sheet, verify what is yours, and give the public a first word.")
    return _paper(sight, event, "pressed", sight.say("Press for action"), title, body=body)


def _assigned(sight: Sight, event: Event, work: Work) -> Paper | None:
    if sight.seat not in event.data["seats"] or event.seat == sight.seat:
        return None
    sheet = sight.board.sheets[event.data["strand"]]
    return _paper(
        sight,
        event,
        "assigned",
        sight.say("Assignment slip"),
        sight.say("{name} assigns you the handling sheet", name=sight.seat_name(event.seat)),
        body=sight.say("Accept it, and answer for your part."),
        needs_reply=True,
        due=event.data["due"],
        answered=sight.seat in sheet.accepted,
        question=sight.say("Accept your part."),
    )


def _lead_asked(sight: Sight, event: Event, work: Work) -> Paper | None:
    if sight.seat not in event.data["to"]:
        return None
    sheet = sight.board.sheets.get(event.data["strand"])
    return _paper(
        sight,
        event,
        "lead",
        sight.say("Request"),
        sight.say("{name} asks you to name a lead department", name=sight.seat_name(event.seat)),
        body=event.data["reason"],
        needs_reply=True,
        answered=sheet is not None and sheet.lead is not None,
        question=sight.say("Who shall lead?"),
    )


_MAKERS: dict[str, Maker] = {
    "document": _document,
    "ground_answered": _ground,
    "signal_seen": _signal,
    "consulted": _consulted,
    "submitted": _submitted,
    "asked": _asked,
    "transferred": _transferred,
    "negotiated": _negotiated,
    "consultation_answered": _answered,
    "returned": _returned,
    "draft_checked": _checked,
    "error_knowable": _error,
    "contradiction": _contradiction,
    "pressed": _pressed,
    "assigned": _assigned,
    "lead_asked": _lead_asked,
}
