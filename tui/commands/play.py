"""``podium play``: one drill from scenario file to debrief - on a full screen, in plain lines, or by colleagues alone.
Everything goes through the same host, link and store.
"""

from __future__ import annotations

import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from simulator.host.local import Host
    from simulator.host.script import ScriptStep
    from simulator.replay.materials import Materials
    from simulator.scenario.text import Language
    from simulator.store import DrillStore


SLOWEST: Final = 1.0
FASTEST: Final = 3600.0
"""Simulated seconds per real second."""


class Speed(click.FloatRange):
    """A speed: a finite number from SLOWEST to FASTEST."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; refused in one sentence for anything else, for "nan" is a number to Python."""
        try:
            speed = float(value)
        except (TypeError, ValueError):
            speed = math.nan
        if not SLOWEST <= speed <= FASTEST:
            self.fail(f"{value!r} is no speed; name a number from {SLOWEST:.0f} to {FASTEST:.0f}", param, ctx)
        return speed


@dataclass(frozen=True, slots=True)
class Options:
    """What ``podium play`` was asked for."""

    scenario: str | None = None
    seat: str | None = None
    skill: str | None = None
    """Skill of the colleagues who play every seat; None where one plays oneself."""
    colleagues: str = "trained"
    """Skill of the others where one plays oneself."""
    script: str | None = None
    seed: int = 7
    rulebook: str = "i80-2016"
    speed: float | None = None
    """Simulated seconds per real second at the start."""
    resume: str | None = None
    plain: bool = False
    no_kitty: bool = False
    lang: Language = "en"
    page: str | None = None
    """Where the debrief goes; None is beside the records."""
    as_json: bool = False
    reference: bool = False
    """Compare with the reference play although colleagues play every seat."""

    @property
    def alone(self) -> bool:
        """Whether colleagues and scripts play, and nobody else."""
        return bool(self.skill or self.script or self.as_json)


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
@click.option("--speed", type=Speed(SLOWEST, FASTEST), help="Simulated seconds per real second at the start.")
@click.option("--resume", metavar="ID", help="Go on with a drill that was broken off.")
@click.option("--plain", is_flag=True, help="Play by numbered prompts, for screen readers and scripts.")
@click.option("--no-kitty", is_flag=True, help="Ask the terminal for no extended keys, if an input method loses text.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language.")
@click.option("--debrief", "page", metavar="FILE", help="Where to write the debrief; else beside the records.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the story.")
@click.option(
    "--reference", is_flag=True, help="Play the reference too where nobody sat; else only where somebody did."
)
def play(**asked: Any) -> None:
    """Play a drill.

    On a terminal the screen opens: pick a crisis and a seat, colleagues fill the others. With --auto, --script or --json,
    or without a terminal, colleagues play every seat (experts, unless --auto says otherwise); the story and the scorecard
    are printed and the debrief is written. Skills: expert, trained, untrained, as_found, silent.

    Condemned strategies, to see what they come to: downgrader, guess-and-fix, heavy-hand, late-perfect, loose-cannon,
    officialese, order-taker, pretender, scapegoater, spammer, usurper, withholder.
    """
    from simulator.errors import UsageError
    from simulator.store import DrillStore

    options = Options(**asked)
    if options.scenario is not None and options.resume is not None:
        raise UsageError("name a scenario or a drill to resume, not both")
    if options.seat is not None and (options.skill or options.script):
        raise UsageError("--seat is for playing oneself; with --auto or --script colleagues and the script play")
    with DrillStore.open() as store:
        if options.plain and not options.alone:
            _plain(store, options)
        elif not options.alone and sys.stdin.isatty() and sys.stdout.isatty():
            _screen(store, options)
        else:
            _alone(store, options)


