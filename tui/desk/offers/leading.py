"""Offers on who speaks first: the General Office assigns, names a lead and presses; the departments ask it to, and divide the
word among themselves.
"""

from __future__ import annotations

from simulator.message.answering import lead_is_open
from simulator.record import actions as a
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Strand
from tui.desk.kinds import Offer
from tui.desk.offers.common import COORDINATE, Moment


def leading(m: Moment) -> list[Offer]:
    """Who leads, who is late: powers of the offices; others ask for a lead and divide the word."""
    made: list[Offer] = []
    for strand in m.open_strands():
        made += _office(m, strand) if m.sight.is_office() else _department(m, strand)
    return made


def _office(m: Moment, strand: Strand) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    sheet = sight.board.sheets[strand.id]
    seats = tuple(seat for seat in sight.departments(strand) if sight.coordinates(seat, strand.id))
    made = []
    fresh = tuple(seat for seat in seats if seat not in sheet.assigned and seat != sight.seat)
    if fresh:
        for hours, urgency in ((4, 84), (12, 20)):
            due = sight.now + hours * HOUR
            names = sight.names([sight.seat_name(seat) for seat in fresh])
            label = _("Assign the sheet to {names}, due {moment}", names=names, moment=show_moment(due - due % 60))
            why = _("Each unit concerned gets its part and a time ({rule}).", rule=m.rule("R60"))
            made.append(
                m.offer(
                    f"assign:{strand.id}:{hours}",
                    COORDINATE,
                    label,
                    why,
                    a.Assign(strand=strand.id, to=fresh, due=due),
                    urgency,
                )
            )
    stuck = _deadlocked(m, strand) or any(paper.kind == "lead" and not paper.answered for paper in m.papers)
    side_by_side = len(sight.departments(strand)) > 1 and lead_is_open(strand.id, sight.board)
    if sight.organiser(strand.id) == sight.seat and side_by_side:
        for party in sight.owners(strand):
            if sheet.lead == party:
                continue
            label = _("Name the lead department: {name}", name=sight.party_name(party))
            why = _("Where departments wait for each other, one is named to speak first ({rule}).", rule=m.rule("R13"))
            urgency = 80 if stuck and sheet.lead is None else 8
            made.append(
                m.offer(
                    f"lead:{strand.id}:{party}",
                    COORDINATE,
                    label,
                    why,
                    a.DesignateLead(strand=strand.id, party=party),
                    urgency,
                )
            )
    return made + _pressing(m, strand, seats)


def _pressing(m: Moment, strand: Strand, seats: tuple[str, ...]) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    made = []
    for seat in seats:
        pressed = [at for at, by, to in sight.board.pressed if by == sight.seat and to == seat]
        recent = bool(pressed) and pressed[-1] > sight.now - 4 * HOUR
        if seat == sight.seat or recent or sight.board.words_of(seat):
            continue
        label = _("Press {name}: nothing said yet", name=sight.seat_name(seat))
        why = _("The General Office supervises and urges; the public counts the hours ({rule}).", rule=m.rule("R12"))
        urgency = 50 if sight.now > 4 * HOUR else 14
        made.append(
            m.offer(f"press:{strand.id}:{seat}", COORDINATE, label, why, a.Press(strand=strand.id, to=seat), urgency)
        )
    return made


def _deadlocked(m: Moment, strand: Strand) -> bool:
    turns = [
        event.data["changed"].get("deadlock")
        for event in m.log
        if event.kind == "matter_changed" and event.data["strand"] == strand.id and "deadlock" in event.data["changed"]
    ]
    return bool(turns[-1]) if turns else strand.deadlock


def _department(m: Moment, strand: Strand) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    if not sight.owes(strand) or len(sight.owners(strand)) < 2:
        return []
    sheet = sight.board.sheets[strand.id]
    made: list[Offer] = []
    asked = any(e.kind == "lead_asked" and e.seat == sight.seat and e.data["strand"] == strand.id for e in m.log)
    organiser = sight.organiser(strand.id)
    if sight.speaks_first(strand) is None and sheet.lead is None and not asked and organiser is not None:
        why = _(
            "If units wait for each other, {name} can name who speaks first ({rule}).",
            name=sight.seat_name(organiser),
            rule=m.rule("R13"),
        )
        asking = a.AskLead(
            strand=strand.id, reason=_("The units do not agree on who speaks first; please name the lead.")
        )
        urgency = 64 if _deadlocked(m, strand) else 9
        made.append(m.offer(f"asklead:{strand.id}", COORDINATE, _("Ask for a lead department"), why, asking, urgency))
    divisions = {
        "each_own_part": _("Offer {name}: each speaks for its own part"),
        "joint_release": _("Offer {name}: one joint release"),
    }
    for seat in sight.departments(strand):
        if seat == sight.seat or seat in m.work.offered:
            continue
        for offer, label in divisions.items():
            why = _(
                "Several departments talk to each other before they talk to the public ({rule}).", rule=m.rule("R10")
            )
            dividing = a.Negotiate.model_validate({"strand": strand.id, "to": seat, "offer": offer})
            named = label.format(name=sight.seat_name(seat))
            made.append(
                m.offer(
                    f"negotiate:{strand.id}:{seat}:{offer}",
                    COORDINATE,
                    named,
                    why,
                    dividing,
                    7,
                )
            )
    return made


MAKERS = (leading,)
