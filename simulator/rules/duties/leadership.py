"""Leaders: the principal leader really leads where opinion is especially serious (R14), and on levels I and II the heads
of the departments concerned speak themselves (R72).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from simulator.message.answering import is_response
from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Strand

OFFICES: Final = ("general_office", "superior_government")
"""Kinds of party that are the office of a government and bring its leader in."""
UNITS: Final = ("responsible_department", "vertical_department")
"""Kinds of party whose own head is a unit's head and no leader of a government; a superior's organ may bring the command's."""


class LeaderLeads(Watch):
    """R14, asked of the office that brings the leader in: at least one act before the first press conference. Whose leader
    it is, the ruling says; of a level without an office in play the General Office that is played is asked.
    """

    judges = ("R14",)
    hears = ("leader_engaged",)

    def matter(self, strand: Strand) -> None:
        """Asked as soon as the opinion is especially serious, and again where the duty moves to another level's leader."""
        if self.court.holds("R14", strand.id):
            for office in self._offices(strand.id):
                self.court.open("R14", office, strand.id)

    def _offices(self, strand: str) -> list[str]:
        """Offices of the leaders whom the ruling names, as far as they are played; else the General Office."""
        library, there = self.court.library, self._places(strand)
        found = [
            library.seat_of[party.id]
            for party in library.scenario.parties
            if party.kind in OFFICES and party.id in library.seat_of and party.id.split("/")[0] in there
        ]
        office = self.court.office(strand)
        return found or ([office] if office else [])

    def _places(self, strand: str) -> list[str]:
        """Places whose leaders must lead now."""
        ruling = self.board.responsibility.get(strand)
        return [] if ruling is None else [leader.split("/")[0] for leader in ruling["leader_duty"]]

    def observe(self, event: Event) -> None:
        """A leader's act settles it for that leader's office; an act after the first conference comes late."""
        if event.kind != "leader_engaged" or self._own_head(event):
            return
        strand, library = event.data["strand"], self.court.library
        held = [w for w in self.board.words if w.message.form == "conference" and w.strand == strand]
        place = library.party_of[event.seat].split("/")[0]
        for duty in self.court.open_duties("R14", strand=strand):
            if place not in (duty.party.split("/")[0], *self._places(strand)):
                continue
            self.court.settle(
                duty,
                HALF if held else FULL,
                [event.seq],
                (
                    f"the leader was brought in at {show_moment(event.at)} to {event.data['ask']}",
                    f"主要负责同志已于{show_moment(event.at)}介入协调",
                ),
                (
                    "have the principal leader guide, coordinate and urge before the first press conference",
                    "首场新闻发布会前，由主要负责同志指导、协调、督促",
                ),
            )

    def _own_head(self, event: Event) -> bool:
        """Whether a department brought in its own head, who is not the leader of the government (R62)."""
        return self.court.kind_of(event.seat) in UNITS

    def close(self) -> None:
        """No leader ever acted."""
        self.court.settle_all(
            self.court.open_duties("R14"),
            0,
            ("the principal leader never took part", "主要负责同志始终未切实负起领导责任"),
            ("have the principal leader guide, coordinate and urge", "由主要负责同志指导、协调、督促"),
        )


class HeadSpeaks(Watch):
    """R72, asked of every department concerned: its head appears in person inside the limit; under a rulebook that asks for no
    conference the head may sign, which a leader brought in before a response stands for.
    """

    judges = ("R72",)
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """Asked under rulebooks that have heads take the lead in speaking."""
        limit = self.court.limit("R72")
        if limit is None or not self.court.holds("R72", strand.id):
            return
        due = self.court.due("R72", strand.id) or strand.surfaced + limit
        for seat in self.court.seats_of(strand):
            if self.court.open("R72", seat, strand.id, due=due):
                self.court.at(due, partial(self._late, seat, strand.id))

    def observe(self, event: Event) -> None:
        """A conference at which heads sit settles it for everyone on the podium."""
        word = self.court.released(event)
        if word is None:
            return
        there = event.kind == "conference_held" and event.data["head_attends"]
        gathering = self.court.rulebook.limits.gathering
        may_sign = not there and gathering is not None and gathering[0] == "response" and is_response(word)
        led = [seat for _, seat, _ in self.board.acts_in(word.strand, "leader_engaged")] if may_sign else []
        for seat in self.court.answering(word) if there else led:
            self.court.settle(
                self.court.get("R72", seat, word.strand),
                FULL,
                [event.seq],
                (
                    f"the head spoke in person at {show_moment(event.at)}",
                    f"主要负责人已于{show_moment(event.at)}带头发声",
                ),
            )

    def _late(self, seat: str, strand: str) -> None:
        self.court.settle(
            self.court.get("R72", seat, strand),
            0,
            [],
            ("no head spoke within the limit", "主要负责人未在时限内发声"),
            ("the head appears in person at the press conference", "由主要负责人出席新闻发布会并带头发声"),
        )


WATCHES = (LeaderLeads, HeadSpeaks)
