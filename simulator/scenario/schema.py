"""What a scenario file may say. One file holds one crisis: the matter, the parties, the facts and when they became true,
the claims and whether they are, what the public asks, what the script brings in, and what becomes of it all. Who must
answer is never written here; it follows from the rulebook (DESIGN section 4).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from simulator.opinion.hotline import HotlineParameters
from simulator.opinion.media import MediaParameters
from simulator.opinion.parameters import CrowdParameters, NarrativeParameters, with_defaults
from simulator.scenario.conditions import Condition, Hidden, Once
from simulator.scenario.effects import Effect
from simulator.scenario.moments import HOUR, Duration, Moment
from simulator.scenario.text import Channel, Language, Name, PartyId, Text, Words
from simulator.scenario.voice import NarrativeVoice, PublicVoice

Level = Literal["I", "II", "III", "IV"]
"""Emergency level: especially serious, major, larger, ordinary."""

Grade = Literal["ordinary", "major", "especially_serious"]
"""Opinion grade; another axis than the emergency level (OFFICIAL_RULES I15)."""

Stance = Literal["help", "delay", "shield", "over_obey"]
"""How the officer of a seat leans: helps, puts off, shields the own unit, or obeys whatever is asked."""

Truth = Literal["false", "partly_true", "true", "unknown"]
"""Whether a claim is true, at one moment of the scenario's world."""

Disclosure = Literal["public", "internal", "personal", "investigation", "secret"]
"""Disclosure class of a fact; all but ``public`` need a legal ground (Regulation on government information)."""

