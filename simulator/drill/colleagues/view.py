"""What a colleague may look at: the board of its own seat, and those parts of the scenario that an officer would know or
could read. A fact's value opens only to who knows the fact; truths, injects to come and weights never do.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.message.answering import lead_at, lead_is_open, owners
from simulator.message.coordinating import (
    GOVERNMENTS,
    closes,
    coordinator_of,
    offices,
    organiser_of,
    overseer_of,
    place_of,
)
from simulator.message.library import Library
from simulator.message.strands import handlers_of, strands_of, words_in, works_on
from simulator.randomness import Draws
from simulator.record import Board, Word
from simulator.scenario.schema import Claim, Disposal, Fact, Inject, Seat, Strand


class HiddenError(LookupError):
    """A colleague looked at something that its seat does not know; a fault of ours."""


@dataclass(frozen=True, slots=True)
class View:
    """One seat's view."""

    library: Library
    board: Board
    seat: Seat
    draws: Draws
    party: str = field(init=False)
    """The own organ."""
    _newest: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What :meth:`newest` found last, and of how much."""

    def __post_init__(self) -> None:
        """Look up what is asked for most."""
        object.__setattr__(self, "party", self.seat.party)

    @property
    def place(self) -> str:
        """The own place."""
        return place_of(self.seat.party)

    def kind(self, seat: str) -> str:
        """The role of a seat's party among the parties of the rules."""
        return self.library.kinds[self.library.party_of[seat]]

    def seats(self) -> list[str]:
        """All seats, in the scenario's order."""
        return list(self.library.party_of)

    def is_office(self) -> bool:
        """Whether this seat is the office of a government."""
        return self.seat.id in offices(self.library)

    def organises(self, strand: str) -> bool:
        """Whether the matter is this office's to organise now: it names the lead and closes the sheet."""
        return organiser_of(strand, self.board, self.library) == self.seat.id

    def may_name_lead(self, strand: str) -> bool:
        """Whether the ruling leaves room for a lead: it does not where one organ is responsible first by rule."""
        return lead_is_open(strand, self.board)

    def charges(self, strand: str) -> list[str]:
        """Seats of departments that a strand touches, or that owe answers in it now, and that this office coordinates."""
        seats = dict.fromkeys([*self.named(strand), *self.departments(strand)])
        return [seat for seat in seats if self._coordinator(seat, strand) == self.seat.id]

    def _coordinator(self, seat: str, strand: str) -> str | None:
        return coordinator_of(self.library.party_of[seat], strand, self.board, self.library)

    def works_on(self, strand: str) -> bool:
        """Whether a strand is this seat's business."""
        return works_on(self.seat.id, strand, self.board, self.library)

    def handlers(self, strand: str) -> list[str]:
        """All seats whose business a strand is."""
        return handlers_of(strand, self.board, self.library)

    def strand(self, strand: str | None = None) -> Strand:
        """A strand; left out, the one that this seat works on first: where it owes answers, else the first of its business."""
        if strand is not None:
            return self.library.strands[strand]
        strands = self.library.scenario.strands
        owed = next((s for s in strands if self.party in owners(s, self.board)), None)
        return owed or self.library.strands[strands_of(self.seat.id, self.board, self.library)[0]]

    def departments(self, strand: str | None = None) -> list[str]:
        """Seats of those who owe answers now, by the last ruling; a command that has taken over is among them."""
        found = owners(self.strand(strand), self.board)
        return [self.library.seat_of[p] for p in found if p in self.library.seat_of]

    def named(self, strand: str | None = None) -> list[str]:
        """Seats of the departments that a strand touches on the own level, whoever has taken over."""
        return [self.library.seat_of[p] for p in self.strand(strand).departments if p in self.library.seat_of]

    def is_department(self, strand: str | None = None) -> bool:
        """Whether the own organ owes answers."""
        return self.seat.id in self.departments(strand)

    def words(self, strand: str) -> list[Word]:
        """The own public words in a strand, in order."""
        return words_in(self.board.words_of(self.seat.id), strand)

    def key(self, strand: str) -> tuple[str, ...]:
        """What tells the draws of one strand from those of the scenario's first."""
        return () if strand == self.library.scenario.strands[0].id else (strand,)

    def overseer(self, strand: str) -> str | None:
        """The superior department's office that coordinates for the own organ, where it is vertically managed."""
        return overseer_of(self.party, strand, self.board)

    def closes(self, strand: str) -> bool:
        """Whether closing the sheet is this seat's: its office's, or, where none that may is played, the first owner's."""
        return closes(self.seat.id, strand, self.board, self.library)

    def host(self, now: int, strand_id: str | None = None) -> str | None:
        """The seat whose conference it is: the lead's, else that of the organ that is responsible first."""
        strand = self.strand(strand_id)
        ruling = self.board.responsibility.get(strand.id)
        first = [] if ruling is None else ruling["first_responsible"]
        parties = [lead_at(strand, now, self.board), *first, *owners(strand, self.board)]
        return next((self.library.seat_of[p] for p in parties if p in self.library.seat_of), None)

    def body(self, kind: str) -> str | None:
        """The party of the own place with a role that the scenario names, such as cyberspace."""
        parties = [p.id for p in self.library.scenario.parties if p.id == f"{self.place}/{kind}"]
        return parties[0] if parties else None

    def superior(self) -> str | None:
        """The office of another place's government, to which the own one reports."""
        parties = self.library.scenario.parties
        found = [p.id for p in parties if p.kind in GOVERNMENTS and place_of(p.id) != self.place]
        return found[0] if found else None

    def fact(self, fact: str) -> Fact:
        """A fact that this seat knows.

        Raises:
            HiddenError: it does not.
        """
        if not self.board.knows(self.seat.id, fact):
            raise HiddenError(f"{self.seat.id} does not know {fact}")
        return self.library.facts[fact]

    def known(self) -> list[Fact]:
        """The facts that this seat knows, the newest of each slot, in the scenario's order of slots."""
        newest = self.newest()
        return [newest[slot] for slot in self.library.slots if slot in newest]

    def newest(self) -> Mapping[str, Fact]:
        """Slot -> the newest fact that this seat knows of it."""
        board, last = self.board, self._newest
        # what is known is never forgotten, so its count tells whether it is the same
        known = len(board.facts.get(self.seat.id, ())), len(board.public)
        if last.get("known") != known:
            newest: dict[str, Fact] = {}
            for fact_id in self.board.known_facts(self.seat.id):
                fact = self.library.facts[fact_id]
                if fact.slot not in newest or fact.true_from > newest[fact.slot].true_from:
                    newest[fact.slot] = fact
            last.update(known=known, facts=newest)
        facts: Mapping[str, Fact] = last["facts"]
        return facts

    def knows_slot(self, slot: str) -> bool:
        """Whether any value of the slot is known."""
        return slot in self.newest()

    def own_slots(self, now: int) -> list[str]:
        """Slots that the own desk can establish."""
        return self.slots_at(self.seat.id, now)

    def slots_at(self, seat: str, now: int, besides: Container[str] = ()) -> list[str]:
        """Slots that a desk can establish, besides some; who is competent for what is no secret among officers. What has not
        happened yet, nobody thinks of.
        """
        begins = self.library.begins
        return [s for s in self.library.established.get(seat, ()) if s not in besides and begins[s] <= now]

    def own_claims(self) -> list[str]:
        """Circulating claims that the own desk can check."""
        claims = self.library.claims
        return [claim for claim in self.board.claims if claims[claim].verification.desk == self.seat.id]

    def claim(self, claim: str) -> Claim:
        """A claim that circulates, for what it says and how grave it is; its truth is not to be read here.

        Raises:
            HiddenError: nobody has heard of it yet.
        """
        if claim not in self.board.claims:
            raise HiddenError(f"{self.seat.id} has not heard of {claim}")
        return self.library.claims[claim]

    def truth(self, claim: str) -> str | None:
        """The truth of a claim as far as this seat has established it; None where it has not, or nothing can be said."""
        checked = self.board.checked.get(self.seat.id, {}).get(claim)
        return None if checked is None or checked[1] == "unknown" else checked[1]

    def document(self, inject: str) -> Inject:
        """A document on the own desk.

        Raises:
            HiddenError: it has not come.
        """
        if inject not in self.board.documents.get(self.seat.id, {}):
            raise HiddenError(f"{inject} is not on the desk of {self.seat.id}")
        return self.library.injects[inject]

    def looks_real(self, signal: str, discerns: float) -> bool:
        """What the officer makes of a sign on reading it; right with the given probability."""
        decoy = next(known for known in self.library.scenario.signals if known.id == signal).decoy
        right = self.draws.chance(discerns, "judgement", self.seat.id, signal)
        return right != decoy

    def own_disposals(self) -> list[Disposal]:
        """Disposals of the own desk that are not begun."""
        return [
            disposal
            for disposal in self.library.disposals.values()
            if disposal.owner == self.seat.id and disposal.id not in self.board.disposals
        ]

    def elements(self, inject: Inject) -> tuple[str, ...]:
        """What a document asks about, as an officer understands it on reading."""
        if inject.question is not None:
            return next(q for q in self.library.scenario.questions if q.id == inject.question).answered_by
        return self.library.concerns[inject.concern].answered_by if inject.concern is not None else ()
