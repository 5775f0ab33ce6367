"""People who speak to the government itself: callers on the hotline, each in words of their own about the same concern,
and journalists, who put the scenario's question as their outlet would, and head the item that comes of it. Nothing here
is an event; whoever records that a call came in asks for its words when they are shown.
"""

from __future__ import annotations

from simulator.errors import UsageError
from simulator.opinion.posts.voices import Line, Voices
from simulator.randomness import Draws

_STREAM = "speakers"
_HOUR = 3600


def caller_lines(voices: Voices, concern: str, draws: Draws, at: int, count: int = 1) -> list[str]:
    """What ``count`` callers say about a concern of the scenario in an hour, seconds from T+0; no two alike.

    Raises:
        UsageError: the scenario has no such concern.
    """
    if concern not in voices.callers:
        raise UsageError(f"there is no concern {concern!r}; the scenario has {', '.join(voices.callers)}")
    pool, salt = voices.callers[concern], draws.integer(_STREAM, "hotline", concern)
    return [pool.pick(at // _HOUR, number, max(1, count), salt)[1] for number in range(count)]


def media_lines(voices: Voices, outlet: str, ask: str, hostility: int, draws: Draws, at: int) -> str:
    """How a journalist of an outlet puts a question: who is calling, the question itself, and by when.

    ``outlet`` and ``ask`` are the words of the scenario in the language of the voices; ``hostility`` runs from 0,
    friendly, to 3.

    Raises:
        UsageError: there is no approach for that hostility.
    """
    if hostility not in voices.reporters:
        raise UsageError(f"hostility is {hostility}; it runs from 0 to {max(voices.reporters)}")
    number = draws.integer(_STREAM, "media", outlet, hostility, at)
    return voices.reporters[hostility].draw(number, {"outlet": outlet, "ask": ask})


def headline(voices: Voices, narrative: str, line: Line, outlet: str, draws: Draws, at: int) -> str:
    """How an outlet heads an item about a narrative; ``line`` is ``official`` or ``public``, as its event has it.

    Raises:
        UsageError: there is no such narrative or line.
    """
    if narrative not in voices.narratives or line not in voices.headlines:
        raise UsageError(f"nobody can head an item about {narrative!r} with the line {line!r}")
    number = draws.integer(_STREAM, "headline", outlet, at)
    head = voices.headlines[line].draw(number, {"topic": voices.narratives[narrative].topic})
    return head[:1].upper() + head[1:]
