"""Scripted courses of the small crisis, and what the duties and the score make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from support_drill import STRAND, action, at, begin, cite, finish, message, small

from simulator.drill import Drill
from simulator.record import Record
from simulator.replay.materials import Materials
from simulator.scenario.moments import show_moment
from simulator.scoring import Finding, Scorecard, SeatScore, score

Step = tuple[str, str, str, dict[str, Any]]
"""(moment, seat, act, fields)."""
CHANNELS = ["weibo", "wechat", "short_video", "news_portal"]


RECEIVERS = ["fuhe/public_security", "fuhe/cyberspace"]


def step(moment: str, seat: str, act: str, **fields: Any) -> Step:
    """One action."""
    return (moment, seat, act, fields)


def add_seat(plain: dict[str, Any], seat: str, party: str, kind: str) -> None:
    """Put one more organ of a kind at the table of a plain scenario."""
    named = {"en": party, "zh": party}
    add_party(plain, party, kind)
    about = {"title": named, "briefing": named, "interest": named, "stance": "help"}
    plain["seats"] = [*plain["seats"], {"id": seat, "party": party, **about}]


def add_party(plain: dict[str, Any], party: str, kind: str) -> None:
    """Let one more organ of a kind take part in a plain scenario."""
    plain["parties"] = [*plain["parties"], {"id": party, "kind": kind, "name": {"en": party, "zh": party}}]


def later(moment: str, seconds: int) -> str:
    """A moment some seconds after another."""
    return show_moment(at(moment) + seconds)


@dataclass(frozen=True)
class Judged:
    """A drill that is over, with its scorecard."""

    drill: Drill
    card: Scorecard

    def credits(self, rule: str, seat: str | None = None, key: str | None = None) -> list[int]:
        """Credits in per mille of the settled duties of a rule, in order."""
        return [
            event.data["credit"]
            for event in self.drill.events
            if event.kind in ("duty_met", "duty_missed")
            and event.data["rule"] == rule
            and (seat is None or event.seat == seat)
            and (key is None or event.data["key"] == key)
        ]

    def credit(self, rule: str, seat: str | None = None, key: str | None = None) -> int:
        """The one credit of a duty."""
        (found,) = self.credits(rule, seat, key)
        return found

    def seat(self, seat: str) -> SeatScore:
        """One seat's score."""
        return next(one for one in self.card.seats if one.seat == seat)

    def findings(self, rule: str) -> list[Finding]:
        """The findings of a rule."""
        return [finding for finding in self.card.findings if finding.rule == rule]

    @property
    def total(self) -> float:
        """The team's total."""
        return self.card.scores.total


def judge(*steps: Step | Sequence[Step], materials: Materials | None = None) -> Judged:
    """Play steps, each at its moment, to the end; every one of them must be taken."""
    materials = materials or small()
    flat: list[Step] = []
    for one in steps:
        flat += [one] if isinstance(one, tuple) else one  # type: ignore[list-item]
    drill = begin(materials)
    for moment, seat, act, fields in sorted(flat, key=lambda one: at(one[0])):
        drill.advance(at(moment))
        event = drill.act(seat, action(act, **fields))
        assert event.kind == "action", f"{moment} {seat} {act}: {event.data.get('reason')}"
    finish(drill)
    return Judged(
        drill,
        score(Record(materials.header(seed=7, crew={}), tuple(drill.events)), materials.scenario, materials.rulebook),
    )


def word(
    moment: str,
    seat: str,
    ref: str,
    form: str = "statement",
    *,
    out: str,
    consult: Sequence[str] = (),
    approve: bool = False,
    channels: Sequence[str] = CHANNELS,
    **fields: Any,
) -> list[Step]:
    """Draft a text at one moment, have it confirmed and approved, and publish it at another."""
    made = [step(moment, seat, "draft", draft=ref, strand=STRAND, message=message(form, **fields))]
    ready = later(out, -2400)
    if consult:
        made.append(step(ready, seat, "consult", draft=ref, to=list(consult)))
    if approve:
        made += [
            step(ready, seat, "submit", draft=ref),
            step(later(ready, 60), "office", "approve", author=seat, draft=ref),
        ]
    return [*made, step(out, seat, "publish", draft=ref, channels=list(channels))]


ASSESSMENT = {
    "strand": STRAND,
    "opinion_class": "emergency",
    "grade": "major",
    "emergency_level": "IV",
    "inputs": ["content", "reaction", "media"],
    "proposal": True,
}
"""An assessment of the small crisis as it is."""


