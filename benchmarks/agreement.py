"""The compiled kernel beside the reference: whole runs of the crowd with actions of all kinds under legal parameters, gentle
and extreme, played in both forms and compared bit by bit. The suite plays a few of them; this plays many.

    python -m benchmarks.agreement [--runs 300] [--seed 1]

Exits with 1 at the first run that differs, and names it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from random import Random
from typing import Any

from simulator.opinion import kernel, reference
from simulator.opinion.actions import Crowd
from simulator.opinion.channels import CHANNELS, SEGMENTS, ChannelParameters, Form, SegmentParameters
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters

RUN = 864
"""Ticks of 72 hours."""
KINDS = ("fact", "concern", "rumour", "rumour", "concern", "rumour", "fact", "concern")
"""Kinds of the narratives of a run, the first K of them."""
FORMS: tuple[Form, ...] = ("statement", "update", "social", "conference", "rebuttal", "interpretation", "reply")


def plain(narratives: int, **crowd: Any) -> tuple[dict[str, NarrativeParameters], CrowdParameters]:
    """A run with default narratives; ``crowd`` sets parameters of the public."""
    return {f"{kind}{k}": NarrativeParameters(kind=kind) for k, kind in enumerate(KINDS[:narratives])}, CrowdParameters(
        **crowd
    )


def extreme(chance: Random) -> tuple[dict[str, NarrativeParameters], CrowdParameters]:
    """A run anywhere inside the legal bounds, by preference at their ends."""

    def one(*values: float) -> float:
        return chance.choice(values)

    narratives = {}
    for k in range(chance.choice((1, 2, 3, 8))):
        b = one(0.0, 0.3, 0.6, 1.0)
        narratives[f"n{k}"] = NarrativeParameters(
            kind="rumour",
            n0=one(0.0, 0.7, 1.3, 2.0, 5.0),
            mu0=one(0.0, 1e-9, 60.0, 100_000.0),
            d=one(1e-6, 3.0, 10_000.0),
            seed_posts=chance.choice((0, 1, 40, 1_000_000)),
            seed_at=chance.choice((-2_592_000, 0, 1, 10_800, 100_000)),
            b=b,
            e=one(0.0, 0.5, 1.0) * (1.0 - b),
            eps=one(0.0, 0.05, 100.0),
            w0=one(0.0, 0.01, 100.0),
        )
    qbig, wbig = chance.choice(((0.0, 0.0), (1e-4, 10_000.0), (0.004, 60.0), (1.0, 1.0)))
    few = tuple(SEGMENTS)[: chance.choice((1, 2, 5))]
    public = CrowdParameters(
        segments={
            name: SegmentParameters(
                population=chance.choice((1, 17, 5_000, 100_000_000)),
                trust=one(1e-12, 0.3, 0.5, 0.999),
                posting={"weibo": 0.25, "forum": 0.75},
            )
            for name in few
        },
        channels={
            name: ChannelParameters(
                audience={few[0]: 1.0}, delay=one(1e-3, 1.0, 20.0), reach={"rebuttal": 90_000, "statement": 60_000}
            )
            for name in CHANNELS
        },
        q=one(1e-4, 0.02, 0.6, 1.0),
        alo=one(0.0, 0.45, 1.0),
        eta=one(0.0, 1.0, 10.0),
        cB=one(0.0, 0.25, 100.0),
        cE=one(0.0, 0.5, 100.0),
        sil=one(0.0, 0.012, 10.0),
        silence_after=chance.choice((0, 14_400)),
        covhl=one(1e-3, 24.0, 10_000.0),
        qbig=qbig,
        wbig=wbig,
        hot=one(0.0, 0.15, 2.0),
        hot_at=one(0.0, 400.0, 1e7),
        circadian=(one(1e-6, 1.0, 1_000.0),) + (1.0,) * 23,
        t0_second_of_day=chance.choice((0, 32_400, 86_399)),
    )
    return narratives, public


def an_action(chance: Random, names: tuple[str, ...]) -> Callable[[Crowd], object]:
    """Anything that can happen to a crowd, with its numbers."""
    name, share = chance.choice(names), chance.choice((0.0, 0.3, 1.0))
    form, bare, jump = chance.choice(FORMS), chance.random() < 0.3, chance.choice((-20.0, -0.6, 0.1, 20.0))
    posts, weight = chance.choice((0, 1, 200, 1_000_000)), chance.choice((0.0, 1.0, 80.0, 10_000.0))
    line = chance.choice(("official", "public"))

    def word(crowd: Crowd) -> None:
        weights = {name: 1.0, names[0]: share}
        crowd.official_word(form, weights, tuple(CHANNELS), 0.9, 1.0, at=crowd.now, first=False, evidence=not bare)

    return chance.choice(
        (
            word,
            word,
            lambda crowd: crowd.false_denial(name, ("weibo", "wechat")),
            lambda crowd: crowd.media_item(name, weight, line),
            lambda crowd: crowd.inject_posts(name, posts, weight=weight),
            lambda crowd: crowd.inject_posts(name, posts, channels=["forum"], weight=weight),
            lambda crowd: crowd.trust_jump(jump),
            lambda crowd: crowd.heed(crowd.pulse()),
            lambda crowd: crowd.disposal(name, share),
            lambda crowd: crowd.reopen_source(name, share),
            lambda crowd: crowd.contradiction({name: share}, bare),
            lambda crowd: crowd.retraction({name: share}, bare),
            lambda crowd: crowd.new_development(name),
            lambda crowd: crowd.surface(name),
            lambda crowd: crowd.deadline_missed(),
        )
    )


def differs(
    narratives: dict[str, NarrativeParameters],
    public: CrowdParameters,
    chance: Random,
    *,
    ticks: int = RUN,
    actions: int = 24,
    seed: int = 7,
) -> int | None:
    """Play one run with actions in both forms; the first tick after which a bit of the state differs, or None.

    The kernel runs on between two actions in one call, the reference tick by tick.
    """
    one, two = (Crowd(narratives, public, seed=seed, step=step) for step in (reference.advance, kernel.advance))
    stops = sorted(chance.sample(range(1, ticks), min(actions, ticks - 1)))
    done = 0
    for stop in (*stops, ticks):
        for _ in range(stop - done):
            one.tick()
        two.run(stop - done)
        done = stop
        if one.bits() != two.bits():
            return done
        act = an_action(chance, one.narratives)
        act(one)
        act(two)
        if one.bits() != two.bits():
            return done
    return None


def main(arguments: list[str] | None = None) -> int:
    """Play the runs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=300, help="runs under extreme parameters")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first run; the next ones count on")
    options = parser.parse_args(arguments)
    kernel.warm_up()
    for seed in range(options.seed, options.seed + options.runs):
        chance = Random(seed)
        tick = differs(*extreme(chance), chance, seed=seed)
        if tick is not None:
            print(f"run {seed} differs before or at tick {tick}: python -m benchmarks.agreement --seed {seed} --runs 1")
            return 1
    print(
        f"{options.runs} runs of {RUN} ticks under extreme parameters, with actions: both forms agree to the last bit"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
