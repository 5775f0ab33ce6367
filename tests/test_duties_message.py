"""Rules about words: rumours rebutted, errors corrected, orders answered, channels, what may not go out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support_drill import at, changed, cite
from support_judgement import (
    RECEIVERS,
    Judged,
    Step,
    add_party,
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

from simulator.rules import Rulebook, load_rulebook

WRONG = {"facts": [{"fact": "ill_5", "value": 3}], "as_of": None}
"""A first word with a wrong figure."""


def corrected(out: str, **fields: Any) -> list[Step]:
    """A correction of the figure by health."""
    draft = f"T+{int(out[2:4]) - 1:02d}:{out[5:7]}"
    given = {"facts": cite("ill_5"), "as_of": at("T+00:30"), "corrects": "ill", **fields}
    return word(draft, "health", "fix", "correction", out=out, **given)


def slip(*more: Any) -> Judged:
    """The crisis with a wrong figure in the first word of health, and what follows it instead of its update."""
    return judge(desk_work(), first_words(**WRONG), *more)


def test_stating_nothing_untrue_has_the_whole_point() -> None:
    """R30: no slip can gain what honesty has."""
    assert good().credit("R30", "health") == 1000


@pytest.mark.parametrize(
    ("out", "fields", "credit"),
    [
        ("T+04:20", {}, 900),
        ("T+05:30", {}, 500),
        ("T+04:20", {"corrects": None}, 500),
        ("T+05:30", {"corrects": None}, 250),
    ],
)
def test_a_slip_keeps_most_if_named_and_put_right_in_two_hours(out: str, fields: dict[str, Any], credit: int) -> None:
    """R30 with R36: prompt and named 90 %, late or silently half, both a quarter."""
    assert slip(corrected(out, **fields)).credit("R30", "health") == credit


def test_a_hidden_error_keeps_nothing_and_caps() -> None:
    """R30: an error that could be known and stands."""
    hidden = slip()
    assert hidden.credit("R30", "health") == 0
    assert hidden.card.capped_by == ("uncorrected_falsehood",)
    assert hidden.total <= 40


def test_lying_again_after_a_correction_is_a_new_error() -> None:
    """Tolerance is given once for each error, not once for all."""
    again = word("T+05:00", "health", "lie", "update", out="T+06:00", facts=[{"fact": "ill_5", "value": 2}])
    judged = slip(corrected("T+04:20"), again)
    assert judged.credits("R30", "health") == [900, 0]
    assert "uncorrected_falsehood" in judged.card.capped_by


def test_two_hours_run_from_when_the_error_could_be_known() -> None:
    """A guess on what nobody has verified is knowable only once the desk learns better."""
    guess = word("T+00:50", "education", "g", out="T+01:40", facts=[{"fact": "call_50", "value": 10}])
    steps = without(desk_work(), "verify", "education")
    verify = step("T+06:00", "education", "verify", target="call")
    fix = word(
        "T+07:20",
        "education",
        "fix",
        "correction",
        out="T+08:00",
        facts=cite("call_50"),
        as_of=at("T+07:20"),
        corrects="call",
    )
    assert judge(steps, guess, verify, fix).credit("R30", "education") == 700


def test_an_error_becomes_knowable_when_another_publishes_the_truth() -> None:
    """What anybody can read in public is no secret to the speaker."""
    guess = word("T+01:10", "education", "g", out="T+02:00", facts=[{"fact": "ill_9", "value": 30}])
    steps = without(desk_work(), "convene")
    judged = judge(steps, guess, first_words(), next_words())
    assert [e.seat for e in judged.drill.events if e.kind == "error_knowable"] == ["education"]


def pretended(*more: Any) -> Judged:
    """The crisis in which nobody cleans the kitchen and the first word of education's colleague says that somebody does."""
    idle = [one for one in desk_work() if one[3].get("disposal") != "clean_kitchen"]
    return judge(idle, first_words(disposals=["clean_kitchen"]), *more)


