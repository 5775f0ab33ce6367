"""The hotline in one drill: while it is open, people who are concerned ring; the hour's counts enter the record, and
answered and lost calls move trust. More clerks answer from the first hour that begins while they are there.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from simulator.opinion.hotline import Queue, stream
from simulator.opinion.pulse import Pulse

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

HOUR = 3600
NOTICED = 0.01
"""Logit of trust from which the public notices what its calls have come to (assumption); until then it adds up."""


class Hotline:
    """The one hotline that everybody rings."""

    def __init__(self, drill: Drill) -> None:
        """A hotline that nobody has rung."""
        scenario = drill.scenario
        self.drill = drill
        self._parameters = scenario.hotline
        self._queue = Queue(scenario.hotline.clerks, scenario.hotline.service, scenario.hotline.patience)
        self._concerns = [narrative.id for narrative in scenario.narratives if narrative.kind == "concern"]
        self._owed = 0.0
        """Logit of trust that calls have moved and nobody has noticed yet."""
        t0 = scenario.clock.t0
        self._t0 = t0.hour * HOUR + t0.minute * 60 + t0.second

    def hour(self, pulse: Pulse) -> None:
        """The hour that ends with this pulse, by how many are concerned at its end.

        A call is a share of an hour if the hotline opens or closes inside it.
        """
        p, drill = self._parameters, self.drill
        ringing = {name: pulse["narratives"][name] for name in self._concerns}
        people = {name: one["E"] + one["B"] for name, one in ringing.items()}
        concerned = sum(people.values())
        span = self._open(drill.now)
        if not concerned or not span:
            return
        begins = drill.now - span
        more = sum(clerks for since, until, clerks in drill.board.clerks if since <= begins < until)
        self._queue.staff(p.clerks + more, begins)
        served = stream(self._queue, drill.now, span, p.chi * concerned * span / HOUR, drill.draws)
        if not served.calls:
            return
        explained = sum(people[name] * one["coverage"] for name, one in ringing.items()) / (1000 * concerned)
        self._owed += (p.answered_trust * explained * served.answered + p.lost_trust * served.lost) / 100
        if abs(self._owed) >= NOTICED:
            drill.public.crowd.calls(self._owed)
            self._owed = 0.0
        drill.emit(
            "hotline",
            calls=served.calls,
            answered=served.answered,
            lost=served.lost,
            longest_wait=floor(served.longest),
        )

    def _open(self, now: int) -> int:
        """Seconds of the hour that ends now during which the hotline was open."""
        end = (self._t0 + now) % (24 * HOUR) or 24 * HOUR
        opens, closes = self._parameters.from_hour * HOUR, self._parameters.to_hour * HOUR
        today = max(0, min(end, closes) - max(end - HOUR, opens))
        yesterday = max(0, closes - max(24 * HOUR + end - HOUR, opens)) if end < HOUR else 0
        return today + yesterday
