"""Who consulted whom: for every pair of seats, how often one asked and the other answered, agreed or
objected, and how often they met. Counts of events, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.record import Board, Record
from simulator.scenario.schema import Scenario


@dataclass(slots=True)
class Pair:
    """What passed between an asking seat (row) and an asked one (column)."""

    asked: int = 0
    """Questions and drafts sent."""
    answered: int = 0
    """Drafts on which the column has spoken, and questions after which it gave a fact that was asked for."""
    agreed: int = 0
    objected: int = 0
    met: int = 0
    """Consultation meetings that both attended; the same both ways."""

    @property
    def any(self) -> bool:
        """Whether anything passed between them."""
        return bool(self.asked or self.met)


def consultation_matrix(record: Record, scenario: Scenario) -> dict[str, dict[str, Pair]]:
    """Asking seat -> asked seat -> counts, every pair of different seats, in the scenario's order."""
    board = Board.of(record.events)
    seats = [seat.id for seat in scenario.seats]
    table = {row: {column: Pair() for column in seats if column != row} for row in seats}
    for at, asker, asked, about in board.asks:
        if asked in table.get(asker, {}):
            table[asker][asked].asked += 1
            table[asker][asked].answered += _was_told(record, scenario, at, asker, asked, about)
    for consultation in board.consultations.values():
        for other in consultation.to:
            pair = table.get(consultation.author, {}).get(other)
            if pair is None:
                continue
            pair.asked += 1
            answer = consultation.answers.get(other)
            if answer is not None:
                pair.answered += 1
                pair.agreed += answer[1]
                pair.objected += not answer[1]
    for _, _, present in board.meetings:
        for row in present:
            for column in present:
                if column in table.get(row, {}):
                    table[row][column].met += 1
    return table


def _was_told(record: Record, scenario: Scenario, at: int, asker: str, asked: str, about: Sequence[str]) -> bool:
    """Whether the asked seat gave the asker, from that moment on, a fact that bears on the question."""
    settling = [fact for claim in scenario.claims if claim.id in about for fact in claim.settled_by]
    return any(
        event.seat == asker
        and event.at >= at
        and event.data["source"] == asked
        and (event.data["slot"] in about or event.data["fact"] in settling)
        for event in record.of_kind("fact_learned")
    )
