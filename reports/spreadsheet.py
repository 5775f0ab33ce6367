"""Tables for spreadsheets as CSV. What people wrote may look like a formula, and a spreadsheet would run it: such a cell gets
an apostrophe in front, by which every spreadsheet takes it for text. Numbers of our own stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from reports.literal import visible

BOM: Final = "\ufeff"
"""What a file begins with so that a Chinese spreadsheet reads it as UTF-8."""
STARTS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula may begin with, full-width signs too, which some spreadsheets take alike."""

Cell = str | int | float | None


def cell(value: Cell) -> str | int | float:
    """A value as it may stand in a spreadsheet; None is an empty cell."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = visible(value.replace("\r\n", "\n").replace("\t", " "))
    return f"'{text}" if text.lstrip().startswith(STARTS) else text


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows under their head as CSV, every line ended as RFC 4180 says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(name) for name in head])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
