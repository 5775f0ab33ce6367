"""Conduct: what a seat did at somebody's cost that no duty asks about, whoever mended it later. Two things: it spoke, or
answered who had asked, and left out what it could say against itself; and it spoke of others' matters and asked none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from simulator.message.answering import is_response
from simulator.message.library import Library
from simulator.record import Board, Event, Word
from simulator.rules.rulebook import Rulebook
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Claim
from simulator.scenario.text import Text
from simulator.scoring.marks import Mark

LOST: Final = 1.5
"""What each thing left out counts, and each word in others' place (assumption: a clear point of the total)."""
SETTLED_IN: Final = HOUR
"""A text may be so far on its way that what came to be known meanwhile is not in it (assumption)."""
TWICE: Final = 2
"""Words in which a thing is missing until it is left out: once may be for want of room (assumption)."""
SPOKEN: Final = ("published", "conference_held", "interview_given")


def conduct_marks(events: Sequence[Event], board: Board, library: Library, rulebook: Rulebook) -> list[Mark]:
    """R50 of what was left out and R65 of words in others' place, where the rulebook has them; each seat and thing once."""
    marks = []
    if _judged("R50", rulebook):
        marks += [
            _mark(
                "R50",
                word,
                evidence,
                rulebook,
                Text(en=f"knew of it, and left it out: {claim.says.en}", zh=f"掌握情况却避而不谈：{claim.says.zh}"),
                Text(en="say what one knows against oneself when one speaks", zh="发声时如实说明已掌握的对己不利情况"),
            )
            for word, claim, evidence in left_out(events, board, library)
        ]
    if _judged("R65", rulebook):
        marks += [
            _mark(
                "R65",
                word,
                evidence,
                rulebook,
                Text(en="spoke of others' matters and asked none of them", zh="就他方事项发声而未征求任何一方意见"),
                Text(
                    en="ask the departments in charge first, or leave it to them", zh="先征求主管部门意见，或由其发声"
                ),
            )
            for word, evidence in in_others_place(events, board, library)
        ]
    return marks


def _judged(rule: str, rulebook: Rulebook) -> bool:
    known = rulebook.rules.get(rule)
    return known is not None and known.judged_by != "programme" and rulebook.in_force(known)


def _mark(rule: str, word: Word, evidence: tuple[int, ...], rulebook: Rulebook, says: Text, right: Text) -> Mark:
    dimension = rulebook.rule(rule).judged_by
    assert dimension != "programme"
    return Mark(
        rule=rule,
        dimension=dimension,
        importance=LOST,
        party=word.party,
        seat=word.seat,
        at=word.at,
        evidence=evidence,
        says=says,
        right=right,
        credit=-1.0,
        key="conduct",
        strand=word.strand,
    )


def left_out(events: Sequence[Event], board: Board, library: Library) -> list[tuple[Word, Claim, tuple[int, ...]]]:
    """(first such word, claim, event numbers) of each claim that is bad for a seat's party and not false, which circulated, of
    which that party owned and the seat knew a public fact that settles it and nobody had said, and of which its words said
    nothing: two of them, or one answer to somebody who asked for that fact.
    """
    found: dict[tuple[str, str], list[Word]] = {}
    for event in events:
        if event.kind != "replied" and event.kind not in SPOKEN:
            continue
        word = event.word
        asked = _asked_about(event, library) if event.kind == "replied" else None
        for claim in library.claims.values():
            if asked is not None and not any(library.facts[fact].slot in asked for fact in claim.settled_by):
                continue
            if _kept_back(word, claim, asked is not None, board, library):
                found.setdefault((word.seat, claim.id), []).extend([word] * (TWICE if asked is not None else 1))
    return [
        (words[0], library.claims[claim], tuple(dict.fromkeys(word.seq for word in words)))
        for (_, claim), words in found.items()
        if len(words) >= TWICE
    ]


def _asked_about(event: Event, library: Library) -> tuple[str, ...]:
    """The slots that the writer of a document asks about."""
    inject = next(one for one in library.scenario.injects if one.id == event.data["inject"])
    if inject.question is not None:
        return next(one for one in library.scenario.questions if one.id == inject.question).answered_by
    return library.concerns[inject.concern].answered_by if inject.concern is not None else ()


def _kept_back(word: Word, claim: Claim, asked: bool, board: Board, library: Library) -> bool:
    """Whether the word is silent on a claim that its seat could have settled against itself at that time."""
    party = library.party_of[word.seat]
    if party not in claim.embarrasses or library.truth(claim.id, word.at) not in ("true", "partly_true"):
        return False
    if not asked and board.claims.get(claim.id, board.now) + SETTLED_IN > word.at:
        return False
    known = board.facts.get(word.seat, {})
    public = [fact for fact in claim.settled_by if fact in board.public and board.public[fact][0] < word.at]
    own = [
        fact
        for fact in claim.settled_by
        if library.facts[fact].owner == party
        and library.facts[fact].disclosure == "public"
        and max(0, known.get(fact, word.at)) + SETTLED_IN <= word.at
    ]
    told = [verdict["fact"] for verdict in word.reading["facts"]]
    taken_up = any(answer["claim"] == claim.id for answer in word.reading["claims"])
    return bool(own) and not public and not taken_up and not any(fact in told for fact in claim.settled_by)


def in_others_place(events: Sequence[Event], board: Board, library: Library) -> list[tuple[Word, tuple[int, ...]]]:
    """(first such word, event numbers) of each seat that owes no answer itself and responded with facts of played parties that
    nobody had published, without having asked a single one of their owners about that text or met them.
    """
    found: dict[str, list[Word]] = {}
    for event in events:
        if event.kind not in ("published", "conference_held"):
            continue
        word = event.word
        if word.party in library.strands[word.strand].departments or not is_response(word):
            continue
        facts = [library.facts[verdict["fact"]] for verdict in word.reading["facts"]]
        owners = [
            library.seat_of[fact.owner]
            for fact in facts
            if fact.owner != word.party
            and fact.owner in library.seat_of
            and not (fact.id in board.public and board.public[fact.id][0] < word.at)
        ]
        if owners and not any(seat in word.attendees or _asked(word, seat, board) for seat in owners):
            found.setdefault(word.seat, []).append(word)
    return [(words[0], tuple(word.seq for word in words)) for words in found.values()]


def _asked(word: Word, seat: str, board: Board) -> bool:
    """Whether the seat was consulted on this text, or met its author before it."""
    consulted = any(
        seat in one.to and one.author == word.seat and one.draft == word.draft for one in board.consultations.values()
    )
    return consulted or any(at <= word.at and seat in seats and word.seat in seats for at, _, seats in board.meetings)
