"""What seats do of their own accord: interviews, promised words, risk assessments, disputes carried upward, more clerks; and
how officers heed every limit of the rulebook in force.
"""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import STRAND, at, begin, changed, cite, do, entry, finish, of, publish, small
from support_judgement import desk_work, first_words, judge, step, word
from test_actions import ANSWER, INTERVIEW

from reports.names import Names
from reports.promises import promises
from simulator.drill import Drill
from simulator.drill.colleagues import heeding
from simulator.opinion.hotline import Queue
from simulator.record import Event
from simulator.replay.materials import Materials
from simulator.rules import load_rulebook
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Scenario

QUESTION = "is_it_closed"


def interview(drill: Drill, seat: str = "education", **fields: Any) -> Event:
    """A seat gives the reporter an interview; the event of it."""
    event = do(drill, seat, "give_interview", **{**INTERVIEW, **fields})
    assert event.kind == "action", event.data["reason"]
    drill.advance(drill.now + 2 * HOUR)
    return of(drill, "interview_given")[-1]


def test_an_interview_is_a_public_word() -> None:
    """It is read, makes its facts public, answers the call, and takes the desk its time."""
    drill = begin(now=at("T+01:01"))
    given = interview(drill)
    assert given.at - at("T+01:01") > 15 * 60
    assert [one["outcome"] for one in given.data["answers"]] == ["answered"]
    assert given.data["channels"] == ["news_portal", "traditional_media"]
    assert "kitchen_open" in drill.board.public
    assert drill.board.words[-1].message.text["en"] == "Kitchen: closed since noon."
    assert drill.board.documents["education"]["reporter"].answered == given.at
    assert given.visible_to("health")


def test_an_answer_that_evades_is_worth_nothing() -> None:
    """Who knows and declines without a ground, or says that it is not known, is heard to evade."""
    for fields in ({"mode": "decline"}, {"mode": "not_known_yet", "next_update": "T+08:00"}):
        drill = begin(now=at("T+01:01"))
        given = interview(drill, answers=[{"question": QUESTION, "by": "education", **fields}])
        assert given.data["answers"][0]["outcome"] == "evaded"
        assert given.data["answers"][0]["worth"] == 0
        assert given.data["reading"]["score"] <= 50


def test_own_words_stand_as_they_were_said() -> None:
    """What the speaker says in own words is the text; what it leaves out is told from what it cites."""
    drill = begin(now=at("T+01:01"))
    given = interview(drill, answers=[{**ANSWER, "text": {"en": "Yes, since noon."}}])
    assert given.data["message"]["text"] == {"en": "Yes, since noon.", "zh": "食堂：中午起停用。"}


def test_a_promise_in_an_interview_is_a_promise() -> None:
    """The next word that it names is kept or broken like any other."""
    drill = begin(now=at("T+01:01"))
    interview(drill, answers=[{**ANSWER, "next_update": "T+05:00"}])
    finish(drill)
    assert [event.kind for event in of(drill, "promise_made", "promise_broken")] == ["promise_made", "promise_broken"]


def test_an_interview_serves_the_press() -> None:
    """R39 and R63 are met by it as by a reply; evading earns half of R39."""
    told = step("T+01:05", "education", "give_interview", **INTERVIEW)
    evaded = {**INTERVIEW, "answers": [{"question": QUESTION, "by": "education", "mode": "decline"}]}
    met = judge(told)
    assert met.credits("R39", "education") == [1000]
    assert met.credits("R63", "education", key="reporter") == [1000]
    assert judge(step("T+01:05", "education", "give_interview", **evaded)).credits("R39", "education") == [500]


def test_who_comes_forward_has_room_of_the_own() -> None:
    """No approval and no consultation is missed for an interview (N61 clause 3); what is not the seat's own is judged (R65)."""
    judged = judge(step("T+01:05", "education", "give_interview", **INTERVIEW))
    assert judged.credits("R68", "education") == []
    assert judged.credits("R37", "education") == []
    office = {"question": "how_many_ill", "by": "office", "facts": cite("ill_5")}
    taken = {"strand": STRAND, "outlet": "evening_post", "answers": [office]}
    shared = step("T+00:20", "health", "share", to=["office"], facts=["ill_5"])
    usurped = judge(shared, step("T+01:05", "office", "give_interview", **taken))
    assert min(usurped.credits("R65")) <= 0


