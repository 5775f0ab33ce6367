"""The public as a reader of the desk meets it: posts for each half hour, the words of somebody who rings the hotline, the
headline of an item. All of it is a view, drawn from what the record holds; nothing here is an event.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from simulator.randomness import Draws
from simulator.record import Event
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language
from tui.desk.kinds import FeedItem

if TYPE_CHECKING:
    from simulator.opinion.posts import PostCard, Voices
    from simulator.opinion.posts.voices import Line

DISPLAY_SEED = 1
"""Posts are a view: a client that does not know the drill's seed draws names and sentences from this one."""
POSTS_PER_PULSE = 6
"""Posts shown for each half hour."""
REMEMBERED = 400
"""Posts that a reader may still have before the eyes; none of them is repeated."""


class People:
    """What the people of a scenario say on one desk's screen."""

    def __init__(self, scenario: Scenario, language: Language) -> None:
        """People who have said nothing yet."""
        self._scenario, self._language = scenario, language
        self._draws = Draws(DISPLAY_SEED)
        self._cards: list[PostCard] = []
        self._posts: dict[int, list[FeedItem]] = {}

    @cached_property
    def _voices(self) -> Voices:
        from simulator.scenario.voices import voices_of

        return voices_of(self._scenario, self._language)

    def posts(self, pulse: Event) -> list[FeedItem]:
        """The posts of a pulse; pulses are asked for in their order, each as often as wanted."""
        if pulse.seq not in self._posts:
            from simulator.opinion.posts import cards

            shown = self._cards[-REMEMBERED:]
            made = cards(pulse.data, self._voices, self._draws, POSTS_PER_PULSE, shown=shown)  # type: ignore[arg-type]
            self._cards = [*shown, *made]
            self._posts[pulse.seq] = [
                FeedItem(card.at, "post", card.author, card.text, max(1, round(card.weight))) for card in made
            ]
        return self._posts[pulse.seq]

    def caller(self, at: int) -> str:
        """What one of the callers of an hour says about one of the concerns that have come up."""
        from simulator.opinion.posts import caller_lines

        begun = {n.id for n in self._scenario.narratives if n.parameters.seed_at <= at}
        concerns = [concern.id for concern in self._scenario.concerns if concern.narrative in begun]
        if not concerns:
            return ""
        concern = self._draws.choice(concerns, "caller", at)
        return caller_lines(self._voices, concern, self._draws, at)[0]

    def headline(self, narrative: str, line: Line, outlet: str, at: int) -> str:
        """How an outlet heads an item about a narrative."""
        from simulator.opinion.posts import headline

        return headline(self._voices, narrative, line, outlet, self._draws, at)
