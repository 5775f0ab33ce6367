"""Hostile texts against the scorer: random Unicode, the words that the reader looks for thrown together, and floods of one
thing to the limit of length. Nothing may crash, hang or quote what does not stand in the text. Prints what was tried, the
slowest and every failure; exits with 1 on a failure or where a text takes too long.

    python -m benchmarks.hostile                 # 10,000 texts and all floods (some minutes)
    python -m benchmarks.hostile --texts 300
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.support_hostile import BOMBS, SLOWEST_LONG, SLOWEST_SHORT, assessed, faults, misquoted, texts

_WARM = ("12 pupils are ill.", "有12名学生患病。", "學")


def _try(text: str, number: int, failed: list[str]) -> float:
    """Judge one text; the seconds that it took."""
    try:
        found, took = assessed(text, number)
        wrong = [*faults(text, found), *misquoted(text, number)]
    except Exception as error:  # whatever it is, it is what is looked for
        failed.append(f"{type(error).__name__}: {error} on {text[:80]!r}")
        return 0.0
    if wrong:
        failed.append(f"{wrong[0]} on {text[:80]!r}")
    return took


def random_texts(count: int, start: int, failed: list[str]) -> tuple[int, float, str]:
    """So many random texts: how many were tried, the slowest time, and the slowest text."""
    slowest, which, tried = 0.0, "", 0

    @seed(start)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(texts(), st.integers(0, 9))
    def one(text: str, number: int) -> None:
        nonlocal slowest, which, tried
        took = _try(text, number, failed)
        tried += 1
        if took > slowest:
            slowest, which = took, text

    one()
    return tried, slowest, which


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given_: Any = parser.parse_args(arguments)
    failed: list[str] = []
    for number, text in enumerate(_WARM * 10):
        assessed(text, number)
    tried, slowest, which = random_texts(given_.texts, given_.seed, failed)
    print(f"{tried} random texts of up to 2,000 characters: slowest {slowest:.3f} s ({which[:40]!r})")
    late = [f"{slowest:.2f} s for {which[:60]!r}"] if slowest > SLOWEST_SHORT else []
    for most, limit in ((2_000, SLOWEST_SHORT), (20_000, SLOWEST_LONG)):
        gc.collect()
        times = [(_try(bomb[:most], number, failed), bomb[:16]) for number, bomb in enumerate(BOMBS)]
        took, what = max(times)
        print(f"{len(BOMBS)} floods of {most:,} characters: slowest {took:.3f} s ({what!r}), at most {limit} s")
        late += [f"{seconds:.2f} s for {most:,} characters of {text!r}" for seconds, text in times if seconds > limit]
    for line in (*failed[:20], *late):
        print(f"  {line}")
    print(f"{len(failed)} failures, {len(late)} too slow")
    return 1 if failed or late else 0


if __name__ == "__main__":
    sys.exit(main())
