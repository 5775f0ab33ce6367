"""How official words sound: kind, plain and without blame (R34), in the voice of an institution (R84), and leaving
punishment to those whose it is (R83). What a text sounds like is read with it, as its faults by name under ``tone`` (a list, or
a mapping to the places in the text); a reading without ``tone`` judges nothing.
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event
from simulator.rules.duties.book import FULL, HALF, RELEASES, Court, Watch, Words

UNKIND: Final[dict[str, Words]] = {
    "blame": ("blames those who were harmed", "责怪受影响的群众"),
    "threat": ("threatens", "带有威胁"),
    "mockery": ("mocks", "带有嘲弄"),
    "officialese": ("speaks officialese", "官话套话"),
    "careless": ("is careless", "措辞草率"),
}
"""Faults of tone that break R34."""
PLAIN: Final = ("officialese", "careless")
"""Faults that cost half of a word: nobody is hurt by them (assumption)."""
PERSONAL: Final[dict[str, Words]] = {
    "personal_view": ("a personal view", "个人观点"),
    "sarcasm": ("sarcasm", "讥讽"),
    "anger": ("anger", "情绪化言论"),
    "arguing": ("arguing with users", "与网民争吵"),
    "attack": ("an attack on who asks", "攻击提问者"),
}
"""Faults of tone that break R84."""
NEW_MEDIA: Final = ("weibo", "wechat", "short_video")
"""Channels on which an organ speaks by an account of its own."""
PUNISHES: Final = ("public_security", "court", "procuratorate")
"""Kinds of party that decide on punishment, or ask for it."""


class Kind(Watch):
    """R34, of whoever speaks: the share of its words, answers to people among them, that hurt nobody and are plain."""

    judges = ("R34",)
    hears = (*RELEASES, "replied")

    def __init__(self, court: Court) -> None:
        """Nothing has been said."""
        super().__init__(court)
        self.heard: dict[tuple[str, str], list[tuple[int, int, tuple[str, ...]]]] = {}
        """(seat, strand) -> (event number, credit, faults) of each word whose tone was read."""

    def observe(self, event: Event) -> None:
        """Each word whose reading tells its tone."""
        word = self.court.said(event)
        if word is None or "tone" not in word.reading or not self.court.holds("R34", word.strand):
            return
        faults = tuple(fault for fault in word.reading["tone"] if fault in UNKIND)
        credit = FULL if not faults else HALF if all(fault in PLAIN for fault in faults) else 0
        self.court.open("R34", word.seat, word.strand)
        self.heard.setdefault((word.seat, word.strand), []).append((word.seq, credit, faults))

    def close(self) -> None:
        """The mean over a seat's words."""
        for duty in self.court.open_duties("R34"):
            heard = self.heard[(duty.seat, duty.strand)]
            faults = list(dict.fromkeys(fault for _, _, found in heard for fault in found))
            self.court.settle(
                duty,
                sum(points for _, points, _ in heard) // len(heard),
                [seq for seq, _, found in heard if found] or [seq for seq, _, _ in heard],
                ("its wording " + ", ".join(UNKIND[fault][0] for fault in faults), _listed(faults, UNKIND))
                if faults
                else ("its wording was kind and plain", "表达亲切平实"),
                (
                    "plain words, feeling for those who are harmed, no blame",
                    "用语平实，体恤受影响的群众，不指责、不威胁",
                ),
            )


class Institutional(Watch):
    """R84, of whoever speaks on an account of an organ: no personal views, no sarcasm, no quarrel. It only loses, once for each
    word.
    """

    judges = ("R84",)
    hears = (*RELEASES, "replied")

    def observe(self, event: Event) -> None:
        """A word on new media whose tone has such a fault breaks it."""
        word = self.court.said(event)
        if word is None or not any(channel in NEW_MEDIA for channel in word.channels):
            return
        faults = [fault for fault in word.reading.get("tone", ()) if fault in PERSONAL]
        if faults and self.court.holds("R84", word.strand):
            self.court.prohibit(
                "R84",
                word.seat,
                word.strand,
                str(word.seq),
                [word.seq],
                (
                    "on an official account: " + ", ".join(PERSONAL[fault][0] for fault in faults),
                    "政务新媒体账号上出现：" + _listed(faults, PERSONAL),
                ),
                ("speak as an institution, kindly, and answer the point", "以机构名义亲切回应，就事论事"),
            )


class Punished(Watch):
    """R83, of whoever is not public security or a court: it announces no punishment of its own. To pass on, with its name, what
    public security has decided is no such thing.
    """

    judges = ("R83",)
    hears = (*RELEASES, "replied")

    def observe(self, event: Event) -> None:
        """A word that announces punishment breaks it, once for each seat."""
        word = self.court.said(event)
        if word is None or not self.court.holds("R83", word.strand):
            return
        if not word.message.announces_punishment and "punishment" not in word.reading.get("tone", ()):
            return
        kinds = self.court.library.kinds
        own = kinds.get(word.party, "") in PUNISHES
        passed_on = any(kinds.get(party, "") in PUNISHES for party in word.message.credits)
        if not own and not passed_on:
            self.court.prohibit(
                "R83",
                word.seat,
                word.strand,
                "",
                [word.seq],
                (
                    "announced a punishment itself, which is for public security to decide",
                    "自行宣布处罚，而处罚应由公安机关依法决定",
                ),
                (
                    "supply facts and leads; leave punishment, and its announcement, to public security",
                    "只提供事实和线索，处罚决定及其公布由公安机关作出",
                ),
            )


def _listed(faults: list[str], table: dict[str, Words]) -> str:
    return "、".join(table[fault][1] for fault in faults)


WATCHES = (Kind, Institutional, Punished)
