"""Offers to speak to a journalist: in answer to a call, or of one's own accord. What would be said stands in the reason, and is
no more than this seat knows and may say.
"""

from __future__ import annotations

from simulator.message.own_answer import own_answer
from simulator.message.press import bears, could_answer, message_of
from simulator.message.spoken import spoken
from simulator.record.actions import AnswerQuestion, GiveInterview
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Question, Strand
from tui.desk.kinds import Offer
from tui.desk.offers.common import PAPERS, SPEAK, Moment
from tui.desk.press import outlet_name, sitting

LATER = 4
"""Hours from now at which the next word is promised where something is not known yet."""


def interviews(m: Moment) -> list[Offer]:
    """For each call of a journalist what can be answered; and one interview for each outlet that nobody has sent for."""
    strand = next(iter(m.open_strands()), None)
    if strand is None or m.sight.now < 0 or sitting(m.sight) is not None:
        return []
    return [*_calls(m, strand), *_own(m, strand)]


def _calls(m: Moment, strand: Strand) -> list[Offer]:
    made: list[Offer] = []
    for paper in m.papers:
        inject = m.sight.library.injects.get(paper.id)
        if inject is None or inject.form != "journalist_call" or inject.question is None or paper.answered:
            continue
        question = next(q for q in m.sight.library.scenario.questions if q.id == inject.question)
        if _may_ask(m, question):
            made += [_offer(m, strand, question, answer, mode, paper.id) for mode, answer in _ways(m, question)]
    return made


def _may_ask(m: Moment, question: Question) -> bool:
    sight = m.sight
    taken = (sight.seat, question.id) in sight.board.interviews
    return question.from_ <= sight.now and not taken and not m.work.doing("give_interview", question.outlet)


def _ways(m: Moment, question: Question) -> list[tuple[str, AnswerQuestion]]:
    """What can honestly be done with a question: answer it, say when it can be answered, or decline on a ground that bears."""
    sight, library = m.sight, m.sight.library
    if could_answer(question, [sight.seat], sight.now, library, sight.board):
        return [("answer", own_answer(question, sight.seat, sight.now, library, sight.board))]
    due = sight.now + LATER * HOUR
    ways = [
        ("later", AnswerQuestion(question=question.id, by=sight.seat, mode="not_known_yet", next_update=due - due % 60))
    ]
    grounds = [fact for fact in sight.board.known_facts(sight.seat) if bears(fact, question, sight.now, library)]
    if grounds:
        ways.append(("decline", AnswerQuestion(question=question.id, by=sight.seat, mode="decline", ground=grounds[0])))
    return ways


def _offer(m: Moment, strand: Strand, question: Question, answer: AnswerQuestion, mode: str, call: str) -> Offer:
    _, sight = m.sight.say, m.sight
    outlet = outlet_name(sight, question.outlet)
    labels = {
        "answer": _("Give {outlet} an interview: {ask}", outlet=outlet, ask=sight.text(question.ask)),
        "later": _("Give {outlet} an interview, and say when it will be known", outlet=outlet),
        "decline": _("Give {outlet} an interview, and decline on the legal ground", outlet=outlet),
    }
    action = GiveInterview(strand=strand.id, outlet=question.outlet, inject=call, answers=(answer,))
    urgency = 60 if mode == "answer" else 30
    why = _reason(m, [(question, answer)])
    return m.offer(f"interview:{call}:{mode}", PAPERS, labels[mode], why, action, urgency, about=call)


def _own(m: Moment, strand: Strand) -> list[Offer]:
    """An interview of one's own accord, on up to three questions that this seat can answer; for who owes answers."""
    _, sight = m.sight.say, m.sight
    if not sight.owes(strand):
        return []
    made = []
    for outlet in sight.library.scenario.outlets:
        questions = [q for q in sight.library.scenario.questions if q.outlet == outlet.id and _may_ask(m, q)]
        told = [(q, _ways(m, q)[0]) for q in questions]
        pairs = [(q, answer) for q, (mode, answer) in told if mode == "answer"][:3]
        if pairs:
            label = _(
                "Offer {outlet} an interview (questions: {count})", outlet=sight.text(outlet.name), count=len(pairs)
            )
            action = GiveInterview(strand=strand.id, outlet=outlet.id, answers=tuple(answer for _q, answer in pairs))
            made.append(m.offer(f"interview:{outlet.id}", SPEAK, label, _reason(m, pairs), action, 16))
    return made


def _reason(m: Moment, pairs: list[tuple[Question, AnswerQuestion]]) -> str:
    _, sight = m.sight.say, m.sight
    messages = [message_of(answer, question, sight.library) for question, answer in pairs]
    said = [spoken(message, sight.library, sight.language) for message in messages]
    rule = m.rule("R39")
    if any(answer.next_update for _q, answer in pairs):
        due = max(answer.next_update or 0 for _q, answer in pairs)
        return _(
            "You say that it is not known yet, and when it will be: {moment} ({rule}).",
            moment=show_moment(due),
            rule=rule,
        )
    return _("You would say: {said} Nobody reviews it first ({rule}).", said=sight.say.sentences(*said), rule=rule)


MAKERS = (interviews,)
