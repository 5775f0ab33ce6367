"""The crowd: exact limits through the production step, identities, pairing, and the order of policies."""

from __future__ import annotations

import subprocess
import sys
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.errors import NotFoundError, UsageError
from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, ChannelParameters, SegmentParameters
from simulator.opinion.kernel_terms import WEIGHTS
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters

HOUR = 3600
OFF = {"q": 1.0, "alo": 1.0, "eta": 0.0, "hot": 0.0, "qbig": 0.0, "sil": 0.0}
FLAT = (1.0,) * 24
ALL = tuple(CHANNELS)


def everything_off(*, one_mix: bool, circadian: tuple[float, ...] = FLAT) -> CrowdParameters:
    """The production parameters with every effect switched off; one mix gives each segment its share of
    readings."""
    p = CrowdParameters(**OFF, circadian=circadian)
    even = {name: segment.population / p.population for name, segment in p.segments.items()}
    channels = {
        name: channel.model_copy(update={"delay": 1.0, "audience": even if one_mix else channel.audience})
        for name, channel in p.channels.items()
    }
    return p.model_copy(update={"channels": channels})


def single_segment(population: int, circadian: tuple[float, ...] = FLAT) -> CrowdParameters:
    """One segment on one channel, everything off."""
    return CrowdParameters(
        segments={"affected": SegmentParameters(population=population, trust=0.5, posting={"weibo": 1.0})},
        channels={c: ChannelParameters(audience={"affected": 1.0}, reach={}) for c in CHANNELS},
        circadian=circadian,
        **OFF,
    )


def spark(n0: float, posts: int) -> NarrativeParameters:
    """A narrative that begins with its seed posts alone."""
    return NarrativeParameters(kind="rumour", n0=n0, seed_posts=posts, seed_at=0)


def story() -> dict[str, NarrativeParameters]:
    """The default crisis: what happened, what people ask, and a rumour from the third hour."""
    return {kind: NarrativeParameters(kind=kind) for kind in ("fact", "concern", "rumour")}


def respond(seed: int, first_word: int | None, *, quality: float = 0.9, novelty: float = 1.0) -> Crowd:
    """72 h with a statement, a rebuttal 3 h and a conference 6 h later, and two updates; None stays
    silent."""
    crowd = Crowd(story(), seed=seed)
    if first_word is not None:
        everything = {"fact": 1.0, "concern": 0.6}
        plan = [
            (0, "statement", everything),
            (3 * HOUR, "rebuttal", {"rumour": 1.0}),
            (6 * HOUR, "conference", {"fact": 1.0, "concern": 1.0, "rumour": 0.7}),
            (12 * HOUR, "update", everything),
            (24 * HOUR, "update", everything),
        ]
        for delay, form, weights in plan:
            at = first_word + delay
            crowd.run_until(min(at, 72 * HOUR))
            crowd.official_word(form, weights, ALL, quality, novelty, at=at, first=delay == 0)
    crowd.run_until(72 * HOUR)
    return crowd


def trust(crowd: Crowd) -> int:
    """Mean trust per ten thousand."""
    return crowd.pulse()["trust"]


# --- exact limits ---


@pytest.mark.parametrize(
    ("one_mix", "expected"),
    [(True, (0.582812, 0.796812, 0.940480)), (False, (0.57566, 0.78975, 0.93596))],
    ids=["E1", "E2"],
)
def test_final_size_is_exact(one_mix: bool, expected: tuple[float, ...]):
    """E1 and E2: with everything off, as many people hear as the theory of epidemics says, rhythm on or off.

    Tolerance: 1.5e-3 plus 3 standard errors of the mean of 5 runs.
    """
    rhythm = FLAT if one_mix else CrowdParameters().circadian
    crowd = Crowd(
        {f"{n}/{copy}": spark(n, 200) for n in (1.5, 2.0, 3.0) for copy in range(5)},
        everything_off(one_mix=one_mix, circadian=rhythm),
        seed=3,
    )
    crowd.run_until(168 * HOUR)
    heard = (1.0 - crowd.unaware.sum(axis=1) / 500_000).reshape(3, 5).mean(axis=1)
    for n, share, target in zip((1.5, 2.0, 3.0), heard, expected, strict=True):
        left = 1.0 - target
        error = sqrt(target * left / 500_000 / 5) / (1.0 - n * left)
        assert abs(share - target) < 1.5e-3 + 3 * error