DocumentForm = Literal[
    "leader_instruction",
    "assignment_slip",
    "transfer_slip",
    "hotline_slip",
    "video",
    "journalist_call",
    "family_message",
    "superior_call",
    "report",
    "notice",
    "news_item",
    "public_post",
    "letter",
]
"""The form in which something reaches a desk."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Anchored(_Part):
    """Something that a free text can name; the reader of texts finds its words in labels, values and texts by itself."""

    anchors: dict[Language, tuple[Annotated[Words, Field(max_length=120)], ...]] = Field(
        default={}, description="further words for it, by language, where its own label, value and text do not suffice"
    )


class Clock(_Part):
    """When the crisis happens, in the calendar of its fictional world."""

    t0: datetime = Field(description="date and hour of T+0, the first public appearance or occurrence, without zone")
    opens: Moment = Field(default=0, description="the drill begins here; negative for watching before the crisis")
    ends: Moment = Field(default=72 * HOUR, description="horizon; outcome and score are taken here")


class Turn(_Part):
    """A change of the matter while the drill runs; what is left out stays as it was."""

    at: Moment
    departments: tuple[PartyId, ...] | None = None
    places: tuple[Name, ...] | None = None
    emergency_level: Level | None = None
    opinion_grade: Grade | None = None
    focus: tuple[Literal[1, 2, 3, 4, 5], ...] | None = None
    deadlock: bool | None = Field(default=None, description="departments each say that another must speak")
    command: Name | None = Field(default=None, description="place whose government takes over")
    superior_request_by: Name | None = Field(
        default=None, description="place whose government asks for a public answer"
    )


class Strand(_Part):
    """One thread of the matter; each is resolved on its own (OFFICIAL_RULES I1)."""

    id: Name
    title: Text
    matter: Literal["local", "state_council_policy"]
    departments: tuple[PartyId, ...] = Field(min_length=1, description="owners of the legal duties that it touches")
    duties: dict[PartyId, Text] = Field(description="what each of these departments is in charge of")
    places: tuple[Name, ...] = ()
    emergency_level: Level | None = None
    opinion_grade: Grade = "ordinary"
    focus: tuple[Literal[1, 2, 3, 4, 5], ...] = Field(default=(), description="categories of the notice's clause 2")
    deadlock: bool = False
    emergency_category: Literal["natural_disaster", "work_safety", "public_health", "social_security"] | None = Field(
        default=None, description="work safety has a chain of reports of its own (R87)"
    )
    technical_dispute: bool = Field(
        default=False, description="the quarrel is technical, so that an expert explains (R67)"
    )
    legacy: bool = Field(
        default=False, description="a problem left over from the past; some rulebooks give it more time upward (R56)"
    )
    surfaced: Moment = Field(
        default=0,
        description="when it occurred or first came to the public, whatever the crowd does; its clocks count from here",
    )
    timeline: tuple[Turn, ...] = ()


class Party(_Anchored):
    """An organ or body that takes part, played or not."""

    id: PartyId
    kind: Name = Field(
        description="its role among the 33 parties of the rules, such as responsible_department; or actor, for a firm, "
        "school, hospital or other body that a department regulates"
    )
    name: Text
    contact: Text | None = Field(default=None, description="named section and officer for opinion work")


class Seat(_Part):
    """A place in the drill that a trainee or a colleague fills."""

    id: Name
    party: PartyId
    title: Text
    briefing: Text = Field(description="what the officer knows and is expected to do at the start")
    interest: Text = Field(description="what this unit would rather have; shown to the trainer, and to the seat")
    stance: Stance
    staff: int = Field(default=2, ge=1, le=9, description="people on the desk; each does one task at a time")


class Slot(_Anchored):
    """One comparable quantity or state, such as the number of pupils ill; facts give its value over time."""

    id: Name
    label: Text = Field(description="a noun phrase that fits before a colon")
    unit: Text | None = None
    safety_critical: bool = False


class Verification(_Part):
    """How something can be established."""

    desk: Name = Field(description="the seat whose desk can do it")
    takes: Duration = Field(description="working time of one person")
    from_: Moment = Field(
        default=0, alias="from", description="not to be had before this moment, however early one asks"
    )


class Fact(_Anchored):
    """A value of a slot, true from a moment until it is superseded."""

    id: Name
    slot: Name
    value: int | float | Text = Field(description="a number, or a state in words that fits after the slot's label")
    text: Text = Field(description="the fact as a sentence, for files and the trainer; trainees write their own words")
    true_from: Moment
    superseded_by: Name | None = Field(default=None, description="the fact that takes its place when that becomes true")
    owner: PartyId
    verification: Verification
    needs_disposals: tuple[Name, ...] = Field(
        default=(), description="disposals that must be finished before it can be established"
    )
    known_at_start: tuple[Name, ...] = Field(default=(), description="seats that know it when it becomes true")
    decision: bool = Field(
        default=False, description="a decision that touches vital interests; stating it announces it (R55)"
    )
    disclosure: Disclosure = "public"
    disclosable_from: Moment | None = Field(
        default=None, description="a fact withheld on a ground may go out from here"
    )
    ground: Text | None = Field(default=None, description="why it is withheld")
    ground_rule: str | None = Field(default=None, pattern=r"^R\d\d$", description="rule of the ground, such as R78")


class TruthTurn(_Part):
    """A claim's truth from a moment on."""

    at: Moment
    truth: Truth


class Claim(_Anchored):
    """Something that circulates. 'Rumour' is the word for one that has been shown to be false."""

    id: Name
    narrative: Name
    strand: Name | None = Field(
        default=None, description="what it is about; left out: its narrative's, or the only one"
    )
    says: Text
    truth: Truth
    turns: tuple[TruthTurn, ...] = ()
    danger: Literal["none", "mild", "serious"] = Field(
        description="serious: seriously endangers social order, so that it is rebutted and referred (R20, R21)"
    )
    starts: Moment
    origin: Text = Field(description="how it began")
    settled_by: tuple[Name, ...] = Field(min_length=1, description="facts that refute or confirm it")
    verification: Verification
    surfaces: Moment | None = Field(default=None, description="its truth comes out by itself then")
    embarrasses: tuple[PartyId, ...] = Field(default=(), description="parties that would rather it were not so")


class Advice(_Anchored):
    """Something that people can do, with who, how or why."""

    id: Name
    text: Text
    needs: Name | None = Field(default=None, description="fact that must be known before it can be given")


class Concern(_Part):
    """What the public asks."""

    id: Name
    narrative: Name
    strand: Name | None = Field(
        default=None, description="what it is about; left out: its narrative's, or the only one"
    )
    weight: int = Field(ge=1, le=5)
    ask: Text
    answered_by: tuple[Name, ...] = Field(min_length=1, description="slots, advice or disposals that answer it")
    calls: dict[Language, tuple[Words, ...]] = Field(
        default={}, description="the same in the words of callers on the hotline, by language"
    )


