"""Marks: the points that a drill is weighed by, before their weight is known. Three sources: the duties that the record says
were met or missed, the readings of the official words, and the concerns that some word answered. Nothing is judged here
that the events do not already say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Any, Final

from simulator.message.answering import answers_for, is_response, owners
from simulator.message.library import Library
from simulator.message.reading import WEIGHTS
from simulator.record import Board, Event, Word
from simulator.rules.rulebook import Rulebook
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Concern
from simulator.scenario.text import Text
from simulator.scoring.candour import answered_in_time, owned_up
from simulator.scoring.scorecard import Dimension

IMPORTANCE: Final = {
    "R25": 4.0,
    "R01": 4.0,
    "R26": 3.0,
    "R24": 4.0,
    "R70": 4.0,
    "R81": 2.0,
    "R10": 3.0,
    "R57": 2.0,
    "R66": 2.0,
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

REPEATS: Final = {"R71": "R24"}
"""A rule that says again what another says -> that other; where both were judged it weighs nothing of its own."""
WORD_QUALITY: Final = 8.0
"""How much the quality of the words counts in the message dimension, beside its rules (assumption)."""
NO_WORD: Final = "no word"
"""Kind of the mark that stands for the words that were due and never came."""
HARM: Final = 200
"""Least weight, in per mille, of a word that tripped a gate: repeating it is no news, and still does harm (assumption)."""
CANDOUR: Final = 2.0
"""What one thing counts that is true and bad for the own unit; never to own up breaks R50, and loses as much (assumption)."""
REPEATED: Final = 6
"""Words of one seat with nothing new in them that cost nothing in a drill of three days: two a day (assumption)."""
FLOOD: Final = 50
"""Weight, in per mille of a word that says everything, of each further one; it earns nothing (assumption)."""
TOLERATED: Final = ("contradiction", "outdated")
"""Gates that a promptly corrected slip lifts for the episode (MESSAGE_SCORING 6); the word's own reading stays."""
PROMPT_CREDIT: Final = 900
"""Credit from which the duties call a correction prompt and named."""

CRITERION_RULE: Final = {
    "concerns": "R29",
    "evidence": "R31",
    "known_unknown": "R30",
    "action": "R32",
    "rumour": "R20",
    "consistency": "R11",
    "updates": "R26",
}
"""Criterion of a reading -> the rule that asks for it."""
CRITERION_EN: Final = {
    "concerns": "answering what people ask",
    "evidence": "sourced facts",
    "known_unknown": "what is known and what is not",
    "action": "what to do and what is done",
    "rumour": "taking up what circulates",
    "consistency": "one figure, its owner named",
    "updates": "when the next word comes",
}
"""Criteria of a reading in English words."""
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


@dataclass(frozen=True, slots=True)
class Mark:
    """One point to weigh."""

    rule: str
    dimension: Dimension
    importance: float
    """Against the other rules of its dimension; of a word, its share among the party's words."""
    party: str
    seat: str
    at: int
    evidence: tuple[int, ...]
    says: Text
    right: Text | None
    credit: float
    """Share of the point that was earned; below 0 for a broken prohibition."""
    key: str = ""
    """Kind of instance, where a rule asks several things of a party."""
    strand: str = ""
    """The strand that it is about; empty where it is about no one of them."""
    of_words: bool = False
    """The quality of a single word, not a rule kept or broken in the drill's course."""

    @property
    def prohibition(self) -> bool:
        """A broken prohibition can only lose."""
        return self.credit < 0


def marks_of(events: Sequence[Event], board: Board, library: Library, rulebook: Rulebook) -> list[Mark]:
    """All marks of a drill. Where a response was due and none came, no message mark of that seat earns anything; where
    nobody responded at all, none of anybody's does (DESIGN decision 5).
    """
    marks = _duty_marks(events, rulebook) + _word_marks(events, board, library) + _concern_marks(events, board, library)
    marks += _candour_marks(events, board, library, rulebook)
    silent = [pair for pair in obliged(board, library) if not _responses(board, library, *pair)]
    nobody = not any(is_response(word) for word in board.words)
    return [
        replace(mark, credit=min(0.0, mark.credit))
        if mark.dimension == "message" and (nobody or _is_silent(mark, silent))
        else mark
        for mark in marks
    ]


