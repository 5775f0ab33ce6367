"""Actions that lead to an official word: drafting, review, publishing, replying, the press conference. A word is read once,
in the second in which it goes out; its reading is stored with it, and everything downstream uses that reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.drill.conference import put_questions
from simulator.drill.desks import LEADERS_REVIEW, PREPARING_CONFERENCE, REVIEWING, drafting_time
from simulator.drill.handlers.sheet import coordinates, known_seats, known_strand
from simulator.drill.handlers.step import Handlers
from simulator.drill.phase import Phase
from simulator.drill.refusal import require
from simulator.message import Entry, Speaker, plain_value, read
from simulator.record import Message, Word
from simulator.record import actions as a
from simulator.record.board import DraftState
from simulator.scenario.text import Channel

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

CONFERENCE_CHANNELS: list[Channel] = ["weibo", "wechat", "short_video", "news_portal", "traditional_media"]
"""Where a press conference is seen: livestream, portals, press and television."""


def _citable(drill: Drill, seat: str, message: Message) -> None:
    """Refuse a text that cites what does not exist, or states as known what this desk does not know.

    A citation with a value of its own is always possible: that is a guess, or worse, and will be read as such.
    """
    library = drill.library
    for citation in message.facts:
        require(citation.fact in library.facts, f"there is no fact {citation.fact}", f"没有事实{citation.fact}")
        known = drill.board.knows(seat, citation.fact)
        require(
            known or citation.value is not None,
            f"this desk does not know {citation.fact}",
            f"本单位尚不掌握{citation.fact}",
        )
    for answer in message.claims:
        require(answer.claim in library.claims, f"there is no claim {answer.claim}", f"没有传言{answer.claim}")
        require(
            answer.claim in drill.board.claims,
            f"nobody has heard of {answer.claim} yet",
            f"目前还没有传言{answer.claim}",
        )
    for slot in message.unknowns:
        require(slot in library.slots, f"there is no slot {slot}", f"没有事项{slot}")
    for item in message.advice:
        require(item in library.advice, f"there is no advice {item}", f"没有建议{item}")
    for disposal in message.disposals:
        require(disposal in library.disposals, f"there is no disposal {disposal}", f"没有处置任务{disposal}")
    if message.next_update is not None:
        require(message.next_update > drill.now, "a promised next word must lie ahead", "承诺的下次发布时间必须在将来")


def _own(drill: Drill, seat: str, ref: str) -> DraftState:
    state = drill.board.drafts.get((seat, ref))
    require(state is not None, f"there is no draft {ref}", f"没有文稿{ref}")
    assert state is not None
    return state


def _may_draft(drill: Drill, seat: str, action: a.Draft) -> None:
    known_strand(drill, action.strand)
    require(
        (seat, action.draft) not in drill.board.drafts,
        f"there is a draft {action.draft} already",
        f"已有文稿{action.draft}",
    )
    require(action.message.form != "reply", "a reply answers a document; use reply", "答复应针对文件，请使用答复功能")
    _citable(drill, seat, action.message)


def _draft(drill: Drill, seat: str, action: a.Draft) -> None:
    drill.desks[seat].do(
        drill.env,
        "draft",
        drafting_time(action.message),
        lambda: drill.emit("draft_ready", seat, draft=action.draft),
        draft=action.draft,
    )


def _may_submit(drill: Drill, seat: str, action: a.Submit) -> None:
    state = _own(drill, seat, action.draft)
    require(state.ready is not None, "the draft is not written yet", "文稿尚未写好")
    require(state.submitted is None, "the draft is under review or approved already", "文稿正在审核或已经批准")
    require(state.published is None, "the draft is published already", "文稿已经发布")


def _submit(drill: Drill, seat: str, action: a.Submit) -> None:
    """Drafts go to the General Office; its own go to the leader, who takes longer and is no seat."""
    state = drill.board.drafts[(seat, action.draft)]
    reviewer = drill.coordinator()
    by_leader = reviewer is None or reviewer == seat
    drill.emit(
        "submitted",
        seat,
        draft=action.draft,
        strand=state.strand,
        message=state.message.model_dump(mode="json"),
        to=[] if by_leader or reviewer is None else [reviewer],
    )
    if by_leader:
        drill.call_at(
            drill.now + LEADERS_REVIEW,
            Phase.COMPLETION,
            lambda: drill.emit("approved", "", author=seat, draft=action.draft, by="leader", to=[seat]),
        )


def _may_review(drill: Drill, seat: str, action: a.Approve | a.Return) -> None:
    coordinates(drill, seat, "approving drafts")
    require(action.author != seat, "nobody approves the own draft", "不能审批本单位的文稿")
    state = _own(drill, action.author, action.draft)
    require(state.submitted is not None, "this draft has not been submitted", "该文稿尚未报审")
    require(
        state.approved is None and state.published is None,
        "this draft is approved or published already",
        "该文稿已经批准或发布",
    )


def _under_review(state: DraftState) -> bool:
    """Whether a verdict on the draft is still open; two may be on their way when a desk is busy, and the first counts."""
    return state.submitted is not None and state.approved is None and state.published is None


def _approve(drill: Drill, seat: str, action: a.Approve) -> None:
    def done() -> None:
        if _under_review(_own(drill, action.author, action.draft)):
            drill.emit("approved", seat, author=action.author, draft=action.draft, by=seat, to=[action.author])

    drill.desks[seat].do(drill.env, "approve", REVIEWING, done, draft=action.draft)


def _return(drill: Drill, seat: str, action: a.Return) -> None:
    def done() -> None:
        if _under_review(_own(drill, action.author, action.draft)):
            about = {"author": action.author, "draft": action.draft, "reason": action.reason}
            drill.emit("returned", seat, **about, to=[action.author])

    drill.desks[seat].do(drill.env, "return", REVIEWING, done, draft=action.draft)


def _may_publish(drill: Drill, seat: str, action: a.Publish) -> None:
    state = _own(drill, seat, action.draft)
    require(state.ready is not None, "the draft is not written yet", "文稿尚未写好")
    require(state.published is None, "the draft is published already", "文稿已经发布")
    require(
        state.message.form != "conference",
        "a conference statement is given at the conference",
        "发布会开场通报应在发布会上作出",
    )


def _publish(drill: Drill, seat: str, action: a.Publish) -> None:
    state = drill.board.drafts[(seat, action.draft)]
    channels = list(dict.fromkeys(action.channels))
    reading = _read(drill, seat, state.message, channels)
    consulted = drill.board.consulted_on(seat, action.draft)
    _out(
        drill,
        "published",
        seat,
        state.message,
        reading,
        draft=action.draft,
        strand=state.strand,
        channels=channels,
        approved=state.approved is not None,
        consulted={other: consulted[other] for other in sorted(consulted)},
    )


def _read(drill: Drill, seat: str, message: Message, channels: Sequence[str]) -> dict[str, Any]:
    speaker = Speaker(seat, drill.party(seat))
    return read(message, speaker, drill.now, channels, drill.library, drill.board, drill.ledger)


def _out(drill: Drill, kind: str, seat: str, message: Message, reading: dict[str, Any], **about: Any) -> None:
    """A word is public: the ledger, the crowd and whoever waits for a promised word take note."""
    party = drill.party(seat)
    event = drill.emit(kind, seat, party=party, message=message.model_dump(mode="json"), reading=reading, **about)
    word = (drill.board.replies if kind == "replied" else drill.board.words)[-1]
    if kind != "replied" or word.channels != ("wechat",):  # an answer to a family is not public
        _enter(drill, word)
    drill.public.word(word)
    if kind == "replied":
        return
    for promise in drill.board.promises:
        if promise.party == party and promise.kept is None and not promise.broken and promise.seq != event.seq:
            drill.emit("promise_kept", promise.seat, word=promise.seq, due=promise.due)
    if message.next_update is not None:
        _promise(drill, word, message.next_update)


def _promise(drill: Drill, word: Word, due: int) -> None:
    drill.emit("promise_made", word.seat, word=word.seq, party=word.party, due=due)

    def look() -> None:
        promise = next(known for known in drill.board.promises if known.seq == word.seq)
        if promise.kept is None:
            drill.emit("promise_broken", word.seat, word=word.seq, party=word.party, due=due)

    if due < drill.scenario.clock.ends:
        drill.call_at(due, Phase.OBSERVERS, look)


def _enter(drill: Drill, word: Word) -> None:
    """Put what a word states into the ledger, and report what disagrees."""
    as_of = word.message.as_of if word.message.as_of is not None else word.at
    for verdict in word.reading["facts"]:
        fact = drill.library.facts[verdict["fact"]]
        own = plain_value(fact.value)
        entry = Entry(
            seq=word.seq,
            at=word.at,
            party=word.party,
            slot=fact.slot,
            value=verdict["stated"],
            holds_from=fact.true_from if verdict["stated"] == own else as_of,
            as_of=as_of,
            may_change=word.message.may_change,
            of_fact=verdict["stated"] == own,
        )
        drill.public.clash(entry, drill.ledger.publish(entry))


def _may_reply(drill: Drill, seat: str, action: a.Reply) -> None:
    document = drill.board.documents.get(seat, {}).get(action.inject)
    require(
        document is not None, f"there is no document {action.inject} on this desk", f"本单位没有收到文件{action.inject}"
    )
    require(document is not None and document.answered is None, "this document has been answered", "该文件已经答复")
    require(action.message.form == "reply", "the answer to a document has the form reply", "对文件的回复应为答复形式")
    _citable(drill, seat, action.message)


def _reply(drill: Drill, seat: str, action: a.Reply) -> None:
    inject = next(known for known in drill.scenario.injects if known.id == action.inject)
    channel = {"journalist_call": ["news_portal"], "hotline_slip": ["hotline"]}.get(inject.form, ["wechat"])

    def done() -> None:
        if drill.board.documents[seat][action.inject].answered is not None:
            return  # answered twice while the first answer was still on the desk
        reading = _read(drill, seat, action.message, channel)
        wanted = _wanted(drill, inject.question, inject.concern)
        said = [verdict["slot"] for verdict in reading["facts"] if verdict["verdict"] == "supported"]
        said += [*action.message.unknowns, *action.message.advice, *action.message.disposals]
        _out(
            drill,
            "replied",
            seat,
            action.message,
            reading,
            inject=action.inject,
            strand=drill.scenario.strands[0].id,
            channels=channel,
            to_the_point=not wanted or any(element in said for element in wanted),
        )

    drill.desks[seat].do(drill.env, "reply", drafting_time(action.message), done, inject=action.inject)


def _wanted(drill: Drill, question: str | None, concern: str | None) -> tuple[str, ...]:
    """The elements that would answer what a document asks."""
    if question is not None:
        return next(known for known in drill.scenario.questions if known.id == question).answered_by
    return drill.library.concerns[concern].answered_by if concern is not None else ()


def _may_hold(drill: Drill, seat: str, action: a.HoldConference) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, action.attendees)
    state = _own(drill, seat, action.draft)
    require(
        state.message.form == "conference",
        "the draft must be the opening statement of a conference",
        "该文稿必须是发布会开场通报",
    )
    require(state.ready is not None, "the opening statement is not written yet", "开场通报尚未写好")
    require(state.published is None, "this opening statement has been given already", "该开场通报已经作出")
    called = [at for at, by in drill.board.conferences if by == seat and at > drill.now - PREPARING_CONFERENCE]
    require(not called, "this unit is preparing a conference already", "本单位正在筹备发布会")


def _hold(drill: Drill, seat: str, action: a.HoldConference) -> None:
    present = list(dict.fromkeys(action.attendees))
    drill.emit("conference_called", seat, strand=action.strand, attendees=present, to=present)
    state = drill.board.drafts[(seat, action.draft)]

    def held() -> None:
        reading = _read(drill, seat, state.message, CONFERENCE_CHANNELS)
        asked = put_questions(drill, present)
        answered = [question["question"] for question in asked if question["answered_by"]]
        if asked:  # half of a conference is its answers
            reading["score"] = round(reading["score"] / 2 + 50 * len(answered) / len(asked))
            caps = {"disclosure": 29, "false_reassurance": 29}
            reading["score"] = min([reading["score"], *(caps.get(gate, 49) for gate in reading["gates"])])
        concerns = {known.id: known.concern for known in drill.scenario.questions}
        reading["concerns"] = list(dict.fromkeys([*reading["concerns"], *(concerns[q] for q in answered)]))
        for question in asked:
            drill.emit("question_put", "", **question)
        consulted = drill.board.consulted_on(seat, action.draft)
        _out(
            drill,
            "conference_held",
            seat,
            state.message,
            reading,
            draft=action.draft,
            strand=action.strand,
            channels=CONFERENCE_CHANNELS,
            attendees=present,
            head_attends=action.head_attends,
            approved=state.approved is not None,
            consulted={other: consulted[other] for other in sorted(consulted)},
            questions=[question["question"] for question in asked],
        )

    drill.desks[seat].do(drill.env, "hold_conference", PREPARING_CONFERENCE, held, draft=action.draft)


HANDLERS: Handlers = {
    "draft": (_may_draft, _draft),
    "submit": (_may_submit, _submit),
    "approve": (_may_review, _approve),
    "return": (_may_review, _return),
    "publish": (_may_publish, _publish),
    "reply": (_may_reply, _reply),
    "hold_conference": (_may_hold, _hold),
}
