"""Numbers and times in texts: one value however it is written, each stretch taken once, nothing that is no number."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

from simulator.message.text.lexicon import lexicon
from simulator.message.text.normalise import normalise
from simulator.message.text.parts import Tongue
from simulator.message.text.spans import Marks, marks
from simulator.message.text.split import tongue_of

T0 = datetime(2026, 9, 15, 13, 10)
NOON = 3 * 3600
"""16:10 on the day of T+0."""


def of(text: str, tongue: Tongue | None = None) -> Marks:
    """The marks of a text."""
    plain = normalise(text).text
    return marks(plain, lexicon(tongue or tongue_of(plain)))


def values(text: str, tongue: Tongue | None = None) -> list[int | float]:
    """The numbers of a text."""
    return [number.value for number in of(text, tongue).numbers]


@pytest.mark.parametrize(
    "text",
    [
        "1260 people", "1,260 people", "1260人", "1,260人", "１２６０人", "１，２６０人", "一千二百六十人", "1.26千人",
        "twelve hundred and sixty people", "one thousand two hundred and sixty people", "1.26 thousand people",
    ],
)  # fmt: skip
def test_one_value_however_it_is_written(text: str) -> None:
    """1,260 in digits, words, characters and full width is one value, and nothing else is read."""
    assert values(text) == [1260]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8.4万人", 84_000), ("48.6万人次", 486_000), ("4.12亿元", 412_000_000), ("412 million yuan", 412_000_000),
        ("两名学生", 2), ("俩人", 2), ("廿三人", 23), ("三百〇五人", 305), ("一百二十人", 120), ("fifty-seven pupils", 57),
        ("two dozen people", 24), ("0.7毫克/升", 0.7), ("11.6 mg/L", 11.6), ("a hundred people", 100), ("十五人", 15),
        ("二十人", 20), ("一万二千人", 12_000), ("0人", 0), ("80 per cent", 80), ("百分之八十", 80), ("三分之一", 33.333),
        ("八成", 80), ("五折", 50), ("half of the pupils", 50.0),
    ],
)  # fmt: skip
def test_a_number_has_its_value(text: str, value: float) -> None:
    """Scales, short forms, ratios and words."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "No one died", "one of the pupils was ill", "一定会查清", "一方面要救治", "万一有变化",
        "千方百计", "百姓都知道", "统一供餐",
        "逐一核实", "一一说明", "进一步调查", "第一时间", "第二小学", "拨打12345", "call 12345 or 120", "ring 0555-1234567",
        "Circular 41", "lines 9, 17 and 32", "9路公交", "41号通知", "每一个家庭", "at 15:10", "15时10分", "on 15 September",
        "9月15日", "the second school", "万", "千", "9" * 400 + "人",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    """Stop phrases, ordinals, telephone numbers, times, single scale characters and endless digits give no number."""
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("57 pupils", None), ("about 57 pupils", "about"), ("some fifty pupils", "about"), ("nearly 60 pupils", "under"),
        ("more than 50 pupils", "over"), ("57名学生", None), ("约57名学生", "about"),
        ("近60名学生", "under"), ("50余人", "over"),
        ("五十多名学生", "over"), ("57人左右", "about"), ("超过50人", "over"),
    ],
)  # fmt: skip
def test_approximation_words(text: str, bound: str | None) -> None:
    """A word before or after a figure says how it bounds it."""
    assert [number.approx for number in of(text).numbers] == [bound]


def test_a_range_has_two_ends() -> None:
    """26 to 34 is one number with an upper end."""
    for text in ("26 to 34 mg/L", "26至34毫克/升"):
        assert [(number.value, number.high) for number in of(text).numbers] == [(26, 34)]


@pytest.mark.parametrize(
    ("text", "hours", "ahead"),
    [
        ("at 18:00", 18, True), ("at 6 pm", 18, True), ("at six this evening", 18, True), ("18时", 18, True),
        ("今天下午6点", 18, True), ("晚上六点", 18, True), ("at noon tomorrow", 36, True), ("tomorrow at 09:00", 33, True),
        ("明天上午9时", 33, True), ("明日9时", 33, True), ("9月16日9时", 33, True), ("at 09:00 on 16 September", 33, True),
        ("on 16 September, 09:00", 33, True), ("09:00 on day 2", 33, True), ("at 15:00", 15, False), ("15时", 15, False),
        ("at 23:00", -1, False), ("yesterday at 20:00", -4, False), ("昨天20时", -4, False), ("at 06:00", 30, True),
        ("this afternoon", 15, False), ("下午3点半", 15.5, False), ("15点30分", 15.5, False), ("2026-09-16 09:00", 33, True),
        ("on Wednesday at 09:00", 33, True), ("周三9时", 33, True), ("上午十点整", 10, False),
    ],
)  # fmt: skip
def test_times_are_resolved_against_the_clock(text: str, hours: float, ahead: bool) -> None:
    """Hours from midnight of the day of T+0 (a Tuesday), said at 16:10."""
    found = of(text).times
    assert len(found) == 1, found
    moment = found[0].when.moment(NOON, T0, ahead=ahead)
    assert moment == round((hours - 13) * 3600 - 600)


def test_an_impossible_date_is_no_moment() -> None:
    """31 June names no moment and breaks nothing."""
    for text in ("on 31 June", "6月31日"):
        assert all(time.when.moment(NOON, T0, ahead=True) is None for time in of(text).times)
    assert of("at 25:00").times == ()


def test_a_digit_counts_once() -> None:
    """Phone, time, date, ratio and quantity in one sentence each keep their digits."""
    found = of("By 15:10 on 15 September 57 pupils, 20 per cent of all, were ill; call 12345.")
    assert [number.value for number in found.numbers] == [57, 20]
    assert len(found.times) == 1
    edges = sorted(found.taken)
    assert all(one[1] <= two[0] for one, two in pairwise(edges))
