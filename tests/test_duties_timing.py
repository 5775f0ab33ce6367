"""Rules of timing: each is met by one course of the small crisis and broken by another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support_drill import STRAND, at, changed, cite, entry, message
from support_judgement import Step, desk_work, first_words, good, judge, silent, step, without, word

from simulator.replay.materials import Materials
from simulator.rules import Rulebook, load_rulebook


def long(plain: dict[str, Any]) -> None:
    """The small crisis over three days."""
    plain["clock"]["ends"] = at("T+72:00")


def major(plain: dict[str, Any]) -> None:
    """The small crisis as a major emergency, over three days."""
    long(plain)
    entry(plain, "strands", STRAND).update(emergency_level="I", opinion_grade="especially_serious")


@pytest.mark.parametrize("rule", ["R01", "R25", "R26", "R51", "R52", "R81"])
def test_the_well_handled_crisis_is_in_time(rule: str) -> None:
    """Done in time, the whole point is earned."""
    assert set(good().credits(rule)) == {1000}


@pytest.mark.parametrize("rule", ["R51", "R52", "R81"])
def test_silence_is_late(rule: str) -> None:
    """Nothing found, nothing reported."""
    assert set(silent().credits(rule)) == {0}


@pytest.mark.parametrize(("out", "credit"), [("T+48:00", 1000), ("T+48:01", 0)])
def test_the_response_limit_is_inclusive(out: str, credit: int) -> None:
    """R25: exactly 48 hours is in time, a minute later is not."""
    late = word("T+01:00", "health", "h1", out=out, facts=cite("ill_5"), as_of=at("T+00:30"))
    assert judge(late, materials=changed(long)).credit("R25", "health") == credit


def test_promptness_fades_from_four_hours_to_a_day() -> None:
    """R01: the first word after 14 hours is worth half."""
    late = word("T+01:00", "health", "h1", out="T+14:00", facts=cite("ill_5"), as_of=at("T+00:30"))
    judged = judge(late, materials=changed(long))
    assert judged.credit("R01", "health") == 500
    assert judged.credit("R01", "education") == 0


def test_an_empty_word_is_no_response() -> None:
    """R25: a text that answers nothing stops no clock."""
    empty = judge(word("T+01:00", "health", "h1", out="T+02:00"), materials=changed(long))
    assert empty.credit("R25", "health") == empty.credit("R01", "health") == 0


def test_an_honest_holding_statement_counts_for_timing() -> None:
    """What is not known yet and when the next word comes is a response (OFFICIAL_RULES 9.3)."""
    holding = judge(word("T+00:13", "health", "h1", out="T+01:00", unknowns=["cause"], next_update=at("T+04:00")))
    assert holding.credit("R25", "health") == 1000


def test_a_major_emergency_asks_for_a_first_word_and_a_conference() -> None:
    """R70 and R24 replace the 48 hours on levels I and II."""
    crisis = changed(major)
    nothing = judge(materials=crisis)
    assert nothing.credits("R70") == nothing.credits("R24") == [0, 0]
    assert nothing.credits("R25") == []
    conference = [
        step(
            "T+01:20", "health", "draft", draft="c1", strand=STRAND,
            message={"form": "conference", "text": {"en": "Good day."}, "facts": cite("ill_5", "kitchen_open")},
        ),
        step("T+03:00", "health", "hold_conference", strand=STRAND, attendees=["health", "education"], draft="c1"),
    ]  # fmt: skip
    done = judge(desk_work(), first_words(), conference, materials=crisis)
    assert done.credits("R24") == [1000, 1000]
    assert done.credit("R70", "health") == 1000


def test_a_first_word_without_a_measure_does_not_meet_the_five_hours() -> None:
    """R70: at least one verified fact and one measure."""
    bare = word("T+01:00", "health", "h1", out="T+02:00", facts=cite("ill_5"), as_of=at("T+00:30"))
    assert judge(desk_work(), bare, materials=changed(major)).credit("R70", "health") == 0


def test_a_broken_promise_is_missed() -> None:
    """R26: a word promised for T+05:00 does not come."""
    assert 0 in judge(desk_work(), first_words()).credits("R26", "health")


def test_an_empty_word_keeps_no_promise() -> None:
    """R26: a text that says nothing does not fulfil it."""
    empty = word("T+03:00", "health", "x", out="T+04:30")
    judged = judge(desk_work(), first_words(), empty)
    promise = next(e for e in judged.drill.events if e.kind == "promise_made")
    assert judged.credit("R26", "health", f"p{promise.data['word']}") == 0


def test_a_new_figure_that_is_kept_back_is_missed() -> None:
    """R26: the higher figure is known and not published within six hours."""
    longer = changed(long)
    verify = step("T+02:40", "health", "verify", target="ill")
    assert judge(desk_work(), first_words(), verify, materials=longer).credit("R26", "health", "nill_9") == 0
    told = word("T+03:30", "health", "h2", "update", out="T+05:00", facts=cite("ill_9"), as_of=at("T+03:30"))
    assert judge(desk_work(), first_words(), verify, told, materials=longer).credit("R26", "health", "nill_9") == 1000


def test_a_day_of_silence_is_missed_and_closing_ends_the_days() -> None:
    """R26: at least one word each day until the sheet is closed."""
    longer = changed(long)
    keys = [
        (event.data["key"], event.data["credit"])
        for event in judge(desk_work(), first_words(), materials=longer).drill.events
        if event.kind in ("duty_met", "duty_missed") and event.data["rule"] == "R26" and event.data["key"][0] == "d"
    ]
    assert keys
    assert {credit for _, credit in keys} == {0}
    closed = judge(desk_work(), first_words(), step("T+10:00", "office", "close", strand=STRAND), materials=longer)
    days = [e for e in closed.drill.events if e.kind == "duty_met" and e.data["key"][:1] == "d"]
    assert len(days) == len(keys)


def test_repeating_a_text_keeps_nobody_informed() -> None:
    """R26: the same word every day, with the same as-of time, is silence in many words."""
    longer = changed(long)
    fields: dict[str, Any] = {"facts": cite("ill_5"), "as_of": at("T+00:30")}
    repeats = [word(f"T+{day}:00", "health", f"r{day}", out=f"T+{day + 2}:00", **fields) for day in (20, 40, 60)]
    first = word("T+00:40", "health", "h1", out="T+01:50", **fields)
    credits = judge(desk_work(), first, *repeats, materials=longer).credits("R26", "health")
    assert credits
    assert set(credits) == {0}


def test_a_sign_logged_late_keeps_half_and_others_may_not_bring_it() -> None:
    """R51: own watch within two hours; a document on the desk means that others had to tell the unit."""
    assert judge(step("T+00:30", "health", "log", signal="sign")).credit("R51", "health") == 0

    def early(plain: dict[str, Any]) -> None:
        plain["clock"]["opens"] = at("T-04:00")
        entry(plain, "signals", "sign")["at"] = at("T-03:30")

    slow = judge(step("T-01:00", "health", "log", signal="sign"), materials=changed(early))
    assert slow.credit("R51", "health") == 500


def test_a_report_with_an_altered_figure_is_false() -> None:
    """R81: late, false, concealed and omitted reports."""
    steps = without(desk_work(), "report_up", "office")
    lower = step("T+00:16", "office", "report_up", strand=STRAND, to="mingyuan/gov_office", facts=cite(ill_5=2))
    bare = step("T+00:16", "office", "report_up", strand=STRAND, to="mingyuan/gov_office")
    assert judge(steps, lower).credit("R81") == 0
    assert judge(steps, bare).credit("R81") == 500
    assert judge(steps).credit("R81") == 0


def under(book: Rulebook | str, change: Callable[[dict[str, Any]], None] = major) -> Materials:
    """The small crisis as a major emergency, or changed otherwise, under another rulebook."""
    return replace(changed(change), rulebook=load_rulebook(book) if isinstance(book, str) else book)


def conference(out: str) -> list[Step]:
    """Health holds a conference with education at a moment."""
    said = {"form": "conference", "text": {"en": "Good day."}, "facts": cite("ill_5", "kitchen_open")}
    return [
        step("T+01:20", "health", "draft", draft="c1", strand=STRAND, message=said),
        step(out, "health", "hold_conference", strand=STRAND, attendees=["health", "education"], draft="c1"),
    ]


def test_a_press_centre_in_place_of_the_conference() -> None:
    """Beijing 2021: the press is received inside 24 hours, by a conference that is called or a call that is answered."""
    crisis = under("beijing-2021")
    assert judge(desk_work(), first_words(), materials=crisis).credits("R24") == [0, 0]
    reply = step(
        "T+01:10", "education", "reply", inject="reporter", message=message("reply", facts=cite("kitchen_open"))
    )
    assert judge(desk_work(), reply, materials=crisis).credits("R24") == [1000, 1000]
    assert judge(desk_work(), conference("T+03:00"), materials=crisis).credits("R24") == [1000, 1000]


def test_a_response_in_place_of_the_conference() -> None:
    """A township: a response inside 24 hours on levels I and II, and a head who signs in place of one who appears."""
    crisis = under("wengang-township")
    written = judge(desk_work(), first_words(), materials=crisis)
    assert written.credits("R24") == [1000, 1000]
    assert written.credits("R72") == [0, 0]
    engaged = step("T+00:20", "health", "engage_leader", strand=STRAND, ask="guide")
    assert judge(desk_work(), engaged, first_words(), materials=crisis).credit("R72", "health") == 1000
    assert judge(desk_work(), materials=crisis).credits("R24") == [0, 0]


def test_a_conference_where_necessary_is_asked_of_nobody() -> None:
    """A department in Jilin: no conference is no breach, one that is held is judged by its time."""
    crisis = under("jilin-department")
    assert judge(desk_work(), first_words(), materials=crisis).credits("R24") == []
    assert judge(desk_work(), conference("T+03:00"), materials=crisis).credits("R24") == [1000, 1000]
    assert judge(desk_work(), conference("T+30:00"), materials=crisis).credits("R24") == [0, 0]


def test_a_misread_decision_has_its_working_days() -> None:
    """Beijing 2016: the explanation is due at the end of the third working day, and R25 has no limit at all."""

    def misread(plain: dict[str, Any]) -> None:
        plain["clock"]["ends"] = at("T+96:00")
        entry(plain, "strands", STRAND).update(focus=[1])

    crisis = under("beijing-2016", misread)
    judged = judge(materials=crisis)
    assert judged.credits("R25") == []
    opened = next(e for e in judged.drill.events if e.kind == "duty_opened" and e.data["rule"] == "R15")
    assert opened.data["due"] == 3 * 86400 + 16 * 3600  # T+0 is a Tuesday at eight
    late = word("T+01:00", "health", "h1", out="T+60:00", facts=cite("ill_5"), as_of=at("T+00:30"))
    assert judge(late, materials=crisis).credit("R15", "health") == 1000


def test_what_was_verified_goes_up_in_working_days() -> None:
    """A township's internal limit: a report with facts inside two working days; a bare one is none."""
    crisis = under("wanbu-township", long)
    told = judge(desk_work(), materials=crisis)
    assert told.credit("R56", "health", "report") == 1000
    steps = without(desk_work(), "report_up", "education")
    bare = step("T+00:15", "education", "report_up", strand=STRAND, to="fuhe/gov_office")
    assert judge(steps, bare, materials=crisis).credit("R56", "education", "report") == 0
    assert good().credits("R56", "health", "report") == []


