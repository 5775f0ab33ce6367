"""The rings hold: by the contracts on our imports, and by what a fresh interpreter really loads."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ("scenario", "rules", "message", "opinion", "record", "drill", "scoring")
TERMINAL = ("textual", "rich", "click", "matplotlib", "jinja2", "faker")
SHELL = ("asyncio", "socket", "ssl", "sqlite3", "multiprocessing")
BROUGHT_BY = {
    "numpy": "import numpy",
    "simpy": "import simpy",
    "pydantic": "import pydantic; pydantic.create_model('Anything')",
}
"""Third-party packages of the core and what a use of them loads: pydantic's first model looks for plug-ins through
importlib.metadata, which loads ``email`` and with it ``socket``. That is theirs; our own imports stand under the contracts.
"""


@cache
def loaded_by(statement: str) -> frozenset[str]:
    """Modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return frozenset(run.stdout.split())


def test_the_contracts_hold() -> None:
    """import-linter keeps every contract of pyproject.toml."""
    from importlinter.cli import lint_imports

    command = [
        sys.executable,
        "-c",
        f"import sys; from {lint_imports.__module__} import lint_imports as l; sys.exit(l())",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


@pytest.mark.parametrize("room", CORE)
def test_a_core_room_loads_no_terminal(room: str) -> None:
    """Nor a report's library, nor an invented name's."""
    assert not [name for name in TERMINAL if name in loaded_by(f"import simulator.{room}")]


@pytest.mark.parametrize("room", CORE)
def test_a_core_room_brings_no_shell_of_its_own(room: str) -> None:
    """Sockets, event loops and databases are there only where a third-party package of the core brings them."""
    loaded = loaded_by(f"import simulator.{room}")
    brought = loaded_by("; ".join(BROUGHT_BY[name] for name in BROUGHT_BY if name in loaded))
    assert not [name for name in SHELL if name in loaded and name not in brought]


def test_the_record_is_light() -> None:
    """A client that joins a drill loads neither SimPy nor numpy."""
    loaded = loaded_by("import simulator.record")
    assert "pydantic" in loaded
    assert not [name for name in ("simpy", "numpy", "simulator.drill", "simulator.opinion.field") if name in loaded]


def test_help_is_quick() -> None:
    """``podium --help`` loads no array library, no validation and no figures."""
    code = "import sys\nfrom tui.cli import main\nsys.argv = ['podium', '--help']\ntry: main()\nexcept SystemExit: pass"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint('LOADED', *sys.modules, file=sys.stderr)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "play" in run.stdout
    loaded = run.stderr.split("LOADED")[1].split()
    assert not [name for name in ("numpy", "pydantic", "matplotlib", "simpy", "textual") if name in loaded]


def test_the_check_of_what_is_loaded_can_fail() -> None:
    """A statement that loads a socket is seen to."""
    assert "socket" in loaded_by("import socket")
    assert "socket" not in loaded_by("pass")
