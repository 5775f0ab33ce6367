"""Constructive suggestions: what was adopted is told in public, and what was not with its reason (R74)."""

from __future__ import annotations

from typing import Final

from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, Watch
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Inject

TIME: Final = 24 * HOUR
"""A suggestion that came so late before the end may be answered after it (assumption; the notice gives no hour)."""


class Suggested(Watch):
    """R74, of the department that a suggestion reaches: it adopts it or says why not; one made in public is answered in public,
    and an answer to the writer alone counts half then.
    """

    judges = ("R74",)
    hears = ("document", "suggestion_answered")

    def observe(self, event: Event) -> None:
        """The document opens it, the first answer by anybody settles it."""
        inject = self._inject(event.data["inject"])
        strand = self.court.library.belongs.injects[inject.id]
        if inject.suggestion is None:
            return
        if event.kind == "document":
            if event.seat in self.court.seats_of(self.court.strand(strand)) and self.court.holds("R74", strand):
                self.court.open("R74", event.seat, strand, key=inject.id)
            return
        told = event.data["in_public"] or not inject.suggestion.public
        adopted = event.data["adopt"]
        for duty in self.court.open_duties("R74", key=inject.id):
            self.court.settle(
                duty,
                FULL if told else HALF,
                [event.seq],
                (
                    f"{'adopted it' if adopted else 'said why not'} at {show_moment(event.at)}"
                    f"{'' if told else ', to the writer alone'}",
                    f"已于{show_moment(event.at)}{'采纳' if adopted else '说明不采纳的理由'}"
                    f"{'' if told else '，但仅答复来信人'}",
                ),
                ("answer in public what was suggested in public", "公开提出的建议应当公开答复采纳情况"),
            )

    def close(self) -> None:
        """Taken in or refused in silence."""
        ends = self.court.library.scenario.clock.ends
        for duty in self.court.open_duties("R74"):
            if self.board.documents[duty.seat][duty.key].at + TIME <= ends:
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("the suggestion was never answered", "对建议始终没有答复"),
                    ("adopt it, or say in public why not", "公开说明采纳情况，不采纳的说明理由"),
                )

    def _inject(self, inject: str) -> Inject:
        return next(known for known in self.court.library.scenario.injects if known.id == inject)


WATCHES = (Suggested,)
