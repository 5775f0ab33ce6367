"""The opinion-handling sheet of a strand as a course of states (OFFICIAL_RULES 2.6), from being detected to being reviewed,
with what happens beside it. The course is read off the events: off all of them for the record and the debrief, off those
that a seat may see for its desk. Which step may follow which stands in :mod:`simulator.drill.sheets`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from simulator.message.library import Library
from simulator.record import Event

STATES: Final = (
    "detected",
    "logged",
    "assessed",
    "reported_up",
    "accepted",
    "transferred",
    "lead_designated",
    "verified",
    "consulted",
    "drafted",
    "approved",
    "published",
    "press_conference_held",
    "interview_given",
    "update_published",
    "closed",
    "reviewed",
)
"""The states in their order; not every sheet passes all of them."""
BESIDE: Final = (
    "rumor_rebutted",
    "rumor_referred",
    "leader_engaged",
    "secrecy_reviewed",
    "promise_made",
    "promise_kept",
    "reopened",
)
"""What happens beside the course; ``reopened`` is ours: the matter changed after its sheet was closed (C7)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a sheet."""

    state: str
    """One of :data:`STATES` or :data:`BESIDE`."""
    at: int
    seat: str
    """Whose doing it was; empty for the world's."""
    seq: int


def course_of(strand: str, events: Iterable[Event], library: Library) -> tuple[Step, ...]:
    """Everything that the sheet of a strand went through, in order, as far as these events tell."""
    reader = _Reader(strand, library)
    return tuple(Step(state, event.at, event.seat, event.seq) for event in events for state in reader.states(event))


def state_of(course: Iterable[Step]) -> str | None:
    """The furthest state that a sheet has come to; None before it was detected, and of a reopened sheet the furthest but
    closed and reviewed.
    """
    reached: list[str] = []
    for step in course:
        if step.state == "reopened":
            reached = [state for state in reached if state not in ("closed", "reviewed")]
        elif step.state in STATES:
            reached.append(step.state)
    return max(reached, key=STATES.index, default=None)


class _Reader:
    """Reads one strand's steps off the events, which name drafts and words where they do not name the strand."""

    def __init__(self, strand: str, library: Library) -> None:
        self.strand = strand
        self.library = library
        self.drafts: dict[tuple[str, str], str] = {}
        self.words: dict[int, str] = {}
        self.published = False

    def states(self, event: Event) -> Iterator[str]:
        data = event.data
        if event.kind == "action" and data["action"]["act"] == "draft":
            self.drafts[event.seat, data["action"]["draft"]] = data["action"]["strand"]
        elif event.kind in ("published", "conference_held"):
            self.words[event.seq] = data["strand"]
        read = _READ.get(event.kind)
        if read is not None and self._strand(event) == self.strand:
            yield from read(self, event)

    def _strand(self, event: Event) -> str | None:
        """The strand that an event is about; this one, where it bears on several and this is among them."""
        data, belongs = event.data, self.library.belongs
        if "strand" in data:
            return str(data["strand"])
        if event.kind == "fact_learned":
            return self.strand if belongs.holds(self.strand, data["fact"]) else None
        if "claim" in data:
            return belongs.claims[data["claim"]]
        if "inject" in data:
            return belongs.injects[data["inject"]]
        if "word" in data:
            return self.words.get(data["word"])
        return self.drafts.get((data.get("author", event.seat), data.get("draft", "")))

    def word(self, event: Event) -> Iterator[str]:
        if event.kind == "conference_held":
            yield "press_conference_held" if self.published else "published"
        else:
            yield "update_published" if self.published else "published"
        if event.kind == "conference_held" and not self.published:
            yield "press_conference_held"
        self.published = True
        answers = event.data.get("reading", {}).get("claims", ())  # a seat may be shown a word without its reading
        if any(claim["verdict"] == "supported" and claim["stance"] == "deny" for claim in answers):
            yield "rumor_rebutted"


def _always(*states: str) -> Callable[[_Reader, Event], Iterator[str]]:
    def read(reader: _Reader, event: Event) -> Iterator[str]:
        yield from states

    return read


def _learned(reader: _Reader, event: Event) -> Iterator[str]:
    if event.data["how"] == "verified":
        yield "verified"


def _checked(reader: _Reader, event: Event) -> Iterator[str]:
    if event.data["truth"] != "unknown":
        yield "verified"


def _replied(reader: _Reader, event: Event) -> Iterator[str]:
    if reader.library.injects[event.data["inject"]].form == "journalist_call":
        yield "interview_given"


def _word(reader: _Reader, event: Event) -> Iterator[str]:
    yield from reader.word(event)


_READ: Final[dict[str, Callable[[_Reader, Event], Iterator[str]]]] = {
    "sheet_opened": _always("detected", "logged"),  # opening it is its line in the log
    "assessed": _always("assessed"),
    "reported_up": _always("reported_up"),
    "accepted": _always("accepted"),
    "transferred": _always("transferred"),
    "assigned": _always("transferred"),
    "lead_designated": _always("lead_designated"),
    "fact_learned": _learned,
    "claim_checked": _checked,
    "consulted": _always("consulted"),
    "convene_held": _always("consulted"),
    "draft_ready": _always("drafted"),
    "approved": _always("approved", "secrecy_reviewed"),  # who lets a text go out answers for what is in it
    "returned": _always("secrecy_reviewed"),
    "published": _word,
    "conference_held": _word,
    "replied": _replied,
    "referred": _always("rumor_referred"),
    "leader_engaged": _always("leader_engaged"),
    "promise_made": _always("promise_made"),
    "promise_kept": _always("promise_kept"),
    "sheet_closed": _always("closed"),
    "sheet_reopened": _always("reopened"),
    "sheet_reviewed": _always("reviewed"),
}
"""Kind of event -> the states that it brings a sheet to."""

NAMES: Final[dict[str, tuple[str, str]]] = {
    "detected": ("detected", "发现"),
    "logged": ("logged", "登记"),
    "assessed": ("assessed", "研判"),
    "reported_up": ("reported up", "报送"),
    "accepted": ("accepted", "受理"),
    "transferred": ("passed on for handling", "转办"),
    "lead_designated": ("lead designated", "确定牵头"),
    "verified": ("verified", "核实"),
    "consulted": ("consulted", "会商"),
    "drafted": ("drafted", "拟稿"),
    "approved": ("reviewed and approved", "审批"),
    "published": ("published", "发布"),
    "press_conference_held": ("press conference held", "举行发布会"),
    "interview_given": ("interview given", "接受采访"),
    "update_published": ("followed up", "续报"),
    "closed": ("closed", "办结"),
    "reviewed": ("closed and reviewed", "已复盘"),
    "rumor_rebutted": ("rumour rebutted", "辟谣"),
    "rumor_referred": ("rumour referred", "移交线索"),
    "leader_engaged": ("leader brought in", "负责同志介入"),
    "secrecy_reviewed": ("reviewed for what may not go out", "保密审查"),
    "promise_made": ("next word promised", "承诺续报"),
    "promise_kept": ("promise kept", "兑现承诺"),
    "reopened": ("opened again", "重新受理"),
}
"""State -> its name in English and Chinese."""


def plain(course: Iterable[Step]) -> list[dict[str, Any]]:
    """A course as plain values, for pages and exports."""
    return [{"state": s.state, "at": s.at, "seat": s.seat, "seq": s.seq} for s in course]
