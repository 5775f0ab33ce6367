"""Weighing: from the duties that a drill recorded and the readings of its words to a scorecard. Nothing is judged here that
the events do not already say; this room only decides how much each point counts (DESIGN section 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from simulator.message.library import Library
from simulator.record import Board, Event, Record, Word
from simulator.rules.rulebook import Rulebook
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Text
from simulator.scoring.caps import caps
from simulator.scoring.openness import openness
from simulator.scoring.scorecard import Dimension, Finding, Outcome, Scorecard, Scores, SeatScore

DIMENSIONS: Final[tuple[Dimension, ...]] = ("timing", "coordination", "message")

IMPORTANCE: Final = {
    "R25": 4.0,
    "R01": 4.0,
    "R26": 3.0,
    "R24": 4.0,
    "R70": 4.0,
    "R81": 2.0,
    "R10": 2.0,
    "R13": 2.0,
    "R59": 2.0,
    "R04": 2.0,
    "R11": 2.0,
    "R22": 4.0,
    "R29": 5.0,
    "R20": 2.0,
    "R30": 2.0,
    "R77": 4.0,
    "R78": 4.0,
    "R79": 4.0,
}
"""How much a rule counts against another of its dimension; 1 where nothing stands here (assumption)."""

WORD_QUALITY: Final = 8.0
"""How much the quality of the words counts in the message dimension, beside its rules (assumption)."""

_CRITERION_RULE: Final = {
    "concerns": "R29",
    "evidence": "R31",
    "known_unknown": "R30",
    "action": "R32",
    "rumour": "R20",
    "consistency": "R11",
    "updates": "R26",
}

_NOT_JUDGED: Final = (
    Text(
        en="Wording (aim, clarity, kindness): the words themselves are not read yet; a word is judged by what it cites.",
        zh="表述（针对性、清晰度、亲切感）：尚未判读文字本身，仅按所引用的事实评估。",
    ),
    Text(
        en="Answers at a press conference in the speaker's own words: whether a question got an answer follows from what "
        "the podium knew and could say.",
        zh="发布会现场的具体措辞：是否答复按台上人员掌握且可公开的情况认定。",
    ),
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One point to weigh, before its weight is known."""

    rule: str
    dimension: Dimension
    importance: float
    party: str
    seat: str
    at: int
    evidence: tuple[int, ...]
    says: Text
    right: Text | None
    credit: float
    of_words: bool = False
    """The quality of a single word, not a rule kept or broken in the drill's course."""

    @property
    def prohibition(self) -> bool:
        """A broken prohibition can only lose."""
        return self.credit < 0


def score(record: Record, scenario: Scenario, rulebook: Rulebook) -> Scorecard:
    """The scorecard of a drill; a pure function of the record and the files that it was started with.

    An unfinished drill is scored as far as its duties are settled.
    """
    library = Library.of(scenario)
    board = Board.of(record.events)
    marks = _duty_marks(record, rulebook) + _word_marks(board, library, rulebook) + _concern_marks(board, library)
    capped = caps(record.events, board, library)
    scores, findings = _weigh(marks, rulebook, [reason for reason, _ in capped])
    return Scorecard(
        scores=scores,
        passed=not capped and all(_dimension(scores, d) >= 100 * rulebook.pass_share for d in DIMENSIONS),
        capped_by=tuple(dict.fromkeys(reason for reason, _ in capped)),
        findings=tuple(_order(findings)),
        seats=tuple(
            _seat_score(seat, party, marks, rulebook, [reason for reason, who in capped if who == seat])
            for seat, party in library.party_of.items()
        ),
        outcome=_outcome(record.events),
        openness=tuple(openness(record.events, library)),
        not_judged=_NOT_JUDGED,
    )


def _dimension(scores: Scores, dimension: Dimension) -> float:
    value: float = getattr(scores, dimension)
    return value


