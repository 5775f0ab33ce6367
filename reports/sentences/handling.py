"""The events up to the word: the matter and its claims, the handling sheet, what desks ask, tell and draft for each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reports.literal import excerpt, visible
from reports.names import Names
from reports.sentences.common import Sentences, inject, nothing, parties, seats


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


def _risk(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    levels = {"low": ("low", "低"), "medium": ("medium", "中"), "high": ("high", "高")}
    plan = n.pick("with a plan", "有预案") if d["plan"] else n.pick("without a plan", "无预案")
    return {"level": n.pick(*levels[d["level"]]), "plan": plan, "decision": n.fact(d["decision"])}


def _escalated(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"party": n.short_party(d["party"]), "other": n.seat(d["about"]), "reason": excerpt(d["reason"])}


def _reported(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"party": n.short_party(d["party"]), "count": str(len(d["facts"]))}


def _transferred(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"other": n.seat(d["target"]), "reason": excerpt(d["reason"])}


def _assigned(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"seats": n.all(n.seat(seat) for seat in d["seats"]), "due": n.moment(d["due"])}


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


def _checked(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"grade": str(d["reading"]["grade"])}


def _slot(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"label": n.target(d["slot"])}


def _strand(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {"how": n.word(str(d.get("how", "")))}


SENTENCES: Final[Sentences] = {
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
    "inject_fired": ("“{title}” reaches {desks}.", "“{title}”送达：{desks}。", inject),
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
    "risk_assessed": (
        "{who} assesses the risk of a decision as {level}, {plan}: {decision}",
        "{who}评估决策风险为{level}，{plan}：{decision}",
        _risk,
    ),
    "escalated": (
        "{who} asks {party} to decide between it and {other}: “{reason}”",
        "{who}就与{other}的争议提请{party}裁定：“{reason}”",
        _escalated,
    ),
    "reported_up": (
        "{who} reports to {party}; facts: {count}.",
        "{who}向{party}报告，事实{count}条。",
        _reported,
    ),
    "notified": ("{who} tells {parties}.", "{who}通知{parties}。", parties),
    "accepted": ("{who} accepts the handling sheet.", "{who}接收舆情处置单。", nothing),
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
        seats,
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
    "draft_checked": (
        "{who} has a draft in own words read before it goes out: grade {grade} of 4.",
        "{who}发布前自查自拟文稿：{grade}级（满级4级）。",
        _checked,
    ),
    "submitted": ("{who} submits a draft for approval.", "{who}报批稿件。", nothing),
    "approved": ("{author}'s draft is approved by {by}.", "{by}批准{author}的稿件。", _reviewed),
    "returned": (
        "{who} returns {author}'s draft: “{reason}”",
        "{who}退回{author}的稿件：“{reason}”",
        _reviewed,
    ),
}
"""Kind -> English sentence, Chinese sentence, and what fills them."""
