"""``podium verify``: the model of the public against exact theory and published facts, line by line, each with what it must
show, what it showed and whether that is near enough. Anyone's own branching ratio or mixing matrix can be tried against
the analytic final size, and the figures that a reviewer would ask for can be drawn.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from simulator.opinion.theory.lines import Effort, Line

MOST_PROCESSES = 8
"""Processes at most; the longest check alone takes a tenth of the whole."""
_QUICK_HELP = "Fewer runs, in under 20 s; tolerances widen to 4 standard errors where these are larger."
_FIGURES_HELP = "Also draw the figures into this folder, as PNG and SVG."


@click.command()
@click.option("--quick", is_flag=True, help=_QUICK_HELP)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of all runs.")
@click.option("--json", "as_json", is_flag=True, help="Print data instead of words.")
@click.option("--n", "branching", type=float, help="Instead: a branching ratio of your own against the final size.")
@click.option(
    "--matrix", type=click.Path(path_type=Path), help="Instead: a mixing matrix of your own, rows in YAML or CSV."
)
@click.option("--figures", type=click.Path(path_type=Path, file_okay=False), help=_FIGURES_HELP)
@click.option("--reference", is_flag=True, help="Use the plain step in place of the compiled kernel; minutes longer.")
def verify(
    quick: bool,
    seed: int,
    as_json: bool,
    branching: float | None,
    matrix: Path | None,
    figures: Path | None,
    reference: bool,
) -> int:
    """Hold the model of the public against exact theory and published facts.

    Ends with 1 if a check fails. With --n or --matrix only those are tried, against the analytic final size.
    """
    from simulator.errors import ExitCode
    from simulator.opinion.theory.lines import Effort
    from simulator.opinion.theory.matrices import check_branching, read_matrix
    from simulator.opinion.theory.suite import prepare

    effort = Effort(seed=seed, quick=quick)
    ratio = check_branching(2.0 if branching is None else branching)
    mixing = read_matrix(matrix) if matrix is not None else None
    folder = None if figures is None else _folder(figures)
    if branching is not None or matrix is not None:
        from simulator.opinion.theory.sizes import own_numbers

        prepare(reference)
        lines = own_numbers(effort, ratio, mixing)
        if not as_json:
            _print_lines(lines)
    else:
        lines = _verify(effort, reference, quiet=as_json)
    if folder is not None:
        _draw(folder, effort, reference)
    if as_json:
        click.echo(json.dumps([line.as_dict() for line in lines], indent=1, allow_nan=False))
    else:
        _print_sum(lines)
    return int(ExitCode.DONE if all(line.passed for line in lines) else ExitCode.CHECK_FAILED)


def _folder(path: Path) -> Path:
    """The folder for the figures, made before anything runs."""
    from simulator.errors import UnavailableError

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            f"the folder {path} cannot be made ({error.strerror}); name another with --figures"
        ) from None
    return path


def _verify(effort: Effort, reference: bool, *, quiet: bool) -> list[Line]:
    """Run every check, the longest first, and print them in their order as soon as they are there."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from simulator.opinion.theory.suite import CHECKS, HEAVY, prepare, run_check

    processes = max(1, min(MOST_PROCESSES, _cores()))
    order = [*HEAVY, *(name for name in CHECKS if name not in HEAVY)]
    if not reference:
        prepare(reference)  # compiles once, if it must, so that no process repeats it
    lines: list[Line] = []
    with ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(reference,)
    ) as pool:
        try:
            running = {name: pool.submit(run_check, name, effort) for name in order}
            for done, name in enumerate(CHECKS, 1):
                found = running[name].result()
                lines += found
                if quiet and sys.stderr.isatty():
                    click.echo(f"\r{done} of {len(CHECKS)} checks", err=True, nl=done == len(CHECKS))
                elif not quiet:
                    _print_lines(found)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise
    return lines


def _begin(reference: bool) -> None:
    """Make a process ready for checks; an interrupt is left to the one that started it."""
    import signal

    from simulator.opinion.theory.suite import prepare

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare(reference)


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _print_lines(lines: Sequence[Line]) -> None:
    from tui.text import plain

    for line in lines:
        mark = "pass" if line.passed else "FAIL"
        click.echo(plain(f"{mark}  {line.id}: {line.what}"))
        click.echo(f"      must be {_target(line)}; was {_number(line.measured, line)}")


def _print_sum(lines: Sequence[Line]) -> None:
    failed = [line.id for line in lines if not line.passed]
    if failed:
        click.echo(f"{len(failed)} of {len(lines)} lines failed: {', '.join(failed)}")
    else:
        click.echo(f"all {len(lines)} lines passed")


def _target(line: Line) -> str:
    """What a line must be, in words."""
    beyond = f", {_number(line.tolerance)} allowed beyond" if line.tolerance else ""
    if not isinstance(line.target, tuple):
        return _number(line.target, line) + (f" within {_number(line.tolerance)}" if line.tolerance else " exactly")
    low, high = line.target
    if low is None:
        return f"at most {_number(high or 0.0)}{beyond}"
    if high is None:
        return f"at least {_number(low)}{beyond}"
    return f"{_number(low)} to {_number(high)}{beyond}"


def _number(value: float, line: Line | None = None) -> str:
    """A number with six digits, or ten where the line is that strict."""
    strict = line is not None and 0.0 < line.tolerance < 1e-6
    return f"{value:.10g}" if strict else f"{value:.6g}"


def _draw(folder: Path, effort: Effort, reference: bool) -> None:
    """Draw the figures."""
    from reports.verification import draw_all
    from simulator.opinion.theory.series import gather
    from simulator.opinion.theory.suite import prepare

    prepare(reference)
    for path in draw_all(gather(effort), folder):
        click.echo(f"drawn: {path}", err=True)
