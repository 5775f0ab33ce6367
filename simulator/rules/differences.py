"""Says in words how two rulebooks differ: limits, clocks, readings, weights, documents, and the rules that
come into or go out of force with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.rules.interpretations import Interpretations, Setting
from simulator.rules.rulebook import Rule, Rulebook, Title
from simulator.rules.triggers import Limits
from simulator.rules.vocabulary import plain_hours

_LIMITS = {
    "first_word_h": ("first word for levels I and II", "R70"),
    "press_conference_h": ("press conference for levels I and II", "R24"),
    "press_centre_h": ("press centre for levels I and II, in place of a conference", "R24"),
    "major_response_h": ("response for levels I and II, in place of a conference", "R24"),
    "response_h": ("response to all other opinion", "R25"),
    "internal_report_h": ("report upward after detection (internal)", "R52"),
    "emergency_report_h": ("report upward on an emergency (internal)", "R81"),
}
_YES_OR_NO = {
    "conference_optional": ("press conference only where necessary", "R24"),
    "head_speaks": ("principal heads take the lead in speaking", "R72"),
}
_WORKDAYS = {
    "decision_explained_workdays": ("explanation of a decision that is misread", "R15"),
    "verification_report_workdays": ("report of what was verified (internal)", "R56"),
    "legacy_report_workdays": ("report on problems left over from the past (internal)", "R56"),
}
_WORKDAYS_ZH = {
    "decision_explained_workdays": "被误读的决策解读",
    "verification_report_workdays": "核实情况上报（内部）",
    "legacy_report_workdays": "历史遗留问题上报（内部）",
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


def days_in_words(days: int | None) -> str:
    """Return ``3 working days``, or ``none`` for no limit."""
    return "none" if days is None else f"{days} working day{'' if days == 1 else 's'}"


def limits_in_words(limits: Limits) -> Title:
    """Return all limits of a rulebook in one line of each language; what is not limited is said only of what N61 limits."""
    en = [f"first word {hours_in_words(limits.first_word_h)}"]
    zh = [f"首次发布{_zh_hours(limits.first_word_h)}"]
    if limits.press_conference_h is not None or limits.gathering is None:
        necessary = limits.conference_optional and limits.press_conference_h is not None
        en.append(f"press conference {hours_in_words(limits.press_conference_h)}{' where necessary' * necessary}")
        zh.append(f"{'必要时' * necessary}新闻发布会{_zh_hours(limits.press_conference_h)}")
    if limits.press_centre_h is not None:
        en.append(f"press centre {hours_in_words(limits.press_centre_h)}")
        zh.append(f"设立新闻中心{_zh_hours(limits.press_centre_h)}")
    if limits.major_response_h is not None:
        en.append(f"response on levels I and II {hours_in_words(limits.major_response_h)}")
        zh.append(f"特别重大、重大事件回应{_zh_hours(limits.major_response_h)}")
    en.append(f"response {hours_in_words(limits.response_h)}")
    zh.append(f"其他回应{_zh_hours(limits.response_h)}")
    for field, words in _WORKDAYS_ZH.items():
        days = getattr(limits, field)
        if days is not None:
            en.append(f"{_WORKDAYS[field][0]} {days_in_words(days)}")
            zh.append(f"{words}{days}个工作日内")
    if limits.head_speaks:
        en.append("heads speak")
        zh.append("主要负责人带头发声")
    return Title(en="; ".join(en), zh="；".join(zh))


def _zh_hours(hours: float | None) -> str:
    return "不设时限" if hours is None else f"{plain_hours(hours)}小时内"


def _clause(one: Rulebook, other: Rulebook, rule_id: str) -> str:
    rule = other.rules.get(rule_id) or one.rules.get(rule_id)
    return "" if rule is None else rule.citation.partition(", ")[2]


def _limits(one: Rulebook, other: Rulebook) -> Iterator[Difference]:
    for field, (words, rule_id) in _LIMITS.items():
        before, after = getattr(one.limits, field), getattr(other.limits, field)
        clause = _clause(one, other, rule_id)
        yield Difference(f"limits.{field}", words, hours_in_words(before), hours_in_words(after), clause)
    for field, (words, rule_id) in _YES_OR_NO.items():
        before, after = _value(getattr(one.limits, field)), _value(getattr(other.limits, field))
        yield Difference(f"limits.{field}", words, before, after, _clause(one, other, rule_id))
    for field, (words, rule_id) in _WORKDAYS.items():
        before, after = days_in_words(getattr(one.limits, field)), days_in_words(getattr(other.limits, field))
        yield Difference(f"limits.{field}", words, before, after, _clause(one, other, rule_id))


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
