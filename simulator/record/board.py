"""The board: what the events say when they are folded up. Folding all events gives the drill's own board; folding only
those that a seat may see gives that seat's board, which is all that a trainee's screen or a colleague ever knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from simulator.record.actions import Message
from simulator.record.events import Event
from simulator.record.podium import Asked, Podium
from simulator.scenario.text import Channel


@dataclass(slots=True)
class Sheet:
    """The opinion-handling sheet of one strand."""

    opened: int
    by: str
    """The seat that opened it, or empty if it came from outside."""
    accepted: dict[str, int] = field(default_factory=dict)
    assigned: dict[str, int] = field(default_factory=dict)
    """Moment at which each seat's work is due."""
    assigned_at: int | None = None
    transfers: list[tuple[int, str, str]] = field(default_factory=list)
    """(at, from seat, to seat)."""
    lead: str | None = None
    lead_at: int | None = None
    closed: int | None = None


@dataclass(slots=True)
class Document:
    """Something on a desk."""

    inject: str
    at: int
    answered: int | None = None


@dataclass(slots=True)
class DraftState:
    """A text on its way."""

    seat: str
    ref: str
    strand: str
    message: Message
    asked: int
    ready: int | None = None
    submitted: int | None = None
    reviewer: str | None = None
    """The seat to which it was submitted; None where the own leader reviews it."""
    approved: int | None = None
    returned: str | None = None
    published: int | None = None


@dataclass(slots=True)
class Consultation:
    """A draft that other units were asked to confirm."""

    ref: str
    author: str
    draft: str
    to: tuple[str, ...]
    at: int
    message: Message
    answers: dict[str, tuple[int, bool, tuple[str, ...]]] = field(default_factory=dict)
    """Seat -> (at, agreed, facts that it says are right)."""


@dataclass(frozen=True, slots=True)
class Word:
    """An official word that is public, with its reading."""

    seq: int
    at: int
    seat: str
    party: str
    strand: str
    message: Message
    channels: tuple[Channel, ...]
    reading: dict[str, Any]
    attendees: tuple[str, ...] = ()
    """Seats on the podium, where the word was a press conference."""
    draft: str | None = None


@dataclass(slots=True)
class Promise:
    """A next word that was promised."""

    seq: int
    seat: str
    party: str
    made: int
    due: int
    kept: int | None = None
    broken: bool = False


