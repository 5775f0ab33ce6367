"""Finds the organs that hold the legal duty in a matter, and the places that it touches, before the
decision table is asked: actors are replaced by the department that regulates them (C9), and ids are checked
against the world.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.rules.answer import NotCovered, Trace, names, unique
from simulator.rules.matter import Actor, Facts, Matter
from simulator.rules.rulebook import Rulebook
from simulator.rules.triggers import MatterFacts
from simulator.rules.vocabulary import OpinionGrade, VerticalKind
from simulator.rules.world import TOWNSHIP_GOVERNMENT, Organ, World

_OFFICES = ("gov_office", "leader")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One fact sheet made ready for the decision table."""

    facts: Facts
    world: World
    book: Rulebook
    trace: Trace
    departments: tuple[Organ, ...]
    places: tuple[str, ...]

    def vertical_kind(self, organ: Organ) -> VerticalKind:
        """Return how the organ is managed: as the facts say, else as the world says."""
        return management(self.facts, self.world, organ)

    def is_vertical(self, organ: Organ) -> bool:
        """Whether the organ is under vertical management."""
        return self.vertical_kind(organ) != "none"

    @property
    def vertical(self) -> tuple[Organ, ...]:
        """The vertical departments."""
        return tuple(organ for organ in self.departments if self.is_vertical(organ))

    @property
    def ordinary(self) -> tuple[Organ, ...]:
        """The departments under their own government."""
        return tuple(organ for organ in self.departments if not self.is_vertical(organ))

    def field_of(self, organ: Organ) -> str:
        """Return the organ's field of duty; a township government has the one that the facts name (I8)."""
        if organ.name != TOWNSHIP_GOVERNMENT:
            return organ.name
        if self.facts.competent_field is None:
            raise NotCovered(
                f"{organ} is a township government without departments, so no competent department "
                "of a superior government follows from it; state competent_field"
            )
        return self.facts.competent_field


def management(facts: Facts, world: World, organ: Organ) -> VerticalKind:
    """Return how an organ is managed: as the facts say, else as the world says."""
    stated = facts.vertical
    if isinstance(stated, str):
        return stated
    return (stated or {}).get(str(organ), world.vertical_kind(organ.name))


def regulated(facts: Facts) -> bool:
    """Whether an actor's regulator answers (C9); the content of State Council policy has no such actor."""
    return facts.actor is not None and facts.matter != "state_council_policy"


