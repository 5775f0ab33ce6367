"""The parts of a debrief as plain rows, ready to be printed: the three strengths and gaps, the public
words with their readings, the findings, and what the public said. Every figure comes from the scorecard or
the record as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from reports.course import Point
from reports.literal import excerpt
from reports.names import Names
from reports.press import heard, said
from reports.sentences import words_of
from simulator.opinion.posts import PostCard, cards
from simulator.opinion.pulse import PULSE, Pulse
from simulator.randomness import Draws
from simulator.record import Board, Event, Record, Word
from simulator.scenario.schema import Scenario
from simulator.scenario.voices import voices_of
from simulator.scoring.scorecard import Finding, Scorecard

SHOWN: Final = 3
"""Strengths and gaps in the hot wash."""
VISIBLE: Final = 0.05
"""Points; a smaller loss is no gap, for the page would print it as 0."""
_SENTENCE: Final = re.compile(r"[^\s.!?;。！？；][^.!?;。！？；]*")
POSTS: Final = 6
"""Posts shown of each moment."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody wrote, and the event that holds them."""

    seq: int
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One strength or gap."""

    finding: Finding
    quotes: tuple[Quote, ...]


def loss(finding: Finding) -> float:
    """Points that a finding cost: what could have been won and was not, or what a broken prohibition took."""
    return finding.possible - finding.points


def hot_wash(scorecard: Scorecard, record: Record, names: Names) -> tuple[list[Item], list[Item]]:
    """The three weightiest strengths and gaps, each of another rule."""
    strengths = sorted((f for f in scorecard.findings if f.points > 0 and loss(f) < VISIBLE), key=lambda f: -f.points)
    gaps = sorted((f for f in scorecard.findings if loss(f) >= VISIBLE), key=lambda f: -loss(f))
    return [_item(f, record, names) for f in _by_rule(strengths)], [_item(f, record, names) for f in _by_rule(gaps)]


def _by_rule(findings: Sequence[Finding]) -> list[Finding]:
    """The first few, one a rule; where there are too few rules, further ones of the same."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    chosen = list(first.values())[:SHOWN]
    chosen += [finding for finding in findings if finding not in chosen][: SHOWN - len(chosen)]
    return chosen


def _item(finding: Finding, record: Record, names: Names) -> Item:
    events = [record.events[seq - 1] for seq in finding.evidence if 1 <= seq <= len(record.events)]
    quotes = [quote for quote in (_quote(event, names) for event in events) if quote is not None]
    return Item(finding, tuple(quotes[:2]))


def _quote(event: Event, names: Names) -> Quote | None:
    """The words in an event, where a person wrote some."""
    data = event.data
    words = _telling(data, names) if "message" in data else data.get("reason")
    return Quote(event.seq, names.seat(event.seat), excerpt(words, 180)) if words else None


def _telling(data: dict[str, Any], names: Names) -> str:
    """A word from its first sentence on a fact that it should not have stated so; else from its beginning."""
    words = words_of(data["message"], names)
    facts = data.get("reading", {}).get("facts", ())
    if data["message"].get("own_words"):
        return _from(words, [v["span"][0] for v in facts if v["verdict"] != "supported" and "span" in v])
    wrong = [names.target(verdict["slot"]).casefold() for verdict in facts if verdict["verdict"] != "supported"]
    for found in _SENTENCE.finditer(words):
        if found.start() and any(label in found.group().casefold() for label in wrong):
            return "… " + words[found.start() :]
    return words


def _from(words: str, starts: Sequence[int]) -> str:
    """Own words from the first sentence that holds one of the places; else from the beginning."""
    for found in _SENTENCE.finditer(words):
        if found.start() and any(found.start() <= start < found.end() for start in starts):
            return "… " + words[found.start() :]
    return words


