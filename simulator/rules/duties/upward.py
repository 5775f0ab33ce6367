"""Reports upward beyond the first: the province tells the centre of the gravest emergencies (R82), and a work-safety accident
goes up link by link (R87).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from simulator.message.coordinating import GOVERNMENTS, place_of
from simulator.record import Event
from simulator.rules.duties.book import FULL, Duty, Watch
from simulator.rules.library import load_world
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Strand

RIGHT: Final = ("pass on what is known inside the limit, and complete it later", "在时限内先报已知情况，随后续报")


class _Upward(Watch):
    """A report that has a limit."""

    def _open(self, rule: str, seat: str, strand: str, start: int) -> None:
        limit = self.court.limit(rule)
        if limit is not None and self.court.open(rule, seat, strand, due=start + limit):
            self.court.at(start + limit, partial(self._late, rule, seat, strand))

    def _met(self, duty: Duty | None, event: Event) -> None:
        at = show_moment(event.at)
        self.court.settle(duty, FULL, [event.seq], (f"reported at {at}", f"已于{at}报告"))

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        due = "" if duty is None or duty.due is None else show_moment(duty.due)
        self.court.settle(duty, 0, [], (f"no report upward by {due}", f"截至{due}未向上报告"), RIGHT)

    def _level(self, party: str) -> str:
        places = load_world().places
        place = place_of(party)
        return places[place].level if place in places else ""


class ToTheCentre(_Upward):
    """R82, of a provincial office that is played: levels I and II reach the centre."""

    judges = ("R82",)
    hears = ("reported_up",)

    def matter(self, strand: Strand) -> None:
        """The clock runs from the event."""
        if self.court.holds("R82", strand.id):
            for seat, party in self.court.library.party_of.items():
                if self.court.kind_of(seat) in GOVERNMENTS and self._level(party) == "P":
                    self._open("R82", seat, strand.id, strand.surfaced)

    def observe(self, event: Event) -> None:
        """A report to an organ of the centre settles it."""
        if self._level(event.data["party"]) == "C":
            self._met(self.court.get("R82", event.seat, event.data["strand"]), event)


class LinkByLink(_Upward):
    """R87: in a work-safety accident each unit that learns of it reports on, the departments from the sheet, the offices from
    the report that reaches them.
    """

    judges = ("R87",)
    hears = ("sheet_opened", "reported_up")

    def matter(self, strand: Strand) -> None:
        """A matter that turns out to be a work-safety accident after its sheet was opened."""
        sheet = self.board.sheets.get(strand.id)
        if sheet is not None:
            self._opened(strand, max(strand.surfaced, self.board.now))

    def observe(self, event: Event) -> None:
        """The sheet starts the departments' clock, a report that of the office that receives it."""
        strand = self.court.strand(event.data["strand"])
        if event.kind == "sheet_opened":
            self._opened(strand, max(strand.surfaced, event.at))
            return
        self._met(self.court.get("R87", event.seat, strand.id), event)
        receiver = self.court.library.seat_of.get(event.data["party"])
        if receiver is not None and self.court.kind_of(receiver) in GOVERNMENTS and self._above(receiver):
            if self.court.holds("R87", strand.id):
                self._open("R87", receiver, strand.id, max(strand.surfaced, event.at))

    def _opened(self, strand: Strand, start: int) -> None:
        if self.court.holds("R87", strand.id):
            for seat in self.court.seats_of(strand):
                if not any(data["strand"] == strand.id for _, data in self.board.reports.get(seat, ())):
                    self._open("R87", seat, strand.id, start)

    def _above(self, seat: str) -> bool:
        """Whether there is anybody above to pass it on to."""
        own = place_of(self.court.library.party_of[seat])
        world = load_world()
        return any(
            place_of(party.id) in world.places and own in world.places and world.above(place_of(party.id), own)
            for party in self.court.library.scenario.parties
        )


WATCHES = (ToTheCentre, LinkByLink)
