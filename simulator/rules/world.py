"""The fictional world that matters happen in: places under one another, which departments are vertically
managed, and the kinds of parties. It answers questions of rank: who stands above whom, and which government
covers several places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.rules.vocabulary import LEVELS, Level, Slug, VerticalKind

_FROZEN = ConfigDict(frozen=True, extra="forbid")

TOWNSHIP_GOVERNMENT = "township_government"
"""Department part of a township's only organ (I8)."""


@dataclass(frozen=True, slots=True, order=True)
class Organ:
    """An organ of one place: a department, an office or a head."""

    place: str
    """Id of the place."""
    name: str
    """Department, ``gov_office``, ``publicity``, ``leader`` or ``<department>.office``."""

    def __str__(self) -> str:
        """Return the id ``<place>/<name>``."""
        return f"{self.place}/{self.name}"

    @classmethod
    def parse(cls, entity: str) -> Organ:
        """Read an id ``<place>/<name>``."""
        place, _, name = entity.partition("/")
        return cls(place, name)

    @property
    def office(self) -> Organ:
        """The department's own general office."""
        return Organ(self.place, f"{self.name}.office")


class Place(BaseModel):
    """A jurisdiction."""

    model_config = _FROZEN

    level: Level
    """C, P, M, K or T."""
    en: str | None = Field(default=None, max_length=80)
    zh: str | None = Field(default=None, max_length=40)
    parent: Slug | None = None
    """The place whose government is the superior; None only at the centre."""
    spare: bool = False
    """Kept for scenarios that are re-dressed; nobody else speaks of it."""


class Named(BaseModel):
    """A name in two languages."""

    model_config = _FROZEN

    en: str = Field(max_length=120)
    zh: str = Field(max_length=60)


class LevelNames(Named):
    """What a level, its head, its office and its press office are called."""

    head: str = Field(max_length=80)
    office: str = Field(max_length=80)
    press: str = Field(max_length=80)


class PartyKind(Named):
    """One kind of party and what it may do."""

    levels: tuple[Level, ...]
    kind: Literal["government", "party", "person", "channel", "public"]
    first: bool
    """May be a first responsible subject."""
    org: bool
    """May organise or coordinate."""
    speak: bool
    """May sign a public response."""
    rules: tuple[str, ...]
    """Rules that speak of it."""
    duties: str = Field(max_length=400)


class World(BaseModel):
    """Places, vertical systems and names."""

    model_config = _FROZEN

    places: dict[Slug, Place] = Field(min_length=1)
    vertical: dict[Slug, VerticalKind] = {}
    """Departments under vertical management and the level that heads their system."""
    levels: dict[Level, LevelNames] = {}
    departments: dict[Slug, Named] = {}
    parties: dict[Slug, PartyKind] = {}

    @model_validator(mode="after")
    def _ranks(self) -> World:
        for key, place in self.places.items():
            if place.parent is None:
                if place.level != "C":
                    raise ValueError(f"place {key} of level {place.level} needs a parent")
            elif place.parent not in self.places:
                raise ValueError(f"the parent {place.parent} of place {key} is not a place of this world")
            elif LEVELS.index(self.places[place.parent].level) >= LEVELS.index(place.level):
                raise ValueError(f"the parent {place.parent} of place {key} is not of a higher level")
        return self

    def level(self, place: str) -> Level:
        """Return the level of a place."""
        return self.places[place].level

    def rank(self, place: str) -> int:
        """Return the place's rank: 0 at the centre, 4 in a township."""
        return LEVELS.index(self.level(place))

    def line(self, place: str) -> tuple[str, ...]:
        """Return the place and everything above it, upward."""
        found = [place]
        while (parent := self.places[found[-1]].parent) is not None:
            found.append(parent)
        return tuple(found)

    def above(self, upper: str, lower: str) -> bool:
        """Whether ``upper`` stands strictly above ``lower``."""
        return upper != lower and upper in self.line(lower)

    def akin(self, one: str, other: str) -> bool:
        """Whether two places are the same or one stands above the other."""
        return one in self.line(other) or other in self.line(one)

    def common_superior(self, places: tuple[str, ...]) -> str | None:
        """Return the lowest place strictly above all of ``places``; None if there is none."""
        for candidate in self.line(places[0])[1:]:
            if all(self.above(candidate, place) for place in places):
                return candidate
        return None

    def seat_of_departments(self, place: str) -> str:
        """Return the place itself, or for a township the place above it that has departments (I8)."""
        return next(upper for upper in self.line(place) if self.level(upper) != "T")

    def vertical_kind(self, department: str) -> VerticalKind:
        """Return how the department is managed by default."""
        return self.vertical.get(department, "none")

    def label(self, entity: str, language: Literal["en", "zh"] = "en") -> str:
        """Return an organ's name in words; unknown parts stay ids."""
        place, _, name = entity.partition("/")
        base, _, office = name.partition(".")
        spot = self.places.get(place)
        where = (spot.en if language == "en" else spot.zh) if spot else None
        named = self.departments.get(base)
        what = (named.en if language == "en" else named.zh) if named else base.replace("_", " ")
        if language == "zh":
            return f"{where or place}{what}{'办公室' if office else ''}"
        return f"{where or place}, {what}{' (general office)' if office else ''}"
