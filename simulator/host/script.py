"""Seats that act from a file: a YAML list of moments, seats and actions, for tests and demonstrations. A
step's client id follows from the drill and its number, so that a drill that was killed goes on with neither a
step lost nor one repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from simulator.errors import BadInputError, Problem
from simulator.host.link import Ack, Reject
from simulator.host.local import Host, LocalLink
from simulator.record.actions import Action
from simulator.scenario.moments import Moment, show_moment
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Name
from simulator.scenario.yamlfile import check, read_yaml


class ScriptStep(BaseModel):
    """One action of the script."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Moment = Field(description="when the seat acts, such as T+01:30")
    seat: Name = Field(description="who acts: a seat of the scenario, or trainer")
    action: Action = Field(description="what it does; `act` names the action")


class Script(RootModel[Annotated[tuple[ScriptStep, ...], Field(max_length=5000)]]):
    """A list of steps, in order of time."""

    model_config = ConfigDict(frozen=True)


def read_script(path: Path, scenario: Scenario) -> tuple[ScriptStep, ...]:
    """The steps of a script file for a scenario.

    Raises: NotFoundError: there is no such file. BadInputError: the file holds mistakes, seats that the
    scenario lacks, or moments out of order or outside it; every problem is listed.
    """
    document = read_yaml(path)
    steps = check(document, Script).root
    seats = [*(seat.id for seat in scenario.seats), "trainer"]
    opens, ends = scenario.clock.opens, scenario.clock.ends
    problems, latest = [], opens
    for index, step in enumerate(steps):
        found = []
        if step.seat not in seats:
            found.append(("seat", f"{step.seat} is no seat of {scenario.id}", f"write one of {', '.join(seats)}"))
        if not opens <= step.at <= ends:
            span = f"{show_moment(opens)} to {show_moment(ends)}"
            found.append(("at", f"{show_moment(step.at)} lies outside the drill", f"write a moment from {span}"))
        elif step.at < latest:
            found.append(("at", "is earlier than the step before", "put the steps in order of time"))
        latest = max(latest, step.at)
        problems += [
            Problem(document.file, document.line_of((index, field)), f"[{index}].{field}", wrong, right)
            for field, wrong, right in found
        ]
    if problems:
        raise BadInputError(problems)
    return steps


def run_script(
    host: Host, steps: Sequence[ScriptStep], answered: Callable[[Ack | Reject], None] | None = None
) -> list[Ack | Reject]:
    """Play the steps through the seats' links, each at its moment; returns the answers in order.

    On a resumed drill the steps that were taken before get their first answers again. ``answered`` hears each
    answer as it comes.

    Raises:
        PodiumError: the store failed.
    """
    answers = []
    for number, step in enumerate(steps):
        host.run_until(step.at)
        answer = LocalLink(host, step.seat).send(step.action, f"{host.id}:{number}")
        if answered is not None:
            answered(answer)
        answers.append(answer)
    return answers
