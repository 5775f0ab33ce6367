"""The plain line mode: the same drill by numbered prompts on standard input and output, for screen readers, dumb terminals
and scripts. Short lines, no boxes, no colour, no cursor control; the desk and the clock are those of the screens.
"""

from __future__ import annotations

from tui.plain.session import run_plain

__all__ = ["run_plain"]
