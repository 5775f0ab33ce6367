"""How well the scorer of messages agrees with people: quadratic weighted kappa with its interval, exact agreement and within
one grade, for each language, for each gate its precision and recall, and the agreement on each scenario with the bands of
the grades fitted on all the others (MESSAGE_SCORING section 12).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

GRADES: Final = 5
"""Grades 0 to 4."""
BANDS: Final = (30, 50, 70, 85)
"""Lowest scores of grades 1 to 4 (MESSAGE_SCORING section 5)."""
_STEP: Final = 5
_REACH: Final = 15
"""Fitted bands lie at most this far from the set ones, in steps of five points: finer would fit noise."""
_RESAMPLES: Final = 2000

Grades = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled message beside what the scorer made of it."""

    id: str
    scenario: str
    language: str
    label: int
    """The grade that people gave, 0 to 4."""
    label_gates: tuple[str, ...]
    grade: int
    """The scorer's grade."""
    raw: int
    """The scorer's points before any gate caps them, 0 to 100."""
    cap: int | None
    """The lowest grade that a tripped gate allows; None where none is tripped."""
    gates: tuple[str, ...]


def weighted_kappa(one: Sequence[int], other: Sequence[int]) -> float:
    """Quadratic weighted kappa of two graders over the same messages (Cohen 1968).

    1 is full agreement, 0 what chance would give with the same shares of grades. Where both give one and the same grade
    throughout, chance explains everything and nothing is left to agree on: 1 by convention.
    """
    return _kappa(np.asarray(one), np.asarray(other))


def _kappa(one: Grades, other: Grades) -> float:
    seen = np.bincount(one * GRADES + other, minlength=GRADES * GRADES).reshape(GRADES, GRADES).astype(float)
    expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / max(1.0, seen.sum())
    scale = np.arange(GRADES)
    weights = (scale[:, None] - scale[None, :]) ** 2
    by_chance = float((weights * expected).sum())
    return 1.0 if by_chance == 0.0 else 1.0 - float((weights * seen).sum()) / by_chance


def agreement(judged: Sequence[Judged], seed: int = 1) -> dict[str, Any]:
    """The agreement over a set of labelled messages, as plain JSON values.

    Keys: ``n``; ``overall`` and one entry per language under ``languages``, each with ``n``, ``kappa`` with its 95 %
    bootstrap ``interval``, ``exact`` and ``within_one`` (shares); ``gates`` (for each gate labelled or tripped:
    ``labelled``, ``tripped``, ``both``, ``precision``, ``recall``, null where nothing was tripped or labelled);
    ``left_out`` (for each scenario its ``n``, ``kappa`` and the ``bands`` fitted on the others) and ``left_out_kappa``
    over all messages so graded; ``missed`` (ids more than one grade off).

    Raises:
        ValueError: there is no message.
    """
    if not judged:
        raise ValueError("agreement needs at least one message")
    languages = list(dict.fromkeys(item.language for item in judged))
    left_out, graded = _leave_one_out(judged)
    return {
        "n": len(judged),
        "overall": _figures(judged, seed),
        "languages": {name: _figures([i for i in judged if i.language == name], seed) for name in languages},
        "gates": _gates(judged),
        "left_out": left_out,
        "left_out_kappa": weighted_kappa([item.label for item in judged], [graded[item.id] for item in judged]),
        "missed": [item.id for item in judged if abs(item.label - item.grade) > 1],
    }


def between(labels: Sequence[int], others: Sequence[int], seed: int = 1) -> dict[str, Any]:
    """Kappa with interval, exact and within one, of two graders over the same messages."""
    one, other = np.asarray(labels), np.asarray(others)
    away = np.abs(one - other)
    return {
        "n": len(labels),
        "kappa": _kappa(one, other),
        "interval": _interval(one, other, _kappa, seed),
        "exact": float((away == 0).mean()),
        "within_one": float((away <= 1).mean()),
    }


def _figures(judged: Sequence[Judged], seed: int) -> dict[str, Any]:
    return between([item.label for item in judged], [item.grade for item in judged], seed)


def _interval(one: Grades, other: Grades, measure: Callable[[Grades, Grades], float], seed: int) -> tuple[float, float]:
    """The 95 % percentile interval over resampled messages; the same seed gives the same interval."""
    draws = np.random.Generator(np.random.Philox(seed))
    picks = draws.integers(0, len(one), size=(_RESAMPLES, len(one)))
    found = np.sort([measure(one[pick], other[pick]) for pick in picks])
    low, high = found[int(0.025 * _RESAMPLES)], found[int(0.975 * _RESAMPLES) - 1]
    return float(low), float(high)


def _gates(judged: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    names = sorted({gate for item in judged for gate in (*item.label_gates, *item.gates)})
    found: dict[str, dict[str, Any]] = {}
    for name in names:
        labelled = sum(name in item.label_gates for item in judged)
        tripped = sum(name in item.gates for item in judged)
        both = sum(name in item.label_gates and name in item.gates for item in judged)
        found[name] = {
            "labelled": labelled,
            "tripped": tripped,
            "both": both,
            "precision": both / tripped if tripped else None,
            "recall": both / labelled if labelled else None,
        }
    return found


def _leave_one_out(judged: Sequence[Judged]) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """For each scenario the agreement with bands fitted on all the others, and the grade that each message then gets."""
    report: dict[str, dict[str, Any]] = {}
    graded: dict[str, int] = {}
    for name in dict.fromkeys(item.scenario for item in judged):
        held = [item for item in judged if item.scenario == name]
        rest = [item for item in judged if item.scenario != name]
        bands = fitted_bands(rest) if rest else BANDS
        grades = grade_by(held, bands)
        graded |= {item.id: int(grade) for item, grade in zip(held, grades, strict=True)}
        kappa = _kappa(np.array([item.label for item in held]), grades)
        report[name] = {"n": len(held), "kappa": kappa, "bands": list(bands)}
    return report, graded


def grade_by(judged: Sequence[Judged], bands: Sequence[int]) -> Grades:
    """Grades under given bands, capped by the gates that were tripped."""
    raw = np.array([item.raw for item in judged])
    caps = np.array([GRADES - 1 if item.cap is None else item.cap for item in judged])
    found: Grades = np.minimum(np.searchsorted(np.asarray(bands), raw, side="right"), caps).astype(np.int64)
    return found


def fitted_bands(judged: Sequence[Judged]) -> tuple[int, ...]:
    """The bands near the set ones with the highest kappa on these messages; of equal ones those nearest to the set ones."""
    labels = np.array([item.label for item in judged])
    near = range(-_REACH, _REACH + 1, _STEP)
    edges = sorted({band + move for band in BANDS for move in near})
    best: tuple[int, ...] = BANDS
    best_rank = (-2.0, 0)
    for bands in combinations(edges, len(BANDS)):
        away = sum(abs(band - set_) for band, set_ in zip(bands, BANDS, strict=True))
        if any(abs(band - set_) > _REACH for band, set_ in zip(bands, BANDS, strict=True)):
            continue
        rank = (round(_kappa(labels, grade_by(judged, bands)), 9), -away)
        if rank > best_rank:
            best, best_rank = bands, rank
    return best
