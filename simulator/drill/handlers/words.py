"""Actions that lead to an official word: drafting, review, publishing, replying. A word is read once, in the second in which
it goes out; its reading is stored with it, and everything downstream uses that reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.desks import LEADERS_REVIEW, REVIEWING, drafting_time
from simulator.drill.handlers.sheet import known_strand, powers_of
from simulator.drill.handlers.step import Handlers
from simulator.drill.phase import Phase
from simulator.drill.refusal import require
from simulator.drill.words import as_read, citable, own_draft, put_out, read_word
from simulator.message.answers import asked_by
from simulator.record import actions as a
from simulator.record.board import DraftState

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def _may_draft(drill: Drill, seat: str, action: a.Draft) -> None:
    known_strand(drill, action.strand)
    require(
        (seat, action.draft) not in drill.board.drafts,
        f"there is a draft {action.draft} already",
        f"已有文稿{action.draft}",
    )
    require(action.message.form != "reply", "a reply answers a document; use reply", "答复应针对文件，请使用答复功能")
    citable(drill, seat, action.message)


def _draft(drill: Drill, seat: str, action: a.Draft) -> None:
    def done() -> None:
        own = {"message": as_read(drill, seat, action.message)} if action.message.own_words else {}
        drill.emit("draft_ready", seat, draft=action.draft, **own)

    drill.desks[seat].do(drill.env, "draft", drafting_time(action.message), done, draft=action.draft)


def _may_submit(drill: Drill, seat: str, action: a.Submit) -> None:
    state = own_draft(drill, seat, action.draft)
    require(state.ready is not None, "the draft is not written yet", "文稿尚未写好")
    require(state.submitted is None, "the draft is under review or approved already", "文稿正在审核或已经批准")
    require(state.published is None, "the draft is published already", "文稿已经发布")


def _submit(drill: Drill, seat: str, action: a.Submit) -> None:
    """Drafts go to the author's General Office; its own, and those of an organ above it, go to the leader, who takes longer
    and is no seat.
    """
    state = drill.board.drafts[(seat, action.draft)]
    reviewer = drill.coordinator(drill.party(seat), state.strand)
    by_leader = reviewer is None or reviewer == seat
    drill.emit(
        "submitted",
        seat,
        draft=action.draft,
        strand=state.strand,
        message=state.message,
        to=[] if by_leader or reviewer is None else [reviewer],
    )
    if by_leader:
        drill.call_at(
            drill.now + LEADERS_REVIEW,
            Phase.COMPLETION,
            lambda: drill.emit("approved", "", author=seat, draft=action.draft, by="leader", to=[seat]),
        )


def _may_review(drill: Drill, seat: str, action: a.Approve | a.Return) -> None:
    require(action.author != seat, "nobody approves the own draft", "不能审批本单位的文稿")
    state = own_draft(drill, action.author, action.draft)
    office = drill.coordinator(drill.party(action.author), state.strand) if state.submitted is None else state.reviewer
    powers_of(drill, seat, office, "approving drafts")
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
        if _under_review(own_draft(drill, action.author, action.draft)):
            drill.emit("approved", seat, author=action.author, draft=action.draft, by=seat, to=[action.author])

    drill.desks[seat].do(drill.env, "approve", REVIEWING, done, draft=action.draft)


def _return(drill: Drill, seat: str, action: a.Return) -> None:
    def done() -> None:
        if _under_review(own_draft(drill, action.author, action.draft)):
            about = {"author": action.author, "draft": action.draft, "reason": action.reason}
            drill.emit("returned", seat, **about, to=[action.author])

    drill.desks[seat].do(drill.env, "return", REVIEWING, done, draft=action.draft)


def _may_publish(drill: Drill, seat: str, action: a.Publish) -> None:
    state = own_draft(drill, seat, action.draft)
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
    consulted = drill.board.consulted_on(seat, action.draft)
    agreed = state.approved is not None or any(consulted.values())
    reading = read_word(drill, seat, state.message, channels, state.strand, agreed=agreed)
    put_out(
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


def _may_reply(drill: Drill, seat: str, action: a.Reply) -> None:
    document = drill.board.documents.get(seat, {}).get(action.inject)
    require(
        document is not None, f"there is no document {action.inject} on this desk", f"本单位没有收到文件{action.inject}"
    )
    require(document is not None and document.answered is None, "this document has been answered", "该文件已经答复")
    require(action.message.form == "reply", "the answer to a document has the form reply", "对文件的回复应为答复形式")
    citable(drill, seat, action.message)


def _reply(drill: Drill, seat: str, action: a.Reply) -> None:
    inject = drill.library.injects[action.inject]
    channel = {"journalist_call": ["news_portal"], "hotline_slip": ["hotline"]}.get(inject.form, ["wechat"])

    def done() -> None:
        if drill.board.documents[seat][action.inject].answered is not None:
            return  # answered twice while the first answer was still on the desk
        message = as_read(drill, seat, action.message)
        asked = next((name for name in (inject.question, inject.concern) if name is not None), None)
        about = None if asked is None else asked_by(asked, drill.library)
        strand = drill.library.belongs.injects[action.inject]
        reading = read_word(drill, seat, message, channel, strand, asked=about)
        wanted = _wanted(drill, inject.question, inject.concern)
        said = [verdict["slot"] for verdict in reading["facts"] if verdict["verdict"] == "supported"]
        said += [*message.unknowns, *message.advice, *message.disposals]
        put_out(
            drill,
            "replied",
            seat,
            message,
            reading,
            inject=action.inject,
            strand=strand,
            channels=channel,
            to_the_point=not wanted or any(element in said for element in wanted),
        )

    drill.desks[seat].do(drill.env, "reply", drafting_time(action.message), done, inject=action.inject)


def _wanted(drill: Drill, question: str | None, concern: str | None) -> tuple[str, ...]:
    """The elements that would answer what a document asks."""
    if question is not None:
        return next(known for known in drill.scenario.questions if known.id == question).answered_by
    return drill.library.concerns[concern].answered_by if concern is not None else ()


HANDLERS: Handlers = {
    "draft": (_may_draft, _draft),
    "submit": (_may_submit, _submit),
    "approve": (_may_review, _approve),
    "return": (_may_review, _return),
    "publish": (_may_publish, _publish),
    "reply": (_may_reply, _reply),
}
