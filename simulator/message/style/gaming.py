"""Texts made to please a scorer: heaps of key words, the fact sheet pasted, a form with its blanks left open. Each caps the
grade, for none of them is something that an officer should say (MESSAGE_SCORING section 8).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import yaml

from simulator.message.style.cues import lexicon
from simulator.message.style.look import Look
from simulator.message.text.normalise import is_han, normalise
from simulator.message.text.parts import Span

PASTED: Final = 0.6
"""Share of a text's word groups found in the scenario's own texts above which it counts as pasted."""
WORD_GROUP: Final = 5
"""English words of a group."""
CHARACTER_GROUP: Final = 6
"""Chinese characters of a group."""
SHORT_WORDS: Final = 25
SHORT_CHARACTERS: Final = 40
"""Shorter texts may quote as they like."""
_FEW_FUNCTION_WORDS: Final = 0.17
"""Prose has a function word in two or three words; a heap of key words has hardly any (assumption)."""
_BARE: Final = 0.6
"""Share of bare clauses above which a text is a heap."""
_LEAST_CLAUSES: Final = 6
_LEAST_ITEMS: Final = 6
_LONG: Final = 10
"""Items from which on figures among them make them no clauses either."""
_LISTED: Final = 12
"""Things that a sentence with a verb may list: the villages, the schools."""
_NUDE: Final = 0.7
"""Share of items without a verb above which a list of so many is a heap."""
_ENDLESS: Final = 15
"""Items from which on a smaller share of them without a verb makes a heap."""
_GAPS: Final = 10
"""Blanks between Chinese words from which on a text is looked at as a list of them; prose has none."""
_GAP: Final = re.compile(r"(?<=[\u4e00-\u9fff\d%升])[ \t]+(?=[\u4e00-\u9fff\d])")
_SLOTS: Final = 5
"""Matters of which nobody speaks in one sentence without verbs; of half as many again nobody speaks in one at all."""
_HEAPED: Final = 0.4
"""Share of a text in sentences that are heaps above which the text is one."""
_REPEATED: Final = 0.34
"""Share of sentences said before in the same text above which it is padding."""

_BLANK: Final = re.compile(
    r"[x×]{2,}(?![a-z])|[x×](?=[年月日时人名所区县市])|_{2,}|某某|某(?=[年月日时县市区])"
    r"|\[[^\]\d]{1,40}\]|【(?:单位|时间|地点|姓名|数字|填写)[^】]{0,20}】|\{[a-z_ ]{1,40}\}|<[a-z_ ]{1,40}>"
    r"|\btbd\b|\binsert\b[^.]{0,30}\bhere\b|[(（](?:待填|待补|请填写|填写)[^)）]*[)）]"
)
_TOKEN: Final = re.compile(r"[a-z0-9]+(?:[.,:'%-][a-z0-9]+)*")
_ITEM: Final = re.compile(r"[,，](?!\d)|[;；\n]|\s-\s")
_FINITE: Final = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "do",
        "does",
        "did",
        "we",
        "you",
        "they",
        "he",
        "she",
        "i",
        "please",
        "let",
        "there",
        "who",
        "which",
        "that",
        "if",
        "when",
        "because",
        "says",
        "said",
        "asks",
        "asked",
        "reports",
        "reported",
    ]
)
"""English words of which a clause that says something has one."""
_FINITE_HAN: Final = frozenset("是已将在正了请为会可能要没把被您我据设")
"""Chinese characters of which a clause that says something mostly has one."""


@dataclass(frozen=True, slots=True)
class Source:
    """The texts of a scenario: what may be quoted, and what may not be pasted."""

    texts: tuple[str, ...]
    groups: frozenset[tuple[str, ...] | str]


@dataclass(frozen=True, slots=True)
class Gaming:
    """What was found; ``spans`` quotes the first of it."""

    gate: str
    reason: str
    spans: tuple[Span, ...] = ()


def groups(text: str) -> list[tuple[str, ...] | str]:
    """The overlapping word groups of a text in its form for reading; punctuation does not count."""
    words = _TOKEN.findall(text)
    english: list[tuple[str, ...] | str] = [
        tuple(words[i : i + WORD_GROUP]) for i in range(len(words) - WORD_GROUP + 1)
    ]
    kept = "".join(char for char in text if is_han(char) or char.isdigit())
    if not any(map(is_han, kept)):
        return english
    return english + [kept[i : i + CHARACTER_GROUP] for i in range(len(kept) - CHARACTER_GROUP + 1)]


@lru_cache(maxsize=64)
def groups_of(texts: tuple[str, ...]) -> frozenset[tuple[str, ...] | str]:
    """All word groups of some texts, such as a scenario's facts."""
    return frozenset(group for text in texts for group in groups(normalise(text).text))


