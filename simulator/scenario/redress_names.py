"""Other names for a scenario that is re-dressed: the places of the world change for spare ones of the same shape, people,
firms, features and outlets for others of the library's list of invented names, in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from simulator.scenario.redress_draws import Lots
from simulator.scenario.yamlfile import check, read_yaml

_KINDS: Final = {
    "en": (" Province", " City", " County", " Township", " Town"),
    "zh": ("省", "市", "县", "乡", "镇"),
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(_Part):
    """An invented name in two languages."""

    en: str
    zh: str


class Names(_Part):
    """The library's list of names."""

    known: dict[str, tuple[Name, ...]]
    """What shipped scenarios call people, firms, features and outlets, by kind."""
    pool: dict[str, tuple[Name, ...]]
    """What else they may be called."""
    signs: dict[str, str]
    """How documents of a place are marked before their number, in English letters."""
    ids: tuple[str, ...]
    """Words of which ids are made."""


@cache
def names() -> Names:
    """The library's list of names."""
    return check(read_yaml(files("scenarios").joinpath("redress").joinpath("names.yaml")), Names)


@cache
def _world() -> dict[str, dict[str, Any]]:
    data = read_yaml(files("scenarios").joinpath("world.yaml")).data
    places: dict[str, dict[str, Any]] = data["places"]  # type: ignore[index]
    return places


def new_places(lots: Lots) -> dict[str, str]:
    """Place -> the spare place that stands for it; the centre stands for itself."""
    world = _world()
    top = [place for place, entry in world.items() if entry.get("parent") == "central" and not entry.get("spare")]
    spare = lots.shuffled("provinces", [p for p, e in world.items() if e.get("parent") == "central" and e.get("spare")])
    found: dict[str, str] = {}
    for place, other in zip(top, spare, strict=False):
        found.update(_embedded(place, other, lots) or {})
    return found


def _embedded(place: str, other: str, lots: Lots) -> dict[str, str] | None:
    """A place and all that lies in it, laid over another; None if that has not as much, or is of another kind."""
    if _kind(place) != _kind(other):
        return None
    below, there = _below(place), lots.shuffled(f"in {other}", _below(other))
    for some in permutations(there, len(below)):
        parts = [_embedded(one, two, lots) for one, two in zip(below, some, strict=True)]
        if all(part is not None for part in parts):
            return {place: other, **{key: value for part in parts if part for key, value in part.items()}}
    return None


def _below(place: str) -> list[str]:
    return [one for one, entry in _world().items() if entry.get("parent") == place]


def _kind(place: str) -> str:
    return next((ending for ending in _KINDS["zh"] if _world()[place]["zh"].endswith(ending)), "")


def short(place: str, language: str) -> str:
    """A place's name without what it is."""
    name: str = _world()[place][language]
    return next((name.removesuffix(ending) for ending in _KINDS[language] if name.endswith(ending)), name)


@dataclass(frozen=True, slots=True)
class Renaming:
    """Old name -> new name in one language, longest first."""

    found: Mapping[str, str]
    pattern: re.Pattern[str]
    signs: Mapping[str, str]
    sign: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """A text with its names changed, all at once."""
        text = self.pattern.sub(lambda match: self.found[" ".join(match.group().split())], text)
        return self.sign.sub(lambda match: self.signs[match.group()], text) if self.sign else text


def renamings(texts: Mapping[str, str], places: Mapping[str, str], lots: Lots) -> dict[str, Renaming]:
    """What is renamed in each language; ``texts`` holds all words of the scenario by language."""
    chosen = list(_chosen(texts, lots))
    made = {}
    for language in ("en", "zh"):
        found = {short(old, language): short(new, language) for old, new in places.items()}
        found |= {getattr(old, language): getattr(new, language) for old, new in chosen}
        ordered = sorted(found, key=lambda name: (-len(name), name))
        some = "|".join(re.escape(name).replace("\\ ", r"\s") for name in ordered)

        begins, ends = (r"(?<![A-Z])", r"(?![a-z])") if language == "en" else ("", "")
        made[language] = Renaming(found, re.compile(f"{begins}(?:{some}){ends}"), *_signs(places, language))
    return made


def _chosen(texts: Mapping[str, str], lots: Lots) -> Iterator[tuple[Name, Name]]:
    """Every known name that the scenario uses, with the one that stands for it from now on."""
    for kind, known in names().known.items():
        used = [name for name in known if name.en in texts["en"] or name.zh in texts["zh"]]
        free = [n for n in names().pool[kind] if n.en not in texts["en"] and n.zh not in texts["zh"]]
        yield from zip(used, lots.shuffled(f"{kind} names", free), strict=False)


def _signs(places: Mapping[str, str], language: str) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """The marks before the numbers of documents."""
    marks = names().signs
    if language == "zh":
        signs = {short(old, "zh")[0]: short(new, "zh")[0] for old, new in places.items() if old in marks}
        return signs, re.compile(f"(?:{'|'.join(signs)})(?=[\u4e00-\u9fff]{{1,4}}〔)")
    signs = {marks[old]: marks[new] for old, new in places.items() if old in marks and new in marks}
    return signs, re.compile(rf"\b(?:{'|'.join(signs)})(?=(?: [A-Z][a-z]+){{1,3}} 〔)")


def new_ids(old: Sequence[str], lots: Lots) -> dict[str, str]:
    """Old id -> an id that tells nothing."""
    words = lots.shuffled("id words", names().ids)
    return {name: f"{words[place % len(words)]}_{place // len(words) + 1}" for place, name in enumerate(old)}