def _duty_marks(record: Record, rulebook: Rulebook) -> list[_Mark]:
    marks = []
    for event in record.of_kind("duty_met", "duty_missed"):
        data = event.data
        rule = rulebook.rule(data["rule"])
        if rule.judged_by == "programme":
            continue
        right = data["right"]
        marks.append(
            _Mark(
                rule=rule.id,
                dimension=rule.judged_by,
                importance=IMPORTANCE.get(rule.id, 1.0),
                party=data["party"],
                seat=event.seat,
                at=event.at,
                evidence=(*data["evidence"], event.seq),
                says=Text.model_validate(data["says"]),
                right=None if right is None else Text.model_validate(right),
                credit=data["credit"] / 1000,
            )
        )
    return marks


def _obliged(board: Board, library: Library) -> list[tuple[str, str]]:
    """(seat, strand) of every department that had to answer."""
    pairs = []
    for strand in library.scenario.strands:
        if strand.id in board.responsibility:
            pairs += [(library.seat_of[p], strand.id) for p in strand.departments if p in library.seat_of]
    return pairs


def _covering(board: Board, library: Library, seat: str, strand: str) -> list[Word]:
    """Words by which a department answered: its own, or else those that a lead or a podium spoke for it too."""
    own = [word for word in board.words if word.seat == seat and word.strand == strand]
    if own:
        return own
    party = library.party_of[seat]
    return [
        word
        for word in board.words
        if word.strand == strand and (seat in word.attendees or party in word.message.credits)
    ]


def _word_marks(board: Board, library: Library, rulebook: Rulebook) -> list[_Mark]:
    """The quality of the words: each department's words by their novelty; none where an answer was due is 0."""
    marks = []
    for seat, strand in _obliged(board, library):
        words = _covering(board, library, seat, strand)
        party = library.party_of[seat]
        if not words:
            marks.append(
                _Mark(
                    "R28", "message", WORD_QUALITY, party, seat, board.now, (),
                    Text(en="no official word where one was due", zh="应当回应而没有任何权威信息"),
                    Text(en="answer the concern in a form that fits its grade", zh="以与等级相称的形式回应关切"),
                    0.0, of_words=True,
                )
            )  # fmt: skip
            continue
        weights = [max(0.2, word.reading["novelty"] / 1000) for word in words]
        for word, weight in zip(words, weights, strict=True):
            marks.append(_word_mark(word, seat, party, WORD_QUALITY * weight / sum(weights)))
    return marks


def _word_mark(word: Word, seat: str, party: str, importance: float) -> _Mark:
    reading = word.reading
    weak = [name for name, level in reading["criteria"].items() if level is not None and level < 2]
    rule = next((_CRITERION_RULE[name] for name in weak if reading["criteria"][name] == 0), None)
    rule = rule or (_CRITERION_RULE[weak[0]] if weak else "R29")
    gates = ", ".join(reading["gates"])
    return _Mark(
        rule=rule,
        dimension="message",
        importance=importance,
        party=party,
        seat=seat,
        at=word.at,
        evidence=(word.seq,),
        says=Text(
            en=f"{word.message.form}: {reading['score']} of 100" + (f"; gates: {gates}" if gates else ""),
            zh=f"{FORM_ZH[word.message.form]}：{reading['score']}分" + (f"；触发红线：{gates}" if gates else ""),
        ),
        right=None
        if not weak
        else Text(en="stronger in: " + ", ".join(weak), zh="需加强：" + "、".join(CRITERION_ZH[name] for name in weak)),
        credit=reading["score"] / 100,
        of_words=True,
    )


FORM_ZH: Final = {
    "statement": "情况通报",
    "update": "续报",
    "social": "新媒体发布",
    "rebuttal": "辟谣",
    "correction": "更正",
    "interpretation": "专家解读",
    "reply": "答复",
    "conference": "新闻发布会",
}
"""Forms of an official word in Chinese."""

CRITERION_ZH: Final = {
    "concerns": "回应关切",
    "evidence": "言之有据",
    "known_unknown": "已知与未知",
    "action": "行动指引",
    "rumour": "回应传言",
    "consistency": "口径一致",
    "updates": "后续发布",
}
"""Criteria of a reading in Chinese."""


