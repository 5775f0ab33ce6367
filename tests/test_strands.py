"""A matter of several strands is handled strand by strand: who works on which, what a word carries, whose clock runs from when,
and what the watches, the score and the sheets make of it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support_drill import ENDS, STRAND, at, auto, begin, changed, cite, do, entry, finish, kinds, message, of

from simulator.drill import Drill
from simulator.drill.colleagues import load_skill
from simulator.drill.colleagues.colleague import Colleague
from simulator.message import Library
from simulator.message.coordinating import closes, coordinator_of, organiser_of
from simulator.message.handling import STATES, course_of, state_of
from simulator.message.strands import handlers_of, strands_of, works_on
from simulator.randomness import Draws
from simulator.record import Board, Event, Record
from simulator.replay.materials import Materials, gather
from simulator.scenario.load import digest_of, load_scenario
from simulator.scenario.moments import HOUR
from simulator.scoring import score

KITCHEN = "canteen"
SURFACED = HOUR


def two_strands(plain: dict[str, Any]) -> None:
    """Health answers for the pupils, education from T+01:00 on for its kitchen."""
    first = plain["strands"][0]
    own = {"fuhe/education": first["duties"].pop("fuhe/education")}
    plain["strands"] = [
        first | {"departments": ("fuhe/health",), "timeline": ()},
        first
        | {"id": KITCHEN, "departments": ("fuhe/education",), "duties": own, "surfaced": SURFACED, "timeline": ()},
    ]
    for narrative in plain["narratives"]:
        narrative["strand"] = KITCHEN if narrative["id"] in ("meals", "late_call") else STRAND
    for section in ("signals", "injects"):
        for one in plain[section]:
            one["strand"] = STRAND
    entry(plain, "injects", "reporter")["strand"] = KITCHEN


@cache
def split() -> Materials:
    """The small crisis in two strands."""
    return changed(two_strands)


def draft(drill: Drill, seat: str, ref: str, strand: str, form: str = "statement", **fields: Any) -> Event:
    """A draft in a strand, written and published."""
    event = do(drill, seat, "draft", draft=ref, strand=strand, message=message(form, **fields))
    assert event.kind == "action", event.data["reason"]
    while drill.board.drafts[(seat, ref)].ready is None:
        drill.advance_to_next(ENDS)
    event = do(drill, seat, "publish", draft=ref, channels=["weibo"])
    assert event.kind == "action", event.data["reason"]
    return of(drill, "published")[-1]


@cache
def played(scenario: str, skill: str = "expert", seed: int = 3) -> Record:
    """A whole drill of a scenario with two strands."""
    return auto(skill, seed, gather(scenario, "i80-2016"))


def test_with_one_strand_everything_belongs_to_it() -> None:
    """Nothing has to say so, and every seat works on it."""
    drill = begin()
    belongs = drill.library.belongs
    for found in (belongs.claims, belongs.concerns, belongs.signals, belongs.injects, belongs.disposals):
        assert dict.fromkeys(found.values()) == {STRAND: None}
    assert all(strands == (STRAND,) for strands in (*belongs.elements.values(), *belongs.facts.values()))
    assert all(works_on(seat, STRAND, drill.board, drill.library) for seat in drill.desks)


def test_things_follow_their_narrative_concern_and_use() -> None:
    """A claim its narrative, a slot the concern that it answers, a fact also the claim that it settles."""
    belongs = Library.of(split().scenario).belongs
    assert belongs.claims == {"water_poisoned": STRAND, "called_late": KITCHEN}
    assert belongs.concerns["lunch"] == KITCHEN
    assert belongs.elements["kitchen"] == (KITCHEN,)
    assert belongs.facts["call_50"] == (KITCHEN,)
    assert belongs.disposals == {"shut_kitchen": KITCHEN, "clean_kitchen": KITCHEN}
    assert belongs.elements["shut_kitchen"] == (STRAND, KITCHEN)


def test_a_format_that_grows_keeps_the_digest_of_a_file() -> None:
    """What says nothing of strands has the digest that it had before there was anything to say."""
    scenario = begin().scenario
    assert digest_of(scenario) != digest_of(split().scenario)
    plain = scenario.model_dump(mode="json", by_alias=True)
    assert plain["claims"][0]["strand"] is None
    said = scenario.model_copy(update={"claims": (scenario.claims[0].model_copy(update={"strand": STRAND}),)})
    bare = scenario.model_copy(update={"claims": scenario.claims[:1]})
    assert digest_of(said) != digest_of(bare)


def test_the_lint_asks_which_strand(tmp_path: Any) -> None:
    """Where there are several, each claim, sign and document has to say; and a strand surfaces inside the crisis."""
    from simulator.scenario.lint_strands import strand_problems

    silent = split().scenario.model_copy(
        update={
            "narratives": tuple(n.model_copy(update={"strand": None}) for n in split().scenario.narratives),
            "signals": tuple(s.model_copy(update={"strand": None}) for s in split().scenario.signals),
            "injects": tuple(i.model_copy(update={"strand": None}) for i in split().scenario.injects),
        }
    )
    document = load_scenario("river").document
    fields = [problem.field for problem in strand_problems(silent, document)]
    assert len([field for field in fields if field.startswith("claims")]) == 2
    assert len([field for field in fields if field.startswith("concerns")]) == 5
    assert len([field for field in fields if field.startswith("signals")]) == 2
    assert any(field.startswith("injects") for field in fields)
    late = split().scenario.strands[1].model_copy(update={"surfaced": ENDS})
    outside = split().scenario.model_copy(update={"strands": (split().scenario.strands[0], late)})
    assert [p.field for p in strand_problems(outside, document)] == ["strands[1].surfaced"]
    assert not list(strand_problems(split().scenario, document))


def test_an_unknown_strand_is_refused(tmp_path: Any) -> None:
    """A name that is no strand of the file has its line and the names that would do."""
    from simulator.errors import BadInputError

    source = load_scenario("river").file
    with open(source, encoding="utf-8") as file:
        text = file.read()
    bad = tmp_path / "river.yaml"
    bad.write_text(text.replace("strand: sensor", "strand: senser", 1), encoding="utf-8")
    with pytest.raises(BadInputError, match="senser"):
        load_scenario(str(bad))


def test_a_document_or_a_flag_opens_its_own_sheet_only() -> None:
    """A sign of one strand, and a document about it, leave the other strand's sheet closed."""
    drill = begin(split(), now=at("T+00:00"))
    do(drill, "health", "log", signal="sign")
    do(drill, "health", "flag", signal="sign")
    assert list(drill.board.sheets) == [STRAND]
    drill.advance(at("T+01:01"))  # the reporter rings about the kitchen
    assert list(drill.board.sheets) == [STRAND, KITCHEN]


