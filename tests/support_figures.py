"""Whole numbers written out in English words and in Chinese characters, as people write them in official words."""

from __future__ import annotations

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_HAN = "零一二三四五六七八九"


def in_english(number: int) -> str:
    """A figure in words; from 1,100 to 9,999 in hundreds, as people say it."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000 or (number < 10_000 and number // 100 % 10):
        head, rest = divmod(number, 100)
        return f"{in_english(head)} hundred" + (f" and {in_english(rest)}" if rest else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            head, rest = divmod(number, size)
            link = " and " if 0 < rest < 100 else " "
            return f"{in_english(head)} {name}" + (f"{link}{in_english(rest)}" if rest else "")
    raise AssertionError(number)


def in_chinese(number: int) -> str:
    """A figure below a hundred million in Chinese characters."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        return f"{in_chinese(head)}万" + (("零" if rest < 1000 else "") + in_chinese(rest) if rest else "")
    said, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            said += ("零" if gap and said else "") + _HAN[digit] + name
            gap = False
        else:
            gap = True
    said = said or "零"
    return said[1:] if said.startswith("一十") else said
