"""The two figures of the debrief, drawn by matplotlib as SVG that stands in the page itself. Text stays
text: it can be searched and read aloud, the browser that shows the page's Chinese shows the figure's too,
and no font is looked for. The same numbers give the same bytes.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from reports.course import Course, Limit, Mark, Point
from reports.literal import visible
from simulator.scenario.moments import HOUR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, FAINT, BLUE, RED, GREEN, ORANGE = "#1d2530", "#8a94a3", "#0072B2", "#B2182B", "#00785A", "#9A4F00"
"""Okabe and Ito's hues, darkened where text needs a contrast of 4.5."""

STYLES: Final = (
    (BLUE, "solid", "o"),
    (RED, "dashed", "s"),
    (GREEN, "dashdot", "^"),
    (ORANGE, "dotted", "D"),
    ("#6A3D9A", (0, (6, 2, 1, 2)), "v"),
    ("#444444", (0, (1, 1)), "P"),
    ("#A0522D", (0, (8, 3)), "X"),
    ("#008B8B", (0, (3, 1, 1, 1, 1, 1)), "*"),
)
"""Colour, line and marker of each claim; never colour alone."""

_SETTINGS: Final[dict[Any, Any]] = {
    "svg.hashsalt": "podium",
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "text.parse_math": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "path.simplify": False,
}

_WIDTH = 10.4  # inches
_MARKERS: Final = {
    "first": ("D", 8),
    "word": ("o", 6),
    "conference": ("s", 8),
    "reply": (".", 5),
    "missed": ("x", 7),
}

_COLOURS: Final = {
    "first": GREEN,
    "word": BLUE,
    "conference": BLUE,
    "reply": FAINT,
    "due": ORANGE,
    "missed": RED,
}


