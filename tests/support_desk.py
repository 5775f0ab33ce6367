"""A drill with one trainee's seat, and a trainee who plays the line mode by its prompts; shared by the tests of the desk."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache

from simulator.host.local import Host, LocalLink
from simulator.replay.materials import Materials, gather
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Desk

RUN = "12"
"""The menu's number for letting time pass, which its prompt names."""


@cache
def canteen(hours: int = 72) -> Materials:
    """The canteen, cut to so many hours after T+0."""
    whole = gather("canteen", "i80-2016")
    clock = whole.scenario.clock.model_copy(update={"ends": hours * 3600})
    scenario = whole.scenario.model_copy(update={"clock": clock})
    return Materials(scenario, whole.scenario_digest, whole.rulebook, whole.world)


def start(store: DrillStore, materials: Materials, seat: str, skill: str = "trained") -> Host:
    """A fresh drill: one trainee, colleagues of one skill."""
    crew = {known.id: "trainee" if known.id == seat else skill for known in materials.scenario.seats}
    header = materials.header(seed=7, crew=crew)
    return Host.start(store, header, materials.drill(header), materials.crew(header))


def sit(host: Host, materials: Materials, seat: str, language: Language = "en") -> Desk:
    """The seat's desk."""
    return Desk(LocalLink(host, seat), materials.scenario, seat, language)


class Trainee(io.StringIO):
    """Types an answer to each prompt as it comes; ``answer`` sees what has been printed since its last answer."""

    def __init__(self, answer: Callable[[str], str]) -> None:
        """Nothing has been read yet."""
        super().__init__()
        self.answer = answer
        self.out = io.StringIO()
        self._read = 0
        self._menus = 0
        self.typed = 0

    def readline(self, size: int | None = -1, /) -> str:
        """The next line, as the answer has it; an empty string ends the input. Every fourth time at the menu time passes, so
        that nobody does the same for ever.
        """
        printed = self.out.getvalue()
        new, self._read = printed[self._read :], len(printed)
        self.typed += 1
        prompt = new.rstrip().split("\n")[-1]
        menu = f" {RUN} " in prompt or f"，{RUN} " in prompt
        self._menus += menu
        return f"{RUN}\n" if menu and self._menus % 4 == 0 else self.answer(new)


def diligent(new: str) -> str:
    """Takes the first thing that is asked of it, and what is suggested; at the menu the next need."""
    lines = new.rstrip("\n").split("\n")
    if re.search(r"(suggested|采用建议项)[^>]*>\s*$", lines[-1]):
        return "\n"
    return "1\n"
