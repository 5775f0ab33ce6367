"""P1 to P7: what better handling must do to the public, on paired runs of the default crisis: the same seed, so the same
luck, and one thing different. The order is asserted, never the size.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from simulator.opinion.theory.lines import Effort, Line, identical, ordered, within
from simulator.opinion.theory.stories import ALL, END, HOUR, answer, believers, crisis, mean_trust, say

FIRST_WORDS: Final = (1, 2, 4, 8, 12, 24, 48)
"""Hours of the first word in P1."""
PAIRS: Final = ((2, 24), (4, 6), (12, 24), (24, 48))


def first_words(effort: Effort) -> list[Line]:
    """P1: an earlier first word leaves fewer believers of the rumour at 72 h."""
    runs = effort.runs(100, 20)
    counts = believers_by_hour(effort.seed, runs)
    means = [fmean(counts[hour]) for hour in FIRST_WORDS]
    steps = [later / earlier - 1.0 for earlier, later in pairwise(means)]
    hours = ", ".join(map(str, FIRST_WORDS))
    what = f"first word at {hours} h, {runs} paired runs: smallest rise of mean believers, as a share"
    lines = [within("P1 mean", what, 1e-9, None, min(steps))]
    for early, late in PAIRS:
        better = [one < other for one, other in zip(counts[early], counts[late], strict=True)]
        lines.append(
            ordered(f"P1 {early}/{late} h", f"pairs with fewer believers at {early} than at {late} h", 0.9, better)
        )
    return lines


@lru_cache(maxsize=2)
def believers_by_hour(seed: int, runs: int) -> dict[int, list[int]]:
    """Believers of the rumour at 72 h of each run, by hour of the first word; 1000 stands for silence."""
    hours = (*sorted({*FIRST_WORDS, 6}), 1000)
    return {hour: [believers(answer(crisis(seed, run), hour)) for run in range(runs)] for hour in hours}


def contradictions(effort: Effort) -> list[Line]:
    """P2, P3: a contradiction at 8 h in the 2 h plan hurts, and a forewarned one hurts less."""
    runs = effort.runs(100, 60)
    plain = [answer(crisis(effort.seed, run), 2) for run in range(runs)]
    broken = [answer(crisis(effort.seed, run), 2, contradiction=8) for run in range(runs)]
    warned = [answer(crisis(effort.seed, run), 2, contradiction=8, forewarned=True) for run in range(runs)]
    ratio = median(map(believers, broken)) / median(map(believers, plain))
    what = f"contradiction at 8 h in the 2 h plan, {runs} paired runs"
    less = [mean_trust(one) < mean_trust(other) for one, other in zip(broken, plain, strict=True)]
    fewer = [believers(one) < believers(other) for one, other in zip(warned, broken, strict=True)]
    more = [mean_trust(one) > mean_trust(other) for one, other in zip(warned, broken, strict=True)]
    return [
        within("P2 believers", f"{what}: median believers of the rumour, times those without it", 1.5, None, ratio),
        ordered("P2 trust", f"{what}: pairs that end with less trust", 1.0, less),
        ordered("P3 believers", f"{what}: pairs in which a forewarned one leaves fewer believers", 0.95, fewer),
        ordered("P3 trust", f"{what}: pairs in which a forewarned one leaves more trust", 0.95, more),
    ]


def rebuttals(effort: Effort) -> list[Line]:
    """P4: evidence beats a bare denial; a rebuttal before the rumour exists is lost, as open point (b) is settled."""
    runs = effort.runs(100, 20)
    outcome: dict[bool, list[tuple[int, float]]] = {True: [], False: []}
    early = 0
    for run in range(runs):
        for evidence in (True, False):
            crowd = crisis(effort.seed, run)
            crowd.run_until(12 * HOUR)
            say(crowd, "rebuttal", {"rumour": 1.0}, evidence=evidence)
            crowd.run_until(END)
            outcome[evidence].append((believers(crowd), mean_trust(crowd)))
        silent, spoken = crisis(effort.seed, run), crisis(effort.seed, run)
        spoken.run_until(2 * HOUR)
        say(spoken, "rebuttal", {"rumour": 1.0})
        for crowd in (silent, spoken):
            crowd.run_until(12 * HOUR)
        early += int((silent.believing != spoken.believing).sum() + (silent.trust != spoken.trust).sum())
    pairs = list(zip(outcome[True], outcome[False], strict=True))
    what = f"rebuttal at 12 h, {runs} paired runs: pairs in which evidence leaves"
    return [
        ordered("P4 believers", f"{what} fewer believers than a bare denial", 0.95, [a[0] < b[0] for a, b in pairs]),
        ordered("P4 trust", f"{what} more trust than a bare denial", 0.95, [a[1] > b[1] for a, b in pairs]),
        identical("P4 early", f"rebuttal an hour before the rumour, {runs} paired runs: figures that differ", early),
    ]


def disposal_and_words(effort: Effort) -> list[Line]:
    """P5: disposal and words together beat each alone, in believers of the concern at 72 h."""
    runs = effort.runs(100, 20)
    better = []
    for run in range(runs):
        found = {}
        for words, work in ((True, False), (False, True), (True, True)):
            crowd = crisis(effort.seed, run)
            crowd.run_until(4 * HOUR)
            if words:
                say(crowd, "statement", {"concern": 1.0}, first=True)
            if work:
                crowd.disposal("concern", 0.9)
            crowd.run_until(END)
            found[words, work] = believers(crowd, "concern")
        better.append(found[True, True] < min(found[True, False], found[False, True]))
    what = f"disposal and a statement at 4 h, {runs} paired runs: pairs in which both leave fewer believers than either"
    return [ordered("P5", what, 0.95, better)]


def silence(effort: Effort) -> list[Line]:
    """P7: silence erodes trust, and no action without worth gives any."""
    runs = effort.runs(100, 20)
    pairs = []
    free = 0.0
    for run in range(runs):
        quiet, heard = answer(crisis(effort.seed, run), None), answer(crisis(effort.seed, run), 2)
        pairs.append((mean_trust(quiet), mean_trust(heard)))
    start = mean_trust(crisis(effort.seed, 0))
    for quality, novelty in ((0.0, 1.0), (1.0, 0.0)):
        for form in crisis(effort.seed, 0).parameters.responses.forms:
            crowd = crisis(effort.seed, 0)
            crowd.run_until(4 * HOUR)
            before = crowd.logit_trust.copy()
            crowd.official_word(form, {"fact": 1.0, "rumour": 1.0}, ALL, quality, novelty, at=crowd.now, first=True)
            free = max(free, float((crowd.logit_trust - before).max()))
    what = f"72 h of silence, {runs} paired runs"
    return [
        ordered("P7 silence", f"{what}: runs that end with less trust than at T+0", 1.0, [q < start for q, _ in pairs]),
        ordered(
            "P7 answer", f"{what}: pairs that end with less trust than the 2 h plan", 1.0, [q < h for q, h in pairs]
        ),
        identical(
            "P7 free", "words of every form without quality or without anything new: logit of trust earned", free
        ),
    ]
