"""How much work a seat of a shipped scenario has, as measured in drills that experts play by themselves."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, RootModel

from simulator.scenario.yamlfile import check, read_yaml


class SeatLoad(BaseModel):
    """One seat's work in a whole drill, when an expert sits there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    papers: int
    """Documents, drafts and questions that reach the desk."""
    acts: int
    """Things that the expert does."""
    busiest_hour: int
    """The most papers in any one simulated hour."""


class ScenarioLoad(BaseModel):
    """A scenario's seats, and the digest of the scenario that was measured."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str
    seats: dict[str, SeatLoad]


class _Table(RootModel[dict[str, ScenarioLoad]]):
    pass


@lru_cache(maxsize=1)
def measured_loads() -> dict[str, ScenarioLoad]:
    """Scenario -> its measured load, for the scenarios that ship."""
    return check(read_yaml(files("scenarios") / "load" / "load.yaml", name="load.yaml"), _Table).root


def load_of(scenario: str, digest: str, seat: str) -> SeatLoad | None:
    """The load of a seat; None for a scenario that was not measured, or has changed since."""
    known = measured_loads().get(scenario)
    return known.seats.get(seat) if known is not None and known.digest == digest else None
