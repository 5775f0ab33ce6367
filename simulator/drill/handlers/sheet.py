"""Actions around the opinion-handling sheet: finding, judging, reporting, accepting, passing on, coordinating, closing
(OFFICIAL_RULES 2.1 to 2.4 and 2.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.drill.desks import ASSESSING, MEETING
from simulator.drill.handlers.step import Handlers
from simulator.drill.refusal import Refusal, require
from simulator.drill.sheets import may_be_closed, may_be_reviewed, not_closed, on_open_sheet, open_sheet
from simulator.message.answering import lead_is_open, owners
from simulator.message.coordinating import closes, coordinates, organiser_of
from simulator.record import actions as a

if TYPE_CHECKING:
    from simulator.drill.engine import Drill


def known_strand(drill: Drill, strand: str) -> None:
    """Refuse a strand that the scenario does not have."""
    strands = drill.library.strands
    if strand not in strands:
        raise Refusal(
            f"there is no strand {strand}; the strands are {', '.join(strands)}",
            f"没有事项{strand}；现有事项：{'、'.join(strands)}",
        )


def known_seats(drill: Drill, seats: tuple[str, ...]) -> None:
    """Refuse seats that the scenario does not have."""
    for other in seats:
        if other not in drill.desks:
            raise Refusal(
                f"there is no seat {other}; the seats are {', '.join(drill.desks)}",
                f"没有席位{other}；现有席位：{'、'.join(drill.desks)}",
            )


def known_parties(drill: Drill, parties: tuple[str, ...]) -> None:
    """Refuse bodies that do not take part."""
    known = [party.id for party in drill.scenario.parties]
    for party in parties:
        require(party in known, f"{party} takes no part in this matter", f"{party}不参与本事项")


def powers_of(drill: Drill, seat: str, office: str | None, what: str) -> None:
    """Refuse what only one General Office may do (N61 clause 1: organise, coordinate, supervise, guide), naming it."""
    if seat == office:
        return
    if office is None:
        en, zh = "that of the own level, which is not played", "本级政府办公室（本次演练未设席位）"
    else:
        name = drill.name_of(drill.party(office))
        en, zh = name.en, name.zh
    raise Refusal(
        f"{what} is a power of the General Office, here: {en} (R05, R12, R13)",
        f"此项属于政府办公室职权，应由{zh}行使（R05、R12、R13）",
    )


def _coordinates(drill: Drill, seat: str, strand: str, targets: tuple[str, ...], what: str) -> None:
    """Refuse to assign to or press units that are another office's to coordinate."""
    for target in targets:
        party = drill.party(target)
        if not coordinates(seat, party, strand, drill.board, drill.library):
            powers_of(drill, seat, drill.coordinator(party, strand), what)


def _organises(drill: Drill, seat: str, strand: str, what: str) -> None:
    """Refuse what concerns the whole matter to all but the office that organises it."""
    powers_of(drill, seat, organiser_of(strand, drill.board, drill.library), what)


def _anything(drill: Drill, seat: str, action: Any) -> None:
    """Every seat may always do it."""


def _nothing_more(drill: Drill, seat: str, action: Any) -> None:
    """The action's own event says all there is to say."""


def _may_log(drill: Drill, seat: str, action: a.Log | a.Flag) -> None:
    require(
        action.signal in drill.board.signals.get(seat, {}),
        f"this desk has not seen {action.signal}",
        f"本单位没有监测到{action.signal}",
    )
    if action.act == "flag":
        require(
            action.signal in drill.board.logged.get(seat, {}),
            "log the signal before you raise it (R56)",
            "请先登记舆情日志再上报（R56）",
        )


def _flag(drill: Drill, seat: str, action: a.Flag) -> None:
    signal = next(known for known in drill.scenario.signals if known.id == action.signal)
    if not signal.decoy:
        open_sheet(drill, drill.library.belongs.signals[signal.id], seat, "own monitoring")


def _on_strand(drill: Drill, seat: str, action: Any) -> None:
    known_strand(drill, action.strand)


def _assess(drill: Drill, seat: str, action: a.Assess) -> None:
    def done() -> None:
        coordinator = drill.coordinator(drill.party(seat), action.strand)
        to = [coordinator] if action.proposal and coordinator and coordinator != seat else []
        drill.emit(
            "assessed",
            seat,
            strand=action.strand,
            opinion_class=action.opinion_class,
            grade=action.grade,
            emergency_level=action.emergency_level,
            inputs=sorted(dict.fromkeys(action.inputs)),
            proposal=action.proposal,
            to=to,
        )

    drill.desks[seat].do(drill.env, "assess", ASSESSING, done, strand=action.strand)


