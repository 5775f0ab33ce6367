"""The house is in order: form, types, no trace of a machine, a reason for every dependency, a docstring for every room."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ("scenario", "rules", "message", "opinion", "record", "drill", "scoring")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """One tool over the repository."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked() -> list[Path]:
    """The files that git keeps, or all sources where the folder is no checkout."""
    listed = run("git", "ls-files", "-z")
    if listed.returncode != 0:
        return [path for path in ROOT.rglob("*") if path.suffix in (".py", ".yaml", ".md", ".toml")]
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
    ],
    ids=" ".join,
)
def test_a_tool_finds_nothing(command: tuple[str, ...]) -> None:
    """Lint, form and types, with the settings of pyproject.toml."""
    result = run(sys.executable, "-m", *command)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_names_a_machine() -> None:
    """Home folders, scratch folders and drive letters of the people who wrote it stay out."""
    place = re.compile(rb"/(?:home|Users|root)/[\w.-]+|/tmp/[\w.-]+|[A-Z]:\\\\?Users")
    found = {}
    for path in tracked():
        if path.name not in ("test_house.py", "requirements.lock") and (match := place.search(path.read_bytes())):
            found[str(path.relative_to(ROOT))] = match.group().decode()
    assert found == {}


def test_every_dependency_has_its_reason() -> None:
    """Each requirement in pyproject.toml stands on its line with a comment."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev|\w+) = \[\n(.*?)^\]", text.split("[tool.")[0], re.M | re.S)
    lines = [line.strip() for block in lists for line in block.splitlines() if line.strip().startswith('"')]
    assert len(lines) > 10
    assert [line for line in lines if not re.search(r"#\s*\w+.{8,}", line)] == []


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_every_module_opens_with_a_paragraph() -> None:
    """One that a newcomer can read: a sentence at least."""
    modules = _modules("simulator", "reports", "tui", "tests")
    silent = [
        str(m.relative_to(ROOT)) for m in modules if len(ast.get_docstring(ast.parse(m.read_text("utf-8"))) or "") < 20
    ]
    assert silent == []


def test_every_test_says_what_it_holds() -> None:
    """A line of docstring for each test."""
    mute = []
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node):
                mute.append(f"{path.name}::{node.name}")
    assert mute == []


def _iterates_over_a_set(node: ast.AST) -> bool:
    """Whether a loop or a comprehension runs over a set that is written there."""
    if not isinstance(node, ast.For | ast.comprehension):
        return False
    over = node.iter
    called = isinstance(over, ast.Call) and isinstance(over.func, ast.Name) and over.func.id in ("set", "frozenset")
    return called or isinstance(over, ast.Set | ast.SetComp)


def test_the_core_never_runs_over_a_set_nor_asks_the_time() -> None:
    """No order that follows a salted hash, no wall clock, no global randomness, no ``hash``."""
    found = []
    for path in _modules(*(f"simulator/{room}" for room in CORE)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            asked = isinstance(node, ast.Attribute) and node.attr in (
                "now",
                "today",
                "utcnow",
                "monotonic",
                "perf_counter",
            )
            clock = asked and isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")
            hashed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("hash", "id")
            if _iterates_over_a_set(node) or clock or hashed:
                found.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}")
    assert found == []


def test_floats_of_the_core_are_summed_alike_everywhere() -> None:
    """``sum`` adds floats in another way from Python 3.12 on; a share in an event goes through ``fsum``.

    Shares are known by division: no ``sum(...)`` over a generator of ``share`` or ``part`` variables.
    """
    wrong = []
    for path in _modules(*(f"simulator/{room}" for room in CORE)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            summed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum"
            if summed and isinstance(node.args[0], ast.GeneratorExp):
                element = node.args[0].elt
                if isinstance(element, ast.Name) and element.id in ("share", "part", "credit"):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []
