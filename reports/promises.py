"""The ledger of promises: each next word that was promised in public, by whom, for when, and what became of it (R86)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.labels import labels
from reports.names import Names
from simulator.record import Event


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise."""

    owner: str
    made: str
    due: str
    state: str
    """Kept, lapsed or still open, in words; kept with its moment."""
    evidence: tuple[int, ...]
    """Events that made and closed it."""


def promises(events: Sequence[Event], names: Names) -> tuple[PromiseRow, ...]:
    """The promises of a drill in the order in which they were made."""
    t = labels(names.language)
    closed = {event.data["word"]: event for event in events if event.kind in ("promise_kept", "promise_broken")}
    rows = []
    for event in events:
        if event.kind != "promise_made":
            continue
        end = closed.get(event.data["word"])
        if end is None:
            state = t["promise_open"]
        elif end.kind == "promise_kept":
            state = names.aside(t["promise_kept"], names.moment(end.at // 60 * 60))
        else:
            state = t["promise_lapsed"]
        owner, made = names.short_party(event.data["party"]), names.moment(event.at // 60 * 60)
        evidence = tuple(one.seq for one in (event, end) if one is not None)
        rows.append(PromiseRow(owner, made, names.moment(event.data["due"]), state, evidence))
    return tuple(rows)
