"""C1, C2, R1 and R2: what must hold without any tolerance. People are neither made nor lost, counts have the mean and
variance of their law, the same seed gives the same crowd, and the compiled kernel is the reference step to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import sqrt
from typing import Final

import numpy as np

from simulator.opinion.actions import Crowd
from simulator.opinion.channels import Form
from simulator.opinion.counts import binomial, poisson
from simulator.opinion.normals import inverse_normal
from simulator.opinion.parameters import CrowdParameters
from simulator.opinion.posts import Voices, cards
from simulator.opinion.reference import advance
from simulator.opinion.state import Step
from simulator.opinion.theory.lines import Effort, Line, identical, near
from simulator.opinion.theory.stories import ALL, HOUR, KINDS, crisis, say, story
from simulator.randomness import Draws
from simulator.scenario.load import load_scenario
from simulator.scenario.voices import voices_of

STATE: Final = (
    *("unaware", "undecided", "believing", "settled", "denied", "visible", "official", "denial"),
    *("coverage", "source", "logit_trust", "trust"),
)
"""The crowd's arrays, by name."""


def differences(one: Crowd, other: Crowd) -> int:
    """Numbers of the state that are not the same in two crowds, to the last bit."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in STATE)
    recent = zip(one.recent(12), other.recent(12), strict=True)
    return sum(int((a != b).sum()) for a, b in (*pairs, *recent))


def eventful(crowd: Crowd, until: int, *, look: bool = False) -> Crowd:
    """Play a crowd with every kind of event; ``look`` reads pulses and cards on the way."""
    events: dict[int, Callable[[], object]] = {
        2: lambda: say(crowd, "statement", {"fact": 1.0, "concern": 0.6}, first=True),
        5: lambda: say(crowd, "rebuttal", {"rumour": 1.0}),
        8: lambda: crowd.contradiction({"fact": 0.7}, forewarned=False),
        9: lambda: crowd.inject_posts("concern", 120, channels=["news_portal"], weight=20.0),
        12: lambda: say(crowd, "conference", {"fact": 1.0, "concern": 1.0, "rumour": 0.7}),
        16: lambda: crowd.disposal("concern", 0.8),
        20: lambda: crowd.set_truth("rumour", "true"),
        24: lambda: crowd.surface("rumour"),
        30: lambda: crowd.new_development("fact"),
        36: lambda: crowd.deadline_missed(),
    }
    for hour in range(until // HOUR):
        if hour in events:
            events[hour]()
        if look:
            for half in (1, 2):
                crowd.run_until(hour * HOUR + half * 1800)
                _read(crowd)
        crowd.run_until((hour + 1) * HOUR)
    return crowd


@cache
def voices() -> Voices:
    """The public of a shipped scenario, speaking of the default crisis: its first narrative of each kind."""
    scenario = load_scenario("canteen").scenario
    spoken = voices_of(scenario, "en")
    first = {kind: next(n.id for n in scenario.narratives if n.kind == kind) for kind in KINDS}
    return replace(spoken, narratives={kind: spoken.narratives[name] for kind, name in first.items()})


def _read(crowd: Crowd) -> float:
    """Take the pulse and draw the cards that a screen would show; largest error of a narrative's weights."""
    pulse = crowd.pulse()
    drawn = cards(pulse, voices(), Draws(1))
    return max(
        abs(sum(card.weight for card in drawn if card.narrative == name) - figures["posts"])
        for name, figures in pulse["narratives"].items()
    )


def conservation(effort: Effort) -> list[Line]:
    """C1: S+E+B+Z = N_g, nothing negative, shares in range, posts and reach add up."""
    crowd = crisis(effort.seed, 0)
    heads = crowd.unaware.copy()
    wrong = 0
    weights = 0.0
    for tick in range(effort.runs(72, 36) * 12):
        if tick == 12 * 6:
            say(crowd, "statement", {"fact": 1.0, "concern": 0.5}, first=True)
        if tick == 12 * 12:
            say(crowd, "rebuttal", {"rumour": 1.0})
        crowd.tick()
        states = (crowd.unaware, crowd.undecided, crowd.believing, crowd.settled)
        wrong += int((states[0] + states[1] + states[2] + states[3] != heads).sum())
        wrong += sum(int((state < 0.0).sum() + (state != np.floor(state)).sum()) for state in states)
        wrong += int(((crowd.coverage < 0.0) | (crowd.coverage > 1.0)).sum())
        wrong += int(((crowd.trust <= 0.0) | (crowd.trust >= 1.0)).sum())
        if (tick + 1) % 6 == 0:
            weights = max(weights, _read(crowd))
    crowd = Crowd(story(), seed=effort.seed)
    expected = 0.0
    words: tuple[tuple[Form, float], ...] = (("statement", 1.0), ("conference", 0.5), ("rebuttal", 1.0))
    for form, weight in words:
        crowd.official_word(form, {"fact": weight}, ALL, 0.8, 0.5, at=0, first=False)
        reach = sum(crowd.parameters.channels[channel].reach.get(form, 0) for channel in ALL)
        expected += reach * weight * 0.8 * 0.5
    return [
        identical("C1 people", "default crisis: people lost, made, negative or in parts; shares out of range", wrong),
        near("C1 cards", "default crisis: largest gap of posts and the weights of their cards", 0.0, weights, 1e-6),
        near(
            "C1 reach", "three words: reach that they added, persons", expected, crowd.official.sum(), 1e-9 * expected
        ),
    ]


