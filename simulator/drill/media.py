"""The newsrooms in one drill: every half hour each outlet of the scenario looks at how much is said, now and then takes
the matter up, and some hours later its item is out, in the record and in front of the crowd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.phase import Phase
from simulator.opinion.media import Newsroom, PickUp, line_on, rate, subject
from simulator.opinion.pulse import PULSE, Pulse

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


class Newsrooms:
    """Every outlet that the scenario names."""

    def __init__(self, drill: Drill) -> None:
        """Outlets that have not looked yet."""
        scenario = drill.scenario
        self.drill = drill
        self._parameters = scenario.media
        self._rooms = [Newsroom(outlet.id, scenario.media, drill.draws) for outlet in scenario.outlets]
        t0 = scenario.clock.t0
        self._t0 = t0.hour * 3600 + t0.minute * 60 + t0.second

    def look(self, pulse: Pulse) -> None:
        """The half hour that ends with this pulse. An item that would come after the horizon never comes."""
        drill = self.drill
        gained = rate(self._parameters, self._t0 + drill.now - PULSE // 2, pulse["heat"]) * PULSE / 3600
        if gained <= 0.0:
            return
        for room in self._rooms:
            taken = room.look(drill.now, PULSE, gained)
            if taken is not None and taken.due <= drill.scenario.clock.ends:
                self._await(taken)

    def _await(self, taken: PickUp) -> None:
        self.drill.call_at(taken.due, Phase.COMPLETION, lambda: self._appear(taken))

    def _appear(self, taken: PickUp) -> None:
        """The item is about what is loudest when it goes to print, by the last pulse."""
        drill, crowd = self.drill, self.drill.public.crowd
        pulse = drill.public.last
        about = [name for name in crowd.narratives if crowd.seeded(name)]
        if pulse is None or not about:
            return
        narrative = subject(pulse, about)
        line = line_on(narrative, pulse, self._parameters)
        crowd.media_item(narrative, self._parameters.weight, line)
        drill.emit("media_item", outlet=taken.outlet, narrative=narrative, line=line, taken_up=taken.at)
