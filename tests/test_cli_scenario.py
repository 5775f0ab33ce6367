"""The command line: `podium scenario`, exit codes, and the one place where errors end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from test_scenario_load import small, write

from simulator.errors import UnavailableError
from simulator.scenario.load import load_scenario
from tui import cli
from tui.text import cells, fit, pad, plain

ROOT = Path(__file__).parent.parent


def podium(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one command."""
    code = cli.run(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_list_names_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    """Id, title, difficulty, minutes, level and seats."""
    code, out, _ = podium(capsys, "scenario", "list")
    assert code == 0
    for word in ("canteen", "difficulty", "minutes", "level IV", "education"):
        assert word in out


def test_list_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """One object for each scenario."""
    code, out, _ = podium(capsys, "scenario", "list", "--json")
    (canteen,) = [row for row in json.loads(out) if row["id"] == "canteen"]
    assert code == 0
    assert canteen["level"] == ["IV"]
    assert canteen["title"].keys() == {"en", "zh"}
    assert canteen["digest"] == load_scenario("canteen").digest


@pytest.mark.parametrize(("language", "title"), [("en", "Facts over time"), ("zh", "事实")])
def test_show_is_the_trainers_page(capsys: pytest.CaptureFixture[str], language: str, title: str) -> None:
    """Every fact, claim, inject and question is on it, in that language, within the width."""
    code, out, _ = podium(capsys, "scenario", "show", "canteen", "--lang", language)
    scenario = load_scenario("canteen").scenario
    assert code == 0
    assert title in out
    for entry in (*scenario.facts, *scenario.claims, *scenario.injects, *scenario.questions, *scenario.seats):
        assert entry.id in out
    assert max(cells(line) for line in out.splitlines()) <= 104


def test_show_as_data_is_the_scenario_itself(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What is printed can be written to a file and loaded again."""
    code, out, _ = podium(capsys, "scenario", "show", "canteen", "--json")
    data = json.loads(out)
    assert code == 0
    path = tmp_path / "again.yaml"
    path.write_text(yaml.safe_dump(data["scenario"], allow_unicode=True), encoding="utf-8")
    assert load_scenario(str(path)).digest == data["digest"]


def test_check_of_a_clean_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on stdout, 0."""
    assert podium(capsys, "scenario", "check", "canteen")[:2] == (0, "")


def test_check_lists_mistakes_with_their_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A bad file ends with 3, each problem on its line."""
    data = small()
    data["facts"][0]["slot"] = "no_such"
    data["seats"][0]["stance"] = "helpful"
    path = write(tmp_path, data)
    code, out, err = podium(capsys, "scenario", "check", path)
    assert code == 3
    assert len(out.splitlines()) == 2
    assert all(line.startswith(f"{path}:") for line in out.splitlines())
    assert "2 problems" in err


def test_check_of_something_broken_ends_with_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Legal but broken is another exit code than wrong."""
    code, out, _ = podium(capsys, "scenario", "check", write(tmp_path, {**small(), "questions": []}))
    assert code == 1
    assert "no journalist asks anything" in out


def test_check_of_nothing_ends_with_4(capsys: pytest.CaptureFixture[str]) -> None:
    """A missing scenario is told, and the others are still checked."""
    code, out, err = podium(capsys, "scenario", "check", "canten", "canteen")
    assert code == 4
    assert "did you mean canteen?" in out
    assert "canteen: no problem" in err


def test_check_as_data(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A list of problems, with their kind."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("podium: 1\npodium: 2\n", encoding="utf-8")
    code, out, _ = podium(
        capsys, "scenario", "check", "--json", str(bad), write(tmp_path, {**small(), "questions": []})
    )
    rows = json.loads(out)
    assert code == 3
    assert {row["kind"] for row in rows} == {"mistake", "lint"}
    assert all(row.keys() == {"file", "line", "field", "wrong", "right", "kind"} for row in rows)
    assert podium(capsys, "scenario", "check", "--json", "canteen")[1].strip() == "[]"


def test_schema_speaks_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Keys are as they are written in a file, moments are texts."""
    code, out, _ = podium(capsys, "scenario", "schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "if" in schema["$defs"]["Once"]["properties"]
    assert schema["$defs"]["Clock"]["properties"]["opens"]["type"] == "string"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["scenrio"], 2),
        (["scenario", "show"], 2),
        (["scenario", "show", "--lang", "fr", "x"], 2),
        ([], 2),
        (["scenario", "show", "nope"], 4),
    ],
)
def test_wrong_commands_have_their_codes(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int) -> None:
    """One clear text on stderr, nothing on stdout."""
    found, out, err = podium(capsys, *arguments)
    assert (found, out) == (code, "")
    assert err.strip()
    assert "Traceback" not in err


def test_a_bad_file_shows_the_first_problems(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A command that needs the file lists fifty and counts the rest."""
    path = tmp_path / "bad.yaml"
    path.write_text("".join(f"key{n}: 1\n" for n in range(300)), encoding="utf-8")
    code, _, err = podium(capsys, "scenario", "show", str(path))
    assert code == 3
    assert len(err.splitlines()) == cli.SHOWN_PROBLEMS + 1
    assert "more" in err.splitlines()[-1]


def test_words_from_files_cannot_act_on_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Escapes in names and values are shown, not sent."""
    path = tmp_path / "bad.yaml"
    path.write_text('"a\\e[2J": "\\u202e"\n', encoding="utf-8")
    for arguments in (["show", str(path)], ["check", str(path)], ["show", "x\x1b[31m"]):
        _, out, err = podium(capsys, "scenario", *arguments)
        assert "\x1b" not in out + err
        assert "\u202e" not in out + err


def replaced_by(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the command ``scenario list`` raise this error."""

    def fail() -> None:
        raise error

    command = click.Group("scenario", commands={"list": click.Command("list", callback=fail)})
    monkeypatch.setattr("tui.commands.scenario.scenario", command)


def test_a_fault_of_ours_goes_into_a_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The user reads one sentence with the path; the traceback is in the file."""
    replaced_by(monkeypatch, RuntimeError("inner detail"))
    code, out, err = podium(capsys, "scenario", "list")
    path = Path(os.environ["PODIUM_HOME"]) / "podium-error.log"
    assert (code, out) == (1, "")
    assert str(path) in err
    assert "Traceback" not in err
    assert "inner detail" in path.read_text(encoding="utf-8")


def test_what_a_user_can_mend_is_its_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error's own exit code is the command's."""
    replaced_by(monkeypatch, UnavailableError("the drill is closed; start another"))
    assert podium(capsys, "scenario", "list") == (5, "", "podium: the drill is closed; start another\n")


def test_an_interrupt_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C says nothing and ends with 130."""
    replaced_by(monkeypatch, KeyboardInterrupt())
    code, out, err = podium(capsys, "scenario", "list")
    assert (code, out, err.strip()) == (130, "", "")


def in_process(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    """One run of Python in the repository's folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False, **more
    )  # type: ignore[call-overload, no-any-return]


def test_help_imports_nothing_heavy() -> None:
    """The help knows the commands without loading what they need."""
    code = (
        "import sys; from tui import cli; cli.run(['--help']);"
        "heavy = ('pydantic', 'numpy', 'yaml', 'simpy', 'textual', 'rich', 'matplotlib', 'simulator.rules');"
        "print([name for name in heavy if name in sys.modules])"
    )
    found = in_process("-c", code)
    assert found.returncode == 0
    assert found.stdout.splitlines()[-1] == "[]"
    assert "scenario" in found.stdout


def test_a_reader_that_has_gone_is_no_error() -> None:
    """``podium scenario schema | head`` ends in silence."""
    read, written = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tui.cli", "scenario", "schema"]
    found = subprocess.run(command, cwd=ROOT, env=environment, stdout=written, stderr=subprocess.PIPE, check=False)
    os.close(written)
    assert (found.returncode, found.stderr) == (0, b"")


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """It names the program."""
    code, out, _ = podium(capsys, "--version")
    assert code == 0
    assert out.startswith("podium")


def test_text_for_the_terminal_is_harmless_and_measured() -> None:
    """Control characters are visible, Chinese counts two cells, cutting never exceeds the width."""
    assert plain("a\x1b[0m\u202eb\tc\nd\x85") == "a\\x1b[0m\\u202eb    c\nd\\x85"
    assert cells("舆情ab") == 6
    assert fit("舆情处置单", 6) == "舆情…"
    assert fit("ab", 6) == "ab"
    assert fit("abc", 0) == ""
    assert pad("舆情", 6) == "舆情  "
    assert [cells(pad("舆情处置单x", width)) for width in range(1, 14)] == list(range(1, 14))
