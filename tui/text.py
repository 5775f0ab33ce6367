"""Text on its way to a terminal: made harmless, and measured in cells. A Chinese character takes two cells,
so every alignment goes through here and never through ``len`` or ``ljust``.
"""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def plain(text: str) -> str:
    """The text with control, escape and bidirectional characters made visible; tabs become spaces."""
    return _ACTING.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\t":
        return "    "
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def data(text: str) -> str:
    """JSON that a terminal may be shown: what would act there stands as JSON's own escape, and reads back the same."""
    return _ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def cells(text: str) -> int:
    """Terminal cells that the text takes on one line."""
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int) -> str:
    """The text in at most ``width`` cells, on one line; what is cut off is marked by an ellipsis."""
    line = " ".join(plain(text).split("\n"))
    if cells(line) <= width:
        return line
    if width <= 0:
        return ""
    kept, room = "", width - 1
    for character in line:
        size = cells(character)
        if size > room:
            break
        kept += character
        room -= size
    return kept + "…"


def pad(text: str, width: int) -> str:
    """The text in exactly ``width`` cells: cut where it is longer, filled with spaces where it is shorter."""
    line = fit(text, width)
    return line + " " * (width - cells(line))
