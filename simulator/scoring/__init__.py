"""The judgement of a drill: ``score(record, scenario, rulebook)`` weighs what the record says into a scorecard."""

from simulator.scoring.beside import Beside, beside
from simulator.scoring.scorecard import (
    Finding,
    ObjectiveRating,
    OpennessRow,
    Outcome,
    Rating,
    Scorecard,
    Scores,
    SeatScore,
)
from simulator.scoring.weigh import DIMENSIONS, score

__all__ = [
    "DIMENSIONS",
    "Beside",
    "Finding",
    "ObjectiveRating",
    "OpennessRow",
    "Outcome",
    "Rating",
    "Scorecard",
    "Scores",
    "SeatScore",
    "beside",
    "score",
]
