"""What a scenario brings in by itself: each once, at its moment, on its condition, or by the trainer's hand."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from support_drill import ENDS, STRAND, at, begin, changed, cite, do, entry, finish, of, publish, small

from simulator.drill import Drill
from simulator.message import plain_value
from simulator.record import TRAINER
from simulator.scenario.moments import HOUR


def fired(drill: Drill) -> dict[str, int]:
    """Inject -> moment at which it took place."""
    return {event.data["inject"]: event.at for event in of(drill, "inject_fired")}


@pytest.fixture(scope="module")
def untouched() -> Drill:
    """A drill in which nobody does anything."""
    return finish(begin())


def test_timed_injects_come_at_their_moment_and_land_where_they_go(untouched: Drill) -> None:
    """Each document on each desk it is for, in the second of the inject."""
    for inject in small().scenario.injects:
        if inject.when.at is not None:
            assert fired(untouched)[inject.id] == inject.when.at
            landed = [e.seat for e in of(untouched, "document") if e.data["inject"] == inject.id]
            assert landed == list(inject.to)


def test_each_inject_takes_place_at_most_once(untouched: Drill) -> None:
    """Also where its condition goes on holding."""
    assert len(of(untouched, "inject_fired")) == len(fired(untouched))


def test_a_condition_fires_inside_its_window_only(untouched: Drill) -> None:
    """Silence is noticed when the window opens; a word after the window fires nothing."""
    assert fired(untouched)["silence"] == at("T+03:00")
    drill = begin(now=at("T+01:00"))
    publish(drill, "health", "one", facts=cite("ill_5"))
    finish(drill)
    assert "silence" not in fired(drill)
    assert "never" not in fired(drill)


def test_a_window_that_never_held_fires_nothing() -> None:
    """The word comes between the ticks after the window closed."""

    def fit(plain: dict[str, Any]) -> None:
        entry(plain, "injects", "never")["when"] = {"if": {"is": "public_word"}, "after": 0, "before": 2 * HOUR}

    drill = begin(changed(fit), now=1)
    word = publish(drill, "health", "one", facts=cite("ill_5"))
    finish(drill)
    assert word.at < 2 * HOUR
    assert word.at <= fired(drill)["never"] <= word.at + 300


def test_what_is_in_reserve_waits_for_the_trainer(untouched: Drill) -> None:
    """It never comes by itself, and comes when the trainer says so, with all its effects."""
    assert "box" not in fired(untouched)
    drill = begin(now=at("T+05:30"))
    do(drill, TRAINER, "fire_inject", inject="box")
    assert fired(drill)["box"] == at("T+05:30")
    assert drill.board.knows("office", "call_50")
    assert drill.board.knows("office", "cause_rice")
    assert drill.board.surfaced["called_late"] == at("T+05:30")
    assert of(drill, "other_body_said")[-1].data["slot"] == "cause"


def test_a_document_cannot_reveal_what_is_not_true_yet() -> None:
    """Fired early, it brings the facts that hold and no others."""
    drill = begin(now=HOUR)
    do(drill, TRAINER, "fire_inject", inject="box")
    assert drill.board.knows("office", "call_50")
    assert not drill.board.knows("office", "cause_rice")


def test_an_inject_brought_forward_does_not_come_again() -> None:
    """The trainer fires a timed inject ahead of its time."""
    drill = begin(now=60)
    do(drill, TRAINER, "fire_inject", inject="reporter")
    finish(drill)
    assert fired(drill)["reporter"] == 60


def test_posts_from_outside_reach_the_crowd() -> None:
    """The video's posts make the first half hour louder than the same crisis without them."""

    def fit(plain: dict[str, Any]) -> None:
        entry(plain, "injects", "video")["effects"] = []

    loud, quiet = begin(now=HOUR), begin(changed(fit), now=HOUR)
    assert of(loud, "pulse")[-1].data["heat"] > of(quiet, "pulse")[-1].data["heat"]


