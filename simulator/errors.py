"""One exception family. Everything that a user can mend is a :class:`PodiumError`: one clear sentence that names the
thing, the place and the remedy, and the exit code that the command line ends with. Anything else is a fault of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ends (DESIGN section 8)."""

    DONE = 0
    """The command did what was asked."""
    CHECK_FAILED = 1
    """A check ran and found something wrong."""
    USAGE = 2
    """The command line itself was wrong."""
    BAD_INPUT = 3
    """A file that was read is not as it should be."""
    NOT_FOUND = 4
    """A named scenario, rulebook, drill or file does not exist."""
    UNAVAILABLE = 5
    """The request was understood and refused, or something that it needs is missing."""


class PodiumError(Exception):
    """Something that the user can mend; its text is one sentence fit for the user's eyes."""

    exit_code: ExitCode = ExitCode.CHECK_FAILED


class UsageError(PodiumError):
    """The request itself does not make sense."""

    exit_code = ExitCode.USAGE


class NotFoundError(PodiumError):
    """The named thing does not exist; the sentence says what does."""

    exit_code = ExitCode.NOT_FOUND


class UnavailableError(PodiumError):
    """The request is refused, or needs something that is not there."""

    exit_code = ExitCode.UNAVAILABLE


class CheckFailedError(PodiumError):
    """A check ran to its end and failed."""

    exit_code = ExitCode.CHECK_FAILED


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file."""

    file: str
    """The file as the user named it."""
    line: int | None
    """Line of the mistake, from 1; None where the file as a whole is meant."""
    field: str
    """Path of the field, such as ``facts[3].owner``; empty for the file as a whole."""
    wrong: str
    """What is wrong, as a clause."""
    right: str
    """What would be right, as a clause."""

    def __str__(self) -> str:
        """One line: file, line, field, what is wrong, what would be right."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        field = f" {self.field}:" if self.field else ""
        return f"{place}:{field} {self.wrong}; {self.right}"


class BadInputError(PodiumError):
    """A file that was read holds mistakes; all of them are listed in ``problems``."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem; the text lists one a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
