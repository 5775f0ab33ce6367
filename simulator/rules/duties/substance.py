"""The matter itself: the problem is solved offline and the public told (R59); people hear what changes for them and where to
get help (R16), and in an emergency what is being done besides (R18).
"""

from __future__ import annotations

from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, QUARTER, Watch
from simulator.scenario.schema import Strand

STATES = {
    0: ("not begun", "未开展"),
    QUARTER: ("begun and not finished", "已开展未完成"),
    HALF: ("done, and the public not told", "已完成但未向公众说明"),
    FULL: ("done, and the public told", "已完成并向公众说明"),
}
"""Credit of a disposal -> its state in words."""


class Solved(Watch):
    """R59: of every seat whose desk has a disposal to carry out."""

    def matter(self, strand: Strand) -> None:
        """Asked once; disposals belong to the matter as a whole."""
        if strand.id == self.court.first_strand and self.court.holds("R59", strand.id):
            for disposal in self.court.library.disposals.values():
                self.court.open("R59", disposal.owner, strand.id, key=disposal.id)

    def close(self) -> None:
        """Done and said: full; done and not said: half; begun: a quarter."""
        said = [item for word in self.board.words for item in word.message.disposals]
        for duty in self.court.open_duties("R59"):
            started, finished = self.board.disposals.get(duty.key, (None, None))
            told = FULL if duty.key in said else HALF
            credit = 0 if started is None else QUARTER if finished is None else told
            name = self.court.library.disposals[duty.key].name
            self.court.settle(
                duty,
                credit,
                [],
                (f"{name.en}: {STATES[credit][0]}", f"{name.zh}：{STATES[credit][1]}"),
                ("solve the problem offline and cite it in the response", "网上问题网下解决，并在回应中说明"),
            )


class Focus(Watch):
    """R16 (vital interests) and R18 (emergencies), by the focus categories of the matter."""

    def matter(self, strand: Strand) -> None:
        """Asked of the departments."""
        for rule in ("R16", "R18"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id, due=self.court.limit(rule))

    def observe(self, event: Event) -> None:
        """A response with advice meets R16; with a measure that is really under way besides, R18."""
        word = self.court.response(event)
        if word is None or not word.message.advice:
            return
        measures = any(item in self.board.disposals for item in word.message.disposals)
        for seat in self.court.answering(word):
            for duty in self.court.open_duties("R16", *(["R18"] if measures else []), seat=seat, strand=word.strand):
                if duty.due is None or event.at <= duty.due:
                    self.court.settle(
                        duty,
                        FULL,
                        [event.seq],
                        ("told people what is being done and what they can do", "说明了处置措施和群众可采取的行动"),
                    )

    def close(self) -> None:
        """What was never said in time."""
        self.court.settle_all(
            self.court.open_duties("R16", "R18"),
            0,
            (
                "did not tell people in time what is being done and what they can do",
                "未及时告知处置措施和群众可采取的行动",
            ),
            ("give status, measures, protective advice and where to get help", "说明进展、措施、防护建议和求助渠道"),
        )


WATCHES = (Solved, Focus)
