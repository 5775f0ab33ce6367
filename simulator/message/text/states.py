"""Which states, advice and disposals a sentence speaks to, by the share of their words that stand in it, each word by how
distinctive it is; which fact of a slot fits best; and whether the words go against it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from simulator.message.text.anchors import Anchors, Item, ItemKind
from simulator.message.text.features import Feature, Parsed
from simulator.message.text.parts import Modality
from simulator.message.text.split import Piece
from simulator.message.text.working import ItemRead, StateRead, UnknownRead

PLAIN: Final = 0.5
"""Share of a state's own words from which it stands there plainly."""
MATTERS: Final = 1.2
"""Least weight of a feature that can carry a match by itself together with others."""


@dataclass(frozen=True, slots=True)
class Match:
    """How far an item's words stand in a stretch."""

    item: Item
    core: float
    """Weight of matched core features."""
    label: float
    wide: float
    hits: tuple[Feature, ...]

    @property
    def core_share(self) -> float:
        """Share of the core that is matched."""
        return self.core / self.item.core_weight

    @property
    def label_share(self) -> float:
        """Share of the label; what value and label have in common counts for the value alone."""
        return self.label / self.item.label_weight

    @property
    def strength(self) -> float:
        """How much of the stretch it explains."""
        return self.core + 0.6 * self.label + 0.5 * self.wide

    @property
    def place(self) -> tuple[int, int]:
        """From the first matched word to the last."""
        return self.hits[0].start, max(hit.end for hit in self.hits)


def matches(anchors: Anchors, features: Iterable[Feature], *kinds: ItemKind, least: float = 0.1) -> list[Match]:
    """Items of these kinds of which at least that share of their words stands among the features, as the scenario has them."""
    found: dict[int, tuple[list[float], list[Feature]]] = {}
    seen: set[str] = set()
    postings = [anchors.postings[kind] for kind in kinds]
    for feature in features:
        key = feature.key
        again = key in seen
        seen.add(key)
        for posting in postings:
            for number, part, weight in posting.get(key, ()):
                got = found.get(number)
                if got is None:
                    got = found[number] = ([0.0, 0.0, 0.0], [])
                got[1].append(feature)
                if not again:
                    got[0][part] += weight
    result = []
    for number in sorted(found):
        item, ((core, label, wide), hits) = anchors.items[number], found[number]
        if core + wide >= least * item.core_weight:
            result.append(Match(item, core, label, wide, tuple(hits)))
    return result


def _says(match: Match) -> bool:
    """Whether a stretch states the fact, by the share of value, label and fuller text that stands in it."""
    keys = dict.fromkeys(hit.key for hit in match.hits)
    words = [key for key in keys if key[0] not in "#@%" and (key in match.item.core or key in match.item.wide)]
    if not words and not (match.core_share > 0.4 and match.label_share > 0.3):
        return False
    bare = not match.item.label or match.label_share > 0
    both = (match.core + match.wide) / (match.item.core_weight + match.item.wide_weight)
    various = sum(key in match.item.core for key in keys)
    return (
        (match.core_share >= 0.6 and (bare or match.core >= 6) and match.core >= 2)
        or (match.core_share >= 0.34 and match.label_share >= 0.45)
        or (match.core_share >= 0.4 and match.label_share > 0 and various >= 3)
        or (match.core_share >= 0.22 and match.label_share >= 0.6 and various >= 3)
        or (match.core_share >= 0.35 and various >= 5 and match.core >= 9)
        or (match.core_share >= 0.15 and match.label_share >= 0.75 and match.core >= 2)
        or (match.core_share >= 0.25 and both >= 0.36 and match.label_share > 0)
        or (both >= 0.5 and match.core + match.wide >= 5)
        or (match.core_share >= 0.5 and various >= 4)
    )