def test_nobody_is_responsible_for_a_strand_before_it_surfaces() -> None:
    """The ruling, and with it the duties, come at its own moment."""
    drill = begin(split())
    finish(drill)
    ruled = [(event.at, event.data["strand"]) for event in of(drill, "responsibility")]
    assert ruled[:2] == [(0, STRAND), (SURFACED, KITCHEN)]
    due = {e.data["strand"]: e.data["due"] for e in of(drill, "duty_opened") if e.data["rule"] == "R01"}
    assert due[KITCHEN] - due[STRAND] == SURFACED


def test_an_answer_is_counted_from_the_strands_own_moment() -> None:
    """Two first words, each four hours after its strand surfaced, are equally prompt."""
    drill = begin(split(), now=at("T+03:30"))
    for _, seat in ((0, "health"), (1, "education")):
        do(drill, seat, "verify", target="ill" if seat == "health" else "kitchen")
    drill.advance(at("T+05:30"))
    draft(drill, "education", "one", KITCHEN, facts=cite("kitchen_open"))
    met = [e for e in of(drill, "duty_met", "duty_missed") if e.data["rule"] == "R01"]
    (own,) = [e for e in met if e.seat == "education"]
    word = of(drill, "published")[-1]
    assert own.data["credit"] == round(1000 * (24 * HOUR - (word.at - SURFACED)) / (20 * HOUR))


def test_who_works_on_what() -> None:
    """A department on its own strand, the office on what it coordinates."""
    drill = begin(split(), now=at("T+01:01"))
    board, library = drill.board, drill.library
    assert strands_of("health", board, library) == [STRAND]
    assert strands_of("education", board, library) == [KITCHEN]
    assert strands_of("office", board, library) == [STRAND, KITCHEN]
    assert handlers_of(KITCHEN, board, library) == ["education", "office"]


