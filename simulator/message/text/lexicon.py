"""The lexicon of a language: cues as compiled patterns, words that mean much the same, units. The data stands in
``simulator/message/lexicon``; each file carries a version, which is stored with whatever is read by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from simulator.message.text.parts import Bound, Tongue
from simulator.message.text.stems import stem
from simulator.scenario.yamlfile import check, read_yaml

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class Approximation(BaseModel):
    """Words that make a number an approximate one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: Words
    after: Words
    over: Words
    """Those that give a lower bound."""
    under: Words
    """Those that give an upper bound."""


class LexiconFile(BaseModel):
    """What a lexicon file holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    cues: dict[str, Words]
    approximation: Approximation
    stop: tuple[str, ...] = ()
    stop_grams: str = ""
    units: dict[str, Words]
    concepts: dict[str, Words]
    opposites: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A lexicon, ready for use."""

    tongue: Tongue
    version: int
    cues: dict[str, re.Pattern[str]]
    """Cue -> one pattern for all its forms."""
    before: re.Pattern[str]
    """An approximation word that ends where a number begins."""
    after: re.Pattern[str]
    """An approximation word that begins where a number or its unit ends."""
    bounds: dict[str, Bound]
    """Approximation word -> whether it gives a lower or an upper bound; the others say "about"."""
    stop: frozenset[str]
    unit_of: dict[str, str]
    """Unit word (in English its stem) -> unit."""
    concept_of: dict[str, str]
    """Word (in English its stem) -> concept."""
    phrases: re.Pattern[str]
    """Phrases of more than one word, in Chinese every word of a concept, longest first."""
    phrase_concept: dict[str, str]
    opposite: dict[str, str]
    """Concept -> the concept of which it is the contrary."""


@lru_cache(maxsize=2)
def lexicon(tongue: Tongue) -> Lexicon:
    """The lexicon of a language."""
    path = files("simulator.message") / "lexicon" / f"{tongue}.yaml"
    data = check(read_yaml(path, name=f"lexicon/{tongue}.yaml"), LexiconFile)
    english = tongue == "en"
    edge, shut = (r"(?<![a-z0-9])", r"(?![a-z0-9])") if english else ("", "")
    phrases = {
        phrase: concept
        for concept, words in data.concepts.items()
        for phrase in words
        if not english or " " in phrase or "-" in phrase
    }
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    form = stem if english else str
    return Lexicon(
        tongue=tongue,
        version=data.version,
        cues={cue: re.compile(_one_of(forms, edge, shut)) for cue, forms in data.cues.items()},
        before=re.compile(rf"{edge}({'|'.join(_longest(data.approximation.before))})\s*(?:the |an? )?$"),
        after=re.compile(rf"\s*({'|'.join(_longest(data.approximation.after))}){shut}"),
        bounds={**dict.fromkeys(data.approximation.over, "over"), **dict.fromkeys(data.approximation.under, "under")},
        stop=frozenset(data.stop) if english else frozenset(data.stop_grams),
        unit_of={form(word): unit for unit, words in data.units.items() for word in words},
        concept_of={form(w): c for c, words in data.concepts.items() for w in words if w not in phrases},
        phrases=re.compile(edge + "(?:" + "|".join(re.escape(phrase) for phrase in ordered) + ")" + shut),
        phrase_concept=phrases,
        opposite=dict(data.opposites) | {b: a for a, b in data.opposites},
    )


def _one_of(forms: Words, edge: str, shut: str) -> str:
    """A pattern for any of the forms; a form that has its own anchor at an end gets no word boundary there."""
    alternatives = []
    for form in forms:
        left = "" if form.startswith(("^", "n't", "'")) or not edge else edge
        right = "" if form.endswith(("?", ",", ":", ")")) and not form[-2:-1].isalpha() else shut
        alternatives.append(f"{left}(?:{form}){right}")
    return "|".join(alternatives)


def _longest(words: Words) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
