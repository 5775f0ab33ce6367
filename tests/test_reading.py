"""Reading a word: verdicts, gates, levels of each criterion, novelty, as-of times, honest unknowns, short updates."""

from __future__ import annotations

from typing import Any

import pytest
from support_drill import ENDS, at, begin, cite, do, message, publish

from simulator.drill import Drill
from simulator.message import Entry, Speaker, answers_for, is_empty, is_fresh, is_response, read
from simulator.record import Message


def ready(until: str = "T+00:30") -> Drill:
    """The small crisis at a moment, with the health desk's verifications done on the way."""
    drill = begin()
    if at(until) > at("T+00:40"):
        drill.advance(at("T+00:31"))
        do(drill, "health", "verify", target="cause")
    drill.advance(at(until))
    return drill


def reading(
    drill: Drill, seat: str = "health", form: str = "statement", channels: tuple[str, ...] = ("weibo",), **fields: Any
) -> dict[str, Any]:
    """How a text of a seat would be read now."""
    given = Message.model_validate(message(form, **fields))
    speaker = Speaker(seat, drill.party(seat))
    return read(given, speaker, drill.now, channels, drill.library, drill.board, drill.ledger)


def verdict(drill: Drill, fact: dict[str, Any], seat: str = "health", **fields: Any) -> str:
    """The verdict on one citation."""
    return str(reading(drill, seat, facts=[fact], **fields)["facts"][0]["verdict"])


def level(drill: Drill, criterion: str, **fields: Any) -> int | None:
    """The level of one criterion."""
    found: int | None = reading(drill, **fields)["criteria"][criterion]
    return found


def news(drill: Drill, seat: str, *facts: str) -> Drill:
    """Let a seat know facts."""
    for fact in facts:
        drill.learn(seat, fact, "told")
    return drill


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"fact": "ill_5"}, "supported"),
        ({"fact": "ill_5", "value": 6}, "contradicted"),
        ({"fact": "ill_9", "value": 9}, "premature"),
        ({"fact": "call_50", "value": 50}, "premature"),
        ({"fact": "the_names"}, "protected"),
    ],
)
def test_verdicts(fact: dict[str, Any], expected: str) -> None:
    """Supported, contradicted, not yet true, not known here, protected."""
    assert verdict(ready(), fact) == expected


def test_a_figure_is_outdated_only_if_the_speaker_could_know() -> None:
    """DESIGN decision 1: known here, or read in public; otherwise the old figure is honest."""
    drill = ready("T+02:10")
    assert verdict(drill, {"fact": "ill_5"}) == "supported"
    assert verdict(news(drill, "health", "ill_9"), {"fact": "ill_5"}) == "outdated"
    public = news(ready("T+02:10"), "education", "ill_5")
    public.board.public["ill_9"] = (public.now, "fuhe/health")
    assert verdict(public, {"fact": "ill_5"}, "education") == "outdated"


def test_a_stated_time_before_the_change_governs() -> None:
    """As of half past twelve there were five."""
    drill = news(ready("T+02:10"), "health", "ill_9")
    assert verdict(drill, {"fact": "ill_5"}, as_of=at("T+01:59")) == "supported"
    assert verdict(drill, {"fact": "ill_5"}, as_of=at("T+02:00")) == "outdated"


def test_a_true_figure_is_supported_whatever_others_published() -> None:
    """Another body's wrong figure is its own fault."""
    drill = news(ready("T+02:10"), "health", "ill_9")
    drill.ledger.publish(Entry(1, drill.now, "fuhe/education", "ill", 5, 0, drill.now))
    assert verdict(drill, {"fact": "ill_9"}) == "supported"


def test_an_untrue_figure_beside_another_organs_is_interdepartmental() -> None:
    """An honest old figure that a published one for the same time excludes."""
    drill = ready("T+02:10")
    drill.ledger.publish(Entry(1, drill.now, "fuhe/education", "ill", 9, at("T+02:00"), drill.now))
    assert verdict(drill, {"fact": "ill_5"}) == "interdept"


@pytest.mark.parametrize(
    ("fields", "gate", "cap"),
    [
        ({"facts": cite("ill_5", "the_names")}, "disclosure", 29),
        ({"facts": [{"fact": "ill_5", "value": 4}]}, "contradiction", 49),
        ({"facts": [{"fact": "ill_9", "value": 9}]}, "premature", 49),
        ({"facts": [{"fact": "water_clean", "value": -1}]}, "false_reassurance", 29),
    ],
)
def test_gates_cap_the_score(fields: dict[str, Any], gate: str, cap: int) -> None:
    """MESSAGE_SCORING section 6: a gate caps the score of the word, whatever else it does well."""
    drill = news(ready("T+00:50"), "health", "cause_open")
    do(drill, "education", "dispatch", disposal="shut_kitchen")
    rest: dict[str, Any] = {
        "advice": ["see_doctor"],
        "disposals": ["shut_kitchen"],
        "next_update": at("T+04:00"),
        "as_of": drill.now,
    }
    found = reading(drill, **rest, **fields)
    assert gate in found["gates"]
    assert found["score"] == min(found["raw"], cap)