def test_a_reopened_cause_and_a_development_change_the_crowd() -> None:
    """Each of the effects on the crowd leaves another course."""

    def only(effect: str) -> Drill:
        def fit(plain: dict[str, Any]) -> None:
            effects = entry(plain, "injects", "box")["effects"]
            entry(plain, "injects", "box")["effects"] = [one for one in effects if one["do"] == effect]

        drill = begin(changed(fit), now=20 * 60)
        do(drill, "education", "dispatch", disposal="shut_kitchen")
        publish(drill, "health", "one", facts=cite("ill_5"))
        drill.advance(3 * HOUR)
        do(drill, TRAINER, "fire_inject", inject="box")
        return finish(drill)

    nothing, reopened, developed = (
        [event.data for event in of(only(effect), "pulse")] for effect in ("reveal", "reopen", "development")
    )
    assert nothing != reopened
    assert nothing != developed
    assert only("reveal").public.removed["meals"] == pytest.approx(0.3)
    assert only("reopen").public.removed["meals"] == 0


@pytest.mark.parametrize(
    ("slot", "value", "moment", "fact"),
    [
        ("ill", 9, "T+03:00", "ill_9"),
        ("ill", 5, "T+03:00", None),
        ("ill", 77, "T+03:00", None),
        ("cause", {"en": "not yet known", "zh": "尚未查明"}, "T+03:00", "cause_open"),
        ("cause", {"en": "not yet known", "zh": "尚未查明"}, "T+05:30", None),
    ],
)
def test_another_body_is_right_only_with_the_present_value(
    slot: str, value: Any, moment: str, fact: str | None
) -> None:
    """Numbers and states alike; the event names the fact that it made public."""

    def fit(plain: dict[str, Any]) -> None:
        box = entry(plain, "injects", "box")
        box["effects"] = [{"do": "other_body_says", "party": "fuhe/hospital", "slot": slot, "value": value}]

    drill = begin(changed(fit), now=at(moment))
    do(drill, TRAINER, "fire_inject", inject="box")
    said = of(drill, "other_body_said")[-1]
    assert said.data["fact"] == fact
    assert (fact in drill.board.public) == (fact is not None)


@pytest.mark.parametrize(
    ("slot", "cited", "said", "moment", "wrong"),
    [
        ("ill", "ill_9", 5, "T+04:00", ["fuhe/hospital"]),
        ("ill", "ill_9", 77, "T+04:00", ["fuhe/hospital"]),
        ("cause", "cause_rice", "not yet known", "T+07:00", ["fuhe/hospital"]),
        ("cause", "cause_open", "poison", "T+02:00", ["fuhe/hospital"]),
        ("ill", "ill_9", 9, "T+04:00", None),
        ("cause", "cause_rice", "rice left standing", "T+07:00", None),
    ],
)
def test_who_is_wrong_in_a_contradiction(
    slot: str, cited: str, said: Any, moment: str, wrong: list[str] | None
) -> None:
    """The body that gives an old or invented value, never the one that gives the present one."""
    value = {"en": said, "zh": said} if isinstance(said, str) else said

    def fit(plain: dict[str, Any]) -> None:
        plain["injects"] = [one for one in plain["injects"] if one["id"] != "hospital_counts"]
        box = entry(plain, "injects", "box")
        box["effects"] = [{"do": "other_body_says", "party": "fuhe/hospital", "slot": slot, "value": value}]

    drill = begin(changed(fit), now=at(moment) - 2 * HOUR)
    fact = drill.library.facts[cited]
    drill.advance(max(drill.now, fact.true_from + 1, fact.verification.from_ + 1))
    do(drill, "health", "verify", target=slot)
    drill.advance(drill.now + HOUR)
    publish(drill, "health", "one", facts=cite(cited))
    do(drill, TRAINER, "fire_inject", inject="box")
    found = [event.data["wrong"] for event in of(drill, "contradiction")]
    assert found == ([] if wrong is None else [wrong])


def test_a_superseded_fact_is_stale_for_its_owner_alone() -> None:
    """Others who were told the old figure hear nothing."""
    drill = begin(now=1)
    do(drill, "health", "share", to=["office", "education"], facts=["ill_5"])
    drill.advance(at("T+02:00") + 1)
    stale = of(drill, "fact_stale")
    assert [(event.seat, event.data["fact"], event.at) for event in stale] == [("health", "ill_5", at("T+02:00"))]
    assert not stale[0].visible_to("office")
    assert drill.board.stale == {"health": {"ill": at("T+02:00")}}


def test_an_owner_who_never_knew_is_told_nothing(untouched: Drill) -> None:
    """The cause was never verified, so its change raises nothing."""
    assert "cause" not in [event.data["slot"] for event in of(untouched, "fact_stale")]


