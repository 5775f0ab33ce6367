"""Sentences with word lists in them, such as ``{kin} is at {place} since noon``. Every way to fill one has a number,
so that a walk through the numbers meets each wording once before any returns: this is how two people on one screen
never say the same thing, without anybody remembering what was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, prod
from typing import TypeAlias

from simulator.errors import BadInputError, Problem

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SENTENCE_ENDS = re.compile(r"(?:[.!?]”?|”\]) $")
_GOLDEN = 0.618_033_988_75
_WHOLE = ("say", "more", "quote", "ask")  # holes that hold whole sentences
_MOST_WAYS = 1 << 40
_SHARES = 8

Lists: TypeAlias = Mapping[str, Sequence[str]]
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Hole:
    """A place that is filled when the sentence is spoken, such as the name of the one who is answered."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A word list in a sentence."""

    options: tuple[Template, ...]
    ways: int
    """How many different words it can become."""

    def words(self, number: int, holes: Mapping[str, str]) -> str:
        """The words of that number, from 0 to ``ways`` - 1."""
        for option in self.options:
            if number < option.ways:
                return option.words(number, holes)
            number -= option.ways
        raise AssertionError("the number lies beyond the ways")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence of fixed words, word lists and holes."""

    parts: tuple[str | Hole | Choice, ...]
    ways: int
    """In how many ways its word lists can be filled."""

    def words(self, number: int, holes: Mapping[str, str]) -> str:
        """The sentence filled in the way of that number, from 0 to ``ways`` - 1."""
        said = []
        for part in self.parts:
            if isinstance(part, str):
                said.append(part)
            elif isinstance(part, Hole):
                said.append(holes[part.name])
            else:
                said.append(part.words(number % part.ways, holes))
                number //= part.ways
        return "".join(said)


def places(text: str) -> list[str]:
    """Names of the word lists that a sentence asks for.

    Raises:
        ValueError: a brace is open, empty or does not hold a name.
    """
    rest = _PLACE.sub("", text)
    if "{" in rest or "}" in rest:
        raise ValueError("holds a brace that does not belong to a word list")
    return _PLACE.findall(text)


def literal(text: str) -> Template:
    """A sentence that is said as it stands."""
    return Template((text,), 1)


class Compiler:
    """Turns sentences into templates, by one set of word lists."""

    def __init__(self, lists: Lists, plain: Lists, holes: Sequence[str] = ()) -> None:
        """``lists`` may ask for each other, never for themselves; those of ``plain`` are taken as they stand; ``holes``
        are filled when a sentence is spoken.
        """
        self._lists = lists
        self._holes = tuple(holes)
        self._plain = plain
        self._made: dict[tuple[str, bool], Choice] = {}

    def template(self, text: str, *, opens: bool = True) -> Template:
        """The sentence as a template; where a list ``opens`` a sentence its words begin with a capital letter.

        Raises:
            BadInputError: it asks for a list that is not there; the check at load time has said so before.
        """
        parts: list[str | Hole | Choice] = []
        for number, piece in enumerate(_PLACE.split(text)):
            if number % 2 == 0:
                if piece:
                    parts.append(_capital(piece) if opens else piece)
                    opens = bool(_SENTENCE_ENDS.search(piece)) or (piece == " " and (opens or _ends(parts[:-1])))
                continue
            parts.append(Hole(piece) if piece in self._holes else self._choice(piece, opens))
            opens = piece in _WHOLE and piece in self._holes
        ways = prod(part.ways for part in parts if isinstance(part, Choice))
        return Template(tuple(parts), min(ways, _MOST_WAYS))

    def _choice(self, name: str, opens: bool) -> Choice:
        key = (name, opens)
        if key not in self._made:
            if name in self._plain:
                options = tuple(literal(_capital(text) if opens else text) for text in self._plain[name])
            elif name in self._lists:
                options = tuple(self.template(text, opens=opens) for text in self._lists[name])
            else:
                wrong = f"the sentence asks for the word list '{name}'"
                raise BadInputError([Problem("voices", None, name, wrong, "give the list under 'words'")])
            self._made[key] = Choice(options, sum(option.ways for option in options))
        return self._made[key]


def _ends(parts: Sequence[str | Hole | Choice]) -> bool:
    """Whether the last part ends a sentence in whatever way it is filled."""
    last = parts[-1] if parts else ""
    if isinstance(last, Choice):
        return all(_ends(option.parts) for option in last.options)
    return isinstance(last, str) and last.endswith((".", "!", "?"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Pool:
    """Sentences to choose from, walked through without return."""

    __slots__ = ("_parts", "_step", "_templates")

    def __init__(self, templates: Sequence[Template]) -> None:
        """A sentence with word lists takes up to eight places, so that one without returns the more seldom."""
        self._templates = tuple(templates)
        self._parts = [
            (template, number, share, shares)
            for number, template in enumerate(templates)
            for shares in (min(template.ways, _SHARES),)
            for share in range(shares)
        ]
        many = max(1, len(self._parts))
        self._step = _coprime(max(1, int(many * _GOLDEN)), many)

    @property
    def breadth(self) -> int:
        """How much there is to say; 0 for nothing."""
        return len(self._parts)

    def pick(
        self, round_: int, place: int, places: int, salt: int, holes: Mapping[str, str] = _NOTHING
    ) -> tuple[int, str]:
        """What is said at a place of a round, after the number of its sentence; ``places`` is how many a round has.

        On one walk, which ``salt`` chooses, a pair of round and place has wording of its own until every sentence has
        been filled in every way.
        """
        many = len(self._parts)
        serial = round_ * _coprime(places, many) + place
        template, number, share, shares = self._parts[(serial * self._step + salt) % many]
        ways = (template.ways - share + shares - 1) // shares
        stride = _coprime(max(1, int(ways * _GOLDEN)), ways)
        way = share + shares * ((serial // many * stride + salt // many) % ways)
        return number, template.words(way, holes)

    def draw(self, number: int, holes: Mapping[str, str] = _NOTHING) -> str:
        """What a large drawn number stands for; each sentence equally likely."""
        template = self._templates[number % len(self._templates)]
        return template.words(number // len(self._templates) % template.ways, holes)


def _coprime(at_least: int, to: int) -> int:
    """The first number from there on without a common divisor, so that its multiples meet every remainder."""
    while gcd(at_least, to) != 1:
        at_least += 1
    return at_least
