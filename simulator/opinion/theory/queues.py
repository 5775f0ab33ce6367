"""Q1 and Q2: desks and the hotline as queues. The drill's own desk, fed with tasks at random moments and with exponential
service, must show Erlang's chances to wait and mean waits, Little's law and the utilisation of its staff; so must the
hotline with callers who never hang up, and Erlang A's chances where they do.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import count
from math import inf, log
from typing import Any, Final

import numpy as np
import simpy

from simulator.drill.desks import Desk
from simulator.opinion.elementary import Array
from simulator.opinion.hotline import Queue
from simulator.opinion.theory.exact import erlang_a, erlang_c
from simulator.opinion.theory.lines import Effort, Line, mean_error, near
from simulator.opinion.theory.rumours import generator
from simulator.randomness import Draws

HOUR: Final = 3600
CASES: Final = ((1, 0.5), (2, 1.5), (3, 2.0), (5, 4.0), (10, 8.0))
"""People at the desk and tasks per hour; a task takes an hour on average."""


@dataclass(frozen=True, slots=True)
class Exponential(Draws):
    """Draws whose service times are exponential with the mean asked for, so that the desk becomes Erlang's."""

    def lognormal(self, median: float, log_sd: float, stream: str, *key: str | int) -> float:
        """An exponential number in the place of the lognormal one."""
        return -median * log(self.uniform(stream, *key))


@dataclass(slots=True)
class _Watch:
    """What one run of the desk showed."""

    warm: int
    waits: list[int] = field(default_factory=list)
    served: list[int] = field(default_factory=list)
    begun: int = 0
    waiting: int = 0
    changed: int = 0
    since: int = 0
    queued: float = 0.0
    """Persons times seconds in the queue."""

    def moved(self, now: int, step: int) -> None:
        """A task joins the queue or leaves it."""
        self.queued += self.waiting * (now - max(self.changed, self.since))
        self.waiting += step
        self.changed = now

    def started(self, now: int, waited: int, takes: int) -> None:
        """A task begins; those of the warm-up are not counted."""
        self.moved(now, -1)
        self.begun += 1
        if self.begun == self.warm:
            self.since, self.queued = now, 0.0
        elif self.begun > self.warm:
            self.waits.append(waited)
            self.served.append(takes)


def run_desk(people: int, arrivals: float, tasks: int, warm: int, seed: int, run: int) -> Array:
    """One run of a desk; share that waits, mean wait (h), mean queue, arrivals per hour, utilisation.

    ``tasks`` are counted after ``warm`` others.
    """
    env = simpy.Environment()
    watch = _Watch(warm)
    draws = Exponential(seed, run)

    def emit(kind: str, _seat: str, **about: Any) -> None:
        if kind == "task_started":
            watch.started(int(env.now), about["waited"], about["takes"])

    desk = Desk("desk", people, draws, emit)
    exact = 0.0

    def come() -> Generator[simpy.Event, Any, None]:
        nonlocal exact
        for number in count():  # arrivals never stop, or the queue would always end empty
            exact += -log(draws.uniform("arrival", number)) * HOUR / arrivals
            yield env.timeout(max(0, round(exact) - env.now))
            watch.moved(int(env.now), 1)
            desk.do(env, "verify", HOUR, lambda: None)

    env.process(come())
    while watch.begun < tasks + warm:
        env.step()
    hours = (env.now - watch.since) / HOUR
    waits = np.array(watch.waits, dtype=np.float64) / HOUR
    return np.array(
        [
            float((waits > 0).mean()),
            float(waits.mean()),
            watch.queued / HOUR / hours,
            tasks / hours,
            sum(watch.served) / HOUR / hours / people,
        ]
    )


