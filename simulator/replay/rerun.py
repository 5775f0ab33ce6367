"""Running a recorded drill again. Verification feeds every recorded action to a fresh drill and compares what
comes out; resume lets the colleagues think again, feeds only what people and scripts did, and leaves a drill
that can go on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from pydantic import ValidationError

from simulator.errors import CheckFailedError
from simulator.record.actions import ACTIONS, Action
from simulator.record.events import Event
from simulator.replay.compare import Difference, first_difference, length_difference
from simulator.replay.driver import DrillLike, Driver

ACTION_KINDS: Final = ("action", "refused")
"""Events that hold an action of a seat."""


class DrillDiffersError(CheckFailedError):
    """The re-run of a drill gave something else than the record."""

    def __init__(self, difference: Difference) -> None:
        """Keep the difference; the text says where and what to do."""
        self.difference = difference
        super().__init__(
            f"the re-run does not give the recorded events; {difference}. The record was altered,"
            " or Podium or what the drill was played with has changed since"
        )


def recorded_action(event: Event) -> Action:
    """The action that an event of kind ``action`` or ``refused`` holds.

    Raises:
        DrillDiffersError: it holds no valid action.
    """
    try:
        return ACTIONS.validate_python(event.data["action"])
    except (KeyError, ValidationError) as error:
        field, wrong = "data.action", "no action"
        if isinstance(error, ValidationError):
            first = error.errors(include_url=False)[0]
            field, wrong = ".".join(["data.action", *map(str, first["loc"][1:])]), first["msg"]
        raise DrillDiffersError(Difference(event.seq, event.kind, field, wrong, "a valid action")) from error


def feed(driver: Driver, recorded: Sequence[Event], now: int, seats: Collection[str] | None = None) -> None:
    """Bring a fresh drill to where the record stands, at simulated second ``now``.

    Only actions of ``seats`` are taken from the record, of every seat if left out; colleagues give the others
    again.

    Raises:
        DrillDiffersError: something else came out; names the first differing event and field.
    """
    drill, same = driver.drill, 0
    for event in recorded:
        if event.kind not in ACTION_KINDS or (seats is not None and event.seat not in seats):
            continue
        driver.advance(event.at)
        same = _agree(recorded, drill.events, same)
        if drill.now != event.at:
            raise DrillDiffersError(
                Difference(
                    event.seq,
                    event.kind,
                    "at",
                    str(event.at),
                    f"{drill.now}: time runs forward to the horizon",
                )
            )
        driver.act(event.seat, recorded_action(event))
        same = _agree(recorded, drill.events, same)
    driver.advance(now)
    _agree(recorded, drill.events, same)
    difference = length_difference(recorded, drill.events)
    if difference is not None:
        raise DrillDiffersError(difference)


def _agree(recorded: Sequence[Event], again: Sequence[Event], same: int) -> int:
    """Compare what is new behind ``same`` equal events; returns how many are equal now."""
    difference = first_difference(recorded, again, same)
    if difference is not None:
        raise DrillDiffersError(difference)
    return min(len(recorded), len(again))


def rerun(drill: DrillLike, recorded: Sequence[Event], now: int) -> Difference | None:
    """Feed every recorded action to a fresh drill without colleagues; the first difference, None if it
    agrees.
    """
    try:
        feed(Driver(drill, None), recorded, now)
    except DrillDiffersError as error:
        return error.difference
    return None
