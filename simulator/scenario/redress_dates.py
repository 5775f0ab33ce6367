"""Another date for a scenario that is re-dressed: the same day of the month and of the week, in another month or year, with
every month and year that a text names moved alike. The time of day stays where texts name one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from simulator.scenario.redress_draws import Lots

YEARS: Final = 19
"""How many years ahead the new date may lie (assumption)."""
_MONTHS: Final = tuple(calendar.month_name)[1:]
_NUMERALS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_YEAR: Final = r"(?:19[5-9]|20[0-9])\d"
_NAME: Final = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?<=\d )May|(?<=in )May|(?<=of )May|(?<=since )May|(?<=from )May|(?<=until )May|May(?= \d{4}))"
)
_ENGLISH: Final = re.compile(
    rf"(?:(?<!\d)(?P<day>\d{{1,2}}) )?\b(?P<month>{_NAME})\b(?: (?P<year>{_YEAR})(?!\d))?"
    rf"|(?<![\d,.:/])(?P<alone>{_YEAR})(?![\d,:]|\.\d)"
)
_CHINESE: Final = re.compile(
    rf"(?:(?<!\d)(?P<year>{_YEAR})年)?(?<![\d.])(?P<month>1[0-2]|[1-9])月(?:(?P<day>[1-3]?\d)日)?"
    rf"|(?<![一二三四五六七八九十几半第个])(?P<numeral>十[一二]|[一二三四五六七八九十])月(?![全考])"
    rf"|(?<!\d)(?P<alone>{_YEAR})(?=年|〕|）)"
)
_QUIET: Final = (1, 2, 7, 8)
"""Months in which schools are closed and many offices half empty: nothing is moved into them that did not happen there."""
_FEAST: Final = re.compile(
    "国庆|春节|元旦|五一|劳动节|清明|端午|中秋|重阳|除夕|寒假|暑假|New Year|National Day|[Ss]pring [Ff]estival|holidays"
)
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d|\d{1,2}[时点]")


@dataclass(frozen=True, slots=True)
class Move:
    """By how many months everything moves, and by how many hours T+0 does."""

    months: int
    hours: int = 0

    def of(self, year: int, month: int) -> tuple[int, int]:
        """Year and month after the move."""
        whole = year * 12 + month - 1 + self.months
        return whole // 12, whole % 12 + 1

    def moment(self, at: datetime) -> datetime:
        """A moment after the move."""
        year, month = self.of(at.year, at.month)
        return at.replace(year=year, month=month) + timedelta(hours=self.hours)

    def text(self, text: str, language: str) -> str:
        """A text with its months and years moved."""
        return (_CHINESE if language == "zh" else _ENGLISH).sub(self._zh if language == "zh" else self._en, text)

    def _en(self, match: re.Match[str]) -> str:
        if match["alone"]:
            return str(self.of(int(match["alone"]), 1)[0])
        year, month = self.of(int(match["year"] or 0) or 2000, _MONTHS.index(match["month"]) + 1)
        day = f"{match['day']} " if match["day"] else ""
        return f"{day}{_MONTHS[month - 1]}" + (f" {year}" if match["year"] else "")

    def _zh(self, match: re.Match[str]) -> str:
        if match["alone"]:
            return str(self.of(int(match["alone"]), 1)[0])
        if match["numeral"]:
            return _NUMERALS[self.of(2000, _NUMERALS.index(match["numeral"]) + 1)[1] - 1] + "月"
        year, month = self.of(int(match["year"] or 0) or 2000, int(match["month"]))
        return (f"{year}年" if match["year"] else "") + f"{month}月" + (f"{match['day']}日" if match["day"] else "")


def move_for(t0: datetime, span: timedelta, texts: Sequence[tuple[str, str]], lots: Lots) -> Move:
    """Where the scenario moves: ``span`` is how long it lasts, ``texts`` are (language, text)."""
    named = [day for language, text in texts for day in _days(text, language, t0.year)]
    feasts = any(_FEAST.search(text) for _, text in texts)
    timed = any(_CLOCK.search(text) for _, text in texts)
    hours = 0 if timed else (lots.number("hour") % 5) - 2
    found = [
        Move(12 * years + months, hours)
        for years in range(YEARS + 1)
        for months in ((0,) if feasts else (-1, 0, 1))
        if (years or months) and _fits(Move(12 * years + months), t0, span, named)
    ]
    return lots.shuffled("date", found)[0] if found else Move(0, hours)


def _days(text: str, language: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of every date in a text; a year that is not named is the crisis's own."""
    for match in (_CHINESE if language == "zh" else _ENGLISH).finditer(text):
        if match["day"] and match["month"]:
            month = int(match["month"]) if language == "zh" else _MONTHS.index(match["month"]) + 1
            yield int(match["year"] or year), month, int(match["day"])


def _fits(move: Move, t0: datetime, span: timedelta, named: Sequence[tuple[int, int, int]]) -> bool:
    """Whether every named date still exists, and those about the crisis fall on the same day of the week."""
    if move.of(t0.year, t0.month)[1] in _QUIET and t0.month not in _QUIET:
        return False
    begins = date(*move.of(t0.year, t0.month), min(t0.day, 28)) + timedelta(days=max(0, t0.day - 28))
    if begins.month != move.of(t0.year, t0.month)[1] or begins.weekday() != t0.weekday():
        return False
    near = [t0.date() + timedelta(days=day) for day in range(-7, span.days + 8)]
    dates = [*named, *((day.year, day.month, day.day) for day in near)]
    for year, month, day in dates:
        other = move.of(year, month)
        if day > calendar.monthrange(*other)[1]:
            return False
        real = day <= calendar.monthrange(year, month)[1]
        if real and date(year, month, day) in near:
            apart = date(year, month, day) - t0.date()
            if date(*other, day) - begins != apart:
                return False
    return True