def _is_silent(mark: Mark, silent: Sequence[tuple[str, str]]) -> bool:
    """Whether a mark is of a seat that was silent in its strand; a mark of no one strand, in any."""
    return any(seat == mark.seat and mark.strand in ("", strand) for seat, strand in silent)


def obliged(board: Board, library: Library) -> list[tuple[str, str]]:
    """(seat, strand) of everyone who had to answer; of a take-over both the earlier owners and the command."""
    return [
        (library.seat_of[party], strand.id)
        for strand in library.scenario.strands
        if strand.id in board.responsibility
        for party in owners(strand, board)
        if party in library.seat_of
    ]


def _responses(board: Board, library: Library, seat: str, strand: str) -> list[Word]:
    """Responses that answered for a department: its own, a podium's, or its lead's."""
    return [
        word
        for word in board.words
        if word.strand == strand and is_response(word) and seat in answers_for(word, board, library)
    ]


def _covering(board: Board, library: Library, seat: str, strand: str) -> list[Word]:
    """Words by which a department is judged: its own, or else those that answered for it."""
    own = [word for word in board.words if word.seat == seat and word.strand == strand]
    return own or _responses(board, library, seat, strand)


def _duty_marks(events: Sequence[Event], rulebook: Rulebook) -> list[Mark]:
    marks = []
    settled = [event for event in events if event.kind in ("duty_met", "duty_missed")]
    judged = {event.data["rule"]: None for event in settled}
    for event in settled:
        data = event.data
        rule = rulebook.rule(data["rule"])
        if rule.judged_by == "programme" or REPEATS.get(rule.id) in judged:
            continue
        marks.append(
            Mark(
                rule=rule.id,
                dimension=rule.judged_by,
                importance=IMPORTANCE.get(rule.id, 1.0),
                party=data["party"],
                seat=event.seat,
                at=event.at,
                evidence=(*data["evidence"], event.seq),
                says=Text.model_validate(data["says"]),
                right=None if data["right"] is None else Text.model_validate(data["right"]),
                credit=data["credit"] / 1000,
                strand=data["strand"],
                key=data["key"][:1] if rule.id == "R26" else "",
            )
        )
    return marks


def _word_marks(events: Sequence[Event], board: Board, library: Library) -> list[Mark]:
    """The quality of the words: each department's words by their novelty, so that repeats earn nothing."""
    corrected = _corrected_words(events)
    marks = []
    for seat, strand in obliged(board, library):
        party = library.party_of[seat]
        words = _covering(board, library, seat, strand)
        weights = [max(word.reading["novelty"], HARM if word.reading["gates"] else 0) for word in words]
        if not sum(weights):
            marks.append(_no_word(party, seat, strand, board.now, _obliging(events, strand)))
            continue
        repeats = [word for word in words if word.seat == seat and not word.reading["novelty"]][REPEATED:]
        flood = FLOOD * len(repeats) / (sum(weights) + FLOOD * len(repeats))
        if repeats:
            marks.append(_flood(party, seat, repeats, flood))
        marks += [
            _word_mark(word, seat, party, (1 - flood) * weight / sum(weights), word.seq in corrected)
            for word, weight in zip(words, weights, strict=True)
            if weight
        ]
    return marks


def _corrected_words(events: Sequence[Event]) -> list[int]:
    """Event numbers of words all of whose errors were named and put right in time."""
    judged = [e for e in events if e.kind in ("duty_met", "duty_missed") and e.data["rule"] == "R30" and e.data["key"]]
    prompt = [e.data["evidence"][0] for e in judged if e.data["credit"] >= PROMPT_CREDIT]
    worse = [e.data["evidence"][0] for e in judged if e.data["credit"] < PROMPT_CREDIT]
    return [seq for seq in prompt if seq not in worse]


