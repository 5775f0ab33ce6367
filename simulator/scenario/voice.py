"""How a scenario file, and the grammar of a language, write down what people say: sentences with word lists in braces,
such as ``{kin} is still not home``, each for anybody or for some people and places only. The check finds a list that is
not there, a brace that is open, and a language that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from simulator.errors import Problem
from simulator.opinion.channels import Segment
from simulator.opinion.posts.template import places
from simulator.opinion.posts.voices import Emotion, Line, Stance
from simulator.scenario.text import Channel, Language, Name, Words
from simulator.scenario.validation import nearest
from simulator.scenario.yamlfile import check, read_yaml
from simulator.scenario.yamltext import Document, Loc, field_path, quoted

ALWAYS = ("tag", "topic", "place", "town", "elsewhere", "office")
"""Word lists that every narrative has: its hashtag, its name, the places of the matter in full and in short, other
places of the world, and the departments in charge."""
WITH_CLAIM, WITH_CONCERN = "claim", "ask"
"""Word lists of a narrative that has a claim or a concern: what the claim says, what the concern asks."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Saying(_Part):
    """One sentence, and who says it where."""

    text: Words = Field(description="the sentence; a name in braces stands for a word of that list")
    by: tuple[Segment, ...] = Field(
        default=(), description="parts of the public that say it; left out: anybody of the place"
    )
    on: tuple[Channel, ...] = Field(
        default=(), description="channels where it is said; left out: anywhere but on the hotline"
    )
    heard: bool | None = Field(
        default=None, description="true: only once official words have reached people; false: only before"
    )
    mood: Emotion | None = Field(default=None, description="said only where this may be felt, such as humour")


Said = Words | Saying
"""A sentence for anybody anywhere, or one with its people and places."""
WordLists = dict[Name, dict[Language, tuple[Words, ...]]]
"""Word lists by name, each in every language of the scenario."""
Sayings = dict[Stance, dict[Language, tuple[Said, ...]]]
"""Sentences by stance and language."""


class PublicVoice(_Part):
    """What posts about all narratives of a scenario share."""

    words: WordLists = Field(default={}, description="word lists that sentences of every narrative may use in braces")
    moods: tuple[Emotion, ...] | None = Field(
        default=None, min_length=1, description="what may be felt in posts; left out: everything but grief"
    )


class NarrativeVoice(_Part):
    """What people say about one narrative, beside its lines."""

    words: WordLists = Field(default={}, description="word lists of this narrative, in braces in its sentences")
    says: Sayings = Field(default={}, description="sentences by stance and language, with word lists in braces")
    moods: tuple[Emotion, ...] | None = Field(
        default=None, min_length=1, description="what may be felt here; left out: as for the whole scenario"
    )
    replace: bool = Field(
        default=False,
        description="true: only these sentences and the lines are said; channels and moods keep their habits",
    )


Ask = Annotated[tuple[Words, ...], Field(min_length=1)]


class Grammar(_Part):
    """What people say in one language whatever the matter is; a file of the library."""

    language: Language
    words: dict[Name, Ask] = Field(description="word lists")
    says: dict[str, dict[Stance, tuple[Said, ...]]] = Field(description="sentences by kind of narrative and stance")
    channels: dict[Channel, Ask] = Field(description="how a post is put on a channel: {say}, {more}, {tag}, {topic}")
    segments: dict[Segment, Ask] = Field(description="how people of a segment put a sentence: {say}")
    moods: dict[Emotion, Ask] = Field(description="how a feeling puts a sentence: {say}")
    replies: dict[Stance, Ask] = Field(description="how somebody answers {who} with {say}")
    screenshots: dict[Stance, Ask] = Field(description="how somebody passes on {quote} and adds {say}")
    night: Ask = Field(description="how somebody puts a sentence in the small hours: {say}")
    off_topic: Ask = Field(description="what has nothing to do with the matter: {tag}")
    callers: Ask = Field(description="how somebody on the hotline puts the concern: {ask}")
    reporters: dict[int, Ask] = Field(description="how a journalist of an {outlet} puts a question {ask}, by hostility")
    headlines: dict[Line, Ask] = Field(description="how an item on the {topic} is headed, by whose line it takes")


