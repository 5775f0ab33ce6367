"""A trainer's own judgement of one thing, beside the computed one: the rating of an objective, or the level of one criterion of
one word. It never takes the computed one's place; both are shown, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from simulator.errors import NotFoundError, UsageError
from simulator.record import Board, Record
from simulator.scoring.scorecard import Scorecard

RATINGS: Final = ("P", "S", "M", "U")
LEVELS: Final = ("0", "1", "2")
_WORD: Final = re.compile(r"([WA])([1-9]\d{0,4}):([a-z_]{1,40})")
LONGEST_REASON: Final = 600
"""Characters of a reason at most."""


@dataclass(frozen=True, slots=True)
class Override:
    """One judgement by hand."""

    target: str
    """An objective's id; or a word and a criterion, such as ``W1:evidence``, by the numbers of the debrief."""
    value: str
    """A rating, or a level."""
    computed: str
    """What was computed at that time; a dash where nothing was."""
    reason: str
    by: str
    """Who judged, as given; empty where nobody was named."""
    at: str
    """Real time, UTC, ISO 8601."""


def computed(target: str, card: Scorecard, record: Record) -> str:
    """What the drill's own judgement says of a target; a dash where nothing shows it.

    Raises:
        NotFoundError: the scenario has no such objective, or the drill no such word or criterion.
    """
    found = _WORD.fullmatch(target)
    if found is None:
        goal = next((row for row in card.objectives if row.objective == target), None)
        if goal is None:
            known = ", ".join(row.objective for row in card.objectives)
            raise NotFoundError(f"there is no objective '{target}'; there are {known}, and words such as W1:evidence")
        return goal.rating or "–"
    kind, number, criterion = found.groups()
    board = Board.of(record.events)
    words = board.words if kind == "W" else board.replies
    if int(number) > len(words):
        raise NotFoundError(f"the drill has no word {kind}{number}; it has {len(words)} of that kind")
    criteria = words[int(number) - 1].reading["criteria"]
    if criterion not in criteria:
        raise NotFoundError(f"there is no criterion '{criterion}'; there are {', '.join(criteria)}")
    level = criteria[criterion]
    return "–" if level is None else str(level)


def checked(target: str, value: str, reason: str) -> None:
    """Refuse a value that its target cannot have, and a judgement without a reason.

    Raises:
        UsageError: so it is.
    """
    allowed = LEVELS if _WORD.fullmatch(target) else RATINGS
    if value not in allowed:
        raise UsageError(f"'{value}' is no value for {target}; write one of {', '.join(allowed)}")
    if not reason.strip() or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise UsageError(f"a judgement by hand needs its --reason, in one line of at most {LONGEST_REASON} characters")


def in_force(overrides: tuple[Override, ...]) -> dict[str, Override]:
    """Target -> the last judgement of it; the earlier ones stay on file."""
    return {one.target: one for one in overrides}