def _no_word(party: str, seat: str, strand: str, at: int, evidence: tuple[int, ...]) -> Mark:
    return Mark(
        rule="R28",
        dimension="message",
        importance=1.0,
        party=party,
        seat=seat,
        at=at,
        evidence=evidence,
        says=Text(en="no official word that says anything where one was due", zh="应当回应而没有任何有内容的权威信息"),
        right=Text(en="answer the concern in a form that fits its grade", zh="以与等级相称的形式回应关切"),
        credit=0.0,
        key=NO_WORD,
        strand=strand,
        of_words=True,
    )


def _flood(party: str, seat: str, repeats: Sequence[Word], share: float) -> Mark:
    """Words with nothing new, beyond those that are tolerated: they bury the ones that say something."""
    return Mark(
        rule="R85",
        dimension="message",
        importance=share,
        party=party,
        seat=seat,
        at=repeats[0].at,
        evidence=tuple(word.seq for word in repeats),
        says=Text(
            en=f"{len(repeats)} more words with nothing new in them than the {REPEATED} that are tolerated",
            zh=f"除可容许的{REPEATED}次外，又发布{len(repeats)}次毫无新内容的信息",
        ),
        right=Text(en="speak when there is something new to say", zh="有新情况再发布，不以重复内容充数"),
        credit=0.0,
        of_words=True,
    )


def _word_mark(word: Word, seat: str, party: str, importance: float, corrected: bool) -> Mark:
    reading = word.reading
    levels = reading["criteria"]
    weak = [name for name in CRITERION_RULE if levels.get(name) is not None and levels[name] < 2]
    worst = next((name for name in weak if levels[name] == 0), weak[0] if weak else "concerns")
    quality = _quality(reading, corrected)
    gates = ", ".join(reading["gates"])
    return Mark(
        rule=CRITERION_RULE[worst],
        dimension="message",
        importance=importance,
        party=party,
        seat=seat,
        at=word.at,
        evidence=(word.seq,),
        says=Text(
            en=f"{word.message.form}: {quality} of 100" + (f"; gates: {gates}" if gates else ""),
            zh=f"{FORM_ZH[word.message.form]}：{quality}分" + (f"；触发红线：{gates}" if gates else ""),
        ),
        right=_stronger(weak, reading),
        credit=quality / 100,
        strand=word.strand,
        of_words=True,
    )


def _stronger(weak: Sequence[str], reading: dict[str, Any]) -> Text | None:
    """What a word would have been better for: the criteria that it is weak in, and at a press conference the questions that
    were not answered in full.
    """
    en, zh = [CRITERION_EN[name] for name in weak], [CRITERION_ZH[name] for name in weak]
    answers = reading.get("answers", ())
    short = sum(1 for answer in answers if answer["outcome"] != "answered")
    if short:
        en.append(f"answering the questions ({short} of {len(answers)} were not answered in full)")
        zh.append(f"答问（{len(answers)}个提问中{short}个未完整作答）")
    if not en:
        return None
    return Text(en="stronger in: " + "; ".join(en), zh="需加强：" + "、".join(zh))


def _quality(reading: dict[str, Any], corrected: bool) -> int:
    """A word's score; of an honest slip that was put right in time, without its cap, and with level 1 where it was wrong."""
    score: int = reading["score"]
    if not corrected or any(gate not in TOLERATED for gate in reading["gates"]):
        return score
    levels = {name: level for name, level in reading["criteria"].items() if level is not None}
    lifted = {name: max(level, 1) if name in ("evidence", "consistency") else level for name, level in levels.items()}
    whole = sum(WEIGHTS[name] for name in lifted)
    return max(score, round(100 * fsum(WEIGHTS[name] * level / 2 for name, level in lifted.items()) / whole))


def _obliging(events: Sequence[Event], strand: str) -> tuple[int, ...]:
    """Where a silence has no event of its own: the event that said who had to answer."""
    return next(((e.seq,) for e in events if e.kind == "responsibility" and e.data["strand"] == strand), ())


