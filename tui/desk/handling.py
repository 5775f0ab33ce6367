"""The handling sheets as this seat can follow them: how far the sheet of each strand has come, and by which steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.message.handling import NAMES, Step, course_of, state_of
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


def sheets(sight: Sight, log: Sequence[Event]) -> list[SheetRow]:
    """The sheets that are there, the own business first."""
    found = []
    for strand in sight.strands():
        course = course_of(strand.id, log, sight.library)
        state = state_of(course)
        if strand.id in sight.board.sheets and state is not None:
            found.append(SheetRow(strand.id, sight.text(strand.title), _name(sight, state), _steps(sight, course)))
    return found


def _steps(sight: Sight, course: Sequence[Step]) -> tuple[str, ...]:
    first = {step.state: step.at for step in reversed(course)}
    return tuple(f"{_name(sight, state)} {show_moment(at)}" for state, at in sorted(first.items(), key=lambda s: s[1]))


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
