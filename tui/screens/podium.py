"""On the podium: the question on the right, on the left who answers it and with what. The clock stands still while one thinks;
an answer takes a short simulated time, then the next question is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from simulator.scenario.moments import HOUR
from tui.desk import Outcome, press
from tui.desk.names import STANCES
from tui.screens.page import Key, Page
from tui.widgets.bars import Quiet
from tui.widgets.literal import Part, joined
from tui.widgets.rows import Checks, Row
from tui.widgets.writing import Writing

if TYPE_CHECKING:
    from simulator.record import Board
    from simulator.scenario.text import Language
    from tui.desk import Choice
    from tui.locale import Translator
    from tui.play import Play

SINGLE: Final = ("seat", "mode", "update", "ground")
"""Kinds of which exactly one row can be ticked, or at most one."""


class AnswerList(Checks):
    """The ticks of an answer."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(empty="", id="list")
        self._tr = tr
        self._stances = {tr(label): stance for stance, label in STANCES.items()}
        self._honest: dict[str, str] = {}
        self._key = ""

    def ask(self, question: press.Questioned) -> None:
        """Offer what an answer to a question can take up, with what an honest officer would choose ticked."""
        tr = self._tr
        self._key = f"{question.question}.{question.once_more}"
        self._honest = {claim.id: claim.stance for claim in question.claims}
        kinds: list[tuple[str, str, Sequence[Choice]]] = [
            ("seat", tr("Who answers"), question.speakers),
            ("mode", tr("How"), question.modes),
            ("fact", tr("Facts"), question.facts),
            ("claim", tr("What it takes for granted"), question.claims),
            ("advice", tr("Advice to people"), question.advice),
            ("disposal", tr("What is being done"), question.disposals),
            ("update", tr("Next word"), question.updates),
            ("ground", tr("On what ground"), question.grounds),
        ]
        rows: list[Row] = []
        ticked: list[str] = []
        for kind, title, choices in kinds:
            if choices:
                rows.append(Row(f"_{kind}", title, heading=True))
            for choice in choices:
                row = self._row(kind, choice.id)
                rows.append(Row(row, choice.label, choice.note, "(!)" if choice.warns else ""))
                first = not any(name.startswith(self._row(kind, "")) for name in ticked)
                if choice.suggested and (kind not in SINGLE or first):
                    ticked.append(row)
        self.offer(rows, ticked, self._words)
        self.action_first()

    def _row(self, kind: str, name: str) -> str:
        return f"{self._key}:{kind}:{name}"

    def _words(self, row: str) -> Sequence[str]:
        """What a tick can say; of a claim, first what an honest text says of it now."""
        _, kind, name = row.split(":", 2)
        if kind != "claim":
            return ("x",)
        return sorted(self._stances, key=lambda label: self._stances[label] != self._honest[name])

    def tick(self, row: str) -> None:
        """Tick a row; where only one can be, the others go."""
        _, kind, _ = row.split(":", 2)
        if kind in SINGLE:
            self.untick([other for other in self.ticked if other.split(":", 2)[1] == kind and other != row])
        super().tick(row)

    def chosen(self, seat: str) -> press.Taken:
        """What is ticked; without a speaker it is the own ``seat`` that answers."""
        found: dict[str, list[str]] = {}
        for row in self.ticked:
            _, kind, name = row.split(":", 2)
            found.setdefault(kind, []).append(name)
        update = found.get("update")
        return press.Taken(
            by=next(iter(found.get("seat", ())), seat),
            mode=next(iter(found.get("mode", ())), "answer"),
            facts=tuple(found.get("fact", ())),
            claims=tuple(
                (name, self._stances[self.state(self._row("claim", name))]) for name in found.get("claim", ())
            ),
            advice=tuple(found.get("advice", ())),
            disposals=tuple(found.get("disposal", ())),
            next_update=int(update[0]) if update else None,
            ground=next(iter(found.get("ground", ())), None),
        )


