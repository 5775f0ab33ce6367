"""Rulings on the matters of one scenario under one rulebook, remembered: replications of a drill bring the same facts again and
again, and what the rules say of them hangs on nothing else.
"""

from __future__ import annotations

from simulator.rules.answer import Resolution
from simulator.rules.matter import Matter
from simulator.rules.responsibility import fact_sheet, resolve
from simulator.rules.rulebook import Rulebook
from simulator.rules.triggers import MatterFacts
from simulator.rules.world import World

MOST = 256
"""Rulings that are remembered; a scenario brings some ten, and more only where a trainer changes a matter by hand."""


class Rulings:
    """Who must answer, and the facts that rules are triggered by, for matters in one world under one rulebook."""

    def __init__(self, world: World, rulebook: Rulebook) -> None:
        """Nothing has been asked yet."""
        self._world = world
        self._rulebook = rulebook
        self._known: dict[tuple[str, str, float], tuple[Resolution, MatterFacts]] = {}

    def on(self, matter: Matter, strand: str, at: float) -> tuple[Resolution, MatterFacts]:
        """The ruling on a strand's matter at ``at`` hours, and the facts of that moment.

        Raises:
            BadInputError: the matter names a place that the world does not have.
        """
        asked = (matter.model_dump_json(exclude_unset=True), strand, at)
        if asked not in self._known:
            if len(self._known) == MOST:
                self._known.clear()
            self._known[asked] = (
                resolve(matter, self._world, self._rulebook, at, strand=strand),
                fact_sheet(matter, self._world, self._rulebook, at),
            )
        return self._known[asked]
