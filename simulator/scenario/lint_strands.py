"""Finds what leaves open which strand it is about, where a matter has several: signs, injects, claims and concerns have to say
so, or follow something that does; and strands that surface outside the drill or that nobody speaks about.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.errors import Problem
from simulator.scenario.belonging import inherited
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Scenario
from simulator.scenario.yamltext import Document, Loc, field_path, quoted


def strand_problems(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Every part that names no strand although there are several, and every strand that has no part."""
    for loc, wrong, right in (*_moments(scenario), *_unsaid(scenario), *_untold(scenario)):
        yield Problem(document.file, document.line_of(loc), field_path(loc), wrong, right)


def _moments(scenario: Scenario) -> Iterator[tuple[Loc, str, str]]:
    for index, strand in enumerate(scenario.strands):
        if not 0 <= strand.surfaced < scenario.clock.ends:
            wrong = f"the strand {quoted(strand.id)} surfaces at {show_moment(strand.surfaced)}, outside the crisis"
            right = f"write a moment from T+00:00 and before {show_moment(scenario.clock.ends)}"
            yield ("strands", index, "surfaced"), wrong, right
    if scenario.strands and min(strand.surfaced for strand in scenario.strands) > 0:
        wrong = "no strand surfaces at T+00:00, which is the first appearance of the crisis"
        yield ("strands",), wrong, "leave 'surfaced' away in the strand with which it begins"


def _unsaid(scenario: Scenario) -> Iterator[tuple[Loc, str, str]]:
    if len(scenario.strands) < 2:
        return
    said = {narrative.id: narrative.strand for narrative in scenario.narratives}
    claims = {claim.id: claim.strand or said.get(claim.narrative) for claim in scenario.claims}
    concerns = {concern.id: concern.strand or said.get(concern.narrative) for concern in scenario.concerns}
    right = f"add 'strand': {' or '.join(strand.id for strand in scenario.strands)}"
    for section, one, known in (("claims", "claim", claims), ("concerns", "concern", concerns)):
        for index, (name, strand) in enumerate(known.items()):
            if strand is None:
                wrong = (
                    f"the {one} {quoted(name)} says of no strand that it is about it, and neither does its narrative"
                )
                yield (section, index), wrong, right
    for index, signal in enumerate(scenario.signals):
        if signal.strand is None:
            yield ("signals", index), f"the sign {quoted(signal.id)} says of no strand that it is a sign of it", right
    known_concerns = {name: strand for name, strand in concerns.items() if strand is not None}
    known_claims = {name: strand for name, strand in claims.items() if strand is not None}
    questions = {q.id: known_concerns[q.concern] for q in scenario.questions if q.concern in known_concerns}
    for index, inject in enumerate(scenario.injects):
        if inject.to and inherited(inject, known_concerns, questions, known_claims) is None:
            yield ("injects", index), f"the inject {quoted(inject.id)} says of no strand that it belongs to it", right


def _untold(scenario: Scenario) -> Iterator[tuple[Loc, str, str]]:
    if len(scenario.strands) < 2:
        return
    said = {narrative.id: narrative.strand for narrative in scenario.narratives}
    asked = [concern.strand or said.get(concern.narrative) for concern in scenario.concerns]
    for index, strand in enumerate(scenario.strands):
        if strand.id not in asked and None not in asked:
            wrong = f"nobody asks anything about the strand {quoted(strand.id)}"
            yield ("strands", index), wrong, "let a concern name it, or leave the strand away"
