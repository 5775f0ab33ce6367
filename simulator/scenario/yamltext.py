"""Turns the text of one YAML document into plain data with line numbers. The dialect is the plain core of
YAML: texts, whole and decimal numbers, true and false, lists and mappings with text keys; dates, ``yes``,
``012`` and ``12:30`` stay the words that they are; anchors, aliases and tags are refused, so that no small
file can grow large.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from simulator.errors import BadInputError, Problem

Loc = tuple[str | int, ...]
"""Where something stands in a document: keys and list positions from the top."""

MAX_DEPTH = 40
"""Lists and mappings inside one another; more than people write."""

MAX_NODES = 250_000
"""Values in one file; about ten times the largest scenario."""

MAX_PROBLEMS = 1000
"""Problems that are listed one by one; the rest is counted."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_REMEDIES = (
    (
        "mapping values are not allowed",
        "put a text that holds ': ' in quotation marks, and indent keys alike",
    ),
    ("\\t", "indent with spaces, not with tabs"),
    ("tab", "indent with spaces, not with tabs"),
    ("expected ':'", "write 'key: value', with a space after the colon"),
    ("end of stream", "close the quotation mark or bracket that was opened"),
    ("document separator", "close the quotation mark that was opened"),
    ("',' or", "close the bracket, and put a comma between its entries"),
    ("escape", "write texts with backslashes in single quotation marks"),
    ("expected key", "indent the entries of one mapping alike"),
    ("expected <block end>", "indent the entries of one list or mapping alike"),
    ("block", "indent the entries of one list or mapping alike"),
    ("cannot start any token", "put a text that begins with this character in quotation marks"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain data, with the line on which each value stands."""

    file: str
    """The file as the user named it."""
    data: object
    """Dicts, lists, texts, numbers, booleans and None."""
    lines: Mapping[Loc, int]
    """Line of every key and list item, from 1."""
    problems: tuple[Problem, ...] = ()
    """What the file may not hold but can be read past; empty unless read with ``parse_yaml``."""

    def line_of(self, loc: Iterable[str | int]) -> int | None:
        """Line of the value at ``loc``, or of its nearest known ancestor; None for an empty file."""
        here = tuple(loc)
        while here not in self.lines and here:
            here = here[:-1]
        return self.lines.get(here)

    def at(self, loc: Iterable[str | int]) -> object:
        """The value at ``loc``; None where there is none."""
        value = self.data
        for part in loc:
            if not stands_in(value, part):
                return None
            value = value[part]  # type: ignore[index]
        return value


def stands_in(value: object, part: str | int) -> bool:
    """Whether a mapping has this key, or a list this position."""
    if isinstance(value, list):
        return isinstance(part, int) and 0 <= part < len(value)
    return isinstance(value, dict) and part in value


def quoted(value: object, width: int = 60) -> str:
    """A value in quotation marks for a message: shortened, control and bidirectional characters visible."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list | tuple):
        kind = "mapping" if isinstance(value, dict) else "list"
        return f"a {kind} of {len(value)}" if value else f"an empty {kind}"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = text if len(text) <= width else text[: width - 3] + "..."
    return "'" + _ACTING.sub(_visible, text) + "'"


def _visible(found: re.Match[str]) -> str:
    character = found.group()
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character) or (
        f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
    )


def field_path(loc: Iterable[str | int]) -> str:
    """A place in a document as people read it: ``facts[3].owner``; list positions count from 0."""
    text = ""
    for part in loc:
        if isinstance(part, int):
            text += f"[{part}]"
        elif re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", part):
            text += f".{part}" if text else part
        else:
            text += f"[{quoted(part, 40)}]"
    return text


def listing(file: str, problems: Iterable[Problem]) -> list[Problem]:
    """The problems in order of line, without repeats; beyond ``MAX_PROBLEMS`` the rest is only counted."""
    known = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.field))
    if len(known) <= MAX_PROBLEMS:
        return known
    more = Problem(file, None, "", f"and {len(known) - MAX_PROBLEMS} more problems", "mend those above first")
    return [*known[:MAX_PROBLEMS], more]


def parse_yaml(text: str, file: str) -> Document:
    """Plain data from YAML text; what can be read past is kept in ``problems``.

    Raises:
        BadInputError: the text is not one YAML document, is too deep or holds too many values.
    """
    found = _FORBIDDEN.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        wrong = f"the file holds the character U+{ord(found.group()):04X}, which YAML does not allow"
        refuse(file, line, wrong, "remove it, or write it as an escape in double quotation marks")
    builder = _Builder(file)
    parser: Any = None
    try:
        parser = _PARSER(text)
        while parser.check_event():
            builder.take(parser.get_event())
    except yaml.YAMLError as error:
        _refuse_syntax(file, text, error)
    finally:
        if parser is not None:
            parser.dispose()
    if not builder.documents or (builder.data is None and not builder.problems):
        refuse(file, None, "the file is empty", "write the keys and values that belong in it")
    return Document(file, builder.data, builder.lines, tuple(builder.problems))


def refuse(file: str, line: int | None, wrong: str, right: str) -> NoReturn:
    """Raise the one problem after which a file cannot be read on."""
    raise BadInputError([Problem(file, line, "", wrong, right)])


