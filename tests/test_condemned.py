"""Condemned strategies: each fault really happens, what it does is found, and none of them pays; the short form of
``python -m benchmarks.condemned``.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.condemned import CONDEMNED, KEPT, LADDER, SCENARIOS, Drilled, _course, drill, kept, play, report
from simulator.drill.colleagues import condemned_names, load_skill, load_strategy, skill_names, touched
from simulator.drill.colleagues.faults import FAULTS
from simulator.errors import NotFoundError
from simulator.message.answering import is_response
from simulator.record import Board, Event, Record
from simulator.scenario.moments import HOUR
from simulator.scoring import Scorecard


@cache
def drilled(name: str, scenario: str = "canteen", seed: int = 1) -> tuple[Record, Scorecard]:
    """A drill by a crew of one kind."""
    return drill(scenario, load_skill(name), seed)


def words(record: Record) -> list[Event]:
    """Official words to the public."""
    return record.of_kind("published", "conference_held")


def broken(record: Record, rule: str) -> list[str]:
    """Seats that broke a prohibition or earned nothing under a rule."""
    return [e.seat for e in record.of_kind("duty_missed") if e.data["rule"] == rule and e.data["credit"] <= 0]


def test_the_strategies_that_ship_load_and_say_what_is_wrong() -> None:
    """Called like their files, apart from the skills, on a skill that ships, with faults that exist; in both languages."""
    assert len(condemned_names()) == 12
    assert not set(condemned_names()) & set(skill_names())
    for name in condemned_names():
        strategy = load_strategy(name)
        assert strategy.name == name == load_skill(name).name
        assert strategy.base in skill_names()
        assert strategy.changes or strategy.faults
        assert set(strategy.faults) <= set(FAULTS)
        assert strategy.condemned_for.en
        assert strategy.condemned_for.zh
    assert {fault for name in condemned_names() for fault in load_strategy(name).faults} == set(FAULTS)
    with pytest.raises(NotFoundError, match=r"condemned strategy 'genius'.*downgrader"):
        load_strategy("genius")


def test_a_touch_goes_part_of_the_way() -> None:
    """Shares move by the rate, faults show at it, and all else is the base's."""
    half, whole, expert = touched("loose-cannon", 0.5), touched("loose-cannon", 1), load_skill("expert")
    assert (half.verifies, whole.verifies, expert.verifies) == (0.5, 0, 1)
    assert (half.faults, whole.faults, expert.faults) == ({"shoots": 0.5}, {"shoots": 1.0}, {})
    assert half.cites == whole.cites == expert.cites
    assert whole == load_skill("loose-cannon")


def test_the_spammer_says_much_and_nothing_new() -> None:
    """More words than the expert, and less in them."""
    spam, good = (words(drilled(name)[0]) for name in ("spammer", "expert"))
    assert len(spam) > len(good)
    assert sum(w.data["reading"]["novelty"] > 0 for w in spam) < sum(w.data["reading"]["novelty"] > 0 for w in good)
    assert broken(drilled("spammer")[0], "R85")


def test_officialese_is_long_and_states_nothing() -> None:
    """No fact in any word that was written, and longer than the expert's."""
    record, card = drilled("officialese")
    plain = [word for word in words(record) if word.kind == "published"]
    assert plain
    assert not any(word.data["reading"]["facts"] for word in plain)
    assert min(len(word.data["message"]["text"]["en"].split()) for word in plain) > 90
    assert not any(is_response(word) for word in Board.of(record.events).words if word.message.form != "conference")
    assert card.scores.message < drilled("trained")[1].scores.message


def test_the_heavy_hand_refers_critics() -> None:
    """Claims that are no danger go to the police: R22, and the cap."""
    record, card = drilled("heavy-hand")
    assert "school_kept_quiet" in [event.data["claim"] for event in record.of_kind("referred")]
    assert broken(record, "R22")
    assert card.capped_by == ("over_referral",)


