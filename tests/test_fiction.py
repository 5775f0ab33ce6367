"""Everything that Podium ships is invented: names come from a list of invented names, real ones and telephone numbers are
nowhere, and the general grammar holds no figure at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from simulator.scenario.lint_words import word_problems
from simulator.scenario.yamltext import Document, parse_yaml, texts_in

LIST = Path(__file__).parent / "data" / "names.yaml"
SHIPPED = (
    "bus-fare.yaml",
    "canteen.yaml",
    "exam-leak.yaml",
    "landslide.yaml",
    "pension.yaml",
    "river.yaml",
    "tutorial.yaml",
    "voices/en.yaml",
    "voices/zh.yaml",
)

NAMED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
"""A word inside a sentence that is written like a name."""
OUTLET = re.compile("《([^》]*(?:报|刊|台|连线|网|观察))》")
REAL = re.compile(
    # cities and towns that are easily written by habit
    "北京|上海|天津|重庆|广州|深圳|成都|杭州|南京|武汉|西安|郑州|长沙|沈阳|青岛|大连|厦门|苏州|无锡|宁波|温州|合肥|福州|"
    "南昌|济南|石家庄|太原|哈尔滨|长春|南宁|昆明|贵阳|兰州|西宁|银川|乌鲁木齐|拉萨|海口|呼和浩特|"
    # newspapers, agencies, stations
    "新华社|人民日报|中央电视台|央视|光明日报|中国青年报|新京报|南方周末|南方都市报|澎湃|财新|环球时报|"
    # firms and brands
    "腾讯|阿里|淘宝|京东|美团|饿了么|滴滴|抖音|快手|百度|华为|小米|苹果手机|肯德基|麦当劳|农夫山泉|娃哈哈|拼多多|小红书|知乎|"
    # the same in English
    r"\b(?:Beijing|Shanghai|Tianjin|Chongqing|Guangzhou|Shenzhen|Chengdu|Hangzhou|Nanjing|Wuhan|Xinhua|Reuters|BBC|CNN|"
    r"Tencent|Alibaba|Taobao|Baidu|Huawei|Xiaomi|TikTok|Douyin|Twitter|Facebook|YouTube|Instagram|Google|Nestle|KFC)\b"
)


@cache
def document(name: str) -> Document:
    """A shipped file."""
    return parse_yaml(files("scenarios").joinpath(name).read_text(encoding="utf-8"), name)


def texts(name: str) -> Iterator[str]:
    """Every text of a shipped file."""
    for _, text in texts_in(document(name).data):
        yield text


@cache
def allowed() -> dict[str, frozenset[str]]:
    """The invented names, by language."""
    data = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return {language: frozenset(name for some in groups.values() for name in some) for language, groups in data.items()}


@pytest.mark.parametrize("name", SHIPPED)
def test_names_are_invented(name: str):
    """Each name inside an English sentence, and each Chinese outlet, is on the list."""
    for text in texts(name):
        assert [word for word in NAMED.findall(text) if word not in allowed()["en"]] == [], text
        assert [word for word in OUTLET.findall(text) if word not in allowed()["zh"]] == [], text


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_real_is_named(name: str):
    """No real city, outlet, firm or brand, no telephone number and no web address stands in a shipped file."""
    for text in texts(name):
        assert REAL.search(text) is None, text
    assert [str(problem) for problem in word_problems(document(name))] == []


def test_the_list_holds_nothing_real():
    """The list of invented names is itself clean."""
    for names in allowed().values():
        for name in names:
            assert REAL.search(name) is None, name


@pytest.mark.parametrize("name", ["voices/en.yaml", "voices/zh.yaml"])
def test_the_grammar_holds_no_figure(name: str):
    """Figures come from scenarios; of numbers the grammar knows only that of the hotline."""
    for text in texts(name):
        assert re.findall(r"\d+", text.replace("12345", "")) == [], text
