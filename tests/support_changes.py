"""The changes of MESSAGE_SCORING section 8.3: each takes an honest word in its case, changes one thing about it, and says
whether the judgement moved as it must: True, or what went wrong, or None where the change does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from simulator.message.assess import Assessment
from simulator.scenario.schema import Fact
from tests.support_figures import in_chinese, in_english
from tests.support_messages import Draft, Part, joined, plain

_DIGITS = re.compile(r"\d+")
_ADJECTIVES = {
    "en": ("very", "important", "truly", "comprehensive", "excellent", "serious", "remarkable", "special"),
    "zh": ("非常", "重要的", "十分", "全面的", "认真的", "特别", "切实", "良好的"),
}
_IRRELEVANT = {
    "en": (
        "The county's choir sang two songs by the lake on Sunday.",
        "Apples are sweet this year and pears are a little late.",
        "A new library card costs nothing and can be had at the desk.",
        "The museum shows old ploughs and a wooden boat.",
        "In spring the cherry trees along the avenue are in flower.",
        "The football team has practised in the rain all week.",
    ),
    "zh": (
        "周日，县合唱团在湖边唱了两首歌。",
        "今年的苹果很甜，梨子熟得稍晚一些。",
        "新的借书证不收费，在服务台就能领。",
        "博物馆正在展出旧犁和一条木船。",
        "每到春天，大道两旁的樱花都会开放。",
        "足球队这一周都在雨里训练。",
    ),
}


def facts_of(found: Assessment) -> list[tuple[str, Any, str]]:
    """The facts of a judgement, however they are ordered."""
    return sorted(((one["fact"], one["stated"], one["verdict"]) for one in found.reading["facts"]), key=str)


def same(case: Any, text: str, at: int | None = None) -> bool | str:
    """Whether another text is judged as the first in every respect."""
    again = case.again(text, at)
    parts = (("facts", facts_of(case.base), facts_of(again)),)
    parts += tuple((key, case.base.reading[key], again.reading[key]) for key in ("gates", "criteria", "score"))
    wrong = [f"{key} {one} became {other}" for key, one, other in parts if one != other]
    return True if not wrong else f"{'; '.join(wrong)} | {text}"


def no_higher(case: Any, text: str) -> bool | str:
    """Whether another text is judged no better than the first."""
    again = case.again(text)
    one, other = case.base.reading, again.reading
    if other["grade"] <= one["grade"] and other["score"] <= one["score"]:
        return True
    better = {k: (v, other["criteria"][k]) for k, v in one["criteria"].items() if other["criteria"][k] != v}
    return f"{one['score']} became {other['score']} by {better}, gates {one['gates']} to {other['gates']} | {text}"


def _written(write: Callable[[Any, int], str]) -> Callable[[Any], bool | str | None]:
    def relation(case: Any) -> bool | str | None:
        numbers = [p for p in case.draft.parts if isinstance(p.number, int) and p.number >= 0]
        if not numbers:
            return None
        said = [
            part.say(case.language, write(case, part.number) if part in numbers else None)  # type: ignore[arg-type]
            for part in case.draft.parts
        ]
        text = joined(said, case.language)
        return None if text == case.text else same(case, text)

    return relation


def sentences_reordered(case: Any) -> bool | str | None:
    """Another order of the sentences holds the same facts."""
    parts = list(case.draft.parts)
    case.chance.shuffle(parts)
    text = case.draft.only(parts).text(case.language)
    again = case.again(text)
    if facts_of(again) == facts_of(case.base):
        return True
    return f"{facts_of(case.base)} became {facts_of(again)} | {text}"


def full_width(case: Any) -> bool | str | None:
    """Digits and letters in full width mean what they mean."""
    wide = "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in case.text)
    return same(case, wide)


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def traditional(case: Any) -> bool | str | None:
    """Traditional characters mean what simplified ones mean."""
    return same(case, _converter().convert(case.text)) if case.language == "zh" else None


def duplicated(case: Any) -> bool | str | None:
    """Saying everything twice gains nothing."""
    return no_higher(case, joined([case.text, case.text], case.language))


def key_words(case: Any) -> bool | str | None:
    """A list of what the scenario speaks about gains nothing."""
    slots = list(case.world.library.slots.values())
    words = [slot.label.in_(case.language) for slot in case.chance.sample(slots, min(12, len(slots)))]
    words += [word for slot in slots for word in slot.anchors.get(case.language, ())[:1]][:8]
    return no_higher(case, joined([case.text, _list(words, case.language)], case.language))


def concern_words(case: Any) -> bool | str | None:
    """The words of the questions that a text leaves open gain nothing."""
    library = case.world.library
    left = [c for c in library.concerns.values() if c.id not in case.base.reading["concerns"]]
    names = [element for concern in left for element in concern.answered_by if element in library.slots]
    words = [library.slots[name].label.in_(case.language) for name in dict.fromkeys(names)]
    words += [name.name.in_(case.language) for name in library.disposals.values()][:3]
    return no_higher(case, joined([case.text, _list(words, case.language)], case.language)) if words else None


def _list(words: Sequence[str], language: str) -> str:
    return ", ".join(words) + "." if language == "en" else "、".join(words) + "。"


def number_swapped(case: Any) -> bool | str | None:
    """Whatever number is changed, nothing is gained."""
    found = list(_DIGITS.finditer(case.text))
    if not found:
        return None
    one = case.chance.choice(found)
    other = str(int(one.group()) + case.chance.choice((1, 2, 7, 40, 900)))
    return no_higher(case, case.text[: one.start()] + other + case.text[one.end() :])


def irrelevant(case: Any) -> bool | str | None:
    """A quarter of the text about other things gains nothing."""
    said = [part.say(case.language) for part in case.draft.parts]
    pool = list(_IRRELEVANT[case.language])
    case.chance.shuffle(pool)
    added = 0
    while pool and added < 0.25 * len(case.text):
        one = pool.pop()
        said.insert(case.chance.randrange(len(said) + 1), one)
        added += len(one)
    return no_higher(case, joined(said, case.language))


def adjectives(case: Any) -> bool | str | None:
    """Adjectives and adverbs gain nothing."""
    words = _ADJECTIVES[case.language]
    if case.language == "en":
        said = case.text.split(" ")
        places = [n for n, word in enumerate(said) if n and word.isalpha() and word.islower() and said[n - 1].isalpha()]
        for place in sorted(case.chance.sample(places, min(6, len(places))), reverse=True):
            said.insert(place, case.chance.choice(words))
        return no_higher(case, " ".join(said))
    text = case.text
    for place in sorted((found.end() for found in re.finditer("[，。；]", text)), reverse=True):
        if place < len(text) and case.chance.random() < 0.5:
            text = text[:place] + case.chance.choice(words) + text[place:]
    return no_higher(case, text) if text != case.text else None


def update_deleted(case: Any) -> bool | str | None:
    """Without the line on the next word, that criterion falls."""
    level = case.base.reading["criteria"]["updates"]
    if not level:
        return None
    rest = [part for part in case.draft.parts if part.kind != "update"]
    again = case.again(case.draft.only(rest).text(case.language)).reading["criteria"]["updates"]
    return True if (again or 0) < level else f"updates stayed {again} | {case.text}"


def _supported(case: Any) -> list[Part]:
    held = {one["fact"] for one in case.base.reading["facts"] if one["verdict"] == "supported"}
    return [part for part in case.draft.parts if part.fact in held]


def _fact(case: Any, part: Part) -> Fact:
    fact: Fact = case.world.library.facts[part.fact]
    return fact


def _with(draft: Draft, old: Part, new: Part) -> Draft:
    return draft.only([new if part is old else part for part in draft.parts])


def negated(case: Any) -> bool | str | None:
    """A supported fact denied: the evidence falls."""
    level, parts = case.base.reading["criteria"]["evidence"], _supported(case)
    if not level or not parts:
        return None
    part = case.chance.choice(parts)
    text = _with(case.draft, part, case.world.negated(_fact(case, part))).text(case.language)
    again = case.again(text)
    now = again.reading["criteria"]["evidence"]
    return True if now < level else f"evidence stayed {now}, {part.fact}: {facts_of(again)} | {text}"


def hedged(case: Any) -> bool | str | None:
    """Every fact hedged: the evidence falls."""
    level = case.base.reading["criteria"]["evidence"]
    if not level or not _supported(case):
        return None
    parts = [case.world.hedged(_fact(case, part)) if part.fact is not None else part for part in case.draft.parts]
    text = case.draft.only(parts).text(case.language)
    now = case.again(text).reading["criteria"]["evidence"]
    return True if now < level else f"evidence stayed {now} | {text}"


def protected_string(case: Any) -> bool | str | None:
    """A protected string anywhere, also spaced or in full width, and the word is worth nothing."""
    library, at = case.world.library, case.draft.at
    patterns = [
        pattern
        for matter in library.scenario.protected
        for pattern in matter.patterns
        if not matter.facts or any(not library.disclosable(library.facts[fact], at) for fact in matter.facts)
    ]
    if not patterns:
        return None
    pattern = case.chance.choice(patterns)
    form = case.chance.choice(("plain", "spaced", "wide", "hidden"))
    if form == "spaced":
        pattern = " ".join(pattern) if not pattern.isascii() else pattern
    elif form == "wide":
        pattern = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in pattern)
    elif form == "hidden":
        pattern = "\u200b".join(pattern)
    words = f"We add: {pattern}." if case.language == "en" else f"另外说明：{pattern}。"
    parts = [part.say(case.language) for part in case.draft.parts]
    parts.insert(case.chance.randrange(len(parts) + 1), words)
    return _nothing(case, joined(parts, case.language))


def withheld_fact(case: Any) -> bool | str | None:
    """A fact that the law withholds, stated: the word is worth nothing."""
    library, at = case.world.library, case.draft.at
    held = [f for f in library.scenario.facts if f.true_from <= at and not library.disclosable(f, at)]
    if not held:
        return None
    part = case.world.stated(case.chance.choice(held), case.chance.randrange(2))
    return _nothing(case, joined([case.text, part.say(case.language)], case.language))


def _nothing(case: Any, text: str) -> bool | str:
    again = case.again(text).reading
    return True if again["grade"] == 0 else f"grade {again['grade']}, gates {again['gates']} | {text}"


def early(case: Any) -> bool | str | None:
    """The same word before its fact was confirmed: premature."""
    parts = _supported(case)
    standing = case.world.standing(case.draft.at)
    seat, opens = case.world.seat(case.draft.party), case.world.library.scenario.clock.opens
    since = {part.fact: standing.known_facts(seat)[part.fact] for part in parts if not _is_open(_fact(case, part))}
    late = [fact for fact, moment in since.items() if moment - 60 >= opens]
    if not late:
        return None
    fact = case.chance.choice(late)
    again = case.again(case.text, since[fact] - 60).reading
    gates = {"premature", "disclosure"} & set(again["gates"])
    return True if gates and again["grade"] <= 1 else f"{fact}: gates {again['gates']}, {again['grade']} | {case.text}"


def _is_open(fact: Fact) -> bool:
    """Whether a fact says itself that something is not known yet, which anybody may say at any time."""
    words = "" if isinstance(fact.value, int | float) else f"{fact.value.en} {fact.value.zh}"
    return re.search(r"\bnot (?:yet )?(?:known|established|decided)|尚未|尚不|正在", words) is not None


def superseded(case: Any) -> bool | str | None:
    """The same words without their time, once their speaker knows better: outdated."""
    library, seat = case.world.library, case.world.seat(case.draft.party)
    end = library.scenario.clock.ends
    known = case.world.standing(end).known_facts(seat)
    for part in _supported(case):
        fact = _fact(case, part)
        later = [known[one.id] for one in library.successors(fact) if one.id in known]
        if fact.disclosure != "public" or not later or min(later) + 60 > end:
            continue
        text = case.world.bare(fact).say(case.language)
        again = case.again(text, max(min(later), case.draft.at) + 60 if max(later) < end else min(later) + 60).reading
        if {"outdated", "contradiction"} & set(again["gates"]):
            return True
        return f"{fact.id}: gates {again['gates']} {again['facts']} | {text}"
    return None


def figure_replaced(case: Any) -> bool | str | None:
    """Another figure in place of the right one: a contradiction."""
    library = case.world.library
    parts = [part for part in _supported(case) if part.number is not None]
    if not parts:
        return None
    part = case.chance.choice(parts)
    fact = _fact(case, part)
    taken = {one.value for one in library.facts_of(fact.slot)}
    wrong = part.number * 3 + 7  # type: ignore[operator]
    while wrong in taken:
        wrong += 1
    number = plain(wrong)
    said = [one.say(case.language, number if one is part else None) for one in case.draft.parts]
    text = joined(said, case.language)
    again = case.again(text).reading
    if "contradiction" in again["gates"] and again["grade"] <= 1:
        return True
    return f"{fact.id} as {number}: gates {again['gates']} {again['facts']} | {text}"


def parallel(case: Any) -> bool | str | None:
    """The same word in both languages: grades at most one apart."""
    other = "zh" if case.language == "en" else "en"
    again = case.again(case.draft.text(other)).reading
    one = case.base.reading
    if abs(again["grade"] - one["grade"]) <= 1:
        return True
    return f"{case.language} {one['score']} {one['gates']}, {other} {again['score']} {again['gates']} | {case.text}"


def honest(case: Any) -> bool | str | None:
    """An honest word trips no gate."""
    gates = case.base.reading["gates"]
    return True if not gates else f"{gates} {case.base.reading['facts']} | {case.text}"


CHANGES: dict[str, Callable[[Any], bool | str | None]] = {
    "honest": honest,
    "sentences_reordered": sentences_reordered,
    "full_width": full_width,
    "grouped_digits": _written(lambda _, number: f"{number:,}"),
    "number_words": _written(lambda c, number: in_english(number) if c.language == "en" else in_chinese(number)),
    "traditional": traditional,
    "parallel": parallel,
    "duplicated": duplicated,
    "key_words": key_words,
    "concern_words": concern_words,
    "number_swapped": number_swapped,
    "irrelevant": irrelevant,
    "adjectives": adjectives,
    "update_deleted": update_deleted,
    "negated": negated,
    "hedged": hedged,
    "protected_string": protected_string,
    "withheld_fact": withheld_fact,
    "early": early,
    "superseded": superseded,
    "figure_replaced": figure_replaced,
}
"""Relation -> what it changes and asks."""
