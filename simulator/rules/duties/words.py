"""Rules about words that need the whole drill: superiors' orders answered (R50), channels that reach those who ask (R37), what
may not be published (R77 to R79), and work news that poses as a response (R85). How good a single word is, its reading says.
"""

from __future__ import annotations

from math import fsum
from typing import Final

from simulator.message.answering import is_empty, is_fresh
from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Court, Watch
from simulator.scenario.schema import Inject
from simulator.scenario.text import Text

REACHING: Final = ("weibo", "wechat", "short_video")
"""Channels where concerns arise (OPINION_MODEL 6.1)."""
RECORD: Final = "news_portal"
"""The official place of record."""
OFFICIAL_TEXTS: Final = ("statement", "update", "social", "conference")
"""Forms that claim to respond to the public."""


class Ordered(Watch):
    """R50: openness is the principle. An unlawful order to wait, lower a figure or remove posts is questioned."""

    judges = ("R50",)
    hears = ("document", "order_answered")

    RIGHT: Final = (
        "ask for the legal ground or record dissent, and publish what the law lets go out",
        "询问法律依据或记录不同意见，依法应公开的照常公开",
    )

    def observe(self, event: Event) -> None:
        """The order opens it, the seat's own answer settles it."""
        strand = self.court.library.belongs.injects[event.data["inject"]]
        if event.kind == "document" and self.court.in_force("R50"):
            order = self._inject(event.data["inject"]).order
            if order is not None and not order.lawful:
                self.court.open("R50", event.seat, strand, key=event.data["inject"])
        elif event.kind == "order_answered":
            obeyed = event.data["answer"] == "comply"
            self.court.settle(
                self.court.get("R50", event.seat, strand, event.data["inject"]),
                0 if obeyed else FULL,
                [event.seq],
                ("obeyed an order without legal ground", "执行了没有依据的指令")
                if obeyed
                else ("asked for the ground, or recorded dissent", "询问依据或记录了不同意见"),
                self.RIGHT,
            )

    def _inject(self, inject: str) -> Inject:
        return next(known for known in self.court.library.scenario.injects if known.id == inject)

    def close(self) -> None:
        """An order left lying: half if the public heard of the slot all the same, nothing if it was obeyed in fact."""
        for duty in self.court.open_duties("R50"):
            order, came = self._inject(duty.key).order, self.board.documents[duty.seat][duty.key].at
            fresh = [w for w in self.board.words if w.at >= came and is_fresh(w, self.board)]
            said = [verdict["slot"] for word in fresh for verdict in word.reading["facts"]]
            spoken = bool(fresh) if order is None or order.slot is None else order.slot in said
            self.court.settle(
                duty,
                HALF if spoken else 0,
                [],
                ("the order was left lying", "对该指令未作答复")
                if spoken
                else ("the order was left lying, and obeyed in fact", "对该指令未作答复，实际照办"),
                self.RIGHT,
            )


class Reached(Watch):
    """R37: published where the concern arose, and on the official place of record."""

    judges = ("R37",)
    hears = RELEASES

    def __init__(self, court: Court) -> None:
        """Count by seat."""
        super().__init__(court)
        self.shares: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
        """(seat, strand) -> (event number, weight by novelty, share reached) of each release."""

    def observe(self, event: Event) -> None:
        """Each release by its channels."""
        word = self.court.released(event)
        if word is None or not word.reading["novelty"] or not self.court.holds("R37", word.strand):
            return
        if event.kind == "interview_given":  # where it appears is the outlet's to choose
            return
        reach = sum(channel in word.channels for channel in REACHING) / len(REACHING)
        share = (2 * reach + (RECORD in word.channels)) / 3
        self.court.open("R37", word.seat, word.strand)
        self.shares.setdefault((word.seat, word.strand), []).append((event.seq, word.reading["novelty"], share))

    def close(self) -> None:
        """The mean over a seat's releases."""
        for duty in self.court.open_duties("R37"):
            shares = self.shares[(duty.seat, duty.strand)]
            mean = fsum(weight * share for _, weight, share in shares) / sum(weight for _, weight, _ in shares)
            self.court.settle(
                duty,
                round(FULL * mean),
                [seq for seq, _, _ in shares],
                (
                    f"channels reached {round(100 * mean)} % of where people ask",
                    f"发布渠道覆盖公众关切所在的{round(100 * mean)}%",
                ),
                ("publish where the concern arose and on the official site", "在舆情发生的渠道和官方网站同时发布"),
            )


class Guarded(Watch):
    """What only loses: publishing what the law protects (R77 to R79), and empty texts as a response (R85)."""

    judges = ("R77", "R78", "R79", "R85")
    hears = (*RELEASES, "replied")

    def observe(self, event: Event) -> None:
        """Each protected fact that goes out breaks its prohibition once; so does the first empty text of a seat."""
        word = self.court.said(event)
        if word is None:
            return
        for verdict in word.reading["facts"]:
            if verdict["verdict"] == "protected":
                self._leaked(word, verdict["fact"], verdict.get("by", word.seat))
        if word.message.form in OFFICIAL_TEXTS and is_empty(word) and self.court.holds("R85", word.strand):
            self.court.prohibit(
                "R85",
                word.seat,
                word.strand,
                "",
                [event.seq],
                (
                    "a text without any fact, answer or measure was put out as a response",
                    "以没有实质内容的文字充当回应",
                ),
                (
                    "answer what people ask, or say what is not known yet and when",
                    "回答公众关切，或说明尚不掌握的内容和下次发布时间",
                ),
            )

    def _leaked(self, word: Word, fact: str, seat: str) -> None:
        rule = self.court.library.facts[fact].ground_rule or "R77"
        ground = self._ground(fact)
        if self.court.holds(rule, word.strand):
            self.court.prohibit(
                rule,
                seat,
                word.strand,
                fact,
                [word.seq],
                (f"published what the law protects: {ground.en}", f"发布了依法不予公开的信息：{ground.zh}")
                if ground is not None
                else ("published what the law protects", "发布了依法不予公开的信息"),
                ("withhold it, and name the ground", "依法不予公开，并说明依据"),
            )

    def _ground(self, fact: str) -> Text | None:
        """Why a fact is withheld: its own ground, or that of the protected matter to which it belongs."""
        matters = (matter.ground for matter in self.court.library.scenario.protected if fact in matter.facts)
        return self.court.library.facts[fact].ground or next(matters, None)


WATCHES = (Ordered, Reached, Guarded)