def draw(course: Course, names: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """The timeline: a lane per seat with its words, what was due and what was missed.

    ``names`` gives each lane's name; ``texts`` the words ``title``, ``alt``, ``hours`` and those of the
    legend.
    """

    def paint(figure: Figure) -> None:
        lanes = {seat: len(course.lanes) - 1 - place for place, seat in enumerate(course.lanes)}
        height = figure.get_figheight()
        axes = figure.add_axes((0.2, 0.62 / height, 0.775, 1 - 1.25 / height))
        _time_axis(axes, course.opens, course.ends, texts["hours"])
        axes.set_ylim(-0.6, len(lanes) - 0.4)
        axes.set_yticks(list(lanes.values()), [_short(names[seat]) for seat in lanes])
        axes.tick_params(axis="y", length=0)
        for y in lanes.values():
            axes.axhline(y, color="#d9dee6", linewidth=1, zorder=0)
        _limits(axes, course.limits, INK)
        for seat, y in lanes.items():
            _lane(axes, y, [mark for mark in course.marks if mark.lane == seat], course.ends / HOUR)
        _legend(axes, texts, -0.5 / (height - 1.25))

    height = 1.25 + 0.62 * len(course.lanes)
    return _svg(paint, height, "timeline", texts["title"], texts["alt"])


def _limits(axes: Axes, limits: Sequence[Limit], colour: str) -> None:
    """A dashed line at each public limit, its label on top; labels that would touch take the next row."""
    last = [-1e9, -1e9, -1e9]
    for limit in limits:
        x = limit.at / HOUR
        axes.axvline(x, color=colour, linestyle=(0, (4, 3)), linewidth=0.9, zorder=1)
        room = 1.0 * len(limit.label)
        row = next((place for place, before in enumerate(last) if x - before > room), 0)
        last[row] = x
        axes.annotate(
            limit.label,
            (x, 1),
            (0, 2 + 10 * row),
            ("data", "axes fraction"),
            "offset points",
            ha="center",
            fontsize=8,
        )


def _lane(axes: Axes, y: int, marks: Sequence[Mark], ends: float) -> None:
    """The marks of one seat; labels that would touch move up or down by a step."""
    for kind, (marker, size) in _MARKERS.items():
        xs = [mark.at / HOUR for mark in marks if mark.kind == kind]
        axes.plot(
            xs,
            [y] * len(xs),
            marker=marker,
            markersize=size,
            markeredgewidth=1.6,
            color=_COLOURS[kind],
            linestyle="",
            clip_on=False,
            zorder=3,
        )
    axes.vlines(
        [mark.at / HOUR for mark in marks if mark.kind == "due"],
        y - 0.22,
        y + 0.22,
        color=ORANGE,
        linewidth=1.4,
    )
    above, below = -1e9, -1e9
    for mark in marks:
        x = mark.at / HOUR
        if mark.kind == "missed":
            rules = mark.label.split()
            label = " ".join(rules[:3]) + (f" +{len(rules) - 3}" if len(rules) > 3 else "")
            width = 0.62 * len(label)
            middle = min(x, ends - width / 2 + 0.5)
            if middle - width / 2 > below:
                axes.text(middle, y - 0.24, label, ha="center", va="top", fontsize=7, color=RED)
                below = middle + width / 2
        elif mark.kind not in ("due", "reply") and x - above > 0.3 + 0.8 * len(mark.label):
            axes.text(x, y + 0.2, mark.label, ha="center", va="bottom", fontsize=7.5)
            above = x


def _legend(axes: Axes, texts: Mapping[str, str], y: float) -> None:
    """What the marks mean, in one row under the axis."""
    x = 0.0
    for kind, colour in _COLOURS.items():
        marker, size = _MARKERS.get(kind, ("|", 9))
        axes.plot(
            [x + 0.008],
            [y],
            marker=marker,
            markersize=size,
            color=colour,
            markeredgewidth=1.6,
            transform=axes.transAxes,
            clip_on=False,
        )
        axes.text(x + 0.022, y, texts[kind], transform=axes.transAxes, va="center", fontsize=8)
        x += 0.04 + 0.0085 * _cells(texts[kind])


def _cells(text: str) -> float:
    """Width of a text, in letters; a Chinese character takes about two."""
    return sum(1.75 if ord(letter) > 0x2E80 else 1.0 for letter in text)


def _short(text: str, longest: int = 30) -> str:
    shown = visible(text)
    return shown if _cells(shown) <= longest else shown[: longest - 2] + "…"


def draw_curves(
    points: Sequence[Point],
    words: Sequence[tuple[int, str, bool]],
    references: Mapping[str, Sequence[Point]],
    claims: Mapping[str, str],
    limits: Sequence[Limit],
    span: tuple[int, int],
    texts: Mapping[str, str],
) -> str:
    """Posts per hour with the official words on them, and below the share of people who believe each claim.

    ``words`` are (moment, number, whether it is a conference); ``references`` other drills on the same seed,
    drawn thin; ``claims`` names the narratives; ``span`` is the axis in seconds; ``texts`` as for
    :func:`draw`.
    """

    def paint(figure: Figure) -> None:
        top = figure.add_axes((0.06, 0.55, 0.62, 0.34))
        bottom = figure.add_axes((0.06, 0.09, 0.62, 0.36))
        for limit in limits:
            bottom.axvline(limit.at / HOUR, color=FAINT, linestyle=(0, (4, 3)), linewidth=0.9, zorder=1)
        _heat(top, points, words, references, texts)
        _limits(top, limits, FAINT)
        _belief(bottom, points, references, claims, texts)
        _time_axis(top, *span, "")
        _time_axis(bottom, *span, texts["hours"])

    return _svg(paint, 5.6, "curves", texts["title"], texts["alt"])


def _heat(
    axes: Axes,
    points: Sequence[Point],
    words: Sequence[tuple[int, str, bool]],
    references: Mapping[str, Sequence[Point]],
    texts: Mapping[str, str],
) -> None:
    xs, ys = [point.at / HOUR for point in points], [point.heat for point in points]
    others = [point.heat for other in references.values() for point in other]
    ceiling = 1.3 * max([1, *ys, *others])
    axes.set_ylim(0, ceiling)
    axes.fill_between(xs, ys, color=BLUE, alpha=0.1, linewidth=0)
    axes.plot(xs, ys, color=BLUE, linewidth=1.8, zorder=3)
    axes.set_title(texts["heat"], loc="left", fontsize=9, pad=26)
    ends: list[tuple[float, str, str, Any]] = [(ys[-1] if ys else 0.0, texts["this"], BLUE, "solid")]
    for (label, other), style in zip(references.items(), _THIN, strict=False):
        axes.plot([p.at / HOUR for p in other], [p.heat for p in other], color=INK, linewidth=0.9, linestyle=style)
        ends.append((other[-1].heat if other else 0.0, label, INK, style))
    if references:
        _label_ends(axes, ends, ceiling)
    last = [-1e9, -1e9, -1e9]
    for at, number, conference in words:
        x = at / HOUR
        level = next((place for place, before in enumerate(last) if x - before > 1.15 * len(number)), None)
        axes.plot([x, x], [0, 0.8 * ceiling], color=GREEN, linewidth=1.6 if conference else 0.8, zorder=2)
        if level is not None:
            last[level] = x
            axes.text(x, (0.81 + 0.065 * level) * ceiling, number, ha="center", va="bottom", fontsize=7, color=GREEN)


_THIN: Final = ("dashed", "dotted", "dashdot", (0, (8, 2, 1, 2)))


def _belief(
    axes: Axes,
    points: Sequence[Point],
    references: Mapping[str, Sequence[Point]],
    claims: Mapping[str, str],
    texts: Mapping[str, str],
) -> None:
    xs = [point.at / HOUR for point in points]
    everyone = [*points, *(point for other in references.values() for point in other)]
    ceiling = 1.15 * max([0.1, *(share for point in everyone for share in point.belief.values())])
    axes.set_ylim(0, ceiling)
    axes.set_title(texts["belief"], loc="left", fontsize=9)
    ends: list[tuple[float, str, str, Any]] = []
    for (name, label), (colour, line, marker) in zip(claims.items(), STYLES, strict=False):
        ys = [point.belief.get(name, 0.0) for point in points]
        axes.plot(
            xs,
            ys,
            color=colour,
            linestyle=line,
            linewidth=1.7,
            marker=marker,
            markersize=4,
            markevery=(6, 24),
            zorder=3,
        )
        for other, style in zip(references.values(), _THIN, strict=False):
            share = [point.belief.get(name, 0.0) for point in other]
            axes.plot([point.at / HOUR for point in other], share, color=colour, linewidth=0.6, linestyle=style)
        ends.append((ys[-1] if ys else 0.0, f"{ys[-1] if ys else 0.0:.1f} %  {label}", colour, line))
    _label_ends(axes, ends, ceiling)


def _label_ends(axes: Axes, ends: Sequence[tuple[float, str, str, Any]], ceiling: float) -> None:
    """Name each curve at its right end; names keep a distance from one another."""
    room, low = 0.085 * ceiling, -1e9
    for y, label, colour, line in sorted(ends, key=lambda end: end[0]):
        low = max(y, low + room)
        place = low / ceiling
        axes.plot(
            [1.008, 1.035],
            [place, place],
            color=colour,
            linestyle=line,
            linewidth=1.6,
            transform=axes.transAxes,
            clip_on=False,
        )
        axes.text(1.042, place, _short(label, 54), transform=axes.transAxes, va="center", fontsize=7.5)


def _time_axis(axes: Axes, opens: int, ends: int, label: str) -> None:
    """Hours from T+0, a mark every six; the margin keeps marks at the ends whole."""
    axes.set_xlim(opens / HOUR - 0.3, ends / HOUR + 0.3)
    step = max(1, round((ends - opens) / HOUR / 72)) * 6
    axes.set_xticks(range(0, ends // HOUR + 1, step))
    axes.set_xlabel(label)


def _svg(paint: Any, height: float, name: str, title: str, alt: str) -> str:
    """Draw on a figure of its own and return it as an ``<svg>`` element with title and description."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS), _quiet_about_glyphs():
        figure = Figure(figsize=(_WIDTH, height), facecolor="none")
        FigureCanvasSVG(figure)
        paint(figure)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inline(buffer.getvalue(), name, title, alt)


def _quiet_about_glyphs() -> Any:
    """Chinese letters are drawn by the browser, so it does not matter that matplotlib's own font lacks
    them."""
    return warnings.catch_warnings(action="ignore", category=UserWarning)


def _inline(document: str, name: str, title: str, alt: str) -> str:
    """The element for the page: no prologue, metadata or style of its own, and ids that no other figure
    has."""
    svg = document[document.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"(\bid=\"|href=\"#|url\(#)", rf"\g<1>{name}-", svg)
    svg = re.sub(
        r"<svg [^>]*?viewBox=\"([^\"]+)\"[^>]*>",
        rf'<svg class="figure" viewBox="\1" {_ROLES} aria-labelledby="{name}-title {name}-alt">',
        svg,
        count=1,
    )
    heading = f'<title id="{name}-title">{escape(visible(title))}</title>'
    heading += f'<desc id="{name}-alt">{escape(visible(alt))}</desc>'
    return svg.replace(">", ">" + heading, 1).strip()


_ROLES: Final = 'role="img" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
