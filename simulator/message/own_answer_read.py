"""Reading an answer in the speaker's own words: what it says is read like any text, how directly it meets the question decides
what became of it, and how it avoided the question is named after Bull and Mayer (MESSAGE_SCORING section 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from simulator.message.answers import asked_by
from simulator.message.ledger import Ledger
from simulator.message.library import Library
from simulator.message.press import CHANNELS, Outcome, accepts_premise, could_answer
from simulator.message.reading import Speaker, read
from simulator.message.style.faults import dodge
from simulator.message.style.look import look_at
from simulator.message.text.parts import Extraction
from simulator.record import Board, Message
from simulator.scenario.schema import Question

Mode = Literal["answer", "not_known_yet", "decline"]
MODE: Final[dict[Outcome, Mode]] = {"answered": "answer", "held": "not_known_yet", "declined": "decline"}
"""What an answer was, by what became of the question; one that evaded is an answer that did not answer."""
_OF_TEXTS: Final = ("pasted",)
"""Gates for texts that are published; who speaks may speak as the fact sheet does."""


def read_own_answer(
    message: Message,
    text: Extraction,
    question: Question,
    speaker: Speaker,
    podium: Sequence[str],
    at: int,
    library: Library,
    board: Board,
    ledger: Ledger,
) -> dict[str, Any]:
    """The reading of an answer in own words as plain JSON values: the keys of ``press.read_answer``, and beside them the levels
    and reasons, the tone and the directness of a text that was read.

    ``message`` is what the words say. That it evades is told by the outcome; only an attack on who asked is a gate besides.
    """
    reading = read(
        message, speaker, at, CHANNELS, library, board, ledger, text=text, asked=asked_by(question.id, library)
    )
    somebody = could_answer(question, podium, at, library, board) is not None
    outcome, evasion = _became(reading, message, text, question, board, somebody)
    tripped = [gate | {"question": question.id} for gate in reading["tripped"] if _counts(gate)]
    stated = {"by": speaker.seat, "party": speaker.party, "at": at}
    return reading | {
        "facts": [verdict | stated for verdict in reading["facts"]],
        "claims": [verdict | {"by": speaker.seat} for verdict in reading["claims"]],
        "gates": [gate["gate"] for gate in tripped],
        "tripped": tripped,
        "outcome": outcome,
        "evasion": evasion,
        "premise_accepted": accepts_premise(question, reading, speaker, library, board),
    }


def _counts(gate: dict[str, Any]) -> bool:
    return gate["gate"] not in _OF_TEXTS and (gate["gate"] != "evasion" or gate["reason"] == "attack_interviewer")


def _became(
    reading: dict[str, Any], message: Message, text: Extraction, question: Question, board: Board, somebody: bool
) -> tuple[Outcome, str]:
    """What became of the question, and how it was evaded. Neither "not known yet" nor a refusal stands where somebody on the
    podium knew what may be said.
    """
    if reading["directness"] == 0 or reading["evasion"]:
        return "evaded", reading["evasion"] or "ignore"
    if reading["directness"] == 1 or _answers(reading, message, question, board):
        return "answered", ""
    if somebody:
        return "evaded", "known_after_all"
    avoided = dodge(look_at(text))
    return ("declined" if avoided is not None and avoided[0] == "decline" else "held"), ""


def _answers(reading: dict[str, Any], message: Message, question: Question, board: Board) -> bool:
    """Whether something that was said is what the question asks for, or takes up the claim inside it rightly."""
    said = [verdict["slot"] for verdict in reading["facts"] if verdict["verdict"] == "supported"]
    said += [*message.advice, *(item for item in message.disposals if item in board.disposals)]
    right = [
        claim["claim"]
        for claim in reading["claims"]
        if claim["verdict"] == "supported" and claim["stance"] != "unverified"
    ]
    return any(element in question.answered_by for element in said) or question.claim in right
