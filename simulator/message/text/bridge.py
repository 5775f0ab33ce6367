"""From what a text says to a message as the judge takes it: the citations are filled from the text, none is taken on trust."""

from __future__ import annotations

from collections.abc import Callable

from simulator.message.text.doubt import answered
from simulator.message.text.extract import Reader
from simulator.message.text.parts import Extraction, Stated
from simulator.record.actions import Citation, ClaimAnswer, Form, Message
from simulator.scenario.text import Text

_OWN = ("asserted", "hedged", "unknown")


def message_of(
    text: str,
    form: Form,
    reader: Reader,
    now: int,
    *,
    party: str | None = None,
    knows: Callable[[str], bool] | None = None,
) -> Message:
    """The message that a text amounts to when it is said at ``now``; every citation comes from the text.

    ``party`` is the speaker's own, which is no source. ``knows`` tells whether the speaker knows a fact: a slot called
    unknown is that fact, where a known one says just this, and else an unknown.

    Raises:
        pydantic.ValidationError: the text is empty, too long or holds control characters.
    """
    return message_from(reader.extract(text, now), form, reader, now, party=party, knows=knows)


def message_from(
    found: Extraction,
    form: Form,
    reader: Reader,
    now: int,
    *,
    party: str | None = None,
    knows: Callable[[str], bool] | None = None,
) -> Message:
    """As :func:`message_of`, of a text that has been read."""
    citations = [
        citation
        for stated in found.stated
        if stated.modality in _OWN
        and not _not_known(stated, knows)
        and not (stated.modality == "unknown" and answered(stated.fact, reader.library, knows))
        and (citation := _citation(stated, reader, now)) is not None
    ]
    cited = {citation.fact for citation in citations if citation.value is None}
    unknowns: list[str] = []
    for unknown in found.unknowns:
        if unknown.fact is not None and unknown.fact in cited:
            continue
        if answered(unknown.fact, reader.library, knows):
            continue
        if unknown.fact is not None and knows is not None and knows(unknown.fact):
            citations.append(Citation(fact=unknown.fact))
        else:
            unknowns.append(unknown.slot)
    update = found.update.at if found.update is not None else None
    share = found.zh_share > 0.5
    return Message(
        form=form,
        text={"zh" if share else "en": found.text},
        facts=tuple(dict.fromkeys(citations))[:40],
        claims=tuple(ClaimAnswer(claim=taken.claim, stance=taken.stance) for taken in found.claims)[:10],
        unknowns=tuple(dict.fromkeys(unknowns))[:20],
        advice=tuple(mention.item for mention in found.advice)[:20],
        disposals=tuple(mention.item for mention in found.disposals if not mention.planned)[:20],
        credits=tuple(mention.item for mention in found.credits if mention.item != party)[:20],
        as_of=found.as_of,
        next_update=update,
        may_change=found.may_change is not None,
        corrects=next((one.slot for one in found.corrections if one.slot is not None), None),
    )


def _not_known(stated: Stated, knows: Callable[[str], bool] | None) -> bool:
    """Whether a fact that says that something is not known yet is no finding of this speaker, and so an unknown."""
    return stated.modality == "unknown" and stated.fact is not None and knows is not None and not knows(stated.fact)


def _citation(stated: Stated, reader: Reader, now: int) -> Citation | None:
    """What the judge is given for something stated; None where no fact of the slot can stand for it."""
    held = reader.library.facts_of(stated.slot)
    if stated.fact is not None:
        return Citation(fact=stated.fact, approx=stated.approx)
    if stated.contradicts:
        return Citation(
            fact=stated.contradicts[0], value=stated.value if isinstance(stated.value, str) else str(stated.value)
        )
    if isinstance(stated.value, str) or not held:
        return None
    begun = [fact for fact in held if fact.true_from <= now] or list(held[:1])
    if isinstance(begun[-1].value, Text):
        return None
    return Citation(fact=begun[-1].id, value=stated.value, approx=stated.approx)
