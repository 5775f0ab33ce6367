"""Before a word goes out: consult every co-responsible department (R10), confirm other organs' facts with them (R66), have
the draft approved (R57), and keep to the own duties or credit the owner (R09); and who sits at a conference (R35). Each is
the share of a seat's releases, weighted by their novelty, so that repeating an agreed text makes up for nothing.
"""

from __future__ import annotations

from math import fsum
from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, RELEASES, Court, Watch
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand

UNANSWERED: Final = 2 * HOUR
"""Who was asked and has not answered by then has been asked enough (assumption)."""
MEETING_HOLDS: Final = 12 * HOUR
"""For so long a meeting of the units counts as consultation of those present (assumption)."""
TEXTS: Final = {
    "R09": (
        ("answers kept to the own duties or credited their owners", "回应内容属于本部门职责或注明来源单位"),
        ("leave each fact to its owner, or name the owner", "其他部门的事实由其发布，或注明来源单位"),
    ),
    "R10": (
        ("co-responsible departments consulted before its releases", "发布前与共同责任部门沟通协商"),
        (
            "send the draft to every department concerned and wait for its answer",
            "发布前将拟稿送相关部门会商并等待答复",
        ),
    ),
    "R57": (
        ("releases approved before they went out", "发布前按程序报审"),
        ("assess, propose, have the draft approved, then publish", "先研判提出意见，按程序报审后发布"),
    ),
    "R66": (
        ("other organs' facts confirmed with them", "涉及其他机关的信息已与其确认"),
        ("have each owner confirm its facts on this text", "请信息所属机关就拟稿内容确认"),
    ),
    "R68": (
        ("releases reviewed by another person before they went out", "发布前由他人审核"),
        ("have each text reviewed by a leader before it goes out", "每篇文稿发布前均经领导审核"),
    ),
}


