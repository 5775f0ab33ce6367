"""Rules of timing: found in time (R51), reported in time (R52, R81), answered in time (R01, R25), and on major emergencies
the first word within hours (R70) and the press conference within a day (R24).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.moments import HOUR, show_duration, show_moment
from simulator.scenario.schema import Strand

PROMPT: Final = 4 * HOUR
"""A first word by then is prompt: the 'golden four hours' of Chinese practice (assumption; OPINION_MODEL 6.4)."""
SLOW: Final = 24 * HOUR
"""A first word after this earns nothing for promptness (assumption)."""
STARTS: Final = ("sheet_opened", "assigned")
"""Kinds of event with which a clock may begin (I14)."""
LOGGED: Final = 2 * HOUR
"""A sign is logged within this time of its appearing (assumption)."""


class FirstWord(Watch):
    """R25 (respond within 48 h) and R01 (no slow reaction), for every department that the matter touches."""

    judges = ("R01", "R25")
    hears = (*RELEASES, *STARTS, "other_body_said")

    def matter(self, strand: Strand) -> None:
        """Both clocks start once and are not restarted by later changes (I11)."""
        for rule, due in (("R25", self.court.due("R25", strand.id)), ("R01", self.court.surfaced(strand.id) + SLOW)):
            if due is not None:
                self._open(rule, strand, due)
        for word in self.court.responses(strand.id):
            self._answered(word)

    def _open(self, rule: str, strand: Strand, due: int) -> None:
        for seat in self.court.seats_of(strand) if self.court.holds(rule, strand.id) else []:
            if self.court.open(rule, seat, strand.id, due=due):
                self.court.at(due, partial(self._late, rule, seat, strand.id))

    def observe(self, event: Event) -> None:
        """The first word that is a response settles both; a clock may begin with the sheet or the assignment (I14)."""
        if event.kind in STARTS:
            if event.data["strand"] in self.court.facts:
                self.matter(self.court.strand(event.data["strand"]))
            return
        word = self.court.response(event)
        if word is not None:
            self._answered(word)
        elif event.kind == "other_body_said":
            self._actor_spoke(event)

    def _actor_spoke(self, event: Event) -> None:
        """Where the rulebook lets an actor's own statement discharge its regulator's duty (I13): of whoever owns the figure."""
        kinds = {party.id: party.kind for party in self.court.library.scenario.parties}
        if not self.court.rulebook.interpretations.I13.value or kinds.get(event.data["party"]) != "actor":
            return
        owners = [
            self.court.library.seat_of.get(fact.owner) for fact in self.court.library.facts_of(event.data["slot"])
        ]
        for duty in self.court.open_duties("R25"):
            if duty.seat in owners:
                says = ("the actor's own statement stands for it", "由当事单位自行说明")
                self.court.settle(duty, FULL, [event.seq], says)

    def close(self) -> None:
        """Where the clock never began, for nobody looked or assigned, it counts from T+0: looking away wins no time."""
        limit = self.court.limit("R25")
        if limit is not None and limit < self.court.library.scenario.clock.ends:
            for strand in self.court.strands:
                self._open("R25", strand, self.court.surfaced(strand.id) + limit)
                for seat in self.court.seats_of(strand):
                    self._late("R25", seat, strand.id)

    def _answered(self, word: Word) -> None:
        for seat in self.court.answering(word):
            self._spoke(seat, word)

    def _spoke(self, seat: str, word: Word) -> None:
        since = word.at - self.court.surfaced(word.strand)
        at, waited = show_moment(word.at), show_duration(max(0, since))
        by = show_moment(self.court.surfaced(word.strand) + PROMPT)
        for duty in self.court.open_duties("R25", seat=seat, strand=word.strand):
            self.court.settle(duty, FULL, [word.seq], (f"first response at {at}", f"首次回应时间为{at}"))
        for duty in self.court.open_duties("R01", seat=seat, strand=word.strand):
            self.court.settle(
                duty,
                max(0, min(FULL, round(FULL * (SLOW - since) / (SLOW - PROMPT)))),
                [word.seq],
                (f"the public waited {waited} for the first response", f"公众等待首次回应的时间为{waited}"),
                (
                    f"say by {by} what is verified, what is not known yet, and when the next word comes",
                    f"在{by}前先发布已核实情况，说明尚不掌握的内容和下次发布时间",
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
    """R70 (authoritative information within 5 h) and R24 (press conference within 24 h) on levels I and II; R71 repeats R24.
    Where a rulebook puts a press centre or a response in the conference's place, that is what R24 asks for; where it asks for
    a conference only if one is necessary, R24 judges the conference that is held.
    """

    judges = ("R70", "R24", "R71")
    hears = (*RELEASES, *STARTS, "conference_called", "replied")

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
    IN_ITS_PLACE: Final = {
        "centre": (
            "a press centre: call a press conference, or answer the journalists who ask",
            "设立新闻中心：召集新闻发布会，或答复记者询问",
        ),
        "response": (
            "a response to the concern, with what is verified, in place of a press conference",
            "针对关切作出回应，说明已核实的情况，代替新闻发布会",
        ),
    }

    def matter(self, strand: Strand) -> None:
        """The clock runs from the event."""
        for rule in self.judges:
            due = self.court.due(rule, strand.id)
            if due is not None and not self._if_necessary(rule):
                self._open(rule, strand, due)
        for word in self.court.responses(strand.id):
            self._answered(word)

    def _open(self, rule: str, strand: Strand, due: int) -> None:
        for seat in self.court.seats_of(strand) if self.court.holds(rule, strand.id) else []:
            if self.court.open(rule, seat, strand.id, due=due):
                self.court.at(due, partial(self._late, rule, seat, strand.id))

    def close(self) -> None:
        """As for the first word: where the clock never began it counts from T+0."""
        for rule in self.judges:
            limit = self.court.limit(rule)
            if limit is None or limit >= self.court.library.scenario.clock.ends or self._if_necessary(rule):
                continue
            for strand in self.court.strands:
                self._open(rule, strand, self.court.surfaced(strand.id) + limit)
                for seat in self.court.seats_of(strand):
                    self._late(rule, seat, strand.id)

    def _gathering(self) -> str:
        """What R24 asks for: a conference, a press centre or a response."""
        gathering = self.court.rulebook.limits.gathering
        return "conference" if gathering is None else gathering[0]

    def _if_necessary(self, rule: str) -> bool:
        """Whether nobody must hold a conference; one that is held is judged all the same."""
        optional = self.court.rulebook.limits.conference_optional and self._gathering() == "conference"
        return optional and rule != "R70"

    def observe(self, event: Event) -> None:
        """A word with a verified fact and a measure meets R70; a conference that answers, or what is in its place, R24."""
        if event.kind in STARTS and event.data["strand"] in self.court.facts:
            self.matter(self.court.strand(event.data["strand"]))
        word = self.court.response(event)
        if word is not None:
            self._answered(word)
        if self._gathering() == "centre" and self._receives_press(event):
            for rule in ("R24", "R71"):
                for duty in self.court.open_duties(rule, strand=event.data["strand"]):
                    done = show_moment(event.at)
                    self.court.settle(duty, FULL, [event.seq], (f"press received at {done}", f"已于{done}接待媒体"))

    def _receives_press(self, event: Event) -> bool:
        """Whether the media were received: a conference is called, or a journalist's call answered."""
        if event.kind == "replied":
            calls = [i.id for i in self.court.library.scenario.injects if i.form == "journalist_call"]
            return event.data["inject"] in calls
        return event.kind in ("conference_called", "interview_given")

    def _answered(self, word: Word) -> None:
        fact = any(verdict["verdict"] == "supported" for verdict in word.reading["facts"])
        if fact and (word.message.disposals or word.message.advice):
            self._meet("R70", word)
        form = "conference" if word.message.form == "conference" else "response"
        if form == "conference" or self._gathering() == form:
            for rule in ("R24", "R71"):
                self._held(rule, word)

    def _held(self, rule: str, word: Word) -> None:
        """Met; where nobody must hold a conference, one that comes late is all that can be missed."""
        if self._if_necessary(rule) and self.court.holds(rule, word.strand):
            for seat in self.court.answering(word):
                if seat in self.court.seats_of(self.court.strand(word.strand)):
                    self.court.open(rule, seat, word.strand, due=self.court.due(rule, word.strand))
        due = self.court.due(rule, word.strand)
        if due is None or word.at <= due:
            self._meet(rule, word)
            return
        for seat in self.court.answering(word):
            self._late(rule, seat, word.strand)

    def _meet(self, rule: str, word: Word) -> None:
        moment = show_moment(word.at)
        for seat in self.court.answering(word):
            duty = self.court.get(rule, seat, word.strand)
            self.court.settle(duty, FULL, [word.seq], (f"done at {moment}", f"已于{moment}完成"))

    def _late(self, rule: str, seat: str, strand: str) -> None:
        duty = self.court.get(rule, seat, strand)
        right = self.RIGHT["R70" if rule == "R70" else "R24"]
        if rule != "R70":
            right = self.IN_ITS_PLACE.get(self._gathering(), right)
        self.court.settle(duty, 0, [], ("not done within the limit", "未在时限内完成"), right)


