"""Every word of the interface is there in both languages."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import tui
from simulator.rules.library import load_rulebook
from tui.desk.clauses import citation
from tui.locale import catalogue, read_po, translator

ROOM = Path(tui.__file__).parent
CALLS = ("_", "mark", "say", "tr", "_tr")
SAME = re.compile(r"[\W\d_]*|[A-Z0-9+/.: {}()a-z_]*\{[a-z_]+\}[^A-Za-z]*")
"""Ids without words of their own: signs and placeholders."""


@cache
def ids() -> dict[str, str]:
    """Message id -> file, of every literal that is translated or marked."""
    found = {}
    for file in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                function = node.func
                name = getattr(function, "id", getattr(function, "attr", ""))
                if name in CALLS and isinstance(node.args[0].value, str):
                    found[node.args[0].value] = str(file.relative_to(ROOM))
    return found


def test_every_id_has_chinese_words() -> None:
    """None is missing, and none is the English again."""
    words = catalogue("zh")
    missing = {text: file for text, file in ids().items() if not words.get(text)}
    assert not missing
    same = [text for text in ids() if words[text] == text and not SAME.fullmatch(text)]
    assert not same


def test_no_entry_is_left_over() -> None:
    """An entry that no code asks for has lost its id."""
    own = ROOM / "locale" / "zh_CN" / "LC_MESSAGES" / "podium.po"
    assert not [text for text in read_po(own.read_text(encoding="utf-8")) if text not in ids()]


def test_placeholders_agree() -> None:
    """A translation fills in what the id fills in."""
    wrong = [
        (text, words)
        for text, words in catalogue("zh").items()
        if sorted(re.findall(r"{\w*}", text)) != sorted(re.findall(r"{\w*}", words))
    ]
    assert not wrong


def test_values_are_put_in_as_they_are() -> None:
    """Braces and percent signs in a value mean nothing."""
    assert translator("zh")("From: {sender}", sender="{x} %s [/b]") == "来自：{x} %s [/b]"
    assert translator("en")("no such id {x}") == "no such id {x}"


def test_a_catalogue_is_read_like_gettext() -> None:
    """Continued lines, escapes, comments; the head is no entry."""
    text = '#: here\nmsgid ""\nmsgstr "head\\n"\n\nmsgid "a "\n"b"\nmsgstr "甲\\"乙"\n'
    assert read_po(text) == {"a b": '甲"乙'}
    with pytest.raises(ValueError, match="line 1"):
        read_po("msgid unquoted")


def test_cited_clauses_are_the_rulebooks() -> None:
    """The desk's clause of a rule ends like the rulebook's own."""
    book = load_rulebook("i80-2016")
    for rule in [f"R{number:02}" for number in range(100)]:
        cited = citation(rule, "en")
        if cited != rule:
            number = re.findall(r"\d[\d.]*", book.rule(rule).clause)[0]
            assert cited.endswith(f" {number}"), rule
