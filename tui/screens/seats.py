"""Which seat to play: each with its office, its interest and what it can be expected to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList

from simulator.scenario.load import load_scenario
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import joined
from tui.widgets.rows import Row, Rows


class SeatsPage(Page):
    """Choose a seat of a scenario."""

    holds = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "to_picker", show=False, id="back")]

    def __init__(self, scenario: str) -> None:
        """Raises: PodiumError: there is no such scenario, or its file holds mistakes."""
        super().__init__()
        self._file = scenario
        self._scenario = load_scenario(scenario).scenario

    def body(self) -> ComposeResult:
        """The seats on the left, the one under the cursor on the right."""
        yield Quiet(id="guide")
        with Horizontal(classes="two"):
            yield Rows(id="choices", empty="")
            with VerticalScroll(classes="reading"):
                yield Quiet(id="about")

    def head(self) -> Sequence[str]:
        """The scenario."""
        return (self._scenario.title.in_(self.podium.language),)

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            *self.choosing("1-9/Enter", self.tr("choose")),
            ("Esc", self.tr("back")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """List the seats."""
        self.guide("1-9", self.tr("Choose your seat. Simulated colleagues play the others."))
        language = self.podium.language
        parties = {party.id: party.name.in_(language) for party in self._scenario.parties}
        rows = [Row(seat.id, seat.title.in_(language), parties[seat.party]) for seat in self._scenario.seats]
        self.rows("choices").show(rows)
        self.rows("choices").highlighted = 0
        self.rows("choices").focus()
        self.frame()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Describe the seat under the cursor."""
        seat = next((seat for seat in self._scenario.seats if seat.id == event.option_id), None)
        if seat is None:
            return
        language = self.podium.language
        staff = self.tr("{count} people on your desk", count=seat.staff)
        self.text("about").say(
            joined(
                (seat.title.in_(language), "bold"),
                f"\n\n{seat.briefing.in_(language)}",
                (f"\n\n{self.tr('What your office would rather have')}", "bold"),
                f"\n{seat.interest.in_(language)}\n\n{staff}",
            )
        )

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """On to the briefing."""
        self.podium.brief(self._file, event.row)

    def action_to_picker(self) -> None:
        """Back to the scenarios."""
        self.podium.pick()
