"""The evaluation sheet of one drill: what was to be reached, what each rule asked, marks and choices, how one turns into the
other, and a closing report, all from the findings of the scorecard. Its parts follow the subjects that the annexes of
GB/T 46792-2025 have by its table of contents (indicators, evaluation form, conversion, report); the standard's text was
not at hand and none of it is used. Fields that only people can fill stay blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import fsum
from typing import Any, Final

from reports.citing import citation
from reports.labels import labels
from reports.names import Names
from reports.parts import VISIBLE, hot_wash, loss
from reports.promises import PromiseRow, promises
from reports.spreadsheet import table
from simulator.record import Record
from simulator.rules.rulebook import Rulebook
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language
from simulator.scoring.overrides import Override, in_force
from simulator.scoring.ratings import THRESHOLDS, rating_of
from simulator.scoring.scorecard import Finding, Rating, Scorecard

DIMENSIONS: Final = ("timing", "coordination", "message")
SHOWN: Final = 6
"""Observations of one item on the sheet; the debrief lists all findings."""
BLANKS: Final = ("sheet_date", "sheet_place", "sheet_organiser", "sheet_evaluator")
"""Head fields that people fill in."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One objective of the scenario."""

    number: int
    id: str
    text: str
    rules: tuple[str, ...]
    share: float | None
    rating: Rating | None
    rated: str
    """The rating in words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One rule that the drill asked for."""

    number: int
    dimension: str
    rule: str
    cited: str
    asks: str
    """What the rule asks: its phrase in Chinese, its text in English."""
    confirmed: bool
    """Whether the phrase's wording is confirmed."""
    goals: tuple[int, ...]
    """Numbers of the objectives that it serves."""
    possible: float
    won: float
    share: float | None
    rating: Rating | None
    choice: str
    """The mark as a choice, in words."""
    observations: tuple[str, ...]
    """What was wanting: when, who, what."""
    further: int
    """Observations that are not shown."""
    kept: int
    """How often it was kept in full."""
    evidence: tuple[int, ...]
    """Events of the observations, or of what was kept."""
    advice: tuple[str, ...]
    """What would have been right."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """One row of the improvement plan; who does it by when is for people to say."""

    area: str
    action: str
    unit: str
    cited: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """One judgement by a trainer, beside the computed one."""

    about: str
    """The objective in words, or the word and the criterion."""
    computed: str
    given: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evaluation sheet."""

    title: str
    head: tuple[tuple[str, str], ...]
    """Name and value; an empty value is to be filled in by hand."""
    goals: tuple[Goal, ...]
    items: tuple[Item, ...]
    conversion: tuple[tuple[str, str, str], ...]
    """Rating, its words as mark and as choice, and from which share it holds."""
    overall: str
    strengths: tuple[str, ...]
    gaps: tuple[str, ...]
    plan: tuple[Improvement, ...]
    promises: tuple[PromiseRow, ...]
    """The ledger of promises (R86)."""
    by_hand: tuple[ByHand, ...] = ()
    """What trainers judged otherwise, the last of each; what was computed stays where it is."""

    def data(self) -> dict[str, Any]:
        """The sheet as plain data."""
        return asdict(self)


def sheet_of(
    record: Record,
    scenario: Scenario,
    rulebook: Rulebook,
    card: Scorecard,
    names: Names,
    drill_id: str,
    overrides: tuple[Override, ...] = (),
) -> Sheet:
    """The evaluation sheet of a drill in the language of its names; ``overrides`` are what trainers judged by hand."""
    t = labels(names.language)
    strengths, gaps = hot_wash(card, record, names)
    return Sheet(
        title=t["sheet"],
        head=_head(record, scenario, rulebook, names, drill_id),
        goals=tuple(_goals(card, names)),
        items=tuple(_items(card, rulebook, names)),
        conversion=tuple(_conversion(t)),
        overall=_overall(card, rulebook, names),
        strengths=tuple(names.text(item.finding.says) for item in strengths),
        gaps=tuple(names.text(item.finding.says) for item in gaps),
        plan=tuple(
            Improvement(
                area=names.text(item.finding.says),
                action=names.text(item.finding.right) if item.finding.right else "",
                unit=names.short_party(item.finding.party),
                cited=citation(item.finding, rulebook, names),
            )
            for item in gaps
        ),
        promises=promises(record.events, names),
        by_hand=tuple(_by_hand(override, card, names) for override in in_force(overrides).values()),
    )


def _by_hand(override: Override, card: Scorecard, names: Names) -> ByHand:
    goal = next((row for row in card.objectives if row.objective == override.target), None)
    about = names.text(goal.text) if goal is not None else override.target
    return ByHand(about, override.computed, override.value, override.reason, override.by, override.at)


