"""The full-screen application: which screen is open, the drill that is being played, and what happens when somebody wants
to leave or something fails. The screens talk to the drill through the desk; the desk talks through the link.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.binding import Binding, BindingType
from textual.theme import Theme
from textual.widgets import Input, TextArea

from simulator.errors import ExitCode, PodiumError
from tui.locale import translator
from tui.session import COLLEAGUES, begin, go_on, trainee_seat
from tui.widgets.literal import literal

if TYPE_CHECKING:
    from simulator.host.local import Host
    from simulator.replay.materials import Materials
    from simulator.scenario.text import Language
    from simulator.store import DrillStore
    from tui.play import Play

Start = Callable[["DrillStore", str, str, int, str, str], "tuple[Host, Materials]"]
"""Starts a drill: store, scenario, seat, seed, rulebook, skill of the colleagues."""
GoOn = Callable[["DrillStore", str], "tuple[Host, Materials]"]
"""Takes up a stored drill."""

CONTRAST: Final = Theme(
    name="podium-contrast",
    primary="#7fd4ff",
    secondary="#7fd4ff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8787",
    success="#87ffaf",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    text_alpha=1.0,
)
"""White on black; Podium's own, for Textual has no theme of high contrast."""

WIDTHS: Final = [(0, "-narrow"), (100, "-wide")]
HEIGHTS: Final = [(0, "-low"), (32, "-high")]
"""Columns and lines from which a layout holds, by the class that the style sheet knows."""


