"""A newcomer at the screens: reads the keys that the line at the top names, presses them, and knows nothing of the drill."""

from __future__ import annotations

import re
from typing import Final

from support_screens import shown, until
from textual.pilot import Pilot

from tui.app import PodiumApp
from tui.screens.debrief import DebriefPage
from tui.session import Judgement

NAMED: Final = re.compile(r"^ [\[【](F\d{1,2}(?:,\d)?|\d(?:-\d)?|Esc(?:,Esc)?|↑↓ Enter)[\]】]")
"""The keys with which the second line of a screen begins."""
BELOW: Final = 4
"""Lines at the bottom that may name keys."""
TYPED: Final = {"Esc": "escape", "↑↓ Enter": "enter"}
WRITTEN: Final = {"escape": "Esc", "enter": "Enter"}
DECISION, SECOND_OF_THREE = "1-3", "2"
"""An order from above has three answers; this newcomer asks for its legal ground."""


class Newcomer:
    """Someone who has never seen Podium."""

    def __init__(self, app: PodiumApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.pressed: list[str] = []
        self.story: list[str] = []
        """What was read before each key, line by line."""
        self._seen: list[str] = []
        """The screen as it was last looked at, line by line."""

    @property
    def judgement(self) -> Judgement:
        """What the drill came to."""
        assert isinstance(self.app.screen, DebriefPage)
        assert self.app.screen.judgement is not None
        return self.app.screen.judgement

    async def play(self, most: int) -> None:
        """Do what the screens say until the debrief is there, with at most so many keys."""
        while not isinstance(self.app.screen, DebriefPage):
            await until(self.pilot, lambda: self._names_keys() or self._judged())
            if self._judged():
                return
            for place, key in enumerate(self._named()):
                if place:
                    self._seen = shown(self.app).splitlines()
                await self._press(key)
            assert len(self.pressed) <= most, f"{len(self.pressed)} keys:\n" + "\n".join(self.story)
        await until(self.pilot, self._judged)

    def _judged(self) -> bool:
        return isinstance(self.app.screen, DebriefPage) and self.app.screen.judgement is not None

    def _names_keys(self) -> bool:
        """Look at the screen; whether its second line names keys."""
        self._seen = shown(self.app).splitlines()
        return NAMED.search(self._seen[1]) is not None

    def _named(self) -> list[str]:
        """The keys that the top of the screen names; of several digits the first, of three answers the second."""
        line = self._seen[1]
        found = NAMED.search(line)
        assert found is not None
        self.story.append(line)
        named = found.group(1)
        if named == DECISION:
            return [SECOND_OF_THREE]
        if re.fullmatch(r"\d-\d", named):
            return [named[0]]
        return [TYPED.get(key, key.lower()) for key in named.split(",")]

    def _offered(self, key: str) -> bool:
        """Whether the lines at the bottom of the screen name a key."""
        below = "\n".join(self._seen[-BELOW:])
        return ("1-9" if key.isdigit() else WRITTEN.get(key, key.upper())) in below

    async def _press(self, key: str) -> None:
        """Press a key that the screen offers, and let it do its work."""
        assert self._offered(key), f"{key} is not offered below:\n{shown(self.app)}"
        self.pressed.append(key)
        await self.pilot.press(key)
        await self.pilot.pause()