class Found(Watch):
    """R51: the unit's own watch finds the sign, before others bring it."""

    judges = ("R51",)
    hears = ("signal_seen", "action", "document")

    def observe(self, event: Event) -> None:
        """A true sign opens it; logging it settles it; news from outside settles it badly."""
        if event.kind == "signal_seen":
            signal = next(s for s in self.court.library.scenario.signals if s.id == event.data["signal"])
            if not signal.decoy and self.court.in_force("R51"):
                strand = self.court.library.belongs.signals[signal.id]
                self.court.open("R51", event.seat, strand, key=signal.id)
        elif event.kind == "action" and event.data["action"]["act"] == "log":
            self._logged(event)
        elif event.kind == "document" and event.at >= 0:
            self._missed(event.seat, [event.seq], self.court.library.belongs.injects[event.data["inject"]])

    def _logged(self, event: Event) -> None:
        signal = event.data["action"]["signal"]
        waited = event.at - self.board.signals[event.seat][signal]
        self.court.settle(
            self.court.get("R51", event.seat, self.court.library.belongs.signals[signal], signal),
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

    def _missed(self, seat: str | None, evidence: list[int], strand: str | None = None) -> None:
        for duty in self.court.open_duties("R51", seat=seat, strand=strand):
            self.court.settle(
                duty,
                0,
                evidence,
                ("the sign was visible, and others had to tell the unit", "苗头已经出现，却由外部告知本单位"),
                ("watch every class of channel round the clock and log what shows", "全天候监测各类渠道，发现即登记"),
            )


class Reported(Watch):
    """R52 (departments report within the internal limit) and R81 (the local government reports an emergency upward)."""

    judges = ("R52", "R81")
    hears = ("sheet_opened", "reported_up")

    def matter(self, strand: Strand) -> None:
        """R81 counts from the event."""
        office, limit = self.court.office(strand.id), self.court.limit("R81")
        if office and limit is not None and self.court.holds("R81", strand.id):
            due = strand.surfaced + limit
            if self.court.open("R81", office, strand.id, due=due):
                self.court.at(due, partial(self._late, "R81", office, strand.id))

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
        due = max(strand.surfaced, event.at) + limit
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
