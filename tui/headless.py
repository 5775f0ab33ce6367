"""A drill that nobody sits at: played to its end in one go, told hour by hour, with the scores and the weightiest findings;
or as one JSON object.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import click

from tui.text import plain

if TYPE_CHECKING:
    from reports.names import Names
    from simulator.host.local import Host
    from simulator.record import Record
    from simulator.rules.rulebook import Rulebook
    from simulator.scenario.schema import Scenario
    from simulator.scenario.text import Language
    from simulator.scoring import Finding
    from tui.session import Judgement

SHOWN_FINDINGS: Final = 8
"""Findings printed under the scores; the debrief holds all."""


def run_to_end(host: Host, opens: int, ends: int, *, quiet: bool) -> None:
    """Run to the end in strides, so that progress shows and a break leaves a drill that can be resumed."""
    stride = max(1, (ends - opens) // 12)
    with click.progressbar(length=ends + 1 - opens, label="Playing", file=sys.stderr,
                           hidden=quiet) as bar:  # fmt: skip
        while not host.ended:
            before = host.now
            host.run_until(min(host.now + stride, ends + 1))
            bar.update(host.now - before)


def show(judgement: Judgement, drill: str, language: Language) -> None:
    """Print the story, the scores, the findings and the path of the debrief."""
    record, scenario = judgement.record, judgement.materials.scenario
    _tell(record, scenario, language)
    summary(judgement, drill, language)


def summary(judgement: Judgement, drill: str, language: Language) -> None:
    """Print the scores, the ratings, the reference beside them, the findings and the path of the debrief."""
    _summary(judgement, drill, language)
    _print({"en": f"Debrief: {judgement.page}", "zh": f"复盘：{judgement.page}"}[language])


def show_json(judgement: Judgement, drill: str) -> None:
    """Print one JSON object with everything that a program needs."""
    record, scorecard = judgement.record, judgement.scorecard
    header = record.header
    parts = scorecard.model_dump(mode="json")
    row: dict[str, Any] = {
        "drill": drill,
        "scenario": header.scenario,
        "rulebook": header.rulebook,
        "seed": header.seed,
        "crew": header.crew,
        "events": len(record.events),
        "digest": record.digest,
        **parts,
        "overrides": [asdict(override) for override in judgement.overrides],
        "reference": judgement.beside.model_dump(mode="json") if judgement.beside else None,
        "debrief": str(judgement.page),
    }
    click.echo(json.dumps(row, ensure_ascii=False))


def _tell(record: Record, scenario: Scenario, language: Language) -> None:
    from reports.story import hours, story_lines
    from simulator.scenario.moments import HOUR, show_moment

    banner = {"en": "EXERCISE - everything here is synthetic", "zh": "演练 - 全部内容均为虚构"}[language]
    _print(f"{banner}\n{scenario.title.in_(language)}")
    for hour, lines in hours(story_lines(record, scenario, language)):
        _print(f"\n{show_moment(hour * HOUR)}")
        for line in lines:
            _print(f"  {show_moment(line.at)}  {line.text}")


def _summary(judgement: Judgement, drill: str, language: Language) -> None:
    from reports.labels import labels
    from reports.names import Names

    words, label = _WORDS[language], labels(language)
    record, scorecard = judgement.record, judgement.scorecard
    scores, outcome = scorecard.scores, scorecard.outcome
    _print(f"\n{words['drill']} {drill}   {words['digest']} {record.digest}")
    _print(
        f"{words['total']} {scores.total:.1f}   {label['timing']} {scores.timing:.1f}   "
        f"{label['coordination']} {scores.coordination:.1f}   {label['message']} {scores.message:.1f}   "
        f"{words['passed'] if scorecard.passed else words['failed']}"
    )
    if scorecard.capped_by:
        reasons = label["semicolon"].join(label[reason] for reason in scorecard.capped_by)
        _print(f"{words['capped']}{reasons}")
    _print(
        f"{words['belief']} {outcome.rumour_belief:.1%}   {words['open']} {outcome.open_concerns:.0%}   "
        f"{words['trust']} {outcome.trust:.2f}   {words['accuracy']} {outcome.accuracy:.1%}"
    )
    names = Names(judgement.materials.scenario, language)
    _ratings(judgement, names)
    _print(f"\n{words['findings']}")
    for finding in [f for f in scorecard.findings if f.points < f.possible][:SHOWN_FINDINGS]:
        _print(_line(finding, judgement.materials.rulebook, names))
    for text in scorecard.not_judged:
        _print(f"{words['unjudged']} {text.in_(language)}")


def _ratings(judgement: Judgement, names: Names) -> None:
    """How well each objective was performed; and the reference play, where there is one."""
    from typing import get_args

    from reports.beside import beside_rows
    from reports.labels import labels
    from reports.sheet import percent, rated
    from simulator.scoring import Rating

    label = labels(names.language)
    _print(f"\n{label['goals']}")
    for row in judgement.scorecard.objectives:
        _print(f"  {row.rating or '–'}  {percent(row.share, names.language):>6}  {names.text(row.text)}")
    _print(f"  {label['semicolon'].join(rated(letter, label) for letter in get_args(Rating))}")
    if judgement.beside is None:
        return
    seats = names.all(names.seat(seat) for seat in judgement.beside.seats_changed)
    _print(f"\n{names.aside(label['beside'], seats)}")
    for title, rows in beside_rows(judgement.scorecard, judgement.beside, names):
        _print(f"  {title}")
        for line in rows:
            difference = f"  ({line.difference})" if line.difference else ""
            _print(f"    {line.own} / {line.reference}{difference}  {line.label}")


def _line(finding: Finding, rulebook: Rulebook, names: Names) -> str:
    """One finding: points lost, when, who, the clause with its phrase, what was done, what would have been right."""
    from reports.citing import citation
    from simulator.scenario.moments import show_moment

    language = names.language
    phrase = f" {finding.phrase}" if finding.phrase else ""
    right = f" -> {finding.right.in_(language)}" if finding.right else ""
    evidence = f" #{', #'.join(map(str, finding.evidence))}" if finding.evidence else ""
    party = names.parties[finding.party].in_(language)
    colon = "：" if language == "zh" else ": "
    return (
        f"  -{finding.possible - finding.points:.1f}  {show_moment(finding.at)}  {party}  "
        f"{citation(finding, rulebook, names)}{phrase}{colon}{finding.says.in_(language)}{right}{evidence}"
    )


def _print(line: str) -> None:
    click.echo(plain(line))


_WORDS: Final = {
    "en": {
        "drill": "Drill",
        "digest": "digest",
        "total": "Total",
        "passed": "passed",
        "failed": "not passed",
        "capped": "The total is capped by ",
        "belief": "Believing the worst false claim",
        "open": "concerns still open",
        "trust": "trust",
        "accuracy": "accuracy of belief",
        "findings": "Where most points were lost",
        "unjudged": "Not judged:",
    },
    "zh": {
        "drill": "演练",
        "digest": "摘要",
        "total": "总分",
        "passed": "合格",
        "failed": "不合格",
        "capped": "总分封顶原因：",
        "belief": "相信最严重谣言者",
        "open": "未回应关切",
        "trust": "信任度",
        "accuracy": "认知准确度",
        "findings": "主要失分",
        "unjudged": "未评估：",
    },
}
"""What the summary calls things, in both languages."""
