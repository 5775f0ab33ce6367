"""A superior's command takes over: who owes answers from then on, whose conference it is, which leader leads, where a rumour
is handed to; no clock starts again (C7, I11).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support_desk import sit, start
from support_drill import STRAND, at, auto, begin, changed, cite, do, entry, message, of, write
from support_judgement import Judged, Step, desk_work, judge, step, without, word

from simulator.drill import Drill
from simulator.drill.colleagues import load_skill
from simulator.drill.colleagues.colleague import Colleague
from simulator.message import Library
from simulator.message.answering import lead_at, owners
from simulator.message.coordinating import coordinator_of, organiser_of
from simulator.randomness import Draws
from simulator.record import Event, Record
from simulator.record.actions import Draft
from simulator.replay.materials import Materials, gather
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Chosen, Desk

CITY = {
    "party": "mingyuan/health",
    "id": "city",
    "title": {"en": "City health officer", "zh": "市卫健委负责人"},
    "briefing": {"en": "The city commands.", "zh": "市里指挥。"},
    "interest": {"en": "One voice.", "zh": "一个声音。"},
    "stance": "help",
    "staff": 3,
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


def _plain(plain: dict[str, Any]) -> None:
    plain["clock"]["ends"] = at("T+30:00")
    name = {"en": "City Health Commission", "zh": "市卫生健康委员会"}
    plain["parties"] = [
        *plain["parties"],
        {"id": "mingyuan/health", "kind": "superior_competent_department", "name": name},
        {"id": "mingyuan/cyberspace", "kind": "cyberspace", "name": {"en": "City Cyberspace", "zh": "市网信办"}},
        {"id": "mingyuan/public_security", "kind": "public_security", "name": {"en": "City police", "zh": "市公安局"}},
    ]
    plain["seats"] = [*plain["seats"], CITY]
    strand = entry(plain, "strands", STRAND)
    strand.update(emergency_level="II", opinion_grade="especially_serious")
    strand["timeline"] = [*strand["timeline"], {"at": at("T+03:00"), "command": "mingyuan"}]


@cache
def taken() -> Materials:
    """The small crisis as a major emergency in which the city takes over at T+03:00."""
    return changed(_plain)


@cache
def landslide(skill: str, seed: int = 1) -> Record:
    """A drill of the scenario that scripts a take-over."""
    return auto(skill, seed, gather("landslide", "i80-2016"))


def rules_of(judged: Judged, seat: str) -> list[str]:
    """Rules of which a seat had a duty opened."""
    return [event.data["rule"] for event in judged.drill.events if event.kind == "duty_opened" and event.seat == seat]


def test_the_command_owes_from_then_on_and_the_others_keep_their_share() -> None:
    """Before, the departments as named; afterwards they and the command's organs, played or not, in this order."""
    drill = begin(taken(), now=at("T+02:59"))
    strand = taken().scenario.strands[0]
    assert owners(strand, drill.board) == ["fuhe/health", "fuhe/education"]
    drill.advance(at("T+03:01"))
    assert owners(strand, drill.board) == ["fuhe/health", "fuhe/education", "mingyuan/health", "mingyuan/education"]


def test_before_any_ruling_the_named_departments_owe() -> None:
    """Monitoring may open the sheet before T+0."""
    drill = begin(taken())
    assert owners(taken().scenario.strands[0], drill.board) == ["fuhe/health", "fuhe/education"]


def test_due_moments_stay_absolute() -> None:
    """The command's duties open when it takes over, and are due when everybody's are."""
    judged = judge(materials=taken())
    opened = [event for event in judged.drill.events if event.kind == "duty_opened"]
    due = {(event.data["rule"], event.seat): (event.at, event.data["due"]) for event in opened}
    assert due["R70", "health"] == (0, 5 * HOUR)
    assert due["R70", "city"] == (3 * HOUR, 5 * HOUR)
    assert due["R24", "city"] == (3 * HOUR, 24 * HOUR)
    assert sum(event.data["rule"] == "R70" for event in opened) == 3


