"""Rules of timing: found in time, reported in time, answered in time, and kept up."""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, Watch
from simulator.scenario.moments import HOUR, show_duration, show_moment
from simulator.scenario.schema import Strand

PROMPT: Final = 4 * HOUR
"""A first word by then is prompt: the 'golden four hours' of Chinese practice (assumption; OPINION_MODEL 6.4)."""
SLOW: Final = 24 * HOUR
"""A first word after this earns nothing for promptness (assumption)."""
MATERIAL: Final = 6 * HOUR
"""A material change that the speaker knows is published within this time (assumption; N61 gives no hour)."""
CONTINUE: Final = 24 * HOUR
"""At least one further word in each such span until the sheet is closed (assumption)."""


class FirstWord(Watch):
    """R25 (respond within 48 h) and R01 (no slow reaction), for every department that the matter touches."""

    def matter(self, strand: Strand) -> None:
        """Both clocks start once and are not restarted by later changes (I11)."""
        limit = self.court.hours("R25")
        if not self.court.holds("R25", strand.id):
            limit = None
        for seat in self.court.seats_of(strand):
            if limit is not None and self.court.open("R25", seat, strand.id, due=limit):
                self.court.at(limit, lambda s=seat, t=strand.id: self._late("R25", s, t))  # type: ignore[misc]
            if self.court.holds("R01", strand.id) and self.court.open("R01", seat, strand.id, due=SLOW):
                self.court.at(SLOW, lambda s=seat, t=strand.id: self._late("R01", s, t))  # type: ignore[misc]

    def observe(self, event: Event) -> None:
        """The first word that is a response settles both."""
        if event.kind not in ("published", "conference_held"):
            return
        word = self.board.words[-1]
        if not self.court.is_response(word):
            return
        for seat in self.court.answering(word):
            self.court.settle(
                self.court.get("R25", seat, word.strand),
                FULL,
                [event.seq],
                (
                    f"first response at {show_moment(event.at)}",
                    f"首次回应时间为{show_moment(event.at)}",
                ),
            )
            prompt = max(0, min(FULL, round(FULL * (SLOW - event.at) / (SLOW - PROMPT))))
            self.court.settle(
                self.court.get("R01", seat, word.strand),
                prompt,
                [event.seq],
                (
                    f"the public waited {show_duration(max(0, event.at))} for the first response",
                    f"公众等待首次回应的时间为{show_duration(max(0, event.at))}",
                ),
                (
                    "say by T+04:00 what is verified, what is not known yet, and when the next word comes",
                    "在T+04:00前先发布已核实情况，说明尚不掌握的内容和下次发布时间",
                ),
            )

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        if duty is not None and duty.due is not None:
            self.court.settle(
                duty,
                0,
                [],
                (
                    f"no response by {show_moment(duty.due)}",
                    f"截至{show_moment(duty.due)}仍未作出回应",
                ),
                (
                    "a response to the concern, with at least one verified fact, before the limit",
                    "在时限前针对关切作出回应，至少包含一项已核实事实",
                ),
            )


class MajorEmergency(Watch):
    """R70 (authoritative information within 5 h) and R24 (press conference within 24 h) on levels I and II."""

    def matter(self, strand: Strand) -> None:
        """The clock runs from the event."""
        for rule in ("R70", "R24"):
            limit = self.court.hours(rule)
            if limit is None or not self.court.holds(rule, strand.id):
                continue
            for seat in self.court.seats_of(strand):
                if self.court.open(rule, seat, strand.id, due=limit):
                    self.court.at(limit, lambda r=rule, s=seat, t=strand.id: self._late(r, s, t))  # type: ignore[misc]

    def observe(self, event: Event) -> None:
        """A word with a verified fact and a measure meets R70; a conference with those who hold the facts meets R24."""
        if event.kind not in ("published", "conference_held"):
            return
        word = self.board.words[-1]
        for seat in self.court.answering(word):
            if self.court.is_response(word) and (word.message.disposals or word.message.advice):
                self._meet("R70", seat, word, event.seq)
            if event.kind == "conference_held":
                self._meet("R24", seat, word, event.seq)

    def _meet(self, rule: str, seat: str, word: Word, seq: int) -> None:
        moment = show_moment(word.at)
        self.court.settle(
            self.court.get(rule, seat, word.strand), FULL, [seq], (f"done at {moment}", f"已于{moment}完成")
        )

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        conference = rule == "R24"
        self.court.settle(
            duty,
            0,
            [],
            ("not done within the limit", "未在时限内完成"),
            (
                "a press conference with the heads or spokespersons of those who hold the facts"
                if conference
                else "a first word with at least one verified fact and one measure",
                "由掌握情况的部门负责人或新闻发言人出席的新闻发布会"
                if conference
                else "首次发布应至少包含一项已核实事实和一项措施",
            ),
        )


