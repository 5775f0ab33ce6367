"""Clock times and dates as a text writes them, and the moment that they mean. A text says "at three this afternoon"; which
moment that is depends on the clock when it is said, and on nothing else: there is no guessing of free-form dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from simulator.message.text import numerals
from simulator.message.text.parts import Tongue

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = _MONTH_NAMES.split(" ")
_MONTH = rf"(?:{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_HAN = "零〇一二两三四五六七八九十廿"
_N = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_HOUR_WORD = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_EN: Final = (
    ("iso", re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")),
    ("day_month", re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?![a-z])(?:,? (\d{{4}}))?")),
    ("month_day", re.compile(rf"(?<![a-z])({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:, (\d{{4}})(?!\d))?")),
    ("month_year", re.compile(rf"(?<![a-z])({_MONTH}) (\d{{4}})(?!\d)")),
    ("nth", re.compile(r"(?<![a-z])day (\d{1,2})(?!\d)")),
    ("rel", re.compile(
        r"(?<![a-z])(?:the )?(day after tomorrow|day before yesterday|tomorrow|yesterday|today|tonight|this|last night)"
        r"(?![a-z])(?: (morning|forenoon|noon|midday|afternoon|evening|night)(?![a-z]))?")),
    ("weekday", re.compile(
        rf"(?<![a-z])(?:on )?({'|'.join(_WEEKDAYS)})(?![a-z])(?: (morning|forenoon|noon|afternoon|evening|night))?")),
    ("clock", re.compile(r"(?<![\d:.,])(\d{1,2})(?::([0-5]\d)(?::[0-5]\d)?)(?!\d|:\d)(?: ?(a\.?m|p\.?m)(?![a-z])\.?)?")),
    ("clock", re.compile(r"(?<![\d:.,])(\d{1,2})(?:[.]([0-5]\d))? ?(a\.?m|p\.?m)(?![a-z])\.?")),
    ("oclock", re.compile(
        rf"(?<![\d:.,a-z])(\d{{1,2}}|{_HOUR_WORD})(?: o'clock|(?= (?:this|in the|tomorrow|tonight|at night)(?![a-z])))")),
    ("clock", re.compile(r"(?<=(?<![a-z])at )(\d{1,2})(?=[,;]|[.](?!\d)|$| on | and (?!\d)| (?:this|tomorrow))")),
    ("part", re.compile(r"(?<![a-z])(noon|midday|midnight)(?![a-z])")),
    ("part", re.compile(
        r"(?<![a-z])(?:in|on|by|during) the (?:early |late )?(morning|forenoon|afternoon|evening|night)"
        r"(?![a-z])(?: of(?= \d))?")),
)  # fmt: skip
_ZH: Final = (
    ("iso", re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")),
    ("ymd", re.compile(rf"(?:(\d{{4}}|[{_HAN}]{{4}})年)?({_N})月({_N})[日号]")),
    ("year_month", re.compile(rf"(\d{{4}}|[{_HAN}]{{4}})年(?:({_N})月)?")),
    ("month_only", re.compile(rf"(?<![\d{_HAN}个])({_N})月(?![{_HAN}\d份])")),
    ("day_only", re.compile(rf"(?<![\d{_HAN}月第每前后共历隔达时近约])({_N})(?:日(?![内前后游])|号(?=[凌早上中下晚夜0-9]))")),
    ("nth", re.compile(r"第(\d{1,2})天")),
    ("rel", re.compile(
        r"(大后天|后天|明天|明日|明晚|明早|次日|今天|今日|今晚|今早|今晨|今夜|当日|当天|当晚|昨天|昨日|昨晚|昨夜|前天)")),
    ("weekday", re.compile(r"(?:下?周|下?星期|礼拜)([一二三四五六日天])")),
    ("clock", re.compile(r"(?<![\d:.,])(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?!\d|:\d)")),
    ("clock", re.compile(
        rf"(?<![\d.约近])(?<!(?<![周期拜])[{_HAN}])({_N})(?:时|点钟|点(?!位|多|对|击|名|评|赞))"
        rf"(?:整|({_N})分(?!钟|之)|(半)|(\d{{2}})(?!\d|[人名]))?(?!间)")),
    ("part", re.compile(r"(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|深夜|午后)")),
)  # fmt: skip

_PARTS: Final = {
    "morning": (0, 8, 12), "forenoon": (0, 8, 12), "noon": (12, 12, 12), "midday": (12, 12, 12),
    "afternoon": (12, 15, 18), "evening": (12, 19, 22), "night": (12, 21, 24), "midnight": (0, 24, 24),
    "tonight": (12, 20, 24), "凌晨": (0, 3, 6), "清晨": (0, 6, 8), "早晨": (0, 7, 9), "早上": (0, 8, 10),
    "上午": (0, 10, 12), "中午": (12, 12, 14), "下午": (12, 15, 18), "午后": (12, 14, 18), "傍晚": (12, 18, 19),
    "晚上": (12, 20, 24), "晚间": (12, 20, 24), "夜间": (12, 21, 24), "深夜": (12, 23, 24),
}  # fmt: skip
"""Part of the day -> (hours to add to a small clock hour, hour that it stands for, hour at which it ends)."""

_DAYS: Final = {
    "day after tomorrow": 2, "day before yesterday": -2, "tomorrow": 1, "yesterday": -1, "today": 0, "tonight": 0,
    "this": 0, "last night": -1, "大后天": 3, "后天": 2, "明天": 1, "明日": 1, "明晚": 1, "明早": 1, "今天": 0, "今日": 0,
    "今晚": 0, "今早": 0, "今晨": 0, "今夜": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "前天": -2,
}  # fmt: skip
_JOIN = re.compile(r",? ?(?:(?:on|at|by|of|in|the|around|about) ){0,2}|的")


@dataclass(frozen=True, slots=True)
class When:
    """A time as written; what the text leaves out is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    nth: int | None = None
    """Day of the crisis, 1 for the day of T+0."""
    ahead: int | None = None
    """Days from today."""
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    part: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it names a day."""
        return any(one is not None for one in (self.day, self.nth, self.ahead, self.weekday, self.month, self.year))

    @property
    def clocked(self) -> bool:
        """Whether it names an hour or a part of the day."""
        return self.hour is not None or self.part is not None

    @property
    def whole(self) -> bool:
        """Whether a moment can be told from it."""
        return self.clocked or self.day is not None or self.nth is not None or self.ahead is not None

    def signs(self) -> list[str]:
        """What it says, as marks that can be compared with those of another time: day, clock."""
        marks = []
        if self.month is not None and self.day is not None:
            marks.append(f"%{self.month}-{self.day}")
        elif self.day is not None:
            marks.append(f"%{self.day}")
        elif self.month is not None:
            marks.append(f"%{self.year or ''}-{self.month}")
        elif self.year is not None:
            marks.append(f"%{self.year}")
        if self.weekday is not None:
            marks.append(f"%w{self.weekday}")
        if self.hour is not None:
            marks.append(f"@{self.hour_of_day()}:{self.minute or 0:02d}")
        return marks

    def hour_of_day(self) -> int:
        """The hour from 0 to 24, with the part of the day taken in."""
        hour = self.hour if self.hour is not None else _PARTS[self.part or "noon"][1]
        if self.hour is not None and self.part is not None and hour < 12:
            noon = self.part in ("noon", "midday", "中午") and hour > 9
            hour += 0 if noon else _PARTS[self.part][0]
        return hour

    def moment(self, now: int, t0: datetime, *, ahead: bool) -> int | None:
        """Seconds from T+0 of what is meant when it is said at ``now``; None if it names no moment of this crisis.

        Without a day the nearest one is meant, the next if ``ahead`` (a promise), else the last (a count).
        """
        spoken = t0 + timedelta(seconds=now)
        hour = self.hour_of_day() if self.clocked else (18 if ahead else 0)
        try:
            day = self._day(spoken, t0, ahead)
            then = day + timedelta(hours=hour, minutes=self.minute or 0)
        except (ValueError, OverflowError):
            return None
        if not self.dated and self.clocked:
            if ahead and then < spoken:
                then += timedelta(days=1)
            elif not ahead and then > spoken + timedelta(minutes=30):
                then -= timedelta(days=1)
        return round((then - t0).total_seconds())

    def _day(self, spoken: datetime, t0: datetime, ahead: bool) -> datetime:
        today = spoken.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.nth is not None:
            return t0.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=self.nth - 1)
        if self.ahead is not None:
            return today + timedelta(days=self.ahead)
        if self.day is not None:
            return today.replace(year=self.year or today.year, month=self.month or today.month, day=self.day)
        if self.weekday is not None:
            away = (self.weekday - today.weekday()) % 7
            return today + timedelta(days=away if ahead or away == 0 else away - 7)
        if self.month is not None or self.year is not None:
            raise ValueError("a month is no moment")
        return today


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time and where it stands in the normalised text."""

    start: int
    end: int
    when: When


