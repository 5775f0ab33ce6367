"""Everything that a seat can do, as one discriminated union. An action is the only way into a drill; it is checked here
once for its shape, and by the engine for whether this seat may do it now (DESIGN section 5).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, TypeAdapter

from simulator.record.initiatives import AssessRisk, Escalate, PromiseUpdate, StaffHotline
from simulator.scenario.moments import Moment
from simulator.scenario.text import Channel, Name, PartyId, Words

Form = Literal["statement", "update", "social", "rebuttal", "correction", "interpretation", "reply", "conference"]
"""Form of an official word. ``conference`` is the opening statement of a press conference."""

Reference = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.:-]{0,59}$")]
"""A name that its author gives to a draft or consultation, unique for that seat."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Part):
    """One fact that a text states. ``value`` is what the text says; left out, it is the fact's own value."""

    fact: Name
    value: int | FiniteFloat | Words | None = None
    approx: bool = False
    """The text gives the figure as an approximate one."""


class ClaimAnswer(_Part):
    """What a text says about a claim that circulates."""

    claim: Name
    stance: Literal["confirm", "deny", "partly", "unverified"]


class Message(_Part):
    """An official word with its citations. They say what the text states; those of a text in own words are read from it."""

    form: Form
    text: Annotated[dict[Literal["en", "zh"], Words], Field(min_length=1)]
    facts: Annotated[tuple[Citation, ...], Field(max_length=40)] = ()
    claims: Annotated[tuple[ClaimAnswer, ...], Field(max_length=10)] = ()
    unknowns: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    """Slots of which the text says that they are not known yet."""
    advice: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    disposals: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    """Disposals that the text reports as under way or done."""
    credits: Annotated[tuple[PartyId, ...], Field(max_length=20)] = ()
    """Organs that the text names as the source of what it states."""
    as_of: Moment | None = None
    """The as-of time that the text gives for its facts."""
    next_update: Moment | None = None
    """When the text promises the next word."""
    may_change: bool = False
    """The text warns that figures may change (Gretton 2021: forewarning softens a later change)."""
    corrects: Name | None = None
    """The slot of an own earlier error that the text names and puts right."""
    own_words: bool = False
    """The text is the officer's own: it is read, and what it says counts, whatever was ticked beside it."""
    announces_punishment: bool = False
    """The text announces that somebody is punished for spreading something, or will be (R83)."""


class Watch(_Part):
    """Set the channels that this unit monitors round the clock (R51)."""

    act: Literal["watch"] = "watch"
    channels: tuple[Channel, ...] = Field(min_length=1)


class Log(_Part):
    """Enter a signal in the opinion log (R56)."""

    act: Literal["log"] = "log"
    signal: Name


class Flag(_Part):
    """Raise a logged signal to the General Office as opinion that needs handling; it opens the handling sheet."""

    act: Literal["flag"] = "flag"
    signal: Name


class Assess(_Part):
    """Judge the opinion: class, grade, danger, by content, public reaction and media involvement (R27, R54)."""

    act: Literal["assess"] = "assess"
    strand: Name
    opinion_class: Literal["misreading", "complaint", "suggestion", "emergency", "rumour"]
    grade: Literal["ordinary", "major", "especially_serious"]
    emergency_level: Literal["I", "II", "III", "IV"] | None = None
    inputs: tuple[Literal["content", "reaction", "media"], ...]
    """Which of the three inputs were weighed."""
    proposal: bool = False
    """The assessment proposes pre-control and disposal, and goes to the General Office for approval (R57)."""


class ReportUp(_Part):
    """Report to the channel owner and the superior (R52, R58, R81)."""

    act: Literal["report_up"] = "report_up"
    strand: Name
    to: PartyId
    facts: tuple[Citation, ...] = ()


class Notify(_Part):
    """Tell other bodies that this is going on, so that they can link up (R05, R38)."""

    act: Literal["notify"] = "notify"
    strand: Name
    to: tuple[PartyId, ...] = Field(min_length=1)


class Accept(_Part):
    """Accept the handling sheet: this unit answers for its part (R04, R60)."""

    act: Literal["accept"] = "accept"
    strand: Name


class Transfer(_Part):
    """Say that another unit must answer, and pass the sheet there."""

    act: Literal["transfer"] = "transfer"
    strand: Name
    to: Name
    reason: Words


