"""What the opinion-handling sheet of each strand went through (OFFICIAL_RULES 2.6), for the debrief."""

from __future__ import annotations

from dataclasses import dataclass

from reports.names import Names
from simulator.message.handling import BESIDE, NAMES, STATES, Step, course_of, state_of
from simulator.message.library import Library
from simulator.record import Record
from simulator.scenario.schema import Scenario


@dataclass(frozen=True, slots=True)
class Row:
    """One state of a sheet, or one thing beside its course."""

    name: str
    at: int
    """When it first came to it."""
    seat: str
    seq: int
    times: int


@dataclass(frozen=True, slots=True)
class SheetOf:
    """The sheet of one strand."""

    strand: str
    title: str
    state: str
    rows: tuple[Row, ...]


def handling_sheets(record: Record, scenario: Scenario, names: Names) -> list[SheetOf]:
    """The sheet of every strand, in the scenario's order."""
    library = Library.of(scenario)
    found = []
    for strand in scenario.strands:
        course = course_of(strand.id, record.events, library)
        state = state_of(course)
        rows = tuple(_row(name, course, names) for name in (*STATES, *BESIDE) if any(s.state == name for s in course))
        found.append(SheetOf(strand.id, names.text(strand.title), "–" if state is None else _name(state, names), rows))
    return found


def _row(name: str, course: tuple[Step, ...], names: Names) -> Row:
    steps = [step for step in course if step.state == name]
    return Row(_name(name, names), steps[0].at, steps[0].seat, steps[0].seq, len(steps))


def _name(state: str, names: Names) -> str:
    return names.pick(*NAMES[state])
