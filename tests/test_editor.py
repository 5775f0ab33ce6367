"""A text can be written in the trainee's own editor: it gets the text, and what it saves comes back harmless."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support_screens import flat, on, opened, press, until

from simulator.errors import UnavailableError
from tui.app import PodiumApp
from tui.editor import edited, editor_of
from tui.widgets.writing import Writing

SEAT = {"scenario": "canteen", "seat": "health"}


def script(folder: Path, code: str) -> list[str]:
    """An editor that does what the code does to the file ``path``."""
    file = folder / "editor.py"
    file.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{code}\n", encoding="utf-8")
    return [sys.executable, str(file)]


def test_an_editor_is_found_by_its_name() -> None:
    """VISUAL goes before EDITOR; what cannot be found or read is passed over."""
    assert editor_of({}) is None
    assert editor_of({"EDITOR": "  "}) is None
    assert editor_of({"EDITOR": "no-such-editor-anywhere"}) is None
    assert editor_of({"VISUAL": '"', "EDITOR": f"{sys.executable} -w"}) == [sys.executable, "-w"]
    assert editor_of({"VISUAL": sys.executable, "EDITOR": "no-such-editor"}) == [sys.executable]


def test_what_the_editor_saves_comes_back(tmp_path: Path) -> None:
    """With both languages, without the last line's end, and with acting characters written out."""
    code = "path.write_text(path.read_text(encoding='utf-8') + ' 和\\x1b[2J\\r\\nnext\\n', encoding='utf-8')"
    assert edited("first", script(tmp_path, code)) == "first 和\\x1b[2J\nnext"


def test_an_editor_that_fails_gives_a_reason(tmp_path: Path) -> None:
    """It ends with an error, takes the file away, or is no program."""
    for command in (script(tmp_path, "sys.exit(3)"), script(tmp_path, "path.unlink()"), [str(tmp_path)]):
        with pytest.raises(UnavailableError):
            edited("first", command)


@contextmanager
def nothing() -> Iterator[None]:
    """A terminal that can be handed over at any time."""
    yield


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_composer_takes_the_text_back(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F9 opens the editor; without one, and where it fails, a sentence says so and the text stays."""

    async def play() -> None:
        async with opened(language, **SEAT) as (app, pilot):  # type: ignore[arg-type]
            await on(pilot, "BriefingPage")
            await press(pilot, "f8")
            await on(pilot, "DeskPage")
            assert app.play is not None
            app.play.pace.forward(3600)
            await press(pilot, "f3 f6 1")
            await on(pilot, "ComposerPage")
            field = app.screen.query_one("#text", Writing)
            await until(pilot, lambda: field.text)
            before = field.text
            monkeypatch.delenv("VISUAL", raising=False)
            monkeypatch.delenv("EDITOR", raising=False)
            await press(pilot, "f9")
            assert {"en": "No editor is set.", "zh": "未设置编辑器"}[language] in flat(app)
            monkeypatch.setattr(PodiumApp, "suspend", lambda _self: nothing())
            monkeypatch.setenv("EDITOR", " ".join(script(tmp_path, "sys.exit(1)")))
            await press(pilot, "f9")
            assert field.text == before
            code = "path.write_text('[b]23 pupils[/b]\\n', encoding='utf-8')"
            monkeypatch.setenv("EDITOR", " ".join(script(tmp_path, code)))
            await press(pilot, "f9")
            assert field.text == "[b]23 pupils[/b]"
            assert "[b]23 pupils[/b]" in flat(app)

    asyncio.run(play())
