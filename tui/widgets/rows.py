"""A list of rows to choose from. Nine rows carry a digit, and 0 gives the digits to the next nine, so that every row can be
chosen by keys that no input method swallows: letters would begin a Chinese word. A list is updated in place: rows that stay
keep their widget, the cursor and the scroll position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.text import cells
from tui.widgets.literal import Part, joined

DIGITS: Final = 9
"""Rows that carry a digit at a time."""
TURN: Final = "0"
"""The key that gives the digits to the next rows."""
MARGIN: Final = 1
"""Cells left and right of a row, as the style sheet has them."""
SCROLLBAR: Final = 1
"""Cells that are kept free for the scroll bar, whether there is one or not."""
INDENT: Final = 2
"""Cells of the digit; what does not fit into a row's first line is indented as far."""
NARROWEST: Final = 8
"""Below so many cells nothing is gained by breaking lines."""
_CLOSING: Final = "，。、；：！？”’）》】〕"
_PIECES: Final = re.compile(
    rf"[\u2e80-\u9fff\uf900-\uffef“‘（《【〔][{_CLOSING}]*|\n|[^\s\u2e80-\u9fff\uf900-\uffef“‘（《【〔]+[^\S\n]*|[^\S\n]+"
)
"""What stays on one line: a Chinese character with the marks that may not begin a line, or a word with its space."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list."""

    id: str
    """Name of the row, unique in its list."""
    title: str
    """What the row is, in words that need no colour."""
    note: str = ""
    """A second line under the title, if there is something to add."""
    mark: str = ""
    """A word or sign before the title, such as ``[x]`` or ``!``."""
    heading: bool = False
    """The row only names those below it and cannot be chosen."""
    strong: bool = False
    """The row needs attention; its mark or note says so too."""


