"""The public: a crowd whose attention, belief and trust follow a published kind of model (`actions`), the official
words and other events that reach it (`channels`, `parameters`, `media`, `hotline`), the pulse that the record keeps of it
(`pulse`), readable posts drawn from that pulse (`posts`), and the model held against exact theory (`theory`).

It can be used without a drill, as a library:

>>> from simulator.opinion import Crowd, NarrativeParameters, final_size, run_check, Effort
>>> story = {kind: NarrativeParameters(kind=kind) for kind in ("fact", "concern", "rumour")}
>>> crowd = Crowd(story, seed=7)
>>> crowd.run_until(2 * 3600)
>>> crowd.official_word("statement", {"fact": 1.0}, ["weibo"], quality=0.8, novelty=1.0, at=crowd.now, first=True)
>>> crowd.run_until(24 * 3600)
>>> sum(crowd.heads("rumour").values())
500000
>>> f"{final_size(1.5):.6f}"
'0.582812'
>>> all(line.passed for line in run_check("counts", Effort(seed=1, quick=True)))
True

Nothing is loaded before it is asked for, so that reading a scenario costs no numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.opinion.actions import Crowd
    from simulator.opinion.channels import CHANNELS, SEGMENTS
    from simulator.opinion.parameters import CrowdParameters, NarrativeParameters
    from simulator.opinion.stepping import use_compiled, use_reference
    from simulator.opinion.theory.exact import final_size, final_sizes
    from simulator.opinion.theory.lines import Effort, Line
    from simulator.opinion.theory.suite import CHECKS, run_check

_HOMES = {
    "CHANNELS": "channels",
    "CHECKS": "theory.suite",
    "SEGMENTS": "channels",
    "Crowd": "actions",
    "CrowdParameters": "parameters",
    "Effort": "theory.lines",
    "Line": "theory.lines",
    "NarrativeParameters": "parameters",
    "final_size": "theory.exact",
    "final_sizes": "theory.exact",
    "run_check": "theory.suite",
    "use_compiled": "stepping",
    "use_reference": "stepping",
}

__all__ = [
    "CHANNELS",
    "CHECKS",
    "SEGMENTS",
    "Crowd",
    "CrowdParameters",
    "Effort",
    "Line",
    "NarrativeParameters",
    "final_size",
    "final_sizes",
    "run_check",
    "use_compiled",
    "use_reference",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for; AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
