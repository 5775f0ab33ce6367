"""Reading a mixing matrix of one's own: rows of numbers in YAML or CSV, checked before anything runs. Row g' says which
share of the readings of that segment's posts falls to each segment.
"""

from __future__ import annotations

import csv
from math import isfinite
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from simulator.errors import BadInputError, NotFoundError, Problem, UsageError
from simulator.opinion.channels import SEGMENTS
from simulator.opinion.elementary import Array

MOST_BYTES: Final = 100_000
_ROW: Final = 1e-6


def read_matrix(path: Path) -> Array:
    """The matrix [G, G] of a file, G at most the number of segments.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it is no square matrix of finite shares whose rows sum to 1.
    """
    if not path.is_file():
        raise NotFoundError(f"there is no file {path}; write a matrix as rows of numbers, in YAML or CSV")
    rows = _rows(path)
    size = len(rows)
    if not 1 <= size <= len(SEGMENTS):
        raise _bad(path, "", f"has {size} rows", f"give 1 to {len(SEGMENTS)}, one for each segment of the public")
    for place, row in enumerate(rows, 1):
        if len(row) != size:
            raise _bad(path, f"row {place}", f"has {len(row)} numbers", f"give {size}, as many as there are rows")
        for number in row:
            if not (isfinite(number) and number >= 0.0):
                raise _bad(path, f"row {place}", f"holds {number:g}", "every share must be finite and 0 or more")
        if abs(sum(row) - 1.0) > _ROW:
            right = "divide each row by its sum, and put a common factor into --n"
            raise _bad(path, f"row {place}", f"sums to {sum(row):.6g}, not to 1", right)
    return np.array(rows)


def check_branching(n: float) -> float:
    """A branching ratio that the crowd takes; UsageError otherwise."""
    if not (isfinite(n) and 0.0 <= n <= 5.0):
        raise UsageError(
            f"a branching ratio of {n:g} makes no crisis; give --n a number from 0 to 5 (crises: 1.2 to 1.5)"
        )
    return n


def _rows(path: Path) -> list[list[float]]:
    """Rows of numbers, as they stand in the file."""
    if path.stat().st_size > MOST_BYTES:
        raise _bad(path, "", f"is longer than {MOST_BYTES:,} bytes", "a matrix of the public's segments is short")
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".csv":
            plain: Any = [row for row in csv.reader(text.splitlines()) if row]
        else:
            plain = yaml.safe_load(text)
    except (UnicodeDecodeError, yaml.YAMLError, csv.Error) as error:
        reason = str(error).splitlines()[0]
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f"line {mark.line + 1}"
        raise _bad(path, where, f"cannot be read ({reason})", "write rows of numbers, in YAML or CSV") from None
    if not isinstance(plain, list) or not all(isinstance(row, list) for row in plain):
        raise _bad(path, "", "is no list of rows", "write one row of numbers for each segment")
    return [[_number(path, place, cell) for cell in row] for place, row in enumerate(plain, 1)]


def _number(path: Path, row: int, cell: object) -> float:
    if isinstance(cell, str | int | float) and not isinstance(cell, bool):
        try:
            return float(cell)
        except (ValueError, OverflowError):
            pass
    raise _bad(path, f"row {row}", f"holds {str(cell)[:40]!r}", "write numbers only")


def _bad(path: Path, field: str, wrong: str, right: str) -> BadInputError:
    return BadInputError([Problem(str(path), None, field, wrong, right)])
