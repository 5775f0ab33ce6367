"""One form of a text for reading, and the way back. Full-width forms become plain (NFKC), traditional characters become
simplified, letters become small, invisible and acting characters vanish; a map of offsets leads from every character
back to the original, so that whatever is quoted is quoted as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simulator.message.text.parts import Span

LONGEST = 20_000
"""Characters of a text that are read; an official word holds at most 6,000."""

_PLAIN = str.maketrans({"„": "“", "‘": "'", "’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})


_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf\u3007]")
_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its form for reading."""

    original: str
    text: str
    """The form for reading; as long as ``starts``."""
    starts: tuple[int, ...] | None
    """For each character, where it begins in the original; None if nothing moved."""
    ends: tuple[int, ...] | None
    """For each character, where it ends in the original."""
    cut: bool = False
    """The original was longer than what is read."""

    def span(self, start: int, end: int) -> Span:
        """The original text of ``text[start:end]``."""
        if self.starts is not None and self.ends is not None:
            if start >= end:
                at = self.starts[start] if start < len(self.starts) else len(self.original)
                return Span(at, at, "")
            start, end = self.starts[start], self.ends[end - 1]
        return Span(start, end, self.original[start:end])


def normalise(text: str) -> Normal:
    """The form of a text in which it is read. Whatever the text holds, this neither fails nor takes long."""
    read = text[:LONGEST]
    cut = len(text) > LONGEST
    if read.isascii() and "\x7f" not in read and not any(ord(c) < 32 and c not in "\n\t" for c in read):
        return Normal(text, read.lower(), None, None, cut)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(read):
        end = at + 1
        while end < len(read) and end - at < 8 and unicodedata.combining(read[end]):
            end += 1
        for char in _plain(read[at:end]):
            out.append(char)
            starts.append(at)
            ends.append(end)
        at = end
    return Normal(text, _simplified("".join(out)), tuple(starts), tuple(ends), cut)


@lru_cache(maxsize=16_384)
def _plain(cluster: str) -> str:
    """A character with its combining marks in the form for reading; empty for one that nobody sees."""
    if cluster == "，":  # kept apart from the comma inside numbers
        return cluster
    kept = "".join(c for c in cluster if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    plain = unicodedata.normalize("NFKC", kept).translate(_PLAIN)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _simplified(text: str) -> str:
    """The text in simplified characters, character for character; only a text with a traditional one is changed."""
    try:
        text.encode("gb2312", "strict")
        return text
    except UnicodeEncodeError:
        if not any(_is_rare_han(char) for char in text):
            return text
    whole = str(_converter().convert(text))
    return whole if len(whole) == len(text) else "".join(_one_simplified(char) for char in text)


@lru_cache(maxsize=8192)
def _is_rare_han(char: str) -> bool:
    """Whether a Han character lies outside the standard set of simplified Chinese."""
    if not is_han(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@lru_cache(maxsize=8192)
def _one_simplified(char: str) -> str:
    simple = str(_converter().convert(char))
    return simple if len(simple) == 1 else char


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # loaded at the first traditional character; it takes a tenth of a second

    return OpenCC("t2s")


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "\u3007"


def zh_share(text: str) -> float:
    """Share of Chinese characters among letters and Chinese characters; 0.0 of a text without either.

    A Chinese character carries about as much as three letters, and counts so.
    """
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    return 3 * han / (3 * han + letters) if han or letters else 0.0
