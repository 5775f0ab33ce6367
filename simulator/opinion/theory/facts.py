"""F2 to F9: patterns that crises of this kind show, asked of the default crisis and of the parts that surround the crowd.
Ranges are wide, for so is what is known (OPINION_MODEL 6.4 and 7.2).
"""

from __future__ import annotations

from functools import lru_cache
from statistics import median
from typing import Final

import numpy as np

from simulator.opinion.elementary import Array
from simulator.opinion.theory.exact import same_law
from simulator.opinion.theory.lines import Effort, Line, near, within
from simulator.opinion.theory.publics import one_segment, posts_by_tick, spark
from simulator.opinion.theory.stories import FAST, HOUR, PLAN, SLOW, crisis, say

F5_CASES: Final = (("slow", None), ("slow", 2), ("fast", None), ("fast", 2))
"""Cases in which F5 is asserted: source profile, and hour of the first word (None: silence). Posts of all runs are added
up by hour, for a single run of a fast crisis has so few posts at night that its least hour says nothing."""
PROFILES: Final = {"slow": SLOW, "fast": FAST}


def volume(effort: Effort, profile: str, first_word: int | None = None) -> Array:
    """Posts [runs, 72] of each hour of the default crisis, all narratives, silent or with the plan."""
    return _volume(effort.seed, effort.runs(100, 70), profile, first_word)


@lru_cache(maxsize=8)
def _volume(seed: int, runs: int, profile: str, first_word: int | None) -> Array:
    words = {} if first_word is None else {first_word + delay: (form, weights) for delay, form, weights in PLAN}
    hours = np.empty((runs, 72))
    for run in range(runs):
        crowd = crisis(seed, run, PROFILES[profile])
        for hour in range(72):
            if hour in words:
                form, weights = words[hour]
                say(crowd, form, weights, first=hour == first_word)
            crowd.run_until((hour + 1) * HOUR)
            hours[run, hour] = crowd.heat
    return hours


def half_life(hours: Array) -> float:
    """Hours from the busiest hour to the first one with at most half its posts; those left where there is none."""
    peak = int(hours.argmax())
    later = np.flatnonzero(hours[peak:] <= hours[peak] / 2)
    return float(later[0]) if later.size else float(hours.size - peak)


def course(effort: Effort) -> list[Line]:
    """F2 to F5: peak, decay, first day and rhythm of the topic."""
    lines = []
    for profile in PROFILES:
        hours = volume(effort, profile)
        what = f"default crisis, {profile} source, silence, {len(hours)} runs"
        peak = median(int(run.argmax()) + 0.5 for run in hours)
        decay = median(half_life(run) for run in hours)
        first_day = float(np.median(hours[:, :24].sum(axis=1) / hours.sum(axis=1)))
        lines += [
            within(f"F2 {profile}", f"{what}: median hour of the peak", 3.0, 24.0, peak),
            within(f"F3 {profile}", f"{what}: median hours from the peak to half of it", 2.0, 24.0, decay),
            within(f"F4 {profile}", f"{what}: share of the posts of 72 h in the first 24 h", 0.40, 0.90, first_day),
        ]
    for profile, first_word in F5_CASES:
        hours = volume(effort, profile, first_word)[:, 24:48].sum(axis=0)
        case = f"{profile} {'silent' if first_word is None else 'answered'}"
        what = f"default crisis, {case}: busiest over quietest hour of day 2, all runs together, trend included"
        lines.append(within(f"F5 {case}", what, 2.5, 15.0, float(hours.max() / hours.min())))
    return lines


def reposted(effort: Effort) -> list[Line]:
    """F6: how often the cards' posts are passed on."""
    from simulator.opinion.posts import reposts

    size = effort.runs(200_000, 40_000)
    counts = np.array([reposts((place + 0.5) / size) for place in range(size)])
    tail = counts[counts >= 5]
    exponent = 1.0 + tail.size / float(np.log(tail / 4.5).sum())
    return [
        near("F6 none", "cards: share never reposted", 0.93, float((counts == 0).mean()), 0.01),
        within("F6 tail", "cards: Hill exponent of the density from 5 reposts on", 1.9, 2.5, exponent),
    ]