def _screen(store: DrillStore, options: Options) -> None:
    """The full screen.

    Terminals that lose text of Chinese input methods under the extended keys (iTerm2 outside tmux) get none, before
    anything of Textual is imported.
    """
    if options.no_kitty or (os.environ.get("TERM_PROGRAM") == "iTerm.app" and "TMUX" not in os.environ):
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from simulator.errors import PodiumError
    from tui.app import PodiumApp, run_app

    app = PodiumApp(
        store,
        options.lang,
        scenario=options.scenario,
        seat=options.seat,
        seed=options.seed,
        rulebook=options.rulebook,
        skill=options.colleagues,
        drill=options.resume,
        speed=options.speed,
    )
    _, failure = run_app(app)
    if failure is not None:
        raise PodiumError(failure)


def _plain(store: DrillStore, options: Options) -> None:
    """Numbered prompts on standard input and output."""
    from simulator.errors import UsageError
    from simulator.scenario.load import load_scenario
    from tui.plain import run_plain
    from tui.session import begin, go_on, judge, trainee_seat

    scenario, seat = options.scenario, options.seat
    if options.resume is not None:
        host, materials = go_on(store, options.resume)
        seat = trainee_seat(dict(host.header.crew))
        if seat is None:
            raise UsageError(
                f"nobody plays a seat of drill {options.resume}; leave --plain out to let it run to its end"
            )
    else:
        if scenario is None:
            raise UsageError("name a scenario, such as tutorial; `podium scenario list` shows them")
        if seat is None:
            seats = [known.id for known in load_scenario(scenario).scenario.seats]
            raise UsageError(f"name the seat with --seat; {scenario} has {', '.join(seats)}")
        host, materials = begin(store, scenario, seat, options.seed, options.rulebook, options.colleagues)
    run_plain(host, seat, options.lang, sys.stdin, sys.stdout, materials)
    if host.ended:
        written = judge(host, materials, options.lang, _place(options)).page
        click.echo({"en": f"Debrief: {written}", "zh": f"复盘：{written}"}[options.lang])


def _alone(store: DrillStore, options: Options) -> None:
    """Colleagues and scripts, to the end."""
    from simulator.errors import UsageError
    from simulator.host.script import read_script, run_script
    from tui.comparison import Comparison
    from tui.headless import run_to_end, show, show_json
    from tui.session import go_on, judge

    if options.seat is not None:
        raise UsageError("to play a seat one needs a terminal, or --plain")
    if options.resume is not None:
        if options.skill is not None:
            raise UsageError("a resumed drill keeps its crew; leave --auto out")
        host, materials = go_on(store, options.resume)
        steps = read_script(Path(options.script), materials.scenario) if options.script else ()
    elif options.scenario is not None:
        host, materials, steps = _fresh(store, options.scenario, options)
    else:
        raise UsageError(
            "name a scenario, such as canteen, or a drill with --resume; `podium scenario list` shows them"
        )
    run_script(host, steps)
    clock = materials.scenario.clock
    run_to_end(host, clock.opens, clock.ends, quiet=options.as_json)
    comparison = Comparison(host.store, host.id, materials, host.record, asked_for=options.reference)
    judgement = judge(host, materials, options.lang, _place(options), comparison)
    if options.as_json:
        show_json(judgement, host.id)
    else:
        show(judgement, host.id, options.lang)


def _place(options: Options) -> Path | None:
    return Path(options.page) if options.page else None


def _fresh(store: DrillStore, scenario: str, options: Options) -> tuple[Host, Materials, tuple[ScriptStep, ...]]:
    from simulator.drill.colleagues import load_skill
    from simulator.host.script import read_script
    from simulator.replay.materials import gather
    from simulator.replay.reference import REFERENCE
    from tui.session import play_out

    materials = gather(scenario, options.rulebook)
    steps = read_script(Path(options.script), materials.scenario) if options.script else ()
    scripted = [step.seat for step in steps]
    skill = options.skill or REFERENCE
    load_skill(skill)  # an unknown skill is refused before anything is stored
    crew = {seat.id: "script" if seat.id in scripted else skill for seat in materials.scenario.seats}
    return play_out(store, materials, options.seed, crew), materials, steps
