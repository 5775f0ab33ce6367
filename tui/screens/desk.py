"""The desk: the screen on which a drill is played. Above, the clock and what to do next; on the left the public; on the
right papers, tasks, facts, claims, colleagues, drafts, who must answer and the handling sheets. On a narrow terminal the
public is one more tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList

from tui.screens import panes
from tui.screens.act import DESK_KEYS, FIRST, DeskKey
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.crowd import Crowd
from tui.widgets.literal import Part, joined
from tui.widgets.rows import Rows, way_to

if TYPE_CHECKING:
    from tui.desk import Outcome
    from tui.play import Play

BEAT: Final = 0.1
"""Real seconds between two looks at the clock."""
PAINT: Final = 3
"""Beats between two paintings."""


class DeskPage(Page):
    """The drill."""

    holds = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, action, show=False, id=name) for key, (action, name) in DESK_KEYS.items()),
        Binding("tab", "turn(1)", show=False, id="next-tab"),
        Binding("shift+tab", "turn(-1)", show=False, id="previous-tab"),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self._tab = "papers"
        self._beats = 0
        self._seen: object = None
        self._outcome: Outcome | None = None
        self._stopped = ""
        """Said after a jump, until something is done."""

    # --- layout ------------------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """Guide, work space, outcome."""
        yield Quiet(id="guide")
        yield Quiet(id="tabs")
        with Horizontal(id="work"):
            with Vertical(id="left"):
                yield Crowd()
            with Vertical(id="right"):
                yield Rows(id="list", empty=self.tr("Nothing here yet."))
                with VerticalScroll(id="detail", can_focus=False):
                    yield Quiet(id="about")
                yield Quiet(id="strip")
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """Clock, speed, seat."""
        play = self._play
        state = self.tr("runs") if play.running else self.tr("STANDS STILL")
        speed = self.tr("{speed} times", speed=round(play.speed))
        return (
            play.desk.clock_line(),
            f"{state} · {speed}",
            play.seat_name,
            play.scenario.title.in_(self.podium.language),
        )

    def keys(self) -> Sequence[Key]:
        """The keys that are always valid here."""
        return (
            ("F1", self.tr("help")),
            ("F2", self.tr("next")),
            ("F3", self.tr("papers")),
            ("F4", self.tr("facts")),
            ("F5", self.tr("act")),
            ("F6", self.tr("write")),
            ("F7", self.tr("people")),
            ("F8", self.tr("stop") if self._play.running else self.tr("run")),
            ("F9", self.tr("speed")),
            ("F10", self.tr("leave")),
            ("F12", self.tr("sheets")),
            *self.choosing("1-9", self.tr("choose")),
            ("Tab", self.tr("tabs")),
        )

    def ready(self) -> None:
        """Fill the desk and start looking at the clock."""
        self.rows("list").focus()
        self._paint(anew=True)
        self.set_interval(BEAT, self._beat)

    def on_resize(self) -> None:
        """On a wide terminal the public is no tab, so leave it."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self._tab == "public" and not self._narrow:
            self._tab = "papers"
        self._paint(anew=True)

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < 100

    # --- time --------------------------------------------------------------------------------------------------------

    def _beat(self) -> None:
        """Let the drill follow the clock; paint a few times a second, and only what has changed."""
        if self._seen == "ended":
            return
        try:
            self._play.tick()
            self._beats += 1
            if self._beats % PAINT == 0:
                self._paint()
        except Exception as error:
            self._play.pace.pause()
            self.podium.report(error)

    def _paint(self, *, anew: bool = False) -> None:
        """Paint what has changed; what goes wrong stops the clock and is said, and the drill goes on."""
        try:
            self._paint_changes(anew)
        except Exception as error:
            self._play.pace.pause()
            self.podium.report(error)

    def _paint_changes(self, anew: bool) -> None:
        desk = self._play.desk
        fresh = bool(desk.refresh())
        if desk.ended:
            self._seen = "ended"
            self.podium.debrief()
            return
        self.frame()
        seen = (desk.now // 60, self._tab, self.size)
        if not (fresh or anew or seen != self._seen):
            return
        self._seen = seen
        self.set_class(self._tab == "public", "public")
        self.guide(self._way(), desk.guide())
        self.text("tabs").say(joined(*self._tab_parts()))
        if self._tab != "public":
            self.rows("list").show(panes.rows(desk, self._tab, self.podium.tr))
            self._describe()
        if self._tab == "public" or not self._narrow:
            self.query_one(Crowd).show(*panes.public(desk, self.podium.tr))
        self.text("strip").say(panes.strip(desk, self.podium.tr))
        self._show_outcome()

    def _tab_parts(self) -> list[Part]:
        parts: list[Part] = []
        for name, label in panes.tabs(self._play.desk, self.podium.tr, public=self._narrow):
            here = name == self._tab
            parts.append((f"[{label}]" if here else f" {label} ", "bold reverse" if here else ""))
        return parts

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Describe the row under the cursor."""
        self._describe()

    def _describe(self) -> None:
        self.text("about").say(panes.detail(self._play.desk, self._tab, self.rows("list").current, self.podium.tr))

    def _show_outcome(self) -> None:
        if self._outcome is None:
            self.text("outcome").say(self._stopped)
        else:
            word = self.tr("Done") if self._outcome.ok else self.tr("Refused")
            self.text("outcome").say(joined((self.tr("{who}: ", who=word), "bold"), self._outcome.sentence))

    def _way(self) -> str:
        """The keys that lead to what the guide speaks of."""
        desk = self._play.desk
        need = desk.next_need()
        if need is None:
            return "F2"
        if need.paper is not None:
            places = [paper.id for paper in desk.inbox()]
            return f"F3,{way_to(places.index(need.paper.id))}" if need.paper.id in places else "F3"
        if need.offer is not None:
            places = [offer.id for offer in desk.offers()]
            return f"F5,{way_to(places.index(need.offer.id))}" if need.offer.id in places[:FIRST] else "F5"
        return "F5"

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_tab(self, name: str) -> None:
        """Show a tab."""
        self._tab = name
        self.rows("list").turn(0)
        self._paint(anew=True)
        if name == "public":
            self.query_one("#feed").focus()
        else:
            self.rows("list").focus()
            self.query_one("#detail").scroll_home(animate=False)

    def action_cycle(self, first: str, second: str) -> None:
        """Show the first tab, or the second if the first is open."""
        self.action_tab(second if self._tab == first else first)

    def action_turn(self, step: int) -> None:
        """Show the next tab, or the one before."""
        names = [name for name, _ in panes.tabs(self._play.desk, self.podium.tr, public=self._narrow)]
        here = names.index(self._tab) if self._tab in names else 0
        self.action_tab(names[(here + step) % len(names)])

    def action_run(self) -> None:
        """Let the clock run, or stop it."""
        self._play.toggle()
        self._paint(anew=True)

    def action_speed(self) -> None:
        """The next speed."""
        self._play.next_speed()
        self._paint(anew=True)

    def action_next(self) -> None:
        """Run on until something needs this seat; stop, go there and say why."""
        self._outcome = None
        try:
            need = self._play.to_next_need()
        except Exception as error:
            self.podium.report(error)
            return
        self._stopped = self.tr(
            "Time stopped at {moment}. The first line says why.", moment=self._play.desk.clock_line()
        )
        if need is None:
            self._stopped = self.tr("Nothing needs you yet.")
        self._tab = "tasks" if need is not None and need.task is not None else "papers"
        self.rows("list").turn(0)
        self._paint(anew=True)
        if need is not None and not self._play.desk.ended:
            self._point_at(need.paper.id if need.paper else need.task.id if need.task else "")

    def _point_at(self, row: str) -> None:
        rows = self.rows("list")
        if row in [shown.id for shown in rows.rows]:
            rows.highlighted = rows.get_option_index(row)
        else:
            rows.action_first()
        rows.focus()

    def action_act(self) -> None:
        """Everything that this seat can do now."""
        from tui.screens.act import ActPage

        self.app.push_screen(ActPage(self._play), self._back)

    def action_write(self) -> None:
        """Choose what to write."""
        from tui.screens.act import ActPage

        self.app.push_screen(ActPage(self._play, writing=True), self._back)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Open the paper, the sheet, the sheets from who must answer, or what can be done about the row."""
        from tui.screens.act import ActPage
        from tui.screens.paper import PaperPage
        from tui.screens.sheet import SheetPage

        if self._tab == "papers":
            self.app.push_screen(PaperPage(self._play, event.row), self._back)
        elif self._tab == "sheets":
            self.app.push_screen(SheetPage(self._play, event.row), self._back)
        elif self._tab == "who":
            self.action_tab("sheets")
        else:
            self.app.push_screen(ActPage(self._play, about=event.row), self._back)

    async def _back(self, outcome: object) -> None:
        """Show what became of what was done on another screen."""
        from tui.desk import Outcome

        if isinstance(outcome, Outcome):
            self._outcome = outcome
        self._paint(anew=True)
        if isinstance(outcome, DeskKey) and not self._play.desk.ended:
            await self.run_action(outcome.action)
