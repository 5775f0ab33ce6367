"""What the words of a drill add up to: about the public's questions and not the own work (R33), with an expert where the
quarrel is technical (R67), in a form that fits the grade (R28), and with the doubts resolved when the matter is closed (R41).
"""

from __future__ import annotations

from math import fsum
from typing import Final

from simulator.message.answering import is_response
from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, RELEASES, Court, Watch
from simulator.scenario.schema import Strand

WEIGHTY: Final = 4
"""Weight from which a concern is one of the top questions (assumption)."""


class OnConcern(Watch):
    """R33: of what a seat publishes, more is on what people ask than on its own work."""

    judges = ("R33",)
    hears = RELEASES

    def __init__(self, court: Court) -> None:
        """Nothing has been published."""
        super().__init__(court)
        self.asked = [element for c in court.library.concerns.values() for element in c.answered_by]
        """Slots, advice and disposals that answer some concern."""
        self.shares: dict[tuple[str, str], list[tuple[int, int, float]]] = {}
        """(seat, strand) -> (event number, novelty, share on concerns) of each release."""

    def observe(self, event: Event) -> None:
        """Each release that tells something new."""
        word = self.court.released(event)
        if word is None or not word.reading["novelty"] or not self.court.holds("R33", word.strand):
            return
        said = [verdict["slot"] for verdict in word.reading["facts"]]
        said += [*word.message.advice, *word.message.disposals]
        claims = len(word.message.claims)  # what circulates is what people ask
        if not said and not claims:
            return
        share = (sum(element in self.asked for element in said) + claims) / (len(said) + claims)
        self.court.open("R33", word.seat, word.strand)
        self.shares.setdefault((word.seat, word.strand), []).append((word.seq, word.reading["novelty"], share))

    def close(self) -> None:
        """Whole where more than half is on what people ask."""
        for duty in self.court.open_duties("R33"):
            shares = self.shares[(duty.seat, duty.strand)]
            mean = fsum(weight * share for _, weight, share in shares) / sum(weight for _, weight, _ in shares)
            self.court.settle(
                duty,
                FULL if mean > 0.5 else round(2 * FULL * mean),
                [seq for seq, _, _ in shares],
                (
                    f"{round(100 * mean)} % of what it said is what people ask",
                    f"发布内容中{round(100 * mean)}%是公众所问",
                ),
                ("answer what people ask; leave the own work out", "围绕公众所问，不谈自身工作成绩"),
            )


class Expert(Watch):
    """R67: in a technical dispute an expert explains."""

    judges = ("R67",)
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """Asked of the departments; whoever brings the expert in does it for all."""
        if self.court.holds("R67", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R67", seat, strand.id)

    def observe(self, event: Event) -> None:
        """An expert interpretation that states something verified meets it."""
        word = self.court.released(event)
        if word is None or word.message.form != "interpretation":
            return
        if any(verdict["verdict"] == "supported" for verdict in word.reading["facts"]):
            for duty in self.court.open_duties("R67", strand=word.strand):
                self.court.settle(duty, FULL, [word.seq], ("an expert explained", "已组织专家解读"))

    def close(self) -> None:
        """Officials argued without one."""
        self.court.settle_all(
            self.court.open_duties("R67"),
            0,
            ("a technical dispute without any expert", "专业争议未组织专家解读"),
            ("publish an expert interpretation with verified findings", "发布有核实依据的专家解读"),
        )


class FormFits(Watch):
    """R28: the response has a form that the notice knows and that fits the grade: on levels I and II at least once a press
    conference or briefing where the rulebook asks for one, elsewhere any official word.
    """

    judges = ("R28",)

    def matter(self, strand: Strand) -> None:
        """Asked of the departments."""
        if self.court.holds("R28", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R28", seat, strand.id)

    def close(self) -> None:
        """By the words that answered for each department; having posts removed is no form of response."""
        removed = [seat for _, seat, answer in self._removals() if answer == "comply"]
        for duty in self.court.open_duties("R28"):
            words = [w for w in self.court.responses(duty.strand) if duty.seat in self.court.answering(w)]
            fits = bool(words) and (not self._grave(duty.strand) or any(w.message.form == "conference" for w in words))
            clean = duty.seat not in removed
            self.court.settle(
                duty,
                (FULL if fits else HALF if words else 0) if clean else 0,
                [word.seq for word in words],
                ("had posts removed in place of a response", "以删帖代替回应")
                if not clean
                else ("responded in a form that fits the grade", "回应形式与等级相称")
                if fits
                else (
                    "responded, without the press conference that the level asks for",
                    "作了回应，但未按级别举行新闻发布会",
                )
                if words
                else ("never responded in any form", "没有以任何形式回应"),
                (
                    "a release or reply; on levels I and II a press conference",
                    "发布权威信息；特别重大、重大事件举行新闻发布会",
                ),
            )

    def _grave(self, strand: str) -> bool:
        limits = self.court.rulebook.limits
        asks = limits.gathering is not None and limits.gathering[0] == "conference" and not limits.conference_optional
        return asks and self.court.facts[strand].major_emergency

    def _removals(self) -> list[tuple[str, str, str]]:
        orders = {i.id: i.order for i in self.court.library.scenario.injects}
        given = [(inject, seat, answer) for inject, (_, seat, answer) in self.board.orders.items()]
        return [one for one in given if (order := orders[one[0]]) is not None and order.wants == "remove_posts"]


class Resolved(Watch):
    """R41: when the sheet is closed the top questions have been answered and what was false has been put right. What the
    public then believes is the outcome, which is shown and never scored.
    """

    judges = ("R41",)
    hears = ("sheet_closed",)

    def observe(self, event: Event) -> None:
        """Closing opens and settles it, for every department."""
        strand = event.data["strand"]
        if not self.court.holds("R41", strand):
            return
        answered = [concern for word in self.board.words for concern in word.reading["concerns"]]
        top = [c.id for c in self.court.library.concerns.values() if c.weight >= WEIGHTY]
        false = [c for c in self.board.claims if self.court.library.truth(c, event.at) == "false"]
        denied = [a["claim"] for w in self.board.words for a in w.reading["claims"] if self._rightly(a)]
        open_ = [c for c in top if c not in answered] + [claim for claim in false if claim not in denied]
        whole = len(top) + len(false)
        for seat in self.court.seats_of(self.court.strand(strand)):
            self.court.settle(
                self.court.open("R41", seat, strand),
                round(FULL * (whole - len(open_)) / whole) if whole else FULL,
                [event.seq, *(word.seq for word in self.board.words if is_response(word))][:6],
                (
                    f"at closing {whole - len(open_)} of {whole} doubts were resolved",
                    f"办结时{whole}项疑问中已解决{whole - len(open_)}项",
                ),
                (
                    "close when the top questions are answered and what is false is put right",
                    "主要关切已回应、不实信息已澄清再办结",
                ),
            )

    def _rightly(self, answer: dict[str, str]) -> bool:
        return answer["verdict"] == "supported" and answer["stance"] == "deny"


WATCHES = (OnConcern, Expert, FormFits, Resolved)
