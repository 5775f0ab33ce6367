"""The General Office's own habits: assigning, linking up, designating the lead, reviewing, pressing, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.message.strands import words_in
from simulator.record import Action, Event
from simulator.record import actions as a
from simulator.rules.vocabulary import MAJOR_EMERGENCIES
from simulator.scenario.moments import HOUR, MINUTE, show_duration

if TYPE_CHECKING:
    from simulator.drill.colleagues.colleague import Colleague


def sheet_came(colleague: Colleague, event: Event) -> None:
    """The sheet is open, or who answers was ruled anew: an office that has departments to look after begins."""
    strand = event.data["strand"]
    if colleague.view.is_office() and strand in colleague.board.sheets:
        _own_part(colleague, strand, max(colleague.view.strand(strand).surfaced, event.at))


def _own_part(colleague: Colleague, strand: str, start: int) -> None:
    """Assign with a time, tell publicity and cyberspace, call the units together, and look who is late; begun once."""
    charges = colleague.view.charges(strand)
    if strand in colleague.unassigned and charges:  # the ruling has moved the strand to this office
        colleague.unassigned.remove(strand)
        wait = colleague.delay(colleague.skill.reaction, "assign", *colleague.view.key(strand))
        colleague.plan(start + wait, "assign", strand)
    if strand in colleague.coordinated or not charges:
        return
    colleague.coordinated.append(strand)
    soon = start + colleague.delay(colleague.skill.reaction, "assign", *colleague.view.key(strand))
    colleague.plan(soon, "assign", strand)
    colleague.plan(soon + 5 * MINUTE, "link_up", strand)
    colleague.plan(soon + 10 * MINUTE, "convene", strand)
    if colleague.view.strand(strand).opinion_grade == "especially_serious":
        colleague.plan(soon + 15 * MINUTE, "engage", strand)
    major = colleague.view.strand(strand).emergency_level in MAJOR_EMERGENCIES
    if len(charges) > 1 and major and colleague.view.may_name_lead(strand):
        _plan_lead(colleague, start, strand)
    colleague.plan(soon + 8 * HOUR, "chase", strand)
    colleague.plan(colleague.view.library.scenario.clock.ends - 3 * HOUR, "close", strand)


def assign(colleague: Colleague, now: int, about: str) -> list[Action]:
    """The sheet goes to every department that this office looks after, due in four hours."""
    seats = colleague.view.charges(about)
    if not colleague.chance(colleague.skill.coordinates, "assigns"):
        return []
    if not seats:
        colleague.unassigned.append(about)
        return []
    return [a.Assign(strand=about, to=tuple(seats), due=now + 4 * HOUR)]


def link_up(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Publicity and cyberspace hear of it."""
    if not colleague.chance(colleague.skill.coordinates, "links"):
        return []
    parties = [p for p in (colleague.view.body("publicity"), colleague.view.body("cyberspace")) if p]
    return [a.Notify(strand=about, to=tuple(parties))] if parties else []


def convene(colleague: Colleague, now: int, about: str) -> list[Action]:
    """One meeting, one fact set."""
    if not colleague.chance(colleague.skill.coordinates, "convenes"):
        return []
    seats = [seat for seat in colleague.view.handlers(about) if seat != colleague.seat]
    return [a.Convene(strand=about, seats=tuple(seats))] if seats else []


