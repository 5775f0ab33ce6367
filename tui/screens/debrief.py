"""The judgement after the drill: scores, what became of the public, three strengths and three gaps with clause and quoted
words, the openness ledger, the findings, and where the whole debrief lies as a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from reports.beside import beside_rows
from reports.citing import citation
from reports.literal import excerpt
from reports.names import Names
from reports.own_words import OwnWords, words_of
from reports.parts import Item, hot_wash, loss
from simulator.scenario.moments import show_moment
from tui.locale import mark
from tui.reasons import reason_lines
from tui.screens.page import Key, Page
from tui.text import pad
from tui.widgets.bars import Quiet
from tui.widgets.literal import Part, joined, lines

if TYPE_CHECKING:
    from simulator.scoring.scorecard import Finding
    from tui.comparison import Comparison
    from tui.play import Play
    from tui.session import Judgement

EVIDENCE = 4
"""Most event numbers that a finding names here; the page names all."""
TELLING = 160
"""Characters of an own text that are quoted above what was found in it."""
BAR = 20
"""Places of a score's bar."""


class DebriefPage(Page):
    """What the drill came to."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "again", show=False, id="again")]

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self.judgement: Judgement | None = None

    def body(self) -> ComposeResult:
        """One text to be read."""
        yield Quiet(id="guide")
        with VerticalScroll(id="reading", classes="reading"):
            yield Quiet(id="about")

    def head(self) -> Sequence[str]:
        """The scenario, and the seat."""
        return (self.tr("Debrief"), self._play.scenario.title.in_(self.podium.language), self._play.seat_name)

    def keys(self) -> Sequence[Key]:
        """Keys of this screen."""
        return (
            ("↑↓ PgUp/PgDn", self.tr("read")),
            ("F8", self.tr("another drill")),
            ("F1", self.tr("help")),
            ("F10", self.tr("leave")),
        )

    def ready(self) -> None:
        """Judge the drill once the screen has been painted."""
        self.text("guide").say(self.tr("The drill has ended. It is being scored and the debrief is being written."))
        self.query_one("#reading").focus()
        self.call_after_refresh(self._judge)

    def _judge(self) -> None:
        """Open the reference play, and play it in strides between which the screen is painted."""
        if not self.stands:
            return
        try:
            comparison = self._play.comparison()
        except Exception as error:
            self.podium.report(error)
            return
        self._wait(comparison)

    def _wait(self, comparison: Comparison) -> None:
        if not self.stands:
            return
        if comparison.ready:
            self._show(comparison)
            return
        said = self.tr(
            "An expert plays your seat of the same drill, to compare with: {share} %",
            share=round(100 * comparison.share),
        )
        self.text("guide").say(said)
        try:
            comparison.step()
        except Exception as error:
            self.podium.report(error)
            return
        self.call_after_refresh(self._wait, comparison)

    def _show(self, comparison: Comparison) -> None:
        try:
            self.judgement = self._play.judge(comparison)
        except Exception as error:
            self.podium.report(error)
            return
        self.guide("F8", self.tr("The whole debrief: {path}", path=self.judgement.page))
        self.text("about").say(lines(*self._sections(self.judgement)))

    def _sections(self, judged: Judgement) -> list[Content]:
        names = Names(judged.materials.scenario, self.podium.language)
        strengths, gaps = hot_wash(judged.scorecard, judged.record, names)
        return [
            self._scores(judged),
            self._outcome(judged),
            self._beside(judged, names),
            self._goals(judged),
            self._items(self.tr("Strengths"), strengths, judged, names),
            self._items(self.tr("Gaps"), gaps, judged, names),
            self._own_words(judged, names),
            self._ledger(judged, names),
            self._findings(judged, names),
        ]

    def _scores(self, judged: Judgement) -> Content:
        card, tr = judged.scorecard, self.tr
        mine = next((seat for seat in card.seats if seat.seat == self._play.seat), None)
        verdict = self.podium.tr.pair(tr("Scores"), tr("passed") if card.passed else tr("not passed"))
        parts: list[Part] = [(f"{verdict}\n", "bold")]
        named = (
            ("total", tr("Total")),
            ("timing", tr("Timing")),
            ("coordination", tr("Coordination")),
            ("message", tr("Message")),
        )
        for field, label in named:
            parts.append(self._score(label, getattr(card.scores, field)))
        if card.capped_by:
            causes = self.podium.tr.both(*(tr(_CAUSES.get(cause, cause)) for cause in card.capped_by))
            parts.append((f"{self.podium.tr.pair(tr('The total is capped'), causes)}\n", "bold"))
        if mine is not None:
            parts.append((f"\n{tr('Your seat alone')}\n", "bold"))
            for field, label in named:
                if field == "total" or field in mine.judged:
                    parts.append(self._score(label, getattr(mine.scores, field)))
        return joined(*parts)

    def _score(self, label: str, value: float) -> str:
        full = round(BAR * max(0.0, min(100.0, value)) / 100)
        return f"{pad(label, 14)}{value:6.1f}  {'█' * full}{'·' * (BAR - full)}\n"

    def _outcome(self, judged: Judgement) -> Content:
        found, tr = judged.scorecard.outcome, self.tr
        rows = (
            (tr("believe the worst false claim"), found.rumour_belief),
            (tr("of what people ask is still open"), found.open_concerns),
            (tr("trust"), found.trust),
            (tr("are right about what circulates"), found.accuracy),
            (tr("of the cause is removed"), found.cause_removed),
        )
        parts: list[Part] = [(f"{tr('What became of the public (shown beside the score, not part of it)')}\n", "bold")]
        return joined(*parts, *(f"{value:6.1%}  {label}\n" for label, value in rows))

    def _beside(self, judged: Judgement, names: Names) -> Content:
        """This drill and the reference play, figure by figure."""
        if judged.beside is None:
            return joined()
        tr = self.tr
        title = tr("Beside the same drill with an expert in your seat (this drill, the expert's, difference)")
        parts: list[Part] = [(f"{title}\n", "bold underline")]
        for heading, rows in beside_rows(judged.scorecard, judged.beside, names):
            parts.append((f"{heading}\n", "bold"))
            parts += [
                f"{pad(row.own, 12)}{pad(row.reference, 12)}{pad(row.difference, 8)}{row.label}\n" for row in rows
            ]
        return joined(*parts)

    def _goals(self, judged: Judgement) -> Content:
        """How well each objective was performed, by all and by this seat alone."""
        from simulator.scoring.overrides import in_force

        tr, card = self.tr, judged.scorecard
        mine = next((seat.objectives for seat in card.seats if seat.seat == self._play.seat), ())
        parts: list[Part] = [(f"{tr('How well each objective was performed (all, your seat)')}\n", "bold underline")]
        for row in card.objectives:
            own = next((other.rating for other in mine if other.objective == row.objective), None)
            parts.append((f" {row.rating or '–'}  {own or '–'}  ", "bold"))
            parts.append(f"{row.text.in_(self.podium.language)}\n")
            hand = in_force(judged.overrides).get(row.objective)
            if hand is not None:
                parts.append(f"       {tr('by hand')} {hand.value}: {hand.reason}\n")
        meaning = tr("P without challenges, S with some, M with major challenges, U unable to be performed")
        parts.append(f"{self.podium.tr.aside(meaning, tr('thresholds set by experts'))}\n")
        return joined(*parts)

    def _items(self, title: str, items: Sequence[Item], judged: Judgement, names: Any) -> Content:
        parts: list[Part] = [(f"{title}\n", "bold underline")]
        if not items:
            parts.append(f"{self.tr('None stands out.')}\n")
        for number, item in enumerate(items, 1):
            parts.append((f"{number}. {item.finding.says.in_(self.podium.language)}\n", "bold"))
            parts.append(f"   {self._cite(item.finding, judged, names)} · {self._points(item.finding)}\n")
            parts += [f"   {self.podium.tr.pair(quote.who, f'“{quote.words}”')}\n" for quote in item.quotes]
            if item.finding.right is not None:
                right = item.finding.right.in_(self.podium.language)
                parts.append(f"   {self.podium.tr.pair(self.tr('Right would have been'), right)}\n")
        return joined(*parts)

    def _own_words(self, judged: Judgement, names: Names) -> Content:
        """Every text of this seat in own words, with its grade and the reasons for it."""
        tr = self.tr
        told = OwnWords(judged.materials.scenario, names).written_by(judged.record, self._play.seat)
        parts: list[Part] = [(f"{tr('What you wrote in your own words')}\n", "bold underline")] if told else []
        for word, found in told:
            about = f"{show_moment(word.at // 60 * 60)} · {names.word(word.message.form)} #{word.seq}"
            parts.append((f"{self.podium.tr.pair(about, tr('grade {grade} of 4', grade=found.grade))}\n", "bold"))
            parts.append(f"   {names.quote(excerpt(words_of(word.message), TELLING))}\n")
            parts += [f" - {line}\n" for line in reason_lines(found, tr)]
        return joined(*parts)

    def _cite(self, finding: Finding, judged: Judgement, names: Any) -> str:
        cited = citation(finding, judged.materials.rulebook, names)
        phrase = f" “{finding.phrase}”" if finding.phrase else ""
        shown = " ".join(f"#{seq}" for seq in finding.evidence[:EVIDENCE])
        return f"{show_moment(finding.at // 60 * 60)} · {names.seat(finding.seat)} · {cited}{phrase} {shown}".rstrip()

    def _points(self, finding: Finding) -> str:
        lost = loss(finding)
        if lost > 0:
            return self.tr("{points} points lost", points=f"{lost:.1f}")
        return self.tr("{points} points won", points=f"{finding.points:.1f}")

    def _ledger(self, judged: Judgement, names: Any) -> Content:
        tr, language = self.tr, self.podium.language
        parts: list[Part] = [(f"{tr('Openness ledger')}\n", "bold underline")]
        for row in judged.scorecard.openness:
            known = (
                tr("known {moment}", moment=show_moment(row.known // 60 * 60))
                if row.known is not None
                else tr("never known")
            )
            if row.published is not None:
                told = tr("published {moment}", moment=show_moment(row.published // 60 * 60))
            else:
                told = tr("never published")
            late = tr("{time} after it was known", time=self._play.desk.sight.span(row.late)) if row.late else ""
            late = tr("leaked") if row.leaked else late
            parts.append(f"- {row.text.in_(language)}\n")
            knowable = tr("knowable {moment}", moment=show_moment(row.knowable // 60 * 60))
            parts.append(f"  {knowable} · {known} · {self.podium.tr.aside(told, late)}\n")
            if row.ground is not None:
                parts.append(f"  {self.podium.tr.pair(tr('Ground'), row.ground.in_(language))}\n")
        return joined(*parts)

    def _findings(self, judged: Judgement, names: Any) -> Content:
        parts: list[Part] = [(f"{self.tr('All findings')}\n", "bold underline")]
        for finding in judged.scorecard.findings:
            parts.append((f"{self._points(finding)}  ", "bold"))
            parts.append(f"{finding.says.in_(self.podium.language)}\n  {self._cite(finding, judged, names)}\n")
        for text in judged.scorecard.not_judged:
            parts.append(f"{self.podium.tr.pair(self.tr('Not judged'), text.in_(self.podium.language))}\n")
        return joined(*parts)

    def action_again(self) -> None:
        """Back to the scenarios."""
        self.podium.pick()


_CAUSES = {
    "uncorrected_falsehood": mark("a falsehood was not corrected"),
    "concealment": mark("something was concealed"),
    "groundless_withholding": mark("something was withheld without ground"),
    "over_referral": mark("too much was handed to public security"),
}
"""Why a total is capped; ids of the catalogue."""
