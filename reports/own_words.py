"""What was found in a word that somebody wrote in own words: its grade, and each reason for it with the words that decided,
in the page's language. Of words that stand on citations nothing is told here, for nobody has read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from reports.literal import excerpt, visible
from reports.names import Names
from simulator.message.explain import Finding, findings_of
from simulator.message.library import Library
from simulator.record import Board, Message, Record, Word
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language

SHOWN: Final = 160
"""Characters of a quotation beside a finding."""
BEGINNING: Final = 30
"""Characters by which a quotation inside a sentence is known, for it may be shortened further on."""
Kind = Literal["gate", "gap", "good"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding as it is told."""

    kind: Kind
    """What caps the word, what it lacks, or what went well."""
    name: str
    """The criterion or gate."""
    message: str
    quote: str
    """The words that decided, where the sentence does not quote them itself."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the words of one text came to."""

    grade: int
    """0 to 4."""
    reasons: tuple[Reason, ...]
    """Gates first, then the gaps, the costliest first, then what went well."""


class OwnWords:
    """Reads out what was found in the own words of one scenario's drills, in one language."""

    def __init__(self, scenario: Scenario, names: Names) -> None:
        """Nothing is looked up before the first text in own words."""
        self._scenario, self._names = scenario, names

    @cached_property
    def _library(self) -> Library:
        return Library.of(self._scenario)

    def of(self, word: Word) -> Judged | None:
        """What a public word or an answer came to; None where it was not written in own words."""
        if not word.message.own_words:
            return None
        return judged_of(word.reading, words_of(word.message), self._library, self._names.language)

    def answers(self, data: Mapping[str, Any]) -> list[tuple[str, Judged]]:
        """The answers in own words that an interview's event holds, each with its question."""
        own = [one for one in data.get("answers", ()) if one.get("own_words")]
        return [(one["question"], judged) for one in own if (judged := self.answer(one)) is not None]

    def answer(self, data: Mapping[str, Any]) -> Judged | None:
        """What an answer to a journalist came to, by the data of its event; None where it was not in own words."""
        if not data.get("own_words"):
            return None
        reading = data["reading"]
        tripped = [{name: value for name, value in gate.items() if name != "question"} for gate in reading["tripped"]]
        text = next(iter(data["text"].values()))
        return judged_of({**reading, "tripped": tripped}, text, self._library, self._names.language)

    def written_by(self, record: Record, seat: str) -> list[tuple[Word, Judged]]:
        """The words and answers that a seat put out in own words, in order."""
        board = Board.of(record.events)
        words: Sequence[Word] = sorted([*board.words, *board.replies], key=lambda word: word.seq)
        told = [(word, self.of(word)) for word in words if word.seat == seat]
        return [(word, judged) for word, judged in told if judged is not None]


def words_of(message: Message) -> str:
    """The words of a message that was written in own words; it has one language."""
    return next(iter(message.text.values()))


def judged_of(
    reading: Mapping[str, Any], text: str, library: Library, language: Language, *, key: bool = True
) -> Judged:
    """A reading with the words that were read; ``key`` as in :func:`findings_of`.

    What the answers at a conference tripped is told with them: its words are none of the opening statement's.
    """
    own = [gate for gate in reading["tripped"] if "question" not in gate]
    found = findings_of({**reading, "tripped": own}, text, library, language, key=key)
    return Judged(reading["grade"], tuple(_reason(finding) for finding in found))


def _reason(finding: Finding) -> Reason:
    kind: Kind = "gate" if finding.is_gate else "gap" if finding.level < 2 else "good"
    told = " ".join(finding.quote.split())[:BEGINNING] in finding.message
    return Reason(kind, finding.name, visible(finding.message), "" if told else excerpt(finding.quote, SHOWN))
