"""The trainee's desk: what a seat sees and can do, in words, for any face. It needs a link and a scenario and knows neither
engine nor terminal; the Textual screens and the plain line mode are two faces of it.
"""

from __future__ import annotations

from tui.desk.desk import Desk
from tui.desk.handling import SheetRow
from tui.desk.kinds import (
    Belief,
    Choice,
    Chosen,
    ClaimRow,
    ColleagueRow,
    DraftRow,
    FactRow,
    FeedItem,
    Judged,
    Need,
    Offer,
    Outcome,
    Paper,
    Parts,
    Scales,
    Task,
)

__all__ = [
    "Belief",
    "Choice",
    "Chosen",
    "ClaimRow",
    "ColleagueRow",
    "Desk",
    "DraftRow",
    "FactRow",
    "FeedItem",
    "Judged",
    "Need",
    "Offer",
    "Outcome",
    "Paper",
    "Parts",
    "Scales",
    "SheetRow",
    "Task",
]
