"""The first screen: a drill that was broken off can be gone on with, or a scenario is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList

from simulator.errors import PodiumError
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import Part, joined
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from simulator.scenario.schema import Scenario
    from simulator.store.drills import Entry

OFFERED = 3
"""Broken-off drills that are offered."""


class PickerPage(Page):
    """Choose what to play."""

    holds = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "language", show=False, id="language")]

    def __init__(self) -> None:
        super().__init__()
        self._scenarios: dict[str, Scenario] = {}
        self._drills: dict[str, Entry] = {}

    def body(self) -> ComposeResult:
        """What there is on the left, the one under the cursor on the right."""
        yield Quiet(id="guide")
        with Horizontal(classes="two"):
            yield Rows(id="choices", empty="")
            with VerticalScroll(classes="reading"):
                yield Quiet(id="about")

    def head(self) -> Sequence[str]:
        """The name of the tool and what it is for."""
        return ("Podium", self.tr("Training for those who answer the public"))

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            *self.choosing("1-9/Enter", self.tr("choose")),
            ("F1", self.tr("help")),
            ("F9", "English" if self.podium.language == "zh" else "中文"),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """Load the library once the screen has been painted."""
        self.guide("1-9", self.tr("Choose a crisis to practise. Everything here is fictional."))
        self.call_after_refresh(self._load)

    def _load(self) -> None:
        """Read the scenarios and the store; what cannot be read is left out, and said."""
        from simulator.scenario.load import list_scenarios, load_scenario
        from tui.session import unfinished

        if not self.stands:
            return
        broken = []
        for name in list_scenarios():
            try:
                self._scenarios[name] = load_scenario(name).scenario
            except PodiumError as error:
                broken.append(str(error))
        self._drills = {entry.id: entry for entry in unfinished(self.podium.store)[:OFFERED]}
        self.rows("choices").show(self._rows())
        self.rows("choices").focus()
        self.frame()
        self._describe()
        if broken:
            self.podium.tell("\n".join(broken))

    def _rows(self) -> list[Row]:
        from simulator.scenario.moments import show_moment

        rows = []
        if self._drills:
            rows.append(Row("_drills", self.tr("Go on with a drill"), heading=True))
            for entry in self._drills.values():
                known = self._scenarios.get(entry.header.scenario)
                title = known.title.in_(self.podium.language) if known else entry.header.scenario
                reached = self.tr("broken off at {moment}", moment=show_moment(entry.head.now))
                rows.append(Row(f"drill:{entry.id}", title, f"{reached} · {entry.id}"))
        rows.append(Row("_new", self.tr("Begin a new drill"), heading=True))
        for name, scenario in sorted(self._scenarios.items(), key=lambda pair: (pair[1].difficulty, pair[0])):
            level, minutes = scenario.difficulty, scenario.minutes
            note = self.tr("difficulty {level} of 5 · {minutes} minutes", level=level, minutes=minutes)
            rows.append(Row(f"scenario:{name}", scenario.title.in_(self.podium.language), note))
        return rows

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Describe the row under the cursor."""
        self._describe()

    def _describe(self) -> None:
        """Say what the row under the cursor is."""
        kind, _, name = (self.rows("choices").current or "").partition(":")
        entry = self._drills.get(name)
        scenario = self._scenarios.get(entry.header.scenario if entry else name)
        if not kind or scenario is None:
            return
        language = self.podium.language
        parts: list[Part] = [(scenario.title.in_(language), "bold"), f"\n\n{scenario.summary.in_(language)}"]
        if entry is not None:
            mine = next((seat for seat in scenario.seats if entry.header.crew.get(seat.id) == "trainee"), None)
            if mine is not None:
                parts.append(f"\n\n{self.podium.tr.pair(self.tr('Your seat'), mine.title.in_(language))}")
            parts.append(f"\n{self.podium.tr.pair(self.tr('Started'), entry.created_at[:16].replace('T', ' '))} UTC")
        else:
            parts.append((f"\n\n{self.tr('What it trains')}", "bold"))
            parts += [f"\n- {objective.text.in_(language)}" for objective in scenario.objectives]
        self.text("about").say(joined(*parts))

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Go on with the drill, or on to the seats."""
        kind, _, name = event.row.partition(":")
        if kind == "drill":
            self.podium.resume(name)
        else:
            self.podium.choose_seat(name)

    def action_language(self) -> None:
        """Switch between English and Chinese."""
        self.podium.speak("en" if self.podium.language == "zh" else "zh")
        self.podium.pick()
