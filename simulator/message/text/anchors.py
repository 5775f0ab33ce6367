"""By which words each slot, fact, claim, advice, disposal, party and concern of a scenario is known. They are taken from the
labels, values and texts of the scenario and from an author's own ``anchors``, and weigh the more the fewer things they
name. A scenario is compiled once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from simulator.message.library import Library
from simulator.message.text.features import keys_of
from simulator.message.text.lexicon import lexicon
from simulator.message.text.normalise import normalise
from simulator.message.text.parts import Tongue
from simulator.message.text.spans import marks
from simulator.message.text.stems import stem
from simulator.scenario.schema import Advice, Claim, Disposal, Fact, Party, Scenario, Slot
from simulator.scenario.text import Text

_MERE_DENIAL = re.compile(r"(?:none|nobody|nothing|never|no |not |没有|未|无|从未|不)")
_DIGITS = re.compile(r"\d+")
_SHARE = {"#": 0.7, "@": 0.5, "%": 0.4}
"""Numbers, hours and dates tell rival facts apart more than they say what a fact is about, and weigh less."""

ItemKind = Literal["fact", "claim", "advice", "disposal", "concern"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a sentence can speak to, with the features of its words."""

    kind: ItemKind
    id: str
    slot: str | None
    core: dict[str, float]
    """Features of what it says (a state's value, a disposal's name) with their weights."""
    label: dict[str, float]
    """Features of its slot's label and of the author's anchors."""
    wide: dict[str, float]
    """Features of the fuller text that are in neither."""
    negated: frozenset[str]
    """Features of core and fuller text that are negated wherever they stand there."""
    plain: frozenset[str]
    """Features of core and fuller text that are nowhere negated there."""
    open: bool
    """A fact that says that its slot is not known yet."""
    void: bool
    """A fact whose value is a mere denial, such as "none was held"."""
    rebuts: bool
    """A fact whose own words deny or report something, such as "forged"; it may stand where others are spoken of."""

    core_weight: float
    """Weight of all core features; never 0."""
    label_weight: float
    wide_weight: float


@dataclass(frozen=True, slots=True)
class SlotAnchors:
    """How a slot is recognised."""

    id: str
    numeric: bool
    unit: str | None
    """Unit of its figures, as the lexicon calls it; None for a state."""
    words: dict[str, float]
    """Features of its label, anchors and facts' texts with their weights."""
    label: dict[str, float]
    """Features of the label and anchors alone."""
    values: frozenset[int | float]
    zero: bool
    """Its figures count something of which there can be none."""
    scale: frozenset[int | float]
    """Numbers that are part of its unit, such as "of 150"."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors of a scenario in one language."""

    tongue: Tongue
    items: tuple[Item, ...]
    postings: dict[ItemKind, dict[str, tuple[tuple[int, int, float], ...]]]
    """Kind -> feature -> (item, part: 0 core, 1 label, 2 fuller text; weight) wherever it stands."""
    slots: dict[str, SlotAnchors]
    weights: dict[str, float]
    """Feature -> how distinctive it is in this scenario."""
    parties: re.Pattern[str] | None
    party_of: dict[str, str]
    """A party's name, or a short form that names no other -> party."""
    facts: dict[str, Item]
    """Fact -> its item, for states."""
    slots_with: dict[str, tuple[str, ...]]
    """A number's mark -> slots in whose label it stands."""
    numbers: frozenset[int | float]
    """Numbers that stand anywhere in the scenario's own texts, and how far a slot's figures differ."""
    claimed: frozenset[int | float]
    """Numbers of the claims that circulate."""
    echoes: dict[str, tuple[str, ...]]
    """A telling number's or hour's mark -> facts that have it."""

    def fact(self, name: str) -> Item:
        """The item of a state."""
        return self.facts[name]


