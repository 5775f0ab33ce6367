"""Draws the posts that a half hour may have brought. The counts come from the recorded pulse, everything else from keyed
draws, so the same pulse always gives the same posts, whoever reads them and whether or not somebody read the last ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import exp, sqrt

from simulator.errors import UsageError
from simulator.opinion.channels import CHANNELS, Channel, Segment
from simulator.opinion.parameters import CrowdParameters
from simulator.opinion.posts.people import handle, reposts
from simulator.opinion.posts.template import Pool
from simulator.opinion.posts.voices import HEARD, STANCES, Bag, Emotion, NarrativeVoice, Stance, Voices
from simulator.opinion.pulse import PULSE, NarrativePulse, Pulse, apportion
from simulator.randomness import Draws

_STREAM = "posts"
_ASKING = 0.5  # share of the undecided who ask rather than wonder (assumption)
_LOG_FOLLOWERS, _LOG_FOLLOWERS_SD = 5.5, 1.6  # assumption
_PLACES = 64
"""Sentences of one narrative that a half hour keeps apart."""

_FEELING: dict[Stance, tuple[tuple[Emotion, float], ...]] = {
    "asking": (("worry", 0.45), ("neutral", 0.25), ("anger", 0.15), ("sarcasm", 0.10), ("grief", 0.05)),
    "undecided": (("neutral", 0.50), ("worry", 0.30), ("humour", 0.10), ("sarcasm", 0.10)),
    "believing": (("anger", 0.35), ("worry", 0.25), ("sarcasm", 0.15), ("grief", 0.15), ("neutral", 0.10)),
    "settled": (("relief", 0.50), ("neutral", 0.40), ("humour", 0.10)),
}
"""What people of a stance feel (assumption); what a narrative does not allow is left out."""

_ADDED = (("nothing", 0.52), ("mood", 0.19), ("segment", 0.09), ("reply", 0.10), ("screenshot", 0.04), ("night", 0.06))
"""What a post has beside its sentence, with its share (assumption)."""
_SHARED, _PARTICULAR = 20.0, 2.0
"""Weight of what is said of any narrative, in sentences, and factor for what only some people say (assumption)."""
_OFF_TOPIC = 0.16
"""Chance that one card of a half hour with several has nothing to do with it (assumption)."""
_NIGHT_FROM, _NIGHT_TO = 23.0, 5.0
_TRIES = 24
"""Sentences that are looked at before one returns that was said just now."""
_CHOOSY = 4
"""Sentences that are compared before one returns with other words in it."""
_SPOKEN: tuple[Channel, ...] = ("hotline",)
"""Channels where nobody passes on, replies or adds a mood."""


@dataclass(frozen=True, slots=True)
class PostCard:
    """One readable post; it stands for ``weight`` posts like it."""

    narrative: str
    """Narrative that the post is about."""
    at: int
    """When it appeared, seconds from T+0, a whole minute inside the pulse's 30."""
    channel: Channel
    """Where it appeared."""
    segment: Segment
    """Who wrote it."""
    stance: Stance
    """How it sounds."""
    emotion: Emotion
    """How it feels."""
    author: str
    """Invented handle."""
    followers: int
    """Accounts that follow the author."""
    reposts: int
    """How often it will have been passed on."""
    weight: float
    """Posts of this narrative that the card stands for; a pulse's cards sum to its count."""
    text: str
    """What it says."""
    said: str
    """The sentence in it, without tag, mood or answer."""
    pattern: str
    """Name of the sentence before its word lists were filled."""
    replies_to: str | None = None
    """Author of the earlier card that it answers."""


def cards(
    pulse: Pulse,
    voices: Voices,
    draws: Draws,
    limit: int = 12,
    *,
    shown: Iterable[PostCard] = (),
    parameters: CrowdParameters | None = None,
) -> list[PostCard]:
    """Posts that a pulse's 30 minutes may have brought, in order of time; a pure function of its arguments.

    About ``limit`` cards: narratives and channels share them by the square root of their posts, so rare rumours are
    seen; each narrative that was talked about has at least one, even beyond the limit (OPINION_MODEL section 4). What
    the cards of ``shown`` said, those that a reader still has before the eyes, is not said again while there are other
    words. Give the ``parameters`` of the crowd if they are not the defaults.

    Raises:
        UsageError: the limit is below 1, or a narrative of the pulse is not in the voices.
    """
    if limit < 1:
        raise UsageError(f"limit is {limit}; at least one card must be asked for")
    p = parameters or _default_parameters()
    talked = {name: figures for name, figures in sorted(pulse["narratives"].items()) if figures["posts"] > 0}
    silent = [name for name in talked if name not in voices.narratives]
    if silent:
        raise UsageError(f"narrative {silent[0]!r} has no lines; the scenario must say what people write about it")
    drawn: list[tuple[PostCard, _Writer, int]] = []
    stale = {words: place for place, card in enumerate(shown) for words in (card.said, card.pattern)}
    for (name, figures), many in zip(talked.items(), _shares(talked, limit), strict=True):
        writer = _Writer(pulse["at"], name, figures, voices, draws, p, stale)
        places = apportion(many, [sqrt(count) for count in figures["channels"]])
        channels = [channel for channel, some in zip(CHANNELS, places, strict=True) for _ in range(some)]
        for number, channel in enumerate(channels):
            drawn.append((writer.blank(number, channel, figures["posts"] / many), writer, number))
    drawn.sort(key=lambda entry: entry[0].at)
    return _written(drawn, pulse["at"], voices, draws)


