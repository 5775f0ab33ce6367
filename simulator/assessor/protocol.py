"""What every assessor of texts has in common: it is given some words with their circumstances and gives a grade with the
levels that it comes from. The rule-based assessor is the one that counts; it wraps the scorer and remembers its last texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from simulator.message.assess import Assessment
from simulator.message.assess import Assessor as Scorer
from simulator.message.labelled import AssessedForm
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its circumstances."""

    text: str
    at: int
    """Moment in seconds from T+0."""
    form: AssessedForm
    party: str
    question: str | None = None
    """Id of the concern or of the journalist's question that it answers."""
    language: Language | None = None
    """Language of the findings; None for the text's own."""


class Judgement(Protocol):
    """What any assessor makes of a text."""

    @property
    def grade(self) -> int | None:
        """0 to 4; None where it gives no grade."""

    @property
    def score(self) -> int | None:
        """0 to 100; None where it gives no grade."""


class Assessor(Protocol):
    """Judges texts of one scenario."""

    def assess(self, words: Words) -> Judgement:
        """What it makes of a text.

        Raises:
            NotFoundError: the scenario has no such party, concern or question.
            UsageError: the moment lies outside the scenario, or the text is too long.
        """


@dataclass(frozen=True, slots=True)
class RuleJudgement:
    """The grade that counts, with its reasons."""

    assessment: Assessment

    @property
    def grade(self) -> int:
        """0 to 4."""
        return int(self.assessment.reading["grade"])

    @property
    def score(self) -> int:
        """0 to 100."""
        return int(self.assessment.reading["score"])


@dataclass(slots=True)
class RuleAssessor:
    """The default assessor: the scenario's facts and the rubric, without any model."""

    scenario: Scenario
    _scorer: Scorer | None = None
    _last: dict[Words, RuleJudgement] = field(default_factory=dict)

    def assess(self, words: Words) -> RuleJudgement:
        """The grade by the rules; the last text is not read twice."""
        if words not in self._last:
            if self._scorer is None:
                self._scorer = Scorer(self.scenario)
            found = self._scorer.assess(
                words.text,
                at=words.at,
                form=words.form,
                party=words.party,
                question=words.question,
                language=words.language,
            )
            self._last = {words: RuleJudgement(found)}
        return self._last[words]
