"""Two people at the screens who know nothing of the drill. A newcomer reads the keys that the line at the top names and presses
them. An officer knows the rules as well: where the screen leaves the means open, it chooses by the clause that the guide
cites, among the rows that are shown.
"""

from __future__ import annotations

import re
from typing import Final

from support_screens import shown, until
from textual.pilot import Pilot

from tui.app import PodiumApp
from tui.screens.debrief import DebriefPage
from tui.session import Judgement

NAMED: Final = re.compile(r"^ [\[【](F\d{1,2}(?:,\d)*|\d(?:-\d|(?:,\d)+)?|Esc(?:,Esc)?|↑↓ Enter)[\]】]")
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


KINDS: Final = {
    **dict.fromkeys(("R27", "R51", "R54", "R56", "R80"), "Judge"),
    **dict.fromkeys(("R30", "R66"), "Know"),
    **dict.fromkeys(("R03", "R04", "R60"), "Papers"),
    **dict.fromkeys(("R10", "R11", "R12", "R13", "R14", "R38", "R52", "R58", "R61", "R62", "R81"), "Coordinate"),
    "R59": "Act",
}
"""Rule -> the kind of work that it is about, as an officer who knows the rules would say; all others are about speaking."""
CHOICE: Final = re.compile(r"^ (\d) (\(!\) )?(\S.*)$")
"""A row with its digit, and whether a caution stands before it."""
RULE: Final = re.compile(r"R\d\d")
TRIES: Final = 3
"""So often the same duty is tried before the officer lets time run."""


class Officer(Newcomer):
    """Someone who has never seen Podium, and knows the rules."""

    def __init__(self, app: PodiumApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot)
        self._done: list[str] = []
        """Rows that were chosen, the latest last."""
        self._duty, self._tried = "", 0

    def _named(self) -> list[str]:
        """Where the screen names a range of rows, or only where to act, the own choice; else what it names."""
        named = super()._named()
        page = type(self.app.screen).__name__
        if page == "DeskPage":
            return self._from_the_desk(named)
        choices = [found for line in self._seen if (found := CHOICE.match(line))]
        guide = " ".join(self._seen[1:4])
        if page not in ("ActPage", "PaperPage") or "You decide" in guide or not choices:
            return named
        if any(re.fullmatch(r"Papers \(\d+\)|Judge \(\d+\)|Know \(\d+\)", row[3].strip()) for row in choices):
            return self._kind(guide, choices)
        return self._row([row for row in choices if not row[2]])

    def _from_the_desk(self, named: list[str]) -> list[str]:
        duty = " ".join(self._seen[1:4])
        rule = RULE.search(duty)
        duty = rule[0] if rule else duty
        self._tried = self._tried + 1 if duty == self._duty else 0
        self._duty = duty
        if self._tried >= TRIES and named[0] == "f5":
            self._tried = 0
            return ["f2"]
        return named

    def _kind(self, guide: str, choices: list[re.Match[str]]) -> list[str]:
        """The kind of work that the cited rule is about."""
        rule = RULE.search(guide)
        kind = KINDS.get(rule[0], "Speak") if rule else "Speak"
        found = next((row for row in choices if row[3].startswith(f"{kind} (")), None)
        return [found[1]] if found else ["escape"]

    def _row(self, choices: list[re.Match[str]]) -> list[str]:
        """The first row without a caution that was not chosen just before; nothing fits: back."""
        fresh = [row for row in choices if row[3] not in self._done[-TRIES:]]
        if not fresh:
            self._done.append("")  # the same answer may be right again, to another paper
            return ["escape"]
        self._done.append(fresh[0][3])
        return [fresh[0][1]]
