"""The openness ledger: for every fact, when it could have been known, when it was, when it was said, and on what ground it
was not; what went out while the law withheld it was leaked (DESIGN sections 6 and 11).
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.message.library import Library
from simulator.record import Event
from simulator.scoring.scorecard import OpennessRow


def openness(events: Sequence[Event], library: Library) -> list[OpennessRow]:
    """One row for each fact of the scenario, in the order in which they could be known."""
    known: dict[str, int] = {}
    published: dict[str, tuple[int, str, bool]] = {}
    for event in events:
        if event.kind == "fact_learned":
            known.setdefault(event.data["fact"], event.at)
        elif event.kind in ("published", "conference_held", "interview_given", "replied"):
            for verdict in event.data["reading"]["facts"]:
                if verdict["true"] or verdict["verdict"] == "supported":
                    leaked = verdict["verdict"] == "protected"
                    published.setdefault(verdict["fact"], (event.at, event.data["party"], leaked))
    rows = []
    for fact in library.facts.values():
        first = known.get(fact.id)
        said = published.get(fact.id)
        rows.append(
            OpennessRow(
                fact=fact.id,
                text=fact.text,
                owner=fact.owner,
                knowable=max(fact.true_from, fact.verification.from_),
                known=first,
                published=said[0] if said else None,
                published_by=said[1] if said else None,
                ground=fact.ground,
                late=said[0] - first if said and first is not None and not said[2] else None,
                leaked=said is not None and said[2],
            )
        )
    return sorted(rows, key=lambda row: (row.knowable, row.fact))
