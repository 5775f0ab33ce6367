"""The handling sheets as this seat can follow them: how far the sheet of each strand has come, and by which steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.message.handling import BESIDE, NAMES, STATES, Step, course_of, state_of
from simulator.record import Event, Message
from simulator.scenario.moments import show_moment
from tui.desk.sight import Sight


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The sheet of one strand."""

    strand: str
    title: str
    state: str
    """How far it has come, in words."""
    steps: tuple[str, ...]
    """What this seat saw of its course, each with its moment, the first of each kind."""
    history: tuple[tuple[int, str, str], ...]
    """The same course as (second, step, whose doing), the first of each kind by each unit; empty where it was nobody's."""


def sheets(sight: Sight, log: Sequence[Event]) -> list[SheetRow]:
    """The sheets that are there, the own business first."""
    found = []
    for strand in sight.strands():
        course = course_of(strand.id, log, sight.library)
        state = state_of(course)
        if strand.id in sight.board.sheets and state is not None:
            title, steps, history = sight.text(strand.title), _steps(sight, course), _history(sight, course)
            found.append(SheetRow(strand.id, title, _name(sight, state), steps, history))
    return found


def _steps(sight: Sight, course: Sequence[Step]) -> tuple[str, ...]:
    first: dict[str, int] = {}
    for step in _in_order(course):
        first.setdefault(step.state, step.at)
    return tuple(f"{_name(sight, state)} {show_moment(at)}" for state, at in first.items())


def _in_order(course: Sequence[Step]) -> list[Step]:
    """By moment; what falls into one second in the order of the states, what happens beside the course last."""
    places = [*STATES, *BESIDE]
    return sorted(course, key=lambda step: (step.at, places.index(step.state)))


def _history(sight: Sight, course: Sequence[Step]) -> tuple[tuple[int, str, str], ...]:
    first: dict[tuple[str, str], int] = {}
    for step in _in_order(course):
        first.setdefault((step.state, step.seat), step.at)
    return tuple(
        (at, _name(sight, state), sight.seat_name(seat) if seat else "") for (state, seat), at in first.items()
    )


def _name(sight: Sight, state: str) -> str:
    english, chinese = NAMES[state]
    return chinese if sight.language == "zh" else english


def strand_of(sight: Sight, message: Message) -> str:
    """The strand of a text: of those that are this seat's business the one that most of what it takes up belongs to, the first
    where nothing tells them apart (I1).
    """
    strands = sight.strands()
    mine = [strand.id for strand in strands if sight.works_on(strand)] or [strand.id for strand in strands]
    belongs = sight.library.belongs
    about = [strand for citation in message.facts for strand in belongs.facts[citation.fact]]
    about += [belongs.claims[answer.claim] for answer in message.claims]
    items = (*message.unknowns, *message.advice, *message.disposals)
    about += [strand for item in items for strand in belongs.elements[item]]
    return max(mine, key=about.count)
