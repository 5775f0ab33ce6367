"""The three criteria that need the words themselves: targeted, clarity and empathy, each 0 to 2 with the words that decided
(MESSAGE_SCORING section 5; the thresholds are assumptions).
"""

from __future__ import annotations

from typing import Final

from simulator.message.mark import Mark
from simulator.message.style.look import Look
from simulator.message.text.parts import Sentence, Span

LONG_WORDS: Final = 42
"""An English sentence of more words is hard to follow when read aloud."""
LONG_CHARACTERS: Final = 120
"""A Chinese sentence of more characters is hard to follow when read aloud."""
HARD_WORDS: Final = 2
"""Technical or office words without which a text must do to be plain."""
_EARLY: Final = 3
"""A text may greet and show feeling first; by its third sentence it says something."""
_NEUTRAL: Final = 0.2
"""A clause that neither recites procedure nor says something that the reader knows counts a little against the content:
people say true things in words that no reader has met."""
_RECITED: Final = 3
"""Clauses of procedure or praise, beyond the harmless one, that spoil a text whatever else it says."""
_HARMLESS: Final = 1
"""Clauses of procedure or praise that cost nothing."""


def clarity(look: Look, form: str) -> Mark:
    """Within the form's limit, in plain sentences that can be read aloud, with the main message early."""
    length = look.length(form)
    if not look.clauses or length > 2:
        return Mark(0, "far_too_long" if look.clauses else "empty")
    if not _has_sentences(look):
        return Mark(0, "no_sentences")
    if length > 1:
        return Mark(1, "too_long")
    long = [sentence.span for sentence in look.extraction.sentences if _is_long(sentence)]
    if long:
        return Mark(1, "long_sentence", tuple(long[:2]))
    hard = [found.span for found in look.of("jargon") if not _known_here(look, found.clause)]
    if len(hard) >= HARD_WORDS:
        return Mark(1, "jargon", tuple(hard[:3]))
    return Mark(2, "clear")


def targeted(look: Look) -> Mark:
    """How much of the text says something to people, against self-praise and recited procedure, by clauses and their length."""
    says = neutral = empty = 0.0
    recited: list[Span] = []
    first = 0
    for number, clause in enumerate(look.clauses):
        size = float(max(1, len(clause.span.text)))
        cues = look.by_clause.get(number, ())
        hollow = [found for found in cues if found.kind in ("procedure", "praise", "work_news", "care_formula")]
        if hollow and first < _HARMLESS:
            first += 1
            hollow = []
        if hollow:
            recited += [found.span for found in hollow]
            share = min(1.0, sum(len(found.span.text) for found in hollow) / size)
            weight = size * (max(0.5, share) if look.says(number) else 1.0)
            empty += weight
            says += size - weight
        elif look.says(number) or any(found.kind == "care" for found in cues):
            says += size
        else:
            neutral += size
    whole = says + empty + _NEUTRAL * neutral
    share = says / whole if whole else 0.0
    spans = tuple(recited[:3])
    if share < 0.4:
        return Mark(0, "hollow" if recited else "beside", spans)
    if share <= 0.7 or len(recited) >= _RECITED:
        return Mark(1, "partly_hollow" if recited else "partly_beside", spans)
    return Mark(2, "to_the_point") if _says_early(look) else Mark(1, "late", spans)


def empathy(look: Look, blames: bool, *, says: bool = True) -> Mark:
    """Names who is affected or what they worry about and goes on with substance; a formula earns half."""
    care = look.of("care")
    formulas = [found.span for found in look.of("care_formula")]
    if blames:
        return Mark(0, "blames")
    if not care and not formulas:
        return Mark(0, "cold")
    own = [found for found in care if not any(s.start <= found.span.start < s.end for s in formulas)]
    if not own:
        return Mark(1, "formula", tuple(formulas[:1]))
    if not says:
        return Mark(1, "care_alone", (own[0].span,))
    return Mark(2, "kind", (own[0].span,))


def _says_early(look: Look) -> bool:
    """Whether one of the first sentences says something; in a short text any of them."""
    return any(look.says(number) for number, clause in enumerate(look.clauses) if clause.sentence < _EARLY)


def _is_long(sentence: Sentence) -> bool:
    text = sentence.span.text
    if sentence.tongue == "zh":
        return len(text) > LONG_CHARACTERS
    return len(text.split()) > LONG_WORDS


def _known_here(look: Look, clause: int) -> bool:
    """Whether a hard word stands in a clause that explains it in brackets."""
    return any(mark in look.clauses[clause].span.text for mark in "(（")


def _has_sentences(look: Look) -> bool:
    """Whether the text has the marks of sentences, or is short enough to need none."""
    return any(mark in look.extraction.text for mark in ".!?。！？；;") or look.words + look.characters < 25