class Protected(_Part):
    """Information that must not be published, with its ground."""

    id: Name
    what: Text
    facts: tuple[Name, ...] = ()
    patterns: tuple[Words, ...] = Field(default=(), description="literal strings that would give it away")
    ground: Text
    ground_rule: str = Field(pattern=r"^R\d\d$")


class Lines(_Part):
    """What people of the place write, by stance, word for word; sentences with word lists stand under ``voice``."""

    asking: tuple[Text, ...] = Field(min_length=3, description="undecided people who ask")
    believing: tuple[Text, ...] = Field(min_length=3)
    settled: tuple[Text, ...] = Field(min_length=2, description="people who have an answer or have moved on")


class Narrative(_Part):
    """What the crowd's state follows: a fact, a concern or a claim."""

    id: Name
    kind: Literal["fact", "concern", "rumour"] = Field(description="rumour: a narrative that follows one claim")
    strand: Name | None = Field(default=None, description="what it is about, with its claims and concerns")
    name: Text
    tags: Text = Field(description="the hashtag under which it runs")
    parameters: NarrativeParameters = Field(description="departures from the model's defaults, which may be left out")
    lines: Lines
    voice: NarrativeVoice | None = Field(default=None, description="what people say beside the lines")

    @model_validator(mode="before")
    @classmethod
    def _parameters_follow_kind(cls, data: Any) -> Any:
        """The kind stands once, beside the parameters, and decides their defaults."""
        if not isinstance(data, dict):
            return data
        given = data.get("parameters") or {}
        return {**data, "parameters": {"kind": data.get("kind"), **given} if isinstance(given, dict) else given}


class Disposal(_Anchored):
    """A task in the real world that helps to end the cause (R59)."""

    id: Name
    name: Text
    owner: Name = Field(description="the seat whose desk carries it out")
    takes: Duration
    from_: Moment = Field(default=0, alias="from")
    needs: tuple[Name, ...] = Field(default=(), description="facts that the seat must know first")
    after: tuple[Name, ...] = Field(default=(), description="disposals that must be finished first")
    solves: dict[Name, float] = Field(description="share of each narrative's real-world cause that it removes")
    text: Text = Field(description="what has been done, as a sentence")


class Order(_Part):
    """What a superior wants of a seat. Whether it is lawful is part of the exercise."""

    wants: Literal["wait_with_figures", "lower_figure", "remove_posts", "refer_critics", "answer_in_public"]
    slot: Name | None = Field(default=None, description="the figure that is meant")
    claim: Name | None = Field(
        default=None, description="what the critics say, where they are to be handed to the police"
    )
    value: int | None = Field(default=None, description="the figure that the superior would like to read")
    until: Moment | None = Field(default=None, description="wait until then")
    lawful: bool
    legal_ground: Text | None = Field(
        default=None,
        description="the legal ground that the superior names when asked, a sentence; left out: a general one; an unlawful "
        "order has none",
    )
    withdrawn: bool = Field(
        default=False, description="asked for its ground, the superior drops an unlawful order instead of repeating it"
    )


class Suggestion(_Part):
    """What a writer proposes. It is adopted, or refused with a reason; both is told in public (80号 clause 3; R74)."""

    text: Text = Field(description="what is proposed, as a thing: a pass for a month")
    public: bool = Field(
        default=False, description="it was made in public, so the answer to the writer alone is not enough"
    )


class Inject(_Part):
    """What the script or the trainer brings in, as a document on somebody's desk."""

    id: Name
    form: DocumentForm
    title: Text
    from_: Text = Field(alias="from", description="the sender, as the document names it")
    to: tuple[Name, ...] = Field(description="seats on whose desk it lands; empty: only the public sees what it does")
    strand: Name | None = Field(
        default=None,
        description="whose sheet it belongs to; left out: that of its concern, question or claim, or the only one",
    )
    body: Text = Field(description="the document, in its own form")
    when: Once
    effects: tuple[Effect, ...] = ()
    order: Order | None = None
    suggestion: Suggestion | None = Field(default=None, description="what the writer proposes to the seats that get it")
    question: Name | None = Field(default=None, description="the journalist's question that it carries")
    concern: Name | None = Field(default=None, description="the concern that the writer wants answered")
    reply_within: Duration | None = Field(default=None, description="a reply is expected inside this time")
    note: Text | None = Field(default=None, description="for the trainer: what this tests, what good handling is")


