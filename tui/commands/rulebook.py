"""The commands for planners and authors who ask about the rules: ``podium rulebook list | show | check |
diff`` and ``podium resolve``, which says who must answer a matter and by which clause.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from simulator.rules import Case, Resolution, Rulebook, World

_JSON = click.option("--json", "as_json", is_flag=True, help="Print data instead of words.")
_WIDTH = 15
_HYPOTHETICAL = " (hypothetical 假设)"
"""Mark of a rulebook that no document says."""


def _finite(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    """Refuse what is a number to the machine only."""
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is no number of hours")
    return value


@click.group()
def rulebook() -> None:
    """Rulebooks: the official rules as data."""


@rulebook.command("list")
@_JSON
def list_rulebooks(as_json: bool) -> None:
    """List the rulebooks that ship with Podium."""
    from simulator.rules import DEFAULT_RULEBOOK, limits_in_words, load_rulebook, rulebook_names

    books = [load_rulebook(name) for name in rulebook_names()]
    if as_json:
        _print_json([{**_summary(book), "default": book.id == DEFAULT_RULEBOOK} for book in books])
        return
    for book in books:
        mark = " (default)" if book.id == DEFAULT_RULEBOOK else _HYPOTHETICAL if book.hypothetical else ""
        limits = limits_in_words(book.limits)
        _print(f"{book.id}{mark}: {book.title.en} {book.title.zh}")
        _print(f"    {limits.en}")
        _print(f"    {limits.zh}")


@rulebook.command("show")
@click.argument("name")
@_JSON
def show_rulebook(name: str, as_json: bool) -> None:
    """Show one rulebook, by name or file: limits, readings and rules."""
    from simulator.rules import load_rulebook

    book = load_rulebook(name)
    if as_json:
        _print_json({**book.model_dump(mode="json"), "digest": book.digest})
        return
    _show_head(book)
    _print("")
    _print("Readings")
    for key, reading in book.interpretations:
        value = getattr(reading, "value", None)
        setting = "" if value is None else f" = {_setting(value)}"
        _print(f"  {key} {reading.name}{setting}: {reading.meaning}")
    _print("")
    _print("Rules")
    for rule in book.rules.values():
        hours = book.hours(rule)
        limit = "" if hours is None else f" [{hours:g} h from {book.clock(rule)}]"
        force = "" if book.in_force(rule) else " (not in force)"
        core = "*" if rule.core else " "
        _print(f" {core}{rule.citation} ({rule.judged_by}){force}: {rule.text}{limit} {rule.zh}")
        if rule.programme is not None:
            _print(f"     over a programme, not in one drill: {rule.programme.en} {rule.programme.zh}")
    _print("")
    _print("* scored in a first drill")


@rulebook.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@_JSON
def check_rulebook(file: Path, as_json: bool) -> None:
    """Check a rulebook file and list every mistake in it."""
    from simulator.errors import BadInputError
    from simulator.rules import load_rulebook

    try:
        book = load_rulebook(file)
    except BadInputError as error:
        if as_json:
            _print_json({"ok": False, "problems": [_problem(problem) for problem in error.problems]})
        raise
    if as_json:
        _print_json({"ok": True, "problems": [], "id": book.id, "digest": book.digest})
    else:
        _print(f"{book.id}: no mistakes found; {len(book.rules)} rules, digest {book.digest[:12]}")


@rulebook.command("diff")
@click.argument("one")
@click.argument("other")
@_JSON
def diff_rulebooks(one: str, other: str, as_json: bool) -> None:
    """Say how two rulebooks differ, from ONE to OTHER."""
    from simulator.rules import differences, load_rulebook

    before, after = load_rulebook(one), load_rulebook(other)
    found = differences(before, after)
    if as_json:
        keys = ("field", "words", "before", "after", "clause")
        _print_json([{key: getattr(entry, key) for key in keys} for entry in found])
        return
    _print(f"From {before.id} to {after.id}")
    for entry in found:
        _print(f"  {entry}")
    if not found:
        _print("  no difference")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rulebook", "book_name", default=None, help="Rulebook by name or file.  [default: i80-2016]")
@click.option("--at", "at", type=click.FloatRange(0, 100_000), default=0.0, callback=_finite, help="Hours since T+0.")
@click.option("--check", "compare", is_flag=True, help="Compare with the expected answers in FILE.")
@_JSON
def resolve(file: Path, book_name: str | None, at: float, compare: bool, as_json: bool) -> None:
    """Say who must answer each matter in FILE, who coordinates, by when, and by which clause."""
    from simulator.errors import CheckFailedError
    from simulator.rules import DEFAULT_RULEBOOK, disagreements, load_cases, load_rulebook

    book = load_rulebook(book_name or DEFAULT_RULEBOOK)
    cases = load_cases(file)
    answers = cases.resolve(book, at)
    if as_json:
        _print_json([answer.as_row() for _, given in answers for answer in given])
    else:
        for case, given in answers:
            for answer in given:
                _show_answer(cases.world, case, answer)
    if compare:
        wrong = [line for case, given in answers for line in disagreements(case, given)]
        if wrong:
            raise CheckFailedError("\n".join(wrong))
        expected = sum(case.expect is not None for case, _ in answers)
        click.echo(f"{expected} of {len(answers)} cases name an expected answer; all agree", err=True)


def _show_answer(world: World, case: Case, answer: Resolution) -> None:
    strand = f" [{answer.strand}]" if answer.strand else ""
    _print(f"{answer.id}{strand}  {case.situation}")
    limits = answer.deadlines
    hours = {
        "first word": limits.first_word_h,
        "press conference": limits.press_conference_h,
        "press centre": limits.press_centre_h,
        "response": limits.response_h,
    }
    left = answer.hours_left_to_respond
    rows = {
        "case": " ".join(answer.case),
        "must answer": _listed([_with_name(world, organ) for organ in answer.first_responsible]),
        "own share": _listed(answer.own_share),
        "coordinate": _listed(answer.organisers),
        "their duties": _listed(answer.organiser_duties),
        "lead": {"none": "-", "may_designate": "may be designated"}.get(answer.lead, answer.lead),
        "consult first": "yes" if answer.consult else "no",
        "leader acts": _listed(answer.leader_duty),
        "deadlines": _listed([f"{word} {limit} h" for word, limit in hours.items() if limit is not None]),
        "time left": "-" if left is None else f"{left} h" if left >= 0 else f"overdue by {-left} h",
        "refer to": _listed(answer.refer_to),
    }
    for word, value in rows.items():
        _print(f"  {word:<{_WIDTH}}{value}")
    if "C9" in answer.case:
        done = "does" if answer.duty_discharged_by_actor_statement else "does not"
        _print(f"  {'actor':<{_WIDTH}}its own statement {done} discharge the duty")
    _print("  why")
    for sentence in answer.why:
        _print(f"    - {sentence}")
    _print("")


def _with_name(world: World, organ: str) -> str:
    return f"{organ} ({world.label(organ)}; {world.label(organ, 'zh')})"


def _show_head(book: Rulebook) -> None:
    from simulator.rules import limits_in_words

    _print(f"{book.id}{_HYPOTHETICAL if book.hypothetical else ''}: {book.title.en} {book.title.zh}")
    source, limits = book.source, limits_in_words(book.limits)
    date = source.date or "date not known 日期不详"
    _print(f"  source     {source.code}, {source.document}, {date}, status {source.status}")
    if book.note is not None:
        _print(f"  note       {book.note.en}")
        _print(f"             {book.note.zh}")
    _print(f"  inherits   {book.inherits or '-'}")
    _print(f"  documents  {', '.join(book.documents)}")
    _print(f"  limits     {limits.en}")
    _print(f"             {limits.zh}")
    clock = book.clock_start
    _print(
        f"  clocks     emergency: {clock.emergency}; other opinion: {clock.opinion}; "
        f"superior's request: {clock.superior_request}"
    )
    weights = book.weights
    _print(
        f"  weights    timing {weights.timing:g}, coordination {weights.coordination:g}, "
        f"message {weights.message:g}; pass {book.pass_share:g}; cap {book.cap:g}"
    )
    _print(f"  digest     {book.digest}")


def _summary(book: Rulebook) -> dict[str, Any]:
    return {
        "id": book.id,
        "title": book.title.model_dump(),
        "inherits": book.inherits,
        "hypothetical": book.hypothetical,
        "limits": book.limits.model_dump(),
        "digest": book.digest,
    }


def _problem(problem: Any) -> dict[str, Any]:
    return {key: getattr(problem, key) for key in ("file", "line", "field", "wrong", "right")}


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {entry}" for key, entry in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "-"


def _print(line: str) -> None:
    """Print a line that may hold words from a file, with whatever could move the cursor made visible."""
    from tui.text import plain

    click.echo(plain(line.replace("\n", " ")))


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
