"""Official words: the first one, the promised and the needed next ones, rebuttals and corrections; each on its way through
drafting, consulting, review and publishing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.drill.colleagues.composing import word
from simulator.drill.colleagues.habits.initiative import first_promise
from simulator.drill.colleagues.habits.podium import hold, hosts
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.record.actions import Form, Message
from simulator.record.board import DraftState
from simulator.scenario.moments import HOUR, MINUTE
from simulator.scenario.text import Channel

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

CHANNELS: Final[tuple[Channel, ...]] = ("wechat", "weibo", "news_portal", "short_video", "traditional_media")
"""Where a word goes out, in the order in which offices open accounts."""
LEAD_TIME: Final = 2 * HOUR
"""Work on a promised word begins so long before it is due."""
GRAVE_WAIT: Final = 30 * MINUTE
"""A rebuttal of a dangerous claim waits no longer for the others' answers (assumption)."""
LAST_STEPS: Final = 45 * MINUTE
"""Review and publishing take so long; a heeded limit leaves room for them (assumption)."""
LEAST_WAIT: Final = 15 * MINUTE
"""So long even a hurried draft waits for the others (assumption)."""


def _write(colleague: Colleague, now: int, form: Form, strand: str, claim: str | None = None) -> list[Action]:
    ref = colleague.name_draft(form)
    message = word(colleague, ref, form, now, strand, claim)
    if message is None:
        return []
    return [a.Draft(draft=ref, strand=strand, message=message)]


def _busy(colleague: Colleague, strand: str) -> bool:
    """A draft of this seat in a strand is on its way."""
    return any(
        d.seat == colleague.seat and d.published is None and d.returned is None and not d.ref.startswith("conf")
        for d in colleague.board.drafts.values()
        if d.strand == strand
    )


def first_word(colleague: Colleague, now: int, about: str) -> list[Action]:
    """The first word in a strand, once something can be said."""
    strand = about or colleague.view.strand().id
    if colleague.view.words(strand) or _busy(colleague, strand):
        return []
    actions = _write(colleague, now, "statement", strand)
    if not actions and colleague.before_end(now):
        colleague.plan(now + 30 * MINUTE, "first_word", strand)
        return first_promise(colleague, now, strand)
    return actions


def update(colleague: Colleague, now: int, about: str) -> list[Action]:
    """The next word: what is new, or that nothing is."""
    if about not in colleague.next_word or now < colleague.next_word[about]:
        return []
    del colleague.next_word[about]
    if not colleague.before_end(now):
        return []
    if _busy(colleague, about):
        colleague.plan_word(now + 30 * MINUTE, about)
        return []
    return _write(colleague, now, "update", about)


def published(colleague: Colleague, event: Event) -> None:
    """After an own word: plan the next one - when promised, or by habit."""
    strand = event.data["strand"]
    if event.seat != colleague.seat or not colleague.view.is_department(strand):
        return
    skill, message = colleague.skill, colleague.board.words[-1].message
    due, said = message.next_update, len(colleague.board.words_of(colleague.seat))
    if due is not None and colleague.chance(skill.keeps, "keeps", said):
        colleague.plan_word(max(event.at + MINUTE, due - LEAD_TIME), strand)
    elif due is None:
        at = event.at + colleague.delay(skill.updates_every, "next", said)
        if colleague.before_end(at):
            colleague.plan_word(at, strand)


def news(colleague: Colleague, event: Event) -> None:
    """A newer value of something that was published, or an answer that was missing, makes a next word due soon."""
    if event.seat != colleague.seat:
        return
    for strand in colleague.view.library.belongs.facts[event.data["fact"]]:
        _news_in(colleague, event, strand)


def _news_in(colleague: Colleague, event: Event, strand: str) -> None:
    words = colleague.view.words(strand)
    if not words:
        return
    slot = event.data["slot"]
    said = any(verdict["slot"] == slot for w in words for verdict in w.reading["facts"])
    missing = any(slot in w.message.unknowns for w in words)
    own = colleague.view.library.facts[event.data["fact"]].owner == colleague.view.party
    if (said or missing or own) and colleague.chance(colleague.skill.keeps, "news", event.data["fact"]):
        wait = colleague.delay(colleague.skill.rebuts_after, "news", event.data["fact"])
        colleague.plan_word(event.at + wait + 30 * MINUTE, strand)


