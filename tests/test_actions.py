"""Every action does what it says or is refused with its reason, and no sequence of actions breaks a drill."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from support_drill import ENDS, OPENS, SEATS, STRAND, action, at, begin, cite, do, finish, message, of, publish, write

from simulator.drill import Drill
from simulator.record import ACTIONS, EVENT_KINDS, TRAINER, Action, Board, Event, canonical, canonical_event
from simulator.scenario.text import Channel

NAMES = sorted(model.model_fields["act"].default for model in get_args(get_args(Action)[0]))


def two_units(drill: Drill) -> None:
    """A handling sheet is open."""
    drill.advance(at("T+00:11"))


def written(drill: Drill) -> None:
    """Health has written a statement."""
    drill.advance(1)
    write(drill, "health", "one", facts=cite("ill_5"))


def in_own_words(drill: Drill) -> None:
    """Health has written a statement in own words."""
    drill.advance(1)
    write(drill, "health", "one", own_words=True)


def submitted(drill: Drill) -> None:
    """Health has submitted a statement."""
    written(drill)
    do(drill, "health", "submit", draft="one")


def consulted(drill: Drill) -> None:
    """Health has asked education about a statement."""
    written(drill)
    do(drill, "health", "consult", draft="one", to=["education"])


def spoken(drill: Drill) -> None:
    """Health has published a statement."""
    drill.advance(1)
    publish(drill, "health", "one", facts=cite("ill_5"))


def opened(drill: Drill) -> None:
    """Health has an opening statement for a conference."""
    drill.advance(1)
    write(drill, "health", "one", "conference", facts=cite("ill_5"))


def questioned(drill: Drill) -> None:
    """Health sits before the press alone, and the first question is put; education is not there."""
    opened(drill)
    do(drill, "health", "hold_conference", strand=STRAND, attendees=["health"], draft="one")
    while not of(drill, "question_put"):
        drill.advance_to_next(ENDS)
    drill.advance(drill.now + 1200)


def answered_units(drill: Drill) -> None:
    """The sheet is open and the public has an answer."""
    two_units(drill)
    publish(drill, "health", "one", facts=cite("ill_5"))


def closed_sheet(drill: Drill) -> None:
    """The sheet is closed."""
    answered_units(drill)
    do(drill, "office", "close", strand=STRAND)


def suggested(drill: Drill) -> None:
    """A grandmother's suggestion lies on the desks."""
    two_units(drill)
    do(drill, TRAINER, "fire_inject", inject="soup")


def called(drill: Drill) -> None:
    """A reporter's call lies on the desk of education."""
    drill.advance(at("T+01:01"))


def interviewed(drill: Drill) -> None:
    """Education has given the reporter an interview."""
    called(drill)
    do(drill, "education", "give_interview", **INTERVIEW)
    drill.advance(drill.now + 3600)


def deciding(drill: Drill) -> None:
    """Health knows of a decision."""
    drill.advance(at("T+00:10"))


def promised(drill: Drill) -> None:
    """Health has promised its next word."""
    two_units(drill)
    do(drill, "health", "promise_update", strand=STRAND, due="T+02:00")


def signalled(drill: Drill) -> None:
    """A sign and a decoy are on the monitors."""
    drill.advance(0)


def logged(drill: Drill) -> None:
    """Health has logged the sign."""
    signalled(drill)
    do(drill, "health", "log", signal="sign")


def to(moment: str) -> Callable[[Drill], None]:
    """The clock stands at a moment."""
    return lambda drill: drill.advance(at(moment))


def start(drill: Drill) -> None:
    """Nothing has happened yet."""


ANSWER = {"question": "is_it_closed", "by": "education", "facts": cite("kitchen_open")}
INTERVIEW: dict[str, Any] = {
    "strand": STRAND,
    "outlet": "evening_post",
    "inject": "reporter",
    "answers": [ANSWER],
}
RISK = {"strand": STRAND, "decision": "kitchen_open", "level": "low", "methods": ["tracking"]}

