"""The after-action report of a recorded drill, written again from its record: ``podium debrief``; or its evaluation sheet as
text, data or a table; and a trainer's judgement by hand beside what was computed. The record is checked first and never
changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from simulator.record import Record
    from simulator.replay.materials import Materials
    from simulator.scenario.text import Language
    from simulator.store import DrillStore


LONGEST_NAME: Final = 80
"""Characters of a trainer's name at most."""


@click.command("debrief")
@click.argument("drill", metavar="DRILL")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language.")
@click.option("--out", metavar="FILE", help="Where to write it; the page else lies beside the records.")
@click.option("--sheet", is_flag=True, help="The evaluation sheet as text, instead of the page.")
@click.option("--csv", "as_csv", is_flag=True, help="With --sheet: a table for a spreadsheet.")
@click.option("--json", "as_json", is_flag=True, help="Print data instead of words.")
@click.option(
    "--reference", is_flag=True, help="Play the reference too where nobody sat; else only where somebody did."
)
@click.option(
    "--override",
    metavar="TARGET=VALUE",
    help="Judge one thing by hand, beside what was computed: OBJECTIVE=P, S, M or U; or W1:CRITERION=0, 1 or 2.",
)
@click.option("--reason", metavar="WORDS", help="With --override: why.")
@click.option("--by", metavar="NAME", default="", help="With --override: who judges.")
@click.option("--scenario", metavar="FILE", help="Scenario file, for a drill whose scenario is not in the library.")
@click.option("--rulebook", metavar="FILE", help="Rulebook file, for a drill whose rulebook is not in the library.")
def debrief(
    drill: str,
    lang: Language,
    out: str | None,
    sheet: bool,
    as_csv: bool,
    as_json: bool,
    reference: bool,
    override: str | None,
    reason: str | None,
    by: str,
    scenario: str | None,
    rulebook: str | None,
) -> None:
    """Write the debrief of a finished drill again from its record, or give its evaluation sheet.

    Where a trainee or a script sat, the drill stands beside its reference play: the same crisis and seed in which only
    that seat is played by an expert. It is kept, so that only the first debrief has to play it.
    """
    from simulator.errors import UnavailableError, UsageError
    from simulator.replay.materials import materials_of
    from simulator.scenario.moments import show_moment
    from simulator.store import DrillStore, StoreDamagedError, drill_faults

    if as_csv and (not sheet or as_json):
        raise UsageError("--csv belongs to --sheet, and --json is another form; name one of them")
    if override is None and (reason or by):
        raise UsageError("--reason and --by belong to --override")
    with DrillStore.open_to_read() as store:
        for fault in drill_faults(store, drill):
            raise StoreDamagedError(f"{fault}; `podium drills verify {drill}` says more")
        entry = store.entry(drill)
        if not entry.closed:
            raise UnavailableError(
                f"drill {drill} has only come to {show_moment(entry.head.now)}; end it with"
                f" `podium play --resume {drill}`, then debrief it"
            )
        record = store.record(drill)
        materials = materials_of(record.header, scenario=scenario, rulebook=rulebook)
        if override is not None:
            _judge_by_hand(store, drill, record, materials, override, reason or "", by)
        if sheet:
            _sheet(store, drill, record, materials, lang, out, "json" if as_json else "csv" if as_csv else "text")
        else:
            _page(store, drill, record, materials, lang, out, as_json, reference)


def _judge_by_hand(
    store: DrillStore, drill: str, record: Record, materials: Materials, override: str, reason: str, by: str
) -> None:
    """Keep a trainer's judgement beside the drill, with what was computed; the record is not touched."""
    from simulator.errors import UsageError
    from simulator.scoring import score
    from simulator.scoring.overrides import checked, computed
    from simulator.store.overrides import keep_override

    target, equals, value = override.partition("=")
    if not equals:
        raise UsageError("write --override TARGET=VALUE, such as our_mistake=S or W1:evidence=1")
    checked(target, value, reason)
    if len(by) > LONGEST_NAME or not (by.isprintable()):
        raise UsageError(f"--by is one line of at most {LONGEST_NAME} characters")
    found = computed(target, score(record, materials.scenario, materials.rulebook), record)
    keep_override(store, drill, target, value, found, reason.strip(), by.strip())


def _page(
    store: DrillStore,
    drill: str,
    record: Record,
    materials: Materials,
    lang: Language,
    out: str | None,
    as_json: bool,
    reference: bool,
) -> None:
    """The page, with a note of progress on standard error while the reference is played."""
    import sys

    from tui.comparison import Comparison
    from tui.headless import show_json, summary
    from tui.session import assess

    comparison = Comparison(store, drill, materials, record, asked_for=reference)
    if not comparison.ready:
        with click.progressbar(length=100, label="Reference play", file=sys.stderr, hidden=as_json) as bar:
            done = 0
            while not comparison.ready:
                comparison.step()
                bar.update(round(100 * comparison.share) - done)
                done = round(100 * comparison.share)
    judgement = assess(store, drill, materials, record, comparison, lang, Path(out) if out else None)
    if as_json:
        show_json(judgement, drill)
    else:
        summary(judgement, drill, lang)


def _sheet(
    store: DrillStore, drill: str, record: Record, materials: Materials, lang: Language, out: str | None, form: str
) -> None:
    """The evaluation sheet, printed or written to a file."""
    from reports.debrief import write_text
    from reports.names import Names
    from reports.sheet import sheet_csv, sheet_lines, sheet_of
    from reports.spreadsheet import BOM
    from simulator.scoring import score
    from simulator.store.overrides import kept_overrides
    from tui.text import plain

    names = Names(materials.scenario, lang)
    card = score(record, materials.scenario, materials.rulebook)
    sheet = sheet_of(record, materials.scenario, materials.rulebook, card, names, drill, kept_overrides(store, drill))
    if form == "json":
        text = json.dumps({"drill": drill, **sheet.data()}, ensure_ascii=False) + "\n"
    elif form == "csv":
        text = sheet_csv(sheet, names)
    else:
        text = "".join(f"{plain(line)}\n" for line in sheet_lines(sheet, names))
    if out is None:
        click.echo(text, nl=False)
        return
    write_text(Path(out), BOM + text if form == "csv" else text)
    click.echo(out, err=True)
