"""What forms, papers, stances and tasks are called; ids of the catalogue, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui.locale import mark

FORMS: Final[Mapping[str, str]] = {
    "statement": mark("statement"),
    "update": mark("follow-up release"),
    "social": mark("short post"),
    "rebuttal": mark("rebuttal of a rumour"),
    "correction": mark("correction"),
    "interpretation": mark("expert interpretation"),
    "reply": mark("reply"),
    "conference": mark("press conference"),
}

STANCES: Final[Mapping[str, str]] = {
    "deny": mark("it is false"),
    "confirm": mark("it is true"),
    "partly": mark("it is true in part"),
    "unverified": mark("it is still being checked"),
}

DOCUMENTS: Final[Mapping[str, str]] = {
    "leader_instruction": mark("Leader's instruction"),
    "assignment_slip": mark("Assignment slip"),
    "transfer_slip": mark("Transfer slip"),
    "hotline_slip": mark("12345 hotline slip"),
    "video": mark("Video"),
    "journalist_call": mark("Journalist's call"),
    "family_message": mark("Message from a family"),
    "superior_call": mark("Call from a superior"),
    "report": mark("Report"),
    "notice": mark("Notice"),
    "news_item": mark("News item"),
    "public_post": mark("Public post"),
    "letter": mark("Letter"),
}

CHANNELS: Final[Mapping[str, str]] = {
    "weibo": mark("microblog"),
    "wechat": mark("WeChat"),
    "short_video": mark("short video"),
    "forum": mark("forum"),
    "news_portal": mark("news portal"),
    "hotline": mark("hotline"),
    "traditional_media": mark("press and television"),
}

TASKS: Final[Mapping[str, str]] = {
    "verify": mark("verifying {about}"),
    "assess": mark("judging the matter"),
    "draft": mark("writing {about}"),
    "check_draft": mark("reading {about} through"),
    "reply": mark("replying to {about}"),
    "convene": mark("meeting"),
    "answer_consultation": mark("answering a consultation"),
    "approve": mark("reviewing a draft"),
    "return": mark("reviewing a draft"),
    "dispatch": mark("carrying out {about}"),
    "hold_conference": mark("preparing the press conference"),
    "give_interview": mark("giving an interview"),
    "assess_risk": mark("assessing the risk of a decision"),
    "staff_hotline": mark("calling clerks to the hotline"),
}

STATES: Final[Mapping[str, str]] = {
    "writing": mark("being written"),
    "ready": mark("written, not consulted"),
    "consulting": mark("in consultation"),
    "submitted": mark("under review"),
    "approved": mark("approved"),
    "returned": mark("returned"),
    "published": mark("published"),
}

FACT_STATES: Final[Mapping[str, str]] = {
    "known": mark("known here, not public"),
    "public": mark("public"),
    "stale": mark("no longer holds, verify again"),
    "withheld": mark("may not go out"),
    "pending": mark("not known yet"),
}

CLAIM_STATES: Final[Mapping[str, str]] = {
    "unverified": mark("unverified claim"),
    "false": mark("shown to be false"),
    "true": mark("shown to be true"),
    "partly": mark("shown to be true in part"),
}

ORDERS: Final[Mapping[str, str]] = {
    "wait_with_figures": mark("wait with figures"),
    "lower_figure": mark("lower a figure"),
    "remove_posts": mark("have posts removed"),
    "refer_critics": mark("hand critics to the police"),
    "answer_in_public": mark("answer in public"),
}
