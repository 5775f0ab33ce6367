"""Reading one YAML file: what it means, where its values stand, and how a file that is no good is refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from simulator.errors import BadInputError, NotFoundError, Problem
from simulator.scenario import yamltext
from simulator.scenario.conditions import Once
from simulator.scenario.moments import Moment
from simulator.scenario.text import Name, PartyId, Text
from simulator.scenario.yamlfile import check, read_yaml
from simulator.scenario.yamltext import MAX_PROBLEMS, Document, field_path, parse_yaml, quoted


class Item(BaseModel):
    """One entry of the sample file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Name
    value: int | float | Text = 0
    when: Once = Once()
    at: Moment = 0
    kind: Literal["early", "late"] = "early"
    duties: dict[PartyId, Text] = {}
    share: float = Field(default=0.5, gt=0, lt=1)
    names: tuple[Name, ...] = Field(default=("a",), min_length=1)


class Sample(BaseModel):
    """The sample file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: tuple[Item, ...]


def problems_in(text: str, model: type[BaseModel] = Sample) -> tuple[Problem, ...]:
    """What is wrong with a text that must be refused."""
    with pytest.raises(BadInputError) as caught:
        check(parse_yaml(text, "sample.yaml"), model)
    return caught.value.problems


def only(text: str) -> Problem:
    """The one problem of a text."""
    found = problems_in(text)
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


def read_text_of(folder: Path, content: bytes, max_bytes: int = 2_000_000) -> Document:
    """The document that a file of these bytes holds."""
    path = folder / "f.yaml"
    path.write_bytes(content)
    return read_yaml(path, max_bytes=max_bytes, name="f.yaml")


PLAIN = [
    ("yes", "yes"),
    ("no", "no"),
    ("on", "on"),
    ("true", True),
    ("False", False),
    ("~", None),
    ("null", None),
    ("", None),
    ("12", 12),
    ("-3", -3),
    ("0", 0),
    ("012", "012"),
    ("0x1F", "0x1F"),
    ("1_000", "1_000"),
    ("12:30", "12:30"),
    ("190:20:30", "190:20:30"),
    ("2031-03-04", "2031-03-04"),
    ("2031-03-04T07:40", "2031-03-04T07:40"),
    ("1.5", 1.5),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("T+05:30", "T+05:30"),
    ("'12'", "12"),
    ('"true"', "true"),
    ("! 12", "12"),
    ("!!str 12", "12"),
    ("=", "="),
]


@pytest.mark.parametrize(("written", "meant"), PLAIN)
def test_plain_scalars_mean_what_they_look_like(written: str, meant: object) -> None:
    """No date, octal, sexagesimal number or yes/no is made out of a plain word."""
    found = parse_yaml(f"a: {written}\n", "f").data
    assert isinstance(found, dict)
    assert found["a"] == meant
    assert type(found["a"]) is type(meant)


def test_keys_are_texts() -> None:
    """A key that looks like a number, a boolean or nothing is the word that it is written with."""
    assert parse_yaml("1: a\ntrue: b\nnull: c\n", "f").data == {"1": "a", "true": "b", "null": "c"}


def test_lines_of_keys_items_and_ancestors() -> None:
    """Every key and item has its line; what is missing has the line of what would hold it."""
    document = parse_yaml("# one\na:\n  - b: 1\n    c: |\n      text\n      more\n  - 7\nd: {e: 2}\n", "f")
    assert [document.line_of(loc) for loc in (("a",), ("a", 0), ("a", 0, "c"), ("a", 1), ("d", "e"))] == [
        2,
        3,
        4,
        7,
        8,
    ]
    assert document.line_of(("a", 0, "missing", 3)) == 3
    assert document.at(("a", 0, "c")) == "text\nmore\n"
    assert document.at(("a", 9, "c")) is None


SYNTAX = [
    ("a: b: c\n", 1, "quotation marks"),
    ("a: 1\n\tb: 2\n", 2, "spaces"),
    ("a: 'x\nb: 2\n", 3, "close the quotation mark"),
    ("a: [1, 2\nb: 3\n", 2, "close the bracket"),
    ("a:\n  - b\n c: d\n", 3, "indent"),
    ('a: "\\q"\n', 1, "single quotation marks"),
    ("a: @x\n", 1, "quotation marks"),
    ("a: 1\n---\nb: 2\n", 2, "one document"),
    ("a: x\x07\n", 1, "remove it"),
    ("a: 1\nb: x\u2028\n", 2, "remove it"),
    ("", None, "write"),
    ("# nothing\n", None, "write"),
    ("null\n", None, "write"),
]


@pytest.mark.parametrize(("text", "line", "right"), SYNTAX)
def test_what_is_no_yaml_is_refused_at_its_line(text: str, line: int | None, right: str) -> None:
    """A syntax error gives its line and a remedy, in one problem."""
    with pytest.raises(BadInputError) as caught:
        parse_yaml(text, "f")
    (problem,) = caught.value.problems
    assert problem.line == line
    assert right in problem.right


GATHERED = [
    ("a: &x 1\nb: *x\n", [1, 2]),
    ("a: 1\nb: 2\na: 3\n", [3]),
    ("a:\n  b: 1\n  b: {c: 1, c: 2}\n  d: 1\n  d: 2\n", [3, 5]),
    ("a: !!python/object:os.system x\nb: !mine y\nc: !!int '3'\n", [1, 2, 3]),
    ("? [a, b]\n: 1\n{c: d}: 2\n", [1, 3]),
    ("a: .nan\nb: -.inf\nc: 1e999\nd: 99999999999999999999\n", [1, 2, 3, 4]),
    ("base: &b {x: 1}\n<<: *b\n", [1, 2]),
    ("*x : 1\nb: *y\n", [1, 2]),
]


@pytest.mark.parametrize(("text", "lines"), GATHERED)
def test_what_a_file_may_not_hold_is_listed_together(text: str, lines: list[int]) -> None:
    """Aliases, tags, repeated and strange keys and endless numbers are all told at once."""
    found = sorted(parse_yaml(text, "f").problems, key=lambda problem: problem.line or 0)
    assert [problem.line for problem in found] == lines


def test_a_repeated_key_names_both_lines_and_keeps_the_first() -> None:
    """The author is told where both stand."""
    document = parse_yaml("a: 1\nb: 2\na: {c: 3}\n", "f")
    assert "lines 1 and 3" in document.problems[0].wrong
    assert document.data == {"a": 1, "b": 2}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    """Depth is bounded before it can cost anything."""
    with pytest.raises(BadInputError, match="nested more than 40 deep"):
        parse_yaml(text, "f")


def test_nesting_that_people_write_is_read() -> None:
    """The bound lies well above real files."""
    assert parse_yaml("[" * 40 + "]" * 40, "f").lines


def test_too_many_values_are_refused() -> None:
    """A small file cannot hold a quarter of a million values unnoticed."""
    with pytest.raises(BadInputError, match="more than 250,000 values"):
        parse_yaml("- 1\n" * 250_001, "f")


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    """Aliases are never expanded."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(BadInputError, match="anchors and aliases are not read"):
        read_text_of(tmp_path, bomb.encode())