def test_the_loose_cannon_is_first_unconsulted_and_wrong() -> None:
    """Earlier than the expert, nobody asked, something unverified stated: never put right, it caps."""
    record, card = drilled("loose-cannon")
    assert words(record)[0].at < words(drilled("expert")[0])[0].at
    assert not record.of_kind("consulted")
    assert "premature" in [gate for word in words(record) for gate in word.data["reading"]["gates"]]
    assert "uncorrected_falsehood" in card.capped_by


def test_the_usurper_speaks_for_everybody() -> None:
    """All words are publicity's; the departments never answer."""
    record, _ = drilled("usurper")
    assert {word.seat for word in words(record)} == {"publicity"}
    assert {"education", "health", "market_regulation"} <= set(broken(record, "R04"))


def test_the_pretender_reports_what_nobody_began_and_closes() -> None:
    """Nothing is begun, words say that it is, the sheet is closed: an untruth like any other (R30), and no closing."""
    record, card = drilled("pretender")
    told = [item for word in words(record) for item in word.data["message"]["disposals"]]
    assert told
    assert not Board.of(record.events).disposals
    assert record.of_kind("sheet_closed")[0].at < 24 * HOUR
    assert all(
        "contradiction" in word.data["reading"]["gates"] for word in words(record) if word.data["message"]["disposals"]
    )
    assert card.capped_by == ("uncorrected_falsehood",)
    closed = [e for e in record.of_kind("duty_met") if e.data["rule"] == "R26" and "closed" in e.data["says"]["en"]]
    assert not closed


@pytest.mark.parametrize(("name", "hour"), [("late-perfect", 45), ("downgrader", 40)])
def test_who_is_late_keeps_protective_facts_to_itself(name: str, hour: int) -> None:
    """No word for so many hours; in an emergency what was known all that time was withheld."""
    record, card = drilled(name)
    assert words(record)[0].at >= hour * HOUR
    assert card.capped_by == ("groundless_withholding",)


def test_the_downgrader_calls_it_ordinary() -> None:
    """Every assessment is low, and none is right."""
    record, _ = drilled("downgrader")
    assert {event.data["grade"] for event in record.of_kind("assessed")} == {"ordinary"}
    assert {event.data["emergency_level"] for event in record.of_kind("assessed")} == {None}
    assert broken(record, "R80")
    assert not record.of_kind("reported_up")


def test_guessing_and_fixing_is_a_habit_and_no_slip() -> None:
    """Figures are made up and put right one after the other; from the third R36 tolerates nothing."""
    record, card = drilled("guess-and-fix")
    wrong = [
        v for w in words(record) for v in w.data["reading"]["facts"] if v["verdict"] in ("premature", "contradicted")
    ]
    assert len(wrong) >= 3
    missed = [event for event in record.of_kind("duty_missed") if event.data["rule"] == "R30"]
    assert any("made up" in event.data["says"]["en"] and event.data["credit"] == 0 for event in missed)
    assert card.scores.total <= 40


def test_the_withholder_keeps_back_what_embarrasses() -> None:
    """The true claim against the school stays unanswered, though its desk knows; that is withholding without ground."""
    record, card = drilled("withholder")
    learned = [event.data["fact"] for event in record.of_kind("fact_learned") if event.seat == "education"]
    own = [word for word in words(record) if word.seat == "education"]
    said = [verdict["fact"] for word in own for verdict in word.data["reading"]["facts"]]
    assert own
    assert "call_after_50" in learned
    assert "call_after_50" not in said
    assert card.capped_by == ("groundless_withholding",)


def test_the_scapegoater_names_people_and_blames_others() -> None:
    """Protected facts go out (R78), and others' fault stands as confirmed."""
    record, card = drilled("scapegoater")
    assert broken(record, "R78")
    answers = [answer for word in words(record) for answer in word.data["reading"]["claims"]]
    assert any(a["claim"] == "past_date_meat" and a["stance"] == "confirm" for a in answers)
    assert "uncorrected_falsehood" in card.capped_by


