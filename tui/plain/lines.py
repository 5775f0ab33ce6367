"""Lines in and out: what is printed is made harmless first, and what is typed is never trusted to be a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TextIO

from tui.locale import Translator
from tui.text import plain

LONGEST: Final = 2000
"""Characters of one typed line that are looked at."""
PAGE: Final = 12
"""Rows of one list before it is cut; a reader that speaks every line needs short lists."""


class LeaveError(Exception):
    """The input has ended, or the trainee leaves; the drill is safe where it stands."""


class Lines:
    """One conversation over two text streams."""

    def __init__(self, stdin: TextIO, stdout: TextIO, say: Translator) -> None:
        """Talk in the translator's language."""
        self._in = stdin
        self._out = stdout
        self.say = say

    def put(self, text: str = "") -> None:
        """Print lines; nothing in them acts on the terminal."""
        for line in text.split("\n"):
            self._out.write(plain(line) + "\n")
        self._out.flush()

    def read(self, prompt: str) -> str:
        """One typed line without its end.

        Raises:
            LeaveError: the input has ended.
        """
        self._out.write(plain(prompt) + " ")
        self._out.flush()
        try:
            line = self._in.readline()
        except UnicodeDecodeError:
            return ""
        except KeyboardInterrupt:
            line = ""
        if not line:
            self.put()
            raise LeaveError
        return line.rstrip("\r\n")[:LONGEST]

    def number(self, prompt: str, most: int) -> int | None:
        """A number from 0 to ``most``; None, with a sentence, for anything else."""
        typed = self.read(prompt).strip()
        found = _number(typed)
        if found is None or found > most:
            self.put(self.say("Please type a number from 0 to {most}.", most=most))
            return None
        return found

    def pick(self, title: str, rows: Sequence[str], prompt: str) -> int | None:
        """Show a numbered list and ask for one row until a number comes; its index, or None for 0."""
        self.put()
        self.put(title)
        for number, row in enumerate(rows, 1):
            self.put(f"{number}. {row}")
        self.put(self.say("0. Back"))
        while True:
            found = self.number(prompt, len(rows))
            if found is not None:
                return found - 1 if found else None

    def several(self, title: str, rows: Sequence[str], suggested: Sequence[int]) -> list[int]:
        """Show a numbered list and ask for any rows of it until numbers come.

        An empty line takes the suggested ones, 0 none.
        """
        if not rows:
            return []
        self.put()
        self.put(title)
        for number, row in enumerate(rows, 1):
            mark = self.say(" [suggested]") if number - 1 in suggested else ""
            self.put(f"{number}. {row}{mark}")
        while True:
            typed = self.read(self.say("Numbers with spaces; empty line: the suggested; 0: none >"))
            words = typed.replace(",", " ").replace("，", " ").replace("、", " ").split()
            if not words:
                return list(suggested)
            found = [_number(word) for word in words]
            numbers = [number for number in found if number is not None and number <= len(rows)]
            if len(numbers) == len(found):
                return [number - 1 for number in dict.fromkeys(numbers) if number]
            self.put(self.say("Please type numbers from 0 to {most}.", most=len(rows)))


def _number(text: str) -> int | None:
    """A small whole number in ASCII digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
