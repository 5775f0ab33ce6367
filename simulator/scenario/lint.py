"""Finds what is legal in a scenario file and yet broken: a concern that nobody can answer, a false claim that
no fact refutes, an inject that cannot fire, a seat with nothing to do, a part that nothing uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from simulator.errors import PodiumError, Problem
from simulator.scenario.lint_strands import strand_problems
from simulator.scenario.lint_words import word_problems
from simulator.scenario.load import LoadedScenario
from simulator.scenario.moments import show_moment
from simulator.scenario.reach import Reach
from simulator.scenario.references import allowed
from simulator.scenario.schema import Scenario
from simulator.scenario.validation import one_of
from simulator.scenario.yamlfile import read_yaml
from simulator.scenario.yamltext import Document, Loc, field_path, quoted, texts_in


@dataclass(frozen=True, slots=True)
class _View:
    """One scenario under the lint."""

    scenario: Scenario
    document: Document
    reach: Reach

    def problem(self, loc: Loc, wrong: str, right: str) -> Problem:
        return Problem(self.document.file, self.document.line_of(loc), field_path(loc), wrong, right)


def lint(loaded: LoadedScenario) -> list[Problem]:
    """Everything that is legal but broken in a loaded scenario, in order of line."""
    view = _View(loaded.scenario, loaded.document, Reach(loaded.scenario))
    checks = (
        _answers,
        _claims,
        _injects,
        _epilogue,
        _seats,
        _slots,
        _facts,
        _disposals,
        _unused,
        _signals,
        _questions,
    )
    found = [problem for check in checks for problem in check(view)]
    found += [*_objectives(view), *word_problems(loaded.document)]
    found += strand_problems(loaded.scenario, loaded.document)
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.line or 0, problem.field))


def _answers(view: _View) -> Iterator[Problem]:
    asked = [(("concerns", index), entry.id, entry.answered_by) for index, entry in enumerate(view.scenario.concerns)]
    asked += [
        (("questions", index), entry.id, entry.answered_by) for index, entry in enumerate(view.scenario.questions)
    ]
    for loc, name, answers in asked:
        if all(view.reach.answered(answer) is None for answer in answers):
            wrong = f"nobody can answer {quoted(name)}: all that answers it comes too late or is withheld"
            right = "name a slot with a fact that can be verified and told in time, or advice, or a disposal"
            yield view.problem((*loc, "answered_by"), wrong, right)


def _answering(scenario: Scenario) -> list[str]:
    """Names of what answers some concern or question."""
    names = [name for concern in scenario.concerns for name in concern.answered_by]
    return names + [name for question in scenario.questions for name in question.answered_by]


def _claims(view: _View) -> Iterator[Problem]:
    for index, claim in enumerate(view.scenario.claims):
        at_last = claim.turns[-1].truth if claim.turns else claim.truth
        told = [view.reach.told(view.reach.facts[name]) for name in claim.settled_by]
        if at_last != "unknown" and all(moment is None for moment in told):
            verb = "refutes" if at_last == "false" else "settles"
            wrong = f"no fact that can be public within the horizon {verb} the claim {quoted(claim.id)}"
            yield view.problem(
                ("claims", index, "settled_by"), wrong, "name a public fact that can be verified in time"
            )


def _injects(view: _View) -> Iterator[Problem]:
    for index, inject in enumerate(view.scenario.injects):
        condition = inject.when.if_
        if condition is None:
            continue
        earliest = view.reach.holds(condition)
        last = view.scenario.clock.ends if inject.when.before is None else inject.when.before
        if earliest is None or earliest > last:
            when = "within the horizon" if earliest is None else f"before {show_moment(earliest)}"
            wrong = f"the inject {quoted(inject.id)} cannot fire: '{condition.is_}' cannot hold {when}"
            yield view.problem(("injects", index, "when"), wrong, "choose another condition or a later window")


def _epilogue(view: _View) -> Iterator[Problem]:
    for index, entry in enumerate(view.scenario.epilogue):
        if view.reach.holds(entry.if_) is None:
            wrong = f"the epilogue {quoted(entry.id)} cannot be earned: '{entry.if_.is_}' cannot hold"
            yield view.problem(("epilogue", index, "if"), wrong, "choose another condition")
    for day in (7, 30):
        if not any(entry.day == day for entry in view.scenario.epilogue):
            wrong = f"nothing tells what has become of it on day {day}"
            yield view.problem(("epilogue",), wrong, f"add an epilogue with 'day: {day}'")


def _seats(view: _View) -> Iterator[Problem]:
    scenario = view.scenario
    busy = [fact.verification.desk for fact in scenario.facts] + [claim.verification.desk for claim in scenario.claims]
    busy += [disposal.owner for disposal in scenario.disposals]
    busy += [name for inject in scenario.injects for name in inject.to]
    busy += [name for signal in scenario.signals for name in signal.seen_by]
    involved = [name for strand in scenario.strands for name in strand.departments]
    involved += [name for strand in scenario.strands for turn in strand.timeline for name in turn.departments or ()]
    for index, seat in enumerate(scenario.seats):
        if seat.id not in busy and seat.party not in involved:
            wrong = f"the seat {quoted(seat.id)} has nothing to do: no duty, task, document or sign reaches it"
            yield view.problem(("seats", index), wrong, "give it something to verify, to do or to answer, or remove it")


def _slots(view: _View) -> Iterator[Problem]:
    superseding = [fact.superseded_by for fact in view.scenario.facts]
    for index, slot in enumerate(view.scenario.slots):
        facts = view.reach.slots[slot.id]
        if not facts:
            yield view.problem(
                ("slots", index), f"no fact gives the slot {quoted(slot.id)} a value", "add one, or remove it"
            )
        if len({isinstance(fact.value, int | float) for fact in facts}) > 1:
            wrong = f"facts of the slot {quoted(slot.id)} are numbers and words"
            yield view.problem(("slots", index), wrong, "give all of them a number, or all of them words")
        roots = [fact.id for fact in facts if fact.id not in superseding]
        if len(roots) > 1:
            wrong = f"the slot {quoted(slot.id)} has several values at once: {', '.join(roots)} supersede nothing"
            yield view.problem(("slots", index), wrong, "chain its facts by 'superseded_by', or use another slot")


def _facts(view: _View) -> Iterator[Problem]:
    scenario = view.scenario
    asked = _answering(scenario)
    used = [name for claim in scenario.claims for name in claim.settled_by]
    used += [advice.needs for advice in scenario.advice if advice.needs is not None]
    used += [name for disposal in scenario.disposals for name in disposal.needs]
    guarded = [name for entry in scenario.protected for name in entry.facts]
    later = [fact.superseded_by for fact in scenario.facts]
    for index, fact in enumerate(scenario.facts):
        loc = ("facts", index)
        if fact.needs_disposals and (fact.known_at_start or fact.id in later):
            wrong = f"the fact {quoted(fact.id)} waits for a disposal, and is known or takes another's place without it"
            right = "give it a slot of its own, and let it be verified"
            yield view.problem((*loc, "needs_disposals"), wrong, right)
        if fact.needs_disposals and view.reach.known(fact) is None:
            wrong = f"the fact {quoted(fact.id)} cannot be known in time, because of the disposals that it needs"
            yield view.problem((*loc, "needs_disposals"), wrong, "shorten them, or break the circle")
        if fact.disclosure == "public":
            if fact.slot not in asked and fact.id not in used:
                wrong = f"nobody asks about the fact {quoted(fact.id)}"
                yield view.problem(loc, wrong, f"let a concern, question or claim use the slot {quoted(fact.slot)}")
            if fact.id in guarded:
                wrong = f"the fact {quoted(fact.id)} is public and protected at once"
                yield view.problem(
                    (*loc, "disclosure"), wrong, "choose one: change its class, or take it from 'protected'"
                )
            if fact.disclosable_from is not None:
                wrong = f"the fact {quoted(fact.id)} is public, and 'disclosable_from' delays what is withheld"
                yield view.problem((*loc, "disclosable_from"), wrong, "remove the key, or choose another class")
        elif fact.id not in guarded and fact.disclosable_from is None:
            wrong = f"the fact {quoted(fact.id)} is withheld for good, and nothing under 'protected' names it"
            yield view.problem(loc, wrong, "name it in an entry of 'protected'")


def _disposals(view: _View) -> Iterator[Problem]:
    for index, disposal in enumerate(view.scenario.disposals):
        if view.reach.done(disposal) is None:
            wrong = f"the disposal {quoted(disposal.id)} cannot be finished within the horizon"
            yield view.problem(("disposals", index), wrong, "shorten it or what it waits for, or end the drill later")


def _unused(view: _View) -> Iterator[Problem]:
    scenario = view.scenario
    answers = _answering(scenario)
    for index, advice in enumerate(scenario.advice):
        if advice.id not in answers:
            wrong = f"the advice {quoted(advice.id)} answers no concern and no question"
            yield view.problem(("advice", index), wrong, "name it under 'answered_by', or remove it")
    for index, disposal in enumerate(scenario.disposals):
        if disposal.id not in answers and not disposal.solves:
            wrong = f"the disposal {quoted(disposal.id)} answers nothing and solves nothing"
            yield view.problem(("disposals", index), wrong, "name it under 'answered_by', or say what it solves")
    asking = [question.outlet for question in scenario.questions]
    for index, outlet in enumerate(scenario.outlets):
        if outlet.id not in asking:
            wrong = f"the outlet {quoted(outlet.id)} asks nothing"
            yield view.problem(("outlets", index), wrong, "give it a question, or remove it")
    followed = [concern.narrative for concern in scenario.concerns] + [claim.narrative for claim in scenario.claims]
    for index, narrative in enumerate(scenario.narratives):
        if narrative.kind != "fact" and narrative.id not in followed:
            wrong = f"no concern and no claim belongs to the narrative {quoted(narrative.id)}"
            yield view.problem(("narratives", index), wrong, "let one belong to it, or remove it")
    yield from _unused_parties(view)


def _unused_parties(view: _View) -> Iterator[Problem]:
    written = [(loc, text) for loc, text in texts_in(view.document.data) if loc[:1] != ("parties",)]
    keys = [key for strand in view.scenario.strands for key in strand.duties]
    words = [text for _, text in written]
    everything = "\n".join(words)
    for index, party in enumerate(view.scenario.parties):
        named = party.name.en in everything or party.name.zh in everything
        comes_by_rule = party.kind in allowed().organising
        if party.id not in words and party.id not in keys and not named and not comes_by_rule:
            wrong = f"the party {quoted(party.id)} has no seat and is mentioned nowhere"
            yield view.problem(("parties", index), wrong, "use it, or remove it")


def _signals(view: _View) -> Iterator[Problem]:
    signals = view.scenario.signals
    if not signals:
        return
    if all(signal.at >= 0 for signal in signals):
        yield view.problem(("signals",), "no sign comes before T+0", "add an early sign, such as 'at: T-02:00'")
    if not any(signal.decoy for signal in signals):
        wrong = "every early sign is real, so that finding one needs no judgement"
        yield view.problem(("signals",), wrong, "add a decoy: 'decoy: true'")
    elif all(signal.decoy for signal in signals):
        yield view.problem(("signals",), "every sign is a decoy", "add a sign of the crisis itself: 'decoy: false'")


def _questions(view: _View) -> Iterator[Problem]:
    if not view.scenario.questions:
        yield view.problem(("questions",), "no journalist asks anything", "add questions, each of a named outlet")
    for index, question in enumerate(view.scenario.questions):
        if question.premise == "false" and question.claim is None:
            wrong = f"the question {quoted(question.id)} has a false premise, and no claim says which"
            yield view.problem(("questions", index), wrong, "add 'claim'")


@cache
def _rules() -> tuple[str, ...]:
    """Numbers of the rules in the library's default rulebook; empty where there is none to read."""
    try:
        data = read_yaml(files("scenarios").joinpath("rulebooks").joinpath("n61-2016.yaml")).data
    except PodiumError:
        return ()
    rules = data.get("rules") if isinstance(data, dict) else None
    if isinstance(rules, dict):
        return tuple(rules)
    return tuple(str(rule["id"]) for rule in rules or () if isinstance(rule, dict) and "id" in rule)


def _objectives(view: _View) -> Iterator[Problem]:
    known = _rules()
    for index, objective in enumerate(view.scenario.objectives):
        for position, rule in enumerate(objective.rules):
            if known and rule not in known:
                wrong = f"{quoted(rule)} is not a rule of the rulebooks"
                yield view.problem(("objectives", index, "rules", position), wrong, one_of(known, rule))
