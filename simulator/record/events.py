"""What a drill says: an append-only sequence of events, each with a kind from one catalogue. The record is the header
and these events; every view, score and report is a pure function of them (DESIGN section 2).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from simulator.record.actions import Message
from simulator.record.words import Word

TRAINER: Final = "trainer"
"""The seat of the person who runs the drill."""

EVENT_KINDS: Final[Mapping[str, str]] = {
    "drill_opened": "the drill begins; who fills which seat",
    "action": "a seat did something; the action as given",
    "refused": "a seat tried something that it may not do now; the reason",
    "clock_set": "pause or speed changed",
    "signal_seen": "monitoring shows something, sign or decoy",
    "sheet_opened": "the opinion-handling sheet of a strand exists from here; how it was detected",
    "document": "something landed on a desk",
    "inject_fired": "an inject took place",
    "claim_started": "a claim begins to circulate",
    "claim_turned": "the truth of a claim changed in the scenario's world",
    "claim_surfaced": "the truth of a claim came out by itself",
    "exposed": "something that an organ did and hid came out",
    "matter_changed": "the facts that decide who must answer have changed",
    "responsibility": "who is first responsible now, and why",
    "task_started": "a person at a desk began a task",
    "task_done": "the task is finished",
    "fact_learned": "a seat knows a fact from here, and from where",
    "fact_stale": "a fact that this owner knew no longer holds; its successor is to be established",
    "nothing_new": "a verification found that nothing can be said yet",
    "claim_checked": "a seat knows the present truth of a claim from here",
    "asked": "a seat asked another for what it knows",
    "assessed": "a seat judged the opinion",
    "risk_assessed": "a seat judged the risk of a decision before it is announced",
    "reported_up": "a seat reported upward",
    "notified": "a seat told other bodies",
    "accepted": "a seat took its part of the sheet",
    "transferred": "a seat passed the sheet on",
    "assigned": "the General Office set units a task and a time",
    "convened": "units were called together",
    "convene_held": "the units met; their facts are one set",
    "negotiated": "a seat offered another a division of the word",
    "escalated": "a seat carried a dispute to the office that can decide it",
    "lead_asked": "a seat asked for a lead to be designated",
    "lead_designated": "the lead department was named",
    "leader_engaged": "a leader was brought in",
    "draft_ready": "a draft is written",
    "draft_checked": "an own draft in own words was read before it goes out; what was found, without what would be right",
    "consulted": "a draft was sent to other units for confirmation",
    "consultation_answered": "a unit agreed or objected",
    "submitted": "a draft went for approval",
    "approved": "a draft was approved",
    "returned": "a draft came back",
    "published": "an official word is public; its reading",
    "other_body_said": "a body that no seat fills published something",
    "contradiction": "two published values of one slot do not agree",
    "replied": "a document on the desk was answered; its reading",
    "conference_called": "a press conference is being prepared",
    "conference_opened": "the podium is taken; the opening statement and its reading",
    "conference_held": "a press conference took place; questions, answers and its reading",
    "question_put": "a journalist asked, or asked once more",
    "question_answered": "what the podium said to it, and whether that was an answer; its reading",
    "interview_given": "a journalist was given an interview; questions, answers and its reading",
    "referred": "a claim was handed to public security or cyberspace",
    "pressed": "a late party was pressed",
    "order_answered": "a seat answered a superior's order",
    "ground_answered": "the superior answered the question for its order's legal ground: named, repeated or withdrawn",
    "suggestion_answered": "a suggestion was adopted, or refused with a reason; to the writer or to everybody",
    "disposal_done": "a disposal task is finished",
    "promise_made": "a next word was promised for a moment",
    "promise_kept": "it came in time",
    "promise_broken": "it did not",
    "error_knowable": "a speaker could know from here that its published figure is wrong",
    "duty_opened": "a rule asks something of a party",
    "duty_met": "it was done",
    "duty_missed": "it was not done in time, or the opposite was done",
    "pulse": "the crowd's counts",
    "media_item": "an outlet's item appeared; what it is about and whose line it takes",
    "hotline": "the hotline's calls of an hour: how many came in, were answered and were lost, and the longest wait",
    "hotline_staffed": "more clerks answer the hotline for some hours",
    "sheet_closed": "the sheet of a strand is closed",
    "sheet_reopened": "the matter changed after its sheet was closed; it is open again",
    "sheet_reviewed": "a closed sheet was looked back on; what is to be learned from it",
    "epilogue": "what became of it, days later",
    "drill_closed": "the horizon is reached",
}
"""Every kind of event and what it says."""

PUBLIC_KINDS: Final = (
    "claim_started",
    "claim_surfaced",
    "exposed",
    "published",
    "other_body_said",
    "conference_opened",
    "conference_held",
    "interview_given",
    "question_put",
    "question_answered",
    "pulse",
    "media_item",
    "hotline",
    "hotline_staffed",
    "matter_changed",
    "responsibility",
    "lead_designated",
    "drill_opened",
    "clock_set",
    "epilogue",
    "drill_closed",
)
"""Kinds that every seat can see."""
_PUBLIC: Final = frozenset(PUBLIC_KINDS)


_FIELDS: Final = {"seq", "at", "kind", "seat", "data"}
"""What is set in an event that the engine makes: everything. Nothing adds to it, for events are frozen."""
_set_values, _set_fields, _set_extra, _set_private = (
    vars(BaseModel)[place].__set__
    for place in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""How to fill the four places in which pydantic keeps an instance."""