class Assign(_Part):
    """Assign the handling sheet to the units concerned, with a time for each (R12, R60)."""

    act: Literal["assign"] = "assign"
    strand: Name
    to: tuple[Name, ...] = Field(min_length=1)
    due: Moment


class Convene(_Part):
    """Call the units together: one fact set, one wording (R05, R10, R61)."""

    act: Literal["convene"] = "convene"
    strand: Name
    seats: tuple[Name, ...] = Field(min_length=1)


class Verify(_Part):
    """Have the own desk establish the present value of a slot, or the truth of a claim."""

    act: Literal["verify"] = "verify"
    target: Name


class Ask(_Part):
    """Ask another seat for what it has verified about slots or claims."""

    act: Literal["ask"] = "ask"
    to: Name
    about: tuple[Name, ...] = Field(min_length=1)


class Share(_Part):
    """Give facts to other seats."""

    act: Literal["share"] = "share"
    to: tuple[Name, ...] = Field(min_length=1)
    facts: tuple[Name, ...] = Field(min_length=1)


class Consult(_Part):
    """Ask other units to confirm the facts and wording of a draft before it goes out (R10, R66)."""

    act: Literal["consult"] = "consult"
    draft: Reference
    to: tuple[Name, ...] = Field(min_length=1)


class AnswerConsultation(_Part):
    """Agree with another unit's draft, or object with a reason and, where there is one, the right fact."""

    act: Literal["answer_consultation"] = "answer_consultation"
    consultation: Reference
    agree: bool
    reason: Words | None = None
    facts: tuple[Name, ...] = ()


class Negotiate(_Part):
    """Offer another unit a division of who says what."""

    act: Literal["negotiate"] = "negotiate"
    strand: Name
    to: Name
    offer: Literal["you_speak", "i_speak", "each_own_part", "joint_release"]


class AskLead(_Part):
    """Ask the General Office to designate a lead department (R13)."""

    act: Literal["ask_lead"] = "ask_lead"
    strand: Name
    reason: Words


class DesignateLead(_Part):
    """Designate the lead department (a power of the General Office, R13)."""

    act: Literal["designate_lead"] = "designate_lead"
    strand: Name
    party: PartyId


class EngageLeader(_Part):
    """Bring in the leader in charge or the principal leader (R14, R62)."""

    act: Literal["engage_leader"] = "engage_leader"
    strand: Name
    ask: Literal["guide", "coordinate", "urge"]


class Dispatch(_Part):
    """Start a disposal task with the own desk (R59)."""

    act: Literal["dispatch"] = "dispatch"
    disposal: Name


class Draft(_Part):
    """Write a text. Writing takes desk time by form and length."""

    act: Literal["draft"] = "draft"
    draft: Reference
    strand: Name
    message: Message


class CheckDraft(_Part):
    """Have an own text read on the desk before it goes out: what it lacks, and what in it may not be said or does not hold.

    It says what is wrong, and never what would be right (MESSAGE_SCORING section 7).
    """

    act: Literal["check_draft"] = "check_draft"
    draft: Reference


class Submit(_Part):
    """Send a draft for review and approval (R57, R68)."""

    act: Literal["submit"] = "submit"
    draft: Reference


class Approve(_Part):
    """Approve another unit's draft."""

    act: Literal["approve"] = "approve"
    author: Name
    draft: Reference


class Return(_Part):
    """Send a draft back with a reason."""

    act: Literal["return"] = "return"
    author: Name
    draft: Reference
    reason: Words


class Publish(_Part):
    """Publish a finished draft on channels."""

    act: Literal["publish"] = "publish"
    draft: Reference
    channels: tuple[Channel, ...] = Field(min_length=1)


class Reply(_Part):
    """Answer a document on the desk: a hotline slip, a family, a journalist, a superior's query."""

    act: Literal["reply"] = "reply"
    inject: Name
    message: Message


class HoldConference(_Part):
    """Prepare and hold a press conference with the named seats on the podium (R24, R35)."""

    act: Literal["hold_conference"] = "hold_conference"
    strand: Name
    attendees: tuple[Name, ...] = Field(min_length=1)
    draft: Reference
    head_attends: bool = False
    """A head of department is there, not only the spokesperson."""