def unknown_ids(facts: Facts, world: World) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each place that a fact names and the world lacks: where it stands, and its id."""
    named: list[tuple[tuple[str | int, ...], str]] = []
    named += [(("departments", index), entity) for index, entity in enumerate(facts.departments)]
    named += [(("places", index), place) for index, place in enumerate(facts.places)]
    if isinstance(facts.vertical, dict):
        named += [(("vertical", entity), entity) for entity in facts.vertical]
    single = {
        "superior_request_by": facts.superior_request_by,
        "command": facts.command,
        "designated_lead": facts.designated_lead,
    }
    named += [((field,), value) for field, value in single.items() if value is not None]
    if facts.actor is not None:
        named.append((("actor", "place"), facts.actor.place))
    for where, entity in named:
        place = entity.partition("/")[0]
        if place not in world.places:
            yield where, place


def all_unknown_ids(matter: Matter, world: World) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """As ``unknown_ids``, for the matter and every change in its timeline."""
    yield from unknown_ids(matter, world)
    for index, change in enumerate(matter.timeline):
        for where, place in unknown_ids(change, world):
            yield ("timeline", index, *where), place


def inquire(facts: Facts, world: World, book: Rulebook, trace: Trace) -> Inquiry:
    """Make a fact sheet ready: owners of the duty, places.

    Raises:
        NotCovered: nobody holds the duty, or an organ is named that may not be first responsible.
    """
    places = tuple(dict.fromkeys(facts.places))
    departments = unique([Organ.parse(entity) for entity in facts.departments])
    if facts.actor is not None and regulated(facts):
        places = places or (facts.actor.place,)
        departments = _with_regulator(facts.actor, departments, world, trace)
    elif not departments and facts.competent_field is not None:
        seats = [world.seat_of_departments(place) for place in places]
        departments = unique([Organ(seat, facts.competent_field) for seat in seats])
    if facts.matter == "out_of_scope":
        return Inquiry(facts, world, book, trace, departments, places)
    if not departments:
        raise NotCovered("no department holds the legal duty, and no actor whom a department regulates is named")
    if not places:
        places = _places_of(departments, world)
    for organ in departments:
        _check_may_answer(organ, world, management(facts, world, organ))
    return Inquiry(facts, world, book, trace, departments, places)


def as_named(facts: Facts, world: World, book: Rulebook, trace: Trace) -> Inquiry:
    """Return the departments and places as the facts name them, nothing replaced and nothing checked."""
    departments = unique([Organ.parse(entity) for entity in facts.departments])
    return Inquiry(facts, world, book, trace, departments, tuple(dict.fromkeys(facts.places)))


def _with_regulator(actor: Actor, departments: tuple[Organ, ...], world: World, trace: Trace) -> tuple[Organ, ...]:
    regulator = Organ(world.seat_of_departments(actor.place), actor.field)
    trace.say(
        f"{actor.id} is a {actor.kind}, no organ of government: {regulator}, in charge of its field, answers",
        "R03",
        "I13",
        *(("I8",) if regulator.place != actor.place else ()),
    )
    return unique([*(organ for organ in departments if str(organ) != actor.id), regulator])


def _places_of(departments: tuple[Organ, ...], world: World) -> tuple[str, ...]:
    """Return the places of the departments; of places under one another only the lowest."""
    found = tuple(dict.fromkeys(organ.place for organ in departments))
    return tuple(place for place in found if not any(world.above(place, other) for other in found))


def _check_may_answer(organ: Organ, world: World, managed: VerticalKind) -> None:
    level = world.level(organ.place)
    kind = world.parties.get(organ.name)
    if organ.name in _OFFICES or (kind is not None and not kind.first and (kind.org or kind.kind != "government")):
        raise NotCovered(f"{organ} may not be a first responsible subject; name the department that holds the duty")
    if (organ.name == TOWNSHIP_GOVERNMENT) != (level == "T") and (
        organ.name == TOWNSHIP_GOVERNMENT or managed == "none"
    ):
        raise NotCovered(
            f"{organ} does not exist: a township has a government and no departments, other places have "
            "departments and no township government"
        )


def asked_by_superior(inquiry: Inquiry) -> bool:
    """Whether the government that asks for a public answer stands above one of the places or departments (C8)."""
    asker = inquiry.facts.superior_request_by
    spots = (*inquiry.places, *(organ.place for organ in inquiry.departments))
    return asker is not None and any(inquiry.world.above(asker, spot) for spot in spots)


def matter_facts(inquiry: Inquiry, grade: OpinionGrade) -> MatterFacts:
    """Return the fact sheet that triggers are tested against, with ``grade`` as the effective opinion
    grade."""
    facts = inquiry.facts
    several_places = len(inquiry.places) >= 2
    fields = {organ.name: None for organ in inquiry.departments}
    values = {
        name: getattr(facts, name)
        for name in (
            "matter",
            "emergency_level",
            "emergency_category",
            "rumor",
            "deadlock",
            "duties_overlap",
            "technical_dispute",
        )
    }
    focus = facts.focus if 5 in facts.focus or not asked_by_superior(inquiry) else (*facts.focus, 5)
    return MatterFacts(
        **values,
        focus=focus,
        opinion_grade=grade,
        n_departments=len(fields) if several_places else len(inquiry.departments),
        n_places=len(inquiry.places),
        has_ordinary=bool(inquiry.ordinary),
        has_vertical=bool(inquiry.vertical),
    )


def describe(inquiry: Inquiry) -> str:
    """Return who holds the duty and where, in words."""
    return f"{names(inquiry.departments)} in {', '.join(inquiry.places) or 'no place'}"
