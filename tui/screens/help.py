"""The help: every key of the desk with what it does, and the habits that the drill trains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.screens.page import Key, Page
from tui.text import pad
from tui.widgets.bars import Quiet
from tui.widgets.literal import Part, joined

KEY_WIDTH = 10


def key_lines(tr: Callable[[str], str]) -> list[str]:
    """Each key of the desk with what it does, one a line, aligned by cells."""
    keys = (
        ("F1", tr("this help")),
        ("F2", tr("run on to the next thing that needs you, then stop and say why")),
        ("F3", tr("your papers: read, reply, decide")),
        ("F4", tr("facts and claims: what is known, pending, public, withheld")),
        ("F5", tr("act: everything that your seat can do now")),
        ("F6", tr("write: a statement, an update, a rebuttal")),
        ("F7", tr("colleagues and drafts")),
        ("F8", tr("let the clock run, or stop it")),
        ("F9", tr("change the speed; where you write: the text in your own editor")),
        ("F10", tr("leave; Ctrl-Q and Ctrl-C ask too")),
        ("F12", tr("the handling sheet of each strand; again: who answers")),
        ("1-9", tr("choose the row that bears the digit")),
        ("0", tr("in a long list: give the digits to the next nine rows")),
        ("Tab", tr("the next tab; Shift-Tab the one before")),
        ("↑↓ Enter", tr("move in a list, and choose")),
        ("Esc", tr("back")),
    )
    return [f"{pad(key, KEY_WIDTH)}{does}" for key, does in keys]


class HelpPage(Page):
    """All keys, and how to play."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,f1", "back", show=False, id="back")]

    def body(self) -> ComposeResult:
        """One text to be read."""
        with VerticalScroll(id="reading", classes="reading"):
            yield Quiet(id="about")

    def head(self) -> Sequence[str]:
        """What this is."""
        return (self.tr("Help"),)

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (("Esc", self.tr("back")), ("↑↓", self.tr("read")), ("F10", self.tr("leave")))

    def ready(self) -> None:
        """Fill in the text."""
        parts: list[Part] = [(self.tr("How the keys work"), "bold")]
        parts += [f"\n{line}" for line in key_lines(self.tr)]
        elsewhere = self.tr(
            "F2 to F9 and F12 are the desk's: on a paper and in the list of what you can do they lead back there. Where one "
            "writes and at a press conference other keys hold; the last line of every screen names those that are valid."
        )
        parts.append(f"\n\n{elsewhere}")
        parts.append((f"\n\n{self.tr('How a drill goes')}", "bold"))
        habits = (
            self.tr("The clock stands still while you read or write. It runs on F2, or by itself after F8."),
            self.tr("Find out first: verify facts with your desk, ask the seats that own the others."),
            self.tr("Consult before you speak for others; the owner of a fact confirms it."),
            self.tr("Say what is known, what is not known yet, what is being done, and when you speak next."),
            self.tr("Keep the public updated, put your own errors right, and close what is finished."),
        )
        parts += [f"\n- {habit}" for habit in habits]
        self.text("about").say(joined(*parts))
        self.query_one("#reading").focus()
