"""Readable posts: a pure view of a pulse, consistent with its counts."""

from __future__ import annotations

import copy
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.errors import UsageError
from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, SEGMENTS
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters
from simulator.opinion.posts import STANCES, NarrativeLines, cards, handle, reposts
from simulator.opinion.pulse import PULSE, Pulse, apportion
from simulator.randomness import Draws

HOUR = 3600


def lines_for(name: str) -> NarrativeLines:
    """Three sentences for each stance in both languages."""
    return NarrativeLines(
        lines={
            stance: {
                "en": tuple(f"{name} {stance} {n}" for n in range(3)),
                "zh": tuple(f"{name} {stance} 第{n}句" for n in range(3)),
            }
            for stance in STANCES
        }
    )


LINES = {name: lines_for(name) for name in ("fact", "concern", "rumour")}


@pytest.fixture(scope="module")
def pulse() -> Pulse:
    """The default crisis after five hours."""
    crowd = Crowd({kind: NarrativeParameters(kind=kind) for kind in ("fact", "concern", "rumour")}, seed=7)
    crowd.run_until(5 * HOUR)
    return crowd.pulse()


def test_cards_stand_for_the_counts(pulse: Pulse):
    """C1: a narrative's card weights sum to its posts; the cards keep to the limit and to the pulse's half
    hour."""
    made = cards(pulse, LINES, Draws(7))
    assert len(made) == 12
    for name, figures in pulse["narratives"].items():
        assert sum(card.weight for card in made if card.narrative == name) == pytest.approx(figures["posts"])
    for card in made:
        assert pulse["at"] - PULSE <= card.at < pulse["at"]
        assert card.at % 60 == 0
        assert card.channel in CHANNELS
        assert card.segment in SEGMENTS
        assert card.stance in STANCES
        assert card.text.startswith(f"{card.narrative} {card.stance} ")
        assert card.followers >= 0
    assert [card.at for card in made] == sorted(card.at for card in made)


def test_rare_narratives_are_seen(pulse: Pulse):
    """A narrative with one post beside thousands still has its card, even beyond the limit."""
    rare = copy.deepcopy(pulse)
    rare["narratives"]["rumour"].update(posts=1, channels=[1, 0, 0, 0, 0, 0, 0], segments=[1, 0, 0, 0, 0])
    rare["narratives"]["fact"].update(posts=9000, channels=[9000, 0, 0, 0, 0, 0, 0], segments=[0, 9000, 0, 0, 0])
    for limit in (12, 1):
        found = [card for card in cards(rare, LINES, Draws(7), limit) if card.narrative == "rumour"]
        assert [(card.channel, card.segment, card.weight) for card in found] == [("weibo", "affected", 1.0)]


def test_cards_repeat_and_differ_by_seed(pulse: Pulse):
    """The same pulse and draws give the same cards; another seed gives others; the pulse is left as it
    was."""
    before = copy.deepcopy(pulse)
    assert cards(pulse, LINES, Draws(7)) == cards(pulse, LINES, Draws(7))
    assert cards(pulse, LINES, Draws(7)) != cards(pulse, LINES, Draws(8))
    assert pulse == before


def test_reading_posts_changes_nothing():
    """R1: a run whose posts are read at every pulse is bit-identical to one whose posts nobody reads."""
    read, unread = (
        Crowd({kind: NarrativeParameters(kind=kind) for kind in ("fact", "concern", "rumour")}, seed=5)
        for _ in range(2)
    )
    for half in range(1, 17):
        for crowd in (read, unread):
            crowd.run_until(half * PULSE)
        cards(read.pulse(), LINES, Draws(5))
    assert np.array_equal(read.visible, unread.visible)
    assert read.pulse() == unread.pulse()


def test_chinese_cards(pulse: Pulse):
    """In Chinese the sentences and the handles are Chinese; places, times and counts stay the same."""
    english, chinese = (cards(pulse, LINES, Draws(7), lang=lang) for lang in ("en", "zh"))
    assert all("句" in card.text for card in chinese)
    assert all(any("一" <= sign <= "鿿" for sign in card.author) for card in chinese)
    assert [(c.at, c.channel, c.segment, c.weight) for c in english] == [
        (c.at, c.channel, c.segment, c.weight) for c in chinese
    ]


