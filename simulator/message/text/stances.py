"""Which claims a sentence takes up and what it says about them, and in which stretches it does not speak for itself: what
others say, what it denies, what it calls unknown.
"""

from __future__ import annotations

import itertools
import math
import re

from simulator.message.text.anchors import Anchors
from simulator.message.text.features import Feature, Parsed
from simulator.message.text.parts import Modality, Stance
from simulator.message.text.split import Piece
from simulator.message.text.states import Match, matches
from simulator.message.text.working import ClaimRead, Place, UnknownRead

_ORDER: tuple[tuple[str, Stance], ...] = (
    ("partly", "partly"), ("checking", "unverified"), ("denial", "deny"), ("confirmation", "confirm"),
)  # fmt: skip
_VOICES: tuple[tuple[str, Modality], ...] = (("reporting", "reported"), ("denial", "denied"))
_LIST = re.compile(r"[,，、;；]| and ")


def stance_of(parsed: Parsed, start: int = 0, end: int | None = None) -> tuple[Stance, Place] | None:
    """What a stretch says of whatever it speaks about, by its cues outside quotation marks; None if it says nothing."""
    stop = len(parsed.text) if end is None else end
    if (start, stop) not in parsed.stances:
        parsed.stances[start, stop] = _stance_of(parsed, start, stop)
    return parsed.stances[start, stop]


def _stance_of(parsed: Parsed, start: int, stop: int) -> tuple[Stance, Place] | None:
    for cue, stance in _ORDER:
        for match in parsed.lex.cues[cue].finditer(parsed.text, start, stop):
            if parsed.quoted(match.start()) or (cue == "confirmation" and _negated(parsed, match)):
                continue
            if cue == "denial" and _whether(parsed, match.start()):
                continue
            return stance, match.span()
    return None


def _negated(parsed: Parsed, match: re.Match[str]) -> bool:
    before = parsed.cue("negation", max(0, match.start() - 8), match.end())
    return before is not None and before.start() < match.end()


def _whether(parsed: Parsed, at: int) -> bool:
    """Whether a denial stands inside a question that is left open."""
    return parsed.text[max(0, at - 40) : at].rfind("whether") >= 0


def claims(parsed: Parsed, anchors: Anchors) -> list[ClaimRead]:
    """The claims whose words stand in a sentence that reports, denies, confirms or checks something.

    Each part between semicolons stands for itself; one that only reports takes the stance of the next.
    """
    result: list[ClaimRead] = []
    for number, segment in enumerate(parsed.segments):
        stance = stance_of(parsed, segment.start, segment.end)
        if stance is None and number + 1 < len(parsed.segments):
            after = parsed.segments[number + 1]
            pointing = parsed.lex.cues["anaphora"].match(parsed.text[after.start : after.end])
            stance = stance_of(parsed, after.start, after.end) if pointing else None
        result += _claims_in(parsed, anchors, segment, stance[0] if stance is not None else None)
    return _distinct(sorted(result, key=lambda one: (-one.share, one.claim)))


def _claims_in(parsed: Parsed, anchors: Anchors, segment: Piece, stance: Stance | None) -> list[ClaimRead]:
    reported = parsed.cue("reporting", segment.start, segment.end)
    spoken = stance is not None or reported is not None
    inside = [feature for feature in parsed.features if segment.start <= feature.start < segment.end]
    urged = parsed.cue("imperative", segment.start, segment.end) is not None
    result: list[ClaimRead] = []
    for match in matches(anchors, inside, "claim"):
        if len({hit.key for hit in match.hits}) < 2:
            continue
        quoted = 2 * sum(parsed.quoted(hit.start) for hit in match.hits) >= len(match.hits)
        counted = any(hit.key[0] == "#" and anchors.weights.get(hit.key, 0.0) >= 2 for hit in match.hits)
        various = len({hit.key for hit in match.hits})
        least = 0.18 if counted and spoken else 0.22 if spoken and various >= 3 else 0.3 if spoken else 0.5
        if match.core_share < least or (match.core_share < 0.5 and match.core < 5 and not quoted and not counted):
            continue
        direct = not urged and match.core_share >= 0.5 and _denied_outright(match)
        if stance is None and not direct and reported is None and not quoted:
            continue
        said: Stance | None = stance if stance is not None else "deny" if direct else None
        result.append(ClaimRead(match.place, match.item.id, said, match.core_share))
    return result


def _distinct(found: list[ClaimRead]) -> list[ClaimRead]:
    """The best claim, and others that hold nearly as well or stand elsewhere in the sentence."""
    result: list[ClaimRead] = []
    for claim in found:
        over = [one for one in result if claim.place[0] < one.place[1] and one.place[0] < claim.place[1]]
        if not over or all(claim.share > 0.85 * one.share for one in over):
            result.append(claim)
    return sorted(result, key=lambda claim: claim.place)


def _denied_outright(match: Match) -> bool:
    """Whether the claim's own predicates stand negated: "the water has not been poisoned"."""
    hits = {hit.key: hit for hit in match.hits if hit.key in match.item.core and hit.key not in match.item.negated}
    total = math.fsum(match.item.core[key] for key in hits)
    return total > 0 and math.fsum(match.item.core[k] for k, h in hits.items() if h.negated) >= 0.5 * total


