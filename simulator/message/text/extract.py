"""From a text to what it says: sentences are read one by one, each kept by its words, and then put together: what "this" in
the next sentence denies, which as-of time governs, which figure puts an earlier one right.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from simulator.message.library import Library
from simulator.message.text import amends, doubt
from simulator.message.text.anchors import Anchors, Item, anchors_of
from simulator.message.text.lexicon import lexicon
from simulator.message.text.normalise import Normal, normalise, zh_share
from simulator.message.text.parts import (
    Clause,
    Extraction,
    Figure,
    Mention,
    Modality,
    Promise,
    Quote,
    Sentence,
    Span,
    Stance,
    Stated,
    Taken,
    Tongue,
    Unknown,
)
from simulator.message.text.sentence import read_sentence
from simulator.message.text.split import Piece, sentences, tongue_of
from simulator.message.text.states import enough
from simulator.message.text.working import ClaimRead, FigureRead, ItemRead, Place, Reading

KEPT: Final = 4096
"""Sentences whose readings are kept."""


@dataclass(slots=True)
class Reader:
    """Reads texts about one scenario. Built once; a sentence that comes again is not read again."""

    library: Library
    anchors: dict[Tongue, Anchors] = field(default_factory=dict)
    readings: dict[str, tuple[Tongue, Reading]] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Library) -> Reader:
        """A reader for a scenario."""
        return cls(library, {"en": anchors_of(library, "en"), "zh": anchors_of(library, "zh")})

    def extract(self, text: str, now: int) -> Extraction:
        """What a text says when it is said at ``now`` (seconds from T+0); the moment only resolves "today" and "at six"."""
        normal = normalise(text)
        pieces = sentences(normal.text)
        read = [self._read(normal.text[piece.start : piece.end]) for piece in pieces]
        return _Assembly(self, normal, pieces, read, now).extraction()

    def _read(self, sentence: str) -> tuple[Tongue, Reading]:
        kept = self.readings.get(sentence)
        if kept is None:
            tongue = tongue_of(sentence)
            kept = tongue, read_sentence(sentence, self.anchors[tongue])
            if len(self.readings) >= KEPT:
                self.readings.clear()
            self.readings[sentence] = kept
        return kept


class _Assembly:
    """The sentences of one text on their way to an extraction."""

    def __init__(
        self, reader: Reader, normal: Normal, pieces: list[Piece], read: list[tuple[Tongue, Reading]], now: int
    ) -> None:
        self.reader, self.normal, self.pieces, self.now = reader, normal, pieces, now
        self.tongues = [tongue for tongue, _ in read]
        self.readings = [reading for _, reading in read]
        self.t0: datetime = reader.library.scenario.clock.t0
        self.open = {  # slot -> its fact that says that it is not known yet
            item.slot: item.id for item in reader.anchors["en"].items if item.kind == "fact" and item.open and item.slot
        }

    def span(self, sentence: int, place: Place) -> Span:
        """The original text of a place in a sentence."""
        start = self.pieces[sentence].start
        return self.normal.span(start + place[0], start + place[1])

    def extraction(self) -> Extraction:
        """Everything, put together."""
        as_of = self._as_of()
        credit = [reading.credits[-1][1] if reading.credits else None for reading in self.readings]
        claims = self._claims()
        stated, loose = self._stated(as_of, credit)
        library = self.reader.library
        puts_right = any(reading.corrects is not None for reading in self.readings)
        stated = doubt.settled(stated, library, self.now, corrects=puts_right)
        given = [moment for moment in as_of if moment is not None]
        first = next((n for n, reading in enumerate(self.readings) if reading.as_of and reading.as_of_strong), None)
        place = self.readings[first].as_of if first is not None else None
        return Extraction(
            text=self.normal.original,
            sentences=tuple(self._sentence(number) for number in range(len(self.pieces))),
            zh_share=zh_share(self.normal.text),
            stated=tuple(stated),
            unknowns=tuple(self._unknowns(stated)),
            claims=tuple(claims),
            advice=tuple(self._given("advice")),
            disposals=tuple(self._given("disposal")),
            credits=tuple(self._mentions([reading.credits for reading in self.readings])),
            parties=tuple(self._mentions([reading.parties for reading in self.readings])),
            concerns=tuple(self._given("concern")),
            as_of=min(given) if given else None,
            as_of_span=self.span(first, place[0]) if first is not None and place is not None else None,
            update=self._update(),
            may_change=self._first("may_change"),
            corrections=tuple(amends.corrections(self.readings, stated, self.span)),
            causes=tuple(
                Quote(self.span(n, reading.cause[0]), n, reading.cause[1])
                for n, reading in enumerate(self.readings)
                if reading.cause is not None
            ),
            figures=tuple(loose),
            refusals=tuple(
                Quote(self.span(n, reading.refusal), n) for n, reading in enumerate(self.readings) if reading.refusal
            ),
            punishment=self._first("punishment"),
            echoes=tuple(self._mentions([reading.echoes for reading in self.readings])),
            timed=tuple(number for number, reading in enumerate(self.readings) if reading.timed),
            touched=tuple(
                Mention(slot, self.span(n, place), n)
                for n, reading in enumerate(self.readings)
                for place, slot in reading.touched
            ),
            blamed=tuple(
                Mention(slot, self.span(n, place), n)
                for n, reading in enumerate(self.readings)
                if reading.cause is not None and reading.cause[1] in ("asserted", "hedged")
                for place, slot in reading.blamed
            ),
            views=tuple(Quote(self.span(n, r.view), n, self._meant(r)) for n, r in enumerate(self.readings) if r.view),
            open_facts=tuple(item.id for item in self.reader.anchors["en"].items if item.kind == "fact" and item.open),
            open_words=tuple(
                Quote(self.span(n, reading.open_words), n)
                for n, reading in enumerate(self.readings)
                if reading.open_words
            ),
            unclear=tuple(self._unclear()),
            cut=self.normal.cut,
        )

    def _sentence(self, number: int) -> Sentence:
        piece = self.pieces[number]
        return Sentence(
            self.normal.span(piece.start, piece.end),
            self.tongues[number],
            tuple(Clause(self.span(number, (s, e)), number, c) for s, e, c in self.readings[number].clauses),
        )

    def _as_of(self) -> list[int | None]:
        """The as-of moment of each sentence; one given by "as of" governs until the next."""
        result: list[int | None] = []
        governing: int | None = None
        for reading in self.readings:
            own: int | None = None
            if reading.as_of is not None:
                when = reading.as_of[1]
                own = self.now if when is None else when.moment(self.now, self.t0, ahead=False)
                if own is not None and own > self.now + 1800:
                    own = None  # a deadline, no count
            if reading.as_of_strong and own is not None:
                governing = own
            result.append(own if own is not None else governing)
        return result

    def _claims(self) -> list[Taken]:
        """The claims with their stances, also where the next sentence takes the stance."""
        result: dict[str, Taken] = {}
        for number, reading in enumerate(self.readings):
            for claim in reading.claims:
                stance: Stance | None = claim.stance or self._later_stance(number)
                if stance is None or (stance == "deny" and self._another(number, claim)):
                    continue
                known = result.get(claim.claim)
                if known is None or (known.stance == "unverified" and stance != "unverified"):
                    result[claim.claim] = Taken(claim.claim, stance, self.span(number, claim.place), number)
        return sorted(result.values(), key=lambda taken: taken.span.start)

    def _another(self, number: int, claim: ClaimRead) -> bool:
        """Whether the denial is that of another matter, which a fact states in the same words: "the notice is forged"."""
        settled = self.reader.library.claims[claim.claim].settled_by
        facts = self.reader.anchors[self.tongues[number]].facts
        return claim.share < 0.5 and any(
            facts[state.fact].rebuts
            and state.fact not in settled
            and state.place[0] < claim.place[1]
            and claim.place[0] < state.place[1]
            for state in self.readings[number].states
        )

    def _later_stance(self, number: int) -> Stance | None:
        """The stance that the sentence after a reported claim takes by pointing back to it."""
        if number + 1 < len(self.readings):
            after = self.readings[number + 1]
            if after.stance is not None and after.anaphoric:
                return after.stance[0]
        if number > 0:
            before = self.readings[number - 1]
            if before.stance is not None and self.normal.text[self.pieces[number - 1].end - 1] in ":：":
                return before.stance[0]
        return None

    def _stated(self, as_of: list[int | None], credit: list[str | None]) -> tuple[list[Stated], list[Figure]]:
        stated: list[Stated] = []
        loose: list[Figure] = []
        facts = self.reader.library.facts
        for number, reading in enumerate(self.readings):
            for state in reading.states:
                span, fact = self.span(number, state.place), facts[state.fact]
                ahead = next((f for f in self.reader.library.facts_of(state.slot) if f.true_from > self.now), None)
                if state.against and ahead is not None and self._void(state.fact):
                    state, fact = replace(state, fact=ahead.id, against=False), ahead  # what is yet to come
                if state.faint and (fact.true_from > self.now or fact.disclosure != "public"):
                    continue  # half of the words of what is not known yet, or not to be told
                modality: Modality = "unknown" if self.open.get(state.slot) == state.fact else state.modality
                english = fact.value if isinstance(fact.value, int | float) else fact.value.en
                stated.append(
                    Stated(
                        state.slot,
                        span.text if state.against else english,
                        None if state.against else state.fact,
                        (state.fact,) if state.against else (),
                        False,
                        modality,
                        not state.against,
                        as_of[number],
                        credit[number],
                        span,
                        number,
                    )
                )
            for figure in reading.figures:
                span = self.span(number, figure.place)
                if figure.slot is None:
                    slot = self._corrected(number)
                    if slot is not None and not figure.earlier and figure.modality in ("asserted", "hedged"):
                        figure = replace(figure, slot=slot)
                    elif figure.modality not in ("reported", "denied"):
                        loose.append(Figure(figure.value, figure.unit, figure.tied, span, number))
                if figure.slot is None:
                    continue
                if not figure.earlier:
                    read = self._figure(figure, span, number, as_of[number], credit[number])
                    if figure.sure or self._holds(read):
                        stated.append(read)
                    else:  # words too faint to say that it goes against a fact
                        loose.append(Figure(figure.value, figure.unit, True, span, number))
        stated.sort(key=lambda one: (one.span.start, one.slot))
        return stated, loose

    def _holds(self, read: Stated) -> bool:
        """Whether a figure is that of the fact which holds now, or which will."""
        facts = self.reader.library.facts
        if read.fact is None:
            return False
        current = self.reader.library.current(read.slot, self.now)
        return current is None or read.fact == current.id or facts[read.fact].true_from > self.now

    def _void(self, fact: str) -> bool:
        """Whether a fact is a mere denial: nothing has come about yet."""
        return self.reader.anchors["en"].facts[fact].void

    def _meant(self, reading: Reading) -> Modality:
        """Whether a view is the speaker's own."""
        return reading.cause[1] if reading.cause is not None and reading.cause[1] == "denied" else "asserted"

    def _corrected(self, number: int) -> str | None:
        """The slot of which this sentence, or the one before it, names an earlier value."""
        for reading in self.readings[max(0, number - 1) : number + 1][::-1]:
            old = next((figure for figure in reading.figures if figure.earlier and figure.slot), None)
            if reading.corrects is not None and old is not None:
                return old.slot
        return None

    def _figure(self, figure: FigureRead, span: Span, number: int, as_of: int | None, credit: str | None) -> Stated:
        held = self.reader.library.facts_of(figure.slot or "")
        same = [fact for fact in held if fact.value == figure.value]
        fits = same or [fact for fact in held if figure.approx is not None and doubt.fits(figure, fact)]
        now = [fact for fact in fits if fact.true_from <= self.now] or (fits if figure.value else [])
        return Stated(
            figure.slot or "", figure.value, now[-1].id if now else None, (), figure.approx is not None, figure.modality,
            True, as_of, credit, span, number,
        )  # fmt: skip

    def _unknowns(self, stated: list[Stated]) -> list[Unknown]:
        result: dict[str, Unknown] = {}
        for one in stated:
            if one.modality == "unknown":
                result.setdefault(one.slot, Unknown(one.slot, one.fact, one.span, one.sentence))
        for number, reading in enumerate(self.readings):
            for unknown in reading.unknowns:
                if any(s.slot == unknown.slot and s.sentence == number and s.modality != "unknown" for s in stated):
                    continue  # the sentence states it all the same
                span = self.span(number, unknown.place)
                result.setdefault(unknown.slot, Unknown(unknown.slot, self.open.get(unknown.slot), span, number))
        return sorted(result.values(), key=lambda one: (one.span.start, one.slot))

    def _given(self, kind: str) -> list[Mention]:
        """Advice, disposals or concerns of which a sentence, or two neighbours together, hold enough."""
        result: dict[str, Mention] = {}
        for number, reading in enumerate(self.readings):
            before = _items(self.readings[number - 1], kind) if number else ()
            for read in _items(reading, kind):
                item = self._item(number, kind, read.item)
                if enough(kind, read, item.core_weight):
                    planned = kind == "disposal" and read.planned
                    mention = Mention(read.item, self.span(number, read.place), number, planned)
                    if read.item not in result or (result[read.item].planned and not planned):
                        result[read.item] = mention
                    continue
                other = next((one for one in before if one.item == read.item), None)
                if other is not None and kind == "advice" and read.item not in result:
                    if enough(kind, _both(other, read, item), item.core_weight):
                        result[read.item] = Mention(read.item, self.span(number, read.place), number)
        return sorted(result.values(), key=lambda mention: (mention.span.start, mention.item))

    def _item(self, number: int, kind: str, name: str) -> Item:
        items = self.reader.anchors[self.tongues[number]].items
        return next(item for item in items if item.kind == kind and item.id == name)

    def _mentions(self, given: list[tuple[tuple[Place, str], ...]]) -> list[Mention]:
        result: dict[str, Mention] = {}
        for number, found in enumerate(given):
            for place, party in found:
                result.setdefault(party, Mention(party, self.span(number, place), number))
        return list(result.values())

    def _update(self) -> Promise | None:
        """The next word that is promised: one plainly promised with a time, else with a time, else any."""
        found: list[tuple[int, Promise]] = []
        for number, reading in enumerate(self.readings):
            if reading.update is None:
                continue
            place, when, ahead, channel, plain = reading.update
            at = when.moment(self.now, self.t0, ahead=True) if when is not None else None
            if at is None and ahead is not None:
                at = self.now + ahead
            if at is not None and at <= self.now:
                at = None
            if not plain and at is None:
                continue
            rank = (4 if at is not None else 0) + (2 if channel is not None else 0) + (1 if plain else 0)
            found.append((rank, Promise(at, channel or self._channel(), self.span(number, place), number)))
        best = max((rank for rank, _ in found), default=0)
        return next((promise for rank, promise in reversed(found) if rank == best), None)

    def _channel(self) -> str | None:
        """A channel that the text names anywhere: where it has sent people before, they look for the next word."""
        named = (lexicon(tongue).cues["channel"].search(self.normal.text) for tongue in dict.fromkeys(self.tongues))
        return next((found.group().strip() for found in named if found is not None), None)

    def _first(self, name: str) -> Quote | None:
        for number, reading in enumerate(self.readings):
            place: Place | None = getattr(reading, name)
            if place is not None:
                return Quote(self.span(number, place), number)
        return None

    def _unclear(self) -> list[Span]:
        return [
            self.span(number, (start, end))
            for number, reading in enumerate(self.readings)
            for start, end, content in reading.clauses
            if not content
        ]


def _items(reading: Reading, kind: str) -> tuple[ItemRead, ...]:
    return {"advice": reading.advice, "disposal": reading.disposals}.get(kind, reading.concerns)


def _both(one: ItemRead, other: ItemRead, item: Item) -> ItemRead:
    """Two parts of an item in neighbouring sentences as one."""
    keys = one.keys | other.keys
    held = sum(weight for key, weight in item.core.items() if key in keys)
    return ItemRead(
        other.place, other.item, held / (item.core_weight or 1.0), keys, other.planned, one.urged or other.urged
    )