def times(text: str, tongue: Tongue, free: bytearray) -> list[FoundTime]:
    """The times in a normalised sentence; the stretches that they take are struck out of ``free``."""
    found: list[FoundTime] = []
    for kind, pattern in _EN if tongue == "en" else _ZH:
        for match in pattern.finditer(text):
            start, end = match.span()
            when = _read(kind, match) if all(free[start:end]) else None
            if when is not None:
                free[start:end] = bytes(end - start)
                found.append(FoundTime(start, end, when))
    found.sort(key=lambda time: time.start)
    return _joined(text, found)


def _joined(text: str, found: list[FoundTime]) -> list[FoundTime]:
    """Day, part of the day and hour that stand together as one time."""
    result: list[FoundTime] = []
    for time in found:
        if result and _JOIN.fullmatch(text, result[-1].end, time.start) is not None:
            both = _together(result[-1].when, time.when)
            if both is not None:
                result[-1] = FoundTime(result[-1].start, time.end, both)
                continue
        result.append(time)
    return result


_FIELDS = ("year", "month", "day", "nth", "ahead", "weekday", "hour", "minute", "part")


def _together(one: When, other: When) -> When | None:
    given = {name: getattr(other, name) for name in _FIELDS if getattr(other, name) is not None}
    if any(getattr(one, name) is not None for name in given if name != "part"):
        return None
    if one.dated and other.dated and not ({"weekday", "ahead"} & set(given)):
        return None
    if one.part is not None and "part" in given and one.part != given["part"]:
        return None
    if one.ahead is not None and "day" in given:
        return None
    return replace(one, **given)


