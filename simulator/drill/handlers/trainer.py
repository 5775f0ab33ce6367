"""What the trainer does with the own hand: injects and the clock. Both stand in the record like any other action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import require
from simulator.record.actions import FireInject, SetClock

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def _may_fire(drill: Drill, seat: str, action: FireInject) -> None:
    known = [inject.id for inject in drill.scenario.injects]
    require(action.inject in known, f"there is no inject {action.inject}", f"没有导调事件{action.inject}")
    require(
        action.inject not in drill.script.fired, f"{action.inject} has taken place already", f"{action.inject}已经触发"
    )


def _fire(drill: Drill, seat: str, action: FireInject) -> None:
    drill.script.fire(next(inject for inject in drill.scenario.injects if inject.id == action.inject))


def _may_set_clock(drill: Drill, seat: str, action: SetClock) -> None:
    """Whoever holds the clock may set it; the host decides who that is."""


def _set_clock(drill: Drill, seat: str, action: SetClock) -> None:
    drill.emit("clock_set", seat, paused=action.paused, speed=action.speed)


HANDLERS: Handlers = {"fire_inject": (_may_fire, _fire), "set_clock": (_may_set_clock, _set_clock)}
