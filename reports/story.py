"""The drill as a chronicle: one plain sentence for each event that matters, in order, hour by hour. Steps
of work, echoes of actions and facts that merely pass from desk to desk are gathered or left out; the crowd
is told every six hours, and sooner when it changes strongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from reports.literal import visible
from reports.names import Names
from reports.sentences import sentence
from simulator.record import Event, Record
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language

PULSE_EVERY: Final = 6 * HOUR
"""The crowd is told at least this often."""
STRONG_FACTOR: Final = 2.5
"""The crowd is told sooner when the posts of an hour have grown or fallen by this factor ..."""
STRONG_POSTS: Final = 300
"""... and by at least this many posts."""

LEFT_OUT: Final = (
    *("signal_seen", "document", "draft_ready", "convened", "submitted", "approved"),
    *("promise_made", "promise_kept", "duty_met", "duty_opened"),
)
"""Kinds that another line tells already."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of the chronicle."""

    at: int
    """Simulated second from T+0."""
    seq: int
    """Number of the event that it tells, or of the first of several."""
    seat: str
    """Whose act or news it is; empty for the world's own events."""
    kind: str
    """Kind of the event."""
    text: str
    """The sentence."""


def story_lines(record: Record, scenario: Scenario, language: Language) -> list[StoryLine]:
    """The record as sentences in one language, in order of the events."""
    names = Names(scenario, language)
    teller = _Teller(names)
    lines: list[StoryLine] = []
    for event in record.events:
        text = teller.tell(event)
        if text is not None:
            lines.append(StoryLine(event.at, event.seq, event.seat, event.kind, text))
    lines += [*_passed_on(record, names), *_seen(record, names)]
    return sorted(
        (replace(line, text=line.text[:1].upper() + line.text[1:]) for line in lines),
        key=lambda line: line.seq,
    )


