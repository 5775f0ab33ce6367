"""Claims that are false: a dangerous one is rebutted in public (R20) and handed to public security and cyberspace with the
proof (R21); nothing else is handed on (R22); what is false or incomplete and does harm is put right (R76).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Duty, Watch
from simulator.scenario.moments import HOUR, show_duration
from simulator.scenario.schema import Claim, Strand

PROMPT: Final = 4 * HOUR
"""A rebuttal by then is prompt where the rulebook sets no hour that I12 names (assumption)."""
SOON: Final = 24 * HOUR
"""What is false and not dangerous is put right by then for the whole point (assumption)."""


class Dangerous(Watch):
    """R20 and R21, once for each dangerous claim, of the seat whose desk can establish its truth. It goes to the kinds of party
    that I16 names: those of the ruling, or the referring level's own.
    """

    judges = ("R20", "R21")
    hears = (*RELEASES, "referred")

    def matter(self, strand: Strand) -> None:
        """Opened by the claim, as the facts of its strand take it up."""
        for claim in self._dangerous(strand.id):
            started = self.board.claims[claim.id]
            for rule in ("R20", "R21"):
                if self.court.holds(rule, strand.id):
                    limit = self.court.limit(rule)
                    due = None if limit is None else max(0, started) + limit
                    self.court.open(rule, claim.verification.desk, strand.id, key=claim.id, due=due)

    def _dangerous(self, strand: str) -> list[Claim]:
        library = self.court.library
        return [
            library.claims[claim]
            for claim in self.board.claims
            if library.belongs.claims[claim] == strand
            and library.claims[claim].danger == "serious"
            and library.truth(claim, self.board.now) == "false"
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
        quick = self._quickness(waited)
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

    def _quickness(self, waited: int) -> float:
        """1 within the limit that speed against a serious rumour is scored by (I12), from then on less until the rule's own."""
        limit = self.court.limit("R20") or 48 * HOUR
        hours = self.court.rulebook.limits.hours(self.court.rulebook.interpretations.I12.value)
        prompt = PROMPT if hours is None else round(hours * HOUR)
        if waited <= prompt:
            return 1.0
        return 0.25 if limit <= prompt else max(0.25, 1 - (waited - prompt) / (limit - prompt))

    def _referred(self, duty: Duty, event: Event) -> None:
        data, place = event.data, self.court.library.party_of[event.seat].split("/")[0]
        ruling = self.board.responsibility.get(duty.strand)
        proper = ruling["refer_to"] if ruling is not None else []
        kinds = [
            party.kind
            for party in self.court.library.scenario.parties
            if party.id in data["parties"] and (party.id in proper or party.id.split("/")[0] == place)
        ]
        receivers = self.court.rulebook.interpretations.I16.value
        both, whole = sum(kind in kinds for kind in receivers), len(receivers)
        shown = data["checked"] == "false" and bool(data["evidence"])
        self.court.settle(
            duty,
            round((FULL if shown else HALF) * both / whole) if whole else 0,
            [event.seq],
            (
                f"handed to {both} of {whole} receivers, {'with' if shown else 'without'} proof that it is false",
                f"已移交{both}/{whole}家单位，{'附' if shown else '未附'}查证材料",
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

    judges = ("R22",)
    hears = ("referred",)

    def observe(self, event: Event) -> None:
        """A referral of what is not false and dangerous breaks it, once for each claim and seat."""
        if event.kind != "referred":
            return
        claim = self.court.library.claims[event.data["claim"]]
        false = self.court.library.truth(claim.id, event.at) == "false"
        danger = claim.danger if false else "none"
        if self.court.holds_for_claim("R22", claim.id, danger):
            self.court.prohibit(
                "R22",
                event.seat,
                self.court.library.belongs.claims[claim.id],
                claim.id,
                [event.seq],
                ("people who doubted or criticised were handed to the police", "将质疑、批评者移交公安机关"),
                (
                    "answer doubt and criticism; refer only what is false and seriously endangers order",
                    "对质疑和批评应予回应，只移交严重危害社会秩序的谣言",
                ),
            )


class Cleared(Watch):
    """R76: what is false or incomplete and does harm is put right in public, by the desk that can establish it. A false claim
    that is seriously dangerous is R20's.
    """

    judges = ("R76",)
    hears = ("claim_started", "claim_turned", *RELEASES)

    def observe(self, event: Event) -> None:
        """A claim that circulates and is not true opens it; a supported word that says so meets it."""
        word = self.court.released(event)
        if word is None:
            self._harmful(self.court.library.claims[event.data["claim"]])
            return
        for answer in word.reading["claims"]:
            if answer["verdict"] == "supported" and answer["stance"] in ("deny", "partly"):
                for duty in self.court.open_duties("R76", key=answer["claim"]):
                    self._put_right(duty, word)

    def _harmful(self, claim: Claim) -> None:
        strand = self.court.library.belongs.claims[claim.id]
        truth = self.court.library.truth(claim.id, self.board.now)
        rebutted = truth == "false" and claim.danger == "serious" and self.court.in_force("R20")
        if claim.id not in self.board.claims or truth not in ("false", "partly_true") or rebutted:
            return
        if self.court.holds_for_claim("R76", claim.id, claim.danger):
            self.court.open("R76", claim.verification.desk, strand, key=claim.id)

    def matter(self, strand: Strand) -> None:
        """What circulated before the matter was known."""
        for claim in self.board.claims:
            if self.court.library.belongs.claims[claim] == strand.id:
                self._harmful(self.court.library.claims[claim])

    def _put_right(self, duty: Duty, word: Word) -> None:
        waited = word.at - self.board.claims[duty.key]
        self.court.settle(
            duty,
            FULL if waited <= SOON else HALF,
            [word.seq],
            (f"put right in public after {show_duration(waited)}", f"在{show_duration(waited)}内公开澄清"),
            ("put right what is false or incomplete within a day", "一天内发布准确信息予以澄清"),
        )

    def close(self) -> None:
        """What nobody put right."""
        self.court.settle_all(
            self.court.open_duties("R76"),
            0,
            ("a false or incomplete claim that did harm was left as it was", "对有危害的不实或不完整信息未予澄清"),
            ("publish accurate information within the own duties", "在职责范围内发布准确信息予以澄清"),
        )


WATCHES = (Dangerous, OverReferred, Cleared)