def test_both_parsers_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data and lines do not depend on whether the fast parser is installed."""
    text = "a: {b: [1, 'x', \"y\\n\"], c: >\n  folded\n  text\n\n}\n".replace(" c: >\n  folded\n  text\n\n", " c: d")
    text += "e: |\n  block\n\n  more\nf:\n- g: 中文\n  h:\n- - 1\n  - 2\n"
    fast = parse_yaml(text, "f")
    monkeypatch.setattr(yamltext, "_PARSER", yaml.SafeLoader)
    slow = parse_yaml(text, "f")
    assert (slow.data, dict(slow.lines)) == (fast.data, dict(fast.lines))


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    """Its name is told."""
    with pytest.raises(NotFoundError, match=r"no\.yaml"):
        read_yaml(tmp_path / "no.yaml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no file."""
    with pytest.raises(BadInputError, match="folder"):
        read_yaml(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in the file system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A pipe that nobody writes to does not hang the command."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInputError, match="device or pipe"):
        read_yaml(tmp_path / "pipe")


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """Fifty megabytes are not read."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(BadInputError, match="larger than 2,000,000 bytes"):
        read_yaml(path)


def test_the_largest_file_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    assert read_text_of(tmp_path, b"a: 1234\n", max_bytes=8).data == {"a": 1234}
    with pytest.raises(BadInputError, match="larger than 8 bytes"):
        read_text_of(tmp_path, b"a: 12345\n", max_bytes=8)


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00", b"a: \xff\xfe\n", "a: 中文\n".encode("gbk"), b"\x00\x01\x02"]
)
def test_binary_and_other_encodings_are_refused(tmp_path: Path, content: bytes) -> None:
    """What is not text in UTF-8 is told so."""
    with pytest.raises(BadInputError) as caught:
        read_text_of(tmp_path, content)
    assert caught.value.problems[0].line == 1


def test_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    assert read_text_of(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n").data == {"a": 1, "b": 2}


def test_a_good_file_becomes_its_model() -> None:
    """Aliases of fields, moments, unions and texts in two languages are understood."""
    text = "items:\n- {id: a, value: {en: x, zh: 好}, at: T+01:00, when: {if: {is: no_lead}}}\n- {id: b}"
    sample = check(parse_yaml(text, "f"), Sample)
    assert sample.items[0].at == 3600
    assert sample.items[0].value == Text(en="x", zh="好")
    assert sample.items[1].value == 0


MISTAKES = [
    ("items:\n- id: Big\n", 2, "items[0].id", "'Big'", "lower-case letters"),
    ("items:\n- id: a\n  knd: late\n", 3, "items[0].knd", "not known", "did you mean 'kind'?"),
    ("items:\n- id: a\n- kind: late\n", 3, "items[1].id", "missing", "add 'id'"),
    ("items:\n- id: a\n  kind: lat\n", 3, "items[0].kind", "'lat'", "did you mean late?"),
    ("items:\n- id: a\n  value: about 20\n", 3, "items[0].value", "'about 20'", "keys en and zh"),
    ("items:\n- id: a\n  value: {en: b}\n", 3, "items[0].value.zh", "missing", "Chinese"),
    ("items:\n- id: a\n  value:\n    en: 3\n    zh: 好\n", 4, "items[0].value.en", "'3'", "quotation marks"),
    ("items:\n- id: a\n  at: 05:30\n", 3, "items[0].at", "'05:30' is not a moment", "T+05:30"),
    ("items:\n- id: a\n  at:\n", 3, "items[0].at", "nothing", "T+05:30"),
    ("items:\n- id: a\n  share: 7\n", 3, "items[0].share", "'7'", "less than 1"),
    ("items:\n- id: a\n  share: 0\n", 3, "items[0].share", "'0'", "greater than 0"),
    ("items:\n- id: a\n  share: much\n", 3, "items[0].share", "'much'", "a number"),
    ("items:\n- id: a\n  names: []\n", 3, "items[0].names", "empty", "at least 1"),
    ("items:\n- id: a\n  names: b\n", 3, "items[0].names", "'b'", "a list"),
    ("items:\n- id: a\n  names: [b, C]\n", 3, "items[0].names[1]", "'C'", "lower-case"),
    ("items:\n- id: a\n  when: {if: {is: no_word}}\n", 3, "items[0].when.if", "'no_word'", "no_lead"),
    ("items:\n- id: a\n  when: {if: {iss: 1}}\n", 3, "items[0].when.if", "'is'", "no_lead"),
    ("items:\n- id: a\n  when: {if: 4}\n", 3, "items[0].when.if", "'4'", "with the keys is"),
    (
        "items:\n- id: a\n  duties:\n    Fu he: {en: a, zh: 好}\n",
        4,
        "items[0].duties['Fu he']",
        "'Fu he'",
        "fuhe/health",
    ),
    (
        "items:\n- id: a\n  duties: {a/b: {en: '', zh: 好}}\n",
        3,
        "items[0].duties['a/b'].en",
        "empty",
        "1 character",
    ),
    ("items:\n- 5\n", 2, "items[0]", "'5'", "a mapping with the keys id"),
    ("items: 5\n", 1, "items", "'5'", "a list"),
    ("- items\n", 1, "", "a list of 1", "a mapping"),
    ('items:\n- id: a\n  value: {en: "\\e[2J", zh: 好}\n', 3, "items[0].value.en", "'\\x1b[2J'", "remove it"),
]


@pytest.mark.parametrize(("text", "line", "place", "wrong", "right"), MISTAKES)
def test_a_mistake_has_its_line_field_and_remedy(text: str, line: int, place: str, wrong: str, right: str) -> None:
    """Each kind of mistake is told once, where it stands, in words."""
    problem = only(text)
    assert (problem.line, problem.field) == (line, place)
    assert wrong in problem.wrong
    assert right in problem.right


def test_mistakes_of_a_condition_keep_to_the_named_alternative() -> None:
    """Only the keys of the condition that was named are offered."""
    found = problems_in("items:\n- id: a\n  when: {if: {is: belief_over, narrative: x, shre: 0.2}}\n")
    assert [problem.field for problem in found] == ["items[0].when.if.shre"]
    assert "did you mean 'share'? allowed keys: is, narrative, share" in found[0].right


def test_all_mistakes_come_at_once_in_order_of_line() -> None:
    """Repeated keys and wrong values stand in one list."""
    found = problems_in("items:\n- id: A\n  id: b\n- id: c\n  kind: no\n- {}\n")
    assert [problem.line for problem in found] == [2, 3, 5, 6]


def test_a_very_long_list_is_counted() -> None:
    """Beyond the bound the rest is one line."""
    found = problems_in("items:\n" + "- id: A\n" * (MAX_PROBLEMS + 500))
    assert len(found) == MAX_PROBLEMS + 1
    assert "500 more" in found[-1].wrong


def test_values_are_quoted_short_and_harmless() -> None:
    """What is repeated to the user cannot act on the terminal."""
    assert quoted("a\x1b[31m\u202eb\n") == "'a\\x1b[31m\\u202eb\\n'"
    assert quoted("x" * 500) == "'" + "x" * 57 + "...'"
    assert quoted(True) == "'true'"
    assert quoted({}) == "an empty mapping"


def test_field_paths_read_like_code() -> None:
    """Keys that are no plain words are quoted."""
    assert field_path(("a", 3, "b", "c/d", "e\x1b")) == "a[3].b['c/d']['e\\x1b']"
