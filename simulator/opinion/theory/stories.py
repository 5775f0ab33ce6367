"""The default crisis for the checks of facts and policies: what happened, what people ask, and a rumour from the third
hour, with nothing switched off; and plans of official words on it, by the hour of the first one.
"""

from __future__ import annotations

from typing import Final

from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, Form
from simulator.opinion.parameters import NarrativeKind, NarrativeParameters

HOUR: Final = 3600
END: Final = 72 * HOUR
ALL: Final = tuple(CHANNELS)
KINDS: Final[tuple[NarrativeKind, ...]] = ("fact", "concern", "rumour")
SLOW: Final = {"fact": (60.0, 12.0), "concern": (40.0, 60.0)}
FAST: Final = {"fact": (120.0, 6.0), "concern": (60.0, 18.0)}
"""Source posts per hour and mean lifetime in hours (OPINION_MODEL 6.2); the slow profile is the default."""
EVERYTHING: Final = {"fact": 1.0, "concern": 0.6}
QUALITY: Final = 0.9
"""Quality of every official word here: that of a good officer."""


def story(profile: dict[str, tuple[float, float]] = SLOW) -> dict[str, NarrativeParameters]:
    """The narratives of the default crisis."""
    return {
        kind: NarrativeParameters(kind=kind, mu0=profile[kind][0], d=profile[kind][1])
        if kind in profile
        else NarrativeParameters(kind=kind)
        for kind in KINDS
    }


def crisis(seed: int, replication: int, profile: dict[str, tuple[float, float]] = SLOW) -> Crowd:
    """The crowd at T+0, 09:00. Silence counts at its full rate, for no pulse tells it to count less."""
    return Crowd(story(profile), seed=seed, replication=replication, world=20)


def say(crowd: Crowd, form: Form, weights: dict[str, float], *, first: bool = False, evidence: bool = True) -> None:
    """An official word now, all of it new, on all channels."""
    crowd.official_word(form, weights, ALL, QUALITY, 1.0, at=crowd.now, first=first, evidence=evidence)


PLAN: Final[tuple[tuple[int, Form, dict[str, float]], ...]] = (
    (0, "statement", EVERYTHING),
    (3, "rebuttal", {"rumour": 1.0}),
    (6, "conference", {"fact": 1.0, "concern": 1.0, "rumour": 0.7}),
    (12, "update", EVERYTHING),
    (24, "update", EVERYTHING),
)
"""Hours after the first word, form and narratives addressed."""


def answer(
    crowd: Crowd, first_word: float | None, *, contradiction: float | None = None, forewarned: bool = False
) -> Crowd:
    """Play 72 h with the plan from ``first_word`` hours on; None is silence.

    With ``contradiction`` two published facts contradict each other at that hour, on all that the plan addresses.
    """
    moments: list[tuple[float, int]] = []
    if first_word is not None:
        moments = [(first_word + delay, place) for place, (delay, _, _) in enumerate(PLAN)]
    if contradiction is not None:
        moments.append((contradiction, -1))
    for hour, place in sorted(moments):
        if hour * HOUR >= END:
            break
        crowd.run_until(int(hour * HOUR))
        if place < 0:
            crowd.contradiction({"fact": 1.0, "concern": 1.0, "rumour": 1.0}, forewarned)
        else:
            _, form, weights = PLAN[place]
            say(crowd, form, weights, first=place == 0)
    crowd.run_until(END)
    return crowd


def believers(crowd: Crowd, narrative: str = "rumour") -> int:
    """Persons who believe a narrative."""
    return crowd.heads(narrative)["B"]


def mean_trust(crowd: Crowd) -> float:
    """Trust of the whole public, 0 to 1."""
    return crowd.pulse()["trust"] / 10_000