@dataclass(slots=True)
class Board:
    """Everything that a sequence of events amounts to. Only :meth:`apply` changes it."""

    now: int = 0
    facts: dict[str, dict[str, int]] = field(default_factory=dict)
    """Seat -> fact -> moment from which it knows it."""
    stale: dict[str, dict[str, int]] = field(default_factory=dict)
    """Seat -> slot -> moment at which its known fact stopped holding."""
    public: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Fact -> (moment, party) of its first true statement in public."""
    checked: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict)
    """Seat -> claim -> (moment, truth) as last established."""
    claims: dict[str, int] = field(default_factory=dict)
    """Claim -> moment from which it circulates."""
    surfaced: dict[str, int] = field(default_factory=dict)
    exposed: dict[str, int] = field(default_factory=dict)
    """What organs had hidden -> moment at which it came out."""
    answers: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    """Claim -> (moment, party, stance) of each public answer."""
    signals: dict[str, dict[str, int]] = field(default_factory=dict)
    logged: dict[str, dict[str, int]] = field(default_factory=dict)
    flagged: dict[str, dict[str, int]] = field(default_factory=dict)
    watching: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    assessed: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    reports: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    notified: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    meetings: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    """(moment, caller, seats) of meetings held."""
    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    drafts: dict[tuple[str, str], DraftState] = field(default_factory=dict)
    consultations: dict[str, Consultation] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    by_seat: dict[str, list[Word]] = field(default_factory=dict)
    """Seat -> its public words, in order."""
    replies: list[Word] = field(default_factory=list)
    asks: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    """(moment, asker, asked, about)."""
    verifying: dict[str, dict[str, int]] = field(default_factory=dict)
    disposals: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """Disposal -> (started, finished)."""
    promises: list[Promise] = field(default_factory=list)
    orders: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    """Inject -> (moment, seat, answer)."""
    suggestions: dict[str, tuple[int, str, bool]] = field(default_factory=dict)
    """Inject -> (moment, seat, whether it was adopted) of the first answer to what it suggests."""
    referred: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    """(moment, seat, claim, to)."""
    contradictions: list[Event] = field(default_factory=list)
    responsibility: dict[str, dict[str, Any]] = field(default_factory=dict)
    owing: dict[str, tuple[dict[str, Any], list[str]]] = field(default_factory=dict, repr=False, compare=False)
    """Strand -> a ruling and who owes answers by it, as last worked out by who reads the board."""
    leaders: list[tuple[int, str, str]] = field(default_factory=list)
    pressed: list[tuple[int, str, str]] = field(default_factory=list)
    conferences: list[tuple[int, str]] = field(default_factory=list)
    """(moment, seat) of each call for a press conference."""
    podiums: list[Podium] = field(default_factory=list)
    """Press conferences that have begun."""
    crew: dict[str, str] = field(default_factory=dict)
    """Who fills each seat."""
    pulse: dict[str, Any] | None = None
    media: list[tuple[int, str, str, str]] = field(default_factory=list)
    """(moment, outlet, narrative, line) of each item."""
    hotline: tuple[int, dict[str, Any]] | None = None
    """The last hour of calls and when it ended."""
    lost_calls: int = 0
    """Calls that nobody answered, so far."""
    closed: bool = False

    @classmethod
    def of(cls, events: Iterable[Event]) -> Board:
        """The board that the events amount to."""
        board = cls()
        for event in events:
            board.apply(event)
        return board

    def apply(self, event: Event) -> None:
        """Take one more event."""
        self.now = event.at
        fold = _FOLDS.get(event.kind)
        if fold is not None:
            fold(self, event)

    def knows(self, seat: str, fact: str) -> bool:
        """Whether the seat knows the fact, from its own sources or because it is public."""
        return fact in self.facts.get(seat, {}) or fact in self.public

    def is_public(self, fact: str) -> bool:
        """Whether an official word has stated the fact to everybody."""
        return any(verdict["fact"] == fact for word in self.words for verdict in word.reading["facts"])

    def known_facts(self, seat: str) -> dict[str, int]:
        """Facts that the seat knows from its own sources or from the public, with the moment."""
        own = self.facts.get(seat, {})
        return own | {fact: at for fact, (at, _) in self.public.items() if fact not in own}

    def knows_since(self, seat: str, fact: str) -> int:
        """The moment from which the seat knows a fact that it does know; as :meth:`known_facts`, for one."""
        own = self.facts.get(seat, {})
        return own[fact] if fact in own else self.public[fact][0]

    def words_of(self, seat: str) -> list[Word]:
        """The public words of one seat, in order."""
        return self.by_seat.get(seat, [])

    def consulted_on(self, seat: str, draft: str) -> dict[str, bool | None]:
        """Seats that were asked about a draft -> whether they agreed; None while they have not answered."""
        result: dict[str, bool | None] = {}
        for consultation in self.consultations.values():
            if consultation.author == seat and consultation.draft == draft:
                for other in consultation.to:
                    answer = consultation.answers.get(other)
                    result[other] = None if answer is None else answer[1]
        return result

    def questions(self, seat: str | None = None) -> list[tuple[Podium, Asked]]:
        """Questions that wait for an answer, at conferences at which the seat sits (any, if left out), in order."""
        return [
            (podium, asked)
            for podium in self.podiums
            if podium.held is None and (seat is None or seat in podium.attendees)
            for asked in podium.asked.values()
            if asked.state == "open"
        ]

    def asked(self, question: str) -> tuple[Podium, Asked] | None:
        """The conference at which a question was put, and what became of it; None if it never was."""
        return next(((p, p.asked[question]) for p in self.podiums if question in p.asked), None)


Fold = Callable[[Board, Event], None]


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


def _assessed(board: Board, event: Event) -> None:
    board.assessed.setdefault(event.seat, []).append((event.at, event.data))


def _reported(board: Board, event: Event) -> None:
    board.reports.setdefault(event.seat, []).append((event.at, event.data))


def _notified(board: Board, event: Event) -> None:
    board.notified.append((event.at, event.seat, tuple(event.data["parties"])))


def _convened(board: Board, event: Event) -> None:
    board.meetings.append((event.at, event.seat, tuple(event.data["seats"])))


def _document(board: Board, event: Event) -> None:
    board.documents.setdefault(event.seat, {})[event.data["inject"]] = Document(event.data["inject"], event.at)


def _replied(board: Board, event: Event) -> None:
    document = board.documents.get(event.seat, {}).get(event.data["inject"])
    if document is not None and document.answered is None:
        document.answered = event.at
    board.replies.append(_word(event))


def _draft_ready(board: Board, event: Event) -> None:
    board.drafts[(event.seat, event.data["draft"])].ready = event.at


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
    board.consultations[ref] = Consultation(
        ref, event.seat, event.data["draft"], tuple(event.data["to"]), event.at, event.message
    )


def _answered(board: Board, event: Event) -> None:
    consultation = board.consultations.get(event.data["consultation"])
    if consultation is not None:
        consultation.answers[event.seat] = (event.at, event.data["agree"], tuple(event.data["facts"]))


def _word(event: Event) -> Word:
    data = event.data
    return Word(
        seq=event.seq,
        at=event.at,
        seat=event.seat,
        party=data["party"],
        strand=data["strand"],
        message=event.message,
        channels=tuple(data["channels"]),
        reading=data["reading"],
        attendees=tuple(data.get("attendees", ())),
        draft=data.get("draft"),
    )


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
    word = _word(event)
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


def _other_body(board: Board, event: Event) -> None:
    if event.data["fact"] is not None:
        board.public.setdefault(event.data["fact"], (event.at, event.data["party"]))


def _asked(board: Board, event: Event) -> None:
    board.asks.append((event.at, event.seat, event.data["target"], tuple(event.data["about"])))


def _disposal_done(board: Board, event: Event) -> None:
    started, _ = board.disposals.get(event.data["disposal"], (event.at, None))
    board.disposals[event.data["disposal"]] = (started, event.at)


def _promise_made(board: Board, event: Event) -> None:
    board.promises.append(Promise(event.data["word"], event.seat, event.data["party"], event.at, event.data["due"]))


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


def _pressed(board: Board, event: Event) -> None:
    board.pressed.append((event.at, event.seat, event.data["target"]))


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


_FOLDS: Final[dict[str, Fold]] = {
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
    "consulted": _consulted,
    "consultation_answered": _answered,
    "published": _published,
    "conference_opened": _conference_opened,
    "conference_held": _conference_held,
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
