"""What a text can take up, as a list to tick: facts with their status, claims with what is said of them, what is not known
yet, advice, acts, owners, the next word. It turns the ticks into what the desk words and sends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tui.desk import Chosen
from tui.locale import Translator
from tui.widgets.rows import Checks, Row

if TYPE_CHECKING:
    from tui.desk import Choice, Parts

SINGLE: Final = ("update", "corrects")
"""Kinds of which one row at most can be ticked."""
DATED, CHANGE, PUNISHES = "option:dated", "option:change", "option:punishes"


class PartsList(Checks):
    """The ticks of a text."""

    def __init__(self, parts: Parts, tr: Translator) -> None:
        super().__init__(empty=tr("Nothing can be taken up yet."), id="parts-list")
        self._parts, self._tr = parts, tr
        self._stances = {stance.label: stance.id for stance in parts.stances}
        self._honest = {claim.id: claim.stance for claim in parts.claims}

    def on_mount(self) -> None:
        """Offer the parts, with what the desk suggests ticked."""
        kinds = self._kinds()
        rows: list[Row] = []
        ticked = [DATED]
        for kind, title, choices in kinds:
            if choices:
                rows.append(Row(f"_{kind}", title, heading=True))
            for choice in choices:
                row = f"{kind}:{choice.id}"
                rows.append(Row(row, choice.label, choice.note, "(!)" if choice.warns else ""))
                if choice.suggested and not (kind in SINGLE and any(name.startswith(f"{kind}:") for name in ticked)):
                    ticked.append(row)
        rows.append(Row("_option", self._tr("How it is said"), heading=True))
        rows.append(Row(DATED, self._tr("with the time to which it holds")))
        rows.append(Row(CHANGE, self._tr("with a warning that figures may change")))
        rows.append(Row(PUNISHES, self._tr("announces a punishment")))
        self.offer(rows, ticked, self._words)
        self.action_first()

    def _kinds(self) -> list[tuple[str, str, Sequence[Choice]]]:
        parts, tr = self._parts, self._tr
        return [
            ("fact", tr("Facts"), parts.facts),
            ("claim", tr("Claims"), parts.claims),
            ("unknown", tr("Not known yet"), parts.unknowns),
            ("advice", tr("Advice to people"), parts.advice),
            ("disposal", tr("What is being done"), parts.disposals),
            ("credit", tr("According to"), parts.credits),
            ("update", tr("Next word"), parts.updates),
            ("corrects", tr("Puts right"), parts.corrects),
        ]

    def _words(self, row: str) -> Sequence[str]:
        """What a tick can say; of a claim, first what an honest text says of it now."""
        kind, _, name = row.partition(":")
        if kind != "claim":
            return ("x",)
        return sorted(self._stances, key=lambda label: self._stances[label] != self._honest[name])

    def tick(self, row: str) -> None:
        """Tick a row; where only one can be, the others go."""
        kind = row.partition(":")[0]
        if kind in SINGLE:
            self.untick([other for other in self.ticked if other.startswith(f"{kind}:") and other != row])
        super().tick(row)

    def chosen(self) -> Chosen:
        """What is ticked, as the desk wants it."""
        found: dict[str, list[str]] = {}
        for row in self.ticked:
            kind, _, name = row.partition(":")
            found.setdefault(kind, []).append(name)
        update = found.get("update")
        return Chosen(
            form=self._parts.form,
            paper=self._parts.paper,
            facts=tuple(found.get("fact", ())),
            claims=tuple((name, self._stances[self.state(f"claim:{name}")]) for name in found.get("claim", ())),
            unknowns=tuple(found.get("unknown", ())),
            advice=tuple(found.get("advice", ())),
            disposals=tuple(found.get("disposal", ())),
            credits=tuple(found.get("credit", ())),
            dated=DATED in self.ticked,
            next_update=int(update[0]) if update else None,
            may_change=CHANGE in self.ticked,
            announces_punishment=PUNISHES in self.ticked,
            corrects=next(iter(found.get("corrects", ())), None),
        )
