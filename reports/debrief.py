"""The debrief: the after-action report of one drill as one self-contained HTML page that can be read
without a network, printed, and checked against the record. What people wrote is hostile input until shown
otherwise: everything is escaped, nothing on the page can run, and no address outside it is ever asked for.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from reports.beside import beside_rows
from reports.citing import citation
from reports.course import course, curves, table_points, word_numbers
from reports.figures import draw, draw_curves
from reports.handling import handling_sheets
from reports.labels import labels
from reports.literal import excerpt, visible
from reports.matrix import consultation_matrix
from reports.names import Names
from reports.own_words import OwnWords
from reports.parts import VISIBLE, hot_wash, loss, voices, word_rows
from reports.sentences import sentence
from reports.sheet import by_hand, percent, rated, sheet_of
from reports.story import hours, story_lines
from simulator.errors import UnavailableError
from simulator.record import EVENT_KINDS, Event, Record, canonical
from simulator.rules.rulebook import Rulebook
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language
from simulator.scoring.beside import Beside
from simulator.scoring.overrides import Override, in_force
from simulator.scoring.ratings import THRESHOLDS
from simulator.scoring.scorecard import Scorecard

DIMENSIONS: Final = ("timing", "coordination", "message")
SAT: Final = ("trainee", "script")
"""What a crew says of seats that no colleague plays."""
SEATS_SHOWN: Final = 3
"""Most seats whose own ratings stand beside the team's."""


def write_debrief(
    path: Path,
    record: Record,
    scenario: Scenario,
    rulebook: Rulebook,
    scorecard: Scorecard,
    *,
    drill_id: str,
    language: Language = "en",
    chain_head: str | None = None,
    reference: Mapping[str, Record] | None = None,
    beside: Beside | None = None,
    overrides: tuple[Override, ...] = (),
) -> Path:
    """Write the page to a file and return its path; the folder is made, and the file is there whole or not at
    all.

    Raises: UnavailableError: the file cannot be written there.
    """
    page = render_debrief(
        record,
        scenario,
        rulebook,
        scorecard,
        drill_id=drill_id,
        language=language,
        chain_head=chain_head,
        reference=reference,
        beside=beside,
        overrides=overrides,
    )
    return write_text(path, page)


def write_text(path: Path, text: str) -> Path:
    """Write a text to a file and return its path; the folder is made, and the file is there whole or not at all.

    Raises: UnavailableError: the file cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".debrief-", suffix=".html", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(name, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)
    return path


def _cannot_write(path: Path, error: OSError) -> UnavailableError:
    reason = error.strerror or type(error).__name__
    return UnavailableError(f"the debrief cannot be written to {visible(str(path))} ({reason}); name another place")


def render_debrief(
    record: Record,
    scenario: Scenario,
    rulebook: Rulebook,
    scorecard: Scorecard,
    *,
    drill_id: str,
    language: Language = "en",
    chain_head: str | None = None,
    reference: Mapping[str, Record] | None = None,
    beside: Beside | None = None,
    overrides: tuple[Override, ...] = (),
) -> str:
    """The page as text; the same arguments always give the same text.

    ``reference`` are other drills of the same scenario and seed, by the name that their thin curves shall
    bear, such as ``no response``; ``beside`` is what the reference play came to; ``chain_head`` is the store's
    hash over the whole drill; ``overrides`` are what trainers judged by hand, which stands beside what was computed.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("debrief.html.j2")
    names = Names(scenario, language)
    return page.render(
        **_header(record, scenario, rulebook, names, drill_id, chain_head),
        **_judgement(record, rulebook, scorecard, names),
        **_figures(record, scenario, rulebook, names, reference or {}),
        **_happened(record, scenario, scorecard, names),
        **_compared(record, scorecard, beside, names),
        sheet=sheet_of(record, scenario, rulebook, scorecard, names, drill_id, overrides),
        by_hand={target: by_hand(override, names) for target, override in in_force(overrides).items()},
        percent=lambda share: percent(share, language),
    )


def _compared(record: Record, scorecard: Scorecard, compared: Beside | None, names: Names) -> dict[str, Any]:
    """The ratings of the objectives, and the reference play beside the drill."""
    t, numbers = labels(names.language), word_numbers(record)
    sat = [seat for seat in scorecard.seats if record.header.crew.get(seat.seat) in SAT]
    return {
        "sat": sat if len(sat) <= SEATS_SHOWN else [],
        "rated": lambda rating: rated(rating, t),
        "rating_in": lambda seat, goal: next((r.rating or "–" for r in seat.objectives if r.objective == goal), "–"),
        "thresholds": names.all(f"{letter} {percent(least, names.language)}" for letter, least in THRESHOLDS),
        "beside": compared,
        "beside_seats": names.all(names.seat(seat) for seat in compared.seats_changed) if compared else "",
        "beside_rows": beside_rows(scorecard, compared, names) if compared else [],
        "beside_words": [(numbers.get(word.own, ""), word) for word in compared.words] if compared else [],
    }


