"""The end of a drill in lines: what has become of it, the scores of this seat, and where most points were lost."""

from __future__ import annotations

from simulator.host.local import Host
from simulator.replay.materials import Materials
from simulator.scenario.moments import show_moment
from tui.desk import Desk
from tui.plain.lines import Lines

SHOWN = 5
"""Findings of the own seat that are read out; the debrief page holds all."""


def show_debrief(lines: Lines, host: Host, desk: Desk, materials: Materials) -> None:
    """Epilogue, scorecard, findings of the own seat."""
    from reports.debrief import citation
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
    mine = [f for f in card.findings if f.party == desk.sight.party and f.points < f.possible]
    if mine:
        lines.put(_("Where your unit lost most:"))
    for finding in mine[:SHOWN]:
        lost = f"-{finding.possible - finding.points:.1f}"
        cited = citation(finding, materials.rulebook, names)
        lines.put(f"- {lost} {show_moment(finding.at)} {_.pair(cited, desk.sight.text(finding.says))}")
        if finding.right is not None:
            lines.put(_("  Right would have been: {right}", right=desk.sight.text(finding.right)))
