"""What people wrote, on its way to a widget: shown letter for letter. Markup is never read from it, and characters that
act on a terminal or turn its reading order are written out. Every widget of Podium takes its texts through here.
"""

from __future__ import annotations

from textual.content import Content

from tui.text import plain

Part = str | tuple[str, str]
"""A text, or a text with the style that it is shown in."""


def literal(text: str, style: str = "") -> Content:
    """The text as content that a widget shows exactly so; ``style`` holds for all of it."""
    return Content.styled(plain(text), style) if style else Content(plain(text))


def joined(*parts: Part) -> Content:
    """Several texts in a row, each literally and in its own style."""
    shown = [(plain(part), "") if isinstance(part, str) else (plain(part[0]), part[1]) for part in parts]
    return Content.assemble(*shown)


def lines(*parts: Content) -> Content:
    """Contents below each other."""
    return Content("\n").join(parts)
