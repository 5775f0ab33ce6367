"""Mistakes that show only when the entries of a scenario file are held against one another: times outside the
drill, broken chains of superseding facts, facts withheld without a ground, injects that say twice or never
when they fire.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from simulator.errors import Problem
from simulator.scenario.moments import show_moment
from simulator.scenario.parts import Entry, Parts
from simulator.scenario.schema import Fact, Inject
from simulator.scenario.yamltext import Loc, quoted


def consistency_problems(parts: Parts) -> list[Problem]:
    """Every mistake of this kind, over the entries that can be read."""
    checks = (
        _clock,
        _times,
        _strands,
        _seats,
        _facts,
        _narratives,
        _claims,
        _disposals,
        _injects,
        _orders,
        _suggestions,
        _conditions,
    )
    return [problem for check in checks for problem in check(parts)]


def _clock(parts: Parts) -> Iterator[Problem]:
    clock = parts.clock
    if clock is None:
        return
    if clock.t0.tzinfo is not None:
        wrong = "the hour of T+0 has a time zone"
        yield parts.problem(("clock", "t0"), wrong, "write local time without zone, such as 2031-03-04T07:40")
    if clock.opens > 0:
        wrong = f"the drill opens at {show_moment(clock.opens)}, after T+0"
        yield parts.problem(("clock", "opens"), wrong, "write T+00:00 or an earlier moment")
    if clock.ends <= 0:
        yield parts.problem(
            ("clock", "ends"), f"the drill ends at {show_moment(clock.ends)}", "write a moment after T+0"
        )
    languages = parts.document.at(("languages",))
    if isinstance(languages, list) and (not languages or len({str(word) for word in languages}) < len(languages)):
        wrong = "a language is named twice" if languages else "no language is named"
        yield parts.problem(("languages",), wrong, "write [en, zh], [en] or [zh]")


def _moments(parts: Parts) -> Iterator[tuple[Loc, int]]:
    """Moments that must lie within the drill."""
    for strand in parts.strands:
        for index, change in enumerate(strand.value.timeline):
            yield (*strand.loc, "timeline", index, "at"), change.at
    for claim in parts.claims:
        yield (*claim.loc, "starts"), claim.value.starts
        for index, change_of_truth in enumerate(claim.value.turns):
            yield (*claim.loc, "turns", index, "at"), change_of_truth.at
    for disposal in parts.disposals:
        yield (*disposal.loc, "from"), disposal.value.from_
    for signal in parts.signals:
        yield (*signal.loc, "at"), signal.value.at
    for question in parts.questions:
        yield (*question.loc, "from"), question.value.from_
    for inject in parts.injects:
        when = inject.value.when
        if when.at is not None:
            yield (*inject.loc, "when", "at"), when.at
        if when.if_ is not None:
            yield (*inject.loc, "when", "after"), when.after
        if when.before is not None:
            yield (*inject.loc, "when", "before"), when.before


def _times(parts: Parts) -> Iterator[Problem]:
    clock = parts.clock
    if clock is None:
        return
    drill = f"{show_moment(clock.opens)} to {show_moment(clock.ends)}"
    for loc, at in _moments(parts):
        if not clock.opens <= at <= clock.ends:
            yield parts.problem(loc, f"{show_moment(at)} lies outside the drill", f"write a moment from {drill}")
    for fact in parts.facts:
        if fact.value.true_from > clock.ends:
            wrong = f"the fact becomes true at {show_moment(fact.value.true_from)}, after the drill"
            yield parts.problem((*fact.loc, "true_from"), wrong, f"write a moment up to {show_moment(clock.ends)}")


def _strands(parts: Parts) -> Iterator[Problem]:
    for entry in parts.strands:
        strand = entry.value
        for department in strand.departments:
            if department not in strand.duties:
                wrong = f"{quoted(department)} has no duty in this strand"
                yield parts.problem((*entry.loc, "duties"), wrong, "add what it is in charge of")
        later = {name for change in strand.timeline for name in change.departments or ()}
        for department in strand.duties:
            if department not in strand.departments and department not in later:
                wrong = f"{quoted(department)} is not a department of this strand"
                yield parts.problem((*entry.loc, "duties", department), wrong, "add it to 'departments', or remove it")
        for index, (before, after) in enumerate(zip(strand.timeline, strand.timeline[1:], strict=False), start=1):
            if after.at <= before.at:
                wrong = f"{show_moment(after.at)} is not later than the change before it"
                yield parts.problem((*entry.loc, "timeline", index, "at"), wrong, "put the changes in order of time")


def _seats(parts: Parts) -> Iterator[Problem]:
    holder: dict[str, str] = {}
    for entry in parts.seats:
        seat = entry.value
        if seat.party in holder:
            wrong = f"{quoted(seat.party)} already has the seat {quoted(holder[seat.party])}"
            yield parts.problem((*entry.loc, "party"), wrong, "give one party one seat")
        holder.setdefault(seat.party, seat.id)


def _facts(parts: Parts) -> Iterator[Problem]:
    facts = {entry.value.id: entry.value for entry in parts.facts}
    superseder: dict[str, str] = {}
    for entry in parts.facts:
        fact = entry.value
        if isinstance(fact.value, float) and not math.isfinite(fact.value):
            yield parts.problem((*entry.loc, "value"), "the value is not a finite number", "write a number")
        if fact.disclosure != "public":
            for key, value in (("ground", fact.ground), ("ground_rule", fact.ground_rule)):
                if value is None:
                    wrong = f"a fact of the class '{fact.disclosure}' is withheld without '{key}'"
                    yield parts.problem(entry.loc, wrong, f"add '{key}', or write 'disclosure: public'")
        if fact.superseded_by in facts:
            yield from _superseding(parts, entry, facts[fact.superseded_by], superseder)


def _superseding(parts: Parts, entry: Entry[Fact], successor: Fact, superseder: dict[str, str]) -> Iterator[Problem]:
    loc, fact = (*entry.loc, "superseded_by"), entry.value
    known = [slot.value.id for slot in parts.slots]
    if successor.slot != fact.slot and fact.slot in known and successor.slot in known:
        wrong = f"{quoted(successor.id)} is a fact of the slot {quoted(successor.slot)}, not {quoted(fact.slot)}"
        yield parts.problem(loc, wrong, "name a fact of the same slot")
    elif successor.id == fact.id:
        yield parts.problem(loc, "the fact supersedes itself", "name the fact that takes its place, or remove the key")
    elif successor.true_from <= fact.true_from:
        wrong = (
            f"{quoted(successor.id)} is true from {show_moment(successor.true_from)}, "
            f"not later than {show_moment(fact.true_from)}"
        )
        yield parts.problem(loc, wrong, "name a fact that becomes true later")
    if successor.id in superseder:
        wrong = f"{quoted(successor.id)} already supersedes {quoted(superseder[successor.id])}"
        yield parts.problem(loc, wrong, "let one fact take the place of one other")
    superseder.setdefault(successor.id, fact.id)


def _narratives(parts: Parts) -> Iterator[Problem]:
    followed = [entry.value.narrative for entry in parts.claims]
    all_read = len(followed) == len(_list(parts, "claims"))
    for entry in parts.narratives:
        count = followed.count(entry.value.id)
        if entry.value.kind == "rumour" and count != 1 and (all_read or count > 1):
            wrong = f"a narrative of kind 'rumour' follows one claim, and {count} claims name this one"
            yield parts.problem(
                (*entry.loc, "kind"), wrong, "name it in one claim, or choose the kind 'concern' or 'fact'"
            )


def _list(parts: Parts, section: str) -> list[object]:
    written = parts.document.at((section,))
    return written if isinstance(written, list) else []


def _claims(parts: Parts) -> Iterator[Problem]:
    for entry in parts.claims:
        claim = entry.value
        last = claim.starts
        for index, change in enumerate(claim.turns):
            if change.at <= last:
                wrong = f"the truth changes at {show_moment(change.at)}, not later than {show_moment(last)}"
                yield parts.problem(
                    (*entry.loc, "turns", index, "at"), wrong, "put the turns after the start, in order"
                )
            last = max(last, change.at)
        if claim.surfaces is not None and claim.surfaces < claim.starts:
            wrong = f"the truth surfaces at {show_moment(claim.surfaces)}, before the claim starts"
            yield parts.problem((*entry.loc, "surfaces"), wrong, f"write a moment from {show_moment(claim.starts)}")


def _disposals(parts: Parts) -> Iterator[Problem]:
    after = {entry.value.id: entry.value.after for entry in parts.disposals}
    for entry in parts.disposals:
        for narrative, share in entry.value.solves.items():
            if not 0 < share <= 1:
                wrong = f"the share {share:g} is out of range"
                yield parts.problem((*entry.loc, "solves", narrative), wrong, "write a number above 0 and up to 1")
        if _waits_for_itself(entry.value.id, after):
            wrong = f"{quoted(entry.value.id)} waits, through 'after', for itself"
            yield parts.problem((*entry.loc, "after"), wrong, "break the circle")


def _waits_for_itself(start: str, after: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = list(after[start])
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting += after.get(name, ())
    return False


def _injects(parts: Parts) -> Iterator[Problem]:
    played = {entry.value.party for entry in parts.seats}
    for entry in parts.injects:
        yield from _when(parts, entry)
        for index, effect in enumerate(entry.value.effects):
            loc = (*entry.loc, "effects", index)
            if effect.do == "reveal" and not entry.value.to:
                yield parts.problem(loc, "facts are revealed, but the inject goes to no seat", "name seats under 'to'")
            if effect.do == "other_body_says":
                if effect.party in played:
                    wrong = f"{quoted(effect.party)} has a seat and speaks for itself"
                    yield parts.problem((*loc, "party"), wrong, "name a party without a seat")
                if isinstance(effect.value, float) and not math.isfinite(effect.value):
                    yield parts.problem((*loc, "value"), "the value is not a finite number", "write a number")


def _when(parts: Parts, entry: Entry[Inject]) -> Iterator[Problem]:
    when, loc = entry.value.when, (*entry.loc, "when")
    named = [
        key
        for key, given in (("at", when.at), ("if", when.if_), ("reserve", when.reserve or None))
        if given is not None
    ]
    if len(named) != 1:
        wrong = f"{' and '.join(repr(key) for key in named)} are both given" if named else "nothing says when it fires"
        yield parts.problem(loc, wrong, "give one of 'at', 'if' and 'reserve: true'")
    windowed = [key for key, given in (("after", when.after != 0), ("before", when.before is not None)) if given]
    if windowed and when.if_ is None:
        wrong = f"'{windowed[0]}' is the window of a condition, and there is none"
        yield parts.problem((*loc, windowed[0]), wrong, "add 'if', or remove it")
    elif when.before is not None and when.before <= when.after:
        wrong = f"the window closes at {show_moment(when.before)} and opens at {show_moment(when.after)}"
        yield parts.problem((*loc, "before"), wrong, "write a moment after it opens")


def _orders(parts: Parts) -> Iterator[Problem]:
    for entry in parts.injects:
        order, loc = entry.value.order, (*entry.loc, "order")
        if order is None:
            continue
        if not entry.value.to:
            yield parts.problem(loc, "an order goes to no seat", "name the seat under 'to'")
        if order.wants == "refer_critics" and order.claim is None:
            yield parts.problem(loc, "an order to hand critics over lacks 'claim'", "add 'claim': what they say")
        if order.wants == "refer_critics" and order.lawful:
            yield parts.problem(loc, "an order to hand critics over is called lawful", "write 'lawful: false' (R22)")
        if order.wants == "refer_critics" and not any(p.value.kind == "public_security" for p in parts.parties):
            yield parts.problem(loc, "critics are to be handed over, and no police takes part", "add the party")
        if order.legal_ground is not None and not order.lawful:
            yield parts.problem(
                (*loc, "legal_ground"), "an unlawful order has no legal ground", "remove 'legal_ground'"
            )
        if order.withdrawn and order.lawful:
            wrong = "a lawful order is not dropped when its ground is asked for"
            yield parts.problem((*loc, "withdrawn"), wrong, "remove 'withdrawn', or write 'lawful: false'")
        if order.wants == "lower_figure":
            for key, value in (("slot", order.slot), ("value", order.value)):
                if value is None:
                    yield parts.problem(loc, f"a wish to lower a figure lacks '{key}'", f"add '{key}'")


def _suggestions(parts: Parts) -> Iterator[Problem]:
    for entry in parts.injects:
        inject, loc = entry.value, (*entry.loc, "suggestion")
        if inject.suggestion is None:
            continue
        if not inject.to:
            yield parts.problem(loc, "a suggestion goes to no seat", "name the seat under 'to'")
        if inject.order is not None:
            yield parts.problem(loc, "one document gives an order and makes a suggestion", "make two injects of it")


def _conditions(parts: Parts) -> Iterator[Problem]:
    orders = {entry.value.id for entry in parts.injects if entry.value.order is not None}
    injects = {entry.value.id for entry in parts.injects}
    conditions = [((*entry.loc, "when", "if"), entry.value.when.if_) for entry in parts.injects]
    conditions += [((*entry.loc, "if"), entry.value.if_) for entry in parts.epilogue]
    for loc, condition in conditions:
        if condition is not None and condition.is_ == "order_obeyed" and condition.inject in injects - orders:
            wrong = f"the inject {quoted(condition.inject)} gives no order"
            yield parts.problem((*loc, "inject"), wrong, "name an inject that has 'order'")