def test_work_that_nobody_began_is_reported_untruly() -> None:
    """R30: a disposal reported and never begun trips the word's gate, is an error from that moment, and caps if it stands."""
    judged = pretended()
    first = next(event for event in judged.drill.events if event.kind == "published" and event.seat == "health")
    assert first.data["reading"]["gates"] == ["contradiction"]
    known = [e for e in judged.drill.events if e.kind == "error_knowable"]
    assert [(e.seat, e.data["about"], e.at) for e in known] == [("health", "clean_kitchen", first.at)]
    assert judged.credit("R30", "health") == 0
    assert judged.card.capped_by == ("uncorrected_falsehood",)


def test_reported_work_can_be_taken_back() -> None:
    """Named as an error inside two hours it is a slip like any other."""
    assert pretended(corrected("T+04:20", corrects="clean_kitchen")).credit("R30", "health") == 900


def test_a_guess_that_stands_is_no_honest_error() -> None:
    """R30: who never looked cannot plead not having known better; who named another organ as the source may."""
    steps = without(desk_work(), "verify", "education")
    figure = {"facts": [{"fact": "call_50", "value": 10}]}
    own = judge(steps, word("T+00:50", "education", "g", out="T+01:40", **figure))
    assert own.credit("R30", "education") == 0
    passed_on = judge(steps, word("T+00:50", "health", "g", out="T+01:40", **figure, credits=["fuhe/education"]))
    assert "uncorrected_falsehood" not in passed_on.card.capped_by


def test_a_dangerous_rumour_must_be_rebutted_with_evidence() -> None:
    """R20: referral does not replace the public correction, and a bare denial is worth half."""
    assert good().credit("R20", "health") == 1000
    refer = step("T+05:30", "health", "refer", claim="water_poisoned", to=RECEIVERS)
    assert judge(desk_work(), first_words(), refer).credit("R20") == 0
    bare = word(
        "T+04:10", "health", "h2", "rebuttal", out="T+05:00", claims=[{"claim": "water_poisoned", "stance": "deny"}]
    )
    check = step("T+02:31", "health", "verify", target="water_poisoned")
    assert judge(desk_work(), first_words(), check, bare).credit("R20") == 500


def test_the_duty_to_rebut_lies_with_the_desk_that_can_check() -> None:
    """A seat is asked only for what is in its power."""
    opened = [e for e in silent().drill.events if e.kind == "duty_opened" and e.data["rule"] in ("R20", "R21")]
    assert {event.seat for event in opened} == {"health"}


@pytest.mark.parametrize(("answer", "credit"), [("dissent", 1000), ("ask_ground", 1000), ("comply", 0)])
def test_an_unlawful_order_is_questioned(answer: str, credit: int) -> None:
    """R50: complying is always a finding."""
    steps = without(well_handled(), "answer_order")
    judged = judge(steps, step("T+02:40", "office", "answer_order", inject="wait", answer=answer))
    assert judged.credit("R50", "office") == credit
    assert judged.findings("R50")


def test_an_order_left_lying_is_obeyed_in_fact_where_the_figure_stays_unsaid() -> None:
    """R50: half if the public heard of it all the same."""
    steps = without(well_handled(), "answer_order")
    assert judge(steps).credit("R50", "office") == 500
    assert silent().credit("R50", "office") == 0


def test_channels_count_by_release_and_novelty() -> None:
    """R37: where people ask, and the place of record; repeats on more channels make up for nothing."""
    fields: dict[str, Any] = {"facts": cite("ill_5"), "as_of": at("T+00:30")}
    narrow = word("T+00:40", "health", "h1", out="T+02:00", channels=["news_portal"], **fields)
    loud = [word(f"T+0{hour}:00", "health", f"r{hour}", out=f"T+0{hour}:59", **fields) for hour in (3, 4, 5)]
    assert judge(narrow).credit("R37", "health") == 333
    assert judge(narrow, *loud).credit("R37", "health") == 333