Case = tuple[Callable[[Drill], None], str, dict[str, Any], str]
"""What went before, who acts, what, and the kind of event that must follow."""

TAKEN: dict[str, Case] = {
    "watch": (start, "health", {"channels": ["weibo"]}, "action"),
    "log": (signalled, "health", {"signal": "sign"}, "duty_met"),
    "flag": (logged, "health", {"signal": "sign"}, "sheet_opened"),
    "assess": (
        two_units,
        "health",
        {"strand": STRAND, "opinion_class": "emergency", "grade": "major", "inputs": ["content"]},
        "assessed",
    ),
    "report_up": (two_units, "health", {"strand": STRAND, "to": "fuhe/gov_office"}, "reported_up"),
    "notify": (start, "office", {"strand": STRAND, "to": ["fuhe/cyberspace"]}, "notified"),
    "accept": (two_units, "health", {"strand": STRAND}, "accepted"),
    "transfer": (two_units, "health", {"strand": STRAND, "to": "education", "reason": "Yours."}, "transferred"),
    "assign": (start, "office", {"strand": STRAND, "to": ["health"], "due": "T+04:00"}, "assigned"),
    "convene": (start, "office", {"strand": STRAND, "seats": ["health"]}, "convene_held"),
    "verify": (to("T+02:00"), "health", {"target": "ill"}, "fact_learned"),
    "ask": (start, "office", {"to": "health", "about": ["ill"]}, "asked"),
    "share": (to("T+00:01"), "health", {"to": ["office"], "facts": ["ill_5"]}, "fact_learned"),
    "consult": (written, "health", {"draft": "one", "to": ["education"]}, "consulted"),
    "answer_consultation": (
        consulted,
        "education",
        {"consultation": "?", "agree": True},
        "consultation_answered",
    ),
    "negotiate": (start, "health", {"strand": STRAND, "to": "education", "offer": "i_speak"}, "negotiated"),
    "ask_lead": (start, "health", {"strand": STRAND, "reason": "We do not agree."}, "lead_asked"),
    "designate_lead": (start, "office", {"strand": STRAND, "party": "fuhe/health"}, "lead_designated"),
    "engage_leader": (start, "office", {"strand": STRAND, "ask": "guide"}, "leader_engaged"),
    "dispatch": (to("T+00:10"), "education", {"disposal": "shut_kitchen"}, "disposal_done"),
    "draft": (two_units, "health", {"draft": "one", "strand": STRAND, "message": message()}, "draft_ready"),
    "check_draft": (in_own_words, "health", {"draft": "one"}, "draft_checked"),
    "submit": (written, "health", {"draft": "one"}, "submitted"),
    "approve": (submitted, "office", {"author": "health", "draft": "one"}, "approved"),
    "return": (submitted, "office", {"author": "health", "draft": "one", "reason": "Old figure."}, "returned"),
    "publish": (written, "health", {"draft": "one", "channels": ["weibo"]}, "published"),
    "reply": (to("T+01:01"), "education", {"inject": "reporter", "message": message("reply")}, "replied"),
    "hold_conference": (
        opened,
        "health",
        {"strand": STRAND, "attendees": ["health"], "draft": "one"},
        "conference_held",
    ),
    "answer_question": (
        questioned,
        "health",
        {"question": "what_cause", "by": "health", "mode": "not_known_yet", "next_update": "T+08:00"},
        "question_answered",
    ),
    "give_interview": (called, "education", INTERVIEW, "interview_given"),
    "promise_update": (two_units, "health", {"strand": STRAND, "due": "T+04:00"}, "promise_made"),
    "assess_risk": (deciding, "education", RISK, "risk_assessed"),
    "escalate": (
        two_units,
        "health",
        {"strand": STRAND, "to": "fuhe/gov_office", "about": "education", "reason": "It is theirs too."},
        "escalated",
    ),
    "staff_hotline": (start, "office", {"clerks": 2, "hours": 4}, "hotline_staffed"),
    "refer": (to("T+02:00"), "office", {"claim": "water_poisoned", "to": ["fuhe/public_security"]}, "referred"),
    "press": (start, "office", {"strand": STRAND, "to": "health"}, "pressed"),
    "answer_order": (to("T+02:31"), "office", {"inject": "wait", "answer": "ask_ground"}, "order_answered"),
    "adopt_suggestion": (suggested, "health", {"inject": "soup", "adopt": True}, "suggestion_answered"),
    "close": (answered_units, "office", {"strand": STRAND}, "sheet_closed"),
    "review_sheet": (closed_sheet, "office", {"strand": STRAND, "lessons": "Too late."}, "sheet_reviewed"),
    "fire_inject": (start, TRAINER, {"inject": "box"}, "inject_fired"),
    "set_clock": (start, "health", {"paused": True}, "clock_set"),
}

