"""Offers on the way of an official word: composing, consulting, submitting, publishing, the press conference."""

from __future__ import annotations

from typing import Final

from simulator.record import actions as a
from simulator.record.board import DraftState
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Channel
from tui.desk.kinds import Offer
from tui.desk.names import CHANNELS
from tui.desk.offers.common import PATIENCE, SPEAK, Moment
from tui.desk.rows import form_name, own_drafts
from tui.desk.tasks import tasks

_EVERYWHERE: Final[tuple[Channel, ...]] = ("wechat", "weibo", "news_portal", "short_video", "traditional_media")
_OWN_ACCOUNTS: Final[tuple[Channel, ...]] = ("wechat", "weibo")
PREPARING: Final = 3 * HOUR
"""A unit prepares one conference at a time, and this long; the engine refuses a second call inside it."""
CALM: Final = 2 * HOUR
"""So soon after an own word, news alone does not ask for the next one (assumption)."""


def carrying(m: Moment) -> list[Offer]:
    """The next step of each own draft that is written."""
    made: list[Offer] = []
    drafts = own_drafts(m.sight)
    for place, draft in enumerate(drafts):
        if draft.ready is None or draft.published is not None:
            continue
        replaced = any(later.message.form == draft.message.form for later in drafts[place + 1 :])
        steps = [*_consult(m, draft), *_submit(m, draft), *_release(m, draft)]
        made += [_behind(step) if replaced else step for step in steps]
    return made


def _behind(offer: Offer) -> Offer:
    """The same offer for a draft that a later one has replaced: possible, and never pressing."""
    return Offer(
        offer.id, offer.group, offer.label, offer.why, offer.action, offer.opens, offer.about, 1, warns=offer.warns
    )


def _asked(m: Moment, draft: DraftState) -> dict[str, bool | None]:
    return m.sight.board.consulted_on(m.sight.seat, draft.ref)


def _waiting(m: Moment, draft: DraftState) -> bool:
    """Whether answers are out that are worth waiting for."""
    sight = m.sight
    sent = [c.at for c in sight.board.consultations.values() if c.author == sight.seat and c.draft == draft.ref]
    return None in _asked(m, draft).values() and sight.now < max(sent) + PATIENCE


def _concerned(m: Moment, draft: DraftState) -> list[str]:
    """Seats that a draft concerns: the other departments of its strand, and the owners of the facts that it states."""
    sight = m.sight
    strand = next(known for known in sight.library.scenario.strands if known.id == draft.strand)
    owners = [sight.library.seat_of.get(sight.library.facts[c.fact].owner, "") for c in draft.message.facts]
    return [seat for seat in dict.fromkeys([*sight.departments(strand), *owners]) if seat and seat != sight.seat]


def _consult(m: Moment, draft: DraftState) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    asked = _asked(m, draft)
    to = tuple(seat for seat in _concerned(m, draft) if seat not in asked)
    if not to:
        return []
    names = sight.names([sight.seat_name(seat) for seat in to])
    label = _("Consult on {draft}: {names}", draft=form_name(sight, draft), names=names)
    why = _(
        "Who is concerned, or owns a fact in it, confirms it before it goes out ({rules}).",
        rules=m.rules("R10", "R66"),
    )
    urgency = 86 if draft.message.form != "correction" else 60
    return [
        m.offer(f"consult:{draft.ref}", SPEAK, label, why, a.Consult(draft=draft.ref, to=to), urgency, about=draft.ref)
    ]


def _submit(m: Moment, draft: DraftState) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    if draft.submitted is not None or draft.approved is not None:
        return []
    answers = _asked(m, draft)
    waiting = _waiting(m, draft)
    objected = False in answers.values()
    unasked = any(seat not in answers for seat in _concerned(m, draft))
    reviewer = sight.reviewer(draft.strand)
    name = sight.seat_name(reviewer) if reviewer is not None else _("the own leader")
    why = _(
        "Review before release, here by {name}: approval is on record ({rules}).",
        name=name,
        rules=m.rules("R57", "R68"),
    )
    if objected:
        why = _("A unit has objected; better write it anew ({rule}).", rule=m.rule("R10"))
    elif waiting:
        why = _("Answers are still out; the review can run meanwhile ({rule}).", rule=m.rule("R57"))
    elif unasked:
        why = _("Others are concerned and have not been asked yet ({rule}).", rule=m.rule("R10"))
    urgency = 20 if objected else 45 if waiting else 62 if unasked else 85
    label = _("Submit to {name} for review: {draft}", name=name, draft=form_name(sight, draft))
    return [
        m.offer(
            f"submit:{draft.ref}",
            SPEAK,
            label,
            why,
            a.Submit(draft=draft.ref),
            urgency,
            about=draft.ref,
            warns=objected,
        )
    ]


