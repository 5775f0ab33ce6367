"""The board itself, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.record.board.folds import FOLDS
from simulator.record.board.parts import Consultation, Document, DraftState, Promise, Sheet
from simulator.record.events import Event
from simulator.record.podium import Asked, Podium
from simulator.record.words import Word


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
    consultations_on: dict[tuple[str, str], list[Consultation]] = field(default_factory=dict)
    """(author, draft) -> its consultations, in order."""
    words: list[Word] = field(default_factory=list)
    by_seat: dict[str, list[Word]] = field(default_factory=dict)
    """Seat -> its public words, in order."""
    replies: list[Word] = field(default_factory=list)
    asks: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    """(moment, asker, asked, about)."""
    asked_for: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """(asker, asked) -> what about, in order."""
    verifying: dict[str, dict[str, int]] = field(default_factory=dict)
    disposals: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """Disposal -> (started, finished)."""
    promises: list[Promise] = field(default_factory=list)
    acts: dict[str, list[tuple[int, str, str, tuple[str, ...]]]] = field(default_factory=dict)
    """Strand -> (moment, kind of event, seat, towards whom) of what was told, convened, pressed and led in it."""
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
    interviews: dict[tuple[str, str], int] = field(default_factory=dict)
    """(seat, question) -> moment at which the seat took the question in an interview."""
    risks: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    """Decision -> (moment, data) of each assessment of its risk."""
    escalated: list[tuple[int, str, str]] = field(default_factory=list)
    """(moment, seat, seat that it is about) of each dispute that was carried upward."""
    clerks: list[tuple[int, int, int]] = field(default_factory=list)
    """(from, until, how many) of each time for which the hotline was given more clerks."""
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
    _known: dict[str, tuple[tuple[int, int], dict[str, int]]] = field(default_factory=dict, repr=False, compare=False)
    """Seat -> how much it knew when its facts were last put together, and these."""

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
        fold = FOLDS.get(event.kind)
        if fold is not None:
            fold(self, event)

    def knows(self, seat: str, fact: str) -> bool:
        """Whether the seat knows the fact, from its own sources or because it is public."""
        return fact in self.facts.get(seat, {}) or fact in self.public

    def is_public(self, fact: str) -> bool:
        """Whether an official word has stated the fact to everybody."""
        return fact in self.public

    def known_facts(self, seat: str) -> Mapping[str, int]:
        """Facts that the seat knows from its own sources or from the public, with the moment."""
        own = self.facts.get(seat, {})
        # what is known is never forgotten, and its moment never changes, so the counts tell whether anything has come
        counts = len(own), len(self.public)
        found = self._known.get(seat)
        if found is None or found[0] != counts:
            found = counts, own | {fact: at for fact, (at, _) in self.public.items() if fact not in own}
            self._known[seat] = found
        return found[1]

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
        for consultation in self.consultations_on.get((seat, draft), ()):
            for other in consultation.to:
                answer = consultation.answers.get(other)
                result[other] = None if answer is None else answer[1]
        return result

    def acts_in(self, strand: str, kind: str) -> list[tuple[int, str, tuple[str, ...]]]:
        """(moment, seat, towards whom) of each act of one kind in a strand."""
        return [(at, seat, towards) for at, what, seat, towards in self.acts.get(strand, ()) if what == kind]

    def pressed_in(self, strand: str) -> list[tuple[int, str]]:
        """(moment, target) of each pressing in a strand."""
        return [(at, target) for at, _, towards in self.acts_in(strand, "pressed") for target in towards]

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
