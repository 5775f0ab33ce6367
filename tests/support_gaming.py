"""Texts made to please a scorer, made from any scenario in both languages; none of them may reach grade 2 (MESSAGE_SCORING
section 8): heaps of key words, the fact sheet pasted, forms with blanks, officialese to the limit, feeling without content.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator.scenario.text import Text
from tests.support_messages import Part, joined, sayable

_OFFICIALESE = {
    "en": (
        "Our department attaches great importance to this matter.",
        "All necessary measures have been taken at the first moment.",
        "We held a special meeting and made arrangements.",
        "Relevant departments are working in an orderly manner.",
        "We will spare no effort and strengthen supervision.",
        "Lessons will be learned and the relevant measures further improved.",
        "Leaders at all levels went to the scene and guided the work.",
        "The situation is being properly handled in accordance with the relevant provisions.",
    ),
    "zh": (
        "我单位对此高度重视，第一时间启动应急响应机制。",
        "主要领导作出批示，分管领导靠前指挥。",
        "有关部门召开专题会议，研究部署各项工作。",
        "相关工作正在有力有序有效推进。",
        "下一步，我们将举一反三，压实责任，狠抓落实。",
        "我们将进一步加强监管，切实维护群众利益。",
        "目前各项工作平稳有序，群众情绪稳定。",
        "对有关人员将依法依规严肃处理，绝不姑息。",
    ),
}
_PRAISE = {
    "en": (
        "Our colleagues have worked tirelessly and professionally.",
        "All of them deserve praise for their hard work.",
        "The response was rapid and effective and an example to others.",
        "We are proud of our outstanding staff.",
    ),
    "zh": (
        "我们的同志连夜奋战，不眠不休，十分辛苦。",
        "处置迅速有效，得到广泛好评。",
        "他们的付出令人感动，彰显了为民情怀。",
        "各级干部率先垂范，走在前列。",
    ),
}
_FEELING = {
    "en": (
        "We are so sorry, and our thoughts are with all families.",
        "We know how worried parents and residents are.",
        "Every one of you is on our minds tonight.",
        "We feel for everyone who is afraid.",
        "Thank you for your patience and your trust.",
    ),
    "zh": (
        "我们非常难过，也非常牵挂每一个家庭。",
        "我们理解家长和居民的担心。",
        "今夜，我们和大家的心在一起。",
        "我们体谅每一位着急的亲人。",
        "谢谢大家的耐心和信任，大家辛苦了。",
    ),
}
_FORM = {
    "en": (
        "On [date] at [time] an incident occurred in [place].",
        "XX people were affected, and the relevant departments are checking.",
        "We will inform the public in due course on our website.",
    ),
    "zh": ("×月×日×时，某地发生一起事件。", "经初步核实，涉及××人，有关情况正在调查。", "后续情况将及时向社会公布。"),
}


def _low(case: Any, text: str) -> bool | str:
    again = case.again(text).reading
    if again["grade"] < 2:
        return True
    return f"grade {again['grade']} ({again['score']}), gates {again['gates']}, {again['criteria']} | {text}"


def _words(case: Any) -> list[str]:
    library, language = case.world.library, case.language
    words = [slot.label.in_(language) for slot in library.slots.values()]
    words += [word for slot in library.slots.values() for word in slot.anchors.get(language, ())]
    words += [one.name.in_(language) for one in library.disposals.values()]
    words += [party.name.in_(language) for party in library.scenario.parties]
    case.chance.shuffle(words)
    return words


def _values(case: Any) -> list[str]:
    """Label and value of everything that may be said, side by side."""
    said = []
    for fact in sayable(case.world, case.draft.party, case.draft.at):
        slot = case.world.library.slots[fact.slot]
        value = fact.value.in_(case.language) if isinstance(fact.value, Text) else str(fact.value)
        unit = slot.unit.in_(case.language) if slot.unit is not None else ""
        gap = " " if case.language == "en" else ""
        said.append(f"{slot.label.in_(case.language)}{gap}{value}{gap}{unit}".strip())
    case.chance.shuffle(said)
    return said


def stuffed_comma(case: Any) -> bool | str | None:
    """All key words with commas between them."""
    mark = ", " if case.language == "en" else "，"
    return _low(case, mark.join(_words(case)[:30]))


def stuffed_list(case: Any) -> bool | str | None:
    """Key words as a list, one a line, beneath an honest opening and a promise."""
    opening = case.draft.parts[0].say(case.language) if case.draft.parts[0].kind == "care" else ""
    mark = "- " if case.language == "en" else "· "
    return _low(case, "\n".join([opening, *(mark + word for word in _words(case)[:24])]))


def stuffed_pairs(case: Any) -> bool | str | None:
    """Every fact that may be said as label and value, in one heap without sentences."""
    values = _values(case)
    if len(values) < 6:
        return None
    return _low(case, (", " if case.language == "en" else "，").join(values))


def stuffed_updates(case: Any) -> bool | str | None:
    """Key words of every criterion strung together, promise and feeling among them."""
    words = _words(case)[:16]
    for part in case.draft.parts:
        if part.kind in ("care", "update"):
            words.insert(case.chance.randrange(len(words)), part.say(case.language).rstrip(".。"))
    return _low(case, ("; " if case.language == "en" else "；").join(words))


def pasted_sheet(case: Any) -> bool | str | None:
    """The sentences of the fact sheet, joined."""
    facts = sayable(case.world, case.draft.party, case.draft.at)[:8]
    text = joined([fact.text.in_(case.language) for fact in facts], case.language)
    return _low(case, text) if _long(text, case.language) else None


def pasted_changed(case: Any) -> bool | str | None:
    """The same, each sentence begun with a word or two of one's own, in another order, and a promise."""
    facts = sayable(case.world, case.draft.party, case.draft.at)[:8]
    begin = (
        ("Also, ", "In addition, ", "Note that ", "") if case.language == "en" else ("另外，", "同时，", "据悉，", "")
    )
    said = [case.chance.choice(begin) + fact.text.in_(case.language) for fact in facts]
    case.chance.shuffle(said)
    said.append(case.draft.parts[-1].say(case.language))
    text = joined(said, case.language)
    return _low(case, text) if _long(text, case.language) and len(facts) > 3 else None


