"""Says in words how two rulebooks differ: limits, clocks, readings, weights, documents, and the rules that
come into or go out of force with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.rules.interpretations import Interpretations, Setting
from simulator.rules.rulebook import Rule, Rulebook
from simulator.rules.vocabulary import plain_hours

_LIMITS = {
    "first_word_h": ("first word for levels I and II", "R70"),
    "press_conference_h": ("press conference for levels I and II", "R24"),
    "response_h": ("response to all other opinion", "R25"),
    "internal_report_h": ("report upward after detection (internal)", "R52"),
    "emergency_report_h": ("report upward on an emergency (internal)", "R81"),
}
_CLOCKS = {
    "emergency": "clock of emergencies starts when",
    "opinion": "clock of other opinion starts when",
    "superior_request": "clock of a superior's request starts when",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two rulebooks differ."""

    field: str
    """Path of the field."""
    words: str
    """What it is about."""
    before: str
    after: str
    clause: str = ""
    """Where it comes from, such as ``I80 clause 3``; empty where no clause is meant."""

    def __str__(self) -> str:
        """One line: what, before -> after, clause."""
        clause = f" ({self.clause})" if self.clause else ""
        return f"{self.words}: {self.before} -> {self.after}{clause}"


def differences(one: Rulebook, other: Rulebook) -> list[Difference]:
    """Return what changes from ``one`` to ``other``, limits first, rules last."""
    found = [
        *_limits(one, other),
        *_clocks(one, other),
        *_readings(one, other),
        *_scoring(one, other),
        *_documents(one, other),
        *_rules(one, other),
    ]
    return [difference for difference in found if difference.before != difference.after]


def hours_in_words(hours: float | None) -> str:
    """Return ``5 h``, or ``none`` for no limit."""
    return "none" if hours is None else f"{plain_hours(hours)} h"


def _clause(one: Rulebook, other: Rulebook, rule_id: str) -> str:
    rule = other.rules.get(rule_id) or one.rules.get(rule_id)
    return "" if rule is None else rule.citation.partition(", ")[2]


def _limits(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for field, (words, rule_id) in _LIMITS.items():
        before, after = getattr(one.limits, field), getattr(other.limits, field)
        clause = _clause(one, other, rule_id)
        yield Difference(f"limits.{field}", words, hours_in_words(before), hours_in_words(after), clause)
    yes = {True: "yes", False: "no"}
    yield Difference(
        "limits.head_speaks",
        "principal heads take the lead in speaking",
        yes[one.limits.head_speaks],
        yes[other.limits.head_speaks],
        _clause(one, other, "R72"),
    )


def _clocks(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for field, words in _CLOCKS.items():
        before, after = getattr(one.clock_start, field), getattr(other.clock_start, field)
        yield Difference(f"clock_start.{field}", words, before, after, "I14")


def _readings(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for field in Interpretations.model_fields:
        before, after = getattr(one.interpretations, field), getattr(other.interpretations, field)
        if isinstance(before, Setting) and isinstance(after, Setting):
            words = f"{field} {after.name.replace('_', ' ')}"
            yield Difference(f"interpretations.{field}", words, _value(before.value), _value(after.value))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {entry}" for key, entry in sorted(value.items())) or "none"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _scoring(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for field in ("timing", "coordination", "message"):
        before, after = getattr(one.weights, field), getattr(other.weights, field)
        yield Difference(f"weights.{field}", f"weight of {field}", f"{before:g}", f"{after:g}")
    yield Difference("pass_share", "share needed to pass", f"{one.pass_share:g}", f"{other.pass_share:g}")
    yield Difference("cap", "cap on the total", f"{one.cap:g}", f"{other.cap:g}")


def _documents(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for document in sorted({*one.documents, *other.documents}):
        states = ["in force" if document in book.documents else "not in force" for book in (one, other)]
        yield Difference(f"documents.{document}", f"document {document}", *states)


def _rules(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for rule_id in sorted({*one.rules, *other.rules}):
        before, after = one.rules.get(rule_id), other.rules.get(rule_id)
        rule = after or before
        if rule is None:
            continue
        words = f"{rule.id} {rule.zh}"
        clause = _clause(one, other, rule_id)
        yield Difference(f"rules.{rule_id}", words, _force(one, before), _force(other, after), clause)
        if before is not None and after is not None:
            yield from _rule_fields(rule_id, before, after)


def _force(book: Rulebook, rule: Rule | None) -> str:
    return "absent" if rule is None else "in force" if book.in_force(rule) else "not in force"


def _rule_fields(rule_id: str, before: Rule, after: Rule) -> Iterator[Difference]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for field in Rule.model_fields:
        yield Difference(f"rules.{rule_id}.{field}", f"{rule_id} {field}", str(old[field]), str(new[field]))
