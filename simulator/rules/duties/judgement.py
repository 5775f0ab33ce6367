"""Judging and submitting: assess before the release (R27), by all three inputs (R54), with the level as it is (R80), and
report to the owner of the channel (R58).
"""

from __future__ import annotations

from typing import Any

from simulator.message.coordinating import overseer_of
from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.schema import Strand

CHANNEL_OWNERS = ("general_office", "superior_government", "emergency_management", "cyberspace")
"""Kinds of party that own their level's reporting channel for a matter of this sort (OFFICIAL_RULES 2.3)."""


class Judged(Watch):
    """R27, R54 and R80: what is right follows the matter as it is, so that undergrading gains nothing."""

    judges = ("R27", "R54", "R80")
    hears = ("assessed", "action", *RELEASES)

    def matter(self, strand: Strand) -> None:
        """Asked of every department; R80 only in an emergency, by its trigger."""
        for rule in ("R27", "R54", "R80"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id)
        for seat in self.court.seats_of(strand):  # who joins later may have judged before
            for _, data in self.board.assessed.get(seat, []):
                self._assessed(seat, data, [])

    def observe(self, event: Event) -> None:
        """An assessment, a release, a sign that is raised."""
        if event.kind == "assessed":
            self._assessed(event.seat, event.data, [event.seq])
        elif event.kind == "action" and event.data["action"]["act"] == "flag":
            self._flagged(event)
        word = self.court.released(event)
        if word is not None:
            self._released(word)

    def _released(self, word: Word) -> None:
        judged = self.board.assessed.get(word.seat, [])
        before = [data for at, data in judged if at <= word.at and data["strand"] == word.strand]
        grade = self.court.facts[word.strand].opinion_grade if word.strand in self.court.facts else "ordinary"
        graded = any(data["grade"] == grade for data in before)
        self.court.settle(
            self.court.get("R27", word.seat, word.strand),
            FULL if graded else HALF if before else 0,
            [word.seq],
            ("assessed and graded rightly before the first release", "首次发布前已研判，等级准确")
            if graded
            else ("assessed before the first release, with a wrong grade", "首次发布前已研判，但等级不准")
            if before
            else ("published without any assessment", "未经研判即发布"),
            ("judge class, grade and owner before the release", "发布前研判类别、等级和责任主体"),
        )

    def _assessed(self, seat: str, data: dict[str, Any], evidence: list[int]) -> None:
        self.court.settle(
            self.court.get("R54", seat, data["strand"]),
            round(FULL * len(data["inputs"]) / 3),
            evidence,
            (f"weighed {len(data['inputs'])} of 3 inputs", f"研判要素{len(data['inputs'])}/3项"),
            ("weigh content, public reaction and media involvement", "综合内容、公众反应和媒体介入程度研判"),
        )
        duty = self.court.get("R80", seat, data["strand"])
        if duty is not None:
            true = self.court.facts[data["strand"]].emergency_level
            self.court.settle(
                duty,
                FULL if data["emergency_level"] == true else 0,
                evidence,
                (f"set the level to {data['emergency_level'] or 'none'}", f"定级为{data['emergency_level'] or '无'}"),
                (f"by its thresholds this is level {true}", f"按标准应为{true}级"),
            )

    def _flagged(self, event: Event) -> None:
        """A false alarm only loses; not raising a decoy earns nothing."""
        signal = next(s for s in self.court.library.scenario.signals if s.id == event.data["action"]["signal"])
        if signal.decoy and self.court.in_force("R54"):
            self.court.prohibit(
                "R54",
                event.seat,
                self.court.library.belongs.signals[signal.id],
                signal.id,
                [event.seq],
                ("raised a sign that was none", "将无关信息作为舆情上报"),
                ("weigh content, reaction and media before raising a sign", "上报前综合研判内容、反应和媒体因素"),
            )

    def close(self) -> None:
        """Who never judged."""
        self.court.settle_all(
            self.court.open_duties("R27", "R54", "R80"),
            0,
            ("never assessed the opinion", "始终未开展舆情研判"),
            ("assess class, grade and level by all three inputs", "按三项要素研判类别、等级和级别"),
        )


class Submitted(Watch):
    """R58: the report goes to the channel owner of the own place."""

    judges = ("R58",)
    hears = ("reported_up",)

    def matter(self, strand: Strand) -> None:
        """Asked of every department."""
        if self.court.holds("R58", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R58", seat, strand.id)
                for _, data in self.board.reports.get(seat, []):  # who joins later may have reported before
                    self._reported(seat, data, [])

    def observe(self, event: Event) -> None:
        """The first report settles it."""
        if event.kind == "reported_up":
            self._reported(event.seat, event.data, [event.seq])

    def _reported(self, seat: str, data: dict[str, Any], evidence: list[int]) -> None:
        place = self.court.library.party_of[seat].split("/")[0]
        proper = [p.id for p in self.court.library.scenario.parties if p.kind in CHANNEL_OWNERS]
        above = overseer_of(self.court.library.party_of[seat], data["strand"], self.board)
        good = (data["party"] in proper and data["party"].split("/")[0] == place) or data["party"] == above
        self.court.settle(
            self.court.get("R58", seat, data["strand"]),
            FULL if good else 0,
            evidence,
            (f"reported to {data['party']}", f"报送至{data['party']}"),
            ("report to the channel owner of the own level", "向本级归口部门报送"),
        )

    def close(self) -> None:
        """Who never reported."""
        self.court.settle_all(
            self.court.open_duties("R58"),
            0,
            ("never reported through a channel", "始终未归口报送"),
            ("report to the channel owner of the own level", "向本级归口部门报送"),
        )


WATCHES = (Judged, Submitted)