def _concern_marks(board: Board, library: Library) -> list[_Mark]:
    """R29: of the concerns in a department's remit, the share by weight that some official word answered."""
    answered = [concern for word in board.words for concern in word.reading["concerns"]]
    marks = []
    for seat, _ in _obliged(board, library):
        party = library.party_of[seat]
        own = [*library.slots_owned_by(party), *library.disposals_owned_by(seat)]
        remit = [c for c in library.concerns.values() if any(element in own for element in c.answered_by)]
        if not remit:
            continue
        weight = sum(concern.weight for concern in remit)
        missing = [concern for concern in remit if concern.id not in answered]
        marks.append(
            _Mark(
                rule="R29",
                dimension="message",
                importance=IMPORTANCE["R29"],
                party=party,
                seat=seat,
                at=board.now,
                evidence=(),
                says=Text(
                    en=f"{len(remit) - len(missing)} of {len(remit)} concerns in its remit were answered",
                    zh=f"职责范围内的{len(remit)}项关切已回应{len(remit) - len(missing)}项",
                ),
                right=None
                if not missing
                else Text(
                    en="still open: " + " / ".join(concern.ask.en for concern in missing),
                    zh="尚未回应：" + "／".join(concern.ask.zh for concern in missing),
                ),
                credit=1 - sum(concern.weight for concern in missing) / weight,
            )
        )
    return marks


def _weigh(marks: Sequence[_Mark], rulebook: Rulebook, capped: Sequence[str]) -> tuple[Scores, list[Finding]]:
    """Dimension scores, renormalised over what was asked, and each mark's points of the total."""
    shares: dict[Dimension, float] = {}
    findings: list[Finding] = []
    judged = [d for d in DIMENSIONS if any(m.dimension == d and not m.prohibition for m in marks)]
    whole = sum(getattr(rulebook.weights, d) for d in judged) or 1.0
    for dimension in judged:
        own = [mark for mark in marks if mark.dimension == dimension]
        weights = _mark_weights(own)
        total = sum(weight for mark, weight in zip(own, weights, strict=True) if not mark.prohibition)
        worth = 100 * getattr(rulebook.weights, dimension) / whole / total
        won = sum(mark.credit * weight for mark, weight in zip(own, weights, strict=True))
        shares[dimension] = max(0.0, min(1.0, won / total))
        findings += [_finding(m, w * worth, rulebook) for m, w in zip(own, weights, strict=True)]
    total_score = sum(getattr(rulebook.weights, d) * shares[d] for d in judged) * 100 / whole
    if not any(mark.dimension == "message" and mark.credit > 0 for mark in marks):
        shares["message"] = 0.0
    if capped:
        total_score = min(total_score, rulebook.cap)
    return (
        Scores(
            total=round(total_score, 1),
            timing=round(100 * shares.get("timing", 0.0), 1),
            coordination=round(100 * shares.get("coordination", 0.0), 1),
            message=round(100 * shares.get("message", 0.0), 1),
        ),
        findings,
    )


def _mark_weights(marks: Sequence[_Mark]) -> list[float]:
    """A rule's importance is shared by its marks, so that many instances of one rule count no more than one; the
    words' quality is shared by the words, and broken prohibitions each carry their own.
    """
    counted: dict[str, int] = {}
    for mark in marks:
        if not mark.prohibition and not mark.of_words:
            counted[mark.rule] = counted.get(mark.rule, 0) + 1
    words = sum(mark.importance for mark in marks if mark.of_words)
    result = []
    for mark in marks:
        if mark.prohibition:
            result.append(mark.importance)
        elif mark.of_words:
            result.append(mark.importance * WORD_QUALITY / words)
        else:
            result.append(mark.importance / counted[mark.rule])
    return result


def _finding(mark: _Mark, worth: float, rulebook: Rulebook) -> Finding:
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


def _seat_score(seat: str, party: str, marks: Sequence[_Mark], rulebook: Rulebook, capped: Sequence[str]) -> SeatScore:
    own = [mark for mark in marks if mark.seat == seat]
    scores, _ = _weigh(own, rulebook, capped)
    judged = tuple(d for d in DIMENSIONS if any(m.dimension == d and not m.prohibition for m in own))
    return SeatScore(seat=seat, party=party, scores=scores, judged=judged)


def _outcome(events: Sequence[Event]) -> Outcome:
    closing = next((event for event in reversed(events) if event.kind == "drill_closed"), None)
    values = closing.data["outcome"] if closing else {}
    return Outcome(**{name: values.get(name, 0) / 1000 for name in Outcome.model_fields})