class Continue(Watch):
    """R26: after the first response keep releasing - promised words, material changes, and no long silence."""

    def observe(self, event: Event) -> None:
        """Promises, news that a speaker learns, and the time since its last word."""
        match event.kind:
            case "promise_made":
                self.court.open(
                    "R26",
                    event.seat,
                    self._strand(event.seat),
                    due=event.data["due"],
                    key=f"p{event.data['word']}",
                )
            case "promise_kept" | "promise_broken":
                self._promise(event)
            case "fact_learned":
                self._news(event)
            case "published" | "conference_held":
                self._word(event)
            case "sheet_closed":
                self._closed(event)

    def _strand(self, seat: str) -> str:
        words = self.board.words_of(seat)
        return words[-1].strand if words else self.court.library.scenario.strands[0].id

    def _promise(self, event: Event) -> None:
        key = f"p{event.data['word']}"
        duty = next((d for d in self.court.duties.values() if d.rule == "R26" and d.key == key), None)
        kept = event.kind == "promise_kept"
        due = show_moment(event.data["due"])
        self.court.settle(
            duty,
            FULL if kept else 0,
            [event.data["word"], event.seq],
            (
                f"the word promised for {due} came" if kept else f"the word promised for {due} did not come",
                f"承诺在{due}前发布的信息已发布" if kept else f"承诺在{due}前发布的信息没有发布",
            ),
            (
                "if there is no news at the promised time, say that there is none",
                "到承诺时间即使没有新情况，也要如实说明",
            ),
        )

    def _news(self, event: Event) -> None:
        """A seat that has published a value of the slot learns a newer one that may go out."""
        library, seat = self.court.library, event.seat
        fact = library.facts[event.data["fact"]]
        said = [
            verdict["fact"]
            for word in self.board.words_of(seat)
            for verdict in word.reading["facts"]
            if verdict["slot"] == fact.slot
        ]
        older = [earlier for earlier in said if library.facts[earlier].true_from < fact.true_from]
        if older and fact.id not in said and library.disclosable(fact, event.at) and fact.id not in self.board.public:
            due = event.at + MATERIAL
            key = f"n{fact.id}"
            if self.court.open("R26", seat, self._strand(seat), due=due, key=key):
                self.court.at(due, lambda: self._unsaid(seat, key))

    def _unsaid(self, seat: str, key: str) -> None:
        for duty in list(self.court.duties.values()):
            if duty.rule == "R26" and duty.seat == seat and duty.key == key:
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("a new figure was known and not published", "掌握新数据后没有及时发布"),
                    ("publish a material change within 6 hours of knowing it", "掌握重大变化后6小时内续报"),
                )

    def _word(self, event: Event) -> None:
        word = self.board.words[-1]
        facts = [verdict["fact"] for verdict in word.reading["facts"] if verdict["verdict"] == "supported"]
        answering = self.court.answering(word)
        for duty in list(self.court.duties.values()):
            if duty.rule != "R26" or duty.settled:
                continue
            if duty.key.startswith("n") and duty.key[1:] in facts:
                self.court.settle(duty, FULL, [event.seq], ("the change was published", "已续报变化情况"))
            if duty.key.startswith("c") and duty.seat in answering and int(duty.key[1:]) < event.at:
                self.court.settle(duty, FULL, [event.seq], ("the public was kept informed", "持续发布权威信息"))
        strand = next(s for s in self.court.library.scenario.strands if s.id == word.strand)
        if self.court.is_response(word) and word.seat in self.court.seats_of(strand):
            self._days(word)

    def _days(self, word: Word) -> None:
        """From the first response on, each day until the horizon asks for a further word; more words earn no more."""
        if any(
            duty.rule == "R26" and duty.seat == word.seat and duty.key[:1] == "c" for duty in self.court.duties.values()
        ):
            return
        for start in range(word.at, self.court.library.scenario.clock.ends - CONTINUE + 1, CONTINUE):
            key = f"c{start}"
            self.court.open("R26", word.seat, word.strand, due=start + CONTINUE, key=key)
            self.court.at(start + CONTINUE, lambda k=key: self._silent(word.seat, word.strand, k))  # type: ignore[misc]

    def _silent(self, seat: str, strand: str, key: str) -> None:
        self.court.settle(
            self.court.get("R26", seat, strand, key),
            0,
            [],
            ("a day passed without a further word", "此后一天内没有继续发布"),
            ("until the sheet is closed, at least one further word each day", "办结前每天至少续报一次"),
        )

    def _closed(self, event: Event) -> None:
        for duty in list(self.court.duties.values()):
            if duty.rule == "R26" and duty.key.startswith("c") and duty.strand == event.data["strand"]:
                self.court.settle(duty, FULL, [event.seq], ("the matter was closed in time", "已按程序办结"))

    def close(self) -> None:
        """What was not due before the horizon is left open and not judged."""