@pytest.mark.parametrize("rhythm", [FLAT, CrowdParameters().circadian], ids=["flat", "circadian"])
def test_cluster_of_one_seed_is_borel(rhythm: tuple[float, ...]):
    """E4, E7: one post at n = .5 in a large public brings 2 posts in all, with Borel's variance and first
    masses.

    A Poisson capped at the susceptible in place of the binomial gave 1.44.
    """
    clusters = 500
    crowd = Crowd({str(i): spark(0.5, 1) for i in range(clusters)}, single_segment(1_000_000, rhythm), seed=21)
    crowd.run_until(96 * HOUR)
    total = 1.0 + 1_000_000 - crowd.unaware.sum(axis=1)
    assert abs(total.mean() - 2.0) < 4 * sqrt(4.0 / clusters)
    for size, mass in ((1, 0.6065), (2, 0.1839), (3, 0.0837)):
        assert abs((total == size).mean() - mass) < 4 * sqrt(mass * (1 - mass) / clusters)


def test_minor_outbreaks():
    """E5: at n = 2 a single seed dies out with probability .203."""
    clusters = 300
    crowd = Crowd({str(i): spark(2.0, 1) for i in range(clusters)}, single_segment(20_000), seed=4)
    crowd.run_until(72 * HOUR)
    minor = (crowd.unaware.sum(axis=1) > 0.9 * 20_000).mean()
    assert abs(minor - 0.203188) < 4 * sqrt(0.2032 * 0.7968 / clusters)


def test_a_post_is_seen_exactly_once_in_all():
    """E9 for one generation: what is read of a post over time sums to its weight, on every channel."""
    crowd = Crowd({"a": spark(0.0, 1)}, single_segment(1000), seed=1)
    crowd.tick()
    seen = 0.0
    for _ in range(500 * 12):
        before = crowd.visible.sum()
        crowd.tick()
        seen += before - crowd.visible.sum()
    assert sum(WEIGHTS) == pytest.approx(1.0, abs=1e-12)
    assert seen == pytest.approx(1.0, abs=1e-6)


def test_the_rhythm_has_mean_one_and_moves_posts_into_the_evening():
    """The activity of the hours averages 1 at any scale, and a steady source posts more at 21 h than at 4
    h."""
    doubled = tuple(2.0 * hour for hour in CrowdParameters().circadian)
    source = {"a": NarrativeParameters(kind="fact", mu0=4000.0, d=10_000.0, n0=0.0)}
    crowd = Crowd(source, CrowdParameters(circadian=doubled, t0_second_of_day=0), seed=8)
    by_hour = []
    for hour in range(24):
        crowd.run_until((hour + 1) * HOUR)
        by_hour.append(crowd.heat)
    assert sum(by_hour) == pytest.approx(24 * 4000, rel=0.01)
    assert by_hour[21] / by_hour[4] == pytest.approx(1.60 / 0.27, rel=0.1)


# --- identities ---


def test_nobody_appears_or_vanishes():
    """C1: S+E+B+Z is the population in every segment at every tick; nothing is negative; posts add up."""
    crowd = Crowd(story(), seed=2, start=-2 * HOUR)
    heads = crowd.unaware.copy()
    posts = 0
    for tick in range(24 * 14):
        if tick == 100:
            crowd.official_word("statement", {"fact": 1.0, "concern": 0.5}, ALL, 0.8, 1.0, at=crowd.now, first=True)
        if tick == 150:
            crowd.official_word("rebuttal", {"rumour": 1.0}, ALL, 0.8, 1.0, at=crowd.now, first=False)
        crowd.tick()
        states = (crowd.unaware, crowd.undecided, crowd.believing, crowd.settled)
        assert np.array_equal(sum(states), heads)
        assert all(state.min() >= 0.0 for state in states)
        assert np.all((crowd.coverage >= 0.0) & (crowd.coverage <= 1.0))
        assert np.all((crowd.trust > 0.0) & (crowd.trust < 1.0))
        if (tick + 1) % 6 == 0:
            pulse = crowd.pulse()
            for figures in pulse["narratives"].values():
                assert figures["posts"] == sum(figures["channels"]) == sum(figures["segments"])
                posts += figures["posts"]
    assert posts > 1000
    assert crowd.denied.sum() <= crowd.settled.sum()


