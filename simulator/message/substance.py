"""The seven criteria that need the facts: concerns, evidence, known and unknown, action, rumour, consistency and updates. Each
looks at one word in its case, what was true, known and asked then, and gives a level from 0 to 2 with its reason
(MESSAGE_SCORING section 5; thresholds are assumptions).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from simulator.message.library import Library
from simulator.message.mark import Mark
from simulator.message.promising import promises_soon
from simulator.message.style.look import Found, Look
from simulator.message.text.parts import Mention, Span
from simulator.message.topic import slots_said, weight_of
from simulator.message.verdicts import FactReading, Knowing, Speaker
from simulator.record import Message

MANY: Final = 3
"""Supported facts of a full statement (MESSAGE_SCORING section 5)."""
_FULL: Final = ("statement", "conference", "interpretation")
"""Forms long enough for that many; a short one needs one."""
_LOOSE: Final = 3
"""Numbers that belong to nothing in the scenario: where there are more, and more than facts, evidence is not whole."""


@dataclass(frozen=True, slots=True)
class Case:
    """One word with everything that its criteria look at."""

    message: Message
    speaker: Speaker
    at: int
    public: bool
    """It goes out on a channel."""
    library: Library
    board: Knowing
    facts: Sequence[FactReading]
    claims: Sequence[dict[str, Any]]
    answered: Sequence[str]
    """Concerns that it answers."""
    asked: Sequence[str]
    """Concerns that the speaker could answer."""
    honest: Sequence[str]
    """Slots that it rightly calls unknown."""
    look: Look | None
    """The text laid out; None where citations stand for it."""
    supported: Sequence[FactReading] = field(default=())
    echoed: Sequence[Mention] = field(default=())
    """Facts that the text echoes by a telling number or hour."""
    strand: str | None = None
    """The strand that it is about."""

    @property
    def weight(self) -> int:
        """How many different things the word gives that can be checked."""
        if self.look is None:
            return len(self.supported)
        return weight_of(self.supported, self.echoed, self.message, self.library)

    def spans_of(self, readings: Sequence[FactReading]) -> tuple[Span, ...]:
        """The words that state these facts."""
        return tuple(reading.span for reading in readings if reading.span is not None)


def in_strand(strand: str | None, *belongs: str) -> bool:
    """Whether something belongs to a word's strand; to any, where the word has none."""
    return strand is None or strand in belongs


def concerns(case: Case) -> Mark | None:
    """How much of what people ask and this speaker could answer is answered, by weight, the two weightiest for the top.

    A short text serves where it answers one thing well, and a longer one where it answers two that are the speaker's to
    answer; nobody is asked to say everything at once.
    """
    if not case.asked:
        return None
    held = case.library.concerns
    weight = {concern: held[concern].weight for concern in case.asked}
    share = sum(weight[concern] for concern in case.asked if concern in case.answered) / sum(weight.values())
    order = sorted(case.asked, key=lambda concern: (-weight[concern], concern))
    missing = tuple(concern for concern in order if concern not in case.answered)
    whole = share > 2 / 3 and all(concern in case.answered for concern in order[:2])
    if whole or (case.look is not None and _serves(case)):
        return Mark(2, "answered", items=tuple(concern for concern in held if concern in case.answered))
    if share >= 1 / 3 or (case.look is not None and (case.answered or (case.message.form == "reply" and case.weight))):
        return Mark(1, "partly", items=missing, facts=_at_hand(case, missing[:1]))
    return Mark(0, "unanswered", items=missing, facts=_at_hand(case, missing[:1]))


def _serves(case: Case) -> bool:
    """Whether a text answers enough for its form, out of what is the speaker's own to answer."""
    if case.message.form == "reply":
        return False
    if case.message.form not in _FULL and case.message.form != "update":
        return bool(case.answered)
    own = {*case.library.slots_owned_by(case.speaker.party), *case.library.disposals_owned_by(case.speaker.seat)}
    remit = [c.id for c in case.library.concerns.values() if any(element in own for element in c.answered_by)]
    return len(case.answered) >= (1 if len(remit) == 1 and remit[0] in case.answered else 2)