def pasted_share(look: Look, source: frozenset[tuple[str, ...] | str], agreed: Sequence[str] = ()) -> float:
    """Share of a text's word groups that stand in the source; 0 for a short text. Agreed wording is nobody's paste."""
    if look.words < SHORT_WORDS and look.characters < SHORT_CHARACTERS:
        return 0.0
    sentences = [normalise(sentence.span.text).text for sentence in look.extraction.sentences]
    own = [group for sentence in sentences for group in groups(sentence)]
    spared = groups_of(tuple(agreed))
    counted = [group for group in own if group not in spared]
    if not own or len(counted) * 2 < len(own):
        return 0.0
    return sum(group in source for group in counted) / len(counted)


def stuffing(look: Look) -> Gaming | None:
    """A heap of key words, or the same said over and over."""
    repeated = _repeated(look)
    if repeated:
        return Gaming("stuffing", "repeats", repeated)
    if look.words + look.characters < 20:
        return None
    gaps = len(_GAP.findall(look.normal.text))
    if gaps >= _GAPS and look.characters < _LONG * gaps:
        return Gaming("stuffing", "heap", tuple(clause.span for clause in look.clauses[:1]))
    bare = [clause.span for clause in look.clauses if _is_bare(clause.span.text)]
    heap = len(look.clauses) >= _LEAST_CLAUSES and len(bare) > _BARE * len(look.clauses)
    if heap or _function_share(look) < _FEW_FUNCTION_WORDS:
        return Gaming("stuffing", "heap", tuple(bare[:2]))
    listed = _listed(look)
    return Gaming("stuffing", "heap", listed) if listed else None


def template(look: Look, facts_stated: int) -> Gaming | None:
    """Blanks left open, or little more than a form with fewer than three facts of this matter."""
    blanks = [look.normal.span(*found.span()) for found in _BLANK.finditer(look.normal.text)]
    if blanks:
        return Gaming("template", "blanks", tuple(blanks[:2]))
    if facts_stated < 3 and pasted_share(look, _forms()) > PASTED:
        return Gaming("template", "form")
    return None


def _repeated(look: Look) -> tuple[Span, ...]:
    """Sentences said before in the same text, where they are more than a third of it."""
    seen: Counter[str] = Counter()
    again: list[Span] = []
    for sentence in look.extraction.sentences:
        plain = "".join(char for char in normalise(sentence.span.text).text if char.isalnum())
        if len(plain) >= 8 and seen[plain]:
            again.append(sentence.span)
        seen[plain] += 1
    return tuple(again[:2]) if again and len(again) > _REPEATED * len(look.extraction.sentences) else ()


def _listed(look: Look) -> tuple[Span, ...]:
    """Where items without a verb stand in a row, or one breath says something of too many matters at once, and the text is
    hardly anything else: one list of what is being done is no heap.
    """
    matters = _matters(look)
    heaps: list[Span] = []
    row = 0
    first: Span | None = None
    for number, sentence in enumerate(look.extraction.sentences):
        items = _items(normalise(sentence.span.text).text)
        verbless = [not _has_verb(item) for item in items]
        nude = [bare and not any(map(str.isdigit, item)) for bare, item in zip(verbless, items, strict=True)]
        if len(nude) == 1 and nude[0]:  # a list, one item a line
            row, first = row + 1, first or sentence.span
            if row >= _LEAST_ITEMS:
                return (first,)
            continue
        row, first = 0, None
        if _leads(normalise(sentence.span.text).text) and matters.get(number, 0) < _SLOTS:
            continue
        most = _SLOTS if 2 * sum(verbless) >= len(items) else _SLOTS * 3 // 2
        many = matters.get(number, 0) >= most
        endless = 2 * sum(map(sentence.span.text.count, ";；")) > len(items) >= _ENDLESS
        if len(items) >= _LEAST_ITEMS and (
            many or _is_heap(nude) or _is_heap(verbless, _LONG) or (endless and sum(verbless) > _BARE * len(items))
        ):
            heaps.append(sentence.span)
    heaped = sum(len(span.text) for span in heaps)
    return tuple(heaps[:2]) if heaped > _HEAPED * len(look.extraction.text) else ()


