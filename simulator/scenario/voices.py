"""Brings together what the public of a scenario can say: the lines and sentences of its file, the names that only it
knows, and the grammar of the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from simulator.opinion.channels import Channel, Segment
from simulator.opinion.posts.template import Compiler, Lists, Pool, Template, literal, places
from simulator.opinion.posts.voices import EMOTIONS, STANCES, Bag, Emotion, NarrativeVoice, Stance, Voices
from simulator.scenario.schema import Narrative, Scenario
from simulator.scenario.text import Language
from simulator.scenario.voice import HOLES, WITH_CLAIM, WITH_CONCERN, Grammar, Said, Saying, WordLists, grammar, text_of
from simulator.scenario.yamlfile import read_yaml

K = TypeVar("K")
_Key = tuple[tuple[Segment, ...], tuple[Channel, ...], bool | None]

_USUAL: tuple[Emotion, ...] = tuple(emotion for emotion in EMOTIONS if emotion != "grief")
_LOCAL: tuple[Segment, ...] = ("affected", "residents", "parents", "leaders")
"""Who says what a scenario gives to nobody in particular: not those who only read of it elsewhere."""
_SHORTENED = {"en": (" County", " City", " Township", " Town", " Province"), "zh": ("县", "市", "镇", "乡", "省")}


def voices_of(scenario: Scenario, language: Language) -> Voices:
    """The public of a scenario in one language; a pure function, worth keeping while a drill is shown."""
    spoken = grammar(language)
    lists = {**spoken.words, **_in(scenario.voice.words if scenario.voice else {}, language)}
    names = _names(scenario, language)
    compiled = _Section(lists, names)
    callers = _callers(scenario, language, spoken, lists, names)
    return Voices(
        language=language,
        hour=scenario.clock.t0.hour + scenario.clock.t0.minute / 60,
        narratives={
            narrative.id: _narrative(scenario, place, spoken, lists, names, callers)
            for place, narrative in enumerate(scenario.narratives)
        },
        channels=compiled.pools("channels", spoken.channels),
        segments=compiled.pools("segments", spoken.segments),
        moods=compiled.pools("moods", spoken.moods),
        replies=compiled.pools("replies", spoken.replies),
        screenshots=compiled.pools("screenshots", spoken.screenshots),
        night=compiled.pools("night", {0: spoken.night})[0],
        off_topic=compiled.pools("off_topic", {0: spoken.off_topic})[0],
        callers=callers,
        reporters=compiled.pools("reporters", spoken.reporters),
        headlines=compiled.pools("headlines", spoken.headlines),
    )


class _Section:
    """Makes pools of the sections of a grammar."""

    def __init__(self, lists: Lists, names: Lists) -> None:
        self._lists, self._names = lists, names

    def pools(self, section: str, texts: Mapping[K, tuple[str, ...]]) -> dict[K, Pool]:
        """A pool for each key of a section."""
        holes = HOLES[section]
        names = {name: words for name, words in self._names.items() if name not in holes}
        compiler = Compiler(self._lists, names, holes)
        return {key: Pool([compiler.template(text) for text in some]) for key, some in texts.items()}


def _in(lists: WordLists, language: Language) -> dict[str, tuple[str, ...]]:
    return {name: texts[language] for name, texts in lists.items() if language in texts}


def _callers(scenario: Scenario, language: Language, spoken: Grammar, lists: Lists, names: Lists) -> dict[str, Pool]:
    """Callers by concern: its question, or what the scenario has them say, in every way of putting it."""
    pools = {}
    for concern in scenario.concerns:
        asks = (concern.ask.in_(language), *concern.calls.get(language, ()))
        compiler = Compiler(lists, {**names, WITH_CONCERN: asks})
        pools[concern.id] = Pool([compiler.template(text) for text in spoken.callers])
    return pools


def _names(scenario: Scenario, language: Language) -> dict[str, tuple[str, ...]]:
    """Word lists that follow from the scenario: its places, other places, and the departments in charge."""
    known, above, spare = _places(language)
    here = dict.fromkeys(place for strand in scenario.strands for place in strand.places)
    here.update(dict.fromkeys(party.id.split("/")[0] for party in scenario.parties if not here))
    full = [known[place] for place in here if place in known] or [scenario.title.in_(language)]
    near = [(place, *above.get(place, ())) for place in here]
    other = [
        name
        for place, name in known.items()
        if above[place] and place not in spare and not any(place in chain or chain[0] in above[place] for chain in near)
    ]
    involved = dict.fromkeys(party for strand in scenario.strands for party in strand.departments)
    offices = [party.name.in_(language) for party in scenario.parties if party.id in involved]
    return {
        "place": tuple(full),
        "town": tuple(_short(name, language) for name in full),
        "elsewhere": tuple(_short(name, language) for name in other or full),
        "office": tuple(offices) or tuple(full),
    }


def _short(name: str, language: Language) -> str:
    """A place as people call it."""
    for ending in _SHORTENED[language]:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


@cache
def _places(language: Language) -> tuple[dict[str, str], dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Names of the places of the fictional world, for each the places that it lies in, and those that nobody speaks of."""
    world = read_yaml(files("scenarios").joinpath("world.yaml")).data
    entries: dict[str, dict[str, str]] = world["places"]  # type: ignore[index]
    above: dict[str, tuple[str, ...]] = {}
    for place, entry in entries.items():  # a place stands below those that it lies in
        parent = entry.get("parent")
        above[place] = (parent, *above[parent]) if parent is not None else ()
    spare = tuple(place for place, entry in entries.items() if entry.get("spare"))
    return {place: entry[language] for place, entry in entries.items()}, above, spare


