"""A colleague's skill as data: how soon, how often and how well an officer does each part of the work. Every figure is an
expert setting (assumption) unless the file names its source; planners and trainers may write their own.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.errors import NotFoundError
from simulator.scenario.moments import Duration
from simulator.scenario.text import Text, Words
from simulator.scenario.yamlfile import check, read_yaml

Share = float


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pace(_Part):
    """How long something is put off: lognormal."""

    median: Duration
    log_sd: float = Field(default=0.4, ge=0, le=2)
    """Standard deviation of the logarithm."""


class Band(_Part):
    """A share of officers gives the first word inside this span after the matter reached the desk, evenly."""

    share: float = Field(gt=0, le=1)
    from_: Duration = Field(alias="from")
    to: Duration


class Skill(_Part):
    """One kind of officer. Shares are probabilities, 0 to 1."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    title: Text
    source: Words
    """Where the figures come from."""
    first_word: tuple[Band, ...] = ()
    """What is missing to 1 never speaks."""
    heeds_limit: Share
    """Begins early enough to speak inside the rulebook's limit for a first word."""
    stance_matters: Share = Field(ge=0, le=1)
    """How far the seat's stance and interest bend what the officer does."""
    reaction: Pace
    """From news on the desk to the first act upon it."""
    notices: Share
    """Logs a sign that monitoring shows."""
    discerns: Share
    """Tells a true sign from a decoy."""
    watches: int = Field(ge=0, le=7)
    """Classes of channel that are monitored."""
    accepts: Share
    """Accepts the sheet without being pushed; else passes it on."""
    assesses: Share
    weighs: Share
    """Weighs each of the three inputs of an assessment."""
    grades: Share
    """Sets the true emergency level; else one lower."""
    proposes: Share
    reports: Share
    report_after: Pace
    right_channel: Share
    verifies: Share
    """Has each slot of the own desk established."""
    rechecks: Pace
    """Until asking again about what could not be established."""
    shares: Share
    """Passes on what has been established."""
    asks: Share
    """Asks the desk that holds it for what is missing."""
    consults: Share
    waits: Duration
    """How long it waits for the others' answers."""
    submits: Share
    answers: Share
    """Answers a consultation."""
    objects: Share
    """Objects to a draft that states the own figures wrongly."""
    cites: Share
    """States each fact that may be said."""
    sources: Share
    """Gives the as-of time and names the owner."""
    leaves_territory: Share
    """Lets another place speak first of what lies in its territory."""
    admits: Share
    """Says what is not known yet."""
    promises: Share
    promise_span: Duration
    keeps: Share
    """Keeps a promised next word."""
    advises: Share
    mentions_acts: Share
    """Reports each disposal under way."""
    forewarns: Share
    kind: Share
    """Begins with what people fear, in their words."""
    explains: Share
    """Says why people are asked to do something."""
    recites: Share
    """Recites procedure and praise before coming to the matter."""
    names_channel: Share
    """Says where the next word will stand, not only when."""
    guesses: Share
    """States a figure that nobody has verified."""
    leaks: Share
    """States a protected fact."""
    takes_up_claims: Share
    denies_blindly: Share
    """Denies an unverified claim, the more readily the more it embarrasses."""
    rebuts_after: Pace
    refers: Share
    over_refers: Share
    """Refers a claim that is merely unwelcome."""
    updates_every: Pace
    corrects: Share
    channels: int = Field(ge=1, le=5)
    """On how many channels a word goes out."""
    dispatches: Share
    dispatch_after: Pace
    replies: Share
    to_the_point: Share
    """Answers what was asked: with the last count and its time where today's is not confirmed, rather than with nothing."""
    takes_suggestions: Share
    """Adopts a suggestion or says why not, and does so in public."""
    obeys: Share
    """Complies with a superior's unlawful order."""
    dissents: Share
    """Answers an order that it does not obey."""
    coordinates: Share
    """General Office: assigns, tells publicity and cyberspace, calls a meeting."""
    reviews_sheet: Share
    """Looks back on a sheet that it has closed."""
    brings_head: Share
    """A department brings its own head in on a major matter."""
    designates: Share
    designate_after: Pace
    presses: Share
    holds_conference: Share
    """Holds a press conference that nobody asks for."""
    meets_press: Share
    """Holds the one that levels I and II ask for, and has the heads attend."""

    faults: dict[str, Share] = {}
    """Condemned habit -> in what share of its occasions the officer gives in to it; see ``condemned``."""

    @model_validator(mode="after")
    def _bands_fit(self) -> Skill:
        total = sum(band.share for band in self.first_word)
        if total > 1 + 1e-9:
            raise ValueError(f"the shares of first_word add up to {total:.4g}; at most 1 would be right")
        for name, info in type(self).model_fields.items():
            value = getattr(self, name)
            if info.annotation is float and not 0 <= value <= 1:
                raise ValueError(f"{name} is {value}; a share lies between 0 and 1")
        return self


def skill_names() -> list[str]:
    """The names of the skills that ship with Podium, sorted."""
    shelf = files("scenarios") / "colleagues"
    return sorted(entry.name.removesuffix(".yaml") for entry in shelf.iterdir() if entry.name.endswith(".yaml"))


@lru_cache(maxsize=32)
def load_own_skill(name: str) -> Skill:
    """The skill of that name, from a file of its own.

    Raises:
        NotFoundError: no such skill ships.
        BadInputError: its file holds mistakes.
    """
    if name not in skill_names():
        raise NotFoundError(f"there is no skill '{name}'; the skills are {', '.join(skill_names())}")
    return check(read_yaml(files("scenarios") / "colleagues" / f"{name}.yaml"), Skill)
