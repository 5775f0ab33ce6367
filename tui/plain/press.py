"""Taking the questions of a press conference by numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from tui.desk import Choice, Desk, press
from tui.desk.names import STANCES
from tui.plain.lines import Lines

if TYPE_CHECKING:
    from simulator.host.clock import Pace

MOST_LINES = 200
"""Lines of own words."""


def take_questions(lines: Lines, desk: Desk, pace: Pace) -> None:
    """One question after another, until none waits or the trainee leaves one open."""
    _ = lines.say
    while press.waiting(desk.sight):
        asked = press.questioned(desk.sight, press.waiting(desk.sight)[0].question)
        assert asked is not None
        _tell(lines, desk, asked)
        found = _answer(lines, desk, asked)
        if found is None:
            lines.put(_("The question stays open. What stays open until the end counts as evaded."))
            return
        taken, words = found
        try:
            action = press.action_of(desk.sight, asked.question, taken, words)
        except ValueError:
            lines.put(_("This text cannot be taken: it is too long, or holds control characters."))
            continue
        outcome = desk.do(action)
        if not outcome.ok:
            lines.put(outcome.sentence)
            continue
        pace.until(desk, lambda name=asked.question: not _being_answered(desk, name), HOUR)  # type: ignore[misc]
        now = desk.board.asked(asked.question)
        if now is not None and now[1].answers:
            lines.put(_("Heard as: {outcome}", outcome=_(press.OUTCOMES[now[1].answers[-1]["outcome"]])))
    if press.sitting(desk.sight) is None:
        lines.put(_("The press conference is over."))
    else:
        lines.put(_("No question waits for you now."))


def _being_answered(desk: Desk, question: str) -> bool:
    found = desk.board.asked(question)
    return found is not None and found[1].state == "taken"


def _tell(lines: Lines, desk: Desk, asked: press.Questioned) -> None:
    """The podium, what was asked before, and the question."""
    _ = lines.say
    podium = press.sitting(desk.sight)
    lines.put()
    if podium is not None:
        lines.put(_("On the podium: {names}", names=desk.sight.names(press.podium_names(desk.sight, podium))))
        for row in press.asked_rows(desk.sight, podium):
            if row.question != asked.question:
                lines.put(f"- {_.pair(row.outlet, _.aside(row.ask, row.state))}")
                if row.said:
                    lines.put(f"  {row.said}")
    if asked.once_more:
        lines.put(_("Asked once more, for that was no answer."))
    lines.put(_.pair(_.aside(asked.outlet, asked.tone), asked.ask))
    for line in (asked.premise, asked.temper):
        if line:
            lines.put(line)
    for choice in asked.pending:
        lines.put(_.pair(choice.label, choice.note))


def _answer(lines: Lines, desk: Desk, asked: press.Questioned) -> tuple[press.Taken, dict[Language, str]] | None:
    """What the trainee chooses; None if the question stays open."""
    _ = lines.say
    seat = _one(lines, _("Who answers?"), asked.speakers)
    if seat is None:
        return None
    if seat != desk.seat:
        return press.Taken(by=seat), {}
    mode = _one(lines, _("How do you answer?"), asked.modes)
    if mode is None:
        return None
    facts = _several(lines, _("Which facts does it state?"), asked.facts)
    claims = []
    for claim in asked.claims:
        title = _("What does it say of this: {says}", says=claim.label)
        stances = [Choice(s, _(label), "", s == claim.stance and claim.suggested) for s, label in STANCES.items()]
        stance = _one(lines, title, stances)
        if stance is not None:
            claims.append((claim.id, stance))
    advice = _several(lines, _("Which advice does it give?"), asked.advice)
    disposals = _several(lines, _("What does it say is being done?"), asked.disposals)
    update = _one(lines, _("When does the next word come?"), asked.updates)
    ground = _one(lines, _("On what ground is it declined?"), asked.grounds) if mode == "decline" else None
    taken = press.Taken(
        by=seat,
        mode=mode,
        facts=facts,
        claims=tuple(claims),
        advice=advice,
        disposals=disposals,
        next_update=int(update) if update is not None else None,
        ground=ground,
    )
    return taken, _words(lines, desk)


def _rows(lines: Lines, choices: Sequence[Choice]) -> list[str]:
    rows = []
    for choice in choices:
        caution = lines.say("CAUTION: ") if choice.warns else ""
        rows.append(lines.say.aside(choice.label, f"{caution}{choice.note}"))
    return rows


def _one(lines: Lines, title: str, choices: Sequence[Choice]) -> str | None:
    """One of the choices; None if there are none or the trainee takes none."""
    if not choices:
        return None
    rows = [
        f"{row}{lines.say(' [suggested]') if choice.suggested else ''}"
        for row, choice in zip(_rows(lines, choices), choices, strict=True)
    ]
    found = lines.pick(title, rows, lines.say("Number >"))
    return None if found is None else choices[found].id


def _several(lines: Lines, title: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    suggested = [place for place, choice in enumerate(choices) if choice.suggested]
    return tuple(choices[place].id for place in lines.several(title, _rows(lines, choices), suggested))


def _words(lines: Lines, desk: Desk) -> dict[Language, str]:
    """Own words, if there are to be any."""
    _ = lines.say
    rows = [_("Write your own; end with a line that holds a single dot")]
    if lines.pick(_("Own words? They count then, and not what you ticked. 0: none"), rows, _("Number >")) is None:
        return {}
    typed: list[str] = []
    while len(typed) < MOST_LINES:
        line = lines.read(">")
        if line.strip() in (".", "。"):
            break
        typed.append(line)
    text = "\n".join(typed).strip()
    return {desk.language: text} if text else {}