def desks(effort: Effort) -> list[Line]:
    """Q1, Q2: waits by Erlang's formula, Little's law, utilisation."""
    runs, tasks, warm = 36, effort.runs(2000, 150), effort.runs(300, 100)
    lines = []
    for people, arrivals in CASES:
        found = np.array([run_desk(people, arrivals, tasks, warm, effort.seed, run) for run in range(runs)])
        chance, wait = erlang_c(people, arrivals)
        case = f"c={people} lambda={arrivals:g}"
        what = f"desk of {people}, {arrivals:g} tasks/h of 1 h, {runs} runs of {tasks:,}"
        measured, error = mean_error(found[:, 0])
        lines.append(near(f"Q1 wait {case}", f"{what}: share that waits", chance, measured, 0.0, error))
        measured, error = mean_error(found[:, 1])
        lines.append(near(f"Q1 hours {case}", f"{what}: mean wait, h", wait, measured, 0.0, error))
        length = found[:, 2].mean()
        by_law = float((found[:, 3] * found[:, 1]).mean())
        error = mean_error(found[:, 2] - found[:, 3] * found[:, 1])[1]
        lines.append(near(f"Q2 Little {case}", f"{what}: queue against lambda W", by_law, length, 0.02 * by_law, error))
        used, error = mean_error(found[:, 4])
        name, text = f"Q2 use {case}", f"{what}: utilisation"
        lines.append(near(name, text, arrivals / people, used, 0.02 * arrivals / people, error))
    return lines


def run_hotline(
    clerks: int, arrivals: float, patience: float, hours: int, seed: int, run: int
) -> tuple[float, float, float]:
    """One run of the hotline, calls of an hour on average; share delayed, share lost, mean wait of a call in hours.

    ``patience`` in hours; inf: nobody hangs up. The first tenth of the run is left out.
    """
    queue = Queue(clerks, HOUR, patience * HOUR)
    rng = generator(seed, 40, clerks, run)
    span, calls, delayed, lost, waited = 10 * HOUR, 0, 0, 0, 0.0
    for begin in range(0, hours * HOUR, span):
        mean = arrivals * span / HOUR
        numbers = rng.standard_exponential(3 * int(mean + 12 * mean**0.5 + 20)).tolist()
        served = queue.take(begin, span, mean, numbers)
        if served is None:
            raise ArithmeticError("too few numbers for the calls of ten hours")
        if begin * 10 >= hours * HOUR:
            calls += served.calls
            delayed += served.delayed
            lost += served.lost
            waited += served.waited
    return delayed / calls, lost / calls, waited / calls / HOUR


def hotline(effort: Effort) -> list[Line]:
    """Q1 for the hotline: without impatience Erlang's formula, with it Erlang A."""
    runs, hours = 36, effort.runs(2000, 400)
    lines = []
    for clerks, arrivals in CASES:
        found = np.array([run_hotline(clerks, arrivals, inf, hours, effort.seed, run) for run in range(runs)])
        chance, wait = erlang_c(clerks, arrivals)
        case, what = f"c={clerks} lambda={arrivals:g}", f"hotline of {clerks}, {arrivals:g} calls/h of 1 h, {runs} runs"
        share, error = mean_error(found[:, 0])
        lines.append(near(f"Q1 hotline wait {case}", f"{what}: share that waits", chance, share, 0.0, error))
        mean, error = mean_error(found[:, 2])
        lines.append(near(f"Q1 hotline hours {case}", f"{what}: mean wait, h", wait, mean, 0.0, error))
    for clerks, arrivals in ((2, 3.0), (5, 4.0)):
        found = np.array([run_hotline(clerks, arrivals, 0.5, hours, effort.seed, 100 + run) for run in range(runs)])
        chance, leaves = erlang_a(clerks, arrivals, 1.0, 2.0)
        case = f"c={clerks} lambda={arrivals:g}"
        what = f"hotline of {clerks}, {arrivals:g} calls/h of 1 h, patience .5 h, {runs} runs"
        for place, name, target in ((0, "wait", chance), (1, "lost", leaves)):
            share, error = mean_error(found[:, place])
            lines.append(near(f"Q1 impatient {name} {case}", f"{what}: share {name}", target, share, 0.0, error))
    return lines
