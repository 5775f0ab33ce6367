"""What a colleague cites in answer to a journalist's question: the newest fact that fits and may be said, else
advice and acts; a false premise that it can tell is denied. At a conference and in an interview it is the same.
"""

from __future__ import annotations

from typing import Final

from simulator.message.library import Library
from simulator.message.press import known_facts, known_items, knows_premise
from simulator.record import Board, Citation, ClaimAnswer
from simulator.record.actions import AnswerQuestion
from simulator.scenario.schema import Question

_RIGHT: Final = {"false": "deny", "true": "confirm", "partly_true": "partly"}


def own_answer(question: Question, seat: str, at: int, library: Library, board: Board) -> AnswerQuestion:
    """The answer, by what the seat knows at a moment; it cites nothing where nothing fits."""
    facts = known_facts(question, seat, at, library, board)[-1:]
    items = [] if facts else known_items(question, seat, library, board)[:5]
    owners = [library.facts[fact].owner for fact in facts]
    truth = knows_premise(question, seat, library, board) if question.premise == "false" else None
    claims = [{"claim": question.claim, "stance": _RIGHT[truth]}] if truth in _RIGHT else []
    return AnswerQuestion(
        question=question.id,
        by=seat,
        facts=tuple(Citation(fact=fact) for fact in facts),
        claims=tuple(ClaimAnswer.model_validate(claim) for claim in claims),
        advice=tuple(item for item in items if item in library.advice),
        disposals=tuple(item for item in items if item in library.disposals),
        credits=tuple(owner for owner in owners if owner != library.party_of[seat]),
    )
