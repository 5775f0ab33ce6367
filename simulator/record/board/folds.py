"""What each kind of event changes on a board."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from simulator.record.board.parts import Consultation, Document, DraftState, Promise, Sheet
from simulator.record.events import Event
from simulator.record.podium import Asked, Podium

if TYPE_CHECKING:
    from simulator.record.board.board import Board

Fold = Callable[["Board", Event], None]


def _opened(board: Board, event: Event) -> None:
    board.crew = dict(event.data["crew"])


def _learned(board: Board, event: Event) -> None:
    board.facts.setdefault(event.seat, {}).setdefault(event.data["fact"], event.at)
    board.stale.get(event.seat, {}).pop(event.data["slot"], None)


def _stale(board: Board, event: Event) -> None:
    board.stale.setdefault(event.seat, {})[event.data["slot"]] = event.at


def _checked(board: Board, event: Event) -> None:
    board.checked.setdefault(event.seat, {})[event.data["claim"]] = (event.at, event.data["truth"])


def _claim_started(board: Board, event: Event) -> None:
    board.claims[event.data["claim"]] = event.at


def _claim_surfaced(board: Board, event: Event) -> None:
    board.surfaced[event.data["claim"]] = event.at
    for fact in event.data["facts"]:
        board.public.setdefault(fact, (event.at, ""))


def _action(board: Board, event: Event) -> None:
    action = event.data["action"]
    if action["act"] == "watch":
        board.watching[event.seat] = tuple(action["channels"])
    elif action["act"] == "log":
        board.logged.setdefault(event.seat, {}).setdefault(action["signal"], event.at)
    elif action["act"] == "flag":
        board.flagged.setdefault(event.seat, {}).setdefault(action["signal"], event.at)
    elif action["act"] == "verify":
        board.verifying.setdefault(event.seat, {})[action["target"]] = event.at
    elif action["act"] == "draft":
        board.drafts[(event.seat, action["draft"])] = DraftState(
            seat=event.seat,
            ref=action["draft"],
            strand=action["strand"],
            message=event.message,
            asked=event.at,
        )
    elif action["act"] == "dispatch":
        board.disposals[action["disposal"]] = (event.at, None)
    elif action["act"] == "answer_question":
        found = board.asked(action["question"])
        if found is not None:
            found[1].state = "taken"


def _signal_seen(board: Board, event: Event) -> None:
    board.signals.setdefault(event.seat, {})[event.data["signal"]] = event.at


def _sheet_opened(board: Board, event: Event) -> None:
    board.sheets[event.data["strand"]] = Sheet(opened=event.at, by=event.seat)


def _accepted(board: Board, event: Event) -> None:
    board.sheets[event.data["strand"]].accepted.setdefault(event.seat, event.at)


def _transferred(board: Board, event: Event) -> None:
    sheet = board.sheets.get(event.data["strand"])
    if sheet is not None:
        sheet.transfers.append((event.at, event.seat, event.data["target"]))


def _assigned(board: Board, event: Event) -> None:
    sheet = board.sheets.setdefault(event.data["strand"], Sheet(opened=event.at, by=event.seat))
    sheet.assigned.update(dict.fromkeys(event.data["seats"], event.data["due"]))
    if sheet.assigned_at is None:
        sheet.assigned_at = event.at


def _lead(board: Board, event: Event) -> None:
    sheet = board.sheets.setdefault(event.data["strand"], Sheet(opened=event.at, by=event.seat))
    sheet.lead, sheet.lead_at = event.data["party"], event.at


def _sheet_closed(board: Board, event: Event) -> None:
    sheet = board.sheets.get(event.data["strand"])
    if sheet is not None:
        sheet.closed = event.at


def _sheet_reopened(board: Board, event: Event) -> None:
    sheet = board.sheets.get(event.data["strand"])
    if sheet is not None:
        sheet.closed = sheet.reviewed = None


def _sheet_reviewed(board: Board, event: Event) -> None:
    sheet = board.sheets.get(event.data["strand"])
    if sheet is not None:
        sheet.reviewed = event.at


def _assessed(board: Board, event: Event) -> None:
    board.assessed.setdefault(event.seat, []).append((event.at, event.data))


def _reported(board: Board, event: Event) -> None:
    board.reports.setdefault(event.seat, []).append((event.at, event.data))


def _act(board: Board, event: Event, towards: tuple[str, ...]) -> None:
    board.acts.setdefault(event.data["strand"], []).append((event.at, event.kind, event.seat, towards))


def _notified(board: Board, event: Event) -> None:
    board.notified.append((event.at, event.seat, tuple(event.data["parties"])))
    _act(board, event, tuple(event.data["parties"]))


def _convened(board: Board, event: Event) -> None:
    board.meetings.append((event.at, event.seat, tuple(event.data["seats"])))
    _act(board, event, tuple(event.data["seats"]))


def _document(board: Board, event: Event) -> None:
    board.documents.setdefault(event.seat, {})[event.data["inject"]] = Document(event.data["inject"], event.at)


def _replied(board: Board, event: Event) -> None:
    document = board.documents.get(event.seat, {}).get(event.data["inject"])
    if document is not None and document.answered is None:
        document.answered = event.at
    board.replies.append(event.word)


def _draft_ready(board: Board, event: Event) -> None:
    state = board.drafts[(event.seat, event.data["draft"])]
    state.ready = event.at
    if "message" in event.data:  # in own words: what was read there takes the place of what was ticked
        state.message = event.message


def _draft_checked(board: Board, event: Event) -> None:
    state = board.drafts.get((event.seat, event.data["draft"]))
    if state is not None:
        state.checked = event.data["reading"]


def _submitted(board: Board, event: Event) -> None:
    state = board.drafts.get((event.seat, event.data["draft"]))
    if state is None:
        state = DraftState(event.seat, event.data["draft"], event.data["strand"], event.message, event.at, event.at)
        board.drafts[(event.seat, event.data["draft"])] = state
    state.submitted, state.returned = event.at, None
    state.reviewer = next(iter(event.data.get("to", ())), None)


def _approved(board: Board, event: Event) -> None:
    state = board.drafts.get((event.data["author"], event.data["draft"]))
    if state is not None:
        state.approved = event.at


def _returned(board: Board, event: Event) -> None:
    state = board.drafts.get((event.data["author"], event.data["draft"]))
    if state is not None:
        state.returned, state.submitted = event.data["reason"], None


def _consulted(board: Board, event: Event) -> None:
    ref = event.data["consultation"]
    asked = Consultation(ref, event.seat, event.data["draft"], tuple(event.data["to"]), event.at, event.message)
    board.consultations[ref] = asked
    board.consultations_on.setdefault((asked.author, asked.draft), []).append(asked)


def _answered(board: Board, event: Event) -> None:
    consultation = board.consultations.get(event.data["consultation"])
    if consultation is not None:
        consultation.answers[event.seat] = (event.at, event.data["agree"], tuple(event.data["facts"]))


def _conference_opened(board: Board, event: Event) -> None:
    data = event.data
    board.podiums.append(
        Podium(
            seq=event.seq,
            host=event.seat,
            strand=data["strand"],
            draft=data["draft"],
            attendees=tuple(data["attendees"]),
            opened=event.at,
            closes=data["closes"],
            opening=data,
        )
    )


def _question_put(board: Board, event: Event) -> None:
    podium = next(known for known in board.podiums if known.seq == event.data["conference"])
    known = podium.asked.get(event.data["question"])
    if known is None:
        podium.asked[event.data["question"]] = Asked(event.data["question"], event.at)
    else:
        known.at, known.state, known.follow_up = event.at, "open", True


def _question_answered(board: Board, event: Event) -> None:
    found = board.asked(event.data["question"])
    if found is not None:
        found[1].state = event.data["outcome"]
        found[1].answers.append(event.data)


def _conference_held(board: Board, event: Event) -> None:
    _published(board, event)
    for podium in board.podiums:
        if podium.seq == event.data.get("conference"):
            podium.held = event.at


def _published(board: Board, event: Event) -> None:
    word = event.word
    board.words.append(word)
    board.by_seat.setdefault(word.seat, []).append(word)
    state = board.drafts.get((event.seat, word.draft or ""))
    if state is not None:
        state.published = event.at
    for verdict in word.reading["facts"]:
        if verdict["true"]:
            board.public.setdefault(verdict["fact"], (event.at, verdict.get("party", word.party)))
    for answer in word.message.claims:
        board.answers.setdefault(answer.claim, []).append((event.at, word.party, answer.stance))


def _interview(board: Board, event: Event) -> None:
    _published(board, event)
    for question in event.data["questions"]:
        board.interviews.setdefault((event.seat, question), event.at)
    document = board.documents.get(event.seat, {}).get(event.data["inject"] or "")
    if document is not None and document.answered is None:
        document.answered = event.at


def _risk(board: Board, event: Event) -> None:
    board.risks.setdefault(event.data["decision"], []).append((event.at, event.data))


def _escalated(board: Board, event: Event) -> None:
    board.escalated.append((event.at, event.seat, event.data["about"]))


def _hotline_staffed(board: Board, event: Event) -> None:
    board.clerks.append((event.at, event.data["until"], event.data["clerks"]))


def _other_body(board: Board, event: Event) -> None:
    if event.data["fact"] is not None:
        board.public.setdefault(event.data["fact"], (event.at, event.data["party"]))


def _asked(board: Board, event: Event) -> None:
    data = event.data
    board.asks.append((event.at, event.seat, data["target"], tuple(data["about"])))
    board.asked_for.setdefault((event.seat, data["target"]), []).extend(data["about"])


def _disposal_done(board: Board, event: Event) -> None:
    started, _ = board.disposals.get(event.data["disposal"], (event.at, None))
    board.disposals[event.data["disposal"]] = (started, event.at)


def _promise_made(board: Board, event: Event) -> None:
    data = event.data
    board.promises.append(Promise(data["word"], event.seat, data["party"], event.at, data["due"], data["strand"]))


def _promise_kept(board: Board, event: Event) -> None:
    for promise in board.promises:
        if promise.seq == event.data["word"]:
            promise.kept = event.at


def _promise_broken(board: Board, event: Event) -> None:
    for promise in board.promises:
        if promise.seq == event.data["word"]:
            promise.broken = True


def _order(board: Board, event: Event) -> None:
    board.orders[event.data["inject"]] = (event.at, event.seat, event.data["answer"])
    document = board.documents.get(event.seat, {}).get(event.data["inject"])
    if document is not None and document.answered is None:
        document.answered = event.at


def _suggestion(board: Board, event: Event) -> None:
    board.suggestions.setdefault(event.data["inject"], (event.at, event.seat, event.data["adopt"]))


def _referred(board: Board, event: Event) -> None:
    board.referred.append((event.at, event.seat, event.data["claim"], tuple(event.data["parties"])))


def _contradiction(board: Board, event: Event) -> None:
    board.contradictions.append(event)


def _responsibility(board: Board, event: Event) -> None:
    board.responsibility[event.data["strand"]] = event.data


def _leader(board: Board, event: Event) -> None:
    board.leaders.append((event.at, event.seat, event.data["ask"]))
    _act(board, event, (event.data["ask"],))


def _pressed(board: Board, event: Event) -> None:
    board.pressed.append((event.at, event.seat, event.data["target"]))
    _act(board, event, (event.data["target"],))


def _conference_called(board: Board, event: Event) -> None:
    board.conferences.append((event.at, event.seat))


def _pulse(board: Board, event: Event) -> None:
    board.pulse = event.data


def _exposed(board: Board, event: Event) -> None:
    board.exposed[event.data["what"]] = event.at


def _media_item(board: Board, event: Event) -> None:
    board.media.append((event.at, event.data["outlet"], event.data["narrative"], event.data["line"]))


def _hotline(board: Board, event: Event) -> None:
    board.hotline = (event.at, event.data)
    board.lost_calls += event.data["lost"]


def _drill_closed(board: Board, event: Event) -> None:
    board.closed = True


FOLDS: Final[dict[str, Fold]] = {
    "drill_opened": _opened,
    "fact_learned": _learned,
    "fact_stale": _stale,
    "claim_checked": _checked,
    "claim_started": _claim_started,
    "claim_surfaced": _claim_surfaced,
    "action": _action,
    "signal_seen": _signal_seen,
    "sheet_opened": _sheet_opened,
    "accepted": _accepted,
    "transferred": _transferred,
    "assigned": _assigned,
    "lead_designated": _lead,
    "sheet_closed": _sheet_closed,
    "sheet_reopened": _sheet_reopened,
    "sheet_reviewed": _sheet_reviewed,
    "assessed": _assessed,
    "reported_up": _reported,
    "notified": _notified,
    "convene_held": _convened,
    "document": _document,
    "replied": _replied,
    "draft_ready": _draft_ready,
    "submitted": _submitted,
    "approved": _approved,
    "returned": _returned,
    "draft_checked": _draft_checked,
    "consulted": _consulted,
    "consultation_answered": _answered,
    "published": _published,
    "conference_opened": _conference_opened,
    "conference_held": _conference_held,
    "interview_given": _interview,
    "risk_assessed": _risk,
    "escalated": _escalated,
    "hotline_staffed": _hotline_staffed,
    "question_put": _question_put,
    "question_answered": _question_answered,
    "other_body_said": _other_body,
    "asked": _asked,
    "disposal_done": _disposal_done,
    "promise_made": _promise_made,
    "promise_kept": _promise_kept,
    "promise_broken": _promise_broken,
    "order_answered": _order,
    "suggestion_answered": _suggestion,
    "referred": _referred,
    "contradiction": _contradiction,
    "responsibility": _responsibility,
    "leader_engaged": _leader,
    "pressed": _pressed,
    "conference_called": _conference_called,
    "pulse": _pulse,
    "exposed": _exposed,
    "media_item": _media_item,
    "hotline": _hotline,
    "drill_closed": _drill_closed,
}
