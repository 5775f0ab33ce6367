"""Having an own text read before it goes out. What was found is told without the answer key: no fact is named that the text
does not state itself, so that a check is no way to look up what is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from simulator.drill.desks import REVIEWING
from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import require
from simulator.drill.words import own_draft, read_word
from simulator.record import actions as a
from simulator.scenario.text import Channel

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

TOLD: Final = ("criteria", "not_judged", "gates", "grade")
"""What a check takes over from the reading as it stands."""
AS_IF: Final[tuple[Channel, ...]] = ("weibo",)
"""A draft has no channels yet; it is read as if it went out to everybody."""


def _may_check(drill: Drill, seat: str, action: a.CheckDraft) -> None:
    state = own_draft(drill, seat, action.draft)
    require(state.ready is not None, "the draft is not written yet", "文稿尚未写好")
    require(state.published is None, "the draft is published already", "文稿已经发布")
    require(state.message.own_words, "only a text in own words can be checked", "只有自拟文字才能自查")


def _check(drill: Drill, seat: str, action: a.CheckDraft) -> None:
    def done() -> None:
        state = own_draft(drill, seat, action.draft)
        if state.published is not None:
            return  # it went out while somebody was still reading it
        reading = read_word(drill, seat, state.message, AS_IF, state.strand, agreed=_agreed(drill, seat, action.draft))
        drill.emit("draft_checked", seat, draft=action.draft, strand=state.strand, reading=without_key(reading))

    drill.desks[seat].do(drill.env, "check_draft", REVIEWING, done, draft=action.draft)


def _agreed(drill: Drill, seat: str, draft: str) -> bool:
    """Whether the wording went through approval or consultation, as it will be asked when it is published."""
    state = own_draft(drill, seat, draft)
    return state.approved is not None or any(drill.board.consulted_on(seat, draft).values())


def without_key(reading: Mapping[str, Any]) -> dict[str, Any]:
    """What of a reading may be told before the text goes out: levels, reasons and words, and no fact by its name."""
    told = {name: reading[name] for name in TOLD}
    marks = {name: _unnamed(mark) for name, mark in reading["marks"].items()}
    return told | {"marks": marks, "tripped": [_unnamed(gate) for gate in reading["tripped"]]}


def _unnamed(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "facts"}


HANDLERS: Handlers = {"check_draft": (_may_check, _check)}