class PodiumApp(App[None]):
    """Podium on a whole terminal."""

    CSS_PATH = "podium.tcss"
    TITLE = "Podium"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True, id="quit"),
        Binding("ctrl+c", "copy_or_leave", show=False, priority=True, id="interrupt"),
    ]

    def __init__(
        self,
        store: DrillStore,
        language: Language,
        *,
        scenario: str | None = None,
        seat: str | None = None,
        seed: int = 7,
        rulebook: str = "i80-2016",
        skill: str = COLLEAGUES,
        drill: str | None = None,
        speed: float | None = None,
        start: Start = begin,
        go_on: GoOn = go_on,
    ) -> None:
        """Open on the picker; on the seats if a scenario is named; on the briefing if a seat is; on the desk of ``drill``."""
        super().__init__()
        self.store = store
        self.scenario, self.seat, self.seed, self.rulebook, self.skill = scenario, seat, seed, rulebook, skill
        self.play: Play | None = None
        self.failure: str | None = None
        self._drill, self._start, self._go_on, self._speed = drill, start, go_on, speed
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Use this language from now on."""
        self.language: Language = language
        self.tr = translator(language)

    def on_mount(self) -> None:
        """Open the first screen."""
        self.register_theme(CONTRAST)
        self.theme = CONTRAST.name
        if self._drill is not None:
            self.resume(self._drill)
        elif self.scenario is not None and self.seat is not None:
            self.brief(self.scenario, self.seat)
        elif self.scenario is not None:
            self.choose_seat(self.scenario)
        else:
            self.pick()

    # from screen to screen

    def pick(self) -> None:
        """The picker, with nothing being played."""
        from tui.screens.picker import PickerPage

        self.play = None
        self._only(PickerPage())

    def choose_seat(self, scenario: str) -> None:
        """The seats of a scenario."""
        from tui.screens.seats import SeatsPage

        self._guarded(lambda: self._open(SeatsPage(scenario)))

    def brief(self, scenario: str, seat: str) -> None:
        """Start a drill, paused, and show the seat's briefing."""
        self._guarded(
            lambda: self._seated(*self._start(self.store, scenario, seat, self.seed, self.rulebook, self.skill))
        )

    def resume(self, drill: str) -> None:
        """Go on with a stored drill."""
        self._guarded(lambda: self._seated(*self._go_on(self.store, drill)))

    def _seated(self, host: Host, materials: Materials) -> None:
        from tui.play import Play
        from tui.screens.briefing import BriefingPage

        seat = trainee_seat(dict(host.header.crew))
        if seat is None:
            raise PodiumError(f"nobody plays a seat of drill {host.id}; `podium drills show {host.id}` shows it")
        self.play = Play.of(host, materials, seat, self.language)
        if self._speed is not None and not host.ended:
            self.play.pace.set_speed(self._speed)
        self._only(BriefingPage(self.play, resumed=host.now > materials.scenario.clock.opens))

    def take_desk(self) -> None:
        """From the briefing to the desk."""
        from tui.screens.desk import DeskPage

        assert self.play is not None
        self._only(DeskPage(self.play))

    def debrief(self) -> None:
        """From the desk to the judgement."""
        from tui.screens.debrief import DebriefPage

        assert self.play is not None
        self._only(DebriefPage(self.play))

    def _open(self, page: object) -> None:
        from tui.screens.page import Page

        assert isinstance(page, Page)
        self.push_screen(page)

    def _only(self, page: object) -> None:
        """Show this page and close the others."""
        from tui.screens.page import Page

        assert isinstance(page, Page)
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    # the clock

    def hold(self) -> None:
        """Let the drill's clock stand still."""
        if self.play is not None:
            self.play.pace.hold()

    def release(self) -> None:
        """Let the drill's clock go on as it went."""
        if self.play is not None:
            self.play.pace.release()

    # leaving and failing

    def action_copy_or_leave(self) -> None:
        """Ctrl-C copies what is selected in a text; otherwise it asks whether to leave."""
        field = self.focused
        if isinstance(field, TextArea | Input) and field.selected_text:
            self.copy_to_clipboard(field.selected_text)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Ask, then leave; what was done so far is stored."""
        from tui.screens.page import Dialog

        if isinstance(self.screen, Dialog):
            return
        playing = self.play is not None and not self.play.desk.ended
        kept = self.tr("The drill is stored up to this second; the next start offers to go on with it.")
        says = self.tr("Leave Podium?") + (f"\n\n{kept}" if playing else "")
        keys = [("F8/Enter", self.tr("leave")), ("F10/Esc", self.tr("stay"))]
        self.push_screen(Dialog(literal(says), keys, self.tr("EXERCISE")), self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self.exit()

    def tell(self, sentence: str) -> None:
        """Show one sentence that has to be read."""
        from tui.screens.page import Dialog

        keys = [("F8/Enter", self.tr("go on"))]
        self.push_screen(Dialog(literal(sentence), keys, self.tr("EXERCISE")))

    def report(self, error: Exception) -> None:
        """Show an error in one sentence; one that nobody can mend goes to the log with its details."""
        self.tell(str(error) if isinstance(error, PodiumError) else self._logged(error))

    def _guarded(self, do: Callable[[], object]) -> None:
        """Do it, or show in one sentence why not."""
        try:
            do()
        except PodiumError as error:
            if len(self.screen_stack) < 2:
                self.pick()
            self.report(error)

    def _logged(self, error: BaseException) -> str:
        """Write an unexpected error to the log; the sentence that says where."""
        path = log_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as log:
                log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n")
                log.writelines(traceback.format_exception(error))
        except OSError:
            return self.tr("Something went wrong, and the log cannot be written. The drill is safe: it is stored.")
        return self.tr("Something went wrong. The drill is safe: it is stored. Details: {path}", path=path)

    def _fatal_error(self) -> None:
        """Close after an error that no screen survives; the sentence is printed once the terminal is free again."""
        self.bell()
        if self._exception is not None:
            self.failure = self._logged(self._exception)
        self._close_messages_no_wait()


def log_path() -> Path:
    """Where unexpected errors are written down."""
    from simulator.store.home import home

    return home() / "podium.log"


def run_app(app: PodiumApp) -> tuple[ExitCode, str | None]:
    """Run the application to its end: how the command ends, and the sentence to print if it failed."""
    app.run()
    return (ExitCode.DONE, None) if app.failure is None else (ExitCode.CHECK_FAILED, app.failure)
