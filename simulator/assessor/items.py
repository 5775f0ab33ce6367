"""The yes-or-no items that a second opinion answers, and the levels of the ten criteria that follow from them by the table of
MESSAGE_SCORING section 5. The mapping is ours and fixed, so that an opinion stands on the same scale as the grade beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from simulator.message.reading import WEIGHTS

Answers = Mapping[str, bool]

ENOUGH: Final = 0.5
"""Share of the applicable weight of which every item must hold, else there is no grade (assumption)."""

ITEMS: Final[dict[str, tuple[str, ...]]] = {
    "concerns": ("concerns_any", "concerns_most"),
    "evidence": ("evidence_right", "evidence_sourced", "evidence_false"),
    "targeted": ("targeted_content", "targeted_early"),
    "known_unknown": ("known_said", "unknown_said", "process_said", "certain_said"),
    "action": ("action_what", "action_how", "action_why"),
    "clarity": ("clarity_plain", "clarity_early"),
    "empathy": ("empathy_said", "empathy_named", "empathy_followed", "empathy_blames"),
    "rumour": ("rumour_taken", "rumour_fact_first", "rumour_repeated"),
    "consistency": ("consistency_conflict", "consistency_credited"),
    "updates": ("updates_more", "updates_time", "updates_channel"),
}
"""Criterion -> its items, in the order of section 5."""


def _ladder(half: bool, whole: bool, fault: bool = False) -> int:
    """0 with a fault or nothing, 2 with all parts, 1 between (section 5: level 2 needs all its parts)."""
    if fault:
        return 0
    return 2 if whole else int(half)


_LEVELS: Final[dict[str, Callable[[Answers], int]]] = {
    "concerns": lambda a: _ladder(a["concerns_any"] or a["concerns_most"], a["concerns_most"]),
    "evidence": lambda a: _ladder(
        a["evidence_right"], a["evidence_right"] and a["evidence_sourced"], a["evidence_false"]
    ),
    "targeted": lambda a: _ladder(a["targeted_content"], a["targeted_content"] and a["targeted_early"]),
    "known_unknown": lambda a: _ladder(
        a["known_said"] or a["unknown_said"],
        a["known_said"] and a["unknown_said"] and a["process_said"],
        a["certain_said"],
    ),
    "action": lambda a: _ladder(a["action_what"], a["action_what"] and a["action_how"] and a["action_why"]),
    "clarity": lambda a: _ladder(a["clarity_plain"] or a["clarity_early"], a["clarity_plain"] and a["clarity_early"]),
    "empathy": lambda a: _ladder(
        a["empathy_said"] or a["empathy_named"], a["empathy_named"] and a["empathy_followed"], a["empathy_blames"]
    ),
    "rumour": lambda a: _ladder(a["rumour_taken"], a["rumour_taken"] and a["rumour_fact_first"], a["rumour_repeated"]),
    "consistency": lambda a: _ladder(True, a["consistency_credited"], a["consistency_conflict"]),
    "updates": lambda a: _ladder(
        a["updates_more"] or a["updates_time"] or a["updates_channel"], a["updates_time"] and a["updates_channel"]
    ),
}


def asked_for(levels: Mapping[str, int | None]) -> tuple[str, ...]:
    """The items of the criteria that apply to a text: those to which the rules gave a level."""
    return tuple(item for name, items in ITEMS.items() if levels.get(name) is not None for item in items)


def levels_of(answers: Answers, applicable: Mapping[str, int | None]) -> dict[str, int | None]:
    """Criterion -> level 0 to 2; None where it does not apply, or where one of its items was not answered or did not hold."""
    return {
        name: _LEVELS[name](answers)
        if applicable.get(name) is not None and all(item in answers for item in items)
        else None
        for name, items in ITEMS.items()
    }


def weighed(levels: Mapping[str, int | None], applicable: Mapping[str, int | None]) -> int | None:
    """Points out of 100 over the criteria that have a level; None where too few of those that apply have one."""
    given = {name: level for name, level in levels.items() if level is not None}
    held = sum(WEIGHTS[name] for name in given)
    wanted = sum(WEIGHTS[name] for name, level in applicable.items() if level is not None)
    if not held or held < ENOUGH * wanted:
        return None
    return round(100 * sum(WEIGHTS[name] * level for name, level in given.items()) / (2 * held))
