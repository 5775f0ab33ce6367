"""P6 and P8: what only a whole drill can show. Repeating oneself gains next to nothing, since the reading of a word knows
what its party has published before; and a referral to public security is a duty that leaves the crowd as it is.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from simulator.drill import Drill
from simulator.errors import CheckFailedError
from simulator.opinion.elementary import Array
from simulator.opinion.theory.lines import Effort, Line, identical, within
from simulator.record import ACTIONS
from simulator.rules.library import load_rulebook, load_world
from simulator.scenario.load import load_scenario

HOUR: Final = 3600
SCENARIO: Final = "canteen"
RULEBOOK: Final = "i80-2016"
SEAT: Final = "education"
FACT: Final = "canteen_closed"
CHANNELS: Final = ("weibo", "wechat")


def begin(seed: int) -> Drill:
    """The drill in which every seat acts from outside, at its opening."""
    scenario = load_scenario(SCENARIO).scenario
    crew = {seat.id: "script" for seat in scenario.seats}
    return Drill(scenario, load_rulebook(RULEBOOK), load_world(), seed=seed, crew=crew)


def do(drill: Drill, act: str, **fields: Any) -> None:
    """The seat acts now; CheckFailedError if the drill refuses."""
    event = drill.act(SEAT, ACTIONS.validate_python({"act": act, **fields}))
    if event.kind != "action":
        raise CheckFailedError(f"the check of {SCENARIO} cannot {act} as {SEAT}: {event.data['reason']['en']}")


def repeats(effort: Effort) -> list[Line]:
    """P6: the same update six times within two hours gains less than 15 % over once, in trust and in
    official words in sight, an hour after the last."""
    reach: dict[int, float] = {}
    trust: dict[int, float] = {}
    for times in (0, 1, 6):
        drill = begin(effort.seed)
        drill.advance(HOUR)
        for number in range(times):
            text = {"en": "The canteen is closed.", "zh": "学校食堂已经关闭。"}
            message = {"form": "update", "text": text, "facts": [{"fact": FACT}]}
            strand = drill.scenario.strands[0].id
            do(drill, "draft", draft=f"update_{number}", strand=strand, message=message)
        drill.advance(8 * HOUR)
        for number in range(times):
            do(drill, "publish", draft=f"update_{number}", channels=list(CHANNELS))
            drill.advance(8 * HOUR + (number + 1) * 1200)
        drill.advance(11 * HOUR)
        crowd = drill.public.crowd
        reach[times] = float(crowd.official.sum())
        trust[times] = float(crowd.logit_trust.mean())
    lines = []
    for name, found in (("reach", reach), ("trust", trust)):
        once, often = found[1] - found[0], found[6] - found[0]
        what = f"one update published 6 times in 2 h of {SCENARIO}: gain over once, as a share of the first gain"
        lines.append(within(f"P6 {name}", f"{what}, {name}", None, 0.15, often / once - 1.0 if once > 0.0 else np.nan))
    return lines


def referral(effort: Effort) -> list[Line]:
    """P8: a referral changes nothing in the crowd."""
    states: list[list[Array]] = []
    for refers in (False, True):
        drill = begin(effort.seed)
        drill.advance(8 * HOUR)
        claim = next(claim.id for claim in drill.scenario.claims if claim.id in drill.board.claims)
        if refers:
            do(drill, "refer", claim=claim, to=["fuhe/public_security"], evidence=[])
        drill.advance(24 * HOUR)
        crowd = drill.public.crowd
        states.append(
            [crowd.unaware, crowd.undecided, crowd.believing, crowd.settled, crowd.visible, crowd.logit_trust]
        )
    differences = sum(int((one != other).sum()) for one, other in zip(*states, strict=True))
    what = f"a claim of {SCENARIO} referred to public security at 8 h: figures of the crowd that differ at 24 h"
    return [identical("P8", what, differences)]
