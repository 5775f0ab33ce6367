"""A press conference as one seat on the podium sees it: who sits there, what is asked and was asked before, and what an answer
can take up, with what an honest officer would choose. Nothing here tells what the seat does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from simulator.record import Asked, Podium
from simulator.record.actions import AnswerQuestion, Citation, ClaimAnswer
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Question
from simulator.scenario.text import Language
from tui.desk.kinds import Choice
from tui.desk.names import CLAIM_STATES, FACT_STATES
from tui.desk.rows import facts as fact_rows
from tui.desk.sight import Sight
from tui.locale import mark

MODES: Final = {
    "answer": mark("answer it"),
    "not_known_yet": mark("not known yet, next word at"),
    "decline": mark("decline, on a ground"),
}
OUTCOMES: Final = {
    "open": mark("waits for an answer"),
    "taken": mark("is being answered"),
    "answered": mark("answered"),
    "held": mark("not known yet, next word promised"),
    "declined": mark("declined on a ground"),
    "evaded": mark("evaded"),
    "unanswered": mark("nobody could answer"),
}
HOSTILITY: Final = (
    mark("asked calmly"),
    mark("asked sharply"),
    mark("asked with reproach"),
    mark("asked as an attack"),
)
_RIGHT: Final = {"false": "deny", "true": "confirm", "partly_true": "partly"}
_STATE: Final = {"deny": "false", "confirm": "true", "partly": "partly"}
UPDATES: Final = (2, 4, 6, 12, 24)
"""Hours from now at which the next word can be promised."""
TYPICAL: Final = 4
"""The hours that are suggested."""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question of the conference and how it was answered."""

    question: str
    outlet: str
    ask: str
    state: str
    said: str
    """Who answered and what; empty while nobody has."""


