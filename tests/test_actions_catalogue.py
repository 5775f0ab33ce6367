"""The catalogue of actions: docs/ACTIONS.md says of each what it does, who may take it, how long it takes, what it needs and
when it is refused. All but the words of a few durations is taken from the models and from the checks of the handlers. Run as a
script, this file writes that page.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

from simulator.drill import conference, desks
from simulator.drill import words as drill_words
from simulator.drill.handlers import checking, initiatives, interview, knowledge, sheet, suggestions, trainer, words
from simulator.drill.handlers import conference as podium
from simulator.record import Action
from simulator.scenario.moments import show_duration
from tui.desk.work import ABOUT

PAGE = Path(__file__).parent.parent / "docs" / "ACTIONS.md"
ROOMS = (sheet, knowledge, words, checking, podium, interview, suggestions, initiatives, trainer)
HANDLERS = {act: steps for room in ROOMS for act, steps in room.HANDLERS.items()}
MODELS = {model.model_fields["act"].default: model for model in get_args(get_args(Action)[0])}
OFFICE = "the General Office that coordinates for those concerned, or organises the matter"
WHO = {
    **dict.fromkeys(trainer.HANDLERS, "the trainer"),
    "set_clock": "the trainer; alone, the trainee",
    "verify": "the seat whose desk can establish it",
    "dispatch": "the seat whose task it is",
    "answer_question": "who sits on the podium",
    "give_interview": "every seat, for itself; who answers in another's place is judged (R65)",
    "staff_hotline": "the hotline's own seat, else the office that organises the matter",
    "return": OFFICE,
}
"""Who may, where the check alone does not say it."""
D = {
    name: show_duration(seconds) for name, seconds in vars(desks).items() if name.isupper() and isinstance(seconds, int)
}
LENGTH = ", ".join(f"{form} {show_duration(seconds)}" for form, seconds in desks.DRAFTING.items() if form != "reply")
TIMES = {
    "assess": D["ASSESSING"],
    "answer_consultation": D["ANSWERING_CONSULTATION"],
    "check_draft": D["REVIEWING"],
    "approve": D["REVIEWING"],
    "return": D["REVIEWING"],
    "convene": D["MEETING"],
    "hold_conference": f"{D['PREPARING_CONFERENCE']}, then {show_duration(conference.LENGTH)} at most",
    "answer_question": f"{show_duration(conference.ANSWERING)} on the podium",
    "give_interview": f"{D['INTERVIEW']}, and {D['INTERVIEW_ANSWER']} for each question",
    "assess_risk": f"{D['ASSESSING_RISK']}, and {D['RISK_METHOD']} for each method",
    "staff_hotline": f"{D['STAFFING']}, and {D['BRIEFING_CLERK']} for each clerk",
    "draft": f"by form: {LENGTH}; and a minute for each 15 English words or 30 Chinese characters",
    "reply": f"{show_duration(desks.DRAFTING['reply'])}, and a minute for each 15 English words or 30 Chinese characters",
    "submit": f"none; a leader's own review {D['LEADERS_REVIEW']}",
    "verify": "as the scenario says",
    "dispatch": "as the scenario says",
}
"""Median working time of one person at the desk; what is not named takes none."""
HEAD = """# The actions, and who may take them

Written from the models in `simulator/record` and the checks in `simulator/drill/handlers`; a test holds it equal. To write it
anew: `python tests/test_actions_catalogue.py`.

Times are the median working time of one person at the seat's desk, where tasks wait for a free person; what takes none
happens at once. *Needs* are the fields that have no default. *Refused when* is what the seat then reads, with the rule where
one refuses; `…` stands for a name. A refusal is an event of the record. Everything may be refused because the drill is over
or the seat does not exist; the trainer acts for no seat.

"""


def reasons(check: Callable[..., Any]) -> list[str]:
    """Every reason for which a check, or what it calls, may refuse, in the order of the code."""
    return list(dict.fromkeys(_reasons(check, [])))


def _reasons(function: Callable[..., Any], seen: list[Callable[..., Any]]) -> Iterator[str]:
    seen.append(function)
    module = inspect.getmodule(function)
    body = ast.parse(inspect.getsource(function)).body[0]
    calls = [node for node in ast.walk(body) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        assert isinstance(node.func, ast.Name)
        name = node.func.id
        if name in ("require", "Refusal"):
            said = _said(node.args[1 if name == "require" else 0])
            if said:
                yield said
            continue
        called = getattr(module, name, None)
        ours = inspect.isfunction(called) and inspect.getmodule(called) in (*ROOMS, drill_words)
        if ours and called not in seen:
            yield from _reasons(called, seen)


def _said(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else _filled(part) for part in node.values)
    return ""


def _filled(part: ast.expr) -> str:
    """A name for what is filled in; a choice of rules is told in full."""
    words = [n.value for n in ast.walk(part) if isinstance(n, ast.Constant) and str(n.value)[:1] == "R"]
    return " or ".join(map(str, words)) if words else "…"


def uses(check: Callable[..., Any], name: str) -> bool:
    """Whether a check comes to a function of that name."""
    seen: list[Callable[..., Any]] = []
    list(_reasons(check, seen))
    return any(function.__name__ == name for function in seen)


def who(act: str) -> str:
    """Who may take an action."""
    if act in WHO:
        return WHO[act]
    return OFFICE if uses(HANDLERS[act][0], "powers_of") else "every seat"


def needs(act: str) -> str:
    """The fields that must be given."""
    return ", ".join(name for name, field in MODELS[act].model_fields.items() if field.is_required()) or "–"


def table() -> str:
    """The page: one row for each action, in the order of the union."""
    rows = [("action", "what it does", "who may", "how long", "needs", "refused when"), ("---",) * 6]
    for act, model in MODELS.items():
        does = " ".join((model.__doc__ or "").split())
        why = "; ".join(reasons(HANDLERS[act][0])) or "–"
        rows.append((f"`{act}`", does, who(act), TIMES.get(act, "–"), needs(act), why))
    return HEAD + "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows) + "\n"


def test_the_page_says_what_the_code_does() -> None:
    """docs/ACTIONS.md is the table of the models and the checks."""
    assert PAGE.read_text(encoding="utf-8") == table()


def test_every_action_has_its_row() -> None:
    """All handlers are known, and what takes a desk's time has its time; the desk knows what each such task is about."""
    assert sorted(HANDLERS) == sorted(MODELS)
    at_once = {"answer_question", "submit"}
    assert set(TIMES) - at_once == set(ABOUT)


def test_powers_and_rules_are_named() -> None:
    """The offices' powers are told as such, and their refusals name the rule."""
    for act in ("assign", "press", "designate_lead", "close", "approve", "return"):
        assert who(act) == OFFICE
        assert any("(R05, R12, R13)" in reason for reason in reasons(HANDLERS[act][0]))
    assert any("(R74)" in reason for reason in reasons(HANDLERS["adopt_suggestion"][0]))
    assert any("(R86)" in reason for reason in reasons(HANDLERS["promise_update"][0]))
    assert who("fire_inject") == "the trainer"


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