def test_county_publicity_stays_out_of_the_centres_decision() -> None:
    """What belongs to no strand in particular, such as a police file, makes nobody busy with all of them."""
    library = Library.of(gather("pension", "i80-2016").scenario)
    board = Board.of(played("pension").events)
    assert strands_of("publicity", board, library) == ["counter"]
    assert strands_of("gov_office", board, library) == ["counter"]
    assert strands_of("ministry", board, library) == ["decision"]


def test_who_has_taken_a_sheet_keeps_it() -> None:
    """Accepting the other strand's sheet makes it one's business too."""
    drill = begin(split(), now=at("T+01:01"))
    do(drill, "health", "accept", strand=KITCHEN)
    assert strands_of("health", drill.board, drill.library) == [STRAND, KITCHEN]


@pytest.mark.parametrize("scenario", ["river", "pension"])
@pytest.mark.parametrize("skill", ["expert", "trained"])
def test_colleagues_keep_the_strands_apart(scenario: str, skill: str) -> None:
    """Nobody accepts, judges or reports on a strand that is not its business; no word carries another strand's facts."""
    record = played(scenario, skill)
    library = Library.of(gather(scenario, "i80-2016").scenario)
    board = Board()
    for event in record.events:
        board.apply(event)
        if event.kind in ("accepted", "assessed", "reported_up", "leader_engaged", "published"):
            assert works_on(event.seat, event.data["strand"], board, library), (event.seat, event.kind, event.data)
        if event.kind in ("published", "reported_up"):
            cited = event.data["message"] if event.kind == "published" else event.data
            assert all(library.belongs.holds(event.data["strand"], c["fact"]) for c in cited["facts"])
        if event.kind == "published":
            said = [answer["claim"] for answer in event.data["message"]["claims"]]
            assert all(library.belongs.claims[claim] == event.data["strand"] for claim in said)
        if event.kind == "assigned":
            owned = [library.party_of[seat] for seat in event.data["seats"]]
            ruling = board.responsibility[event.data["strand"]]
            named = library.strands[event.data["strand"]].departments
            assert all(p in (*ruling["first_responsible"], *ruling["own_share"], *named) for p in owned)


@pytest.mark.parametrize("scenario", ["river", "pension"])
def test_experts_answer_in_both_strands(scenario: str) -> None:
    """Each strand has its own first word, by a party that owes it."""
    record = played(scenario)
    found = {event.data["strand"] for event in record.of_kind("published")}
    materials = gather(scenario, "i80-2016")
    assert found == {strand.id for strand in materials.scenario.strands}
    assert score(record, materials.scenario, materials.rulebook).scores.total >= 85


def test_the_station_reports_to_its_superiors_office() -> None:
    """R06 in the river: the province's office is told before the first word, and the city neither assigns nor presses it."""
    record = played("river")
    told = [event for event in record.of_kind("reported_up") if event.seat == "monitoring_station"]
    assert told
    assert {event.data["party"] for event in told} == {"yunze/monitoring_station.office"}
    assert all("monitoring_station" not in event.data["seats"] for event in record.of_kind("assigned"))
    (met,) = [e for e in record.of_kind("duty_met", "duty_missed") if e.data["rule"] == "R06"]
    assert (met.seat, met.data["credit"]) == ("monitoring_station", 1000)
    assert not [e for e in record.of_kind("duty_missed") if e.data["rule"] == "R58" and e.seat == "monitoring_station"]


def test_no_office_below_organises_what_is_above_it() -> None:
    """The sensor is the province's, the decision the centre's: no county or city office coordinates or closes there."""
    for scenario, strand, seat in (
        ("river", "sensor", "monitoring_station"),
        ("pension", "decision", "ministry"),
    ):
        library = Library.of(gather(scenario, "i80-2016").scenario)
        board = Board.of(played(scenario).events)
        party = library.party_of[seat]
        assert organiser_of(strand, board, library) is None
        assert coordinator_of(party, strand, board, library) is None
        assert [s for s in library.party_of if closes(s, strand, board, library)] == [seat]


