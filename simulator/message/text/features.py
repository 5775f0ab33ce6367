"""What a stretch of text is about, as features that can be compared: in English stems of content words, in Chinese pairs of
characters, in both the concepts of the lexicon, and numbers and times by their value. A feature knows where it stands and
whether a negation stands before it in its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from simulator.message.text.lexicon import Lexicon, lexicon
from simulator.message.text.normalise import is_han
from simulator.message.text.parts import Stance, Tongue
from simulator.message.text.spans import Marks, Number, marks
from simulator.message.text.split import Piece, clauses, segments
from simulator.message.text.stems import stem

_ENDLESS = re.compile(r"[\d,，.]{40,}")
"""A run of digits that is no figure of any crisis; it is passed over."""
_WORD = re.compile(r"[a-z][a-z'/]*")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
REACH: Final = {"en": 28, "zh": 7}
"""How many characters a negation reaches ahead inside its clause."""
_DOES_NOT_NEGATE = frozenset("notyet")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a text."""

    key: str
    start: int
    end: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A normalised sentence with everything that the rules look at."""

    text: str
    lex: Lexicon
    marks: Marks
    clauses: tuple[Piece, ...]
    segments: tuple[Piece, ...]
    features: tuple[Feature, ...]
    quotes: tuple[tuple[int, int], ...]
    """Stretches in quotation marks."""
    cues: dict[tuple[str, int, int], re.Match[str] | None] = field(default_factory=dict)
    """Cues that have been looked for."""
    kept: dict[str, list[Number]] = field(default_factory=dict)
    """Numbers that have been sorted out."""
    stances: dict[tuple[int, int], tuple[Stance, tuple[int, int]] | None] = field(default_factory=dict)
    """Stances that have been looked for."""

    def cue(self, name: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place of a cue in a stretch."""
        place = (name, start, len(self.text) if end is None else end)
        if place not in self.cues:
            self.cues[place] = self.lex.cues[name].search(self.text, start, place[2])
        return self.cues[place]

    def quoted(self, at: int) -> bool:
        """Whether a place lies in quotation marks."""
        return any(start <= at < end for start, end in self.quotes)


_QUOTED = re.compile(r"“[^”]{7,400}”|\"[^\"]{7,400}\"|「[^」]{7,400}」|『[^』]{7,400}』")


def parse(text: str, tongue: Tongue) -> Parsed:
    """A normalised sentence, parsed."""
    lex = lexicon(tongue)
    text = _ENDLESS.sub(lambda run: "_" * len(run.group()), text)
    found = marks(text, lex)
    whole = Piece(0, len(text))
    parts = clauses(text, whole, list(found.taken))
    negations = [match.end() for match in lex.cues["negation"].finditer(text)]
    features = _words(text, lex, found) if tongue == "en" else _grams(text, lex, found)
    features += [Feature(key, n.start, n.end, False) for n in found.numbers for key in n.signs()]
    features += [Feature(key, t.start, t.end, False) for t in found.times for key in t.when.signs()]
    features.sort(key=lambda feature: (feature.start, feature.key))
    return Parsed(
        text=text,
        lex=lex,
        marks=found,
        clauses=tuple(parts),
        segments=tuple(segments(text, whole)),
        features=tuple(_with_negation(features, negations, parts, REACH[tongue])),
        quotes=tuple(match.span() for match in _QUOTED.finditer(text)),
    )


def keys_of(texts: Iterable[str], tongue: Tongue) -> dict[str, frozenset[bool]]:
    """The features of short texts -> whether each stands negated there, plain, or now one and now the other."""
    result: dict[str, frozenset[bool]] = {}
    for text in texts:
        for feature in parse(text, tongue).features:
            result[feature.key] = result.get(feature.key, frozenset()) | {feature.negated}
    return result


def _with_negation(features: list[Feature], negations: list[int], parts: list[Piece], reach: int) -> list[Feature]:
    if not negations:
        return features
    result = []
    for feature in features:
        clause = next((piece for piece in parts if piece.start <= feature.start < piece.end), None)
        floor = max(clause.start if clause else 0, feature.start - reach)
        negated = feature.key[1:] not in _DOES_NOT_NEGATE and any(floor < at <= feature.start for at in negations)
        result.append(Feature(feature.key, feature.start, feature.end, True) if negated else feature)
    return result


def _words(text: str, lex: Lexicon, found: Marks) -> list[Feature]:
    """Stems and concepts of an English text."""
    result = [
        Feature("©" + lex.phrase_concept[match.group()], match.start(), match.end(), False)
        for match in lex.phrases.finditer(text)
    ]
    inside = bytearray(len(text))
    for feature in result:
        inside[feature.start : feature.end] = b"\x01" * (feature.end - feature.start)
    for number in found.numbers:
        first = text.find(" ", number.start, number.end)
        stop = number.end if first < 0 else first  # the unit's word stays a word
        inside[number.start : stop] = b"\x01" * (stop - number.start)
    for time in found.times:
        inside[time.start : time.end] = b"\x01" * (time.end - time.start)
    for match in _WORD.finditer(text):
        word = match.group().rstrip("'")
        if len(word) < 2 or word in lex.stop or inside[match.start()]:
            continue
        root = stem(word)
        if root in lex.stop:
            continue
        concept = lex.concept_of.get(root)
        result.append(Feature(f"©{concept}" if concept else root, match.start(), match.end(), False))
    return result


def _grams(text: str, lex: Lexicon, found: Marks) -> list[Feature]:
    """Concepts and pairs of characters of a Chinese text, and the words of Latin letters in it."""
    result: list[Feature] = []
    taken = bytearray(len(text))
    for start, end in found.taken:
        core = next((n for n in found.numbers if n.start == start), None)
        stop = end if core is None else start + _digits_end(text[start:end])
        taken[start:stop] = b"\x01" * (stop - start)
    for match in lex.phrases.finditer(text):
        if not any(taken[match.start() : match.end()]):
            concept = lex.phrase_concept[match.group()]
            result.append(Feature("©" + concept, match.start(), match.end(), False))
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for run in _HAN_RUN.finditer(text):
        for at in range(run.start(), run.end() - 1):
            pair = text[at : at + 2]
            if taken[at] or taken[at + 1] or pair[0] in lex.stop or pair[1] in lex.stop:
                continue
            result.append(Feature(pair, at, at + 2, False))
    result += [
        Feature(stem(match.group()), match.start(), match.end(), False)
        for match in _WORD.finditer(text)
        if len(match.group()) > 1 and not taken[match.start()]
    ]
    return result


def _digits_end(text: str) -> int:
    """Where the digits of a number with unit end, so that the unit's characters can still be features."""
    for at, char in enumerate(text):
        if is_han(char) and char not in "十百千万亿零〇一二两三四五六七八九廿卅":
            return at
    return len(text)
