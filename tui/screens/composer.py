"""The composer: on the left what the text takes up, on the right the text. Until the trainee writes, the text follows the
ticks; from the first own word on, it is the trainee's and stays so.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import TextArea

from simulator.errors import UnavailableError
from tui.desk.names import FORMS
from tui.editor import edited, editor_of
from tui.screens.choices import PartsList
from tui.screens.page import Dialog, Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import joined, literal
from tui.widgets.rows import Checks
from tui.widgets.writing import Writing

if TYPE_CHECKING:
    from simulator.record.actions import Form
    from simulator.scenario.text import Language
    from tui.play import Play


class ComposerPage(Page):
    """Write a text of one form, or the reply to a paper."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8,ctrl+s", "send", show=False, priority=True, id="send"),
        Binding("f3", "go('parts-list')", show=False, id="to-parts"),
        Binding("f4", "go('text')", show=False, id="to-text"),
        Binding("f7", "anew", show=False, id="anew"),
        Binding("f9", "editor", show=False, id="editor"),
        Binding("escape", "drop", show=False, priority=True, id="back"),
    ]

    def __init__(self, play: Play, form: str, *, paper: str | None = None) -> None:
        super().__init__()
        self._play, self._form, self._paper = play, cast("Form", form), paper
        self._worded = ""
        """The text as the desk worded it; what differs from it is the trainee's."""

    def body(self) -> ComposeResult:
        """Parts and text."""
        parts = self._play.desk.message_parts(self._form, self._paper)
        yield Quiet(id="guide")
        with Horizontal(id="work"):
            with Vertical(id="parts"):
                yield PartsList(parts, self.podium.tr)
            with Vertical(id="writing"):
                yield Writing(id="text")
                yield Quiet(id="length")
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """The form, and the document that is answered."""
        about = next((paper.title for paper in self._play.desk.inbox() if paper.id == self._paper), "")
        return (self.tr("Write"), self.tr(FORMS[self._form]), about)

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            ("F3", self.tr("what it takes up")),
            *self.choosing("1-9/Enter", self.tr("tick")),
            ("F4", self.tr("the text")),
            ("F7", self.tr("word it anew")),
            ("F9", self.tr("editor")),
            ("F8", self.tr("send")),
            ("Esc", self.tr("drop")),
            ("F1", self.tr("help")),
        )

    def ready(self) -> None:
        """Word what is suggested."""
        ready = self.tr(
            "A first wording stands ready to be sent. Better: tick what it takes up, and put it your own way."
        )
        self.guide("F8", ready)
        self.query_one(PartsList).focus()
        self.call_after_refresh(self._begin)

    @property
    def _writing(self) -> Writing:
        return self.query_one("#text", Writing)

    @property
    def _own(self) -> bool:
        """Whether the trainee has written something."""
        return self._writing.text != self._worded

    def on_checks_ticked(self, event: Checks.Ticked) -> None:
        """Let the text follow the ticks until it is the trainee's."""
        if self._own:
            self.text("outcome").say(
                self.tr("The text is yours now and stays as it is; F7 words it anew from the ticks.")
            )
        else:
            self._word()

    def _begin(self) -> None:
        """Word what is suggested once the list is there."""
        if self.stands:
            self._word()
            self.frame()

    def _word(self) -> None:
        words = self._play.desk.draft_text(self.query_one(PartsList).chosen())
        self._worded = words[self.podium.language]
        self._writing.load_text(self._worded)
        self._worded = self._writing.text

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show the length."""
        count = len(self._writing.text.strip())  # as the limit counts, spaces and line ends among them
        whose = self.tr("your words") if self._own else self.tr("a first wording, to be made your own")
        self.text("length").say(joined((self.tr("{count} characters", count=count), "bold"), f" · {whose}"))

    def action_go(self, where: str) -> None:
        """Put the cursor into the list or the text."""
        self.query_one(f"#{where}").focus()

    def action_anew(self) -> None:
        """Word the ticks anew; own words go, after asking."""
        if not self._own:
            self._word()
            return
        keys = [("F8/Enter", self.tr("word it anew")), ("F10/Esc", self.tr("keep my words"))]
        says = literal(self.tr("Your own words will be replaced."))
        self.app.push_screen(Dialog(says, keys, self.tr("EXERCISE")), self._if_anew)

    def _if_anew(self, yes: bool | None) -> None:
        if yes:
            self._word()

    def action_editor(self) -> None:
        """Open the text in the trainee's own editor, and take it back."""
        command = editor_of(os.environ)
        if command is None:
            self.text("outcome").say(
                self.tr("No editor is set. Name one in VISUAL or EDITOR, such as nano, and start Podium again.")
            )
            return
        try:
            with self.app.suspend():
                text = edited(self._writing.text, command)
        except SuspendNotSupported:
            self.text("outcome").say(self.tr("This terminal cannot be handed to an editor; write here."))
        except UnavailableError as error:
            self.text("outcome").say(
                self.tr("The editor gave no text back ({reason}); yours is as it was.", reason=str(error))
            )
        else:
            self._writing.load_text(text)
            self.text("outcome").say(joined())
            self.action_go("text")

    def action_drop(self) -> None:
        """Close without sending; own words go, after asking."""
        if not self._own:
            self.dismiss(None)
            return
        keys = [("F8/Enter", self.tr("drop it")), ("F10/Esc", self.tr("go on writing"))]
        says = literal(self.tr("Drop what you have written?"))
        self.app.push_screen(Dialog(says, keys, self.tr("EXERCISE")), self._if_dropped)

    def _if_dropped(self, yes: bool | None) -> None:
        if yes:
            self.dismiss(None)

    def action_send(self) -> None:
        """Put the text on its way: as a draft, or as the reply."""
        desk, written = self._play.desk, self._writing.text.strip()
        texts: dict[Language, str] = {self.podium.language: written}
        try:
            action = desk.write(self.query_one(PartsList).chosen(), texts, own_words=self._own)
        except ValueError:
            self.text("outcome").say(self.tr("The text is empty or longer than 6,000 characters."))
            return
        outcome = desk.do(action)
        if outcome.ok:
            self.dismiss(outcome)
        else:
            self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Refused")), "bold"), outcome.sentence))