class Consulted(Watch):
    """R09, R10, R57, R66 and R68. A correction of an own error needs no consultation and no approval: it must be quick
    (R36); nor does an interview, for those who come forward have room of their own (N61 clause 3).
    """

    judges = ("R09", "R10", "R57", "R66", "R68")
    hears = RELEASES

    RULES: Final = tuple(TEXTS)

    def __init__(self, court: Court) -> None:
        """Count a seat's releases and how far each was done right."""
        super().__init__(court)
        self.done: dict[tuple[str, str, str], list[tuple[int, float, float]]] = {}
        """(rule, seat, strand) -> (event number, weight, share done right) of each release."""

    def matter(self, strand: Strand) -> None:
        """Asked of every department once the matter touches several, or is graded major."""
        for rule in ("R09", "R10", "R57"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id)

    def observe(self, event: Event) -> None:
        """Judge a release by each of the five."""
        word = self.court.released(event)
        if word is None or not word.reading["novelty"]:
            return
        departments = self.court.seats_of(self.court.strand(word.strand))
        foreign = self._foreign_owners(word)
        if word.seat in departments:
            others = [seat for seat in departments if seat != word.seat]
            asked = [seat for seat in others if self._was_asked(word, seat) or self._met(word, seat)]
            credited = [owner for owner in foreign if owner in word.message.credits]
            self._note("R09", word, (1 + len(credited)) / (1 + len(foreign)))
            if not self._own_room(event, word):
                self._note("R10", word, len(asked) / len(others) if others else 1.0)
                self._note("R57", word, 1.0 if event.data["approved"] else 0.0)
        if self.court.holds("R68", word.strand) and not self._own_room(event, word):
            self.court.open("R68", word.seat, word.strand)
            self._note("R68", word, 1.0 if event.data["approved"] else 0.0)
        owners = [owner for owner in foreign if owner in self.court.library.seat_of]
        if owners and self.court.holds("R66", word.strand):
            self.court.open("R66", word.seat, word.strand)
            sure = [owner for owner in owners if self._confirmed(word, owner)]
            self._note("R66", word, len(sure) / len(owners))

    def _foreign_owners(self, word: Word) -> list[str]:
        owners = [self.court.library.facts[verdict["fact"]].owner for verdict in word.reading["facts"]]
        return [owner for owner in dict.fromkeys(owners) if owner != word.party]

    def _own_room(self, event: Event, word: Word) -> bool:
        """Whether the word needs no leave: a correction of an own error, or the answers of one who came forward."""
        return event.kind == "interview_given" or self._corrects(word)

    def _corrects(self, word: Word) -> bool:
        """Whether the word names and puts right what this seat had said wrongly before."""
        said = [verdict for other in self.board.words_of(word.seat)[:-1] for verdict in other.reading["facts"]]
        return any(verdict["slot"] == word.message.corrects and not verdict["true"] for verdict in said)

    def _was_asked(self, word: Word, seat: str) -> bool:
        """Asked on this text, and answered or given time enough; those on the podium have agreed by being there."""
        if seat in word.attendees:
            return True
        return any(
            seat in asked.to and (seat in asked.answers or word.at >= asked.at + UNANSWERED)
            for asked in self.board.consultations.values()
            if asked.author == word.seat and asked.draft == word.draft
        )

    def _met(self, word: Word, seat: str) -> bool:
        """Both sat in a meeting that is not long past."""
        return any(
            word.seat in seats and seat in seats
            for at, _, seats in self.board.meetings
            if at >= word.at - MEETING_HOLDS
        )

    def _confirmed(self, word: Word, owner: str) -> bool:
        """The owner agreed to this text, sits on the podium, or was in a meeting that had these facts before it."""
        seat = self.court.library.seat_of[owner]
        if seat in word.attendees or self.board.consulted_on(word.seat, word.draft or "").get(seat):
            return True
        known = self.board.facts.get(word.seat, {})
        cited = [verdict["fact"] for verdict in word.reading["facts"]]
        latest = max(known.get(fact, word.at) for fact in cited if self.court.library.facts[fact].owner == owner)
        return any(
            word.seat in seats and seat in seats and latest <= at
            for at, _, seats in self.board.meetings
            if at >= word.at - MEETING_HOLDS
        )

    def _note(self, rule: str, word: Word, share: float) -> None:
        weight = word.reading["novelty"] / 1000
        self.done.setdefault((rule, word.seat, word.strand), []).append((word.seq, weight, share))

    def close(self) -> None:
        """The share of releases that were done right; whoever let the lead speak is judged by the lead's releases."""
        for duty in self.court.open_duties(*self.RULES):
            done = self.done.get((duty.rule, duty.seat, duty.strand)) or self._spoken_for(duty.rule, duty.seat)
            weight = fsum(one for _, one, _ in done)
            share = fsum(one * part for _, one, part in done) / weight if weight else 0.0
            says, right = TEXTS[duty.rule]
            whole = sum(part >= 0.999 for _, _, part in done)
            self.court.settle(
                duty,
                round(FULL * share),
                [seq for seq, _, part in done if part < 0.999] or [seq for seq, _, _ in done],
                (f"{says[0]}: {whole} of {len(done)}", f"{says[1]}：{whole}/{len(done)}"),
                right,
            )

    def _spoken_for(self, rule: str, seat: str) -> list[tuple[int, float, float]]:
        """What others' releases that answered for the seat were worth by the rule."""
        behind = [word.seq for word in self.board.words if seat in self.court.answering(word)]
        return [one for (known, _, _), noted in self.done.items() if known == rule for one in noted if one[0] in behind]


class Attended(Watch):
    """R35: at a conference sits a head or spokesperson of each department whose facts are on the agenda."""

    judges = ("R35",)
    hears = ("conference_held",)

    def observe(self, event: Event) -> None:
        """Judged at each conference."""
        word = self.court.released(event)
        if word is None or event.kind != "conference_held" or not self.court.holds("R35", word.strand):
            return
        library = self.court.library
        owners = [library.facts[verdict["fact"]].owner for verdict in word.reading["facts"]]
        seats = list(dict.fromkeys(library.seat_of[owner] for owner in owners if owner in library.seat_of))
        there = [seat for seat in seats if seat in word.attendees]
        self.court.settle(
            self.court.open("R35", word.seat, word.strand, key=str(event.seq)),
            round(FULL * len(there) / len(seats)) if seats else 0,
            [event.seq],
            (
                f"{len(there)} of {len(seats)} departments that hold the facts were there",
                f"掌握情况的{len(seats)}个部门中有{len(there)}个到场",
            ),
            (
                "seat the head or spokesperson of every department whose facts are on the agenda",
                "由掌握情况的各部门负责人或新闻发言人出席",
            ),
        )


WATCHES = (Consulted, Attended)
