"""What all screens share: the banner above, the valid keys below, the drill's clock held while one reads or writes, and
digits that choose a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen

from tui.widgets.bars import Banner, Keys, Quiet
from tui.widgets.literal import joined
from tui.widgets.rows import TURN, Rows

if TYPE_CHECKING:
    from tui.app import PodiumApp
    from tui.locale import Translator

Key = tuple[str, str]
"""A key as it is written on the screen, and what it does."""


class Page(Screen[object]):
    """A whole screen: banner, body, keys."""

    holds: ClassVar[bool] = True
    """The drill's clock stands still while this screen is open."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"digit({digit})", show=False, id=f"row-{digit}") for digit in range(1, 10)),
        Binding(TURN, "further", show=False, id="further-rows"),
        Binding("f1", "help", show=False, id="help"),
        Binding("f10", "app.leave", show=False, id="leave"),
    ]

    @property
    def podium(self) -> PodiumApp:
        """The application."""
        return cast("PodiumApp", self.app)

    @property
    def tr(self) -> Translator:
        """The interface's words in the user's language."""
        return self.podium.tr

    def compose(self) -> ComposeResult:
        """Banner, body, keys."""
        yield Banner(id="banner")
        yield from self.body()
        yield Keys(id="keys")

    def body(self) -> ComposeResult:
        """The widgets between banner and keys."""
        yield from ()

    def head(self) -> Sequence[str]:
        """What stands in the banner beside EXERCISE."""
        return ()

    def keys(self) -> Sequence[Key]:
        """The keys that are valid now."""
        return ()

    def on_mount(self) -> None:
        """Hold the clock, show banner and keys."""
        if self.holds:
            self.podium.hold()
        if self.stands:
            self.frame()
            self.ready()

    @property
    def stands(self) -> bool:
        """Whether this screen is still there: one that is closed at once is mounted all the same, without its widgets."""
        return self in self.app.screen_stack

    def on_unmount(self) -> None:
        """Let the clock go on."""
        if self.holds:
            self.podium.release()

    def ready(self) -> None:
        """Fill the body once it is there."""

    def frame(self) -> None:
        """Show banner and keys as they are now."""
        self.query_one("#banner", Banner).head(self.tr("EXERCISE"), *self.head())
        self.query_one("#keys", Keys).offer(self.keys())

    def choosing(self, keys: str, does: str) -> Sequence[Key]:
        """The digits' keys: those that choose, and the one for the further rows where there are such."""
        rows = self._list_in_use()
        return ((keys, does), *([(TURN, self.tr("next rows"))] if rows is not None and rows.long else []))

    def _list_in_use(self) -> Rows | None:
        """The list that has the focus, or else the first one."""
        return self.focused if isinstance(self.focused, Rows) else next(iter(self.query(Rows)), None)

    def action_digit(self, digit: int) -> None:
        """Choose the row that bears the digit."""
        rows = self._list_in_use()
        if rows is not None:
            rows.pick(digit)

    def action_further(self) -> None:
        """Give the digits to the next rows."""
        rows = self._list_in_use()
        if rows is not None:
            rows.turn()

    def action_help(self) -> None:
        """Show the help."""
        from tui.screens.help import HelpPage

        if not isinstance(self, HelpPage):
            self.app.push_screen(HelpPage())

    def action_back(self) -> None:
        """Close this screen."""
        self.dismiss(None)

    def text(self, where: str) -> Quiet:
        """A text of the body."""
        return self.query_one(f"#{where}", Quiet)

    def guide(self, keys: str, sentence: str) -> None:
        """Say at the top which keys lead on from here, and why."""
        self.text("guide").say(joined((self.tr("[{keys}] ", keys=keys), "bold"), sentence))

    def rows(self, where: str) -> Rows:
        """A list of the body."""
        return self.query_one(f"#{where}", Rows)


class Dialog(ModalScreen[bool]):
    """A question or a notice over the screen below. F10 and Escape take the safe way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "answer(False)", show=False, id="dialog-no"),
        Binding("enter,f8", "answer(True)", show=False, id="dialog-yes"),
    ]
    AUTO_FOCUS = ""

    def __init__(self, says: Content, keys: Sequence[Key], exercise: str) -> None:
        super().__init__()
        self._says, self._keys, self._exercise = says, keys, exercise

    def compose(self) -> ComposeResult:
        """The box."""
        with Center(classes="dialog-place"), Vertical(classes="dialog"):
            yield Banner(id="dialog-banner")
            yield Quiet(id="dialog-says")
            yield Keys(id="dialog-keys")

    def on_mount(self) -> None:
        """Fill the box."""
        cast("PodiumApp", self.app).hold()
        if self not in self.app.screen_stack:
            return
        self.query_one("#dialog-banner", Banner).head(self._exercise)
        self.query_one("#dialog-says", Quiet).say(self._says)
        self.query_one("#dialog-keys", Keys).offer(self._keys)

    def on_unmount(self) -> None:
        """Let the clock go on."""
        cast("PodiumApp", self.app).release()

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
