"""Colleagues: skills as data, first-word times, asking, objecting, shuffling, bargaining, and the deadlock."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support_drill import STRAND, auto, begin, changed, cite, entry, message, small
from support_drill import action as act

from simulator.drill.colleagues import Skill, load_skill, skill_names
from simulator.drill.colleagues.colleague import Colleague
from simulator.drill.colleagues.view import HiddenError
from simulator.errors import BadInputError, NotFoundError
from simulator.message import Library
from simulator.randomness import Draws
from simulator.record import Event, Record
from simulator.replay.materials import Materials, gather
from simulator.rules.triggers import Limits
from simulator.scenario.moments import HOUR, MINUTE
from simulator.scenario.yamlfile import check, read_yaml

SHELF = Path(__file__).parent.parent / "scenarios" / "colleagues"


@cache
def played(skill: str, seed: int) -> Record:
    """A canteen drill by colleagues of one skill."""
    return auto(skill, seed)


def kinds(record: Record, kind: str) -> list[Event]:
    """Events of one kind."""
    return record.of_kind(kind)


def colleague(
    skill: str, seat: str = "health", seed: int = 1, materials: Materials | None = None, limits: Limits | None = None
) -> Colleague:
    """A colleague who has just come on duty."""
    scenario = (materials or small()).scenario
    place = next(one for one in scenario.seats if one.id == seat)
    return Colleague(Library.of(scenario), place, load_skill(skill), Draws(seed), limits)


def told(materials: Materials, until: int, skill: str = "expert", seed: int = 1) -> Colleague:
    """A health officer who has seen the drill's own course up to a moment, with the published limits."""
    officer = colleague(skill, seed=seed, materials=materials, limits=materials.rulebook.limits)
    for event in begin(materials, now=until).events:
        officer.observe(event)
    return officer


def planned(officer: Colleague, deed: str) -> list[int]:
    """Moments of the intents of one kind on the agenda."""
    return sorted(at for at, _, known, _ in officer._agenda if known == deed)


def fold(officer: Colleague, at: int, kind: str, **data: Any) -> None:
    """Let the board take an event, without any reaction to it."""
    officer.board.apply(Event(seq=1, at=at, kind=kind, seat=officer.seat, data=data))


def drafted(officer: Colleague, ref: str, form: str, **fields: Any) -> None:
    """A draft of the officer is written."""
    text = act("draft", draft=ref, strand=STRAND, message=message(form, **fields))
    fold(officer, 3600, "action", action=text.model_dump(mode="json"))
    fold(officer, 3600, "draft_ready", draft=ref)


def major(plain: dict[str, Any]) -> None:
    """The small crisis as an emergency of level II, in three days."""
    plain["clock"]["ends"] = 72 * HOUR
    entry(plain, "strands", STRAND).update(emergency_level="II")


def test_the_skills_that_ship_load() -> None:
    """Each is called like its file and says where its figures come from."""
    assert skill_names() == ["as_found", "expert", "silent", "trained", "untrained"]
    for name in skill_names():
        skill = load_skill(name)
        assert skill.name == name
        assert skill.source
        assert skill.title.en
        assert skill.title.zh


def test_an_unknown_skill_is_named_with_the_known_ones() -> None:
    """The remedy stands in the sentence."""
    with pytest.raises(NotFoundError, match=r"no skill 'genius'.*as_found, expert, silent, trained, untrained"):
        load_skill("genius")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("accepts: 1.0", "accepts: 1.4", "accepts"),
        ("consults: 1.0", "consults: often", "consults"),
        ("waits: 2h", "waits: soon", "waits"),
        ("channels: 5", "channels: 9", "channels"),
        ("verifies: 1.0\n", "", "verifies"),
        ("keeps: 1.0", "keeps: 1.0\ncharm: 1.0", "charm"),
        ("{share: 1, from", "{share: 1.5, from", "first_word"),
    ],
)
def test_a_bad_skill_file_gets_a_clear_answer(tmp_path: Path, old: str, new: str, field: str) -> None:
    """Shares outside 0 to 1, wrong kinds, missing and unknown fields: each with its field."""
    text = (SHELF / "expert.yaml").read_text(encoding="utf-8")
    assert old in text
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInputError, match=field):
        check(read_yaml(bad), Skill)


