"""What all words of a drill have in common, whichever action brings them: what may be cited, how a word is read in the second
in which it goes out, and what follows when it is public: the ledger, the crowd, and whoever waits for a promised word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.drill.phase import Phase
from simulator.drill.refusal import Refusal, require
from simulator.message import Entry, Speaker, plain_value, read
from simulator.message.answers import Asked
from simulator.message.text.bridge import message_from
from simulator.record import Message, Word
from simulator.record.board import DraftState

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def citable(drill: Drill, seat: str, message: Message) -> None:
    """Refuse a text that cites what does not exist, or states as known what this desk does not know.

    A citation with a value of its own is always possible: that is a guess, or worse, and will be read as such.
    """
    library = drill.library
    for citation in message.facts:
        if citation.fact not in library.facts:
            raise Refusal(f"there is no fact {citation.fact}", f"没有事实{citation.fact}")
        if citation.value is None and not drill.board.knows(seat, citation.fact):
            raise Refusal(f"this desk does not know {citation.fact}", f"本单位尚不掌握{citation.fact}")
    for answer in message.claims:
        if answer.claim not in library.claims:
            raise Refusal(f"there is no claim {answer.claim}", f"没有传言{answer.claim}")
        if answer.claim not in drill.board.claims:
            raise Refusal(f"nobody has heard of {answer.claim} yet", f"目前还没有传言{answer.claim}")
    for slot in message.unknowns:
        if slot not in library.slots:
            raise Refusal(f"there is no slot {slot}", f"没有事项{slot}")
    for item in message.advice:
        if item not in library.advice:
            raise Refusal(f"there is no advice {item}", f"没有建议{item}")
    for disposal in message.disposals:
        if disposal not in library.disposals:
            raise Refusal(f"there is no disposal {disposal}", f"没有处置任务{disposal}")
    if message.next_update is not None:
        require(message.next_update > drill.now, "a promised next word must lie ahead", "承诺的下次发布时间必须在将来")


def own_draft(drill: Drill, seat: str, ref: str) -> DraftState:
    """An own draft by its name.

    Raises:
        Refusal: there is none.
    """
    state = drill.board.drafts.get((seat, ref))
    require(state is not None, f"there is no draft {ref}", f"没有文稿{ref}")
    assert state is not None
    return state


def as_read(drill: Drill, seat: str, message: Message) -> Message:
    """A message as its words have it: in own words it says what can be read there, whatever was ticked; else it stays.

    A claim of which nobody has heard yet cannot be taken up, and what it says of one is not more than a rumour of its own.
    """
    if not message.own_words:
        return message
    tongue, text = next(iter(message.text.items()))
    found = message_from(
        drill.reader.extract(text, drill.now),
        message.form,
        drill.reader,
        drill.now,
        party=drill.party(seat),
        knows=lambda fact: drill.board.knows(seat, fact),
    )
    heard = tuple(answer for answer in found.claims if answer.claim in drill.board.claims)
    return found.model_copy(update={"text": {tongue: text}, "claims": heard, "own_words": True})


def read_word(
    drill: Drill,
    seat: str,
    message: Message,
    channels: Sequence[str],
    strand: str,
    *,
    asked: Asked | None = None,
    agreed: bool = False,
) -> dict[str, Any]:
    """The reading of a word that a seat says now in a strand; ``asked`` is what it answers, ``agreed`` says that its wording
    went through consultation or approval.
    """
    speaker = Speaker(seat, drill.party(seat))
    words = next(iter(message.text.values()))
    text = drill.reader.extract(words, drill.now) if message.own_words else None
    return read(
        message,
        speaker,
        drill.now,
        channels,
        drill.library,
        drill.board,
        drill.ledger,
        strand,
        text=text,
        asked=asked if message.own_words else None,
        agreed=(words,) if agreed else (),
    )


def put_out(drill: Drill, kind: str, seat: str, message: Message, reading: dict[str, Any], **about: Any) -> None:
    """A word is public: the ledger, the crowd and whoever waits for a promised word take note."""
    party = drill.party(seat)
    event = drill.emit(kind, seat, party=party, message=message, reading=reading, **about)
    word = (drill.board.replies if kind == "replied" else drill.board.words)[-1]
    if kind != "replied" or word.channels != ("wechat",):  # an answer to a family is not public
        _enter(drill, word)
    drill.public.word(word)
    if kind == "replied":
        return
    for made in drill.board.promises:
        owed = made.party == party and made.kept is None and not made.broken and made.seq != event.seq
        if owed and made.strand == word.strand:
            drill.emit("promise_kept", made.seat, word=made.seq, due=made.due)
    if message.next_update is not None:
        promise(drill, word.seat, word.seq, message.next_update, word.strand)


def promise(drill: Drill, seat: str, seq: int, due: int, strand: str, **about: Any) -> None:
    """A next word is promised by the event of that number; when it falls due, somebody looks whether it came."""
    party = drill.party(seat)
    drill.emit("promise_made", seat, word=seq, party=party, due=due, strand=strand, **about)

    def look() -> None:
        made = next(known for known in drill.board.promises if known.seq == seq)
        if made.kept is None:
            drill.emit("promise_broken", seat, word=seq, party=party, due=due, strand=strand)

    if due < drill.scenario.clock.ends:
        drill.call_at(due, Phase.OBSERVERS, look)


def _enter(drill: Drill, word: Word) -> None:
    """Put what a word states into the ledger, and report what disagrees."""
    whole = word.message.as_of if word.message.as_of is not None else word.at
    for verdict in word.reading["facts"]:
        as_of = verdict.get("at", whole)  # an answer at a conference has its own moment and its own speaker
        fact = drill.library.facts[verdict["fact"]]
        own = plain_value(fact.value)
        entry = Entry(
            seq=word.seq,
            at=word.at,
            party=verdict.get("party", word.party),
            slot=fact.slot,
            value=verdict["stated"],
            holds_from=fact.true_from if verdict["stated"] == own else as_of,
            as_of=as_of,
            may_change=word.message.may_change,
            of_fact=verdict["stated"] == own,
        )
        drill.public.clash(entry, drill.ledger.publish(entry))
