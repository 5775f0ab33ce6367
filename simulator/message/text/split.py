"""Sentences and clauses by their marks, never inside a number, a time, an abbreviation or a quotation."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final

from simulator.message.text.normalise import is_han, zh_share
from simulator.message.text.parts import Tongue

LONGEST_QUOTATION: Final = 400
"""A quotation longer than this is split like any text; its closing mark may be missing."""

LONGEST_SENTENCE: Final = 1200
"""A sentence longer than this is cut at a semicolon, else at a comma or blank; no rule may take long over it."""

_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:mr|mrs|ms|dr|no|st|approx|dept|vs|etc|e\.g|i\.e|a\.m|p\.m|govt|tel|ext)\.$")
_CLAUSE = re.compile(
    r"(?<!\d),|,(?!\d)|[;，]|、(?=但|而)|\s-\s|-{2,}"
    r"|\s(?=(?:and|but|while|whereas|however|although|though|because|so that)\s)"
    r"|(?<![，,])(?=但(?!凡))|(?<=[^\s因而反从进然故])(?=而(?![且言后已]))"
)
_MARK = re.compile('[。！？!?….\\n“"「『]')
_SEMICOLON = re.compile("[;；]")
_QUOTE_OPEN, _QUOTE_SHUT = '“"「『', '”"」』'


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch ``[start, end)`` of a normalised text."""

    start: int
    end: int


def sentences(text: str) -> list[Piece]:
    """The sentences of a normalised text, without the white space round them."""
    found: list[Piece] = []
    start = at = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.start()
        if text[at] in _QUOTE_OPEN:
            at = _quotation_end(text, at) + 1
            if text[at - 2] in "。！？!?." and at - 2 > start and _begins(text, at) and text[at : at + 1] not in "，,;":
                _take(text, start, at, found)
                start = at
            continue
        stop = _stops_at(text, at)
        if stop:
            _take(text, start, stop, found)
            start = stop
        at = max(at + 1, stop)
    _take(text, start, len(text), found)
    return found


def _quotation_end(text: str, at: int) -> int:
    """Where a quotation that opens here shuts; the opening mark itself if it does not, or runs too long."""
    shut = text.find(_QUOTE_SHUT[_QUOTE_OPEN.index(text[at])], at + 1, at + LONGEST_QUOTATION)
    return shut if shut > 0 and "\n" not in text[at:shut] else at


def _begins(text: str, at: int) -> bool:
    """Whether a new sentence can begin after a quotation that ends in a full stop."""
    rest = text[at : at + 1]
    return not rest or rest[0] in "\n " or is_han(rest[0])


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
    while end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = max(text.rfind(mark, start + LONGEST_SENTENCE // 2, limit) for mark in ";；") + 1
        cut = cut or max(text.rfind(mark, start + LONGEST_SENTENCE // 2, limit) for mark in "，, ") + 1 or limit
        _keep(text, start, cut, found)
        start = cut
    _keep(text, start, end, found)


def _keep(text: str, start: int, end: int, found: list[Piece]) -> None:
    """Keep a stretch without the white space round it, if there is anything in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start and any(char.isalnum() for char in text[start:end]):
        found.append(Piece(start, end))


def segments(text: str, piece: Piece) -> list[Piece]:
    """The parts of a sentence between semicolons."""
    return _cut(text, piece, [mark.start() for mark in _SEMICOLON.finditer(text, piece.start, piece.end)])


def clauses(text: str, piece: Piece, kept_whole: list[tuple[int, int]]) -> list[Piece]:
    """The clauses of a sentence; no cut falls inside a stretch that is kept whole, such as a number or a time."""
    cuts = [found.start() for found in _CLAUSE.finditer(text, piece.start, piece.end)]
    cuts += [end for _, end in kept_whole if text[end : end + 1] == "、"]  # 明垣11人、北朔6人
    return _cut(text, piece, sorted(at for at in cuts if not any(start < at < end for start, end in kept_whole)))


def _cut(text: str, piece: Piece, cuts: list[int]) -> list[Piece]:
    result: list[Piece] = []
    edges = [piece.start, *(at for at in cuts if at > piece.start), piece.end]
    for start, end in itertools.pairwise(edges):
        while start < end and (text[start].isspace() or text[start] in ",;，；、"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and any(char.isalnum() for char in text[start:end]):
            result.append(Piece(start, end))
    return result


def tongue_of(text: str) -> Tongue:
    """The language of a sentence: Chinese from a fifth of its weight in Chinese characters."""
    return "zh" if zh_share(text) > 0.2 else "en"