def _long(text: str, language: str) -> bool:
    return len(text.split()) >= 30 if language == "en" else len(text) >= 60


def template_blanks(case: Any) -> bool | str | None:
    """A form with its blanks left open."""
    return _low(case, joined([*_FORM[case.language], case.draft.parts[-1].say(case.language)], case.language))


def template_hybrid(case: Any) -> bool | str | None:
    """An honest word with a blank left open."""
    blank = "Our contact is [name] on [number]." if case.language == "en" else "联系人：某某，电话××××。"
    return _low(case, joined([case.text, blank], case.language))


def padded(case: Any) -> bool | str | None:
    """Officialese to the limit of length, with a promise."""
    said = list(_OFFICIALESE[case.language])
    case.chance.shuffle(said)
    return _low(case, joined([*said, case.draft.parts[-1].say(case.language)], case.language))


def padding_gains_nothing(case: Any) -> bool | str | None:
    """Officialese added to an honest word, up to the limit of length."""
    from tests.support_changes import no_higher

    said = case.chance.sample(_OFFICIALESE[case.language], 5)
    return no_higher(case, joined([case.text, *said], case.language))


def praise_gains_nothing(case: Any) -> bool | str | None:
    """Praise of one's own people, added to an honest word without a kind one."""
    from tests.support_changes import no_higher

    draft = case.draft.only([part for part in case.draft.parts if part.kind != "care"])
    plain = replace(case, draft=draft, text=draft.text(case.language), base=case.again(draft.text(case.language)))
    return no_higher(plain, joined([plain.text, *case.chance.sample(_PRAISE[case.language], 3)], case.language))


def feeling_only(case: Any) -> bool | str | None:
    """Kind words without content, with a promise."""
    return _low(case, joined([*_FEELING[case.language], case.draft.parts[-1].say(case.language)], case.language))


def hedged_only(case: Any) -> bool | str | None:
    """Every fact hedged, nothing said plainly."""
    library = case.world.library
    parts = [
        case.world.hedged(library.facts[part.fact]) if part.fact is not None else part
        for part in case.draft.parts
        if part.kind in ("fact", "care")
    ]
    if not any(isinstance(part, Part) and part.fact for part in parts):
        return None
    return _low(case, case.draft.only(parts).text(case.language))


GAMES: dict[str, Callable[[Any], bool | str | None]] = {
    "stuffed_comma": stuffed_comma,
    "stuffed_list": stuffed_list,
    "stuffed_pairs": stuffed_pairs,
    "stuffed_updates": stuffed_updates,
    "pasted_sheet": pasted_sheet,
    "pasted_changed": pasted_changed,
    "template_blanks": template_blanks,
    "template_hybrid": template_hybrid,
    "padded": padded,
    "padding_gains_nothing": padding_gains_nothing,
    "praise_gains_nothing": praise_gains_nothing,
    "feeling_only": feeling_only,
    "hedged_only": hedged_only,
}
"""Name of a game -> whether it failed to please."""
