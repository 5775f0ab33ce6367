"""The matter itself: the problem is solved offline and the public told (R59)."""

from __future__ import annotations

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

    judges = ("R59",)

    def matter(self, strand: Strand) -> None:
        """Asked once for each disposal, in the strand whose cause it removes."""
        for disposal in self.court.library.disposals.values():
            if self.court.library.belongs.disposals[disposal.id] == strand.id and self.court.holds("R59", strand.id):
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


WATCHES = (Solved,)