class AnswerQuestion(_Part):
    """Take a journalist's question at a press conference, or hand it to another seat on the podium (R24, R35).

    What is cited is read like any word. A colleague to whom a question is handed answers from what it knows itself.
    """

    act: Literal["answer_question"] = "answer_question"
    question: Name
    by: Name
    """The seat on the podium that answers."""
    mode: Literal["answer", "not_known_yet", "decline"] = "answer"
    facts: Annotated[tuple[Citation, ...], Field(max_length=10)] = ()
    claims: Annotated[tuple[ClaimAnswer, ...], Field(max_length=5)] = ()
    """What is said of claims, of the one inside the question's premise among them."""
    advice: Annotated[tuple[Name, ...], Field(max_length=5)] = ()
    disposals: Annotated[tuple[Name, ...], Field(max_length=5)] = ()
    credits: Annotated[tuple[PartyId, ...], Field(max_length=10)] = ()
    """Organs that are named as the source."""
    next_update: Moment | None = None
    """When the next word on it is promised; it must be where something is not known yet."""
    ground: Name | None = None
    """On what ground an answer is declined: a protected matter, or a withheld fact that the seat knows."""
    text: dict[Literal["en", "zh"], Words] = Field(default_factory=dict)
    """The words; shown as they are."""
    own_words: Annotated[bool, Field(exclude_if=lambda own: not own)] = False
    """The words are the speaker's own: they are read, and what they say counts, whatever was ticked beside them."""


class GiveInterview(_Part):
    """Speak to a journalist of a named outlet, who asks up to three questions; in answer to a call, or of one's own accord
    (N61 clause 3: media interviews; R28, R39). Each answer is read as at a press conference.
    """

    act: Literal["give_interview"] = "give_interview"
    strand: Name
    outlet: Name
    inject: Name | None = None
    """The call that it answers; none where the seat offered the interview itself."""
    answers: Annotated[tuple[AnswerQuestion, ...], Field(min_length=1, max_length=3)]


class Refer(_Part):
    """Hand facts and leads of a rumour to public security and cyberspace, with the evidence kept (R21)."""

    act: Literal["refer"] = "refer"
    claim: Name
    to: tuple[PartyId, ...] = Field(min_length=1)
    evidence: tuple[Name, ...] = ()


class Press(_Part):
    """Press a late or silent party (R12)."""

    act: Literal["press"] = "press"
    strand: Name
    to: Name


class AnswerOrder(_Part):
    """Answer a superior's order: comply, ask for its legal ground, or record dissent."""

    act: Literal["answer_order"] = "answer_order"
    inject: Name
    answer: Literal["comply", "ask_ground", "dissent"]


class AdoptSuggestion(_Part):
    """Adopt a suggestion that lies on the desk, or say why not; ``in_public`` tells everybody, else only the writer (R74)."""

    act: Literal["adopt_suggestion"] = "adopt_suggestion"
    inject: Name
    adopt: bool
    reason: Words | None = None
    in_public: bool = True


class Close(_Part):
    """Close the handling sheet (R26, R60)."""

    act: Literal["close"] = "close"
    strand: Name


class ReviewSheet(_Part):
    """Look back on a closed handling sheet: what went well, what came late, what will be done otherwise (R60, R86)."""

    act: Literal["review_sheet"] = "review_sheet"
    strand: Name
    lessons: Words


class FireInject(_Part):
    """The trainer fires an inject, in reserve or ahead of its time."""

    act: Literal["fire_inject"] = "fire_inject"
    inject: Name


class SetClock(_Part):
    """The trainer or the lone trainee pauses the clock or sets its speed; simulated time is not touched by it."""

    act: Literal["set_clock"] = "set_clock"
    paused: bool = False
    speed: float = Field(default=60.0, ge=1.0, le=3600.0)
    """Simulated seconds per real second."""


Action = Annotated[
    Watch
    | Log
    | Flag
    | Assess
    | ReportUp
    | Notify
    | Accept
    | Transfer
    | Assign
    | Convene
    | Verify
    | Ask
    | Share
    | Consult
    | AnswerConsultation
    | Negotiate
    | AskLead
    | DesignateLead
    | EngageLeader
    | Dispatch
    | Draft
    | CheckDraft
    | Submit
    | Approve
    | Return
    | Publish
    | Reply
    | HoldConference
    | AnswerQuestion
    | GiveInterview
    | PromiseUpdate
    | AssessRisk
    | Escalate
    | StaffHotline
    | Refer
    | Press
    | AnswerOrder
    | AdoptSuggestion
    | Close
    | ReviewSheet
    | FireInject
    | SetClock,
    Field(discriminator="act"),
]
"""Any action of any seat."""

ACTIONS: TypeAdapter[Action] = TypeAdapter(Action)
"""Reads an action from plain data."""