def foreign(parsed: Parsed, found: list[ClaimRead]) -> list[tuple[Place, Modality]]:
    """Stretches that do not give the speaker's own word, with how they are meant."""
    result: list[tuple[Place, Modality]] = []
    for segment in parsed.segments:
        result += _foreign_in(parsed, segment, [one for one in found if segment.start <= one.place[0] < segment.end])
    result += [(quote, "reported") for quote in parsed.quotes if parsed.text[quote[1] - 2] in "?？"]
    pivot = parsed.cue("pivot")
    if pivot is not None:
        result = [((start, min(end, pivot.start())), how) for (start, end), how in result if start < pivot.start()]
    return result


def _foreign_in(parsed: Parsed, segment: Piece, found: list[ClaimRead]) -> list[tuple[Place, Modality]]:
    result: list[tuple[Place, Modality]] = []
    stance = stance_of(parsed, segment.start, segment.end)
    reported = parsed.cue("reporting", segment.start, segment.end)
    modality: Modality = "denied" if stance is not None and stance[0] == "deny" else "reported"
    if stance is not None or reported is not None or found:
        result += [(quote, modality) for quote in parsed.quotes if segment.start <= quote[0] < segment.end]
    for claim in found:
        if claim.stance != "confirm":
            result += [((p.start, p.end), modality) for p in _covering(parsed, claim.place)]
    for cue, how in _VOICES:
        for match in parsed.lex.cues[cue].finditer(parsed.text, segment.start, segment.end):
            if not parsed.quoted(match.start()) and (cue == "reporting" or not found):
                here = _covering(parsed, match.span())[:1] or [segment]
                result.append(((here[0].start, _told_to(parsed, here[0], cue)), how))
    return result


_GOES_ON = {"en": re.compile(r"\s*,?\s*(?:and|or|that|as well as)\s"), "zh": re.compile("[、和及]")}
_SAYING = {
    "en": re.compile(r"(?<![a-z])(?:says?|said|claims?|claimed|that|saying)(?![a-z])"),
    "zh": re.compile("[说称传写指]"),
}


def _told_to(parsed: Parsed, first: Piece, cue: str) -> int:
    """Where what others say ends: it goes on over clauses that are strung to it by "and"."""
    tongue, end = parsed.lex.tongue, first.end
    if cue != "reporting" or _SAYING[tongue].search(parsed.text, first.start, first.end) is None:
        return end
    for piece in parsed.clauses:
        if piece.start < end:
            continue
        if _GOES_ON[tongue].match(parsed.text, end) is None or parsed.cue("pivot", piece.start, piece.end):
            break
        end = piece.end
    return end


def _covering(parsed: Parsed, place: Place) -> list[Piece]:
    return [piece for piece in parsed.clauses if piece.start < place[1] and place[0] < piece.end]


def unknowns(parsed: Parsed, anchors: Anchors) -> list[UnknownRead]:
    """The slots that a sentence calls not known yet."""
    result: dict[str, UnknownRead] = {}
    for segment in parsed.segments:
        cue = next(
            (m for m in parsed.lex.cues["unknown"].finditer(parsed.text, segment.start, segment.end)
             if not parsed.quoted(m.start())), None,
        )  # fmt: skip
        if cue is None:
            continue
        leads = cue.start() - segment.start <= 14
        for start, end in _listed(parsed.text, segment, cue.span()):
            here = [
                f for f in parsed.features
                if start <= f.start < end and f.key != "©notyet" and not cue.start() <= f.start < cue.end()
            ]  # fmt: skip
            slot = _named(anchors, here, counting=_counts(parsed.text[start:end], leads=leads))
            if slot is not None:
                places = [f for f in here if f.key in anchors.slots[slot].label]
                place = (min(cue.start(), places[0].start), max(cue.end(), places[-1].end))
                result.setdefault(slot, UnknownRead(place, slot))
    return list(result.values())


_HOW_MANY = re.compile(r"how (?:many|much|long|high)|number|figure|count|amount|多少|几[个人名]|人数|数量|数字|总数")


def _counts(text: str, *, leads: bool) -> bool:
    """Whether a stretch speaks of how many, or is a bare name in a list."""
    return leads or _HOW_MANY.search(text) is not None


def _listed(text: str, segment: Piece, cue: Place) -> list[Place]:
    """The parts of a segment that may each name a slot: what the cue stands in, and a list that the cue leads."""
    leads = cue[0] - segment.start <= 14
    cuts = [m.start() for m in _LIST.finditer(text, segment.start, segment.end) if not cue[0] <= m.start() < cue[1]]
    edges = [segment.start, *cuts, segment.end]
    parts = list(itertools.pairwise(edges))
    return [part for part in parts if leads or part[0] <= cue[0] < part[1] or part[1] <= cue[0]]


def _named(anchors: Anchors, features: list[Feature], *, counting: bool) -> str | None:
    """The slot whose label the features name, if one does so better than any other.

    Unless the text asks how many, a state is rather meant than a figure.
    """
    keys = dict.fromkeys(feature.key for feature in features)
    ranked = []
    for slot in anchors.slots.values():
        held = math.fsum(slot.label.get(key, 0.0) for key in keys)
        share = held / (math.fsum(slot.label.values()) or 1.0)
        wide = math.fsum(slot.words.get(key, 0.0) for key in keys if key not in slot.label)
        if slot.numeric and not counting:
            held, share, wide = 0.6 * held, 0.6 * share, 0.0
        if (held >= 1.5 and share >= 0.4) or share >= 0.95:
            ranked.append((share * held + 0.3 * min(wide, held), slot.id))
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if not ranked or (len(ranked) > 1 and ranked[1][0] > 0.9 * ranked[0][0]):
        return None
    return ranked[0][1]