@lru_cache(maxsize=1)
def _default_parameters() -> CrowdParameters:
    return CrowdParameters()


def _shares(talked: Mapping[str, NarrativePulse], limit: int) -> list[int]:
    """Cards for each narrative: one, the rest by the root of the posts, never more than there are posts."""
    extra = apportion(max(0, limit - len(talked)), [sqrt(figures["posts"]) for figures in talked.values()])
    return [min(1 + more, figures["posts"]) for more, figures in zip(extra, talked.values(), strict=True)]


def _written(drawn: Sequence[tuple[PostCard, _Writer, int]], at: int, voices: Voices, draws: Draws) -> list[PostCard]:
    """The cards with their words, one after the other, because later ones answer earlier ones."""
    astray = -1
    if len(drawn) > 2 and voices.off_topic.breadth and draws.chance(_OFF_TOPIC, _STREAM, at, "off topic"):
        astray = int(draws.uniform(_STREAM, at, "who is off topic") * len(drawn))
    done: list[PostCard] = []
    for place, (card, writer, number) in enumerate(drawn):
        voice = voices.narratives[card.narrative]
        if place == astray and card.channel not in _SPOKEN and voice.strays:
            salt = draws.integer(_STREAM, "off topic")
            number, text = voices.off_topic.pick(at // PULSE, 0, 1, salt, {"tag": voice.tag})
            done.append(replace(card, text=text, said=text, pattern=f"off topic {number}", emotion="neutral"))
        else:
            done.append(writer.write(card, number, done))
    return done


class _Dice:
    """Many small draws out of one keyed draw, by the splitmix64 sequence (Steele, Lea and Flood 2014)."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def __call__(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & 0xFFFF_FFFF_FFFF_FFFF
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFF_FFFF_FFFF_FFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFF_FFFF_FFFF_FFFF
        return z ^ (z >> 31)

    def uniform(self) -> float:
        return ((self() >> 11) + 0.5) / 9_007_199_254_740_992


class _Writer:
    """Makes the cards of one narrative in one pulse."""

    def __init__(
        self,
        at: int,
        narrative: str,
        figures: NarrativePulse,
        voices: Voices,
        draws: Draws,
        parameters: CrowdParameters,
        stale: dict[str, int],
    ) -> None:
        self._stale = stale
        self._at, self._narrative, self._figures, self._voices = at, narrative, figures, voices
        self._draws, self._parameters = draws, parameters
        self._voice: NarrativeVoice = voices.narratives[narrative]
        self._heard = figures["coverage"] >= HEARD
        self._used: dict[str, int] = {}

    def _uniform(self, number: int, what: str) -> float:
        return self._draws.uniform(_STREAM, self._at, self._narrative, number, what)

    def blank(self, number: int, channel: Channel, weight: float) -> PostCard:
        """Card ``number`` of the narrative on a channel, all but its words."""
        stance = self._stance(number)
        minutes = PULSE // 60
        normal = self._draws.normal(_STREAM, self._at, self._narrative, number, "followers")
        name = self._draws.integer(_STREAM, self._at, self._narrative, number, "author")
        return PostCard(
            narrative=self._narrative,
            at=self._at - PULSE + 60 * int(minutes * self._uniform(number, "minute")),
            channel=channel,
            segment=self._segment(number, channel),
            stance=stance,
            emotion=self._emotion(number, stance),
            author=handle(name, self._voices.language),
            followers=int(exp(_LOG_FOLLOWERS + _LOG_FOLLOWERS_SD * normal)),
            reposts=reposts(self._uniform(number, "reposts")),
            weight=weight,
            text="",
            said="",
            pattern="",
        )

    def _segment(self, number: int, channel: Channel) -> Segment:
        """A segment in proportion to the posts it wrote, as far as it uses the channel."""
        p, wrote = self._parameters, self._figures["segments"]
        order = p.segment_order
        mass = [count * p.segments[s].posting.get(channel, 0.0) for s, count in zip(order, wrote, strict=True)]
        return order[_pick(mass if sum(mass) > 0.0 else [float(c) for c in wrote], self._uniform(number, "segment"))]

    def _stance(self, number: int) -> Stance:
        """A stance in proportion to the people who hold it; without any, people ask."""
        undecided = self._figures["E"]
        mass = [
            float(self._figures["B"]),
            undecided * (1.0 - _ASKING),
            float(self._figures["Z"]),
            undecided * _ASKING,
        ]
        return STANCES[_pick(mass, self._uniform(number, "stance"))] if sum(mass) > 0.0 else "asking"

    def _emotion(self, number: int, stance: Stance) -> Emotion:
        felt = [(emotion, share) for emotion, share in _FEELING[stance] if emotion in self._voice.emotions]
        if not felt:
            return "neutral"
        return felt[_pick([share for _, share in felt], self._uniform(number, "emotion"))][0]

    def write(self, card: PostCard, number: int, before: Sequence[PostCard]) -> PostCard:
        """The card with its words; ``before`` are the earlier cards of the pulse, which it may answer."""
        dice = _Dice(self._draws.integer(_STREAM, self._at, self._narrative, number, "words"))
        pattern, said = self._say(card, dice)
        say, answered = said, None
        if card.channel not in _SPOKEN:
            say, answered = self._with_more(card, say, dice, before)
        holes = {"say": say, "tag": self._voice.tag, "topic": self._voice.topic, "more": ""}
        if card.channel == "forum" and answered is None:
            holes["more"] = self._say(card, dice)[1]
        text = say if answered is not None else _any(self._voices.channels.get(card.channel), dice, holes) or say
        return replace(card, text=text.strip(), said=said, pattern=pattern, replies_to=answered)

    def _with_more(self, card: PostCard, say: str, dice: _Dice, before: Sequence[PostCard]) -> tuple[str, str | None]:
        """A sentence with a mood, an opening, or as an answer to an earlier card, and whom it answers."""
        voices, plain = self._voices, {"say": say}
        match _ADDED[_pick([share for _, share in _ADDED], dice.uniform())][0]:
            case "mood":
                return _any(voices.moods.get(card.emotion), dice, plain) or say, None
            case "segment":
                return _any(voices.segments.get(card.segment), dice, plain) or say, None
            case "night" if self._is_night(card.at):
                return _any(voices.night, dice, plain) or say, None
            case "reply":
                earlier = [c for c in before if c.narrative == card.narrative and c.channel == card.channel]
                if earlier:
                    who = earlier[dice() % len(earlier)].author
                    return _any(voices.replies.get(card.stance), dice, {**plain, "who": who}) or say, who
            case "screenshot":
                quote = self._quote(card, dice)
                return _any(voices.screenshots.get(card.stance), dice, {**plain, "quote": quote}) or say, None
        return say, None

    def _is_night(self, at: int) -> bool:
        hour = (self._voices.hour + at / 3600) % 24
        return hour >= _NIGHT_FROM or hour < _NIGHT_TO

    def _say(self, card: PostCard, dice: _Dice) -> tuple[str, str]:
        """What somebody says next, after the name of its pattern: of a few sentences on this seed's walk the one whose
        like was heard longest ago, and whose very words nobody has used of late while there are others.
        """
        bags = self._voice.fitting(card.stance, card.segment, card.channel, self._heard)
        weights, stale = _weights(bags), self._stale
        tried: list[tuple[bool, int, str, str]] = []
        for attempt in range(_TRIES):
            pattern, say = self._next(bags[_pick(weights, dice.uniform())])
            used = say in stale
            tried.append((used, stale[say] if used else stale.get(pattern, -1), pattern, say))
            used, since, _, _ = min(tried)
            if not used and (since < 0 or attempt >= _CHOOSY):
                break
        _, _, pattern, say = min(tried)
        stale[say] = stale[pattern] = len(stale)
        return pattern, say

    def _quote(self, card: PostCard, dice: _Dice) -> str:
        """What somebody else believes of the same narrative."""
        bags = [bag for bag in self._voice.bags.get("believing", ()) if not bag.shared and not bag.on]
        return self._next(bags[dice() % len(bags)])[1] if bags else self._voice.topic

    def _next(self, bag: Bag) -> tuple[str, str]:
        used = self._used.get(bag.name, 0)
        self._used[bag.name] = used + 1
        place, places = used, _PLACES
        if bag.shared:
            many = len(self._voices.narratives)
            place, places = used * many + self._voice.place, _PLACES * many
        salt = self._draws.integer(_STREAM, "walk", bag.name)
        number, say = bag.pool.pick(self._at // PULSE, place, places, salt, {"tag": self._voice.tag})
        return f"{bag.name} {number}", say


def _weights(bags: Sequence[Bag]) -> list[float]:
    """How likely each bag is: by what it holds, what is for few people or places more so, what all share less so."""
    own = sum(bag.pool.breadth for bag in bags if not bag.shared)
    shared = sum(bag.pool.breadth for bag in bags if bag.shared)
    part = _SHARED / (own + _SHARED)
    return [
        bag.pool.breadth
        * (part / shared if bag.shared else (1.0 - part) / own)
        * (_PARTICULAR if bag.by or bag.on else 1.0)
        for bag in bags
    ]


def _any(pool: Pool | None, dice: _Dice, holes: Mapping[str, str]) -> str:
    """A drawn sentence of a pool round the holes; empty if there is none."""
    return pool.draw(dice(), holes) if pool is not None else ""


def _pick(mass: Sequence[float], u: float) -> int:
    """Place whose share of the mass holds the uniform number; places without mass are never picked."""
    steps = list(accumulate(mass))
    place = bisect_left(steps, u * steps[-1])
    while mass[place] <= 0.0:
        place += 1
    return place
