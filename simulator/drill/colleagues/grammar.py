"""How colleagues put an official word into sentences: their own clause grammar over labels, values, owners and times, in
both languages. It never repeats the fact texts of the scenario, which only the trainer reads (DESIGN decision 14).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from simulator.message.library import Library
from simulator.record import Message
from simulator.scenario.moments import DAY
from simulator.scenario.schema import Fact

Tongue = Literal["en", "zh"]

_OPENING = {
    "statement": ("To everyone who is affected or worried: this is what we can say now.",
                  "广大群众：我们理解大家的担心，现将目前掌握的情况通报如下。"),
    "update": ("This is our next word to everyone who is affected or worried.", "现将大家关心的最新进展续报如下。"),
    "social": ("A short word for everyone who is asking.", "针对大家关心的问题，简要回应如下。"),
    "rebuttal": ("First the facts on what is being passed around.", "针对网上流传的说法，现将事实说明如下。"),
    "correction": ("We have to put right something that we said.", "此前发布的信息有误，现更正如下。"),
    "interpretation": ("An explanation of what the findings mean.", "现就有关结论作如下说明。"),
    "reply": ("Thank you for asking.", "您好，您反映的问题已收悉。"),
    "conference": ("Good day. Our first thought is with everyone who is affected; here is what we know.",
                   "各位媒体朋友：我们首先牵挂的是受到影响的群众，现通报有关情况。"),
}  # fmt: skip

_STANCE = {
    "deny": ("It is not true that", "经核实，以下说法不属实："),
    "confirm": ("It is true that", "经核实，以下情况属实："),
    "partly": ("It is true only in part that", "经核实，以下说法部分属实："),
    "unverified": ("We are still checking the claim that", "对以下说法正在核实："),
}


def compose(message: Message, library: Library, now: int) -> dict[Tongue, str]:
    """The text of a message in both languages, from what the message cites."""
    return {"en": " ".join(_english(message, library, now)), "zh": "".join(_chinese(message, library, now))}


def clock_time(library: Library, at: int, tongue: Tongue) -> str:
    """A moment in the calendar of the scenario's world: ``15:30 on day 2`` or ``9月16日15:30``."""
    return _clock_time(library.scenario.clock.t0, at, tongue)


@lru_cache(maxsize=8192)  # whole minutes and hours above all, which every replication names again
def _clock_time(t0: datetime, at: int, tongue: Tongue) -> str:
    moment = t0 + timedelta(seconds=at)
    if tongue == "zh":
        return f"{moment.month}月{moment.day}日{moment.hour:02d}:{moment.minute:02d}"
    first = t0.replace(hour=0, minute=0, second=0)
    day = (moment - first) // timedelta(seconds=DAY) + 1
    clock = f"{moment.hour:02d}:{moment.minute:02d}"
    return clock if day == 1 else f"{clock} on day {day}"


def _value(fact: Fact, stated: object, library: Library, tongue: Tongue) -> str:
    if stated is None:
        stated = fact.value if isinstance(fact.value, int | float) else fact.value.in_(tongue)
    unit = library.slots[fact.slot].unit
    if isinstance(stated, int | float) and unit is not None:
        return f"{stated:,} {unit.en}" if tongue == "en" else f"{stated}{unit.zh}"
    return str(stated)


def _party(library: Library, party: str, tongue: Tongue) -> str:
    for known in library.scenario.parties:
        if known.id == party:
            return known.name.in_(tongue)
    return party


def _english(message: Message, library: Library, now: int) -> list[str]:
    lines = [_OPENING[message.form][0]]
    if message.as_of is not None and message.facts:
        lines.append(f"As of {clock_time(library, message.as_of, 'en')}:")
    for citation in message.facts:
        fact = library.facts[citation.fact]
        label = library.slots[fact.slot].label.en
        source = f" (source: {_party(library, fact.owner, 'en')})" if fact.owner in message.credits else ""
        lines.append(f"{label[:1].upper()}{label[1:]}: {_value(fact, citation.value, library, 'en')}{source}.")
    for answer in message.claims:
        lines.append(f"{_STANCE[answer.stance][0]} “{library.claims[answer.claim].says.en.rstrip('.')}”.")
    for disposal in message.disposals:
        lines.append(f"Under way or done: {library.disposals[disposal].name.en}.")
    for item in message.advice:
        lines.append(library.advice[item].text.en)
    if message.unknowns:
        names = ", ".join(library.slots[slot].label.en for slot in message.unknowns)
        lines.append(f"Not yet known: {names}; we are working to establish it.")
    if message.announces_punishment:
        lines.append("Those who did this are dealt with and punished according to law.")
    if message.may_change:
        lines.append("These figures may change, and we will say so when they do.")
    if message.next_update is not None:
        lines.append(f"You will hear from us again by {clock_time(library, message.next_update, 'en')}.")
    return lines


def _chinese(message: Message, library: Library, now: int) -> list[str]:
    lines = [_OPENING[message.form][1]]
    if message.as_of is not None and message.facts:
        lines.append(f"截至{clock_time(library, message.as_of, 'zh')}，")
    parts = []
    for citation in message.facts:
        fact = library.facts[citation.fact]
        source = f"（{_party(library, fact.owner, 'zh')}提供）" if fact.owner in message.credits else ""
        label = library.slots[fact.slot].label.zh
        parts.append(f"{label}：{_value(fact, citation.value, library, 'zh')}{source}")
    if parts:
        lines.append("；".join(parts) + "。")
    for answer in message.claims:
        lines.append(f"{_STANCE[answer.stance][1]}“{library.claims[answer.claim].says.zh.rstrip('。')}”。")
    if message.disposals:
        names = "、".join(library.disposals[item].name.zh for item in message.disposals)
        lines.append(f"正在开展或已完成的工作：{names}。")
    lines += [library.advice[item].text.zh for item in message.advice]
    if message.unknowns:
        names = "、".join(library.slots[slot].label.zh for slot in message.unknowns)
        lines.append(f"目前尚不掌握：{names}，正在抓紧核实。")
    if message.announces_punishment:
        lines.append("对有关人员将依法予以处罚。")
    if message.may_change:
        lines.append("上述数据可能变化，如有变化将及时说明。")
    if message.next_update is not None:
        lines.append(f"我们将在{clock_time(library, message.next_update, 'zh')}前再次发布。")
    return lines
