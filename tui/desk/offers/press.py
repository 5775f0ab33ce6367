"""Offers while a press conference goes on: taking the questions that wait for the podium."""

from __future__ import annotations

from tui.desk import press
from tui.desk.kinds import Offer
from tui.desk.offers.common import SPEAK, Moment


def taking(m: Moment) -> list[Offer]:
    """The question that has waited longest."""
    _, sight = m.sight.say, m.sight
    for asked in press.waiting(sight):
        question = press.questioned(sight, asked.question)
        if question is not None:
            label = _("Take the question of {outlet}: {ask}", outlet=question.outlet, ask=question.ask)
            why = _("The podium answers; what stays open until the end counts as evaded ({rule}).", rule=m.rule("R24"))
            return [m.offer(f"question:{asked.question}", SPEAK, label, why, None, 99, opens="press")]
    return []


MAKERS = (taking,)
