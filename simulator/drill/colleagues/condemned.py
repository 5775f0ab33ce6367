"""Condemned strategies: ways of playing that a trainer would condemn, shipped to show that none of them pays. Each is a skill
that is good elsewhere, with settings changed or a fault added; as data, so that an expert can also have just a touch of one.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from simulator.drill.colleagues.skill import Skill, load_own_skill, skill_names
from simulator.errors import NotFoundError
from simulator.scenario.text import Text, Words
from simulator.scenario.yamlfile import check, read_yaml

_SHELF: Final = files("scenarios") / "colleagues" / "condemned"
Rate = Annotated[float, Field(ge=0, le=1)]


class Strategy(BaseModel):
    """One way of playing that a trainer would condemn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    title: Text
    condemned_for: Text
    """What is wrong with it, and by which rules."""
    source: Words
    """Where its figures come from."""
    base: str
    """The skill that it has in everything else."""
    changes: dict[str, Rate] = {}
    """Share of the base skill -> what it is here."""
    faults: dict[str, Rate] = {}
    """Fault -> in what share of its occasions it shows."""


def condemned_names() -> list[str]:
    """The names of the condemned strategies that ship with Podium, sorted; ``silent`` is a skill file of its own."""
    return sorted(entry.name.removesuffix(".yaml") for entry in _SHELF.iterdir() if entry.name.endswith(".yaml"))


@lru_cache(maxsize=32)
def load_strategy(name: str) -> Strategy:
    """The condemned strategy of that name.

    Raises:
        NotFoundError: none such ships.
        BadInputError: its file holds mistakes.
    """
    if name not in condemned_names():
        raise NotFoundError(f"there is no condemned strategy '{name}'; they are {', '.join(condemned_names())}")
    return check(read_yaml(_SHELF / f"{name}.yaml"), Strategy)


def touched(name: str, rate: float, base: str | None = None) -> Skill:
    """A skill with a touch of a condemned strategy: each change goes ``rate`` (0 to 1) of the way from base to strategy, each
    fault shows in that share of the strategy's occasions. A rate of 1 is the strategy itself.
    """
    strategy = load_strategy(name)
    skill = load_own_skill(base or strategy.base)
    changed: dict[str, Any] = {
        field: getattr(skill, field) + rate * (value - getattr(skill, field))
        for field, value in strategy.changes.items()
    }
    faults = {fault: rate * share for fault, share in strategy.faults.items()}
    update = {"name": strategy.name, "title": strategy.title, "source": strategy.source, "faults": faults}
    return skill.model_copy(update=changed | update)


def load_skill(name: str) -> Skill:
    """How somebody of that name plays: a skill, or a condemned strategy in full.

    Raises:
        NotFoundError: neither ships.
        BadInputError: its file holds mistakes.
    """
    if name in condemned_names():
        return touched(name, 1)
    if name not in skill_names():
        raise NotFoundError(
            f"there is no skill '{name}'; the skills are {', '.join(skill_names())};"
            f" the condemned strategies are {', '.join(condemned_names())}"
        )
    return load_own_skill(name)
