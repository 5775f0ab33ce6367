"""Whether an answer answers: how direct it is, and if it does not, in which of the ways that Bull and Mayer sorted it
avoids the question. A reasoned refusal is a full answer where the law withholds what was asked, and nowhere else
(MESSAGE_SCORING section 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from simulator.errors import NotFoundError
from simulator.message.library import Library
from simulator.message.style.faults import dodge, gives_reason
from simulator.message.style.look import Look
from simulator.message.substance import Case
from simulator.message.text.parts import Span

Evasion = Literal[
    "",
    "ignore",
    "acknowledge_only",
    "question_the_question",
    "attack_interviewer",
    "decline",
    "make_a_point",
    "incomplete",
    "claim_answered",
    "apologise_only",
]
"""How an answer avoided the question; empty for one that did not."""

EARLY: Final = 2
"""An answer stands in the first two sentences; what comes later came after a bridge."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question wants."""

    concerns: tuple[str, ...]
    elements: tuple[str, ...]
    """Slots, advice and disposals that answer it."""
    claim: str | None = None
    """The claim in its premise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an answer meets its question."""

    directness: int
    """2: answered, honestly not known with a time, or declined by law with the reason; 1: in part, or late; 0: not."""
    evasion: Evasion
    attacks: bool = False
    """It attacks who asked."""
    spans: tuple[Span, ...] = ()


def judge_answer(case: Case, asked: Asked) -> Answer:
    """How directly a text answers what was asked."""
    look = case.look
    if look is None:
        return _by_citations(case, asked)
    avoided = dodge(look)
    attacks = avoided is not None and avoided[0] == "attack_interviewer"
    if attacks and avoided is not None:
        return Answer(0, "attack_interviewer", True, (avoided[1],))
    places = _places(case, asked, look)
    if places:
        first = min(places, key=lambda place: place[0])
        return Answer(
            2 if first[0] < EARLY or len(look.extraction.sentences) <= EARLY + 1 else 1, "", False, (first[1],)
        )
    if avoided is not None and avoided[0] == "decline":
        return _declined(case, asked, look, avoided[1])
    open_ = [unknown.span for unknown in look.extraction.unknowns if unknown.slot in asked.elements]
    if open_:
        return Answer(1, "incomplete", False, tuple(open_[:1]))
    if avoided is not None and avoided[0] != "make_a_point":
        return Answer(0, avoided[0], False, (avoided[1],))  # type: ignore[arg-type]
    given = _given(case, look)
    if given is not None:
        return given
    return Answer(0, _kind_of_silence(look))


def _places(case: Case, asked: Asked, look: Look) -> list[tuple[int, Span]]:
    """Sentences that answer, with their words."""
    text = look.extraction
    said = [reading for reading in case.facts if reading.verdict == "supported" and reading.fact.slot in asked.elements]
    places = [(_sentence(look, reading.span), reading.span) for reading in said if reading.span is not None]
    items = [m for m in (*text.advice, *text.disposals) if m.item in asked.elements]
    places += [(mention.sentence, mention.span) for mention in items]
    slots = case.library.facts
    places += [(m.sentence, m.span) for m in case.echoed if slots[m.item].slot in asked.elements]
    when = text.update is not None and text.update.at is not None
    places += [
        (u.sentence, u.span) for u in text.unknowns if u.slot in asked.elements and u.slot in case.honest and when
    ]
    right = [claim["claim"] for claim in case.claims if claim["verdict"] == "supported"]
    places += [(t.sentence, t.span) for t in text.claims if t.claim == asked.claim and t.claim in right]
    return places


def _given(case: Case, look: Look) -> Answer | None:
    """An answer in words that the reader cannot match to what was asked: it says that something is not known yet, and when
    it will be, or gives at least two things of the matter that can be checked.
    """
    text = look.extraction
    if text.open_words and text.update is not None and text.update.at is not None:
        return Answer(2, "", False, (text.open_words[0].span,))
    if case.weight >= 2 or (case.weight and (text.open_words or text.update is not None)):
        spans = (*case.spans_of(case.supported), *(mention.span for mention in case.echoed))
        return Answer(1, "", False, spans[:1])
    return None


def _sentence(look: Look, span: Span) -> int:
    """Number of the sentence that holds a span."""
    held = [n for n, sentence in enumerate(look.extraction.sentences) if sentence.span.start <= span.start]
    return held[-1] if held else 0


def _declined(case: Case, asked: Asked, look: Look, words: Span) -> Answer:
    """A refusal: whole where the law withholds what was asked and the reason is given."""
    if not gives_reason(look, words):
        return Answer(0, "decline", False, (words,))
    slots = [slot for slot in asked.elements if slot in case.library.slots]
    withheld = [
        slot
        for slot in slots
        if any(
            fact.true_from <= case.at and not case.library.disclosable(fact, case.at)
            for fact in case.library.facts_of(slot)
        )
    ]
    protected = [fact for matter in case.library.scenario.protected for fact in matter.facts]
    bears = withheld or any(case.library.facts[fact].slot in slots for fact in protected)
    return Answer(2, "", False, (words,)) if bears else Answer(1, "decline", False, (words,))


def _kind_of_silence(look: Look) -> Evasion:
    if any(look.says(number) for number in range(len(look.clauses))):
        return "make_a_point" if look.of("bridge") else "ignore"
    return "acknowledge_only" if look.of("care", "care_formula") else "ignore"


def _by_citations(case: Case, asked: Asked) -> Answer:
    """The same where citations stand for the text."""
    said = [reading.fact.slot for reading in case.supported]
    said += [*case.message.advice, *(item for item in case.message.disposals if item in case.board.disposals)]
    said += [slot for slot in case.honest if case.message.next_update is not None]
    right = [claim["claim"] for claim in case.claims if claim["verdict"] == "supported"]
    if any(element in asked.elements for element in said) or (asked.claim is not None and asked.claim in right):
        return Answer(2, "")
    return Answer(0, "ignore")


def concerns_answered(asked: Asked, answer: Answer) -> Sequence[str]:
    """Concerns that an answer meets: a refusal by law meets what it declines."""
    return asked.concerns if answer.directness == 2 else ()


def asked_by(question: str, library: Library) -> Asked:
    """What a concern or a journalist's question wants.

    Raises:
        NotFoundError: the scenario has neither of that id.
    """
    scenario = library.scenario
    if question in library.concerns:
        concern = library.concerns[question]
        return Asked((concern.id,), concern.answered_by)
    for known in scenario.questions:
        if known.id == question:
            return Asked((known.concern,), known.answered_by, known.claim)
    ids = [*library.concerns, *(known.id for known in scenario.questions)]
    raise NotFoundError(f"{scenario.id} has no concern or question {question!r}; it has {', '.join(ids)}")
