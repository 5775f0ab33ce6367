"""Words that people wrote, on their way to a page: shown as they are, with characters that act on a screen
or reorder what is read in visible form, and shortened only where the reader can see it.
"""

from __future__ import annotations

import re
from typing import Final

_ACTING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with control, escape, zero-width and bidirectional characters written out, such as
    ``\\x1b``."""
    return _ACTING.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def excerpt(text: str, longest: int = 160) -> str:
    """The text on one line, in at most ``longest`` characters; what is cut off is marked by an ellipsis."""
    line = " ".join(visible(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