def test_what_the_command_did_before_counts() -> None:
    """Judged, reported to the own office and spoken before it took over: nothing of that has to be done again."""
    strand = {"strand": STRAND}
    verdict = {"opinion_class": "emergency", "grade": "especially_serious", "emergency_level": "II"}
    early: list[Step] = [
        step("T+00:20", "city", "assess", **strand, **verdict, inputs=["content", "reaction", "media"], proposal=False),
        step("T+00:25", "city", "report_up", **strand, to="mingyuan/gov_office"),
        step("T+01:00", "health", "share", to=["city"], facts=["ill_5"]),
        *word("T+01:10", "city", "c1", out="T+02:00", facts=cite("ill_5"), advice=["see_doctor"], as_of=at("T+01:10")),
    ]
    judged = judge(without(desk_work(), "convene"), early, materials=taken())
    assert judged.credit("R80", "city") == 1000
    assert judged.credit("R54", "city") == 1000
    assert judged.credit("R58", "city") == 1000
    assert judged.credit("R70", "city") == 1000
    assert judged.credit("R01", "city") == 1000


def test_a_command_that_says_nothing_owes_it() -> None:
    """It is among those who had to answer, so its own message is worth nothing."""
    judged = judge(desk_work(), materials=taken())
    assert judged.credit("R70", "city") == 0
    assert judged.seat("city").scores.message == 0
    assert "R60" not in rules_of(judged, "city")


def test_the_own_office_supervises_the_own_level_only() -> None:
    """R60 and R12 of the county's office ask nothing of it about the city."""
    assert judge(desk_work(), materials=taken()).credit("R60", "office") == 1000


def test_the_lead_moves_up_with_the_command() -> None:
    """The designated lead leads until the take-over, the command's organ afterwards."""
    drill = begin(taken(), now=at("T+01:15"))
    strand = taken().scenario.strands[0]
    assert lead_at(strand, drill.now, drill.board) is None
    do(drill, "office", "designate_lead", strand=STRAND, party="fuhe/health")
    drill.advance(at("T+04:00"))
    assert lead_at(strand, at("T+02:00"), drill.board) == "fuhe/health"
    assert lead_at(strand, at("T+03:30"), drill.board) == "mingyuan/health"


def test_an_owner_by_ruling_may_be_designated() -> None:
    """Not only those whom the strand names; whoever takes no part may not."""
    drill = begin(taken(), now=at("T+01:00"))
    early = do(drill, "office", "designate_lead", strand=STRAND, party="mingyuan/health")
    assert early.kind == "refused"
    drill.advance(at("T+03:30"))
    assert do(drill, "office", "designate_lead", strand=STRAND, party="mingyuan/health").kind == "action"


def test_either_levels_leader_meets_the_leaders_duty() -> None:
    """R14: where no city office is played the county's stands for the leader; the city's act counts once it commands."""

    def engaged(moment: str, seat: str) -> int:
        return judge(
            desk_work(), step(moment, seat, "engage_leader", strand=STRAND, ask="urge"), materials=taken()
        ).credit("R14", "office")

    assert engaged("T+00:20", "office") == 1000
    assert engaged("T+02:00", "city") == 0
    assert engaged("T+04:00", "city") == 1000


def test_an_office_that_is_played_answers_for_its_own_leader() -> None:
    """R14 opens anew for the city's office once the city's leader must lead."""

    def two_offices(plain: dict[str, Any]) -> None:
        _plain(plain)
        plain["seats"] = [*plain["seats"], {**CITY, "id": "city_office", "party": "mingyuan/gov_office"}]

    judged = judge(
        desk_work(),
        step("T+04:00", "city_office", "engage_leader", strand=STRAND, ask="guide"),
        materials=changed(two_offices),
    )
    assert judged.credit("R14", "city_office") == 1000
    opened = [e for e in judged.drill.events if e.kind == "duty_opened" and e.data["rule"] == "R14"]
    assert [(event.seat, event.at) for event in opened] == [("office", 0), ("city_office", 3 * HOUR)]


def test_a_rumour_goes_to_the_organs_of_the_ruling_or_of_the_own_level() -> None:
    """R21: both are plausible after a take-over; another place's organs are not."""

    def referred(place: str) -> int:
        steps = [
            step("T+02:31", "health", "verify", target="water_poisoned"),
            step(
                "T+06:30", "health", "refer", claim="water_poisoned", evidence=["water_clean"],
                to=[f"{place}/public_security", f"{place}/cyberspace"],
            ),
        ]  # fmt: skip
        return judge(desk_work(), steps, materials=changed(_with_neighbours)).credit("R21", "health")

    assert referred("fuhe") == 1000
    assert referred("mingyuan") == 1000
    assert referred("lingtang") == 0


