"""R30: state only what is verified, and admit what is wrong; with the tolerance of R36. Two hours run from when an error could
be known; named and put right by then it costs little, once for each fact. Changed silently it costs half, hidden it costs all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from simulator.message.answering import is_response
from simulator.record import Event, Word
from simulator.rules.duties.book import HALF, QUARTER, RELEASES, Court, Watch
from simulator.scenario.moments import HOUR

CORRECT: Final = 2 * HOUR
"""An honest slip corrected within this time of being knowable costs little (DESIGN section 6)."""
WRONG_VERDICTS: Final = ("contradicted", "premature", "outdated")
NOTHING_WRONG: Final = 1000
NAMED: Final = 900
"""Credit of a slip that was named and put right in time (assumption)."""
GUESSED: Final = 700
"""The same for a figure that nobody had verified: not honest, though soon corrected (assumption)."""
HABIT: Final = 3
"""From so many figures or claims that a seat made up or misstated on, R36 tolerates none any more: it is for slips, and putting
right what one made up is no merit (assumption).
"""
MADE_UP: Final = ("premature", "contradicted")
"""Verdicts on what was stated without knowing it, or otherwise than known."""
STANCES: Final = {"false": "deny", "true": "confirm", "partly_true": "partly", "unknown": "unverified"}
"""Truth of a claim -> what an honest text says about it."""


@dataclass(slots=True)
class Slip:
    """An untrue statement that stands uncorrected."""

    seq: int
    """Event number of the word."""
    strand: str
    key: str
    guessed: bool
    """Stated without having been verified."""
    own: bool
    """It is the speaker's to answer for; not so the figure of another organ that it names as its source."""
    knowable: int | None = None
    """Moment from which the speaker could know better."""