def _header(
    record: Record,
    scenario: Scenario,
    rulebook: Rulebook,
    names: Names,
    drill_id: str,
    chain_head: str | None,
) -> dict[str, Any]:
    """What was played, with what, by whom."""
    return {
        "t": labels(names.language),
        "lang": {"en": "en", "zh": "zh-CN"}[names.language],
        "names": names,
        "scenario": scenario,
        "rulebook": rulebook,
        "rulebook_title": rulebook.title.zh if names.language == "zh" else rulebook.title.en,
        "header": record.header,
        "digest": record.digest,
        "drill_id": drill_id,
        "chain_head": chain_head,
        "events": len(record.events),
        "clock": lambda at: (scenario.clock.t0 + timedelta(seconds=at)).isoformat(" ", "minutes"),
        "cite": lambda finding: citation(finding, rulebook, names),
    }


def _judgement(record: Record, rulebook: Rulebook, scorecard: Scorecard, names: Names) -> dict[str, Any]:
    """The scorecard, and what stands out in it."""
    strengths, gaps = hot_wash(scorecard, record, names)
    return {
        "card": scorecard,
        "dimensions": [(name, getattr(scorecard.scores, name), getattr(rulebook.weights, name)) for name in DIMENSIONS],
        "pass_mark": 100 * rulebook.pass_share,
        "outcome": [(name, 100 * value) for name, value in scorecard.outcome.model_dump().items()],
        "strengths": strengths,
        "gaps": gaps,
        "loss": loss,
        "visible": VISIBLE,
        "findings": [
            (name, [finding for finding in scorecard.findings if finding.dimension == name]) for name in DIMENSIONS
        ],
        "number": _number,
    }


def _number(value: float) -> str:
    """A number as the page prints it: at most one decimal, no trailing zero, and a true minus sign."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown.replace("-", "\u2212")


def _figures(
    record: Record, scenario: Scenario, rulebook: Rulebook, names: Names, reference: Mapping[str, Record]
) -> dict[str, Any]:
    """The two figures and the rows under them, the matrix, the words and the voices."""
    from markupsafe import Markup

    t, own = labels(names.language), OwnWords(scenario, names)
    track, points, numbers = course(record, scenario, rulebook), curves(record, names), word_numbers(record)
    words = word_rows(record, names, numbers)
    public = [row for row in words if row.number.startswith("W")]
    claims = {name: names.named(names.narratives, name) for name in names.rumours}
    timeline = draw(
        track,
        {seat: names.seat(seat) for seat in track.lanes},
        t | {"title": t["timeline"], "alt": t["timeline_alt"]},
    )
    crowd = draw_curves(
        points,
        [(row.word.at, row.number, row.word.message.form == "conference") for row in public],
        {label: curves(other, names) for label, other in reference.items()},
        claims,
        track.limits,
        (track.opens, track.ends),
        t | {"title": t["curves"], "alt": t["curves_alt"]},
    )
    return {
        "timeline": Markup(timeline),
        "crowd": Markup(crowd),
        "marks": track.marks,
        "points": table_points(points),
        "claims": claims,
        "references": tuple(reference),
        "handling": handling_sheets(record, scenario, names),
        "matrix": consultation_matrix(record, scenario),
        "words": public,
        "replies": [row for row in words if row not in public],
        "own_words": own.of,
        "own_answer": lambda seq: own.answer(record.events[seq - 1].data),
        "own_answers": own.answers,
        "voices": voices(record, scenario, points, names),
    }


def _happened(record: Record, scenario: Scenario, scorecard: Scorecard, names: Names) -> dict[str, Any]:
    """The chronicle, and the events that a finding or figure points to and that the chronicle does not
    tell."""
    lines = story_lines(record, scenario, names.language)
    told = {line.seq for line in lines}
    wanted = {seq for finding in scorecard.findings for seq in finding.evidence}
    further = [event for event in record.events if event.seq in wanted and event.seq not in told]
    known = told | {event.seq for event in further}
    return {
        "hours": hours(lines),
        "further": [(event, _plainly(event, names)) for event in further],
        "known": known,
    }


def _plainly(event: Event, names: Names) -> str:
    """An event that has no sentence of its own: its kind and its data."""
    told = sentence(event, names)
    kind = event.kind if names.language == "zh" else EVENT_KINDS.get(event.kind, event.kind)
    return told or f"{kind}: {excerpt(canonical(event.data), 300)}"
