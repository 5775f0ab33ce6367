"""Readable posts: a pure view of a pulse, consistent with its counts, with no two alike on one screen."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, SEGMENTS
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters
from simulator.opinion.posts import (
    EMOTIONS,
    STANCES,
    Language,
    PostCard,
    Voices,
    caller_lines,
    cards,
    handle,
    headline,
    media_lines,
    reposts,
)
from simulator.opinion.pulse import PULSE, Pulse, apportion
from simulator.randomness import Draws
from simulator.replay.materials import gather
from simulator.scenario.load import load_scenario
from simulator.scenario.text import ACTING_CHARACTERS
from simulator.scenario.voices import voices_of
from tests.support_drill import auto

HOUR = 3600
SHIPPED = ("bus-fare", "canteen", "exam-leak", "landslide", "pension", "river", "tutorial")
WINDOW = 60
"""Successive posts of which no two may be alike; far more than a screen holds."""
REMEMBERED = 400


@cache
def public(name: str = "canteen", language: Language = "en") -> Voices:
    """The public of a shipped scenario."""
    return voices_of(load_scenario(name).scenario, language)


@cache
def drill_pulses(name: str, skill: str) -> tuple[Pulse, ...]:
    """The pulses of a whole drill played by colleagues of a skill."""
    record = auto(skill, 1, gather(name, "i80-2016"))
    return tuple(event.data for event in record.of_kind("pulse"))  # type: ignore[misc]


@cache
def stream(name: str, skill: str, language: Language, seed: int = 1, limit: int = 12) -> tuple[PostCard, ...]:
    """Everything that somebody who reads a whole drill sees."""
    read: list[PostCard] = []
    for one in drill_pulses(name, skill):
        read += cards(one, public(name, language), Draws(seed), limit, shown=read[-REMEMBERED:])
    return tuple(read)


def repeated(texts: Sequence[str]) -> float:
    """Share of the texts that had been there before."""
    return 1 - len(dict.fromkeys(texts)) / len(texts)


@pytest.fixture(scope="module")
def pulse() -> Pulse:
    """The canteen's crowd after six hours in which nobody answered."""
    return next(one for one in drill_pulses("canteen", "silent") if one["at"] == 6 * HOUR)


def test_cards_stand_for_the_counts(pulse: Pulse):
    """C1: a narrative's card weights sum to its posts; the cards keep to the limit and to the pulse's half
    hour."""
    made = cards(pulse, public(), Draws(7))
    assert len(made) == 12
    for name, figures in pulse["narratives"].items():
        shown = [card.weight for card in made if card.narrative == name]
        assert sum(shown) == pytest.approx(figures["posts"])
    for card in made:
        assert pulse["at"] - PULSE <= card.at < pulse["at"]
        assert card.at % 60 == 0
        assert (card.channel in CHANNELS, card.segment in SEGMENTS) == (True, True)
        assert (card.stance in STANCES, card.emotion in EMOTIONS) == (True, True)
        assert card.said
        assert card.followers >= 0
    assert [card.at for card in made] == sorted(card.at for card in made)


def test_rare_narratives_are_seen(pulse: Pulse):
    """A narrative with one post beside thousands still has its card, even beyond the limit."""
    rare = copy.deepcopy(pulse)
    rare["narratives"]["old_meat"].update(posts=1, channels=[1, 0, 0, 0, 0, 0, 0], segments=[1, 0, 0, 0, 0])
    rare["narratives"]["illness"].update(posts=9000, channels=[9000, 0, 0, 0, 0, 0, 0], segments=[0, 9000, 0, 0, 0])
    for limit in (12, 1):
        found = [card for card in cards(rare, public(), Draws(7), limit) if card.narrative == "old_meat"]
        assert [(card.channel, card.segment, card.weight) for card in found] == [("weibo", "affected", 1.0)]


