"""How quick and how small the screen is, measured as a person meets it: through a pseudo-terminal of 120x40, beside another
terminal application of the same kind in the same run.

    python -m benchmarks.screen --peer PATH_TO_HARLEQUIN [--runs 7]   first paint, key to paint, memory
    python -m benchmarks.screen --full                                a whole drill at 600x in real time, seven minutes
    python -m benchmarks.screen --kill                                the terminal dies mid-drill; the next start offers it

Exits with 1 if a requirement fails. Needs a system with pseudo-terminals (Linux, macOS).
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import random
import re
import resource
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS, LINES = 120, 40
PATIENCE = 30.0
"""Real seconds after which an awaited screen is given up."""

KEPT = 1 << 17
"""Bytes of the latest output in which words are looked for; a whole screen takes a tenth of that."""

FIRST_PAINT_LIMIT = 1.1
KEY_LIMIT = 2.0
"""Times the peer's median."""
MEMORY_LIMIT = 250.0
"""Megabytes."""
GROWTH_LIMIT = 0.05
"""From the second drill to the third, as a share."""
BEAT = 0.1
"""Real seconds between two looks of the desk at its clock; at 600x, one simulated minute."""
BEATS_PER_PAINT = 30
"""The desk paints every third beat; painting every thirtieth makes three drills take minutes and not half an hour."""
HELPS = 15
"""How often the help is opened."""

PODIUM = (sys.executable, "-m", "tui.cli", "play")
DESK = (*PODIUM, "canteen", "--seat", "health", "--speed", "600")
KEYS = {"F1": "\x1bOP", "F3": "\x1bOR", "F4": "\x1bOS", "F8": "\x1b[19~", "Esc": "\x1b"}

_CONTROL = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]|[\x00-\x20\x7f]",
    re.DOTALL,
)


def bare(output: bytes) -> str:
    """What an application wrote, without control sequences and without blanks."""
    return _CONTROL.sub(b"", output).decode("utf-8", "ignore")


