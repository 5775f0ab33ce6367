"""Which form of the step, and of the look at what it left, a process uses: the reference, which is ready at once, or the
compiled kernel, which is some thirty times as fast and must be loaded first. Both give the same crowd to the last bit, so the
choice is one of speed alone and never enters a record.
"""

from __future__ import annotations

from simulator.opinion import reference
from simulator.opinion.state import Look, Refresh, Step

_chosen: list[Step] = [reference.advance]
_look: list[Look] = [reference.look]
_refresh: list[Refresh] = [reference.refresh]


def chosen() -> Step:
    """The form that crowds made from now on use."""
    return _chosen[0]


def look() -> Look:
    """The form of the look that crowds made from now on use."""
    return _look[0]


def refresh() -> Refresh:
    """The form in which crowds made from now on work out what follows from trust."""
    return _refresh[0]


def use_reference() -> None:
    """Crowds made from now on use the reference."""
    _chosen[0], _look[0], _refresh[0] = reference.advance, reference.look, reference.refresh


def use_compiled() -> None:
    """Load the compiled kernel, compile it if it never was on this machine, and let crowds made from now on use it.

    Loading takes about half a second, compiling some seconds: this is for batches, before they begin.
    """
    from simulator.opinion import kernel

    kernel.warm_up()
    _chosen[0], _look[0], _refresh[0] = kernel.advance, kernel.look, kernel.refresh