def claim_known(colleague: Colleague, event: Event) -> None:
    """The truth of a claim is established here: take it up, and refer what is false and dangerous."""
    claim, truth = event.data["claim"], event.data["truth"]
    if truth == "unknown":
        return
    skill, view = colleague.skill, colleague.view
    if colleague.chance(skill.takes_up_claims, "rebuts", claim):
        colleague.plan(event.at + colleague.delay(skill.rebuts_after, claim), "rebut", claim)
    grave = view.claim(claim).danger == "serious" and truth == "false"
    unwelcome = view.party in view.claim(claim).embarrasses
    if (grave and colleague.chance(skill.refers, "refers", claim)) or (
        unwelcome and colleague.chance(skill.over_refers, "over_refers", claim)
    ):
        colleague.plan(event.at + colleague.delay(skill.reaction, "refer", claim), "refer", claim)


def rebut(colleague: Colleague, now: int, about: str) -> list[Action]:
    """A word on one claim, with the facts that settle it; unless it is dangerous it waits while a draft is on its way."""
    if any(party == colleague.view.party for _, party, _ in colleague.board.answers.get(about, [])):
        return []
    grave, strand = colleague.view.claim(about).danger == "serious", colleague.view.library.belongs.claims[about]
    if _busy(colleague, strand) and not grave and colleague.before_end(now):
        colleague.plan(now + 30 * MINUTE, "rebut", about)
        return []
    return _write(colleague, now, "rebuttal", strand, about)