def test_cards_repeat_and_differ_by_seed(pulse: Pulse):
    """The same pulse and draws give the same cards; another seed gives others; the pulse is left as it was."""
    before = copy.deepcopy(pulse)
    assert cards(pulse, public(), Draws(7)) == cards(pulse, public(), Draws(7))
    first, second = ([card.text for card in cards(pulse, public(), Draws(seed))] for seed in (7, 8))
    assert len([text for text in first if text in second]) <= 2
    assert pulse == before


def test_reading_posts_changes_nothing():
    """R1: a run whose posts are read at every pulse is bit-identical to one whose posts nobody reads."""
    kinds = {narrative.id: narrative.kind for narrative in load_scenario("canteen").scenario.narratives}
    read, unread = (
        Crowd({name: NarrativeParameters(kind=kind) for name, kind in kinds.items()}, seed=5) for _ in range(2)
    )
    shown = 0
    for half in range(1, 17):
        for crowd in (read, unread):
            crowd.run_until(half * PULSE)
        shown += len(cards(read.pulse(), public(), Draws(5)))
    assert shown > 100
    assert np.array_equal(read.visible, unread.visible)
    assert read.pulse() == unread.pulse()


def test_languages_share_everything_but_the_words(pulse: Pulse):
    """In Chinese the words and the handles are Chinese; times, places, people and counts stay the same."""
    english, chinese = (cards(pulse, public("canteen", lang), Draws(7)) for lang in ("en", "zh"))
    assert all(any("一" <= sign <= "鿿" for sign in card.text + card.author) for card in chinese)
    assert not any("一" <= sign <= "鿿" for card in english for sign in card.text + card.author)
    same = [[(c.at, c.channel, c.segment, c.stance, c.weight) for c in made] for made in (english, chinese)]
    assert same[0] == same[1]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("skill", ["silent", "expert"])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_two_alike_on_one_screen(name: str, skill: str, language: Language):
    """In a whole drill no text stands twice among 60 successive posts, and few return at all."""
    texts = [card.text for card in stream(name, skill, language)]
    last: dict[str, int] = {}
    for place, text in enumerate(texts):
        assert place - last.get(text, -WINDOW) >= WINDOW, text
        last[text] = place
    assert repeated(texts) < 0.08


def test_posts_are_clean_and_finished():
    """No post holds a character that acts on a terminal, an unfilled brace, a line break or a doubled sign."""
    for name in SHIPPED:
        for language in ("en", "zh"):
            for card in stream(name, "silent", language):
                assert ACTING_CHARACTERS.search(card.text) is None
                assert not any(sign in card.text for sign in "{}\n\t"), card.text
                assert card.text == card.text.strip()
                assert not any(twice in card.text for twice in ("  ", "。。", "，，", "，。", ",,")), card.text


def test_figures_come_from_the_scenario():
    """Every number in a post stands in the scenario's own file."""
    for name in SHIPPED:
        written = repr(load_scenario(name).document.data)
        for card in stream(name, "silent", "en"):
            sign = card.text.replace(f"@{card.replies_to}", "") if card.replies_to else card.text
            for number in "".join(s if s.isdigit() else " " for s in sign).split():
                assert number in written, card.text


def test_channels_have_their_habits():
    """Microblogs carry tags, groups call everybody, clips are described, the hotline is spoken plainly."""
    read = [card for name in SHIPPED for card in stream(name, "silent", "en")]
    by_channel = {channel: [c.text for c in read if c.channel == channel] for channel in CHANNELS}
    tagged = {c: sum("#" in text for text in some) / len(some) for c, some in by_channel.items() if some}
    assert tagged["weibo"] > 0.4 > 0.2 > tagged["wechat"]
    assert any(text.startswith("@all ") for text in by_channel["wechat"])
    assert not any(text.startswith("@all ") for text in by_channel["weibo"])
    assert any(text.startswith("[clip") for text in by_channel["short_video"])
    assert any(text.startswith("[screenshot") for text in by_channel["wechat"])


