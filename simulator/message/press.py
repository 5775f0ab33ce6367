"""Reading an answer at a press conference: the same verdicts as for any word, and beside them whether it answers the
question, openly says that it is not known yet, declines on a ground that bears, or evades (MESSAGE_SCORING section 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from simulator.message.ledger import Ledger
from simulator.message.library import Library
from simulator.message.reading import Speaker, read
from simulator.record import Board, Message
from simulator.record.actions import AnswerQuestion
from simulator.scenario.schema import Question
from simulator.scenario.text import Channel

CHANNELS: Final[tuple[Channel, ...]] = ("weibo", "wechat", "short_video", "news_portal", "traditional_media")
"""Where a press conference is seen: livestream, portals, press and television."""

Outcome = Literal["answered", "held", "declined", "evaded", "unanswered"]
"""What became of a question; ``held``: honestly not known yet, next word at; ``unanswered``: nobody there could know."""

Evasion = Literal[
    "", "silence", "no_comment", "ground_does_not_bear", "known_after_all", "beside_the_point", "nothing_said"
]
"""How an answer evaded; empty for one that did not."""


def message_of(answer: AnswerQuestion, question: Question, library: Library) -> Message:
    """What is said in an answer as a message; what is not known yet are the slots that the question asks about."""
    unknown = [name for name in question.answered_by if name in library.slots]
    return Message(
        form="reply",
        text=answer.text or {"en": "-"},
        facts=answer.facts,
        claims=answer.claims,
        unknowns=tuple(unknown[:20]) if answer.mode == "not_known_yet" else (),
        advice=answer.advice,
        disposals=answer.disposals,
        credits=answer.credits,
        next_update=answer.next_update,
    )


def known_facts(question: Question, seat: str, at: int, library: Library, board: Board) -> list[str]:
    """Facts that a seat knows, that the law lets go out and that answer the question; the newest last."""
    facts = [library.facts[fact] for fact in board.known_facts(seat)]
    fit = [fact for fact in facts if fact.slot in question.answered_by and library.disclosable(fact, at)]
    return [fact.id for fact in sorted(fit, key=lambda fact: fact.true_from)]


def known_items(question: Question, seat: str, library: Library, board: Board) -> list[str]:
    """Advice that a seat may give and own disposals under way that answer the question."""
    advice = library.advice_open_to(board.known_facts(seat))
    acts = [item for item in board.disposals if library.disposals[item].owner == seat]
    return [item for item in [*advice, *acts] if item in question.answered_by]


def could_answer(question: Question, seats: Sequence[str], at: int, library: Library, board: Board) -> str | None:
    """The first of the seats that could answer the question from what it knows and may say."""
    for seat in seats:
        if known_facts(question, seat, at, library, board) or known_items(question, seat, library, board):
            return seat
    return None


def knows_premise(question: Question, seat: str, library: Library, board: Board) -> str | None:
    """The truth of the claim inside the premise as far as the seat knows it; None where it cannot tell."""
    if question.claim is None or question.claim not in board.claims:
        return None
    checked = board.checked.get(seat, {}).get(question.claim)
    if checked is not None and checked[1] != "unknown":
        return checked[1]
    settled = any(board.knows(seat, fact) for fact in library.claims[question.claim].settled_by)
    return library.truth(question.claim, board.now) if settled else None


def bears(ground: str, question: Question, at: int, library: Library) -> bool:
    """Whether a ground covers something that the question asks about: a withheld fact, or a protected matter."""
    if ground in library.facts:
        fact = library.facts[ground]
        return fact.slot in question.answered_by and not library.disclosable(fact, at)
    matter = next((known for known in library.scenario.protected if known.id == ground), None)
    return matter is not None and any(library.facts[fact].slot in question.answered_by for fact in matter.facts)


def read_answer(
    answer: AnswerQuestion,
    question: Question,
    speaker: Speaker,
    podium: Sequence[str],
    at: int,
    library: Library,
    board: Board,
    ledger: Ledger,
) -> dict[str, Any]:
    """The reading of an answer as plain JSON values; it is stored with the answer's event.

    Keys: ``facts`` and ``claims`` (with verdicts, each naming the seat, the party and the moment), ``concerns``,
    ``narratives``, ``gates`` as in any reading; ``outcome`` (an :data:`Outcome`), ``evasion`` (an :data:`Evasion`) and
    ``premise_accepted`` (a false premise that the speaker could have put right stood).
    """
    message = message_of(answer, question, library)
    reading = read(message, speaker, at, CHANNELS, library, board, ledger)
    stated = {"by": speaker.seat, "party": speaker.party, "at": at}
    evasion = _evasion(answer, question, reading, podium, at, library, board)
    good: Outcome = {"answer": "answered", "not_known_yet": "held", "decline": "declined"}[answer.mode]  # type: ignore[assignment]
    return {
        "facts": [verdict | stated for verdict in reading["facts"]],
        "claims": [verdict | {"by": speaker.seat} for verdict in reading["claims"]],
        "concerns": reading["concerns"],
        "narratives": reading["narratives"],
        "gates": reading["gates"],
        "tripped": reading["tripped"],
        "outcome": "evaded" if evasion else good,
        "evasion": evasion,
        "premise_accepted": accepts_premise(question, reading, speaker, library, board),
    }


def _evasion(
    answer: AnswerQuestion,
    question: Question,
    reading: dict[str, Any],
    podium: Sequence[str],
    at: int,
    library: Library,
    board: Board,
) -> Evasion:
    said = [verdict["slot"] for verdict in reading["facts"] if verdict["verdict"] == "supported"]
    said += [*answer.advice, *(item for item in answer.disposals if item in board.disposals)]
    taken_up = [
        claim["claim"]
        for claim in reading["claims"]
        if claim["verdict"] == "supported" and claim["stance"] != "unverified"
    ]
    if any(element in question.answered_by for element in said) or (question.claim and question.claim in taken_up):
        return ""  # answered, whatever it is called
    somebody = could_answer(question, podium, at, library, board)
    if answer.mode == "not_known_yet":
        return "known_after_all" if somebody else ""
    if answer.mode == "decline":
        if answer.ground is None:
            return "no_comment"
        if not bears(answer.ground, question, at, library):
            return "ground_does_not_bear"
        return "known_after_all" if somebody else ""
    return "beside_the_point" if answer.facts or answer.claims or answer.advice or answer.disposals else "nothing_said"


def accepts_premise(
    question: Question, reading: dict[str, Any], speaker: Speaker, library: Library, board: Board
) -> bool:
    """Whether a false premise stands that the speaker could have put right; a settling fact puts it right as well."""
    if question.premise != "false" or question.claim is None:
        return False
    if any(claim["claim"] == question.claim and claim["stance"] == "confirm" for claim in reading["claims"]):
        return True
    if knows_premise(question, speaker.seat, library, board) is None:
        return False
    right = [claim["claim"] for claim in reading["claims"] if claim["verdict"] == "supported"]
    facts = [verdict["fact"] for verdict in reading["facts"] if verdict["verdict"] == "supported"]
    settled = any(fact in library.claims[question.claim].settled_by for fact in facts)
    return question.claim not in right and not settled
