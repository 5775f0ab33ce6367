"""Judging by numbers: class, level, grade, what was weighed and whether handling is proposed, each with what is suggested."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.record.actions import Assess
from tui.desk import Choice, Desk, Judged
from tui.plain.lines import Lines


def judge(lines: Lines, desk: Desk, strand: str) -> Assess:
    """Lead through one judgement of a strand."""
    _, scales = lines.say, desk.scales(strand)
    return desk.judge(
        Judged(
            strand=strand,
            class_=_one(lines, _("Which class?"), scales.classes),
            level=_one(lines, _("Which emergency level?"), scales.levels),
            grade=_one(lines, _("Which grade of opinion?"), scales.grades),
            inputs=_some(lines, _("What was weighed?"), scales.inputs),
            proposal=bool(lines.several(_("How does it go on?"), [_("propose handling, for approval")], [0])),
        )
    )


def _some(lines: Lines, title: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    suggested = [place for place, choice in enumerate(choices) if choice.suggested]
    return tuple(choices[place].id for place in lines.several(title, [c.label for c in choices], suggested))


def _one(lines: Lines, title: str, choices: Sequence[Choice]) -> str:
    """The first that is named; where none is, the suggested one."""
    return next(iter(_some(lines, title, choices)), next(choice.id for choice in choices if choice.suggested))