@dataclass(frozen=True, slots=True)
class Questioned:
    """A question that waits, with everything that an answer can take up."""

    question: str
    outlet: str
    temper: str
    """How the outlet asks."""
    ask: str
    tone: str
    premise: str
    """What the question takes for granted, as far as this seat can see it; empty for a plain question."""
    once_more: bool
    speakers: tuple[Choice, ...]
    modes: tuple[Choice, ...]
    facts: tuple[Choice, ...]
    pending: tuple[Choice, ...]
    """What it asks about and this seat does not know; not to be chosen."""
    claims: tuple[Choice, ...]
    advice: tuple[Choice, ...]
    disposals: tuple[Choice, ...]
    updates: tuple[Choice, ...]
    grounds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the trainee has chosen for an answer."""

    by: str
    mode: str = "answer"
    facts: tuple[str, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    advice: tuple[str, ...] = ()
    disposals: tuple[str, ...] = ()
    next_update: int | None = None
    ground: str | None = None


def sitting(sight: Sight) -> Podium | None:
    """The press conference that goes on with this seat on the podium; None if there is none."""
    return next((p for p in sight.board.podiums if p.held is None and sight.seat in (p.host, *p.attendees)), None)


def waiting(sight: Sight) -> list[Asked]:
    """Questions that wait for the podium on which this seat sits."""
    podium = sitting(sight)
    return [] if podium is None else [asked for asked in podium.asked.values() if asked.state == "open"]


def podium_names(sight: Sight, podium: Podium) -> list[str]:
    """Who sits on the podium, the host first."""
    return [sight.seat_name(seat) for seat in dict.fromkeys((podium.host, *podium.attendees))]


def asked_rows(sight: Sight, podium: Podium) -> list[AskedRow]:
    """The questions of a conference, in the order in which they were put."""
    rows = []
    for asked in podium.asked.values():
        question = _question(sight, asked.question)
        said = [answer_words(sight, data) for data in asked.answers if data["by"]]
        state = sight.say(OUTCOMES[asked.state])
        outlet = outlet_name(sight, question.outlet)
        rows.append(AskedRow(asked.question, outlet, sight.text(question.ask), state, " / ".join(said)))
    return rows


def answer_words(sight: Sight, data: dict[str, object]) -> str:
    """What was answered, in one line: who, the own words or what was cited, and what was promised."""
    _ = sight.say
    by = sight.seat_name(str(data["by"]))
    text = data.get("text")
    if isinstance(text, dict) and text:
        words = str(text.get(sight.language) or next(iter(text.values())))
        return _.pair(by, words)
    reading = data["reading"]
    assert isinstance(reading, dict)
    parts = [_.pair(sight.slot_name(v["slot"]), sight.stated(v["slot"], v["stated"])) for v in reading["facts"]]
    parts += [sight.text(sight.library.advice[item].text) for item in _listed(data, "advice")]
    parts += [sight.text(sight.library.disposals[item].name) for item in _listed(data, "disposals")]
    mode = str(data["mode"])
    due = data.get("next_update")
    if mode == "not_known_yet" and isinstance(due, int):
        parts.append(_("not known yet, next word at {moment}", moment=show_moment(due)))
    elif mode == "decline":
        parts.append(_("no answer can be given to this"))
    return _.pair(by, _.both(*parts) if parts else _("nothing that could be cited"))


def _listed(data: dict[str, object], name: str) -> list[str]:
    found = data.get(name)
    return [str(item) for item in found] if isinstance(found, list) else []


def outlet_name(sight: Sight, outlet: str) -> str:
    """The name of an outlet."""
    known = next((o for o in sight.library.scenario.outlets if o.id == outlet), None)
    return sight.text(known.name) if known else outlet


def questioned(sight: Sight, name: str) -> Questioned | None:
    """A question that waits for this seat's podium, with what an answer can take up; None if it waits no more."""
    podium = sitting(sight)
    if podium is None or name not in [asked.question for asked in waiting(sight)]:
        return None
    question = _question(sight, name)
    outlet = next((o for o in sight.library.scenario.outlets if o.id == question.outlet), None)
    facts, advice = _facts(sight, question), _advice(sight, question)
    disposals, grounds = _disposals(sight, question), _grounds(sight, question)
    mine = any(choice.suggested for choice in (*facts, *advice, *disposals))
    other = None if mine else _owner(sight, podium, question)
    mode = "answer" if mine or other else "decline" if any(g.suggested for g in grounds) else "not_known_yet"
    seats = dict.fromkeys((sight.seat, *(s for s in (podium.host, *podium.attendees) if _colleague(sight, s))))
    return Questioned(
        question=name,
        outlet=outlet_name(sight, question.outlet),
        temper=sight.text(outlet.temper) if outlet else "",
        ask=sight.text(question.ask),
        tone=sight.say(HOSTILITY[question.hostility]),
        premise=_premise(sight, question),
        once_more=podium.asked[name].follow_up,
        speakers=tuple(
            Choice(
                seat,
                sight.seat_name(seat),
                "" if seat == sight.seat else sight.say("hand it over; a colleague answers in its own words"),
                seat == (other or sight.seat),
            )
            for seat in seats
        ),
        modes=tuple(Choice(known, sight.say(label), "", known == mode) for known, label in MODES.items()),
        facts=facts,
        pending=_pending(sight, question),
        claims=_claims(sight, question),
        advice=advice,
        disposals=disposals,
        updates=_updates(sight, podium, mode == "not_known_yet"),
        grounds=grounds,
    )


def action_of(sight: Sight, question: str, taken: Taken, text: dict[Language, str]) -> AnswerQuestion:
    """The action that gives an answer; a question that is handed over goes without anything else.

    Raises:
        ValueError: the own words are too long or hold control characters.
    """
    if taken.by != sight.seat:
        return AnswerQuestion(question=question, by=taken.by)
    owners = dict.fromkeys(sight.fact(fact).owner for fact in taken.facts)
    return AnswerQuestion.model_validate(
        {
            "question": question,
            "by": taken.by,
            "mode": taken.mode,
            "facts": tuple(Citation(fact=fact) for fact in taken.facts),
            "claims": tuple(ClaimAnswer.model_validate({"claim": c, "stance": s}) for c, s in taken.claims),
            "advice": taken.advice,
            "disposals": taken.disposals,
            "credits": tuple(owner for owner in owners if owner != sight.party),
            "next_update": taken.next_update,
            "ground": taken.ground if taken.mode == "decline" else None,
            "text": {language: words for language, words in text.items() if words},
            "own_words": any(text.values()),
        }
    )


def _question(sight: Sight, name: str) -> Question:
    return next(known for known in sight.library.scenario.questions if known.id == name)


