"""What the desk's tabs show: each turns what the desk says into rows, and a row into its detail. Nothing here decides or
remembers anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from simulator.scenario.moments import show_moment
from tui.desk.names import CLAIM_STATES, FACT_STATES
from tui.locale import Translator
from tui.widgets.literal import Part, joined, lines, literal
from tui.widgets.rows import Row

if TYPE_CHECKING:
    from tui.desk import ClaimRow, ColleagueRow, Desk, DraftRow, FactRow, FeedItem, Paper, SheetRow, Task

FEED: Final = 40
"""Entries of the feed that are kept."""
CURVES: Final = 4
"""Claims whose belief is drawn; the widest believed."""
STRIP: Final = 4
"""Tasks shown under the list."""


def tabs(desk: Desk, tr: Translator, *, public: bool) -> list[tuple[str, str]]:
    """The tabs with their labels, and how much waits in each."""
    waiting = sum(1 for paper in desk.inbox() if paper.needs_reply and not paper.answered)
    due = sum(1 for task in desk.tasks() if task.waits)
    named = [
        ("papers", _counted(tr("Papers"), waiting)),
        ("tasks", _counted(tr("Tasks"), due)),
        ("facts", tr("Facts")),
        ("claims", _counted(tr("Claims"), len(desk.claims()))),
        ("people", tr("People")),
        ("drafts", _counted(tr("Drafts"), len([row for row in desk.drafts() if row.state != "published"]))),
        ("who", tr("Who")),
        ("sheets", tr("Sheets")),
    ]
    return [*named, ("public", tr("Public"))] if public else named


def _counted(label: str, count: int) -> str:
    return f"{label} {count}" if count else label


def rows(desk: Desk, tab: str, tr: Translator) -> list[Row]:
    """The rows of a tab."""
    if tab == "papers":
        return [_paper(desk, paper, tr) for paper in desk.inbox()]
    if tab == "tasks":
        return [_task(desk, task, tr) for task in desk.tasks()]
    if tab == "facts":
        return [_fact(row, tr) for row in desk.facts()]
    if tab == "claims":
        return [_claim(row, tr) for row in desk.claims()]
    if tab == "people":
        return [_colleague(row, tr) for row in desk.colleagues()]
    if tab == "drafts":
        return [_draft(row) for row in desk.drafts()]
    if tab == "sheets":
        return [_sheet(row, tr) for row in desk.sheets()]
    return [Row(f"line-{number}", line) for number, line in enumerate(desk.responsibility())]


def left(desk: Desk, seconds: int, tr: Translator) -> str:
    """A countdown in words."""
    time = desk.sight.span(seconds)
    return tr("{time} left", time=time) if seconds >= 0 else tr("LATE by {time}", time=time)


def _paper(desk: Desk, paper: Paper, tr: Translator) -> Row:
    notes = [paper.sender, show_moment(paper.at // 60 * 60)]
    if paper.answered:
        notes.append(tr("answered"))
    elif paper.due is not None:
        notes.append(left(desk, paper.due - desk.now, tr))
    elif paper.needs_reply:
        notes.append(tr("wants an answer"))
    waits = paper.needs_reply and not paper.answered
    mark = ("!" if waits else "") + (f" {tr('ORDER')}" if paper.is_order else "")
    title = tr.pair(paper.form, paper.title) if paper.title else paper.form
    return Row(paper.id, title, " · ".join(filter(None, notes)), mark.strip(), strong=waits)


def _task(desk: Desk, task: Task, tr: Translator) -> Row:
    if task.state == "done":
        note = tr("done")
    elif task.state == "missed":
        note = tr("missed")
    elif task.left is not None:
        note = left(desk, task.left, tr)
    else:
        note = tr("no limit")
    return Row(task.id, task.label, note, "!" if task.state == "late" else "", strong=task.waits)


def _fact(row: FactRow, tr: Translator) -> Row:
    notes = [tr(FACT_STATES[row.status]), row.owner]
    if row.since is not None:
        notes.append(tr("since {moment}", moment=show_moment(row.since // 60 * 60)))
    title = tr.pair(row.label, row.value) if row.value else row.label
    mark = {"known": "", "public": "", "stale": "!", "withheld": "×", "pending": "?"}[row.status]
    return Row(row.slot, title, " · ".join(filter(None, notes)), mark)


def _claim(row: ClaimRow, tr: Translator) -> Row:
    notes = [tr(CLAIM_STATES[row.status]), row.answered or tr("nobody has answered it")]
    return Row(row.claim, f"“{row.says}”", " · ".join(notes), "?" if row.status == "unverified" else "")


def _colleague(row: ColleagueRow, tr: Translator) -> Row:
    notes = [tr("has accepted the sheet") if row.accepted else tr("has not accepted the sheet")]
    if row.last_word is not None:
        notes.append(tr("spoke at {moment}", moment=show_moment(row.last_word // 60 * 60)))
    if row.waits:
        notes.append(row.waits)
    return Row(row.seat, row.name, " · ".join(notes), tr("LEAD") if row.lead else "")


def _draft(row: DraftRow) -> Row:
    return Row(row.ref, row.form, row.state_label, strong=row.state in ("approved", "returned"))


def _sheet(row: SheetRow, tr: Translator) -> Row:
    """A strand's sheet with how far it has come, and when this seat last saw it move."""
    moved = [tr("moved at {moment}", moment=show_moment(row.history[-1][0] // 60 * 60))] if row.history else []
    return Row(row.strand, row.title, " · ".join([row.state, *moved]))


def detail(desk: Desk, tab: str, current: str | None, tr: Translator) -> Content:
    """What there is to know about the row under the cursor."""
    if current is None:
        return Content("")
    if tab == "papers":
        paper = next((paper for paper in desk.inbox() if paper.id == current), None)
        return document(desk, paper, tr) if paper else Content("")
    if tab == "tasks":
        task = next((task for task in desk.tasks() if task.id == current), None)
        return literal(task.why) if task else Content("")
    if tab == "drafts":
        draft = next((row for row in desk.drafts() if row.ref == current), None)
        return _draft_detail(draft, tr) if draft else Content("")
    if tab == "sheets":
        sheet = next((row for row in desk.sheets() if row.strand == current), None)
        return course(sheet, tr) if sheet else Content("")
    if tab == "who":
        return literal(tr("Enter, or F12: the handling sheet of each strand, and how far it has come."))
    return _means(desk, tab, current, tr)


def _means(desk: Desk, tab: str, current: str, tr: Translator) -> Content:
    """The ground of a withheld fact, and what can be done about a row."""
    parts: list[Part] = []
    fact = next((row for row in desk.facts() if row.slot == current), None) if tab == "facts" else None
    if fact is not None and fact.ground:
        parts.append(tr.pair(tr("Ground"), f"{fact.ground}\n"))
    if tab in ("facts", "claims", "people"):
        offers = [offer for offer in desk.offers() if current in offer.about.split()]
        parts += [f"- {offer.label}\n" for offer in offers]
        if offers:
            parts.insert(0, (f"{tr('Enter: what you can do about it')}\n", "bold"))
    return joined(*parts)


def _draft_detail(row: DraftRow, tr: Translator) -> Content:
    parts: list[Part] = [f"{row.text}\n"]
    for label, names in ((tr("Agreed"), row.agreed), (tr("Objected"), row.objected), (tr("No answer yet"), row.silent)):
        if names:
            parts.append(tr.pair(label, f"{tr.both(*names)}\n"))
    parts += [(f"{line}\n", "bold" if number == 0 else "") for number, line in enumerate(row.found)]
    return joined(*parts)


def course(row: SheetRow, tr: Translator) -> Content:
    """How far a sheet has come, then its steps, one a line, with whose doing each was."""
    parts: list[Part] = [(f"{tr.pair(tr('It has come to'), row.state)}\n", "bold")]
    for at, step, who in row.history:
        parts.append(f"{show_moment(at // 60 * 60)}  {tr.pair(step, who) if who else step}\n")
    return joined(*parts)


def document(desk: Desk, paper: Paper, tr: Translator) -> Content:
    """A paper in its own form."""
    parts: list[Part] = [(paper.form, "bold"), f"    {show_moment(paper.at // 60 * 60)}\n"]
    if paper.title:
        parts.append((f"{paper.title}\n", "bold"))
    if paper.sender:
        parts.append(tr.pair(tr("From"), f"{paper.sender}\n"))
    parts.append(f"\n{paper.body}\n")
    if paper.question and paper.question not in paper.body:
        parts.append((f"\n{paper.question}\n", "italic"))
    if paper.answered:
        parts.append((f"\n{tr('Answered.')}", "bold"))
    elif paper.due is not None:
        due = tr.pair(tr("Answer expected"), left(desk, paper.due - desk.now, tr))
        parts.append((f"\n{due}", "bold"))
    return joined(*parts)


def strip(desk: Desk, tr: Translator) -> Content:
    """The next tasks with their countdowns, and what the own desk works on."""
    shown = []
    for task in [task for task in desk.tasks() if task.waits][:STRIP]:
        due = left(desk, task.left, tr) if task.left is not None else tr("no limit")
        shown.append(joined((due, "bold"), f"  {task.label}"))
    busy = desk.busy()
    if busy:
        shown.append(joined((tr("{who}: ", who=tr("Your desk")), "bold"), " · ".join(busy)))
    return lines(*shown) if shown else literal(tr("Nothing is due."))


def public(
    desk: Desk, tr: Translator
) -> tuple[list[Content], tuple[str, Sequence[int]], list[tuple[str, tuple[int, ...]]]]:
    """Feed, heat and beliefs for the public's pane."""
    entries = [_entry(item, tr) for item in desk.feed(FEED)]
    beliefs = sorted(desk.beliefs(), key=lambda belief: -belief.percent)[:CURVES]
    curves = [(tr("believe: {claim}", claim=belief.name), belief.series) for belief in beliefs]
    return entries or [literal(tr("All quiet."))], (tr("Posts per hour"), desk.heat()), curves


def _entry(item: FeedItem, tr: Translator) -> Content:
    kind = {
        "post": "",
        "word": tr("OFFICIAL"),
        "body": tr("OTHER BODY"),
        "claim": tr("CLAIM"),
        "truth": tr("CAME OUT"),
        "question": tr("QUESTION"),
        "lead": tr("LEAD"),
        "media": tr("MEDIA"),
        "hotline": tr("HOTLINE"),
    }[item.kind]
    parts: list[Part] = [(tr("{moment} ", moment=show_moment(item.at // 60 * 60)), "dim")]
    if kind:
        parts.append((tr("[{kind}] ", kind=kind), "bold"))
    if item.who and item.kind not in ("claim", "truth", "hotline"):
        parts.append((tr("{who}: ", who=item.who), "bold"))
    parts.append(item.text)
    if item.weight > 1:
        parts.append((tr(" (×{count})", count=item.weight), "dim"))
    return joined(*parts)