def _at_hand(case: Case, missing: Sequence[str]) -> tuple[str, ...]:
    """Facts that the speaker knew and could have said about the concerns that it left open."""
    wanted = {element for concern in missing for element in case.library.concerns[concern].answered_by}
    known = [case.library.facts[fact] for fact in case.board.known_facts(case.speaker.seat)]
    fit = [fact.id for fact in known if fact.slot in wanted and case.library.disclosable(fact, case.at)]
    return tuple(fit[-2:])


def evidence(case: Case) -> Mark:
    """Supported facts, enough of them for the form, with their source or the time for which they hold; none of them false."""
    wrong = [reading for reading in case.facts if reading.verdict not in ("supported", "protected")]
    if wrong:
        ids = tuple(reading.fact.id for reading in wrong)
        return Mark(0, "false", case.spans_of(wrong), facts=ids)
    if not case.weight:
        return Mark(0, "nothing")
    given = [*(reading.fact.id for reading in case.supported), *(mention.item for mention in case.echoed)]
    ids = tuple(dict.fromkeys(given))
    spans = (*case.spans_of(case.supported), *(mention.span for mention in case.echoed))[:3]
    if not _sourced(case):
        return Mark(1, "unsourced", spans, facts=ids)
    if case.look is not None and len(case.look.extraction.figures) > max(_LOOSE, case.weight):
        return Mark(1, "loose", tuple(figure.span for figure in case.look.extraction.figures[:2]), facts=ids)
    if case.weight < (MANY if case.message.form in _FULL else 1):
        return Mark(1, "few", spans, facts=ids)
    return Mark(2, "sourced", spans, facts=ids)


def _sourced(case: Case) -> bool:
    """Whether an as-of time, an organ or the speaker's own finding stands behind the facts, or an hour beside them."""
    if case.message.as_of is not None or case.message.credits or _own_count(case):
        return True
    if case.look is None:
        return False
    beside = {mention.sentence for mention in case.echoed}
    starts = [reading.span.start for reading in case.supported if reading.span is not None]
    for number, sentence in enumerate(case.look.extraction.sentences):
        if any(sentence.span.start <= start < sentence.span.end for start in starts):
            beside.add(number)
    return any(number in case.look.extraction.timed for number in beside) or bool(case.look.of("finding"))


def _own_count(case: Case) -> bool:
    """Whether the text names an organ as its source, the speaker's own among them."""
    return case.look is not None and bool(case.look.extraction.credits)


def known_unknown(case: Case) -> Mark:
    """What is known, what is not, and how and when the gap will be closed."""
    dishonest = tuple(slot for slot in case.message.unknowns if slot not in case.honest)
    if dishonest and case.look is None:
        return Mark(0, "withholds", _unknown_spans(case, dishonest), items=dishonest)
    certain = [reading for reading in case.facts if reading.verdict == "premature"]
    if certain and case.look is not None:
        return Mark(0, "certain", case.spans_of(certain), items=tuple(reading.fact.slot for reading in certain))
    as_of = case.message.as_of if case.message.as_of is not None else case.at
    known = [fact for fact, since in case.board.known_facts(case.speaker.seat).items() if since <= as_of]
    open_slots = case.library.open_slots(case.speaker.party, known, as_of)
    open_slots = [slot for slot in open_slots if in_strand(case.strand, *case.library.belongs.elements[slot])]
    says_unknown = bool(case.honest) or _calls_open(case) or (case.look is None and not open_slots)
    process = promises_soon(case.message, case.at) or bool(case.message.disposals) or _will_tell(case)
    if case.weight and process and (says_unknown or not open_slots):
        return Mark(2, "whole", _unknown_spans(case, case.message.unknowns))
    if case.weight:
        return Mark(1, "no_process" if says_unknown or not open_slots else "only_known", items=tuple(open_slots[:2]))
    return Mark(1, "only_unknown") if case.honest or (case.look is not None and says_unknown) else Mark(0, "neither")


