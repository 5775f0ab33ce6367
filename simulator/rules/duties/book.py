"""The book of duties of one drill. Watches, one per rule, look at every event; when a rule begins to ask something of a
party the book says ``duty_opened``, and when it is settled ``duty_met`` or ``duty_missed`` with the share of the point that
was earned, the events that show it and what would have been right.

What opens a duty follows the scenario's truth and the rulebook, never a trainee's own assessment: undergrading, promising
nothing or naming nobody dodges no duty (DESIGN section 6).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.message.library import Library
from simulator.record import Board, Event, Word
from simulator.rules.rulebook import Rulebook
from simulator.rules.triggers import MatterFacts
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand

Emit = Callable[..., Event]
CallAt = Callable[[int, int, Callable[[], object]], None]
FULL = 1000
HALF = 500


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
        """Strand -> the facts that triggers are tested against, once T+0 has come."""
        self.duties: dict[tuple[str, str, str, str], Duty] = {}

    @property
    def strands(self) -> list[Strand]:
        """The strands whose matter is known."""
        return [strand for strand in self.library.scenario.strands if strand.id in self.facts]

    def holds(self, rule: str, strand: str) -> bool:
        """Whether the rulebook's rule is triggered by the strand's facts now."""
        return strand in self.facts and self.rulebook.holds(rule, self.facts[strand])

    def seats_of(self, strand: Strand) -> list[str]:
        """Seats of the departments that the strand touches, as far as they are played."""
        return [self.library.seat_of[p] for p in strand.departments if p in self.library.seat_of]

    def office(self) -> str | None:
        """The seat of the General Office."""
        return self._seat_of_kind("general_office")

    def publicity(self) -> str | None:
        """The seat of the publicity department."""
        return self._seat_of_kind("publicity")

    def _seat_of_kind(self, kind: str) -> str | None:
        for party in self.library.scenario.parties:
            if party.kind == kind and party.id in self.library.seat_of:
                return self.library.seat_of[party.id]
        return None

    def answering(self, word: Word) -> list[str]:
        """Seats for which an official word answers: its speaker; everyone on the podium (DESIGN decision 7); and where
        the lead speaks, every department that it credits or that agreed to the draft (OFFICIAL_RULES I3).
        """
        seats = [word.seat, *word.attendees]
        sheet = self.board.sheets.get(word.strand)
        if sheet is not None and sheet.lead == word.party:
            seats += [self.library.seat_of[p] for p in word.message.credits if p in self.library.seat_of]
            agreed = self.board.consulted_on(word.seat, word.draft or "")
            seats += [seat for seat, answer in agreed.items() if answer]
        return list(dict.fromkeys(seats))

    @staticmethod
    def is_response(word: Word) -> bool:
        """Whether a word counts as a response: it states a supported fact and answers a concern (R25, R85)."""
        supported = any(verdict["verdict"] == "supported" for verdict in word.reading["facts"])
        return supported and bool(word.reading["concerns"])

    def open(self, rule: str, seat: str, strand: str, *, due: int | None = None, key: str = "") -> Duty | None:
        """Open a duty once; None if it was opened before."""
        identity = (rule, seat, strand, key)
        if identity in self.duties:
            return None
        duty = Duty(rule, self.library.party_of[seat], seat, strand, key, due)
        self.duties[identity] = duty
        self.emit("duty_opened", seat, rule=rule, party=duty.party, strand=strand, key=key, due=due)
        return duty

    def get(self, rule: str, seat: str, strand: str, key: str = "") -> Duty | None:
        """An open duty that is not settled yet."""
        duty = self.duties.get((rule, seat, strand, key))
        return duty if duty is not None and not duty.settled else None

    def settle(
        self,
        duty: Duty | None,
        credit: int,
        evidence: Sequence[int],
        says: tuple[str, str],
        right: tuple[str, str] | None = None,
    ) -> None:
        """Settle a duty with the share of its point earned, in per mille; a settled duty stays as it is.

        ``says`` and ``right`` are in English and Chinese; ``right`` is kept only where something was missing.
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

    def prohibit(
        self,
        rule: str,
        seat: str,
        strand: str,
        key: str,
        evidence: Sequence[int],
        says: tuple[str, str],
        right: tuple[str, str],
    ) -> None:
        """A prohibition was broken: it only ever loses points (DESIGN decision 5)."""
        self.settle(self.open(rule, seat, strand, key=key), -FULL, evidence, says, right)

    def at(self, moment: int, then: Callable[[], None]) -> None:
        """Look again when all else in a moment's second is done: what comes in that second is still in time."""
        if moment < self.library.scenario.clock.ends:
            self.call_at(moment, 4, then)

    def hours(self, rule: str) -> int | None:
        """The rule's limit in seconds under this rulebook; None if it has none."""
        hours = self.rulebook.hours(self.rulebook.rule(rule))
        return None if hours is None else round(hours * HOUR)


class Watch:
    """Looks at every event on behalf of one rule (or of a few that are told by the same acts)."""

    def __init__(self, court: Court) -> None:
        """Watch with the court's eyes."""
        self.court = court
        self.board = court.board

    def matter(self, strand: Strand) -> None:
        """The matter of a strand is known, or has changed; open what it asks for."""

    def observe(self, event: Event) -> None:
        """One more event."""

    def close(self) -> None:
        """The horizon is reached; settle what is still open."""


class DutyBook:
    """All watches of a drill."""

    def __init__(self, library: Library, rulebook: Rulebook, board: Board, emit: Emit, call_at: CallAt) -> None:
        """The watches of every rule that this rulebook can trigger."""
        from simulator.rules.duties import coordination, timing, words

        self.court = Court(library, rulebook, board, emit, call_at)
        rooms = (*timing.WATCHES, *coordination.WATCHES, *words.WATCHES)
        self.watches: list[Watch] = [watch(self.court) for watch in rooms]

    def matter(self, strand: Strand, facts: MatterFacts) -> None:
        """The facts that decide who must answer are these from now on."""
        self.court.facts[strand.id] = facts
        for watch in self.watches:
            watch.matter(strand)

    def observe(self, event: Event) -> None:
        """Let every watch see an event; the duties' own events are not shown to them."""
        if not event.kind.startswith("duty_"):
            for watch in self.watches:
                watch.observe(event)

    def close(self) -> None:
        """Settle what is still open at the horizon."""
        for watch in self.watches:
            watch.close()


def words_in(board: Board, data: dict[str, Any]) -> Word:
    """The word that an event of kind published, conference_held or replied has just added to the board."""
    return board.replies[-1] if "inject" in data else board.words[-1]
