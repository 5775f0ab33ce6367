"""Times with a meaning in a sentence: for which moment its facts hold, and when and where the next word is promised."""

from __future__ import annotations

import re
from typing import Final

from simulator.message.text.features import Parsed
from simulator.message.text.times import FoundTime, When
from simulator.message.text.working import Place

_SECONDS: Final = {"minute": 60, "hour": 3600, "day": 86_400}
_WITHIN = {
    "en": re.compile(r"(?<![a-z])(?:within|in|after)(?: the)?(?: next)? (?:about )?$"),
    "zh": re.compile(r"(?:在|于|约)?$"),
}
_AFTER_SPAN = {
    "en": re.compile(r"(?: from now| at (?:the )?(?:latest|most))?"),
    "zh": re.compile(r"(?:之|以)?(?:内|后)"),
}
_BEGINS = {"en": re.compile(r"^(?:by|at|on|up to|until|since)\s$"), "zh": re.compile(r"^(?:到|至|截至|目前)$")}


def as_of(parsed: Parsed) -> tuple[tuple[Place, When | None] | None, bool]:
    """The moment for which a sentence gives its facts, and whether it says so by "as of" and not just by "by"."""
    strong = parsed.lex.cues["as_of_strong"]
    now = parsed.cue("now")
    for match in strong.finditer(parsed.text):
        if parsed.quoted(match.start()):
            continue
        for time in parsed.marks.times:
            gap = parsed.text[match.end() : time.start]
            if 0 <= time.start - match.end() <= 6 and not any(char in ",;，；" for char in gap) and time.when.whole:
                return ((match.start(), time.end), time.when), True
        if parsed.lex.tongue == "zh" and now is None:  # 截至…共…: a time may follow the colon
            continue
    if now is not None:
        return (now.span(), None), True
    first = parsed.marks.times[0] if parsed.marks.times else None
    if first is not None and first.when.clocked and _BEGINS[parsed.lex.tongue].match(parsed.text[: first.start]):
        return ((0, first.end), first.when), False
    return None, False


_DAILY = re.compile(
    "每[天日周晚早]|前一[天日]|(?<![a-z])(?:each|every|the) (?:day|evening|morning)(?: before)?(?![a-z])"
)
"""Words by which something appears again and again, and is no next word about the crisis."""


def update(parsed: Parsed) -> tuple[Place, When | None, int | None, str | None, bool] | None:
    """The next word that a sentence promises: (place, time, seconds from now, channel, whether plainly promised)."""
    plain = next((m for m in parsed.lex.cues["update"].finditer(parsed.text) if not parsed.quoted(m.start())), None)
    weak = parsed.cue("update_weak") if "update_weak" in parsed.lex.cues else None
    if weak is not None and _DAILY.search(parsed.text, max(0, weak.start() - 24), weak.start()):
        weak = None
    cue = plain or weak
    if cue is None or parsed.quoted(cue.start()):
        return None
    counted = parsed.cue("as_of_strong")
    times = [t for t in parsed.marks.times if t.when.whole and not (counted and 0 <= t.start - counted.end() <= 6)]
    time = _nearest(times, cue)
    ahead = _ahead(parsed) if time is None else None
    channel = parsed.cue("channel")
    name = channel.group().strip() if channel is not None else None
    if plain is None and time is None:
        return None
    ends = [cue.end(), *([time.end] if time else []), *([channel.end()] if channel else [])]
    starts = [cue.start(), *([time.start] if time else []), *([channel.start()] if channel else [])]
    return (min(starts), max(ends)), time.when if time else None, ahead, name, plain is not None


def _nearest(times: list[FoundTime], cue: re.Match[str]) -> FoundTime | None:
    """The time that stands nearest to the cue, one after it before one as near before it."""

    def away(time: FoundTime) -> tuple[int, int]:
        after = time.start - cue.end()
        return (max(0, after), 0) if time.start >= cue.start() else (max(0, cue.start() - time.end), 1)

    return min(times, key=away, default=None)


def _ahead(parsed: Parsed) -> int | None:
    """Seconds of "within two hours"."""
    tongue = parsed.lex.tongue
    for number in parsed.marks.numbers:
        seconds = _SECONDS.get(number.unit or "")
        if seconds is None or not 0 < number.value <= 96:
            continue
        if _WITHIN[tongue].search(parsed.text, max(0, number.start - 20), number.start) is None:
            continue
        if _AFTER_SPAN[tongue].match(parsed.text, number.end) is not None:
            return round(number.value * seconds)
    return None


_BEFORE = {
    "en": re.compile(r"(?:earlier|previously|before|at first|initially|yesterday|this morning|last|first|previous)"),
    "zh": re.compile(r"此前|之前|先前|早前|上午|昨天|昨日|早些时候|前期|上次|稍早|刚才"),
}
_GAVE = re.compile(r"(?<![a-z])(?:said|gave|reported|stated|spoke of|wrote|announced|put|published)(?![a-z])")
_RIGHT = {
    "en": re.compile(
        r"(?<![a-z])(?:the (?:figure|number|count|right|correct)|correct|right figure|in fact|it is|it should|this should"
        r"|should be|now|but)(?![a-z])"
    ),
    "zh": re.compile(r"应为|应该是|实为|实际|更正为|准确|正确|现为|现核实|应是|经核实|修正为"),
}


def earlier(parsed: Parsed) -> tuple[Place | None, list[Place]]:
    """Where a sentence names an error of its own, and the stretches in which the earlier value stands."""
    tongue, text = parsed.lex.tongue, parsed.text
    cue = next((m for m in parsed.lex.cues["correction"].finditer(text) if not parsed.quoted(m.start())), None)
    if cue is None:
        return None, []
    gave = _GAVE.search(text) if tongue == "en" else None
    begins = _BEFORE[tongue].search(text) or gave
    if begins is None:
        return cue.span(), []
    right = _RIGHT[tongue].search(text, begins.end())
    start = min(begins.start(), gave.start()) if gave is not None else begins.start()
    return cue.span(), [(start, right.start() if right is not None else len(text))]
