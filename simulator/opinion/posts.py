"""Readable posts, so that a trainee reads people and not only curves. They are a view: regenerated from a
recorded pulse and keyed draws, never stored and never fed back, so a drill runs to the same byte whether
anybody reads them or not. The words come from the scenario's own lines; names are invented here, and no real
person or account is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, sqrt
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, model_validator

from simulator.errors import UsageError
from simulator.opinion.channels import CHANNELS, Channel, Segment
from simulator.opinion.parameters import CrowdParameters
from simulator.opinion.pulse import PULSE, NarrativePulse, Pulse, apportion
from simulator.randomness import Draws

if TYPE_CHECKING:
    from faker.providers import BaseProvider

Stance: TypeAlias = Literal["believing", "undecided", "settled", "asking"]
Language: TypeAlias = Literal["en", "zh"]

STANCES: tuple[Stance, ...] = get_args(Stance)
"""What a post can sound like."""
_STREAM = "posts"
_ASKING = 0.5  # share of the undecided who ask rather than wonder (assumption)
_LOG_FOLLOWERS, _LOG_FOLLOWERS_SD = 5.5, 1.6  # assumption
_NEVER_REPOSTED = 0.93  # share of posts without a repost (Goel, Watts et al.)
_ZETA_EXPONENT = 2.05
_ZETA_SUM = 1.600_424_204  # sum over k >= 1 of k ** -2.05
_ZETA_TABLE = 1000
_MOST_REPOSTS = 1_000_000

_FIRST: dict[Language, tuple[str, ...]] = {
    "en": (
        *("Quiet", "Early", "Paper", "Maple", "Second", "Plain", "Little", "Northern", "Amber", "Slow"),
        *("Windy", "Copper", "Lantern", "River", "Garden", "Winter", "Honest", "Tired", "Curious", "Cloudy"),
    ),
    "zh": (
        *("安静的", "早起的", "纸上", "枫叶", "第二", "平凡的", "小小", "北边的", "琥珀", "慢吞吞的"),
        *("起风了", "铜色", "灯下", "河边", "园子里的", "冬日", "老实的", "有点累的", "好奇的", "多云"),
    ),
}
_SECOND: dict[Language, tuple[str, ...]] = {
    "en": (
        *("Teapot", "Sparrow", "Umbrella", "Noodle", "Bicycle", "Pencil", "Kettle", "Walnut", "Postbox"),
        *("Ladder", "Radish", "Window", "Turtle", "Notebook", "Orange", "Pebble", "Spoon", "Clock", "Mitten"),
    ),
    "zh": (
        *("茶壶", "麻雀", "雨伞", "面条", "单车", "铅笔", "水壶", "核桃", "邮筒", "纽扣"),
        *("梯子", "萝卜", "窗户", "乌龟", "笔记本", "橘子", "石子", "勺子", "时钟", "手套"),
    ),
}


class NarrativeLines(BaseModel):
    """What people say about one narrative: by stance, then by language, sentences to choose from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: dict[Stance, dict[Language, tuple[str, ...]]]
    """Sentences such as a member of the public would write; each language used needs one in some stance."""

    @model_validator(mode="after")
    def _whole(self) -> NarrativeLines:
        said = [text for by_language in self.lines.values() for texts in by_language.values() for text in texts]
        if not said:
            raise ValueError("lines holds no sentence; give at least one stance with at least one sentence")
        if any(not text.strip() for text in said):
            raise ValueError("lines holds an empty sentence; write it or leave it out")
        return self

    def choose(self, stance: Stance, lang: Language) -> Sequence[str]:
        """Sentences for a stance; if it has none in the language, of the nearest stance, then of any
        language."""
        order = (stance, "undecided", "asking", "believing", "settled")
        for language in (lang, *get_args(Language)):
            for candidate in order:
                texts = self.lines.get(candidate, {}).get(language, ())  # type: ignore[call-overload]
                if texts:
                    return tuple(texts)
        raise AssertionError("validated lines hold a sentence")


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


def cards(
    pulse: Pulse,
    lines: Mapping[str, NarrativeLines],
    draws: Draws,
    limit: int = 12,
    lang: Language = "en",
    *,
    parameters: CrowdParameters | None = None,
) -> list[PostCard]:
    """Posts that a pulse's 30 minutes may have brought, in order of time; a pure function of its arguments.

    About ``limit`` cards: narratives and channels share them by the square root of their posts, so rare
    rumours are seen; each narrative that was talked about has at least one, even beyond the limit. Give the
    ``parameters`` of the crowd if they are not the defaults. UsageError if a narrative of the pulse has no
    lines.
    """
    if limit < 1:
        raise UsageError(f"limit is {limit}; at least one card must be asked for")
    p = parameters or _default_parameters()
    talked = {name: figures for name, figures in sorted(pulse["narratives"].items()) if figures["posts"] > 0}
    silent = [name for name in talked if name not in lines]
    if silent:
        raise UsageError(f"narrative {silent[0]!r} has no lines; the scenario must say what people write about it")
    made: list[PostCard] = []
    for (name, figures), shown in zip(talked.items(), _shares(talked, limit), strict=True):
        places = apportion(shown, [sqrt(count) for count in figures["channels"]])
        channels = [channel for channel, many in zip(CHANNELS, places, strict=True) for _ in range(many)]
        author = _Writer(pulse["at"], name, figures, lines[name], draws, lang, p)
        made += [author.card(number, channel, figures["posts"] / shown) for number, channel in enumerate(channels)]
    return sorted(made, key=lambda card: card.at)


