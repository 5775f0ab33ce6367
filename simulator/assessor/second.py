"""The second opinion: a language model's answers to yes-or-no items, put on the scale of the rules and shown beside their
grade. It is advice for a trainer. It changes no grade, it never lifts a gate, and where anything is amiss there is simply none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from simulator.assessor.answer import Item, Rejected, parse_reply
from simulator.assessor.client import Endpoint, NoReplyError, Why, reply_of
from simulator.assessor.items import asked_for, levels_of, weighed
from simulator.assessor.kept import KeptReply, Replies
from simulator.assessor.prompt import Request, request_for
from simulator.assessor.protocol import RuleAssessor, Words
from simulator.assessor.withheld import Guard
from simulator.message.library import Library
from simulator.message.reading import CAPS, grade_of

FLAG_FROM: Final = 2
"""Grades of difference from which a trainer should look (MESSAGE_SCORING section 11)."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What an endpoint made of a text, or why it made nothing."""

    why: Why | None = None
    """Why there is none; None where there is one."""
    model: str = ""
    prompt: str = ""
    """Hash of the request; empty where nothing may be sent."""
    items: tuple[Item, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    criteria: Mapping[str, int | None] | None = None
    """Criterion -> level 0 to 2; None where it does not apply, or its items did not hold."""
    raw: int | None = None
    """Points before the gates, 0 to 100."""
    score: int | None = None
    grade: int | None = None
    difference: int | None = None
    """Its grade less that of the rules."""
    reread: bool = False
    kept: bool = False
    """The reply is in Podium's folder."""

    @property
    def flagged(self) -> bool:
        """Whether a trainer should look at the text."""
        return self.difference is not None and abs(self.difference) >= FLAG_FROM

    def as_dict(self) -> dict[str, Any]:
        """The opinion as plain JSON values; ``why`` is null where there is one."""
        return {
            "given": self.why is None,
            "why": self.why,
            "model": self.model,
            "prompt": self.prompt,
            "reread": self.reread,
            "kept": self.kept,
            "grade": self.grade,
            "score": self.score,
            "raw": self.raw,
            "difference": self.difference,
            "flagged": self.flagged,
            "criteria": None if self.criteria is None else dict(self.criteria),
            "items": [item.as_dict() for item in self.items],
            "rejected": [{"id": one.id, "why": one.why} for one in self.rejected],
        }


@dataclass(slots=True)
class LLMAssessor:
    """Asks an endpoint about texts of one scenario, or reads its kept replies again."""

    rules: RuleAssessor
    """The assessor that counts; it says what applies, what is capped and what may not be sent."""
    endpoint: Endpoint | None
    """None: nothing is asked, only kept replies are read."""
    replies: Replies
    model: str | None = None
    """For reading again: whose reply; None for the only one."""

    def assess(self, words: Words) -> SecondOpinion:
        """A second opinion on a text.

        Raises:
            NotFoundError: the scenario has no such party, concern or question.
            UsageError: the moment lies outside the scenario, or the text is too long.
            UnavailableError: a kept reply was asked for, and there is none.
        """
        reading = self.rules.assess(words).assessment.reading
        library = Library.of(self.rules.scenario)
        guard = Guard(library, words.at)
        if guard.holds_back(words.text, reading):
            return SecondOpinion("protected", "" if self.endpoint is None else self.endpoint.model)
        asked = asked_for(reading["criteria"])
        request = request_for(words, asked, reading, library, guard)
        if self.endpoint is None:
            old = self.replies.last(request.hash, self.model)
            return _opinion(old, words.text, reading, reread=True, kept=True)
        return self._ask(self.endpoint, request, words.text, reading)

    def _ask(self, endpoint: Endpoint, request: Request, text: str, reading: Mapping[str, Any]) -> SecondOpinion:
        try:
            reply = reply_of(endpoint, request)
        except NoReplyError as error:
            return SecondOpinion(error.why, endpoint.model, request.hash)
        new = KeptReply(model=endpoint.model, prompt=request.hash, reply=reply)
        return _opinion(new, text, reading, reread=False, kept=self.replies.keep(new))


def _opinion(reply: KeptReply, text: str, reading: Mapping[str, Any], *, reread: bool, kept: bool) -> SecondOpinion:
    """What a reply comes to on the scale of the rules: the caps that they set hold here as well."""
    applicable: Mapping[str, int | None] = reading["criteria"]
    read = parse_reply(reply.reply, text, asked_for(applicable))
    if read is None:
        return SecondOpinion("unreadable", reply.model, reply.prompt, reread=reread, kept=kept)
    levels = levels_of({item.id: item.yes for item in read.items}, applicable)
    raw = weighed(levels, applicable)
    score = None if raw is None else min([raw, *(CAPS[gate["cap"]] for gate in reading["tripped"])])
    grade = None if score is None else grade_of(score)
    return SecondOpinion(
        why="too_few" if grade is None else None,
        model=reply.model,
        prompt=reply.prompt,
        items=read.items,
        rejected=read.rejected,
        criteria=levels,
        raw=raw,
        score=score,
        grade=grade,
        difference=None if grade is None else grade - int(reading["grade"]),
        reread=reread,
        kept=kept,
    )
