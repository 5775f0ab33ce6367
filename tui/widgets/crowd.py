"""What the public says: the latest posts and official words, how loud it is, and what share believes what. The curves are
written with block characters and always stand beside their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from tui.text import fit, pad
from tui.widgets.bars import Quiet
from tui.widgets.literal import lines, literal

BLOCKS: Final = "▁▂▃▄▅▆▇█"


def spark(series: Sequence[float], width: int, top: float | None = None) -> str:
    """A series as at most ``width`` block characters, the newest value last; ``top`` is the value of a full block.

    Where there are more values than places, each place shows the largest of its share.
    """
    if not series or width < 1:
        return ""
    count = min(len(series), width)
    bounds = [len(series) * place // count for place in range(count + 1)]
    values = [max(series[low:high]) for low, high in pairwise(bounds)]
    full = top if top is not None else max(values)
    if full <= 0:
        return BLOCKS[0] * count
    steps = len(BLOCKS) - 1
    return "".join(BLOCKS[max(0, min(steps, round(steps * value / full)))] for value in values)


class Feed(VerticalScroll):
    """The newest entries at the bottom. It follows them unless the reader has scrolled up."""

    can_focus = True

    def compose(self) -> ComposeResult:
        """One text holds all entries; it wraps anew when the window changes."""
        yield Quiet(id="feed-text")

    def on_mount(self) -> None:
        """Follow the newest entries until the reader scrolls."""
        self.anchor()

    def show(self, entries: Sequence[Content]) -> None:
        """Show these entries, the oldest first."""
        self.query_one("#feed-text", Quiet).say(lines(*entries) if entries else Content(""))


class Crowd(Vertical):
    """The public: the feed above, the curves below."""

    def compose(self) -> ComposeResult:
        """Feed and curves."""
        yield Feed(id="feed")
        yield Quiet(id="curves")

    def show(
        self, entries: Sequence[Content], heat: tuple[str, Sequence[float]], shares: Sequence[tuple[str, Sequence[int]]]
    ) -> None:
        """Show the entries, the heat (label, posts per hour) and the shares of belief (label, per-mille)."""
        self.query_one("#feed", Feed).show(entries)
        width = max(20, self.size.width - 2)
        name, posts = heat
        latest = f" {round(posts[-1])}" if posts else " 0"
        rows = [literal(pad(name, width - 8) + latest.rjust(8), "bold"), literal(spark(posts, width))]
        for label, series in shares:
            percent = f"{series[-1] / 10:.0f}%" if series else "0%"
            rows.append(literal(f"{fit(label, width)}"))
            rows.append(literal(f"{pad(spark(series, width - 5, 1000), width - 5)}{percent.rjust(5)}"))
        self.query_one("#curves", Quiet).say(lines(*rows))
