"""The records of drills: ``podium drills list | show | replay | verify``. Nothing here changes a record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from simulator.record.events import Event, Header, Record
    from simulator.replay.verify import Verdict
    from simulator.scenario.text import Language
    from simulator.store import Entry

_JSON = click.option("--json", "as_json", is_flag=True, help="Print data instead of words.")
_LANGUAGE = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the story."
)
_SCENARIO = click.option(
    "--scenario",
    metavar="FILE",
    help="Scenario file to use, for a drill whose scenario is not in the library.",
)
_RULEBOOK = click.option(
    "--rulebook",
    metavar="FILE",
    help="Rulebook file to use, for a drill whose rulebook is not in the library.",
)


@click.group()
def drills() -> None:
    """Recorded drills: what was played, and whether it is what was played."""


@drills.command("list")
@_JSON
def list_drills(as_json: bool) -> None:
    """List the recorded drills, oldest first."""
    from simulator.scenario.moments import show_moment
    from simulator.store import DrillStore

    with DrillStore.open_to_read() as store:
        entries = store.drills()
        path = store.path
    if as_json:
        _print_json([_entry_row(entry) for entry in entries])
        return
    if not entries:
        click.echo(f"No drill is recorded in {path} yet; `podium play` makes one.", err=True)
    for entry in entries:
        _print(
            f"{entry.id}  {entry.created_at}  {_state(entry)} at {show_moment(entry.head.now)}"
            f"  {entry.head.seq} events  {entry.header.rulebook}  {_crew(entry.header)}"
        )


@drills.command("show")
@click.argument("drill", metavar="ID")
@_LANGUAGE
@_SCENARIO
@_RULEBOOK
@_JSON
def show_drill(drill: str, lang: Language, scenario: str | None, rulebook: str | None, as_json: bool) -> None:
    """Show one drill: what it was started with, where it stands, and its story hour by hour."""
    from simulator.record.events import Record
    from simulator.store import DrillStore, StoreDamagedError, drill_faults

    with DrillStore.open_to_read() as store:
        for fault in drill_faults(store, drill):
            raise StoreDamagedError(f"{fault}; `podium drills verify {drill}` says more")
        entry = store.entry(drill)
        record = Record(entry.header, tuple(store.events(drill)))
    if as_json:
        _print_json({**_entry_row(entry), **_record_row(record)})
        return
    _show_head(entry, record)
    _show_story(record, lang, scenario, rulebook)


@drills.command("replay")
@click.argument("drill", metavar="ID")
@_LANGUAGE
@_SCENARIO
@_RULEBOOK
@_JSON
def replay_drill(drill: str, lang: Language, scenario: str | None, rulebook: str | None, as_json: bool) -> None:
    """Run one drill again from its recorded actions; tell its story if that comes out again."""
    from simulator.record.events import Record
    from simulator.replay.driver import Driver
    from simulator.replay.materials import materials_of
    from simulator.replay.rerun import feed
    from simulator.store import DrillStore

    with DrillStore.open_to_read() as store:
        entry = store.entry(drill)
        events = store.events(drill)
    fresh = materials_of(entry.header, scenario=scenario, rulebook=rulebook).drill(entry.header)
    feed(Driver(fresh, None), events, entry.head.now)
    record = Record(entry.header, tuple(events))
    if as_json:
        _print_json({**_entry_row(entry), **_record_row(record), "agrees": True})
        return
    _show_head(entry, record)
    _show_story(record, lang, scenario, rulebook)
    click.echo(f"The re-run gave the {len(events)} recorded events.", err=True)


@drills.command("verify")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@_SCENARIO
@_RULEBOOK
@_JSON
def verify_drills(ids: tuple[str, ...], scenario: str | None, rulebook: str | None, as_json: bool) -> None:
    """Check that drills are stored as they were played: file, chain and seal, and a re-run of each.

    Ends with 1 if anything was altered, and names the place.
    """
    from simulator.errors import CheckFailedError
    from simulator.replay.verify import Verdict, verify
    from simulator.store import DrillStore, Fault, StoreDamagedError

    try:
        with DrillStore.open_to_read() as store:
            verdicts = [verify(store, drill, scenario=scenario, rulebook=rulebook) for drill in ids]
    except StoreDamagedError as error:
        verdicts = [Verdict(drill, 0, None, None, (Fault("store", str(error)),)) for drill in ids]
    if as_json:
        _print_json([_verdict_row(verdict) for verdict in verdicts])
    else:
        for verdict in verdicts:
            _show_verdict(verdict)
    altered = [verdict.drill for verdict in verdicts if not verdict.sound]
    if altered:
        raise CheckFailedError(f"not as it was played: {', '.join(altered)}; the places are named above")


def _show_head(entry: Entry, record: Record) -> None:
    from simulator.scenario.moments import show_moment

    header = entry.header
    _print(f"Drill     {entry.id}, begun {entry.created_at}")
    _print(f"Scenario  {header.scenario} (digest {header.scenario_digest[:12]})")
    _print(f"Rulebook  {header.rulebook} (digest {header.rulebook_digest[:12]})")
    _print(f"Seed      {header.seed}")
    _print(f"Crew      {_crew(header)}")
    _print(f"State     {_state(entry)} at {show_moment(entry.head.now)}, {len(record.events)} events")
    _print(f"Digest    {record.digest}")
    _print(f"Chain     {entry.head.hash}")


def _show_story(record: Record, lang: Language, scenario: str | None, rulebook: str | None) -> None:
    """The story, with a line for each hour in which something happened."""
    from reports.story import hours, story_lines
    from simulator.replay.materials import materials_of
    from simulator.scenario.moments import HOUR, show_moment

    found = materials_of(record.header, scenario=scenario, rulebook=rulebook).scenario
    for hour, lines in hours(story_lines(record, found, lang)):
        _print(f"\n{show_moment(hour * HOUR)}")
        for line in lines:
            _print(f"  {show_moment(line.at)}  {line.text}")


def _show_verdict(verdict: Verdict) -> None:
    if verdict.sound:
        _print(f"{verdict.drill}: as it was played; {verdict.events} events, digest {verdict.digest}")
        return
    _print(f"{verdict.drill}: NOT as it was played")
    for fault in verdict.faults:
        _print(f"  {fault}")
    for remark in verdict.remarks:
        _print(f"  other than at the time of the drill, which alone may change figures: {remark}")


def _state(entry: Entry) -> str:
    return "closed" if entry.closed else "open"


def _crew(header: Header) -> str:
    """Who fills the seats, in one phrase."""
    kinds = sorted(set(header.crew.values()))
    if len(kinds) == 1:
        return f"all seats {kinds[0]}"
    return ", ".join(f"{seat} {filled}" for seat, filled in sorted(header.crew.items()))


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "drill": entry.id,
        "created_at": entry.created_at,
        "state": _state(entry),
        "now": entry.head.now,
        "events": entry.head.seq,
        "chain": entry.head.hash,
        "header": entry.header.model_dump(mode="json"),
    }


def _record_row(record: Record) -> dict[str, Any]:
    return {"digest": record.digest, "record": [_event_row(event) for event in record.events]}


def _event_row(event: Event) -> dict[str, Any]:
    return event.model_dump(mode="json")


def _verdict_row(verdict: Verdict) -> dict[str, Any]:
    return {
        "drill": verdict.drill,
        "ok": verdict.sound,
        "events": verdict.events,
        "digest": verdict.digest,
        "chain": verdict.chain,
        "faults": [{"place": fault.place, "wrong": fault.wrong} for fault in verdict.faults],
        "remarks": list(verdict.remarks),
    }


def _print(line: str) -> None:
    """Print a line that may hold people's words, with whatever could move the cursor made visible."""
    from tui.text import plain

    click.echo(plain(line))


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