def _refuse_syntax(file: str, text: str, error: yaml.YAMLError) -> NoReturn:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "context", None) or "it cannot be read")
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        said = "found a tab where only spaces may stand"
    remedy = next((right for sign, right in _REMEDIES if sign in said), "correct the YAML there")
    place = "" if mark is None else f" at column {mark.column + 1}"
    line = None if mark is None else mark.line + 1
    refuse(file, line, f"this is not YAML{place}: {_ACTING.sub(_visible, said)}", remedy)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled."""

    value: dict[str, object] | list[object]
    loc: Loc
    key: str | None = None
    """The key whose value comes next; None: a key comes next."""
    skips: bool = False
    """Stands under a key that was refused: read past."""


@dataclass(slots=True)
class _Builder:
    """Turns parser events into data without recursion, so that depth costs nothing but a counter."""

    file: str
    data: object = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    documents: int = 0
    _open: list[_Open] = field(default_factory=list)
    _nodes: int = 0

    def take(self, event: Any) -> None:
        """Take the parser's next event."""
        line: int = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(event, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                refuse(self.file, line, "a second document begins here (---)", "keep one document in one file")

    def _scalar(self, event: Any) -> None:
        self._check(event)
        frame = self._open[-1] if self._open else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event)
        elif event.implicit[0] and event.tag is None:
            self._place(self._plain(event), event)
        else:
            self._place(event.value, event)

    def _alias(self, event: Any) -> None:
        self._problem(event, "an alias (*) is used", "write the value out again; anchors and aliases are not read")
        frame = self._open[-1] if self._open else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            frame.key = "?"
        else:
            self._place(None, event)

    def _key(self, frame: _Open, event: Any) -> None:
        key: str = event.value
        loc = (*frame.loc, key)
        if not frame.skips and key in frame.value:
            first = self.lines[loc]
            wrong = f"the key {quoted(key)} is written twice, on lines {first} and {event.start_mark.line + 1}"
            self._problem(event, wrong, "keep one of them", loc)
        elif not frame.skips:
            self.lines[loc] = event.start_mark.line + 1
        frame.key = key

    def _start(self, event: Any, value: dict[str, object] | list[object]) -> None:
        self._check(event)
        if len(self._open) >= MAX_DEPTH:
            wrong = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            refuse(self.file, event.start_mark.line + 1, wrong, "nest them less deeply")
        frame = self._open[-1] if self._open else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._problem(event, "a list or mapping stands where a key should be", "use a word as the key", frame.loc)
            frame.key = "?"
            self._open.append(_Open(value, frame.loc, skips=True))
        else:
            self._open.append(self._place(value, event))

    def _place(self, value: object, event: Any) -> _Open:
        """Put a value where it belongs; returns the frame that a list or mapping would be filled through."""
        line = event.start_mark.line + 1
        if not self._open:
            self.data = value
            self.lines[()] = line
            return _Open(value, ()) if isinstance(value, dict | list) else _Open([], ())
        frame = self._open[-1]
        loc: Loc
        if isinstance(frame.value, list):
            loc = (*frame.loc, len(frame.value))
            frame.value.append(value)
            if not frame.skips:
                self.lines[loc] = line
            repeated = False
        else:
            key = frame.key if frame.key is not None else "?"
            loc = (*frame.loc, key)
            repeated = key in frame.value
            frame.value.setdefault(key, value)
            frame.key = None
        inside = value if isinstance(value, dict | list) else []
        return _Open(inside, loc, skips=frame.skips or repeated)

    def _check(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            wrong = f"the file holds more than {MAX_NODES:,} values"
            refuse(self.file, event.start_mark.line + 1, wrong, "split or shorten it")
        if event.anchor is not None:
            wrong = f"an anchor (&{event.anchor}) is defined"
            self._problem(event, wrong, "write the value out where it is needed; anchors and aliases are not read")
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            wrong = f"the tag {quoted(event.tag)} is used"
            self._problem(event, wrong, "leave tags away; the kind of a value follows from how it is written")

    def _plain(self, event: Any) -> object:
        """What an unquoted scalar means in the plain core of YAML."""
        text: str = event.value
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if len(text) <= 40 and (_INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text)):
            if _INTEGER.fullmatch(text) and len(text) <= 16:
                return int(text)
            number = float(text)
            if math.isfinite(number) and abs(number) < 1e15:
                return number
            self._problem(event, f"the number {quoted(text)} is too large", "write a smaller number, or quote the text")
        elif _NOT_FINITE.fullmatch(text):
            self._problem(event, f"{quoted(text)} is not a finite number", "write a number, or quote the text")
        return text

    def _problem(self, event: Any, wrong: str, right: str, loc: Loc | None = None) -> None:
        if loc is None:
            frame = self._open[-1] if self._open else None
            loc = () if frame is None else frame.loc
            if frame is not None and isinstance(frame.value, list):
                loc = (*loc, len(frame.value))
            elif frame is not None and frame.key is not None:
                loc = (*loc, frame.key)
        self.problems.append(Problem(self.file, event.start_mark.line + 1, field_path(loc), wrong, right))


def texts_in(data: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text in plain data, keys not among them, with its place; top to bottom."""
    if isinstance(data, str):
        yield loc, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts_in(value, (*loc, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts_in(value, (*loc, index))
