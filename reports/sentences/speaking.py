"""The events from the word on: what is published, asked and answered in public, what it contradicts, and what was owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reports.literal import excerpt, visible
from reports.names import Names
from reports.press import answered
from reports.sentences.common import Sentences, inject, nothing, parties, seats, words_of


def _word(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    promise = d["message"].get("next_update")
    agreed = [n.seat(seat) for seat, answer in d.get("consulted", {}).items() if answer]
    return {
        "agreed": n.pick(f"; confirmed by {n.all(agreed)}", f"；{n.all(agreed)}已核对") if agreed else "",
        "form": n.word(d["message"]["form"]),
        "channels": n.all(n.word(channel) for channel in d["channels"]),
        "words": n.quote(excerpt(words_of(d["message"], n), 240)),
        "score": str(d["reading"]["score"]),
        "grade": _grade(n, d),
        "promise": ""
        if promise is None
        else n.pick("; next word promised by ", "；承诺下次发布时间 ") + n.moment(promise),
    }


def _grade(n: Names, d: Mapping[str, Any]) -> str:
    """The grade of a text in own words; nothing where the words were not judged."""
    if not d["message"].get("own_words"):
        return ""
    grade = d["reading"]["grade"]
    return n.pick(f"; own words, grade {grade} of 4", f"；自拟文字，{grade}级（满级4级）")


def _replied(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return inject(n, d) | _word(n, d)


def _conference(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return _word(n, d) | {
        "present": n.all(n.seat(seat) for seat in d.get("attendees", ())),
        "asked": str(len(d.get("questions", ()))),
    }


def _interview(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return _word(n, d) | {"outlet": n.named(n.outlets, d["outlet"]), "asked": str(len(d["questions"]))}


def _clerks(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"clerks": str(d["clerks"]), "until": n.moment(d["until"]), "hours": str(d["clerk_hours"])}


def _called(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"present": n.all(n.seat(seat) for seat in d["attendees"])}


def _question(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "outlet": n.named(n.outlets, d["outlet"]),
        "question": n.quote(n.named(n.questions, d["question"])),
        "asks": n.pick("asks once more", "追问") if d["follow_up"] else n.pick("asks", "提问"),
    }


def _other_body(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "party": n.party(d["party"]),
        "label": n.target(d["slot"]),
        "value": n.value(d["slot"], d["value"]),
        "wrong": "" if d.get("fact") else n.pick(" (not right)", "（不准确）"),
    }


def _contradiction(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    pairs = zip(d["parties"], d["values"], strict=True)
    said = n.all(f"{n.short_party(party)} {n.value(d['slot'], value)}" for party, value in pairs)
    return {"label": n.target(d["slot"]), "said": said}


def _referred(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return parties(n, d) | {"claim": n.claim(d["claim"])}


def _lessons(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"lessons": excerpt(d["lessons"])}


def _pressed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"other": n.seat(d["target"])}


def _order(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"answer": n.word(d["answer"]), "wants": n.word(str(d.get("wants", "")))}


def _ground(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    said = {
        "named": ("names it", "说明了依据"),
        "withdrawn": ("names none and drops the wish", "未说明依据，收回要求"),
        "repeated": ("names none and repeats the wish", "未说明依据，重申要求"),
    }
    return {"outcome": n.pick(*said[d["outcome"]])}


def _suggestion(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    adopted = ("adopts", "采纳") if d["adopt"] else ("refuses", "不采纳")
    where = ("in public", "公开") if d["in_public"] else ("to the writer", "向来信人")
    reason = n.pick(": ", "：") + n.quote(visible(d["reason"])) if d["reason"] else ""
    return inject(n, d) | {"adopts": n.pick(*adopted), "where": n.pick(*where), "reason": reason}


def _disposal(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"disposal": n.named(n.disposals, d["disposal"])}


def _due(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"due": n.moment(d["due"])}


def _missed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"rule": visible(d["rule"]), "party": n.short_party(d["party"]), "says": _both(n, d["says"])}


def _fact(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"fact": n.fact(d["fact"])}


def _opened_duty(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"rule": visible(d["rule"]), "party": n.short_party(d["party"]), "due": n.moment(d.get("due"))}


def _both(n: Names, words: Mapping[str, str]) -> str:
    return visible(words[n.language])


def _error(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    about = d["about"]
    return {"label": n.fact(about) if about in n.facts else n.target(about), "word": str(d["word"])}


def _epilogue(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"body": n.named(n.epilogues, d["epilogue"])}


SENTENCES: Final[Sentences] = {
    "published": (
        "{who} publishes {form} on {channels}: {words} (quality {score}/100{grade}{agreed}{promise})",
        "{who}在{channels}发布{form}：{words}（质量{score}/100{grade}{agreed}{promise}）",
        _word,
    ),
    "replied": (
        "{who} answers “{title}”: {words} (quality {score}/100{grade}{agreed}{promise})",
        "{who}答复“{title}”：{words}（质量{score}/100{grade}{agreed}{promise}）",
        _replied,
    ),
    "conference_called": (
        "{who} prepares a press conference with {present}.",
        "{who}筹备新闻发布会，出席：{present}。",
        _called,
    ),
    "conference_held": (
        "{who} holds a press conference with {present}; questions: {asked}. {words} "
        "(quality {score}/100{grade}{agreed}{promise})",
        "{who}举行新闻发布会，出席：{present}，提问{asked}个。{words}（质量{score}/100{grade}{agreed}{promise}）",
        _conference,
    ),
    "conference_opened": (
        "{who} opens the press conference with {present}.",
        "{who}的新闻发布会开始，出席：{present}。",
        _called,
    ),
    "interview_given": (
        "{who} gives {outlet} an interview; questions: {asked}. {words} (quality {score}/100{grade}{promise})",
        "{who}接受{outlet}采访，回答提问{asked}个。{words}（质量{score}/100{grade}{promise}）",
        _interview,
    ),
    "hotline_staffed": (
        "{who} puts {clerks} more clerks on the hotline until {until}; clerk hours: {hours}.",
        "{who}为热线增派话务员{clerks}人至{until}，合计{hours}人时。",
        _clerks,
    ),
    "question_put": ("{outlet} {asks}: {question}", "{outlet}{asks}：{question}", _question),
    "question_answered": (
        "To {question}, {by}: {said} ({heard}).",
        "对{question}，{by}：{said}（{heard}）。",
        answered,
    ),
    "other_body_said": (
        "{party} publishes, {label}: {value}{wrong}.",
        "{party}发布，{label}：{value}{wrong}。",
        _other_body,
    ),
    "contradiction": (
        "Published facts disagree, {label}: {said}.",
        "已发布的事实互相矛盾，{label}：{said}。",
        _contradiction,
    ),
    "referred": (
        "{who} hands the claim “{claim}” to {parties}.",
        "{who}将传言“{claim}”线索移交{parties}。",
        _referred,
    ),
    "pressed": ("{who} presses {other} for action.", "{who}督办{other}。", _pressed),
    "order_answered": ("{who} was asked {wants}, and {answer}.", "上级要求{wants}，{who}{answer}。", _order),
    "ground_answered": (
        "Asked by {who} for its legal ground, the superior {outcome}.",
        "{who}询问法律依据后，上级{outcome}。",
        _ground,
    ),
    "suggestion_answered": (
        "{who} {adopts} “{title}” {where}{reason}.",
        "{who}{where}答复{adopts}“{title}”{reason}。",
        _suggestion,
    ),
    "disposal_done": ("{who} has finished: {disposal}.", "{who}完成处置：{disposal}。", _disposal),
    "promise_kept": (
        "{who} keeps its promise of a word by {due}.",
        "{who}兑现在{due}前再次发布的承诺。",
        _due,
    ),
    "promise_broken": (
        "{who} breaks its promise of a word by {due}.",
        "{who}未兑现在{due}前再次发布的承诺。",
        _due,
    ),
    "error_knowable": (
        "From here {who} could know that its word #{word} is wrong on: {label}",
        "从此刻起{who}应当知道#{word}发布内容有误：{label}",
        _error,
    ),
    "duty_missed": ("Missed by {party} ({rule}): {says}", "{party}未履行（{rule}）：{says}", _missed),
    "duty_met": ("Done by {party} ({rule}): {says}", "{party}已履行（{rule}）：{says}", _missed),
    "duty_opened": (
        "{rule} asks something of {party}; due: {due}.",
        "{rule}对{party}提出要求；时限：{due}。",
        _opened_duty,
    ),
    "document": ("“{title}” is on the desk of {who}.", "“{title}”送到{who}案头。", inject),
    "fact_learned": ("{who} knows from here: {fact}", "{who}自此掌握：{fact}", _fact),
    "promise_made": ("{who} promises a word by {due}.", "{who}承诺在{due}前再次发布。", _due),
    "draft_ready": ("{who} has a draft ready.", "{who}完成稿件。", nothing),
    "convened": ("{who} calls a consultation meeting of {seats}.", "{who}召集会商：{seats}。", seats),
    "sheet_closed": ("{who} closes the handling sheet.", "{who}办结舆情处置单。", nothing),
    "sheet_reopened": (
        "The handling sheet is open again, because the matter has changed.",
        "事态变化，舆情处置单重新受理。",
        nothing,
    ),
    "sheet_reviewed": (
        "{who} looks back on the closed handling sheet: “{lessons}”",
        "{who}对已办结的舆情处置单进行复盘：“{lessons}”",
        _lessons,
    ),
    "epilogue": ("{body}", "{body}", _epilogue),
}
"""Kind -> English sentence, Chinese sentence, and what fills them."""
