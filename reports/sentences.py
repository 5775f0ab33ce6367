"""One plain sentence for one event, in English and Chinese. The two phrasings of a kind stand side by side
with the words that fill them; what a person wrote is quoted as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from reports.literal import excerpt, visible
from reports.names import Names
from simulator.record import Event

Fill = Callable[[Names, Mapping[str, Any]], dict[str, str]]
"""What fills a sentence, from the names and the event's data."""


def words_of(message: Mapping[str, Any], names: Names) -> str:
    """The text of an official word in the page's language, else in the one that it has."""
    text: Mapping[str, str] = message["text"]
    return text.get(names.language) or next(iter(text.values()))


def sentence(event: Event, names: Names, who: str | None = None) -> str | None:
    """The event in plain words; None for kinds that have none. ``who`` names the seats where it stands for
    several."""
    found = SENTENCES.get(event.kind)
    if found is None:
        return None
    english, chinese, fill = found
    values = fill(names, event.data)
    return names.pick(english, chinese).format(who=who or names.seat(event.seat), **values)


def _opened(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "crew": n.all(
            n.pick(f"{n.seat(seat)} ({n.word(skill)})", f"{n.seat(seat)}为{n.word(skill)}")
            for seat, skill in d["crew"].items()
        )
    }


def _refused(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"act": n.act(d["action"]), "reason": excerpt(n.pick(d["reason"], d["reason_zh"]))}


def _act(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"act": n.act(d["action"])}


