"""The readable parts of a scenario file, each with its place in it. A file with mistakes still has many good
entries; the checks that compare entries with one another run over those, so that all mistakes come out at
once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.errors import Problem
from simulator.scenario import schema
from simulator.scenario.yamltext import Document, Loc, field_path

T = TypeVar("T")
E = TypeVar("E", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One entry and where it stands."""

    loc: Loc
    value: T


@dataclass(frozen=True, slots=True)
class Parts:
    """Every entry of a scenario that can be read."""

    document: Document
    clock: schema.Clock | None
    strands: tuple[Entry[schema.Strand], ...]
    parties: tuple[Entry[schema.Party], ...]
    seats: tuple[Entry[schema.Seat], ...]
    slots: tuple[Entry[schema.Slot], ...]
    facts: tuple[Entry[schema.Fact], ...]
    protected: tuple[Entry[schema.Protected], ...]
    narratives: tuple[Entry[schema.Narrative], ...]
    claims: tuple[Entry[schema.Claim], ...]
    concerns: tuple[Entry[schema.Concern], ...]
    advice: tuple[Entry[schema.Advice], ...]
    disposals: tuple[Entry[schema.Disposal], ...]
    signals: tuple[Entry[schema.Signal], ...]
    injects: tuple[Entry[schema.Inject], ...]
    outlets: tuple[Entry[schema.Outlet], ...]
    questions: tuple[Entry[schema.Question], ...]
    epilogue: tuple[Entry[schema.Epilogue], ...]

    def problem(self, loc: Loc, wrong: str, right: str) -> Problem:
        """A problem at a place of the file."""
        return Problem(self.document.file, self.document.line_of(loc), field_path(loc), wrong, right)


def parts_of(document: Document, scenario: schema.Scenario | None) -> Parts:
    """The parts of a whole scenario; where it is None, the document's entries that can be read alone."""

    def section(name: str, model: type[E]) -> tuple[Entry[E], ...]:
        if scenario is not None:
            return tuple(Entry((name, index), value) for index, value in enumerate(getattr(scenario, name)))
        written = document.at((name,))
        read = [_read(model, entry) for entry in (written if isinstance(written, list) else ())]
        return tuple(Entry((name, index), value) for index, value in enumerate(read) if value is not None)

    return Parts(
        document=document,
        clock=scenario.clock if scenario is not None else _read(schema.Clock, document.at(("clock",))),
        strands=section("strands", schema.Strand),
        parties=section("parties", schema.Party),
        seats=section("seats", schema.Seat),
        slots=section("slots", schema.Slot),
        facts=section("facts", schema.Fact),
        protected=section("protected", schema.Protected),
        narratives=section("narratives", schema.Narrative),
        claims=section("claims", schema.Claim),
        concerns=section("concerns", schema.Concern),
        advice=section("advice", schema.Advice),
        disposals=section("disposals", schema.Disposal),
        signals=section("signals", schema.Signal),
        injects=section("injects", schema.Inject),
        outlets=section("outlets", schema.Outlet),
        questions=section("questions", schema.Question),
        epilogue=section("epilogue", schema.Epilogue),
    )


def _read(model: type[E], written: object) -> E | None:
    try:
        return model.model_validate(written)
    except ValidationError:
        return None
