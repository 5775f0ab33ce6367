"""Which form of the crowd's step this process uses. One drill takes the reference: it is ready at once, while loading numba
and the compiled kernel costs more than the kernel saves in 72 simulated hours, and compiling it some seconds. Batches of
drills warm the kernel up first. The environment variable ``PODIUM_KERNEL`` may force either form; the crowd is the same to
the last bit in both.

    python -m simulator.replay.warm     # compile once, before the first batch: on a new machine, in an image
"""

from __future__ import annotations

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


def warm_up() -> None:
    """Take the form for many drills in this process: the compiled kernel, unless told otherwise.

    Loads the kernel from the cache on disk, or compiles it if this machine never did. Worker processes each call it.
    """
    if asked_for() == "reference":
        stepping.use_reference()
    else:
        stepping.use_compiled()


def main() -> None:
    """Fill the cache, and say on standard error how long it took."""
    begun = perf_counter()
    stepping.use_compiled()
    sys.stderr.write(f"The crowd's kernel is ready after {perf_counter() - begun:.1f} s.\n")


if __name__ == "__main__":
    main()
