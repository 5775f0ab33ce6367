"""Assessing one text on its own, outside any drill: what the reader finds in it, judged by what was true at its moment and, by
the scenario's default times, known to its speaker and to the public (MESSAGE_SCORING, DESIGN decision 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from simulator.errors import NotFoundError, UsageError
from simulator.message.agreement import Judged
from simulator.message.answers import asked_by
from simulator.message.explain import Finding, findings_of
from simulator.message.labelled import AssessedForm, Labelled
from simulator.message.library import Library
from simulator.message.reading import grade_of, read
from simulator.message.text.bridge import message_from
from simulator.message.text.extract import Reader
from simulator.message.text.standing import Standing
from simulator.message.verdicts import Speaker
from simulator.record.actions import Form
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language

LONGEST: Final = 20_000
"""Characters of a text that are assessed; an official word holds at most 6,000."""

FORM_OF: Final[dict[str, Form]] = {
    "statement": "statement",
    "social": "social",
    "rebuttal": "rebuttal",
    "qa": "reply",
    "correction": "correction",
}
"""Form that is assessed -> form of an official word."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A graded text with its reasons."""

    reading: dict[str, Any]
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """The assessment as plain JSON values.

        Keys: ``grade`` (0 to 4), ``score`` (0 to 100), ``capped_by`` (the gate that holds the grade down, or null),
        ``criteria`` (name -> level, null where not applicable), ``gates``, ``findings``; for an answer also
        ``directness`` (0 to 2) and ``evasion``.
        """
        reading = self.reading
        caps = sorted(reading["tripped"], key=lambda gate: (gate["cap"], gate["gate"]))
        holding = [gate["gate"] for gate in caps if gate["cap"] < grade_of(reading["raw"])]
        found: dict[str, Any] = {
            "grade": reading["grade"],
            "score": reading["score"],
            "capped_by": holding[0] if holding else None,
            "criteria": reading["criteria"],
            "gates": reading["gates"],
            "findings": [finding.as_dict() for finding in self.findings],
        }
        for name in ("directness", "evasion"):
            if name in reading:
                found[name] = reading[name]
        return found


class Assessor:
    """Assesses texts of one scenario; what depends on the scenario alone is worked out once."""

    def __init__(self, scenario: Scenario) -> None:
        self._library = Library.of(scenario)
        self._reader = Reader.of(self._library)

    def assess(
        self,
        text: str,
        *,
        at: int,
        form: AssessedForm,
        party: str,
        question: str | None = None,
        language: Language | None = None,
    ) -> Assessment:
        """Read and judge a text.

        Args:
            text: what is said, in English, Chinese or both.
            at: moment in seconds from T+0.
            form: what kind of text it is; it sets the limit of length and what applies.
            party: the party that speaks.
            question: id of the concern or of the journalist's question that it answers.
            language: language of the findings; left out, that of most of the text.

        Raises:
            NotFoundError: the scenario has no such party, concern or question.
            UsageError: the moment lies outside the scenario, or the text is too long to be an official word.
        """
        library = self._library
        scenario = library.scenario
        parties = [known.id for known in scenario.parties]
        if party not in parties:
            raise NotFoundError(f"{scenario.id} has no party {party!r}; it has {', '.join(parties)}")
        if not scenario.clock.opens <= at <= scenario.clock.ends:
            span = f"{show_moment(scenario.clock.opens)} to {show_moment(scenario.clock.ends)}"
            raise UsageError(
                f"{show_moment(at)} lies outside {scenario.id}, which runs from {span}; give --at inside it"
            )
        if len(text) > LONGEST:
            raise UsageError(
                f"the text has {len(text):,} characters, and an official word at most {LONGEST:,}; shorten it"
            )
        speaker = Speaker(library.seat_of.get(party, party), party)
        standing = Standing.of(library, at)
        extraction = self._reader.extract(text, at)
        message = message_from(
            replace(extraction, text=_printable(text)),
            FORM_OF[form],
            self._reader,
            at,
            party=party,
            knows=lambda fact: standing.knows(speaker.seat, fact),
        )
        reading = read(
            message,
            speaker,
            at,
            ("news_portal",),
            library,
            standing,
            standing.ledger,
            text=extraction,
            asked=None if question is None else asked_by(question, library),
        )
        tongue: Language = language or ("zh" if extraction.zh_share >= 0.5 else "en")
        return Assessment(reading, tuple(findings_of(reading, text, library, tongue)))

    def assess_labelled(self, item: Labelled) -> Assessment:
        """Judge a labelled message as if nobody had labelled it."""
        return self.assess(item.text, at=item.at, form=item.form, party=item.party, question=item.question)


def _printable(text: str) -> str:
    """A text as a message may hold it: no control characters, and not empty."""
    kept = "".join(char for char in text if char in "\n\t" or char.isprintable())
    return kept[:6000] if kept.strip() else "-"


def judged(items: Sequence[Labelled]) -> list[Judged]:
    """Labelled messages beside what the scorer makes of them.

    Raises:
        NotFoundError: a message names a scenario, party or question that does not exist.
        BadInputError: a scenario file holds mistakes.
    """
    found = []
    for item in items:
        reading = _assessor(item.scenario).assess_labelled(item).reading
        caps = [gate["cap"] for gate in reading["tripped"]]
        found.append(
            Judged(
                id=item.id,
                scenario=item.scenario,
                language=item.lang,
                label=item.grade,
                label_gates=item.gates,
                grade=reading["grade"],
                raw=reading["raw"],
                cap=min(caps) if caps else None,
                gates=tuple(reading["gates"]),
            )
        )
    return found


@lru_cache(maxsize=16)
def _assessor(scenario: str) -> Assessor:
    from simulator.scenario.load import load_scenario

    return Assessor(load_scenario(scenario).scenario)
