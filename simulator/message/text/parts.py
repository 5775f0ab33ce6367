"""What can be read out of a text, as plain frozen values: who is stated to be what, what is called unknown, which claims are
taken up and how, what is advised, reported, promised and put right. Every item quotes the span of the original text that
it comes from; nothing here says whether it is true (MESSAGE_SCORING sections 3, 4 and 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tongue = Literal["en", "zh"]
"""The language of a sentence."""

Modality = Literal["asserted", "hedged", "unknown", "reported", "denied"]
"""How something is said: plainly, with a hedge, as not known, as what others say, as untrue."""

Bound = Literal["about", "over", "under"]
"""How an approximation word bounds a figure: near it, from it upwards, up to it."""

Stance = Literal["confirm", "deny", "partly", "unverified"]
"""What a text says about a claim that circulates."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the original text; ``text`` is exactly ``original[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence."""

    span: Span
    sentence: int
    """Number of its sentence, from 0."""
    content: bool
    """It speaks to something that the scenario knows: a slot, claim, advice, disposal or concern."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text."""

    span: Span
    tongue: Tongue
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure or a state of a slot that the text gives."""

    slot: str
    value: int | float | str
    """A number; for a state the English words of the fact that matches, else the quoted words."""
    fact: str | None
    """The fact of the slot with that value, or which an approximate value fits; None for one that no fact has."""
    contradicts: tuple[str, ...]
    """Facts of the slot that cannot hold together with what is said, where the text's words go against a state."""
    approx: bool
    """An approximation word stands with the figure."""
    modality: Modality
    positive: bool
    """False where the words deny what the fact says (opposite polarity)."""
    as_of: int | None
    """Moment for which the text gives it, in seconds from T+0."""
    credit: str | None
    """Party that the text names as its source."""
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A slot that the text calls not known yet."""

    slot: str
    fact: str | None
    """The slot's fact that says just this ("not yet established"), if it has one."""
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A claim that the text takes up."""

    claim: str
    stance: Stance
    span: Span
    sentence: int
    """Sentence of the claim's words; the stance may follow in the next."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An item of the scenario that the text brings in: advice, disposal, party or concern."""

    item: str
    span: Span
    sentence: int
    planned: bool = False
    """A disposal that is announced, not reported as under way or done."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A next word that the text promises; moment and channel may each be missing."""

    at: int | None
    channel: str | None
    """The channel's name in the text."""
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier value that the text names as wrong and puts right; either value may be missing."""

    slot: str | None
    old: int | float | str | None
    new: int | float | str | None
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of which no slot could be told."""

    value: int | float
    unit: str | None
    unclear: bool
    """Two slots were equally near; never a fault."""
    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of text that carries a cue and no item: a cause, a warning that figures may change, a refusal."""

    span: Span
    sentence: int
    modality: Modality = "asserted"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one text says, in reading order."""

    text: str
    sentences: tuple[Sentence, ...]
    zh_share: float
    """Share of Chinese among the letters."""
    stated: tuple[Stated, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    claims: tuple[Taken, ...] = ()
    advice: tuple[Mention, ...] = ()
    disposals: tuple[Mention, ...] = ()
    credits: tuple[Mention, ...] = ()
    """Parties that are named as a source."""
    parties: tuple[Mention, ...] = ()
    """Parties that are named at all."""
    concerns: tuple[Mention, ...] = ()
    """Concerns that the words speak to."""
    as_of: int | None = None
    """The earliest moment for which the text gives a fact."""
    as_of_span: Span | None = None
    update: Promise | None = None
    may_change: Quote | None = None
    corrections: tuple[Correction, ...] = ()
    causes: tuple[Quote, ...] = ()
    """Assertions of what caused something."""
    figures: tuple[Figure, ...] = ()
    """Numbers without a slot."""
    refusals: tuple[Quote, ...] = ()
    """"No comment" and its like."""
    punishment: Quote | None = None
    """The text announces a punishment."""
    echoes: tuple[Mention, ...] = ()
    """Facts of which the text gives a telling number or hour, whether or not its words could be made out."""
    timed: tuple[int, ...] = ()
    """Sentences that give an hour or a day."""
    open_words: tuple[Quote, ...] = ()
    """Words that call something not known yet, whether or not its slot could be told."""
    touched: tuple[Mention, ...] = ()
    """Slots whose names stand in a sentence, once for each of its sentences."""
    blamed: tuple[Mention, ...] = ()
    """Slots of which a cause is given, with the words that give it."""
    views: tuple[Quote, ...] = ()
    """Preliminary views and beliefs put forward as findings."""
    open_facts: tuple[str, ...] = ()
    """Facts of the scenario that say that something is not known yet, whether or not the text speaks of them."""
    unclear: tuple[Span, ...] = ()
    """Clauses that nothing confident could be read from; never a fault."""
    cut: bool = False
    """The text was longer than what is read."""