def test_a_promise_is_no_word() -> None:
    """It responds to nothing, and a word that says something new keeps it."""
    drill = begin(now=at("T+00:11"))
    do(drill, "health", "promise_update", strand=STRAND, due="T+03:00")
    assert of(drill, "promise_made")[0].visible_to("education")
    assert drill.board.words == []
    publish(drill, "health", "one", facts=cite("ill_5"))
    assert [event.kind for event in of(drill, "promise_kept")] == ["promise_kept"]


def test_the_ledger_names_owner_due_time_and_end() -> None:
    """Every promise stands on the board with who made it, for when, and whether it was kept."""
    drill = begin(now=at("T+00:11"))
    do(drill, "health", "promise_update", strand=STRAND, due="T+03:00")
    do(drill, "education", "promise_update", strand=STRAND, due="T+02:00")
    publish(drill, "health", "one", facts=cite("ill_5"))
    finish(drill)
    ledger = [(p.party, p.due, p.kept is not None, p.broken) for p in drill.board.promises]
    assert ledger == [("fuhe/health", 3 * HOUR, True, False), ("fuhe/education", 2 * HOUR, False, True)]
    rows = promises(drill.events, Names(drill.scenario, "en"))
    assert [(row.owner, row.due) for row in rows] == [("Health officer", "T+03:00"), ("Education officer", "T+02:00")]
    assert rows[0].state.startswith("kept (T+")
    assert rows[1].state == "lapsed"
    assert all(len(row.evidence) == 2 for row in rows)


def long(plain: dict[str, Any]) -> None:
    """Four days."""
    plain["clock"]["ends"] = at("T+96:00")


def test_a_far_promise_continues_nothing() -> None:
    """A next word for T+71 h earns nothing if it comes, costs if it does not, and is no honest 'not known yet' (R25, R26)."""
    far = step("T+00:30", "health", "promise_update", strand=STRAND, due="T+71:00")
    near = step("T+00:30", "health", "promise_update", strand=STRAND, due="T+20:00")
    days = word("T+01:00", "health", "h", out="T+18:00", facts=cite("ill_9"), as_of=at("T+18:00"))
    days = [step("T+02:01", "health", "verify", target="ill"), *[(d[0].replace("T+01", "T+03"), *d[1:]) for d in days]]

    def promised(*steps: Any) -> list[int]:
        judged = judge(*steps, materials=changed(long))
        settled = [e.data for e in judged.drill.events if e.kind in ("duty_met", "duty_missed")]
        return [d["credit"] for d in settled if d["rule"] == "R26" and d["key"][0] == "p"]

    assert promised(near, days) == [1000]
    assert promised(far, days) == []
    assert promised(far) == [0]
    holding = {"facts": [], "unknowns": ["cause"], "disposals": [], "advice": []}
    late = word("T+00:35", "health", "h", out="T+02:30", next_update=at("T+71:00"), **holding)
    soon = word("T+00:35", "health", "h", out="T+02:30", next_update=at("T+12:00"), **holding)
    assert judge(soon, materials=changed(long)).credits("R25", "health") == [1000]
    assert judge(late, materials=changed(long)).credits("R25", "health") == [0]


@pytest.mark.parametrize(
    ("methods", "plan", "worth"),
    [(["tracking"], None, 250), (["tracking", "survey"], None, 500), (["survey"], "Wait.", 500)],
)
def test_a_thin_assessment_earns_a_part(methods: list[str], plan: str | None, worth: int) -> None:
    """A level alone is a quarter; a plan, and more than one way of finding out, are the rest (R55)."""

    def focus(plain: dict[str, Any]) -> None:
        entry(plain, "strands", STRAND)["focus"] = [2]

    about = {"strand": STRAND, "decision": "kitchen_open", "level": "low"}
    thin = step("T+00:40", "education", "assess_risk", methods=methods, plan=plan, **about)
    judged = judge(desk_work(), first_words(), thin, materials=changed(focus))
    assert judged.credits("R55") == [worth]


def test_more_clerks_take_more_calls() -> None:
    """A queue that is given servers loses fewer of the same calls, and has them only for a time."""
    numbers = [0.4, 1.0, 1.0] * 400
    few, many = Queue(1, 300, 180), Queue(1, 300, 180)
    many.staff(4, 0)
    lost = few.take(0, HOUR, 60, numbers), many.take(0, HOUR, 60, numbers)
    assert lost[0] is not None
    assert lost[1] is not None
    assert lost[1].calls == lost[0].calls
    assert lost[1].lost < lost[0].lost
    many.staff(1, HOUR)
    assert many.clerks == 1