class Found(Watch):
    """R51: the unit's own watch finds the sign, before others bring it."""

    def observe(self, event: Event) -> None:
        """A true sign opens it; logging it settles it; news from outside settles it badly."""
        library = self.court.library
        if event.kind == "signal_seen":
            signal = next(s for s in library.scenario.signals if s.id == event.data["signal"])
            if not signal.decoy:
                self.court.open("R51", event.seat, library.scenario.strands[0].id, key=signal.id)
        elif event.kind == "action" and event.data["action"]["act"] == "log":
            signal_id = event.data["action"]["signal"]
            seen = self.board.signals[event.seat][signal_id]
            quick = event.at <= seen + 2 * HOUR
            self.court.settle(
                self.court.get("R51", event.seat, library.scenario.strands[0].id, signal_id),
                FULL if quick else HALF,
                [event.seq],
                (
                    f"own monitoring found the sign after {show_duration(event.at - seen)}",
                    f"本单位监测在{show_duration(event.at - seen)}内发现苗头",
                ),
                ("log a sign within two hours of its appearing", "苗头出现后两小时内登记"),
            )
        elif event.kind == "document" and event.at >= 0:
            self._miss([event.seat], event.seq)

    def close(self) -> None:
        """What nobody found until the end was missed."""
        self._miss(list(self.court.library.party_of), None)

    def _miss(self, seats: list[str], seq: int | None) -> None:
        for duty in list(self.court.duties.values()):
            if duty.rule == "R51" and duty.seat in seats:
                self.court.settle(
                    duty,
                    0,
                    [] if seq is None else [seq],
                    (
                        "the sign was visible, and others had to tell the unit",
                        "苗头已经出现，却由外部告知本单位",
                    ),
                    (
                        "watch every class of channel round the clock and log what shows",
                        "全天候监测各类渠道，发现即登记",
                    ),
                )


class Reported(Watch):
    """R52 (departments report within the internal limit) and R81 (the local government reports an emergency upward)."""

    def matter(self, strand: Strand) -> None:
        """R81 counts from the event."""
        office, limit = self.court.office(), self.court.hours("R81")
        if (
            office
            and limit is not None
            and self.court.holds("R81", strand.id)
            and self.court.open("R81", office, strand.id, due=limit)
        ):
            self.court.at(limit, lambda: self._late("R81", office, strand.id))

    def observe(self, event: Event) -> None:
        """R52 counts from the moment at which the unit has the matter before it."""
        if event.kind == "sheet_opened":
            strand = next(s for s in self.court.library.scenario.strands if s.id == event.data["strand"])
            limit = self.court.hours("R52")
            for seat in self.court.seats_of(strand):
                if limit is not None:
                    due = max(0, event.at) + limit
                    if self.court.open("R52", seat, strand.id, due=due):
                        self.court.at(due, lambda s=seat, t=strand.id: self._late("R52", s, t))  # type: ignore[misc]
        elif event.kind == "reported_up":
            self._reported(event)

    def _reported(self, event: Event) -> None:
        moment = show_moment(event.at)
        self.court.settle(
            self.court.get("R52", event.seat, event.data["strand"]),
            FULL,
            [event.seq],
            (f"reported at {moment}", f"已于{moment}报告"),
        )
        duty = self.court.get("R81", event.seat, event.data["strand"])
        if duty is None or event.data["party"].split("/")[0] == duty.party.split("/")[0]:
            return
        altered = [c for c in event.data["facts"] if c["value"] is not None]
        whole = bool(event.data["facts"]) and not altered
        self.court.settle(
            duty,
            0 if altered else FULL if whole else HALF,
            [event.seq],
            (
                "the report upward gave a figure that the unit did not hold"
                if altered
                else f"reported upward with facts at {moment}"
                if whole
                else f"reported upward at {moment}, without any fact",
                "向上报告的数据与本单位掌握情况不符"
                if altered
                else f"已于{moment}向上级报告事实"
                if whole
                else f"已于{moment}向上级报告，但未附事实",
            ),
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


WATCHES = (FirstWord, MajorEmergency, Continue, Found, Reported)
