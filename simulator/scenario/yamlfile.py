"""Reads one YAML file written by people. Whatever the file is (missing, huge, binary, a bomb, merely
mistyped), the answer is either what it says, or one error that lists every problem with its line, its
field and what would be right.
"""

from __future__ import annotations

import stat
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from simulator.errors import BadInputError, NotFoundError
from simulator.scenario.validation import problems_of
from simulator.scenario.yamltext import Document, listing, parse_yaml, quoted, refuse

__all__ = ["Document", "check", "parse_yaml", "quoted", "read_text", "read_yaml"]

M = TypeVar("M", bound=BaseModel)


def read_yaml(path: Path | Traversable, *, max_bytes: int = 2_000_000, name: str | None = None) -> Document:
    """Read a YAML file of at most ``max_bytes`` bytes; ``name`` is what messages call it (default: its path).

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it cannot be read as one YAML document of the plain core; every problem is listed.
    """
    document = parse_yaml(read_text(path, max_bytes=max_bytes, name=name), name or str(path))
    if document.problems:
        raise BadInputError(listing(document.file, document.problems))
    return document


def check(document: Document, model: type[M]) -> M:
    """The document's data as ``model``.

    Raises:
        BadInputError: the data is not as the model says; every problem is listed with line, field and remedy.
    """
    try:
        value = model.model_validate(document.data)
    except ValidationError as error:
        found = problems_of(error, document, model)
        raise BadInputError(listing(document.file, [*document.problems, *found])) from None
    if document.problems:
        raise BadInputError(listing(document.file, document.problems))
    return value


def read_text(path: Path | Traversable, *, max_bytes: int, name: str | None = None) -> str:
    """The text of a regular file in UTF-8, never reading more than ``max_bytes`` + 1 bytes.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it is no regular file, too large, not readable or not UTF-8.
    """
    file = name or str(path)
    try:
        if isinstance(path, Path):
            _check_regular(path, file, max_bytes)
        with path.open("rb") as stream:
            raw = stream.read(max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError(f"{quoted(file, 200)} does not exist; check the name and the folder") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "its name is not possible"
        refuse(file, None, f"the file cannot be read ({reason.lower()})", "name a readable YAML file")
    if len(raw) > max_bytes:
        _refuse_size(file, max_bytes)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        refuse(file, line, "the file is not text in UTF-8", "save it as a YAML text file in UTF-8")


def _check_regular(path: Path, file: str, max_bytes: int) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        refuse(file, None, "this is a folder, not a file", "name a YAML file in it")
    if not stat.S_ISREG(status.st_mode):
        refuse(file, None, "this is a device or pipe, not a file", "save the text in a file and name that")
    if status.st_size > max_bytes:
        _refuse_size(file, max_bytes)


def _refuse_size(file: str, max_bytes: int) -> NoReturn:
    refuse(
        file,
        None,
        f"the file is larger than {max_bytes:,} bytes",
        "split or shorten it; nothing of it was read",
    )