TURNED_DOWN: list[tuple[Callable[[Drill], None], str, str, dict[str, Any], str]] = [
    (start, TRAINER, "watch", {"channels": ["weibo"]}, "acts for no seat"),
    (start, "health", "log", {"signal": "sign"}, "has not seen sign"),
    (signalled, "education", "log", {"signal": "sign"}, "has not seen sign"),
    (signalled, "health", "flag", {"signal": "sign"}, "log the signal before"),
    (
        start,
        "health",
        "assess",
        {"strand": "x", "opinion_class": "rumour", "grade": "major", "inputs": []},
        "no strand",
    ),
    (start, "health", "report_up", {"strand": STRAND, "to": "yunze/health"}, "takes no part"),
    (start, "health", "report_up", {"strand": STRAND, "to": "fuhe/health", "facts": cite("ill_9")}, "does not know"),
    (start, "health", "report_up", {"strand": STRAND, "to": "fuhe/health", "facts": cite("ill_0")}, "no fact ill_0"),
    (start, "health", "notify", {"strand": STRAND, "to": ["fuhe/nobody"]}, "takes no part"),
    (start, "health", "accept", {"strand": STRAND}, "no handling sheet yet"),
    (start, "health", "transfer", {"strand": STRAND, "to": "health", "reason": "?"}, "own unit"),
    (start, "health", "transfer", {"strand": STRAND, "to": "nobody", "reason": "?"}, "there is no seat nobody"),
    (start, "health", "assign", {"strand": STRAND, "to": ["health"], "due": "T+04:00"}, "power of the General Office"),
    (two_units, "office", "assign", {"strand": STRAND, "to": ["health"], "due": 0}, "must lie ahead"),
    (start, "office", "convene", {"strand": STRAND, "seats": ["office"]}, "needs another unit"),
    (start, "office", "verify", {"target": "ill"}, "ask that unit"),
    (start, "health", "verify", {"target": "x"}, "nothing called x"),
    (start, "health", "verify", {"target": "water_poisoned"}, "nobody has heard"),
    (start, "office", "ask", {"to": "health", "about": ["x"]}, "no slot or claim x"),
    (start, "health", "share", {"to": ["office"], "facts": ["ill_9"]}, "does not know ill_9"),
    (written, "health", "consult", {"draft": "one", "to": ["health"]}, "does not consult itself"),
    (written, "health", "consult", {"draft": "two", "to": ["office"]}, "no draft two"),
    (spoken, "health", "consult", {"draft": "one", "to": ["office"]}, "published already"),
    (consulted, "office", "answer_consultation", {"consultation": "?", "agree": True}, "was not asked"),
    (consulted, "education", "answer_consultation", {"consultation": "?", "agree": False}, "needs its reason"),
    (start, "health", "negotiate", {"strand": "x", "to": "education", "offer": "i_speak"}, "no strand"),
    (start, "health", "ask_lead", {"strand": "x", "reason": "?"}, "no strand"),
    (start, "health", "designate_lead", {"strand": STRAND, "party": "fuhe/health"}, "power of the General Office"),
    (start, "office", "designate_lead", {"strand": STRAND, "party": "fuhe/cyberspace"}, "not one of the departments"),
    (start, "office", "engage_leader", {"strand": "x", "ask": "guide"}, "no strand"),
    (start, "education", "dispatch", {"disposal": "shut_kitchen"}, "cannot be begun yet"),
    (two_units, "health", "dispatch", {"disposal": "shut_kitchen"}, "to carry out"),
    (two_units, "education", "dispatch", {"disposal": "clean_kitchen"}, "first must be finished"),
    (written, "health", "draft", {"draft": "one", "strand": STRAND, "message": message()}, "a draft one already"),
    (start, "health", "draft", {"draft": "x", "strand": STRAND, "message": message("reply")}, "use reply"),
    (
        start,
        "health",
        "draft",
        {"draft": "x", "strand": STRAND, "message": message(facts=cite("ill_5"))},
        "does not know ill_5",
    ),
    (
        two_units,
        "health",
        "draft",
        {"draft": "x", "strand": STRAND, "message": message(next_update=0)},
        "must lie ahead",
    ),
    (written, "health", "check_draft", {"draft": "one"}, "only a text in own words"),
    (written, "health", "check_draft", {"draft": "two"}, "no draft two"),
    (submitted, "health", "submit", {"draft": "one"}, "under review"),
    (written, "office", "approve", {"author": "health", "draft": "one"}, "has not been submitted"),
    (submitted, "education", "approve", {"author": "health", "draft": "one"}, "power of the General Office"),
    (submitted, "office", "return", {"author": "office", "draft": "one", "reason": "?"}, "the own draft"),
    (spoken, "health", "publish", {"draft": "one", "channels": ["weibo"]}, "published already"),
    (opened, "health", "publish", {"draft": "one", "channels": ["weibo"]}, "at the conference"),
    (start, "education", "reply", {"inject": "reporter", "message": message("reply")}, "no document reporter"),
    (to("T+01:01"), "education", "reply", {"inject": "reporter", "message": message()}, "has the form reply"),
    (
        written,
        "health",
        "hold_conference",
        {"strand": STRAND, "attendees": ["health"], "draft": "one"},
        "opening statement of a conference",
    ),
    (start, "health", "answer_question", {"question": "what_cause", "by": "health"}, "nobody has asked what_cause"),
    (called, "education", "give_interview", {**INTERVIEW, "outlet": "nobody"}, "no outlet nobody"),
    (start, "education", "give_interview", INTERVIEW, "no document reporter"),
    (two_units, "health", "give_interview", {**INTERVIEW, "inject": "video"}, "no journalist's call"),
    (interviewed, "education", "give_interview", INTERVIEW, "has been answered"),
    (interviewed, "education", "give_interview", {**INTERVIEW, "inject": None}, "answered that in an interview"),
    (called, "health", "give_interview", {**INTERVIEW, "inject": None}, "answers for itself"),
    (
        called,
        "education",
        "give_interview",
        {**INTERVIEW, "answers": [{**ANSWER, "question": "how_many_ill"}]},
        "answer what the call asks",
    ),
    (called, "education", "give_interview", {**INTERVIEW, "answers": [ANSWER, ANSWER]}, "is answered once"),
    (
        called,
        "education",
        "give_interview",
        {**INTERVIEW, "answers": [{**ANSWER, "facts": cite("ill_9")}]},
        "does not know ill_9",
    ),
    (two_units, "health", "promise_update", {"strand": STRAND, "due": 0}, "must lie ahead"),
    (promised, "health", "promise_update", {"strand": STRAND, "due": "T+03:00"}, "keep that promise first"),
    (deciding, "education", "assess_risk", {**RISK, "decision": "ill_5"}, "knows of no decision"),
    (
        two_units,
        "health",
        "escalate",
        {"strand": STRAND, "to": "fuhe/cyberspace", "about": "education", "reason": "?"},
        "can decide a dispute",
    ),
    (
        two_units,
        "health",
        "escalate",
        {"strand": STRAND, "to": "fuhe/gov_office", "about": "health", "reason": "?"},
        "needs another unit",
    ),
    (start, "health", "staff_hotline", {"clerks": 2, "hours": 4}, "power of the General Office"),
    (start, "health", "refer", {"claim": "water_poisoned", "to": ["fuhe/cyberspace"]}, "nobody has heard"),
    (
        to("T+02:00"),
        "health",
        "refer",
        {"claim": "water_poisoned", "to": ["fuhe/cyberspace"], "evidence": ["water_clean"]},
        "is no evidence",
    ),
    (start, "health", "press", {"strand": STRAND, "to": "education"}, "power of the General Office"),
    (two_units, "health", "answer_order", {"inject": "video", "answer": "comply"}, "orders nothing"),
    (start, "health", "adopt_suggestion", {"inject": "soup", "adopt": True}, "no document soup"),
    (two_units, "health", "adopt_suggestion", {"inject": "video", "adopt": True}, "suggests nothing"),
    (suggested, "health", "adopt_suggestion", {"inject": "soup", "adopt": False}, "without a reason"),
    (start, "office", "close", {"strand": STRAND}, "no open handling sheet"),
    (two_units, "office", "close", {"strand": STRAND}, "nothing has been published on it yet"),
    (answered_units, "office", "review_sheet", {"strand": STRAND, "lessons": "None."}, "once it is closed"),
    (closed_sheet, "health", "review_sheet", {"strand": STRAND, "lessons": "None."}, "power of the General Office"),
    (closed_sheet, "office", "close", {"strand": STRAND}, "no open handling sheet"),
    (closed_sheet, "health", "accept", {"strand": STRAND}, "can only be reviewed (R60)"),
    (closed_sheet, "health", "transfer", {"strand": STRAND, "to": "education", "reason": "Yours."}, "(R03, R60)"),
    (closed_sheet, "office", "assign", {"strand": STRAND, "to": ["health"], "due": "T+09:00"}, "(R12, R60)"),
    (closed_sheet, "office", "press", {"strand": STRAND, "to": "health"}, "(R12, R60)"),
    (closed_sheet, "office", "designate_lead", {"strand": STRAND, "party": "fuhe/health"}, "(R13, R60)"),
    (start, "health", "fire_inject", {"inject": "box"}, "only the trainer"),
    (start, TRAINER, "fire_inject", {"inject": "x"}, "no inject x"),
    (two_units, TRAINER, "fire_inject", {"inject": "video"}, "has taken place already"),
    (start, "nobody", "set_clock", {}, "there is no seat nobody"),
]


