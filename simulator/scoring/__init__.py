"""The judgement of a drill: ``score(record, scenario, rulebook)`` weighs what the record says into a scorecard."""

from simulator.scoring.scorecard import Finding, OpennessRow, Outcome, Scorecard, Scores, SeatScore
from simulator.scoring.weigh import DIMENSIONS, score

__all__ = [
    "DIMENSIONS",
    "Finding",
    "OpennessRow",
    "Outcome",
    "Scorecard",
    "Scores",
    "SeatScore",
    "score",
]
