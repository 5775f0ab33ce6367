"""Weighing: from the marks of a drill to a scorecard. A rule counts once, however often it was asked: its weight is shared by
the parties that it bound, each party's share by the kinds of thing it asked, each kind's by its instances. So many kept
promises outweigh no missed news, and doing a thing fifty times is worth no more than doing it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import Final

from simulator.message.library import Library
from simulator.record import Board, Event, Record
from simulator.rules.rulebook import Rulebook
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Text
from simulator.scoring.caps import caps
from simulator.scoring.conduct import conduct_marks
from simulator.scoring.marks import NO_WORD, WORD_QUALITY, Mark, marks_of
from simulator.scoring.openness import openness
from simulator.scoring.ratings import PROHIBITIONS, rate
from simulator.scoring.scorecard import Dimension, Finding, Outcome, Scorecard, Scores, SeatScore

DIMENSIONS: Final[tuple[Dimension, ...]] = ("timing", "coordination", "message")

NOT_JUDGED: Final = (
    Text(
        en="Wording (aim, clarity, kindness) of texts that follow their ticks: judged by what they cite; own words are read.",
        zh="表述（针对性、清晰度、亲切感）：按勾选内容生成的文字仅按所引用的事实评估；自拟文字逐句判读。",
    ),
    Text(
        en="Answers at a press conference that are ticked, not worded: whether a question got an answer follows from what "
        "the podium knew and could say.",
        zh="发布会上按勾选作答的：是否答复按台上人员掌握且可公开的情况认定。",
    ),
    Text(
        en="Tone (R34, R84): judged only in words whose own text was read; citations have no tone.",
        zh="语气（R34、R84）：仅在判读了文字本身的发布中评估，所引用的事实无语气可言。",
    ),
)


def score(record: Record, scenario: Scenario, rulebook: Rulebook) -> Scorecard:
    """The scorecard of a drill; a pure function of the record and the files that it was started with.

    The team's total is capped by what any seat did, for the public meets one government; a seat's own score only by what
    that seat did. The findings' points add up to the total before a cap. An unfinished drill is scored as far as its duties
    are settled.
    """
    library = Library.of(scenario)
    board = Board.of(record.events)
    marks = marks_of(record.events, board, library, rulebook)
    marks += conduct_marks(record.events, board, library, rulebook)
    capped = caps(record.events, board, library)
    scores, findings = _weigh(marks, rulebook, bool(capped))
    judged = _judged(marks)
    passing = all(_share(scores, dimension) >= 100 * rulebook.pass_share for dimension in judged)
    return Scorecard(
        scores=scores,
        passed=bool(judged) and passing and not capped,
        capped_by=tuple(dict.fromkeys(reason for reason, _ in capped)),
        findings=tuple(_order(findings)),
        seats=tuple(
            _seat_score(seat, party, marks, rulebook, any(who == seat for _, who in capped), scenario, board)
            for seat, party in library.party_of.items()
        ),
        objectives=rate(scenario.objectives, findings, bool(board.words), _unsaid(marks, rulebook)),
        outcome=_outcome(record.events),
        openness=tuple(openness(record.events, library)),
        not_judged=NOT_JUDGED,
    )


def _share(scores: Scores, dimension: Dimension) -> float:
    value: float = getattr(scores, dimension)
    return value


def _judged(marks: Sequence[Mark]) -> list[Dimension]:
    """Dimensions in which something could be earned; the weights of the others fall away."""
    return [d for d in DIMENSIONS if any(mark.dimension == d and not mark.prohibition for mark in marks)]


def _weigh(marks: Sequence[Mark], rulebook: Rulebook, capped: bool) -> tuple[Scores, list[Finding]]:
    """Dimension scores, renormalised over what was asked, and each mark's points of the total.

    Losses by prohibitions take at most what the dimension has won.
    """
    shares: dict[Dimension, float] = dict.fromkeys(DIMENSIONS, 0.0)
    findings: list[Finding] = []
    judged = _judged(marks)
    whole = fsum(getattr(rulebook.weights, dimension) for dimension in judged) or 1.0
    for dimension in judged:
        own = [mark for mark in marks if mark.dimension == dimension]
        weights = _mark_weights(own)
        asked = fsum(weight for mark, weight in zip(own, weights, strict=True) if not mark.prohibition)
        won = fsum(m.credit * w for m, w in zip(own, weights, strict=True) if not m.prohibition)
        lost = -fsum(m.credit * w for m, w in zip(own, weights, strict=True) if m.prohibition)
        taken = min(1.0, won / lost) if lost else 0.0
        shares[dimension] = (won - taken * lost) / asked
        worth = 100 * getattr(rulebook.weights, dimension) / whole / asked
        for mark, weight in zip(own, weights, strict=True):
            findings.append(_finding(mark, worth * weight * (taken if mark.prohibition else 1.0), rulebook))
    total = fsum(getattr(rulebook.weights, dimension) * shares[dimension] for dimension in judged) * 100 / whole
    return (
        Scores(
            total=round(min(total, rulebook.cap) if capped else total, 1),
            timing=round(100 * shares["timing"], 1),
            coordination=round(100 * shares["coordination"], 1),
            message=round(100 * shares["message"], 1),
        ),
        findings,
    )


def _mark_weights(marks: Sequence[Mark]) -> list[float]:
    """The weight of each mark in its dimension; broken prohibitions each carry their own."""
    asked = [mark for mark in marks if not mark.prohibition and not mark.of_words]
    parties: dict[str, list[str]] = {}
    kinds: dict[tuple[str, str], list[str]] = {}
    instances: dict[tuple[str, str, str], int] = {}
    for mark in asked:
        _add(parties.setdefault(mark.rule, []), mark.seat)
        _add(kinds.setdefault((mark.rule, mark.seat), []), mark.key)
        place = (mark.rule, mark.seat, mark.key)
        instances[place] = instances.get(place, 0) + 1
    words = fsum(mark.importance for mark in marks if mark.of_words)
    weights = []
    for mark in marks:
        if mark.prohibition:
            weights.append(mark.importance)
        elif mark.of_words:
            weights.append(mark.importance * WORD_QUALITY / words)
        else:
            sharing = len(parties[mark.rule]) * len(kinds[(mark.rule, mark.seat)])
            weights.append(mark.importance / sharing / instances[(mark.rule, mark.seat, mark.key)])
    return weights


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


def _finding(mark: Mark, worth: float, rulebook: Rulebook) -> Finding:
    rule = rulebook.rule(mark.rule)
    return Finding(
        rule=rule.id,
        citation=rule.citation,
        phrase=rule.zh if rule.zh_status == "V" else None,
        dimension=mark.dimension,
        party=mark.party,
        seat=mark.seat,
        at=mark.at,
        evidence=mark.evidence,
        says=mark.says,
        right=mark.right,
        credit=round(mark.credit, 3),
        points=round(worth * mark.credit, 2),
        possible=0.0 if mark.prohibition else round(worth, 2),
    )


def _order(findings: Iterable[Finding]) -> list[Finding]:
    """The weightiest losses first; then what went well, weightiest first."""
    return sorted(findings, key=lambda f: (round(f.points - f.possible, 2), -f.points, f.rule, f.seat, f.at))


def _seat_score(
    seat: str, party: str, marks: Sequence[Mark], rulebook: Rulebook, capped: bool, scenario: Scenario, board: Board
) -> SeatScore:
    own = [mark for mark in marks if mark.seat == seat]
    scores, findings = _weigh(own, rulebook, capped)
    spoke = any(word.seat == seat for word in board.words)
    rated = rate(scenario.objectives, findings, spoke, _unsaid(own, rulebook))
    return SeatScore(seat=seat, party=party, scores=scores, judged=tuple(_judged(own)), objectives=rated)


def _unsaid(marks: Sequence[Mark], rulebook: Rulebook) -> list[str]:
    """Rules about what words have to be like, where words were due of somebody and none came of anybody."""
    words = [mark for mark in marks if mark.of_words]
    if not words or any(mark.key != NO_WORD for mark in words):
        return []
    return [rule.id for rule in rulebook.rules.values() if rule.judged_by == "message" and rule.id not in PROHIBITIONS]


def _outcome(events: Sequence[Event]) -> Outcome:
    closing = next((event for event in reversed(events) if event.kind == "drill_closed"), None)
    values = closing.data["outcome"] if closing else {}
    horizon = {f"{name}_after": values.get(name, 0) for name in ("trust", "accuracy")}
    return Outcome(**{name: values.get(name, horizon.get(name, 0)) / 1000 for name in Outcome.model_fields})