def test_reach_is_weight_times_reach_times_quality_times_novelty():
    """A statement's visible reach is the table's sum over the channels used, scaled; unused channels get
    none."""
    crowd = Crowd(story(), seed=2)
    crowd.official_word("statement", {"fact": 0.5}, ["weibo", "forum"], 0.8, 0.5, at=0, first=True)
    assert crowd.official.sum() == pytest.approx(62_000 * 0.5 * 0.8 * 0.5)
    assert crowd.official[0, 2:].sum() == pytest.approx(2_000 * 0.5 * 0.8 * 0.5)
    assert crowd.coverage[0] == pytest.approx(0.6 * 0.5 * 0.8 * 0.5)


@pytest.mark.parametrize("form", ["statement", "conference", "rebuttal", "interpretation", "reply"])
def test_trust_earned_is_scaled_by_quality_and_novelty(form: str):
    """Half the quality or half the novelty earns half the trust, for every form."""
    earned = []
    for quality, novelty in ((1.0, 1.0), (0.5, 1.0), (1.0, 0.5)):
        crowd = Crowd(story(), seed=2)
        before = crowd.logit_trust[0]
        crowd.official_word(form, {"fact": 1.0}, ALL, quality, novelty, at=0, first=True)
        earned.append(crowd.logit_trust[0] - before)
    assert earned[0] > 0.0
    assert earned[1:] == pytest.approx([earned[0] / 2] * 2)


def test_a_wrong_kind_is_one_mistake():
    """A misspelt kind is reported once, not once for every default that hangs on it."""
    with pytest.raises(ValidationError) as caught:
        NarrativeParameters(kind="gossip")
    assert caught.value.error_count() == 1


def test_a_full_early_response_earns_the_anchor():
    """A perfect early statement, rebuttal and conference together lift the logit of trust by .38 (SCCT)."""
    parameters = CrowdParameters(sil=0.0)
    crowd = Crowd(story(), parameters, seed=2)
    before = crowd.logit_trust.copy()
    crowd.run_until(4 * HOUR)
    for form in ("statement", "rebuttal", "conference"):
        crowd.official_word(form, {"fact": 1.0, "rumour": 1.0}, ALL, 1.0, 1.0, at=crowd.now, first=form == "statement")
    assert crowd.logit_trust - before == pytest.approx(0.38)


def test_pulse_is_whole_numbers_and_json():
    """A pulse holds whole numbers only, so the record's digest cannot hang on the last bit of a float."""

    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for child in value.values() for leaf in leaves(child)]
        if isinstance(value, list):
            return [leaf for child in value for leaf in leaves(child)]
        return [value]

    crowd = Crowd(story(), seed=2)
    crowd.run_until(6 * HOUR)
    pulse = crowd.pulse()
    assert all(type(leaf) is int for leaf in leaves(pulse))
    assert pulse["at"] == 6 * HOUR
    assert list(pulse["narratives"]) == ["fact", "concern", "rumour"]
    assert 0 < pulse["narratives"]["rumour"]["reproduction"] < 3000


# --- repetition and pairing ---


def trail(crowd: Crowd, hours: int) -> list[object]:
    """Pulses of every half hour."""
    pulses: list[object] = []
    for half in range(2 * hours):
        crowd.run_until((half + 1) * 1800)
        pulses.append(crowd.pulse())
    return pulses


def test_same_seed_same_run():
    """R1: the same seed repeats to the bit; another seed, replication or world does not."""
    one, two = Crowd(story(), seed=7), Crowd(story(), seed=7)
    assert trail(one, 8) == trail(two, 8)
    assert np.array_equal(one.visible, two.visible)
    assert np.array_equal(one.logit_trust, two.logit_trust)
    for other in (
        Crowd(story(), seed=8),
        Crowd(story(), seed=7, replication=1),
        Crowd(story(), seed=7, world=1),
    ):
        other.run_until(8 * HOUR)
        assert not np.array_equal(one.visible, other.visible)


def test_equal_until_the_first_differing_action():
    """R1: two plans on one seed are bit-identical until the first action that differs, and not after it."""
    silent, spoken = Crowd(story(), seed=7), Crowd(story(), seed=7)
    for crowd in (silent, spoken):
        crowd.run_until(5 * HOUR)
    assert np.array_equal(silent.visible, spoken.visible)
    spoken.official_word("statement", {"fact": 1.0}, ALL, 1.0, 1.0, at=5 * HOUR, first=True)
    for crowd in (silent, spoken):
        crowd.run_until(7 * HOUR)
    assert not np.array_equal(silent.settled, spoken.settled)


# --- what actions do ---