def by_hand(override: Override, names: Names) -> str:
    """A trainer's judgement in one line: value, who, why."""
    t = labels(names.language)
    who = names.aside(t["by_hand"], override.by) if override.by else t["by_hand"]
    return f"{who}{t['colon']}{override.value}{t['comma']}{override.reason}"


def _head(
    record: Record, scenario: Scenario, rulebook: Rulebook, names: Names, drill_id: str
) -> tuple[tuple[str, str], ...]:
    t = labels(names.language)
    title = rulebook.title.zh if names.language == "zh" else rulebook.title.en
    crew = names.all(
        names.aside(names.seat(seat.id), names.word(record.header.crew.get(seat.id, "trainee")))
        for seat in scenario.seats
    )
    known = (
        ("sheet_exercise", names.text(scenario.title)),
        ("drill", drill_id),
        ("sheet_kind", t["sheet_kind_is"]),
        ("rulebook", names.aside(title, rulebook.id)),
        ("sheet_participants", crew),
        ("digest", record.digest),
    )
    return tuple((t[name], value) for name, value in known) + tuple((t[name], "") for name in BLANKS)


def rated(rating: Rating | None, t: dict[str, str]) -> str:
    """A rating in words, its letter first."""
    return t["r_none"] if rating is None else f"{rating}{t['comma']}{t['r_' + rating]}"


def _goals(card: Scorecard, names: Names) -> Iterable[Goal]:
    t = labels(names.language)
    for number, row in enumerate(card.objectives, 1):
        words = rated(row.rating, t)
        yield Goal(number, row.objective, names.text(row.text), row.rules, row.share, row.rating, words)


def _items(card: Scorecard, rulebook: Rulebook, names: Names) -> Iterable[Item]:
    number = 0
    for dimension in DIMENSIONS:
        of = [finding for finding in card.findings if finding.dimension == dimension]
        for rule in sorted({finding.rule: None for finding in of}):
            number += 1
            own = sorted((f for f in of if f.rule == rule), key=lambda f: (f.at, f.seat))
            yield _item(number, dimension, own, card, rulebook, names)


def _item(
    number: int, dimension: str, own: Sequence[Finding], card: Scorecard, rulebook: Rulebook, names: Names
) -> Item:
    t = labels(names.language)
    rule = rulebook.rule(own[0].rule)
    rating, share = rating_of(own)
    wanting = [finding for finding in own if loss(finding) >= VISIBLE or finding.credit < 0]
    told = wanting or list(own)
    return Item(
        number=number,
        dimension=t[dimension],
        rule=rule.id,
        cited=citation(own[0], rulebook, names),
        asks=rule.zh if names.language == "zh" else rule.text,
        confirmed=rule.zh_status == "V",
        goals=tuple(place for place, row in enumerate(card.objectives, 1) if rule.id in row.rules),
        possible=round(fsum(finding.possible for finding in own), 1),
        won=round(fsum(finding.points for finding in own), 1),
        share=share,
        rating=rating,
        choice=t["r_none"] if rating is None else t["choice_" + rating],
        observations=tuple(_observed(finding, names) for finding in wanting[:SHOWN]),
        further=max(0, len(wanting) - SHOWN),
        kept=len(own) - len(wanting),
        evidence=tuple(dict.fromkeys(seq for finding in told for seq in finding.evidence)),
        advice=tuple(dict.fromkeys(names.text(finding.right) for finding in wanting if finding.right)),
    )


