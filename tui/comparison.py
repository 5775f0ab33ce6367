"""The reference play of one stored drill, for whoever shows its judgement: kept from an earlier debrief, or played in strides
while somebody waits. Drills that colleagues played alone have none unless one is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.record import Record
    from simulator.replay.materials import Materials
    from simulator.replay.reference import ReferencePlay
    from simulator.scoring import Beside
    from simulator.store import DrillStore


class Comparison:
    """What a drill is compared with, and how far that is."""

    def __init__(
        self, store: DrillStore, drill: str, materials: Materials, record: Record, *, asked_for: bool = False
    ) -> None:
        """Look for a kept play; where there is none, open one. Nothing is played before :meth:`step`."""
        from simulator.replay.reference import ReferencePlay, reference_header, sat_at
        from simulator.store.kept import kept_reference

        self._store, self._drill, self._materials, self._own = store, drill, materials, record
        self._record: Record | None = None
        self._play: ReferencePlay | None = None
        header = reference_header(materials, record.header)
        if header is None or not (asked_for or sat_at(record.header)):
            return
        self._record = kept_reference(store, drill, header)
        if self._record is None:
            self._play = ReferencePlay(materials, header, record)

    @property
    def ready(self) -> bool:
        """Nothing is left to play."""
        return self._play is None or self._play.done

    @property
    def share(self) -> float:
        """How much of it is played, from 0 to 1."""
        return 1.0 if self._play is None else self._play.share

    def step(self) -> None:
        """Play a stride."""
        if self._play is not None:
            self._play.step()

    def finish(self) -> Record | None:
        """The reference play, whole, and kept for the next time; None where the drill has none."""
        from simulator.store.kept import keep_reference

        if self._play is not None:
            self._record = self._play.finish()
            self._play = None
            keep_reference(self._store, self._drill, self._record)
        return self._record

    def beside(self) -> Beside | None:
        """What it came to, to be shown beside the drill; None where the drill has none."""
        from simulator.scoring import beside, score

        reference = self.finish()
        if reference is None:
            return None
        card = score(reference, self._materials.scenario, self._materials.rulebook)
        return beside(self._own, reference, card)