def _caution(m: Moment, draft: DraftState) -> str:
    """What speaks against letting a draft out now; empty if nothing does."""
    _ = m.sight.say
    answers = _asked(m, draft)
    if False in answers.values():
        return _("A unit has objected to it ({rule}).", rule=m.rule("R10"))
    older = m.outdated(draft.message)
    if older:
        name = m.sight.slot_name(older[0].slot)
        rule = m.rule("R30")
        return _("It states an older value than the one known here: {what} ({rule}).", what=name, rule=rule)
    if draft.returned is not None:
        return _("It came back from review ({rule}).", rule=m.rule("R57"))
    if draft.approved is None:
        return _("It is not approved yet ({rule}).", rule=m.rule("R57"))
    if _concerned(m, draft) and not answers:
        return _("Nobody concerned was asked ({rule}).", rule=m.rule("R10"))
    return ""


def _release(m: Moment, draft: DraftState) -> list[Offer]:
    return _conference(m, draft) if draft.message.form == "conference" else _publish(m, draft)


def _publish(m: Moment, draft: DraftState) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    caution = _caution(m, draft)
    made = []
    for name, channels, urgency in (("all", _EVERYWHERE, 90), ("own", _OWN_ACCOUNTS, 30)):
        places = sight.names([_(CHANNELS[channel]) for channel in channels])
        label = _("Publish {draft} on {places}", draft=form_name(sight, draft), places=places)
        early = _waiting(m, draft) and _("Answers are still out; you may wait a little ({rule}).", rule=m.rule("R10"))
        why = caution or early or _("Approved and ready: people hear it where they ask ({rule}).", rule=m.rule("R37"))
        pressing = 6 if caution else 34 if _waiting(m, draft) else urgency
        action = a.Publish(draft=draft.ref, channels=channels)
        made.append(
            m.offer(
                f"publish:{draft.ref}:{name}", SPEAK, label, why, action, pressing, about=draft.ref, warns=bool(caution)
            )
        )
    return made


def _conference(m: Moment, draft: DraftState) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    called = [at for at, by in sight.board.conferences if by == sight.seat and at > sight.now - PREPARING]
    going_on = any(podium.host == sight.seat and podium.held is None for podium in sight.board.podiums)
    if called or going_on or m.work.doing("hold_conference", draft.ref):
        return []
    caution = _caution(m, draft)
    strand = next(known for known in sight.library.scenario.strands if known.id == draft.strand)
    present = tuple(dict.fromkeys([sight.seat, *sight.departments(strand)]))
    made = []
    for head, urgency in ((True, 89), (False, 30)):
        who = _("with the head") if head else _("with the spokesperson only")
        label = _("Hold the press conference with all who own facts, {who}", who=who)
        why = caution or _(
            "Who holds the facts sits on the podium; preparing takes about three hours ({rule}).", rule=m.rule("R35")
        )
        action = a.HoldConference(strand=strand.id, attendees=present, draft=draft.ref, head_attends=head)
        made.append(
            m.offer(
                f"hold:{draft.ref}:{head}",
                SPEAK,
                label,
                why,
                action,
                6 if caution else urgency,
                about=draft.ref,
                warns=bool(caution),
            )
        )
    return made


def composing(m: Moment) -> list[Offer]:
    """What can be written now."""
    if not m.sight.board.sheets:
        return []
    return [*_first(m), *_next(m), *_about_claims(m), *_corrections(m), *_others(m)]


def _on_its_way(m: Moment, *forms: str) -> bool:
    """Whether a draft of one of the forms is being carried to publication, and nothing speaks for a new one."""
    for draft in own_drafts(m.sight):
        spoiled = draft.returned is not None or False in _asked(m, draft).values() or bool(m.outdated(draft.message))
        if draft.message.form in forms and draft.published is None and not spoiled:
            return True
    return False


def _compose(m: Moment, form: str, label: str, why: str, urgency: int) -> Offer:
    opens = "conference" if form == "conference" else "compose"
    return m.offer(f"compose:{form}", SPEAK, label, why, None, urgency, opens=opens, about=form)