def filled(drill: Drill, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, with the consultation that is open in place of a question mark."""
    if fields.get("consultation") == "?":
        return {**fields, "consultation": next(iter(drill.board.consultations))}
    return fields


def test_every_action_has_its_cases() -> None:
    """No action of the union is forgotten here; all but the two that anybody may always take can be refused."""
    assert sorted(TAKEN) == NAMES
    assert sorted({act for _, _, act, _, _ in TURNED_DOWN}) == NAMES


@pytest.mark.parametrize("act", NAMES)
def test_an_action_is_taken_and_does_what_it_says(act: str) -> None:
    """The action's event comes first, and its effect follows, at once or when the desk is done."""
    before, seat, fields, effect = TAKEN[act]
    drill = begin()
    before(drill)
    first = len(drill.events)
    event = do(drill, seat, act, **filled(drill, fields))
    assert event.kind == "action", event.data.get("reason")
    assert event.data["action"] == ACTIONS.dump_python(action(act, **filled(drill, fields)), mode="json")
    assert drill.events[first] is event
    drill.advance(drill.now + 6 * 3600)
    assert effect in [later.kind for later in drill.events[first:]]


@pytest.mark.parametrize(
    ("before", "seat", "act", "fields", "reason"),
    TURNED_DOWN,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_action_is_refused_with_its_reason(
    before: Callable[[Drill], None], seat: str, act: str, fields: dict[str, Any], reason: str
) -> None:
    """A refusal is one event and nothing else: the rest of the drill is the same as without it."""
    drill, other = begin(), begin()
    before(drill)
    before(other)
    told = Board.of(drill.events)
    first = len(drill.events)
    event = do(drill, seat, act, **filled(drill, fields))
    assert event.kind == "refused"
    assert reason in event.data["reason"]
    assert drill.events[first:] == [event]
    told.now = drill.now
    assert Board.of(drill.events) == told
    drill.advance(drill.now + 3600)
    other.advance(other.now + 3600)
    after = [(e.at, e.kind, e.seat) for e in drill.events[first + 1 :]]
    assert after == [(e.at, e.kind, e.seat) for e in other.events[first:]]


def test_what_is_done_twice_counts_once() -> None:
    """A second answer, verdict or reply that was queued behind the first leaves nothing."""
    drill = begin()
    submitted(drill)
    for _ in range(2):
        do(drill, "office", "approve", author="health", draft="one")
        do(drill, "office", "return", author="health", draft="one", reason="Late thought.")
    drill.advance(at("T+01:41"))
    for _ in range(2):
        do(drill, "health", "reply", inject="family", message=message("reply"))
    finish(drill)
    assert [event.kind for event in of(drill, "approved", "returned")] == ["approved"]
    assert len(of(drill, "replied")) == 1


def test_a_returned_draft_can_be_submitted_again() -> None:
    """It goes round: returned, submitted, approved."""
    drill = begin()
    submitted(drill)
    do(drill, "office", "return", author="health", draft="one", reason="Check the figure.")
    drill.advance(drill.now + 3600)
    assert do(drill, "health", "submit", draft="one").kind == "action"
    do(drill, "office", "approve", author="health", draft="one")
    finish(drill)
    assert [event.kind for event in of(drill, "returned", "approved")] == ["returned", "approved"]


def test_a_conference_statement_is_given_once() -> None:
    """The same opening statement does not carry a second conference."""
    drill = begin()
    opened(drill)
    hold = {"strand": STRAND, "attendees": ["health"], "draft": "one"}
    do(drill, "health", "hold_conference", **hold)
    assert "preparing a conference" in do(drill, "health", "hold_conference", **hold).data["reason"]
    drill.advance(drill.now + 6 * 3600)
    assert "given already" in do(drill, "health", "hold_conference", **hold).data["reason"]


def test_the_offices_own_draft_goes_to_the_leader() -> None:
    """Its review is nobody's action."""
    drill = begin()
    write(drill, "office", "own")
    do(drill, "office", "submit", draft="own")
    finish(drill)
    assert of(drill, "approved")[0].data["by"] == "leader"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", "a\x1b[2J", ""])
def test_what_a_record_cannot_hold_is_no_action(value: object) -> None:
    """Numbers that are none, broken letters, control characters and empty words stay outside."""
    with pytest.raises(ValidationError):
        action("report_up", strand=STRAND, to="fuhe/health", facts=[{"fact": "ill_5", "value": value}])


# Random play: valid shapes over a pool of right and wrong names, by any seat, at any time.

_seat = st.sampled_from(SEATS)
_someone = st.sampled_from([*SEATS, TRAINER, "nobody"])
_fact = st.sampled_from(["ill_5", "ill_9", "cause_open", "water_clean", "call_50", "the_names", "no_fact"])
_slot = st.sampled_from(["ill", "cause", "water", "kitchen", "no_slot"])
_claim = st.sampled_from(["water_poisoned", "called_late", "no_claim"])
_strand = st.sampled_from([STRAND, STRAND, STRAND, "no_strand"])
_party = st.sampled_from(["fuhe/health", "fuhe/education", "fuhe/cyberspace", "mingyuan/gov_office", "yunze/nobody"])
_ref = st.sampled_from(["a", "b"])
_when = st.integers(OPENS, 2 * ENDS)
_inject = st.sampled_from(["video", "reporter", "wait", "family", "box", "soup", "hospital_counts", "no_inject"])
_words = st.sampled_from(["Because.", "因为。"])


def _some(strategy: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=least, max_size=3)


_value = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _words
_citation = st.fixed_dictionaries({"fact": _fact}, optional={"value": _value})


def _message(forms: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    answer = {"claim": _claim, "stance": st.sampled_from(["confirm", "deny", "partly", "unverified"])}
    return st.fixed_dictionaries(
        {"form": forms, "text": st.just({"en": "A word."})},
        optional={
            "facts": _some(_citation, 0),
            "claims": _some(st.fixed_dictionaries(answer), 0),
            "unknowns": _some(_slot, 0),
            "advice": _some(st.sampled_from(["see_doctor", "bring_food"]), 0),
            "disposals": _some(st.sampled_from(["shut_kitchen", "clean_kitchen"]), 0),
            "credits": _some(_party, 0),
            "as_of": _when,
            "next_update": _when,
            "may_change": st.booleans(),
            "corrects": _slot,
        },
    )


_answering = st.fixed_dictionaries(
    {
        "question": st.sampled_from(["is_it_closed", "how_many_ill", "what_cause"]),
        "by": _seat,
        "mode": st.sampled_from(["answer", "not_known_yet", "decline"]),
        "facts": _some(_citation, 0),
        "next_update": st.none() | _when,
    }
)
_any_form = st.sampled_from(["statement", "update", "social", "rebuttal", "correction", "conference", "reply"])
_channels = _some(st.sampled_from(get_args(Channel)))
_FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "watch": {"channels": _channels},
    "log": {"signal": st.sampled_from(["sign", "decoy", "no_sign"])},
    "flag": {"signal": st.sampled_from(["sign", "decoy"])},
    "assess": {
        "strand": _strand,
        "opinion_class": st.just("rumour"),
        "grade": st.just("major"),
        "inputs": _some(st.sampled_from(["content", "reaction", "media"]), 0),
        "proposal": st.booleans(),
    },
    "report_up": {"strand": _strand, "to": _party, "facts": _some(_citation, 0)},
    "notify": {"strand": _strand, "to": _some(_party)},
    "accept": {"strand": _strand},
    "transfer": {"strand": _strand, "to": _seat, "reason": _words},
    "assign": {"strand": _strand, "to": _some(_seat), "due": _when},
    "convene": {"strand": _strand, "seats": _some(_seat)},
    "verify": {"target": _slot | _claim},
    "ask": {"to": _seat, "about": _some(_slot | _claim)},
    "share": {"to": _some(_seat), "facts": _some(_fact)},
    "consult": {"draft": _ref, "to": _some(_seat)},
    "answer_consultation": {
        "consultation": st.builds("{}-{}".format, st.sampled_from(SEATS), st.integers(1, 3)),
        "agree": st.booleans(),
        "reason": st.none() | _words,
        "facts": _some(_fact, 0),
    },
    "negotiate": {"strand": _strand, "to": _seat, "offer": st.just("you_speak")},
    "ask_lead": {"strand": _strand, "reason": _words},
    "designate_lead": {"strand": _strand, "party": _party},
    "engage_leader": {"strand": _strand, "ask": st.just("urge")},
    "dispatch": {"disposal": st.sampled_from(["shut_kitchen", "clean_kitchen", "no_disposal"])},
    "draft": {"draft": _ref, "strand": _strand, "message": _message(_any_form)},
    "check_draft": {"draft": _ref},
    "submit": {"draft": _ref},
    "approve": {"author": _seat, "draft": _ref},
    "return": {"author": _seat, "draft": _ref, "reason": _words},
    "publish": {"draft": _ref, "channels": _channels},
    "reply": {"inject": _inject, "message": _message(st.just("reply"))},
    "hold_conference": {"strand": _strand, "attendees": _some(_seat), "draft": _ref},
    "answer_question": {
        "question": st.sampled_from(["is_it_closed", "how_many_ill", "what_cause", "no_question"]),
        "by": _seat,
        "mode": st.sampled_from(["answer", "not_known_yet", "decline"]),
        "facts": _some(_citation, 0),
        "next_update": st.none() | _when,
        "ground": st.none() | st.sampled_from(["privacy", "the_names", "no_ground"]),
    },
    "give_interview": {
        "strand": _strand,
        "outlet": st.sampled_from(["evening_post", "no_outlet"]),
        "inject": st.none() | _inject,
        "answers": _some(_answering).map(lambda answers: answers[:3]),
    },
    "promise_update": {"strand": _strand, "due": _when},
    "assess_risk": {
        "strand": _strand,
        "decision": _fact,
        "level": st.just("high"),
        "methods": st.just(["survey"]),
        "plan": st.none() | _words,
    },
    "escalate": {"strand": _strand, "to": _party, "about": _seat, "reason": _words},
    "staff_hotline": {"clerks": st.integers(1, 20), "hours": st.integers(1, 24)},
    "refer": {"claim": _claim, "to": _some(_party), "evidence": _some(_fact, 0)},
    "press": {"strand": _strand, "to": _seat},
    "answer_order": {"inject": _inject, "answer": st.sampled_from(["comply", "ask_ground", "dissent"])},
    "adopt_suggestion": {
        "inject": _inject,
        "adopt": st.booleans(),
        "reason": st.none() | _words,
        "in_public": st.booleans(),
    },
    "close": {"strand": _strand},
    "review_sheet": {"strand": _strand, "lessons": _words},
    "fire_inject": {"inject": _inject},
    "set_clock": {"paused": st.booleans(), "speed": st.floats(1, 3600)},
}
_shapes = {act: st.fixed_dictionaries({"act": st.just(act), **fields}) for act, fields in _FIELDS.items()}
_action = st.sampled_from(sorted(_shapes)).flatmap(lambda act: _shapes[act])
_usual = ["draft", "publish", "consult", "submit", "hold_conference", "reply", "answer_question"]
_often = st.sampled_from(_usual).flatmap(_shapes.get)
_pause = st.sampled_from([0, 1, 300, 1800, 3600, 7200])
_step = st.tuples(_pause, _someone | _seat, _action | _often)


def sound(events: list[Event]) -> None:
    """Every invariant of a record."""
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.at for event in events] == sorted(event.at for event in events)
    for event in events:
        assert event.kind in EVENT_KINDS
        assert json.loads(canonical(event.data)) == event.data
        assert all(isinstance(seat, str) for seat in event.data.get("to", []))
    again = [Event.model_validate(json.loads(event.model_dump_json())) for event in events]
    assert [canonical_event(event) for event in again] == [canonical_event(event) for event in events]
    assert Board.of(again) == Board.of(events)


def test_random_play_covers_every_action() -> None:
    """The shapes below name every action of the union."""
    assert sorted(_FIELDS) == NAMES


@given(steps=st.lists(_step, max_size=40))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_sequence_of_actions_breaks_a_drill(steps: list[tuple[int, str, dict[str, Any]]]) -> None:
    """Nothing raises, and every record is sound; the drill's own board is the fold of its events."""
    drill = begin()
    for pause, seat, plain in steps:
        drill.advance(drill.now + pause)
        event = drill.act(seat, action(**plain))
        assert event.kind in ("action", "refused")
        assert event.at == drill.now
    finish(drill)
    sound(drill.events)
    assert Board.of(drill.events) == drill.board
    assert len(of(drill, "drill_closed")) == 1
