"""The book of duties of one drill. Watches, one per rule or small group of rules, look at every event; when a rule begins to
ask something of a party the book says ``duty_opened``, and when it is settled ``duty_met`` or ``duty_missed`` with the share
of the point that was earned, the events that show it and what would have been right.

What opens a duty follows the scenario's truth and the rulebook, never a trainee's own assessment: undergrading, promising
nothing or naming nobody dodges no duty (DESIGN section 6).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from simulator.message.answering import answers_for, is_response, owners
from simulator.message.library import Library
from simulator.message.strands import works_on
from simulator.record import Board, Event, Word
from simulator.rules.rulebook import Rulebook
from simulator.rules.triggers import MatterFacts
from simulator.rules.vocabulary import Danger
from simulator.rules.workdays import after_workdays
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand

Emit = Callable[..., Event]
CallAt = Callable[[int, int, Callable[[], object]], None]
Words = tuple[str, str]
"""A sentence in English and Chinese."""

FULL: Final = 1000
"""A duty done wholly; credits are in per mille of its point."""
HALF: Final = 500
QUARTER: Final = 250
OBSERVERS: Final = 4
"""The last phase of a second, in which deadlines are looked at (DESIGN decision 2)."""
RELEASES: Final = ("published", "conference_held", "interview_given")
"""Kinds of event that are official words to the public."""

CONCERNS_ANSWERING: Final = frozenset(
    ("responsibility", "sheet_opened", "lead_designated", "consulted", "consultation_answered")
)
"""Kinds of event that may change for whom a word answers that is out already: by ruling, lead or agreement."""


@dataclass(slots=True)
class Duty:
    """Something that a rule asks of a party."""

    rule: str
    party: str
    seat: str
    strand: str
    key: str
    """Tells instances of one rule and party apart; empty where there is only one."""
    due: int | None
    number: int
    """How many duties were opened before."""
    settled: bool = False


class Court:
    """What every watch may use: the board, the scenario, the rulebook, and the means to open and settle duties."""

    def __init__(self, library: Library, rulebook: Rulebook, board: Board, emit: Emit, call_at: CallAt) -> None:
        """Nothing is owed yet."""
        self.library = library
        self.rulebook = rulebook
        self.board = board
        self.emit = emit
        self.call_at = call_at
        self.facts: dict[str, MatterFacts] = {}
        """Strand -> the facts that triggers are tested against, once T+0 has come; see :meth:`know`."""
        self._held: dict[tuple[str, str], bool] = {}
        """(rule, strand) -> whether its trigger holds by these facts, as far as it was asked."""
        self.requested: dict[str, int] = {}
        """Strand -> moment at which a superior government asked for a public answer."""
        self._answering: dict[int, list[str]] = {}
        """Number of a word -> the seats for which it answers, as far as it was asked since that last changed."""
        self._responds: dict[int, bool] = {}
        """Number of a word -> whether it is a response, which never changes."""
        self._duties: dict[tuple[str, str, str, str], Duty] = {}
        self._of_rule: dict[str, list[Duty]] = {}
        """Rule -> its duties, in the order in which they were opened."""

    @property
    def strands(self) -> list[Strand]:
        """The strands whose matter is known."""
        return [strand for strand in self.library.scenario.strands if strand.id in self.facts]

    def strand(self, strand: str) -> Strand:
        """A strand by its id."""
        return self.library.strands[strand]

    def know(self, strand: str, facts: MatterFacts) -> None:
        """The facts of a strand are these from now on."""
        self.facts[strand] = facts
        self._held.clear()

    def holds(self, rule: str, strand: str) -> bool:
        """Whether the rulebook has the rule and the strand's facts trigger it now."""
        held = self._held.get((rule, strand))
        if held is None:
            held = strand in self.facts and self.rulebook.holds(rule, self.facts[strand])
            self._held[rule, strand] = held
        return held

    def holds_with(self, rule: str, strand: str, **facts: object) -> bool:
        """As :meth:`holds`, with some of the strand's facts replaced."""
        return strand in self.facts and self.rulebook.holds(rule, self.facts[strand].model_copy(update=facts))

    def in_force(self, rule: str) -> bool:
        """Whether the rulebook has the rule at all and its limits let it speak; for acts before the matter is known."""
        return rule in self.rulebook.rules and self.rulebook.in_force(self.rulebook.rule(rule))

    def holds_for_claim(self, rule: str, claim: str, danger: Danger) -> bool:
        """Whether the rule's trigger holds for a claim taken as this dangerous, whatever else circulates in its strand."""
        facts = self.facts.get(self.library.belongs.claims[claim])
        return facts is not None and self.rulebook.holds(rule, facts.model_copy(update={"rumor": danger}))

    def seats_of(self, strand: Strand) -> list[str]:
        """Seats of those who owe answers now, as far as they are played; a command that takes over joins them (C7)."""
        return [self.library.seat_of[p] for p in owners(strand, self.board) if p in self.library.seat_of]

    def kind_of(self, seat: str) -> str:
        """The kind of party that a seat speaks for, such as ``general_office``."""
        return self.library.kinds[self.library.party_of[seat]]

    def overseers(self, strand: str) -> dict[str, str]:
        """Seat of each vertically managed department of a strand -> the office of its superior that organises, by the ruling
        (N61 clause 1).
        """
        ruling = self.board.responsibility.get(strand)
        offices = {} if ruling is None else {o.split("/")[1].removesuffix(".office"): o for o in ruling["organisers"]}
        return {
            self.library.seat_of[party]: offices[party.split("/")[1]]
            for party in owners(self.strand(strand), self.board)
            if party in self.library.seat_of and offices.get(party.split("/")[1], "").endswith(".office")
        }

    def charges(self, strand: Strand) -> list[str]:
        """Seats that the General Office assigns to and presses in a strand: those that it names, less vertically managed ones
        where the superior's office alone coordinates; none in a strand that is not this office's business.
        """
        ruling, office = self.board.responsibility.get(strand.id), self.office(strand.id)
        if office is None:
            return []
        if ruling is None or self.library.party_of[office] in ruling["organisers"]:
            return self.named_seats(strand)
        return [seat for seat in self.named_seats(strand) if seat not in self.overseers(strand.id)]

    def named_seats(self, strand: Strand) -> list[str]:
        """Seats of the departments that the strand itself names: those of the own level, whoever takes over."""
        return [self.library.seat_of[p] for p in strand.departments if p in self.library.seat_of]

    def office(self, strand: str) -> str | None:
        """The seat of the General Office whose business a strand is; none for what only an office above it coordinates."""
        seat = self._seat_of_kind("general_office")
        return seat if seat is not None and works_on(seat, strand, self.board, self.library) else None

    def publicity(self) -> str | None:
        """The seat of the publicity department."""
        return self._seat_of_kind("publicity")

    def _seat_of_kind(self, kind: str) -> str | None:
        for party in self.library.scenario.parties:
            if party.kind == kind and party.id in self.library.seat_of:
                return self.library.seat_of[party.id]
        return None

    def released(self, event: Event) -> Word | None:
        """The official word that the event made public; None for every other event."""
        return self.board.words[-1] if event.kind in RELEASES else None

    def said(self, event: Event) -> Word | None:
        """As :meth:`released`, and the answers to documents besides."""
        return self.board.replies[-1] if event.kind == "replied" else self.released(event)

    def response(self, event: Event) -> Word | None:
        """The official word of the event, if it is a response."""
        word = self.released(event)
        return word if word is not None and self.responds(word) else None

    def responses(self, strand: str) -> list[Word]:
        """The responses so far in a strand; who comes to owe an answer later may have given it before."""
        return [word for word in self.board.words if word.strand == strand and self.responds(word)]

    def responds(self, word: Word) -> bool:
        """Whether an official word is a response."""
        if word.seq not in self._responds:
            self._responds[word.seq] = is_response(word)
        return self._responds[word.seq]

    def answering(self, word: Word) -> list[str]:
        """Seats for which an official word answers; the watches ask it of every word at every next one."""
        seats = self._answering.get(word.seq)
        if seats is None:
            seats = self._answering[word.seq] = answers_for(word, self.board, self.library)
        return seats

    def answered_anew(self) -> None:
        """One of :data:`CONCERNS_ANSWERING` happened: a word may answer for others than it did."""
        self._answering.clear()

    def open(self, rule: str, seat: str, strand: str, *, due: int | None = None, key: str = "") -> Duty | None:
        """Open a duty once; None if it was opened before."""
        identity = (rule, seat, strand, key)
        if identity in self._duties:
            return None
        duty = Duty(rule, self.library.party_of[seat], seat, strand, key, due, len(self._duties))
        self._duties[identity] = duty
        self._of_rule.setdefault(rule, []).append(duty)
        self.emit("duty_opened", seat, rule=rule, party=duty.party, strand=strand, key=key, due=due)
        return duty

    def get(self, rule: str, seat: str, strand: str, key: str = "") -> Duty | None:
        """An open duty that is not settled yet."""
        duty = self._duties.get((rule, seat, strand, key))
        return duty if duty is not None and not duty.settled else None

    def open_duties(
        self, *rules: str, seat: str | None = None, strand: str | None = None, key: str | None = None
    ) -> list[Duty]:
        """Open duties of the rules that are not settled yet, in the order in which they were opened."""
        found = [
            duty
            for rule in dict.fromkeys(rules)
            for duty in self._of_rule.get(rule, ())
            if not duty.settled
            and (seat is None or duty.seat == seat)
            and (strand is None or duty.strand == strand)
            and (key is None or duty.key == key)
        ]
        return found if len(rules) == 1 else sorted(found, key=lambda duty: duty.number)

    def settle(
        self, duty: Duty | None, credit: int, evidence: Sequence[int], says: Words, right: Words | None = None
    ) -> None:
        """Settle a duty with the share of its point earned, in per mille; a settled duty stays as it is.

        ``right``, what would have been right, is kept only where something was missing.
        """
        if duty is None or duty.settled:
            return
        duty.settled = True
        self.emit(
            "duty_met" if credit >= HALF else "duty_missed",
            duty.seat,
            rule=duty.rule,
            party=duty.party,
            strand=duty.strand,
            key=duty.key,
            credit=credit,
            evidence=list(evidence),
            says={"en": says[0], "zh": says[1]},
            right=None if right is None or credit >= FULL else {"en": right[0], "zh": right[1]},
        )

    def settle_all(self, duties: Sequence[Duty], credit: int, says: Words, right: Words | None = None) -> None:
        """Settle several duties alike, by what was never done."""
        for duty in duties:
            self.settle(duty, credit, [], says, right)

    def prohibit(
        self, rule: str, seat: str, strand: str, key: str, evidence: Sequence[int], says: Words, right: Words
    ) -> None:
        """A prohibition was broken: it only ever loses points (DESIGN decision 5)."""
        self.settle(self.open(rule, seat, strand, key=key), -FULL, evidence, says, right)

    def at(self, moment: int, then: Callable[[], None]) -> None:
        """Look again when all else in a moment's second is done: what comes in that second is still in time."""
        if moment < self.library.scenario.clock.ends:
            self.call_at(moment, OBSERVERS, then)

    def surfaced(self, strand: str) -> int:
        """The moment at which a strand occurred or first came to the public, as its scenario says (DESIGN decision 9)."""
        return self.library.strands[strand].surfaced

    def limit(self, rule: str) -> int | None:
        """The rule's limit in seconds under this rulebook; None if it has none."""
        hours = self.rulebook.hours(self.rulebook.rule(rule)) if rule in self.rulebook.rules else None
        return None if hours is None else round(hours * HOUR)

    def clock(self, rule: str, strand: str) -> int | None:
        """The moment from which the rule's limit is counted (I14), the same whatever changes later (I11); None while that
        moment has not come. It is ``surfaced`` where nothing else is chosen.
        """
        start, sheet = self.surfaced(strand), self.board.sheets.get(strand)
        match self.rulebook.clock(self.rulebook.rule(rule)):
            case "detected":
                return None if sheet is None else max(start, sheet.opened)
            case "assigned":
                return None if sheet is None or sheet.assigned_at is None else max(start, sheet.assigned_at)
            case "requested":
                return self.requested.get(strand)
            case _:
                return start

    def due(self, rule: str, strand: str) -> int | None:
        """The moment at which the rule's limit ends; None without a limit, and while its clock has not begun."""
        limit, start = self.limit(rule), self.clock(rule, strand) if rule in self.rulebook.rules else None
        return None if limit is None or start is None else start + limit

    def after_workdays(self, days: int) -> int:
        """The end of the last of so many working days after the day of T+0, in seconds from T+0."""
        return after_workdays(self.library.scenario.clock.t0, days)