def starting(moment: str) -> Rulebook:
    """The default rulebook with other opinion's clock starting at another moment, and 12 hours to respond."""
    data = load_rulebook("i80-2016").model_dump(mode="json")
    data["clock_start"]["opinion"] = moment
    data["limits"]["response_h"] = 12
    return Rulebook.model_validate(data)


@pytest.mark.parametrize(("moment", "due"), [("surfaced", 12 * 3600), ("detected", 43800), ("assigned", 43980)])
def test_a_clock_starts_where_the_rulebook_says(moment: str, due: int) -> None:
    """I14: from T+0, from the sheet at T+00:10, or from the assignment at T+00:13; the limit is inclusive each time."""
    crisis = under(starting(moment), long)
    seconds = f":{due % 60:02d}" if due % 60 else ""
    out = f"T+{due // 3600:02d}:{due // 60 % 60:02d}{seconds}"
    late = word("T+01:00", "health", "h1", out=out, facts=cite("ill_5"), as_of=at("T+00:30"))
    judged = judge(desk_work(), late, materials=crisis)
    opened = [e.data["due"] for e in judged.drill.events if e.kind == "duty_opened" and e.data["rule"] == "R25"]
    assert opened == [due, due]
    assert judged.credits("R25") == [1000, 0]


def test_a_clock_that_nobody_starts_counts_from_the_beginning() -> None:
    """I14: where the matter is never assigned, looking away wins no time."""
    assert judge(materials=under(starting("assigned"), long)).credits("R25") == [0, 0]


def test_the_grade_moves_no_clock() -> None:
    """I15: an especially serious opinion on a larger emergency has 48 hours, and asks for the leader."""

    def grave(plain: dict[str, Any]) -> None:
        long(plain)
        entry(plain, "strands", STRAND).update(emergency_level="III", opinion_grade="especially_serious")

    judged = judge(materials=changed(grave))
    due = {e.data["due"] for e in judged.drill.events if e.kind == "duty_opened" and e.data["rule"] == "R25"}
    assert due == {48 * 3600}
    assert judged.credits("R24") == []
    assert judged.credits("R14") == [0]
