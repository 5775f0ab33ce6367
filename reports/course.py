"""The course of a drill as numbers: what each party did against its deadlines, and how the crowd moved.
Figures draw these rows and the tables under the figures print them, so that both show the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reports.names import Names
from reports.story import believing
from simulator.record import Board, Record
from simulator.rules.rulebook import Rulebook
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Scenario

MarkKind = Literal["first", "word", "conference", "reply", "due", "missed"]

TABLE_EVERY: Final = 3 * HOUR
"""The table under the curves has a row this often."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a party's lane."""

    lane: str
    """Seat."""
    at: int
    kind: MarkKind
    label: str
    """Number of the word, or rules that were due or missed."""
    seq: int
    """Event that shows it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A public limit that holds for several parties: a line through all lanes."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Course:
    """What the timeline shows."""

    lanes: tuple[str, ...]
    """Seats in the scenario's order."""
    marks: tuple[Mark, ...]
    limits: tuple[Limit, ...]
    opens: int
    ends: int


@dataclass(frozen=True, slots=True)
class Point:
    """The crowd at one pulse."""

    at: int
    heat: int
    """Posts of the last hour."""
    trust: float
    """Percent."""
    belief: Mapping[str, float]
    """Narrative that follows a claim -> percent of all people who believe it."""


def word_numbers(record: Record) -> dict[int, str]:
    """Event number of each public word -> its short number on the page: W1, W2; of each reply: A1, A2."""
    board = Board.of(record.events)
    words = {word.seq: f"W{number}" for number, word in enumerate(board.words, 1)}
    return words | {word.seq: f"A{number}" for number, word in enumerate(board.replies, 1)}


def course(record: Record, scenario: Scenario, rulebook: Rulebook) -> Course:
    """The lanes of the timeline: words, replies, what was due and what was missed."""
    board, numbers = Board.of(record.events), word_numbers(record)
    marks: list[Mark] = []
    spoken: list[str] = []
    for word in board.words:
        kind: MarkKind = "conference" if word.message.form == "conference" else "word"
        if word.seat not in spoken:
            spoken.append(word.seat)
            kind = "first"
        marks.append(Mark(word.seat, word.at, kind, numbers[word.seq], word.seq))
    marks += [Mark(reply.seat, reply.at, "reply", numbers[reply.seq], reply.seq) for reply in board.replies]
    marks += _duty_marks(record, scenario.clock.ends)
    return Course(
        lanes=tuple(seat.id for seat in scenario.seats),
        marks=tuple(sorted(marks, key=lambda mark: (mark.at, mark.seq))),
        limits=_limits(record, rulebook, scenario.clock.ends),
        opens=scenario.clock.opens,
        ends=scenario.clock.ends,
    )


def _duty_marks(record: Record, ends: int) -> list[Mark]:
    """Due moments and misses, those of one lane and second as one mark."""
    gathered: dict[tuple[str, int, MarkKind], tuple[list[str], int]] = {}
    for event in record.of_kind("duty_opened", "duty_missed"):
        missed = event.kind == "duty_missed"
        at = event.at if missed else event.data.get("due")
        if at is None or at > ends:
            continue
        kind: MarkKind = "missed" if missed else "due"
        rules, _ = gathered.setdefault((event.seat, at, kind), ([], event.seq))
        if event.data["rule"] not in rules:
            rules.append(event.data["rule"])
    return [Mark(seat, at, kind, " ".join(sorted(rules)), seq) for (seat, at, kind), (rules, seq) in gathered.items()]


def _limits(record: Record, rulebook: Rulebook, ends: int) -> tuple[Limit, ...]:
    """Limits of public rules that were opened, each moment once."""
    found: dict[int, list[str]] = {}
    for event in record.of_kind("duty_opened"):
        due, rule = event.data.get("due"), rulebook.rules.get(event.data["rule"])
        if due is None or due > ends or rule is None or rule.deadline is None or rule.deadline.kind != "public":
            continue
        rules = found.setdefault(due, [])
        if rule.id not in rules:
            rules.append(rule.id)
    return tuple(Limit(at, f"{' '.join(sorted(found[at]))} · {show_moment(at)}") for at in sorted(found))


def curves(record: Record, names: Names) -> list[Point]:
    """The crowd's counts, pulse by pulse."""
    return [
        Point(
            at=event.at,
            heat=event.data["heat"],
            trust=event.data["trust"] / 100,
            belief={
                name: 100 * believing(event.data, name) for name in names.rumours if name in event.data["narratives"]
            },
        )
        for event in record.of_kind("pulse")
    ]


def table_points(points: list[Point]) -> list[Point]:
    """The points for the table under the curves."""
    return [point for point in points if point.at % TABLE_EVERY == 0]