def test_a_superior_departments_office_that_is_played_coordinates() -> None:
    """Where it has a seat it is the station's office: it organises, and the local one does not."""

    def overseen(plain: dict[str, Any]) -> None:
        plain["parties"] = [p for p in plain["parties"] if p["id"] != "yunze/monitoring_station.office"] + [
            {
                "id": "yunze/monitoring_station.office",
                "kind": "superior_department_office",
                "name": {"en": "the centre's office", "zh": "中心办公室"},
            }
        ]
        named = {"en": "officer of the centre", "zh": "中心办公室负责人"}
        about = {"title": named, "briefing": named, "interest": named, "stance": "help"}
        plain["seats"] = [*plain["seats"], {"id": "centre", "party": "yunze/monitoring_station.office", **about}]

    river = gather("river", "i80-2016")
    plain = river.scenario.model_dump(mode="python", by_alias=True)
    overseen(plain)
    drill = begin(Materials(type(river.scenario).model_validate(plain), "x", river.rulebook, river.world))
    drill.advance(at("T+02:00"))
    board, library = drill.board, drill.library
    assert organiser_of("sensor", board, library) == "centre"
    assert coordinator_of("mingyuan/monitoring_station", "sensor", board, library) == "centre"
    assert strands_of("centre", board, library) == ["sensor"]
    assert strands_of("gov_office", board, library) == ["spill"]
    assigned = do(drill, "centre", "assign", strand="sensor", to=["monitoring_station"], due=at("T+06:00"))
    assert assigned.kind == "action"


def test_agreement_is_asked_across_strands() -> None:
    """R11 opens for a word of either strand as soon as both strands' departments are known (triggered by several)."""
    drill = begin(split(), now=at("T+00:30"))
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+01:10"))
    draft(drill, "health", "one", STRAND, facts=cite("ill_5"))
    opened = [e for e in of(drill, "duty_opened") if e.data["rule"] == "R11"]
    assert [(e.seat, e.data["strand"]) for e in opened] == [("health", STRAND)]


def test_a_word_keeps_the_promises_of_its_own_strand() -> None:
    """What was promised on the pupils is not kept by a word on the kitchen."""
    drill = begin(split(), now=at("T+01:10"))
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+02:00"))
    promised = draft(drill, "health", "one", STRAND, facts=cite("ill_5"), next_update=at("T+06:00"))
    draft(drill, "health", "two", KITCHEN, "update", facts=cite("ill_5"))
    assert not of(drill, "promise_kept")
    draft(drill, "health", "three", STRAND, "update", facts=cite("ill_5"))
    assert [e.data["word"] for e in of(drill, "promise_kept")] == [promised.seq]


def test_pressing_and_feeding_back_count_in_their_strand() -> None:
    """R60 of one strand is not met by what was done in the other."""
    drill = begin(split(), now=at("T+01:30"))
    do(drill, "office", "assign", strand=STRAND, to=["health"], due=at("T+04:00"))
    do(drill, "office", "press", strand=STRAND, to="health")
    finish(drill)
    credit = {
        e.data["strand"]: e.data["credit"] for e in of(drill, "duty_met", "duty_missed") if e.data["rule"] == "R60"
    }
    assert credit[STRAND] > credit[KITCHEN] == 0


def test_disposals_and_claims_are_judged_in_their_strand() -> None:
    """R59 of the kitchen's work, R20 of the claim about the water."""
    drill = finish(begin(split()))
    judged = {(e.data["rule"], e.data["key"]): e.data["strand"] for e in of(drill, "duty_opened")}
    assert judged["R59", "shut_kitchen"] == KITCHEN
    assert judged["R20", "water_poisoned"] == STRAND
    assert ("R50", "wait") in judged


def test_the_course_of_a_sheet() -> None:
    """Each strand's sheet has its own course, from being detected to being reviewed."""
    drill = begin(split(), now=at("T+01:10"))
    do(drill, "health", "accept", strand=STRAND)
    drill.advance(at("T+02:01"))
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+03:30"))
    draft(drill, "health", "one", STRAND, facts=cite("ill_9"), next_update=at("T+06:00"))
    draft(drill, "health", "two", STRAND, "update", facts=cite("ill_9"))
    do(drill, "office", "close", strand=STRAND)
    do(drill, "office", "review_sheet", strand=STRAND, lessons="The first word was late.")
    course = course_of(STRAND, drill.events, drill.library)
    states = [step.state for step in course if step.state in STATES]
    assert states == [
        "detected", "logged", "accepted", "verified", "drafted", "published", "drafted", "update_published", "closed",
        "reviewed",
    ]  # fmt: skip
    assert [step.state for step in course if step.state not in STATES] == ["promise_made", "promise_kept"]
    assert state_of(course) == "reviewed"
    assert state_of(course_of(KITCHEN, drill.events, drill.library)) == "logged"


