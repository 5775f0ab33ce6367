"""Named random streams without state. A draw is a pure function of (seed, world, replication, stream, key), so a new
decision in one place leaves every other draw as it was, and two rulebooks can be compared on the same crisis
(DESIGN decision 4). Nothing in Podium uses the global random state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_STANDARD_NORMAL = NormalDist()
_TWO_53 = 1 << 53


@lru_cache(maxsize=64)
def _begun(seed: int, world: int, replication: int) -> hashlib.blake2b:
    """The hash of all keys' common beginning; whoever adds to it takes a copy."""
    return hashlib.blake2b(f"{seed}\x1f{world}\x1f{replication}\x1f".encode(), digest_size=8)


@dataclass(frozen=True, slots=True)
class Draws:
    """Keyed draws of one replication.

    Streams are named for the decision they serve (``"colleague"``, ``"media"``); a key names the entity and occasion
    inside the stream. Equal arguments always give the equal draw.
    """

    seed: int
    """The drill's seed."""
    replication: int = 0
    """Number of the replication; 0 is the drill itself."""
    world: int = 0
    """Number of the uncertain world in a stress experiment; 0 is the scenario as written."""

    def integer(self, stream: str, *key: str | int) -> int:
        """A uniform 64-bit integer for the stream and key."""
        return self._integer((stream, *key))

    def _integer(self, key: tuple[str | int, ...]) -> int:
        """As :meth:`integer`, for a key that begins with its stream: some two thousand times in a drill."""
        hashed = _begun(self.seed, self.world, self.replication).copy()
        hashed.update("\x1f".join(map(str, key)).encode())
        return int.from_bytes(hashed.digest(), "big")

    def uniform(self, stream: str, *key: str | int) -> float:
        """A uniform number strictly between 0 and 1."""
        return ((self._integer((stream, *key)) >> 11) + 0.5) / _TWO_53

    def normal(self, stream: str, *key: str | int) -> float:
        """A standard normal number, by the inverse distribution function."""
        return _STANDARD_NORMAL.inv_cdf(self.uniform(stream, *key))

    def lognormal(self, median: float, log_sd: float, stream: str, *key: str | int) -> float:
        """A lognormal number with the given median and standard deviation of its logarithm."""
        return exp(log(median) + log_sd * self.normal(stream, *key))

    def chance(self, probability: float, stream: str, *key: str | int) -> bool:
        """True with the given probability."""
        if probability <= 0.0 or probability >= 1.0:  # what is certain needs no draw: a draw lies strictly inside
            return probability >= 1.0
        return ((self._integer((stream, *key)) >> 11) + 0.5) / _TWO_53 < probability

    def choice(self, options: Sequence[T], stream: str, *key: str | int) -> T:
        """One of the options, each equally likely; the sequence must not be empty."""
        return options[int(self.uniform(stream, *key) * len(options))]
