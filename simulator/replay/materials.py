"""Finding again what a drill was played with: the scenario and the rulebook by name, checked against the
digests in the header, and from these a fresh drill and fresh colleagues.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from simulator.drill import Drill
from simulator.drill.colleagues import Crew, load_skill
from simulator.errors import CheckFailedError
from simulator.message import Library
from simulator.randomness import Draws
from simulator.record.events import Header
from simulator.replay import warm
from simulator.rules.library import load_rulebook, load_world
from simulator.rules.rulebook import Rulebook
from simulator.rules.rulings import Rulings
from simulator.rules.world import World
from simulator.scenario.load import load_scenario
from simulator.scenario.schema import Scenario

NOT_SKILLS: Final = ("trainee", "script")
"""What a crew says of seats that no colleague plays."""

_PACKAGES: Final = ("podium", "numba", "numpy", "pydantic", "simpy")


class MaterialChangedError(CheckFailedError):
    """The scenario or the rulebook is no longer the one that the drill was played with."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What a drill is played with."""

    scenario: Scenario
    scenario_digest: str
    rulebook: Rulebook
    world: World
    library: Library = field(init=False, repr=False, compare=False)
    """The scenario's look-ups, for all its drills."""
    rulings: Rulings = field(init=False, repr=False, compare=False)
    """Who must answer in its matters, for all its drills."""

    def __post_init__(self) -> None:
        """Make what drills share."""
        object.__setattr__(self, "library", Library.of(self.scenario))
        object.__setattr__(self, "rulings", Rulings(self.world, self.rulebook))

    def header(self, *, seed: int, crew: Mapping[str, str], replication: int = 0, world: int = 0) -> Header:
        """The header of a new drill; ``crew`` gives each seat's skill, ``trainee`` or ``script``."""
        return Header(
            scenario=self.scenario.id,
            scenario_digest=self.scenario_digest,
            rulebook=self.rulebook.id,
            rulebook_digest=self.rulebook.digest,
            seed=seed,
            replication=replication,
            world=world,
            crew=dict(crew),
            versions=dict(_installed()),
            machine=platform.machine(),
        )

    def drill(self, header: Header) -> Drill:
        """A fresh drill, at its opening.

        Raises:
            UsageError: the form of the crowd's step that the environment asks for does not exist.
        """
        warm.for_one_drill()
        return Drill(
            self.scenario,
            self.rulebook,
            self.world,
            seed=header.seed,
            replication=header.replication,
            world_index=header.world,
            crew=header.crew,
            library=self.library,
            rulings=self.rulings,
        )

    def crew(self, header: Header) -> Crew | None:
        """Fresh colleagues for the seats that they play; None if they play none."""
        loaded = {name: load_skill(name) for name in dict.fromkeys(header.crew.values()) if name not in NOT_SKILLS}
        if not loaded:
            return None
        skills = {seat: loaded[name] for seat, name in header.crew.items() if name in loaded}
        draws = Draws(header.seed, header.replication, header.world)
        return Crew(self.scenario, skills, draws, self.rulebook.limits, self.library)


def gather(scenario: str, rulebook: str) -> Materials:
    """A scenario and a rulebook, each by name or file.

    Raises:
        NotFoundError: one of them does not exist.
        BadInputError: one of them holds mistakes.
    """
    loaded = load_scenario(scenario)
    return Materials(loaded.scenario, loaded.digest, load_rulebook(rulebook), load_world())


def materials_of(header: Header, *, scenario: str | None = None, rulebook: str | None = None) -> Materials:
    """What the header names. For a drill of a file of one's own, ``scenario`` and ``rulebook`` give the
    files.

    Raises:
        NotFoundError: one of them does not exist any more.
        MaterialChangedError: one of them has changed since the drill.
    """
    found = gather(scenario or header.scenario, rulebook or header.rulebook)
    for what, name, was, now in (
        ("scenario", header.scenario, header.scenario_digest, found.scenario_digest),
        ("rulebook", header.rulebook, header.rulebook_digest, found.rulebook.digest),
    ):
        if was != now:
            raise MaterialChangedError(
                f"the {what} {name} has changed since the drill (digest {now[:12]}, then {was[:12]});"
                f" restore the {what} as it was, or name that file with --{what}"
            )
    return found


def changed_versions(header: Header) -> list[str]:
    """What is installed in another version than the drill was played with, or on another kind of machine.

    The digest holds for one set of versions on one architecture (DESIGN decision 3); elsewhere a difference
    may be arithmetic and no alteration.
    """
    here = dict(_installed())
    names = sorted(header.versions.keys() | here.keys())
    changed = [
        f"{name} {header.versions.get(name, 'absent')} then, {here.get(name, 'absent')} now"
        for name in names
        if header.versions.get(name) != here.get(name)
    ]
    if header.machine != platform.machine():
        changed.append(f"machine {header.machine} then, {platform.machine()} now")
    return changed


@cache
def _installed() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "from source"
    return found
