"""What a face shows: plain rows without behaviour, every text of them in the desk's language and ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from simulator.record import Action
from simulator.record.actions import Form

Status = Literal["known", "public", "stale", "withheld", "pending"]
"""known: by this seat; public: said in public; stale: known, but no longer holds; withheld: may not go out; pending: an
own slot of which nothing is known yet."""

PaperKind = Literal[
    "document", "signal", "consultation", "review", "ask", "transfer", "negotiation", "objection", "returned",
    "error", "contradiction", "pressed", "assigned", "lead", "ground",
]  # fmt: skip
"""What kind of paper lies on the desk."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How many people believe a claim that circulates."""

    claim: str
    name: str
    series: tuple[int, ...]
    """Per mille of all people, one value for each pulse since the claim began."""
    percent: float
    """The latest value."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing that everybody can see."""

    at: int
    kind: Literal["post", "word", "body", "claim", "truth", "question", "lead", "media", "hotline"]
    who: str
    text: str
    weight: int = 1
    """Posts like it that it stands for."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something that has landed on this desk."""

    id: str
    """Unique on the desk; for a document its inject's id."""
    kind: PaperKind
    at: int
    form: str
    """The label of its form, such as "Assignment slip"."""
    title: str
    sender: str
    body: str
    needs_reply: bool
    due: int | None
    answered: bool
    is_order: bool
    suggests: bool
    """Whether it makes a suggestion that nobody has answered yet."""
    question: str
    """What it asks, where it asks something."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is due."""

    id: str
    label: str
    why: str
    due: int | None
    left: int | None
    """Seconds until it is due; negative once it has passed."""
    state: Literal["open", "late", "missed", "done"]
    """``late`` can still be made good; ``missed`` has been overtaken by later words."""

    @property
    def waits(self) -> bool:
        """Whether there is still something to do about it."""
        return self.state in ("open", "late")


@dataclass(frozen=True, slots=True)
class FactRow:
    """One slot, as far as this seat knows it."""

    slot: str
    fact: str | None
    """The newest fact that is known; None while nothing is."""
    label: str
    value: str
    """Empty while nothing is known."""
    since: int | None
    owner: str
    status: Status
    ground: str
    """Why it may not go out, where that is so."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim that circulates."""

    claim: str
    says: str
    since: int
    status: Literal["unverified", "false", "true", "partly"]
    answered: str
    """Who has answered it in public, and how; empty if nobody has."""


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Another seat."""

    seat: str
    name: str
    accepted: bool
    last_word: int | None
    asked: int | None
    """When this seat last asked it for something."""
    waits: str
    """What this seat waits for from it; empty if nothing."""
    lead: bool


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An own text on its way."""

    ref: str
    form: str
    """Label of the form."""
    state: Literal["writing", "ready", "consulting", "submitted", "approved", "returned", "published"]
    state_label: str
    agreed: tuple[str, ...]
    objected: tuple[str, ...]
    silent: tuple[str, ...]
    text: str
    found: tuple[str, ...] = ()
    """What a check before it goes out has found, a line each."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that this seat can do now."""

    id: str
    group: str
    """Translated: Judge, Know, Coordinate, Speak, Act, Papers, Close."""
    label: str
    why: str
    action: Action | None
    opens: Literal["compose", "reply", "conference", "judge", "press"] | None = None
    about: str = ""
    """Form, document or strand for ``opens``; what the offer is about otherwise."""
    urgency: int = 0
    warns: bool = False
    """Possible, but ``why`` says what speaks against it."""

    @property
    def writes(self) -> bool:
        """Whether it opens where a text is written."""
        return self.opens not in (None, "judge", "press")


@dataclass(frozen=True, slots=True)
class Need:
    """The one thing that needs this seat most."""

    id: str
    title: str
    sentence: str
    """Why it matters."""
    due: int | None
    paper: Paper | None = None
    task: Task | None = None
    offer: Offer | None = None
    """What meets it; None where the drill leaves the choice of means to the trainee."""
    group: str = ""
    """The kind of work that it is about, translated, where it names no offer."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Everything that a judgement of a strand can say."""

    strand: str
    classes: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    """Emergency levels; the empty id is none."""
    grades: tuple[Choice, ...]
    inputs: tuple[Choice, ...]
    """What can be weighed; any number of them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the trainee has made of a strand."""

    strand: str
    class_: str
    level: str
    """Empty for none."""
    grade: str
    inputs: tuple[str, ...]
    proposal: bool
    """It proposes handling and goes to the office for approval."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a text can take up."""

    id: str
    label: str
    note: str
    """Status, source or caution."""
    suggested: bool = False
    warns: bool = False
    stance: str = ""
    """Of a claim: what an honest text says about it now."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a text of one form can take up now."""

    form: Form
    paper: str | None
    strand: str
    facts: tuple[Choice, ...]
    claims: tuple[Choice, ...]
    stances: tuple[Choice, ...]
    unknowns: tuple[Choice, ...]
    advice: tuple[Choice, ...]
    disposals: tuple[Choice, ...]
    credits: tuple[Choice, ...]
    updates: tuple[Choice, ...]
    """Moments for the next word; the id is the simulated second."""
    corrects: tuple[Choice, ...]
    """Slots of own published facts that a correction can name."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the trainee has picked for a text."""

    form: Form
    paper: str | None = None
    facts: tuple[str, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    """(claim, stance)."""
    unknowns: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    disposals: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    dated: bool = True
    """The text gives the present moment as its as-of time."""
    next_update: int | None = None
    may_change: bool = False
    announces_punishment: bool = False
    """The text says that people are punished for what they said or did (R83)."""
    corrects: str | None = None
    values: dict[str, int | float | str] = field(default_factory=dict)
    """Fact -> value that the text states instead of the fact's own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action."""

    ok: bool
    sentence: str
