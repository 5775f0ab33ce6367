"""Numbers in words: ``twelve hundred and sixty``, ``一千二百六十``, ``1.26千``, ``4.12 million`` are each one value."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

MOST_DIGITS: Final = 15
"""A number with more digits than that is no figure of a crisis and is passed over."""

_LOW = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ONES: Final = {word: value for value, word in enumerate(f"{_LOW} sixteen seventeen eighteen nineteen".split(" "))}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS: Final = {word: 10 * value for value, word in enumerate(_TENS.split(" "), start=2)}
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "k": 1000}

_HAN_DIGITS: Final = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    "〇": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_HAN_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_HAN_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN_BIG: Final = {"万": 10**4, "亿": 10**8}
HAN_NUMERALS: Final = "".join([*_HAN_DIGITS, *_HAN_TENS, *_HAN_SCALES, *_HAN_BIG])


def plain(value: Decimal) -> int | float:
    """A whole number as ``int``, any other as ``float``."""
    return int(value) if value == value.to_integral_value() else float(value)


def digits(text: str, scale: str = "") -> int | float | None:
    """The value of digits with an optional scale (``万``, ``million``); None for what is too long to be a figure."""
    bare = text.replace(",", "").replace("，", "")
    if sum(char.isdigit() for char in bare) > MOST_DIGITS:
        return None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    for mark in scale:
        if mark in _HAN_SCALES or mark in _HAN_BIG:
            value *= _HAN_SCALES.get(mark) or _HAN_BIG[mark]
    if scale in SCALES:
        value *= SCALES[scale]
    return plain(value)


def english(text: str) -> int | None:
    """The value of English number words; None if they are none."""
    total = current = 0
    seen = False
    for word in text.replace("-", " ").split():
        if word in ONES or word in TENS:
            current += ONES.get(word, 0) + TENS.get(word, 0)
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * SCALES[word]
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        elif word not in ("and", "a"):
            return None
        seen = seen or word in ONES or word in TENS
    return total + current if seen or "dozen" in text or text.startswith("a ") else None


def chinese(text: str) -> int | None:
    """The value of Chinese numerals; None if they are none, such as a single 千 or 万."""
    if not text or text[0] in "百佰千仟万亿" or len(text) > MOST_DIGITS:
        return None
    if len(text) > 1 and all(char in _HAN_DIGITS for char in text):  # 二〇二六: digit by digit
        return int("".join(str(_HAN_DIGITS[char]) for char in text))
    total = section = current = 0
    last = 1
    for char in text:
        if char in _HAN_DIGITS:
            current = _HAN_DIGITS[char]
        elif char in _HAN_TENS:
            section += _HAN_TENS[char]
        elif char in _HAN_SCALES:
            section += (current or (1 if _HAN_SCALES[char] == 10 else 0)) * _HAN_SCALES[char]
            current, last = 0, _HAN_SCALES[char]
        elif char in _HAN_BIG:
            total = (total + section + current) * _HAN_BIG[char]
            section, current, last = 0, 0, _HAN_BIG[char]
        else:
            return None
    if current and last >= 100 and text[-2] in "百千万":  # 一百二 is 120, not 102
        current *= last // 10
    return total + section + current
