"""What is read from one sentence, before the sentences are put together. It depends on the sentence and the scenario alone,
so that it can be kept; places are counted from the sentence's beginning, times are not resolved yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.message.text.parts import Bound, Modality, Stance
from simulator.message.text.times import When

Place = tuple[int, int]
"""A stretch of the normalised sentence."""


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure with its slot; ``slot`` is None where none could be told."""

    place: Place
    value: int | float
    unit: str | None
    approx: Bound | None
    slot: str | None
    modality: Modality
    earlier: bool = False
    """The text gives it as what was said before."""
    tied: bool = False
    sure: bool = True
    """Unit and words name the slot so plainly that another value than the fact's goes against it."""


@dataclass(frozen=True, slots=True)
class StateRead:
    """A state: the fact that matches, and whether the words go against it."""

    place: Place
    slot: str
    fact: str
    against: bool
    modality: Modality
    faint: bool = False
    """Less than half of its own words stand there."""


@dataclass(frozen=True, slots=True)
class UnknownRead:
    """A slot that the sentence calls unknown."""

    place: Place
    slot: str


@dataclass(frozen=True, slots=True)
class ClaimRead:
    """A claim whose words stand in the sentence; without a stance it waits for the next sentence."""

    place: Place
    claim: str
    stance: Stance | None
    share: float
    """Share of the claim's words that stand there."""


@dataclass(frozen=True, slots=True)
class ItemRead:
    """An advice, disposal or concern that the sentence speaks to, whole or in part."""

    place: Place
    item: str
    share: float
    """Share of its words that stand there."""
    keys: frozenset[str]
    planned: bool = False
    urged: bool = False
    """The sentence tells people to do something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one sentence says by itself."""

    clauses: tuple[tuple[int, int, bool], ...]
    """(start, end, it speaks to something of the scenario)."""
    figures: tuple[FigureRead, ...]
    states: tuple[StateRead, ...]
    unknowns: tuple[UnknownRead, ...]
    claims: tuple[ClaimRead, ...]
    advice: tuple[ItemRead, ...]
    disposals: tuple[ItemRead, ...]
    concerns: tuple[ItemRead, ...]
    parties: tuple[tuple[Place, str], ...]
    credits: tuple[tuple[Place, str], ...]
    as_of: tuple[Place, When | None] | None
    """The as-of time; None as its time means the present hour."""
    as_of_strong: bool
    update: tuple[Place, When | None, int | None, str | None, bool] | None
    """(place, time, seconds from now, channel, whether the speaker plainly promises it)."""
    may_change: Place | None
    corrects: Place | None
    anaphoric: bool
    """It points back to the sentence before."""
    stance: tuple[Stance, Place] | None
    """A stance by itself, for what the sentence before has named."""
    cause: tuple[Place, Modality] | None
    echoes: tuple[tuple[Place, str], ...]
    """Telling numbers and hours, with the facts that have them."""
    timed: bool
    """It gives an hour or a day."""
    touched: tuple[tuple[Place, str], ...]
    """Slots whose names stand there."""
    blamed: tuple[tuple[Place, str], ...]
    """Slots whose names stand before a cause in its clause, with the cause."""
    view: Place | None
    """A preliminary view put forward as a finding."""
    open_words: Place | None
    """Words that call something not known yet."""
    refusal: Place | None
    punishment: Place | None
