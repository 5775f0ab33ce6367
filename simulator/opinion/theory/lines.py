"""One line of the verification: a claim, the number it must show, the number it showed. A tolerance is the reference's own;
where few runs make chance larger than that, it widens to four standard errors, and never by judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any, TypeAlias

import numpy as np

from simulator.opinion.elementary import Array

Target: TypeAlias = float | tuple[float | None, float | None]

ERRORS = 4.0
"""Standard errors that a tolerance is at least."""
FOUR_ERRORS_P = 6.3e-5
"""Chance that a normal number is farther than that from its mean."""


@dataclass(frozen=True, slots=True)
class Line:
    """One checked claim."""

    id: str
    """Name in OPINION_MODEL section 7 (A1 to P8), and the case."""
    what: str
    """What was done, in words."""
    target: Target
    """What must come out: a number, or the lowest and highest value allowed (None for no bound)."""
    measured: float
    """What came out."""
    tolerance: float
    """How far from the target, or beyond the range, it may be."""
    passed: bool
    """Whether it was near enough."""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; a number that is none becomes None."""
        target = list(self.target) if isinstance(self.target, tuple) else self.target
        measured = self.measured if isfinite(self.measured) else None
        return {
            "id": self.id,
            "what": self.what,
            "target": target,
            "measured": measured,
            "tolerance": self.tolerance,
            "passed": self.passed,
        }


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a verification does."""

    seed: int = 1
    """Seed of all its runs."""
    quick: bool = False
    """Fewer runs."""

    def runs(self, full: int, quick: int) -> int:
        """Runs of a check."""
        return quick if self.quick else full

    def least_p(self, full: float) -> float:
        """Smallest p value that passes; a quick verification takes that of four standard errors."""
        return FOUR_ERRORS_P if self.quick else full


def near(name: str, what: str, target: float, measured: float, tolerance: float, error: float = 0.0) -> Line:
    """A line that must come within ``tolerance`` of a number, or within 4 times ``error`` if that is more."""
    allowed = max(tolerance, ERRORS * error)
    return Line(name, what, float(target), float(measured), float(allowed), bool(abs(measured - target) <= allowed))


def within(name: str, what: str, low: float | None, high: float | None, measured: float) -> Line:
    """A line that must lie in a range, ends included."""
    passed = (low is None or measured >= low) and (high is None or measured <= high)
    return Line(name, what, (low, high), float(measured), 0.0, bool(passed and isfinite(measured)))


def identical(name: str, what: str, differences: float) -> Line:
    """A line in which nothing may differ; ``differences`` counts what does."""
    return near(name, what, 0.0, differences, 0.0)


def ordered(name: str, what: str, least: float, better: Sequence[bool]) -> Line:
    """A line in which at least the share ``least`` of the pairs must be in order.

    With fewer than a hundred pairs, at least that less four standard errors; a share of 1 leaves nothing to chance.
    """
    share = sum(better) / len(better)
    allowed = 0.0 if len(better) >= 100 else ERRORS * sqrt(least * (1.0 - least) / len(better))
    return Line(name, what, (least, 1.0), share, allowed, share >= least - allowed)


def mean_error(values: Array) -> tuple[float, float]:
    """Mean and its standard error, from the values' own spread."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))


def share_error(share: float, runs: int) -> float:
    """Standard error of a share of runs."""
    return sqrt(share * (1.0 - share) / runs)


def variance_error(variance: float, fourth: float, runs: int) -> float:
    """Standard error of a variance, from the true variance and fourth central moment."""
    return sqrt((fourth - variance * variance) / runs)