def hours(lines: Sequence[StoryLine]) -> list[tuple[int, list[StoryLine]]]:
    """The lines by hour from T+0 (the hour before it is -1); hours without a line are left out."""
    return [(hour, list(group)) for hour, group in groupby(lines, key=lambda line: line.at // HOUR)]


def pulse_sentence(pulse: Mapping[str, Any], names: Names) -> str:
    """The crowd in numbers: posts of the last hour, and the most believed of the narratives that follow a
    claim."""
    posts = f"{pulse['heat']:,}"
    told = names.pick(f"{posts} posts in the last hour", f"最近一小时{posts}条帖文")
    shares = {name: believing(pulse, name) for name in names.rumours if name in pulse["narratives"]}
    worst = max(shares, key=lambda name: shares[name], default=None)
    if worst is not None and shares[worst] >= 0.0005:
        name, share = names.named(names.narratives, worst), f"{100 * shares[worst]:.1f}"
        told += names.pick(f"; {share} % believe “{name}”", f"；{share}%的人相信“{name}”")
    return told + names.pick(f"; trust {pulse['trust'] / 100:.1f} %.", f"；信任度{pulse['trust'] / 100:.1f}%。")


def believing(pulse: Mapping[str, Any], narrative: str) -> float:
    """Share of all people who believe a narrative, 0 to 1."""
    people = pulse["narratives"][narrative]
    return float(people["B"] / max(1, people["S"] + people["E"] + people["B"] + people["Z"]))


class _Teller:
    """Tells one event after the other, and remembers what need not be told again."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.in_vain: list[tuple[str, str]] = []
        self.told: tuple[int, int] | None = None
        self.missed: list[tuple[int, str]] = []
        self.rang: int | None = None

    def tell(self, event: Event) -> str | None:
        match event.kind:
            case "action":
                return self._action(event)
            case "fact_learned":
                return self._learned(event)
            case "nothing_new":
                tried = (event.seat, event.data["target"])
                if tried in self.in_vain:
                    return None
                self.in_vain.append(tried)
            case "pulse":
                return self._pulse(event)
            case "hotline":
                return self._calls(event)
            case "duty_missed":
                return self._missed(event)
            case "consultation_answered" if event.data["agree"]:
                return None  # the published word names who agreed
            case "drill_closed":
                return self._closed(event.data["outcome"])
        return None if event.kind in LEFT_OUT else sentence(event, self.names)

    def _action(self, event: Event) -> str | None:
        """Most actions are told by what they bring about; these two are news when they begin."""
        action, names = event.data["action"], self.names
        who = names.seat(event.seat)
        if action["act"] == "flag":
            signal = names.signals.get(action["signal"])
            title = visible(action["signal"]) if signal is None else names.text(signal.title)
            return names.pick(f"{who} raises “{title}” with the General Office.", f"{who}向政府办报告线索“{title}”。")
        if action["act"] == "dispatch":
            task = names.named(names.disposals, action["disposal"])
            return names.pick(f"{who} sets to work: {task}.", f"{who}启动处置：{task}。")
        return None

    def _learned(self, event: Event) -> str | None:
        """What a desk establishes itself, or is told by its own people; the rest is gathered or follows from
        a document."""
        names, fact = self.names, self.names.fact(event.data["fact"])
        if event.data["how"] == "verified":
            return names.pick(f"{names.seat(event.seat)} establishes: {fact}", f"{names.seat(event.seat)}核实：{fact}")
        if event.data["how"] == "reported":
            return names.pick(f"{names.seat(event.seat)} is told: {fact}", f"{names.seat(event.seat)}获报：{fact}")
        return None

    def _missed(self, event: Event) -> str | None:
        """A miss, once where several duties of one rule are missed in the same way and second."""
        text = sentence(event, self.names)
        if text is None or (event.at, text) in self.missed:
            return None
        self.missed.append((event.at, text))
        return text

    def _pulse(self, event: Event) -> str | None:
        heat = event.data["heat"]
        if self.told is not None and event.at - self.told[0] < PULSE_EVERY:
            low, high = sorted((heat, self.told[1]))
            if high - low < STRONG_POSTS or high < STRONG_FACTOR * low:
                return None
        elif event.at < 0 or (self.told is None and heat == 0):
            return None
        self.told = (event.at, heat)
        return pulse_sentence(event.data, self.names)

    def _calls(self, event: Event) -> str | None:
        """An hour in which a third of the calls was lost, not more often than the public's figures."""
        if 3 * event.data["lost"] < event.data["calls"]:
            return None
        if self.rang is not None and event.at - self.rang < PULSE_EVERY:
            return None
        self.rang = event.at
        return sentence(event, self.names)

    def _closed(self, outcome: Mapping[str, int]) -> str:
        share = {name: f"{value / 10:.1f} %" for name, value in outcome.items()}
        told = self.names.pick(
            "The horizon is reached. Believe the worst false claim: {rumour_belief}; concerns open: "
            "{open_concerns}; trust: {trust}; accuracy of belief: {accuracy}; "
            "cause removed: {cause_removed}.",
            "演练结束。相信最严重谣言的人：{rumour_belief}；未回应的关切：{open_concerns}；信任度：{trust}；"
            "认知准确度：{accuracy}；起因消除：{cause_removed}。",
        ).format(**share)
        if outcome.get("trust_after", outcome["trust"]) == outcome["trust"]:
            return told
        return told + self.names.pick(
            " After day 30: trust {trust_after}, accuracy {accuracy_after}.",
            "第30天之后：信任度{trust_after}，认知准确度{accuracy_after}。",
        ).format(**share)


def _passed_on(record: Record, names: Names) -> Iterable[StoryLine]:
    """What one desk gives to others in one second, as one line."""
    gifts: dict[tuple[int, str], list[Event]] = {}
    for event in record.events:
        if event.kind == "fact_learned" and event.data["how"] == "shared":
            gifts.setdefault((event.at, event.data["source"]), []).append(event)
    for (at, giver), events in gifts.items():
        takers = names.all(dict.fromkeys(names.seat(event.seat) for event in events))
        labels = names.some(dict.fromkeys(names.target(event.data["slot"]) for event in events))
        text = names.pick(
            f"{names.seat(giver)} gives {takers}: {labels}.", f"{names.seat(giver)}向{takers}提供：{labels}。"
        )
        yield StoryLine(at, events[0].seq, giver, "fact_learned", text)


def _seen(record: Record, names: Names) -> Iterable[StoryLine]:
    """A signal that several desks see in one second, as one line."""
    groups: dict[tuple[int, str], list[Event]] = {}
    for event in record.of_kind("signal_seen"):
        groups.setdefault((event.at, event.data["signal"]), []).append(event)
    for (at, _), events in groups.items():
        seats = names.all(dict.fromkeys(names.seat(event.seat) for event in events))
        yield StoryLine(at, events[0].seq, events[0].seat, "signal_seen", sentence(events[0], names, who=seats) or "")
