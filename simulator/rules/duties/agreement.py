"""R11: published facts are accurate and agree with each other. Whoever stated what it had verified, and was overtaken by a
newer figure, loses little if it brings its own figure up to date soon.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from simulator.record import Event
from simulator.rules.duties.book import FULL, RELEASES, Watch
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand

UPDATE: Final = 2 * HOUR
"""An honest figure that another's newer one contradicts is brought up to date within this time (assumption)."""
UPDATED, OVERTAKEN = 900, 400
"""Credits of an honest figure that was contradicted: brought up to date in time, or left standing (assumption)."""
RIGHT = ("consult on the same fact set, and give an as-of time", "以同一组事实会商，并注明数据截至时间")


class Agreed(Watch):
    """R11, of whoever speaks in a matter that touches several: departments of one strand, or of several strands, whose words
    must agree as well.
    """

    judges = ("R11",)
    hears = (*RELEASES, "contradiction")

    def observe(self, event: Event) -> None:
        """The first response opens it; a contradiction settles it for whoever was wrong."""
        word = self.court.response(event)
        if word is not None and self._asked(word.strand):
            self.court.open("R11", word.seat, word.strand)
        if event.kind == "contradiction":
            for party in event.data["wrong"]:
                if party in self.court.library.seat_of:
                    self._contradicted(self.court.library.seat_of[party], event)

    def matter(self, strand: Strand) -> None:
        """A strand that comes to touch several: who spoke before is asked as well; other strands may be asked from here."""
        if len(self.court.library.strands) > 1:
            for word in self.board.words:
                if self.court.responds(word) and self._asked(word.strand):
                    self.court.open("R11", word.seat, word.strand)

    def _asked(self, strand: str) -> bool:
        """Whether the rule is triggered in a strand, or by all strands whose matter is known together."""
        if self.court.holds("R11", strand):
            return True
        owners = {party for known in self.court.strands for party in known.departments}
        several = len(self.court.strands) > 1 and strand in self.court.facts and len(owners) > 1
        return several and self.court.holds_with("R11", strand, n_departments=len(owners))

    def _contradicted(self, seat: str, event: Event) -> None:
        word = next((w for w in self.board.words if w.seq in event.data["words"] and w.seat == seat), None)
        if word is None or not self._asked(word.strand):
            return
        slot, strand = event.data["slot"], word.strand
        if any(v["slot"] == slot and v["true"] for v in word.reading["facts"]):
            return  # the other was wrong, whichever figure is the newer
        self.court.open("R11", seat, strand)
        honest = any(v["slot"] == slot and v["verdict"] == "supported" for v in word.reading["facts"])
        if honest:
            self.court.at(event.at + UPDATE, partial(self._overtaken, seat, strand, slot, event))
            return
        self.court.settle(
            self.court.get("R11", seat, strand),
            0,
            [*event.data["words"], event.seq],
            ("its published figure contradicted another's and was not right", "发布的数据与其他单位矛盾且不准确"),
            RIGHT,
        )

    def _overtaken(self, seat: str, strand: str, slot: str, event: Event) -> None:
        later = [word for word in self.board.words_of(seat) if word.at >= event.at]
        updated = any(v["slot"] == slot and v["true"] for word in later for v in word.reading["facts"])
        self.court.settle(
            self.court.get("R11", seat, strand),
            UPDATED if updated else OVERTAKEN,
            [*event.data["words"], event.seq],
            (
                "its verified figure was overtaken by a newer one and "
                + ("updated soon" if updated else "left standing"),
                "所发数据经核实但已被更新" + ("，已及时更新" if updated else "，未及时更新"),
            ),
            RIGHT,
        )

    def close(self) -> None:
        """Whoever spoke without contradiction agreed."""
        self.court.settle_all(
            self.court.open_duties("R11"), FULL, ("published facts agreed with the others'", "发布信息与各方准确一致")
        )


WATCHES = (Agreed,)
