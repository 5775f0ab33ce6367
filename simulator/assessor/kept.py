"""Replies of endpoints, kept in Podium's folder so that an opinion can be read again without the endpoint, or in a year when
the model is gone. One file for each request, named by its hash, with a line of JSON for each reply; lines are only added.
A reply may quote words of the text; the whole text and the key are not kept.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from simulator.errors import UnavailableError

FOLDER: Final = "second-opinions"
"""Folder of the kept replies, in Podium's folder."""
LARGEST: Final = 16 * 2**20
"""Bytes of a file of replies that are read."""


@dataclass(frozen=True, slots=True)
class KeptReply:
    """One reply with what it takes to know where it is from."""

    model: str
    prompt: str
    """Hash of the request."""
    reply: str


@dataclass(frozen=True, slots=True)
class Replies:
    """The kept replies of one Podium folder."""

    home: Path

    def keep(self, reply: KeptReply) -> bool:
        """Add a reply; returns whether that was possible. Where it is not, the opinion itself is no worse."""
        line = json.dumps(asdict(reply), ensure_ascii=True, sort_keys=True) + "\n"
        place = self._place(reply.prompt)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(line.encode())
        except OSError:
            return False
        return True

    def last(self, prompt: str, model: str | None) -> KeptReply:
        """The newest reply to a request, of one model or, where only one was asked, of that.

        Raises:
            UnavailableError: there is none, or several models replied and none is named.
        """
        kept = self._read(prompt)
        models = list(dict.fromkeys(one.model for one in kept))
        if model is None and len(models) > 1:
            raise UnavailableError(
                f"several models gave a second opinion on this text ({', '.join(models)}); name one with --llm-model"
            )
        found = [one for one in kept if model in (None, one.model)]
        if not found:
            whose = "" if model is None else f" of {model}"
            raise UnavailableError(
                f"no second opinion{whose} on this text as it stands is kept; ask for one without --reread"
            )
        return found[-1]

    def _read(self, prompt: str) -> list[KeptReply]:
        """Every whole line of a file; what is damaged is passed over."""
        try:
            with self._place(prompt).open("rb") as file:
                lines = file.read(LARGEST).splitlines()
        except OSError:
            return []
        found = []
        for line in lines:
            try:
                data = json.loads(line)
                one = KeptReply(model=data["model"], prompt=data["prompt"], reply=data["reply"])
            except (ValueError, TypeError, KeyError, RecursionError):
                continue
            if one.prompt == prompt and isinstance(one.model, str) and isinstance(one.reply, str):
                found.append(one)
        return found

    def _place(self, prompt: str) -> Path:
        return self.home / FOLDER / f"{prompt}.jsonl"
