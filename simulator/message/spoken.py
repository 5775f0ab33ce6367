"""What was said at an interview, put into plain words from what it cites, where the speaker left no words of the own."""

from __future__ import annotations

from simulator.message.library import Library
from simulator.record import Message
from simulator.scenario.moments import show_moment
from simulator.scenario.text import Language

_STANCE = {
    "deny": ("it is not true", "不属实"),
    "confirm": ("it is true", "属实"),
    "partly": ("it is true in part", "部分属实"),
    "unverified": ("it is being checked", "正在核实"),
}
_NOTHING = ("No answer can be given to this.", "对此不便答复。")
_LATER = ("Not known yet: {what}; next word at {moment}.", "目前尚不掌握：{what}；将于{moment}再次说明。")


def spoken(message: Message, library: Library, language: Language) -> str:
    """One or a few sentences in a language; that nothing can be answered where nothing is cited."""
    zh = language == "zh"
    parts = []
    for citation in message.facts:
        fact = library.facts[citation.fact]
        slot = library.slots[fact.slot]
        stated = citation.value if citation.value is not None else fact.value
        value = str(stated) if isinstance(stated, int | float | str) else stated.in_(language)
        if isinstance(stated, int | float) and slot.unit is not None:
            value = f"{value}{slot.unit.zh}" if zh else f"{value} {slot.unit.en}"
        parts.append(f"{slot.label.in_(language)}{'：' if zh else ': '}{value}")
    for answer in message.claims:
        says = library.claims[answer.claim].says.in_(language).rstrip("。.")
        parts.append(f"“{says}”{'，' if zh else ': '}{_STANCE[answer.stance][zh]}")
    parts += [library.advice[item].text.in_(language).rstrip("。.") for item in message.advice]
    parts += [library.disposals[item].name.in_(language) for item in message.disposals]
    said = ("；" if zh else "; ").join(parts)
    sentences = [said[:1].upper() + said[1:] + ("。" if zh else ".")] if parts else []
    if message.unknowns and message.next_update is not None:
        names = ("、" if zh else ", ").join(library.slots[slot].label.in_(language) for slot in message.unknowns)
        sentences.append(_LATER[zh].format(what=names, moment=show_moment(message.next_update)))
    return ("" if zh else " ").join(sentences) or _NOTHING[zh]
