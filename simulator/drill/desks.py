"""Desks: the limited staff of a department. Work takes time and queues; a seat that does everything at once waits behind
itself (DESIGN section 3). Times are expert settings, declared here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, Final

import simpy
from simpy.events import NORMAL, URGENT

from simulator.drill.calendar import put
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
ASSESSING_RISK: Final = 45 * MINUTE
"""Judging the risk of a decision, before what each method takes (assumption)."""
RISK_METHOD: Final = 15 * MINUTE
"""Each of the four methods of a risk assessment (assumption)."""
INTERVIEW: Final = 20 * MINUTE
"""Preparing for a journalist (assumption)."""
INTERVIEW_ANSWER: Final = 5 * MINUTE
"""Each question of an interview (assumption)."""
STAFFING: Final = 20 * MINUTE
"""Finding people for the hotline (assumption)."""
BRIEFING_CLERK: Final = 10 * MINUTE
"""Telling one more clerk what may be answered (assumption)."""
SPREAD: Final = 0.15
"""Standard deviation of the logarithm of a task's time (assumption)."""

URGENCY: Final = {
    "answer_consultation": 0, "approve": 0, "return": 0, "draft": 1, "check_draft": 1, "reply": 1, "convene": 1,
    "give_interview": 1, "assess_risk": 1,
}  # fmt: skip
"""What a desk takes up first when several tasks wait: colleagues who wait for an answer, then words; the rest is 2."""


def drafting_time(message: Message) -> int:
    """Seconds to write a message: by its form, and a minute for each 15 English words or 30 Chinese characters.

    Charged by form and length, so that typing speed and input method never cost points (DESIGN section 3).
    """
    english = len(message.text.get("en", "").split()) / 15
    chinese = len(message.text.get("zh", "")) / 30
    return DRAFTING[message.form] + round(max(english, chinese)) * MINUTE


@dataclass(slots=True)
class Task:
    """A piece of work for one person."""

    name: str
    takes: int
    """Working time, seconds."""
    then: Callable[[], object]
    """What follows when it is finished."""
    about: dict[str, Any]
    asked: int = 0
    """The second in which it was put in the queue."""


@dataclass(slots=True)
class Desk:
    """The staff of one seat: the urgent first, then first come, first served."""

    seat: str
    staff: int
    """How many work at the desk."""
    draws: Draws
    emit: Callable[..., Any]
    begun: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Task and what it is about -> how often it was begun; it keys the task's draw, so that other work changes nothing in
    it."""
    busy: int = 0
    """How many of the staff are at work."""
    _waiting: list[tuple[int, int, Task]] = field(default_factory=list)
    """Tasks that wait, as a heap: (urgency, number in the order of asking, task)."""
    _asked: int = 0

    def do(self, env: simpy.Environment, task: str, takes: int, then: Callable[[], object], **about: Any) -> None:
        """Queue a task; ``then`` runs in the second in which it is finished.

        ``takes`` is the median working time in seconds; the real one spreads around it.
        """
        what = (task, *map(str, about.values()))
        time = self.begun.get(what, 0)
        self.begun[what] = time + 1
        spread = self.draws.lognormal(1.0, SPREAD, "desk", self.seat, *what, time)
        new = Task(task, max(1, round(takes * spread)), then, about)
        put(env, 0, URGENT, lambda: self._ask(env, new))

    # Every step of a task has its own place among the things of one second, the same that a SimPy process with a
    # PriorityResource has: asking comes before all else, a turn, the end of a task and the next turn each queue up anew.

    def _ask(self, env: simpy.Environment, task: Task) -> None:
        task.asked = int(env.now)
        self._asked += 1
        heappush(self._waiting, (URGENCY.get(task.name, 2), self._asked, task))
        self._take_turn(env)

    def _take_turn(self, env: simpy.Environment) -> None:
        if self._waiting and self.busy < self.staff:
            self.busy += 1
            task = heappop(self._waiting)[2]
            put(env, 0, NORMAL, lambda: self._start(env, task))

    def _start(self, env: simpy.Environment, task: Task) -> None:
        waited = int(env.now) - task.asked
        self.emit("task_started", self.seat, task=task.name, waited=waited, takes=task.takes, **task.about)
        put(env, task.takes, NORMAL, lambda: self._finish(env, task))

    def _finish(self, env: simpy.Environment, task: Task) -> None:
        self.emit("task_done", self.seat, task=task.name, **task.about)
        task.then()
        self.busy -= 1
        if self._waiting:  # who asks when nobody waits takes the turn alone
            put(env, 0, NORMAL, lambda: self._take_turn(env))