class Watch:
    """Looks at events on behalf of one rule (or of a few that are told by the same acts)."""

    judges: ClassVar[tuple[str, ...]] = ()
    """Rules whose duties it opens and settles."""
    hears: ClassVar[tuple[str, ...]] = ()
    """Kinds of event that it is shown."""

    def __init__(self, court: Court) -> None:
        """Watch with the court's eyes."""
        self.court = court
        self.board = court.board

    def matter(self, strand: Strand) -> None:
        """The matter of a strand is known, or has changed; open what it asks for."""

    def observe(self, event: Event) -> None:
        """One more event of a kind that it hears."""

    def close(self) -> None:
        """The horizon is reached; settle what is still open."""


class DutyBook:
    """All watches of a drill."""

    def __init__(self, library: Library, rulebook: Rulebook, board: Board, emit: Emit, call_at: CallAt) -> None:
        """The watches of every rule that this rulebook can trigger."""
        from simulator.rules.duties.rooms import WATCHES

        self.court = Court(library, rulebook, board, emit, call_at)
        self.watches: list[Watch] = [watch(self.court) for watch in WATCHES]
        self._hearing: dict[str, list[Watch]] = {}
        for watch in self.watches:
            for kind in watch.hears:
                self._hearing.setdefault(kind, []).append(watch)

    def matter(self, strand: Strand, facts: MatterFacts) -> None:
        """The facts that decide who must answer are these from now on."""
        self.court.know(strand.id, facts)
        if 5 in facts.focus:
            self.court.requested.setdefault(strand.id, self.court.board.now)
        for watch in self.watches:
            watch.matter(strand)

    def observe(self, event: Event) -> None:
        """Show an event to the watches that hear its kind; none hears the duties' own events."""
        if event.kind in CONCERNS_ANSWERING:
            self.court.answered_anew()
        for watch in self._hearing.get(event.kind, ()):
            watch.observe(event)

    def close(self) -> None:
        """Settle what is still open at the horizon."""
        for watch in self.watches:
            watch.close()
