"""The events around the word: what outlets print, who rings the hotline, and what comes out later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reports.names import Names
from reports.sentences.common import Sentences

_HIDDEN: Final[Mapping[str, tuple[str, str]]] = {
    "removed_posts": ("lawful posts were removed on an order", "按要求删除了合法帖文"),
    "lowered_figure": ("a figure was lowered on an order", "按要求压低了数字"),
    "withheld_figure": ("a known figure was held back on an order", "按要求压住了已掌握的数字"),
    "over_referral": ("people who doubted or criticised were handed to the police", "将质疑、批评者移交公安机关"),
    "falsehood": ("something untrue was said and never corrected", "发布过不实内容且一直没有更正"),
}


def _item(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    official = d["line"] == "official"
    return {
        "outlet": n.named(n.outlets, d["outlet"]),
        "topic": n.named(n.narratives, d["narrative"]),
        "line": n.pick(
            "what the departments say" if official else "what people say", "部门口径" if official else "网上说法"
        ),
    }


def _calls(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "calls": str(d["calls"]),
        "answered": str(d["answered"]),
        "lost": str(d["lost"]),
        "wait": str(-(-d["longest_wait"] // 60)),
    }


def _exposed(n: Names, d: Mapping[str, Any]) -> dict[str, str]:
    return {
        "parties": n.all(n.short_party(party) for party in d["parties"]),
        "what": n.pick(*_HIDDEN[d["what"]]),
    }


SENTENCES: Final[Sentences] = {
    "media_item": (
        "{outlet} reports on “{topic}”, with {line}.",
        "{outlet}报道“{topic}”，采用{line}。",
        _item,
    ),
    "hotline": (
        "The hotline took {calls} calls in an hour: {answered} answered, {lost} lost, longest wait {wait} min.",
        "热线一小时来电{calls}通：接通{answered}通，未接{lost}通，最长等待{wait}分钟。",
        _calls,
    ),
    "exposed": (
        "It comes out about {parties}: {what}.",
        "{parties}被曝光：{what}。",
        _exposed,
    ),
}
"""Kind -> English sentence, Chinese sentence, and what fills them."""
