"""Honest official words, made from a scenario by a small grammar: for a party and a moment it takes what this party may say
then by the default times, and says it in full sentences with its time and its owner, in English and Chinese alike. They are
what the metamorphic relations start from; nobody has graded them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from random import Random

from simulator.message.assess import Assessment, Assessor
from simulator.message.labelled import AssessedForm
from simulator.message.library import Library
from simulator.message.text.standing import Standing
from simulator.scenario.load import load_scenario
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Fact
from simulator.scenario.text import Language, Text

SCENARIOS = ("canteen", "landslide", "bus-fare", "exam-leak", "river", "pension", "tutorial")
LANGUAGES: tuple[Language, ...] = ("en", "zh")
HOURS = (1, 3, 6, 10, 16, 24, 34, 48, 66)
"""Hours from T+0 at which somebody speaks, as far as a scenario reaches."""
MOST_FACTS = {"statement": 5, "social": 2, "qa": 2, "rebuttal": 2, "correction": 1}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_FIGURE = {
    "en": (
        "As of {t}, the figure for {label} is {n} {unit}, according to {owner}.",
        "According to {owner}, the figure for {label} stood at {n} {unit} as of {t}.",
    ),
    "zh": ("据{owner}统计，截至{t}，{label}为{n}{unit}。", "截至{t}，{label}共{n}{unit}，数据来自{owner}。"),
}
_STATE = {
    "en": (
        "On the {label}, {owner} reports as of {t}: {value}.",
        "As of {t}, {owner} has this to say of the {label}: {value}.",
    ),
    "zh": ("关于{label}，据{owner}截至{t}的通报，{value}。", "截至{t}，{owner}通报的{label}是：{value}。"),
}
_PLAIN_FIGURE = {"en": "The figure for {label} is {n} {unit}.", "zh": "{label}为{n}{unit}。"}
_PLAIN_STATE = {"en": "On the {label}: {value}.", "zh": "关于{label}：{value}。"}
_NOT_FIGURE = {"en": "The figure for {label} is not {n} {unit}.", "zh": "{label}不是{n}{unit}。"}
_NOT_STATE = {"en": "On the {label}, it is not true that it is {value}.", "zh": "关于{label}，并不是{value}。"}
_HEDGED_FIGURE = {
    "en": "The figure for {label} might possibly be {n} {unit}, perhaps.",
    "zh": "{label}可能大概是{n}{unit}，也许吧。",
}
_HEDGED_STATE = {
    "en": "On the {label}, it may possibly be {value}, perhaps.",
    "zh": "关于{label}，可能、也许是{value}。",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence in both languages, and what it does."""

    kind: str
    en: str
    zh: str
    fact: str | None = None
    number: int | float | None = None
    """The figure that stands for ``{n}``."""

    def say(self, language: Language, number: str | None = None) -> str:
        """The sentence, its figure written as given."""
        text = self.en if language == "en" else self.zh
        return (
            text.replace("{n}", plain(self.number) if number is None else number) if self.number is not None else text
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An honest word with its circumstances."""

    scenario: str
    party: str
    at: int
    form: AssessedForm
    question: str | None
    parts: tuple[Part, ...]

    def text(self, language: Language) -> str:
        """The whole text in a language."""
        return joined([part.say(language) for part in self.parts], language)

    def facts(self) -> list[Part]:
        """The sentences that state a fact."""
        return [part for part in self.parts if part.fact is not None]

    def only(self, parts: Sequence[Part]) -> Draft:
        """The same with other sentences."""
        return replace(self, parts=tuple(parts))

    def __str__(self) -> str:
        hours, minutes = divmod(self.at // 60, 60)
        return f"{self.scenario} T+{hours:02d}:{minutes:02d} {self.form} {self.party} {self.question or ''}".strip()


def plain(number: int | float | None) -> str:
    """A figure in digits."""
    return f"{number:g}" if isinstance(number, float) else str(number)


def joined(sentences: Sequence[str], language: Language) -> str:
    """Sentences as one text."""
    return (" " if language == "en" else "").join(sentences)


@dataclass(frozen=True, slots=True)
class World:
    """A scenario with its assessor."""

    name: str
    library: Library
    assessor: Assessor

    def assess(self, draft: Draft, text: str, at: int | None = None) -> Assessment:
        """Judge a text in the circumstances of a draft."""
        when = draft.at if at is None else at
        return self.assessor.assess(text, at=when, form=draft.form, party=draft.party, question=draft.question)

    def standing(self, at: int) -> Standing:
        """Who knows what at a moment."""
        return _standing(self.name, at)

    def seat(self, party: str) -> str:
        """The seat of a party."""
        return self.library.seat_of.get(party, party)

    def clock(self, at: int, language: Language) -> str:
        """A moment as a text gives it."""
        when = self.library.scenario.clock.t0 + timedelta(seconds=at)
        if language == "en":
            return f"{when:%H:%M} on {when.day} {_MONTHS[when.month - 1]}"
        minute = f"{when.minute}分" if when.minute else ""
        return f"{when.month}月{when.day}日{when.hour}时{minute}"

    def sentence(self, fact: Fact, patterns: dict[str, str], kind: str = "fact", value: float | None = None) -> Part:
        """A sentence that states a fact, or another figure in its place, in the given pattern of each language."""
        slot = self.library.slots[fact.slot]
        owner = next(party for party in self.library.scenario.parties if party.id == fact.owner)
        said = {}
        for language in LANGUAGES:
            own = fact.value.in_(language) if isinstance(fact.value, Text) else ""
            said[language] = patterns[language].format(
                t=self.clock(max(fact.true_from, self.library.scenario.clock.opens), language),
                label=slot.label.in_(language),
                owner=owner.name.in_(language),
                unit=slot.unit.in_(language) if slot.unit is not None else "",
                value=own.rstrip(".。"),
                n="{n}",
            )
        number = fact.value if isinstance(fact.value, int | float) else None
        shown = value if value is not None else number
        return Part(kind, said["en"].replace(" .", "."), said["zh"], fact.id, shown)

    def stated(self, fact: Fact, turn: int = 0, value: float | None = None) -> Part:
        """A fact with its time and its owner."""
        patterns = _STATE if isinstance(fact.value, Text) else _FIGURE
        return self.sentence(fact, {tongue: patterns[tongue][turn % 2] for tongue in LANGUAGES}, value=value)

    def bare(self, fact: Fact) -> Part:
        """A fact without its time."""
        return self.sentence(fact, _PLAIN_STATE if isinstance(fact.value, Text) else _PLAIN_FIGURE)

    def negated(self, fact: Fact) -> Part:
        """The opposite of a fact."""
        return self.sentence(fact, _NOT_STATE if isinstance(fact.value, Text) else _NOT_FIGURE)

    def hedged(self, fact: Fact) -> Part:
        """A fact that nobody wants to have said."""
        return self.sentence(fact, _HEDGED_STATE if isinstance(fact.value, Text) else _HEDGED_FIGURE)


@cache
def world(name: str) -> World:
    """A shipped scenario."""
    scenario = load_scenario(name).scenario
    return World(name, Library.of(scenario), Assessor(scenario))


@cache
def _standing(name: str, at: int) -> Standing:
    return Standing.of(world(name).library, at)


def sayable(here: World, party: str, at: int) -> list[Fact]:
    """The newest facts that a party knows and may say, its own first."""
    library, standing = here.library, here.standing(at)
    known = standing.known_facts(here.seat(party))
    found = [
        fact
        for fact in library.scenario.facts
        if fact.id in known
        and library.disclosable(fact, at)
        and fact.true_from <= at
        and not any(later.id in known for later in library.successors(fact))
        and (library.current(fact.slot, at) is fact or fact.owner == party)
    ]
    return sorted(found, key=lambda fact: fact.owner != party)


def drafts(seed: int = 1) -> Iterator[Draft]:
    """Honest words of every shipped scenario, of all parties with a seat, at many moments, of all forms."""
    for name in SCENARIOS:
        here = world(name)
        clock = here.library.scenario.clock
        for party in here.library.seat_of:
            for hour in HOURS:
                if hour * HOUR <= clock.ends:
                    yield from _words(here, party, hour * HOUR, Random(f"{seed} {name} {party} {hour}"))


def _words(here: World, party: str, at: int, chance: Random) -> Iterator[Draft]:
    facts = sayable(here, party, at)
    if not facts:
        return
    library = here.library
    known = here.standing(at).known_facts(here.seat(party))
    order = sorted(library.concerns.values(), key=lambda concern: -concern.weight)
    advice = {name: library.advice[name] for name in library.advice_open_to(known)}

    def pick(elements: Sequence[str], most: int, from_: Sequence[Fact] = facts) -> list[Fact]:
        return [fact for fact in from_ if fact.slot in elements][:most]

    chosen: dict[str, Fact] = {}
    for concern in order:
        for fact in pick(concern.answered_by, 2):
            chosen.setdefault(fact.id, fact)
    listed = [*chosen.values()] + [fact for fact in facts if fact.id not in chosen]
    for form in ("statement", "social"):
        said = [here.stated(fact, chance.randrange(2)) for fact in listed[: MOST_FACTS[form]]]
        first = listed[0]
        parts = [_care(here, first), *said]
        if form == "statement":
            parts += _open(here, party, at, known)
            parts += [Part("advice", one.text.en, one.text.zh) for one in list(advice.values())[:1]]
            if advice:
                parts.append(
                    Part("why", "We ask this so that nobody comes to harm.", "这样做，是为了不让大家再受伤害。")
                )
        yield Draft(here.name, party, at, form, None, (*parts, _update(here, at)))  # type: ignore[arg-type]
    for concern in order[:3]:
        said = [here.stated(fact, chance.randrange(2)) for fact in pick(concern.answered_by, 2)]
        given = [Part("advice", a.text.en, a.text.zh) for k, a in advice.items() if k in concern.answered_by][:1]
        if said or given:
            yield Draft(here.name, party, at, "qa", concern.id, (*said, *given, _update(here, at)))
    checked = here.standing(at).checked.get(here.seat(party), {})
    for name, (_, truth) in checked.items():
        claim = library.claims[name]
        backed = [fact for fact in facts if fact.id in claim.settled_by][:2]
        if backed and truth != "unknown":
            said = [here.stated(fact, chance.randrange(2)) for fact in backed]
            yield Draft(here.name, party, at, "rebuttal", None, (*said, _stance(claim.says, truth), _update(here, at)))


def _care(here: World, fact: Fact) -> Part:
    label = here.library.slots[fact.slot].label
    return Part(
        "care",
        f"We know that many people are worried about the {label.en}, and we feel for them.",
        f"我们知道，很多人都在为{label.zh}担心，大家的心情我们理解。",
    )


def _open(here: World, party: str, at: int, known: object) -> list[Part]:
    slots = here.library.open_slots(party, list(known), at)  # type: ignore[call-overload]
    parts = []
    for slot in slots[:1]:
        label = here.library.slots[slot].label
        parts.append(
            Part(
                "unknown",
                f"We do not yet know about the {label.en}; our staff are still checking it.",
                f"{label.zh}目前尚未查清，我们还在核实。",
            )
        )
    return parts


def _update(here: World, at: int) -> Part:
    t0 = here.library.scenario.clock.t0
    later = at + 2 * HOUR
    later += -((t0 + timedelta(seconds=later)).minute * 60) % HOUR
    return Part(
        "update",
        f"Our next update comes at {here.clock(later, 'en')} on our website.",
        f"下一次情况将于{here.clock(later, 'zh')}在我们的网站发布。",
    )


def _stance(says: Text, truth: str) -> Part:
    en, zh = says.en.rstrip("."), says.zh.rstrip("。")
    verdict = {
        "false": ("is false", "不属实"),
        "true": ("is true", "属实"),
        "partly_true": ("is partly true", "部分属实"),
    }[truth]
    return Part("claim", f"The claim online that “{en}” {verdict[0]}.", f"网传“{zh}”的说法{verdict[1]}。")