def test_sentences_do_not_return_too_soon(pulse: Pulse):
    """Within a pulse a narrative uses all sentences of a stance before it repeats one."""
    for name in LINES:
        for stance in STANCES:
            texts = [c.text for c in cards(pulse, LINES, Draws(3), 40) if (c.narrative, c.stance) == (name, stance)]
            assert len(set(texts)) == min(len(texts), 3)


def test_hotline_callers_are_those_who_use_it(pulse: Pulse):
    """A card's segment is one that posts on its channel: outsiders never appear on the hotline."""
    on_hotline = copy.deepcopy(pulse)
    figures = on_hotline["narratives"]["concern"]
    figures["channels"] = [0, 0, 0, 0, 0, figures["posts"], 0]
    figures["segments"] = [10, 10, 10, 10, 100_000]
    segments = {c.segment for c in cards(on_hotline, LINES, Draws(1), 60) if c.narrative == "concern"}
    assert segments <= {"affected", "parents"}


def test_stances_follow_the_people(pulse: Pulse):
    """Where everybody believes nobody asks; where nobody holds a view yet everybody asks."""
    for heads, expected in (((0, 100, 0), "believing"), ((0, 0, 100), "settled"), ((0, 0, 0), "asking")):
        sure = copy.deepcopy(pulse)
        sure["narratives"]["fact"].update(E=heads[0], B=heads[1], Z=heads[2])
        assert {c.stance for c in cards(sure, LINES, Draws(2), 40) if c.narrative == "fact"} == {expected}


def test_missing_stances_and_languages_fall_back(pulse: Pulse):
    """A narrative with one sentence in one language still speaks; one without lines is refused by name."""
    sparse = {name: NarrativeLines(lines={"believing": {"en": ("Is it so?",)}}) for name in LINES}
    assert {card.text for card in cards(pulse, sparse, Draws(1), lang="zh")} == {"Is it so?"}
    with pytest.raises(UsageError, match="rumour"):
        cards(pulse, {name: LINES[name] for name in ("fact", "concern")}, Draws(1))
    with pytest.raises(UsageError, match="limit"):
        cards(pulse, LINES, Draws(1), 0)
    for bad in ({}, {"believing": {"en": (" ",)}}, {"shouting": {"en": ("No!",)}}):
        with pytest.raises(ValidationError):
            NarrativeLines(lines=bad)


def test_repost_counts_have_the_published_shape():
    """F6: 93 % are never reposted, .0437 once, and the tail falls with exponent 2.05 (Goel, Watts et al.)."""
    grid = (np.arange(200_000) + 0.5) / 200_000
    counts = np.array([reposts(float(u)) for u in grid])
    assert (counts == 0).mean() == pytest.approx(0.93, abs=1e-4)
    assert [(counts == k).mean() for k in (1, 2, 3)] == pytest.approx([0.0437, 0.01056, 0.0046], abs=2e-4)
    assert (counts >= 100).mean() == pytest.approx(1 / 3007, rel=0.05)
    tail = counts[counts >= 10]
    assert 1 + len(tail) / sum(log(k / 9.5) for k in tail) == pytest.approx(2.05, abs=0.1)
    assert np.all(np.diff(counts) >= 0)
    assert reposts(1 - 2**-53) <= 1_000_000


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


def test_another_public_can_be_given(pulse: Pulse):
    """With the parameters of the crowd the segments of the cards are the crowd's own."""
    public = CrowdParameters()
    only = {"affected": public.segments["affected"]}
    channels = {
        name: channel.model_copy(update={"audience": {"affected": 1.0}}) for name, channel in public.channels.items()
    }
    small = CrowdParameters(segments=only, channels=channels)
    crowd = Crowd({"fact": NarrativeParameters(kind="fact")}, small, seed=1)
    crowd.run_until(2 * HOUR)
    assert {card.segment for card in cards(crowd.pulse(), LINES, Draws(1), parameters=small)} == {"affected"}