@lru_cache(maxsize=1)
def _default_parameters() -> CrowdParameters:
    return CrowdParameters()


def _shares(talked: Mapping[str, NarrativePulse], limit: int) -> list[int]:
    """Cards for each narrative: one, the rest by the root of the posts, never more than there are posts."""
    extra = apportion(max(0, limit - len(talked)), [sqrt(figures["posts"]) for figures in talked.values()])
    return [min(1 + more, figures["posts"]) for more, figures in zip(extra, talked.values(), strict=True)]


class _Writer:
    """Makes the cards of one narrative in one pulse."""

    def __init__(
        self,
        at: int,
        narrative: str,
        figures: NarrativePulse,
        lines: NarrativeLines,
        draws: Draws,
        lang: Language,
        parameters: CrowdParameters,
    ) -> None:
        self._at, self._narrative, self._figures, self._lines = at, narrative, figures, lines
        self._draws, self._lang, self._parameters = draws, lang, parameters
        self._used: dict[Stance, int] = {}

    def _uniform(self, number: int, what: str) -> float:
        return self._draws.uniform(_STREAM, self._at, self._narrative, number, what)

    def card(self, number: int, channel: Channel, weight: float) -> PostCard:
        """Card ``number`` of the narrative, on a channel."""
        stance = self._stance(number)
        minutes = PULSE // 60
        normal = self._draws.normal(_STREAM, self._at, self._narrative, number, "followers")
        return PostCard(
            narrative=self._narrative,
            at=self._at - PULSE + 60 * int(minutes * self._uniform(number, "minute")),
            channel=channel,
            segment=self._segment(number, channel),
            stance=stance,
            author=handle(self._draws.integer(_STREAM, self._at, self._narrative, number, "author"), self._lang),
            followers=int(exp(_LOG_FOLLOWERS + _LOG_FOLLOWERS_SD * normal)),
            reposts=reposts(self._uniform(number, "reposts")),
            weight=weight,
            text=self._text(stance),
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

    def _text(self, stance: Stance) -> str:
        """The next of the narrative's sentences, beginning at a drawn one, so that none returns too soon."""
        texts = self._lines.choose(stance, self._lang)
        used = self._used.get(stance, 0)
        self._used[stance] = used + 1
        start = int(self._draws.uniform(_STREAM, self._at, self._narrative, stance, "text") * len(texts))
        return texts[(start + used) % len(texts)]


def _pick(mass: Sequence[float], u: float) -> int:
    """Place whose share of the mass holds the uniform number; places without mass are never picked."""
    steps = list(accumulate(mass))
    place = bisect_left(steps, u * steps[-1])
    while mass[place] <= 0.0:
        place += 1
    return place


@lru_cache(maxsize=1)
def _zeta_steps() -> tuple[float, ...]:
    return tuple(accumulate(k**-_ZETA_EXPONENT / _ZETA_SUM for k in range(1, _ZETA_TABLE + 1)))


def reposts(u: float) -> int:
    """Reposts of a post at a uniform number: none with chance .93, else zeta with exponent 2.05.

    Source: Goel, Watts et al. for the shares; a power law continues the sum beyond 1,000, held at a million.
    """
    if u <= _NEVER_REPOSTED:
        return 0
    v = (u - _NEVER_REPOSTED) / (1.0 - _NEVER_REPOSTED)
    steps = _zeta_steps()
    if v <= steps[-1]:
        return bisect_left(steps, v) + 1
    beyond = _ZETA_TABLE * ((1.0 - v) / (1.0 - steps[-1])) ** (-1.0 / (_ZETA_EXPONENT - 1.0))
    return min(int(beyond) + 1, _MOST_REPOSTS)


@lru_cache(maxsize=1)
def _provider() -> BaseProvider:
    """A bare faker provider without locale data; loaded when posts are read, for faker is slow to import."""
    from faker import Generator
    from faker.providers import BaseProvider

    return BaseProvider(Generator())


def handle(seed: int, lang: Language) -> str:
    """An invented account name; the same seed gives the same name."""
    provider = _provider()
    provider.generator.seed_instance(seed)
    name = str(provider.random_element(_FIRST[lang])) + str(provider.random_element(_SECOND[lang]))
    return name + provider.numerify(str(provider.random_element(("", "", "#", "##"))))
