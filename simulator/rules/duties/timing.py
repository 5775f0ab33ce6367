"""Rules of timing: found in time (R51), reported in time (R52, R81), answered in time (R01, R25), and on major emergencies
the first word within hours (R70) and the press conference within a day (R24).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, Watch
from simulator.scenario.moments import HOUR, show_duration, show_moment
from simulator.scenario.schema import Strand

PROMPT: Final = 4 * HOUR
"""A first word by then is prompt: the 'golden four hours' of Chinese practice (assumption; OPINION_MODEL 6.4)."""
SLOW: Final = 24 * HOUR
"""A first word after this earns nothing for promptness (assumption)."""
LOGGED: Final = 2 * HOUR
"""A sign is logged within this time of its appearing (assumption)."""


class FirstWord(Watch):
    """R25 (respond within 48 h) and R01 (no slow reaction), for every department that the matter touches."""

    def matter(self, strand: Strand) -> None:
        """Both clocks start once and are not restarted by later changes (I11)."""
        for rule, limit in (("R25", self.court.limit("R25")), ("R01", SLOW)):
            if limit is None or not self.court.holds(rule, strand.id):
                continue
            for seat in self.court.seats_of(strand):
                if self.court.open(rule, seat, strand.id, due=limit):
                    self.court.at(limit, partial(self._late, rule, seat, strand.id))
        for word in self.court.responses(strand.id):
            self._answered(word)

    def observe(self, event: Event) -> None:
        """The first word that is a response settles both."""
        word = self.court.response(event)
        if word is not None:
            self._answered(word)

    def _answered(self, word: Word) -> None:
        for seat in self.court.answering(word):
            self._spoke(seat, word)

    def _spoke(self, seat: str, word: Word) -> None:
        at, waited = show_moment(word.at), show_duration(max(0, word.at))
        for duty in self.court.open_duties("R25", seat=seat, strand=word.strand):
            self.court.settle(duty, FULL, [word.seq], (f"first response at {at}", f"首次回应时间为{at}"))
        for duty in self.court.open_duties("R01", seat=seat, strand=word.strand):
            self.court.settle(
                duty,
                max(0, min(FULL, round(FULL * (SLOW - word.at) / (SLOW - PROMPT)))),
                [word.seq],
                (f"the public waited {waited} for the first response", f"公众等待首次回应的时间为{waited}"),
                (
                    "say by T+04:00 what is verified, what is not known yet, and when the next word comes",
                    "在T+04:00前先发布已核实情况，说明尚不掌握的内容和下次发布时间",
                ),
            )

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        if duty is not None and duty.due is not None:
            due = show_moment(duty.due)
            self.court.settle(
                duty,
                0,
                [],
                (f"no response by {due}", f"截至{due}仍未作出回应"),
                (
                    "a response to the concern, with what is verified, before the limit",
                    "在时限前针对关切作出回应，说明已核实的情况",
                ),
            )


class MajorEmergency(Watch):
    """R70 (authoritative information within 5 h) and R24 (press conference within 24 h) on levels I and II."""

    RIGHT: Final = {
        "R70": (
            "a first word with at least one verified fact and one measure",
            "首次发布应至少包含一项已核实事实和一项措施",
        ),
        "R24": (
            "a press conference with the heads or spokespersons of those who hold the facts",
            "由掌握情况的部门负责人或新闻发言人出席的新闻发布会",
        ),
    }

    def matter(self, strand: Strand) -> None:
        """The clock runs from the event."""
        for rule in self.RIGHT:
            limit = self.court.limit(rule)
            if limit is None or not self.court.holds(rule, strand.id):
                continue
            for seat in self.court.seats_of(strand):
                if self.court.open(rule, seat, strand.id, due=limit):
                    self.court.at(limit, partial(self._late, rule, seat, strand.id))
        for word in self.court.responses(strand.id):
            self._answered(word)

    def observe(self, event: Event) -> None:
        """A word with a verified fact and a measure meets R70; a conference that answers meets R24."""
        word = self.court.response(event)
        if word is not None:
            self._answered(word)

    def _answered(self, word: Word) -> None:
        fact = any(verdict["verdict"] == "supported" for verdict in word.reading["facts"])
        if fact and (word.message.disposals or word.message.advice):
            self._meet("R70", word)
        if word.message.form == "conference":
            self._meet("R24", word)

    def _meet(self, rule: str, word: Word) -> None:
        moment = show_moment(word.at)
        for seat in self.court.answering(word):
            duty = self.court.get(rule, seat, word.strand)
            self.court.settle(duty, FULL, [word.seq], (f"done at {moment}", f"已于{moment}完成"))

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        self.court.settle(duty, 0, [], ("not done within the limit", "未在时限内完成"), self.RIGHT[rule])


class Found(Watch):
    """R51: the unit's own watch finds the sign, before others bring it."""

    def observe(self, event: Event) -> None:
        """A true sign opens it; logging it settles it; news from outside settles it badly."""
        if event.kind == "signal_seen":
            signal = next(s for s in self.court.library.scenario.signals if s.id == event.data["signal"])
            if not signal.decoy and self.court.in_force("R51"):
                self.court.open("R51", event.seat, self.court.first_strand, key=signal.id)
        elif event.kind == "action" and event.data["action"]["act"] == "log":
            self._logged(event)
        elif event.kind == "document" and event.at >= 0:
            self._missed(event.seat, [event.seq])

    def _logged(self, event: Event) -> None:
        signal = event.data["action"]["signal"]
        waited = event.at - self.board.signals[event.seat][signal]
        self.court.settle(
            self.court.get("R51", event.seat, self.court.first_strand, signal),
            FULL if waited <= LOGGED else HALF,
            [event.seq],
            (
                f"own monitoring found the sign after {show_duration(waited)}",
                f"本单位监测在{show_duration(waited)}内发现苗头",
            ),
            ("log a sign within two hours of its appearing", "苗头出现后两小时内登记"),
        )

    def close(self) -> None:
        """What nobody found until the end was missed."""
        self._missed(None, [])

    def _missed(self, seat: str | None, evidence: list[int]) -> None:
        for duty in self.court.open_duties("R51", seat=seat):
            self.court.settle(
                duty,
                0,
                evidence,
                ("the sign was visible, and others had to tell the unit", "苗头已经出现，却由外部告知本单位"),
                ("watch every class of channel round the clock and log what shows", "全天候监测各类渠道，发现即登记"),
            )