def _with_neighbours(plain: dict[str, Any]) -> None:
    _plain(plain)
    for kind in ("public_security", "cyberspace"):
        name = {"en": f"Neighbours' {kind}", "zh": "邻县单位"}
        plain["parties"] = [*plain["parties"], {"id": f"lingtang/{kind}", "kind": kind, "name": name}]


def test_a_colleague_follows_the_ruling() -> None:
    """A command's officer has no part before the take-over and hosts the conference after it."""
    drill = begin(taken(), now=at("T+02:30"))
    do(drill, "office", "designate_lead", strand=STRAND, party="fuhe/health")
    library, seat = Library.of(taken().scenario), taken().scenario.seats[-1]
    officer = Colleague(library, seat, load_skill("expert"), Draws(1))
    for event in drill.events:
        officer.observe(event)
    assert not officer.view.is_department()
    assert officer.view.host(drill.now) == "health"
    seen = len(drill.events)
    drill.advance(at("T+03:01"))
    for event in drill.events[seen:]:
        officer.observe(event)
    assert officer.view.departments() == ["health", "education", "city"]
    assert officer.view.named() == ["health", "education"]
    assert officer.view.host(drill.now) == "city"


def test_the_command_accepts_speaks_and_holds_the_conference() -> None:
    """Played by experts: in time, with the heads, and with every owner on the podium."""
    record = landslide("expert")
    assert [e.at >= 3 * HOUR for e in record.of_kind("accepted") if e.seat == "city_command"] == [True]
    first = next(e for e in record.of_kind("published") if e.seat == "city_command")
    assert 3 * HOUR < first.at <= 5 * HOUR
    (held,) = record.of_kind("conference_held")
    assert held.seat == "city_command"
    assert held.at <= 24 * HOUR
    assert held.data["head_attends"]
    facts = Library.of(gather("landslide", "i80-2016").scenario)
    holders = [facts.seat_of.get(facts.facts[v["fact"]].owner) for v in held.data["reading"]["facts"]]
    assert {seat for seat in holders if seat} <= set(held.data["attendees"])
    assert {"emergency_management", "natural_resources", "water_resources"} <= set(held.data["attendees"])


def test_the_office_names_a_lead_and_engages_the_leader_early() -> None:
    """Several departments in an emergency of level II are ground enough; the leader is brought in before the conference."""
    record = landslide("expert")
    (lead,) = record.of_kind("lead_designated")
    assert lead.at <= 4 * HOUR
    (leader,) = [event for event in record.of_kind("leader_engaged") if event.data["ask"] == "coordinate"]
    assert leader.at <= 2 * HOUR


def test_untrained_crews_rarely_meet_the_press_in_time() -> None:
    """Where the trained mostly do."""

    def met(skill: str) -> int:
        return sum(bool(landslide(skill, seed).of_kind("conference_held")) for seed in (1, 2, 3, 4, 5))

    assert met("trained") >= 3
    assert met("untrained") <= 2


def test_messages_of_the_new_owner_are_read_like_any() -> None:
    """A text of the command credits the county's figures and answers as a response."""
    drill = begin(taken(), now=at("T+03:10"))
    do(drill, "health", "share", to=["city"], facts=["ill_5"])
    text = message(facts=cite("ill_5"), credits=["fuhe/health"], advice=["see_doctor"], as_of=at("T+01:00"))
    do(drill, "city", "draft", draft="c1", strand=STRAND, message=text)
    drill.advance(at("T+05:30"))
    do(drill, "city", "publish", draft="c1", channels=["weibo"])
    (out,) = of(drill, "published")
    assert out.data["reading"]["gates"] == []


# --- which office reviews, assigns, names the lead ----------------------------------------------------------------------


CITY_OFFICE = {**CITY, "id": "city_office", "party": "mingyuan/gov_office"}


def _two_offices(plain: dict[str, Any]) -> None:
    _plain(plain)
    plain["seats"] = [*plain["seats"], CITY_OFFICE]


def _submitted(drill: Drill, seat: str, ref: str) -> Event:
    """Write a text, send it for review, and return the event that says to whom."""
    write(drill, seat, ref)
    assert do(drill, seat, "submit", draft=ref).kind == "action"
    return of(drill, "submitted")[-1]