def test_shares_of_the_first_word_may_not_exceed_one(tmp_path: Path) -> None:
    """What is missing to 1 never speaks; more than 1 cannot be."""
    text = (SHELF / "trained.yaml").read_text(encoding="utf-8").replace("{share: 0.9,", "{share: 0.95,")
    bad = tmp_path / "bad.yaml"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match="add up to"):
        check(read_yaml(bad), Skill)


def test_first_words_as_found_follow_the_henan_shares() -> None:
    """Of 91 cases 12 never answered; 18 inside the first hour, 10 by 5 h, 35 by 24 h, 10 by 48 h, 6 later."""
    draws = 4000
    times = [colleague("as_found", seed=seed).first_word_at(0, STRAND) for seed in range(draws)]
    bands = {(0, 1): 18, (1, 5): 10, (5, 24): 35, (24, 48): 10, (48, 70): 6}
    for (low, high), cases in bands.items():
        share = sum(time is not None and low * HOUR <= time < high * HOUR for time in times) / draws
        assert share == pytest.approx(cases / 91, abs=0.02)
    assert sum(time is None for time in times) / draws == pytest.approx(12 / 91, abs=0.02)


def test_better_skills_speak_sooner_and_each_spreads() -> None:
    """Medians in order, no two skills at one moment."""
    middle = {}
    for name in ("expert", "trained", "untrained"):
        times = [colleague(name, seed=seed).first_word_at(0, STRAND) for seed in range(400)]
        spoken = sorted(time for time in times if time is not None)
        middle[name] = spoken[len(spoken) // 2]
        assert spoken[-len(spoken) // 4] - spoken[len(spoken) // 4] > 1200
    assert middle["expert"] < middle["trained"] < middle["untrained"]
    assert colleague("silent").first_word_at(0, STRAND) is None


def test_the_same_news_meets_the_same_officer() -> None:
    """Draws are keyed: the same seed gives the same drill, another seed another."""
    assert played("trained", 3).digest == auto("trained", 3).digest
    assert played("trained", 3).digest != played("trained", 4).digest


def test_a_colleague_sees_only_its_seats_view() -> None:
    """A fact, a claim or a document that the seat does not have is hidden, and its board holds no other seat's knowledge."""
    one = colleague("expert", "education")
    for look in (
        lambda: one.view.fact("ill_5"),
        lambda: one.view.claim("called_late"),
        lambda: one.view.document("video"),
    ):
        with pytest.raises(HiddenError):
            look()
    one.observe(
        Event(seq=1, at=0, kind="fact_learned", seat="health", data={"fact": "ill_5", "slot": "ill", "how": "x"})
    )
    assert one.board.facts == {}


def test_colleagues_ask_each_other_and_get_answers() -> None:
    """An expert asks the desks that hold what is missing; what is asked for is shared."""
    record = played("expert", 3)
    assert {event.data["target"] for event in kinds(record, "asked")} >= {"health", "education"}
    shared = [event for event in kinds(record, "fact_learned") if event.data["how"] == "shared"]
    assert len({event.seat for event in shared}) == 5


def test_colleagues_object_with_the_right_figure() -> None:
    """Somebody's draft meets an objection that carries what the owner knows, and is not published as it was."""
    for seed in range(1, 9):
        record = played("trained", seed)
        objections = [event for event in kinds(record, "consultation_answered") if not event.data["agree"]]
        if objections:
            break
    assert objections
    assert all(event.data["reason"] for event in objections)
    assert any(event.data["facts"] for event in objections)


def test_a_delaying_or_shielding_officer_passes_the_sheet_on_and_bargains() -> None:
    """Market regulation delays, education shields; health, which helps, never shuffles."""
    moved = [event for seed in (1, 2, 3, 4) for event in kinds(played("untrained", seed), "transferred")]
    offers = [event for seed in (1, 2, 3, 4) for event in kinds(played("untrained", seed), "negotiated")]
    assert moved
    assert {event.seat for event in moved} <= {"education", "market_regulation"}
    assert {event.data["offer"] for event in offers} == {"you_speak"}
    assert not kinds(played("expert", 3), "transferred")


def test_a_deadlock_makes_departments_ask_and_the_office_name_a_lead() -> None:
    """Asked by a department, named once, by the office, after the deadlock."""
    record = played("expert", 3)
    deadlock = next(event for event in kinds(record, "matter_changed") if event.data["changed"].get("deadlock"))
    asked, (named,) = kinds(record, "lead_asked"), kinds(record, "lead_designated")
    assert asked
    assert named.seat == "gov_office"
    assert deadlock.at < named.at <= deadlock.at + 4 * HOUR


def test_whoever_was_pushed_takes_the_sheet() -> None:
    """Assigned or pressed, an officer who shuffled accepts in the end."""
    record = played("trained", 3)
    assigned = [seat for event in kinds(record, "assigned") for seat in event.data["seats"]]
    accepted = [event.seat for event in kinds(record, "accepted")]
    assert assigned
    assert set(assigned) <= set(accepted)


def test_an_expert_questions_the_order_to_wait() -> None:
    """Nobody of the reference complies; of the untrained some do."""
    answers = [event.data["answer"] for event in kinds(played("expert", 3), "order_answered")]
    assert answers
    assert "comply" not in answers
    others = [e.data["answer"] for seed in (1, 2, 3, 4) for e in kinds(played("untrained", seed), "order_answered")]
    assert "comply" in others


def test_a_rewritten_draft_is_never_published() -> None:
    """Every published text is one that its author had written and nobody sent back."""
    record = played("trained", 3)
    returned = [(event.data["author"], event.data["draft"]) for event in kinds(record, "returned")]
    published = [(event.seat, event.data["draft"]) for event in kinds(record, "published")]
    assert not set(returned) & set(published)
    assert len(published) == len(set(published))


def test_texts_come_from_the_colleagues_own_grammar() -> None:
    """No sentence of the answer key stands in a text, in either language (DESIGN decision 14)."""
    scenario = gather("canteen", "i80-2016").scenario
    for event in kinds(played("expert", 3), "published"):
        words = event.data["message"]["text"]
        assert words["en"]
        assert words["zh"]
        for fact in scenario.facts:
            assert fact.text.en not in words["en"]
            assert fact.text.zh not in words["zh"]


def test_silence_does_nothing_at_all() -> None:
    """No action but the drill's own course."""
    assert not kinds(played("silent", 3), "action")


def test_nobody_is_refused_what_a_skill_would_do() -> None:
    """An expert does not try what it may not do, apart from races with another's act in the same moment."""
    refused = kinds(played("expert", 3), "refused")
    assert len(refused) <= len(kinds(played("expert", 3), "action")) * 0.03


def test_the_openings_fit_any_crisis() -> None:
    """No parents, pupils or findings in a text about bus fares."""
    for event in auto("expert", 1, gather("bus-fare", "i80-2016")).of_kind("published", "conference_held"):
        opening = event.data["message"]["text"]["en"].split(".")[0].split(":")[0]
        assert not any(word in opening.lower() for word in ("parent", "pupil", "child", "promised"))
        assert not any(word in event.data["message"]["text"]["zh"][:30] for word in ("家长", "学生", "检测", "患病"))


def test_nobody_knows_of_what_has_not_happened() -> None:
    """A slot is askable from its first fact on; then it is looked at and asked for, and once."""
    early = colleague("expert").view
    assert "cause" in early.own_slots(20 * MINUTE)
    later = changed(
        lambda plain: [fact.update(true_from=2 * HOUR) for fact in plain["facts"] if fact["slot"] == "cause"]
    )
    officer = told(later, HOUR)
    assert "cause" not in officer.view.own_slots(HOUR)
    assert "cause" in officer.view.own_slots(2 * HOUR)
    assert "cause" not in officer.view.library.open_slots("fuhe/health", [], HOUR)
    assert "cause" in officer.view.library.open_slots("fuhe/health", [], 2 * HOUR)
    verified: list[str] = []
    for now in range(HOUR, 8 * HOUR, MINUTE):
        for made in officer.decide(now):
            if made.act == "verify":
                verified.append(made.target)
                fold(officer, now, "action", action=made.model_dump(mode="json"))
    assert verified.count("cause") == 1


def test_a_dangerous_claim_does_not_wait_for_everybody() -> None:
    """A rebuttal of it waits half an hour for answers and is reviewed meanwhile; other drafts wait as the skill says."""
    officer = told(small(), 4 * HOUR)
    assert officer.board.claims.keys() >= {"water_poisoned", "called_late"}
    waits = {}
    for claim, form in (("water_poisoned", "rebuttal"), ("called_late", "rebuttal"), ("water_poisoned", "update")):
        ref = f"{form}-{claim}"
        drafted(officer, ref, form, facts=cite("water_clean"), claims=[{"claim": claim, "stance": "deny"}])
        officer._agenda.clear()
        officer.plan(5 * HOUR, "carry_on", ref)
        acts = [made.act for made in officer.decide(5 * HOUR)]
        assert acts == (["consult", "submit"] if ref == "rebuttal-water_poisoned" else ["consult"])
        (moment,) = planned(officer, "carry_on")
        waits[ref] = moment - 5 * HOUR
    assert waits == {
        "rebuttal-water_poisoned": 30 * MINUTE,
        "rebuttal-called_late": 2 * HOUR,
        "update-water_poisoned": 2 * HOUR,
    }


def test_a_conference_is_called_once_for_a_draft() -> None:
    """An answer and an approval that come together let it go out once."""
    officer = told(small(), 4 * HOUR)
    drafted(officer, "conference-1", "conference", facts=cite("ill_5"))
    fold(officer, 3700, "submitted", draft="conference-1", strand=STRAND, message=message("conference"))
    fold(officer, 3800, "approved", author="health", draft="conference-1")
    officer._agenda.clear()
    officer.skill = officer.skill.model_copy(update={"consults": 0.0})
    for moment in (5 * HOUR, 5 * HOUR, 6 * HOUR):
        officer.plan(moment, "carry_on", "conference-1")
    acts = [made.act for now in (5 * HOUR, 6 * HOUR) for made in officer.decide(now)]
    assert acts == ["hold_conference"]


def test_the_owners_of_the_facts_sit_on_the_podium() -> None:
    """Also an owner whose department the matter does not touch."""
    record = auto("expert", 1, gather("bus-fare", "i80-2016"))
    held = record.of_kind("conference_held")
    assert held
    library = Library.of(gather("bus-fare", "i80-2016").scenario)
    for event in held:
        holders = {library.facts[verdict["fact"]].owner for verdict in event.data["reading"]["facts"]}
        seats = {library.seat_of[party] for party in holders if party in library.seat_of}
        assert seats <= set(event.data["attendees"])
    assert any(len(event.data["attendees"]) > 1 for event in held)


def test_on_major_emergencies_a_conference_is_planned_within_the_day() -> None:
    """By experts always, by the untrained rarely, six to ten hours after the sheet."""
    grave = changed(major)
    for seed in range(8):
        (moment,) = planned(told(grave, HOUR, seed=seed), "conference")
        assert 6 * HOUR <= moment <= 11 * HOUR
    late = [planned(told(grave, HOUR, "untrained", seed), "conference") for seed in range(30)]
    assert sum(bool(moments) for moments in late) <= 8
    assert not planned(told(small(), HOUR), "conference")


def test_a_heeded_limit_moves_the_first_word_forward() -> None:
    """Where the rulebook sets five hours, trained officers who heed it begin in time; where it sets none, nobody hurries."""
    grave = changed(major)
    free = grave.rulebook.limits.model_copy(update={"first_word_h": None})

    def begun(limits: Limits | None, seed: int) -> int:
        officer = colleague("trained", seed=seed, materials=grave, limits=limits)
        for event in begin(grave, now=30 * MINUTE).events:
            officer.observe(event)
        return planned(officer, "first_word")[0]

    pairs = [(begun(grave.rulebook.limits, seed), begun(free, seed)) for seed in range(40)]
    assert all(bound <= unbound for bound, unbound in pairs)
    in_time = sum(bound <= 2.5 * HOUR for bound, _ in pairs)
    assert in_time > sum(unbound <= 2.5 * HOUR for _, unbound in pairs)
    assert in_time < len(pairs)
    assert colleague("expert", materials=grave, limits=grave.rulebook.limits).heeded_limit(STRAND) == 5 * HOUR
    assert colleague("expert", limits=grave.rulebook.limits).heeded_limit(STRAND) == 48 * HOUR
    assert colleague("silent", limits=grave.rulebook.limits).heeded_limit(STRAND) is None
    assert colleague("expert").heeded_limit(STRAND) is None
