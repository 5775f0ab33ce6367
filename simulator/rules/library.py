"""Finds and loads what ships with Podium: rulebooks by name or path, with inheritance, and the fictional
world."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from simulator.errors import BadInputError, NotFoundError, Problem
from simulator.rules.rulebook import Rulebook
from simulator.rules.world import World
from simulator.scenario.yamlfile import Document, check, quoted, read_yaml

DEFAULT_RULEBOOK = "i80-2016"
"""The rulebook that holds where none is named (DESIGN decision 8)."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MAX_CHAIN = 8
_OWN = ("id", "note")
_BY_KEY = ("title", "source", "limits", "clock_start", "weights", "interpretations", "rules")


def rulebook_names() -> list[str]:
    """Return the names of the shipped rulebooks, sorted."""
    return sorted(entry.name.removesuffix(".yaml") for entry in _shelf().iterdir() if entry.name.endswith(".yaml"))


def load_rulebook(name_or_path: str | Path) -> Rulebook:
    """Return the effective rulebook of that name, or of that file; omitted fields are its parent's.

    Raises:
        NotFoundError: there is no such rulebook or file.
        BadInputError: the file holds mistakes; all are listed.
    """
    where, name = _find(name_or_path)
    if name is not None:
        return _shipped(name)
    return check(_effective(read_yaml(where), ()), Rulebook)


@lru_cache(maxsize=32)
def _shipped(name: str) -> Rulebook:
    return check(_effective(read_yaml(_shelf() / f"{name}.yaml", name=f"{name}.yaml"), (name,)), Rulebook)


@lru_cache(maxsize=1)
def load_world() -> World:
    """Return the fictional world that ships with Podium."""
    return check(read_yaml(files("scenarios") / "world.yaml", name="world.yaml"), World)


def _shelf() -> Traversable:
    return files("scenarios") / "rulebooks"


def _find(name_or_path: str | Path) -> tuple[Path, None] | tuple[Path, str]:
    """Return the file, and the name if it is a shipped rulebook."""
    text = str(name_or_path)
    path = Path(text)
    if not isinstance(name_or_path, Path) and _NAME.fullmatch(text) and text in rulebook_names():
        return path, text
    looks_like_file = isinstance(name_or_path, Path) or path.suffix in (".yaml", ".yml") or path.name != text
    if looks_like_file:
        return path, None
    known = ", ".join(rulebook_names())
    raise NotFoundError(f"There is no rulebook {quoted(text)}; take one of {known}, or name a .yaml file.")


def _effective(document: Document, chain: tuple[str, ...]) -> Document:
    """Return the document with what it omits filled from the rulebook that it inherits from."""
    data = document.data
    if not isinstance(data, dict) or data.get("inherits") is None:
        return document
    parent = data["inherits"]
    line = document.line_of(("inherits",))
    known = rulebook_names()
    if not isinstance(parent, str) or parent not in known:
        wrong, right = f"there is no rulebook {quoted(parent)}", f"inherit from one of {', '.join(known)}"
        raise BadInputError([Problem(document.file, line, "inherits", wrong, right)])
    if parent in chain or len(chain) >= _MAX_CHAIN:
        wrong, right = f"{quoted(parent)} inherits from itself in the end", "break the circle"
        raise BadInputError([Problem(document.file, line, "inherits", wrong, right)])
    base = _effective(read_yaml(_shelf() / f"{parent}.yaml", name=f"{parent}.yaml"), (*chain, parent))
    if not isinstance(base.data, dict):
        return document
    return replace(document, data=_merged(base.data, data))


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Lay ``own`` over ``base``: sections key by key, rules and readings field by field, but neither id nor note."""
    merged = {**{key: value for key, value in base.items() if key not in _OWN}, **own}
    for section in _BY_KEY:
        upper, lower = own.get(section), base.get(section)
        if isinstance(upper, dict) and isinstance(lower, dict):
            merged[section] = {**lower, **{key: _over(lower.get(key), value) for key, value in upper.items()}}
    return merged


def _over(lower: object, upper: object) -> object:
    return {**lower, **upper} if isinstance(lower, dict) and isinstance(upper, dict) else upper