@pytest.mark.parametrize(
    ("stance", "known", "expected"),
    [
        ("deny", True, "supported"),
        ("deny", False, "premature"),
        ("confirm", True, "contradicted"),
        ("confirm", False, "premature"),
        ("unverified", False, "supported"),
        ("unverified", True, "dodged"),
    ],
)
def test_stances_are_judged_by_truth_and_knowledge(stance: str, known: bool, expected: str) -> None:
    """A right denial that was only guessed is premature; pretending not to know is dodging."""
    drill = ready("T+01:40")
    if known:
        news(drill, "health", "water_clean")
    claims = reading(drill, claims=[{"claim": "water_poisoned", "stance": stance}])["claims"]
    assert claims[0]["verdict"] == expected


def test_levels_of_concerns() -> None:
    """Nothing, part, or both top concerns of what this speaker could answer."""
    drill = news(ready("T+00:50"), "health", "cause_open", "water_clean")
    assert level(drill, "concerns", advice=["see_doctor"]) == 0
    assert level(drill, "concerns", facts=cite("ill_5")) == 1
    assert level(drill, "concerns", facts=cite("ill_5", "water_clean", "cause_open")) == 2


def test_levels_of_evidence() -> None:
    """No supported fact or any false one, unsourced, enough and sourced."""
    drill = news(ready("T+00:50"), "health", "cause_open", "water_clean")
    three = cite("ill_5", "cause_open", "water_clean")
    assert level(drill, "evidence") == 0
    assert level(drill, "evidence", facts=[*three, {"fact": "ill_5", "value": 4}]) == 0
    assert level(drill, "evidence", facts=three) == 1
    assert level(drill, "evidence", facts=cite("ill_5"), as_of=drill.now) == 1
    assert level(drill, "evidence", facts=three, as_of=drill.now) == 2
    assert level(drill, "evidence", form="update", facts=cite("ill_5"), as_of=drill.now) == 2


def test_levels_of_known_and_unknown() -> None:
    """Known, unknown and what is done; calling unknown what one knows is withholding."""
    drill = ready()
    assert level(drill, "known_unknown") == 0
    assert level(drill, "known_unknown", facts=cite("ill_5")) == 1
    assert level(drill, "known_unknown", facts=cite("ill_5"), unknowns=["cause"], next_update=at("T+04:00")) == 2
    assert level(drill, "known_unknown", facts=cite("ill_5"), unknowns=["ill"], next_update=at("T+04:00")) == 0


def test_levels_of_action() -> None:
    """Advice, and a measure that is really under way."""
    drill = ready()
    assert level(drill, "action") == 0
    assert level(drill, "action", advice=["see_doctor"]) == 1
    assert level(drill, "action", advice=["see_doctor"], disposals=["shut_kitchen"]) == 1
    do(drill, "education", "dispatch", disposal="shut_kitchen")
    assert level(drill, "action", advice=["see_doctor"], disposals=["shut_kitchen"]) == 2
    assert level(drill, "action", form="reply") is None


def test_levels_of_rumour() -> None:
    """Not asked where none is known of; a bare denial is worth one, one with the settling fact two."""
    drill = ready("T+01:40")
    denial = [{"claim": "water_poisoned", "stance": "deny"}]
    assert level(drill, "rumour", facts=cite("ill_5")) is None
    assert level(drill, "rumour", claims=denial) == 0
    news(drill, "health", "water_clean")
    assert level(drill, "rumour", claims=denial) == 1
    assert level(drill, "rumour", claims=denial, facts=cite("water_clean")) == 2


def test_levels_of_consistency() -> None:
    """A foreign fact wants its owner named; an outdated figure is no conflict-free word."""
    drill = news(ready("T+02:10"), "health", "kitchen_open")
    assert level(drill, "consistency") is None
    assert level(drill, "consistency", facts=cite("kitchen_open")) == 1
    assert level(drill, "consistency", facts=cite("kitchen_open"), credits=["fuhe/education"]) == 2
    news(drill, "health", "ill_9")
    assert level(drill, "consistency", facts=cite("ill_5")) == 0