class Signal(_Part):
    """Something that monitoring can find: an early sign, or a decoy."""

    id: Name
    at: Moment
    channel: Channel
    strand: Name | None = Field(default=None, description="what it is a sign of; left out: the only one")
    title: Text
    body: Text
    seen_by: tuple[Name, ...] = Field(min_length=1, description="seats whose monitoring covers it")
    decoy: bool = Field(description="looks like the crisis and is not")


class Outlet(_Part):
    """A fictional news outlet."""

    id: Name
    name: Text
    temper: Text = Field(description="how it asks")


class Question(_Part):
    """A journalist's question."""

    id: Name
    outlet: Name
    ask: Text
    concern: Name
    premise: Literal["neutral", "true", "false", "loaded"]
    claim: Name | None = Field(default=None, description="the claim inside the premise")
    hostility: int = Field(ge=0, le=3)
    answered_by: tuple[Name, ...] = Field(min_length=1, description="slots, advice or disposals that answer it")
    from_: Moment = Field(default=0, alias="from", description="not asked before")


class Epilogue(_Part):
    """What has become of it, days later."""

    id: Name
    day: Literal[7, 30]
    if_: Condition = Field(alias="if")
    body: Text
    surfaces: tuple[Name, ...] = Field(default=(), description="claims whose truth comes out with it")
    exposes: tuple[Hidden, ...] = Field(
        default=(), description="what comes out with it if an organ did it; trust falls once for each"
    )


class Objective(_Part):
    """What the drill trains; judged through the named rules."""

    id: Name
    text: Text
    rules: tuple[Annotated[str, Field(pattern=r"^R\d\d$")], ...] = Field(min_length=1)


_T0_DEFAULT = CrowdParameters().t0_second_of_day


def _completed(given: Any) -> Any:
    """A crowd in a file names only what differs from the defaults; its time of day is the clock's."""
    if isinstance(given, dict) and given.get("t0_second_of_day", _T0_DEFAULT) != _T0_DEFAULT:
        raise ValueError("has a 't0_second_of_day'; leave it out, clock.t0 says the time of day")
    return with_defaults(given)


class Scenario(_Part):
    """One crisis, whole."""

    podium: Literal[1] = Field(description="version of this format")
    id: Annotated[
        str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$", description="the name of the file, without its ending")
    ]
    title: Text
    summary: Text
    languages: tuple[Language, ...] = ("en", "zh")
    difficulty: int = Field(ge=1, le=5)
    minutes: int = Field(ge=5, le=480, description="how long one trainee needs, in real minutes")
    clock: Clock
    objectives: tuple[Objective, ...] = Field(min_length=1)
    strands: tuple[Strand, ...] = Field(min_length=1)
    parties: tuple[Party, ...] = Field(min_length=1)
    seats: tuple[Seat, ...] = Field(min_length=1)
    slots: tuple[Slot, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = Field(min_length=1)
    protected: tuple[Protected, ...] = ()
    voice: PublicVoice | None = Field(default=None, description="what posts about all narratives share")
    narratives: tuple[Narrative, ...] = Field(min_length=1, max_length=8)
    claims: tuple[Claim, ...] = ()
    concerns: tuple[Concern, ...] = Field(min_length=1)
    advice: tuple[Advice, ...] = ()
    disposals: tuple[Disposal, ...] = ()
    signals: tuple[Signal, ...] = ()
    injects: tuple[Inject, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    questions: tuple[Question, ...] = ()
    epilogue: tuple[Epilogue, ...] = ()
    crowd: Annotated[CrowdParameters, BeforeValidator(_completed)] = Field(
        default_factory=CrowdParameters,
        description="departures from the model's defaults: people, channels, effects of words; see --parameters",
    )
    media: MediaParameters = Field(
        default_factory=MediaParameters, description="departures from the defaults of the newsrooms"
    )
    hotline: HotlineParameters = Field(
        default_factory=HotlineParameters, description="departures from the defaults of the hotline, such as its clerks"
    )
