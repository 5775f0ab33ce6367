"""The hotline as a queue: people who are concerned ring, a few clerks answer, and who waits too long hangs up. It is an
M/M/c queue with impatient callers (Erlang A), simulated call by call while calls are few and by capacity alone when they
come in thousands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from itertools import accumulate
from math import floor, inf, log, sqrt
from struct import iter_unpack

from pydantic import BaseModel, ConfigDict

from simulator.opinion.declared import parameter
from simulator.randomness import Draws

MOST_CALLS = 2_000
"""Expected calls in one hour beyond which they are no longer followed one by one."""
_LOG_2_32 = 32.0 * log(2.0)


class HotlineParameters(BaseModel):
    """The hotline of a scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    chi: float = parameter(
        0.0002,
        ge=0.0,
        le=1.0,
        unit="calls/(person h)",
        en="calls per open hour of each person who is undecided or believing about a concern",
        zh="对某一关切犹豫或相信的人，每人每开放小时来电数",
    )
    clerks: int = parameter(
        2, ge=0, le=500, unit="clerks", en="clerks who answer calls on this matter", zh="受理此事来电的话务员人数"
    )
    service: int = parameter(300, ge=10, le=14_400, unit="s", en="mean length of a call", zh="平均通话时长")
    patience: int = parameter(
        180,
        ge=1,
        le=86_400,
        unit="s",
        en="mean time that a caller waits before hanging up",
        zh="来电者挂断前平均等待时长",
    )
    from_hour: int = parameter(8, ge=0, le=23, unit="hour of day", en="hour at which it opens", zh="开放的钟点")
    to_hour: int = parameter(
        20,
        ge=1,
        le=24,
        unit="hour of day",
        en="hour at which it closes; later than from_hour",
        zh="关闭的钟点，须晚于开放",
    )
    answered_trust: float = parameter(
        0.002,
        ge=0.0,
        le=1.0,
        unit="logit per 100 calls",
        en="trust earned by answered calls, before trust_scale; a clerk can only say what is public, so it is multiplied "
        "by the coverage of what is asked",
        zh="接通来电获得的信任（乘总系数之前）；话务员只能答复已公开的内容，故乘以所问事项的解释程度",
    )
    lost_trust: float = parameter(
        -0.01,
        ge=-1.0,
        le=0.0,
        unit="logit per 100 calls",
        en="trust lost by calls that nobody answered, before trust_scale",
        zh="未接来电损失的信任（乘总系数之前）",
    )

    def model_post_init(self, context: object) -> None:
        """The hotline closes after it opens; ValueError otherwise."""
        if self.to_hour <= self.from_hour:
            raise ValueError(
                f"to_hour is {self.to_hour}, not later than from_hour ({self.from_hour}); write a later hour"
            )


@dataclass(slots=True)
class Served:
    """What became of the calls that came in during some time."""

    calls: int = 0
    answered: int = 0
    lost: int = 0
    longest: float = 0.0
    """Longest wait of a call until it was answered or the caller hung up, seconds."""
    waited: float = 0.0
    """Sum of the waits, seconds."""
    delayed: int = 0
    """Calls that did not reach a clerk at once."""

    def add(self, other: Served) -> None:
        """Take the calls of another time in."""
        self.calls += other.calls
        self.answered += other.answered
        self.lost += other.lost
        self.waited += other.waited
        self.delayed += other.delayed
        self.longest = max(self.longest, other.longest)


class Queue:
    """Clerks who take calls in the order in which they came.

    A caller's wait is known on arrival: it lasts until the first clerk is free of everybody ahead who stays. Who is less
    patient than that hangs up and costs no clerk any time. This gives the exact law of the M/M/c queue, with abandonment
    or, for ``patience`` = inf, without. Times are seconds.
    """

    def __init__(self, clerks: int, service: float, patience: float) -> None:
        """``clerks`` (0: every call is lost) with exponential calls of mean ``service`` and callers of mean ``patience``."""
        self.clerks = clerks
        self.service = service
        self.patience = patience
        self._free = [-inf] * clerks

    def staff(self, clerks: int, at: float) -> None:
        """So many clerks from a moment on: new ones are free; where there are too many, those leave who are free first."""
        if clerks == self.clerks:
            return
        self._free = sorted(self._free)[max(0, self.clerks - clerks) :] + [at] * max(0, clerks - self.clerks)
        heapify(self._free)
        self.clerks = clerks

    def take(self, begin: float, span: float, mean: float, numbers: Sequence[float]) -> Served | None:
        """A Poisson stream of ``mean`` calls on average from ``begin`` for ``span`` seconds.

        ``numbers`` are exponential of mean 1, three for each call: gap before it, patience, length. None, and nothing has
        happened, where there are too few of them to reach the end.
        """
        if mean <= 0.0:
            return Served()
        gap, end = span / mean, begin + span
        arrivals = list(accumulate(map(gap.__mul__, numbers[0::3]), initial=begin))[1:]
        if not arrivals or arrivals[-1] < end:
            return None
        service, patience, free = self.service, self.patience, self._free
        calls = answered = delayed = 0
        waited = longest = 0.0
        for at, ready, length in zip(arrivals, numbers[1::3], numbers[2::3], strict=False):
            if at >= end:
                break
            calls += 1
            start = free[0] if free else inf
            if start <= at:
                heapreplace(free, at + length * service)
                answered += 1
                continue
            delayed += 1
            wait = start - at
            if wait <= ready * patience:
                heapreplace(free, start + length * service)
                answered += 1
            else:
                wait = ready * patience
            waited += wait
            if wait > longest:
                longest = wait
        return Served(calls, answered, calls - answered, longest, waited, delayed)

    def flood(self, span: float, mean: float, number: float) -> Served:
        """So many calls that single ones no longer matter: the clerks answer without a pause, the rest is lost.

        The number of calls is normal about its mean, at most two standard deviations away.
        """
        calls = max(0, floor(mean + (4.0 * number - 2.0) * sqrt(mean) + 0.5))
        answered = min(calls, floor(self.clerks * span / self.service))
        lost = calls - answered
        longest = self.patience if lost else 0.0
        return Served(calls, answered, lost, longest, longest * calls, lost)


def exponentials(draws: Draws, at: int, calls: int) -> list[float]:
    """Exponential numbers of mean 1 for the calls of the hour that ends at ``at``, three for each call.

    They hang on seed, replication and moment alone and a longer list begins as a shorter one, so the same callers ring in
    every course of one drill, more of them where more people are concerned.
    """
    # an extendable hash: one call gives all numbers of the hour
    words = hashlib.shake_128(draws.integer("calls", at).to_bytes(8, "big")).digest(12 * calls)
    return [_LOG_2_32 - log(word + 0.5) for (word,) in iter_unpack("<I", words)]


def stream(queue: Queue, at: int, span: int, mean: float, draws: Draws) -> Served:
    """The calls of the ``span`` seconds that end at ``at``; ``mean`` of them are expected."""
    if mean > MOST_CALLS:
        return queue.flood(span, mean, draws.uniform("calls", at, "flood"))
    calls = int(mean + 4.0 * sqrt(mean)) + 4
    while (served := queue.take(at - span, span, mean, exponentials(draws, at, calls))) is None:
        calls *= 2
    return served
