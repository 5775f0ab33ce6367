"""What is said in an answer at a press conference or in an interview: where it stands in own words, they are read, and what
they say takes the place of what was ticked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.drill.words import as_read
from simulator.message import Speaker
from simulator.message.own_answer_read import MODE, read_own_answer
from simulator.message.press import read_answer
from simulator.record import Message
from simulator.record.actions import AnswerQuestion
from simulator.scenario.schema import Question

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def answer_said(
    drill: Drill, answer: AnswerQuestion, question: Question, podium: Sequence[str], closes: int
) -> tuple[AnswerQuestion, dict[str, Any]]:
    """An answer as it was said, with its reading; a next word counts as promised if it lies after the occasion, which ends at
    ``closes`` at the latest.
    """
    speaker = Speaker(answer.by, drill.party(answer.by))
    if not answer.own_words:
        return answer, read_answer(
            answer, question, speaker, podium, drill.now, drill.library, drill.board, drill.ledger
        )
    tongue, words = next(iter(answer.text.items()))
    message = as_read(drill, answer.by, Message(form="reply", text={tongue: words}, own_words=True))
    if message.next_update is not None and message.next_update <= max(closes, drill.now):
        message = message.model_copy(update={"next_update": None})
    text = drill.reader.extract(words, drill.now)
    reading = read_own_answer(
        message, text, question, speaker, podium, drill.now, drill.library, drill.board, drill.ledger
    )
    heard = {
        "mode": MODE.get(reading["outcome"], "answer"),
        "facts": message.facts[:10],
        "claims": message.claims[:5],
        "advice": message.advice[:5],
        "disposals": message.disposals[:5],
        "credits": message.credits[:10],
        "next_update": message.next_update,
        "ground": None,
    }
    return answer.model_copy(update=heard), reading
