"""The random numbers of one replication's crowd. Every tick owns a fixed row of slots, drawn whether needed
or not, so that two policies on the same seed meet the same luck and a run is the same until the first action
that differs. A slot holds a uniform number; who needs a normal one takes the one at the same place of its
distribution.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator, Philox, SeedSequence

from simulator.errors import UsageError
from simulator.opinion.elementary import Array, log

CROWD_STREAM = 1
"""Number of the crowd's stream under (world, replication)."""
BLOCK = 72
"""Ticks drawn at one time: six hours. A row's numbers do not depend on it."""
_CHUNK = 8192
"""Numbers turned into normal ones at one time, so that the steps of a polynomial stay in the processor's cache."""

# Wichura's algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484: numerators and denominators of the three
# rational approximations, lowest power first.
_CENTRE = (
    (
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ),
    (
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ),
)
_MIDDLE = (
    (
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ),
    (
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ),
)
_FAR = (
    (
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ),
    (
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ),
)


def _ratio(terms: tuple[tuple[float, ...], tuple[float, ...]], x: Array) -> Array:
    """Quotient of two polynomials of degree 7 at x."""
    above, below = terms[0][7] * x, terms[1][7] * x
    for j in range(6, 0, -1):
        above += terms[0][j]
        above *= x
        below += terms[1][j]
        below *= x
    above += terms[0][0]
    below += terms[1][0]
    above /= below
    return above


def _far_out(u: Array) -> Array:
    """The normal numbers of uniform numbers in the two tails."""
    r = np.sqrt(-log(np.minimum(u, 1.0 - u)))
    away = _ratio(_MIDDLE, r - 1.6)
    far = np.flatnonzero(r > 5.0)
    away[far] = _ratio(_FAR, r[far] - 5.0)
    return np.where(u < 0.5, -away, away)


def inverse_normal(u: Array) -> Array:
    """The standard normal number whose distribution function is u, for 0 < u < 1, elementwise (AS 241)."""
    flat = u.ravel()
    z = flat - 0.5
    tails = np.flatnonzero(np.abs(z) > 0.425)
    for begin in range(0, z.size, _CHUNK):
        part = z[begin : begin + _CHUNK]
        part *= _ratio(_CENTRE, 0.180625 - part * part)
    for begin in range(0, tails.size, _CHUNK):
        places = tails[begin : begin + _CHUNK]
        z[places] = _far_out(flat[places])
    return z.reshape(u.shape)


class CrowdNumbers:
    """Rows of uniform numbers, one row a tick, from one Philox generator.

    The generator is keyed by (seed, world, replication); the rows depend neither on how far a run goes nor on how many
    are taken at one time.
    """

    def __init__(self, seed: int, slots: int, *, replication: int = 0, world: int = 0) -> None:
        """``slots`` numbers a row; UsageError for a negative seed."""
        if min(seed, replication, world) < 0:
            raise UsageError(f"seed {seed}, replication {replication} and world {world} must all be 0 or more")
        self._generator = Generator(Philox(SeedSequence(seed, spawn_key=(world, replication, CROWD_STREAM))))
        self._slots = slots
        self._next = BLOCK
        self._uniform: Array = np.empty((0, slots))

    def rows(self, most: int) -> Array:
        """The next ticks' numbers, strictly between 0 and 1: from 1 to ``most`` rows [ticks, slots], as many as the block in
        hand still holds."""
        if self._next == BLOCK:
            self._uniform = self._generator.random((BLOCK, self._slots))
            np.maximum(self._uniform, 2.0**-53, out=self._uniform)
            self._next = 0
        first = self._next
        self._next = min(BLOCK, first + most)
        return self._uniform[first : self._next]
