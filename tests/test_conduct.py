"""Conduct: what was left out of words and answers, and words in others' place, cost a clear point whoever mends it."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.condemned import drill
from simulator.drill.colleagues import load_skill, touched
from simulator.message.library import Library
from simulator.record import Board, Record
from simulator.replay.materials import gather
from simulator.scoring import Scorecard
from simulator.scoring.conduct import in_others_place, left_out


@cache
def drilled(name: str, scenario: str, seed: int, touch: float = 1) -> tuple[Record, Scorecard]:
    """A drill by a crew of one kind, or by experts with a touch of a condemned one."""
    return drill(scenario, load_skill(name) if touch == 1 else touched(name, touch, "expert"), seed)


@cache
def library(scenario: str) -> Library:
    """The look-ups of a scenario."""
    return Library.of(gather(scenario, "i80-2016").scenario)


def losses(card: Scorecard, words: str) -> list[float]:
    """Points of the findings that say so."""
    return [finding.points for finding in card.findings if words in finding.says.en]


@pytest.mark.parametrize("scenario", ["bus-fare", "pension"])
def test_experts_leave_nothing_out_and_ask_before_they_speak_for_others(scenario: str) -> None:
    """Neither finding falls on those who do it well."""
    record, card = drilled("expert", scenario, 1)
    board = Board.of(record.events)
    assert not left_out(record.events, board, library(scenario))
    assert not in_others_place(record.events, board, library(scenario))
    assert not losses(card, "left it out")


def test_who_speaks_and_leaves_out_what_it_knows_against_itself_loses_a_clear_point() -> None:
    """Named with the claim and the words in which it is missing."""
    record, card = drilled("withholder", "pension", 1)
    missing = left_out(record.events, Board.of(record.events), library("pension"))
    assert missing
    for word, claim, evidence in missing:
        assert word.party in claim.embarrasses
        assert word.seq in evidence
    lost = losses(card, "knew of it, and left it out")
    assert len(lost) == len(missing)
    assert max(lost) <= -1


def test_who_speaks_for_others_unasked_loses_a_clear_point() -> None:
    """Although those in charge speak soon after."""
    record, card = drilled("usurper", "pension", 3, 0.5)
    (word, evidence), *_ = in_others_place(record.events, Board.of(record.events), library("pension"))
    assert word.party not in library("pension").strands[word.strand].departments
    assert word.seq in evidence
    assert max(losses(card, "asked none of them")) <= -1


def test_a_hidden_slip_costs_more_than_one_that_is_put_right() -> None:
    """No interview and no answer gives it away."""
    clean, hidden, corrected = (
        drill("bus-fare", load_skill("expert"), 4, slip)[1].scores.total for slip in ("", "hidden", "put right")
    )
    assert (corrected - hidden) >= 0.7 * (clean - hidden) > 0