class Terminal:
    """An application on a pseudo-terminal, with a home of its own."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        """Start the application; the time counts from here."""
        places = {
            name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PODIUM_HOME")
        }
        more = {"HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment = {**os.environ, **places, **more, "LANG": "C.UTF-8"}
        for name in ("NO_COLOR", "LC_ALL", "TMUX", "TERM_PROGRAM"):
            environment.pop(name, None)
        self.output = b""
        self.begun = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.chdir(home)
            os.execvpe(command[0], list(command), environment)

    def press(self, key: str) -> float:
        """Send a key; only what comes after it counts from now on. Returns the moment."""
        self.drain(0)
        self.output = b""
        moment = time.perf_counter()
        os.write(self._handle, KEYS.get(key, key).encode())
        return moment

    def wait(self, words: str, patience: float = PATIENCE) -> float:
        """Read until the words stand in what was written since the last key; the moment.

        Raises:
            SystemExit: they do not come.
        """
        wanted = words.replace(" ", "")
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            self._read(end - time.perf_counter())
            moment = time.perf_counter()
            if wanted in bare(self.output):
                return moment
        raise SystemExit(f"{words!r} did not come; the terminal shows: {bare(self.output[-4000:])}")

    def drain(self, seconds: float) -> None:
        """Read what comes in this time."""
        end = time.perf_counter() + seconds
        while self._read(end - time.perf_counter()):
            pass

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            piece = os.read(self._handle, 1 << 16)
        except OSError:
            piece = b""
        self.output = (self.output + piece)[-KEPT:]
        return bool(piece)

    def memory(self) -> float:
        """Resident memory of the application now, in megabytes."""
        return resident(self.pid)

    def kill(self, how: int) -> None:
        """End the application by a signal."""
        os.kill(self.pid, how)
        os.waitpid(self.pid, 0)
        os.close(self._handle)

    def hang_up(self) -> None:
        """Close the terminal under the application, and wait until it has gone."""
        os.close(self._handle)
        for _ in range(100):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return
            time.sleep(0.1)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise SystemExit("the application went on for ten seconds after its terminal had closed")


def resident(pid: int) -> float:
    """Resident memory of a process in megabytes; on systems without /proc the peak of this one."""
    status = Path(f"/proc/{pid}/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def line(good: bool | None, what: str, result: str) -> bool:
    """Print one row of the table; whether it holds."""
    mark = {True: "ok    ", False: "FAILS ", None: "      "}[good]
    print(f"{mark}{what:46} {result:44} load {os.getloadavg()[0]:.1f}", flush=True)
    return good is not False


# first paint -----------------------------------------------------------------------------------------------------------


def first_paint(command: Sequence[str], words: str, then: str | None = None) -> tuple[float, float]:
    """Seconds from the start to the first screen with these words, and to the one with ``then``."""
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(command, Path(home))
        painted = terminal.wait(words) - terminal.begun
        usable = terminal.wait(then) - terminal.begun if then else painted
        terminal.kill(signal.SIGKILL)
    return painted, usable


def measure_first_paint(peer: Sequence[str] | None, runs: int) -> bool:
    """Podium and the peer in turns; the first run of each warms the caches and does not count."""
    ours, usable, theirs = [], [], []
    for run in range(runs + 1):
        painted, chosen = first_paint(PODIUM, "Choose a crisis to practise", "Begin a new drill")
        other = first_paint(peer, "Data Catalog")[0] if peer else 0.0
        if run:
            ours.append(painted)
            usable.append(chosen)
            theirs.append(other)
    mine, its = statistics.median(ours), statistics.median(theirs)
    line(None, "podium play: scenarios listed (median)", f"{statistics.median(usable):.3f} s")
    if not peer:
        return line(None, "podium play: first paint (median)", f"{mine:.3f} s")
    line(None, "harlequin: first paint (median)", f"{its:.3f} s ({min(theirs):.3f} to {max(theirs):.3f})")
    result = f"{mine:.3f} s ({min(ours):.3f} to {max(ours):.3f}), {mine / its:.2f} x"
    return line(mine <= FIRST_PAINT_LIMIT * its, f"podium play: first paint, at most {FIRST_PAINT_LIMIT} x", result)


# key to paint ----------------------------------------------------------------------------------------------------------


def answer_times(terminal: Terminal, steps: Iterable[tuple[str, str]]) -> list[float]:
    """Milliseconds from each key to the first output with its words; the pauses fall anywhere between two beats. A key
    without words is pressed and not measured.
    """
    chance, times = random.Random(7), []
    for key, words in steps:
        terminal.drain(chance.uniform(0.15, 0.35))
        moment = terminal.press(key)
        if words:
            times.append((terminal.wait(words) - moment) * 1000)
        else:
            terminal.drain(0.5)
    return times


def _spread(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms"


def on_desk(home: Path) -> Terminal:
    """Podium at a desk whose clock runs at 600x."""
    terminal = Terminal(DESK, home)
    terminal.wait("F8/Enter")
    terminal.press("F8")
    terminal.wait("STANDS STILL")
    terminal.press("F8")
    terminal.wait("runs")
    return terminal


def measure_keys(peer: Sequence[str] | None, count: int = 60) -> bool:
    """Changing a tab and opening the help on the desk while the drill runs, against typing and the help in the peer."""
    with tempfile.TemporaryDirectory() as home:
        terminal = on_desk(Path(home))
        terminal.drain(3)
        tabs = answer_times(terminal, [("F4", "[Facts]"), ("F3", "[Papers]")] * (count // 2))
        helped = answer_times(terminal, [("F1", "How the keys work"), ("Esc", "")] * HELPS)
        terminal.kill(signal.SIGKILL)
    line(None, "podium: F1 to its help, drill at 600x", _spread(helped))
    digits = "7294186350" * (count // 10)
    if not peer:
        return line(None, "podium: key to a changed tab, drill at 600x", _spread(tabs))
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(peer, Path(home))
        terminal.wait("Data Catalog")
        terminal.drain(3)
        typed = answer_times(terminal, ((digits[at], digits[: at + 1]) for at in range(count)))
        other = answer_times(terminal, [("F1", "Harlequin Help"), ("Esc", "")] * HELPS)
        terminal.kill(signal.SIGKILL)
    line(None, "harlequin: F1 to its help", _spread(other))
    line(None, "harlequin: key to a typed character", _spread(typed))
    ratio = statistics.median(tabs) / statistics.median(typed)
    what = f"podium: key to a changed tab at 600x, at most {KEY_LIMIT:.0f} x"
    return line(ratio <= KEY_LIMIT, what, f"{_spread(tabs)}, {ratio:.2f} x")


# memory ----------------------------------------------------------------------------------------------------------------


async def play_through(drills: int, say: Callable[[int, float, float], None]) -> None:
    """Whole drills at 600x one after the other in one process; the clock's real time is set forward beat by beat, so the
    drill moves in the same steps as in seven real minutes.
    """
    from simulator.host.clock import Clock
    from simulator.store import DrillStore
    from tui.app import PodiumApp
    from tui.screens.debrief import DebriefPage
    from tui.screens.desk import DeskPage

    real = [0.0]
    with DrillStore.open() as store:
        app = PodiumApp(store, "en")
        async with app.run_test(size=(COLUMNS, LINES)) as pilot:
            for number in range(1, drills + 1):
                app.brief("canteen", "health")
                await pilot.pause()
                play = app.play
                assert play is not None
                play.pace.clock = Clock(lambda: real[0], play.host.now, 600)
                play.real = lambda: real[0]
                app.take_desk()
                while not isinstance(app.screen, DeskPage):
                    await pilot.pause()
                await pilot.pause()
                play.pace.resume()
                page, beats = app.screen, 0
                while app.screen is page and not play.host.ended:
                    real[0] += BEAT
                    play.tick()
                    beats += 1
                    if beats % BEATS_PER_PAINT == 0:
                        page._paint()
                        await pilot.pause()
                while not (isinstance(app.screen, DebriefPage) and app.screen.judgement):
                    page._beat()
                    await pilot.pause()
                hours = play.host.now / 3600
                say(number, hours, resident(os.getpid()))


def _memory_child(drills: int) -> None:
    def say(number: int, hours: float, size: float) -> None:
        print(f"{number} {hours:.1f} {size:.1f}", flush=True)

    asyncio.run(play_through(drills, say))


def measure_memory(drills: int = 3) -> bool:
    """Drills in a process of their own, each from opening to debrief."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PODIUM_HOME": home, "PYTHONPATH": str(ROOT), "TEXTUAL_ANIMATIONS": "none"}
        command = [sys.executable, "-m", "benchmarks.screen", "--memory-child", str(drills)]
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT)
    sizes = []
    for row in told.stdout.splitlines():
        number, hours, size = row.split()
        sizes.append(float(size))
        line(None, f"memory after drill {number} (to T+{hours} h) and debrief", f"{size} MB")
    good = line(max(sizes) < MEMORY_LIMIT, f"memory below {MEMORY_LIMIT:.0f} MB", f"{max(sizes):.1f} MB")
    growth = sizes[-1] / sizes[-2] - 1
    return line(growth < GROWTH_LIMIT, "growth from the second drill to the third", f"{growth:+.1%}") and good


