"""The questions of a press conference: which are asked follows what is hot and has not been answered; whether they get an
answer follows what those on the podium know and may say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from simulator.scenario.schema import Question

if TYPE_CHECKING:
    from simulator.drill.engine import Drill

QUESTIONS: Final = 5
"""Questions that a conference takes (assumption)."""


def put_questions(drill: Drill, present: list[str]) -> list[dict[str, Any]]:
    """The questions asked at a conference now, each with the seat that could answer it (or None) and its facts."""
    answered = [concern for word in drill.board.words for concern in word.reading["concerns"]]
    asked_before = [event.data["question"] for event in drill.events if event.kind == "question_put"]
    heat = {} if drill.board.pulse is None else drill.board.pulse["narratives"]

    def urgency(question: Question) -> tuple[int, float]:
        concern = drill.library.concerns[question.concern]
        posts = heat.get(concern.narrative, {}).get("posts", 0)
        open_ = 0 if concern.id in answered else 1
        chance = drill.draws.uniform("questions", drill.now, question.id)
        return (open_, (1 + posts) * chance)

    possible = [q for q in drill.scenario.questions if q.from_ <= drill.now and q.id not in asked_before]
    chosen = sorted(possible, key=urgency, reverse=True)[:QUESTIONS]
    return [_ask(drill, question, present) for question in chosen]


def _ask(drill: Drill, question: Question, present: list[str]) -> dict[str, Any]:
    for seat in present:
        facts = [
            fact
            for fact in drill.board.known_facts(seat)
            if drill.library.facts[fact].slot in question.answered_by
            and drill.library.disclosable(drill.library.facts[fact], drill.now)
        ]
        advice = drill.library.advice_open_to(drill.board.known_facts(seat))
        acts = [item for item in drill.board.disposals if drill.library.disposals[item].owner == seat]
        if facts or any(item in question.answered_by for item in [*advice, *acts]):
            return {
                "question": question.id,
                "outlet": question.outlet,
                "answered_by": seat,
                "facts": sorted(facts, key=lambda fact: drill.library.facts[fact].true_from)[-1:],
            }
    return {"question": question.id, "outlet": question.outlet, "answered_by": None, "facts": []}
