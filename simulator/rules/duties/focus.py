"""What must be answered by its kind (N61 clause 2): a misreading is explained (R15), vital interests and emergencies get advice
and measures (R16, R18), a shocked moral sense gets facts and consequences (R17), a superior's request gets a public answer and
a report back (R19).
"""

from __future__ import annotations

from typing import Final

from simulator.message.coordinating import place_of
from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Duty, Watch, Words
from simulator.scenario.schema import Strand

CATEGORIES: Final = ("R15", "R16", "R17", "R18", "R19")
"""Rules of the five categories, in their order."""
RIGHT: Final[dict[str, Words]] = {
    "R15": (
        "explain the provision that was misread, with its source and as of when",
        "解释被误读的规定，注明依据和时间",
    ),
    "R16": (
        "give status, measures, protective advice and where to get help",
        "说明进展、措施、防护建议和求助渠道",
    ),
    "R17": ("state the verified facts and what is being done about it", "公布已核实的事实和处理措施"),
    "R18": (
        "give status, measures, protective advice and where to get help",
        "说明进展、措施、防护建议和求助渠道",
    ),
    "R19": ("answer in public, and report back to the superior", "公开回应，并向上级反馈"),
}
SAYS: Final[dict[str, tuple[Words, Words]]] = {
    "R15": (
        ("explained what was misread, with its source", "已解释被误读内容并注明依据"),
        ("explained it without saying on what basis", "作了解释但未注明依据"),
    ),
    "R16": (
        ("told people what is being done and what they can do", "说明了处置措施和群众可采取的行动"),
        ("told people only a part", "仅说明了部分情况"),
    ),
    "R17": (
        ("stated the facts and what follows from them", "公布了事实和处理措施"),
        ("stated facts, and nothing that follows from them", "公布了事实，但未说明处理措施"),
    ),
    "R18": (
        ("told people what is being done and what they can do", "说明了处置措施和群众可采取的行动"),
        ("told people only a part", "仅说明了部分情况"),
    ),
    "R19": (
        ("answered in public and reported back", "已公开回应并向上级反馈"),
        ("answered in public and did not report back", "已公开回应，但未向上级反馈"),
    ),
}
"""Rule -> what is said of it done wholly, and done by half."""
NEVER: Final[dict[str, Words]] = {
    "R15": ("did not explain in time what was misread", "未及时解释被误读的内容"),
    "R16": (
        "did not tell people in time what is being done and what they can do",
        "未及时告知处置措施和群众可采取的行动",
    ),
    "R17": ("did not state the facts and what follows from them in time", "未及时公布事实和处理措施"),
    "R18": (
        "did not tell people in time what is being done and what they can do",
        "未及时告知处置措施和群众可采取的行动",
    ),
    "R19": ("did not answer in public as the superior had asked", "未按上级要求公开回应"),
}


class Focus(Watch):
    """R15 to R19, by the focus categories of the matter."""

    judges = CATEGORIES
    hears = (*RELEASES, "reported_up")

    def matter(self, strand: Strand) -> None:
        """Asked of the departments, each once."""
        for rule in CATEGORIES:
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id, due=self._due(rule, strand.id))

    def _due(self, rule: str, strand: str) -> int | None:
        """The limit for all other opinion; a decision that is misread may have a limit in working days of its own."""
        days = self.court.rulebook.limits.decision_explained_workdays
        if rule == "R15" and days is not None:
            return self.court.after_workdays(days)
        return self.court.due(rule, strand)

    def observe(self, event: Event) -> None:
        """A response is looked at for each category; a report back completes R19."""
        if event.kind == "reported_up":
            for duty in self.court.open_duties("R19", seat=event.seat, strand=event.data["strand"]):
                self._requested(duty, [event.seq])
            return
        word = self.court.response(event)
        if word is None:
            return
        for seat in self.court.answering(word):
            for duty in self.court.open_duties(*CATEGORIES, seat=seat, strand=word.strand):
                if duty.due is None or event.at <= duty.due:
                    self._answered(duty, word)

    def _answered(self, duty: Duty, word: Word) -> None:
        """Settled when whole; what is done by half stays open until the end, for a later word may complete it."""
        if duty.rule == "R19":
            self._requested(duty, [word.seq])
        elif self._share(duty.rule, word) == FULL:
            self._settle(duty, FULL, [word.seq])

    def _share(self, rule: str, word: Word) -> int:
        message = word.message
        facts = any(verdict["verdict"] == "supported" for verdict in word.reading["facts"])
        measures = any(item in self.board.disposals for item in message.disposals)
        match rule:
            case "R15":
                return (FULL if message.as_of is not None or message.credits else HALF) if facts else 0
            case "R16":
                return FULL if message.advice else 0
            case "R17":
                return (FULL if measures else HALF) if facts else 0
            case _:
                return FULL if message.advice and measures else 0

    def _requested(self, duty: Duty, evidence: list[int]) -> None:
        """A public answer in time, and after the request a report to another government, by the department or its office."""
        words = [word for word in self.court.responses(duty.strand) if duty.seat in self.court.answering(word)]
        in_time = [word for word in words if duty.due is None or word.at <= duty.due]
        own = place_of(duty.party)
        told = [
            data["party"]
            for seat in (duty.seat, self.court.office(duty.strand))
            for at, data in self.board.reports.get(seat or "", [])
            if place_of(data["party"]) != own and at >= self.court.requested.get(duty.strand, 0)
        ]
        if in_time and told:
            self._settle(duty, FULL, evidence)

    def _settle(self, duty: Duty, credit: int, evidence: list[int]) -> None:
        whole, part = SAYS[duty.rule]
        self.court.settle(duty, credit, evidence, whole if credit == FULL else part, RIGHT[duty.rule])

    def close(self) -> None:
        """The best that was said in time."""
        for duty in self.court.open_duties(*CATEGORIES):
            words = [word for word in self.court.responses(duty.strand) if duty.seat in self.court.answering(word)]
            words = [word for word in words if duty.due is None or word.at <= duty.due]
            best = HALF if duty.rule == "R19" and words else max((self._share(duty.rule, w) for w in words), default=0)
            if best:
                self._settle(duty, best, [word.seq for word in words])
            else:
                self.court.settle(duty, 0, [], NEVER[duty.rule], RIGHT[duty.rule])


WATCHES = (Focus,)
