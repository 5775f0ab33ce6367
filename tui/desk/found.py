"""What was found in an own text that was read before it goes out, in the desk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.desk.sight import Sight
from tui.reasons import reason_lines

if TYPE_CHECKING:
    from simulator.record.board import DraftState


def found_in(sight: Sight, draft: DraftState) -> tuple[str, ...]:
    """The grade, then a line for each reason; nothing where the text was not read."""
    from reports.own_words import judged_of, words_of

    if draft.checked is None:
        return ()
    judged = judged_of(draft.checked, words_of(draft.message), sight.library, sight.language, key=False)
    grade = sight.say("grade {grade} of 4", grade=judged.grade)
    return (sight.say.pair(sight.say("Checked"), grade), *reason_lines(judged, sight.say))
