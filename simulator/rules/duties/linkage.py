"""The link with publicity and cyberspace: the General Office coordinates together with publicity before the first release
(R05), and both hear of it early (R38).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand

TOLD: Final = 4 * HOUR
"""Both linked offices know of the matter within this time (assumption)."""


class Linked(Watch):
    """R05 and R38, of the General Office; what counts is that the others were told, by whomever."""

    judges = ("R05", "R38")
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """Both are asked as soon as their triggers hold."""
        office = self.court.office(strand.id)
        for rule in ("R05", "R38"):
            if office and self.court.holds(rule, strand.id):
                self.court.open(rule, office, strand.id)

    def observe(self, event: Event) -> None:
        """The first release settles R05 as things stand."""
        word = self.court.released(event)
        if word is not None:
            self._coordinated(word.strand, [event.seq])

    def _coordinated(self, strand: str, evidence: list[int]) -> None:
        office, publicity = self.court.office(strand), self.court.publicity()
        if office is None or self.court.get("R05", office, strand) is None:
            return
        sheet = self.board.sheets.get(strand)
        met = any(office in seats for _, _, seats in self.board.acts_in(strand, "convene_held"))
        acted = met or (sheet is not None and sheet.assigned_at is not None)
        told = publicity is None or self._told(publicity, strand) is not None
        self.court.settle(
            self.court.get("R05", office, strand),
            FULL * acted if publicity is None else HALF * (acted + told),
            evidence,
            (
                f"before the first release the General Office had {'' if acted else 'not '}coordinated and publicity had "
                f"{'' if told else 'not '}been brought in",
                f"首次发布前，政府办公室{'已' if acted else '未'}组织协调，宣传部门{'已' if told else '未'}参与",
            ),
            (
                "assign or convene, and bring publicity in, before anything goes out",
                "发布前先交办或会商，并会同宣传部门",
            ),
        )

    def _told(self, seat: str, strand: str) -> int | None:
        """When a seat was first brought in by others in a strand, or acted itself."""
        party = self.court.library.party_of[seat]
        told, met = self.board.acts_in(strand, "notified"), self.board.acts_in(strand, "convene_held")
        moments = [at for at, by, parties in told if party in parties or by == seat]
        moments += [at for at, _, seats in met if seat in seats]
        drafts = self.board.drafts
        asked = [c for c in self.board.consultations.values() if seat in c.to and (c.author, c.draft) in drafts]
        moments += [c.at for c in asked if drafts[c.author, c.draft].strand == strand]
        return min(moments, default=None)

    def _cyberspace_told(self, strand: str) -> int | None:
        parties = [p.id for p in self.court.library.scenario.parties if p.kind == "cyberspace"]
        notified = self.board.acts_in(strand, "notified")
        return min((at for at, _, told in notified if any(p in told for p in parties)), default=None)

    def close(self) -> None:
        """R05 without any release; R38 by the moments at which both were told."""
        publicity = self.court.publicity()
        for strand in self.court.strands:
            self._coordinated(strand.id, [])
            sheet = self.board.sheets.get(strand.id)
            limit = (max(strand.surfaced, sheet.opened) if sheet else strand.surfaced) + TOLD
            told = [self._cyberspace_told(strand.id)]
            if publicity is not None:
                told.insert(0, self._told(publicity, strand.id))
            early = sum(at is not None and at <= limit for at in told)
            late = sum(at is not None and at > limit for at in told)
            for duty in self.court.open_duties("R38", strand=strand.id):
                self.court.settle(
                    duty,
                    round((FULL * early + HALF * late) / len(told)),
                    [],
                    (
                        f"publicity and cyberspace: {early} of {len(told)} told within four hours",
                        f"宣传、网信部门：{early}/{len(told)}家在四小时内获得通报",
                    ),
                    (
                        "tell publicity and cyberspace early and share the state at each update",
                        "尽早通报宣传、网信部门，续报时同步共享情况",
                    ),
                )


WATCHES = (Linked,)
