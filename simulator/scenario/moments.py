"""Moments and durations as people write them in files: ``T+05:30``, ``T-00:40``, ``2h30m``. Inside Podium both are whole
simulated seconds; a moment counts from T+0, the first public appearance or occurrence of the crisis (DESIGN section 3).
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

MINUTE = 60
HOUR = 3600
DAY = 86400

_MOMENT = re.compile(r"T([+-])(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
_DURATION = re.compile(r"(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")


def parse_moment(text: object) -> int:
    """Seconds from T+0 of a moment such as ``T+05:30`` (hours and minutes, optionally seconds).

    Raises:
        ValueError: the text is not a moment.
    """
    found = _MOMENT.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("is not a moment; write hours and minutes from T+0, such as T+05:30 or T-00:40")
    sign, hours, minutes, seconds = found.groups()
    value = int(hours) * HOUR + int(minutes) * MINUTE + int(seconds or 0)
    return -value if sign == "-" else value


def parse_duration(text: object) -> int:
    """Seconds of a duration such as ``2h30m``, ``45m`` or ``1d``.

    Raises:
        ValueError: the text is not a duration, or is empty.
    """
    found = _DURATION.fullmatch(text) if isinstance(text, str) and text else None
    if found is None:
        raise ValueError("is not a duration; write for example 2h30m, 45m or 1d")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return days * DAY + hours * HOUR + minutes * MINUTE + seconds


def show_moment(at: int) -> str:
    """A moment as people read it: ``T+05:30``; seconds are shown only where they are not zero."""
    sign, rest = ("-", -at) if at < 0 else ("+", at)
    hours, rest = divmod(rest, HOUR)
    minutes, seconds = divmod(rest, MINUTE)
    return f"T{sign}{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def show_duration(seconds: int) -> str:
    """A duration as people read it: ``2h30m``, ``45m``, ``20s``."""
    hours, rest = divmod(seconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    parts = [f"{hours}h"] * (hours > 0) + [f"{minutes}m"] * (minutes > 0) + [f"{rest}s"] * (rest > 0)
    return "".join(parts) or "0m"


Moment = Annotated[
    int,
    BeforeValidator(lambda value: value if type(value) is int else parse_moment(value)),
    WithJsonSchema({"type": "string", "pattern": r"^T[+-]\d{1,4}:[0-5]\d(:[0-5]\d)?$", "examples": ["T+05:30"]}),
]
"""Whole seconds from T+0; written ``T+05:30``. Whole seconds are taken too, for records and scripts made by programs."""

Duration = Annotated[
    int,
    BeforeValidator(lambda value: value if type(value) is int else parse_duration(value)),
    WithJsonSchema({"type": "string", "pattern": r"^(\d+d)?(\d+h)?(\d+m)?(\d+s)?$", "examples": ["2h30m"]}),
]
"""Whole seconds; written ``2h30m``."""
