"""The options of ``podium message assess`` that ask for a second opinion, and how one is shown: under the grade, with its own
words quoted, and with a line for the trainer where the two lie far apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from simulator.errors import UsageError
from tui.text import plain

if TYPE_CHECKING:
    from simulator.assessor.protocol import RuleAssessor, Words
    from simulator.assessor.second import SecondOpinion
    from simulator.message.assess import Assessment
    from simulator.scenario.text import Language

LONGEST: Final = 90
"""Characters of a quotation that are shown."""

_OPTIONS: Final = (
    click.option("--second-opinion", is_flag=True, help="Also ask a language model; its answer changes no grade."),
    click.option(
        "--reread", is_flag=True, help="Read the kept second opinion on this text again, without any endpoint."
    ),
    click.option(
        "--llm-url",
        envvar="PODIUM_LLM_URL",
        default="",
        help="Base address of an OpenAI-compatible endpoint, such as http://localhost:11434/v1 [PODIUM_LLM_URL].",
    ),
    click.option("--llm-model", envvar="PODIUM_LLM_MODEL", default="", help="Name of its model [PODIUM_LLM_MODEL]."),
    click.option(
        "--llm-timeout",
        envvar="PODIUM_LLM_TIMEOUT",
        type=click.FloatRange(min=0, min_open=True, max=3600),
        help="Seconds that it may take, twice at most; left out, 60 [PODIUM_LLM_TIMEOUT].",
    ),
    click.option("--allow-remote", is_flag=True, help="The endpoint may be another machine: the text leaves this one."),
)


def second_opinion_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the options of a second opinion. The key has none: it would stand in the shell's history."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    second_opinion: bool
    reread: bool
    llm_url: str
    llm_model: str
    llm_timeout: float | None
    allow_remote: bool

    def opinion(self, rules: RuleAssessor, words: Words) -> SecondOpinion | None:
        """The second opinion; None where nobody asked for one.

        Raises:
            UsageError: an option stands alone that needs --second-opinion.
            UnavailableError: no endpoint may be asked, or nothing is kept.
        """
        if not self.second_opinion and not self.reread:
            if self.allow_remote:
                raise UsageError("--allow-remote says nothing without --second-opinion; add it, or leave it out")
            return None
        import os

        from simulator.assessor.client import TIMEOUT, OpenAIEndpoint, Settings
        from simulator.assessor.kept import Replies
        from simulator.assessor.second import LLMAssessor
        from simulator.store.home import home

        replies = Replies(home())
        if self.reread:
            return LLMAssessor(rules, None, replies, self.llm_model.strip() or None).assess(words)
        settings = Settings(
            url=self.llm_url,
            model=self.llm_model.strip(),
            key=os.environ.get("PODIUM_LLM_KEY", "").strip(),
            allow_remote=self.allow_remote,
            timeout=self.llm_timeout or TIMEOUT,
        )
        return LLMAssessor(rules, OpenAIEndpoint.of(settings), replies).assess(words)


_SHOWN: Final = {
    "en": {
        "head": "Second opinion of {model}, advice only: grade {grade} of 4, {score} of 100 points",
        "reread": " (read again)",
        "beside": "by the rules {level}/2",
        "none": "-",
        "rejected": "Left out, because nothing in the text bears them: {count}",
        "flagged": "The two grades lie {distance} apart: a trainer should look at this text.",
        "no": "No second opinion: {why}.",
        "protected": "the text touches on what the law withholds, so it was not sent",
        "timeout": "the endpoint did not reply in time, asked twice",
        "unreachable": "the endpoint could not be reached, or did not serve the request",
        "refused": "the model refused",
        "unreadable": "the reply is not in the form that was asked for",
        "too_few": "too few of its answers are borne out by the text",
    },
    "zh": {
        "head": "{model}的第二意见（仅供参考）：{grade}级（满4级），{score}分（满100分）",
        "reread": "（重读留存的回复）",
        "beside": "规则评{level}/2",
        "none": "—",
        "rejected": "因原文中找不到依据而不予采纳的回答：{count}项",
        "flagged": "两个等级相差{distance}级，请培训师复核这段文字。",
        "no": "没有第二意见：{why}。",
        "protected": "文字涉及依法不予公开的内容，未予发送",
        "timeout": "两次询问，对方均未及时回复",
        "unreachable": "无法连通对方，或对方未受理请求",
        "refused": "模型拒绝回答",
        "unreadable": "回复不符合要求的格式",
        "too_few": "能在原文中找到依据的回答过少",
    },
}


def show(opinion: SecondOpinion, found: Assessment, language: Language) -> None:
    """Print an opinion beside the grade that counts."""
    from reports.labels import message_name
    from simulator.assessor.items import ITEMS

    words = _SHOWN[language]
    click.echo()
    if opinion.why is not None:
        click.echo(words["no"].format(why=words[opinion.why]))
        return
    head = words["head"].format(model=opinion.model, grade=opinion.grade, score=opinion.score)
    click.echo(plain(head + (words["reread"] if opinion.reread else "")))
    levels = opinion.criteria or {}
    for name, level in found.reading["criteria"].items():
        if level is None:
            continue
        own = words["none"] if levels.get(name) is None else f"{levels[name]}/2"
        beside = words["beside"].format(level=level)
        quotes = [item.quote for item in opinion.items if item.yes and item.id in ITEMS[name]]
        mark, stop = (" (", ")") if language == "en" else ("（", "）")
        line = f"- {message_name(name, language)} {own}{mark}{beside}{stop}"
        click.echo(plain(line + (f" “{_short(quotes[0])}”" if quotes else "")))
    if opinion.rejected:
        click.echo(words["rejected"].format(count=len(opinion.rejected)))
    if opinion.flagged:
        click.echo(words["flagged"].format(distance=abs(opinion.difference or 0)))


def _short(quote: str) -> str:
    """A quotation on one line, shortened at its end."""
    one = " ".join(quote.split())
    return one if len(one) <= LONGEST else f"{one[: LONGEST - 1].rstrip()}…"
