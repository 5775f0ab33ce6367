"""The interface's words in two languages. Message ids are short English sentences; the Chinese stands in gettext
catalogues beside this module, read as they are, so that no compiled copy can fall behind its source.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

from simulator.scenario.text import Language

_HERE: Final = Path(__file__).parent
_FOLDER: Final = {"en": "en", "zh": "zh_CN"}


def mark(text: str) -> str:
    """The text itself: marks an id in a table, to be translated where it is shown."""
    return text


class Translator:
    """Says message ids in one language, with their ``{placeholders}`` filled in."""

    def __init__(self, language: Language) -> None:
        """English needs no catalogue: an id that has no entry says itself."""
        self.language = language
        self._words = catalogue(language)

    def __call__(self, text: str, /, **values: object) -> str:
        """The words for an id. Values are put in as they are, and may hold braces of their own."""
        words = self._words.get(text, text)
        return words.format(**values) if values else words

    def pair(self, name: str, value: str) -> str:
        """A name and what it has to say, with the language's colon."""
        return f"{name}：{value}" if self.language == "zh" else f"{name}: {value}"

    def aside(self, text: str, note: str) -> str:
        """A text with a note in the language's brackets; without a note, the text alone."""
        if not note:
            return text
        return f"{text}（{note}）" if self.language == "zh" else f"{text} ({note})"

    def both(self, *parts: str) -> str:
        """Parts side by side, with the language's semicolon; empty ones are left out."""
        return ("；" if self.language == "zh" else "; ").join(part for part in parts if part)

    def sentences(self, *parts: str) -> str:
        """Sentences one after the other, each with its full stop; empty ones are left out."""
        stop, gap = ("。", "") if self.language == "zh" else (".", " ")
        return gap.join(part if part[-1] in ".!?。！？" else part + stop for part in parts if part)


@cache
def translator(language: Language) -> Translator:
    """The translator of a language."""
    return Translator(language)


@cache
def catalogue(language: Language) -> dict[str, str]:
    """All entries of a language: the ``.po`` files of its folder, merged in order of their names."""
    words: dict[str, str] = {}
    for file in sorted((_HERE / _FOLDER[language] / "LC_MESSAGES").glob("*.po")):
        words.update(read_po(file.read_text(encoding="utf-8")))
    return words


def read_po(text: str) -> dict[str, str]:
    """The entries of a gettext catalogue without plurals and contexts.

    Raises:
        ValueError: a line is neither a comment, ``msgid``, ``msgstr`` nor a quoted string.
    """
    entries: dict[str, str] = {}
    pair = {"msgid": "", "msgstr": ""}
    field = ""
    for number, line in enumerate([*text.splitlines(), 'msgid ""'], 1):
        word, _, rest = line.strip().partition(" ")
        if not word or word.startswith("#"):
            continue
        if word in pair:
            if word == "msgid":
                if pair["msgid"]:
                    entries[pair["msgid"]] = pair["msgstr"]
                pair = {"msgid": "", "msgstr": ""}
            field, quoted = word, rest
        else:
            quoted = line.strip()
        if not field or len(quoted) < 2 or quoted[0] != '"' or quoted[-1] != '"':
            raise ValueError(f"line {number} of the catalogue is not msgid, msgstr or a quoted string")
        pair[field] += str(ast.literal_eval(quoted))
    return entries
