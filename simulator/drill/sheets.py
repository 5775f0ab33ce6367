"""Opening the opinion-handling sheet, by whoever brings the matter first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def open_sheet(drill: Drill, strand: str, by: str, how: str) -> None:
    """Open the sheet of a strand; nothing happens if it is open. ``by`` is the seat, or empty for the outside."""
    if strand not in drill.board.sheets:
        drill.emit("sheet_opened", by, strand=strand, how=how, to=list(drill.desks))
