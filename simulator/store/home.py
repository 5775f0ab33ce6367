"""Where Podium keeps what it remembers: the folder that ``PODIUM_HOME`` names, otherwise the platform's own
data folder for the user. The drill store, its seal key and the debriefs lie there.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "PODIUM_HOME"
"""Environment variable that moves Podium's folder."""


def home() -> Path:
    """Podium's data folder; it need not exist yet."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir("podium", appauthor=False))
