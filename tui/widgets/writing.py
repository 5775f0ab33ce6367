"""The field in which a trainee writes: soft wrap, Chinese input, and no character that acts on a terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from tui.text import plain


class Writing(TextArea):
    """A text to be written. Tab leaves it."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """Take in what is pasted with acting characters written out."""
        harmless = plain(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        if harmless != event.text:
            event.prevent_default()
            event.stop()
            self.replace(harmless, *self.selection)