def test_the_commands_drafts_go_to_no_office_below_it() -> None:
    """Where the city's office is not played its own leader approves; the county's has no say and is told so."""
    drill = begin(taken(), now=at("T+03:05"))
    assert _submitted(drill, "city", "c1").data["to"] == []
    refused = do(drill, "office", "approve", author="city", draft="c1")
    assert refused.kind == "refused"
    assert "that of the own level" in refused.data["reason"]
    assert "本级政府办公室" in refused.data["reason_zh"]
    drill.advance(drill.now + HOUR)
    assert drill.board.drafts[("city", "c1")].approved is not None


def test_each_level_has_its_own_office() -> None:
    """The county's drafts stay with the county's office, the city's go to the city's; refusals name the right one."""
    drill = begin(changed(_two_offices), now=at("T+03:05"))
    assert _submitted(drill, "health", "h1").data["to"] == ["office"]
    assert _submitted(drill, "city", "c1").data["to"] == ["city_office"]
    names = {party.id: party.name for party in drill.scenario.parties}
    for seat, author, draft, right in (("office", "city", "c1", "mingyuan"), ("city_office", "health", "h1", "fuhe")):
        refused = do(drill, seat, "approve", author=author, draft=draft)
        assert names[f"{right}/gov_office"].en in refused.data["reason"]
        assert names[f"{right}/gov_office"].zh in refused.data["reason_zh"]
    assert do(drill, "city_office", "approve", author="city", draft="c1").kind == "action"
    assert do(drill, "office", "approve", author="health", draft="h1").kind == "action"


def test_a_place_without_an_office_goes_to_the_commands() -> None:
    """First the own place's, then the office of the command that is in force."""

    def only_the_city(plain: dict[str, Any]) -> None:
        _plain(plain)
        instead = {**CITY_OFFICE, "id": "office"}
        plain["seats"] = [instead if seat["party"] == "fuhe/gov_office" else seat for seat in plain["seats"]]

    drill = begin(changed(only_the_city), now=at("T+03:05"))
    board, library = drill.board, drill.library
    assert coordinator_of("fuhe/health", STRAND, board, library) == "office"
    assert coordinator_of("mingyuan/health", STRAND, board, library) == "office"


def test_what_was_submitted_stays_where_it_lies() -> None:
    """A take-over in between strands no draft: the office that has it may still decide."""
    drill = begin(changed(_two_offices), now=at("T+02:00"))
    assert _submitted(drill, "health", "h1").data["to"] == ["office"]
    drill.advance(at("T+03:05"))
    assert do(drill, "office", "approve", author="health", draft="h1").kind == "action"


def test_powers_move_with_the_command() -> None:
    """Naming the lead and closing go to the command's office; the county's keeps assigning to and pressing its own."""
    drill = begin(changed(_two_offices), now=at("T+01:00"))
    assert organiser_of(STRAND, drill.board, drill.library) == "office"
    assert do(drill, "city_office", "press", strand=STRAND, to="health").kind == "refused"
    drill.advance(at("T+03:05"))
    assert organiser_of(STRAND, drill.board, drill.library) == "city_office"
    due = at("T+08:00")
    assert do(drill, "office", "designate_lead", strand=STRAND, party="fuhe/health").kind == "refused"
    assert do(drill, "office", "assign", strand=STRAND, to=["city"], due=due).kind == "refused"
    assert do(drill, "office", "assign", strand=STRAND, to=["health"], due=due).kind == "action"
    assert do(drill, "city_office", "press", strand=STRAND, to="health").kind == "action"
    assert do(drill, "city_office", "designate_lead", strand=STRAND, party="mingyuan/health").kind == "action"


def test_two_offices_of_colleagues_look_after_their_own() -> None:
    """Played by experts: each assigns to its own departments and reviews their drafts, and nobody is refused."""
    record = auto("expert", 1, changed(_two_offices))
    assigned = {event.seat: set(event.data["seats"]) for event in record.of_kind("assigned")}
    assert assigned["office"] <= {"health", "education"}
    assert assigned["city_office"] == {"city"}
    to = {(event.seat, *event.data["to"]) for event in record.of_kind("submitted")}
    assert ("city", "city_office") in to
    assert ("city", "office") not in to
    assert not [event for event in record.of_kind("refused") if event.seat in ("office", "city_office")]


