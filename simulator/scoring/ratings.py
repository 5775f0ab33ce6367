"""How well each thing that a scenario trains was performed: P, S, M or U, from the same findings that the points come from.
The letters are those of exercise evaluation guides: performed without challenges, with some, with major ones, unable to be
performed; what nothing shows stays unrated. The thresholds are expert settings and stand here, in one place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import fsum
from typing import Final

from simulator.scenario.schema import Objective
from simulator.scoring.scorecard import Finding, ObjectiveRating, Rating

THRESHOLDS: Final[tuple[tuple[Rating, float], ...]] = (("P", 0.85), ("S", 0.65), ("M", 0.40))
"""Least share of what could be earned for each rating; below the last it is U (assumption: an expert setting)."""
WITH_BREACH: Final[Rating] = "M"
"""Best rating of what a prohibition was broken in, whatever else was earned (assumption: an expert setting)."""
PROHIBITIONS: Final = ("R22", "R77", "R78", "R83", "R84", "R85")
"""Rules that can only be broken (DESIGN decision 5): having kept them shows only where somebody spoke."""


def rating_of(findings: Iterable[Finding]) -> tuple[Rating | None, float | None]:
    """The rating of some findings, and the share of their possible points that was earned; None for what nothing shows.

    A broken prohibition allows M at best; where nothing could be earned beside it, it is U.
    """
    known = list(findings)
    broken = any(finding.credit < 0 for finding in known)
    possible = fsum(finding.possible for finding in known)
    if possible <= 0:
        return ("U" if broken else None), None
    share = fsum(max(0.0, finding.credit) * finding.possible for finding in known) / possible
    rating: Rating = next((letter for letter, least in THRESHOLDS if share >= least - 1e-9), "U")
    if broken and rating in ("P", "S"):
        rating = WITH_BREACH
    return rating, round(share, 3)


def rate(
    objectives: Sequence[Objective], findings: Sequence[Finding], spoke: bool, unsaid: Collection[str] = ()
) -> tuple[ObjectiveRating, ...]:
    """One row for each objective of the scenario, in its order.

    ``spoke`` says whether there was any official word: then an objective of prohibitions alone, none of them broken, was
    performed; in silence it stays unrated. ``unsaid`` are the rules about what words have to be like, where words were
    due and none came: an objective that asks for them and that nothing else shows was not performed.
    """
    return tuple(_rate(objective, findings, spoke, unsaid) for objective in objectives)


def _rate(objective: Objective, findings: Sequence[Finding], spoke: bool, unsaid: Collection[str]) -> ObjectiveRating:
    own = [finding for finding in findings if finding.rule in objective.rules]
    rating, share = rating_of(own)
    if rating is None and not own:
        if any(rule in unsaid for rule in objective.rules):
            rating = "U"
        elif spoke and all(rule in PROHIBITIONS for rule in objective.rules):
            rating = "P"
    return ObjectiveRating(
        objective=objective.id,
        text=objective.text,
        rules=objective.rules,
        judged=tuple(rule for rule in objective.rules if any(finding.rule == rule for finding in own)),
        broken=tuple(dict.fromkeys(finding.rule for finding in own if finding.credit < 0)),
        rating=rating,
        share=share,
        points=round(fsum(finding.points for finding in own), 2),
        possible=round(fsum(finding.possible for finding in own), 2),
    )