def test_levels_of_updates() -> None:
    """A time and a channel; not asked of a reply."""
    drill = ready()
    assert level(drill, "updates", facts=cite("ill_5")) == 0
    assert level(drill, "updates", facts=cite("ill_5"), next_update=at("T+04:00")) == 2
    assert level(drill, "updates", form="reply", facts=cite("ill_5")) is None


def test_an_honest_unknown_answers_a_concern_if_the_next_word_has_a_time() -> None:
    """'Not yet, but by four' is an answer; 'not yet' is none."""
    drill = ready()
    assert "why" in reading(drill, unknowns=["cause"], next_update=at("T+04:00"))["concerns"]
    assert "why" not in reading(drill, unknowns=["cause"])["concerns"]
    known = news(drill, "health", "cause_open")
    assert "why" not in reading(known, unknowns=["cause"], next_update=at("T+04:00"))["concerns"]


def test_a_short_update_with_the_news_is_worth_as_much_as_a_long_one() -> None:
    """What was answered before is not asked again, unless something newer is known of it."""
    drill = ready()
    publish(drill, "health", "h1", facts=cite("ill_5"), next_update=at("T+06:00"), unknowns=["cause"])
    news(drill, "health", "cause_open")
    short = reading(drill, form="update", facts=cite("cause_open"), as_of=drill.now)
    long = reading(drill, form="update", facts=cite("cause_open", "ill_5"), as_of=drill.now)
    assert short["asked"] == ["why"] or "how_many" not in short["asked"]
    assert short["criteria"]["concerns"] == long["criteria"]["concerns"]


def test_novelty_is_the_share_of_what_this_party_says_first() -> None:
    """All new, half new, nothing new; another party's words do not count."""
    drill = ready()
    assert reading(drill, facts=cite("ill_5"))["novelty"] == 1000
    publish(drill, "health", "h1", facts=cite("ill_5"))
    news(drill, "health", "water_clean")
    news(drill, "education", "ill_5")
    assert reading(drill, facts=cite("ill_5"))["novelty"] == 0
    assert reading(drill, facts=cite("ill_5", "water_clean"))["novelty"] == 500
    assert reading(drill, "education", facts=cite("ill_5"))["novelty"] == 1000
    assert reading(drill)["novelty"] == 0


def test_the_narratives_are_those_of_what_was_answered() -> None:
    """Per mille by the weight of the answered concerns; a rebutted claim's narrative whole."""
    drill = news(ready("T+01:40"), "health", "water_clean")
    found = reading(drill, facts=cite("water_clean"), claims=[{"claim": "water_poisoned", "stance": "deny"}])[
        "narratives"
    ]
    assert found["bad_water"] == 1000
    assert reading(drill, facts=cite("ill_5"))["narratives"]["illness"] == 625


def test_three_criteria_are_not_judged_yet() -> None:
    """Aim, clarity and kindness need the words themselves."""
    assert reading(ready())["not_judged"] == ["targeted", "clarity", "empathy"]


def test_what_is_a_response_and_what_is_empty() -> None:
    """By the reading, never by what the text calls itself."""
    drill = begin()
    publish(drill, "health", "empty", form="statement")
    publish(drill, "health", "fact", facts=cite("ill_5"), as_of=at("T-00:20"))
    publish(drill, "health", "again", facts=cite("ill_5"), as_of=at("T-00:20"))
    publish(drill, "health", "later", facts=cite("ill_5"), as_of=drill.now)
    empty, fact, again, later = drill.board.words
    assert [is_response(word) for word in drill.board.words] == [False, True, True, True]
    assert [is_empty(word) for word in drill.board.words] == [True, False, False, False]
    assert is_fresh(fact, drill.board)
    assert not is_fresh(again, drill.board)
    assert is_fresh(later, drill.board)
    assert not is_fresh(empty, drill.board)


def test_whom_a_word_answers_for() -> None:
    """Its speaker; from the lead also those whose facts it states and names."""
    drill = news(ready("T+01:10"), "health", "kitchen_open")
    named = {"facts": cite("ill_5", "kitchen_open"), "credits": ["fuhe/education"]}
    publish(drill, "health", "before", **named)
    drill.advance(drill.now + 60)
    do(drill, "office", "designate_lead", strand="lunch", party="fuhe/health")
    publish(drill, "health", "after", **named)
    publish(drill, "health", "bare", facts=cite("ill_5"), credits=["fuhe/education"])
    assert drill.now < ENDS
    found = [answers_for(word, drill.board, drill.library) for word in drill.board.words]
    assert found == [["health"], ["health", "education"], ["health"]]