class Corrected(Watch):
    """R30, of whoever speaks. A seat that said nothing untrue has it whole, so that no slip can ever gain a point."""

    judges = ("R30",)
    hears = (*RELEASES, "replied", "other_body_said", "fact_learned", "claim_checked", "claim_surfaced")

    def __init__(self, court: Court) -> None:
        """Nothing wrong has been said."""
        super().__init__(court)
        self.slips: dict[tuple[str, str], Slip] = {}
        """(seat, slot or claim) -> the slip, until it is put right."""
        self.count: dict[tuple[str, str], int] = {}
        """How often the seat was wrong about it, each time after putting it right."""
        self.made_up: dict[str, list[str]] = {}
        """Seat -> what it made up or misstated, again each time after putting it right."""

    def observe(self, event: Event) -> None:
        """Errors appear with words, become knowable with knowledge, and end with a right word on the same thing."""
        word = self.court.said(event)
        if word is not None:
            self._word(word)
            told = [v["slot"] for v in word.reading["facts"] if v["true"]]
            self._made_public(event, told + [v["claim"] for v in word.reading["claims"] if v["verdict"] == "supported"])
        elif event.kind == "other_body_said" and event.data["fact"] is not None:
            self._made_public(event, [event.data["slot"]])
        elif event.kind == "fact_learned":
            self._can_know(event.seat, event.data["slot"], event.at)
        elif event.kind == "claim_checked" and event.data["truth"] != "unknown":
            self._can_know(event.seat, event.data["claim"], event.at)
        elif event.kind == "claim_surfaced":
            self._made_public(event, [event.data["claim"]])

    def _made_public(self, event: Event, about: list[str]) -> None:
        """Everybody can read it from here."""
        for seat, wrong in list(self.slips):
            if wrong in about:
                self._can_know(seat, wrong, event.at)

    def _word(self, word: Word) -> None:
        if not self.court.holds("R30", word.strand):
            return
        for verdict in word.reading["facts"]:
            wrong = not verdict["true"] and verdict["verdict"] in WRONG_VERDICTS
            right = verdict["true"] or verdict["verdict"] == "supported"
            seat = verdict.get("by", word.seat)  # at a conference, whoever gave the answer
            self._said(word, seat, verdict["slot"], wrong, right, verdict)
        told, taken_back = word.message.disposals, word.message.corrects
        for item in [item for item in self.court.library.disposals if item in told or item == taken_back]:
            wrong = item in told and item not in self.board.disposals
            self._said(word, word.seat, item, wrong, not wrong, {"verdict": "contradicted"})
        for claim in word.reading["claims"]:
            right = claim["stance"] == STANCES[claim["truth"]]
            wrong = not right and claim["stance"] != "unverified"
            seat = claim.get("by", word.seat)
            self._said(word, seat, claim["claim"], wrong, right, claim)

    def _said(self, word: Word, seat: str, about: str, wrong: bool, right: bool, verdict: dict[str, Any]) -> None:
        place, guessed = (seat, about), verdict["verdict"] == "premature"
        if wrong and place not in self.slips:
            number = self.count[place] = self.count.get(place, 0) + 1
            key = about if number == 1 else f"{about}.{number}"
            own = "fact" not in verdict or self.court.library.facts[verdict["fact"]].owner not in word.message.credits
            self.slips[place] = Slip(word.seq, word.strand, key, guessed, own)
            habit = self.made_up.setdefault(seat, [])
            if verdict["verdict"] in MADE_UP and own:
                habit.append(about)
            if not guessed or self._knows(seat, about, word.at):
                self._can_know(seat, about, word.at)
        elif right and not wrong and place in self.slips:
            self._put_right(word, seat, about, self.slips.pop(place))

    def _put_right(self, word: Word, seat: str, about: str, slip: Slip) -> None:
        named = about in (word.message.corrects, *(answer.claim for answer in word.message.claims))
        quick = slip.knowable is None or word.at <= slip.knowable + CORRECT
        whole = GUESSED if slip.guessed else NAMED
        if about in self.made_up.get(seat, []) and len(self.made_up[seat]) >= HABIT:
            self._habit(word, seat, slip)
            return
        self.court.settle(
            self.court.open("R30", seat, slip.strand, key=slip.key),
            whole if quick and named else HALF if quick or named else QUARTER,
            [slip.seq, word.seq],
            (
                ("an error was named and corrected" if named else "an error was changed without a word")
                + (" promptly" if quick else ", late"),
                ("及时" if quick else "较晚") + ("说明并更正了错误信息" if named else "改动了错误信息，但未作说明"),
            ),
            ("name the error and put it right within two hours of knowing better", "发现错误后两小时内公开更正"),
        )

    def _habit(self, word: Word, seat: str, slip: Slip) -> None:
        """Putting right one of many made-up statements: it stands as if nobody had."""
        self.court.settle(
            self.court.open("R30", seat, slip.strand, key=slip.key),
            0,
            [slip.seq, word.seq],
            (
                f"made up or misstated {len(self.made_up[seat])} things, and put this one right afterwards",
                f"先后有{len(self.made_up[seat])}处编造或误报，此处事后更正",
            ),
            (
                "state only what is verified; tolerance is for slips, not for a habit",
                "只发布核实的信息，宽容的是失误而不是惯用手法",
            ),
        )

    def _knows(self, seat: str, about: str, at: int) -> bool:
        library = self.court.library
        if about in library.disposals:
            return True
        if about in library.claims:
            checked = self.board.checked.get(seat, {}).get(about)
            return about in self.board.surfaced or (checked is not None and checked[1] != "unknown")
        current = library.current(about, at)
        return current is not None and self.board.knows(seat, current.id)

    def _can_know(self, seat: str, about: str, at: int) -> None:
        slip = self.slips.get((seat, about))
        if slip is not None and slip.knowable is None:
            slip.knowable = at
            party = self.court.library.party_of[seat]
            self.court.emit("error_knowable", seat, about=about, word=slip.seq, party=party)

    def close(self) -> None:
        """Errors that could be known, and guesses, that stand uncorrected; who responded and was never wrong has it whole. Who
        guessed cannot plead not having known better.
        """
        for (seat, _), slip in self.slips.items():
            if slip.knowable is not None or (slip.guessed and slip.own):
                self.court.settle(
                    self.court.open("R30", seat, slip.strand, key=slip.key),
                    0,
                    [slip.seq],
                    ("an untrue statement was never corrected", "不实表述始终未更正"),
                    ("correct it in public as soon as better is known", "掌握真实情况后立即公开更正"),
                )
        wrong = [seat for seat, _ in self.count]
        for word in self.board.words:
            if is_response(word) and word.seat not in wrong and self.court.holds("R30", word.strand):
                self.court.settle(
                    self.court.open("R30", word.seat, word.strand),
                    NOTHING_WRONG,
                    [word.seq],
                    ("stated nothing untrue", "发布内容属实"),
                )


WATCHES = (Corrected,)
