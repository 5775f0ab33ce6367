"""Faults of tone that cap a grade or that rules of conduct name: blaming the public, empty reassurance, threats, mockery,
personal views, a punishment that is not this speaker's to announce, personal data, and ways of not answering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from simulator.message.style.look import Found, Look
from simulator.message.text.normalise import normalise
from simulator.message.text.parts import Span

_NEAR: Final = 24
"""Characters of a Chinese clause, or so, between those who are blamed and what they are blamed for."""
_NEAR_LATIN: Final = 60
_BACK: Final = 60
"""Characters before a cue in which a word may take it back."""
_NOT: Final = re.compile(
    r"(?:\bnot\b|\bnever\b|\bcannot\b|n't\b|\bno one\b|\bwithout\b|\bnobody\b"
    r"|不是|并非|不能说|不敢说|没有说|不等于|不代表|绝非|从未|不会说|不应|不该|不怪)[^.。!！?？;；]{0,24}$"
)
_LAW: Final = re.compile(r"article \d|第.{1,6}条|治安管理处罚法|刑法|criminal law|public security administration")
_IDENTITY: Final = re.compile(r"(?<!\d)\d{17}[\dx](?!\d)")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_ADDRESS: Final = re.compile(
    r"(?<!\d)\d{1,4}\s?(?:号楼|栋|幢)\s?\d{0,4}\s?(?:单元)?\s?\d{0,4}\s?(?:室|户)?(?=.{0,12}(?:室|户|家住|住))|\d{1,2}单元\d{1,4}室"
    r"|\bflat \d{1,4}[a-z]?\b|\bapartment \d{1,4}[a-z]?\b|\broom \d{3,4}\b(?=.{0,30}\b(?:building|block)\b)"
)


def blame(look: Look) -> list[Span]:
    """Where the text finds fault with the public; the neutral quotation of a law on rumours is not blame."""
    quoted = [taken.span for taken in look.extraction.claims if taken.stance == "deny"]
    found = []
    for fault in look.of("fault"):
        if _denied(look, fault) or _cites_law(look, fault):
            continue
        inside = any(span.start <= fault.span.start < span.end for span in quoted)
        near = [one for one in look.of("public") if _close(look, one, fault)]
        if near and not inside:
            start, end = min(near[-1].span.start, fault.span.start), max(near[-1].span.end, fault.span.end)
            found.append(Span(start, end, look.extraction.text[start:end]))
        elif fault.span.text in _ALONE:
            found.append(fault.span)
    return found


_ALONE: Final = (
    "不明真相",
    "别有用心",
    "无理取闹",
    "唯恐天下不乱",
    "听风就是雨",
    "瞎起哄",
    "胡搅蛮缠",
    "咎由自取",
    "不知感恩",
    "聚众闹事",
    "小题大做",
    "跟风",
)
"""Words that are said of nobody but the public."""


def empty_reassurance(look: Look) -> list[Span]:
    """Absolute assurances; whether a fact carries them is the judge's to say."""
    claims = [taken.span for taken in look.extraction.claims]
    return [
        found.span
        for found in look.of("absolute")
        if not _denied(look, found) and not any(span.start <= found.span.start < span.end for span in claims)
    ]


def tone(look: Look) -> dict[str, list[Span]]:
    """Faults of tone by name, as the rules on official accounts know them (R34, R84): only those that were found."""
    kinds = {"threat": "threat", "mockery": "mockery", "personal": "personal_view"}
    found = {name: [cue.span for cue in look.of(kind) if not _cites_law(look, cue)] for kind, name in kinds.items()}
    found["blame"] = blame(look)
    found["officialese"] = [cue.span for cue in look.of("procedure")] if is_hollow(look) else []
    found["attack"] = [cue.span for cue in look.of("attack_asker")]
    return {name: spans for name, spans in found.items() if spans}


def personal_data(look: Look, allowed: Iterable[str]) -> list[Span]:
    """Identity numbers, mobile numbers and home addresses that the scenario's own texts do not hold."""
    known = "\n".join(normalise(text).text for text in allowed)
    found = []
    for pattern in (_IDENTITY, _MOBILE, _ADDRESS):
        for hit in pattern.finditer(look.normal.text):
            if hit.group() not in known:
                found.append(look.normal.span(*hit.span()))
    return found


def given_away(look: Look, patterns: Sequence[str]) -> list[Span]:
    """Where the text gives away protected strings; spaces and small slips in a longer one do not hide it."""
    found = []
    for pattern in patterns:
        plain = normalise(pattern).text.strip()
        if not plain:
            continue
        gaps = r"[\s·.\-]{0,2}" if not plain.isascii() else r"[\s\-]{0,2}"
        letters = [re.escape(char) for char in plain if not char.isspace()]
        for hit in re.finditer(gaps.join(letters), look.normal.text):
            found.append(look.normal.span(*hit.span()))
    return found or _nearly_given_away(look, patterns)


def _nearly_given_away(look: Look, patterns: Sequence[str]) -> list[Span]:
    """A protected string with a letter or two wrong."""
    from rapidfuzz import fuzz

    found = []
    for pattern in patterns:
        plain = normalise(pattern).text.strip()
        if len(plain) < 8:
            continue
        best = fuzz.partial_ratio_alignment(plain, look.normal.text, score_cutoff=90)
        if best is not None:
            found.append(look.normal.span(best.dest_start, best.dest_end))
    return found


def dodge(look: Look) -> tuple[str, Span] | None:
    """The way in which a text avoids a question, if it does: named after Bull and Mayer."""
    for kind, name in (
        ("attack_asker", "attack_interviewer"),
        ("question_back", "question_the_question"),
        ("no_comment", "decline"),
        ("already", "claim_answered"),
        ("bridge", "make_a_point"),
    ):
        found = look.of(kind)
        if found:
            return name, found[0].span
    return None


def gives_reason(look: Look, near: Span) -> bool:
    """Whether a refusal stands with its reason: in its own sentence or in one beside it."""
    at = next((found.sentence for found in look.found if found.span == near), 0)
    return any(abs(found.sentence - at) <= 1 for found in look.of("reason"))


def is_hollow(look: Look) -> bool:
    """Whether more than half of a text recites procedure or praises."""
    recited = {found.clause for found in look.of("procedure", "praise")}
    return len(recited) >= 3 and len(recited) * 2 > len(look.clauses)


def _denied(look: Look, found: Found) -> bool:
    """Whether the words just before, in the same clause, take the cue back."""
    clause = look.clauses[found.clause].span
    before = look.extraction.text[max(clause.start, found.span.start - _BACK) : found.span.start]
    return _NOT.search(normalise(before).text) is not None


def _cites_law(look: Look, found: Found) -> bool:
    sentence = look.extraction.sentences[found.sentence].span.text
    return _LAW.search(normalise(sentence).text) is not None


def _close(look: Look, one: Found, other: Found) -> bool:
    if one.sentence != other.sentence or one.span == other.span:
        return False
    latin = look.extraction.sentences[one.sentence].tongue == "en"
    return abs(one.span.start - other.span.start) <= (_NEAR_LATIN if latin else _NEAR)
