"""Writes the golden records anew: ``python -m tests.refresh_golden`` from the folder of the repository. Do it only where a
change of what a drill says is meant, and say why in the commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from support_drill import auto
from support_golden import FOLDER, SEED, SKILLS, path_of, render


def main() -> None:
    """Play and write each golden record."""
    FOLDER.mkdir(exist_ok=True)
    for skill in SKILLS:
        path_of(skill).write_text(render(auto(skill, SEED)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