def test_publishing_what_the_law_protects_only_loses() -> None:
    """R78: a name goes out."""
    leaked = judge(well_handled(facts=cite("ill_5", "the_names")))
    assert leaked.credit("R78", "health") == -1000
    assert leaked.total < good().total
    (finding,) = leaked.findings("R78")
    assert finding.points < 0
    assert finding.possible == 0
    assert good().credits("R78") == []


def test_an_empty_text_poses_as_a_response_once() -> None:
    """R85: it loses, and only once for each seat."""
    empty = [word(f"T+0{hour}:00", "health", f"x{hour}", out=f"T+0{hour}:59") for hour in (1, 2, 3)]
    assert judge(*empty).credits("R85", "health") == [-1000]


def test_complying_to_wait_caps_only_the_owner_who_held_the_figure_back() -> None:
    """Concealment: the figure stays unsaid as long as was ordered, by the seat that could have said it."""

    def to_health(plain: dict[str, Any]) -> None:
        next(one for one in plain["injects"] if one["id"] == "wait")["to"] = ["health", "office"]

    steps = without(without(desk_work(), "answer_order"), "verify", "education")
    verify = step("T+02:32", "health", "verify", target="ill")
    obey = step("T+02:40", "health", "answer_order", inject="wait", answer="comply")
    dissent = step("T+02:41", "office", "answer_order", inject="wait", answer="dissent")
    kept = judge(steps, first_words(), verify, obey, dissent, materials=changed(to_health))
    assert "concealment" in kept.card.capped_by
    told = word("T+03:10", "health", "h2", "update", out="T+05:00", facts=cite("ill_9"), as_of=at("T+03:10"))
    said = judge(steps, first_words(), verify, obey, dissent, told, materials=changed(to_health))
    assert "concealment" not in said.card.capped_by
    office = step("T+02:41", "office", "answer_order", inject="wait", answer="comply")
    other = step("T+02:40", "health", "answer_order", inject="wait", answer="dissent")
    powerless = judge(steps, first_words(), verify, other, office, materials=changed(to_health))
    assert "concealment" not in powerless.card.capped_by
    assert powerless.credit("R50", "office") == 0


@pytest.mark.parametrize("wants", ["lower_figure", "remove_posts"])
def test_complying_to_lower_or_remove_is_always_concealment(wants: str) -> None:
    """A finding and a cap, whatever follows; another seat's dissent does not wash it away."""

    def worse(plain: dict[str, Any]) -> None:
        inject = next(one for one in plain["injects"] if one["id"] == "wait")
        inject["to"] = ["office", "health"]
        inject["order"] = {"wants": wants, "lawful": False, "slot": "ill", "value": 2}

    steps = without(well_handled(), "answer_order")
    comply = step("T+02:40", "office", "answer_order", inject="wait", answer="comply")
    dissent = step("T+02:41", "health", "answer_order", inject="wait", answer="dissent")
    judged = judge(steps, comply, dissent, materials=changed(worse))
    assert judged.card.capped_by == ("concealment",)
    assert judged.credit("R50", "office") == 0
    assert judged.seat("health").scores.total > 40 >= judged.total
    assert judged.seat("office").scores.total <= 40


@pytest.mark.parametrize(("value", "credit"), [("first_word_h", 860), ("response_h", 1000)])
def test_speed_against_a_serious_rumour_has_its_own_measure(value: str, credit: int) -> None:
    """I12: eleven hours after it began, a rebuttal is late by the first word's five hours and in time by the 48."""
    data = load_rulebook("i80-2016").model_dump(mode="json")
    data["interpretations"]["I12"]["value"] = value

    def longer(plain: dict[str, Any]) -> None:
        plain["clock"]["ends"] = at("T+20:00")

    crisis = replace(changed(longer), rulebook=Rulebook.model_validate(data))
    denial: dict[str, Any] = {
        "facts": cite("water_clean"),
        "claims": [{"claim": "water_poisoned", "stance": "deny"}],
        "as_of": at("T+11:00"),
    }
    check = step("T+02:31", "health", "verify", target="water_poisoned")
    judged = judge(check, word("T+11:00", "health", "h2", "rebuttal", out="T+12:30", **denial), materials=crisis)
    assert judged.credit("R20", "health") == credit


