"""Rules about official words that need the whole drill: dangerous rumours rebutted, errors corrected, orders answered,
channels that reach those who ask, and what may not be published. How good a single word is, its reading says.
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event
from simulator.rules.duties.book import FULL, Court, Watch
from simulator.scenario.moments import HOUR, show_duration

CORRECT: Final = 2 * HOUR
"""An honest slip corrected within this time of being knowable costs little (DESIGN section 6)."""
REACHING: Final = ("weibo", "wechat", "short_video")
"""Channels where concerns arise (OPINION_MODEL 6.1)."""


class Rebutted(Watch):
    """R20: a serious rumour is corrected in public; referral does not replace it."""

    def observe(self, event: Event) -> None:
        """Opened by the claim, settled by a supported denial."""
        library = self.court.library
        office = self.court.office()
        if event.kind == "claim_started" and office:
            if library.claims[event.data["claim"]].danger == "serious":
                limit = self.court.hours("R20")
                due = None if limit is None else event.at + limit
                self.court.open("R20", office, library.scenario.strands[0].id, key=event.data["claim"], due=due)
        elif event.kind in ("published", "conference_held"):
            for claim in self.board.words[-1].reading["claims"]:
                duty = next(
                    (d for d in self.court.duties.values() if d.rule == "R20" and d.key == claim["claim"]), None
                )
                if duty is None or claim["verdict"] != "supported" or claim["stance"] != "deny":
                    continue
                waited = event.at - self.board.claims[claim["claim"]]
                evidence = bool(self.board.words[-1].reading["facts"])
                quick = max(0.25, min(1.0, 1 - (waited - 4 * HOUR) / (44 * HOUR)))
                self.court.settle(
                    duty,
                    round(FULL * quick * (1.0 if evidence else 0.5)),
                    [event.seq],
                    (
                        f"rebutted after {show_duration(waited)}, {'with' if evidence else 'without'} evidence",
                        f"在{show_duration(waited)}内辟谣，{'附' if evidence else '未附'}证据",
                    ),
                    (
                        "rebut within hours: the true fact first, its source, the false claim once",
                        "数小时内辟谣：先讲事实和来源，谣言只提一次",
                    ),
                )

    def close(self) -> None:
        """Never rebutted."""
        for duty in list(self.court.duties.values()):
            if duty.rule == "R20":
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("a dangerous rumour was never rebutted in public", "严重危害秩序的谣言始终未公开辟谣"),
                    ("name the false claim, give the true fact and its source", "指出不实内容，公布事实及来源"),
                )


class Corrected(Watch):
    """R30 (state only what is verified, admit what is wrong) with R36's tolerance: an error that becomes knowable is to
    be corrected within two hours; once per fact. Each wrong slot or claim of a party is one duty.
    """

    def __init__(self, court: Court) -> None:
        """Nothing wrong has been said."""
        super().__init__(court)
        self.errors: dict[tuple[str, str], tuple[int, str]] = {}
        """(seat, slot or claim) -> (event number of the word, strand); errors not yet corrected."""
        self.knowable: dict[tuple[str, str], int] = {}

    def observe(self, event: Event) -> None:
        """Errors appear with words, become knowable with knowledge, and end with a right word on the same thing."""
        match event.kind:
            case "published" | "conference_held" | "replied":
                self._word(event)
            case "fact_learned":
                self._can_know(event.seat, event.data["slot"], event)
            case "claim_checked":
                self._can_know(event.seat, event.data["claim"], event)
            case "claim_surfaced":
                for seat in self.court.library.party_of:
                    self._can_know(seat, event.data["claim"], event)

    def _word(self, event: Event) -> None:
        word = (self.board.replies if event.kind == "replied" else self.board.words)[-1]
        for verdict in word.reading["facts"]:
            wrong = not verdict["true"] and verdict["verdict"] in ("contradicted", "premature", "outdated")
            self._said(word.seat, verdict["slot"], wrong, event, word.strand)
        for claim in word.reading["claims"]:
            right = {"false": "deny", "true": "confirm", "partly_true": "partly", "unknown": "unverified"}[
                claim["truth"]
            ]
            wrong = claim["stance"] not in (right, "unverified")
            self._said(word.seat, claim["claim"], wrong, event, word.strand)

    def _said(self, seat: str, about: str, wrong: bool, event: Event, strand: str) -> None:
        key = (seat, about)
        if wrong:
            self.errors.setdefault(key, (event.seq, strand))
            self._knows_already(seat, about, event)
        elif key in self.errors:
            seq, strand = self.errors.pop(key)
            since = self.knowable.get(key)
            quick = since is None or event.at <= since + CORRECT
            self.court.settle(
                self.court.open("R30", seat, strand, key=about),
                900 if quick else 500,
                [seq, event.seq],
                (
                    "an error was corrected" + (" promptly" if quick else ""),
                    ("及时" if quick else "") + "更正了错误信息",
                ),
                ("name the error and put it right within two hours of knowing better", "发现错误后两小时内公开更正"),
            )

    def _knows_already(self, seat: str, about: str, event: Event) -> None:
        library = self.court.library
        if about in library.claims:
            checked = self.board.checked.get(seat, {}).get(about)
            known = checked is not None and checked[1] != "unknown"
        else:
            current = library.current(about, event.at)
            known = current is not None and self.board.knows(seat, current.id)
        if known:
            self._knowable(seat, about, event)

    def _can_know(self, seat: str, about: str, event: Event) -> None:
        if (seat, about) in self.errors and (seat, about) not in self.knowable:
            self._knowable(seat, about, event)

    def _knowable(self, seat: str, about: str, event: Event) -> None:
        if (seat, about) not in self.knowable:
            self.knowable[(seat, about)] = event.at
            seq, _ = self.errors[(seat, about)]
            self.court.emit("error_knowable", seat, about=about, word=seq, party=self.court.library.party_of[seat])

    def close(self) -> None:
        """Errors that could be known and stand uncorrected; a lie is one from the moment it is told."""
        for (seat, about), (seq, strand) in self.errors.items():
            if (seat, about) in self.knowable:
                self.court.settle(
                    self.court.open("R30", seat, strand, key=about),
                    0,
                    [seq],
                    ("an untrue statement was never corrected", "不实表述始终未更正"),
                    ("correct it in public as soon as better is known", "掌握真实情况后立即公开更正"),
                )


class Ordered(Watch):
    """R50: openness is the principle. An unlawful order to wait, lower a figure or remove posts is questioned."""

    def observe(self, event: Event) -> None:
        """The order opens it, the answer settles it."""
        library = self.court.library
        strand = library.scenario.strands[0].id
        if event.kind == "document":
            inject = next(i for i in library.scenario.injects if i.id == event.data["inject"])
            if inject.order is not None and not inject.order.lawful:
                self.court.open("R50", event.seat, strand, key=inject.id)
        elif event.kind == "order_answered":
            obeyed = event.data["answer"] == "comply"
            self.court.settle(
                self.court.get("R50", event.seat, strand, event.data["inject"]),
                0 if obeyed else FULL,
                [event.seq],
                (
                    "obeyed an order without legal ground" if obeyed else "asked for the ground, or recorded dissent",
                    "执行了没有依据的指令" if obeyed else "询问依据或记录了不同意见",
                ),
                (
                    "ask for the legal ground or record dissent, and publish what the law lets go out",
                    "询问法律依据或记录不同意见，依法应公开的照常公开",
                ),
            )

    def close(self) -> None:
        """An order left lying was neither obeyed nor questioned."""
        for duty in list(self.court.duties.values()):
            if duty.rule == "R50":
                self.court.settle(
                    duty,
                    500,
                    [],
                    ("the order was left lying", "对该指令未作答复"),
                    ("ask for the legal ground or record dissent", "询问法律依据或记录不同意见"),
                )


class Reached(Watch):
    """R37: published where the concern arose, and on the official place of record."""

    def __init__(self, court: Court) -> None:
        """Count by seat."""
        super().__init__(court)
        self.shares: dict[tuple[str, str], list[tuple[int, float]]] = {}

    def observe(self, event: Event) -> None:
        """Each release by its channels."""
        if event.kind in ("published", "conference_held"):
            word = self.board.words[-1]
            reach = sum(channel in word.channels for channel in REACHING) / len(REACHING)
            record = "news_portal" in word.channels
            self.court.open("R37", word.seat, word.strand)
            self.shares.setdefault((word.seat, word.strand), []).append((event.seq, (2 * reach + record) / 3))

    def close(self) -> None:
        """The mean over a seat's releases."""
        for duty in list(self.court.duties.values()):
            if duty.rule == "R37" and not duty.settled:
                shares = self.shares[(duty.seat, duty.strand)]
                mean = sum(share for _, share in shares) / len(shares)
                self.court.settle(
                    duty,
                    round(FULL * mean),
                    [seq for seq, _ in shares],
                    (
                        f"channels reached {round(100 * mean)} % of where people ask",
                        f"发布渠道覆盖公众关切所在的{round(100 * mean)}%",
                    ),
                    ("publish where the concern arose and on the official site", "在舆情发生的渠道和官方网站同时发布"),
                )


class Guarded(Watch):
    """R77 and R78: what the law protects is not published."""

    def observe(self, event: Event) -> None:
        """Each protected fact that goes out breaks the prohibition."""
        if event.kind not in ("published", "conference_held", "replied"):
            return
        word = (self.board.replies if event.kind == "replied" else self.board.words)[-1]
        for verdict in word.reading["facts"]:
            if verdict["verdict"] == "protected":
                fact = self.court.library.facts[verdict["fact"]]
                self.court.prohibit(
                    fact.ground_rule or "R77",
                    word.seat,
                    word.strand,
                    fact.id,
                    [event.seq],
                    ("published what the law protects", "发布了依法不予公开的信息"),
                    ("withhold it, and name the ground", "依法不予公开，并说明依据"),
                )


WATCHES = (Rebutted, Corrected, Ordered, Reached, Guarded)
