"""Kills a scripted drill with signal 9 again and again, resumes it each time, and checks that nothing
acknowledged was lost and nothing was done twice. The long form: ``python -m benchmarks.kill_loop --cycles
200``.

Each answer that the drill gives is written to a journal outside the store, with fsync, before the next step.
Half of the kills come at a random moment from outside, half just before a random statement to the database,
which also hits the gaps between commit and answer. Needs a system with fork.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from simulator.host.link import Ack, Reject
from simulator.host.local import Host
from simulator.host.script import Script, ScriptStep, run_script
from simulator.record.events import Header
from simulator.replay.materials import Materials, gather
from simulator.replay.verify import Verdict, verify
from simulator.scenario.schema import Scenario
from simulator.store import DrillStore

STEPS = 60


def script(scenario: Scenario) -> tuple[ScriptStep, ...]:
    """Sixty actions of all seats and the trainer over the whole drill; some are refused, which is recorded
    too.
    """
    opens, span = scenario.clock.opens, scenario.clock.ends - scenario.clock.opens
    seats = [seat.id for seat in scenario.seats]
    steps: list[dict[str, Any]] = []
    for number in range(STEPS):
        seat = seats[number % len(seats)]
        fact = scenario.facts[number % len(scenario.facts)]
        action, actor = [
            ({"act": "set_clock", "speed": 60.0 + number}, "trainer"),
            ({"act": "verify", "target": fact.slot}, fact.verification.desk),
            ({"act": "ask", "to": seats[(number + 1) % len(seats)], "about": [fact.slot]}, seat),
            ({"act": "log", "signal": scenario.signals[0].id if scenario.signals else "none"}, seat),
        ][number % 4]
        steps.append({"at": opens + span * number // STEPS, "seat": actor, "action": action})
    return Script.model_validate(steps).root


def header(materials: Materials, seed: int, colleagues: bool) -> Header:
    """Every seat acts from the script; with ``colleagues``, the last seat is a trained colleague's."""
    seats = [seat.id for seat in materials.scenario.seats]
    crew = dict.fromkeys(seats, "script")
    if colleagues:
        crew[seats[-1]] = "trained"
    return materials.header(seed=seed, crew=crew)


def play(path: Path, materials: Materials, head: Header, journal: int, kill_at: int | None) -> None:
    """Play the drill in this process from wherever the store has it; with ``kill_at``, die before that
    statement.
    """
    with DrillStore.open(path) as store:
        if kill_at is not None:
            countdown = iter(range(kill_at))

            def count(_: str) -> None:
                if next(countdown, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)

            store.connection.set_trace_callback(count)
        known = store.drills()
        drill, crew = materials.drill(head), materials.crew(head)
        known_id = known[0].id if known else None
        host = Host.resume(store, known_id, drill, crew) if known_id else Host.start(store, head, drill, crew)

        def answered(answer: Ack | Reject) -> None:
            os.write(journal, (json.dumps([answer.cid, answer.seq]) + "\n").encode())
            os.fsync(journal)

        run_script(host, script(materials.scenario), answered)
        host.run_until(materials.scenario.clock.ends + 1)


def _child(path: Path, materials: Materials, head: Header, journal: Path, kill_at: int | None) -> NoReturn:
    handle = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        play(path, materials, head, handle, kill_at)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def _answers(journal: Path) -> dict[str, int]:
    """What was acknowledged, by client id; an answer that came twice must be the same twice."""
    answers: dict[str, int] = {}
    for line in journal.read_text(encoding="utf-8").split("\n")[:-1] if journal.exists() else ():
        cid, seq = json.loads(line)
        if answers.setdefault(cid, seq) != seq:
            raise SystemExit(f"{cid} was answered with event {answers[cid]} and with event {seq}")
    return answers


