"""Before a decision that touches vital interests is announced, its risk is assessed: a level, and a plan for what may come
(R55; the county system, 2.2).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, QUARTER, RELEASES, Watch, Words

ENOUGH: Final = 2
"""Methods that a sound assessment uses, of the four that the rule names (assumption)."""
RIGHT: Final[Words] = (
    "before it is announced: find out by more than one way what it will stir up, set a level, make a plan",
    "公布前通过跟踪、抽样调查、重点走访、会商等方式评估风险，确定等级并制定处置预案",
)


class RiskAssessed(Watch):
    """R55, of the organ whose decision it is, once for each decision, when its first word says it: whole with a level, a plan
    and more than one way of finding out; half with a level and one of the two; a quarter with a level alone.
    """

    judges = ("R55",)
    hears = RELEASES

    def observe(self, event: Event) -> None:
        """A word of the owner that states the decision announces it; so does a conference at which the owner sits."""
        word = self.court.released(event)
        if word is None or not self.court.holds("R55", word.strand):
            return
        for verdict in word.reading["facts"]:
            fact = self.court.library.facts[verdict["fact"]]
            owner = self.court.library.seat_of.get(fact.owner)
            if fact.decision and owner in (word.seat, *word.attendees):
                self._announced(word, fact.id, owner)

    def _announced(self, word: Word, decision: str, owner: str) -> None:
        duty = self.court.open("R55", owner, word.strand, key=decision)
        found = [data for at, data in self.board.risks.get(decision, []) if at <= word.at]
        worth, says = 0, ("announced a decision without assessing its risk", "未经舆情风险评估即公布决策")
        for data in found:
            parts = bool(data["plan"]) + (len(data["methods"]) >= ENOUGH)
            credit = (QUARTER, HALF, FULL)[parts]
            if credit > worth:
                worth = credit
                says = (
                    f"assessed the risk ({data['level']}) before announcing, {'with' if data['plan'] else 'without'} a plan",
                    f"公布前已评估风险（{_LEVELS[data['level']]}），{'有' if data['plan'] else '无'}处置预案",
                )
        self.court.settle(duty, worth, [word.seq], says, RIGHT)


_LEVELS: Final = {"low": "低", "medium": "中", "high": "高"}

WATCHES = (RiskAssessed,)