def test_an_earlier_word_leaves_fewer_rumour_believers():
    """P1: on paired seeds the first word at 2 h beats 24 h, and 24 h beats silence, in believers of the
    rumour."""
    for seed in range(3):
        early, late, never = (respond(seed, first) for first in (2 * HOUR, 24 * HOUR, None))
        believers = [crowd.heads("rumour")["B"] for crowd in (early, late, never)]
        assert believers[0] < believers[1] < believers[2]
        assert trust(early) > trust(never)


@pytest.mark.parametrize(("quality", "novelty"), [(0.0, 1.0), (1.0, 0.0)], ids=["empty", "repeated"])
def test_an_empty_or_repeated_word_earns_nothing(quality: float, novelty: float):
    """Decision 10: without quality or without anything new, words are worth exactly as much as silence."""
    silent = respond(3, None)
    said = respond(3, 1 * HOUR, quality=quality, novelty=novelty)
    assert np.array_equal(said.believing, silent.believing)
    assert np.array_equal(said.logit_trust, silent.logit_trust)


def test_a_word_before_the_narrative_exists_is_lost():
    """A rebuttal before anyone has heard the rumour changes nothing; the same rebuttal afterwards does."""
    crowd = Crowd(story(), seed=3)
    crowd.run_until(2 * HOUR)
    trust_before = crowd.logit_trust.copy()
    crowd.official_word("rebuttal", {"rumour": 1.0}, ALL, 1.0, 1.0, at=crowd.now, first=False)
    assert crowd.coverage[2] == 0.0
    assert crowd.official.sum() == 0.0
    assert np.array_equal(crowd.logit_trust, trust_before)
    crowd.run_until(4 * HOUR)
    crowd.official_word("rebuttal", {"rumour": 1.0}, ALL, 1.0, 1.0, at=crowd.now, first=False)
    assert crowd.coverage[2] == pytest.approx(0.6)


def test_talking_to_oneself_is_worth_nothing():
    """A word that answers no narrative, or that nobody hears on its channels, does not break the silence."""
    crowd = Crowd(story(), seed=3)
    crowd.run_until(6 * HOUR)
    before = crowd.logit_trust.copy()
    crowd.official_word("statement", {}, ALL, 1.0, 1.0, at=crowd.now, first=True)
    crowd.official_word("statement", {"fact": 1.0}, ["hotline"], 1.0, 1.0, at=crowd.now, first=True)
    assert np.array_equal(crowd.logit_trust, before)
    assert crowd.silent_since == 0
    assert crowd.coverage.sum() == 0.0


def test_evidence_beats_a_bare_denial():
    """P4: a rebuttal with evidence settles more believers and earns more trust than a bare denial."""
    crowds = [Crowd(story(), seed=5) for _ in range(2)]
    for crowd, evidence in zip(crowds, (True, False), strict=True):
        crowd.run_until(12 * HOUR)
        crowd.official_word("rebuttal", {"rumour": 1.0}, ALL, 0.9, 1.0, at=crowd.now, first=False, evidence=evidence)
        crowd.run_until(24 * HOUR)
    assert crowds[0].heads("rumour")["B"] < crowds[1].heads("rumour")["B"]
    assert trust(crowds[0]) > trust(crowds[1])


def test_disposal_and_words_together_beat_each_alone():
    """P5: believers of the concern with both are fewer than with either, on every paired seed."""
    for seed in range(2):
        outcome = {}
        for words, work in ((True, False), (False, True), (True, True)):
            crowd = Crowd(story(), seed=seed)
            crowd.run_until(4 * HOUR)
            if words:
                crowd.official_word("statement", {"concern": 1.0}, ALL, 1.0, 1.0, at=crowd.now, first=True)
            if work:
                crowd.disposal("concern", 0.9)
            crowd.run_until(48 * HOUR)
            outcome[words, work] = crowd.heads("concern")["B"]
        assert outcome[True, True] < min(outcome[True, False], outcome[False, True])


def test_a_conference_closes_the_cause_only_after_real_disposal():
    """A conference lowers the open share of the cause to one half, but only if something has been disposed
    of."""
    empty, real = (Crowd(story(), seed=1) for _ in range(2))
    real.disposal("concern", 0.01)
    for crowd in (empty, real):
        crowd.official_word("conference", {"concern": 1.0}, ALL, 1.0, 1.0, at=0, first=False)
    assert empty.source[1] == 1.0
    assert real.source[1] == 0.5


