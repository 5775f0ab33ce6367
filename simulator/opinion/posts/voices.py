"""Who can say what: for each narrative the sentences of a stance, some kept for one part of the public, one channel or
for the hours after an official word; and round them what all posts share, such as a channel's habits, moods, answers to
each other and what has nothing to do with the matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from simulator.opinion.channels import Channel, Segment
from simulator.opinion.posts.template import Pool

Stance: TypeAlias = Literal["believing", "undecided", "settled", "asking"]
Language: TypeAlias = Literal["en", "zh"]
Emotion: TypeAlias = Literal["worry", "anger", "grief", "sarcasm", "relief", "humour", "neutral"]
Line: TypeAlias = Literal["official", "public"]

STANCES: tuple[Stance, ...] = get_args(Stance)
"""What a post can sound like."""
EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)
"""What a post can feel like."""
HEARD = 150
"""Official coverage, per mille, from which people write as those who have heard an official word (assumption)."""

_NEAREST: tuple[Stance, ...] = ("undecided", "asking", "believing", "settled")


@dataclass(frozen=True, slots=True)
class Bag:
    """Sentences that the same people say in the same places."""

    pool: Pool
    by: tuple[Segment, ...]
    """Who says them; empty: anybody."""
    on: tuple[Channel, ...]
    """Where; empty: anywhere but on the hotline."""
    heard: bool | None
    """Only after (True) or only before (False) an official word; None: at any time."""
    shared: bool
    """Said of every narrative of this kind, and not only of this one."""
    name: str
    """Tells the bag from every other."""

    def fits(self, segment: Segment, channel: Channel, heard: bool) -> bool:
        """Whether somebody of the segment would say this there and then."""
        here = channel in self.on if self.on or channel == "hotline" else True
        return here and (not self.by or segment in self.by) and self.heard in (None, heard)


@dataclass(frozen=True, slots=True)
class NarrativeVoice:
    """What people say about one narrative."""

    place: int
    """Its place in the scenario."""
    tag: str
    topic: str
    emotions: tuple[Emotion, ...]
    """What may be felt about it."""
    bags: Mapping[Stance, tuple[Bag, ...]]
    strays: bool
    """Whether what has nothing to do with it may stand among its posts."""

    def fitting(self, stance: Stance, segment: Segment, channel: Channel, heard: bool) -> tuple[Bag, ...]:
        """Bags for a post; if none fits, those of the nearest stance, then of any place or person."""
        for candidate in (stance, *_NEAREST):
            found = tuple(bag for bag in self.bags.get(candidate, ()) if bag.fits(segment, channel, heard))
            if found:
                return found
        return next(bags for bags in (self.bags.get(candidate, ()) for candidate in (stance, *_NEAREST)) if bags)


@dataclass(frozen=True, slots=True)
class Voices:
    """The public of one scenario in one language."""

    language: Language
    hour: float
    """Hour of the day at T+0."""
    narratives: Mapping[str, NarrativeVoice]
    channels: Mapping[Channel, Pool]
    """How a post is put on each channel."""
    segments: Mapping[Segment, Pool]
    """How people of a segment begin."""
    moods: Mapping[Emotion, Pool]
    """What a feeling adds."""
    replies: Mapping[Stance, Pool]
    """How somebody takes up another's post."""
    screenshots: Mapping[Stance, Pool]
    """How somebody passes on what another wrote."""
    night: Pool
    """What people add who write in the small hours."""
    off_topic: Pool
    """What has nothing to do with it."""
    callers: Mapping[str, Pool]
    """What callers on the hotline say, by concern."""
    reporters: Mapping[int, Pool]
    """How a journalist puts a question, by hostility."""
    headlines: Mapping[Line, Pool]
    """How an item is headed, by whose line it takes."""