def _read(kind: str, match: re.Match[str]) -> When | None:
    group = match.groups()
    if kind == "iso":
        return _dated(int(group[0]), int(group[1]), int(group[2]))
    if kind == "day_month":
        return _dated(_int(group[2]), _month(group[1]), int(group[0]))
    if kind == "month_day":
        return _dated(_int(group[2]), _month(group[0]), int(group[1]))
    if kind == "month_year":
        return When(year=int(group[1]), month=_month(group[0]))
    if kind == "ymd":
        return _dated(_int(group[0]), _int(group[1]), _int(group[2]))
    if kind == "year_month":
        return When(year=_int(group[0]), month=_int(group[1]))
    if kind == "month_only":
        return When(month=_int(group[0]))
    if kind == "day_only":
        return _dated(None, None, _int(group[0]))
    if kind == "nth":
        return When(nth=int(group[0]))
    if kind == "rel":
        return _relative(group[0], group[1] if len(group) > 1 else None)
    if kind == "weekday":
        day = (
            _WEEKDAYS.index(group[0]) if group[0] in _WEEKDAYS else "一二三四五六日".index(group[0].replace("天", "日"))
        )
        return When(weekday=day, part=group[1] if len(group) > 1 else None)
    if kind == "part":
        return When(part=group[0])
    return _clock(group)


def _relative(day: str, part: str | None) -> When | None:
    if day == "this" and part is None:
        return None
    if day in ("次日", "当日", "当天", "当晚"):
        return When(part="晚上" if day == "当晚" else None) if day == "当晚" else None
    if part is None:
        part = {"tonight": "tonight", "last night": "night"}.get(day)
        part = part or ("晚上" if day[-1] in "晚夜" else "早上" if day[-1] in "早晨" else None)
    return When(ahead=_DAYS[day], part=part)


def _clock(group: tuple[str | None, ...]) -> When | None:
    hour = _int(group[0])
    if hour is None:
        hour = numerals.english(group[0] or "")
    tail = group[1:]
    half = "半" in tail
    minute = 30 if half else next((_int(one) for one in tail if one and _int(one) is not None), None)
    noon = next((one for one in tail if one and one[0] in "ap"), None)
    if hour is None or hour > 24 or (minute or 0) > 59:
        return None
    if noon is not None:
        hour = hour % 12 + (12 if noon[0] == "p" else 0)
    return When(hour=hour, minute=minute)


def _dated(year: int | None, month: int | None, day: int | None) -> When | None:
    if day is None or not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    return When(year=year, month=month, day=day)


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word[:3]))


def _int(text: str | None) -> int | None:
    if text is None or not text:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    return numerals.chinese(text)
