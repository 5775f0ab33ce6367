"""Weighing: points add up, weights fall away with what was not asked, caps and passes; and no strategy that a trainer would
condemn beats one that he would praise.
"""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import STRAND, at, begin, cite, message, small
from support_judgement import (
    Judged,
    Step,
    desk_work,
    first_words,
    good,
    judge,
    next_words,
    silent,
    step,
    well_handled,
    without,
    word,
)

from simulator.record import Record
from simulator.scoring import DIMENSIONS, score


def slip(*more: Any) -> Judged:
    """The well handled crisis with a wrong first figure."""
    return judge(desk_work(), first_words(facts=[{"fact": "ill_5", "value": 3}], as_of=None), *more)


def fixed(*more: Any) -> Judged:
    """The same, named and put right in time."""
    truth: dict[str, Any] = {"facts": cite("ill_5"), "as_of": at("T+00:30"), "corrects": "ill"}
    fix = word("T+02:30", "health", "fix", "correction", out="T+04:15", **truth)
    return slip(fix, *more)


@pytest.mark.parametrize("judged", [good, silent, slip], ids=["good", "silent", "slip"])
def test_the_points_add_up(judged: Any) -> None:
    """The findings of a dimension sum to its score by its weight, and all of them to the total before a cap."""
    card = judged().card
    weights = small().rulebook.weights
    for dimension in DIMENSIONS:
        points = sum(f.points for f in card.findings if f.dimension == dimension)
        assert points == pytest.approx(getattr(card.scores, dimension) * getattr(weights, dimension) / 100, abs=0.3)
    if not card.capped_by:
        assert sum(f.points for f in card.findings) == pytest.approx(card.scores.total, abs=0.5)
    assert sum(f.possible for f in card.findings) == pytest.approx(100, abs=0.5)


def test_losses_take_at_most_what_the_dimension_won() -> None:
    """A leak in an otherwise empty message dimension does not go below nothing, and the points still add up."""
    leak = judge(*[word("T+00:40", "office", "x", out="T+02:00", facts=[{"fact": "the_names", "value": "A"}])])
    assert leak.card.scores.message == 0
    assert sum(f.points for f in leak.card.findings if f.dimension == "message") == pytest.approx(0, abs=0.05)


def test_the_weightiest_loss_comes_first() -> None:
    """Losses by size, then what went well."""
    lost = [round(f.possible - f.points, 2) for f in slip().card.findings]
    assert lost == sorted(lost, reverse=True)


def test_dimensions_that_nobody_was_asked_in_fall_away() -> None:
    """The General Office is asked for no word: its total is made of the two other dimensions."""
    office = good().seat("office")
    assert office.judged == ("timing", "coordination")
    assert office.scores.total == pytest.approx((office.scores.timing + office.scores.coordination) / 2, abs=0.1)


def test_the_rulebooks_weights_count() -> None:
    """The same record under a rulebook that asks for timing only."""
    weights = small().rulebook.weights.model_copy(update={"timing": 100, "coordination": 0, "message": 0})
    book = small().rulebook.model_copy(update={"weights": weights})
    record = Record(small().header(seed=7, crew={}), tuple(good().drill.events))
    card = score(record, small().scenario, book)
    assert card.scores.total == card.scores.timing == good().card.scores.timing


def test_a_pass_needs_half_of_each_dimension_and_no_cap() -> None:
    """Passed, not passed for a weak dimension, not passed for a cap."""
    assert good().card.passed
    assert not judge(desk_work()).card.passed
    assert not slip().card.passed
    assert not silent().card.passed


def test_an_unfinished_drill_is_scored_as_far_as_it_went() -> None:
    """Before anything is settled there is nothing to weigh."""
    drill = begin()
    card = score(Record(small().header(seed=7, crew={}), tuple(drill.events)), small().scenario, small().rulebook)
    assert card.scores.total == 0
    assert card.findings == ()
    assert not card.passed


def test_scoring_is_pure() -> None:
    """The same record gives the same card, to the byte."""
    record = Record(small().header(seed=7, crew={}), tuple(good().drill.events))
    again = score(record, small().scenario, small().rulebook)
    assert again.model_dump_json() == good().card.model_dump_json()


def test_no_response_where_one_was_due_makes_the_message_nothing() -> None:
    """For the silent party alone, and for all if nobody spoke (DESIGN decision 5)."""
    alone = judge(desk_work(), [s for s in first_words() if "e1" not in s[3].values()])
    assert alone.seat("education").scores.message == 0
    assert alone.seat("health").scores.message > 50
    assert judge(desk_work()).card.scores.message == 0
    assert silent().card.scores.message == 0


def test_an_empty_text_is_no_way_out_of_silence() -> None:
    """A department that puts out work news only has no message score either."""
    empty = [word(f"T+0{hour}:00", "education", f"x{hour}", out=f"T+0{hour}:59") for hour in (1, 3, 5)]
    health = [s for s in first_words() if "e1" not in s[3].values()]
    assert judge(desk_work(), health, *empty).seat("education").scores.message == 0


def test_an_honest_slip_that_is_put_right_keeps_seven_tenths() -> None:
    """Corrected in two hours it costs little; hidden it keeps nothing of its point, and caps."""
    assert fixed(next_words()).total >= 0.7 * good().total
    assert not fixed(next_words()).card.capped_by
    assert slip(without_figure()).total <= 40
    words = [f for f in fixed().card.findings if f.seat == "health" and f.says.en.startswith("statement")]
    clean = [f for f in good().card.findings if f.seat == "health" and f.says.en.startswith("statement")]
    assert words[0].credit >= 0.7 * clean[0].credit


def without_figure() -> list[Step]:
    """The next words, less the one that would silently put the figure right."""
    return [s for s in next_words() if s[3].get("draft") not in ("h2",)]


