"""The crowd between two actions: one replication of the field of opinion. For every narrative it follows how
many people of each segment are unaware (S), undecided (E), believing (B) or settled (Z), and how much of what
was posted is still visible on each channel; visible posts make people hear, and a small share of the hearers
post. This is a Hawkes process in a finite population (Rizoiu et al. 2018), stepped in whole numbers every
five minutes.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulator.errors import NotFoundError, UsageError
from simulator.opinion.channels import CHANNELS, Channel, Segment
from simulator.opinion.counts import mixed
from simulator.opinion.elementary import Array, exp, expm1, log, log1p
from simulator.opinion.kernel_terms import TICK, TICK_HOURS, WEIGHTS, retention
from simulator.opinion.normals import CrowdNumbers
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters, Truth

_TERMS = np.array(WEIGHTS)
_NONE: Array = np.empty(0)
RING = 12
"""Ticks that the ring of recent posts holds: one hour."""


def _log_or_zero(p: Array) -> Array:
    """log(p) where p > 0; 0 elsewhere, where it is never read."""
    return np.where(p > 0.0, log(np.where(p > 0.0, p, 1.0)), 0.0)


class _Share:
    """A constant chance per narrative and segment, with the logarithms that the count sampler needs."""

    def __init__(self, p: Array, segments: int) -> None:
        wide = np.repeat(np.minimum(p, 1.0)[:, None], segments, axis=1).ravel()
        self.p = wide
        self.log_hit = _log_or_zero(wide)
        self.log_miss = np.where(wide < 1.0, log1p(-np.where(wide < 1.0, wide, 0.0)), 0.0)


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

    def __init__(
        self,
        narratives: Mapping[str, NarrativeParameters],
        parameters: CrowdParameters | None = None,
        *,
        seed: int,
        replication: int = 0,
        world: int = 0,
        start: int = 0,
    ) -> None:
        """A crowd that knows nothing yet, at ``start`` seconds from T+0; narratives keep the order of the
        mapping."""
        if not narratives:
            raise UsageError("the crowd has no narrative to follow; the scenario must name at least one")
        self.parameters = parameters or CrowdParameters()
        self.narratives: tuple[str, ...] = tuple(narratives)
        self.segments: tuple[Segment, ...] = self.parameters.segment_order
        self.channels: tuple[Channel, ...] = tuple(CHANNELS)
        self.now = start
        self.silent_since = 0
        self.kinds = tuple(narrative.kind for narrative in narratives.values())
        self.truth: list[Truth] = [narrative.truth for narrative in narratives.values()]
        self._index = {name: k for k, name in enumerate(self.narratives)}
        self._constants(list(narratives.values()))
        k, g, c = len(self.narratives), len(self.segments), len(self.channels)
        self._lay_out(k, g, c)
        self._numbers = CrowdNumbers(seed, k * g * 7 + k * c + k, replication=replication, world=world)
        self.unaware: Array = np.repeat(self._heads[None, :], k, axis=0)
        self.undecided: Array = np.zeros((k, g))
        self.believing: Array = np.zeros((k, g))
        self.settled: Array = np.zeros((k, g))
        self.denied: Array = np.zeros((k, g))
        self.visible: Array = np.zeros((k, c, 5))
        self.official: Array = np.zeros((k, c, 5))
        self.denial: Array = np.zeros((k, c, 5))
        self.coverage: Array = np.zeros(k)
        self.source: Array = np.ones(k)
        self.disposed = [False] * k
        self.deniers = [False] * k
        self._waiting: Array = np.zeros((k, c))
        self._waiting_weight: Array = np.zeros((k, c))
        self._waiting_count: Array = np.zeros(k)
        self._begun = np.zeros(k, dtype=np.bool_)
        self._brought_in = [False] * k
        self._ring: Array = np.zeros((RING, k))
        self._ring_channels: Array = np.zeros((RING, k, c))
        self._ring_segments: Array = np.zeros((RING, k, g))
        self._ticks = 0
        self._refresh_trust()

    def _constants(self, narratives: list[NarrativeParameters]) -> None:
        """Turn the parameters into arrays once."""
        p, g = self.parameters, len(self.segments)
        segments = [p.segments[name] for name in self.segments]

        def column(name: str) -> Array:
            return np.array([float(getattr(narrative, name)) for narrative in narratives])

        self._heads: Array = np.array([float(segment.population) for segment in segments])
        trust = np.array([segment.trust for segment in segments])
        self.logit_trust: Array = log(trust) - log1p(-trust)
        self._posting: Array = np.array([[s.posting.get(c, 0.0) for c in CHANNELS] for s in segments])
        audience = np.array([[p.channels[c].audience.get(s, 0.0) for s in self.segments] for c in CHANNELS])
        self._audience_heads: Array = audience / self._heads[None, :]
        mixed = (self._posting * (self._heads / self._heads.sum())[:, None]).sum(axis=0)
        self._audience_share: Array = (mixed[:, None] * audience).sum(axis=0)
        activity = np.array(p.circadian)
        self._activity: Array = activity * (24.0 / activity.sum())
        self._keep = retention(self._activity, np.array([p.channels[c].delay for c in CHANNELS]))
        self._fade = float(exp(np.array([-TICK_HOURS / p.covhl * float(log(np.array([2.0]))[0])]))[0])
        self._n0, self._mu0 = column("n0"), column("mu0")
        self._source_fade: Array = exp(-TICK_HOURS / column("d"))
        self._source_age: Array = np.ones(len(narratives))
        self._eps, self._w0, b, e = column("eps"), column("w0"), column("b"), column("e")
        self._seed_posts, self._seed_at = column("seed_posts"), column("seed_at")
        self._to_believing = _Share(b, g)
        self._to_undecided = _Share(np.where(b < 1.0, e / np.where(b < 1.0, 1.0 - b, 1.0), 0.0), g)
        self._posting_share = _Share(np.full(len(narratives), p.q), g)

    def _lay_out(self, k: int, g: int, c: int) -> None:
        """Places of one tick's random numbers, drawn whether needed or not.

        The row holds: source [K]; heard, to believing, to undecided, undecided to believing, undecided to
        settled, believing to settled, posts, each [K, G]; large accounts [K, C]. It reserves nothing more:
        media, callers and desks have streams of their own.
        """
        source = np.arange(k)
        heard, believe, undecide, eb, ez, bz, posts = (np.arange(k * g) + k + i * k * g for i in range(7))
        first = np.concatenate((heard, eb, bz, source))
        second = np.concatenate((believe, posts, ez))
        third = np.concatenate((undecide, np.arange(k * c) + k + 7 * k * g))
        self._slots = (first, second, third)

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
        return self._brought_in[k] or max(self.now, self.now if at is None else at) >= int(self._seed_at[k])

    @property
    def heat(self) -> float:
        """Posts of the last hour, all narratives."""
        return float(self._ring.sum())

    def recent(self, ticks: int) -> tuple[Array, Array, Array]:
        """Posts of the last ``ticks`` (at most 12): by narrative [K], by channel [K, C], by segment [K, G].

        The split over channels is a mean and need not be whole; the other two are whole numbers.
        """
        rows = [(self._ticks - 1 - back) % RING for back in range(min(ticks, RING))]
        return (
            self._ring[rows].sum(axis=0),
            self._ring_channels[rows].sum(axis=0),
            self._ring_segments[rows].sum(axis=0),
        )

    def _refresh_trust(self) -> None:
        """Recompute what depends on trust alone."""
        self.trust: Array = 1.0 / (1.0 + exp(-self.logit_trust))
        self._damping: Array = exp(-self.parameters.eta * (self.trust - 0.5))
        self._credibility: Array = 2.0 * self.trust

    def _branching(self) -> Array:
        """n_k: new posters per post in a wholly unaware audience, now."""
        p = self.parameters
        lift = 1.0 + p.hot if self.heat > p.hot_at else 1.0
        branching: Array = self._n0 * (p.alo + (1.0 - p.alo) * (1.0 - self.coverage)) * lift
        return branching

    def _exposure(self, stock: Array, read: Array) -> Array:
        """Readings per head [K, G] of what is read from a visible stock in this tick."""
        seen = (stock * read).sum(axis=2)
        readings: Array = (seen[:, :, None] * self._audience_heads[None, :, :]).sum(axis=1)
        return readings

    def tick(self) -> None:
        """Advance five minutes; the tick that ends at t covers [t-300, t)."""
        p, k, g, c = self.parameters, len(self.narratives), len(self.segments), len(self.channels)
        begin = self.now
        hour = ((p.t0_second_of_day + begin) // 3600) % 24
        hours = TICK_HOURS * float(self._activity[hour])
        keep = self._keep[hour]
        read = 1.0 - keep
        u, z = self._numbers.row()
        first, second, third = self._slots

        x = self._exposure(self.visible, read) * (self._branching()[:, None] * self._damping[None, :]) / p.q
        flow = self._exposure(self.official, read) * self._credibility[None, :]
        doubt = p.cE * flow + (self._w0 * hours)[:, None]
        hazards = np.empty((4, k, g))
        hazards[0] = x
        hazards[1] = (self._eps * (1.0 - self.coverage) * hours)[:, None]
        hazards[2] = p.cB * flow
        hazards[3] = doubt
        chance = -expm1(-hazards)
        hits = np.zeros((4, k, g))
        likely = chance > 0.5
        if likely.any():
            hits[likely] = log(chance[likely])

        # first what depends only on the state at the start of the tick, all in one call
        n = 3 * k * g
        counted = mixed(
            np.concatenate((self.unaware.ravel(), self.undecided.ravel(), self.believing.ravel())),
            chance[:3].ravel(),
            self._source_mean(begin, hours),
            u[first],
            z[first],
            log_hit=hits[:3].ravel(),
            log_miss=-hazards[:3].ravel(),
        )
        heard, eb, bz = counted[:n].reshape(3, k, g)
        born = counted[n:] + self._seeds(begin)
        # then what divides the hearers and the undecided who are left
        some, posting = self._to_believing, self._posting_share
        counted = mixed(
            np.concatenate((heard.ravel(), heard.ravel(), (self.undecided - eb).ravel())),
            np.concatenate((some.p, posting.p, chance[3].ravel())),
            _NONE,
            u[second],
            z[second],
            log_hit=np.concatenate((some.log_hit, posting.log_hit, hits[3].ravel())),
            log_miss=np.concatenate((some.log_miss, posting.log_miss, -hazards[3].ravel())),
        )
        to_b, posts, ez = counted.reshape(3, k, g)
        by_channel = (posts[:, :, None] * self._posting[None, :, :]).sum(axis=1)
        by_channel += born[:, None] * self._posting[0]
        # last the hearers who do not believe at once, and the posts of large accounts
        rest = self._to_undecided
        counted = mixed(
            (heard - to_b).ravel(),
            rest.p,
            (p.qbig * by_channel).ravel(),
            u[third],
            z[third],
            log_hit=rest.log_hit,
            log_miss=rest.log_miss,
        )
        to_e, big = counted[: k * g].reshape(k, g), counted[k * g :].reshape(k, c)
        weight = (1.0 - p.qbig * p.wbig) * by_channel + p.wbig * big + self._waiting_weight

        if any(self.deniers):
            self._count_denied(read, ez, bz, doubt, flow)
        self.unaware -= heard
        self.undecided += to_e - eb - ez
        self.believing += to_b + eb - bz
        self.settled += heard - to_b - to_e + ez + bz
        self.visible = self.visible * keep + weight[:, :, None] * _TERMS
        self.official *= keep
        self.denial *= keep
        posts[:, 0] += born
        self._remember(posts, by_channel)
        self.coverage *= self._fade
        self.now = begin + TICK
        if self.now - self.silent_since > p.silence_after and p.sil > 0.0:
            self.logit_trust = self.logit_trust - p.sil * TICK_HOURS
            self._refresh_trust()

    def _source_mean(self, begin: int, hours: float) -> Array:
        """Mean posts [K] of the cause itself in this tick; it ages from the tick in which it began."""
        started = begin >= self._seed_at
        mean = np.where(started, self._mu0 * self._source_age * self.source * hours, 0.0)
        self._source_age = np.where(started, self._source_age * self._source_fade, self._source_age)
        return mean

    def _seeds(self, begin: int) -> Array:
        """Seed posts [K] that fall into this tick."""
        due = (self._seed_at < begin + TICK) & ~self._begun
        self._begun |= due
        return np.where(due, self._seed_posts, 0.0)

    def _count_denied(self, read: Array, ez: Array, bz: Array, doubt: Array, flow: Array) -> None:
        """Add to ``denied`` the people whom denials, among all that settled them, settled in this tick."""
        denial = self._exposure(self.denial, read) * self._credibility[None, :]
        of_doubt = np.where(doubt > 0.0, self.parameters.cE * denial / np.where(doubt > 0.0, doubt, 1.0), 0.0)
        of_belief = np.where(flow > 0.0, denial / np.where(flow > 0.0, flow, 1.0), 0.0)
        counted = np.floor(ez * of_doubt + 0.5) + np.floor(bz * of_belief + 0.5)
        self.denied += np.minimum(counted, ez + bz)

    def _remember(self, posts: Array, by_channel: Array) -> None:
        """Keep the tick's posts in the ring of the last hour."""
        place = self._ticks % RING
        self._ring[place] = posts.sum(axis=1) + self._waiting_count
        self._ring_channels[place] = by_channel + self._waiting
        self._ring_segments[place] = posts
        self._ring_segments[place, :, 0] += self._waiting_count
        self._ticks += 1
        for queue in (self._waiting, self._waiting_weight, self._waiting_count):
            queue.fill(0.0)

    def run_until(self, at: int) -> None:
        """Tick as long as the next tick ends at or before ``at`` seconds."""
        while self.now + TICK <= at:
            self.tick()

    def heads(self, narrative: str) -> dict[str, int]:
        """Persons in each state, all segments: keys S, E, B, Z."""
        k = self.index(narrative)
        states = {"S": self.unaware, "E": self.undecided, "B": self.believing, "Z": self.settled}
        return {letter: int(state[k].sum()) for letter, state in states.items()}

    def believing_share(self, narrative: str) -> float:
        """Share of the whole public that believes the narrative, 0 to 1."""
        return float(self.believing[self.index(narrative)].sum() / self._heads.sum())

    def reproduction(self) -> Array:
        """R_t [K]: new posters per post in the audience as it is now; below 1 a narrative dies out."""
        free = self._audience_share * self._damping * (self.unaware / self._heads)
        reproduction: Array = self._branching() * free.sum(axis=1)
        return reproduction
