"""R26: after the first response keep releasing. Three things are asked, each told by the first letter of the duty's key:
promised words come (p), material changes are published (n for news), and no day passes in silence (d) until the sheet is
closed. A word counts only if it tells the public something; an empty or repeated one keeps no promise.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from simulator.message.answering import is_fresh, is_response
from simulator.message.promising import SOON
from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, RELEASES, Court, Watch
from simulator.scenario.moments import HOUR, show_moment

MATERIAL: Final = 6 * HOUR
"""A material change that the speaker knows is published within this time (assumption; N61 gives no hour)."""
DAILY: Final = 24 * HOUR
"""At least one further word in each such span until the sheet is closed (assumption)."""


class Continued(Watch):
    """R26, of whoever has spoken."""

    judges = ("R26",)
    hears = ("promise_made", "promise_kept", "promise_broken", "fact_learned", *RELEASES, "sheet_closed")

    def __init__(self, court: Court) -> None:
        """Nobody has responded."""
        super().__init__(court)
        self.counting: list[tuple[str, str]] = []
        """(seat, strand) of departments whose days count since their first response."""

    def observe(self, event: Event) -> None:
        """Promises, news that a speaker learns, and the time since its last word."""
        match event.kind:
            case "promise_made":
                self._promised(event)
            case "promise_kept" | "promise_broken":
                self._promise_settled(event)
            case "fact_learned":
                self._news(event)
            case "published" | "conference_held" | "interview_given":
                self._word(self.board.words[-1])
            case "sheet_closed":
                self._closed(event)

    def _promised(self, event: Event) -> None:
        """A promise for a moment more than a day off continues nothing: it earns nothing if kept, and costs if broken."""
        strand, due = event.data["strand"], event.data["due"]
        if due - event.at <= SOON and self.court.holds("R26", strand):
            self.court.open("R26", event.seat, strand, due=due, key=f"p{event.data['word']}")

    def _promise_settled(self, event: Event) -> None:
        due = show_moment(event.data["due"])
        kept = event.kind == "promise_kept"
        said = kept and is_fresh(self.board.words[-1], self.board)
        if not kept and self.court.holds("R26", event.data["strand"]):
            self.court.open(
                "R26", event.seat, event.data["strand"], due=event.data["due"], key=f"p{event.data['word']}"
            )
        for duty in self.court.open_duties("R26", key=f"p{event.data['word']}"):
            self.court.settle(
                duty,
                FULL if said else 0,
                [event.data["word"], event.seq],
                (f"the word promised for {due} came", f"承诺在{due}前发布的信息已发布")
                if said
                else (f"the word that came for {due} said nothing", f"承诺在{due}前发布，但所发内容没有实质信息")
                if kept
                else (f"the word promised for {due} did not come", f"承诺在{due}前发布的信息没有发布"),
                (
                    "if there is no news at the promised time, say as of when there is none",
                    "到承诺时间即使没有新情况，也要注明截至时间如实说明",
                ),
            )

    def _news(self, event: Event) -> None:
        """A seat that has published a value of the slot learns a newer one that may go out and is not public."""
        library, seat = self.court.library, event.seat
        fact = library.facts[event.data["fact"]]
        spoken = [
            (word, verdict["fact"])
            for word in self.board.words_of(seat)
            for verdict in word.reading["facts"]
            if verdict["slot"] == fact.slot
        ]
        older = any(library.facts[said].true_from < fact.true_from for _, said in spoken)
        if not older or fact.id in self.board.public or not library.disclosable(fact, event.at):
            return
        strand, key, due = spoken[-1][0].strand, f"n{fact.id}", event.at + MATERIAL
        if self.court.holds("R26", strand) and self.court.open("R26", seat, strand, due=due, key=key):
            self.court.at(due, partial(self._unsaid, seat, strand, key))

    def _unsaid(self, seat: str, strand: str, key: str) -> None:
        self.court.settle(
            self.court.get("R26", seat, strand, key),
            0,
            [],
            ("a new figure was known and not published", "掌握新数据后没有及时发布"),
            ("publish a material change within 6 hours of knowing it", "掌握重大变化后6小时内续报"),
        )

    def _word(self, word: Word) -> None:
        facts = [verdict["fact"] for verdict in word.reading["facts"] if verdict["verdict"] == "supported"]
        answering, fresh = self.court.answering(word), is_fresh(word, self.board)
        for duty in self.court.open_duties("R26"):
            if duty.key[0] == "n" and duty.key[1:] in facts:
                self.court.settle(duty, FULL, [word.seq], ("the change was published", "已续报变化情况"))
            elif (
                duty.key[0] == "d"
                and duty.strand == word.strand
                and fresh
                and duty.seat in answering
                and int(duty.key[1:]) < word.at
            ):
                self.court.settle(duty, FULL, [word.seq], ("the public was kept informed", "持续发布权威信息"))
        departments = self.court.seats_of(self.court.strand(word.strand))
        if is_response(word) and word.seat in departments:
            self._days(word)

    def _days(self, word: Word) -> None:
        """From the first response on, each day until the horizon asks for a further word; more words earn no more."""
        if (word.seat, word.strand) in self.counting or not self.court.holds("R26", word.strand):
            return
        self.counting.append((word.seat, word.strand))
        for start in range(word.at, self.court.library.scenario.clock.ends - DAILY + 1, DAILY):
            key = f"d{start}"
            self.court.open("R26", word.seat, word.strand, due=start + DAILY, key=key)
            self.court.at(start + DAILY, partial(self._silent, word.seat, word.strand, key))

    def _silent(self, seat: str, strand: str, key: str) -> None:
        self.court.settle(
            self.court.get("R26", seat, strand, key),
            0,
            [],
            ("a day passed without a further word", "此后一天内没有继续发布"),
            ("until the sheet is closed, at least one further word each day", "办结前每天至少续报一次"),
        )

    def _closed(self, event: Event) -> None:
        """Closing ends the days; what was promised and what is new is still owed. A sheet that is closed over work that nobody
        has begun or finished ends nothing (R59).
        """
        belongs = self.court.library.belongs.disposals
        own = [disposal for disposal, strand in belongs.items() if strand == event.data["strand"]]
        started = {name: self.board.disposals[name] for name in own if name in self.board.disposals}
        begun = started or not own
        if not begun or any(done is None for _, done in started.values()):
            return
        for duty in self.court.open_duties("R26", strand=event.data["strand"]):
            if duty.key[0] == "d":
                self.court.settle(duty, FULL, [event.seq], ("the matter was closed in time", "已按程序办结"))


WATCHES = (Continued,)
