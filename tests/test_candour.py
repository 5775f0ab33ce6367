"""Candour: owning up to what is true and bad for oneself, answering what people ask while they ask it, and not burying it."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.condemned import drill
from simulator.drill.colleagues import load_skill, touched
from simulator.message.library import Library
from simulator.record import Board, Record
from simulator.replay.materials import gather
from simulator.scenario.moments import HOUR
from simulator.scoring import Scorecard
from simulator.scoring.candour import LEAST, answered_in_time, owned_up
from simulator.scoring.scorecard import Finding


@cache
def drilled(name: str, scenario: str) -> tuple[Record, Scorecard]:
    """A drill by a crew of one kind."""
    return drill(scenario, load_skill(name), 1)


@cache
def library(scenario: str) -> Library:
    """The look-ups of a scenario."""
    return Library.of(gather(scenario, "i80-2016").scenario)


def findings(card: Scorecard, rule: str, words: str) -> list[Finding]:
    """Findings of a rule that say so."""
    return [finding for finding in card.findings if finding.rule == rule and words in finding.says.en]


@pytest.mark.parametrize("scenario", ["canteen", "bus-fare", "pension"])
def test_who_owns_up_within_a_day_earns_it_and_who_never_does_loses(scenario: str) -> None:
    """By the own word or one that answers for it; what came out by itself was not owned up to."""
    expert, kept_back = drilled("expert", scenario), drilled("withholder", scenario)
    good = owned_up(Board.of(expert[0].events), library(scenario))
    bad = owned_up(Board.of(kept_back[0].events), library(scenario))
    assert good
    assert all(owned.credit == 1 and owned.evidence for owned in good)
    assert 0 in [owned.credit for owned in bad]
    assert findings(expert[1], "R50", "owned up at T+")
    never = findings(kept_back[1], "R50", "never owned up itself")
    assert never
    assert all(finding.points < 0 and finding.possible == 0 and finding.right for finding in never)


def test_a_false_claim_asks_for_no_owning_up() -> None:
    """Only what is true or partly true, and bad for somebody who is played."""
    record, _ = drilled("expert", "canteen")
    for owned in owned_up(Board.of(record.events), library("canteen")):
        assert library("canteen").truth(owned.claim.id, 72 * HOUR) != "false"
        assert library("canteen").party_of[owned.seat] in owned.claim.embarrasses


def test_an_answer_counts_less_the_longer_people_waited() -> None:
    """Whole within a day of when it could be given, least after two, nothing if none came."""
    board = {name: Board.of(drilled(name, "bus-fare")[0].events) for name in ("expert", "late-perfect", "silent")}
    concerns = list(library("bus-fare").concerns.values())
    prompt, late, none = (
        [answered_in_time(concern, board[name], library("bus-fare")) for concern in concerns]
        for name in ("expert", "late-perfect", "silent")
    )
    assert min(prompt) == 1
    assert LEAST <= min(late) < 0.3
    assert set(none) == {0.0}
    assert findings(drilled("late-perfect", "bus-fare")[1], "R29", "more than a day after an answer was possible")
    assert not findings(drilled("expert", "bus-fare")[1], "R29", "more than a day after an answer was possible")


def test_a_flood_of_old_news_costs() -> None:
    """Two words a day with nothing new are tolerated; an expert who floods has a finding and scores less."""
    _, flood = drill("exam-leak", touched("spammer", 0.5, "expert"), 1)
    good = drilled("expert", "exam-leak")[1]
    assert findings(flood, "R85", "more words with nothing new")
    assert not findings(good, "R85", "more words with nothing new")
    assert flood.scores.message < good.scores.message


def test_who_sat_alone_on_what_came_out_is_capped() -> None:
    """In pension the wrong circular surfaces after 28 hours: the bureau that knew, spoke and left it out had withheld it."""
    assert drilled("withholder", "pension")[1].capped_by == ("groundless_withholding",)
    capped = [seat.seat for seat in drilled("withholder", "pension")[1].seats if seat.scores.total <= 40]
    assert "county_bureau" in capped
    assert drilled("expert", "pension")[1].capped_by == ()