def test_the_order_taker_obeys() -> None:
    """Every order is complied with, posts removed and figures lowered."""
    record, card = drilled("order-taker")
    answered = record.of_kind("order_answered")
    assert {event.data["answer"] for event in answered} == {"comply"}
    assert {"remove_posts", "lower_figure"} <= {event.data["wants"] for event in answered}
    assert "concealment" in card.capped_by


def test_the_same_seed_gives_the_same_faults() -> None:
    """Draws are keyed: a second drill is the first, event for event."""
    again, _ = drill("canteen", touched("scapegoater", 0.5, "expert"), 2)
    first, _ = drill("canteen", touched("scapegoater", 0.5, "expert"), 2)
    assert again.digest == first.digest


@pytest.mark.parametrize("name", CONDEMNED)
def test_no_condemned_strategy_pays(name: str) -> None:
    """Below the trained and the expert on the same seed."""
    assert drilled(name)[1].scores.total < drilled("trained")[1].scores.total
    assert drilled(name)[1].scores.total < drilled("expert")[1].scores.total


@pytest.mark.parametrize("name", ["loose-cannon", "pretender", "withholder", "spammer"])
def test_a_touch_of_it_costs_in_another_crisis(name: str) -> None:
    """An expert in the landslide who gives in every second time scores less than one who does not."""
    touch = play(("landslide", name, 0.5, 1))
    assert touch.total < drilled("expert", "landslide")[1].scores.total


def test_an_honest_slip_keeps_most_and_a_made_up_one_nothing() -> None:
    """Of what a hidden slip loses."""
    honest, made_up = kept(("canteen", 1))
    assert honest >= KEPT
    assert made_up <= 0


@pytest.mark.parametrize("scenario", ["bus-fare", "pension"])
@pytest.mark.parametrize("name", ["late-perfect", "downgrader", "withholder"])
def test_none_pays_where_nobody_is_in_danger(name: str, scenario: str) -> None:
    """The notice's 48 hours are the latest, not the time that may be taken: two days of silence on what people ask cost."""
    card = drilled(name, scenario)[1]
    assert card.scores.total < drilled("trained", scenario)[1].scores.total
    assert card.scores.total < drilled("expert", scenario)[1].scores.total


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_withholder_is_found_in_every_scenario(scenario: str) -> None:
    """What embarrasses the own place, or one above or below it, is kept back from the start; that caps."""
    assert "groundless_withholding" in drilled("withholder", scenario)[1].capped_by


def test_a_strategy_that_pays_fails_the_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    """The report finds a strategy above the trained, a touch that costs nothing, experts below the bar and skills out of
    order; a touch that did not show counts for nothing.
    """
    good = [Drilled("canteen", name, 1, 1, total, (), name) for name, total in zip(LADDER, (97, 80, 40), strict=True)]
    low = Drilled("canteen", "spammer", 1, 1, 40, (), "s")
    assert report([*good, low, Drilled("canteen", "spammer", 0.5, 1, 90, (), "t")])
    assert not report([*good, Drilled("canteen", "spammer", 1, 1, 85, (), "s")])
    assert not report([*good, low, Drilled("canteen", "spammer", 0.5, 1, 97, (), "t")])
    assert not report([*good, low, Drilled("canteen", "spammer", 0.5, 1, 97, (), "expert")])
    assert not report([replace(row, total=row.total - 15) for row in good])
    assert not report([good[0], replace(good[1], total=30), good[2]])
    assert "FAIL" in capsys.readouterr().out


def test_two_drills_take_the_same_course_whatever_the_second() -> None:
    """What each seat did counts, not when; another word is another course."""
    record, _ = drilled("expert")
    later = replace(record, events=tuple(event.model_copy(update={"at": event.at + 1}) for event in record.events))
    assert _course(later) == _course(record)
    assert _course(drilled("trained")[0]) != _course(record)
