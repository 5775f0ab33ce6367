"""What one seat can see of its scenario: the words of what it has met, and the values of what it knows. Everything that the
desk shows goes through here, so that nothing else can leak: no truth of an unverified claim, no value of an unknown
fact, nothing that is still to come.
"""

from __future__ import annotations

from datetime import timedelta

from simulator.message.answering import lead_at, owners
from simulator.message.coordinating import GOVERNMENTS, coordinates, coordinator_of, offices, organiser_of, place_of
from simulator.message.library import Library
from simulator.message.strands import works_on
from simulator.record import Board
from simulator.scenario.schema import Claim, Fact, Inject, Seat, Signal, Strand, Verification
from simulator.scenario.text import Language, Text
from tui.locale import Translator, mark, translator

FRESH = 3 * 3600
"""Seconds for which a count is trusted before it is worth looking again (assumption, as for the colleagues)."""


EASY = 1
"""Difficulty of a scenario up to which the desk guides step by step; above it, it names duties and leaves the means."""


class Sight:
    """One seat's eyes: a board folded from the events that it may see, and the scenario's words."""

    def __init__(self, library: Library, board: Board, seat: str, language: Language) -> None:
        """Look at the board as it is; it changes while the drill runs."""
        self.library = library
        self.board = board
        self.seat = seat
        self.language = language
        self.now = library.scenario.clock.opens
        self.say: Translator = translator(language)
        self.guided = library.scenario.difficulty <= EASY
        self.officer: Seat = next(known for known in library.scenario.seats if known.id == seat)
        self.party = self.officer.party
        self.place = place_of(self.party)

    # --- words -------------------------------------------------------------------------------------------------------

    def text(self, text: Text) -> str:
        """The words of a scenario text."""
        return text.in_(self.language)

    def party_name(self, party: str) -> str:
        """An organ's name; its id if the scenario does not name it."""
        known = next((p for p in self.library.scenario.parties if p.id == party), None)
        return self.text(known.name) if known else party

    def seat_name(self, seat: str) -> str:
        """The organ of a seat."""
        return self.party_name(self.library.party_of.get(seat, seat))

    def slot_name(self, slot: str) -> str:
        """A slot's label, a disposal's name, or what a claim says; what is verified, asked or put right is one of them."""
        if slot in self.library.slots:
            return self.text(self.library.slots[slot].label)
        if slot in self.library.disposals:
            return self.text(self.library.disposals[slot].name)
        return f"“{self.text(self.library.claims[slot].says)}”"

    def names(self, parts: list[str] | tuple[str, ...]) -> str:
        """A list in words."""
        return {"en": ", ", "zh": "、"}[self.language].join(parts)

    def calendar(self, at: int) -> str:
        """A moment in the calendar of the scenario's world: ``15 Sep 18:40``."""
        moment = self.library.scenario.clock.t0 + timedelta(seconds=at)
        month = self.say(_MONTHS[moment.month - 1])
        return self.say("{day} {month} {time}", day=moment.day, month=month, time=f"{moment:%H:%M}")

    def span(self, seconds: int) -> str:
        """A length of time in words: ``2 h 30 min``; always without a sign."""
        hours, minutes = divmod(abs(seconds) // 60, 60)
        if not hours:
            return self.say("{minutes} min", minutes=minutes)
        if not minutes:
            return self.say("{hours} h", hours=hours)
        return self.say("{hours} h {minutes} min", hours=hours, minutes=minutes)

    # --- who ---------------------------------------------------------------------------------------------------------

    def kind_of(self, party: str) -> str:
        """The role of an organ among the parties of the rules."""
        return next((p.kind for p in self.library.scenario.parties if p.id == party), "")

    def seats(self) -> list[str]:
        """All other seats, in the scenario's order."""
        return [seat for seat in self.library.party_of if seat != self.seat]

    def reviewer(self, strand: str) -> str | None:
        """The seat of the office that reviews this seat's drafts; None where the own leader does."""
        found = coordinator_of(self.party, strand, self.board, self.library)
        return None if found == self.seat else found

    def organiser(self, strand: str) -> str | None:
        """The seat of the office that organises a matter now."""
        return organiser_of(strand, self.board, self.library)

    def is_office(self) -> bool:
        """Whether this seat is the office of a government."""
        return self.seat in offices(self.library)

    def coordinates(self, seat: str, strand: str) -> bool:
        """Whether this seat is the office that may assign a matter to another and press it."""
        return coordinates(self.seat, self.library.party_of[seat], strand, self.board, self.library)

    def own_office(self) -> str | None:
        """The office of the own level's government, played or not; the General Office if the place has none."""
        parties = [party for party in self.library.scenario.parties if party.kind in GOVERNMENTS]
        near = [party.id for party in parties if place_of(party.id) == self.place]
        return next((party for party in near), self.body("general_office"))

    def superior(self) -> str | None:
        """The office of the superior government."""
        found = [party.id for party in self.library.scenario.parties if party.kind == "superior_government"]
        return next((party for party in found if place_of(party) != self.place), None)

    def body(self, kind: str) -> str | None:
        """The organ of a kind, of the own place if there are several."""
        found = [p.id for p in self.library.scenario.parties if p.kind == kind]
        near = [party for party in found if place_of(party) == self.place]
        return next(iter(near or found), None)

    def strands(self) -> list[Strand]:
        """All strands, those in which this seat owes answers first, then what else is its business."""
        strands = self.library.scenario.strands
        return sorted(strands, key=lambda strand: (not self.owes(strand), not self.works_on(strand)))

    def works_on(self, strand: Strand) -> bool:
        """Whether a strand is this seat's business."""
        return works_on(self.seat, strand.id, self.board, self.library)

    def owners(self, strand: Strand) -> list[str]:
        """Parties that owe answers now, by the last ruling: a command that has taken over and who keeps a share (C7)."""
        return owners(strand, self.board)

    def departments(self, strand: Strand) -> list[str]:
        """Seats of those who owe answers in a strand now."""
        return [self.library.seat_of[p] for p in self.owners(strand) if p in self.library.seat_of]

    def owes(self, strand: Strand) -> bool:
        """Whether this seat owes answers in a strand now."""
        return self.party in self.owners(strand)

    def is_department(self) -> bool:
        """Whether this seat owes answers in any strand now."""
        return any(self.owes(strand) for strand in self.library.scenario.strands)

    def speaks_first(self, strand: Strand) -> str | None:
        """The party that speaks for the others now: the lead, or the only one that is first responsible; None if each
        answers for itself."""
        lead = lead_at(strand, self.now, self.board)
        first = self.board.responsibility.get(strand.id, {}).get("first_responsible", [])
        return lead or (first[0] if len(first) == 1 else None)

    def took_over(self, strand: Strand) -> str | None:
        """The place whose command has taken the matter over by the last ruling; None if nobody's has."""
        ruling = self.board.responsibility.get(strand.id)
        if ruling is None or "C7" not in ruling["case"]:
            return None
        named = [place_of(party) for party in strand.departments]
        return next((place_of(p) for p in ruling["first_responsible"] if place_of(p) not in named), None)

    # --- facts -------------------------------------------------------------------------------------------------------

    def fact(self, fact: str) -> Fact:
        """A fact that this seat knows.

        Raises:
            LookupError: it does not; a fault of ours.
        """
        if not self.board.knows(self.seat, fact):
            raise LookupError(f"{self.seat} does not know {fact}")
        return self.library.facts[fact]

    def known(self) -> dict[str, Fact]:
        """Slot -> the newest fact of it that this seat knows, in the scenario's order of slots."""
        newest: dict[str, Fact] = {}
        for name in self.board.known_facts(self.seat):
            fact = self.library.facts[name]
            if fact.slot not in newest or fact.true_from > newest[fact.slot].true_from:
                newest[fact.slot] = fact
        return {slot: newest[slot] for slot in self.library.slots if slot in newest}

    def since(self, fact: str) -> int:
        """When this seat came to know a fact that it knows."""
        return self.board.known_facts(self.seat)[fact]

    def value(self, fact: Fact) -> str:
        """The value of a known fact, with its unit."""
        value = self.fact(fact.id).value
        return self.text(value) if isinstance(value, Text) else self.stated(fact.slot, value)

    def stated(self, slot: str, value: object) -> str:
        """A value that somebody stated, with the slot's unit; states in words come in English and are put back."""
        unit = self.library.slots[slot].unit if slot in self.library.slots else None
        if isinstance(value, int | float):
            number = f"{value:,}"
            if unit is None:
                return number
            return f"{number} {unit.en}" if self.language == "en" else f"{value}{unit.zh}"
        for text in self._states(slot):
            if text.en == value:
                return self.text(text)
        return str(value)

    def _states(self, slot: str) -> list[Text]:
        facts = [fact.value for fact in self.library.facts_of(slot) if isinstance(fact.value, Text)]
        effects = [effect for inject in self.library.scenario.injects for effect in inject.effects]
        said = [e.value for e in effects if e.do == "other_body_says" and isinstance(e.value, Text)]
        return [*facts, *said]

    def disclosable(self, fact: Fact) -> bool:
        """Whether the law lets a known fact go out now."""
        return self.library.disclosable(fact, self.now)

    def way_to(self, target: str) -> Verification | None:
        """Which desk can establish a slot or claim; who is competent for what is no secret among officers."""
        if target in self.library.claims:
            return self.library.claims[target].verification
        current = self.library.current(target, self.now)
        facts = self.library.facts_of(target)
        return (current or facts[0]).verification if facts else None

    def visible(self, slot: str) -> bool:
        """Whether an officer can think of a slot yet: there is something to know of it. Of what has not happened nobody
        thinks, whatever people will ask about it one day."""
        return self.library.begun(slot, self.now)

    def asked(self) -> list[str]:
        """Slots, advice and acts that answer what the public asks, as far as its stories have begun."""
        first = {claim.narrative: claim for claim in reversed(self.library.scenario.claims)}
        elements: list[str] = []
        for concern in self.library.concerns.values():
            claim = first.get(concern.narrative)
            kind = self.library.narratives.get(concern.narrative)
            if kind != "rumour" or claim is None or claim.id in self.board.claims:
                elements += concern.answered_by
        return list(dict.fromkeys(elements))

    def slots_at(self, seat: str) -> list[str]:
        """Visible slots that a desk can establish."""
        found = []
        for slot in self.library.slots:
            way = self.way_to(slot)
            if way is not None and way.desk == seat and self.visible(slot):
                found.append(slot)
        return found

    def claims_at(self, seat: str) -> list[str]:
        """Circulating claims that a desk can check."""
        return [claim for claim in self.board.claims if self.library.claims[claim].verification.desk == seat]

    # --- claims, documents, signs ------------------------------------------------------------------------------------

    def claim(self, claim: str) -> Claim:
        """A claim that circulates, for what it says.

        Raises:
            LookupError: nobody has heard of it; a fault of ours.
        """
        if claim not in self.board.claims:
            raise LookupError(f"{self.seat} has not heard of {claim}")
        return self.library.claims[claim]

    def truth(self, claim: str) -> str | None:
        """The truth of a claim as far as this seat has established it; None where it has not, or cannot."""
        checked = self.board.checked.get(self.seat, {}).get(claim)
        return None if checked is None or checked[1] == "unknown" else checked[1]

    def document(self, inject: str) -> Inject:
        """A document on this desk.

        Raises:
            LookupError: it has not come; a fault of ours.
        """
        if inject not in self.board.documents.get(self.seat, {}):
            raise LookupError(f"{inject} is not on the desk of {self.seat}")
        return next(known for known in self.library.scenario.injects if known.id == inject)

    def wanted(self, inject: Inject) -> tuple[str, ...]:
        """What a document asks about, as an officer understands it on reading."""
        if inject.question is not None:
            return next(q for q in self.library.scenario.questions if q.id == inject.question).answered_by
        return self.library.concerns[inject.concern].answered_by if inject.concern is not None else ()

    def signal(self, signal: str) -> Signal:
        """A sign that this seat's monitoring has shown.

        Raises:
            LookupError: it has not; a fault of ours.
        """
        if signal not in self.board.signals.get(self.seat, {}):
            raise LookupError(f"{self.seat} has not seen {signal}")
        return next(known for known in self.library.scenario.signals if known.id == signal)


_MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip
