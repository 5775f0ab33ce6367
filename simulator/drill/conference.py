"""A press conference from the opening statement to the last answer. Which questions are asked follows what is hot and has not
been answered; they come one after another. Colleagues on the podium answer at once what they know and may say; what is left,
and everything at a conference that a trainee or a script has called, waits for those who sit there and act from outside.
In the end the opening statement and the answers are one published word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from simulator.drill.answering import answer_said
from simulator.drill.phase import Phase
from simulator.drill.words import put_out, read_word
from simulator.message import CAPS
from simulator.message.own_answer import own_answer
from simulator.message.press import (
    CHANNELS,
    could_answer,
    message_of,
)
from simulator.record import Asked, Message, Podium
from simulator.record.actions import AnswerQuestion, HoldConference
from simulator.scenario.moments import MINUTE
from simulator.scenario.schema import Question

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

QUESTIONS: Final = 5
"""Questions that a conference takes (assumption)."""
LENGTH: Final = 45 * MINUTE
"""A conference ends by then; what the podium has left open until its end it has evaded (assumption)."""
ANSWERING: Final = 2 * MINUTE
"""An answer takes so long, whoever gives it and however long one has thought about it (assumption)."""
PATIENCE: Final = 8 * MINUTE
"""While a question is left lying, the next outlet waits so long before it asks its own (assumption)."""
OUTSIDE: Final = ("trainee", "script")
"""What a crew says of seats whose answers come from outside."""
FULL, HALF, NONE = 2, 1, 0
"""Worth of an answer; half for one that came only when asked once more, or that let a false premise stand (assumption)."""


def by_hand(drill: Drill, seat: str) -> bool:
    """Whether a seat acts from outside, so that nobody answers in its place."""
    return drill.board.crew.get(seat) in OUTSIDE


def question_of(drill: Drill, name: str) -> Question:
    """A question of the scenario."""
    return next(known for known in drill.scenario.questions if known.id == name)


def open_conference(drill: Drill, seat: str, action: HoldConference) -> None:
    """The opening statement is given and read; then the questions begin."""
    state = drill.board.drafts[(seat, action.draft)]
    present = list(dict.fromkeys(action.attendees))
    consulted = drill.board.consulted_on(seat, action.draft)
    waits = any(by_hand(drill, other) for other in [seat, *present])
    drill.emit(
        "conference_opened",
        seat,
        party=drill.party(seat),
        strand=action.strand,
        draft=action.draft,
        attendees=present,
        head_attends=action.head_attends,
        approved=state.approved is not None,
        consulted={other: consulted[other] for other in sorted(consulted)},
        message=state.message.model_dump(mode="json"),
        reading=read_word(drill, seat, state.message, CHANNELS, action.strand),
        closes=min(drill.now + LENGTH, drill.scenario.clock.ends) if waits else drill.now,
    )
    podium = drill.board.podiums[-1]
    if waits:
        drill.call_at(podium.closes, Phase.COMPLETION, lambda: _close(drill, podium))
    _go_on(drill, podium)


def _go_on(drill: Drill, podium: Podium) -> None:
    """Put questions until one waits for an answer; with the last one answered the conference is over."""
    while podium.held is None and not any(asked.state in ("open", "taken") for asked in podium.asked.values()):
        question = _next_question(drill, podium)
        if question is None:
            _close(drill, podium)
        else:
            _put(drill, podium, question)


def _next_question(drill: Drill, podium: Podium) -> Question | None:
    """The question that is asked next: of an open concern first, and the likelier the more posts there are about it."""
    answered = [concern for word in drill.board.words for concern in word.reading["concerns"]]
    heat = {} if drill.board.pulse is None else drill.board.pulse["narratives"]

    def urgency(question: Question) -> tuple[int, float]:
        concern = drill.library.concerns[question.concern]
        posts = heat.get(concern.narrative, {}).get("posts", 0)
        open_ = 0 if concern.id in answered else 1
        chance = drill.draws.uniform("questions", podium.opened, question.id)
        return (open_, (1 + posts) * chance)

    about = [q for q in drill.scenario.questions if drill.library.belongs.questions[q.id] == podium.strand]
    possible = [q for q in about if q.from_ <= podium.opened and drill.board.asked(q.id) is None]
    return max(possible, key=urgency, default=None) if len(podium.asked) < QUESTIONS else None


def _put(drill: Drill, podium: Podium, question: Question, *, once_more: bool = False) -> None:
    about = {"conference": podium.seq, "question": question.id, "outlet": question.outlet, "follow_up": once_more}
    drill.emit("question_put", "", **about)
    asked = podium.asked[question.id]
    colleague = None
    if not by_hand(drill, podium.host):
        seat = could_answer(question, podium.attendees, drill.now, drill.library, drill.board)
        outside = any(by_hand(drill, other) for other in podium.attendees)
        colleague = None if seat is None or by_hand(drill, seat) else seat
        if seat is None and not outside:
            _answered(drill, podium, asked, "", "none", _nothing("unanswered"))
            return
    if colleague is not None:
        say(drill, podium, _own_answer(drill, question, colleague))
    elif not once_more:
        count = len(podium.asked)
        drill.call_at(drill.now + PATIENCE, Phase.COMPLETION, lambda: _press_on(drill, podium, count))


def _press_on(drill: Drill, podium: Podium, count: int) -> None:
    """Another outlet asks, although the last question has found no answer yet."""
    if podium.held is None and len(podium.asked) == count:
        question = _next_question(drill, podium)
        if question is not None:
            _put(drill, podium, question)


def take(drill: Drill, action: AnswerQuestion) -> None:
    """A seat takes a question, or hands it to a colleague; the answer is given after :data:`ANSWERING`."""
    found = drill.board.asked(action.question)
    assert found is not None
    podium = found[0]
    drill.call_at(min(drill.now + ANSWERING, podium.closes), Phase.COMPLETION, lambda: _taken(drill, podium, action))


def _taken(drill: Drill, podium: Podium, action: AnswerQuestion) -> None:
    question = question_of(drill, action.question)
    if by_hand(drill, action.by):
        say(drill, podium, action)
    elif could_answer(question, [action.by], drill.now, drill.library, drill.board) is not None:
        say(drill, podium, _own_answer(drill, question, action.by))
    else:
        known = could_answer(question, podium.attendees, drill.now, drill.library, drill.board)
        nothing = _nothing("evaded", "nothing_said") if known else _nothing("unanswered")
        _answered(drill, podium, podium.asked[question.id], action.by, "none", nothing)
        _follow_up(drill, podium, question)
    _go_on(drill, podium)


def _own_answer(drill: Drill, question: Question, seat: str) -> AnswerQuestion:
    return own_answer(question, seat, drill.now, drill.library, drill.board)


def say(drill: Drill, podium: Podium, answer: AnswerQuestion) -> None:
    """An answer is given: it is read, and where the podium evaded what it knows, the outlet asks once more."""
    question = question_of(drill, answer.question)
    there = list(dict.fromkeys([podium.host, *podium.attendees]))
    answer, reading = answer_said(drill, answer, question, there, podium.closes)
    said = answer.model_dump(mode="json", exclude={"act", "question", "by", "mode"})
    _answered(drill, podium, podium.asked[question.id], answer.by, answer.mode, reading, **said)
    _follow_up(drill, podium, question)


def _answered(
    drill: Drill, podium: Podium, asked: Asked, by: str, mode: str, reading: dict[str, Any], **said: Any
) -> None:
    drill.emit(
        "question_answered",
        by,
        conference=podium.seq,
        question=asked.question,
        outlet=question_of(drill, asked.question).outlet,
        by=by,
        mode=mode,
        outcome=reading["outcome"],
        once_more=asked.follow_up,
        reading=reading,
        **said,
    )


def _follow_up(drill: Drill, podium: Podium, question: Question) -> None:
    """Evaded, though somebody there knew what the law lets go out: the outlet asks once more."""
    asked = podium.asked[question.id]
    if asked.state != "evaded" or asked.follow_up:
        return
    if could_answer(question, podium.attendees, drill.now, drill.library, drill.board) is not None:
        _put(drill, podium, question, once_more=True)


def _nothing(outcome: str, evasion: str = "") -> dict[str, Any]:
    """The reading of an answer that states nothing."""
    empty: dict[str, Any] = {"facts": [], "claims": [], "concerns": [], "narratives": {}, "gates": [], "tripped": []}
    return {**empty, "outcome": outcome, "evasion": evasion, "premise_accepted": False}


def _close(drill: Drill, podium: Podium) -> None:
    """The conference is over: what is open has been evaded, and all that was said goes out as one word."""
    if podium.held is not None:
        return
    if any(asked.state == "taken" for asked in podium.asked.values()):  # the last answer ends in this second
        drill.call_at(drill.now, Phase.COMPLETION, lambda: _close(drill, podium))
        return
    for asked in podium.asked.values():
        if asked.state == "open":
            _answered(drill, podium, asked, "", "none", _nothing("evaded", "silence"))
    opening = podium.opening
    message, reading = _whole(drill, podium)
    put_out(
        drill,
        "conference_held",
        podium.host,
        message,
        reading,
        conference=podium.seq,
        draft=podium.draft,
        strand=podium.strand,
        channels=list(CHANNELS),
        attendees=list(podium.attendees),
        head_attends=opening["head_attends"],
        approved=opening["approved"],
        consulted=opening["consulted"],
        questions=list(podium.asked),
    )


def _whole(drill: Drill, podium: Podium) -> tuple[Message, dict[str, Any]]:
    """The opening statement with the answers: half of the score is the statement's, half that of the answers."""
    reading = dict(podium.opening["reading"])
    spoken = [answer for asked in podium.asked.values() for answer in asked.answers]
    readings = [answer["reading"] for answer in spoken]
    for part in ("facts", "claims"):
        reading[part] = [*reading[part], *(verdict for one in readings for verdict in one[part])]
    for part in ("concerns", "gates"):
        reading[part] = list(dict.fromkeys([*reading[part], *(name for one in readings for name in one[part])]))
    reading["gates"].sort()
    reading["tripped"] = [*reading["tripped"], *(gate for one in readings for gate in one["tripped"])]
    tones = [one["tone"] for one in readings if "tone" in one]
    if tones:
        reading["tone"] = _tones([reading.get("tone", {}), *tones])
    settled = [asked for asked in podium.asked.values() if _worth(asked)]
    concerns = [question_of(drill, asked.question).concern for asked in settled if asked.state != "declined"]
    reading["concerns"] = list(dict.fromkeys([*reading["concerns"], *concerns]))
    for one in readings:
        for narrative, weight in one["narratives"].items():
            reading["narratives"] = reading["narratives"] | {
                narrative: max(weight, reading["narratives"].get(narrative, 0))
            }
    if podium.asked:
        worth = sum(_worth(asked) for asked in podium.asked.values())
        reading["score"] = round(reading["score"] / 2 + 50 * worth / FULL / len(podium.asked))
        reading["score"] = min([reading["score"], *(CAPS[gate["cap"]] for gate in reading["tripped"])])
    reading["answers"] = [
        {
            "question": asked.question,
            "outcome": asked.state,
            "by": asked.answers[-1]["by"],
            "worth": _worth(asked),
        }
        for asked in podium.asked.values()
    ]
    return _joined(drill, podium), reading


def _tones(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Faults of tone in the opening statement, with their places, then those of the answers, whose places lie elsewhere."""
    named = dict.fromkeys(name for one in found for name in one)
    return {name: found[0].get(name, []) for name in named}


def _worth(asked: Asked) -> int:
    if asked.state in ("evaded", "unanswered"):
        return NONE
    return HALF if asked.follow_up or not is_whole(asked.answers[-1]["reading"]) else FULL


def is_whole(reading: dict[str, Any]) -> bool:
    """Whether an answer lets no false premise stand, and in own words comes at once and meets the whole question."""
    return not reading["premise_accepted"] and reading.get("directness", 2) == 2


def _joined(drill: Drill, podium: Podium) -> Message:
    """The words of the opening statement, with everything that the whole conference cites."""
    opening = Message.model_validate(podium.opening["message"])
    parts = []
    for asked in podium.asked.values():
        for answer in asked.answers:
            if "facts" in answer:
                fields = {name: answer[name] for name in _SAID} | {"question": asked.question, "mode": answer["mode"]}
                given = AnswerQuestion.model_validate(fields | {"by": answer["by"]})
                parts.append(message_of(given, question_of(drill, asked.question), drill.library))
    return joined(opening, parts)


def joined(first: Message, parts: Sequence[Message]) -> Message:
    """The words of the first, with everything that it and the others cite, and the earliest next word that any promises."""
    promised = [one.next_update for one in [first, *parts] if one.next_update is not None]
    plain = first.model_dump(mode="json")
    for name, most in _MOST.items():
        found: list[Any] = []
        for one in [first, *parts]:
            found += [item for item in one.model_dump(mode="json")[name] if item not in found]
        plain[name] = found[:most]
    plain["next_update"] = min(promised, default=None)
    return Message.model_validate(plain)


_SAID: Final = ("facts", "claims", "advice", "disposals", "credits", "next_update", "ground", "text")
_MOST: Final = {"facts": 40, "claims": 10, "unknowns": 20, "advice": 20, "disposals": 20, "credits": 20}
"""What a conference cites as a whole, and how much of each a message holds at most."""
