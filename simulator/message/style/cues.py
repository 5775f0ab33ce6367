"""Finding cue phrases in a text: one pass over its words or characters finds every phrase of the versioned lexicons, in
English and Chinese alike, with its place. A mixed text is searched for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

_WORD: Final = re.compile(r"[a-z0-9][a-z0-9'%-]*")
_KEY: Final = 3
"""Letters by which English words are looked up; an open ending may begin after them."""
_WIDEST: Final = 3
"""Other words that ``_`` stands for at most."""
_WIDEST_HAN: Final = 8
"""Characters that the ellipsis stands for at most."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase of a lexicon found in a text; offsets are those of the text's form for reading."""

    kind: str
    start: int
    end: int


class _English:
    """English phrases, looked up by the first letters of their first word."""

    def __init__(self, phrases: list[tuple[str, str]]) -> None:
        self._by_start: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for kind, phrase in phrases:
            words = tuple(phrase.lower().replace(",", "").split())
            self._by_start.setdefault(words[0].rstrip("*")[:_KEY], []).append((kind, words))

    def find(self, text: str) -> Iterator[Cue]:
        words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]
        for at, (word, start, _) in enumerate(words):
            for size in range(1, min(_KEY, len(word)) + 1):
                for kind, phrase in self._by_start.get(word[:size], ()):
                    if len(phrase[0].rstrip("*")[:_KEY]) != size:
                        continue
                    last = _match(words, at, phrase)
                    if last is not None:
                        yield Cue(kind, start, words[last][2])


def _match(words: list[tuple[str, int, int]], at: int, phrase: tuple[str, ...]) -> int | None:
    """Number of the last word of a phrase that begins at a word; None if it does not stand there."""
    place = at
    for number, part in enumerate(phrase):
        if part == "_":
            rest = phrase[number + 1 :]
            ends = (_match(words, place + gap, rest) for gap in range(_WIDEST + 1))
            return next((end for end in ends if end is not None), None)
        if place >= len(words) or not _fits(words[place][0], part):
            return None
        place += 1
    return place - 1


def _fits(word: str, part: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return word == part or (word.endswith("'s") and word[:-2] == part)


class _Chinese:
    """Chinese phrases, looked up by their first character."""

    def __init__(self, phrases: list[tuple[str, str]]) -> None:
        self._by_start: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for kind, phrase in phrases:
            self._by_start.setdefault(phrase[0], []).append((kind, tuple(phrase.split("…"))))

    def find(self, text: str) -> Iterator[Cue]:
        for at, char in enumerate(text):
            for kind, parts in self._by_start.get(char, ()):
                end = _reach(text, at, parts)
                if end is not None:
                    yield Cue(kind, at, end)


def _reach(text: str, at: int, parts: tuple[str, ...]) -> int | None:
    """Where a phrase that begins at a character ends; None if it does not stand there."""
    if not text.startswith(parts[0], at):
        return None
    end = at + len(parts[0])
    for part in parts[1:]:
        place = text.find(part, end, end + _WIDEST_HAN + len(part))
        if place < 0 or any(mark in text[end:place] for mark in "。！？；\n"):
            return None
        end = place + len(part)
    return end


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue phrases of both languages."""

    version: str
    """Versions of the two files, such as ``en1.zh1``; stored with every reading."""
    english: _English
    chinese: _Chinese
    function_words: frozenset[str]
    function_characters: frozenset[str]

    def cues(self, text: str) -> tuple[Cue, ...]:
        """All cues of a text in its form for reading, in the order of their places."""
        found = [*self.english.find(text), *self.chinese.find(text)]
        return tuple(sorted(found, key=lambda cue: (cue.start, -cue.end, cue.kind)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicons that ship with Podium."""
    en, zh = _read("en"), _read("zh")
    return Lexicon(
        version=f"en{en.pop('version')}.zh{zh.pop('version')}",
        function_words=frozenset(_word(word) for word in en.pop("function_words")),
        function_characters=frozenset(zh.pop("function_words")),
        english=_English([(kind, _word(phrase)) for kind, phrases in en.items() for phrase in phrases]),
        chinese=_Chinese([(kind, phrase) for kind, phrases in zh.items() for phrase in phrases]),
    )


def _word(word: object) -> str:
    """A word as written; YAML reads a bare ``no`` as false and ``on`` as true."""
    return {False: "no", True: "on"}.get(word, str(word)) if isinstance(word, bool) else str(word)


def _read(tongue: str) -> dict[str, Any]:
    text = (files("simulator.message.style") / f"{tongue}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
