"""Whatever a text holds, reading it neither fails nor quotes wrongly, and gives the same again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_text import extract, reader

from simulator.message.text.extract import Reader
from simulator.message.text.normalise import LONGEST, normalise
from simulator.message.text.parts import Extraction
from simulator.message.text.split import sentences

PIECES = st.sampled_from(
    [
        "57", "pupils", "学生", "57名学生", "not", "没有", "，", "。", ". ", "“", "”", "9月15日", "15:10", "1" * 30, "万", "一",
        "from",
        "to", "网传", "不属实", "is not true", "\u202e", "\u200d",
        "\ud800", "\x00", "e\u0301", "①", "㎎", "ﬁ", "１２",
        "half of", "約",
        "更正", "earlier we said", "；", ":", "\n", "cause", "原因", "hospital", "住院", "12345", "%", "分之", "折", "点", "半",
    ]
)  # fmt: skip


def sound(text: str, found: Extraction) -> None:
    """Every quote is the text's own, in order."""
    spans = [sentence.span for sentence in found.sentences]
    spans += [clause.span for sentence in found.sentences for clause in sentence.clauses]
    for group in (
        found.stated,
        found.unknowns,
        found.claims,
        found.advice,
        found.disposals,
        found.causes,
        found.figures,
    ):
        spans += [one.span for one in group]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found.sentences))


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=30).map(" ".join)
    )
)
def test_any_text_can_be_read(text: str) -> None:
    """Random characters and random scraps of both languages."""
    found = extract(text)
    sound(text, found)
    assert Reader(reader().library, reader().anchors).extract(text, 6 * 3600) == found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_offsets_lead_back(text: str) -> None:
    """Each character of the normal form comes from its own place in the original, in order."""
    normal = normalise(text)
    places = [normal.span(at, at + 1) for at in range(len(normal.text))]
    assert all(text[place.start : place.end] == place.text for place in places)
    assert all(one.start <= two.start for one, two in pairwise(places))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000, "人" * 1_000_000, "1" * 1_000_000, "1," * 100_000, "“" * 100_000, "not " * 20_000, "whether " * 5_000,
        "57 pupils and " * 2_000, "五十七名学生，" * 2_000, "is still not yet " * 2_000,
        "由" * 20_000, "(" * 20_000, "\u202e" * 20_000,
        "There are 1" + "0" * 400 + " pupils ill", "e" + "\u0301" * 20_000, "\ud800" * 5_000, "true that " * 2_000,
    ],
    ids=lambda text: f"{text[:12]!r}",
)  # fmt: skip
def test_hostile_texts_are_read_in_bounds(text: str) -> None:
    """A million characters, endless digits, open quotation marks: read up to the limit, and said to be cut."""
    found = extract(text)
    sound(text, found)
    assert found.cut == (len(text) > LONGEST)


def test_control_characters_hide_no_figure() -> None:
    """Zero-width and bidirectional characters inside a figure do not keep it from being read."""
    found = extract("5\u200b7 pu\u200dpils have\x00 symptoms.")
    assert [(one.slot, one.value) for one in found.stated] == [("pupils_ill", 57)]


def test_sentences_keep_numbers_times_and_quotations_whole() -> None:
    """No cut inside 1,260, 11.6, 15:10, a.m. or a quotation."""
    text = normalise("We counted 1,260.5 kg at 9 a.m. today. He said “It is bad. Very bad.” Then we left.").text
    assert [text[piece.start : piece.end] for piece in sentences(text)] == [
        "we counted 1,260.5 kg at 9 a.m. today.",
        "he said “it is bad. very bad.”",
        "then we left.",
    ]
    zh = normalise("截至15时10分，有1,260人；他说：“不好。很不好。”我们走了。").text
    assert len(sentences(zh)) == 2