def test_the_wrong_attendee_halves_a_conference():
    """Without the right person a conference earns half the trust."""
    gained = []
    for right in (True, False):
        crowd = Crowd(story(), seed=1)
        before = crowd.logit_trust[0]
        crowd.official_word("conference", {"fact": 1.0}, ALL, 1.0, 1.0, at=0, first=False, right_attendee=right)
        gained.append(crowd.logit_trust[0] - before)
    assert gained[1] == pytest.approx(gained[0] / 2)


def test_forewarned_contradiction_hurts_less():
    """P3: a contradiction costs coverage and trust; a first text that warned of change costs .3 of the
    trust."""
    lost = []
    for forewarned in (False, True):
        crowd = Crowd(story(), seed=1)
        crowd.official_word("statement", {"fact": 1.0}, ALL, 1.0, 1.0, at=0, first=True)
        before = crowd.logit_trust[0]
        crowd.contradiction({"fact": 1.0}, forewarned)
        lost.append(before - crowd.logit_trust[0])
        assert crowd.coverage[0] == pytest.approx(0.6 * 0.4)
    assert lost[1] == pytest.approx(0.3 * lost[0])
    assert lost[0] > 0.0


def test_silence_costs_trust_after_four_hours_only():
    """P7: trust stands still for 4 h and then falls; a word resets the clock in proportion to its worth."""
    crowd = Crowd(story(), seed=1)
    crowd.run_until(4 * HOUR)
    start = trust(crowd)
    crowd.run_until(8 * HOUR)
    assert trust(crowd) < start
    half = Crowd(story(), seed=1)
    half.run_until(6 * HOUR)
    half.official_word("reply", {"fact": 1.0}, ALL, 0.5, 1.0, at=6 * HOUR, first=True)
    assert half.silent_since == 3 * HOUR


def test_silence_costs_in_proportion_to_what_is_asked_and_not_explained():
    """P7: in full where many ask, half where half of it is explained, nothing where nobody asks; 1 until a pulse is heeded."""
    crowd = Crowd(story(), seed=1)
    assert crowd.silence_rate == 1.0
    crowd.run_until(6 * HOUR)
    pulse = crowd.pulse()
    asked = 2 * sum(one["posts"] for one in pulse["narratives"].values())
    assert asked > crowd.parameters.silence_heat
    costs = []
    for coverage, posts in ((0, asked), (500, crowd.parameters.silence_heat), (0, 0)):
        quiet = {name: {**one, "posts": 0, "coverage": coverage} for name, one in pulse["narratives"].items()}
        quiet["fact"]["posts"] = posts / 2
        crowd.heed({**pulse, "narratives": quiet})
        before = crowd.logit_trust[0]
        crowd.tick()
        costs.append(before - crowd.logit_trust[0])
    assert costs[0] == pytest.approx(crowd.parameters.sil / 12)
    assert costs[1] == pytest.approx(costs[0] / 2)
    assert costs[2] == 0.0


def test_filler_words_do_not_slow_the_cost_of_silence():
    """P7: a word without quality or without anything new leaves the rate and the clock of silence alone."""
    spoke, silent = Crowd(story(), seed=1), Crowd(story(), seed=1)
    for hour in range(4, 12):
        for crowd in (spoke, silent):
            crowd.run_until(hour * HOUR)
            crowd.heed(crowd.pulse())
        spoke.official_word("update", {"fact": 1.0, "concern": 1.0}, ALL, 0.0, 1.0, at=spoke.now, first=hour == 4)
        spoke.official_word("update", {"fact": 1.0, "concern": 1.0}, ALL, 0.9, 0.0, at=spoke.now, first=False)
    assert spoke.silence_rate == silent.silence_rate
    assert np.array_equal(spoke.logit_trust, silent.logit_trust)


def test_the_hot_list_lifts_every_narrative_and_shows_in_the_pulse():
    """Above hot_at the pulse says 1 and R_t is 15% higher; at or below it says 0."""
    crowd = Crowd(story(), seed=1)
    crowd.run_until(2 * HOUR)
    heat = crowd.pulse()["heat"]
    shown = []
    for limit in (heat - 1, heat):
        other = Crowd(story(), crowd.parameters.model_copy(update={"hot_at": float(limit)}), seed=1)
        other.run_until(2 * HOUR)
        pulse = other.pulse()
        shown.append((pulse["hot"], pulse["heat"] > limit))
    assert [hot for hot, _ in shown] == [int(above) for _, above in shown]
    calm, hot = (Crowd(story(), crowd.parameters.model_copy(update={"hot_at": at}), seed=1) for at in (1e6, 0.0))
    for one in (calm, hot):
        one.inject_posts("fact", 1)
        one.tick()
    ratio = hot.reproduction() / calm.reproduction()
    assert ratio == pytest.approx([1.15] * 3, rel=1e-3)
    assert (calm.pulse()["hot"], hot.pulse()["hot"]) == (0, 1)


