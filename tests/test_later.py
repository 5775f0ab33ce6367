"""What comes out later: denials of what is true, orders obeyed, people handed to the police, falsehoods left standing. None
of them ever helps, and each costs trust when the scenario lets it come out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support_drill import ENDS, at, begin, changed, cite, do, entry, finish, of, publish, small

from simulator.drill import Drill
from simulator.opinion.channels import CHANNELS
from simulator.record import Board, Record
from simulator.replay.materials import Materials
from simulator.scoring import score

ALL = [channel for channel in CHANNELS if channel != "hotline"]
HIDDEN = ["removed_posts", "lowered_figure", "withheld_figure", "over_referral", "falsehood"]


def outcome(drill: Drill) -> dict[str, int]:
    """The outcome of a drill played to its end."""
    found: dict[str, int] = finish(drill).events[-1].data["outcome"]
    return found


def inquiry(plain: dict[str, Any]) -> None:
    """An inquiry on day 30 that finds everything."""
    always = {"id": "inquiry", "day": 30, "if": {"is": "always"}, "body": {"en": "It is out.", "zh": "查清了。"}}
    plain["epilogue"] = [*plain["epilogue"], {**always, "exposes": HIDDEN}]


def ordering(wants: str) -> Materials:
    """The small crisis with an unlawful order to the office, and an inquiry."""

    def fit(plain: dict[str, Any]) -> None:
        inquiry(plain)
        entry(plain, "injects", "wait")["order"].update(wants=wants, value=3 if wants == "lower_figure" else None)

    return changed(fit)


def trust(drill: Drill) -> int:
    """Trust now, per ten thousand."""
    return drill.public.crowd.pulse()["trust"]


# --- orders and referrals ---


@pytest.mark.parametrize(
    ("wants", "hidden"),
    [("remove_posts", "removed_posts"), ("lower_figure", "lowered_figure"), ("wait_with_figures", "withheld_figure")],
)
def test_an_order_obeyed_never_helps_and_comes_out(wants: str, hidden: str) -> None:
    """The crowd is the same at the horizon whether the office complies or dissents; after the epilogue trust is lower."""
    drills = {}
    for answer in ("comply", "dissent"):
        drill = drills[answer] = begin(ordering(wants), now=at("T+02:40"))
        assert do(drill, "office", "answer_order", inject="wait", answer=answer).kind == "action"
    obeyed, refused = outcome(drills["comply"]), outcome(drills["dissent"])
    later = ("trust_after", "accuracy_after")
    assert {k: v for k, v in obeyed.items() if k not in later} == {k: v for k, v in refused.items() if k not in later}
    assert refused["trust_after"] == refused["trust"]
    assert obeyed["trust_after"] < refused["trust_after"] - 50
    assert [e.data for e in of(drills["comply"], "exposed")] == [{"what": hidden, "parties": ["fuhe/gov_office"]}]
    assert not of(drills["dissent"], "exposed")
    assert drills["comply"].board.exposed == {hidden: ENDS}


def test_handing_on_what_is_no_dangerous_falsehood_comes_out() -> None:
    """Who had a true claim handed to the police pays for it later; a dangerous forgery may be handed on."""
    found = {}
    for claim in ("called_late", "water_poisoned"):
        drill = begin(changed(inquiry), now=at("T+02:30"))
        assert do(drill, "health", "refer", claim=claim, to=["fuhe/public_security"]).kind == "action"
        found[claim] = outcome(drill)
        assert [event.data["what"] for event in of(drill, "exposed")] == ["over_referral"] * (claim == "called_late")
    assert found["called_late"]["trust"] == found["water_poisoned"]["trust"]
    assert found["called_late"]["trust_after"] < found["water_poisoned"]["trust_after"]


def test_nothing_comes_out_that_the_scenario_does_not_let_out() -> None:
    """Without an inquiry the same deeds stay hidden: what surfaces is declared, never drawn (DESIGN decision 9)."""
    drill = begin(now=at("T+02:40"))
    do(drill, "office", "answer_order", inject="wait", answer="comply")
    do(drill, "health", "refer", claim="called_late", to=["fuhe/public_security"])
    found = outcome(drill)
    assert not of(drill, "exposed")
    assert found["trust_after"] == found["trust"]


def test_it_may_come_out_while_the_drill_runs() -> None:
    """An inject exposes a deed once; the epilogue does not expose it again."""

    def fit(plain: dict[str, Any]) -> None:
        inquiry(plain)
        leak = {**entry(plain, "injects", "silence"), "id": "leak", "when": {"at": 5 * 3600}}
        leak["effects"] = [{"do": "exposes", "what": HIDDEN}]
        plain["injects"] = [*plain["injects"], leak]

    drill = begin(changed(fit), now=at("T+02:40"))
    do(drill, "office", "answer_order", inject="wait", answer="comply")
    drill.advance(5 * 3600)
    before = trust(drill)
    drill.advance(5 * 3600 + 1)
    assert trust(drill) < before - 500
    assert outcome(drill)["trust_after"] == outcome(drill)["trust"]
    assert [event.data["what"] for event in of(drill, "exposed")] == ["withheld_figure"]
    assert of(drill, "exposed")[0].visible_to("health")


def test_a_condition_asks_what_happened() -> None:
    """An epilogue may depend on a deed, whether it has come out or not."""

    def fit(plain: dict[str, Any]) -> None:
        seen = {"id": "seen", "day": 30, "if": {"is": "happened", "what": "over_referral"}}
        plain["epilogue"] = [*plain["epilogue"], {**seen, "body": {"en": "They came.", "zh": "有人上门。"}}]

    told = []
    for refers in (True, False):
        drill = begin(changed(fit), now=at("T+02:30"))
        if refers:
            do(drill, "health", "refer", claim="called_late", to=["fuhe/public_security"])
        finish(drill)
        told.append("seen" in [event.data["epilogue"] for event in of(drill, "epilogue")])
    assert told == [True, False]


# --- falsehoods ---


def lowered(value: int, right_later: bool = False) -> Drill:
    """Health knows five ill and publishes a figure at T+00:30, perhaps the right one later."""
    drill = begin(changed(inquiry), now=at("T+00:30"))
    publish(drill, "health", "one", facts=cite(ill_5=value), as_of="T+00:20", advice=["see_doctor"])
    if right_later:
        publish(drill, "health", "two", "correction", facts=cite("ill_5"), as_of="T+00:20", corrects="ill")
    return drill


def test_a_lowered_figure_earns_nothing() -> None:
    """A figure that the speaker knows to be wrong leaves coverage, reach and trust as silence does; the right one does
    not.
    """
    lie, truth, silence = lowered(2), lowered(5), begin(changed(inquiry), now=at("T+00:30"))
    silence.advance(lie.now)
    assert lie.public.crowd.official.sum() == 0
    assert lie.public.crowd.coverage.sum() == 0
    assert trust(lie) == trust(silence)
    assert lie.public.crowd.silent_since == silence.public.crowd.silent_since
    assert truth.public.crowd.coverage.sum() > 0


def test_a_falsehood_left_standing_comes_out_and_a_corrected_one_does_not() -> None:
    """The inquiry finds the wrong figure only where nobody put it right."""
    standing, put_right = lowered(2), lowered(2, right_later=True)
    for drill in (standing, put_right):
        finish(drill)
    assert [event.data["what"] for event in of(standing, "exposed")] == ["falsehood"]
    assert not of(put_right, "exposed")


def denying(*, at_: str = "T+03:00", then: Callable[[Drill], None] | None = None) -> Drill:
    """Education denies at a moment that the school called late, which turns out true at T+04:00 and surfaces at T+06:00."""

    def fit(plain: dict[str, Any]) -> None:
        inquiry(plain)
        plain["narratives"] = [
            {**one, "parameters": {**one["parameters"], "n0": 1.6, "seed_posts": 400}}
            if one["id"] == "late_call"
            else one
            for one in plain["narratives"]
        ]

    drill = begin(changed(fit), now=at(at_))
    do(
        drill,
        "education",
        "draft",
        draft="deny",
        strand="lunch",
        message={
            "form": "rebuttal",
            "text": {"en": "No.", "zh": "不实。"},
            "claims": [{"claim": "called_late", "stance": "deny"}],
        },
    )
    drill.advance(drill.now + 3600)
    assert do(drill, "education", "publish", draft="deny", channels=ALL).kind == "action"
    if then is not None:
        then(drill)
    return drill


def test_a_denial_of_the_truth_settles_falsely_and_pays_when_it_surfaces() -> None:
    """People are settled against the truth; they believe again when it surfaces, and trust falls far more than without the
    denial.
    """
    falls, settled = [], []
    for drill in (denying(), begin(denying().scenario and changed(lambda plain: None), now=at("T+04:00"))):
        drill.advance(at("T+06:00"))
        settled.append(drill.public.crowd.falsely_settled("late_call"))
        before = trust(drill)
        drill.advance(at("T+06:00") + 1)
        falls.append(before - trust(drill))
        assert drill.public.crowd.falsely_settled("late_call") == 0
    assert settled[0] > 20
    assert settled[1] == 0
    assert falls[0] > falls[1] + 800


def test_the_denial_itself_earns_no_trust_and_ends_no_silence() -> None:
    """Right after the word trust and the clock of silence are as without it."""
    drill = denying()
    other = begin(Materials(drill.scenario, "same", small().rulebook, small().world), now=drill.now)
    assert trust(drill) == trust(other)
    assert drill.public.crowd.silent_since == other.public.crowd.silent_since
    assert drill.public.crowd.coverage.sum() == 0


def test_admitting_in_time_costs_less_than_the_surfacing_truth() -> None:
    """Who confirms before it surfaces pays for the contradiction, and nothing more when it does."""

    def admit(drill: Drill) -> None:
        do(drill, "education", "verify", target="call")
        drill.advance(at("T+05:20"))
        message = {"form": "correction", "text": {"en": "Yes, late.", "zh": "确实晚了。"}, "facts": cite("call_50")}
        message |= {"claims": [{"claim": "called_late", "stance": "confirm"}], "corrects": "called_late"}
        do(drill, "education", "draft", draft="admit", strand="lunch", message=message)
        drill.advance(at("T+05:55"))
        assert do(drill, "education", "publish", draft="admit", channels=ALL).kind == "action"

    start = trust(denying())
    admitted, stubborn = denying(then=admit), denying()
    stubborn.advance(at("T+05:55"))
    assert trust(admitted) < start
    falls = []
    for drill in (admitted, stubborn):
        drill.advance(at("T+06:00"))
        before = trust(drill)
        drill.advance(at("T+06:00") + 1)
        falls.append(before - trust(drill))
    assert falls[0] < 10  # what five more minutes of silence cost
    assert falls[1] > 800
    assert trust(stubborn) < trust(admitted)


# --- after the horizon ---


def test_a_truth_may_surface_after_the_horizon() -> None:
    """A claim that surfaces on day 20 does so in the epilogue: accuracy and trust change after the horizon, and nothing that
    is judged does.
    """
    cards, found = [], []
    for surfaces in (20 * 24 * 3600, None):

        def fit(plain: dict[str, Any], surfaces: int | None = surfaces) -> None:
            entry(plain, "claims", "called_late")["surfaces"] = surfaces

        drill = begin(changed(fit), now=at("T+03:00"))
        drill.public.crowd.deniers[drill.public.crowd.index("late_call")] = True
        found.append(outcome(drill))
        assert len(of(drill, "claim_surfaced")) == (surfaces is not None)
        header = small().header(seed=7, crew={})
        record = Record(header, tuple(drill.events))
        cards.append(score(record, drill.scenario, small().rulebook).scores)
        assert "call_50" not in Board.of(drill.events).public
    assert found[0]["trust"] == found[0]["trust"]
    assert found[0]["trust_after"] < found[1]["trust_after"]
    assert cards[0] == cards[1]


def test_an_epilogue_lets_a_claim_surface() -> None:
    """The entry that names it surfaces it, once, if its condition holds."""

    def fit(plain: dict[str, Any]) -> None:
        entry(plain, "claims", "called_late")["surfaces"] = None
        entry(plain, "epilogue", "silent")["surfaces"] = ["called_late"]

    silent = finish(begin(changed(fit)))
    assert [event.data["claim"] for event in of(silent, "claim_surfaced")] == ["called_late"]
    spoke = begin(changed(fit), now=1)
    publish(spoke, "health", "one", facts=cite("ill_5"))
    assert not of(finish(spoke), "claim_surfaced")


def test_two_claims_of_one_narrative_do_not_share_their_truth() -> None:
    """The narrative follows its first claim; another that turns true leaves it false."""

    def fit(plain: dict[str, Any]) -> None:
        second = {**entry(plain, "claims", "called_late"), "narrative": "bad_water", "starts": at("T+02:00")}
        plain["claims"] = [entry(plain, "claims", "water_poisoned"), second]

    drill = finish(begin(changed(fit)))
    assert drill.public.crowd.truth[drill.public.crowd.index("bad_water")] == "false"
