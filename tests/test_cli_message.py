"""The command line: `podium message assess`, and what it says of a text or an option that it cannot use."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from test_cli_scenario import podium

GOOD = (
    "We know how worried parents are. As of 18:10 on 15 September, 57 pupils had symptoms, according to the Fuhe County "
    "Health Bureau. The cause is not yet established. Our next update comes at 20:00 on our website."
)
_SAID = ["--scenario", "canteen", "--at", "T+05:50", "--form", "statement", "--party", "fuhe/health"]


def _assess(
    capsys: pytest.CaptureFixture[str], file: Path | str, *more: str, said: list[str] | None = None
) -> tuple[int, str, str]:
    return podium(capsys, "message", "assess", *(said or _SAID), *more, str(file))


def _changed(option: str, value: str) -> list[str]:
    """The usual options with one of them changed."""
    place = _SAID.index(option)
    return [*_SAID[: place + 1], value, *_SAID[place + 2 :]]


def _one_sentence(said: str) -> bool:
    """Whether what is said is one line without the traces of a programme."""
    lines = [line for line in said.splitlines() if line.strip()]
    return 1 <= len(lines) <= 3 and "Traceback" not in said and "\x1b" not in said


def test_a_text_is_graded_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Grade, points and findings for a reader, and the same as data."""
    file = tmp_path / "word.txt"
    file.write_text(GOOD, encoding="utf-8")
    code, out, err = _assess(capsys, file)
    assert (code, err) == (0, "")
    assert "of 4" in out
    assert "57 pupils" in out
    code, out, _ = _assess(capsys, file, "--json")
    data = json.loads(out)
    assert code == 0
    assert data["grade"] >= 2
    for one in data["findings"]:
        assert one["start"] is None or GOOD[one["start"] : one["end"]] == one["quote"]


def test_standard_input_is_a_file_like_any(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads what is piped in."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    code, out, _ = _assess(capsys, "-")
    assert code == 0
    assert "of 4" in out


@pytest.mark.parametrize("text", ["", "   \n\n", "\ufeff", "\u200b\u200b", "?", "。"])
def test_an_empty_text_is_worth_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Nothing said earns grade 0, without a complaint."""
    file = tmp_path / "word.txt"
    file.write_text(text, encoding="utf-8")
    code, out, err = _assess(capsys, file, "--lang", "en")
    assert (code, err) == (0, "")
    assert out.startswith("Grade 0 of 4")


def test_acting_characters_never_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a text quotes is printed with its escape codes and turned directions made visible."""
    file = tmp_path / "word.txt"
    evil = "\u202e57 pupils had symptoms\x1b[31m, \x07no risk at all\x1b]0;x\x07; you ignorant \u2066people. "
    file.write_bytes((evil + GOOD).encode())
    for more in ((), ("--lang", "zh")):
        code, out, err = _assess(capsys, file, *more)
        assert (code, err) == (0, "")
        assert not any(char in out for char in "\x1b\x07\u202e\u2066\x9b")
    code, out, _ = _assess(capsys, file, "--json")
    assert code == 0
    assert not any(char in out for char in "\x1b\x07")


def test_a_text_over_the_limit_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More than an official word holds: one sentence, and the exit code for how it was called."""
    file = tmp_path / "word.txt"
    file.write_text("a" * 20_001, encoding="utf-8")
    code, out, err = _assess(capsys, file)
    assert code == 2
    assert out == ""
    assert _one_sentence(err)
    assert "20,001" in err
    assert "shorten" in err


@pytest.mark.parametrize(("bytes_", "word"), [(b"a" * 1_048_576, "200"), (b"\xff\xfe\x00grade", "UTF-8")])
def test_a_file_that_is_no_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bytes_: bytes, word: str
) -> None:
    """A megabyte, or bytes that are not UTF-8: bad input, named in a sentence."""
    file = tmp_path / "word.txt"
    file.write_bytes(bytes_)
    code, out, err = _assess(capsys, file)
    assert code == 3
    assert out == ""
    assert _one_sentence(err)
    assert word in err


def test_hostile_standard_input_is_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is piped in is held to the same limits."""
    for raw, word in ((b"a" * 300_000, "longer"), (b"\xc3\x28", "UTF-8")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code, out, err = _assess(capsys, "-")
        assert code == 3
        assert out == ""
        assert _one_sentence(err)
        assert word in err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path stands in the sentence."""
    code, _, err = _assess(capsys, tmp_path / "nowhere.txt")
    assert code == 4
    assert _one_sentence(err)
    assert "nowhere.txt" in err


def test_a_folder_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder in the place of a file is said to be one."""
    code, _, err = _assess(capsys, tmp_path)
    assert code in (3, 4)
    assert _one_sentence(err)


@pytest.mark.parametrize(
    ("option", "value", "code", "word"),
    [
        ("--party", "fuhe/moon", 4, "fuhe/health"),
        ("--scenario", "moonlanding", 4, "moonlanding"),
        ("--at", "teatime", 2, "T+05:30"),
        ("--at", "T+5", 2, "T+05:30"),
        ("--at", "T+99:00", 2, "T+72:00"),
        ("--form", "poem", 2, "statement"),
    ],
)
def test_a_wrong_option_is_one_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, code: int, word: str
) -> None:
    """It names what was wrong and what would do."""
    file = tmp_path / "word.txt"
    file.write_text(GOOD, encoding="utf-8")
    given, out, err = _assess(capsys, file, said=_changed(option, value))
    assert (given, out) == (code, "")
    assert word in err
    assert _one_sentence(err)


def test_an_unknown_question_is_one_clear_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It lists those that the scenario has."""
    file = tmp_path / "word.txt"
    file.write_text(GOOD, encoding="utf-8")
    code, out, err = _assess(capsys, file, "--question", "why_is_the_sky_blue", said=_changed("--form", "qa"))
    assert (code, out) == (4, "")
    assert "why_is_the_sky_blue" in err
    assert "children" in err
    assert "Traceback" not in err


def test_acting_characters_in_data_read_back_as_they_were(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A quotation with a C1 or a bidirectional character stands as an escape in the JSON, and reads back the same."""
    file = tmp_path / "word.txt"
    text = "No\u202e comm\u009bent. Next question."
    file.write_text(text, encoding="utf-8")
    where = [
        "--scenario",
        "canteen",
        "--at",
        "T+00:50",
        "--form",
        "qa",
        "--question",
        "why_ill",
        "--party",
        "fuhe/health",
    ]
    code, out, _ = podium(capsys, "message", "assess", *where, "--json", str(file))
    assert code == 0
    assert "\u202e" not in out
    assert "\u009b" not in out
    for finding in json.loads(out)["findings"]:
        if finding["quote"]:
            assert text[finding["start"] : finding["end"]] == finding["quote"]
    assert "\\u202e" in out
