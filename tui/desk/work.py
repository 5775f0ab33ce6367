"""What an own desk is working on and what waits behind it, told from the own actions and the tasks' beginnings and ends;
and what this seat has shared with whom, which no board keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from simulator.record import Event

ABOUT: Final = {
    "verify": "target",
    "assess": "strand",
    "draft": "draft",
    "check_draft": "draft",
    "reply": "inject",
    "convene": "strand",
    "answer_consultation": "consultation",
    "approve": "draft",
    "return": "draft",
    "dispatch": "disposal",
    "hold_conference": "draft",
    "give_interview": "outlet",
    "assess_risk": "decision",
    "staff_hotline": "clerks",
}
"""Tasks that take a desk's time, and the field that says what each is about."""


@dataclass(slots=True)
class Job:
    """One task of the own desk."""

    task: str
    about: str
    asked: int
    started: int | None = None
    takes: int = 0


@dataclass(slots=True)
class Work:
    """The own desk's tasks, in the order in which they were asked for."""

    seat: str
    jobs: list[Job] = field(default_factory=list)
    done: list[Job] = field(default_factory=list)
    shared: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    """(moment, to seats, facts)."""
    offered: list[str] = field(default_factory=list)
    """Seats with which this one has begun to divide the word."""
    found_nothing: dict[str, int] = field(default_factory=dict)
    """Target -> when a verification last found that nothing can be said yet."""

    def apply(self, event: Event) -> None:
        """Take one more event."""
        if event.seat != self.seat:
            return
        if event.kind == "action":
            self._action(event)
        elif event.kind in ("task_started", "task_done"):
            self._task(event)
        elif event.kind == "nothing_new":
            self.found_nothing[event.data["target"]] = event.at

    def _action(self, event: Event) -> None:
        action = event.data["action"]
        act = action["act"]
        if act in ABOUT:
            self.jobs.append(Job(act, str(action[ABOUT[act]]), event.at))
        elif act == "share":
            self.shared.append((event.at, tuple(action["to"]), tuple(action["facts"])))
        elif act == "negotiate":
            self.offered.append(action["to"])

    def _task(self, event: Event) -> None:
        task = event.data["task"]
        about = str(event.data.get(ABOUT.get(task, ""), ""))
        running = event.kind == "task_done"
        for job in self.jobs:
            if (job.task, job.about, job.started is not None) == (task, about, running):
                if running:
                    self.jobs.remove(job)
                    self.done.append(job)
                else:
                    job.started, job.takes = event.at, event.data["takes"]
                return

    def doing(self, task: str, about: str) -> bool:
        """Whether such a task is running or waiting."""
        return any(job.task == task and job.about == about for job in self.jobs)

    def given(self, seat: str, fact: str) -> bool:
        """Whether this seat has shared a fact with another."""
        return any(seat in to and fact in facts for _, to, facts in self.shared)
