"""``podium message``: judge one text as the public would hear it, with every reason; and say how far the judge agrees with
people who graded the same texts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from simulator.errors import ExitCode, UnavailableError
from tui.commands.second_opinion import Asked, second_opinion_options
from tui.text import data as harmless
from tui.text import plain

if TYPE_CHECKING:
    from simulator.assessor.second import SecondOpinion
    from simulator.message.assess import Assessment
    from simulator.scenario.text import Language

MOST_BYTES: Final = 200_000
"""Bytes of a file that are read; twenty thousand characters need fewer."""
_FORMS: Final = ("statement", "social", "rebuttal", "qa", "correction")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print data instead of words.")


@click.group()
def message() -> None:
    """Judge what is said to the public, by the scenario's facts and the rubric."""


@message.command()
@click.option("--scenario", "scenario", required=True, help="Name of a scenario in the library, or the path of a file.")
@click.option("--at", "moment", required=True, help="When it is said, from T+0, such as T+05:30.")
@click.option("--form", type=click.Choice(_FORMS), required=True, help="What kind of text it is.")
@click.option("--party", required=True, help="Who says it: the id of a party of the scenario.")
@click.option("--question", help="For an answer: id of the concern, or of the journalist's question.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "zh"]),
    help="Language of the findings; left out, the text's own.",
)
@second_opinion_options
@_JSON
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
def assess(
    scenario: str,
    moment: str,
    form: Any,
    party: str,
    question: str | None,
    language: Any,
    as_json: bool,
    file: Path,
    **second: Any,
) -> int:
    """Grade the text in FILE, or on standard input, from 0 to 4, and say why.

    Without a drill the scenario's default times hold: whoever owns or verifies a fact knows it once it is confirmed,
    everybody else an hour later.

    With --second-opinion a language model at the endpoint that you name is asked too. What it says stands beside the
    grade and never changes it. If there is no such endpoint, the grade is printed all the same and the exit code is 5.
    """
    from simulator.assessor import RuleAssessor, Words
    from simulator.errors import UsageError
    from simulator.scenario.load import load_scenario
    from simulator.scenario.moments import parse_moment

    try:
        at = parse_moment(moment)
    except ValueError as error:
        raise UsageError(f"--at {moment!r} {error}") from None
    loaded = load_scenario(scenario)
    text = _read(file)
    words = Words(text, at, form, party, question, language)
    rules = RuleAssessor(loaded.scenario)
    found = rules.assess(words).assessment
    opinion: SecondOpinion | None = None
    missing: UnavailableError | None = None
    try:
        opinion = Asked(**second).opinion(rules, words)
    except UnavailableError as error:  # the grade comes first, and needs no second opinion
        missing = error
    if as_json:
        data = {**found.as_dict(), "second_opinion": None if opinion is None else opinion.as_dict()}
        click.echo(harmless(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)))
    else:
        _print(found, opinion, language or ("zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"))
    if missing is not None:
        raise missing
    return int(ExitCode.DONE)


def _read(file: Path) -> str:
    """The text of a file or of standard input, in UTF-8.

    Raises:
        NotFoundError: there is no such file.
        BadInputError: it is too large, or not text in UTF-8.
    """
    from simulator.errors import BadInputError, Problem
    from simulator.scenario.yamlfile import read_text

    if str(file) != "-":
        return read_text(file, max_bytes=MOST_BYTES)
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        problem = Problem(
            "standard input", None, "", f"the text is longer than {MOST_BYTES:,} bytes", "give one official word"
        )
        raise BadInputError([problem])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem("standard input", None, "", "the text is not UTF-8", "send it as UTF-8")
        raise BadInputError([problem]) from None


_WORDS: Final = {
    "en": {
        "grade": "Grade {grade} of 4, {score} of 100 points",
        "capped": ", held down by {gate}",
        "gates": "What holds it down",
        "gaps": "What is missing",
        "well": "What went well",
    },
    "zh": {
        "grade": "{grade}级（满4级），{score}分（满100分）",
        "capped": "，受限于“{gate}”",
        "gates": "封顶问题",
        "gaps": "不足之处",
        "well": "做得好的地方",
    },
}


def _print(found: Assessment, opinion: SecondOpinion | None, language: Language) -> None:
    from reports.labels import message_name
    from tui.commands.second_opinion import show

    words = _WORDS[language]
    data = found.as_dict()
    head = words["grade"].format(grade=data["grade"], score=data["score"])
    if data["capped_by"]:
        head += words["capped"].format(gate=message_name(data["capped_by"], language))
    click.echo(plain(head))
    parts = {
        "gates": [one for one in found.findings if one.is_gate],
        "gaps": [one for one in found.findings if not one.is_gate and one.level < 2],
        "well": [one for one in found.findings if not one.is_gate and one.level == 2],
    }
    for part, listed in parts.items():
        if listed:
            click.echo(f"\n{words[part]}")
        for one in listed:
            name = message_name(one.name, language)
            points = "" if one.is_gate else f" {one.level}/2"
            click.echo(plain(f"- {name}{points}: {one.message}"))
    if opinion is not None:
        show(opinion, found, language)


@message.command()
@click.argument("file", type=click.Path(path_type=Path))
@_JSON
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Seed of the intervals.")
def agreement(file: Path, as_json: bool, seed: int) -> int:
    """Say how far the scorer agrees with the people who graded the messages in FILE, a file or a folder of files."""
    from simulator.message.agreement import agreement as of
    from simulator.message.assess import judged
    from simulator.message.labelled import read_all

    items = read_all(file)
    found = of(judged(items), seed)
    found["graders"] = _graders(items, seed)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        _print_agreement(found)
    return int(ExitCode.DONE)


def _graders(items: Any, seed: int) -> dict[str, Any] | None:
    """Agreement of the first two people who graded blind, over the messages that both graded."""
    from simulator.message.agreement import between

    names = list(dict.fromkeys(name for item in items for name in item.graders))[:2]
    both = [item for item in items if all(name in item.graders for name in names)]
    if len(names) < 2 or not both:
        return None
    first, second = ([item.graders[name].grade for item in both] for name in names)
    return {"names": names, **between(first, second, seed)}


def _print_agreement(found: dict[str, Any]) -> None:
    def line(name: str, one: dict[str, Any]) -> str:
        low, high = one["interval"]
        return (
            f"{name:<22} n {one['n']:>4}  kappa {one['kappa']:.3f} ({low:.3f} to {high:.3f})  "
            f"exact {one['exact']:.1%}  within one {one['within_one']:.1%}"
        )

    if found["graders"] is not None:
        click.echo(line("graders, blind", found["graders"]))
    click.echo(line("scorer and label", found["overall"]))
    for language, one in found["languages"].items():
        click.echo(line(f"  {language}", one))
    click.echo(f"\nleft out one by one: kappa {found['left_out_kappa']:.3f}")
    for name, one in found["left_out"].items():
        bands = ", ".join(map(str, one["bands"]))
        click.echo(plain(f"  {name:<20} n {one['n']:>4}  kappa {one['kappa']:.3f}  bands of the others {bands}"))
    click.echo("\ngate                 labelled tripped both  precision recall")
    for name, one in found["gates"].items():
        shares = ["-" if one[part] is None else f"{one[part]:.2f}" for part in ("precision", "recall")]
        counts = f"{one['labelled']:>8} {one['tripped']:>7} {one['both']:>4}"
        click.echo(f"{name:<20} {counts}  {shares[0]:>9} {shares[1]:>6}")
    if found["missed"]:
        click.echo(plain(f"\nmore than one grade off: {', '.join(found['missed'])}"))