class Reported(Watch):
    """R52 (departments report within the internal limit) and R81 (the local government reports an emergency upward)."""

    def matter(self, strand: Strand) -> None:
        """R81 counts from the event."""
        office, limit = self.court.office(), self.court.limit("R81")
        if office and limit is not None and self.court.holds("R81", strand.id):
            if self.court.open("R81", office, strand.id, due=limit):
                self.court.at(limit, partial(self._late, "R81", office, strand.id))

    def observe(self, event: Event) -> None:
        """R52 counts from the moment at which the unit has the matter before it."""
        if event.kind == "sheet_opened":
            self._detected(event)
        elif event.kind == "reported_up":
            at = show_moment(event.at)
            duty = self.court.get("R52", event.seat, event.data["strand"])
            self.court.settle(duty, FULL, [event.seq], (f"reported at {at}", f"已于{at}报告"))
            self._upward(event)

    def _detected(self, event: Event) -> None:
        strand, limit = self.court.strand(event.data["strand"]), self.court.limit("R52")
        if limit is None or not self.court.in_force("R52"):
            return
        due = max(0, event.at) + limit
        for seat in self.court.seats_of(strand):
            if self.court.open("R52", seat, strand.id, due=due):
                self.court.at(due, partial(self._late, "R52", seat, strand.id))

    def _upward(self, event: Event) -> None:
        """A report to another place is one upward; a figure that the unit does not hold is a false report."""
        duty = self.court.get("R81", event.seat, event.data["strand"])
        if duty is None or event.data["party"].split("/")[0] == duty.party.split("/")[0]:
            return
        at = show_moment(event.at)
        altered = any(citation["value"] is not None for citation in event.data["facts"])
        whole = bool(event.data["facts"])
        self.court.settle(
            duty,
            0 if altered else FULL if whole else HALF,
            [event.seq],
            ("the report upward gave a figure that the unit did not hold", "向上报告的数据与本单位掌握情况不符")
            if altered
            else (f"reported upward with facts at {at}", f"已于{at}向上级报告事实")
            if whole
            else (f"reported upward at {at}, without any fact", f"已于{at}向上级报告，但未附事实"),
            ("report what is known, as it is known, within the limit", "在时限内如实报告已掌握情况"),
        )

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        if duty is not None and duty.due is not None:
            due = show_moment(duty.due)
            self.court.settle(
                duty,
                0,
                [],
                (f"no report upward by {due}", f"截至{due}未向上报告"),
                ("a first report within the limit, to be completed later", "在时限内先报初报，随后续报"),
            )


WATCHES = (FirstWord, MajorEmergency, Found, Reported)