class Event(BaseModel):
    """One thing that happened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int
    """Number of the event in its drill, from 1 without gaps."""
    at: int
    """Simulated second from T+0."""
    kind: str
    """One of :data:`EVENT_KINDS`."""
    seat: str
    """Whose act or news it is; empty for the world's own events."""
    data: dict[str, Any]
    """Plain JSON values. ``to`` lists further seats that see it."""

    @cached_property
    def message(self) -> Message:
        """The text that the event carries under ``message`` (in its action, where it is one), read once for all who look.

        Raises:
            KeyError: it carries none.
        """
        return Message.model_validate((self.data["action"] if self.kind == "action" else self.data)["message"])

    @cached_property
    def word(self) -> Word:
        """The official word or the answer that the event brings, made once for all boards that take it.

        Raises:
            KeyError: it brings none.
        """
        data = self.data
        return Word(
            seq=self.seq,
            at=self.at,
            seat=self.seat,
            party=data["party"],
            strand=data["strand"],
            message=self.message,
            channels=tuple(data["channels"]),
            reading=data["reading"],
            attendees=tuple(data.get("attendees", ())),
            draft=data.get("draft"),
        )

    @classmethod
    def happened(cls, seq: int, at: int, kind: str, seat: str, data: dict[str, Any]) -> Event:
        """An event that the engine itself makes, of plain values; a drill makes some thousands. As pydantic's
        ``model_construct``, which checks nothing either and takes longer.
        """
        event = cls.__new__(cls)
        _set_values(event, {"seq": seq, "at": at, "kind": kind, "seat": seat, "data": data})
        _set_fields(event, _FIELDS)
        _set_extra(event, None)
        _set_private(event, None)
        return event

    @property
    def public(self) -> bool:
        """Whether every seat can see the event."""
        return self.kind in _PUBLIC

    def visible_to(self, seat: str) -> bool:
        """Whether a seat may see the event. The trainer sees everything."""
        return seat == TRAINER or self.seat == seat or seat in self.data.get("to", ()) or self.public


class Header(BaseModel):
    """What a drill was started with; with the recorded actions it determines every event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario: str
    scenario_digest: str
    rulebook: str
    rulebook_digest: str
    seed: int
    replication: int = 0
    world: int = 0
    crew: dict[str, str]
    """Who fills each seat: a skill, ``trainee`` or ``script``."""
    versions: dict[str, str]
    """Versions of Podium, Python and the libraries whose arithmetic reaches the events; outside the digest."""
    machine: str
    """Processor architecture; outside the digest, which holds for one architecture (DESIGN decision 3)."""


def canonical(value: object) -> str:
    """The one spelling of a plain value: sorted keys, no spaces, UTF-8 letters as they are, no NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_event(event: Event) -> str:
    """The part of an event that the digest covers: seq, at, kind, seat and data."""
    return canonical([event.seq, event.at, event.kind, event.seat, event.data])


def digest(events: Iterable[Event]) -> str:
    """SHA-256 over the canonical form of all events, one a line."""
    total = hashlib.sha256()
    for event in events:
        total.update(canonical_event(event).encode())
        total.update(b"\n")
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """A whole drill: what it was started with and what happened."""

    header: Header
    events: tuple[Event, ...]

    @property
    def digest(self) -> str:
        """The digest of all events."""
        return digest(self.events)

    def of_kind(self, *kinds: str) -> list[Event]:
        """The events of the given kinds, in order."""
        return [event for event in self.events if event.kind in kinds]
