"""The crowd between two actions: one replication of the field of opinion. For every narrative it follows how
many people of each segment are unaware (S), undecided (E), believing (B) or settled (Z), and how much of what
was posted is still visible on each channel; visible posts make people hear, and a small share of the hearers
post. This is a Hawkes process in a finite population (Rizoiu et al. 2018), stepped in whole numbers every
five minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256

from simulator.errors import NotFoundError, UsageError
from simulator.opinion import stepping
from simulator.opinion.channels import CHANNELS, Channel, Segment
from simulator.opinion.elementary import Array, in_order
from simulator.opinion.kernel_terms import TICK
from simulator.opinion.normals import CrowdNumbers
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters, Truth
from simulator.opinion.state import Flags, Step, begin, constants_of


class _Part:
    """One array of the state under a name of its own. Assigning writes into the array instead of putting another in its
    place, which the step would never see."""

    def __init__(self, group: str, place: int) -> None:
        self.group = group
        self.place = place

    def __set_name__(self, owner: type[Field], name: str) -> None:
        self._name = name

    def __get__(self, field: Field, owner: object = None) -> Array:
        return field._parts[self._name]

    def __set__(self, field: Field, value: Array) -> None:
        field._parts[self._name][...] = value


class Field:
    """State of one replication and its tick.

    Arrays, with K narratives, G segments, C channels and 5 kernel terms: ``unaware``, ``undecided``,
    ``believing``, ``settled`` [K, G] persons (whole numbers held as floats, their sum never changes);
    ``visible`` [K, C, 5] weight of visible posts; ``official`` [K, C, 5] visible official reach in persons,
    ``denial`` the part of it that denies; ``coverage`` [K] 0 to 1; ``logit_trust`` [G]; ``source`` [K] open
    share of the cause; ``denied`` [K, G] persons that a denial settled.

    Order inside one tick: source posts, seeds and injected posts appear; people hear what was visible at its
    start; hearers divide; undecided and believing people move; hearers post; coverage fades; silence costs
    trust. What an action changed before the tick counts in this tick.
    """

    unaware = _Part("people", 0)
    undecided = _Part("people", 1)
    believing = _Part("people", 2)
    settled = _Part("people", 3)
    denied = _Part("people", 4)
    visible = _Part("stocks", 0)
    official = _Part("stocks", 1)
    denial = _Part("stocks", 2)
    coverage = _Part("narratives", 0)
    source = _Part("narratives", 1)
    logit_trust = _Part("trust", 0)
    trust = _Part("trust", 1)
    _waiting_count = _Part("narratives", 3)
    _waiting = _Part("waiting", 0)
    _waiting_weight = _Part("waiting", 1)

    def __init__(
        self,
        narratives: Mapping[str, NarrativeParameters],
        parameters: CrowdParameters | None = None,
        *,
        seed: int,
        replication: int = 0,
        world: int = 0,
        start: int = 0,
        step: Step | None = None,
    ) -> None:
        """A crowd that knows nothing yet, at ``start`` seconds from T+0; narratives keep the order of the
        mapping. ``step`` is the form of the step; by default the one that the process has chosen."""
        if not narratives:
            raise UsageError("the crowd has no narrative to follow; the scenario must name at least one")
        self.parameters = parameters or CrowdParameters()
        self.narratives: tuple[str, ...] = tuple(narratives)
        self.segments: tuple[Segment, ...] = self.parameters.segment_order
        self.channels: tuple[Channel, ...] = tuple(CHANNELS)
        self.kinds = tuple(narrative.kind for narrative in narratives.values())
        self.truth: list[Truth] = [narrative.truth for narrative in narratives.values()]
        self._index = {name: k for k, name in enumerate(self.narratives)}
        k, g, c = len(self.narratives), len(self.segments), len(self.channels)
        self._numbers = CrowdNumbers(seed, k * g * 7 + k * c + k, replication=replication, world=world)
        self._constants = constants_of(self.parameters, list(narratives.values()))
        self._state = begin(self._constants, self.parameters, k, start)
        self._parts: dict[str, Array] = {
            name: getattr(self._state, part.group)[part.place]
            for name, part in vars(Field).items()
            if isinstance(part, _Part)
        }
        self._step: Step = step or stepping.chosen()
        self._arrays = (*self._state, *self._constants)
        self._heads: Array = self._state.people[0, 0].copy()
        self.population = [int(people) for people in self._heads.tolist()]
        """Persons of each segment."""
        mixed = in_order(self._posting * (self._heads / in_order(self._heads, 0))[:, None], 0)
        audience = in_order(mixed[:, None] * self._constants.readers, 0) * self._heads
        state, constants = self._state, self._constants
        self._refresh = stepping.refresh()
        self._look = partial(
            stepping.look(),
            *(state.people, state.narratives, state.trust, state.ring, state.ring_channels, state.ring_segments),
            *(state.clock, constants.numbers, constants.narratives, audience, self._heads),
        )
        self.disposed = [False] * k
        self._brought_in = [False] * k

    @property
    def now(self) -> int:
        """Seconds from T+0."""
        return int(self._state.clock[0])

    @property
    def silent_since(self) -> int:
        """Moment from which silence counts, seconds from T+0."""
        return int(self._state.clock[1])

    @silent_since.setter
    def silent_since(self, at: int) -> None:
        self._state.clock[1] = at

    @property
    def silence_rate(self) -> float:
        """How much of ``sil`` silence costs now, 0 to 1; 1 until whoever drives the field sets it."""
        return float(self._state.silence[0])

    @silence_rate.setter
    def silence_rate(self, rate: float) -> None:
        self._state.silence[0] = rate

    @property
    def deniers(self) -> Flags:
        """Whether a denial of each narrative has been published, [K]; assign to its elements."""
        flags: Flags = self._state.flags[1]
        return flags

    @property
    def _posting(self) -> Array:
        """Where a segment posts, [G, C]."""
        return self._constants.posting

    def index(self, narrative: str) -> int:
        """Row of a narrative; NotFoundError names those that exist."""
        try:
            return self._index[narrative]
        except KeyError:
            names = ", ".join(self.narratives)
            raise NotFoundError(f"there is no narrative {narrative!r} in this crowd; it follows {names}") from None

    def seeded(self, narrative: str, at: int | None = None) -> bool:
        """Whether the narrative is in the world at ``at`` (or now): its start has come, or posts were
        injected."""
        k = self.index(narrative)
        begins = int(self._constants.narratives[6, k])
        return self._brought_in[k] or max(self.now, self.now if at is None else at) >= begins

    @property
    def heat(self) -> float:
        """Posts of the last hour, all narratives."""
        return float(self._state.ring.sum())  # whole numbers: their sum is exact in any order

    def recent(self, ticks: int) -> tuple[Array, Array, Array]:
        """Posts of the last ``ticks`` (at most 12): by narrative [K], by channel [K, C], by segment [K, G].

        The split over channels is a mean and need not be whole; the other two are whole numbers.
        """
        figures = self.figures(ticks)
        by_segment = 8 + len(self.channels)
        return figures[:, 0], figures[:, 8:by_segment], figures[:, by_segment:]

    def _refresh_trust(self) -> None:
        """Recompute what depends on trust alone."""
        self._refresh(self._state.trust, self.parameters.eta)

    def tick(self) -> None:
        """Advance five minutes; the tick that ends at t covers [t-300, t)."""
        self._step(*self._arrays, self._numbers.rows(1))

    def run(self, ticks: int) -> None:
        """Advance many ticks without looking in between: the same as so many calls of :meth:`tick`, at less cost."""
        while ticks > 0:
            uniform = self._numbers.rows(ticks)
            self._step(*self._arrays, uniform)
            ticks -= len(uniform)

    def run_until(self, at: int) -> None:
        """Run as long as the next tick ends at or before ``at`` seconds."""
        self.run((at - self.now) // TICK)

    def heads(self, narrative: str) -> dict[str, int]:
        """Persons in each state, all segments: keys S, E, B, Z."""
        k = self.index(narrative)
        states = {"S": self.unaware, "E": self.undecided, "B": self.believing, "Z": self.settled}
        return {letter: int(state[k].sum()) for letter, state in states.items()}

    def believing_share(self, narrative: str) -> float:
        """Share of the whole public that believes the narrative, 0 to 1."""
        return float(self.believing[self.index(narrative)].sum()) / sum(self.population)

    def bits(self) -> bytes:
        """The whole state, bit by bit, for comparing two runs."""
        return b"".join(array.tobytes() for array in self._state)

    def digest(self) -> str:
        """SHA-256 of :meth:`bits`, hexadecimal."""
        return sha256(self.bits()).hexdigest()

    def reproduction(self) -> Array:
        """R_t [K]: new posters per post in the audience as it is now; below 1 a narrative dies out."""
        return self.figures(1)[:, 7]

    def figures(self, ticks: int) -> Array:
        """All that a pulse tells of the narratives, over the last ``ticks`` (at most 12), [K, 8 + C + G]: posts; posts of the
        last hour; persons unaware, undecided, believing, settled, and settled by a denial; R_t; posts by channel; posts by
        segment.
        """
        return self._look(ticks)
