"""The lines above and below every screen: that this is an exercise, where the clock stands, what can be done now and
why, and which keys are valid. The key line replaces Textual's footer, which is rebuilt whenever a binding changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.widgets import Static

from tui.text import cells
from tui.widgets.literal import Part, joined, literal

GAP: Final = "  "
"""Between two keys."""


class Quiet(Static):
    """A text that is painted only when it has changed."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self._said: Content | None = None

    @property
    def said(self) -> str:
        """The text shown."""
        return self._said.plain if self._said is not None else ""

    def say(self, content: Content | str) -> None:
        """Show this instead."""
        given = literal(content) if isinstance(content, str) else content
        if self._said is not None and (given.plain, given.spans) == (self._said.plain, self._said.spans):
            return
        self._said = given
        self.update(given)


class Banner(Quiet):
    """The first line of every screen: EXERCISE, then where one is."""

    def head(self, exercise: str, *facts: str) -> None:
        """Show the word for exercise and what belongs beside it."""
        parts: list[Part] = [(f" {exercise} ", "bold reverse")]
        for fact in facts:
            if fact:
                parts += ["  ", (fact, "bold")]
        self.say(joined(*parts))


class Keys(Quiet):
    """The last lines of every screen: the keys that are valid now. A key and its words stay on one line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: tuple[tuple[str, str], ...] = ()

    def offer(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys with what they do."""
        self._keys = tuple(keys)
        self._pack()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._pack()

    def _pack(self) -> None:
        """Fill each line with as many keys as fit; Textual would break between a key and its words."""
        room, used = self.content_size.width or 10_000, 0
        parts: list[Part] = []
        for key, does in self._keys:
            size = cells(f"{key} {does}")
            if used:
                fits = used + len(GAP) + size <= room
                parts.append(GAP if fits else "\n")
                used = used + len(GAP) if fits else 0
            parts += [(key, "bold $accent"), f" {does}"]
            used += size
        self.say(joined(*parts))