def test_r_t_is_the_eigenvalue_to_a_thousandth():
    """The simpler form that the pulse shows agrees with the top eigenvalue of the next-post matrix (OPINION_MODEL 2.2)."""
    crowd = Crowd(story(), seed=3)
    p = crowd.parameters
    people = [p.segments[name] for name in crowd.segments]
    u = np.array([[one.posting.get(channel, 0.0) for channel in CHANNELS] for one in people])
    kappa = np.array([[p.channels[channel].audience.get(name, 0.0) for name in crowd.segments] for channel in CHANNELS])
    heads = np.array([float(one.population) for one in people])
    for hour in (1, 12, 36, 72):
        crowd.run_until(hour * HOUR)
        lift = 1.0 + p.hot * crowd.pulse()["hot"]
        for k, name in enumerate(crowd.narratives):
            n = story()[name].n0 * (p.alo + (1.0 - p.alo) * (1.0 - crowd.coverage[k])) * lift
            matrix = n * (u @ kappa) * np.exp(-p.eta * (crowd.trust - 0.5)) * crowd.unaware[k] / heads
            assert crowd.reproduction()[k] == pytest.approx(np.abs(np.linalg.eigvals(matrix)).max(), rel=1e-3)


def test_a_missed_deadline_costs_trust_once():
    """The public's own deadline takes .20 logit, scaled as all jumps, and leaves everything else alone."""
    crowd = Crowd(story(), seed=1)
    before = crowd.logit_trust.copy()
    crowd.deadline_missed()
    assert before - crowd.logit_trust == pytest.approx(0.20 * 0.38 / 0.55)
    assert crowd.coverage.sum() == 0.0


def test_injects_make_later_waves():
    """Injected posts count as posts, wake a narrative before its time, and a new development lowers
    coverage."""
    crowd = Crowd(story(), seed=1)
    crowd.inject_posts("rumour", 120)
    assert crowd.seeded("rumour")
    crowd.tick()
    assert crowd.pulse()["narratives"]["rumour"]["posts"] == 120
    assert crowd.visible[2].sum() == pytest.approx(120)
    crowd.inject_posts("fact", 2, channels=["news_portal", "traditional_media"], weight=50.0)
    before = crowd.visible[0, 6].sum()
    crowd.tick()
    assert crowd.visible[0, 6].sum() > before + 40
    crowd.coverage[0] = 0.5
    crowd.new_development("fact")
    assert crowd.coverage[0] == pytest.approx(0.3)
    crowd.disposal("concern", 1.0)
    crowd.reopen_source("concern", 0.4)
    assert crowd.source[1] == pytest.approx(0.4)


def test_no_lever_refers_or_deletes():
    """P8: there is no method by which a referral or a deletion could touch the crowd."""
    names = [name.lower() for name in dir(Crowd)]
    assert not [name for name in names if any(word in name for word in ("refer", "delete", "suppress", "remove"))]


# --- truth ---


def _after_denial(form: str) -> Crowd:
    crowd = Crowd({"claim": NarrativeParameters(kind="rumour", truth="unknown", seed_at=0)}, seed=9)
    crowd.run_until(10 * HOUR)
    crowd.official_word(form, {"claim": 1.0}, ALL, 0.9, 1.0, at=crowd.now, first=True)
    crowd.run_until(24 * HOUR)
    return crowd


def test_a_denial_of_a_true_claim_settles_falsely():
    """Denying a claim that proves true settles people falsely; confirming it settles them honestly."""
    denied, confirmed = _after_denial("rebuttal"), _after_denial("statement")
    assert denied.falsely_settled("claim") == denied.inaccurate("claim") == 0
    for crowd in (denied, confirmed):
        crowd.set_truth("claim", "true")
    assert denied.falsely_settled("claim") > 100
    assert denied.inaccurate("claim") == denied.falsely_settled("claim")
    assert confirmed.falsely_settled("claim") == confirmed.inaccurate("claim") == 0
    denied.set_truth("claim", "false")
    assert denied.inaccurate("claim") == denied.heads("claim")["B"]