def _narrative(
    scenario: Scenario, place: int, spoken: Grammar, lists: Lists, names: Lists, callers: Mapping[str, Pool]
) -> NarrativeVoice:
    """What is said about one narrative: its own sentences, its lines, and those for any narrative of its kind."""
    narrative, language = scenario.narratives[place], spoken.language
    voice = narrative.voice
    known = {**names, **_about(scenario, narrative, language)}
    own = {**lists, **_in(voice.words if voice else {}, language)}
    compiler = Compiler(own, known, ("tag",))
    common = scenario.voice.moods if scenario.voice else None
    moods = (voice.moods if voice else None) or common or _USUAL
    bags: dict[Stance, tuple[Bag, ...]] = {}
    for stance in STANCES:
        found = _Bags(compiler, moods, _LOCAL)
        if voice is not None:
            found.add(voice.says.get(stance, {}).get(language, ()))
        found.add_lines(_lines(narrative, stance, language))
        bags[stance] = found.bags(f"{narrative.id} {stance}", shared=False)
        if voice is None or not voice.replace:
            general = _Bags(Compiler(spoken.words, known, ("tag",)), moods)
            said = spoken.says.get(narrative.kind, {}).get(stance, ()) + spoken.says.get("any", {}).get(stance, ())
            general.add(entry for entry in said if _can_be_said(text_of(entry), spoken.words, known))
            bags[stance] += general.bags(f"{narrative.kind} {stance}", shared=True)
    concerns = [concern.id for concern in scenario.concerns if concern.narrative == narrative.id]
    calls = tuple(Bag(callers[name], (), ("hotline",), None, False, f"{name} calls") for name in concerns)
    general_too = voice is None or not voice.replace
    if general_too:
        bags["asking"] += calls
        bags["undecided"] += calls
    strays = general_too and "grief" not in moods
    return NarrativeVoice(place, narrative.tags.in_(language), known["topic"][0], moods, bags, strays)


def _about(scenario: Scenario, narrative: Narrative, language: Language) -> dict[str, tuple[str, ...]]:
    """Word lists that follow from a narrative: its name, what its claims say and what its concerns ask."""
    topic = narrative.name.in_(language)
    if narrative.kind == "rumour" and not topic.startswith("“"):
        topic = f"“{topic}”"
    claims = tuple(claim.says.in_(language) for claim in scenario.claims if claim.narrative == narrative.id)
    asks = tuple(concern.ask.in_(language) for concern in scenario.concerns if concern.narrative == narrative.id)
    found = {"topic": (topic,), WITH_CLAIM: claims, WITH_CONCERN: asks}
    return {name: texts for name, texts in found.items() if texts}


def _lines(narrative: Narrative, stance: Stance, language: Language) -> tuple[str, ...]:
    """The lines of a stance; the undecided have none of their own."""
    lines = {
        "asking": narrative.lines.asking,
        "believing": narrative.lines.believing,
        "settled": narrative.lines.settled,
    }
    return tuple(text.in_(language) for text in lines.get(stance, ()))


def _can_be_said(text: str, lists: Lists, names: Lists) -> bool:
    return all(name in lists or name in names or name == "tag" for name in places(text))


class _Bags:
    """Sorts sentences by who says them where."""

    def __init__(self, compiler: Compiler, moods: tuple[Emotion, ...], anybody: tuple[Segment, ...] = ()) -> None:
        """``moods`` may be felt; ``anybody`` says what no people are named for."""
        self._compiler, self._moods, self._anybody = compiler, moods, anybody
        self._sorted: dict[_Key, list[Template]] = {}

    def add(self, said: Iterable[Said]) -> None:
        """Add sentences with word lists, but for those in a mood that may not be felt."""
        for entry in said:
            if isinstance(entry, Saying) and entry.mood is not None and entry.mood not in self._moods:
                continue
            key: _Key = (self._anybody, (), None)
            if isinstance(entry, Saying):
                key = (entry.by or self._anybody, entry.on, entry.heard)
            self._sorted.setdefault(key, []).append(self._compiler.template(text_of(entry)))

    def add_lines(self, lines: Iterable[str]) -> None:
        """Add lines, which are said as they stand."""
        for line in lines:
            self._sorted.setdefault((self._anybody, (), None), []).append(literal(line))

    def bags(self, name: str, *, shared: bool) -> tuple[Bag, ...]:
        """The sentences, one bag for each kind of people and place; ``name`` begins its name."""
        return tuple(
            Bag(Pool(templates), by, on, heard, shared, f"{name} {' '.join((*by, *on))} {heard}")
            for (by, on, heard), templates in self._sorted.items()
        )
