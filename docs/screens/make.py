"""Takes the pictures of the README: ``python docs/screens/make.py`` plays a little and writes the SVG files beside this one."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ["PODIUM_HOME"] = tempfile.mkdtemp()
os.environ.pop("NO_COLOR", None)

from support_screens import on, opened, press, until  # noqa: E402

from tui.widgets.rows import Rows  # noqa: E402


async def pictures(language: str) -> None:
    """The desk, the composer and the debrief in one language."""
    async with opened(language, (120, 36), scenario="canteen", seat="health") as (app, pilot):  # type: ignore[arg-type]

        async def take(name: str) -> None:
            for _ in range(6):
                await pilot.pause()
            picture = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="Podium"), flags=re.DOTALL)
            (HERE / f"{name}-{language}.svg").write_text(picture, encoding="utf-8")  # no font from a far host

        await on(pilot, "BriefingPage")
        await press(pilot, "f8")
        assert app.play is not None
        while app.play.desk.now < 3 * 3600:
            for offer in [offer for offer in app.play.desk.offers() if offer.action and not offer.warns][:2]:
                app.play.desk.do(offer.action)  # type: ignore[arg-type]
            await press(pilot, "f2")
        await until(pilot, lambda: app.screen.query_one("#list", Rows).rows)
        await take("desk")
        await press(pilot, "f6 1")
        await on(pilot, "ComposerPage")
        await take("composer")
        await press(pilot, "escape escape")
        await on(pilot, "DeskPage")
        app.play.host.run_until(app.play.scenario.clock.ends + 1)
        await on(pilot, "DebriefPage")
        await until(pilot, lambda: app.screen.judgement is not None)  # type: ignore[attr-defined]
        app.screen.query_one("#guide").say("podium debrief")  # type: ignore[attr-defined]
        await take("debrief")


if __name__ == "__main__":
    for chosen in ("en", "zh"):
        asyncio.run(pictures(chosen))
