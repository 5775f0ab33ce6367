"""Working together: check before you speak (R53), one fact set for all who handle the matter (R61), the head of the unit
decides (R62), and who is in charge speaks (R65).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand

SHARED: Final = 6 * HOUR
"""What one unit knows reaches those who handle the matter with it within this time (assumption)."""


class Checked(Watch):
    """R53: a unit has something checked, by its own desk or by another, before its first word."""

    judges = ("R53",)
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """Asked of the departments."""
        if self.court.holds("R53", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R53", seat, strand.id)

    def observe(self, event: Event) -> None:
        """Its own first word settles it as things stand."""
        word = self.court.released(event)
        if word is not None:
            self._look(word.seat, word.strand, [word.seq])

    def _look(self, seat: str, strand: str, evidence: list[int]) -> None:
        asked = any(by == seat for _, by, _, _ in self.board.asks)
        met = any(seat in seats for _, _, seats in self.board.meetings)
        checked = bool(self.board.verifying.get(seat)) or asked or met
        self.court.settle(
            self.court.get("R53", seat, strand),
            FULL if checked else 0,
            evidence,
            ("checked before it spoke", "发声前已核实衔接")
            if checked
            else ("spoke without any check", "未经核实即发声"),
            ("verify, ask or meet those at the front before you speak", "发声前先与一线核实、衔接"),
        )

    def close(self) -> None:
        """Who never spoke itself still had to check."""
        for duty in self.court.open_duties("R53"):
            self._look(duty.seat, duty.strand, [])


class OneFactSet(Watch):
    """R61, of the General Office: those who handle the matter together know the same. A meeting of all makes it so."""

    judges = ("R61",)

    def matter(self, strand: Strand) -> None:
        """Asked where several departments handle what is graded major."""
        office = self.court.office(strand.id)
        if office and self.court.holds("R61", strand.id):
            self.court.open("R61", office, strand.id)

    def close(self) -> None:
        """Whole with a meeting of all; else by the share of what was known that reached the others in time."""
        for duty in self.court.open_duties("R61"):
            seats = self.court.named_seats(self.court.strand(duty.strand))
            met = any(all(seat in present for seat in seats) for _, _, present in self.board.meetings)
            pairs = self._pairs(seats)
            reached = sum(pairs)
            share = 1.0 if met else reached / len(pairs) if pairs else 0.0
            self.court.settle(
                duty,
                round(FULL * share),
                [],
                ("the departments met and shared one fact set", "相关部门已会商，共享同一组事实")
                if met
                else (
                    f"without a meeting, {reached} of {len(pairs)} facts reached the others in time",
                    f"未会商，{len(pairs)}项信息中有{reached}项及时共享",
                ),
                ("call the departments together on one fact set", "召集相关部门会商，形成同一组事实"),
            )

    def _pairs(self, seats: list[str]) -> list[bool]:
        """Of each fact that a department knew and may publish, and each other department: whether it knew it in time."""
        found = []
        for seat in seats:
            for fact, at in self.board.facts.get(seat, {}).items():
                if self.court.library.facts[fact].disclosure != "public":
                    continue
                if at + SHARED > self.board.now:
                    continue
                public = self.board.public.get(fact)
                for other in seats:
                    if other != seat:
                        moments = [self.board.facts.get(other, {}).get(fact), public[0] if public else None]
                        found.append(any(known is not None and known <= at + SHARED for known in moments))
        return found


class HeadDecides(Watch):
    """R62, of each department in a major matter: its head takes a hand, is brought in, approves or faces the press."""

    judges = ("R62",)
    hears = ("leader_engaged", "approved", "conference_held")

    def matter(self, strand: Strand) -> None:
        """Asked from the grade of major."""
        if self.court.holds("R62", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R62", seat, strand.id)

    def observe(self, event: Event) -> None:
        """Any of the three settles it for the seats concerned."""
        if event.kind == "leader_engaged":
            self._decided(event, [event.seat], event.data["strand"])
        elif event.kind == "approved":
            draft = self.board.drafts.get((event.data["author"], event.data["draft"]))
            if event.data["by"] == "leader" and draft is not None:
                self._decided(event, [event.data["author"]], draft.strand)
        elif event.data["head_attends"]:
            self._decided(event, [event.seat, *event.data["attendees"]], event.data["strand"])

    def _decided(self, event: Event, seats: list[str], strand: str) -> None:
        for seat in seats:
            self.court.settle(
                self.court.get("R62", seat, strand),
                FULL,
                [event.seq],
                ("the head of the unit handled it personally", "单位主要负责人亲自处置"),
            )

    def close(self) -> None:
        """Left to the staff."""
        self.court.settle_all(
            self.court.open_duties("R62"),
            0,
            ("the head of the unit never took a hand in it", "单位主要负责人始终未亲自处置"),
            ("bring the head of the unit in, or have it face the press", "报请单位主要负责人亲自处置或出席发布会"),
        )


class InCharge(Watch):
    """R65, of whoever speaks: on the substance the department in charge, or the handling command, speaks first."""

    judges = ("R65",)
    hears = RELEASES

    def observe(self, event: Event) -> None:
        """The first response of a seat settles it."""
        word = self.court.response(event)
        if word is None or not self.court.holds("R65", word.strand):
            return
        owners = self.court.seats_of(self.court.strand(word.strand))
        own = [seat for seat in self.court.answering(word) if seat in owners]
        earlier = [other for other in self.court.responses(word.strand) if other.seq < word.seq]
        after = any(seat in owners for other in earlier for seat in self.court.answering(other))
        holders = [self.court.library.facts[verdict["fact"]].owner for verdict in word.reading["facts"]]
        passed_on = all(owner in (word.party, *word.message.credits) for owner in holders)
        duty = self.court.open("R65", word.seat, word.strand)
        self.court.settle(
            duty,
            FULL if own or (after and passed_on) else HALF if after else 0,
            [word.seq],
            ("spoke for what it is in charge of", "就本单位主管事项发声")
            if own
            else (
                "passed on what those in charge had said, or spoke of its own facts",
                "转发主管部门信息或说明本单位掌握的事实",
            )
            if after and passed_on
            else ("spoke on another's matter after those in charge had", "在主管部门发声之后就他方事项发声")
            if after
            else ("spoke on the substance before those who are in charge", "先于主管部门就实质问题发声"),
            (
                "leave the substance to the department in charge, and pass its word on",
                "实质问题由主管部门发声，其他单位转发",
            ),
        )


WATCHES = (Checked, OneFactSet, HeadDecides, InCharge)