def test_slips_cannot_be_farmed() -> None:
    """A crisis with a corrected slip never beats the same crisis without."""
    assert fixed(next_words()).total < good().total


def test_one_seats_lie_caps_the_team_and_never_the_innocent() -> None:
    """The public meets one government; a seat's own score holds only what it did."""
    lie = word(
        "T+02:50", "education", "lie", "update", out="T+04:00", facts=[{"fact": "kitchen_open", "value": "open"}]
    )
    judged = judge(desk_work(), first_words(), lie, [s for s in next_words() if s[3].get("draft") != "e3"])
    assert judged.card.capped_by == ("uncorrected_falsehood",)
    assert judged.total <= 40
    assert judged.seat("education").scores.total <= 40
    assert judged.seat("health").scores.total > 80


def test_a_true_figure_is_never_at_fault_for_anothers_wrong_one() -> None:
    """The hospital published five after there were nine: the owner's nine stays supported, and R11 stays whole."""
    update = next(w for w in good().drill.board.words if w.draft == "h2")
    assert [v["verdict"] for v in update.reading["facts"]] == ["supported", "supported"]
    assert update.reading["gates"] == []
    assert good().credit("R11", "health") == 1000


def test_repeating_a_word_fifty_times_raises_nothing() -> None:
    """Spam: the same text again and again, on every channel."""
    fields: dict[str, Any] = {"facts": cite("ill_5"), "as_of": at("T+00:30")}
    first = word("T+00:40", "health", "h1", out="T+02:00", channels=["news_portal"], **fields)
    spam = [
        step("T+02:10", "health", "draft", draft=f"s{number}", strand=STRAND, message=message("social", **fields))
        for number in range(12)
    ]
    out = [
        step("T+09:00", "health", "publish", draft=f"s{number}", channels=["weibo", "wechat", "short_video"])
        for number in range(12)
    ]
    calm, loud = judge(first), judge(first, spam, out)
    assert len(loud.drill.board.words) == 13
    assert loud.total <= calm.total
    assert all(
        loud.seat(seat).scores.total <= calm.seat(seat).scores.total for seat in ("health", "education", "office")
    )


def test_kept_promises_do_not_drown_missed_news() -> None:
    """Many promised and kept words count as one kind of thing beside the figure that was held back."""
    asked = [f for f in good().card.findings if f.rule == "R26" and f.seat == "health"]
    news = [f for f in asked if f.says.en == "the change was published"]
    promises = [f for f in asked if f.says.en.startswith("the word promised")]
    assert len(promises) > len(news) == 1
    assert sum(f.possible for f in news) == pytest.approx(sum(f.possible for f in promises), abs=0.05)


def test_a_flood_of_empty_statements_hardly_beats_silence() -> None:
    """Approved, consulted, on all channels, and saying nothing."""
    flood = [
        word(f"T+0{hour}:00", seat, f"x{hour}", out=f"T+0{hour + 1}:59", approve=True)
        for hour in (1, 3, 5, 7)
        for seat in ("health", "education")
    ]
    assert judge(*flood).total <= silent().total + 5


def test_a_guess_never_beats_waiting_for_the_fact() -> None:
    """A figure that nobody has verified, right by luck or wrong."""
    lucky = judge(
        desk_work(), first_words(facts=[*cite("ill_5"), {"fact": "cause_open", "value": "rice"}]), next_words()
    )
    assert lucky.total < good().total


def test_publishing_the_protected_loses_against_withholding_it() -> None:
    """A list of names in an otherwise good word."""
    leaked = judge(well_handled(facts=cite("ill_5", "the_names")))
    assert leaked.total < good().total - 5


def test_working_alone_loses_against_asking_the_others() -> None:
    """The same words, neither consulted nor approved nor met about."""
    words = [s for s in (*first_words(), *next_words()) if s[2] not in ("consult", "submit", "approve")]
    alone = judge(without(desk_work(), "convene"), words)
    assert alone.total < good().total - 3
    assert alone.card.scores.coordination < good().card.scores.coordination


def test_promising_nothing_dodges_no_duty() -> None:
    """Fewer promises, no fewer points to lose."""
    shy = [
        (moment, seat, act, {**fields, "message": {k: v for k, v in fields["message"].items() if k != "next_update"}})
        if act == "draft"
        else (moment, seat, act, fields)
        for moment, seat, act, fields in well_handled()
    ]
    assert judge(shy).total < good().total


def test_the_openness_ledger_says_when_and_on_what_ground() -> None:
    """Knowable, known, published, by whom, how late; and the ground of what was withheld."""
    rows = {row.fact: row for row in good().card.openness}
    assert list(rows) == [r.fact for r in sorted(rows.values(), key=lambda r: (r.knowable, r.fact))]
    five, names, call = rows["ill_5"], rows["the_names"], rows["call_50"]
    assert (five.known, five.published, five.published_by) == (0, at("T+02:30"), "fuhe/health")
    assert five.late == at("T+02:30")
    assert (names.published, names.late) == (None, None)
    assert names.ground is not None
    assert call.knowable == at("T+01:00")
    assert set(rows) == {fact.id for fact in small().scenario.facts}


def test_words_by_a_seat_that_owes_none_are_no_department_words() -> None:
    """The office's own announcement gives no department a message score."""
    spoke = judge(desk_work(), word("T+01:05", "office", "o1", out="T+02:00", facts=cite("ill_5"), as_of=at("T+00:20")))
    assert spoke.seat("health").scores.message == spoke.seat("education").scores.message == 0


def test_what_is_not_judged_is_said() -> None:
    """The card names what it leaves out, in both languages."""
    assert all(text.en and text.zh for text in good().card.not_judged)
