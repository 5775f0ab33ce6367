"""Sentences and clauses by their marks, never inside a number, a time, an abbreviation or a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from simulator.message.text.normalise import is_han
from simulator.message.text.parts import Tongue

LONGEST_QUOTATION: Final = 400
"""A quotation longer than this is split like any text; its closing mark may be missing."""

_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:mr|mrs|ms|dr|no|st|approx|dept|vs|etc|e\.g|i\.e|a\.m|p\.m|govt|tel|ext)\.$")
_CLAUSE = re.compile(
    r"(?<!\d),|,(?!\d)|[;，]|、(?=但|而)|\s-\s|-{2,}"
    r"|\s(?=(?:and|but|while|whereas|however|although|though|because|so that)\s)"
    r"|(?<![，,])(?=但(?!凡))|(?<=[^\s因而反从进然故])(?=而(?![且言后已]))"
)
_QUOTE_OPEN, _QUOTE_SHUT = '“"「『', '”"」』'


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch ``[start, end)`` of a normalised text."""

    start: int
    end: int


def sentences(text: str) -> list[Piece]:
    """The sentences of a normalised text, without the white space round them."""
    found: list[Piece] = []
    start, at, size, quoted_until = 0, 0, len(text), -1
    while at < size:
        char = text[at]
        if at >= quoted_until and char in _QUOTE_OPEN:
            shut = text.find(_QUOTE_SHUT[_QUOTE_OPEN.index(char)], at + 1, at + LONGEST_QUOTATION)
            broken = text.find("\n", at + 1, shut) if shut > 0 else -1
            quoted_until = shut if shut > 0 and broken < 0 else quoted_until
        if at > quoted_until or quoted_until < 0:
            stop = _stops_at(text, at)
            if stop:
                _take(text, start, stop, found)
                start = at = stop
                continue
        elif at == quoted_until and text[at - 1] in "。！？!?." and _begins(text, at + 1) and not is_han(text[at + 1 : at + 2]):
            _take(text, start, at + 1, found)
            start = at = at + 1
            continue
        at += 1
    _take(text, start, size, found)
    return found


def _begins(text: str, at: int) -> bool:
    """Whether a new sentence can begin here."""
    rest = text[at : at + 2]
    return not rest or rest[0] in "\n\t " or is_han(rest[0])


def _stops_at(text: str, at: int) -> int:
    """Where the sentence that stops at this character ends; 0 if none does."""
    char = text[at]
    if char in "。！？!?…":
        end = at + 1
        while end < len(text) and text[end] in "。！？!?…)'\"”」』":
            end += 1
        return end
    if char == "." and (at + 1 >= len(text) or text[at + 1] in " \n\t\"”')" or is_han(text[at + 1])):
        if _ABBREVIATION.search(text, max(0, at - 12), at + 1):
            return 0
        end = at + 1
        while end < len(text) and text[end] in "\"”')":
            end += 1
        return end
    if char == "\n":
        ahead = text[at + 1 : at + 2]
        before = text[at - 1 : at]
        joined = before.isascii() and (before.isalnum() or before == ",") and ahead.isascii() and ahead.isalpha()
        return 0 if joined and not text.startswith("\n", at + 1) else at + 1
    return 0


def _take(text: str, start: int, end: int, found: list[Piece]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start and any(char.isalnum() for char in text[start:end]):
        found.append(Piece(start, end))


def segments(text: str, piece: Piece) -> list[Piece]:
    """The parts of a sentence between semicolons."""
    return _cut(text, piece, [at for at in range(piece.start, piece.end) if text[at] in ";；"])


def clauses(text: str, piece: Piece, kept_whole: list[tuple[int, int]]) -> list[Piece]:
    """The clauses of a sentence; no cut falls inside a stretch that is kept whole, such as a number or a time."""
    cuts = [found.start() for found in _CLAUSE.finditer(text, piece.start, piece.end)]
    return _cut(text, piece, [at for at in cuts if not any(start < at < end for start, end in kept_whole)])


def _cut(text: str, piece: Piece, cuts: list[int]) -> list[Piece]:
    result: list[Piece] = []
    edges = [piece.start, *(at for at in cuts if at > piece.start), piece.end]
    for start, end in zip(edges, edges[1:], strict=False):
        while start < end and (text[start].isspace() or text[start] in ",;，；、"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and any(char.isalnum() for char in text[start:end]):
            result.append(Piece(start, end))
    return result


def tongue_of(text: str) -> Tongue:
    """The language of a sentence: Chinese from a fifth of its weight in Chinese characters."""
    han = sum(map(is_han, text))
    letters = sum(char.isascii() and char.isalpha() for char in text)
    return "zh" if 3 * han > (3 * han + letters) / 5 else "en"
