"""What each action does. Every action has a check, which refuses with a reason what this seat may not do now, and a deed.

The rooms: the handling sheet, knowledge (verifying, sharing, consulting), words (drafting to publishing), checking an own
text, the press conference, the interview, suggestions, what a seat does of its own accord, and the trainer's own hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.handlers import (
    checking,
    conference,
    initiatives,
    interview,
    knowledge,
    sheet,
    suggestions,
    trainer,
    words,
)
from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import Refusal
from simulator.record import TRAINER, Action

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

_HANDLERS: Handlers = {
    **sheet.HANDLERS,
    **knowledge.HANDLERS,
    **words.HANDLERS,
    **checking.HANDLERS,
    **conference.HANDLERS,
    **interview.HANDLERS,
    **suggestions.HANDLERS,
    **initiatives.HANDLERS,
    **trainer.HANDLERS,
}


def check(drill: Drill, seat: str, action: Action) -> None:
    """Refuse what this seat may not do now.

    Raises:
        Refusal: with the reason.
    """
    if action.act != "set_clock":
        if seat == TRAINER and action.act not in trainer.HANDLERS:
            raise Refusal(
                "the trainer fires injects and runs the clock, and acts for no seat",
                "导调员只触发导调事件和掌握时钟，不代替席位行动",
            )
        if seat != TRAINER and action.act in trainer.HANDLERS:
            raise Refusal("only the trainer may do this", "只有导调员可以这样做")
    _HANDLERS[action.act][0](drill, seat, action)


def perform(drill: Drill, seat: str, action: Action) -> None:
    """Do what the action says; it has been checked."""
    _HANDLERS[action.act][1](drill, seat, action)
