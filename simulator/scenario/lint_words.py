"""Looks at the words of a scenario file: texts that stand under the wrong language, and what a fictional
world must not hold, such as telephone numbers, web addresses and real places; also moments written as bare
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.errors import Problem
from simulator.scenario.yamltext import Document, Loc, field_path, quoted, texts_in

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff]")
_LETTERS = re.compile("[A-Za-z]{3}")
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{7,}|\d{3}-\d{4}|\+?\d(?:[ -]?\d){8,})(?!\d)")
_DATE = re.compile(r"(?:19|20|21)\d\d-\d{1,2}-\d{1,2}(?: \d{1,2})?|(?:19|20|21)\d\d-(?:19|20|21)\d\d")
_ADDRESS = re.compile(
    r"(?i)\bhttps?://(?P<host>[^\s/,;:)\]]*)|\b(?P<bare>(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|info|io|top|example|test))\b"
)
_EXAMPLE = re.compile(r"(?i)(?:.*\.)?(?:example|test|invalid|example\.(?:com|org|net))")
_REAL_ZH = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|"
    "河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|"
    "宁夏|新疆|香港|澳门|武汉|广州|深圳|成都|杭州|南京|西安|郑州|长沙|沈阳|青岛"
)
_REAL_EN = (
    "Beijing|Tianjin|Shanghai|Chongqing|Hebei|Shanxi|Liaoning|Jilin|Heilongjiang|Jiangsu|Zhejiang|Anhui|"
    "Fujian|Jiangxi|Shandong|Henan|Hubei|Hunan|Guangdong|Hainan|Sichuan|Guizhou|Yunnan|Shaanxi|Gansu|"
    "Qinghai|Taiwan|Inner Mongolia|Guangxi|Tibet|Ningxia|Xinjiang|Hong Kong|Macau|Wuhan|Guangzhou|"
    "Shenzhen|Chengdu|Hangzhou|Nanjing|Zhengzhou|Changsha|Shenyang|Qingdao"
)
_REAL = re.compile(rf"{_REAL_ZH}|\b(?:{_REAL_EN})\b")
_TIMED = (
    "at",
    "from",
    "true_from",
    "disclosable_from",
    "starts",
    "surfaces",
    "after",
    "before",
    "opens",
    "ends",
    "until",
    "takes",
    "reply_within",
)
"""Keys whose values are moments or durations."""


def word_problems(document: Document) -> Iterator[Problem]:
    """Every finding of this kind in the file's texts and moments."""
    for loc, text in texts_in(document.data):
        for wrong, right in (*_language(loc, text), *_fiction(text)):
            yield Problem(document.file, document.line_of(loc), field_path(loc), wrong, right)
    for loc in document.lines:
        value = document.at(loc) if loc and loc[-1] in _TIMED else None
        if type(value) is int and value != 0:
            wrong = f"the bare number {value} is read as seconds"
            right = "write a moment such as T+05:30, or a duration such as 2h30m"
            yield Problem(document.file, document.line_of(loc), field_path(loc), wrong, right)


def _language(loc: Loc, text: str) -> Iterator[tuple[str, str]]:
    chinese = len(_CHINESE.findall(text))
    if loc[-1:] == ("zh",) and not chinese and _LETTERS.search(text):
        yield f"the Chinese text {quoted(text, 40)} holds no Chinese character", "write it in Chinese"
    if loc[-1:] == ("en",) and chinese * 2 > len(text.replace(" ", "")):
        yield f"the English text {quoted(text, 40)} is mostly Chinese", "write it in English"


def _fiction(text: str) -> Iterator[tuple[str, str]]:
    for found in _NUMBER.finditer(_DATE.sub("", text)):
        wrong = f"{quoted(found.group().strip())} looks like a telephone number"
        yield wrong, "leave it out; 12345 is the only number that may stand in a text"
    for found in _ADDRESS.finditer(text):
        host = found.group("host") or found.group("bare") or ""
        if not _EXAMPLE.fullmatch(host):
            yield f"{quoted(found.group())} may be a real web address", "use an address such as news.example"
    for found in _REAL.finditer(text):
        yield f"{quoted(found.group())} is a real place", "use a place of the fictional world"
