"""The drill: one running crisis. Actions by seats go in at a simulated second, events come out; everything else follows
from the scenario, the rulebook and the seed. The engine keeps time and order; what an action does stands in ``handlers``,
what the public does in ``public``, what the script brings in ``script``, and what is due in ``simulator.rules.duties``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from simulator.drill.calendar import Clockwork, put
from simulator.drill.desks import Desk
from simulator.drill.handlers import check, perform
from simulator.drill.phase import Phase
from simulator.drill.public import Public
from simulator.drill.refusal import Refusal
from simulator.drill.script import Script
from simulator.message import Library
from simulator.message.coordinating import coordinator_of
from simulator.message.ledger import Ledger
from simulator.message.text.extract import Reader
from simulator.randomness import Draws
from simulator.record import TRAINER, Action, Board, Event, Message
from simulator.rules.duties import DutyBook
from simulator.rules.rulebook import Rulebook
from simulator.rules.rulings import Rulings
from simulator.rules.world import World
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Text


class Drill:
    """One running crisis.

    Order within one second (DESIGN decision 2): actions; completions and injects; the crowd's tick; conditions;
    observers. An action given while the drill stands at second t takes effect before everything else that is due at t.
    How far and in which steps the clock is advanced never changes what happens.
    """

    def __init__(
        self,
        scenario: Scenario,
        rulebook: Rulebook,
        world: World,
        *,
        seed: int,
        replication: int = 0,
        world_index: int = 0,
        crew: Mapping[str, str],
        library: Library | None = None,
        rulings: Rulings | None = None,
    ) -> None:
        """Open a drill at the scenario's opening moment; ``crew`` says who fills each seat, for the record.

        ``library`` and ``rulings`` are those of this scenario, world and rulebook, if somebody has them already: drills may
        share them.
        """
        self.scenario = scenario
        self.rulebook = rulebook
        self.world = world
        self.library = library or Library.of(scenario)
        self.rulings = rulings or Rulings(world, rulebook)
        self.draws = Draws(seed, replication, world_index)
        self.env = Clockwork(scenario.clock.opens)
        self.events: list[Event] = []
        self._judged = False
        """The horizon is judged; what comes out later changes no duty."""
        self._ends = scenario.clock.ends
        self._over = False
        """The horizon has passed, and nothing happens any more."""
        self.board = Board()
        self.ledger = Ledger()
        self.desks = {seat.id: Desk(seat.id, seat.staff, self.draws, self.emit) for seat in scenario.seats}
        self.duties = DutyBook(self.library, rulebook, self.board, self.emit, self.call_at)
        self.public = Public(self)
        self.script = Script(self)
        self.emit("drill_opened", crew={seat.id: crew.get(seat.id, "trainee") for seat in scenario.seats})
        self.script.schedule()
        self.public.schedule()
        self.call_at(scenario.clock.ends, Phase.OBSERVERS, self._end)

    @cached_property
    def reader(self) -> Reader:
        """Reads texts in own words about this scenario; made at the first one, for most drills of colleagues have none."""
        return Reader.of(self.library)

    @property
    def now(self) -> int:
        """The simulated second at which the drill stands."""
        return self.env.second

    @property
    def ended(self) -> bool:
        """Whether the horizon has been reached."""
        return self.board.closed

    def advance(self, until: int) -> None:
        """Let everything happen that is due before ``until``; the drill then stands at ``until``.

        A moment that has passed already is left alone. Nothing happens, and no time passes, after the second of the
        horizon.
        """
        env, until = self.env, min(until, self._ends + 1)
        while env.second < until:
            env.pass_next(until)
        if env.second > self._ends:
            self._part()

    def advance_to_next(self, until: int) -> None:
        """As :meth:`advance`, but stop after the first second in which something was said."""
        env, events, until = self.env, self.events, min(until, self._ends + 1)
        said = len(events)
        while env.second < until and len(events) == said:
            env.pass_next(until)
        if env.second > self._ends:
            self._part()

    def act(self, seat: str, action: Action) -> Event:
        """Take an action by a seat at the present second; its ``action`` or ``refused`` event is returned.

        The event comes first, what the action does at once follows it in :attr:`events`.
        """
        plain = action.model_dump(mode="json")
        try:
            if self.ended:
                raise Refusal("the drill is over", "演练已经结束")
            if seat != TRAINER and seat not in self.desks:
                raise Refusal(
                    f"there is no seat {seat}; the seats are {', '.join(self.desks)}",
                    f"没有席位{seat}；现有席位：{'、'.join(self.desks)}",
                )
            check(self, seat, action)
        except Refusal as refusal:
            return self.emit("refused", seat, action=plain, reason=str(refusal), reason_zh=refusal.zh)
        text = getattr(action, "message", None) if "message" in plain else None
        event = self._say("action", seat, {"action": plain}, text)
        perform(self, seat, action)
        return event

    def emit(self, kind: str, seat: str = "", **data: Any) -> Event:
        """Say that something happened: append the event, fold it into the board, let the duties see it.

        A text under ``message`` enters the event as plain values.
        """
        text = data.get("message")
        if not isinstance(text, Message):
            return self._say(kind, seat, data, None)
        data["message"] = text.model_dump(mode="json")
        return self._say(kind, seat, data, text)

    def _say(self, kind: str, seat: str, data: dict[str, Any], text: Message | None) -> Event:
        event = Event.happened(len(self.events) + 1, self.env.second, kind, seat, data)
        if text is not None:
            event.__dict__["message"] = text  # who reads the event finds the text read already
        self.events.append(event)
        self.board.apply(event)
        if not self._judged:
            self.duties.observe(event)
        return event

    def call_at(self, at: int, phase: int, then: Callable[[], object]) -> None:
        """Have ``then`` called in second ``at`` (now, if that has passed), in the order of ``phase``."""
        now = self.env.second
        put(self.env, at - now if at > now else 0, phase, then)

    def party(self, seat: str) -> str:
        """The party of a seat."""
        return self.library.party_of[seat]

    def name_of(self, party: str) -> Text:
        """The name of a party that takes part, in both languages."""
        return next(known.name for known in self.scenario.parties if known.id == party)

    def kind_of(self, party: str) -> str:
        """The party's role among those of the rules; empty for a party that the scenario does not name."""
        return self.library.kinds.get(party, "")

    def coordinator(self, party: str, strand: str) -> str | None:
        """The seat of the office that coordinates for a party in a matter; None if none is played at or above its level."""
        return coordinator_of(party, strand, self.board, self.library)

    def learn(self, seat: str, fact: str, how: str, source: str = "") -> None:
        """A seat knows a fact from here; nothing is said if it knew."""
        if fact not in self.board.facts.get(seat, {}):
            self.emit("fact_learned", seat, fact=fact, slot=self.library.facts[fact].slot, how=how, source=source)

    def _part(self) -> None:
        """The horizon has passed: the parts forget the drill, so that one which is dropped is freed at once. To look for rings
        of objects that nobody holds would cost a batch of drills a tenth of its time.
        """
        if not self._over:
            self._over = True
            self.env.stop()
            del self.script, self.duties
            self.public.part()
            for desk in self.desks.values():
                del desk.emit

    def _end(self) -> None:
        outcome = self.public.outcome()
        self.duties.close()
        self._judged = True
        self.script.epilogue()
        self.emit("drill_closed", outcome=outcome | self.public.afterwards())
