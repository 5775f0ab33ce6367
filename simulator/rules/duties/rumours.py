"""Claims that are false: a dangerous one is rebutted in public (R20) and handed to public security and cyberspace with the
proof (R21); nothing else is handed on (R22).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, QUARTER, Duty, Watch
from simulator.scenario.moments import HOUR, show_duration
from simulator.scenario.schema import Claim, Strand

PROMPT: Final = 4 * HOUR
"""A rebuttal by then is prompt; from then on it loses until the rule's limit (assumption)."""
RECEIVERS: Final = ("public_security", "cyberspace")
"""Kinds of party to which a dangerous rumour goes (R21, I16): those that the ruling names, or the referring level's own."""


class Dangerous(Watch):
    """R20 and R21, once for each dangerous claim, of the seat whose desk can establish its truth."""

    def matter(self, strand: Strand) -> None:
        """Opened by the claim, as the matter's facts take it up."""
        if strand.id != self.court.first_strand:
            return
        for claim in self._dangerous():
            started = self.board.claims[claim.id]
            for rule in ("R20", "R21"):
                if self.court.holds(rule, strand.id):
                    limit = self.court.limit(rule)
                    due = None if limit is None else max(0, started) + limit
                    self.court.open(rule, claim.verification.desk, strand.id, key=claim.id, due=due)

    def _dangerous(self) -> list[Claim]:
        library = self.court.library
        return [
            library.claims[claim]
            for claim in self.board.claims
            if library.claims[claim].danger == "serious" and library.truth(claim, self.board.now) == "false"
        ]

    def observe(self, event: Event) -> None:
        """A supported denial settles R20, a referral R21."""
        word = self.court.released(event)
        for claim in word.reading["claims"] if word is not None else []:
            if word is not None and claim["verdict"] == "supported" and claim["stance"] == "deny":
                for duty in self.court.open_duties("R20", key=claim["claim"]):
                    self._rebutted(duty, word)
        if event.kind == "referred":
            for duty in self.court.open_duties("R21", key=event.data["claim"]):
                self._referred(duty, event)

    def _rebutted(self, duty: Duty, word: Word) -> None:
        waited = word.at - self.board.claims[duty.key]
        said = [v["fact"] for v in word.reading["facts"] if v["verdict"] == "supported"]
        evidence = any(fact in said for fact in self.court.library.claims[duty.key].settled_by)
        limit = self.court.limit("R20") or 48 * HOUR
        quick = max(0.25, min(1.0, 1 - (waited - PROMPT) / (limit - PROMPT)))
        self.court.settle(
            duty,
            round((FULL if evidence else HALF) * quick),
            [word.seq],
            (
                f"rebutted after {show_duration(waited)}, {'with' if evidence else 'without'} evidence",
                f"在{show_duration(waited)}内辟谣，{'附' if evidence else '未附'}证据",
            ),
            (
                "rebut within hours: the true fact first, its source, the false claim once",
                "数小时内辟谣：先讲事实和来源，谣言只提一次",
            ),
        )

    def _referred(self, duty: Duty, event: Event) -> None:
        data, place = event.data, self.court.library.party_of[event.seat].split("/")[0]
        ruling = self.board.responsibility.get(duty.strand)
        proper = ruling["refer_to"] if ruling is not None else []
        kinds = [
            party.kind
            for party in self.court.library.scenario.parties
            if party.id in data["parties"] and (party.id in proper or party.id.split("/")[0] == place)
        ]
        both = sum(kind in kinds for kind in RECEIVERS)
        shown = data["checked"] == "false" and bool(data["evidence"])
        self.court.settle(
            duty,
            (HALF if shown else QUARTER) * both,
            [event.seq],
            (
                f"handed to {both} of 2 receivers, {'with' if shown else 'without'} proof that it is false",
                f"已移交{both}/2家单位，{'附' if shown else '未附'}查证材料",
            ),
            (
                "verify it, keep the evidence, and hand it to public security and cyberspace",
                "查证属实后固定证据，同时移交公安机关和网信部门",
            ),
        )

    def close(self) -> None:
        """A dangerous rumour that nobody rebutted, or handed on."""
        self.court.settle_all(
            self.court.open_duties("R20"),
            0,
            ("a dangerous rumour was never rebutted in public", "严重危害秩序的谣言始终未公开辟谣"),
            ("name the false claim, give the true fact and its source", "指出不实内容，公布事实及来源"),
        )
        self.court.settle_all(
            self.court.open_duties("R21"),
            0,
            ("the dangerous rumour was not handed on", "严重危害秩序的谣言未移交"),
            (
                "hand facts and leads to public security and cyberspace, and rebut in public",
                "将情况和线索移交公安机关和网信部门，并公开辟谣",
            ),
        )


class OverReferred(Watch):
    """R22: criticism, doubt and honest error are answered, not handed to the police. By the truth, not by what a seat says."""

    def observe(self, event: Event) -> None:
        """A referral of what is not false and dangerous breaks it, once for each claim and seat."""
        if event.kind != "referred":
            return
        claim = self.court.library.claims[event.data["claim"]]
        false = self.court.library.truth(claim.id, event.at) == "false"
        danger = claim.danger if false else "none"
        if self.court.holds_for_claim("R22", danger):
            self.court.prohibit(
                "R22",
                event.seat,
                self.court.first_strand,
                claim.id,
                [event.seq],
                ("people who doubted or criticised were handed to the police", "将质疑、批评者移交公安机关"),
                (
                    "answer doubt and criticism; refer only what is false and seriously endangers order",
                    "对质疑和批评应予回应，只移交严重危害社会秩序的谣言",
                ),
            )


WATCHES = (Dangerous, OverReferred)