def _concern_marks(events: Sequence[Event], board: Board, library: Library) -> list[Mark]:
    """R29: of the concerns in a department's remit, the share by weight that some official word answered, each for less the
    longer people waited.
    """
    answered = [concern for word in board.words for concern in word.reading["concerns"]]
    marks = []
    for seat, strand in obliged(board, library):
        party = library.party_of[seat]
        own = [*library.slots_owned_by(party), *library.disposals_owned_by(seat)]
        here = [c for c in library.concerns.values() if library.belongs.concerns[c.id] == strand]
        remit = [c for c in here if any(element in own for element in c.answered_by)]
        if not remit:
            continue
        missing = [concern for concern in remit if concern.id not in answered]
        earned = fsum(concern.weight * answered_in_time(concern, board, library) for concern in remit)
        late = [c for c in remit if c not in missing and answered_in_time(c, board, library) < 1]
        asked = [concern.id for concern in remit]
        heard = tuple(word.seq for word in board.words if any(c in asked for c in word.reading["concerns"]))
        marks.append(
            Mark(
                rule="R29",
                dimension="message",
                importance=IMPORTANCE["R29"],
                party=party,
                seat=seat,
                at=board.now,
                evidence=heard or _obliging(events, strand),
                says=_concerns_said(len(remit), len(missing), len(late)),
                right=_concerns_left(missing, late),
                credit=earned / sum(concern.weight for concern in remit),
                strand=strand,
            )
        )
    return marks


def _concerns_said(asked: int, missing: int, late: int) -> Text:
    """How many concerns were answered, and how many of these late."""
    en = f"{asked - missing} of {asked} concerns in its remit were answered"
    zh = f"职责范围内的{asked}项关切已回应{asked - missing}项"
    return Text(
        en=en + (f", {late} of them more than a day after an answer was possible" if late else ""),
        zh=zh + (f"，其中{late}项在可以答复一天之后才回应" if late else ""),
    )


def _concerns_left(missing: Sequence[Concern], late: Sequence[Concern]) -> Text | None:
    """What is still open, and what came late."""
    en = ["still open: " + " / ".join(c.ask.en for c in missing)] if missing else []
    zh = ["尚未回应：" + "／".join(c.ask.zh for c in missing)] if missing else []
    en += ["within a day: " + " / ".join(c.ask.en for c in late)] if late else []
    zh += ["一天内就应回应：" + "／".join(c.ask.zh for c in late)] if late else []
    return Text(en="; ".join(en), zh="；".join(zh)) if en else None


def _candour_marks(events: Sequence[Event], board: Board, library: Library, rulebook: Rulebook) -> list[Mark]:
    """R50: what is true and bad for the own unit is owned up to by itself, not left to others or to chance."""
    dimension = rulebook.rule("R50").judged_by if "R50" in rulebook.rules else "programme"
    if dimension == "programme" or not rulebook.in_force(rulebook.rule("R50")):
        return []
    marks = []
    for owned in owned_up(board, library):
        told = show_moment(owned.at) if owned.at is not None else ""
        says = owned.claim.says
        circulated = tuple(e.seq for e in events if e.kind == "claim_started" and e.data["claim"] == owned.claim.id)
        marks.append(
            Mark(
                rule="R50",
                dimension=dimension,
                importance=CANDOUR,
                party=library.party_of[owned.seat],
                seat=owned.seat,
                at=board.now if owned.at is None else owned.at,
                evidence=owned.evidence or circulated,
                says=Text(en=f"owned up at {told}: {says.en}", zh=f"{told}主动说明：{says.zh}")
                if told
                else Text(en=f"never owned up itself: {says.en}", zh=f"始终未主动说明：{says.zh}"),
                right=None
                if owned.credit == 1
                else Text(
                    en="say what is true of it within a day, and in the own name", zh="一天内以本单位名义如实说明"
                ),
                credit=owned.credit or -1.0,
                key="candour",
            )
        )
    return marks
