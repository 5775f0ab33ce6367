"""A text laid out for judging its style: every cue in its sentence and clause, its length against the form's limit, and what
kind of clause each is: one that says something, one that praises or recites procedure, or neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simulator.message.style.cues import lexicon
from simulator.message.text.normalise import Normal, is_han, normalise
from simulator.message.text.parts import Clause, Extraction, Span

LIMITS: Final = {
    "statement": (250, 500),
    "update": (250, 500),
    "conference": (250, 500),
    "interpretation": (250, 500),
    "social": (80, 200),
    "rebuttal": (150, 300),
    "correction": (150, 300),
    "qa": (110, 220),
    "reply": (110, 220),
}
"""Form -> words of English and characters of Chinese that it should not exceed (MESSAGE_SCORING section 3, assumption)."""

_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’%.,:-]*")
_CONTENT: Final = ("instruct", "no_comment")
"""Cues that make a clause one that says something, be it welcome or not."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at its place in the original text."""

    kind: str
    span: Span
    sentence: int
    clause: int


@dataclass(frozen=True, slots=True)
class Look:
    """One text, laid out."""

    extraction: Extraction
    normal: Normal
    found: tuple[Found, ...]
    by_kind: Mapping[str, Sequence[Found]]
    by_clause: Mapping[int, Sequence[Found]]
    clauses: tuple[Clause, ...]
    words: int
    """English words."""
    characters: int
    """Chinese characters."""

    def of(self, *kinds: str) -> Sequence[Found]:
        """Cues of these kinds in reading order."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], ())
        return sorted((f for kind in kinds for f in self.by_kind.get(kind, ())), key=lambda f: f.span.start)

    def length(self, form: str) -> float:
        """Length as a share of what the form allows; a mixed text uses up both limits in part."""
        words, characters = LIMITS[form]
        return self.words / words + self.characters / characters

    def says(self, clause: int) -> bool:
        """Whether a clause says something: it speaks to the scenario, to what to do, or to what comes next."""
        return self.clauses[clause].content or any(f.kind in _CONTENT for f in self.by_clause.get(clause, ()))


def look_at(extraction: Extraction) -> Look:
    """Lay a text out."""
    normal = normalise(extraction.text)
    clauses = tuple(clause for sentence in extraction.sentences for clause in sentence.clauses)
    starts = [clause.span.start for clause in clauses]
    found: list[Found] = []
    by_kind: dict[str, list[Found]] = {}
    by_clause: dict[int, list[Found]] = {}
    for cue in lexicon().cues(normal.text):
        span = normal.span(cue.start, cue.end)
        at = max(0, bisect_right(starts, span.start) - 1)
        one = Found(cue.kind, span, clauses[at].sentence if clauses else 0, at)
        found.append(one)
        by_kind.setdefault(one.kind, []).append(one)
        by_clause.setdefault(at, []).append(one)
    return Look(
        extraction,
        normal,
        tuple(found),
        by_kind,
        by_clause,
        clauses,
        words=sum(1 for _ in _WORD.finditer(normal.text)),
        characters=sum(map(is_han, normal.text)),
    )


def outside(spans: Sequence[Span], found: Found) -> bool:
    """Whether a cue lies in none of the spans."""
    return not any(span.start <= found.span.start < span.end for span in spans)