def _calls_open(case: Case) -> bool:
    """Whether a stated fact says itself that something is not known yet."""
    return case.look is not None and (
        any(unknown.fact for unknown in case.look.extraction.unknowns) or bool(case.look.extraction.open_words)
    )


def _will_tell(case: Case) -> bool:
    return case.look is not None and case.look.extraction.update is not None


def _unknown_spans(case: Case, slots: Sequence[str]) -> tuple[Span, ...]:
    if case.look is None:
        return ()
    return tuple(unknown.span for unknown in case.look.extraction.unknowns if unknown.slot in slots)


def action(case: Case) -> Mark | None:
    """What people can do, with who or how, and why. In an answer it counts only where there is some."""
    reported = [item for item in case.message.disposals if item in case.board.disposals]
    if case.look is None:
        level = min(2, bool(case.message.advice) + bool(reported))
        if case.message.form == "reply":
            return Mark(2, "whole") if case.message.advice else None
        return Mark(level, ("none", "bare", "whole")[level])
    told = _instructions(case.look)
    spans = tuple(found.span for found in told[:2])
    spans += tuple(mention.span for mention in case.look.extraction.advice)
    if case.message.form == "reply" and not spans:
        return None
    if not spans:
        return Mark(1, "only_done") if reported else Mark(0, "none")
    sentences = {found.sentence for found in told} | {mention.sentence for mention in case.look.extraction.advice}
    how = bool(case.message.advice) or any(_says_how(case.look, sentence) for sentence in sentences)
    why = bool(reported) or any(
        abs(found.sentence - s) <= 1 for s in sentences for found in case.look.of("reason", "why")
    )
    if how or (why and len(sentences) > 1):
        return Mark(2, "whole", spans[:2])
    return Mark(1, "no_why" if why else "bare", spans[:2])


def _instructions(look: Look) -> list[Found]:
    """Words that tell people what to do; asking them not to spread rumours tells them nothing to do about the matter."""
    return [found for found in look.of("instruct") if not any(f.clause == found.clause for f in look.of("no_rumours"))]


def _says_how(look: Look, sentence: int) -> bool:
    """Whether a sentence gives a number, a time, a place to go or a condition."""
    text = look.extraction.sentences[sentence].span.text
    return any(char.isdigit() for char in text) or any(found.sentence == sentence for found in look.of("how"))


def rumour(case: Case) -> Mark | None:
    """Fact first, myth once, evidence. Applies to a rebuttal, to a text that takes up a claim, and where the speaker knows
    the truth of a claim that nobody has answered.
    """
    checked = case.board.checked.get(case.speaker.seat, {})
    open_known = tuple(
        claim
        for claim, (_, truth) in checked.items()
        if truth != "unknown" and claim in case.board.claims and not case.board.answers.get(claim)
        if in_strand(case.strand, case.library.belongs.claims[claim])
    )
    if case.look is not None:
        open_known = tuple(claim for claim in open_known if _bears_on(case, claim))
    unasked = not open_known or (case.look is not None and case.message.form == "reply")
    if not case.claims and case.message.form != "rebuttal" and unasked:
        return None
    names = tuple(claim["claim"] for claim in case.claims)
    if not case.claims:
        if case.look is not None and case.message.form == "rebuttal" and case.weight:
            return Mark(2, "settled") if case.weight > 1 else Mark(1, "denies_only")
        return Mark(0, "ignored", items=open_known)
    wrong = tuple(claim["claim"] for claim in case.claims if claim["verdict"] != "supported")
    if wrong:
        return Mark(0, "wrong", _claim_spans(case, wrong), items=wrong)
    said = [reading.fact.id for reading in case.supported]
    backed = all(
        claim["stance"] == "unverified" or any(fact in said for fact in case.library.claims[claim["claim"]].settled_by)
        for claim in case.claims
    )
    if not backed:
        return Mark(1, "denies_only", _claim_spans(case, names), items=names)
    if _repeats_myth(case):
        return Mark(1, "repeats", _claim_spans(case, names), items=names)
    if not _fact_first(case):
        return Mark(1, "myth_first", _claim_spans(case, names), items=names)
    return Mark(2, "settled", _claim_spans(case, names), items=names)