def anchors_of(library: Library, tongue: Tongue) -> Anchors:
    """The anchors of a scenario in one language."""
    scenario = library.scenario
    owners = _owners(scenario, tongue)
    count: dict[str, int] = {}
    for keys in owners:
        for key in keys:
            count[key] = count.get(key, 0) + 1
    total = len(owners)
    weights = {key: math.log(1 + total / number) for key, number in count.items()}
    items = tuple(_items(library, tongue, weights))
    slots = {slot: _slot(library, slot, tongue, weights) for slot in library.slots}
    names = _party_names(scenario, tongue)
    longest = sorted(names, key=lambda name: (-len(name), name))
    edge = r"(?<![a-z])(?:{})(?![a-z])" if tongue == "en" else "{}"
    return Anchors(
        tongue=tongue,
        items=items,
        postings=_postings(items),
        slots=slots,
        weights=weights,
        parties=re.compile(edge.format("|".join(map(re.escape, longest)))) if names else None,
        party_of=names,
        facts={item.id: item for item in items if item.kind == "fact"},
        slots_with={
            key: tuple(name for name, slot in slots.items() if key in slot.label)
            for slot in slots.values()
            for key in slot.label
            if key[0] == "#"
        },
        numbers=_numbers(scenario, tongue),
        claimed=frozenset(
            n.value for claim in scenario.claims for n in marks(normal(claim.says.in_(tongue)), lexicon(tongue)).numbers
        ),
        echoes=_echoes(scenario, tongue),
    )


TELLING: Final = 10
"""A smaller whole number is no sign of a particular fact."""


def _echoes(scenario: Scenario, tongue: Tongue) -> dict[str, tuple[str, ...]]:
    """Numbers and hours that point to a fact, because they stand in its value or its text."""
    result: dict[str, list[str]] = {}
    for fact in scenario.facts:
        keys = _keys([fact.text.in_(tongue), *_value_texts(fact, tongue)], tongue)
        own = [] if isinstance(fact.value, Text) else [f"#{fact.value}"]
        for key in dict.fromkeys([*own, *keys]):
            if telling(key):
                result.setdefault(key, []).append(fact.id)
    return {key: tuple(facts) for key, facts in result.items()}


def telling(key: str) -> bool:
    """Whether a mark is an hour with its minutes, or a number that is not just a few."""
    if key[0] == "@":
        return not key.endswith(":00")
    return key[0] == "#" and ("." in key or int(key[1:]) >= TELLING)


def _numbers(scenario: Scenario, tongue: Tongue) -> frozenset[int | float]:
    """The numbers of the scenario's own texts; of claims only those that are not plainly false."""
    texts = [scenario.summary.in_(tongue)]
    texts += [text.in_(tongue) for fact in scenario.facts for text in (fact.text, fact.value) if isinstance(text, Text)]
    texts += [advice.text.in_(tongue) for advice in scenario.advice]
    texts += [task.text.in_(tongue) for task in scenario.disposals]
    texts += [inject.body.in_(tongue) for inject in scenario.injects]
    texts += [seat.briefing.in_(tongue) for seat in scenario.seats]
    lex = lexicon(tongue)
    found = {number.value for text in texts for number in marks(normal(text), lex).numbers}
    held: dict[str, list[int | float]] = {}
    for fact in scenario.facts:
        if not isinstance(fact.value, Text):
            held.setdefault(fact.slot, []).append(fact.value)
    steps = {round(abs(one - other), 6) for values in held.values() for one in values for other in values}
    return frozenset(found | steps)


def _postings(items: tuple[Item, ...]) -> dict[ItemKind, dict[str, tuple[tuple[int, int, float], ...]]]:
    result: dict[ItemKind, dict[str, tuple[tuple[int, int, float], ...]]] = {
        "fact": {}, "claim": {}, "advice": {}, "disposal": {}, "concern": {},
    }  # fmt: skip
    for number, item in enumerate(items):
        kept = result[item.kind]
        for part, words in enumerate((item.core, item.label, item.wide)):
            for key, weight in words.items():
                kept[key] = (*kept.get(key, ()), (number, part, weight))
    return result


def _total(words: dict[str, float]) -> float:
    return math.fsum(words.values()) or 1.0


def normal(text: str) -> str:
    """A scenario's own words in the form for reading."""
    return normalise(text).text


Keys = dict[str, frozenset[bool]]
"""Feature -> whether it stands negated, plain or both."""


def _keys(texts: Iterable[str], tongue: Tongue) -> Keys:
    return keys_of([normal(text) for text in texts], tongue)


def _extra(thing: Party | Slot | Fact | Claim | Advice | Disposal, tongue: Tongue) -> tuple[str, ...]:
    """An author's own anchors."""
    return thing.anchors.get(tongue, ())


def _value_texts(fact: Fact, tongue: Tongue) -> tuple[str, ...]:
    return (fact.value.in_(tongue),) if isinstance(fact.value, Text) else ()