def _may_report(drill: Drill, seat: str, action: a.ReportUp) -> None:
    known_strand(drill, action.strand)
    known_parties(drill, (action.to,))
    for citation in action.facts:
        require(citation.fact in drill.library.facts, f"there is no fact {citation.fact}", f"没有事实{citation.fact}")
        known = drill.board.knows(seat, citation.fact)
        require(
            known or citation.value is not None,
            f"this desk does not know {citation.fact}",
            f"本单位尚不掌握{citation.fact}",
        )


def _report(drill: Drill, seat: str, action: a.ReportUp) -> None:
    receiver = drill.library.seat_of.get(action.to)
    for citation in action.facts:
        if receiver and citation.value is None:
            drill.learn(receiver, citation.fact, "report", seat)
    drill.emit(
        "reported_up",
        seat,
        strand=action.strand,
        party=action.to,
        facts=[citation.model_dump(mode="json") for citation in action.facts],
        to=[receiver] if receiver else [],
    )


def _may_notify(drill: Drill, seat: str, action: a.Notify) -> None:
    known_strand(drill, action.strand)
    known_parties(drill, action.to)


def _notify(drill: Drill, seat: str, action: a.Notify) -> None:
    seats = [drill.library.seat_of[party] for party in action.to if party in drill.library.seat_of]
    drill.emit("notified", seat, strand=action.strand, parties=list(action.to), to=seats)


def _may_accept(drill: Drill, seat: str, action: a.Accept) -> None:
    known_strand(drill, action.strand)
    on_open_sheet(drill, action.strand, "R60")
    require(
        seat not in drill.board.sheets[action.strand].accepted,
        "this unit has accepted the sheet already",
        "本单位已经认领处置单",
    )


def _accept(drill: Drill, seat: str, action: a.Accept) -> None:
    drill.emit("accepted", seat, strand=action.strand, to=list(drill.desks))


def _may_transfer(drill: Drill, seat: str, action: a.Transfer) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, (action.to,))
    require(action.to != seat, "a sheet cannot be passed to the own unit", "处置单不能转给本单位")
    on_open_sheet(drill, action.strand, "R03, R60")


def _transfer(drill: Drill, seat: str, action: a.Transfer) -> None:
    coordinator = drill.coordinator(drill.party(seat), action.strand)
    drill.emit(
        "transferred",
        seat,
        strand=action.strand,
        target=action.to,
        reason=action.reason,
        to=[s for s in dict.fromkeys((action.to, coordinator)) if s],
    )


def _may_assign(drill: Drill, seat: str, action: a.Assign) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, action.to)
    _coordinates(drill, seat, action.strand, action.to, "assigning the sheet")
    not_closed(drill, action.strand, "R12, R60")
    require(action.due > drill.now, "the time given must lie ahead", "办理时限必须在将来")


def _assign(drill: Drill, seat: str, action: a.Assign) -> None:
    open_sheet(drill, action.strand, seat, "assigned")
    drill.emit("assigned", seat, strand=action.strand, seats=list(action.to), due=action.due, to=list(action.to))


def _may_convene(drill: Drill, seat: str, action: a.Convene) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, action.seats)
    require(any(other != seat for other in action.seats), "a meeting needs another unit", "会商需要其他单位参加")


def _convene(drill: Drill, seat: str, action: a.Convene) -> None:
    """A meeting makes the facts of those present one set, in a time that the caller's desk spends on it."""
    present = [seat, *(other for other in action.seats if other != seat)]
    drill.emit("convened", seat, strand=action.strand, seats=present, to=present)

    def held() -> None:
        for giver in present:
            for fact in list(drill.board.facts.get(giver, {})):
                for taker in present:
                    if drill.library.facts[fact].disclosure != "personal":
                        drill.learn(taker, fact, "meeting", giver)
        drill.emit("convene_held", seat, strand=action.strand, seats=present, to=present)

    drill.desks[seat].do(drill.env, "convene", MEETING, held, strand=action.strand)


def _may_negotiate(drill: Drill, seat: str, action: a.Negotiate) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, (action.to,))


def _negotiate(drill: Drill, seat: str, action: a.Negotiate) -> None:
    drill.emit("negotiated", seat, strand=action.strand, target=action.to, offer=action.offer, to=[action.to])


def _ask_lead(drill: Drill, seat: str, action: a.AskLead) -> None:
    organiser = organiser_of(action.strand, drill.board, drill.library)
    drill.emit("lead_asked", seat, strand=action.strand, reason=action.reason, to=[organiser] if organiser else [])