def test_callers_on_the_hotline_do_not_post(pulse: Pulse):
    """A hotline card is a caller's own words, from a segment that rings: no tag, no forwarding, no outsiders."""
    on_hotline = copy.deepcopy(pulse)
    for figures in on_hotline["narratives"].values():
        figures["channels"] = [0, 0, 0, 0, 0, figures["posts"], 0]
        figures["segments"] = [10, 10, 10, 10, 100_000]
    made = cards(on_hotline, public(), Draws(1), 40)
    assert {card.segment for card in made} <= {"affected", "parents"}
    assert {card.channel for card in made} == {"hotline"}
    assert not any("#" in card.text or "@" in card.text or "[" in card.text for card in made)


def test_answers_name_an_earlier_author():
    """An answer goes to the author of an earlier card of the same half hour, narrative and channel."""
    answers = 0
    for one in drill_pulses("canteen", "silent"):
        made = cards(one, public(), Draws(3), 40)
        for place, card in enumerate(made):
            if card.replies_to is not None:
                answers += 1
                assert f"@{card.replies_to}" in card.text
                earlier = [c for c in made[:place] if c.author == card.replies_to]
                assert any((c.narrative, c.channel) == (card.narrative, card.channel) for c in earlier)
    assert answers > 100


def test_stances_follow_the_people(pulse: Pulse):
    """Where everybody believes nobody asks; where nobody holds a view yet everybody asks."""
    for heads, expected in (((0, 100, 0), "believing"), ((0, 0, 100), "settled"), ((0, 0, 0), "asking")):
        sure = copy.deepcopy(pulse)
        sure["narratives"]["illness"].update(E=heads[0], B=heads[1], Z=heads[2])
        assert {c.stance for c in cards(sure, public(), Draws(2), 40) if c.narrative == "illness"} == {expected}


def test_after_an_official_word_nobody_says_there_was_none(pulse: Pulse):
    """Sentences that speak of silence are heard only before official words have reached people, and the other way
    round."""
    patterns: dict[int, str] = {}
    for coverage in (0, 900):
        told = copy.deepcopy(pulse)
        for figures in told["narratives"].values():
            figures["coverage"] = coverage
        patterns[coverage] = " ".join(c.pattern for seed in range(40) for c in cards(told, public(), Draws(seed)))
    assert "False" in patterns[0]
    assert "True" not in patterns[0]
    assert "True" in patterns[900]
    assert "False" not in patterns[900]


def test_grief_is_no_comedy():
    """Where people have died nobody jokes or advertises; elsewhere people also laugh."""
    grave = {card.emotion for card in stream("landslide", "silent", "en")}
    assert "grief" in grave
    assert not grave & {"humour", "sarcasm"}
    assert not any(card.pattern.startswith("off topic") for card in stream("landslide", "silent", "en"))
    light = stream("bus-fare", "silent", "en")
    assert {"humour", "sarcasm"} <= {card.emotion for card in light}
    assert any(card.pattern.startswith("off topic") for card in light)


def test_what_was_shown_is_not_said_again(pulse: Pulse):
    """Cards that a reader still sees are not repeated, whatever the seed."""
    first = cards(pulse, public(), Draws(7))
    again = cards(pulse, public(), Draws(7), shown=first)
    assert not {card.said for card in first} & {card.said for card in again}
    assert [card.author for card in first] == [card.author for card in again]


def test_wrong_use_is_refused(pulse: Pulse):
    """No cards at all, a narrative that nobody speaks of, an unknown concern, hostility or line are named."""
    with pytest.raises(UsageError, match="limit"):
        cards(pulse, public(), Draws(1), 0)
    with pytest.raises(UsageError, match="canteen"):
        cards(pulse, public("tutorial"), Draws(1))
    with pytest.raises(UsageError, match="nowhere"):
        caller_lines(public(), "nowhere", Draws(1), 0)
    with pytest.raises(UsageError, match="hostility"):
        media_lines(public(), "Bankside Observer", "Why?", 4, Draws(1), 0)
    with pytest.raises(UsageError, match="nowhere"):
        headline(public(), "nowhere", "official", "bankside", Draws(1), 0)