# --- the desk -----------------------------------------------------------------------------------------------------------


def _desk(store: DrillStore, seat: str, moment: str, language: Language = "en") -> Desk:
    """The desk of a seat at a moment; everybody else is played by experts."""
    host = start(store, taken(), seat, "expert")
    host.run_until(at(moment))
    return sit(host, taken(), seat, language)


def _ids(desk: Desk) -> list[str]:
    return [offer.id for offer in desk.offers()]


def test_the_command_is_offered_its_part_from_the_take_over_on(store: DrillStore) -> None:
    """Before, it only looks on; afterwards it has the sheet to accept, duties with a time, and a conference to hold."""
    before = _desk(store, "city", "T+02:50")
    assert f"accept:{STRAND}" not in _ids(before)
    assert not before.tasks()
    assert not any("taken over" in line for line in before.responsibility())
    after = _desk(store, "city", "T+03:10")
    assert f"accept:{STRAND}" in _ids(after)
    assert {"R70", "R01", "R24"} <= {task.id[:3] for task in after.tasks()}
    urgency = {offer.id: offer.urgency for offer in after.offers()}
    assert urgency["compose:conference"] > 40
    assert urgency[f"leader:{STRAND}:coordinate"] > 40
    assert f"report:{STRAND}:mingyuan/gov_office" in urgency


def test_the_county_keeps_its_share_and_no_more(store: DrillStore) -> None:
    """A department still owes its own answers, and no longer calls the conference for all."""
    desk = _desk(store, "health", "T+03:10")
    urgency = {offer.id: offer.urgency for offer in desk.offers()}
    assert urgency["compose:statement"] > 40
    assert urgency["compose:conference"] < 40
    assert "leader" not in {offer.id.partition(":")[0] for offer in desk.offers() if offer.urgency >= 40}


@pytest.mark.parametrize(("language", "says"), [("en", "has taken over"), ("zh", "接管")])
def test_the_desk_says_who_is_responsible_now_and_why(store: DrillStore, language: Language, says: str) -> None:
    """With the clause, and who keeps a share; before the take-over it says nothing of it."""
    host = start(store, taken(), "health", "expert")
    host.run_until(at("T+02:50"))
    desk = sit(host, taken(), "health", language)
    assert says not in "\n".join(desk.responsibility())
    host.run_until(at("T+03:10"))
    desk.refresh()
    lines = [line for line in desk.responsibility() if says in line]
    assert len(lines) == 1
    assert "R03" in lines[0]
    county = desk.sight.party_name("fuhe/health")
    assert any("R09" in line and county in line for line in desk.responsibility())


def test_the_desk_names_the_office_that_reviews(store: DrillStore) -> None:
    """A draft of the command is for its own leader, one of the county for the county's office."""
    labels = {}
    for seat in ("city", "health"):
        host = start(store, taken(), seat, "expert")
        host.run_until(at("T+03:10"))
        desk = sit(host, taken(), seat)
        written = desk.message(Chosen(form="statement"), {"en": "A word.", "zh": "通报。"})
        assert desk.do(Draft(draft="own-1", strand=STRAND, message=written)).ok
        host.run_until(host.now + 3 * HOUR)
        desk.refresh()
        labels[seat] = next(offer.label for offer in desk.offers() if offer.id == "submit:own-1")
    assert "own leader" in labels["city"]
    assert desk.sight.party_name("fuhe/gov_office") in labels["health"]


@pytest.mark.parametrize("seat", ["city_command", "emergency_management", "gov_office"])
def test_what_is_offered_after_a_take_over_is_never_refused(store: DrillStore, seat: str) -> None:
    """Every offer of three moments of the landslide, one after the other."""
    materials = gather("landslide", "i80-2016")
    host = start(store, materials, seat, "expert")
    for moment in ("T+02:30", "T+03:20", "T+09:00"):
        host.run_until(at(moment))
        desk = sit(host, materials, seat)
        for offer in desk.offers():
            if offer.action is not None and offer.id in _ids(desk) and offer.action.act != "close":
                outcome = desk.do(offer.action)
                assert outcome.ok, f"{moment} {offer.id}: {outcome.sentence}"