def engage(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Where opinion is especially serious the principal leader is asked to coordinate (R14), once in a strand."""
    if any(by == colleague.seat for _, by, _ in colleague.board.acts_in(about, "leader_engaged")):
        return []
    if not colleague.chance(colleague.skill.coordinates, "engages"):
        return []
    return [a.EngageLeader(strand=about, ask="coordinate")]


def chase(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Press who was assigned and has neither spoken nor been spoken for; look again later."""
    view = colleague.view
    words = words_in(view.board.words, about)
    spoke = [w.seat for w in words]
    spoke += [view.library.seat_of.get(p, "") for w in words for p in w.message.credits]
    pressed = [target for _, target in view.board.pressed_in(about)]
    late = [seat for seat in view.charges(about) if seat not in spoke and seat not in pressed]
    if now + 8 * HOUR < view.library.scenario.clock.ends:
        colleague.plan(now + 8 * HOUR, "chase", about)
    presses = colleague.skill.presses
    return [
        a.Press(strand=about, to=s)
        for s in late
        if colleague.chance(presses, "presses", s, colleague.occasion("late", s, *view.key(about)), *view.key(about))
    ]


def _plan_lead(colleague: Colleague, at: int, strand: str) -> None:
    """A lead is called for from ``at``; the office names one by its skill."""
    if colleague.chance(colleague.skill.designates, "designates"):
        colleague.plan(at + colleague.delay(colleague.skill.designate_after, "designate"), "designate", strand)


def matter_changed(colleague: Colleague, event: Event) -> None:
    """Opinion has become especially serious: the leader is brought in. The departments wait for each other: the office names
    a lead, the departments ask for one.
    """
    changed, strand, skill = event.data["changed"], event.data["strand"], colleague.skill
    if changed.get("opinion_grade") == "especially_serious" and colleague.view.organises(strand):
        colleague.plan(event.at + colleague.delay(skill.reaction, "engage"), "engage", strand)
    if not changed.get("deadlock"):
        return
    if colleague.view.organises(strand):
        _plan_lead(colleague, event.at, strand)
    elif colleague.view.is_department(strand) and colleague.chance(skill.asks, "asks_lead"):
        colleague.plan(event.at + colleague.delay(skill.reaction, "ask_lead"), "ask_lead", strand)


def ask_lead(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Ask for a lead to be named."""
    sheet = colleague.board.sheets.get(about)
    if sheet is not None and sheet.lead is not None:
        return []
    reason = "各单位意见不一，请明确牵头部门。 The units do not agree on who speaks; please name the lead."
    return [a.AskLead(strand=about, reason=reason)]


def designate(colleague: Colleague, now: int, about: str) -> list[Action]:
    """The department whose duties cover most of what is asked takes the lead."""
    view, sheet = colleague.view, colleague.board.sheets.get(about)
    if (sheet is not None and sheet.lead is not None) or not view.organises(about) or not view.may_name_lead(about):
        return []
    belongs = view.library.belongs.concerns
    concerns = [concern for concern in view.library.concerns.values() if belongs[concern.id] == about]
    asked = [element for concern in concerns for element in concern.answered_by]

    def covers(party: str) -> int:
        own = [
            *view.library.slots_owned_by(party),
            *view.library.disposals_owned_by(view.library.seat_of.get(party, "")),
        ]
        return sum(element in own for element in asked)

    parties = [party for party in view.strand(about).departments if party in view.library.seat_of]
    return [a.DesignateLead(strand=about, party=max(parties, key=covers))] if parties else []


def draft_came(colleague: Colleague, event: Event) -> None:
    """A draft to review, if it was submitted here."""
    if colleague.seat in event.data.get("to", ()):
        wait = colleague.delay(colleague.skill.reaction, "review", event.seat, event.data["draft"])
        colleague.plan(event.at + wait, "review", f"{event.seat} {event.data['draft']}")


def review(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Return a draft that states a figure older than the one known here, or what may not go out; else approve it."""
    author, ref = about.split(" ")
    view = colleague.view
    message = view.board.drafts[(author, ref)].message
    newest = {fact.slot: fact for fact in view.known()}
    wrong = False
    for citation in message.facts:
        fact = view.library.facts[citation.fact]
        newer = newest.get(fact.slot)
        as_of = message.as_of if message.as_of is not None else now
        outdated = newer is not None and newer.true_from > fact.true_from and as_of >= newer.true_from
        wrong = (
            wrong or outdated or (view.board.knows(view.seat.id, fact.id) and not view.library.disclosable(fact, now))
        )
    if wrong and colleague.chance(colleague.skill.objects, "returns", author, ref):
        reason = "请核对最新数据及依法不予公开的内容。 Check the newest figures and what may not go out."
        return [a.Return(author=author, draft=ref, reason=reason)]
    return [a.Approve(author=author, draft=ref)]


def close(colleague: Colleague, now: int, about: str) -> list[Action]:
    """Close the sheet when the disposals that were begun are finished."""
    sheet, belongs = colleague.board.sheets.get(about), colleague.view.library.belongs.disposals
    begun = [end for name, (_, end) in colleague.board.disposals.items() if belongs[name] == about]
    finished = all(done is not None for done in begun)
    words = bool(words_in(colleague.board.words, about)) and colleague.view.closes(about)
    if sheet is None or sheet.closed is not None or not finished or not words:
        return []
    return [a.Close(strand=about)] if colleague.chance(colleague.skill.coordinates, "closes") else []


def sheet_closed(colleague: Colleague, event: Event) -> None:
    """The own sheet is closed: it is looked back on."""
    if event.seat == colleague.seat:
        wait = colleague.delay(colleague.skill.reaction, "review_sheet", *colleague.view.key(event.data["strand"]))
        colleague.plan(event.at + wait, "review_sheet", event.data["strand"])


def review_sheet(colleague: Colleague, now: int, about: str) -> list[Action]:
    """What was promised against what came, and how late the first word was."""
    sheet = colleague.board.sheets.get(about)
    if sheet is None or sheet.closed is None or sheet.reviewed is not None:
        return []
    if not colleague.chance(colleague.skill.reviews_sheet, "reviews_sheet", *colleague.view.key(about)):
        return []
    words = words_in(colleague.board.words, about)
    waited = show_duration(max(0, words[0].at - colleague.view.strand(about).surfaced))
    numbers = [word.seq for word in words]
    due = [promise for promise in colleague.board.promises if promise.seq in numbers]
    kept, open_ = sum(promise.kept is not None for promise in due), sum(promise.broken for promise in due)
    lessons = (
        f"首次回应用时{waited}；承诺续报{len(due)}次，兑现{kept}次，逾期{open_}次。 "
        f"The public waited {waited} for the first word; of {len(due)} promised words {kept} came in time, {open_} did not."
    )
    return [a.ReviewSheet(strand=about, lessons=lessons)]


DEEDS = {
    "assign": assign,
    "link_up": link_up,
    "convene": convene,
    "engage": engage,
    "chase": chase,
    "ask_lead": ask_lead,
    "designate": designate,
    "review": review,
    "close": close,
    "review_sheet": review_sheet,
}
REACTIONS = {
    "sheet_opened": sheet_came,
    "responsibility": sheet_came,
    "matter_changed": matter_changed,
    "submitted": draft_came,
    "sheet_closed": sheet_closed,
}