def test_callers_and_journalists_have_voices():
    """Callers on one concern differ in their words; a journalist names the outlet and puts the question as it stands."""
    for language, ask in (("en", "Who signed?"), ("zh", "谁签的字？")):
        voices = public("canteen", language)
        calls = [
            call for at in range(0, 24 * HOUR, HOUR) for call in caller_lines(voices, "safe_water", Draws(1), at, 3)
        ]
        assert repeated(calls) == 0
        assert not any("#" in call for call in calls)
        for hostility in range(4):
            put = [media_lines(voices, "The Outlet", ask, hostility, Draws(1), at * HOUR) for at in range(12)]
            assert all("The Outlet" in line and ask in line for line in put)
            assert len(dict.fromkeys(put)) > 6
    heads = {headline(public(), "illness", "public", "bankside", Draws(1), at * HOUR) for at in range(24)}
    assert len(heads) > 5


def test_repost_counts_have_the_published_shape():
    """F6: 93 % are never reposted, .0437 once, and the tail falls with exponent 2.05 (Goel, Watts et al.)."""
    grid = (np.arange(200_000) + 0.5) / 200_000
    counts = np.array([reposts(float(u)) for u in grid])
    assert (counts == 0).mean() == pytest.approx(0.93, abs=1e-4)
    assert [(counts == k).mean() for k in (1, 2, 3)] == pytest.approx([0.0437, 0.01056, 0.0046], abs=2e-4)
    assert (counts >= 100).mean() == pytest.approx(1 / 3007, rel=0.05)
    tail = counts[counts >= 10]
    assert 1 + len(tail) / sum(log(k / 9.5) for k in tail) == pytest.approx(2.05, abs=0.1)
    assert all(few <= many for few, many in pairwise(counts))
    assert reposts(1 - 2**-53) <= 1_000_000


def test_posts_of_drills_are_reposted_so():
    """F6 on the cards themselves: none for .93 +- .01 of them, and a density exponent between 1.9 and 2.5."""
    counts = [card.reposts for name in SHIPPED for seed in (1, 2, 3) for card in stream(name, "silent", "zh", seed)]
    assert sum(count == 0 for count in counts) / len(counts) == pytest.approx(0.93, abs=0.01)
    tail = [count for count in counts if count >= 3]
    assert 1.9 <= 1 + len(tail) / sum(log(count / 2.5) for count in tail) <= 2.5


def test_handles_are_invented_names():
    """A handle is a pure function of its seed, made of Podium's own words and at most two digits."""
    names = [handle(seed, "en") for seed in range(300)]
    assert names == [handle(seed, "en") for seed in range(300)]
    assert len(set(names)) > 200
    assert all(name.isalnum() and sum(sign.isdigit() for sign in name) <= 2 for name in names)


@given(
    total=st.integers(0, 10**6),
    weights=st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=9).filter(lambda w: sum(w) > 0),
)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_apportioned_parts_sum_to_the_whole(total: int, weights: list[float]):
    """Parts are whole, not negative, within one of the exact share, and sum to the whole."""
    parts = apportion(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert part >= 0
        assert abs(part - total * weight / sum(weights)) < 1 + 1e-6


def test_another_public_can_be_given():
    """With the parameters of the crowd the segments of the cards are the crowd's own."""
    crowd_parameters = CrowdParameters()
    only = {"affected": crowd_parameters.segments["affected"]}
    channels = {
        name: channel.model_copy(update={"audience": {"affected": 1.0}})
        for name, channel in crowd_parameters.channels.items()
    }
    small = CrowdParameters(segments=only, channels=channels)
    crowd = Crowd({"illness": NarrativeParameters(kind="fact")}, small, seed=1)
    crowd.run_until(2 * HOUR)
    assert {card.segment for card in cards(crowd.pulse(), public(), Draws(1), parameters=small)} == {"affected"}