def test_a_new_value_ends_the_staleness() -> None:
    """Verified again, the slot is current."""
    drill = begin(now=at("T+02:00") + 1)
    do(drill, "health", "verify", target="ill")
    drill.advance(at("T+03:00"))
    assert drill.board.knows("health", "ill_9")
    assert drill.board.stale["health"] == {}


def test_claims_start_turn_and_surface(untouched: Drill) -> None:
    """Each in its second, the turn unseen by the seats, the surfacing with the facts that settle it."""
    assert {e.data["claim"]: e.at for e in of(untouched, "claim_started")} == {
        "water_poisoned": at("T+01:30"),
        "called_late": at("T+02:00"),
    }
    turned = of(untouched, "claim_turned")
    assert [(event.at, event.data["truth"]) for event in turned] == [(at("T+04:00"), "true")]
    assert not any(turned[0].visible_to(seat) for seat in untouched.desks)
    surfaced = of(untouched, "claim_surfaced")
    assert [(e.at, e.data["truth"], e.data["facts"]) for e in surfaced] == [(at("T+06:00"), "true", ["call_50"])]
    assert untouched.board.knows("office", "call_50")


def test_a_claim_surfaces_once() -> None:
    """The trainer was earlier than the calendar."""
    drill = begin(now=at("T+05:00"))
    do(drill, TRAINER, "fire_inject", inject="box")
    finish(drill)
    assert [event.at for event in of(drill, "claim_surfaced")] == [at("T+05:00")]


@pytest.mark.parametrize(("moment", "truth"), [("T+03:00", "unknown"), ("T+04:30", "true")])
def test_checking_a_claim_finds_its_truth_of_the_moment(moment: str, truth: str) -> None:
    """Before the turn nothing can be said."""
    drill = begin(now=at(moment))
    do(drill, "education", "verify", target="called_late")
    drill.advance(at(moment) + HOUR - 1)
    assert [event.data["truth"] for event in of(drill, "claim_checked")] == [truth]


def test_a_dangerous_claim_that_turns_out_false_bears_on_responsibility() -> None:
    """The resolver looks again in the second in which the claim turns, as it does when one starts."""

    def fit(plain: dict[str, Any]) -> None:
        claim = entry(plain, "claims", "water_poisoned")
        claim["truth"], claim["turns"] = "unknown", [{"at": 3 * HOUR, "truth": "false"}]

    drill = finish(begin(changed(fit)))
    assert 3 * HOUR in [event.at for event in of(drill, "responsibility")]


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ((), ["silent"]),
        (("word",), ["spoke"]),
        (("word", "obey"), ["spoke", "obeyed"]),
    ],
)
def test_the_epilogue_is_what_the_drill_has_earned(acts: tuple[str, ...], told: list[str]) -> None:
    """Each ending whose condition holds at the horizon, in the order of the file, before the drill closes."""
    drill = begin(now=at("T+02:31"))
    if "word" in acts:
        publish(drill, "health", "one", facts=cite("ill_5"))
    if "obey" in acts:
        do(drill, "office", "answer_order", inject="wait", answer="comply")
    finish(drill)
    endings = of(drill, "epilogue")
    assert [event.data["epilogue"] for event in endings] == told
    assert {event.at for event in endings} == {ENDS}
    assert endings[-1].seq < drill.events[-1].seq


def test_the_matter_changes_and_the_answer_with_it(untouched: Drill) -> None:
    """Responsibility is said at T+0, and again only when it is another."""
    said = of(untouched, "responsibility")
    assert said[0].at == 0
    assert said[0].data["first_responsible"] == ["fuhe/health", "fuhe/education"]
    assert all(a.data != b.data for a, b in pairwise(said))
    assert [event.at for event in of(untouched, "matter_changed")] == [HOUR]


def test_a_lead_may_be_named_before_the_crisis() -> None:
    """The change is kept, and the answer at T+0 counts with it."""
    drill = begin()
    assert do(drill, "office", "designate_lead", strand=STRAND, party="fuhe/health").kind == "action"
    drill.advance(1)
    assert of(drill, "responsibility")[0].data["lead"] == "fuhe/health"


def test_values_are_plain_in_events() -> None:
    """A state stands in events by its English words, a number as it is."""
    facts = {fact.id: plain_value(fact.value) for fact in small().scenario.facts}
    assert facts["ill_5"] == 5
    assert facts["cause_open"] == "not yet known"