def _observed(finding: Finding, names: Names) -> str:
    when, who = names.moment(finding.at // 60 * 60), names.short_party(finding.party)
    return f"{when} {who}{labels(names.language)['colon']}{names.text(finding.says)}"


def _conversion(t: dict[str, str]) -> Iterable[tuple[str, str, str]]:
    for rating, least in THRESHOLDS:
        yield rated(rating, t), t["choice_" + rating], t["from_share"].format(share=f"{100 * least:.0f}")
    lowest = f"{100 * THRESHOLDS[-1][1]:.0f}"
    yield rated("U", t), t["choice_U"], t["below_share"].format(share=lowest)


def _overall(card: Scorecard, rulebook: Rulebook, names: Names) -> str:
    t = labels(names.language)
    scores = card.scores
    parts = [
        f"{t['total']}{t['colon']}{scores.total:.1f}{t['sheet_of_100']}{t['comma']}"
        f"{t['passed'] if card.passed else t['failed']}",
        *(f"{t[name]}{t['colon']}{getattr(scores, name):.1f}" for name in DIMENSIONS),
    ]
    if card.capped_by:
        reasons = t["listing"].join(t[reason] for reason in card.capped_by)
        parts.append(f"{t['capped'].format(cap=f'{rulebook.cap:g}')}{t['colon']}{reasons}")
    return t["semicolon"].join(parts) + t["stop"]


def sheet_lines(sheet: Sheet, names: Names) -> Iterable[str]:
    """The sheet as lines of text."""
    t = labels(names.language)
    colon = t["colon"]
    yield from (t["mark"], sheet.title, t["sheet_note"], "")
    yield from (f"{name}{colon}{value or '____________'}" for name, value in sheet.head)
    yield from ("", t["sheet_goals"])
    for goal in sheet.goals:
        yield f"{goal.number}. {goal.text} [{', '.join(goal.rules)}]"
        yield f"   {goal.rated}{t['semicolon']}{percent(goal.share, names.language)}"
    if sheet.by_hand:
        yield from ("", t["sheet_by_hand"])
    for one in sheet.by_hand:
        yield f"- {one.about}{colon}{t['computed']} {one.computed}{t['semicolon']}{t['by_hand']} {one.given}"
        yield f"  {t['reason']}{colon}{one.reason}{t['semicolon']}{one.by or '____________'}{t['semicolon']}{one.at}"
    yield from ("", t["sheet_items"])
    dimension = ""
    for item in sheet.items:
        if item.dimension != dimension:
            dimension = item.dimension
            yield dimension
        yield from _item_lines(item, t)
    yield from ("", f"{t['sheet_promises']}{colon}{'' if sheet.promises else t['none']}")
    for row in sheet.promises:
        yield f"- {row.owner}{t['semicolon']}{row.made}{t['semicolon']}{t['promise_due']} {row.due}{t['semicolon']}{row.state}"
    yield from ("", t["sheet_conversion"])
    yield from (f"{mark}{t['semicolon']}{choice}{t['semicolon']}{share}" for mark, choice, share in sheet.conversion)
    yield from (t["sheet_breach"], "", t["sheet_report"], sheet.overall)
    for title, said in ((t["strengths"], sheet.strengths), (t["gaps"], sheet.gaps)):
        yield f"{title}{colon}{'' if said else t['none']}"
        yield from (f"  {number}. {text}" for number, text in enumerate(said, 1))
    yield f"{t['sheet_plan']}{colon}{'' if sheet.plan else t['none']}"
    for number, step in enumerate(sheet.plan, 1):
        yield f"  {number}. {step.action or step.area}{t['semicolon']}{step.unit}{t['semicolon']}{step.cited}"
        yield f"     {t['sheet_start']}{colon}________  {t['sheet_end']}{colon}________"
    yield from ("", f"{t['sheet_signed']}{colon}____________")


def _item_lines(item: Item, t: dict[str, str]) -> Iterable[str]:
    asks = item.asks if item.confirmed else f"[{item.asks}]"
    marks = f"{item.won:g}/{item.possible:g}" if item.possible else f"{item.won:g}"
    yield f"{item.number}. {item.cited}{t['colon']}{asks}"
    yield f"   {marks} {t['points']}{t['semicolon']}{item.choice}{t['semicolon']}{t['sheet_kept'].format(times=item.kept)}"
    yield from (f"   - {text}" for text in item.observations)
    if item.further:
        yield f"   - {t['sheet_further'].format(times=item.further)}"
    yield from (f"   > {t['right']}{t['colon']}{text}" for text in item.advice[:SHOWN])
    if item.evidence:
        yield f"   {t['evidence']}{t['colon']}{' '.join(f'#{seq}' for seq in item.evidence[:SHOWN])}"


def percent(share: float | None, language: Language) -> str:
    """A share in percent; a dash for none."""
    return "–" if share is None else f"{100 * share:.0f}{'%' if language == 'zh' else ' %'}"


def sheet_csv(sheet: Sheet, names: Names) -> str:
    """Objectives and items as one table for a spreadsheet."""
    t = labels(names.language)
    columns = (
        "sheet_part", "sheet_number", "sheet_dimension", "rule", "sheet_asks", "sheet_serves", "possible", "won",
        "sheet_share", "sheet_rating", "sheet_choice", "sheet_observed", "evidence", "right",
    )  # fmt: skip
    rows: list[Sequence[str | int | float | None]] = [
        (
            t["sheet_goal"], goal.number, "", names.all(goal.rules), goal.text, "", None, None,
            goal.share, goal.rating, goal.rated, "", "", "",
        )
        for goal in sheet.goals
    ]  # fmt: skip
    rows += [
        (
            t["sheet_item"], item.number, item.dimension, item.cited, item.asks,
            names.all(str(goal) for goal in item.goals), item.possible, item.won, item.share, item.rating, item.choice,
            "\n".join(item.observations), " ".join(f"#{seq}" for seq in item.evidence), "\n".join(item.advice),
        )
        for item in sheet.items
    ]  # fmt: skip
    rows += [
        (
            t["by_hand"], number, "", "", one.about, "", None, None, None, one.given,
            f"{t['computed']} {one.computed}", one.reason, one.by, one.at,
        )
        for number, one in enumerate(sheet.by_hand, 1)
    ]  # fmt: skip
    return table([t[name] for name in columns], rows)
