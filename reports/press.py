"""What was answered at a press conference, in words, for the story and the debrief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reports.literal import visible
from reports.names import Names

OUTCOMES: Final[Mapping[str, tuple[str, str]]] = {
    "answered": ("answered", "已作答"),
    "held": ("not known yet, said openly", "如实说明尚不掌握"),
    "declined": ("declined on a ground", "依据规定未予答复"),
    "evaded": ("evaded", "回避"),
    "unanswered": ("nobody there could answer", "现场无人能答"),
}
"""What became of a question, English and Chinese."""
EVASIONS: Final[Mapping[str, tuple[str, str]]] = {
    "silence": ("left open until the end", "到结束仍未作答"),
    "no_comment": ("no ground was named", "未说明依据"),
    "ground_does_not_bear": ("the ground does not bear on what was asked", "所述依据与提问无关"),
    "known_after_all": ("the podium knew what could be said", "发布台掌握可以公开的情况"),
    "beside_the_point": ("beside the point", "答非所问"),
    "nothing_said": ("nothing was said", "没有实质内容"),
    "ignore": ("the question was ignored", "对提问置之不理"),
    "acknowledge_only": ("acknowledged and not answered", "只表示听到，没有回答"),
    "question_the_question": ("the question was questioned", "反问提问者"),
    "attack_interviewer": ("who asked was attacked", "指责提问者"),
    "decline": ("declined without a reason that bears", "没有正当理由而拒绝回答"),
    "make_a_point": ("another point was made instead", "另讲一套"),
    "incomplete": ("not known yet, and not until when", "称尚不掌握，未说明何时答复"),
    "claim_answered": ("claimed to have been answered before", "称此前已经回答"),
    "apologise_only": ("apologised and not answered", "只道歉，没有回答"),
}
"""How a question was evaded, English and Chinese."""
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "disclosure": ("it gives away what the law protects", "披露了依法不予公开的信息"),
    "false_reassurance": ("it reassures falsely", "作了不实的安抚"),
    "contradiction": ("against what the speaker knew", "与掌握的情况不符"),
    "outdated": ("outdated", "信息已过时"),
    "premature": ("not verified", "未经核实"),
    "evasion": ("an attack instead of an answer", "以指责代替回答"),
    "blame": ("it blames the public", "指责公众"),
    "stuffing": ("heaped key words", "堆砌关键词"),
    "template": ("empty form", "套用模板"),
    "interdept": ("against what another organ has published", "与其他单位发布的不一致"),
}
"""What is wrong with an answer, English and Chinese."""


def answered(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    """The words of a ``question_answered`` event: who, what, and how it was heard."""
    return {
        "question": n.quote(n.named(n.questions, d["question"])),
        "by": n.seat(d["by"]) if d["by"] else n.pick("nobody on the podium", "发布台无人"),
        "said": said(n, d) or n.pick("no answer", "未作答"),
        "heard": heard(n, d),
    }


def heard(n: Names, d: Mapping[str, Any]) -> str:
    """What became of the question, and why where it was evaded or a false premise stood."""
    reading = d["reading"]
    parts = [n.pick(*OUTCOMES[d["outcome"]])]
    if reading["evasion"]:
        parts.append(n.pick(*EVASIONS[reading["evasion"]]))
    if reading["premise_accepted"]:
        parts.append(n.pick("the false premise stood", "未纠正不实前提"))
    if d["once_more"]:
        parts.append(n.pick("asked once more", "经追问"))
    parts += [n.pick(*FAULTS[gate]) for gate in reading["gates"]]
    return n.pick("; ", "；").join(parts)


def said(n: Names, d: Mapping[str, Any]) -> str:
    """What was answered: the own words where there are such, and what was cited; empty for silence."""
    text = d.get("text") or {}
    words = text.get(n.language) or next(iter(text.values()), "")
    parts = [n.quote(visible(words))] if words else []
    colon = n.pick(": ", "：")
    parts += [f"{n.target(v['slot'])}{colon}{n.value(v['slot'], v['stated'])}" for v in d["reading"]["facts"]]
    parts += [f"{n.claim(c['claim'])}{colon}{n.word(c['stance'])}" for c in d["reading"]["claims"]]
    parts += [n.named(n.disposals, item) for item in d.get("disposals", ())]
    parts += [n.pick("advice to people", "给公众的建议")] if d.get("advice") else []
    if d.get("next_update") is not None:
        parts.append(n.pick("next word ", "下次发布 ") + n.moment(d["next_update"]))
    return n.pick("; ", "；").join(parts)
