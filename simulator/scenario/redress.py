"""Re-dresses a scenario: the same crisis under other names. Places, people, firms and outlets are called otherwise, ids tell
nothing, lists whose order means nothing are shuffled, figures are scaled, and the date is another. What holds on a scenario
and not on its re-dressed forms was learned by heart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from simulator.scenario.redress_dates import move_for
from simulator.scenario.redress_draws import Lots
from simulator.scenario.redress_figures import change_values, new_figures, rewritten
from simulator.scenario.redress_names import new_ids, new_places, renamings
from simulator.scenario.references import ACTOR, SECTIONS, reference_patterns
from simulator.scenario.schema import Scenario
from simulator.scenario.written import plain_of

ORDERLESS: Final = (
    "parties",
    "seats",
    "slots",
    "facts",
    "protected",
    "claims",
    "concerns",
    "advice",
    "disposals",
    "signals",
    "injects",
    "outlets",
    "questions",
)
"""Sections whose entries stand in no order that means anything."""
_LANGUAGES: Final = ("en", "zh")
_LONGEST: Final = 40
"""Most characters of a scenario's id."""
Change = Callable[[str, str], str]
"""A text and its language -> the text changed."""


def redress(scenario: Scenario, seed: int) -> Scenario:
    """The scenario in the names, ids, order, figures and days of a seed; the same seed gives the same scenario.

    Its structure is the same: who owns what, when it becomes true, what answers what. It passes the checks that the original
    passes.
    """
    lots, data = Lots(scenario.id, seed), plain_of(scenario)
    _change_words(data, scenario, lots)
    _change_ids(data, scenario, lots)
    for section in ORDERLESS:
        if section in data:
            data[section] = lots.shuffled(section, data[section])
    data["id"] = f"{scenario.id[: _LONGEST - 1 - len(str(seed))]}-{seed}"
    return Scenario.model_validate(data)


def _change_words(data: dict[str, Any], scenario: Scenario, lots: Lots) -> None:
    """Names, figures and dates, in texts and values."""
    pairs = [{lang: "\n".join(_strings(node.get(lang))) for lang in _LANGUAGES} for node in _worded(data)]
    spoken = {lang: "\n".join(pair[lang] for pair in pairs) for lang in _LANGUAGES}
    figures = new_figures(data, pairs, lots)
    span = timedelta(seconds=scenario.clock.ends)
    move = move_for(scenario.clock.t0, span, list(spoken.items()), lots)
    secret = "\n".join(pattern for part in data.get("protected", ()) for pattern in part.get("patterns", ()))
    named = renamings({lang: f"{text}\n{secret}" for lang, text in spoken.items()}, new_places(lots), lots)

    def change(text: str, language: str) -> str:
        return named[language].text(move.text(rewritten(text, figures), language))

    for node in _worded(data):
        for language in _LANGUAGES:
            if language in node:
                node[language] = _changed(node[language], language, change)
    for part in data.get("protected", ()):
        if "patterns" in part:
            part["patterns"] = [_either(pattern, change) for pattern in part["patterns"]]
    change_values(data, figures)
    data["clock"]["t0"] = move.moment(datetime.fromisoformat(data["clock"]["t0"])).isoformat()


def _either(pattern: str, change: Change) -> str:
    """A pattern of either language: in Chinese if it holds a Chinese character."""
    return change(pattern, "zh" if any("一" <= letter <= "鿿" for letter in pattern) else "en")


def _worded(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping from languages to words."""
    if isinstance(value, dict):
        if value and all(key in _LANGUAGES for key in value):
            yield value
        else:
            for entry in value.values():
                yield from _worded(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _worded(entry)


def _strings(value: Any) -> Iterator[str]:
    """The words of one language: a text, a list of texts, or sentences with their people and places."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)
    elif isinstance(value, dict):
        yield from _strings(value.get("text"))


def _changed(value: Any, language: str, change: Change) -> Any:
    if isinstance(value, str):
        return change(value, language)
    if isinstance(value, list):
        return [_changed(entry, language, change) for entry in value]
    return {**value, "text": _changed(value["text"], language, change)}


def new_ids_of(scenario: Scenario, seed: int) -> dict[str, str]:
    """Id -> what ``redress`` calls it with that seed: of everything but parties, whose ids say who they are."""
    return _fresh(plain_of(scenario), scenario, Lots(scenario.id, seed))


def _fresh(data: dict[str, Any], scenario: Scenario, lots: Lots) -> dict[str, str]:
    """New ids of entries, and new names of the bodies that are no organs."""
    kept = [entry["id"] for section in SECTIONS if section != "parties" for entry in data.get(section, ())]
    actors = [party.id for party in scenario.parties if party.kind == ACTOR]
    return new_ids([*dict.fromkeys(kept), *actors], lots)


def _change_ids(data: dict[str, Any], scenario: Scenario, lots: Lots) -> None:
    """Ids, and whatever names them."""
    places, fresh = new_places(lots), _fresh(data, scenario, lots)
    actors = [party.id for party in scenario.parties if party.kind == ACTOR]
    parties = {}
    for party in scenario.parties:
        place, _, name = party.id.partition("/")
        parties[party.id] = f"{places.get(place, place)}/{fresh[party.id] if party.id in actors else name}"
    new = dict.fromkeys(SECTIONS, fresh) | {"parties": parties, "places": places}
    for section in SECTIONS:
        for entry in data.get(section, ()):
            entry["id"] = new[section].get(entry["id"], entry["id"])
    for pattern, targets in reference_patterns().items():
        _refer(data, pattern.split("."), new.get(targets[0], {}))


def _refer(value: Any, parts: list[str], new: Mapping[str, str]) -> None:
    """Change what stands at the places that a pattern means, in place."""
    head, rest = parts[0], parts[1:]
    if head == "*key":
        renamed = {new.get(key, key): entry for key, entry in value.items()} if isinstance(value, dict) else {}
        if isinstance(value, dict):
            value.clear()
            value.update(renamed)
    elif head == "*":
        for place, entry in enumerate(value if isinstance(value, list) else ()):
            if rest:
                _refer(entry, rest, new)
            elif isinstance(entry, str):
                value[place] = new.get(entry, entry)
    elif isinstance(value, dict) and head in value:
        if rest:
            _refer(value[head], rest, new)
        elif isinstance(value[head], str):
            value[head] = new.get(value[head], value[head])
