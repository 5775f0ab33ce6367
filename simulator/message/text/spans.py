"""What in a sentence is a number and of what kind: telephone numbers, times, ordinals, ratios, quantities with their unit,
bare numbers. Each stretch of text is taken once, in that order, so that no digit counts twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from simulator.message.text import numerals
from simulator.message.text.lexicon import Lexicon
from simulator.message.text.parts import Bound
from simulator.message.text.stems import stem
from simulator.message.text.times import FoundTime, times

Kind = Literal["ratio", "quantity", "number"]

_PHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|123(?:45|15|20|93|50)|1(?:10|19|20|22))(?![\d%])"
    r"(?!\s?(?:people|pupils|人|名|条|公斤|kg|吨|户))"
)
_WORD = "|".join(sorted([*numerals.ONES, *numerals.TENS], key=len, reverse=True))
_SCALE = "hundred|thousand|million|billion|dozen"
_HAN = numerals.HAN_NUMERALS
_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"

_NUMBERED = (
    "lines?|routes?|room|no\\.|numbers?|circular|order|article|clause|pages?|document|paragraph|grade|class|building"
    "|bus|flight|version|level"
)
_EN_ORDINAL = re.compile(
    rf"(?<![a-z\d])(?<!(?<![a-z])a )(?:\d+(?:st|nd|rd|th)|{_ORDINALS})(?![a-z])(?! of\b)"
    rf"|(?<![a-z])(?:{_NUMBERED}) \d+(?:, \d+)*(?: and \d+)?"
)
_ZH_ORDINAL = re.compile(rf"第[\d{_HAN}]+|\d+路|\d+(?=号(?!线))")
_STOP_EN = re.compile(
    r"(?<![a-z])(?:no[- ]one|(?:any|every|some|each|which)[- ]one|one (?:of|by|another|another's|thing|after|side|hand)"
    r"|(?:the|this|that|each|no|as|than|at) one|one[- ](?:off|stop|to-one|sided)|once|first and foremost)(?![a-z])"
)
_STOP_ZH = re.compile(
    "一定|一方面|万一|一律|一直|一些|一般|一旦|一样|一起|统一|进一步|一步|一切|一次性|唯一|一线|一致|同一|逐一|一一|一并|一经"
    "|一同|一度|一带|一样|(?<!分)之一|每一|任一|某一|一分钱|第一时间|一刻|十分|一时|三令五申|千方百计|万无一失|百姓|百货|千万(?!元)|一把手"
    "|八成以上(?=可能)|一手|一次|一户一|一班一|一人一|一对一|四处|五保|一心|万全|千家万户|两岸|双双|三天两头|一边|另一|这一|该一|一个月内|一连|一再|一向|一贯|一概|一体|一早"
)
_RATIO_EN = re.compile(
    rf"(?:(?:{_DIGITS}) ?(?:%|per ?cent|percentage points?|per mille)(?![a-z])"
    rf"|(?<![a-z])(?:{_WORD})(?:[- ](?:{_WORD}))? per ?cent"
    r"|(?<![a-z])(?:(?:a|one|two|three|four) (?:half|third|quarter|fifth|tenth|thirds|quarters|fifths|tenths)|half)(?![a-z])"
    r"|\d+ ?in ?\d+(?= (?:people|pupils|cases))|\d+/\d+)"
)
_RATIO_ZH = re.compile(
    rf"(?:{_DIGITS})[%‰]|百分之[\d.{_HAN}]+|[\d{_HAN}]{{1,4}}分之[\d{_HAN}]{{1,4}}|[\d{_HAN}]{{1,2}}成(?![立为功年员绩果])"
    r"|[\d一二三四五六七八九.]{1,3}折|(?<!多)一半|半数|\d+/\d+"
)
_NUMBER_EN = re.compile(
    rf"(?<![\d.a-z])(?:(?P<digits>{_DIGITS})(?:(?: (?P<scale>{_SCALE})|(?P<k>k))(?![a-z]))?"
    rf"|(?P<words>(?:(?:{_WORD}|a)[- ](?:{_SCALE})|{_WORD})(?:(?:[- ]| and )(?:(?:{_WORD}|{_SCALE})(?![a-z])))*))"
    r"(?![a-z:]|(?<=\d)\d)"
)
_NUMBER_ZH = re.compile(
    rf"(?<![\d.a-z])(?P<digits>{_DIGITS})(?P<scale>[十百千万亿]{{0,2}})(?![a-z]*\d)|(?P<han>[{_HAN}]+)(?:(?P<point>点[{_HAN}]+))?"
)
_LOOK: Final = 3
"""Words after an English number among which its unit may stand."""
_RANGE = re.compile(r"\s?(?:-|to|至|到|~|～)\s?")
_OF_NUMBER = re.compile(r" of (?:the |all |its |their )?[\d,]+(?: [a-z]+ed)?(?= )")
_FROM = re.compile(r"(?:from|[由从])\s?$")
_WORD_AFTER = re.compile(r"(?:[\s-]+)([a-z/]+(?:'s)?)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence, by its place in the normalised sentence."""

    kind: Kind
    start: int
    end: int
    """End of the number with its unit."""
    value: int | float
    unit: str | None
    """The unit's word as the lexicon calls it, or as the text writes it where the lexicon does not know it."""
    approx: Bound | None
    """How an approximation word bounds it."""
    high: int | float | None = None
    """Upper end of a range."""
    noun: tuple[str, ...] = ()
    """English words that follow a number without a known unit, before the next little word."""

    def signs(self) -> list[str]:
        """The value as a mark that can be compared between texts."""
        return [f"#{self.value}"] + ([f"#{self.high}"] if self.high is not None else [])


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything numeric in a sentence."""

    numbers: tuple[Number, ...]
    times: tuple[FoundTime, ...]
    taken: tuple[tuple[int, int], ...]
    """Stretches that belong to a number, a time, a telephone number or an ordinal."""


def marks(text: str, lex: Lexicon) -> Marks:
    """Numbers and times of a normalised sentence."""
    free = bytearray(b"\x01") * len(text)
    taken: list[tuple[int, int]] = []
    english = lex.tongue == "en"
    _strike(_PHONE, text, free, taken)
    found_times = times(text, lex.tongue, free)
    taken += [(time.start, time.end) for time in found_times]
    _strike(_STOP_EN if english else _STOP_ZH, text, free, taken)
    _strike(_EN_ORDINAL if english else _ZH_ORDINAL, text, free, taken)
    numbers: list[Number] = []
    for match in (_RATIO_EN if english else _RATIO_ZH).finditer(text):
        value = _ratio(match.group())
        if value is not None and _claim(match.start(), match.end(), free, taken):
            approx, end = _approx(text, match.start(), match.end(), lex)
            numbers.append(Number("ratio", match.start(), end, value, "%", approx))
    for match in (_NUMBER_EN if english else _NUMBER_ZH).finditer(text):
        number = _number(match, text, free, lex)
        if number is not None and _claim(match.start(), number.end, free, taken, match.end()):
            numbers.append(number)
    hours = {time.start for time in found_times if time.when.clocked}
    numbers = [n for n in numbers if not (n.unit is None and _before_hour(text, n.end) in hours)]
    numbers.sort(key=lambda number: number.start)
    return Marks(tuple(_ranges(text, numbers)), tuple(found_times), tuple(sorted(taken)))


def _before_hour(text: str, at: int) -> int:
    """Where the second hour of a range of hours, such as ``17 to 19:00``, would begin; -1 where no range goes on."""
    span = _RANGE.match(text, at)
    return span.end() if span else -1


def _strike(pattern: re.Pattern[str], text: str, free: bytearray, taken: list[tuple[int, int]]) -> None:
    for match in pattern.finditer(text):
        _claim(match.start(), match.end(), free, taken)


def _claim(start: int, end: int, free: bytearray, taken: list[tuple[int, int]], core: int | None = None) -> bool:
    """Take a stretch, if its core is still free."""
    if not all(free[start : core or end]):
        return False
    free[start:end] = bytes(end - start)
    taken.append((start, end))
    return True


def _number(match: re.Match[str], text: str, free: bytearray, lex: Lexicon) -> Number | None:
    if not all(free[match.start() : match.end()]):
        return None
    found = match.groupdict()
    bare_word = False
    value: int | float | None
    if found["digits"]:
        value = numerals.digits(found["digits"], found.get("scale") or found.get("k") or "")
    elif lex.tongue == "en":
        value = numerals.english(found["words"])
        bare_word = value == 1 or found["words"] == "a"
    else:
        value = numerals.chinese(found["han"])
        if value is not None and found["point"]:
            value = numerals.digits(f"{value}." + "".join(str(numerals.chinese(c)) for c in found["point"][1:]))
        bare_word = len(found["han"]) == 1 or not any(char in "十百千万亿" for char in found["han"])
    if value is None:
        return None
    approx, end = _approx(text, match.start(), match.end(), lex)
    unit, end = _unit(text, end, lex, strict=bare_word)
    if bare_word and unit is None:
        return None  # a number word needs a unit
    if not approx and unit is not None:
        after = lex.after.match(text, end)
        if after is not None and lex.tongue == "zh":
            approx, end = _bound(after, lex), after.end()
    noun = _noun(text, end) if unit is None and lex.tongue == "en" else ()
    return Number("quantity" if unit else "number", match.start(), end, value, unit, approx, noun=noun)


_LITTLE = (
    "and to in on at by per from or are is was were have has had with for of who which that as after before so since until "
    "still now been when while but will can may more died"
)
_BREAKS = frozenset(_LITTLE.split(" "))
"""Words that end the name of what is counted."""


def _noun(text: str, at: int) -> tuple[str, ...]:
    """The words after a number that say what is counted; through "three of 118 lines"."""
    through = _OF_NUMBER.match(text, at)
    position = through.end() if through is not None else at
    words: list[str] = []
    while len(words) < 3:
        word = _WORD_AFTER.match(text, position)
        if word is None or word.group(1) in _BREAKS:
            break
        words.append(word.group(1))
        position = word.end()
    return tuple(words)


def _approx(text: str, start: int, end: int, lex: Lexicon) -> tuple[Bound | None, int]:
    """How an approximation word before or right after a number bounds it, and where the number then ends."""
    before = lex.before.search(text, max(0, start - 24), start)
    after = lex.after.match(text, end)
    word = after if after is not None else before
    return (_bound(word, lex) if word is not None else None), (after.end() if after is not None else end)


def _bound(word: re.Match[str], lex: Lexicon) -> Bound:
    return lex.bounds.get(word.group(1), "about")


def _unit(text: str, at: int, lex: Lexicon, *, strict: bool) -> tuple[str | None, int]:
    """The unit after a number and where it ends."""
    if lex.tongue == "zh":
        rest = text[at : at + 7].lstrip(" 的")
        skipped = at + len(text[at : at + 7]) - len(rest)
        for size in range(min(5, len(rest)), 0, -1):
            unit = lex.unit_of.get(rest[:size])
            if unit is not None:
                return unit, skipped + size
        return None, at
    position, looked = at, 0
    while looked < (1 if strict else _LOOK):
        word = _WORD_AFTER.match(text, position)
        if word is None:
            break
        unit = lex.unit_of.get(stem(word.group(1))) or lex.unit_of.get(word.group(1))
        if unit is not None:
            return unit, word.end()
        if word.group(1) in (
            "of",
            "and",
            "to",
            "in",
            "on",
            "at",
            "by",
            "per",
            "from",
            "or",
            "are",
            "is",
            "was",
            "were",
            "have",
            "has",
        ):
            break
        position, looked = word.end(), looked + 1
    close = re.match(r"(kg|t|m|mm|km|mg/l)(?![a-z])", text[at : at + 5])
    return (lex.unit_of.get(close.group(1)), at + close.end()) if close else (None, at)


def _ranges(text: str, numbers: list[Number]) -> list[Number]:
    """``26 to 34 mg/L`` as one number with an upper end; ``from 41 to 57`` are two."""
    result: list[Number] = []
    for number in numbers:
        last = result[-1] if result else None
        rises = last is not None and _FROM.search(text, max(0, last.start - 8), last.start) is not None
        if last is not None and not rises and last.unit in (None, number.unit) and last.value < number.value:
            if _RANGE.fullmatch(text, last.end, number.start) is not None:
                result[-1] = Number(number.kind, last.start, number.end, last.value, number.unit, "about", number.value)
                continue
        result.append(number)
    return result


_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}


def _ratio(text: str) -> float | int | None:
    """A ratio in per cent; None for what is none."""
    digits = re.match(r"[\d.,，]+", text)
    if "/" in text:
        return None
    if digits and text.endswith(("%", "cent", "point", "points")):
        return numerals.digits(digits.group())
    if (digits and text.endswith("折")) or (digits and text.endswith("成")):
        value = numerals.digits(digits.group().rstrip("."))
        return None if value is None else round(value * 10, 3) if value < 10 else value
    if text.startswith("百分之"):
        rest = text[3:]
        return numerals.digits(rest) if rest[0].isdigit() else numerals.chinese(rest)
    if "分之" in text:
        low, high = text.split("分之", 1)
        bottom, top = (numerals.digits(x) if x.isdigit() else numerals.chinese(x) for x in (low, high))
        return round(100 * top / bottom, 3) if bottom and top is not None else None
    if text in ("一半", "半数"):
        return 50
    if text.endswith(("成", "折")):
        value = numerals.chinese(text[:-1])
        return None if value is None else value * 10 if value < 10 else value
    words = text.split()
    for name, share in _FRACTIONS.items():
        if words[-1].rstrip("s") == name:
            count = 1 if len(words) == 1 or words[0] == "a" else numerals.english(words[0]) or 1
            return round(100 * share * count, 3)
    return numerals.english(" ".join(words[:-1] if not text.endswith("per cent") else words[:-2]))