def _first(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    if sight.board.words_of(sight.seat):
        return []
    sayable = [fact for fact in sight.known().values() if sight.disclosable(fact)]
    mine = sight.is_department()
    why = _(
        "Say what is verified, what is not known yet, what is being done, and when you speak next ({rule}).",
        rule=m.rule("R25"),
    )
    if not sayable:
        why = _("Nothing is verified here yet; verify or ask first, then speak ({rule}).", rule=m.rule("R30"))
    if not mine:
        why = _("The departments concerned speak first; you help them to ({rule}).", rule=m.rule("R04"))
    urgency = 5 if _on_its_way(m, "statement") else 76 if mine and sayable else 16 if mine else 8
    return [_compose(m, "statement", _("Write a statement"), why, urgency)]


def _next(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    words = sight.board.words_of(sight.seat)
    if not words:
        return []
    said = [verdict["fact"] for word in words for verdict in word.reading["facts"]]
    news = [fact for fact in sight.known().values() if fact.id not in said and sight.disclosable(fact)]
    waited = {sight.library.facts[fact].slot for fact in said} | {slot for w in words for slot in w.message.unknowns}
    material = [fact for fact in news if fact.slot in waited or fact.owner == sight.party]
    soon = [
        task
        for task in tasks(sight, m.log, [])
        if task.id.startswith("R26") and task.state == "open" and (task.left or 0) < 4 * HOUR
    ]
    names = sight.names([sight.slot_name(fact.slot) for fact in (material or news)[:3]])
    why = _("The next word is due; without news, say that there is none ({rule}).", rule=m.rule("R26"))
    if news:
        why = _("New since your last word: {what} ({rule}).", what=names, rule=m.rule("R26"))
    pressing = bool(material) and sight.now > words[-1].at + CALM
    urgency = 5 if _on_its_way(m, "update") else 75 if soon else 58 if pressing else 30 if news else 14
    return [_compose(m, "update", _("Write a follow-up release"), why, urgency)]


def _about_claims(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    answered = [
        claim for claim, said in sight.board.answers.items() if any(party == sight.party for _at, party, _s in said)
    ]
    open_ = [claim for claim in sight.board.claims if claim not in answered]
    settled = [claim for claim in open_ if sight.truth(claim) is not None]
    if not open_:
        return []
    if settled:
        why = _("You know what is true of it: say so, whichever way it is ({rule}).", rule=m.rule("R20"))
        urgency = 5 if _on_its_way(m, "rebuttal") else 73
    else:
        why = _("Nothing is established yet: you can only say that it is being checked ({rule}).", rule=m.rule("R30"))
        urgency = 7
    return [_compose(m, "rebuttal", _("Answer a claim in public"), why, urgency)]


def _corrections(m: Moment) -> list[Offer]:
    _ = m.sight.say
    if not m.sight.board.words_of(m.sight.seat):
        return []
    wrong = [paper for paper in m.papers if paper.kind == "error" and not paper.answered]
    why = _(
        "An honest error that is put right soon costs little; one that others find costs much ({rule}).",
        rule=m.rule("R36"),
    )
    urgency = 3 if not wrong else 5 if _on_its_way(m, "correction", "update") else 91
    return [_compose(m, "correction", _("Correct an own statement"), why, urgency)]


def _others(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    limits = [answer["deadlines"].get("press_conference_h") for answer in sight.board.responsibility.values()]
    held = any(
        word.message.form == "conference" and sight.seat in (word.seat, *word.attendees) for word in sight.board.words
    )
    others = [name for strand in m.open_strands() if (name := sight.speaks_first(strand)) not in (None, sight.party)]
    asked = any(hours is not None for hours in limits) and sight.is_department() and not held and not others
    conference = 5 if _on_its_way(m, "conference") else 67 if asked else 13
    why = _("Questions get answers from those who hold the facts ({rules}).", rules=m.rules("R24", "R35"))
    if others and sight.is_department() and not held:
        name = sight.names([sight.party_name(party) for party in others if party is not None])
        why = _(
            "{name} speaks first and holds it; you sit on its podium for your own share ({rules}).",
            name=name,
            rules=m.rules("R24", "R35"),
        )
    return [
        _compose(
            m,
            "conference",
            _("Prepare a press conference: write the opening statement"),
            why,
            conference,
        ),
        _compose(
            m,
            "social",
            _("Write a short post"),
            _("Quick to write, and where people talk; it does not replace a full word ({rule}).", rule=m.rule("R37")),
            11,
        ),
        _compose(
            m,
            "interpretation",
            _("Write an expert interpretation"),
            _("Explains what findings mean, once there are findings ({rule}).", rule=m.rule("R31")),
            6,
        ),
    ]


MAKERS = (carrying, composing)