def _void(match: Match) -> bool:
    """Whether the slot's name stands denied where the fact's value is a mere denial: "there was no hearing"."""
    if not match.item.void or match.label_share < 0.6:
        return False
    named = [hit for hit in match.hits if hit.key in match.item.label]
    return all(hit.negated for hit in named[:1])


def states(parsed: Parsed, anchors: Anchors, kept: list[Feature], unknown: list[UnknownRead]) -> list[StateRead]:
    """The states that a sentence gives, from the features that are left to it.

    A fact whose own words deny something is looked for in all of it: "the notice is forged" is the speaker's own word.
    Where slots are called unknown, a state must stand nearly whole to be meant.
    """
    found: list[StateRead] = []
    used: set[tuple[int, str]] = set()
    whole = Piece(0, len(parsed.text))
    for stretch in (
        parsed.segments if len(parsed.segments) < 2 or len(parsed.segments) > 3 else (*parsed.segments, whole)
    ):
        slots = [state.slot for state in found] if stretch is whole else []
        found += _states_in(parsed, anchors, stretch, kept, unknown, slots, used)
    best: dict[str, StateRead] = {}
    for state in found:
        best.setdefault(state.fact, state)
    return sorted(best.values(), key=lambda state: state.place)


def _states_in(
    parsed: Parsed,
    anchors: Anchors,
    stretch: Piece,
    kept: list[Feature],
    unknown: list[UnknownRead],
    slots: list[str],
    used: set[tuple[int, str]],
) -> list[StateRead]:
    """The states of a stretch of a sentence, each slot once and none of ``slots``; ``used`` words carry no other state."""
    inside = [feature for feature in kept if stretch.start <= feature.start < stretch.end]
    every = [feature for feature in parsed.features if stretch.start <= feature.start < stretch.end]
    near = matches(anchors, inside, "fact", least=0.0)
    wider = near if len(every) == len(inside) else matches(anchors, every, "fact", least=0.0)
    candidates = [m for m in near if not m.item.rebuts and (_says(m) or _void(m))]
    candidates += [m for m in wider if m.item.rebuts and _says(m)]
    open_here = [one.slot for one in unknown if stretch.start <= one.place[0] < stretch.end]
    if open_here:
        candidates = [m for m in candidates if (m.item.open or m.item.slot not in open_here) and m.core_share >= 0.6]
    candidates.sort(key=lambda m: (-m.strength * (0.5 + m.core_share), m.item.id))
    found: list[StateRead] = []
    taken = list(slots)
    for match in candidates:
        fresh = [hit for hit in match.hits if (hit.start, hit.key) not in used and _bears(match.item, hit.key)]
        bearing = [hit for hit in match.hits if _bears(match.item, hit.key)]
        slot = match.item.slot or ""
        if slot in taken or _weigh(match.item, fresh) < 0.6 * _weigh(match.item, bearing):
            continue
        used.update((hit.start, hit.key) for hit in match.hits)
        taken.append(slot)
        against = _against(match, parsed)
        if against and (match.item.open or _conditional(match, parsed)):
            continue
        modality = _modality(match, parsed)
        found.append(StateRead(match.place, slot, match.item.id, against, modality, match.core_share < PLAIN))
    return found


_CONDITION = {
    "en": re.compile(r"(?<![a-z])(?:until|unless|if|whether|before|once|when|in case|would|should)(?![a-z])"),
    "zh": re.compile("如果|若|要是|一旦|是否|之前|以前|除非|直到|假如|等到|能不能|会不会|有没有|要不要"),
}


def _conditional(match: Match, parsed: Parsed) -> bool:
    """Whether the words stand under a condition or in a question, and so say nothing about what is."""
    start, end = match.place
    clause = next((piece for piece in parsed.clauses if piece.start <= start < piece.end), Piece(start, end))
    return _CONDITION[parsed.lex.tongue].search(parsed.text, clause.start, min(end, clause.end)) is not None


