"""Which form of the crowd's step this process uses. One drill takes the reference: it is ready at once, while loading numba
and the compiled kernel costs more than the kernel saves in 72 simulated hours, and compiling it some seconds. Batches of
drills warm the kernel up first. The environment variable ``PODIUM_KERNEL`` may force either form; the crowd is the same to
the last bit in both.

    python -m simulator.replay.warm     # compile once, before the first batch: on a new machine, in an image
"""

from __future__ import annotations

import gc
import os
import sys
from time import perf_counter
from typing import Final

from simulator.errors import UsageError
from simulator.opinion import stepping

VARIABLE: Final = "PODIUM_KERNEL"
"""Environment variable: ``reference``, ``compiled``, or empty for the form that suits the occasion."""


def asked_for() -> str:
    """What ``PODIUM_KERNEL`` says: reference, compiled or nothing.

    Raises:
        UsageError: it says something else.
    """
    asked = os.environ.get(VARIABLE, "").strip()
    if asked not in ("", "reference", "compiled"):
        raise UsageError(f"{VARIABLE} is {asked!r}; set it to reference or compiled, or leave it out")
    return asked


def for_one_drill() -> None:
    """Take the form for a single drill: what is loaded already, else the reference unless told to compile."""
    asked = asked_for()
    if asked == "compiled":
        stepping.use_compiled()
    elif asked == "reference":
        stepping.use_reference()


YOUNG: Final = 100_000
"""Objects that a batch may make before Python looks among them for cycles that nobody holds. A drill makes some tens of
thousands, nearly all of which its record keeps: with Python's own 700 a good part of the time goes into looking in vain."""
OLDER: Final = 2
"""Looks among the young before one among the older objects. Python's own 10 would let dozens of drills that are over pile up,
for the drill that is being played at a look always passes for older."""


def warm_up() -> None:
    """Take the form for many drills in this process: the compiled kernel, unless told otherwise; and look for garbage as
    seldom as suits drills.

    Loads the kernel from the cache on disk, or compiles it if this machine never did. Worker processes each call it.
    """
    if asked_for() == "reference":
        stepping.use_reference()
    else:
        stepping.use_compiled()
    gc.freeze()  # what is loaded by now stays, and need not be looked through
    gc.set_threshold(YOUNG, OLDER, OLDER)


def main() -> None:
    """Fill the cache, and say on standard error how long it took."""
    begun = perf_counter()
    stepping.use_compiled()
    sys.stderr.write(f"The crowd's kernel is ready after {perf_counter() - begun:.1f} s.\n")


if __name__ == "__main__":
    main()
