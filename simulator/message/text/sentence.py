"""One sentence, read: every rule applied to it once."""

from __future__ import annotations

import re

from simulator.message.text import promises, stances
from simulator.message.text import states as stating
from simulator.message.text.anchors import Anchors
from simulator.message.text.features import Parsed, parse
from simulator.message.text.figures import figures
from simulator.message.text.parts import Modality
from simulator.message.text.working import Place, Reading


def read_sentence(text: str, anchors: Anchors) -> Reading:
    """Everything that a normalised sentence says by itself."""
    parsed = parse(text, anchors.tongue)
    claims = stances.claims(parsed, anchors)
    voice = stances.foreign(parsed, claims)
    unknown = stances.unknowns(parsed, anchors)
    corrects, earlier = promises.earlier(parsed)
    spent = stating.verbatim(parsed, anchors)
    own = [
        f for f in parsed.features
        if (f.start, f.key) not in spent and not any(s <= f.start < e for (s, e), _ in voice)
    ]  # fmt: skip
    states = stating.states(parsed, anchors, own, unknown)
    found = figures(parsed, anchors, states, voice, earlier, spent)
    items = stating.items(parsed, anchors, states, spent)
    parties = _parties(parsed, anchors)
    given, strong = promises.as_of(parsed)
    stance = stances.stance_of(parsed)
    cause = parsed.cue("cause")
    denied = cause is not None and any(s <= cause.start() < e for (s, e), _ in voice)
    anaphora = parsed.cue("anaphora")
    whole = (0, len(parsed.text))
    places: list[Place] = [
        *(state.place for state in states), *(one.place for one in unknown), *(claim.place for claim in claims),
        *(f.place for f in found if f.slot is not None),
        *(one.place for kind in items.values() for one in kind if one.share >= 0.25),
    ]  # fmt: skip
    return Reading(
        clauses=tuple((c.start, c.end, any(s < c.end and c.start < e for s, e in places)) for c in parsed.clauses),
        figures=tuple(found),
        states=tuple(states),
        unknowns=tuple(unknown),
        claims=tuple(claims),
        advice=tuple(items["advice"]),
        disposals=tuple(items["disposal"]),
        concerns=tuple(items["concern"]),
        parties=tuple(parties),
        credits=tuple(_credits(parsed, parties)),
        as_of=given,
        as_of_strong=strong,
        update=promises.update(parsed),
        may_change=_place(parsed, "may_change"),
        corrects=corrects,
        anaphoric=anaphora is not None,
        stance=stance,
        cause=(cause.span(), "denied" if denied else _cause_modality(parsed, cause.span())) if cause else None,
        echoes=tuple(_echoes(parsed, anchors, voice)),
        timed=bool(parsed.marks.times),
        touched=tuple((whole, slot) for slot in _touched(parsed, anchors, whole)),
        blamed=tuple(_blamed(parsed, anchors, cause.span())) if cause is not None and not denied else (),
        view=_place(parsed, "view"),
        open_words=_place(parsed, "unknown"),
        refusal=_place(parsed, "refusal"),
        punishment=_place(parsed, "punishment"),
    )


NAMED = 0.5
"""Share of a slot's name that must stand in a sentence for it to be named there."""


def _blamed(parsed: Parsed, anchors: Anchors, cue: Place) -> list[tuple[Place, str]]:
    """Slots of which a sentence says what caused them: named in the cue's clause, in English before it."""
    clause = next((c for c in parsed.clauses if c.start <= cue[0] < c.end), None)
    start, end = (clause.start, clause.end) if clause is not None else (0, len(parsed.text))
    stretch = (start, cue[0] if parsed.lex.tongue == "en" else max(end, cue[1]))
    return [(cue, slot) for slot in _touched(parsed, anchors, stretch)]


def _touched(parsed: Parsed, anchors: Anchors, stretch: Place) -> list[str]:
    """Slots of whose name a good part stands in a stretch; words for "cause" are the speaker's, and need not."""
    keys = frozenset(feature.key for feature in parsed.features if stretch[0] <= feature.start < stretch[1])
    found = []
    for slot in anchors.slots.values():
        label = {key: weight for key, weight in slot.label.items() if key not in ("©cause", "©notyet")}
        whole = sum(label.values())
        if whole and sum(weight for key, weight in label.items() if key in keys) >= NAMED * whole:
            found.append(slot.id)
    return found


def _echoes(parsed: Parsed, anchors: Anchors, voice: list[tuple[Place, Modality]]) -> list[tuple[Place, str]]:
    """Numbers and hours by which a fact can be told, outside what others say."""
    return [
        ((feature.start, feature.end), fact)
        for feature in parsed.features
        if feature.key in anchors.echoes and not any(s <= feature.start < e for (s, e), _ in voice)
        for fact in anchors.echoes[feature.key]
    ]


def _place(parsed: Parsed, cue: str) -> Place | None:
    """The first place of a cue outside quotation marks."""
    return next((m.span() for m in parsed.lex.cues[cue].finditer(parsed.text) if not parsed.quoted(m.start())), None)


_GOES_ON = re.compile(r"(?:is|are|was|were|has|remains?) |[尚还仍]|目前|正在")
"""How a clause begins that says something of the clause before: "what the cause is, is not yet known"."""


def _cause_modality(parsed: Parsed, place: Place) -> Modality:
    clause = next((c for c in parsed.clauses if c.start <= place[0] < c.end), None)
    start, end = (clause.start, clause.end) if clause is not None else (0, len(parsed.text))
    after = next((c for c in parsed.clauses if c.start >= end), None)
    if after is not None and _GOES_ON.match(parsed.text, after.start):
        end = after.end
    if parsed.cue("unknown", start, end) is not None:
        return "unknown"
    denied = parsed.cue("negation", start, place[1])
    if denied is not None and (denied.end() <= place[0] + 12 or denied.start() >= place[0]):
        return "denied"
    return "hedged" if parsed.cue("hedge", start, end) is not None else "asserted"


def _parties(parsed: Parsed, anchors: Anchors) -> list[tuple[Place, str]]:
    if anchors.parties is None:
        return []
    return [(match.span(), anchors.party_of[match.group()]) for match in anchors.parties.finditer(parsed.text)]


def _credits(parsed: Parsed, parties: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Parties that the sentence names as a source: "according to ...", "... reports", （……提供）."""
    result: list[tuple[Place, str]] = []
    for (start, end), party in parties:
        before = [m.end() for m in parsed.lex.cues["source"].finditer(parsed.text, max(0, start - 60), start)]
        led = any(_short(parsed, at, start, parties) for at in before)
        after = parsed.lex.cues["says"].search(parsed.text, end, min(len(parsed.text), end + 40))
        follows = after is not None and after.start() - end <= (8 if parsed.lex.tongue == "zh" else 12)
        if led or (follows and after is not None and not _stopped(parsed.text[end : after.start()])):
            result.append(((start, end), party))
    return result


def _short(parsed: Parsed, at: int, start: int, parties: list[tuple[Place, str]]) -> bool:
    """Whether between a source cue and a party stands nothing but little words or another party of the same list."""
    between = parsed.text[at:start]
    for (one, two), _ in parties:
        if at <= one and two <= start:
            between = parsed.text[two:start]
    return len(between) <= 12 and not _stopped(between)


def _stopped(text: str) -> bool:
    return any(char in ".,;:，。；：" for char in text.strip(" :："))
