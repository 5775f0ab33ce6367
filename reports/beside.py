"""A drill beside its reference play, as rows that page, screen and lines all show: scores of the team and of the seats that are
played otherwise, ratings of the objectives, and what became of the public.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reports.labels import labels
from reports.names import Names
from simulator.scoring.beside import Beside
from simulator.scoring.scorecard import ObjectiveRating, Scorecard, Scores, SeatScore

FIELDS: Final = ("total", "timing", "coordination", "message")
NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of both plays, ready to be shown."""

    label: str
    own: str
    reference: str
    difference: str
    """This drill less the reference; empty where nothing can be subtracted."""


def beside_rows(card: Scorecard, compared: Beside, names: Names) -> list[tuple[str, list[Row]]]:
    """Titles, each with its rows."""
    t = labels(names.language)
    parts = [(t["team"], [*_scores(card.scores, compared.scores, None, t), _verdict(card, compared, t)])]
    for other in compared.seats:
        own = next(seat for seat in card.seats if seat.seat == other.seat)
        parts.append((f"{t['seat_alone']}{t['colon']}{names.seat(other.seat)}", _seat(own, other, t)))
    if card.objectives:
        parts.append((t["goals"], list(_goals(card.objectives, compared.objectives, names))))
    shares = [
        _figure(
            t[name], 100 * getattr(card.outcome, name), 100 * getattr(compared.outcome, name), names.pick(" %", "%")
        )
        for name in type(card.outcome).model_fields
    ]
    parts.append((t["outcome"], shares))
    return parts


def _scores(own: Scores, other: Scores, judged: Iterable[str] | None, t: dict[str, str]) -> list[Row]:
    fields = [name for name in FIELDS if judged is None or name == "total" or name in judged]
    return [_figure(t[name], getattr(own, name), getattr(other, name)) for name in fields]


def _seat(own: SeatScore, other: SeatScore, t: dict[str, str]) -> list[Row]:
    """A dimension that only one of the plays asked something in has a dash in the other."""
    rows = []
    for name in FIELDS:
        here = getattr(own.scores, name) if name == "total" or name in own.judged else None
        there = getattr(other.scores, name) if name == "total" or name in other.judged else None
        if here is not None and there is not None:
            rows.append(_figure(t[name], here, there))
        elif here is not None or there is not None:
            rows.append(Row(t[name], _shown(here), _shown(there), ""))
    return rows


def _shown(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


def _figure(label: str, own: float, other: float, unit: str = "") -> Row:
    difference = round(own, 1) - round(other, 1)
    signed = "0.0" if abs(difference) < 0.05 else f"{difference:+.1f}".replace("-", "\u2212")
    return Row(label, f"{own:.1f}{unit}", f"{other:.1f}{unit}", signed)


def _verdict(card: Scorecard, compared: Beside, t: dict[str, str]) -> Row:
    def said(passed: bool, capped: tuple[str, ...]) -> str:
        verdict = t["passed"] if passed else t["failed"]
        return f"{verdict}{t['comma']}{t['capped_short']}" if capped else verdict

    return Row(
        t["judged_as"],
        said(card.passed, card.capped_by),
        said(compared.passed, compared.capped_by),
        "",
    )


def _goals(own: Iterable[ObjectiveRating], other: Iterable[ObjectiveRating], names: Names) -> Iterable[Row]:
    for here, there in zip(own, other, strict=True):
        yield Row(names.text(here.text), here.rating or NOTHING, there.rating or NOTHING, "")