HOLES: Mapping[str, tuple[str, ...]] = {
    "says": ("tag",),
    "channels": ("say", "more", "tag", "topic"),
    "segments": ("say",),
    "moods": ("say",),
    "replies": ("say", "who"),
    "screenshots": ("say", "quote"),
    "night": ("say",),
    "off_topic": ("tag",),
    "callers": ("ask",),
    "reporters": ("outlet", "ask"),
    "headlines": ("topic",),
}
"""What is filled in when a sentence of each section of a grammar is spoken."""


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of a language, from the library."""
    document = read_yaml(
        files("scenarios").joinpath("voices").joinpath(f"{language}.yaml"), name=f"scenarios/voices/{language}.yaml"
    )
    return check(document, Grammar)


def text_of(said: Words | Saying) -> str:
    """The sentence itself."""
    return said.text if isinstance(said, Saying) else said


def voice_problems(document: Document, scenario: Any) -> Iterator[Problem]:
    """What is wrong with the words and sentences that the public of a whole scenario is given."""
    languages: tuple[Language, ...] = scenario.languages
    common = scenario.voice.words if scenario.voice is not None else {}
    yield from _lists(document, ("voice", "words"), common, {}, languages, ())
    told = [claim.narrative for claim in scenario.claims], [concern.narrative for concern in scenario.concerns]
    for index, concern in enumerate(scenario.concerns):
        if concern.calls:
            yield from _languages(document, ("concerns", index, "calls"), concern.calls, languages)
    for index, narrative in enumerate(scenario.narratives):
        if narrative.voice is None:
            continue
        loc: Loc = ("narratives", index, "voice")
        own = [word for word, names in zip((WITH_CLAIM, WITH_CONCERN), told, strict=True) if narrative.id in names]
        yield from _lists(document, (*loc, "words"), narrative.voice.words, common, languages, own)
        known = {**common, **narrative.voice.words}
        for stance, by_language in narrative.voice.says.items():
            yield from _languages(document, (*loc, "says", stance), by_language, languages)
            for language, sayings in by_language.items():
                names = _known(language, known, own)
                for number, said in enumerate(sayings):
                    place = (*loc, "says", stance, language, number)
                    place = (*place, "text") if isinstance(said, Saying) else place
                    yield from _sentence(document, place, text_of(said), names)


def _known(language: Language, lists: Iterable[str], own: Iterable[str]) -> list[str]:
    return [*lists, *ALWAYS, *own, *grammar(language).words]


def _lists(
    document: Document,
    loc: Loc,
    lists: WordLists,
    common: WordLists,
    languages: tuple[Language, ...],
    own: Iterable[str],
) -> Iterator[Problem]:
    """What is wrong with word lists."""
    for name, by_language in lists.items():
        if name in (*ALWAYS, WITH_CLAIM, WITH_CONCERN, "say", "who", "quote", "more", "outlet"):
            wrong = f"{quoted(name)} has a meaning of its own and cannot be a word list"
            yield _problem(document, (*loc, name), wrong, "choose another name")
        yield from _languages(document, (*loc, name), by_language, languages)
        for language, texts in by_language.items():
            names = _known(language, {**common, **lists}, own)
            for number, text in enumerate(texts):
                yield from _sentence(document, (*loc, name, language, number), text, names)
    for language in languages:
        words: dict[str, tuple[str, ...]] = {
            name: texts[language] for name, texts in {**common, **lists}.items() if language in texts
        }
        for name in lists:
            if _reaches(name, name, words, ()):
                wrong = f"the word list {quoted(name)} asks for itself"
                yield _problem(document, (*loc, name), wrong, "take its own name out of its words")


def _reaches(start: str, goal: str, words: Mapping[str, tuple[str, ...]], seen: tuple[str, ...]) -> bool:
    """Whether filling one list may ask for another."""
    for text in words.get(start, ()):
        for name in _asked(text):
            if name == goal or (name not in seen and _reaches(name, goal, words, (*seen, name))):
                return True
    return False


def _asked(text: str) -> list[str]:
    try:
        return places(text)
    except ValueError:
        return []


def _languages(
    document: Document, loc: Loc, given: Mapping[Language, tuple[Any, ...]], languages: tuple[Language, ...]
) -> Iterator[Problem]:
    for language in languages:
        if not given.get(language):
            wrong = f"nothing is said in the language '{language}'"
            yield _problem(document, loc, wrong, f"add '{language}' with at least one entry, or remove the key")


def _sentence(document: Document, loc: Loc, text: str, known: list[str]) -> Iterator[Problem]:
    try:
        asked = places(text)
    except ValueError as error:
        wrong = f"{quoted(text, 40)} {error}"
        yield _problem(document, loc, wrong, "close each brace round the name of one list, such as {town}")
        return
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {{{near}}}? " if near else ""
            wrong = f"there is no word list {quoted(name)} here"
            yield _problem(document, loc, wrong, f"{hint}give the list under 'words', or take the braces away")


def _problem(document: Document, loc: Loc, wrong: str, right: str) -> Problem:
    return Problem(document.file, document.line_of(loc), field_path(loc), wrong, right)
