"""The figures of ``podium verify``: what theory says and what the crowd did, for a reviewer. Each is drawn to PNG and SVG,
with units on its axes; shapes and line styles carry the meaning, so that they read the same in grey.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulator.opinion.kernel_terms import TICK_HOURS
from simulator.opinion.theory.analytic import MT_MEAN, MT_SD
from simulator.opinion.theory.exact import final_size, growth_rate, normal_density
from simulator.opinion.theory.publics import COUNTY
from simulator.opinion.theory.series import QUANTILES, Series
from simulator.opinion.theory.sizes import SEEDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, MIDDLE, PALE = "#111111", "#666666", "#c8c8c8"
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.hashsalt": "podium",
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}
_MARKS: Final = ("o", "s", "^")
_STYLES: Final = ("solid", "dashed", "dotted")


def draw_all(series: Series, folder: Path) -> list[Path]:
    """Draw every figure into a folder that exists; the files that were written, PNG before SVG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    written = []
    for name, paint in FIGURES.items():
        with rc_context(_SETTINGS):
            figure = Figure(figsize=(6.4, 4.4))
            paint(figure.subplots(), series)
            for kind in ("png", "svg"):
                path = folder / f"{name}.{kind}"
                figure.savefig(path, dpi=150, metadata={"Date": None} if kind == "svg" else None)
                written.append(path)
    return written


def _final_sizes(axes: Axes, series: Series) -> None:
    spots = np.repeat(series.ratios, series.sizes.shape[1])
    ratios = np.linspace(series.ratios[0], series.ratios[-1], 200)
    theory = [final_size(float(n), SEEDS / COUNTY) for n in ratios]
    axes.plot(ratios, theory, color=MIDDLE, label="theory: h = 1 - exp(-n (h + seeds))")
    axes.plot(spots, series.sizes.ravel(), "o", color=INK, markersize=4, fillstyle="none", label="single runs")
    axes.set(
        title="Final size of a narrative, one mix, 500,000 persons",
        xlabel="branching ratio n (new posters per post)",
        ylabel="share of the public that ever hears",
        ylim=(-0.02, 1.02),
    )
    axes.legend()


def _clusters(axes: Axes, series: Series) -> None:
    width = 0.38
    for place, (n, shares) in enumerate(series.cluster_shares.items()):
        sizes = np.arange(1, shares.size + 1) + (place - 0.5) * width
        fill: dict[str, Any] = {"color": PALE} if place == 0 else {"color": "white", "hatch": "////"}
        axes.bar(sizes, shares, width, edgecolor=INK, label=f"clusters, n = {n:g}", **fill)
        axes.errorbar(
            sizes,
            series.cluster_theory[n],
            yerr=series.cluster_error[n],
            fmt=_MARKS[place],
            color=INK,
            markersize=4,
            capsize=3,
            label=f"Borel's law, n = {n:g}, 4 standard errors",
        )
    axes.set(title="Size of the cluster that one post begins", xlabel="posts in all", ylabel="share of clusters")
    axes.legend()


def _impulses(axes: Axes, series: Series) -> None:
    edges = series.impulse_edges
    middles = np.sqrt(edges[1:] * edges[:-1])
    for (n, found), mark, style in zip(series.impulses.items(), _MARKS, _STYLES, strict=True):
        axes.plot(middles, series.impulses_theory[n], color=MIDDLE, linestyle=style, label=f"expected, n = {n:g}")
        axes.plot(middles, found, mark, color=INK, markersize=5, fillstyle="none", label=f"crowd, n = {n:g}")
    axes.set(
        title="Answers to one impulse",
        xlabel="age of the impulse (h of operational time)",
        ylabel="posts per post and hour",
        xscale="log",
        yscale="log",
    )
    axes.legend()


def _growth(axes: Axes, series: Series) -> None:
    ratios = np.linspace(series.growth_ratios[0], series.growth_ratios[-1], 60)
    theory = [growth_rate(float(n), TICK_HOURS) for n in ratios]
    axes.plot(ratios, theory, color=MIDDLE, label="equation of 5-minute ticks")
    axes.plot(series.growth_ratios, series.growth, "o", color=INK, fillstyle="none", markersize=7, label="crowd")
    axes.set(
        title="Early growth while nearly all are unaware",
        xlabel="branching ratio n (new posters per post)",
        ylabel="growth rate (1/h of operational time)",
    )
    axes.legend()


def _rhythm(axes: Axes, series: Series) -> None:
    hours = np.arange(24)
    axes.bar(hours, series.rhythm, 0.9, color=PALE, edgecolor=INK, linewidth=0.5, label="crowd, rhythm on")
    axes.plot(hours, series.rhythm_theory, "o-", color=INK, markersize=4, label="activity of the hour (expected)")
    axes.axhline(1.0, color=MIDDLE, linestyle="dashed", label="rhythm off")
    axes.set(
        title="A steady source through the day, n = .5",
        xlabel="hour of the day (h)",
        ylabel="posts per hour, over the daily mean",
    )
    axes.legend(loc="upper left")


def _first_words(axes: Axes, series: Series) -> None:
    low, middle, high = (100.0 * series.believers[:, place] for place in range(len(QUANTILES)))
    axes.fill_between(series.first_words, low, high, color=PALE, label="10 to 90 % of 40 runs")
    axes.plot(series.first_words, middle, "o-", color=INK, label="median")
    silent = 100.0 * series.believers_silent
    axes.errorbar(
        [96.0],
        [silent[1]],
        yerr=[[silent[1] - silent[0]], [silent[2] - silent[1]]],
        fmt="s",
        color=INK,
        capsize=4,
        fillstyle="none",
        label="silence (at 96 for the eye)",
    )
    axes.set(
        title="Believers of the rumour at 72 h by the hour of the first word",
        xlabel="first official word (h after T+0)",
        ylabel="share of the public that believes (%)",
        xscale="log",
        ylim=(0.0, None),
    )
    axes.set_xticks([1, 2, 4, 8, 12, 24, 48], ["1", "2", "4", "8", "12", "24", "48"])
    axes.minorticks_off()
    axes.legend(loc="upper left")


def _maki_thompson(axes: Axes, series: Series) -> None:
    mean, sd = MT_MEAN, MT_SD
    axes.hist(
        series.ignorants, 30, density=True, color=PALE, edgecolor=INK, linewidth=0.5, label="exact sampler, 1,000 runs"
    )
    x = np.linspace(mean - 4 * sd, mean + 4 * sd, 200)
    axes.plot(x, normal_density(x, mean, sd), color=INK, label="normal law, mean .20319, sd .001651")
    axes.set(
        title="Maki-Thompson rumour, N = 100,000: share that never hears",
        xlabel="final share of ignorants",
        ylabel="density",
    )
    axes.legend(loc="upper left", fontsize=8)


FIGURES: Final[dict[str, Callable[[Axes, Series], None]]] = {
    "final_size": _final_sizes,
    "clusters": _clusters,
    "impulse": _impulses,
    "growth": _growth,
    "rhythm": _rhythm,
    "first_word": _first_words,
    "maki_thompson": _maki_thompson,
}
"""Every figure, by the name of its files."""
