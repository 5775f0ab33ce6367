"""What the line mode prints of the desk: the status, and each table as short lines."""

from __future__ import annotations

from simulator.scenario.moments import show_moment
from tui.desk import Desk, Paper, Task
from tui.desk.names import CLAIM_STATES, FACT_STATES
from tui.plain.lines import PAGE, Lines


def status(lines: Lines, desk: Desk, told: list[str]) -> list[str]:
    """The clock, who is responsible, what needs the seat.

    Who is responsible is read out where it differs from ``told``, what was said last; returns what is said now.
    """
    _ = lines.say
    lines.put()
    lines.put(_.sentences(_("EXERCISE"), desk.clock_line()))
    answer = [line for line in desk.responsibility() if not any(sign.isdigit() for sign in line.partition("(")[0])]
    if answer != told:
        for line in desk.responsibility():
            lines.put(line)
    waiting = sum(1 for paper in desk.inbox() if paper.needs_reply and not paper.answered)
    late = sum(1 for task in desk.tasks() if task.state == "late")
    lines.put(_("Papers that wait for you: {count}. Tasks that are late: {late}.", count=waiting, late=late))
    for line in desk.busy()[:4]:
        lines.put(_("Desk: {task}", task=line))
    lines.put(_("Now: {guide}", guide=desk.guide()))
    return answer


def paper(lines: Lines, one: Paper) -> None:
    """One paper in full."""
    _ = lines.say
    lines.put()
    lines.put(_.pair(one.form, one.title))
    if one.sender:
        lines.put(_("From: {sender}", sender=one.sender))
    lines.put(show_moment(one.at))
    lines.put(one.body)
    if one.question:
        lines.put(_("It asks: {question}", question=one.question))
    if one.due is not None:
        lines.put(_("Due: {moment}", moment=show_moment(one.due)))
    if one.answered:
        lines.put(_("Answered."))


def paper_row(lines: Lines, one: Paper) -> str:
    """A paper as one line of a list."""
    _ = lines.say
    state = ""
    if one.needs_reply:
        state = _(", answered") if one.answered else _(", waits for you")
    due = _(", due {moment}", moment=show_moment(one.due)) if one.due is not None and not one.answered else ""
    return f"{show_moment(one.at)} {_.pair(one.form, one.title)}{state}{due}"


def facts(lines: Lines, desk: Desk) -> None:
    """Facts with their status."""
    _ = lines.say
    rows = desk.facts()
    lines.put(_("Facts: {count}", count=len(rows)))
    for row in rows:
        state = _(FACT_STATES[row.status])
        value = row.value or _("no value")
        since = show_moment(row.since) if row.since is not None else ""
        lines.put(f"- {_.sentences(_.pair(row.label, value), _.both(state, since, row.owner))}")
        if row.ground:
            lines.put(_("  Ground: {ground}", ground=row.ground))


def claims(lines: Lines, desk: Desk) -> None:
    """Claims with what is established."""
    _ = lines.say
    rows, beliefs = desk.claims(), {belief.claim: belief.percent for belief in desk.beliefs()}
    lines.put(_("Claims that circulate: {count}", count=len(rows)))
    for row in rows:
        believed = _("believed by {percent} %", percent=f"{beliefs.get(row.claim, 0.0):.1f}")
        lines.put(f"- {_.sentences(row.says, _.both(_(CLAIM_STATES[row.status]), believed))}")
        lines.put(_("  Answered in public by: {who}", who=row.answered or _("nobody")))


def public(lines: Lines, desk: Desk) -> None:
    """What the public says: heat, then the newest of the stream."""
    _ = lines.say
    heat = desk.heat()
    if heat:
        before = heat[-3] if len(heat) > 2 else heat[0]
        trend = _("rising") if heat[-1] > before * 1.1 else _("falling") if heat[-1] < before * 0.9 else _("steady")
        lines.put(_("Posts in the last hour: {count}, {trend}.", count=heat[-1], trend=trend))
    items = desk.feed(PAGE)
    if not items:
        lines.put(_("Nothing is being said yet."))
    for item in items:
        weight = _(" (stands for {count} posts)", count=item.weight) if item.kind == "post" and item.weight > 1 else ""
        lines.put(f"- {show_moment(item.at)} {_.pair(item.who, item.text)}{weight}")


def task_row(lines: Lines, desk: Desk, one: Task) -> str:
    """A task as one line."""
    _ = lines.say
    if one.state == "done":
        return _("done: {label}", label=one.label)
    if one.state == "missed":
        return _("missed: {label}", label=one.label)
    left = desk.sight.span(one.left or 0)
    if one.state == "late":
        return _("LATE: {label}, since {left}", label=one.label, left=left)
    return _("open: {label}, {left} left", label=one.label, left=left)


def tasks(lines: Lines, desk: Desk) -> None:
    """What is due."""
    rows = desk.tasks()
    lines.put(lines.say("Tasks: {count}", count=len(rows)))
    for one in rows:
        lines.put(f"- {task_row(lines, desk, one)}")
        if one.waits:
            lines.put(f"  {one.why}")


def colleagues(lines: Lines, desk: Desk) -> None:
    """The other seats, then the own texts on their way."""
    _ = lines.say
    for row in desk.colleagues():
        notes = [_("has accepted the sheet") if row.accepted else _("has not accepted the sheet")]
        if row.last_word is not None:
            notes.append(_("last word {moment}", moment=show_moment(row.last_word)))
        if row.lead:
            notes.append(_("lead department"))
        if row.waits:
            notes.append(_("you wait for: {what}", what=row.waits))
        lines.put(f"- {_.pair(row.name, _.both(*notes))}")
    for sheet in desk.sheets():
        lines.put(_("Handling sheet {title}: {state}", title=sheet.title, state=sheet.state))
        lines.put(f"  {desk.sight.names(list(sheet.steps))}")
    for draft in desk.drafts():
        lines.put(_("Your text: {form}: {state}", form=draft.form, state=draft.state_label))
        for label, names in (
            (_("agreed"), draft.agreed),
            (_("objected"), draft.objected),
            (_("no answer yet"), draft.silent),
        ):
            if names:
                lines.put(f"  {_.pair(label, desk.sight.names(names))}")
        for line in draft.found:
            lines.put(f"  {line}")
