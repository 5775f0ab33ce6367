"""Desks: the limited staff of a department. Work takes time and queues; a seat that does everything at once waits behind
itself (DESIGN section 3). Times are expert settings, declared here.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, Final

import simpy

from simulator.randomness import Draws
from simulator.record import Message
from simulator.scenario.moments import HOUR, MINUTE

DRAFTING: Final = {
    "statement": 40 * MINUTE,
    "update": 25 * MINUTE,
    "social": 15 * MINUTE,
    "rebuttal": 30 * MINUTE,
    "correction": 15 * MINUTE,
    "interpretation": 60 * MINUTE,
    "reply": 10 * MINUTE,
    "conference": 45 * MINUTE,
}
"""Working time of one person to write a text of each form, before its length is charged (assumption)."""

ASSESSING: Final = 20 * MINUTE
ANSWERING_CONSULTATION: Final = 15 * MINUTE
REVIEWING: Final = 15 * MINUTE
LEADERS_REVIEW: Final = 30 * MINUTE
"""A leader's own review of the General Office's drafts (assumption)."""
MEETING: Final = 45 * MINUTE
PREPARING_CONFERENCE: Final = 3 * HOUR
"""Preparation of a press conference after its statement is written; OPINION_MODEL section 3 gives 3 to 6 h."""
SPREAD: Final = 0.15
"""Standard deviation of the logarithm of a task's time (assumption)."""

URGENCY: Final = {"answer_consultation": 0, "approve": 0, "return": 0, "draft": 1, "reply": 1, "convene": 1}
"""What a desk takes up first when several tasks wait: colleagues who wait for an answer, then words; the rest is 2."""


def drafting_time(message: Message) -> int:
    """Seconds to write a message: by its form, and a minute for each 15 English words or 30 Chinese characters.

    Charged by form and length, so that typing speed and input method never cost points (DESIGN section 3).
    """
    english = len(message.text.get("en", "").split()) / 15
    chinese = len(message.text.get("zh", "")) / 30
    return DRAFTING[message.form] + round(max(english, chinese)) * MINUTE


@dataclass(slots=True)
class Desk:
    """The staff of one seat as a SimPy resource: the urgent first, then first come, first served."""

    seat: str
    staff: simpy.PriorityResource
    draws: Draws
    emit: Callable[..., Any]
    begun: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Task and what it is about -> how often it was begun; it keys the task's draw, so that other work changes nothing in
    it."""

    def do(self, env: simpy.Environment, task: str, takes: int, then: Callable[[], object], **about: Any) -> None:
        """Queue a task; ``then`` runs in the second in which it is finished.

        ``takes`` is the median working time in seconds; the real one spreads around it.
        """
        what = (task, *map(str, about.values()))
        time = self.begun.get(what, 0)
        self.begun[what] = time + 1
        spread = self.draws.lognormal(1.0, SPREAD, "desk", self.seat, *what, time)
        env.process(self._work(env, task, max(1, round(takes * spread)), then, about))

    def _work(
        self, env: simpy.Environment, task: str, takes: int, then: Callable[[], object], about: dict[str, Any]
    ) -> Generator[simpy.Event, Any, None]:
        asked = int(env.now)
        with self.staff.request(priority=URGENCY.get(task, 2)) as turn:
            yield turn
            self.emit("task_started", self.seat, task=task, waited=int(env.now) - asked, takes=takes, **about)
            yield env.timeout(takes)
            self.emit("task_done", self.seat, task=task, **about)
            then()