def _items(sentence: str) -> list[str]:
    """The pieces of a sentence between commas; a long enumeration inside one of them counts piece by piece."""
    pieces = [piece for piece in _ITEM.split(sentence) if piece.strip(" -·*•")]
    return [
        item
        for piece in pieces
        for item in (piece.split("、") if piece.count("、") + 1 >= _LEAST_ITEMS and not _leads(piece) else [piece])
    ]


def _leads(piece: str) -> bool:
    """Whether a clause with a verb leads an enumeration: what is being done is this and that."""
    lead, colon, _ = piece.partition(":")
    return bool(colon) and len(lead) <= 20 and any(char in "在正已了将会" for char in lead)


def _matters(look: Look) -> dict[int, int]:
    """For each sentence the most matters that it states between two semicolons; a list of facts has one there."""
    found: dict[tuple[int, int], set[str]] = {}
    for one in look.extraction.stated:
        start = look.extraction.sentences[one.sentence].span.start
        before = look.extraction.text[start : one.span.start]
        found.setdefault((one.sentence, sum(map(before.count, ";；"))), set()).add(one.slot)
    most: dict[int, int] = {}
    for (sentence, _), slots in found.items():
        most[sentence] = max(most.get(sentence, 0), len(slots))
    return most


def _is_heap(nude: Sequence[bool], least: int = _LEAST_ITEMS) -> bool:
    """Whether so many of a sentence's items are nude that no verb, first or last, can govern them all."""
    governed = len(nude) <= _LISTED and sum(not item for item in nude) <= 1 and not (nude[0] and nude[-1])
    return len(nude) >= least and sum(nude) > _NUDE * len(nude) and not governed


def _has_verb(item: str) -> bool:
    """Whether a piece between commas has a word, or a colon, that makes it say or ask something."""
    if ":" in item.strip()[1:-1]:
        return True
    if any(map(is_han, item)):
        return any(char in _FINITE_HAN for char in item)
    words = _TOKEN.findall(item)
    if any(word in _FINITE for word in words):
        return True
    asks = (
        cue.end
        for cue in lexicon().english.find(item)
        if cue.kind == "instruct" and not item[: cue.start].strip(" -·*•")
    )
    return any(not item.startswith(" of ", end) for end in asks)


def _is_bare(clause: str) -> bool:
    """Whether a clause has no word that holds a sentence together, and no figure."""
    text = normalise(clause).text
    if any(char.isdigit() for char in text):
        return False
    if any(map(is_han, text)):
        han = [char for char in text if is_han(char)]
        return len(han) <= 7 and not any(char in lexicon().function_characters for char in han)
    words = _TOKEN.findall(text)
    return bool(words) and not any(word in lexicon().function_words for word in words)


def _function_share(look: Look) -> float:
    """Share of function words among English words; 1 for a text that is Chinese or too short to tell."""
    words = _TOKEN.findall(look.normal.text)
    if len(words) < 20 or look.characters > look.words:
        return 1.0
    return sum(word in lexicon().function_words for word in words) / len(words)


@lru_cache(maxsize=1)
def _forms() -> frozenset[tuple[str, ...] | str]:
    """Word groups of the empty forms that go round in offices."""
    text = (files("simulator.message.style") / "forms.yaml").read_text(encoding="utf-8")
    return groups_of(tuple(yaml.safe_load(text)))
