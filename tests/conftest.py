"""Every test runs alone: an empty Podium folder, one time zone, one language, one width, no network."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def hermetic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the developer's machine leaks in, and nothing gets out."""
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise OSError(f"a test tried to reach {address[0]}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setenv("PODIUM_HOME", str(tmp_path / "podium-home"))
    for variable, value in (("TZ", "UTC"), ("LANG", "C.UTF-8"), ("COLUMNS", "100"), ("NO_COLOR", "1")):
        monkeypatch.setenv(variable, value)
    for variable in ("LC_ALL", "LANGUAGE", "FORCE_COLOR", "PODIUM_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(socket.socket, "connect", connect_locally)
    _read_zone()
    yield
    monkeypatch.undo()
    _read_zone()


def _read_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
