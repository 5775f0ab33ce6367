"""What all makers of offers share: the moment as they look at it, and the names of the groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from simulator.record import Action, Event
from simulator.record.actions import Message
from simulator.scenario.schema import Fact, Strand
from tui.desk.clauses import citation
from tui.desk.kinds import Offer, Paper
from tui.desk.sight import Sight
from tui.desk.work import Work
from tui.locale import mark

JUDGE: Final = mark("Judge")
KNOW: Final = mark("Know")
COORDINATE: Final = mark("Coordinate")
SPEAK: Final = mark("Speak")
ACT: Final = mark("Act")
PAPERS: Final = mark("Papers")
CLOSE: Final = mark("Close")

GROUPS: Final = (PAPERS, JUDGE, KNOW, COORDINATE, SPEAK, ACT, CLOSE)
"""The groups in the order in which a face shows them."""

AGAIN: Final = 3 * 3600
"""Seconds after which something that was asked or looked at is offered again."""

PATIENCE: Final = 2 * 3600
"""After so many seconds the silence of a consulted unit is not waited for (assumption)."""

NEEDED: Final = 40
"""An offer of at least this urgency needs the seat; below it, it is only possible."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a maker of offers looks at."""

    sight: Sight
    log: list[Event]
    work: Work
    papers: list[Paper]

    def offer(
        self,
        id_: str,
        group: str,
        label: str,
        why: str,
        action: Action | None,
        urgency: int,
        *,
        opens: str | None = None,
        about: str = "",
        warns: bool = False,
    ) -> Offer:
        """An offer; ``group`` is an id of the catalogue, label and reason are in words already."""
        return Offer(id_, self.sight.say(group), label, why, action, opens, about, urgency, warns)  # type: ignore[arg-type]

    def rule(self, rule: str) -> str:
        """A rule with its clause."""
        return citation(rule, self.sight.language)

    def rules(self, *rules: str) -> str:
        """Several rules with their clauses."""
        return self.sight.say.both(*(self.rule(rule) for rule in rules))

    def outdated(self, message: Message) -> list[Fact]:
        """Newer values, known here, of slots that a text states; a stated as-of time governs (DESIGN decision 1)."""
        newest = self.sight.known()
        as_of = self.sight.now if message.as_of is None else message.as_of
        found = []
        for stated in message.facts:
            mine = newest.get(self.sight.library.facts[stated.fact].slot)
            if mine is None:
                continue
            altered = mine.id == stated.fact and stated.value not in (None, mine.value)
            held_from = self.sight.library.facts[stated.fact].true_from
            if altered or held_from < mine.true_from <= as_of:
                found.append(mine)
        return found

    def open_strands(self) -> list[Strand]:
        """Strands whose sheet is open and that are this seat's business."""
        sheets = self.sight.board.sheets
        mine = [s for s in self.sight.strands() if self.sight.works_on(s)]
        return [s for s in mine if s.id in sheets and sheets[s.id].closed is None]

    def name(self, strand: Strand) -> str:
        """The strand's title, where there are several; else nothing needs naming."""
        several = len(self.sight.library.scenario.strands) > 1
        return self.sight.say.aside("", self.sight.text(strand.title)) if several else ""
