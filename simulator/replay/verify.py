"""Whether a stored drill is what was played: the file, the chain and the seal, and then the drill run again
from its recorded actions. The rows show where somebody altered them; the re-run shows what never followed
from the actions.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.errors import PodiumError
from simulator.record.events import digest
from simulator.replay.materials import changed_versions, materials_of
from simulator.replay.rerun import rerun
from simulator.store.check import Fault, drill_faults, file_faults
from simulator.store.drills import DrillStore


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found about one drill."""

    drill: str
    events: int
    """How many events are stored."""
    digest: str | None
    """Digest of the stored events; None where they cannot be read."""
    chain: str | None
    """End of the chain, to be compared with a printed debrief; None where it cannot be read."""
    faults: tuple[Fault, ...]
    """What is wrong, by place; empty if nothing is."""
    remarks: tuple[str, ...] = ()
    """What may explain a difference without any alteration."""

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def verify(store: DrillStore, drill: str, *, scenario: str | None = None, rulebook: str | None = None) -> Verdict:
    """Check one stored drill in every way there is. Nothing is raised for what is found wrong with it.

    ``scenario`` and ``rulebook`` name files to use in place of the library's.

    Raises:
        NotFoundError: nothing of such a drill is stored.
    """
    faults = drill_faults(store, drill)
    try:
        faults += file_faults(store)
        if any(fault.place.startswith("schema object") for fault in faults):
            return Verdict(drill, 0, None, None, tuple(faults))
        entry = store.entry(drill)
        events = store.events(drill)
    except PodiumError as error:
        return Verdict(drill, 0, None, None, tuple(faults or [Fault(f"drill {drill}", str(error))]))
    remarks: list[str] = []
    try:
        fresh = materials_of(entry.header, scenario=scenario, rulebook=rulebook).drill(entry.header)
        difference = rerun(fresh, events, entry.head.now)
        if difference is not None:
            faults.append(Fault(f"drill {drill}, re-run", str(difference)))
            remarks = changed_versions(entry.header)
    except PodiumError as error:
        faults.append(Fault(f"drill {drill}, re-run", str(error)))
    return Verdict(drill, len(events), digest(events), entry.head.hash, tuple(faults), tuple(remarks))