def test_a_surfacing_truth_costs_more_than_admitting_it():
    """When the truth surfaces the falsely settled believe again and trust falls more than by withdrawing in
    time."""
    surfaced, admitted = _after_denial("rebuttal"), _after_denial("rebuttal")
    for crowd in (surfaced, admitted):
        crowd.set_truth("claim", "true")
    start, believers, wrong = trust(surfaced), surfaced.heads("claim")["B"], surfaced.falsely_settled("claim")
    assert surfaced.surface("claim") == wrong
    assert surfaced.heads("claim")["B"] == believers + wrong
    assert surfaced.falsely_settled("claim") == 0
    admitted.retraction({"claim": 1.0})
    after_admission = trust(admitted)
    assert trust(surfaced) < after_admission < start
    assert admitted.surface("claim") == 0
    assert trust(admitted) == after_admission


def test_a_denial_of_the_truth_settles_and_earns_nothing():
    """Who hears it may be settled, falsely; coverage, trust and the clock of silence stay as they were, and before anybody
    talks about the claim it is lost."""
    crowd = Crowd({"claim": NarrativeParameters(kind="rumour", truth="true", seed_at=HOUR)}, seed=9)
    crowd.false_denial("claim", ALL)
    assert crowd.official.sum() == 0.0
    crowd.run_until(10 * HOUR)
    coverage, level, since = crowd.coverage.copy(), crowd.logit_trust.copy(), crowd.silent_since
    crowd.false_denial("claim", ALL)
    assert np.array_equal(crowd.coverage, coverage)
    assert np.array_equal(crowd.logit_trust, level)
    assert crowd.silent_since == since
    crowd.run_until(24 * HOUR)
    assert crowd.falsely_settled("claim") > 100


def test_what_comes_out_costs_as_much_as_a_contradiction():
    """Each thing exposed takes .60 logit, scaled as all jumps; calls move trust in proportion, and never by leaps."""
    crowd = Crowd(story(), seed=1)
    start = crowd.logit_trust.copy()
    crowd.exposed()
    assert start - crowd.logit_trust == pytest.approx(0.60 * 0.38 / 0.55)
    before = crowd.logit_trust.copy()
    crowd.calls(-0.02)
    assert before - crowd.logit_trust == pytest.approx(0.02 * 0.38 / 0.55)
    before = crowd.logit_trust.copy()
    crowd.calls(-1e6)
    assert before - crowd.logit_trust == pytest.approx(0.25 * 0.38 / 0.55)


def test_a_surfacing_truth_that_nobody_denied_costs_nothing():
    """Only a denial turns a surfacing truth against the party."""
    crowd = _after_denial("statement")
    crowd.set_truth("claim", "true")
    before = crowd.logit_trust.copy()
    assert crowd.surface("claim") == 0
    assert np.array_equal(crowd.logit_trust, before)


# --- refusals ---


@pytest.mark.parametrize(
    "bad",
    [
        {"n0": 5.1},
        {"n0": -0.1},
        {"n0": float("nan")},
        {"mu0": float("inf")},
        {"d": 0},
        {"seed_posts": -1},
        {"b": 0.7, "e": 0.4},
        {"eps": -1},
        {"kind": "gossip"},
        {"kind": "fact", "truth": "false"},
        {"colour": "red"},
    ],
)
def test_senseless_narratives_are_refused(bad: dict[str, object]):
    """Negative, infinite, undefined or contradictory settings of a narrative never reach the step."""
    with pytest.raises(ValidationError):
        NarrativeParameters(**{"kind": "rumour", **bad})


@pytest.mark.parametrize(
    "bad",
    [
        {"q": 0.0},
        {"q": 1.5},
        {"eta": float("nan")},
        {"covhl": 0.0},
        {"circadian": (1.0,) * 23},
        {"circadian": (0.0,) + (1.0,) * 23},
        {"qbig": 0.5, "wbig": 60.0},
        {"segments": {}},
        {"channels": {}},
        {"segments": {"affected": {"population": 0, "trust": 0.5, "posting": {"weibo": 1.0}}}},
        {"segments": {"affected": {"population": 10, "trust": 0.5, "posting": {"weibo": 0.9}}}},
        {"segments": {"affected": {"population": 10, "trust": 1.0, "posting": {"weibo": 1.0}}}},
    ],
)
def test_senseless_publics_are_refused(bad: dict[str, object]):
    """Empty publics, rows that do not sum to 1 and numbers out of range are refused with a reason."""
    with pytest.raises(ValidationError):
        CrowdParameters(**bad)


