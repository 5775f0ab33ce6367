"""``podium verify`` as a person or a program calls it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import tui.commands.verify as command
from simulator.opinion import stepping
from simulator.opinion.theory import suite
from simulator.opinion.theory.lines import Effort, Line, near
from simulator.opinion.theory.matrices import read_matrix
from tui.cli import run

KEYS = ["id", "what", "target", "measured", "tolerance", "passed"]


@pytest.fixture(autouse=True)
def _few_checks(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A table of two checks, without the compiled kernel; the step is put back afterwards."""
    monkeypatch.setattr(suite, "CHECKS", {name: suite.CHECKS[name] for name in ("fixed points", "growth")})
    monkeypatch.setattr(suite, "HEAVY", ("growth",))
    yield
    stepping.use_reference()


def data(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The JSON on stdout, and nothing else there."""
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert all(list(line) == KEYS for line in found)
    return found


def test_the_table_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines in the order of the checks, whichever ended first; exit code 0 when all pass."""
    assert run(["verify", "--quick", "--json", "--reference"]) == 0
    lines = data(capsys)
    assert [line["id"] for line in lines][:2] == ["A1", "A4 left=0"]
    assert {line["id"].split()[0] for line in lines} == {"A1", "A4", "E6"}
    assert all(line["passed"] for line in lines)


def test_the_table_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Each line with what it must be and was, and a sum at the end."""
    assert run(["verify", "--quick", "--reference"]) == 0
    told = capsys.readouterr().out
    assert (
        "pass  A1: fixed point of theta = exp(-2(1-theta))\n      must be 0.20318787 within 1e-09; was 0.20318787"
        in told
    )
    assert told.rstrip().endswith("lines passed")


def test_a_failed_line_ends_with_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And is named in the sum."""
    wrong = [near("A1", "a wrong number", 1.0, 2.0, 0.1), near("A2", "a right one", 1.0, 1.0, 0.1)]

    def verify(_effort: Effort, _reference: bool, *, quiet: bool) -> list[Line]:
        return wrong

    monkeypatch.setattr(command, "_verify", verify)
    assert run(["verify", "--quick"]) == 1
    assert "1 of 2 lines failed: A1" in capsys.readouterr().out
    assert run(["verify", "--json"]) == 1
    assert [line["passed"] for line in data(capsys)] == [False, True]


def test_an_own_branching_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    """One line against the final size, in the same form."""
    assert run(["verify", "--n", "1.8", "--json", "--reference"]) == 0
    (line,) = data(capsys)
    assert line["id"] == "n=1.8"
    assert line["target"] == pytest.approx(0.7324, abs=2e-3)


def test_an_own_matrix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each segment."""
    (tmp_path / "own.csv").write_text("0.7,0.3\n0.4,0.6\n", encoding="utf-8")
    assert run(["verify", "--matrix", str(tmp_path / "own.csv"), "--n", "1.4", "--json", "--reference"]) == 0
    lines = data(capsys)
    assert [line["id"] for line in lines] == ["matrix n=1.4 segment 1", "matrix n=1.4 segment 2"]
    assert lines[0]["target"] > lines[1]["target"] > 0.4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "0.7, 0.3\n\n0.4,0.6\n"),
        ("a.yaml", "- [0.7, 0.3]\n- [0.4, 0.6]\n"),
        ("a.yml", "[[0.7, .3], [0.4, '0.6']]"),
    ],
)
def test_a_matrix_is_read_alike_from_csv_and_yaml(name: str, text: str, tmp_path: Path) -> None:
    """Rows of numbers, in any of the usual ways of writing them."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_matrix(tmp_path / name).tolist() == [[0.7, 0.3], [0.4, 0.6]]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("0.5,0.5\n1\n", "row 2: has 1 numbers; give 2"),
        ("0.5,0.6\n0.5,0.5\n", "row 1: sums to 1.1, not to 1"),
        ("1.5,-0.5\n0.5,0.5\n", "row 1: holds -0.5; every share must be finite and 0 or more"),
        ("nan,1\n0.5,0.5\n", "row 1: holds nan"),
        ("inf,0\n0.5,0.5\n", "row 1: holds inf"),
        ("half,0.5\n0.5,0.5\n", "row 1: holds 'half'; write numbers only"),
        ("", "has 0 rows; give 1 to 5"),
        ("1,0,0,0,0,0\n" * 6, "has 6 rows; give 1 to 5"),
        ("0" * 200_000, "is longer than 100,000 bytes"),
    ],
)
def test_a_wrong_matrix_is_one_sentence(
    text: str, wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shape, sign, sum and kind are checked before anything runs; exit code 3."""
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    assert run(["verify", "--matrix", str(path)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert wrong in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["{a: 1}", "1", "[1, 2]", "- [1, 2\n", "- [yes]", "\x00", "!!python/object:os.system [x]"]
)
def test_what_is_no_matrix_in_yaml(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other YAML, broken YAML and YAML that wants to be code are refused alike."""
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    assert run(["verify", "--matrix", str(path)]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("n", ["-1", "5.5", "nan", "inf"])
def test_a_senseless_branching_ratio_is_refused(n: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and the range that makes sense."""
    assert run(["verify", f"--n={n}"]) == 2
    assert "from 0 to 5" in capsys.readouterr().err


def test_a_missing_matrix_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 4."""
    assert run(["verify", "--matrix", str(tmp_path / "none.csv")]) == 4
    assert "none.csv" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 5, and no figure is lost after minutes of work."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["verify", "--quick", "--figures", str(tmp_path / "file" / "figures")]) == 5
    assert "another with --figures" in capsys.readouterr().err


def test_the_figures_are_drawn_in_grey_with_units(tmp_path: Path) -> None:
    """Each figure as PNG and SVG, the same bytes each time, in shades of grey, with a title and units on its axes."""
    import numpy as np

    from reports.verification import FIGURES, draw_all
    from simulator.opinion.theory.series import IMPULSES, SIZES, Series

    rng = np.random.default_rng(1)
    law = 0.5 ** np.arange(1, SIZES + 1)
    edges = np.geomspace(0.25, 24.0, 17)
    fall = dict.fromkeys(IMPULSES, 1.0 / edges[1:])
    series = Series(
        ratios=np.array([0.9, 1.5, 3.0]),
        sizes=rng.random((3, 5)),
        cluster_shares={0.5: law, 0.7: law},
        cluster_theory={0.5: law, 0.7: law},
        cluster_error={0.5: law / 10, 0.7: law / 10},
        impulse_edges=edges,
        impulses=fall,
        impulses_theory=fall,
        growth_ratios=np.array([1.2, 1.5]),
        growth=np.array([0.13, 0.55]),
        rhythm=np.ones(24),
        rhythm_theory=np.ones(24),
        first_words=np.array([1.0, 4.0, 48.0]),
        believers=np.array([[0.1, 0.2, 0.3]] * 3),
        believers_silent=np.array([0.2, 0.3, 0.4]),
        ignorants=rng.normal(0.20319, 0.00165, 200),
    )
    written = draw_all(series, tmp_path)
    assert [path.name for path in written] == [f"{name}.{kind}" for name in FIGURES for kind in ("png", "svg")]
    first = {path: path.read_bytes() for path in written}
    assert {path: path.read_bytes() for path in draw_all(series, tmp_path)} == first
    for path, content in first.items():
        if path.suffix == ".svg":
            colours = set(re.findall(rb"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b", content))
            assert colours
            assert all(red == green == blue for red, green, blue in colours), path.name
        else:
            assert content.startswith(b"\x89PNG")
