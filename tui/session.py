"""One trainee's drill, from its start to its judgement: beginning or going on with a stored drill, scoring it, and
writing its debrief. The screen and the line client share it; neither knows the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.comparison import Comparison

if TYPE_CHECKING:
    from simulator.host.local import Host
    from simulator.record import Record
    from simulator.replay.materials import Materials
    from simulator.scenario.text import Language
    from simulator.scoring import Beside, Scorecard
    from simulator.scoring.overrides import Override
    from simulator.store import DrillStore
    from simulator.store.drills import Entry

TRAINEE: Final = "trainee"
"""What a crew says of the seat that a trainee plays."""
COLLEAGUES: Final = "trained"
"""Skill of the colleagues in the other seats, unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a drill came to."""

    materials: Materials
    record: Record
    scorecard: Scorecard
    page: Path
    """The debrief as an HTML page."""
    beside: Beside | None = None
    """What the reference play came to; None where there is none."""
    overrides: tuple[Override, ...] = ()
    """What trainers have judged by hand, beside what was computed."""


def begin(
    store: DrillStore, scenario: str, seat: str, seed: int, rulebook: str, skill: str = COLLEAGUES
) -> tuple[Host, Materials]:
    """Start a drill in which a trainee plays one seat and colleagues the others.

    Raises:
        PodiumError: there is no such scenario, rulebook, seat or skill, or the store takes nothing.
    """
    from simulator.errors import NotFoundError
    from simulator.host.local import Host
    from simulator.replay.materials import gather

    materials = gather(scenario, rulebook)
    seats = [known.id for known in materials.scenario.seats]
    if seat not in seats:
        raise NotFoundError(f"{scenario} has no seat {seat!r}; it has {', '.join(seats)}")
    header = materials.header(seed=seed, crew={name: TRAINEE if name == seat else skill for name in seats})
    return Host.start(store, header, materials.drill(header), materials.crew(header)), materials


def go_on(store: DrillStore, drill: str) -> tuple[Host, Materials]:
    """Take up a drill that was broken off; it stands paused where it was.

    Raises:
        PodiumError: there is no such drill, or it gives something else than what is stored.
    """
    from simulator.host.local import Host
    from simulator.replay.materials import materials_of

    header = store.entry(drill).header
    materials = materials_of(header)
    return Host.resume(store, drill, materials.drill(header), materials.crew(header)), materials


def trainee_seat(crew: dict[str, str]) -> str | None:
    """The seat that a trainee plays; None if there is none."""
    return next((seat for seat, filled in crew.items() if filled == TRAINEE), None)


def unfinished(store: DrillStore) -> list[Entry]:
    """Trainees' drills that were broken off, the newest first."""
    return [entry for entry in reversed(store.drills()) if not entry.closed and trainee_seat(entry.header.crew)]


def play_out(store: DrillStore, materials: Materials, seed: int, crew: dict[str, str]) -> Host:
    """Start a drill in which nobody sits at a screen: colleagues and scripts fill the seats.

    Raises:
        PodiumError: the store takes nothing.
    """
    from simulator.host.local import Host

    header = materials.header(seed=seed, crew=crew)
    return Host.start(store, header, materials.drill(header), materials.crew(header))


def judge(
    host: Host,
    materials: Materials,
    language: Language,
    page: Path | None = None,
    comparison: Comparison | None = None,
) -> Judgement:
    """Score a drill and write its debrief, beside the records unless another place is named.

    ``comparison`` is the drill's own, where somebody has begun to play its reference already.

    Raises:
        PodiumError: the page cannot be written.
    """
    found = comparison or Comparison(host.store, host.id, materials, host.record)
    return assess(host.store, host.id, materials, host.record, found, language, page)


def assess(
    store: DrillStore,
    drill: str,
    materials: Materials,
    record: Record,
    comparison: Comparison,
    language: Language,
    page: Path | None = None,
) -> Judgement:
    """Score a record that is stored, beside its reference play where it has one, and write its debrief.

    Raises:
        PodiumError: the page cannot be written.
    """
    from reports.debrief import write_debrief
    from simulator.scoring import score
    from simulator.store.overrides import kept_overrides

    scorecard = score(record, materials.scenario, materials.rulebook)
    overrides = kept_overrides(store, drill)
    reference, compared = comparison.finish(), comparison.beside()
    curve = {"en": "reference play", "zh": "参考打法"}[language]
    written = write_debrief(
        page or store.path.parent / "debriefs" / f"{drill}.html",
        record,
        materials.scenario,
        materials.rulebook,
        scorecard,
        drill_id=drill,
        language=language,
        chain_head=store.head(drill).hash,
        reference={} if reference is None else {curve: reference},
        beside=compared,
        overrides=overrides,
    )
    return Judgement(materials, record, scorecard, written, compared, overrides)