def _modality(match: Match, parsed: Parsed) -> Modality:
    """Hedged, if a hedge stands in a clause that says the fact and the fact itself has none."""
    start, end = match.place
    touched = [piece for piece in parsed.clauses if piece.start < end and start < piece.end]
    hedged = any(parsed.cue("hedge", piece.start, piece.end) for piece in touched)
    return "hedged" if hedged else "asserted"


def _bears(item: Item, key: str) -> bool:
    return key in item.core or key in item.wide


def _weigh(item: Item, hits: list[Feature]) -> float:
    keys = dict.fromkeys(hit.key for hit in hits)
    return math.fsum(item.core.get(key, 0.0) + 0.5 * item.wide.get(key, 0.0) for key in keys)


def _against(match: Match, parsed: Parsed) -> bool:
    """Whether the words go against the fact: its predicates negated, their contraries, or another time or number."""
    item, weight, total = match.item, 0.0, 0.0
    for hit in match.hits:
        if hit.key not in item.core or hit.key[0] in "#@%":
            continue
        total += item.core[hit.key]
        if (hit.negated and hit.key in item.plain) or (
            not hit.negated and hit.key in item.negated and _bare(hit, parsed)
        ):
            weight += item.core[hit.key]
    if total and weight >= 0.5 * total:
        return True
    start, end = match.place
    keys = {hit.key for hit in match.hits}
    for feature in parsed.features:
        other = parsed.lex.opposite.get(feature.key[1:]) if feature.key[0] == "©" else None
        key = f"©{other}"
        if other is None or key not in item.core or key in keys or feature.key in item.core or feature.key in item.wide:
            continue
        if _near(feature, start, end, parsed) and not feature.negated:
            return True
    return _other_figure(match, parsed)


def _bare(hit: Feature, parsed: Parsed) -> bool:
    """Whether no negation at all stands in the hit's clause."""
    clause = next(
        (piece for piece in parsed.clauses if piece.start <= hit.start < piece.end), Piece(0, len(parsed.text))
    )
    return (
        parsed.cue("negation", clause.start, clause.end) is None
        and parsed.cue("zero", clause.start, clause.end) is None
    )


def _near(feature: Feature, start: int, end: int, parsed: Parsed) -> bool:
    clause = next((piece for piece in parsed.clauses if piece.start <= feature.start < piece.end), None)
    return clause is not None and clause.start < end and start < clause.end


def _other_figure(match: Match, parsed: Parsed) -> bool:
    """Whether a clause that says the fact gives a figure of one kind where the fact has another of that kind."""
    item = match.item
    if match.core_share < 0.5 or match.label_share < 0.4:
        return False
    words = [hit for hit in match.hits if hit.key in item.core and hit.key[0] not in "#@%"]
    keys = {feature.key for feature in parsed.features}
    for kind in "#@":
        own = [key for key in item.core if key[0] == kind]
        if not own or any(key in keys for key in own):
            continue
        for feature in parsed.features:
            if feature.key[0] == kind and not _bears(item, feature.key):
                if any(_same_clause(feature, word, parsed) for word in words):
                    return True
    return False


def _same_clause(one: Feature, other: Feature, parsed: Parsed) -> bool:
    return any(p.start <= one.start < p.end and p.start <= other.start < p.end for p in parsed.clauses)


def verbatim(parsed: Parsed, anchors: Anchors) -> frozenset[tuple[int, str]]:
    """Features that belong to an advice or a disposal that stands in the sentence nearly word for word."""
    given = matches(anchors, parsed.features, "advice", least=0.35)
    found = [m for m in given if len(dict.fromkeys(hit.key for hit in m.hits)) >= 6 or m.core_share >= 0.8]
    done = matches(anchors, parsed.features, "disposal", least=0.8)
    found += [m for m in done if m.core_share >= 0.8 and _works(m, parsed)]
    return frozenset((hit.start, hit.key) for match in found for hit in match.hits)