def _colleague(sight: Sight, seat: str) -> bool:
    """Whether a seat is filled by a colleague, to whom a question can be handed."""
    return sight.board.crew.get(seat) not in ("trainee", "script")


def _owner(sight: Sight, podium: Podium, question: Question) -> str | None:
    """A colleague on the podium whose desk is competent for something that is asked; that is no secret among officers."""
    for name in question.answered_by:
        way = sight.way_to(name) if name in sight.library.slots else None
        if way is not None and way.desk in podium.attendees and _colleague(sight, way.desk):
            return way.desk
    return None


def _premise(sight: Sight, question: Question) -> str:
    if question.claim is not None and question.claim in sight.board.claims:
        says = sight.text(sight.claim(question.claim).says)
        state = CLAIM_STATES[_STATE.get(_RIGHT.get(sight.truth(question.claim) or "", ""), "unverified")]
        return sight.say("It takes for granted: {says} ({state})", says=says, state=sight.say(state))
    if question.premise == "loaded":
        return sight.say("A loaded question: answer it without taking over its words.")
    return ""


def _facts(sight: Sight, question: Question) -> tuple[Choice, ...]:
    """What this seat knows, what bears on the question first."""
    made = []
    for row in fact_rows(sight):
        if row.fact is None:
            continue
        open_ = row.status in ("known", "public")
        note = sight.say.both(sight.say(FACT_STATES[row.status]), row.owner, row.ground)
        fits = row.slot in question.answered_by
        label = sight.say.pair(row.label, row.value)
        made.append((not fits, Choice(row.fact, label, note, fits and open_, warns=not open_)))
    return tuple(choice for _, choice in sorted(made, key=lambda one: one[0]))


def _pending(sight: Sight, question: Question) -> tuple[Choice, ...]:
    known = sight.known()
    slots = [name for name in question.answered_by if name in sight.library.slots and name not in known]
    return tuple(Choice(slot, sight.slot_name(slot), sight.say(FACT_STATES["pending"])) for slot in slots)


def _claims(sight: Sight, question: Question) -> tuple[Choice, ...]:
    """The claim inside the premise, with what an honest text says of it."""
    if question.claim is None or question.claim not in sight.board.claims:
        return ()
    stance = _RIGHT.get(sight.truth(question.claim) or "", "unverified")
    says = sight.text(sight.claim(question.claim).says)
    note = sight.say(CLAIM_STATES[_STATE.get(stance, "unverified")])
    return (Choice(question.claim, says, note, stance != "unverified", stance == "unverified", stance),)


def _advice(sight: Sight, question: Question) -> tuple[Choice, ...]:
    open_ = sight.library.advice_open_to(sight.board.known_facts(sight.seat))
    fit = [item for item in open_ if item in question.answered_by][:5]
    return tuple(Choice(item, sight.text(sight.library.advice[item].text), "", True) for item in fit)


def _disposals(sight: Sight, question: Question) -> tuple[Choice, ...]:
    fit = [item for item in sight.board.disposals if item in question.answered_by][:5]
    return tuple(Choice(item, sight.text(sight.library.disposals[item].name), "", True) for item in fit)


def _grounds(sight: Sight, question: Question) -> tuple[Choice, ...]:
    """Withheld facts that this seat knows, and protected matters by the law's name; what bears on the question first."""
    made = []
    for fact in sight.known().values():
        if not sight.disclosable(fact):
            ground = sight.text(fact.ground) if fact.ground else sight.say("no ground is given")
            fits = fact.slot in question.answered_by
            made.append((not fits, Choice(fact.id, ground, sight.slot_name(fact.slot), fits)))
    for matter in sight.library.scenario.protected:
        made.append((True, Choice(matter.id, sight.text(matter.ground), sight.text(matter.what))))
    return tuple(choice for _, choice in sorted(made, key=lambda one: one[0]))


def _updates(sight: Sight, podium: Podium, suggested: bool) -> tuple[Choice, ...]:
    made = []
    for hours in UPDATES:
        at = -(-(sight.now + hours * HOUR) // HOUR) * HOUR
        if podium.closes < at < sight.library.scenario.clock.ends:
            label = f"{show_moment(at)}  {sight.calendar(at)}"
            note = sight.say("in {time}", time=sight.span(at - sight.now))
            made.append(Choice(str(at), label, note, suggested and hours == TYPICAL))
    return tuple(made)
