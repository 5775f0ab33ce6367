"""From a reading to findings in words: gates first, then the two costliest gaps, then the other gaps, then what went well. Each
quotes the text, or names what is missing (MESSAGE_SCORING section 7). The sentences are data in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import yaml

from simulator.message.library import Library
from simulator.message.reading import WEIGHTS
from simulator.scenario.text import Language, Text

LONGEST: Final = 90
"""Characters of a quotation in a finding; the whole is marked by its offsets."""
_PATTERN: Final = {"en": "“{}”", "zh": "“{}”"}
_TIDY: Final = {" ()": "", "（）": "", ": .": ".", "：。": "。", "“”": "", "?.": "?", "？。": "？", "？；": "？"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for the grade of a message."""

    name: str
    """The criterion or gate."""
    is_gate: bool
    level: int
    """Level of the criterion, 0 to 2; for a gate the grade that it allows."""
    message: str
    quote: str = ""
    start: int | None = None
    end: int | None = None
    fact_ids: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain JSON values; ``criterion`` or ``gate`` names what it is about."""
        return {
            "gate" if self.is_gate else "criterion": self.name,
            "level": self.level,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "fact_ids": list(self.fact_ids),
            "message": self.message,
        }


def findings_of(
    reading: Mapping[str, Any], text: str, library: Library, language: Language, *, key: bool = True
) -> list[Finding]:
    """The findings of a reading.

    Args:
        text: the words that were read; offsets of the reading count in it.
        key: also say which facts were at hand. False before publication, where a check must not give the answers away.
    """
    sentences = _sentences(language)
    gates = [_gate(gate, text, sentences, language, key) for gate in reading["tripped"]]
    marks = [_mark(name, mark, text, library, sentences, language, key) for name, mark in reading["marks"].items()]
    cost = {finding.name: WEIGHTS[finding.name] * (2 - finding.level) for finding in marks}
    gaps = sorted((f for f in marks if f.level < 2), key=lambda f: (-cost[f.name], list(WEIGHTS).index(f.name)))
    return [*gates, *gaps, *(finding for finding in marks if finding.level == 2)]


def _gate(gate: Mapping[str, Any], text: str, sentences: Mapping[str, Any], language: Language, key: bool) -> Finding:
    quote, start, end = _quoted(gate.get("spans", ()), text)
    template = sentences["gates"][gate["gate"]][gate["reason"]]
    message = template.format(quote=_in_marks(quote, language), cap=gate["cap"], items="", facts="")
    return Finding(
        gate["gate"], True, gate["cap"], message, quote, start, end, tuple(gate.get("facts", ())) if key else ()
    )


def _mark(
    name: str,
    mark: Mapping[str, Any],
    text: str,
    library: Library,
    sentences: Mapping[str, Any],
    language: Language,
    key: bool,
) -> Finding:
    quote, start, end = _quoted(mark.get("spans", ()), text)
    items = _listed([_named(item, library, language) for item in mark.get("items", ())[:3]], language)
    message = sentences[name][mark["reason"]].format(quote=_in_marks(quote, language), items=items, facts="", cap="")
    facts = tuple(mark.get("facts", ()))
    if name == "concerns" and facts and key:
        known = _listed([library.facts[fact].text.in_(language).rstrip(".。") for fact in facts], language)
        gap = " " if language == "en" else ""
        message += gap + sentences["known_from"].format(facts=known)
    return Finding(name, False, mark["level"], _tidied(message), quote, start, end, facts if key else ())


def _quoted(spans: Sequence[Sequence[int]], text: str) -> tuple[str, int | None, int | None]:
    """The first span's words with their offsets."""
    if not spans:
        return "", None, None
    start, end = spans[0]
    return text[start:end], start, end


def _in_marks(quote: str, language: Language) -> str:
    """A quotation in quotation marks, shortened in its middle; without one a word that stands for it."""
    plain = " ".join(quote.split())
    if not plain:
        return {"en": "this", "zh": "所述内容"}[language]
    if len(plain) > LONGEST:
        plain = f"{plain[: LONGEST // 2].rstrip()} … {plain[-LONGEST // 3 :].lstrip()}"
    return _PATTERN[language].format(plain)


def _tidied(message: str) -> str:
    """A message without the marks round nothing, and without a stop after a question's own mark."""
    for untidy, tidy in _TIDY.items():
        message = message.replace(untidy, tidy)
    return message


def _listed(names: Sequence[str], language: Language) -> str:
    return {"en": "; ", "zh": "；"}[language].join(names)


def _named(item: str, library: Library, language: Language) -> str:
    """What a concern, slot, claim or party is called."""
    named: Mapping[str, Text] = {
        **{slot.id: slot.label for slot in library.slots.values()},
        **{claim.id: claim.says for claim in library.claims.values()},
        **{concern.id: concern.ask for concern in library.concerns.values()},
        **{party.id: party.name for party in library.scenario.parties},
    }
    return named[item].in_(language) if item in named else item


@lru_cache(maxsize=2)
def _sentences(language: Language) -> Mapping[str, Any]:
    text = (files("simulator.message.explain") / f"{language}.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data
