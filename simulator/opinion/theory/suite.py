"""The whole verification in order: every check by name, so that a shell can share them out over processes and a test can
ask for one. Each check is a pure function of its effort (seed, quick or full) and answers with its lines.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from simulator.opinion import stepping
from simulator.opinion.theory.lines import Effort, Line

CHECKS: Final = {
    "fixed points": "analytic:fixed_points",
    "Maki-Thompson": "analytic:maki_thompson_runs",
    "Daley-Kendall": "analytic:daley_kendall_runs",
    "stubborn rumours": "analytic:stubborn_rumours",
    "MT-100k": "analytic:rumour_100k",
    "one mix": "sizes:one_mix",
    "real mix": "sizes:real_mix",
    "clusters": "sizes:clusters",
    "minor outbreaks": "sizes:minor_outbreaks",
    "growth": "bursts:growth",
    "final sizes with the rhythm": "sizes:one_mix_rhythm",
    "clusters with the rhythm": "sizes:clusters_rhythm",
    "minor outbreaks with the rhythm": "sizes:minor_outbreaks_rhythm",
    "impulses": "bursts:impulses",
    "impulse sums": "bursts:impulse_sums",
    "rhythm": "bursts:rhythm",
    "desks": "queues:desks",
    "hotline": "queues:hotline",
    "conservation": "identities:conservation",
    "counts": "identities:counts",
    "repeats": "identities:repeats",
    "kernel": "identities:kernel",
    "cascade": "bursts:cascade",
    "course": "facts:course",
    "reposts": "facts:reposted",
    "false and true": "facts:false_and_true",
    "newsrooms": "facts:newsrooms",
    "officers": "facts:officers",
    "first words": "policies:first_words",
    "contradictions": "policies:contradictions",
    "rebuttals": "policies:rebuttals",
    "disposal and words": "policies:disposal_and_words",
    "repeated words": "drills:repeats",
    "silence": "policies:silence",
    "referral": "drills:referral",
}
"""Every check in the order of OPINION_MODEL section 7, with the module of this package and the function that runs it."""

HEAVY: Final = ("Daley-Kendall", "desks", "clusters", "first words", "clusters with the rhythm", "hotline", "course")
"""Checks to begin with where several run at a time, longest first."""


def run_check(name: str, effort: Effort) -> list[Line]:
    """The lines of one check; KeyError for a name that is none."""
    module, _, function = CHECKS[name].partition(":")
    lines: list[Line] = getattr(import_module(f"simulator.opinion.theory.{module}"), function)(effort)
    return lines


def prepare(reference: bool) -> None:
    """Choose the form of the step for this process: the compiled kernel, or the reference that can be patched."""
    if reference:
        stepping.use_reference()
    else:
        stepping.use_compiled()