def test_the_office_calls_clerks_at_a_cost() -> None:
    """They come when the desk has found and briefed them, which is work; the record keeps their hours."""
    drill = begin(now=0)
    do(drill, "office", "staff_hotline", clerks=3, hours=4)
    drill.advance(3 * HOUR)
    (there,) = of(drill, "hotline_staffed")
    assert there.data["clerk_hours"] == 12
    assert there.at > 30 * 60
    assert drill.board.clerks == [(there.at, there.at + 4 * HOUR, 3)]
    refused = do(drill, "office", "staff_hotline", clerks=18, hours=4)
    assert "room for 17 more" in refused.data["reason"]


def test_a_hotline_with_a_seat_of_its_own_staffs_itself() -> None:
    """Then the office may not."""

    def own(plain: dict[str, Any]) -> None:
        plain["parties"] = [
            *plain["parties"],
            {"id": "fuhe/line", "kind": "hotline", "name": {"en": "12345", "zh": "12345"}},
        ]
        text = {"en": "x", "zh": "接"}
        seat = {"id": "line", "party": "fuhe/line", "title": text, "briefing": text, "interest": text, "stance": "help"}
        plain["seats"] = [*plain["seats"], seat]

    drill = begin(changed(own), now=0)
    assert "12345's to staff" in do(drill, "office", "staff_hotline", clerks=1, hours=1).data["reason"]
    assert do(drill, "line", "staff_hotline", clerks=1, hours=1).kind == "action"


def test_a_dispute_reaches_who_decides_and_whom_it_is_about() -> None:
    """The office and the other unit see it, nobody else."""
    drill = begin(now=at("T+00:11"))
    do(drill, "health", "escalate", strand=STRAND, to="fuhe/gov_office", about="education", reason="Both of us.")
    (event,) = of(drill, "escalated")
    assert event.data["to"] == ["office", "education"]


def test_officers_read_every_limit() -> None:
    """First word, response in place of a conference, conference or press centre, and reports, as the rulebook has them."""
    limits = {name: load_rulebook(name).limits for name in ("i80-2016", "wengang-township", "beijing-2021", "n61-2016")}
    assert heeding.first_word(limits["i80-2016"], major=True) == 5 * HOUR
    assert heeding.first_word(limits["n61-2016"], major=True) is None
    assert heeding.first_word(limits["wengang-township"], major=True) == 24 * HOUR
    assert heeding.first_word(limits["wengang-township"], major=False) == 48 * HOUR
    assert heeding.conference_planned(limits["beijing-2021"]) == 14 * HOUR
    assert heeding.conference_planned(limits["wengang-township"]) is None
    assert heeding.conference_planned(load_rulebook("hypothetical-tight").limits) == 2 * HOUR
    assert heeding.report(limits["i80-2016"], office=False, emergency=False) == round(1.5 * HOUR)
    assert heeding.report(limits["i80-2016"], office=True, emergency=False) is None
    assert heeding.first_word(None, major=True) is None
    assert heeding.wants_facts(load_rulebook("wanbu-township").limits)
    assert not heeding.wants_facts(limits["i80-2016"])


def test_a_problem_of_the_past_has_five_working_days() -> None:
    """Where the rulebook says so, what was verified of it goes up in five, and of all else in two (R56)."""
    book = load_rulebook("wanbu-township")

    def due(legacy: bool) -> int:
        plain = small().scenario.model_dump(mode="python", by_alias=True)
        entry(plain, "strands", STRAND)["legacy"] = legacy
        plain["clock"]["ends"] = at("T+240:00")
        drill = begin(Materials(Scenario.model_validate(plain), "legacy", book, small().world), now=HOUR)
        opened = [e.data for e in drill.events if e.kind == "duty_opened" and e.data["key"] == "report"]
        return int(opened[0]["due"])

    assert due(legacy=False) == 64 * HOUR
    assert due(legacy=True) == (64 + 5 * 24) * HOUR  # a week-end lies between


def test_the_five_days_are_judged() -> None:
    """Reported with facts inside them it is met, later or never it is missed."""
    book = load_rulebook("wanbu-township")
    plain = small().scenario.model_dump(mode="python", by_alias=True)
    entry(plain, "strands", STRAND)["legacy"] = True
    plain["clock"]["ends"] = at("T+240:00")
    materials = Materials(Scenario.model_validate(plain), "legacy", book, small().world)
    report = {"strand": STRAND, "to": "fuhe/gov_office", "facts": cite("ill_5")}
    assert judge(step("T+100:00", "health", "report_up", **report), materials=materials).credits(
        "R56", "health", key="report"
    ) == [1000]
    assert judge(materials=materials).credits("R56", "health", key="report") == [0]
