"""The answer to "who must respond": what the decision table gives for one matter at one moment, and the
trace of rules, readings and plain sentences that led to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from simulator.rules.rulebook import Rulebook
from simulator.rules.world import Organ


class NotCovered(Exception):
    """The decision table has no row for these facts; the text says what it lacks."""


class Deadlines(BaseModel):
    """Public limits in clock hours; None where none applies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_word_h: int | float | None
    press_conference_h: int | float | None
    response_h: int | float | None
    """On levels I and II only where a rulebook asks for a response in place of a press conference."""
    press_centre_h: int | float | None = None
    """Where a rulebook asks for a press centre in place of a conference; left out of the data elsewhere."""

    @model_serializer(mode="wrap")
    def _without_absent_centre(self, handler: SerializerFunctionWrapHandler) -> dict[str, int | float | None]:
        row: dict[str, int | float | None] = handler(self)
        return {name: value for name, value in row.items() if name != "press_centre_h" or value is not None}


class Resolution(BaseModel):
    """Who must answer, who coordinates, by when, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """The case's id in its file."""
    strand: str | None
    """Key of the strand; None if the matter has only one."""
    case: list[str]
    """Rows of the decision table: the base row or rows, then the overlays; or ``not_covered``."""
    first_responsible: list[str]
    own_share: list[str]
    """Organs that answer for a part of their own."""
    organisers: list[str]
    organiser_duties: list[str]
    lead: str
    """``none``, ``may_designate`` or the designated department."""
    consult: bool
    """Whether the parties must consult each other before they answer."""
    leader_duty: list[str]
    """Heads of government who must really lead."""
    deadlines: Deadlines
    refer_to: list[str]
    """Organs that a serious rumour is handed to."""
    duty_discharged_by_actor_statement: bool
    """Whether the actor's own statement would do."""
    hours_left_to_respond: int | float | None
    """Hours to the tightest public limit still running; negative if all have passed; None if there is
    none."""
    basis: list[str]
    """Ids of the rules used."""
    interpretation: list[str]
    """Ids of the readings used."""
    why: list[str]
    """The reasoning in sentences."""

    def as_row(self) -> dict[str, object]:
        """Return the answer without its sentences, as ``--json`` prints it."""
        return self.model_dump(mode="json", exclude={"why"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the base rows give, before the overlays."""

    case: tuple[str, ...]
    first: tuple[Organ, ...] = ()
    own: tuple[Organ, ...] = ()
    organisers: tuple[Organ, ...] = ()
    supervised: bool = False
    """Whether the organisers also supervise and guide."""
    lead: str = "none"
    consult: bool = False


@dataclass(slots=True)
class Trace:
    """Collects what a decision rests on."""

    book: Rulebook
    rules: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def say(self, sentence: str, *ids: str) -> None:
        """Add a sentence with the rules (R..) and readings (I..) that it rests on; rules the book lacks are
        left out."""
        cited: list[str] = []
        for name in ids:
            if name.startswith("I"):
                self.readings.append(name)
                cited.append(name)
            elif name in self.book.rules:
                rule = self.book.rule(name)
                self.rules.append(name)
                cited.append(f"{rule.citation}, {rule.zh}")
        self.sentences.append(f"{sentence} [{'; '.join(cited)}]" if cited else sentence)

    @property
    def basis(self) -> list[str]:
        """The rules used, each once, by number."""
        return sorted(dict.fromkeys(self.rules))

    @property
    def interpretation(self) -> list[str]:
        """The readings used, each once, by number."""
        return sorted(dict.fromkeys(self.readings), key=lambda name: int(name[1:]))


def unique(organs: list[Organ] | tuple[Organ, ...]) -> tuple[Organ, ...]:
    """Return the organs, each once, in the order of their first appearance."""
    return tuple(dict.fromkeys(organs))


def names(organs: list[Organ] | tuple[Organ, ...]) -> str:
    """Return the organs' ids as a list in words."""
    return ", ".join(str(organ) for organ in organs) or "nobody"