def _owners(scenario: Scenario, tongue: Tongue) -> list[Keys]:
    """The words of each thing that can be named, a slot with its facts as one."""
    result = []
    for slot in scenario.slots:
        facts = [fact for fact in scenario.facts if fact.slot == slot.id]
        texts = [slot.label.in_(tongue), *_extra(slot, tongue)]
        for fact in facts:
            texts += [*_value_texts(fact, tongue), fact.text.in_(tongue), *_extra(fact, tongue)]
        result.append(_keys(texts, tongue))
    result += [_keys([claim.says.in_(tongue), *_extra(claim, tongue)], tongue) for claim in scenario.claims]
    result += [_keys([advice.text.in_(tongue), *_extra(advice, tongue)], tongue) for advice in scenario.advice]
    result += [_keys([task.name.in_(tongue), *_extra(task, tongue)], tongue) for task in scenario.disposals]
    return result


def _items(library: Library, tongue: Tongue, weights: dict[str, float]) -> Iterable[Item]:
    scenario = library.scenario

    def weigh(keys: Iterable[str], but: Iterable[str] = ()) -> dict[str, float]:
        left = frozenset(but)
        return {key: weights.get(key, 0.1) * _SHARE.get(key[0], 1.0) for key in keys if key not in left}

    def item(
        kind: ItemKind, name: str, core: Keys, label: Keys, wide: Keys,
        slot: str | None = None, *, unknown: bool = False, void: bool = False, rebuts: bool = False,
    ) -> Item:  # fmt: skip
        both = {key: core.get(key, frozenset()) | wide.get(key, frozenset()) for key in (*core, *wide)}
        return Item(
            kind, name, slot, weigh(core), weigh(label, core), weigh(wide, [*core, *label]),
            frozenset(key for key, how in both.items() if how == {True}),
            frozenset(key for key, how in both.items() if how == {False}),
            unknown, void, rebuts,
            *(_total(weigh(keys, but)) for keys, but in ((core, ()), (label, core), (wide, [*core, *label]))),
        )  # fmt: skip

    cues = lexicon(tongue).cues
    for fact in scenario.facts:
        if isinstance(fact.value, Text):
            value = fact.value.in_(tongue)
            slot = library.slots[fact.slot]
            core = _keys([value, *_extra(fact, tongue)], tongue)
            label = _keys([slot.label.in_(tongue), *_extra(slot, tongue)], tongue)
            wide = _keys([fact.text.in_(tongue)], tongue)
            unknown = cues["unknown"].search(normal(value)) is not None or "©notyet" in core
            said = normal(f"{slot.label.in_(tongue)} {value}")
            void = _MERE_DENIAL.match(normal(value)) is not None
            rebuts = any(cues[cue].search(said) for cue in ("denial", "reporting")) or "©forged" in core
            yield item("fact", fact.id, core, label, wide, fact.slot, unknown=unknown, void=void, rebuts=rebuts)
    for claim in scenario.claims:
        yield item("claim", claim.id, _keys([claim.says.in_(tongue), *_extra(claim, tongue)], tongue), {}, {})
    for advice in scenario.advice:
        yield item("advice", advice.id, _keys([advice.text.in_(tongue), *_extra(advice, tongue)], tongue), {}, {})
    for task in scenario.disposals:
        name = _keys([task.name.in_(tongue), *_extra(task, tongue)], tongue)
        yield item("disposal", task.id, name, {}, _keys([task.text.in_(tongue)], tongue))
    for concern in scenario.concerns:
        yield item("concern", concern.id, _keys([concern.ask.in_(tongue)], tongue), {}, {})


def _slot(library: Library, name: str, tongue: Tongue, weights: dict[str, float]) -> SlotAnchors:
    slot = library.slots[name]
    facts = library.facts_of(name)
    numeric = any(not isinstance(fact.value, Text) for fact in facts) or slot.unit is not None
    label = _keys([slot.label.in_(tongue), *_extra(slot, tongue)], tongue)
    unit = _unit_of(slot.unit.in_(tongue), tongue) if slot.unit is not None else None
    if slot.unit is not None and tongue == "en":
        label |= _keys([slot.unit.en], tongue)
    wide = _keys([fact.text.in_(tongue) for fact in facts], tongue)
    value = {key: weights.get(key, 0.1) for key in label}
    return SlotAnchors(
        id=name,
        numeric=numeric,
        unit=unit,
        words={key: 0.35 * weights.get(key, 0.1) for key in wide if key[0] not in "#@%"} | value,
        label=value,
        values=frozenset(fact.value for fact in facts if not isinstance(fact.value, Text)),
        scale=frozenset(float(number) for number in _DIGITS.findall(slot.unit.in_(tongue) if slot.unit else "")),
        zero=numeric and all(isinstance(fact.value, int) for fact in facts if not isinstance(fact.value, Text)),
    )


