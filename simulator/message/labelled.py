"""Messages that people have graded: the file format of a development or test set, and the label that follows from three
opinions, the author's and those of two graders who saw neither it nor each other's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from simulator.errors import BadInputError, NotFoundError, Problem
from simulator.scenario.moments import Moment
from simulator.scenario.text import Name, PartyId
from simulator.scenario.yamlfile import check, read_yaml

AssessedForm = Literal["statement", "social", "rebuttal", "qa", "correction"]
"""Form of a text that is assessed on its own; ``qa`` is an answer to a concern or to a journalist's question."""

Gate = Literal[
    "disclosure",
    "false_reassurance",
    "contradiction",
    "outdated",
    "premature",
    "interdept",
    "blame",
    "stuffing",
    "pasted",
    "template",
    "evasion",
]
"""A fault that caps the grade, whatever else is good (MESSAGE_SCORING section 6)."""

Criterion = Literal[
    "concerns",
    "evidence",
    "targeted",
    "known_unknown",
    "action",
    "clarity",
    "empathy",
    "rumour",
    "consistency",
    "updates",
]
"""What a message is graded on (MESSAGE_SCORING section 5)."""

MOST_BYTES: Final = 5_000_000


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Opinion(_Part):
    """What one person made of a message."""

    grade: int = Field(ge=0, le=4)
    failed: tuple[Criterion, ...] = Field(default=(), description="criteria that are not at their full level")
    gates: tuple[Gate, ...] = ()
    why: str = Field(default="", max_length=1000)


class Labelled(_Part):
    """One message, where and when it was said, and what three people made of it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,79}$")]
    scenario: Annotated[str, Field(min_length=1, max_length=400)]
    at: Moment
    form: AssessedForm
    party: PartyId
    question: Name | None = None
    lang: Literal["en", "zh", "mixed"]
    parallel: str | None = Field(default=None, description="id of the message that says the same in the other language")
    text: Annotated[str, Field(max_length=20_000)]
    author: Opinion | None = Field(default=None, description="what the author meant it to be")
    graders: dict[Name, Opinion] = Field(min_length=1, description="opinions of people who graded it blind")

    @property
    def grade(self) -> int:
        """The label: the median of the opinions; of an even number the lower of the two in the middle."""
        grades = sorted(opinion.grade for opinion in self.opinions())
        return grades[(len(grades) - 1) // 2]

    @property
    def gates(self) -> tuple[str, ...]:
        """Gates that more than half of the opinions name, in alphabetical order."""
        return self._named_by_most([opinion.gates for opinion in self.opinions()])

    @property
    def failed(self) -> tuple[str, ...]:
        """Criteria that more than half of the opinions find short of their full level, in alphabetical order."""
        return self._named_by_most([opinion.failed for opinion in self.opinions()])

    def opinions(self) -> list[Opinion]:
        """All opinions, the author's first."""
        return [*([self.author] if self.author else []), *self.graders.values()]

    @staticmethod
    def _named_by_most(named: Sequence[Sequence[str]]) -> tuple[str, ...]:
        every = sorted({name for names in named for name in names})
        return tuple(name for name in every if 2 * sum(name in names for names in named) > len(named))


class _Set(RootModel[tuple[Labelled, ...]]):
    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _is_a_list(cls, data: Any) -> Any:
        if not isinstance(data, list | tuple) or not data:
            raise ValueError("is not a list of messages; write one item per message")
        return data

    @model_validator(mode="after")
    def _ids_once(self) -> _Set:
        seen: set[str] = set()
        for item in self.root:
            if item.id in seen:
                raise ValueError(f"has the message {item.id} twice; give every message an id of its own")
            seen.add(item.id)
        return self


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """The messages of one file.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it is no list of labelled messages; every problem is listed with line, field and remedy.
    """
    return check(read_yaml(path, max_bytes=MOST_BYTES), _Set).root


def read_all(path: Path) -> tuple[Labelled, ...]:
    """The messages of a file, or of every ``.yaml`` file of a folder, in the order of the names.

    Raises:
        NotFoundError: there is no such file or folder, or the folder holds no such file.
        BadInputError: a file is no list of labelled messages, or an id stands in two of them.
    """
    if not path.is_dir():
        return read_labelled(path)
    files = sorted(path.glob("*.yaml"))
    if not files:
        raise NotFoundError(f"the folder {path} holds no .yaml file of labelled messages; name one that does")
    found: dict[str, Labelled] = {}
    for file in files:
        for item in read_labelled(file):
            if item.id in found:
                problem = Problem(
                    str(file), None, item.id, "the same id stands in two files", "give each message its own"
                )
                raise BadInputError([problem])
            found[item.id] = item
    return tuple(found.values())