@dataclass(frozen=True, slots=True)
class WordRow:
    """One public word or reply with its reading."""

    number: str
    word: Word
    text: str
    facts: tuple[tuple[str, str, str], ...]
    """(slot, stated, verdict)."""
    claims: tuple[tuple[str, str, str], ...]
    """(claim, what the word says of it, verdict)."""
    criteria: tuple[tuple[str, int | None], ...]
    gates: tuple[str, ...]
    concerns: tuple[str, ...]
    questions: tuple[tuple[int, str, str, str, str, bool], ...]
    """(event, outlet, question, what was answered and by whom, how it was heard, whether that was no answer) of a press
    conference."""
    score: int
    novelty: str
    data: dict[str, Any]
    """The event's data."""


def word_rows(record: Record, names: Names, numbers: dict[int, str]) -> list[WordRow]:
    """Every public word and reply, in order."""
    board = Board.of(record.events)
    words = sorted([*board.words, *board.replies], key=lambda word: word.seq)
    return [_word_row(word, record, names, numbers[word.seq]) for word in words]


def _word_row(word: Word, record: Record, names: Names, number: str) -> WordRow:
    reading, data = word.reading, record.events[word.seq - 1].data
    message = word.message.model_dump(mode="json")
    return WordRow(
        number=number,
        word=word,
        text=words_of(message, names),
        facts=tuple(
            (names.target(v["slot"]), names.value(v["slot"], v["stated"]), v["verdict"]) for v in reading["facts"]
        ),
        claims=tuple((names.claim(c["claim"]), names.word(c["stance"]), c["verdict"]) for c in reading["claims"]),
        criteria=tuple(reading["criteria"].items()),
        gates=tuple(reading["gates"]),
        concerns=tuple(names.named(names.concerns, concern) for concern in reading["concerns"]),
        questions=tuple(
            (
                e.seq,
                names.named(names.outlets, e.data["outlet"]),
                names.named(names.questions, e.data["question"]),
                f"{names.seat(e.data['by'])}{names.pick(': ', '：')}{said(names, e.data)}" if e.data["by"] else "",
                heard(names, e.data),
                e.data["outcome"] in ("evaded", "unanswered"),
            )
            for e in record.of_kind("question_answered")
            if e.data["conference"] == data.get("conference")
        ),
        score=reading["score"],
        novelty=f"{reading['novelty'] / 10:g}",
        data=data,
    )


@dataclass(frozen=True, slots=True)
class Voices:
    """What the public said at one moment."""

    moment: str
    """Label of the moment."""
    at: int
    cards: tuple[PostCard, ...]


def voices(record: Record, scenario: Scenario, points: Sequence[Point], names: Names) -> list[Voices]:
    """Posts at up to four telling moments, each pulse once, in order of time."""
    pulses = {event.at: event.data for event in record.of_kind("pulse")}
    if not points or not any(point.heat for point in points):
        return []
    first = next((word.at for word in Board.of(record.events).words), None)
    heard = None if first is None else next((p for p in points if p.at >= first + PULSE), None)
    moments = (
        ("peak_heat", max(points, key=lambda point: point.heat)),
        ("after_first", heard),
        ("belief_rises", max(pairwise(points), key=_rise, default=(None, None))[1]),
        ("at_end", points[-1]),
    )
    public = voices_of(scenario, names.language)
    draws = Draws(record.header.seed, record.header.replication, record.header.world)
    found: dict[int, Voices] = {}
    for label, point in moments:
        if point is not None and point.at not in found:
            pulse: Pulse = pulses[point.at]  # type: ignore[assignment]
            earlier = [card for voice in found.values() for card in voice.cards]
            shown = cards(pulse, public, draws, POSTS, shown=earlier)
            if shown:
                found[point.at] = Voices(label, point.at, tuple(shown))
    return [found[at] for at in sorted(found)]


def _rise(pair: tuple[Point, Point]) -> float:
    """The largest growth of any claim's belief between two pulses."""
    before, after = pair
    return max((share - before.belief.get(name, 0.0) for name, share in after.belief.items()), default=0.0)