class PodiumPage(Page):
    """Take the questions of a press conference."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "go('list')", show=False, id="to-list"),
        Binding("f4", "go('text')", show=False, id="to-text"),
        Binding("f6", "other", show=False, id="other"),
        Binding("f8,ctrl+s", "give", show=False, priority=True, id="give"),
        Binding("escape", "back", show=False, priority=True, id="back"),
        Binding("pageup", "read(-1)", show=False, priority=True, id="read-up"),
        Binding("pagedown", "read(1)", show=False, priority=True, id="read-down"),
    ]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self._question: str | None = None

    def body(self) -> ComposeResult:
        """The answer on the left; the question, own words and what was said before on the right."""
        yield Quiet(id="guide")
        with Horizontal(classes="two"):
            yield AnswerList(self.podium.tr)
            with Vertical(id="writing"):
                with VerticalScroll(id="reading", classes="reading", can_focus=False):
                    yield Quiet(id="about")
                yield Quiet(id="length")
                yield Writing(id="text")
        yield Quiet(id="outcome")

    def head(self) -> Sequence[str]:
        """Where one is."""
        return (self.tr("Press conference"), self.tr("on the podium"), self._play.desk.clock_line())

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        several = len(press.waiting(self._play.desk.sight)) > 1
        return (
            *self.choosing("1-9/Enter", self.tr("tick")),
            ("F3", self.tr("the list")),
            ("F4", self.tr("own words")),
            *((("F6", self.tr("another question")),) if several else ()),
            ("F8", self.tr("give the answer")),
            ("PgUp/PgDn", self.tr("read")),
            ("Esc", self.tr("leave it open")),
            ("F1", self.tr("help")),
        )

    def ready(self) -> None:
        """Show the first question that waits."""
        self.query_one("#text", Writing).styles.height = 4
        self.query_one(AnswerList).focus()
        self._show()

    def _show(self, after: str | None = None) -> None:
        """Show the question after another one, or the first that waits; with none left the page says so."""
        desk = self._play.desk
        names = [asked.question for asked in press.waiting(desk.sight)]
        at = names.index(after) + 1 if after in names else 0
        self._question = names[at % len(names)] if names else None
        asked = press.questioned(desk.sight, self._question) if self._question else None
        if asked is None:
            self.query_one(AnswerList).offer([])
            self.frame()
            self.guide("Esc", self.tr("No question waits for you now."))
            self._describe(None)
            return
        self.query_one("#text", Writing).load_text("")
        self.query_one(AnswerList).ask(asked)
        self.frame()
        first = self.tr("Asked once more, for that was no answer.") if asked.once_more else ""
        self.guide(
            "F8",
            self.tr.sentences(first, self.tr("What an honest officer would say stands ticked. Check it, then answer.")),
        )
        self.text("length").say(self.tr("Own words (F4), if you like: then they count, and not what is ticked."))
        self._describe(asked)

    def _describe(self, asked: press.Questioned | None) -> None:
        sight = self._play.desk.sight
        podium = press.sitting(sight)
        parts: list[Part] = []
        if asked is not None:
            parts += [(f"{self.tr.aside(asked.outlet, asked.tone)}\n", "bold"), f"{asked.ask}\n"]
            parts += [f"{line}\n" for line in (asked.premise, asked.temper) if line]
            for choice in asked.pending:
                parts.append(f"{self.tr.pair(choice.label, choice.note)}\n")
        if podium is not None:
            names = sight.names(press.podium_names(sight, podium))
            parts += [(f"\n{self.tr('On the podium')}\n", "bold"), f"{names}\n"]
            before = [row for row in press.asked_rows(sight, podium) if asked is None or row.question != asked.question]
            if before:
                parts.append((f"\n{self.tr('What journalists have asked')}\n", "bold"))
            for row in before:
                parts += [(self.tr.pair(row.outlet, ""), "bold"), self.tr.aside(row.ask, row.state), "\n"]
                if row.said:
                    parts.append(f"  {row.said}\n")
        self.text("about").say(joined(*parts))
        self.query_one("#reading", VerticalScroll).scroll_home(animate=False)

    def action_go(self, where: str) -> None:
        """Put the cursor into the list or the text."""
        self.query_one(f"#{where}").focus()

    def action_read(self, step: int) -> None:
        """Scroll what stands on the right."""
        reading = self.query_one("#reading", VerticalScroll)
        (reading.scroll_page_down if step > 0 else reading.scroll_page_up)(animate=False)

    def action_other(self) -> None:
        """Another question that waits."""
        self._show(self._question)

    def action_give(self) -> None:
        """Give the answer, and let the time pass that it takes."""
        desk, question = self._play.desk, self._question
        if question is None:
            self.dismiss(None)
            return
        words = self.query_one("#text", Writing).text.strip()
        texts: dict[Language, str] = {self.podium.language: words}
        taken = self.query_one(AnswerList).chosen(desk.seat)
        try:
            action = press.action_of(desk.sight, question, taken, texts)
        except ValueError:
            self.text("outcome").say(self.tr("The text is empty or longer than 6,000 characters."))
            return
        outcome = desk.do(action)
        if not outcome.ok:
            self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Refused")), "bold"), outcome.sentence))
            return
        self._play.pace.until(desk, lambda: not _being_answered(desk.board, question), HOUR)
        self._after(question)

    def _after(self, question: str) -> None:
        """Say how it was heard, and go on to the next question or back to the desk."""
        sight = self._play.desk.sight
        found = sight.board.asked(question)
        answers = found[1].answers if found is not None else []
        heard = sight.say(press.OUTCOMES[answers[-1]["outcome"]]) if answers else ""
        if press.sitting(sight) is None:
            over = self.tr("The press conference is over.")
            self.dismiss(Outcome(True, self.tr.sentences(heard, over)))
            return
        self.text("outcome").say(joined((self.tr("{who}: ", who=self.tr("Heard as")), "bold"), heard))
        self._show()
        self.query_one(AnswerList).focus()


def _being_answered(board: Board, question: str) -> bool:
    found = board.asked(question)
    return found is not None and found[1].state == "taken"