def desk_work() -> list[Step]:
    """The sheet, the assessments, the reports, the verifications and the disposals, done well."""
    return [
        step("T-00:15", "health", "log", signal="sign"),
        step("T+00:12", "health", "accept", strand=STRAND),
        step("T+00:12", "education", "accept", strand=STRAND),
        step("T+00:13", "office", "assign", strand=STRAND, to=["health", "education"], due=at("T+03:00")),
        step("T+00:13", "office", "notify", strand=STRAND, to=["fuhe/cyberspace"]),
        step("T+00:14", "health", "assess", **ASSESSMENT),
        step("T+00:14", "education", "assess", **ASSESSMENT),
        step("T+00:15", "health", "report_up", strand=STRAND, to="fuhe/gov_office", facts=cite("ill_5")),
        step("T+00:15", "education", "report_up", strand=STRAND, to="fuhe/gov_office", facts=cite("kitchen_open")),
        step("T+00:16", "office", "report_up", strand=STRAND, to="mingyuan/gov_office", facts=cite("ill_5")),
        step("T+00:17", "office", "convene", strand=STRAND, seats=["health", "education"]),
        step("T+00:30", "education", "dispatch", disposal="shut_kitchen"),
        step("T+01:05", "education", "verify", target="call"),
        step("T+01:15", "office", "designate_lead", strand=STRAND, party="fuhe/health"),
        step("T+01:35", "education", "dispatch", disposal="clean_kitchen"),
        step("T+02:40", "office", "answer_order", inject="wait", answer="dissent"),
    ]


def first_words(**changed: Any) -> list[Step]:
    """The first words of both departments, agreed and approved; ``changed`` alters the one of health."""
    health: dict[str, Any] = {
        "facts": cite("ill_5"),
        "unknowns": ["cause"],
        "advice": ["see_doctor"],
        "disposals": ["shut_kitchen"],
        "next_update": at("T+05:00"),
        "as_of": at("T+00:30"),
        "may_change": True,
    }
    return [
        *word("T+00:35", "health", "h1", out="T+02:30", consult=["education"], approve=True, **{**health, **changed}),
        *word(
            "T+00:35", "education", "e1", out="T+02:35", consult=["health"], approve=True,
            facts=cite("kitchen_open"), unknowns=["call"], advice=["see_doctor", "bring_food"],
            disposals=["shut_kitchen"], next_update=at("T+05:30"), as_of=at("T+00:30"),
        ),
    ]  # fmt: skip


def next_words() -> list[Step]:
    """The news as it comes: figures and water by health, the late call by education."""
    return [
        step("T+02:31", "health", "verify", target="water_poisoned"),
        step("T+02:32", "health", "verify", target="ill"),
        step("T+03:30", "education", "verify", target="called_late"),
        *word(
            "T+04:10", "health", "h2", "update", out="T+05:00",
            facts=cite("ill_9", "water_clean"), claims=[{"claim": "water_poisoned", "stance": "deny"}],
            advice=["see_doctor"], disposals=["clean_kitchen"], unknowns=["cause"],
            as_of=at("T+04:10"), next_update=at("T+08:00"),
        ),
        *word(
            "T+03:40", "education", "e2", "update", out="T+05:20",
            facts=cite("call_50"), as_of=at("T+03:40"), next_update=at("T+09:00"),
        ),
        step("T+05:30", "health", "refer", claim="water_poisoned", to=RECEIVERS, evidence=["water_clean"]),
        step("T+05:31", "health", "verify", target="cause"),
        *word(
            "T+06:20", "health", "h3", "update", out="T+07:30",
            facts=cite("cause_rice"), advice=["see_doctor"], disposals=["clean_kitchen"], as_of=at("T+06:20"),
        ),
        *word("T+07:30", "education", "e3", "update", out="T+08:30", facts=cite("kitchen_open"), as_of=at("T+07:30")),
    ]  # fmt: skip


def without(steps: Sequence[Step], act: str, seat: str | None = None, **fields: Any) -> list[Step]:
    """The steps less those of an act, by seat and fields; at least one must go."""
    left = [
        one
        for one in steps
        if one[2] != act
        or (seat is not None and one[1] != seat)
        or any(one[3].get(name) != value for name, value in fields.items())
    ]
    assert len(left) < len(steps)
    return left


def well_handled(**changed: Any) -> list[Step]:
    """The whole crisis, handled well; ``changed`` alters the first word of health."""
    return [*desk_work(), *first_words(**changed), *next_words()]


@cache
def good() -> Judged:
    """The crisis handled well."""
    return judge(well_handled())


@cache
def silent() -> Judged:
    """The crisis left to itself."""
    return judge()