def refer(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Hand a claim to public security and cyberspace, with what shows it to be false."""
    view = colleague.view
    to = [party for party in (view.body("public_security"), view.body("cyberspace")) if party]
    if not colleague.chance(0.5 + 0.5 * colleague.skill.right_channel, "both", about):
        to = to[:1]
    evidence = [fact for fact in view.claim(about).settled_by if view.board.knows(view.seat.id, fact)]
    return [a.Refer(claim=about, to=tuple(to), evidence=tuple(evidence))] if to else []


def draft_ready(colleague: Colleague, event: Event) -> None:
    """A draft is written: on to the others, the review or the public."""
    if event.seat == colleague.seat:
        colleague.plan(event.at + MINUTE, "carry_on", event.data["draft"])


def carry_on(colleague: Colleague, now: int, about: str) -> list[Action]:
    """The next step of a draft: consult, wait, submit, publish; what is urgent is reviewed while the others read it."""
    board, skill, view = colleague.board, colleague.skill, colleague.view
    draft = board.drafts[(view.seat.id, about)]
    if draft.published is not None or draft.returned is not None:
        return []
    asked = board.consulted_on(view.seat.id, about)
    if not asked and colleague.chance(skill.consults, "consults", about):
        others = [seat for seat in view.departments(draft.strand) if seat != view.seat.id]
        owners = [view.library.seat_of.get(view.library.facts[c.fact].owner, "") for c in draft.message.facts]
        to = [s for s in dict.fromkeys([*others, *owners]) if s and s != view.seat.id]
        if to:
            wait = _patience(colleague, draft, now)
            colleague.plan(now + wait, "carry_on", about)
            hurried = wait < skill.waits and colleague.chance(skill.submits, "submits", about)
            consults: Action = a.Consult(draft=about, to=tuple(to))
            return [consults, a.Submit(draft=about)] if hurried else [consults]
    if asked and None in asked.values():
        sent = max(c.at for c in board.consultations_on[(view.seat.id, about)])
        if now < sent + _patience(colleague, draft, sent):
            return []
    if draft.submitted is None and draft.approved is None and colleague.chance(skill.submits, "submits", about):
        return [a.Submit(draft=about)]
    if draft.submitted is not None and draft.approved is None:
        return []
    if _overtaken(colleague, draft.message, now) and colleague.chance(skill.corrects, "checks", about):
        return rewrite(colleague, now, about)
    return release(colleague, about)


def _patience(colleague: Colleague, draft: DraftState, sent: int) -> int:
    """Seconds that a draft waits for the answers of those who were asked at ``sent``."""
    view, waits, message = colleague.view, colleague.skill.waits, draft.message
    if message.form == "rebuttal" and any(view.claim(known.claim).danger == "serious" for known in message.claims):
        return min(waits, GRAVE_WAIT)
    limit = colleague.heeded_limit(draft.strand)
    if limit is not None and not view.words(draft.strand):
        return min(waits, max(LEAST_WAIT, limit - LAST_STEPS - sent))
    return waits


def _overtaken(colleague: Colleague, message: Message, now: int) -> bool:
    """Whether the officer knows a newer value than the text gives, from before the text's as-of time."""
    newest = {fact.slot: fact for fact in colleague.view.known()}
    as_of = message.as_of if message.as_of is not None else now
    cited = [colleague.view.library.facts[citation.fact] for citation in message.facts]
    return any(f.slot in newest and f.true_from < newest[f.slot].true_from <= as_of for f in cited)


def release(colleague: Colleague, ref: str) -> list[Action]:
    """Let a draft go out, or call the conference that it opens; once, however many answers and approvals come in."""
    if ref in colleague.released:
        return []
    colleague.released.append(ref)
    draft = colleague.board.drafts[(colleague.seat, ref)]
    if draft.message.form == "conference":
        return [hold(colleague, ref, draft)]
    return [a.Publish(draft=ref, channels=CHANNELS[: colleague.skill.channels])]


def answered(colleague: Colleague, event: Event) -> None:
    """An answer to an own consultation: rewrite on an objection, go on once all have answered."""
    consultation = colleague.board.consultations.get(event.data["consultation"])
    if consultation is None or consultation.author != colleague.seat:
        return
    if not event.data["agree"] and colleague.chance(colleague.skill.corrects, "rewrites", event.data["consultation"]):
        colleague.plan(event.at + MINUTE, "rewrite", consultation.draft)
    else:
        colleague.plan(event.at + MINUTE, "carry_on", consultation.draft)


def rewrite(colleague: Colleague, now: int, about: str) -> list[Action]:
    """A new draft in place of one that met an objection or came back; the old one stays unpublished."""
    draft = colleague.board.drafts[(colleague.seat, about)]
    if draft.published is not None or draft.returned == "rewritten":
        return []
    draft.returned = "rewritten"
    claim = draft.message.claims[0].claim if draft.message.form == "rebuttal" and draft.message.claims else None
    return _write(colleague, now, draft.message.form, draft.strand, claim)


def returned(colleague: Colleague, event: Event) -> None:
    """A draft came back."""
    if event.data["author"] == colleague.seat:
        colleague.board.drafts[(colleague.seat, event.data["draft"])].returned = event.data["reason"]
        colleague.plan(event.at + MINUTE, "rewrite", event.data["draft"])


def approved(colleague: Colleague, event: Event) -> None:
    """A draft may go out."""
    if event.data["author"] == colleague.seat:
        colleague.plan(event.at + MINUTE, "carry_on", event.data["draft"])


def error_known(colleague: Colleague, event: Event) -> None:
    """An own published error can be known from here."""
    if colleague.chance(colleague.skill.corrects, "corrects", event.data["about"]):
        wait = colleague.delay(colleague.skill.reaction, "correct", event.data["about"])
        colleague.plan(event.at + wait, "correct", event.data["about"])


def correct(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Name the error and put it right; a short text that goes out without waiting for others."""
    return _write(colleague, now, "correction", _strand_of_error(colleague, about), about)


def _strand_of_error(colleague: Colleague, about: str) -> str:
    """The strand in which something was said wrongly: a claim's own, or that of the last word about a slot."""
    belongs = colleague.view.library.belongs
    if about in belongs.claims:
        return belongs.claims[about]
    said = colleague.board.words_of(colleague.seat)
    found = [word.strand for word in said if any(verdict["slot"] == about for verdict in word.reading["facts"])]
    return found[-1] if found else colleague.view.strand().id


def conference(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Write the opening statement of a press conference, once something can be said."""
    if not hosts(colleague, now, about) or not colleague.before_end(now + 5 * HOUR):
        return []
    actions = _write(colleague, now, "conference", about)
    if not actions:
        colleague.plan(now + HOUR, "conference", about)
    return actions


DEEDS = {
    "first_word": first_word,
    "update": update,
    "rebut": rebut,
    "refer": refer,
    "carry_on": carry_on,
    "rewrite": rewrite,
    "correct": correct,
    "conference": conference,
}
REACTIONS = {
    "published": published,
    "conference_held": published,
    "interview_given": published,
    "fact_learned": news,
    "claim_checked": claim_known,
    "draft_ready": draft_ready,
    "consultation_answered": answered,
    "returned": returned,
    "approved": approved,
    "error_knowable": error_known,
}
