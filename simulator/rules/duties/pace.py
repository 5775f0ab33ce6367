"""Pace: a first word well before the press conference (R23), signs that are logged and raised and whose outcome is reported
back (R56), and news work that begins together with the handling (R88).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Strand

WELL_BEFORE: Final = 12 * HOUR
"""A first word by then comes well before the press conference of the first day (assumption: half of its 24 h)."""
SAME_TIME: Final = 2 * HOUR
"""News work that begins within this time of the handling begins together with it (assumption)."""


class EarlyWord(Watch):
    """R23, of every department on levels I and II: the public hears something before the conference."""

    judges = ("R23",)
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """Asked of the departments; a word that was said before counts."""
        if self.court.holds("R23", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R23", seat, strand.id)
            for word in self.court.responses(strand.id):
                self._first(word)

    def observe(self, event: Event) -> None:
        """The first response settles it."""
        word = self.court.response(event)
        if word is not None:
            self._first(word)

    def _first(self, word: Word) -> None:
        at, conference = show_moment(word.at), word.message.form == "conference"
        for seat in self.court.answering(word):
            self.court.settle(
                self.court.get("R23", seat, word.strand),
                0 if conference else FULL if word.at <= self.court.surfaced(word.strand) + WELL_BEFORE else HALF,
                [word.seq],
                ("nothing was said before the press conference", "新闻发布会之前没有任何发声")
                if conference
                else (f"a first word before any press conference, at {at}", f"在新闻发布会之前已于{at}发声"),
                (
                    "a short first word: what is known, what is being done, when the next word comes",
                    "先发简短信息：已知情况、正在采取的措施、下次发布时间",
                ),
            )

    def close(self) -> None:
        """Who never spoke."""
        self.court.settle_all(
            self.court.open_duties("R23"),
            0,
            ("said nothing in a major emergency", "重大突发事件中没有发声"),
            ("speak as soon as something is verified", "有核实情况即及时发声"),
        )


class Warned(Watch):
    """R56: a unit that can see a sign logs it and warns; and where the rulebook gives working days for it, what was verified
    goes up; a problem left over from the past has its own.
    """

    judges = ("R56",)
    hears = ("signal_seen", "sheet_opened", "reported_up")

    def observe(self, event: Event) -> None:
        """A true sign opens the one, the handling sheet the other."""
        if event.kind == "signal_seen":
            signal = next(s for s in self.court.library.scenario.signals if s.id == event.data["signal"])
            if not signal.decoy and self.court.in_force("R56"):
                self.court.open("R56", event.seat, self.court.library.belongs.signals[signal.id], key=signal.id)
        elif event.kind == "sheet_opened":
            self._to_report(self.court.strand(event.data["strand"]))
        else:
            duty = self.court.get("R56", event.seat, event.data["strand"], "report")
            if duty is not None and event.data["facts"] and event.at <= (duty.due or event.at):
                says = ("what was verified went up in time", "已按时上报核实情况")
                self.court.settle(duty, FULL, [event.seq], says)

    def _to_report(self, strand: Strand) -> None:
        limits = self.court.rulebook.limits
        days = limits.verification_report_workdays
        if strand.legacy and limits.legacy_report_workdays is not None:
            days = limits.legacy_report_workdays
        if days is None or not self.court.in_force("R56"):
            return
        for seat in self.court.seats_of(strand):
            self.court.open("R56", seat, strand.id, key="report", due=self.court.after_workdays(days))

    def close(self) -> None:
        """Logged is half of it, warned the other: by this unit, or by another that was quicker."""
        ends = self.court.library.scenario.clock.ends
        for duty in self.court.open_duties("R56"):
            if duty.key == "report":
                if duty.due is not None and duty.due < ends:
                    missed = ("what was verified did not go up in time", "未按时上报核实情况")
                    right = ("report what was verified, with the facts, in the working days given", "按规定工作日上报")
                    self.court.settle(duty, 0, [], missed, right)
                continue
            logged = duty.key in self.board.logged.get(duty.seat, {})
            sheet = self.board.sheets.get(duty.strand)
            early = sheet is not None and bool(sheet.by)
            warned = duty.key in self.board.flagged.get(duty.seat, {}) or (logged and early)
            self.court.settle(
                duty,
                HALF * (logged + warned),
                [],
                (
                    f"the sign was {'' if logged else 'not '}logged and {'' if warned else 'not '}raised",
                    f"苗头{'已' if logged else '未'}登记，{'已' if warned else '未'}预警",
                ),
                ("log the sign and raise it before it grows", "发现苗头即登记日志并预警"),
            )


class Synchronous(Watch):
    """R88, of whoever begins to handle an emergency: its news work begins at the same time."""

    judges = ("R88",)
    hears = ("action",)

    def observe(self, event: Event) -> None:
        """The first disposal that a department sets going opens it."""
        if event.data["action"]["act"] != "dispatch":
            return
        own = self.court.library.belongs.disposals.get(event.data["action"]["disposal"])
        for strand in self.court.strands:
            if strand.id != own:
                continue
            if event.seat in self.court.seats_of(strand) and self.court.holds("R88", strand.id):
                if not self.court.open_duties("R88", seat=event.seat, strand=strand.id):
                    self.court.open("R88", event.seat, strand.id, key=str(event.at))

    def close(self) -> None:
        """By when its plan, its first draft or a word that spoke for it came, against when the handling began."""
        for duty in self.court.open_duties("R88"):
            began = int(duty.key)
            news = self._news(duty.seat, duty.strand)
            done = [end for d in self.court.library.disposals_owned_by(duty.seat) for end in self._ended(d)]
            together = news is not None and news <= began + SAME_TIME
            before = news is not None and news <= max(done, default=self.board.now)
            self.court.settle(
                duty,
                FULL if together else HALF if before else 0,
                [],
                ("no news work beside the handling", "处置期间没有开展信息发布工作")
                if news is None
                else (
                    f"handling began at {show_moment(began)}, news work at {show_moment(news)}",
                    f"{show_moment(began)}开始处置，{show_moment(news)}开展信息发布工作",
                ),
                (
                    "plan the news with the response: who says what, with whose approval",
                    "处置与发布同步研究、部署、授权",
                ),
            )

    def _news(self, seat: str, strand: str) -> int | None:
        moments = [draft.asked for (by, _), draft in self.board.drafts.items() if by == seat and draft.strand == strand]
        moments += [
            at for at, data in self.board.assessed.get(seat, []) if data["proposal"] and data["strand"] == strand
        ]
        moments += [w.at for w in self.board.words if w.strand == strand and seat in self.court.answering(w)]
        return min(moments, default=None)

    def _ended(self, disposal: str) -> list[int]:
        end = self.board.disposals.get(disposal, (0, None))[1]
        return [] if end is None else [end]


WATCHES = (EarlyWord, Warned, Synchronous)