def counts(effort: Effort) -> list[Line]:
    """C2: mean and variance of the count sampler over a grid, p = 1, p = .98 and N = 0 among it."""
    size = 20_000
    u = (np.arange(size) + 0.5) / size
    z = inverse_normal(u)
    worst_mean = worst_variance = 0.0
    for trials in (0, 1, 7, 100, 5_000, 240_000):
        for p in (0.0, 1e-5, 0.003, 0.1, 0.4, 0.5, 0.7, 0.98, 1.0):
            drawn = binomial(np.full(size, float(trials)), np.full(size, p), u, z)
            mean, variance = trials * p, trials * p * (1.0 - p)
            worst_mean = max(worst_mean, _misses(drawn.mean() - mean, sqrt(variance / size)))
            kurtosis = 1.0 - 6.0 * p * (1.0 - p)
            error = sqrt((2.0 * variance**2 + variance * kurtosis) / size) if variance > 0.0 else 0.0
            worst_variance = max(worst_variance, _misses(drawn.var() - variance, error))
    for mean in (0.0, 0.2, 3.0, 14.9, 15.1, 400.0):
        drawn = poisson(np.full(size, mean), u, z)
        worst_mean = max(worst_mean, _misses(drawn.mean() - mean, sqrt(mean / size)))
        worst_variance = max(worst_variance, _misses(drawn.var() - mean, sqrt((2.0 * mean**2 + mean) / size)))
    what = f"binomial and Poisson counts over a grid, {size:,} even quantiles: largest error of the"
    return [
        near("C2 mean", f"{what} mean, in standard errors of as many draws", 0.0, worst_mean, 4.0),
        near("C2 variance", f"{what} variance, in standard errors of as many draws", 0.0, worst_variance, 4.0),
    ]


def _misses(gap: float, error: float) -> float:
    """A gap in standard errors; where nothing is left to chance, any gap is too much."""
    if error > 0.0:
        return abs(gap) / error
    return 0.0 if gap == 0.0 else 1e9


def repeats(effort: Effort) -> list[Line]:
    """R1: the same seed repeats; a replication does not know its company; plans agree until they differ; cards cost nothing."""
    until = effort.runs(72, 40) * HOUR
    seed = effort.seed
    again = differences(eventful(crisis(seed, 0), until), eventful(crisis(seed, 0), until))
    batch = [crisis(seed, replication) for replication in range(8)]
    for hour in range(1, 25):
        for crowd in batch:
            crowd.run_until(hour * HOUR)
    alone = crisis(seed, 3)
    alone.run_until(24 * HOUR)
    silent, spoken = crisis(seed, 0), crisis(seed, 0)
    for crowd in (silent, spoken):
        crowd.run_until(5 * HOUR)
    before = differences(silent, spoken)
    say(spoken, "statement", {"fact": 1.0}, first=True)
    for crowd in (silent, spoken):
        crowd.run_until(7 * HOUR)
    same_after = 1.0 if differences(silent, spoken) == 0 else 0.0
    watched = differences(eventful(crisis(seed, 0), until, look=True), eventful(crisis(seed, 0), until))
    return [
        identical("R1 seed", f"{until // HOUR} h with actions, twice: numbers that differ", again),
        identical(
            "R1 batch", "replication 3 alone and among 8, 24 h: numbers that differ", differences(alone, batch[3])
        ),
        identical("R1 before", "two plans before the first action that differs: numbers that differ", before),
        identical("R1 after", "two plans after it: whether they are still the same (1) or not (0)", same_after),
        identical("R1 cards", "pulses and cards read on the way, or not: numbers that differ", watched),
    ]


def kernel(effort: Effort) -> list[Line]:
    """R2: the compiled kernel and the reference step, over whole runs with actions."""
    from simulator.opinion import kernel as compiled

    compiled.warm_up()
    until = effort.runs(72, 40) * HOUR
    found = 0
    for run in range(effort.runs(8, 2)):
        pair = [eventful(_with(step, effort.seed, run), until) for step in (advance, compiled.advance)]
        found += differences(*pair)
    what = f"{effort.runs(8, 2)} runs of {until // HOUR} h with actions, reference and kernel: numbers that differ"
    return [identical("R2", what, found)]


def _with(step: Step, seed: int, replication: int) -> Crowd:
    return Crowd(story(), CrowdParameters(), seed=seed, replication=replication, world=21, step=step)
