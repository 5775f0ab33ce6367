"""What a fault is made of, and the ways of changing an action that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from simulator.drill.colleagues.grammar import compose
from simulator.record import Action, Event, Message
from simulator.record import actions as a

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague

Twist = Callable[["Colleague", int, Action], list[Action]]
"""What becomes of an action that the officer was about to take."""
Tongue = Literal["en", "zh"]


def _as_it_is(colleague: Colleague, now: int, action: Action) -> list[Action]:
    return [action]


@dataclass(frozen=True, slots=True)
class Fault:
    """One condemned habit."""

    twist: Twist = _as_it_is
    reactions: Mapping[str, Callable[[Colleague, Event], None]] = field(default_factory=dict)
    """Kind of event -> what it makes the officer intend."""
    deeds: Mapping[str, Callable[[Colleague, int, str], list[Action]]] = field(default_factory=dict)
    """Intent -> what the officer does."""


def rewritten(colleague: Colleague, draft: a.Draft, now: int, **changes: Any) -> a.Draft:
    """The draft with other contents, put into words anew."""
    message = draft.message.model_copy(update=changes)
    return draft.model_copy(update={"message": worded(colleague, message, now)})


def worded(colleague: Colleague, message: Message, now: int, padding: Mapping[Tongue, str] | None = None) -> Message:
    """The message with a text that says what it cites, and says it with padding if there is any."""
    text = compose(message, colleague.view.library, now)
    if padding is not None:
        text = {tongue: f"{words} {padding[tongue]}".strip() for tongue, words in text.items()}
    return message.model_copy(update={"text": text})


def put_off(colleague: Colleague, draft: a.Draft, until: int) -> list[Action]:
    """The word is not written now; it is thought of again at ``until``."""
    if draft.message.form == "conference":
        colleague.plan(until, "conference", draft.strand)
    elif draft.message.form == "rebuttal" and draft.message.claims:
        colleague.plan(until, "rebut", draft.message.claims[0].claim)
    else:
        colleague.plan(until, "first_word", draft.strand)
    return []
