"""``podium scenario``: the library of crises for authors and trainers. Lists it, shows one crisis as its
trainer reads it, checks files with every problem at its line, and prints the JSON Schema that editors
check against. It also prints a scenario under other names.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from simulator.errors import BadInputError, ExitCode, NotFoundError, Problem, UnavailableError
from tui.text import cells, pad, plain

if TYPE_CHECKING:
    from simulator.scenario.load import LoadedScenario
    from simulator.scenario.parameters import ParameterRow
    from simulator.scenario.show import Page, Table
    from simulator.scenario.text import Language

_JSON = click.option("--json", "as_json", is_flag=True, help="Print data instead of words.")
_LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="Language of the words.",
)
_WIDEST = 34
_CLOSING = frozenset(",.;:?!)，。、；：？！）》」』”’…")


@click.group()
def scenario() -> None:
    """The library of crises, and the checks on scenario files."""


@scenario.command("list")
@_JSON
@_LANGUAGE
def list_command(as_json: bool, language: str) -> None:
    """List the scenarios in the library."""
    from simulator.scenario.load import list_scenarios, load_scenario

    rows, broken = [], []
    for name in list_scenarios():
        try:
            rows.append(_row(load_scenario(name)))
        except BadInputError as error:
            broken.append((name, len(error.problems)))
    if as_json:
        _print_json(rows)
    else:
        _print_list(rows, language)
    for name, count in broken:
        _narrate(f"{name} cannot be played: {_count(count, 'problem')}; see 'podium scenario check {name}'")
    if broken:
        click.get_current_context().exit(int(ExitCode.BAD_INPUT))


def _row(loaded: LoadedScenario) -> dict[str, Any]:
    from simulator.scenario.show import levels_of

    one = loaded.scenario
    return {
        "id": one.id,
        "title": {"en": one.title.en, "zh": one.title.zh},
        "difficulty": one.difficulty,
        "minutes": one.minutes,
        "level": list(levels_of(one)),
        "seats": [seat.id for seat in one.seats],
        "languages": list(one.languages),
        "digest": loaded.digest,
    }


def _print_list(rows: list[dict[str, Any]], language: str) -> None:
    width = max((cells(row["id"]) for row in rows), default=0)
    for row in rows:
        level = ", ".join(row["level"]) or "-"
        outline = f"difficulty {row['difficulty']}/5, {row['minutes']} minutes, level {level}"
        _print(f"{pad(row['id'], width)}  {row['title'][language]}")
        _print(f"{' ' * width}  {outline}; seats: {', '.join(row['seats'])}")


@scenario.command("show")
@click.argument("name")
@click.option("--parameters", "parameters", is_flag=True, help="Show every number of its public instead.")
@_JSON
@_LANGUAGE
def show_command(name: str, parameters: bool, as_json: bool, language: str) -> None:
    """Show a scenario, by name or file, as its trainer reads it (with the answers).

    With --parameters: meaning, unit, value, default, legal range and source of every number on which
    its public runs; what the scenario sets otherwise is marked with *.
    """
    from simulator.scenario.load import load_scenario
    from simulator.scenario.show import page_of

    loaded = load_scenario(name)
    if parameters:
        _show_parameters(loaded, as_json, "zh" if language == "zh" else "en")
        return
    if as_json:
        data = loaded.scenario.model_dump(mode="json", by_alias=True)
        _print_json({"file": loaded.file, "digest": loaded.digest, "scenario": data})
        return
    _print_page(page_of(loaded.scenario, "zh" if language == "zh" else "en"))


_PARAMETER_WORDS = {
    "en": {"default": "default", "range": "range", "source": "source", "marked": "* set by this scenario"},
    "zh": {"default": "默认", "range": "取值范围", "source": "依据", "marked": "* 本情景另行设定"},
}


def _show_parameters(loaded: LoadedScenario, as_json: bool, language: Language) -> None:
    from simulator.scenario.parameters import number, parameter_rows

    rows = parameter_rows(loaded.scenario)
    if as_json:
        _print_json([_parameter_fields(row, language) for row in rows])
        return
    words, width = _PARAMETER_WORDS[language], _terminal_width()
    _print(words["marked"])
    part = ""
    for row in rows:
        above, _, name = row.path.rpartition(".")
        if above != part:
            part = above
            _print(f"\n{part}")
        unit = f" {row.unit.in_(language)}" if row.unit is not None else ""
        told = f" ({words['default']} {number(row.default)})" if row.changed else ""
        mark = "* " if row.changed else "  "
        for line in _wrapped(f"{name} = {number(row.value)}{unit}{told}", width - 2):
            _print(mark + line)
            mark = "    "
        stop, colon = ("。", "：") if language == "zh" else (". ", ": ")
        legal, source = row.legal.in_(language), row.source.in_(language)
        about = stop.join(
            (row.meaning.in_(language), f"{words['range']}{colon}{legal}", f"{words['source']}{colon}{source}")
        )
        for line in _wrapped(about, width - 6):
            _print(f"      {line}")


def _parameter_fields(row: ParameterRow, language: Language) -> dict[str, Any]:
    return {
        "path": row.path,
        "value": row.value,
        "default": row.default,
        "unit": row.unit.in_(language) if row.unit is not None else "",
        "range": row.legal.in_(language),
        "source": row.source.in_(language),
        "meaning": row.meaning.in_(language),
        "changed": row.changed,
    }


def _print_page(page: Page) -> None:
    width = _terminal_width()
    _print(page.title)
    _print("=" * min(cells(page.title), width))
    _print("  ".join(f"{label}: {value}" for label, value in page.outline))
    _print("")
    for line in _wrapped(page.summary, width):
        _print(line)
    for table in page.tables:
        _print("")
        _print(table.title)
        _print("-" * min(cells(table.title), width))
        for line in _table_lines(table, width):
            _print(line)


def _table_lines(table: Table, width: int) -> list[str]:
    widths = [min(_WIDEST, max(cells(row[column]) for row in table.rows)) for column in range(len(table.rows[0]) - 1)]
    lines = []
    for row in table.rows:
        head = "".join(pad(cell, size) + "  " for cell, size in zip(row, widths, strict=False))
        for number, line in enumerate(_wrapped(row[-1], max(24, width - cells(head)))):
            lines.append((head if number == 0 else " " * cells(head)) + line)
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells, broken at spaces or between Chinese characters."""
    lines = []
    for paragraph in plain(text).split("\n"):
        line = ""
        for word in _words(paragraph, width):
            if line and cells(line) + cells(word.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += word if line else word.lstrip()
        lines.append(line.rstrip())
    return lines


def _words(paragraph: str, width: int) -> list[str]:
    """Pieces that may be parted: a word with its space, a wide character, a slice of an endless word."""
    pieces: list[str] = []
    word = ""
    for character in paragraph:
        if character in _CLOSING and pieces and not word:
            pieces[-1] += character
            continue
        wide = cells(character) == 2
        if word and (wide or word.endswith(" ") or cells(word) >= width):
            pieces.append(word)
            word = ""
        word += character
        if wide:
            pieces.append(word)
            word = ""
    return [*pieces, word] if word else pieces


@scenario.command("check")
@click.argument("names", nargs=-1, required=True, metavar="FILE_OR_NAME...")
@_JSON
def check_command(names: tuple[str, ...], as_json: bool) -> None:
    """Check scenarios, by name or file: every mistake, then what is legal but broken.

    Ends with 0 where all is well, 1 where something is legal but broken, 3 where a file has
    mistakes, 4 where one is missing.
    """
    found: list[tuple[str, Problem]] = []
    worst = ExitCode.DONE
    for name in names:
        kind, problems = _check(name)
        found += [(kind, problem) for problem in problems]
        if not as_json:
            _print_problems(name, kind, problems)
        worst = max(worst, _EXITS[kind] if problems else ExitCode.DONE)
    if as_json:
        _print_json([{**_fields(problem), "kind": kind} for kind, problem in found])
    click.get_current_context().exit(int(worst))


_EXITS = {"lint": ExitCode.CHECK_FAILED, "mistake": ExitCode.BAD_INPUT, "missing": ExitCode.NOT_FOUND}


def _check(name: str) -> tuple[str, list[Problem]]:
    """Kind of what is wrong (``lint`` also where nothing is), and the problems."""
    from simulator.scenario.lint import lint
    from simulator.scenario.load import load_scenario

    try:
        return "lint", lint(load_scenario(name))
    except BadInputError as error:
        return "mistake", list(error.problems)
    except NotFoundError as error:
        wrong, _, right = str(error).partition("; ")
        return "missing", [Problem(name, None, "", wrong, right)]


def _fields(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "field": problem.field,
        "wrong": problem.wrong,
        "right": problem.right,
    }


def _print_problems(name: str, kind: str, problems: list[Problem]) -> None:
    for problem in problems:
        _print(str(problem))
    if not problems:
        _narrate(f"{name}: no problem")
    elif kind == "lint":
        _narrate(f"{name}: {_count(len(problems), 'problem')}; it can be played, and something in it is broken")
    elif kind == "mistake":
        more = "; what is legal but broken shows once these are mended"
        _narrate(f"{name}: {_count(len(problems), 'problem')}{more}")


@scenario.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a scenario file, for editors that check while one types."""
    from simulator.scenario.schema import Scenario

    schema = Scenario.model_json_schema(by_alias=True)
    _print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


@scenario.command("redress")
@click.argument("name")
@click.option("--seed", type=click.IntRange(0, 999_999_999), required=True, help="The same seed gives the same file.")
@click.option("--out", "out", type=click.Path(dir_okay=False), help="Write the file here instead of printing it.")
def redress_command(name: str, seed: int, out: str | None) -> None:
    """Print a scenario, by name or file, under other names: the same crisis renamed and re-dressed.

    Places, people, firms, outlets, ids, figures and the date change; who owns what, when it becomes true and what answers it
    does not. Play what comes out to see whether a crew has learned its work, or one scenario by heart.
    """
    from simulator.scenario.load import load_scenario
    from simulator.scenario.redress import redress
    from simulator.scenario.written import yaml_of

    text = yaml_of(redress(load_scenario(name).scenario, seed))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        with open(out, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UnavailableError(f"the file {out} is there already; name another with --out") from None
    except OSError as error:
        raise UnavailableError(
            f"the file {out} cannot be written ({error.strerror}); name another with --out"
        ) from None
    _narrate(f"written: {out}; play it with 'podium play {out}'")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _terminal_width() -> int:
    import shutil

    return max(40, min(120, shutil.get_terminal_size((100, 24)).columns))


def _print(text: str) -> None:
    click.echo(plain(text))


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _narrate(text: str) -> None:
    click.echo(plain(text), err=True)
