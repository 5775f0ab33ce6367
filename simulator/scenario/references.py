"""Checks that every name in a scenario file refers to something that the file, or the fictional world, holds.
It works on the file's plain data, so that one mistyped value does not hide the unknown names around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from simulator.errors import Problem
from simulator.scenario.validation import nearest, one_of
from simulator.scenario.yamlfile import read_yaml
from simulator.scenario.yamltext import Document, Loc, field_path, quoted

SECTIONS = {
    "objectives": "objective",
    "strands": "strand",
    "parties": "party",
    "seats": "seat",
    "slots": "slot",
    "facts": "fact",
    "protected": "protected information",
    "narratives": "narrative",
    "claims": "claim",
    "concerns": "concern",
    "advice": "advice",
    "disposals": "disposal",
    "signals": "signal",
    "injects": "inject",
    "outlets": "outlet",
    "questions": "question",
    "epilogue": "epilogue",
}
"""Sections of a scenario whose entries have an id, and what one entry is called."""

ANSWERS = ("slots", "advice", "disposals")
"""Sections whose ids share one space, because concerns and questions are answered by any of them."""

_CONDITION = {
    "parties.*": ("parties",),
    "fact": ("facts",),
    "claim": ("claims",),
    "narrative": ("narratives",),
    "disposal": ("disposals",),
    "inject": ("injects",),
}
_REFERENCES: dict[str, tuple[str, ...]] = {
    "strands.*.departments.*": ("parties",),
    "strands.*.duties.*key": ("parties",),
    "strands.*.places.*": ("places",),
    "strands.*.timeline.*.departments.*": ("parties",),
    "strands.*.timeline.*.places.*": ("places",),
    "strands.*.timeline.*.command": ("places",),
    "strands.*.timeline.*.superior_request_by": ("places",),
    "parties.*.kind": ("kinds",),
    "seats.*.party": ("parties",),
    "facts.*.slot": ("slots",),
    "facts.*.superseded_by": ("facts",),
    "facts.*.owner": ("parties",),
    "facts.*.verification.desk": ("seats",),
    "facts.*.known_at_start.*": ("seats",),
    "facts.*.needs_disposals.*": ("disposals",),
    "protected.*.facts.*": ("facts",),
    "claims.*.narrative": ("narratives",),
    "claims.*.settled_by.*": ("facts",),
    "claims.*.verification.desk": ("seats",),
    "claims.*.embarrasses.*": ("parties",),
    "concerns.*.narrative": ("narratives",),
    **{f"{section}.*.strand": ("strands",) for section in ("narratives", "claims", "concerns", "signals", "injects")},
    "concerns.*.answered_by.*": ANSWERS,
    "advice.*.needs": ("facts",),
    "disposals.*.owner": ("seats",),
    "disposals.*.needs.*": ("facts",),
    "disposals.*.after.*": ("disposals",),
    "disposals.*.solves.*key": ("narratives",),
    "signals.*.seen_by.*": ("seats",),
    "injects.*.to.*": ("seats",),
    **{f"injects.*.when.if.{key}": target for key, target in _CONDITION.items()},
    "injects.*.effects.*.facts.*": ("facts",),
    "injects.*.effects.*.narrative": ("narratives",),
    "injects.*.effects.*.party": ("parties",),
    "injects.*.effects.*.slot": ("slots",),
    "injects.*.effects.*.claim": ("claims",),
    "injects.*.order.slot": ("slots",),
    "injects.*.order.claim": ("claims",),
    "injects.*.question": ("questions",),
    "injects.*.concern": ("concerns",),
    "questions.*.outlet": ("outlets",),
    "questions.*.concern": ("concerns",),
    "questions.*.claim": ("claims",),
    "questions.*.answered_by.*": ANSWERS,
    **{f"epilogue.*.if.{key}": target for key, target in _CONDITION.items()},
    "epilogue.*.surfaces.*": ("claims",),
}
ACTOR = "actor"
"""Kind of a party that is no organ: a school or firm whose conduct is the matter (OFFICIAL_RULES C9)."""

_OF_WORLD = {"places": "place", "kinds": "kind of party"}


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the fictional world allows a scenario to name."""

    places: tuple[str, ...]
    kinds: tuple[str, ...]
    """Kinds of parties."""
    organising: tuple[str, ...]
    """Kinds of parties that the rules bring in by themselves, to organise or to lead."""