def _may_designate(drill: Drill, seat: str, action: a.DesignateLead) -> None:
    known_strand(drill, action.strand)
    _organises(drill, seat, action.strand, "designating the lead department")
    not_closed(drill, action.strand, "R13, R60")
    _lead_is_open(drill, action.strand)
    strand = next(known for known in drill.scenario.strands if known.id == action.strand)
    concerned = [*strand.departments, *owners(strand, drill.board)]
    require(
        action.party in concerned,
        f"{action.party} is not one of the departments of this matter",
        f"{action.party}不是本事项的涉事部门",
    )
    sheet = drill.board.sheets.get(action.strand)
    require(
        sheet is None or sheet.lead != action.party,
        f"{action.party} is the lead already",
        f"{action.party}已是牵头部门",
    )


def _lead_is_open(drill: Drill, strand: str) -> None:
    """Refuse to name a lead where one organ is responsible first by rule, naming it and the rule."""
    if lead_is_open(strand, drill.board):
        return
    first = drill.board.responsibility[strand]["first_responsible"]
    known = {party.id: party.name for party in drill.scenario.parties}
    en = ", ".join(known[party].en if party in known else party for party in first)
    zh = "、".join(known[party].zh if party in known else party for party in first)
    several = bool(drill.board.responsibility[strand]["own_share"])
    raise Refusal(
        f"{en} is responsible first by rule; a lead is named only among departments that answer side by side "
        f"({'R07' if several else 'R04'}, R13)",
        f"{zh}依规为第一责任主体，无须另行指定牵头部门（{'R07' if several else 'R04'}、R13）",
    )


def _designate(drill: Drill, seat: str, action: a.DesignateLead) -> None:
    open_sheet(drill, action.strand, seat, "assigned")
    drill.emit("lead_designated", seat, strand=action.strand, party=action.party)
    strand = next(known for known in drill.scenario.strands if known.id == action.strand)
    drill.script.change(strand, {"designated_lead": action.party, "deadlock": False})


def _engage(drill: Drill, seat: str, action: a.EngageLeader) -> None:
    drill.emit("leader_engaged", seat, strand=action.strand, ask=action.ask, to=list(drill.desks))


def _may_press(drill: Drill, seat: str, action: a.Press) -> None:
    known_strand(drill, action.strand)
    known_seats(drill, (action.to,))
    _coordinates(drill, seat, action.strand, (action.to,), "pressing a late party")
    not_closed(drill, action.strand, "R12, R60")


def _press(drill: Drill, seat: str, action: a.Press) -> None:
    drill.emit("pressed", seat, strand=action.strand, target=action.to, to=[action.to])


def _may_close(drill: Drill, seat: str, action: a.Close) -> None:
    known_strand(drill, action.strand)
    _has_the_sheet(drill, seat, action.strand, "closing the sheet")
    may_be_closed(drill, action.strand)


def _has_the_sheet(drill: Drill, seat: str, strand: str, what: str) -> None:
    """Refuse what ends a sheet to all but the office that organises, or the first owner where no such office is played."""
    if not closes(seat, strand, drill.board, drill.library):
        _organises(drill, seat, strand, what)


def _may_review(drill: Drill, seat: str, action: a.ReviewSheet) -> None:
    known_strand(drill, action.strand)
    _has_the_sheet(drill, seat, action.strand, "reviewing the sheet")
    may_be_reviewed(drill, action.strand)


def _review(drill: Drill, seat: str, action: a.ReviewSheet) -> None:
    drill.emit("sheet_reviewed", seat, strand=action.strand, lessons=action.lessons, to=list(drill.desks))


def _close(drill: Drill, seat: str, action: a.Close) -> None:
    drill.emit("sheet_closed", seat, strand=action.strand, to=list(drill.desks))


HANDLERS: Handlers = {
    "watch": (_anything, _nothing_more),
    "log": (_may_log, _nothing_more),
    "flag": (_may_log, _flag),
    "assess": (_on_strand, _assess),
    "report_up": (_may_report, _report),
    "notify": (_may_notify, _notify),
    "accept": (_may_accept, _accept),
    "transfer": (_may_transfer, _transfer),
    "assign": (_may_assign, _assign),
    "convene": (_may_convene, _convene),
    "negotiate": (_may_negotiate, _negotiate),
    "ask_lead": (_on_strand, _ask_lead),
    "designate_lead": (_may_designate, _designate),
    "engage_leader": (_on_strand, _engage),
    "press": (_may_press, _press),
    "close": (_may_close, _close),
    "review_sheet": (_may_review, _review),
}