def items(
    parsed: Parsed, anchors: Anchors, found: list[StateRead], spent: frozenset[tuple[int, str]]
) -> dict[str, list[ItemRead]]:
    """Advice, disposals and concerns that a sentence speaks to, by kind; also those of which it holds a part.

    A disposal needs a word for work that goes on or is done, and more than the words of a state or of an advice in the
    same place; ``spent`` are the features of what stands there word for word.
    """
    urged = parsed.cue("imperative") is not None
    planned = parsed.cue("planned") is not None
    result: dict[str, list[ItemRead]] = {"advice": [], "disposal": [], "concern": []}
    asked = [quote for quote in parsed.quotes if parsed.text[quote[1] - 2] in "?？"]
    said = [f for f in parsed.features if not any(start <= f.start < end for start, end in asked)]
    given = matches(anchors, said, "advice", "disposal", least=0.14)
    given += matches(anchors, parsed.features, "concern", least=0.14)
    advised = {h.start for m in given if m.item.kind == "advice" and m.core_share >= 0.8 for h in m.hits}
    for match in given:
        weighty = [hit.key for hit in match.hits if match.item.core.get(hit.key, 0.0) >= MATTERS]
        if not weighty:
            continue
        if match.item.kind == "disposal" and not _at_work(match, parsed, found, planned=planned):
            continue
        if match.item.kind == "disposal" and 0.7 * len(match.hits) <= sum(h.start in advised for h in match.hits):
            continue  # the words of an advice
        others = sum((hit.start, hit.key) in spent for hit in match.hits)
        if match.item.kind == "disposal" and match.core_share < 0.8 and 2 * others >= len(match.hits):
            continue
        keys = frozenset(hit.key for hit in match.hits)
        share = max(match.core_share, _with_text(match))
        part = ItemRead(match.place, match.item.id, share, keys, planned, urged)
        result[match.item.kind].append(part)
    return result


def _with_text(match: Match) -> float:
    """The share of a disposal's words and, at half their weight, of its sentence; 0 where it has no sentence."""
    if not match.item.wide:
        return 0.0
    return (match.core + 0.5 * match.wide) / (match.item.core_weight + 0.5 * match.item.wide_weight)


def _works(match: Match, parsed: Parsed) -> bool:
    """Whether a word for work that goes on or is done stands in the same part of the sentence."""
    place = match.place
    part = next((piece for piece in parsed.segments if piece.start <= place[0] < piece.end), Piece(*place))
    return parsed.cue("process", part.start, part.end) is not None


def _at_work(match: Match, parsed: Parsed, found: list[StateRead], *, planned: bool) -> bool:
    """Whether a sentence speaks of a disposal as of work, and not of a state or of what people should do."""
    place = match.place
    segment = next((piece for piece in parsed.segments if piece.start <= place[0] < piece.end), None)
    start, end = (segment.start, segment.end) if segment is not None else place
    if parsed.cue("process", start, end) is None and not planned:
        return False
    if parsed.cue("unknown") is not None and match.core_share < 0.9:
        return False  # what is being found out
    if parsed.cue("imperative", start, end) is not None and match.core_share < 0.9:
        return False
    return (
        not any(state.place[0] <= place[0] and place[1] <= state.place[1] for state in found) or match.core_share >= 0.9
    )


def enough(kind: str, read: ItemRead, weight: float) -> bool:
    """Whether a sentence holds enough of an advice or a disposal (of that total weight) to be said to give it."""
    held = read.share * weight
    if kind == "advice":
        return (read.share >= 0.5 and len(read.keys) >= 3) or (
            read.urged and read.share >= 0.26 and len(read.keys) >= 4 and held >= 6
        )
    if kind == "disposal":
        return (read.share >= 0.55 and len(read.keys) >= 2) or (
            read.share >= 0.42 and len(read.keys) >= 3 and held >= 6
        )
    return read.share >= 0.4 and len(read.keys) >= 2
