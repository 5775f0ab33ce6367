"""The ``podium`` command. It knows each command's name and one line of help, and imports a command only when
it is called, so that ``podium --help`` is immediate. All errors end here: what a user can mend is one
sentence and an exit code, anything else is a file with the details.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, NoReturn

import click

from simulator.errors import BadInputError, ExitCode, PodiumError
from tui.text import plain

SHOWN_PROBLEMS = 50
"""Problems of a file that an error shows; the check command lists all."""

COMMANDS = {
    "play": ("tui.commands.play:play", "Play a drill, alone or by simulated colleagues."),
    "drills": ("tui.commands.drills:drills", "The records of drills: list, show, replay, verify."),
    "debrief": ("tui.commands.debrief:debrief", "The after-action report of a drill, or its evaluation sheet."),
    "scenario": ("tui.commands.scenario:scenario", "The library of crises: list, show, check, schema."),
    "rulebook": ("tui.commands.rulebook:rulebook", "The official rules as data: list, show, check, diff."),
    "resolve": ("tui.commands.rulebook:resolve", "Say who must answer a matter, and by which clause."),
    "message": ("tui.commands.message:message", "Judge a text with every reason; agreement with people."),
    "verify": ("tui.commands.verify:verify", "The model against exact theory and published facts."),
}
"""Name of each command: where it lives, and its line in the help."""


class _ReaderGoneError(Exception):
    """The reader of our output has gone."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; their help lines are known before."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a broken pipe is told from other failures before click ends the process for it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGoneError from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the help lines that need no import."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"podium {version('podium')}")
        except PackageNotFoundError:
            click.echo("podium, not installed")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def podium() -> None:
    """Drills in answering public opinion on government affairs, and the rules that they are judged by."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end the process with the exit code of DESIGN section 8.

    A :class:`PodiumError` becomes its sentence on stderr; an interrupt ends quietly with 130; a reader of our
    output that has gone ends it with 0; anything unexpected is written to a log file whose path is told.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        result: Any = podium.main(args=arguments, prog_name="podium", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else int(ExitCode.DONE)
    except (BrokenPipeError, _ReaderGoneError):
        return _without_reader()
    except (KeyboardInterrupt, click.Abort):
        return 130
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        _say(error.format_message())
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        _say(_usage(error))
        return int(ExitCode.USAGE)
    except PodiumError as error:
        _say(_sentence(error))
        return int(error.exit_code)
    except Exception as error:
        _say(_unexpected(error))
        return int(ExitCode.CHECK_FAILED)


def _without_reader() -> int:
    """End in silence after the reader of our output has gone."""
    # The interpreter flushes stdout once more at its end; a null device lets that pass.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return int(ExitCode.DONE)


def _say(text: str) -> None:
    click.echo(plain(text), err=True)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    hint = f"; see '{context.command_path} --help'" if context is not None else ""
    return f"podium: {error.format_message().rstrip('.')}{hint}"


def _sentence(error: PodiumError) -> str:
    if not isinstance(error, BadInputError):
        return f"podium: {error}"
    lines = [str(problem) for problem in error.problems[:SHOWN_PROBLEMS]]
    more = len(error.problems) - len(lines)
    if more:
        lines.append(f"and {more} more; 'podium scenario check' lists all problems of a scenario")
    return "\n".join(lines)


def _unexpected(error: Exception) -> str:
    import tempfile
    import traceback
    from pathlib import Path

    from simulator.store.home import home

    details = "".join(traceback.format_exception(error))
    for folder in (home(), Path(tempfile.gettempdir())):
        path = folder / "podium-error.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(details, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return f"podium: a fault of Podium itself ended this command; please report it with the file {path}"
    return f"podium: a fault of Podium itself ended this command ({type(error).__name__})"


if __name__ == "__main__":
    main()
