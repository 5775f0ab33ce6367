"""``podium play``: one drill from scenario file to debrief - on a full screen, in plain lines, or by colleagues alone.
Everything goes through the same host, link and store.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.host.local import Host
    from simulator.host.script import ScriptStep
    from simulator.replay.materials import Materials
    from simulator.scenario.text import Language
    from simulator.store import DrillStore


@click.command("play")
@click.argument("scenario", required=False)
@click.option("--seat", metavar="SEAT", help="The seat to play; without it the screen lets you choose.")
@click.option("--auto", "skill", metavar="SKILL", help="Colleagues play every seat that no script fills, to the end.")
@click.option(
    "--colleagues", metavar="SKILL", default="trained", show_default=True, help="Skill of the others, beside --seat."
)
@click.option("--script", metavar="FILE", help="Seats act from a YAML list of (at, seat, action).")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=7, show_default=True, help="Seed of all chance.")
@click.option("--rulebook", default="i80-2016", show_default=True, help="Rulebook by name or file.")
@click.option("--speed", type=click.FloatRange(1, 3600), help="Simulated seconds per real second at the start.")
@click.option("--resume", metavar="ID", help="Go on with a drill that was broken off.")
@click.option("--plain", "plain_mode", is_flag=True, help="Play by numbered prompts, for screen readers and scripts.")
@click.option("--no-kitty", is_flag=True, help="Ask the terminal for no extended keys, if an input method loses text.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language.")
@click.option("--debrief", "page", metavar="FILE", help="Where to write the debrief; else beside the records.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the story.")
def play(
    scenario: str | None,
    seat: str | None,
    skill: str | None,
    colleagues: str,
    script: str | None,
    seed: int,
    rulebook: str,
    speed: float | None,
    resume: str | None,
    plain_mode: bool,
    no_kitty: bool,
    lang: Language,
    page: str | None,
    as_json: bool,
) -> None:
    """Play a drill.

    On a terminal the screen opens: pick a crisis and a seat, colleagues fill the others. With --auto, --script or --json,
    or without a terminal, colleagues play every seat (experts, unless --auto says otherwise); the story and the scorecard
    are printed and the debrief is written. Skills: expert, trained, untrained, as_found, silent.
    """
    from simulator.errors import UsageError
    from simulator.store import DrillStore

    if scenario is not None and resume is not None:
        raise UsageError("name a scenario or a drill to resume, not both")
    if seat is not None and (skill or script):
        raise UsageError("--seat is for playing oneself; with --auto or --script colleagues and the script play")
    alone = bool(skill or script or as_json)
    with DrillStore.open() as store:
        if plain_mode and not alone:
            _plain(store, scenario, seat, seed, rulebook, colleagues, resume, lang, page)
        elif not alone and sys.stdin.isatty() and sys.stdout.isatty():
            _screen(store, scenario, seat, seed, rulebook, colleagues, resume, lang, speed, no_kitty)
        else:
            _alone(store, scenario, seat, skill, script, seed, rulebook, resume, lang, page, as_json)


def _screen(
    store: DrillStore,
    scenario: str | None,
    seat: str | None,
    seed: int,
    rulebook: str,
    colleagues: str,
    resume: str | None,
    lang: Language,
    speed: float | None,
    no_kitty: bool,
) -> None:
    """The full screen.

    Terminals that lose text of Chinese input methods under the extended keys (iTerm2 outside tmux) get none, before
    anything of Textual is imported.
    """
    if no_kitty or (os.environ.get("TERM_PROGRAM") == "iTerm.app" and "TMUX" not in os.environ):
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from simulator.errors import PodiumError
    from tui.app import PodiumApp, run_app

    app = PodiumApp(
        store,
        lang,
        scenario=scenario,
        seat=seat,
        seed=seed,
        rulebook=rulebook,
        skill=colleagues,
        drill=resume,
        speed=speed,
    )
    _, failure = run_app(app)
    if failure is not None:
        raise PodiumError(failure)


def _plain(
    store: DrillStore,
    scenario: str | None,
    seat: str | None,
    seed: int,
    rulebook: str,
    colleagues: str,
    resume: str | None,
    lang: Language,
    page: str | None,
) -> None:
    """Numbered prompts on standard input and output."""
    from simulator.errors import UsageError
    from simulator.scenario.load import load_scenario
    from tui.plain import run_plain
    from tui.session import begin, go_on, judge, trainee_seat

    if resume is not None:
        host, materials = go_on(store, resume)
        seat = trainee_seat(dict(host.header.crew))
        if seat is None:
            raise UsageError(f"nobody plays a seat of drill {resume}; leave --plain out to let it run to its end")
    else:
        if scenario is None:
            raise UsageError("name a scenario, such as tutorial; `podium scenario list` shows them")
        if seat is None:
            seats = [known.id for known in load_scenario(scenario).scenario.seats]
            raise UsageError(f"name the seat with --seat; {scenario} has {', '.join(seats)}")
        host, materials = begin(store, scenario, seat, seed, rulebook, colleagues)
    run_plain(host, seat, lang, sys.stdin, sys.stdout, materials)
    if host.ended:
        written = judge(host, materials, lang, Path(page) if page else None).page
        click.echo({"en": f"Debrief: {written}", "zh": f"复盘：{written}"}[lang])


def _alone(
    store: DrillStore,
    scenario: str | None,
    seat: str | None,
    skill: str | None,
    script: str | None,
    seed: int,
    rulebook: str,
    resume: str | None,
    lang: Language,
    page: str | None,
    as_json: bool,
) -> None:
    """Colleagues and scripts, to the end."""
    from simulator.errors import UsageError
    from simulator.host.script import read_script, run_script
    from tui.headless import run_to_end, show, show_json
    from tui.session import go_on, judge

    if seat is not None:
        raise UsageError("to play a seat one needs a terminal, or --plain")
    if resume is not None:
        if skill is not None:
            raise UsageError("a resumed drill keeps its crew; leave --auto out")
        host, materials = go_on(store, resume)
        steps = read_script(Path(script), materials.scenario) if script else ()
    elif scenario is not None:
        host, materials, steps = _fresh(store, scenario, skill, script, seed, rulebook)
    else:
        raise UsageError(
            "name a scenario, such as canteen, or a drill with --resume; `podium scenario list` shows them"
        )
    run_script(host, steps)
    clock = materials.scenario.clock
    run_to_end(host, clock.opens, clock.ends, quiet=as_json)
    judgement = judge(host, materials, lang, Path(page) if page else None)
    if as_json:
        show_json(judgement, host.id)
    else:
        show(judgement, host.id, lang)


def _fresh(
    store: DrillStore, scenario: str, skill: str | None, script: str | None, seed: int, rulebook: str
) -> tuple[Host, Materials, tuple[ScriptStep, ...]]:
    from simulator.drill.colleagues import load_skill
    from simulator.host.script import read_script
    from simulator.replay.materials import gather
    from tui.session import REFERENCE, play_out

    materials = gather(scenario, rulebook)
    steps = read_script(Path(script), materials.scenario) if script else ()
    scripted = [step.seat for step in steps]
    skill = skill or REFERENCE
    load_skill(skill)  # an unknown skill is refused before anything is stored
    crew = {seat.id: "script" if seat.id in scripted else skill for seat in materials.scenario.seats}
    return play_out(store, materials, seed, crew), materials, steps
