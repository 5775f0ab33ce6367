"""Invented people: account names that belong to nobody, and how often a post is passed on."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from simulator.opinion.posts.voices import Language

if TYPE_CHECKING:
    from faker.providers import BaseProvider

_NEVER_REPOSTED = 0.93  # share of posts without a repost (Goel, Watts et al.)
_ZETA_EXPONENT = 2.05
_ZETA_SUM = 1.600_424_204  # sum over k >= 1 of k ** -2.05
_ZETA_TABLE = 1000
_MOST_REPOSTS = 1_000_000

_FIRST: dict[Language, tuple[str, ...]] = {
    "en": (
        *("Quiet", "Early", "Paper", "Maple", "Second", "Plain", "Little", "Northern", "Amber", "Slow"),
        *("Windy", "Copper", "Lantern", "River", "Garden", "Winter", "Honest", "Tired", "Curious", "Cloudy"),
        *("Sunday", "Salted", "Lost", "Barefoot", "Half", "Late", "Green", "Crooked", "Spare", "Borrowed"),
    ),
    "zh": (
        *("安静的", "早起的", "纸上", "枫叶", "第二", "平凡的", "小小", "北边的", "琥珀", "慢吞吞的"),
        *("起风了", "铜色", "灯下", "河边", "园子里的", "冬日", "老实的", "有点累的", "好奇的", "多云"),
        *("周日", "腌过的", "迷路的", "赤脚", "半个", "晚到的", "绿皮", "歪歪的", "备用", "借来的"),
    ),
}
_SECOND: dict[Language, tuple[str, ...]] = {
    "en": (
        *("Teapot", "Sparrow", "Umbrella", "Noodle", "Bicycle", "Pencil", "Kettle", "Walnut", "Postbox"),
        *("Ladder", "Radish", "Window", "Turtle", "Notebook", "Orange", "Pebble", "Spoon", "Clock", "Mitten"),
        *("Button", "Drummer", "Goose", "Thermos", "Cabbage", "Slipper", "Magpie", "Stool", "Dumpling", "Moth"),
    ),
    "zh": (
        *("茶壶", "麻雀", "雨伞", "面条", "单车", "铅笔", "水壶", "核桃", "邮筒", "纽扣"),
        *("梯子", "萝卜", "窗户", "乌龟", "笔记本", "橘子", "石子", "勺子", "时钟", "手套"),
        *("大鹅", "保温杯", "白菜", "拖鞋", "喜鹊", "板凳", "饺子", "飞蛾", "搪瓷缸", "门铃"),
    ),
}


@lru_cache(maxsize=1)
def _zeta_steps() -> tuple[float, ...]:
    return tuple(accumulate(k**-_ZETA_EXPONENT / _ZETA_SUM for k in range(1, _ZETA_TABLE + 1)))


def reposts(u: float) -> int:
    """Reposts of a post at a uniform number: none with chance .93, else zeta with exponent 2.05.

    Source: Goel, Watts et al. for the shares; a power law continues the sum beyond 1,000, held at a million.
    """
    if u <= _NEVER_REPOSTED:
        return 0
    v = (u - _NEVER_REPOSTED) / (1.0 - _NEVER_REPOSTED)
    steps = _zeta_steps()
    if v <= steps[-1]:
        return bisect_left(steps, v) + 1
    beyond = _ZETA_TABLE * ((1.0 - v) / (1.0 - steps[-1])) ** (-1.0 / (_ZETA_EXPONENT - 1.0))
    return min(int(beyond) + 1, _MOST_REPOSTS)


@lru_cache(maxsize=1)
def _provider() -> BaseProvider:
    """A bare faker provider without locale data; loaded when posts are read, for faker is slow to import."""
    from faker import Generator
    from faker.providers import BaseProvider

    return BaseProvider(Generator())


def handle(seed: int, lang: Language) -> str:
    """An invented account name; the same seed gives the same name."""
    provider = _provider()
    provider.generator.seed_instance(seed)
    name = str(provider.random_element(_FIRST[lang])) + str(provider.random_element(_SECOND[lang]))
    return name + provider.numerify(str(provider.random_element(("", "", "#", "##"))))