@cache
def allowed() -> Allowed:
    """Places and kinds of parties of the fictional world, from the library's ``world.yaml``."""
    data = read_yaml(files("scenarios").joinpath("world.yaml"), name="world.yaml").data
    world = data if isinstance(data, dict) else {}
    kinds = world.get("parties") or {}
    organising = tuple(kind for kind, entry in kinds.items() if entry.get("org"))
    return Allowed(tuple(world.get("places") or ()), (*kinds, ACTOR), organising)


def reference_patterns() -> Mapping[str, tuple[str, ...]]:
    """Where a scenario file names something -> the sections whose ids may stand there, ``places`` or ``kinds``; ``*`` is any
    entry of a list, ``*key`` any key of a mapping.
    """
    return _REFERENCES


def reference_problems(document: Document) -> list[Problem]:
    """Ids used twice, and names that refer to nothing, anywhere in the file."""
    known = {section: [text for _, text in ids_of(document, section)] for section in SECTIONS}
    known |= {"places": list(allowed().places), "kinds": list(allowed().kinds)}
    return [*_repeated(document), *_places(document), *_unknown(document, known)]


def ids_of(document: Document, section: str) -> Iterator[tuple[Loc, str]]:
    """Place and text of every id in a section, as far as they can be read."""
    entries = document.at((section,))
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield (section, index, "id"), entry["id"]


def _repeated(document: Document) -> Iterator[Problem]:
    spaces = [(section,) for section in SECTIONS if section not in ANSWERS]
    for space in (*spaces, ANSWERS):
        first: dict[str, Loc] = {}
        for section in space:
            for loc, text in ids_of(document, section):
                if text in first:
                    wrong = f"the id {quoted(text)} is already used on line {document.line_of(first[text])}"
                    shared = " (slots, advice and disposals share one space)" if len(space) > 1 else ""
                    yield _problem(document, loc, wrong, f"choose another id{shared}")
                first.setdefault(text, loc)


def _places(document: Document) -> Iterator[Problem]:
    for loc, party in ids_of(document, "parties"):
        place = party.partition("/")[0]
        if place not in allowed().places:
            wrong = f"{quoted(place)} is not a place of the fictional world"
            yield _problem(document, loc, wrong, one_of(allowed().places, place))


def _unknown(document: Document, known: Mapping[str, list[str]]) -> Iterator[Problem]:
    sets = {section: frozenset(words) for section, words in known.items()}
    for pattern, targets in _REFERENCES.items():
        for loc, text in _find(document.data, pattern.split("."), ()):
            if not any(text in sets[target] for target in targets):
                words = [word for target in targets for word in known[target]]
                yield _problem(
                    document, loc, f"{quoted(text)} is not {_called(targets)}", _remedy(text, targets, words)
                )


def _called(targets: tuple[str, ...]) -> str:
    names = [_OF_WORLD.get(target) or SECTIONS[target] for target in targets]
    whose = "the fictional world" if targets[0] in _OF_WORLD else "this scenario"
    article = "an " if names[0][0] in "aeiou" else "a "
    return article + ", ".join(names[:-1]) + (" or " if names[1:] else "") + names[-1] + f" of {whose}"


def _remedy(text: str, targets: tuple[str, ...], words: list[str]) -> str:
    if not words:
        return f"add it under '{targets[0]}', or leave it away"
    near = nearest(text, words)
    return one_of([near, *(word for word in words if word != near)] if near else words, text)


def _find(data: object, parts: list[str], loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Texts at the places that a pattern means: ``*`` any entry of a list, ``*key`` any key of a mapping."""
    if not parts:
        if isinstance(data, str):
            yield loc, data
    elif parts[0] == "*key":
        if isinstance(data, dict):
            yield from (((*loc, key), key) for key in data)
    elif parts[0] == "*":
        for index, entry in enumerate(data if isinstance(data, list) else ()):
            yield from _find(entry, parts[1:], (*loc, index))
    elif isinstance(data, dict) and parts[0] in data:
        yield from _find(data[parts[0]], parts[1:], (*loc, parts[0]))


def _problem(document: Document, loc: Loc, wrong: str, right: str) -> Problem:
    return Problem(document.file, document.line_of(loc), field_path(loc), wrong, right)