RECENT: Final = 86_400
"""A claim that has gone about for longer without an answer is not what a text must take up (assumption)."""


def _bears_on(case: Case, claim: str) -> bool:
    """Whether a claim that goes about touches what a text speaks of, and the text does not settle it by its facts."""
    held = case.library.claims[claim]
    if case.at - held.starts > RECENT:
        return False
    said = slots_said(case.supported, case.echoed, case.library)
    settling = {case.library.facts[fact].slot for fact in held.settled_by}
    if not case.weight or settling & set(said):
        return not case.weight
    return any(case.library.concerns[concern].narrative == held.narrative for concern in case.answered)


def _claim_spans(case: Case, names: Sequence[str]) -> tuple[Span, ...]:
    if case.look is None:
        return ()
    return tuple(taken.span for taken in case.look.extraction.claims if taken.claim in names)


def _repeats_myth(case: Case) -> bool:
    if case.look is None:
        return False
    denied = [taken.claim for taken in case.look.extraction.claims if taken.stance == "deny"]
    return len(denied) != len(set(denied))


def _fact_first(case: Case) -> bool:
    """Whether a fact stands before the first myth that is denied; a myth alone in the headline is what people remember."""
    if case.look is None:
        return True
    denied = [taken.span.start for taken in case.look.extraction.claims if taken.stance == "deny"]
    stated = [span.start for span in case.spans_of(case.supported)]
    return not denied or (bool(stated) and min(stated) < min(denied))


def consistency(case: Case) -> Mark | None:
    """No conflict with what has been published, and whose figures they are is said; without another's figures nothing is
    owed.
    """
    wrong = [r for r in case.facts if r.verdict in ("interdept", "contradicted", "outdated")]
    if wrong:
        return Mark(0, "conflict", case.spans_of(wrong), facts=tuple(reading.fact.id for reading in wrong))
    if not case.supported:
        return None
    others = [reading for reading in case.supported if reading.fact.owner != case.speaker.party]
    bare = [
        reading for reading in others if reading.fact.owner not in case.message.credits and not _said_so(case, reading)
    ]
    if bare:
        owners = tuple(dict.fromkeys(reading.fact.owner for reading in bare))
        return Mark(1, "uncredited", case.spans_of(bare), items=owners)
    return Mark(2, "credited" if others else "own")


def _said_so(case: Case, reading: FactReading) -> bool:
    """Whether a text leaves no doubt whose fact it is: it names organs, or gives a state that everybody can see."""
    if case.look is None:
        return False
    return bool(case.look.extraction.parties) or isinstance(reading.stated, str)


def updates(case: Case) -> Mark | None:
    """The next word: its time and its channel. An answer owes one only where it says that something is not known yet."""
    promise = case.look.extraction.update if case.look is not None else None
    if case.message.form == "reply" and promise is None:
        return None
    if promise is not None:
        if promise.at is not None and (promise.channel is not None or case.message.form == "social"):
            return Mark(2, "time_and_channel", (promise.span,))
        if promise.at is not None:
            return Mark(1, "no_channel", (promise.span,))
        return Mark(1, "no_time", (promise.span,))
    if case.look is None and promises_soon(case.message, case.at) and case.public:
        return Mark(2, "time_and_channel")
    return Mark(0, "none")
