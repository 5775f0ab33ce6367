"""Working days in the scenario's calendar: Monday to Friday. Public holidays are not known (assumption)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
"""Number of the first day of the weekend, Monday being 0."""


def after_workdays(start: datetime, days: int) -> int:
    """Seconds from ``start`` to the end of the last of ``days`` working days after its day; that day itself never counts."""
    day = datetime(start.year, start.month, start.day)
    left = days
    while left:
        day += DAY
        left -= day.weekday() < SATURDAY
    return int((day + DAY - start).total_seconds())