def _signal(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    signal = n.signals.get(d["signal"])
    title = visible(d["signal"]) if signal is None else n.text(signal.title)
    decoy = n.pick(" (a decoy)", "（干扰信息）") if signal is not None and signal.decoy else ""
    return {"title": title, "decoy": decoy, "channel": n.word(d["channel"])}


def _inject(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    inject = n.injects.get(d["inject"])
    if inject is None:
        return {"title": visible(d["inject"]), "desks": "–"}
    desks = n.all(n.seat(seat) for seat in inject.to) or n.pick("the public", "公众")
    return {"title": n.text(inject.title), "desks": desks}


def _claim(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"claim": n.claim(d["claim"]), "truth": n.word(str(d.get("truth", "unknown")))}


def _changed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    told = {
        "departments": n.pick("departments concerned", "涉事部门"),
        "places": n.pick("places concerned", "涉及地区"),
        "emergency_level": n.pick("emergency level", "事件级别"),
        "opinion_grade": n.pick("opinion grade", "舆情等级"),
        "focus": n.pick("focus category", "重点类别"),
        "deadlock": n.pick("departments each say that another must speak", "各部门互相推诿"),
        "command": n.pick("a superior takes command", "上级接管指挥"),
        "superior_request_by": n.pick("a superior asks for a public answer", "上级要求公开回应"),
    }
    return {"what": n.all(told.get(key, visible(key)) for key in d["changed"])}


def _responsibility(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    first = n.all(n.short_party(party) for party in d["first_responsible"]) or "–"
    lead = ""
    if d.get("lead") not in (None, "none", "may_designate"):
        lead = n.pick("; lead department: ", "；牵头部门：") + n.short_party(d["lead"])
    elif d.get("lead") == "may_designate":
        lead = n.pick("; a lead department may be designated", "；可确定牵头部门")
    return {"first": first, "lead": lead}


def _target(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"target": n.target(d["target"])}


def _asked(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"other": n.seat(d["target"]), "about": n.some(n.target(name) for name in d["about"])}


def _assessed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "kind": n.word(d["opinion_class"]),
        "grade": n.word(d["grade"]),
        "proposal": n.pick(" and proposes how to handle it", "，并提出处置建议") if d.get("proposal") else "",
    }


def _reported(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"party": n.short_party(d["party"]), "count": str(len(d["facts"]))}


def _parties(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"parties": n.all(n.short_party(party) for party in d["parties"])}


def _transferred(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"other": n.seat(d["target"]), "reason": excerpt(d["reason"])}


def _assigned(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"seats": n.all(n.seat(seat) for seat in d["seats"]), "due": n.moment(d["due"])}


def _seats(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"seats": n.all(n.seat(seat) for seat in d["seats"])}


def _negotiated(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"other": n.seat(d["target"]), "offer": n.word(d["offer"])}


def _lead_asked(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"reason": excerpt(d["reason"])}


def _lead(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"party": n.short_party(d["party"])}


def _leader(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"ask": n.word(d["ask"])}


def _consulted(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"others": n.all(n.seat(seat) for seat in d["to"])}


def _answered(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    verdict = n.pick("agrees with", "同意") if d["agree"] else n.pick("objects to", "不同意")
    reason = n.pick(": ", "：") + n.quote(excerpt(d["reason"])) if d.get("reason") else n.pick(".", "。")
    return {"verdict": verdict, "author": n.seat(next(iter(d.get("to", ())), "")), "reason": reason}


def _reviewed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "author": n.seat(d["author"]),
        "by": n.seat(d.get("by", "")),
        "reason": excerpt(d.get("reason") or ""),
    }


def _word(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    promise = d["message"].get("next_update")
    agreed = [n.seat(seat) for seat, answer in d.get("consulted", {}).items() if answer]
    return {
        "agreed": n.pick(f"; confirmed by {n.all(agreed)}", f"；{n.all(agreed)}已核对") if agreed else "",
        "form": n.word(d["message"]["form"]),
        "channels": n.all(n.word(channel) for channel in d["channels"]),
        "words": n.quote(excerpt(words_of(d["message"], n), 240)),
        "score": str(d["reading"]["score"]),
        "promise": ""
        if promise is None
        else n.pick("; next word promised by ", "；承诺下次发布时间 ") + n.moment(promise),
    }


def _replied(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return _inject(n, d) | _word(n, d)


def _conference(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return _word(n, d) | {
        "present": n.all(n.seat(seat) for seat in d.get("attendees", ())),
        "asked": str(len(d.get("questions", ()))),
    }


def _called(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"present": n.all(n.seat(seat) for seat in d["attendees"])}


def _question(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    by = d.get("answered_by")
    return {
        "outlet": n.named(n.outlets, d["outlet"]),
        "question": n.quote(n.named(n.questions, d["question"])),
        "answer": n.pick(f"{n.seat(by)} answers", f"{n.seat(by)}作答")
        if by
        else n.pick("nobody can answer", "现场无人能答"),
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
    return _parties(n, d) | {"claim": n.claim(d["claim"])}


def _pressed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"other": n.seat(d["target"])}


def _order(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"answer": n.word(d["answer"]), "wants": n.word(str(d.get("wants", "")))}


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


def _slot(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"label": n.target(d["slot"])}


def _error(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    about = d["about"]
    return {"label": n.fact(about) if about in n.facts else n.target(about), "word": str(d["word"])}


def _strand(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"how": n.word(str(d.get("how", "")))}


def _epilogue(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"body": n.named(n.epilogues, d["epilogue"])}


def _nothing(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {}


SENTENCES: Final[Mapping[str, tuple[str, str, Fill]]] = {
    "drill_opened": ("The drill opens. Seats: {crew}.", "演练开始。席位：{crew}。", _opened),
    "refused": (
        "Refused: {who} {act}; {reason}.",
        "未获准：{who}{act}；{reason}。",
        _refused,
    ),
    "action": ("{who} {act}.", "{who}{act}。", _act),
    "signal_seen": (
        "Monitoring of {who} shows, on {channel}: {title}{decoy}",
        "{who}监测发现（{channel}）：{title}{decoy}",
        _signal,
    ),
    "sheet_opened": ("The opinion-handling sheet is opened, {how}.", "舆情处置单开立（{how}）。", _strand),
    "inject_fired": ("“{title}” reaches {desks}.", "“{title}”送达：{desks}。", _inject),
    "claim_started": ("A claim begins to circulate: “{claim}”", "传言出现：“{claim}”", _claim),
    "claim_turned": (
        "In the world, the claim “{claim}” is now {truth}.",
        "事实变化：传言“{claim}”现为{truth}。",
        _claim,
    ),
    "claim_surfaced": (
        "It comes out that the claim “{claim}” is {truth}.",
        "真相曝光：传言“{claim}”{truth}。",
        _claim,
    ),
    "matter_changed": ("The matter changes: {what}.", "事态变化：{what}。", _changed),
    "responsibility": ("First responsible: {first}{lead}.", "第一责任主体：{first}{lead}。", _responsibility),
    "fact_stale": (
        "{label}: what {who} knew no longer holds.",
        "{label}：{who}掌握的情况已经过时。",
        _slot,
    ),
    "nothing_new": (
        "{who} looks into {target}; nothing can be said yet.",
        "{who}核查{target}：目前没有新情况。",
        _target,
    ),
    "claim_checked": (
        "{who} checks the claim “{claim}”: {truth}.",
        "{who}核查传言“{claim}”：{truth}。",
        _claim,
    ),
    "asked": ("{who} asks {other} about {about}.", "{who}向{other}询问：{about}。", _asked),
    "assessed": (
        "{who} assesses the opinion: {kind}, {grade}{proposal}.",
        "{who}研判：{kind}，{grade}{proposal}。",
        _assessed,
    ),
    "reported_up": (
        "{who} reports to {party}; facts: {count}.",
        "{who}向{party}报告，事实{count}条。",
        _reported,
    ),
    "notified": ("{who} tells {parties}.", "{who}通知{parties}。", _parties),
    "accepted": ("{who} accepts the handling sheet.", "{who}接收舆情处置单。", _nothing),
    "transferred": (
        "{who} passes the sheet to {other}: “{reason}”",
        "{who}将处置单转给{other}：“{reason}”",
        _transferred,
    ),
    "assigned": (
        "{who} assigns the sheet to {seats}, due {due}.",
        "{who}交办{seats}，时限{due}。",
        _assigned,
    ),
    "convene_held": (
        "Consultation meeting: {seats} put their facts together.",
        "会商：{seats}汇总统一掌握的事实。",
        _seats,
    ),
    "negotiated": ("{who} offers {other}: {offer}.", "{who}与{other}协商：{offer}。", _negotiated),
    "lead_asked": (
        "{who} asks for a lead department: “{reason}”",
        "{who}请求确定牵头部门：“{reason}”",
        _lead_asked,
    ),
    "lead_designated": (
        "{who} designates the lead department: {party}.",
        "{who}确定牵头部门：{party}。",
        _lead,
    ),
    "leader_engaged": ("{who} brings in the leader to {ask}.", "{who}报请负责同志{ask}。", _leader),
    "consulted": (
        "{who} sends a draft to {others} for confirmation.",
        "{who}将稿件送{others}核对。",
        _consulted,
    ),
    "consultation_answered": (
        "{who} {verdict} {author}'s draft{reason}",
        "{who}{verdict}{author}的稿件{reason}",
        _answered,
    ),
    "submitted": ("{who} submits a draft for approval.", "{who}报批稿件。", _nothing),
    "approved": ("{author}'s draft is approved by {by}.", "{by}批准{author}的稿件。", _reviewed),
    "returned": (
        "{who} returns {author}'s draft: “{reason}”",
        "{who}退回{author}的稿件：“{reason}”",
        _reviewed,
    ),
    "published": (
        "{who} publishes {form} on {channels}: {words} (quality {score}/100{agreed}{promise})",
        "{who}在{channels}发布{form}：{words}（质量{score}/100{agreed}{promise}）",
        _word,
    ),
    "replied": (
        "{who} answers “{title}”: {words} (quality {score}/100{agreed}{promise})",
        "{who}答复“{title}”：{words}（质量{score}/100{agreed}{promise}）",
        _replied,
    ),
    "conference_called": (
        "{who} prepares a press conference with {present}.",
        "{who}筹备新闻发布会，出席：{present}。",
        _called,
    ),
    "conference_held": (
        "{who} holds a press conference with {present}; questions: {asked}. {words} "
        "(quality {score}/100{agreed}{promise})",
        "{who}举行新闻发布会，出席：{present}，提问{asked}个。{words}（质量{score}/100{agreed}{promise}）",
        _conference,
    ),
    "question_put": ("{outlet} asks: {question} {answer}.", "{outlet}提问：{question}{answer}。", _question),
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
    "document": ("“{title}” is on the desk of {who}.", "“{title}”送到{who}案头。", _inject),
    "fact_learned": ("{who} knows from here: {fact}", "{who}自此掌握：{fact}", _fact),
    "promise_made": ("{who} promises a word by {due}.", "{who}承诺在{due}前再次发布。", _due),
    "draft_ready": ("{who} has a draft ready.", "{who}完成稿件。", _nothing),
    "convened": ("{who} calls a consultation meeting of {seats}.", "{who}召集会商：{seats}。", _seats),
    "sheet_closed": ("{who} closes the handling sheet.", "{who}办结舆情处置单。", _nothing),
    "epilogue": ("{body}", "{body}", _epilogue),
}
"""Kind -> English sentence, Chinese sentence, and what fills them."""
