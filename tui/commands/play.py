"""``podium play``: one drill from scenario file to debrief. Colleagues fill the seats that nobody else does; a script file
can act for some. Everything goes through the same host, link and store as a trainee's screen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from simulator.host.local import Host
    from simulator.record import Record
    from simulator.replay.materials import Materials
    from simulator.scenario.schema import Scenario
    from simulator.scenario.text import Language
    from simulator.scoring import Finding, Scorecard

REFERENCE = "expert"
"""The skill whose play of the same seed is the reference play."""
SHOWN_FINDINGS = 8
"""Findings printed under the scores; the debrief holds all."""


@click.command("play")
@click.argument("scenario", required=False)
@click.option("--auto", "skill", metavar="SKILL", help="Skill of the colleagues in the seats that no script fills.")
@click.option("--script", metavar="FILE", help="Seats act from a YAML list of (at, seat, action).")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=7, show_default=True, help="Seed of all chance.")
@click.option("--rulebook", default="i80-2016", show_default=True, help="Rulebook by name or file.")
@click.option("--resume", metavar="ID", help="Go on with a drill that was broken off.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the story.")
@click.option("--debrief", "page", metavar="FILE", help="Where to write the debrief; else beside the records.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the story.")
def play(
    scenario: str | None,
    skill: str | None,
    script: str | None,
    seed: int,
    rulebook: str,
    resume: str | None,
    lang: Language,
    page: str | None,
    as_json: bool,
) -> None:
    """Play a drill: print its story hour by hour and its scorecard, and write the debrief.

    Without --auto the colleagues are experts. Skills: expert, trained, untrained, as_found, silent.
    """
    from simulator.errors import UsageError
    from simulator.host.script import read_script, run_script
    from simulator.replay.materials import gather, materials_of
    from simulator.scoring import score
    from simulator.store import DrillStore

    if (scenario is None) == (resume is None):
        raise UsageError("name a scenario, such as canteen, or a drill to resume with --resume; `podium scenario list`")
    with DrillStore.open() as store:
        if resume is not None:
            if skill is not None:
                raise UsageError("a resumed drill keeps its crew; leave --auto out")
            materials = materials_of(store.entry(resume).header)
            steps = read_script(Path(script), materials.scenario) if script else ()
            host = _resumed(store, resume, materials)
        else:
            assert scenario is not None
            materials = gather(scenario, rulebook)
            steps = read_script(Path(script), materials.scenario) if script else ()
            crew = _crew(materials.scenario, skill or REFERENCE, [step.seat for step in steps])
            host = _started(store, materials, seed, crew)
        with click.progressbar(length=100, label="Playing", file=sys.stderr, hidden=as_json) as bar:
            run_script(host, steps)
            _run(host, materials.scenario.clock.opens, materials.scenario.clock.ends, bar)
        record = host.record
        chain = store.head(host.id).hash
        where = Path(page) if page else store.path.parent / "debriefs" / f"{host.id}.html"
    scorecard = score(record, materials.scenario, materials.rulebook)
    _write(where, record, materials, scorecard, host.id, lang, chain)
    if as_json:
        row = {**_row(host.id, record, scorecard), "debrief": str(where)}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    _tell(record, materials.scenario, lang)
    _show(scorecard, host.id, record, lang)
    _print({"en": f"Debrief: {where}", "zh": f"复盘：{where}"}[lang])


def _crew(scenario: Scenario, skill: str, scripted: list[str]) -> dict[str, str]:
    """Who fills each seat; checks that the skill exists."""
    from simulator.drill.colleagues import load_skill

    load_skill(skill)
    return {seat.id: "script" if seat.id in scripted else skill for seat in scenario.seats}


def _started(store: Any, materials: Materials, seed: int, crew: dict[str, str]) -> Host:
    from simulator.host.local import Host

    header = materials.header(seed=seed, crew=crew)
    return Host.start(store, header, materials.drill(header), materials.crew(header))


def _resumed(store: Any, drill: str, materials: Materials) -> Host:
    from simulator.host.local import Host

    header = store.entry(drill).header
    return Host.resume(store, drill, materials.drill(header), materials.crew(header))


def _run(host: Host, opens: int, ends: int, bar: Any) -> None:
    """Run to the end in strides, so that the bar moves and a break leaves a drill that can be resumed."""
    shown = 0
    stride = max(1, (ends - opens) // 12)
    while not host.ended:
        host.run_until(min(host.now + stride, ends + 1))
        done = round(100 * (host.now - opens) / (ends + 1 - opens))
        bar.update(done - shown)
        shown = done


def _write(
    where: Path,
    record: Record,
    materials: Materials,
    scorecard: Scorecard,
    drill: str,
    lang: Language,
    chain: str,
) -> None:
    from reports.debrief import write_debrief

    others = {}
    if any(filled != REFERENCE for filled in record.header.crew.values()):
        name = {"en": "reference play", "zh": "参考打法"}[lang]
        others[name] = _reference(materials, record)
    write_debrief(
        where,
        record,
        materials.scenario,
        materials.rulebook,
        scorecard,
        drill_id=drill,
        language=lang,
        chain_head=chain,
        reference=others,
    )


def _reference(materials: Materials, record: Record) -> Record:
    """The same crisis and seed with experts in every seat; it is not stored."""
    from simulator.record import Record as AnyRecord
    from simulator.replay.driver import Driver

    header = materials.header(seed=record.header.seed, crew={seat.id: REFERENCE for seat in materials.scenario.seats})
    drill = materials.drill(header)
    Driver(drill, materials.crew(header)).advance(materials.scenario.clock.ends + 1)
    return AnyRecord(header, tuple(drill.events))


def _row(drill: str, record: Record, scorecard: Scorecard) -> dict[str, Any]:
    header = record.header
    return {
        "drill": drill,
        "scenario": header.scenario,
        "rulebook": header.rulebook,
        "seed": header.seed,
        "crew": header.crew,
        "events": len(record.events),
        "digest": record.digest,
        "scores": scorecard.scores.model_dump(mode="json"),
        "passed": scorecard.passed,
        "capped_by": list(scorecard.capped_by),
        "outcome": scorecard.outcome.model_dump(mode="json"),
        "seats": [seat.model_dump(mode="json") for seat in scorecard.seats],
        "findings": [finding.model_dump(mode="json") for finding in scorecard.findings],
        "openness": [row.model_dump(mode="json") for row in scorecard.openness],
        "not_judged": [text.model_dump(mode="json") for text in scorecard.not_judged],
    }


def _tell(record: Record, scenario: Scenario, lang: Language) -> None:
    """The story, hour by hour."""
    from reports.story import hours, story_lines
    from simulator.scenario.moments import HOUR, show_moment

    banner = {"en": "EXERCISE - everything here is synthetic", "zh": "演练 - 全部内容均为虚构"}[lang]
    _print(f"{banner}\n{scenario.title.in_(lang)}")
    for hour, lines in hours(story_lines(record, scenario, lang)):
        _print(f"\n{show_moment(hour * HOUR)}")
        for line in lines:
            _print(f"  {show_moment(line.at)}  {line.text}")


def _show(scorecard: Scorecard, drill: str, record: Record, lang: Language) -> None:
    """Scores, outcome and the weightiest findings."""
    words = _WORDS[lang]
    scores, outcome = scorecard.scores, scorecard.outcome
    _print(f"\n{words['drill']} {drill}   {words['digest']} {record.digest}")
    _print(
        f"{words['total']} {scores.total:.1f}   {words['timing']} {scores.timing:.1f}   "
        f"{words['coordination']} {scores.coordination:.1f}   {words['message']} {scores.message:.1f}   "
        f"{words['passed'] if scorecard.passed else words['failed']}"
    )
    if scorecard.capped_by:
        _print(f"{words['capped']} {', '.join(scorecard.capped_by)}")
    _print(
        f"{words['belief']} {outcome.rumour_belief:.1%}   {words['open']} {outcome.open_concerns:.0%}   "
        f"{words['trust']} {outcome.trust:.2f}   {words['accuracy']} {outcome.accuracy:.1%}"
    )
    lost = [finding for finding in scorecard.findings if finding.points < finding.possible][:SHOWN_FINDINGS]
    _print(f"\n{words['findings']}")
    for finding in lost:
        _print(_line(finding, lang))
    for text in scorecard.not_judged:
        _print(f"{words['unjudged']} {text.in_(lang)}")


def _line(finding: Finding, lang: Language) -> str:
    from simulator.scenario.moments import show_moment

    phrase = f" {finding.phrase}" if finding.phrase else ""
    right = f" -> {finding.right.in_(lang)}" if finding.right else ""
    evidence = f" #{', #'.join(map(str, finding.evidence))}" if finding.evidence else ""
    lost = finding.possible - finding.points
    return (
        f"  -{lost:.1f}  {show_moment(finding.at)}  {finding.party}  {finding.citation}{phrase}: "
        f"{finding.says.in_(lang)}{right}{evidence}"
    )


def _print(line: str) -> None:
    from tui.text import plain

    click.echo(plain(line))


_WORDS = {
    "en": {
        "drill": "Drill",
        "digest": "digest",
        "total": "Total",
        "timing": "timing",
        "coordination": "coordination",
        "message": "message",
        "passed": "passed",
        "failed": "not passed",
        "capped": "The total is capped by",
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
        "timing": "时效",
        "coordination": "协同",
        "message": "信息",
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