class Rows(OptionList):
    """A list of rows; a digit, Enter or a click chooses one."""

    @dataclass
    class Picked(Message):
        """A row was chosen."""

        rows: Rows
        row: str

        @property
        def control(self) -> Rows:
            """The list in which the row was chosen."""
            return self.rows

    @dataclass
    class Turned(Message):
        """The digits stand at other rows."""

        rows: Rows

        @property
        def control(self) -> Rows:
            """The list whose digits have moved."""
            return self.rows

    def __init__(self, *, empty: str, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._empty = empty
        self._rows: tuple[Row, ...] = ()
        self._nine = 0
        """Which nine rows carry the digits, from 0."""
        self._room = 0
        """Cells in a line; 0 before the list has a size."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    @property
    def current(self) -> str | None:
        """Name of the row under the cursor."""
        option = self.highlighted_option
        return option.id if option is not None and self._rows else None

    @property
    def long(self) -> bool:
        """Whether there are more rows than digits."""
        return len(self._choosable()) > DIGITS

    def _choosable(self) -> list[str]:
        return [row.id for row in self._rows if not row.heading]

    def nth(self, digit: int) -> str | None:
        """Name of the row that bears the digit."""
        names = self._choosable()[self._nine * DIGITS :]
        return names[digit - 1] if 1 <= digit <= min(DIGITS, len(names)) else None

    def way(self, row: str) -> str | None:
        """The keys that choose a row from here, such as ``3`` or ``0,3``; None if it is not in the list."""
        names = self._choosable()
        if row not in names:
            return None
        nines = -(-len(names) // DIGITS)
        nine, place = divmod(names.index(row), DIGITS)
        return way_to((nine - self._nine) % nines * DIGITS + place)

    def turn(self, nine: int | None = None) -> None:
        """Give the digits to the next nine rows, after the last to the first; or to those nine."""
        names = self._choosable()
        nines = max(1, -(-len(names) // DIGITS))
        turned = (self._nine + 1 if nine is None else nine) % nines
        if turned == self._nine:
            return
        self._nine = turned
        self._repaint()
        self.highlighted = self.get_option_index(names[turned * DIGITS])
        self.call_after_refresh(self.scroll_to_highlight, top=True)
        self.post_message(self.Turned(self))

    def pick(self, digit: int) -> bool:
        """Choose the row that bears the digit; whether there is one."""
        row = self.nth(digit)
        if row is None:
            return False
        self.highlighted = self.get_option_index(row)
        self.post_message(self.Picked(self, row))
        return True

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; only what differs is painted anew."""
        given = tuple(rows)
        if given == self._rows and self.option_count:
            return
        before, self._rows = self._rows, given
        self._nine = min(self._nine, max(0, len(self._choosable()) - 1) // DIGITS)
        prompts = self._prompts()
        if [row.id for row in before] == [row.id for row in given] and given and self.option_count == len(prompts):
            for old, row, prompt in zip(before, given, prompts, strict=True):
                if old != row:
                    self.replace_option_prompt(row.id, prompt)
            return
        current = self._cursor_of(before)
        self.set_options(self._options_of(prompts))
        self._restore(*current)

    def _prompts(self) -> list[Content]:
        number, prompts = 0, []
        for row in self._rows:
            number += not row.heading
            prompts.append(_prompt(row, number - self._nine * DIGITS, self._room))
        return prompts

    def on_resize(self) -> None:
        """Break the rows anew where the width has changed."""
        room = self.outer_size.width - 2 * MARGIN - SCROLLBAR
        if room != self._room:
            self._room = room
            self._repaint()

    def _repaint(self) -> None:
        for row, prompt in zip(self._rows, self._prompts(), strict=True):
            self.replace_option_prompt(row.id, prompt)

    def _options_of(self, prompts: Sequence[Content]) -> list[Option]:
        if not prompts:
            return [Option(joined((self._empty, "dim")), disabled=True)]
        return [Option(p, id=row.id, disabled=row.heading) for p, row in zip(prompts, self._rows, strict=True)]

    def _cursor_of(self, before: Sequence[Row]) -> tuple[str | None, int]:
        at = self.highlighted
        return (before[at].id, at) if at is not None and at < len(before) else (None, 0)

    def _restore(self, name: str | None, at: int) -> None:
        """Put the cursor back on the row where it was, else on the row in its place."""
        places = [place for place, row in enumerate(self._rows) if not row.heading]
        if not places:
            return
        same = [place for place in places if self._rows[place].id == name]
        self.highlighted = same[0] if same else next((p for p in places if p >= at), places[-1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say in Podium's words which row was chosen."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Picked(self, event.option_id))


def _prompt(row: Row, number: int, room: int) -> Content:
    if row.heading:
        return joined((row.title, "bold underline"))
    digit = f"{number} " if 1 <= number <= DIGITS else " " * INDENT
    parts: list[Part] = [(digit, "bold $accent")]
    mark = f"{row.mark} " if row.mark else ""
    if mark:
        parts.append((mark, "bold"))
    parts.append((broken(row.title, room - INDENT, cells(mark)), "bold" if row.strong else ""))
    if row.note:
        parts.append((f"\n{' ' * INDENT}{broken(row.note, room - INDENT)}", "dim"))
    return joined(*parts)


def way_to(place: int) -> str:
    """The keys that choose the row at a place, from 0, of a list whose digits stand at its beginning."""
    return ",".join([TURN] * (place // DIGITS) + [str(place % DIGITS + 1)])


def broken(text: str, room: int, used: int = 0) -> str:
    """The text in lines of so many cells, all but the first indented; ``used`` cells of the first are taken.

    Chinese may break after every character. Textual moves a whole Chinese sentence to the next line, for it has no
    spaces, and leaves the row's mark alone on the first.
    """
    if room < NARROWEST:
        return text
    lines, taken = [""], used
    for piece in _PIECES.findall(text):
        if piece == "\n" or (taken + cells(piece.rstrip()) > room and taken > used * (len(lines) == 1)):
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            taken = 0
        if piece != "\n":
            lines[-1] += piece
            taken += cells(piece)
    return f"\n{' ' * INDENT}".join(lines)


class Checks(Rows):
    """Rows of which several can be ticked; ``[x]`` says which are."""

    @dataclass
    class Ticked(Message):
        """The choice has changed."""

        rows: Checks

        @property
        def control(self) -> Checks:
            """The list whose choice has changed."""
            return self.rows

    def __init__(self, *, empty: str, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(empty=empty, id=id, classes=classes)
        self._plain: tuple[Row, ...] = ()
        self._states: dict[str, tuple[str, ...]] = {}
        self._at: dict[str, int] = {}

    def offer(
        self, rows: Sequence[Row], ticked: Sequence[str] = (), states: Callable[[str], Sequence[str]] | None = None
    ) -> None:
        """Show rows to be ticked. ``states`` gives a row's further states, by word, after ``[ ]``; else ``x``."""
        self._plain = tuple(rows)
        self._states = {row.id: ("", *(states(row.id) if states else ("x",))) for row in rows if not row.heading}
        kept = {name: at for name, at in self._at.items() if name in self._states and at < len(self._states[name])}
        self._at = dict.fromkeys(ticked, 1) | kept
        self._paint()

    @property
    def ticked(self) -> tuple[str, ...]:
        """Names of the ticked rows, in the order of the list."""
        return tuple(row.id for row in self._plain if self._at.get(row.id))

    def state(self, row: str) -> str:
        """The word of a row's state; empty if it is not ticked."""
        return self._states[row][self._at.get(row, 0)]

    def tick(self, row: str) -> None:
        """Move a row to its next state."""
        self._at[row] = (self._at.get(row, 0) + 1) % len(self._states[row])
        self._paint()
        self.post_message(self.Ticked(self))

    def untick(self, rows: Sequence[str]) -> None:
        """Take the ticks from these rows."""
        for row in rows:
            self._at[row] = 0
        self._paint()

    def pick(self, digit: int) -> bool:
        """Tick the row that bears the digit; whether there is one."""
        row = self.nth(digit)
        if row is None:
            return False
        self.highlighted = self.get_option_index(row)
        self.tick(row)
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, a click or the space bar ticks."""
        event.prevent_default()
        event.stop()
        if event.option_id is not None:
            self.tick(event.option_id)

    def key_space(self) -> None:
        """Tick the row under the cursor."""
        if self.current is not None:
            self.tick(self.current)

    def _paint(self) -> None:
        self.show([self._marked(row) for row in self._plain])

    def _marked(self, row: Row) -> Row:
        if row.heading:
            return row
        word = self.state(row.id)
        mark = f"[{word or ' '}]" + (f" {row.mark}" if row.mark else "")
        return Row(row.id, row.title, row.note, mark, strong=bool(word))