def measure_full() -> bool:
    """One drill at 600x in real time on the pseudo-terminal, to its debrief; nobody presses a key."""
    with tempfile.TemporaryDirectory() as home:
        terminal = on_desk(Path(home))
        begun = time.perf_counter()
        terminal.wait("What became of the public", 900)
        minutes, size = (time.perf_counter() - begun) / 60, terminal.memory()
        terminal.kill(signal.SIGKILL)
    return line(
        size < MEMORY_LIMIT, "a whole drill at 600x in real time: memory", f"{size:.1f} MB after {minutes:.1f} min"
    )


# the terminal dies -----------------------------------------------------------------------------------------------------


def try_kill(how: str) -> bool:
    """Lose the screen in a running drill; the next start must offer the drill, go on with it, and find its record whole."""
    drill = "canteen-7-01"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        terminal = on_desk(home)
        terminal.drain(3.3)
        if how == "signal 9":
            terminal.kill(signal.SIGKILL)
        else:
            terminal.hang_up()
        again = Terminal(PODIUM, home)
        again.wait("Go on with a drill")
        again.wait(drill)
        again.drain(0.5)
        again.press("1")
        again.wait("You go on where you left off")
        again.press("F8")
        again.wait("STANDS STILL")
        moment = re.findall(r"T-0\d:\d\d", bare(again.output))[-1]
        again.kill(signal.SIGKILL)
        environment = {**os.environ, "PODIUM_HOME": str(home / "PODIUM_HOME"), "PYTHONPATH": str(ROOT)}
        verify = [sys.executable, "-m", "tui.cli", "drills", "verify", drill]
        sound = subprocess.run(verify, env=environment, capture_output=True).returncode == 0
    result = f"at {moment}; record {'sound' if sound else 'NOT sound'}"
    return line(sound, f"terminal lost by {how}: offered, gone on with", result)


def main() -> int:
    """Print the table; say by the exit code whether the requirements hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peer", metavar="HARLEQUIN", help="harlequin 2.17.0, installed in an environment of its own")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--full", action="store_true", help="one whole drill at 600x in real time instead")
    parser.add_argument("--kill", action="store_true", help="lose the terminal in a running drill instead")
    parser.add_argument("--memory-child", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.memory_child:
        _memory_child(asked.memory_child)
        return 0
    if asked.kill:
        return 0 if all([try_kill("signal 9"), try_kill("hang-up")]) else 1
    if asked.full:
        return 0 if measure_full() else 1
    peer = (asked.peer, "--locale", "C") if asked.peer else None
    good = [measure_first_paint(peer, asked.runs), measure_keys(peer), measure_memory()]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
