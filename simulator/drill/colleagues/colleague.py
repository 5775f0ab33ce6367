"""A colleague: a simulated officer in one seat. News that its seat can see puts intents on its agenda, each after a delay
that its skill decides; when an intent falls due the colleague looks at its own view and acts. It never sees the scorer, the
answer key or another seat's knowledge, and it draws by key, so that the same news meets the same officer every time.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable

from simulator.drill.colleagues import heeding
from simulator.drill.colleagues.skill import Pace, Skill
from simulator.drill.colleagues.view import View
from simulator.message.library import Library
from simulator.randomness import Draws
from simulator.record import Action, Board, Event
from simulator.rules.triggers import Limits
from simulator.rules.vocabulary import MAJOR_EMERGENCIES
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Seat

Deed = Callable[["Colleague", int, str], list[Action]]


class Colleague:
    """One officer. :meth:`observe` takes news, :meth:`decide` gives what the officer does now."""

    def __init__(self, library: Library, seat: Seat, skill: Skill, draws: Draws, limits: Limits | None = None) -> None:
        """An officer who has just come on duty."""
        from simulator.drill.colleagues.faults import FAULTS
        from simulator.drill.colleagues.habits import DEEDS, REACTIONS

        self.skill = skill
        self.seat = seat.id
        """The seat that the colleague fills."""
        self.draws = draws
        self.limits = limits
        """The hours of the rulebook in force, which are public; None where nobody has told the officer of any."""
        self.board = Board()
        self.view = View(library, self.board, seat, draws)
        self.lowered: dict[str, int] = {}
        """Slot -> figure that a superior would rather read, where the officer agreed."""
        self.held_back: dict[str, int] = {}
        """Slot -> moment until which the officer agreed to wait with it."""
        self.written = 0
        """Drafts begun so far; it names the next one."""
        self.next_word: dict[str, int] = {}
        """Strand -> moment of the next planned update."""
        self.taken_up: list[str] = []
        """Strands in which the desk's routine has begun."""
        self.parts: list[str] = []
        """Strands of which the officer has taken up its part."""
        self.unassigned: list[str] = []
        """Strands whose sheet the office would have assigned when it had nobody there to assign it to."""
        self.coordinated: list[str] = []
        """Strands of which the office has begun to coordinate its departments."""
        self.released: list[str] = []
        """Drafts that were let go out."""
        self.thought_of_conference: list[str] = []
        """Strands of which it has been decided if and when a conference is planned."""
        self._faults = [FAULTS[name] for name in skill.faults]
        self._deeds: dict[str, Deed] = DEEDS | {
            name: deed for fault in self._faults for name, deed in fault.deeds.items()
        }
        self._reactions = REACTIONS
        self.wake: int | None = None
        """When the next intent falls due; None while there is none."""
        self._agenda: list[tuple[int, int, str, str]] = []
        self._intents = 0
        self._occasions: dict[tuple[str, ...], int] = {}
        self.plan(library.scenario.clock.opens + 60, "begin")

    def chance(self, share: float, *key: str | int) -> bool:
        """Whether something happens that happens in this share of cases; keyed by seat and occasion."""
        return self.draws.chance(share, "colleague", self.seat, *key)

    def strays(self, fault: str, *key: str | int) -> bool:
        """Whether the officer gives in to a condemned habit on this occasion."""
        return self.chance(self.skill.faults[fault], "fault", fault, *key)

    def occasion(self, *what: str) -> int:
        """How many times this has come before, from 0. It keys a draw, so that what happens elsewhere changes none of the
        seat's own draws (common random numbers, DESIGN decision 4).
        """
        count = self._occasions.get(what, 0)
        self._occasions[what] = count + 1
        return count

    def delay(self, pace: Pace, *key: str | int) -> int:
        """Seconds that something is put off; a delaying officer takes longer, as far as stance matters."""
        slow = 1 + self.skill.stance_matters * (self.view.seat.stance == "delay")
        return max(1, round(slow * self.draws.lognormal(pace.median, pace.log_sd, "pace", self.seat, *key)))

    def plan(self, at: int, deed: str, about: str = "") -> None:
        """Put an intent on the agenda."""
        self._intents += 1
        heapq.heappush(self._agenda, (at, self._intents, deed, about))
        self.wake = self._agenda[0][0]

    def waiting_for(self, now: int) -> list[str]:
        """Slots about which the officer has agreed to say nothing yet."""
        return [slot for slot, until in self.held_back.items() if now < until]

    def observe(self, event: Event) -> None:
        """Take one event; what the seat cannot see is not taken."""
        if event.visible_to(self.seat):
            self.take(event)

    def take(self, event: Event) -> None:
        """Take one event that the seat can see."""
        self.board.apply(event)
        reaction = self._reactions.get(event.kind)
        if reaction is not None:
            reaction(self, event)
        for fault in self._faults:
            if event.kind in fault.reactions:
                fault.reactions[event.kind](self, event)

    def decide(self, now: int) -> list[Action]:
        """What the officer does at ``now``: everything on the agenda that is due, each thing once."""
        actions: list[Action] = []
        done: list[tuple[str, str]] = []
        while self._agenda and self._agenda[0][0] <= now:
            _, _, deed, about = heapq.heappop(self._agenda)
            if (deed, about) not in done:
                done.append((deed, about))
                actions += self._deeds[deed](self, now, about)
        for fault in self._faults:
            actions = [after for before in actions for after in fault.twist(self, now, before)]
        self.wake = self._agenda[0][0] if self._agenda else None
        return actions

    def first_word_at(self, now: int, strand: str) -> int | None:
        """When this officer gives the first word in a strand, counted from now; None for one who never speaks."""
        draw = self.draws.uniform("colleague", self.seat, "first_word", *self.view.key(strand))
        passed = 0.0
        for band in self.skill.first_word:
            if draw < passed + band.share:
                inside = (draw - passed) / band.share
                return now + round(band.from_ + inside * (band.to - band.from_))
            passed += band.share
        return None

    def heeded_limit(self, strand: str) -> int | None:
        """Moment until which the rulebook wants a first word, if this officer is one who heeds it (DESIGN decision 12)."""
        if self.limits is None or not self.chance(self.skill.heeds_limit, "heeds_limit"):
            return None
        about = self.view.strand(strand)
        limit = heeding.first_word(self.limits, about.emergency_level in MAJOR_EMERGENCIES)
        return None if limit is None else about.surfaced + limit

    def name_draft(self, form: str) -> str:
        """A name for the next draft."""
        self.written += 1
        return f"{form}-{self.written}"

    def plan_word(self, at: int, strand: str) -> None:
        """Plan the next update in a strand for ``at`` at the latest."""
        if strand not in self.next_word or at < self.next_word[strand]:
            self.next_word[strand] = at
            self.plan(at, "update", strand)

    def before_end(self, at: int) -> bool:
        """Whether there is still time for work begun at ``at``."""
        return at < self.view.library.scenario.clock.ends - HOUR