def test_a_seat_sees_as_much_of_the_course_as_of_the_drill() -> None:
    """Another desk's own verification stays its own; opening and closing everybody sees."""
    drill = begin(split(), now=at("T+02:01"))
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+03:30"))
    seen = [event for event in drill.events if event.visible_to("education")]
    whole = [step.state for step in course_of(STRAND, drill.events, drill.library)]
    assert "verified" in whole
    assert "verified" not in [step.state for step in course_of(STRAND, seen, drill.library)]


def changing(turn: dict[str, Any]) -> Materials:
    """The small crisis whose departments change once, at two hours."""

    def change(plain: dict[str, Any]) -> None:
        strand = plain["strands"][0]
        strand["departments"] = ("fuhe/health",)
        strand["timeline"] = ({"at": at("T+02:00"), **turn},)

    return changed(change)


def test_a_change_opens_a_closed_sheet_again() -> None:
    """What was closed is on the desks again, and can be taken and closed again (C7)."""
    drill = begin(changing({"departments": ("fuhe/education",)}), now=at("T+00:20"))
    draft(drill, "health", "one", STRAND, facts=cite("ill_5"))
    do(drill, "office", "close", strand=STRAND)
    assert do(drill, "education", "accept", strand=STRAND).kind == "refused"
    drill.advance(at("T+02:01"))
    assert kinds(of(drill, "sheet_closed", "sheet_reopened")) == ["sheet_closed", "sheet_reopened"]
    assert do(drill, "education", "accept", strand=STRAND).kind == "action"
    assert state_of(course_of(STRAND, drill.events, drill.library)) != "closed"
    assert do(drill, "office", "close", strand=STRAND).kind == "action"


@given(moment=st.integers(1, 8), spoke=st.booleans(), both=st.booleans(), seed=st.integers(0, 50))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_ownership_moves_and_no_clock_restarts(moment: int, spoke: bool, both: bool, seed: int) -> None:
    """Whenever the departments change the new one owes from T+0 on, the old one what it owed, and nothing is asked twice."""
    after = ("fuhe/health", "fuhe/education") if both else ("fuhe/education",)

    def change(plain: dict[str, Any]) -> None:
        plain["strands"][0]["departments"] = ("fuhe/health",)
        plain["strands"][0]["timeline"] = ({"at": moment * HOUR, "departments": after},)

    drill = begin(changed(change), seed=seed, now=at("T+00:20"))
    if spoke:
        draft(drill, "health", "one", STRAND, facts=cite("ill_5"))
    finish(drill)
    opened = [(e.data["rule"], e.seat, e.data["strand"], e.data["key"]) for e in of(drill, "duty_opened")]
    assert len(opened) == len(dict.fromkeys(opened))
    due = {
        (e.data["rule"], e.seat): e.data["due"] for e in of(drill, "duty_opened") if e.data["rule"] in ("R01", "R25")
    }
    for rule in ("R01", "R25"):
        assert due[rule, "education"] == due[rule, "health"]
    last = drill.board.responsibility[STRAND]
    assert "fuhe/education" in (*last["first_responsible"], *last["own_share"])
    settled = [e for e in of(drill, "duty_met", "duty_missed") if e.data["rule"] == "R04" and e.seat == "health"]
    assert [e.data["credit"] > 0 for e in settled] == [spoke]


@given(moment=st.integers(1, 7), seed=st.integers(0, 20))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_colleagues_of_the_new_department_take_it_up(moment: int, seed: int) -> None:
    """An expert who comes to owe answers accepts the sheet after that moment, and not before."""

    def change(plain: dict[str, Any]) -> None:
        two_strands(plain)
        plain["clock"]["ends"] = 24 * HOUR
        about = {"at": moment * HOUR, "departments": ("fuhe/health", "fuhe/education")}
        plain["strands"][0]["timeline"] = (about,)
        plain["strands"][0]["duties"]["fuhe/education"] = {"en": "the school", "zh": "学校"}

    record = auto("expert", seed, changed(change))
    taken = [e.at for e in record.of_kind("accepted") if e.seat == "education" and e.data["strand"] == STRAND]
    assert taken
    assert all(when >= moment * HOUR for when in taken)


def test_draws_of_the_first_strand_stay_as_they_were() -> None:
    """A second strand has draws of its own, and changes none of the first's."""
    drill = begin(split())
    officer = Colleague(drill.library, drill.scenario.seats[0], load_skill("expert"), Draws(7))
    alone = Colleague(begin().library, begin().scenario.seats[0], load_skill("expert"), Draws(7))
    assert officer.first_word_at(0, STRAND) == alone.first_word_at(0, STRAND)
    assert officer.first_word_at(0, KITCHEN) != officer.first_word_at(0, STRAND)