def false_and_true(effort: Effort) -> list[Line]:
    """F7: with the ratio 1.7 on, false cascades are more often large; of equal size, they take the same time."""
    runs, ticks = effort.runs(3000, 600), 96 * 12
    found: dict[str, Array] = {}
    for name, n, world in (("true", 0.75, 30), ("false", 1.275, 31)):
        found[name] = posts_by_tick(spark(n, 1), runs, one_segment(100_000), ticks, seed=effort.seed, world=world)
    large = {name: float((posts.sum(axis=0) >= 1000).mean()) for name, posts in found.items()}
    halves = {name: _halves(posts) for name, posts in found.items()}
    one, other = [], []
    for size in range(3, 60):
        pairs = list(zip(halves["true"].get(size, ()), halves["false"].get(size, ()), strict=False))
        one += [first for first, _ in pairs]
        other += [second for _, second in pairs]
    p = same_law(np.array(one), np.array(other))
    what = f"{runs:,} cascades of one post each, true n = .75, false n = 1.275"
    return [
        within(
            "F7 large",
            f"{what}: share of false beyond 1,000 posts less that of true",
            1e-9,
            None,
            large["false"] - large["true"],
        ),
        within(
            "F7 pace",
            f"{what}: p that time to half is the same at equal size, {len(one)} pairs of 3 to 59 posts",
            effort.least_p(0.01),
            None,
            p,
        ),
    ]


def _halves(posts: Array) -> dict[int, list[float]]:
    """Ticks until half of a cascade's posts are there, by the size of the cascade."""
    sizes = posts.sum(axis=0)
    grown = posts.cumsum(axis=0)
    found: dict[int, list[float]] = {}
    for place, size in enumerate(sizes):
        if 3 <= size < 60:
            found.setdefault(int(size), []).append(float(np.searchsorted(grown[:, place], size / 2)))
    return found


def newsrooms(effort: Effort) -> list[Line]:
    """F8: from taking a matter up to the item, as Leskovec et al. measured at the peak of news."""
    from simulator.opinion.media import MediaParameters, Newsroom
    from simulator.opinion.pulse import PULSE
    from simulator.randomness import Draws

    parameters = MediaParameters()
    lags = []
    for outlet in range(effort.runs(2000, 500)):
        newsroom = Newsroom(str(outlet), parameters, Draws(effort.seed))
        for look in range(1, 48):
            taken = newsroom.look(look * PULSE, PULSE, gained=0.25)
            if taken is not None:
                lags.append((taken.due - taken.at) / HOUR)
                break
    what = f"{len(lags):,} outlets: median hours from taking the matter up to the item"
    return [within("F8", what, 2.0, 3.0, median(lags))]


def officers(effort: Effort) -> list[Line]:
    """F9: how long officers take to a rebuttal, as their skill has it.

    That true claims are settled sooner is not asserted: in a drill that hangs on what the scenario makes embarrassing.
    """
    from simulator.drill.colleagues import load_skill
    from simulator.randomness import Draws

    pace = load_skill("untrained").rebuts_after
    draws = Draws(effort.seed)
    taken = [draws.lognormal(pace.median / HOUR, pace.log_sd, "verify", run) for run in range(effort.runs(4000, 1000))]
    trained = load_skill("trained").rebuts_after
    return [
        within(
            "F9 untrained",
            "untrained officers: median hours from a verified claim to its rebuttal",
            8.0,
            16.0,
            median(taken),
        ),
        within(
            "F9 trained",
            "trained officers: their median over the untrained one's",
            None,
            1.0 - 1e-9,
            trained.median / pace.median,
        ),
    ]
