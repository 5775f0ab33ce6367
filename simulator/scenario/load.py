"""Opens scenarios: from the library by name, or from any file. A scenario is either loaded whole and
consistent, or refused with every mistake in it at once, each with its line, its field and what would be
right.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from simulator.errors import BadInputError, NotFoundError
from simulator.scenario.consistency import consistency_problems
from simulator.scenario.parts import parts_of
from simulator.scenario.references import reference_problems
from simulator.scenario.schema import Scenario
from simulator.scenario.validation import nearest, problems_of
from simulator.scenario.voice import voice_problems
from simulator.scenario.yamlfile import read_text
from simulator.scenario.yamltext import Document, listing, parse_yaml, quoted

MAX_BYTES = 2_000_000
"""Largest scenario file that is read."""

_NOT_SCENARIOS = ("world",)
_LATER: Final[dict[str, Any]] = {
    "strand": None,
    "surfaced": 0,
    "needs_disposals": [],
    "legacy": False,
    "decision": False,
    "anchors": {},
    "legal_ground": None,
    "withdrawn": False,
}
"""Keys that the format did not have at first, with their defaults."""


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """A scenario that is whole, and the file that it came from."""

    scenario: Scenario
    digest: str
    """SHA-256 of the validated data in canonical form; comments, key order and layout do not change it."""
    file: str
    """The file as the user named it; for the library ``scenarios/<name>.yaml``."""
    document: Document
    """The file's plain data, with the line of every value."""


def list_scenarios() -> tuple[str, ...]:
    """Names of the scenarios in the library, in alphabetical order."""
    return tuple(sorted(_library()))


def load_scenario(name_or_path: str) -> LoadedScenario:
    """The scenario of that name in the library, or in that file.

    Raises:
        NotFoundError: there is neither such a name nor such a file; the sentence names what is near.
        BadInputError: the file holds mistakes; all of them are listed.
    """
    document = parse_yaml(*_find(name_or_path))
    scenario, problems = None, list(document.problems)
    try:
        scenario = Scenario.model_validate(document.data)
    except ValidationError as error:
        problems += problems_of(error, document, Scenario)
    if isinstance(document.data, dict):
        problems += reference_problems(document)
        problems += consistency_problems(parts_of(document, scenario))
    if scenario is not None:
        problems += voice_problems(document, scenario)
    if problems or scenario is None:
        raise BadInputError(listing(document.file, problems))
    return LoadedScenario(scenario, digest_of(scenario), document.file, document)


def digest_of(scenario: Scenario) -> str:
    """SHA-256, in hexadecimal, of a scenario's data in canonical JSON. What the format came to know later is left out where a
    scenario says nothing of it, so that a file keeps its digest, and its drills their scenario, when the format grows.
    """
    data = _without_later(scenario.model_dump(mode="json", by_alias=True))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_later(data: Any) -> Any:
    """Plain data without those keys of :data:`_LATER` that hold their default."""
    if isinstance(data, list):
        return [_without_later(entry) for entry in data]
    if not isinstance(data, dict):
        return data
    said = {key: value for key, value in data.items() if key not in _LATER or value != _LATER[key]}
    return {key: _without_later(value) for key, value in said.items()}


def _library() -> dict[str, Traversable]:
    """Files of the library by name."""
    found = {}
    for entry in files("scenarios").iterdir():
        name, _, kind = entry.name.rpartition(".")
        if kind == "yaml" and name not in _NOT_SCENARIOS and entry.is_file():
            found[name] = entry
    return found


def _find(name_or_path: str) -> tuple[str, str]:
    """Text of a scenario file, and what messages call it."""
    library = _library()
    if name_or_path in library:
        name = f"scenarios/{name_or_path}.yaml"
        return read_text(library[name_or_path], max_bytes=MAX_BYTES, name=name), name
    path = Path(name_or_path)
    looks_like_path = "/" in name_or_path or "\\" in name_or_path or path.suffix in (".yaml", ".yml")
    if looks_like_path or (name_or_path and _exists(path)):
        return read_text(path, max_bytes=MAX_BYTES), name_or_path
    names = sorted(library)
    near = nearest(name_or_path, names)
    hint = f"did you mean {near}? " if near else ""
    listed = f"the library holds {', '.join(names)}" if names else "the library is empty"
    raise NotFoundError(f"there is no scenario {quoted(name_or_path)}; {hint}{listed}; or give the path of a file")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