def _unit_of(unit: str, tongue: Tongue) -> str:
    """A slot's unit as the lexicon calls it, or as it stands."""
    lex, plain = lexicon(tongue), normal(unit)
    if tongue == "zh":
        for size in range(len(plain), 0, -1):
            if plain[:size] in lex.unit_of:
                return lex.unit_of[plain[:size]]
        return plain
    for word in plain.split():
        if stem(word) in lex.unit_of or word in lex.unit_of:
            return lex.unit_of.get(word) or lex.unit_of[stem(word)]
    return plain


_ORGAN_ZH = (
    ("卫生健康", "卫健"), ("市场监督管理", "市场监管"), ("人民政府办公室", "政府办"), ("公安局", "公安机关"),
    ("公安局", "警方"),
    ("人民医院", "医院"), ("生态环境", "环保"), ("人力资源和社会保障", "人社"), ("自然资源", "自然资源和规划"),
    ("发展和改革委员会", "发改委"), ("委员会", "委"), ("交通运输", "交通"),
)  # fmt: skip
_ORGAN_EN = (("bureau", "office"), ("bureau", "department"), ("commission", "bureau"), ("department", "bureau"),
             ("public security bureau", "police"), ("government office", "government"), ("station", "centre"))  # fmt: skip


def _party_names(scenario: Scenario, tongue: Tongue) -> dict[str, str]:
    """Names by which the parties can be called: their own, and short forms that fit one of them only."""
    whole: dict[str, str] = {}
    short: dict[str, list[str]] = {}
    for party in scenario.parties:
        name = re.sub(r"\s*[(（].*?[)）]", "", normal(party.name.in_(tongue))).strip()
        forms = [name.removeprefix("the "), *(normal(extra) for extra in _extra(party, tongue))]
        for form in forms:
            whole[form] = party.id
        for form in _short(forms[0], tongue):
            short.setdefault(form, []).append(party.id)
    for form, parties in short.items():
        if len(dict.fromkeys(parties)) == 1 and form not in whole:
            whole[form] = parties[0]
    return whole


def _short(name: str, tongue: Tongue) -> list[str]:
    forms: list[str] = []
    if tongue == "en":
        bare = re.sub(r"^(\w+) (county|city|town|provincial|province) ", r"\1 ", name)
        level = re.sub(r"^\w+ (county|city|town|provincial|province)", r"\1", name)
        tail = re.sub(r"^\w+ (?:county|city|town|provincial|province) ", "", name)
        forms += [bare, level, tail]
        seat = re.match(r"(.+?) of (\w+)(?: province| county| city)?$", name)
        if seat:
            forms += [seat.group(1), f"{seat.group(2)} {seat.group(1)}"]
        if "," in name:
            forms += [part.strip() for part in name.split(",")]
        for form in [*list(forms), name]:
            forms += [form.replace(old, new) for old, new in _ORGAN_EN if old in form]
            if form.startswith(("county ", "city ", "provincial ")) or "'s " in form:
                forms.append(form.replace("county ", "county's ").replace("city ", "city's "))
    else:
        organ = re.match(r"(?:中共)?(\w{2})(省|市|县|镇)(?:人民政府)?(.{2,})$", name)
        if organ:
            place, level, tail = organ.groups()
            forms += [level + tail, tail, place + tail, place + level + tail]
            if level == "县" or level == "市":
                forms.append(f"{place}{level}委{tail.removeprefix('委')}")
        elif len(name) > 8:
            forms += [name[:4], name.replace("有限公司", ""), name[-6:]]
        for form in [*list(forms), name]:
            forms += [form.replace(old, new) for old, new in _ORGAN_ZH if old in form]
    least = 3 if tongue == "zh" else 6
    return [form for form in dict.fromkeys(forms) if len(form) >= least and form != name]
