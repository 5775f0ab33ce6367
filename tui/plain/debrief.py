"""The end of a drill in lines: what has become of it, the scores of this seat, and where most points were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.host.local import Host
from simulator.replay.materials import Materials
from simulator.scenario.moments import show_moment
from tui.desk import Desk
from tui.locale import mark
from tui.plain.lines import Lines
from tui.reasons import reason_lines

if TYPE_CHECKING:
    from reports.names import Names
    from simulator.scoring import Scorecard

SHOWN = 5
"""Findings of the own seat that are read out; the debrief page holds all."""


def show_debrief(lines: Lines, host: Host, desk: Desk, materials: Materials) -> None:
    """Epilogue, scorecard, findings of the own seat."""
    from reports.citing import citation
    from reports.names import Names
    from simulator.scoring import score

    names = Names(materials.scenario, desk.language)
    _ = lines.say
    lines.put()
    lines.put(_("Debrief"))
    told = [event.data["epilogue"] for event in desk.log if event.kind == "epilogue"]
    for entry in materials.scenario.epilogue:
        if entry.id in told:
            lines.put(desk.sight.text(entry.body))
    card = score(host.record, materials.scenario, materials.rulebook)
    verdict = _("passed") if card.passed else _("not passed")
    lines.put(_("Total: {points} of 100, {verdict}.", points=f"{card.scores.total:.1f}", verdict=verdict))
    lines.put(_("Timing: {points}", points=f"{card.scores.timing:.1f}"))
    lines.put(_("Coordination: {points}", points=f"{card.scores.coordination:.1f}"))
    lines.put(_("Message: {points}", points=f"{card.scores.message:.1f}"))
    for seat in card.seats:
        if seat.seat == desk.seat:
            lines.put(
                _(
                    "Your seat: timing {timing}, coordination {coordination}, message {message}.",
                    timing=f"{seat.scores.timing:.1f}",
                    coordination=f"{seat.scores.coordination:.1f}",
                    message=f"{seat.scores.message:.1f}",
                )
            )
    lines.put(_("Believe the worst false claim: {share}", share=f"{card.outcome.rumour_belief:.1%}"))
    lines.put(_("Trust: {share}", share=f"{card.outcome.trust:.0%}"))
    _ratings(lines, card, desk)
    _beside(lines, host, materials, card, names)
    _own_words(lines, host, desk, materials, names)
    mine = [f for f in card.findings if f.party == desk.sight.party and f.points < f.possible]
    if mine:
        lines.put(_("Where your unit lost most:"))
    for finding in mine[:SHOWN]:
        lost = f"-{finding.possible - finding.points:.1f}"
        cited = citation(finding, materials.rulebook, names)
        lines.put(f"- {lost} {show_moment(finding.at)} {_.pair(cited, desk.sight.text(finding.says))}")
        if finding.right is not None:
            lines.put(_("  Right would have been: {right}", right=desk.sight.text(finding.right)))


def _own_words(lines: Lines, host: Host, desk: Desk, materials: Materials, names: Names) -> None:
    """Every text of this seat in own words, with its grade and the reasons for it."""
    from reports.own_words import OwnWords

    _ = lines.say
    told = OwnWords(materials.scenario, names).written_by(host.record, desk.seat)
    if told:
        lines.put(_("What you wrote in your own words"))
    for word, found in told:
        about = f"{show_moment(word.at)} {names.word(word.message.form)}"
        lines.put(_.pair(about, _("grade {grade} of 4", grade=found.grade)))
        for line in reason_lines(found, _):
            lines.put(f"- {line}")


def _ratings(lines: Lines, card: Scorecard, desk: Desk) -> None:
    """How well each objective was performed, by all."""
    _ = lines.say
    lines.put(_("How well each objective was performed:"))
    for row in card.objectives:
        rating = _(_RATINGS[row.rating]) if row.rating else _("not rated: nothing in the drill shows it")
        lines.put(f"- {_.pair(desk.sight.text(row.text), rating)}")


def _beside(lines: Lines, host: Host, materials: Materials, card: Scorecard, names: Names) -> None:
    """The same drill with an expert in this seat; said before it is played, for it takes a moment."""
    from reports.beside import beside_rows
    from tui.comparison import Comparison

    _ = lines.say
    comparison = Comparison(host.store, host.id, materials, host.record)
    if not comparison.ready:
        lines.put(_("An expert now plays your seat of the same drill, to compare with. This takes a moment."))
    compared = comparison.beside()
    if compared is None:
        return
    lines.put(_("Beside the same drill with an expert in your seat:"))
    for title, rows in beside_rows(card, compared, names):
        lines.put(title)
        for row in rows:
            both = _("this drill {own}, the expert's {reference}", own=row.own, reference=row.reference)
            lines.put(f"- {_.pair(row.label, both)}")


_RATINGS: Final = {
    "P": mark("P, performed without challenges"),
    "S": mark("S, performed with some challenges"),
    "M": mark("M, performed with major challenges"),
    "U": mark("U, unable to be performed"),
}
"""Ratings; ids of the catalogue."""
