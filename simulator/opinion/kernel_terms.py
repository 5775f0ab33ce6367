"""The memory of the crowd: how long a post goes on being seen. Five exponentials stand for the measured power
law of reactions to a post (non-negative fit to the kernels of SEISMIC, Zhao et al. 2015, and TiDeH, Kobayashi
and Lambiotte 2016, tempered at 48 h and renormalised on 72 h; cumulative error at most .025), so one tick
costs five numbers a cell instead of a walk through the history.
"""

from __future__ import annotations

import numpy as np

from simulator.opinion.elementary import Array, exp

TICK = 300
"""Length of one tick, seconds: the plateau of the kernel itself."""
TICK_HOURS = TICK / 3600
"""Length of one tick, hours."""
WEIGHTS: tuple[float, ...] = (0.2238, 0.3310, 0.1801, 0.1704, 0.0947)
"""Share of a post's visibility in each term; the shares sum to 1, so the branching ratio keeps its
meaning."""
LIFETIMES: tuple[float, ...] = (4 / 60, 15 / 60, 1.0, 4.0, 20.0)
"""Mean lifetime of each term, hours of operational time."""


def retention(activity: Array, delay_factors: Array) -> Array:
    """What remains visible after one tick, for each hour of the day, channel and term.

    ``activity`` [24] is the posting activity of each hour (mean 1), ``delay_factors`` [C] stretch the
    lifetimes of a channel. Shape of the answer: [24, C, 5]. The rhythm of the day runs the clock instead of
    scaling the posts: at night posts wait, they are not lost.
    """
    lifetimes = delay_factors[:, None] * np.array(LIFETIMES)[None, :]
    return exp(-TICK_HOURS * activity[:, None, None] / lifetimes[None, :, :])
