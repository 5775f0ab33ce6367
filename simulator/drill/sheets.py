"""Opening the opinion-handling sheet, by whoever brings the matter first, and which step may follow which (OFFICIAL_RULES 2.6):
nobody takes or passes on a sheet that is not open, none is closed before the public has had an answer, and a closed one is
reviewed, once. What the public is told is never refused here: an organ can always speak, and put right what it said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.drill.refusal import require

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def open_sheet(drill: Drill, strand: str, by: str, how: str) -> None:
    """Open the sheet of a strand; nothing happens if it is open. ``by`` is the seat, or empty for the outside."""
    if strand not in drill.board.sheets:
        drill.emit("sheet_opened", by, strand=strand, how=how, to=list(drill.desks))


def reopen_sheet(drill: Drill, strand: str) -> None:
    """A matter that changes after its sheet was closed is on the desks again; no clock starts anew (C7, I11)."""
    sheet = drill.board.sheets.get(strand)
    if sheet is not None and sheet.closed is not None:
        drill.emit("sheet_reopened", "", strand=strand, to=list(drill.desks))


def on_open_sheet(drill: Drill, strand: str, rule: str) -> None:
    """Refuse a step for which the sheet of a strand has to be there and open."""
    require(strand in drill.board.sheets, f"there is no handling sheet yet ({rule})", f"目前还没有舆情处置单（{rule}）")
    not_closed(drill, strand, rule)


def not_closed(drill: Drill, strand: str, rule: str) -> None:
    """Refuse a step that a closed sheet no longer takes."""
    sheet = drill.board.sheets.get(strand)
    require(
        sheet is None or sheet.closed is None,
        f"the handling sheet is closed; it can only be reviewed ({rule})",
        f"舆情处置单已办结，只能复盘（{rule}）",
    )


def may_be_closed(drill: Drill, strand: str) -> None:
    """Refuse to close a sheet that is not open, or before anything was published in its strand."""
    sheet = drill.board.sheets.get(strand)
    require(
        sheet is not None and sheet.closed is None,
        "there is no open handling sheet (R60)",
        "没有未办结的舆情处置单（R60）",
    )
    require(
        any(word.strand == strand for word in drill.board.words),
        "nothing has been published on it yet; a sheet is closed after the public has its answer (R26, R60)",
        "尚未公开回应，回应公众之后方可办结（R26、R60）",
    )


def may_be_reviewed(drill: Drill, strand: str) -> None:
    """Refuse to review what is not closed, and to review it twice."""
    sheet = drill.board.sheets.get(strand)
    require(
        sheet is not None and sheet.closed is not None,
        "a handling sheet is reviewed once it is closed (R60, R86)",
        "舆情处置单办结后方可复盘（R60、R86）",
    )
    require(
        sheet is not None and sheet.reviewed is None,
        "the handling sheet has been reviewed (R86)",
        "舆情处置单已经复盘（R86）",
    )
