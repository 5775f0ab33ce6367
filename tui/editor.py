"""The trainee's own editor for a text: the one that VISUAL or EDITOR names gets the text as a file of its own, and what it
saves comes back, made harmless like everything that is pasted.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from simulator.errors import UnavailableError
from tui.text import plain

LONGEST: Final = 60_000
"""Characters that are taken back; the longest text that can be sent is far shorter."""


def editor_of(environment: Mapping[str, str]) -> list[str] | None:
    """The command of the editor with its arguments; None where none is named that can be found."""
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environment.get(name, ""))
        except ValueError:
            continue  # a quotation mark without its partner names nothing
        if command and shutil.which(command[0]):
            return command
    return None


def edited(text: str, command: Sequence[str]) -> str:
    """The text as the editor leaves it.

    Raises:
        UnavailableError: the editor cannot be started, ends with an error, or the file cannot be written or read.
    """
    with tempfile.TemporaryDirectory(prefix="podium-") as folder:
        path = Path(folder) / "text.txt"
        try:
            path.write_text(text, encoding="utf-8")
            ended = subprocess.run([*command, os.fspath(path)], check=False).returncode
            back = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise UnavailableError(error.strerror or type(error).__name__) from error
    if ended:
        raise UnavailableError(f"{command[0]}: {ended}")
    return plain(back.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]).rstrip("\n")
