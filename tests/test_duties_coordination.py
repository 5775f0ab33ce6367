"""Rules of coordination: each is met by one course of the small crisis and broken by another."""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import STRAND, at, changed, cite, entry
from support_judgement import (
    ASSESSMENT,
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

MET = [
    ("R03", "health"), ("R04", "health"), ("R04", "education"), ("R05", "office"), ("R09", "health"), ("R10", "health"),
    ("R11", "health"), ("R12", "office"), ("R13", "office"), ("R21", "health"), ("R27", "health"), ("R38", "office"),
    ("R50", "office"), ("R54", "education"), ("R58", "education"), ("R59", "education"), ("R60", "office"),
    ("R80", "health"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "seat"), MET)
def test_the_well_handled_crisis_meets_the_rule(rule: str, seat: str) -> None:
    """Done well, the whole point is earned."""
    assert set(good().credits(rule, seat)) == {1000}


@pytest.mark.parametrize(("rule", "seat"), [pair for pair in MET if pair[0] != "R11"])
def test_silence_misses_the_rule(rule: str, seat: str) -> None:
    """Nothing done, nothing earned: every duty opens all the same."""
    credits = silent().credits(rule, seat)
    assert credits
    assert set(credits) == {0}


def test_nobody_who_is_silent_can_disagree() -> None:
    """R11 is asked only of who speaks."""
    assert silent().credits("R11") == []


def test_a_department_that_shuffles_loses_its_ownership() -> None:
    """R03: passing the sheet on although the own duties are touched."""
    steps = without(desk_work(), "accept", "education")
    shuffle = step("T+00:12", "education", "transfer", strand=STRAND, to="health", reason="Not ours.")
    later = step("T+00:40", "education", "accept", strand=STRAND)
    assert judge(steps, shuffle, later).credit("R03", "education") == 0


def test_a_late_acceptance_keeps_half() -> None:
    """R03: accepted after more than four hours."""
    steps = without(desk_work(), "accept", "education")
    assert judge(steps, step("T+05:00", "education", "accept", strand=STRAND)).credit("R03", "education") == 500


def test_the_office_may_not_speak_first_in_the_departments_place() -> None:
    """R04: the responsible department signs the first response."""
    spoke = judge(desk_work(), word("T+01:05", "office", "o1", out="T+02:00", facts=cite("ill_5"), as_of=at("T+00:20")))
    assert spoke.credits("R04") == [0, 0]


def test_the_lead_answers_for_those_whose_facts_it_credits() -> None:
    """R04 with I3: the lead's word carries the other department's fact and names it."""
    lead = judge(
        without(desk_work(), "verify", "education"),
        word(
            "T+01:20", "health", "h1", out="T+02:30", facts=cite("ill_5", "kitchen_open"), credits=["fuhe/education"],
            as_of=at("T+01:20"),
        ),
    )  # fmt: skip
    assert lead.credit("R04", "education") == 1000
    assert lead.credit("R10", "education") == lead.credit("R10", "health") == 1000


def test_a_bare_name_in_the_credits_answers_for_nobody() -> None:
    """Naming a department without any fact of it discharges nothing."""
    lead = judge(
        without(desk_work(), "verify", "education"),
        word("T+01:20", "health", "h1", out="T+02:30", facts=cite("ill_5"), credits=["fuhe/education"]),
    )
    assert lead.credit("R04", "education") == 0


def test_consulting_nobody_breaks_the_rule() -> None:
    """R10: a department that works alone, without meeting and without consultation."""
    alone = judge(without(desk_work(), "convene"), first_words())
    assert alone.credit("R10", "health") < 1000
    steps = [one for one in first_words() if one[2] != "consult"]
    assert judge(without(desk_work(), "convene"), steps).credit("R10", "health") == 0


def test_other_organs_facts_must_be_confirmed() -> None:
    """R66: a foreign figure is asked about, and only whoever has confirmed it makes it sure."""
    steps = [one for one in desk_work() if one[2] != "convene"]
    share = step("T+01:00", "education", "share", to=["health"], facts=["kitchen_open"])
    foreign = word("T+01:20", "health", "h1", out="T+02:30", facts=cite("ill_5", "kitchen_open"))
    assert judge(steps, share, foreign).credit("R66", "health") == 0
    assert judge(desk_work(), foreign).credit("R66", "health") == 1000


def test_a_release_without_approval_breaks_the_rule() -> None:
    """R57: approved before it goes out."""
    steps = [one for one in first_words() if one[2] not in ("submit", "approve")]
    assert judge(desk_work(), steps).credit("R57", "health") == 0
    assert judge(desk_work(), first_words()).credit("R57", "health") == 1000


def test_undergrading_dodges_no_duty() -> None:
    """R27 and R80 are judged by the matter as it is; an 'ordinary' matter still has to be approved and linked."""
    low = {**ASSESSMENT, "grade": "ordinary", "emergency_level": None}
    steps = [s if s[2] != "assess" else step(s[0], s[1], "assess", **low) for s in well_handled()]
    judged = judge(steps)
    assert judged.credit("R80", "health") == 0
    assert judged.credit("R27", "health") == 500
    assert len(judged.credits("R57")) == len(good().credits("R57"))
    assert len(judged.credits("R38")) == 1
    assert judged.total < good().total


def test_an_assessment_by_one_input_earns_a_third() -> None:
    """R54: content, reaction and media."""
    thin = {**ASSESSMENT, "inputs": ["media"]}
    steps = [s if s[2] != "assess" else step(s[0], s[1], "assess", **thin) for s in desk_work()]
    assert judge(steps).credit("R54", "health") == 333


def test_raising_a_decoy_only_loses() -> None:
    """R54: a false alarm costs, and leaving a decoy alone earns nothing."""
    raised = judge(
        well_handled(),
        step("T-00:08", "office", "log", signal="decoy"),
        step("T-00:07", "office", "flag", signal="decoy"),
    )
    assert raised.credit("R54", "office") == -1000
    assert good().credits("R54", "office") == []
    assert raised.total < good().total


def test_the_wrong_channel_earns_nothing() -> None:
    """R58: a department reports to the owner of the channel, not past it."""
    steps = without(desk_work(), "report_up")
    wrong = step("T+00:15", "health", "report_up", strand=STRAND, to="mingyuan/gov_office", facts=cite("ill_5"))
    assert judge(steps, wrong).credit("R58", "health") == 0


def test_a_late_lead_keeps_less() -> None:
    """R13: four hours from the deadlock for the whole point, eight for half."""
    steps = without(desk_work(), "designate_lead")
    late = step("T+06:00", "office", "designate_lead", strand=STRAND, party="fuhe/health")
    assert judge(steps, late).credit("R13") == 500


def test_the_office_is_not_charged_for_a_department_that_it_pressed() -> None:
    """R60 and R12: assigned, late, pressed; what remains undone is the department's."""
    steps = without(desk_work(), "accept", "education")
    press = step("T+04:00", "office", "press", strand=STRAND, to="education")
    pressed = judge(steps, press)
    assert pressed.credit("R60", "office") == 1000
    assert pressed.credit("R03", "education") == 0
    assert judge(steps).credit("R12", "office") < pressed.credit("R12", "office")


def test_a_disposal_that_nobody_hears_of_keeps_half() -> None:
    """R59: solved offline, and said."""
    quiet = judge(desk_work())
    assert quiet.credits("R59", "education") == [500, 500]
    begun = judge(step("T+09:50", "education", "dispatch", disposal="shut_kitchen"))
    assert begun.credits("R59", "education") == [250, 0]


def test_a_conference_without_those_who_hold_the_facts_earns_little() -> None:
    """R35: the head or spokesperson of each department whose facts are on the agenda."""

    def held(attendees: list[str]) -> int:
        draft = step(
            "T+01:20", "health", "draft", draft="c1", strand=STRAND,
            message={"form": "conference", "text": {"en": "Good day."}, "facts": cite("ill_5", "kitchen_open")},
        )  # fmt: skip
        hold = step("T+03:00", "health", "hold_conference", strand=STRAND, attendees=attendees, draft="c1")
        return judge(desk_work(), draft, hold).credit("R35")

    assert held(["health", "education"]) == 1000
    assert held(["health"]) == 500


def test_a_contradiction_costs_only_whoever_was_wrong() -> None:
    """R11: education guesses a figure; health's right one stands."""
    guess = word("T+01:10", "education", "g1", out="T+03:00", facts=[{"fact": "ill_5", "value": 30}])
    judged = judge(well_handled(), guess)
    assert judged.credit("R11", "education") == 0
    assert judged.credit("R11", "health") == 1000


def test_vital_interests_ask_for_advice_and_emergencies_for_measures() -> None:
    """R16 and R18, by the focus categories of the matter."""
    focused = changed(lambda plain: entry(plain, "strands", STRAND).update(focus=[2, 4]))
    told = judge(desk_work(), first_words(), materials=focused)
    assert told.credit("R16", "health") == told.credit("R18", "health") == 1000
    bare = judge(desk_work(), first_words(advice=[]), materials=focused)
    assert bare.credit("R16", "health") == bare.credit("R18", "health") == 0
    assert good().credits("R16") == []


def test_a_dangerous_rumour_is_handed_to_both_with_proof() -> None:
    """R21: to one receiver, or without proof, the referral is worth less."""
    steps = without(well_handled(), "refer")
    one = step(
        "T+05:30", "health", "refer", claim="water_poisoned", to=["fuhe/public_security"], evidence=["water_clean"]
    )
    blind = step(
        "T+02:00", "education", "refer", claim="water_poisoned", to=["fuhe/public_security", "fuhe/cyberspace"]
    )
    assert judge(steps, one).credit("R21") == 500
    assert judge(steps, blind).credit("R21") == 500


def test_referring_lawful_criticism_breaks_the_prohibition_and_caps() -> None:
    """R22: a claim that is not false is answered, not handed to the police."""
    over = judge(
        well_handled(), step("T+05:00", "education", "refer", claim="called_late", to=["fuhe/public_security"])
    )
    assert over.credit("R22", "education") == -1000
    assert over.card.capped_by == ("over_referral",)
    assert over.total <= 40
    assert good().credits("R22") == []


def test_a_rule_that_the_rulebook_lacks_is_not_judged() -> None:
    """What is not in the catalogue binds nobody."""
    from dataclasses import replace

    from support_drill import small

    for gone in ("R12", "R35", "R50", "R51", "R59", "R60", "R66"):
        rules = {name: rule for name, rule in small().rulebook.rules.items() if name != gone}
        poorer = replace(small(), rulebook=small().rulebook.model_copy(update={"rules": rules}))
        assert judge(desk_work(), first_words(), next_words(), materials=poorer).credits(gone) == []


def test_especially_serious_opinion_asks_for_the_principal_leader() -> None:
    """R14: before the first press conference for the whole point; nothing if no leader ever acts."""
    grave = changed(lambda plain: entry(plain, "strands", STRAND).update(opinion_grade="especially_serious"))
    engage = step("T+00:20", "office", "engage_leader", strand=STRAND, ask="coordinate")
    assert judge(desk_work(), engage, materials=grave).credit("R14", "office") == 1000
    assert judge(desk_work(), materials=grave).credit("R14", "office") == 0
    assert good().credits("R14") == []


def test_on_major_emergencies_the_heads_speak_in_person() -> None:
    """R72: the head on the podium speaks for every department on it; a spokesperson alone does not."""

    def major(plain: dict[str, Any]) -> None:
        plain["clock"]["ends"] = at("T+30:00")
        entry(plain, "strands", STRAND).update(emergency_level="I")

    def held(head: bool) -> list[int]:
        draft = step(
            "T+01:20", "health", "draft", draft="c1", strand=STRAND,
            message={"form": "conference", "text": {"en": "Good day."}, "facts": cite("ill_5", "kitchen_open")},
        )  # fmt: skip
        hold = step(
            "T+03:00", "health", "hold_conference", strand=STRAND, attendees=["health", "education"], draft="c1",
            head_attends=head,
        )  # fmt: skip
        return judge(desk_work(), draft, hold, materials=changed(major)).credits("R72")

    assert held(True) == [1000, 1000]
    assert held(False) == [0, 0]