def _check(path: Path, journal: Path) -> Iterator[str]:
    """What is wrong with the store after a kill, held against the journal."""
    answers = _answers(journal)
    if not path.exists():
        if answers:
            yield "answers were given and there is no store"
        return
    with DrillStore.open(path) as store:
        known = store.drills()
        if not known:
            if answers:
                yield "answers were given and there is no drill"
            return
        drill = known[0].id
        rows = store.connection.execute("SELECT cid, seq FROM event WHERE cid IS NOT NULL").fetchall()
        stored = dict(rows)
        if len(rows) != len(stored):
            yield "a step was done twice"
        for cid, seq in answers.items():
            if stored.get(cid) != seq:
                yield f"{cid} was acknowledged as event {seq}, stored is {stored.get(cid)}"
        outside = [event for event in store.events(drill) if event.kind in ("action", "refused")]
        outside = [event for event in outside if known[0].header.crew.get(event.seat, "script") == "script"]
        if len(outside) != len(stored):
            yield f"{len(outside)} scripted actions are stored, {len(stored)} of them under a client id"


def _reference(materials: Materials, head: Header) -> tuple[str, float, int]:
    """Digest of the drill that nobody kills, how long it takes, and how many statements it sends."""
    statements = 0

    def count(_: str) -> None:
        nonlocal statements
        statements += 1

    with tempfile.TemporaryDirectory() as folder, DrillStore.open(Path(folder) / "drills.sqlite3") as store:
        store.connection.set_trace_callback(count)
        begun = time.monotonic()
        host = Host.start(store, head, materials.drill(head), materials.crew(head))
        run_script(host, script(materials.scenario))
        host.run_until(materials.scenario.clock.ends + 1)
        return host.record.digest, time.monotonic() - begun, statements


def kill_cycles(scenario: str, rulebook: str, cycles: int, seed: int, colleagues: bool) -> dict[str, Any]:
    """Run the loop: kill, check, resume, until so many kills have hit; every drill is finished and verified.

    Raises:
        SystemExit: something was lost, repeated or altered; the text says what.
    """
    chance = random.Random(seed)
    materials = gather(scenario, rulebook)
    head = header(materials, seed, colleagues)
    wanted, takes, statements = _reference(materials, head)
    kills = drills = acknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        while kills < cycles:
            drills += 1
            place = Path(folder) / str(drills)
            place.mkdir()
            path, journal = place / "drills.sqlite3", place / "journal"
            while True:
                by_statement = kills < cycles and chance.random() < 0.5
                kill_at = chance.randrange(statements // 4) if by_statement else None
                process = os.fork()
                if process == 0:
                    _child(path, materials, head, journal, kill_at)
                if not by_statement and kills < cycles:
                    time.sleep(chance.uniform(0.01, takes / 2))
                    os.kill(process, signal.SIGKILL)
                _, status = os.waitpid(process, 0)
                if os.WIFEXITED(status) and os.WEXITSTATUS(status):
                    raise SystemExit("the resumed drill ended with an error")
                wrong = list(_check(path, journal))
                if wrong:
                    raise SystemExit("\n".join(wrong))
                if os.WIFEXITED(status):
                    break
                kills += 1
            with DrillStore.open_to_read(path) as store:
                verdict = verify(store, store.drills()[0].id, scenario=scenario, rulebook=rulebook)
            acknowledged += _finished(verdict, journal, wanted)
    counts = {"kills": kills, "drills": drills, "acknowledged": acknowledged}
    return {**counts, "lost": 0, "twice": 0, "digest": wanted}


def _finished(verdict: Verdict, journal: Path, wanted: str) -> int:
    """Check a drill that ran to its end in spite of the kills; returns how many steps were acknowledged."""
    answers = _answers(journal)
    if len(answers) != STEPS:
        raise SystemExit(f"{len(answers)} of {STEPS} steps were answered")
    if not verdict.sound or verdict.digest != wanted:
        raise SystemExit("\n".join([f"digest {verdict.digest}, without kills {wanted}", *map(str, verdict.faults)]))
    return len(answers)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the loop and print its counts as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--cycles", type=int, default=200, help="how many kills (default 200)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the drill and of the kill moments")
    parser.add_argument("--scenario", default="canteen", help="scenario by name or file")
    parser.add_argument("--rulebook", default="i80-2016", help="rulebook by name or file")
    parser.add_argument("--no-colleagues", action="store_true", help="leave the last seat to the script too")
    chosen = parser.parse_args(arguments)
    counts = kill_cycles(chosen.scenario, chosen.rulebook, chosen.cycles, chosen.seed, not chosen.no_colleagues)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
