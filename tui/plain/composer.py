"""Writing by numbers: what the text takes up, then a first wording, which the trainee accepts or replaces by own lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from simulator.record.actions import Form
from simulator.scenario.text import Language
from tui.desk import Choice, Chosen, Desk
from tui.desk.names import FORMS
from tui.desk.parts import suggested_stance
from tui.plain.lines import Lines

if TYPE_CHECKING:
    from simulator.record import Action

MOST_LINES = 200
"""Lines of an own text."""


def compose(lines: Lines, desk: Desk, form: Form, paper: str | None) -> Action | None:
    """Lead through one text; the action that puts it on its way, or None if the trainee gives up."""
    chosen = _choose(lines, desk, form, paper)
    text = _word(lines, desk, chosen)
    if text is None:
        return None
    try:
        return desk.write(chosen, text, own_words=list(text) == [desk.language])
    except ValidationError:
        lines.put(lines.say("This text cannot be taken: it is too long, or holds control characters."))
        return None


def _choose(lines: Lines, desk: Desk, form: Form, paper: str | None) -> Chosen:
    _ = lines.say
    parts = desk.message_parts(form, paper)
    lines.put()
    lines.put(_("You write: {form}. Simulated time stands still meanwhile.", form=_(FORMS[form])))
    facts = _several(lines, _("Which facts does it state?"), parts.facts)
    claims = _claims(lines, desk, parts.claims, parts.stances)
    unknowns = _several(lines, _("Of what does it say that it is not known yet?"), parts.unknowns)
    advice = _several(lines, _("Which advice does it give?"), parts.advice)
    disposals = _several(lines, _("What does it say is being done?"), parts.disposals)
    owners = [desk.sight.fact(fact).owner for fact in facts]
    credits = tuple(choice.id for choice in parts.credits if choice.id in owners)
    update = _update(lines, parts.updates)
    how = lines.several(_("How is it said?"), [_("announces a punishment")], [])
    corrects = None
    if form == "correction" and parts.corrects:
        found = lines.pick(
            _("Which of your published facts does it correct?"), _rows(lines, parts.corrects), _("Number >")
        )
        corrects = None if found is None else parts.corrects[found].id
    return Chosen(
        form=form,
        paper=paper,
        facts=facts,
        claims=claims,
        unknowns=unknowns,
        advice=advice,
        disposals=disposals,
        credits=credits,
        next_update=update,
        may_change=any(isinstance(desk.sight.fact(fact).value, int) for fact in facts),
        announces_punishment=bool(how),
        corrects=corrects,
    )


def _rows(lines: Lines, choices: Sequence[Choice]) -> list[str]:
    rows = []
    for choice in choices:
        caution = lines.say("CAUTION: ") if choice.warns and choice.note else ""
        rows.append(lines.say.aside(choice.label, f"{caution}{choice.note}"))
    return rows


def _several(lines: Lines, title: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    suggested = [place for place, choice in enumerate(choices) if choice.suggested]
    found = lines.several(title, _rows(lines, choices), suggested)
    return tuple(choices[place].id for place in found)


def _claims(
    lines: Lines, desk: Desk, choices: Sequence[Choice], stances: Sequence[Choice]
) -> tuple[tuple[str, str], ...]:
    picked = _several(lines, lines.say("Which claims does it take up?"), choices)
    answers = []
    for claim in picked:
        says = next(choice.label for choice in choices if choice.id == claim)
        right = suggested_stance(desk.sight, claim)
        suggested = [place for place, stance in enumerate(stances) if stance.id == right]
        title = lines.say("What does it say of this: {says}", says=says)
        found = lines.several(title, _rows(lines, stances), suggested)
        if found:
            answers.append((claim, stances[found[0]].id))
    return tuple(answers)


def _update(lines: Lines, choices: Sequence[Choice]) -> int | None:
    suggested = [place for place, choice in enumerate(choices) if choice.suggested]
    found = lines.several(lines.say("When does the next word come?"), _rows(lines, choices), suggested)
    return int(choices[found[0]].id) if found else None


def _word(lines: Lines, desk: Desk, chosen: Chosen) -> dict[Language, str] | None:
    """The proposed wording, or own lines."""
    _ = lines.say
    proposed = desk.draft_text(chosen)
    lines.put()
    lines.put(_("Proposed text:"))
    lines.put(proposed[desk.language])
    found = lines.pick(
        _("What now?"),
        [_("Take this text"), _("Write your own; end with a line that holds a single dot")],
        _("Number >"),
    )
    if found is None:
        return None
    if found == 0:
        return proposed
    typed: list[str] = []
    while len(typed) < MOST_LINES:
        line = lines.read(">")
        if line.strip() in (".", "。"):
            break
        typed.append(line)
    text = "\n".join(typed).strip()
    if not text:
        lines.put(_("Nothing was written."))
        return None
    return {desk.language: text}
