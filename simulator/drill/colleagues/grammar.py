"""How colleagues put an official word into sentences: their own clause grammar over labels, values, owners and times, in
both languages. It never repeats the fact texts of the scenario, which only the trainee reads (DESIGN decision 14). What is
said comes from the message; how it is put comes from the officer's manner, which a skill decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from simulator.message.library import Library
from simulator.record import Message
from simulator.scenario.schema import Concern, Fact

Tongue = Literal["en", "zh"]

_MONTHS = (
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
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How an officer puts things."""

    kind: bool = True
    """Begins with what people fear, in their words."""
    explains: bool = True
    """Says why people are asked to do something."""
    recites: bool = False
    """Recites procedure and praise before coming to the matter."""
    names_channel: bool = True
    """Says where the next word will stand, not only when."""


PLAIN = Manner()
"""The manner of a good officer."""

_KIND = {
    "en": "We know how worried many of you are, and that you ask: “{ask}” This is what we can say now.",
    "zh": "我们理解大家的担心，也知道大家在问：“{ask}”现将目前掌握的情况告诉大家。",
}
_NEUTRAL: dict[str, tuple[str, str]] = {
    "statement": ("This is what we can say now.", "现将目前掌握的情况通报如下。"),
    "update": ("This is what is new.", "现将最新进展续报如下。"),
    "social": ("In short:", "简要回应如下。"),
    "rebuttal": ("First the facts.", "先说事实。"),
    "correction": (
        "We have to put right something that we said, and we are sorry for it.",
        "此前我们发布的信息有误，向大家致歉，现更正如下。",
    ),
    "interpretation": ("This is what the findings mean.", "现就有关结论作如下说明。"),
    "reply": ("Thank you for asking.", "您好，您反映的问题已收悉。"),
    "conference": ("Good day. This is what we know.", "各位媒体朋友，现通报有关情况。"),
}
_RECITED = {
    "en": "Our department attached great importance to the matter, immediately launched the emergency mechanism, held a "
    "special meeting and made comprehensive arrangements, and all work is being carried out in an orderly manner.",
    "zh": "事件发生后，我局高度重视，第一时间启动应急机制，召开专题会议作出安排部署，各项工作正在有力有序推进。",
}
_WARM_REPLY = {
    "en": "Thank you for asking; we understand that you are worried.",
    "zh": "您好，您的担心我们理解，现答复如下。",
}
_WHY = {"en": "We ask this so that nobody comes to harm.", "zh": "这样做是为了保护大家的安全和权益。"}
_STANCE = {
    "deny": ("It is not true that", "经核实，以下说法不属实："),
    "confirm": ("It is true that", "经核实，以下情况属实："),
    "partly": ("It is true only in part that", "经核实，以下说法部分属实："),
    "unverified": ("We are still checking the claim that", "对以下说法正在核实："),
}


def compose(message: Message, library: Library, now: int, manner: Manner = PLAIN) -> dict[Tongue, str]:
    """The text of a message in both languages, from what the message cites."""
    return {
        "en": " ".join(_english(message, library, manner)),
        "zh": "".join(_chinese(message, library, manner)),
    }


def clock_time(library: Library, at: int, tongue: Tongue) -> str:
    """A moment in the calendar of the scenario's world: ``15:30``, on a later day ``15:30 on 16 September``, or
    ``9月16日15:30``.
    """
    return _clock_time(library.scenario.clock.t0, at, tongue)


@lru_cache(maxsize=8192)  # whole minutes and hours above all, which every replication names again
def _clock_time(t0: datetime, at: int, tongue: Tongue) -> str:
    moment = t0 + timedelta(seconds=at)
    if tongue == "zh":
        return f"{moment.month}月{moment.day}日{moment.hour:02d}:{moment.minute:02d}"
    clock = f"{moment.hour:02d}:{moment.minute:02d}"
    return clock if moment.date() == t0.date() else f"{clock} on {moment.day} {_MONTHS[moment.month - 1]}"


def _asked(message: Message, library: Library) -> Concern | None:
    """The weightiest concern that the message speaks to."""
    said = {library.facts[citation.fact].slot for citation in message.facts}
    said |= {*message.unknowns, *message.advice, *message.disposals}
    fit = [c for c in library.concerns.values() if any(element in said for element in c.answered_by)]
    return max(fit, key=lambda concern: concern.weight) if fit else None


def _opening(message: Message, library: Library, manner: Manner, tongue: Tongue) -> list[str]:
    neutral = _NEUTRAL[message.form][tongue == "zh"]
    recited = [_RECITED[tongue]] if manner.recites and message.form != "reply" else []
    if not manner.kind:
        return [*recited, neutral]
    if message.form == "reply":
        return [_WARM_REPLY[tongue]]
    asked = _asked(message, library)
    if asked is None or message.form in ("correction", "social"):
        return [*recited, neutral]
    return [*recited, _KIND[tongue].format(ask=asked.ask.in_(tongue))]


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


def _english(message: Message, library: Library, manner: Manner) -> list[str]:
    lines = _opening(message, library, manner, "en")
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
    lines += [library.advice[item].text.en for item in message.advice]
    if message.advice and manner.explains:
        lines.append(_WHY["en"])
    if message.unknowns:
        names = ", ".join(library.slots[slot].label.en for slot in message.unknowns)
        lines.append(f"Not yet known: {names}; we are working to establish it.")
    if message.announces_punishment:
        lines.append("Those who did this are dealt with and punished according to law.")
    if message.may_change:
        lines.append("These figures may change, and we will say so when they do.")
    if message.next_update is not None:
        where = " on this account and on our website" if manner.names_channel else ""
        lines.append(f"You will hear from us again{where} by {clock_time(library, message.next_update, 'en')}.")
    return lines


def _chinese(message: Message, library: Library, manner: Manner) -> list[str]:
    lines = _opening(message, library, manner, "zh")
    if message.as_of is not None and message.facts:
        lines.append(f"截至{clock_time(library, message.as_of, 'zh')}，")
    parts = []
    for citation in message.facts:
        fact = library.facts[citation.fact]
        source = f"（{_party(library, fact.owner, 'zh')}提供）" if fact.owner in message.credits else ""
        label = library.slots[fact.slot].label.zh
        parts.append(f"{label}：{_value(fact, citation.value, library, 'zh')}{source}")
    lines += [f"{part}。" for part in parts]
    for answer in message.claims:
        lines.append(f"{_STANCE[answer.stance][1]}“{library.claims[answer.claim].says.zh.rstrip('。')}”。")
    if message.disposals:
        names = "、".join(library.disposals[item].name.zh for item in message.disposals)
        lines.append(f"正在开展或已完成的工作：{names}。")
    lines += [library.advice[item].text.zh for item in message.advice]
    if message.advice and manner.explains:
        lines.append(_WHY["zh"])
    if message.unknowns:
        names = "、".join(library.slots[slot].label.zh for slot in message.unknowns)
        lines.append(f"目前尚不掌握：{names}，正在抓紧核实。")
    if message.announces_punishment:
        lines.append("对有关人员将依法予以处罚。")
    if message.may_change:
        lines.append("上述数据可能变化，如有变化将及时说明。")
    if message.next_update is not None:
        where = "在本账号和政府网站" if manner.names_channel else ""
        lines.append(f"我们将在{clock_time(library, message.next_update, 'zh')}前{where}再次发布。")
    return lines
