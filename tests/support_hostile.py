"""Hostile texts and the promises that must hold whatever is typed: neither crash nor hang, quotations that stand in the text
exactly where they say, and findings that JSON and a terminal can hold.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from hypothesis import strategies as st

from simulator.message.assess import LONGEST, Assessment
from tests.support_messages import world

CASES = (("canteen", "fuhe/health", 21_000, "children"), ("pension", "fuhe/human_resources", 90_000, "my_years"))
"""Scenario, party, moment and concern in which hostile texts are said."""
FORMS = ("statement", "social", "rebuttal", "qa", "correction")
SLOWEST_SHORT = 0.3
"""Seconds of processor time for 2,000 characters."""
SLOWEST_LONG = 2.0
"""Seconds for 20,000."""

_MARKS = "\u202e\u202d\u2066\u2069\u200b\u200d\u200e\u200f\u00ad\ufeff\u0301\u0489\u20e3"
_MARKS += "\x00\x07\x1b\x7f\ue000\ud800\udfff\U000e0041"
_SYMBOLS = "☃😀👨\u200d👩\u200d👧🇨🇳ﷺｱ①Ⅻ㍿¼½٣߁𝟘𝔸ﬁßİıſK０，。！？；：、“”「」『』（）【】《》…—～％℃"
_LETTERS = "abc不没有无请是在的截至时分日月年万千百十亿零一二三四五六七八九两半學國體נ السلام हि"
_ATOMS = (
    "as of ", "截至", "9月15日", "T+05:30", "13:10", "25:61", "no ", "not ", "not only ", "不", "并非", "无", "万", "千", "0",
    "9" * 40, "1,2,3,4", "1e999", "-0.0", "१२३", "pupils ", "出现症状的学生", "人", "cause ", "hospital ", "自来水",
    "[" * 30, "]" * 30, "((((", "“", "”", '"', "{", "}", "{0}", "%s", "<b>", "\\", "\x1b[31m", "\r\n", "\n\n", "\t", " ",
    "We do not yet know ", "尚未查明", "下一次", "our next update ", "网传", "the claim that ", "is false.", "不属实。",
    "earlier we said 12, the figure is 14. ", "此前通报为12人，应为14人。", "may possibly ", "可能", "罗汀", "穗",
)  # fmt: skip

BOMBS = (
    " 9" * 8000,
    "no " * 6000,
    "请" * 19_000,
    "不" * 20_000,
    "a" * 20_000,
    "(" * 10_000 + ")" * 10_000,
    "“" * 20_000,
    "，" * 20_000,
    "." * 20_000,
    "\n" * 20_000,
    "e\u0301\u0301\u0301" * 5000,
    "\u0301" * 20_000,
    "\u202e" * 20_000,
    "\u200b9" * 10_000,
    "😀" * 20_000,
    "السلام " * 2800,
    "\ud800" * 20_000,
    "\ue000" * 20_000,
    "一" * 20_000,
    "九千" * 10_000,
    "9" * 20_000,
    "1,234," * 3000,
    "13:10 " * 3300,
    "9月15日" * 4000,
    "as of " * 3300,
    "截至" * 10_000,
    "not known yet " * 1400,
    "尚未查明" * 5000,
    "is not is not " * 1400,
    "x" * 9 + " _" * 9000,
    "please " * 2800,
    "the claim that " * 1300,
    "网传“" * 6000,
    "pupils in hospital " * 1000,
    "出现症状的学生" * 2800,
    "ﷺ" * 20_000,
    "㍿" * 20_000,
    "學" * 20_000,
    "not " * 2500 + "known " * 1600,
    "of the " * 2800,
    "children are ill and " * 950,
)
"""Texts on which a careless pattern takes for ever."""


def texts(most: int = 400) -> st.SearchStrategy[str]:
    """Hostile texts: characters of all kinds, and the words that the reader looks for, thrown together."""
    anything = st.text(st.characters(exclude_categories=()), max_size=most)
    marks = st.text(st.sampled_from(_MARKS + _SYMBOLS + _LETTERS), max_size=most)
    atoms = st.lists(st.one_of(st.sampled_from(_ATOMS), marks.map(lambda text: text[:6])), max_size=60).map("".join)
    floods = st.tuples(st.sampled_from(_ATOMS), st.integers(1, 300)).map(lambda pair: (pair[0] * pair[1])[:2000])
    return st.one_of(anything, marks, atoms, floods)


def assessed(text: str, number: int = 0) -> tuple[Assessment, float]:
    """A text judged in one of the cases, and the seconds of processor time that it took."""
    name, party, at, concern = CASES[number % len(CASES)]
    form = FORMS[number % len(FORMS)]
    began = time.process_time()
    question = concern if form == "qa" else None
    found = world(name).assessor.assess(text, at=at, form=form, party=party, question=question)  # type: ignore[arg-type]
    return found, time.process_time() - began


def faults(text: str, found: Assessment) -> list[str]:
    """What is wrong with a judgement of any text whatever: nothing, if all promises hold."""
    wrong = []
    data = found.as_dict()
    json.loads(json.dumps(data, ensure_ascii=True, allow_nan=False))
    if not (0 <= data["grade"] <= 4 and 0 <= data["score"] <= 100):
        wrong.append(f"grade {data['grade']}, score {data['score']}")
    for one in data["findings"]:
        start, end = one["start"], one["end"]
        if start is not None and text[start:end] != one["quote"]:
            wrong.append(f"{start}:{end} is not {one['quote']!r}")
        if start is None and one["quote"]:
            wrong.append(f"{one['quote']!r} has no place")
        if not one["message"]:
            wrong.append(f"{one} says nothing")
    wrong += [f"{span} lies outside" for span in _spans(found.reading) if not 0 <= span[0] <= span[1] <= len(text)]
    return wrong


def misquoted(text: str, number: int = 0) -> list[str]:
    """Spans of an extraction that do not quote their text exactly."""
    name, _, at, _ = CASES[number % len(CASES)]
    extraction = _reader(name).extract(text, at)
    return [f"{span}" for span in _all_spans(extraction) if text[span.start : span.end] != span.text]


def _reader(name: str):  # type: ignore[no-untyped-def]
    from simulator.message.text.extract import Reader

    if name not in _READERS:
        _READERS[name] = Reader.of(world(name).library)
    return _READERS[name]


_READERS: dict[str, object] = {}


def _all_spans(value: object) -> Iterator[object]:
    """Every span anywhere inside an extraction."""
    from dataclasses import fields, is_dataclass

    from simulator.message.text.parts import Span

    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _all_spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _all_spans(one)


def _spans(reading: dict) -> Iterator[list[int]]:  # type: ignore[type-arg]
    for gate in reading["tripped"]:
        yield from gate.get("spans", ())
    for mark in reading["marks"].values():
        yield from mark.get("spans", ())
    yield from (fact["span"] for fact in reading["facts"] if "span" in fact)
    for spans in reading["tone"].values():
        yield from spans


def too_long() -> str:
    """A megabyte of text, far over what is assessed."""
    return "请" * max(350_000, LONGEST + 1)