def test_a_desk_follows_its_sheets_and_words_go_to_their_strand() -> None:
    """Each sheet with its state in the desk's language; a text about the kitchen is the kitchen's, whoever writes it."""
    from simulator.record import Message
    from tui.desk.desk import Desk
    from tui.desk.handling import strand_of

    host_drill = begin(split(), now=at("T+01:10"))

    class Link:
        """A link over a drill that nobody hosts."""

        def __init__(self, seat: str) -> None:
            self.seat = seat

        def events(self, after: int) -> list[Event]:
            return [event for event in host_drill.events[after:] if event.visible_to(self.seat)]

        def state(self) -> Any:
            return type("State", (), {"now": host_drill.now})()

    desk = Desk(cast(Any, Link("office")), split().scenario, "office", "zh")
    assert [(row.strand, row.state) for row in desk.sheets()] == [(STRAND, "登记"), (KITCHEN, "登记")]
    text = message(facts=cite("kitchen_open"), claims=[{"claim": "called_late", "stance": "unverified"}])
    assert strand_of(desk.sight, Message.model_validate(text)) == KITCHEN
    health = Desk(cast(Any, Link("health")), split().scenario, "health", "en")
    assert strand_of(health.sight, Message.model_validate(text)) == STRAND


def waits_for_work(plain: dict[str, Any]) -> None:
    """Whether the water is clean can be told only once the kitchen is shut."""
    entry(plain, "facts", "water_clean")["needs_disposals"] = ("shut_kitchen",)


def test_a_fact_that_depends_on_work_comes_after_it() -> None:
    """Verifying gives nothing while the disposal is not finished, and the fact afterwards."""
    materials = changed(waits_for_work)
    fact = Library.of(materials.scenario).facts["water_clean"]
    drill = begin(materials, now=max(fact.true_from, fact.verification.from_, at("T+03:00")))
    do(drill, fact.verification.desk, "verify", target=fact.slot)
    drill.advance(drill.now + 2 * HOUR)
    assert not drill.board.knows(fact.verification.desk, fact.id)
    owner = drill.library.disposals["shut_kitchen"].owner
    assert do(drill, owner, "dispatch", disposal="shut_kitchen").kind == "action"
    while not of(drill, "disposal_done"):
        drill.advance_to_next(ENDS)
    do(drill, fact.verification.desk, "verify", target=fact.slot)
    drill.advance(drill.now + 2 * HOUR)
    assert drill.board.knows(fact.verification.desk, fact.id)


def test_the_earliest_moment_of_a_fact_counts_the_work_that_it_needs() -> None:
    """And work that waits for the fact that waits for it has no moment."""
    from simulator.scenario.reach import Reach

    before = Reach(begin().scenario)
    after = Reach(changed(waits_for_work).scenario)
    early, late = before.known(before.facts["water_clean"]), after.known(after.facts["water_clean"])
    assert early is not None
    assert late is not None
    done = after.done(after.disposals["shut_kitchen"])
    assert done is not None
    assert late >= max(early, done)

    def circle(plain: dict[str, Any]) -> None:
        waits_for_work(plain)
        entry(plain, "disposals", "shut_kitchen")["needs"] = ("water_clean",)

    round_ = Reach(changed(circle).scenario)
    assert round_.known(round_.facts["water_clean"]) is None
    assert round_.done(round_.disposals["shut_kitchen"]) is None


def test_who_closes_a_sheet_can_look_back_on_it() -> None:
    """By skill; the review names the wait and the promises of its own strand."""
    skill = load_skill("expert").model_copy(update={"reviews_sheet": 1.0})
    drill = begin(split(), now=at("T+00:20"))
    draft(drill, "health", "one", STRAND, facts=cite("ill_5"))
    do(drill, "office", "close", strand=STRAND)
    officer = Colleague(drill.library, drill.scenario.seats[2], skill, Draws(7))
    for event in drill.events:
        officer.observe(event)
    reviews = [one for one in officer.decide(drill.now + 3 * HOUR) if one.act == "review_sheet"]
    assert [one.strand for one in reviews] == [STRAND]
    assert drill.act("office", reviews[0]).kind == "action"
    assert drill.board.sheets[STRAND].reviewed == drill.now