def test_a_leak_quotes_the_ground_of_what_was_leaked() -> None:
    """R78: the finding says why the fact was withheld, in both languages."""
    leak = judge(word("T+00:40", "health", "x", out="T+02:00", facts=cite("the_names")))
    (finding,) = [f for f in leak.findings("R78") if f.credit < 0]
    assert "privacy of minors" in finding.says.en
    assert "未成年人隐私" in finding.says.zh


def test_a_ground_may_stand_with_the_protected_matter() -> None:
    """A fact without a ground of its own has that of the protected matter that it belongs to."""

    def bare(plain: dict[str, Any]) -> None:
        next(fact for fact in plain["facts"] if fact["id"] == "the_names")["ground"] = None

    leak = judge(word("T+00:40", "health", "x", out="T+02:00", facts=cite("the_names")), materials=changed(bare))
    assert any("privacy of minors" in finding.says.en for finding in leak.findings("R78"))


def test_what_was_leaked_is_not_late() -> None:
    """The openness ledger calls a withheld fact that went out leaked, and gives no lateness for it."""
    leak = judge(word("T+00:40", "health", "x", out="T+02:00", facts=cite("the_names", "ill_5")))
    rows = {row.fact: row for row in leak.card.openness}
    assert (rows["the_names"].leaked, rows["the_names"].late) == (True, None)
    assert (rows["ill_5"].leaked, rows["ill_5"].late) == (False, at("T+02:00"))
    assert not any(row.leaked for row in good().card.openness)


def reading(name: str, value: object) -> Rulebook:
    """The default rulebook with one reading set otherwise."""
    data = load_rulebook("i80-2016").model_dump(mode="json")
    data["interpretations"][name]["value"] = value
    return Rulebook.model_validate(data)


def test_the_receivers_of_a_rumour_are_a_reading() -> None:
    """I16: with telecom as network supervision, cyberspace is the wrong address."""
    crisis = changed(lambda plain: add_party(plain, "fuhe/telecom", "telecom"))
    handed = step(
        "T+05:30", "health", "refer", claim="water_poisoned", to=["fuhe/public_security", "fuhe/telecom"],
        evidence=["water_clean"],
    )  # fmt: skip
    steps = [*without(well_handled(), "refer"), handed]
    assert judge(steps, materials=crisis).credit("R21") == 500
    other = replace(crisis, rulebook=reading("I16", ["public_security", "telecom"]))
    assert judge(steps, materials=other).credit("R21") == 1000


def test_an_actors_own_statement_is_no_answer_unless_the_reading_says_so() -> None:
    """I13: the hospital's figure discharges nobody; set otherwise, it does so for the owner of the figure alone."""

    def longer(plain: dict[str, Any]) -> None:
        plain["clock"]["ends"] = at("T+72:00")

    usual = changed(longer)
    assert judge(materials=usual).credits("R25") == [0, 0]
    other = judge(materials=replace(usual, rulebook=reading("I13", True)))
    assert (other.credit("R25", "health"), other.credit("R25", "education")) == (1000, 0)


@pytest.mark.parametrize("answer", ["comply", "dissent"])
def test_an_order_to_hand_critics_over_is_obeyed_by_referring_them(answer: str) -> None:
    """R22 and R50: who complies has referred them, which caps the total; who dissents has not."""

    def loudest(plain: dict[str, Any]) -> None:
        inject = next(one for one in plain["injects"] if one["id"] == "wait")
        inject["order"] = {"wants": "refer_critics", "claim": "called_late", "lawful": False}

    steps = without(well_handled(), "answer_order")
    judged = judge(
        steps, step("T+02:40", "office", "answer_order", inject="wait", answer=answer), materials=changed(loudest)
    )
    obeyed = answer == "comply"
    assert judged.credits("R22", "office") == ([-1000] if obeyed else [])
    assert judged.credit("R50", "office") == (0 if obeyed else 1000)
    assert ("over_referral" in judged.card.capped_by) == obeyed