def test_kind_gives_the_defaults_and_the_file_may_override():
    """A narrative needs only its kind; whatever the file gives replaces the default of the kind."""
    assert (NarrativeParameters(kind="concern").n0, NarrativeParameters(kind="concern").d) == (0.95, 60.0)
    assert NarrativeParameters(kind="rumour", n0=1.4).seed_posts == 40
    assert NarrativeParameters(kind="rumour", n0=1.4).n0 == 1.4


def test_wrong_actions_are_refused():
    """Unknown narratives and channels and numbers out of range are one clear sentence."""
    crowd = Crowd(story(), seed=1)
    with pytest.raises(NotFoundError, match="fact, concern, rumour"):
        crowd.disposal("gossip", 0.5)
    with pytest.raises(UsageError, match="quality"):
        crowd.official_word("statement", {"fact": 1.0}, ALL, 1.1, 1.0, at=0, first=True)
    with pytest.raises(UsageError, match="channel"):
        crowd.official_word("statement", {"fact": 1.0}, ["pigeon"], 1.0, 1.0, at=0, first=True)
    with pytest.raises(UsageError, match="done_share"):
        crowd.disposal("fact", float("nan"))
    with pytest.raises(UsageError, match="truth"):
        crowd.set_truth("fact", "false")
    with pytest.raises(UsageError, match="narrative"):
        Crowd({}, seed=1)
    with pytest.raises(UsageError, match="seed"):
        Crowd(story(), seed=-1)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    n0=st.floats(0.0, 5.0),
    mu0=st.sampled_from([0.0, 1e-9, 300.0, 100_000.0]),
    d=st.sampled_from([1e-6, 3.0, 10_000.0]),
    split=st.sampled_from([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.3, 0.7)]),
    eps=st.sampled_from([0.0, 100.0]),
    q=st.sampled_from([1e-4, 0.02, 1.0]),
    eta=st.floats(0.0, 10.0),
    flips=st.sampled_from([0.0, 0.3, 100.0]),
    sil=st.sampled_from([0.0, 10.0]),
    big=st.sampled_from([(0.0, 0.0), (1e-4, 10_000.0), (1.0, 1.0)]),
    night=st.floats(1e-6, 1000.0),
    jump=st.floats(-20.0, 20.0),
)
def test_extreme_parameters_stay_sane(n0, mu0, d, split, eps, q, eta, flips, sil, big, night, jump):
    """Any legal setting keeps every number finite, every count whole and not negative, and the population
    constant."""
    narrative = NarrativeParameters(
        kind="rumour",
        n0=n0,
        mu0=mu0,
        d=d,
        b=split[0],
        e=split[1],
        eps=eps,
        w0=eps,
        seed_at=0,
        seed_posts=1_000_000,
    )
    parameters = CrowdParameters(
        q=q, eta=eta, cB=flips, cE=flips, sil=sil, qbig=big[0], wbig=big[1], circadian=(night,) + (1.0,) * 23
    )
    crowd = Crowd({"a": narrative}, parameters, seed=1)
    heads = crowd.unaware.copy()
    for _ in range(4):
        for _ in range(36):
            crowd.tick()
            assert min(s.min() for s in (crowd.unaware, crowd.undecided, crowd.believing, crowd.settled)) >= 0.0
        crowd.official_word("rebuttal", {"a": 1.0}, ALL, 1.0, 1.0, at=crowd.now, first=True)
        crowd.trust_jump(jump)
        crowd.inject_posts("a", 1000)
    crowd.run_until(crowd.now + 3 * HOUR)
    counts = np.stack((crowd.unaware, crowd.undecided, crowd.believing, crowd.settled))
    assert np.array_equal(counts, np.floor(counts))
    assert counts.min() >= 0.0
    assert np.array_equal(counts.sum(axis=0), heads)
    for state in (
        crowd.visible,
        crowd.official,
        crowd.coverage,
        crowd.logit_trust,
        crowd.trust,
        crowd.source,
    ):
        assert np.all(np.isfinite(state))
        assert crowd.visible.min() >= 0.0
    assert crowd.pulse()["heat"] >= 0


def test_the_crowd_loads_no_faker_and_no_terminal():
    """Using the crowd alone imports neither faker, which is slow, nor asyncio, which the core may not
    know."""
    code = (
        "import sys; from simulator.opinion.actions import Crowd; "
        "from simulator.opinion.parameters import NarrativeParameters as N; "
        "Crowd({'a': N(kind='fact')}, seed=1).tick(); "
        "print([m for m in ('faker', 'asyncio', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
