"""Offers around the handling sheet: watching, judging, reporting, accepting, passing on, linking up, closing."""

from __future__ import annotations

from typing import get_args

from simulator.message.coordinating import closes, overseer_of, place_of
from simulator.record import actions as a
from simulator.record.actions import Citation
from simulator.scenario.moments import HOUR
from simulator.scenario.schema import Strand
from simulator.scenario.text import Channel
from tui.desk import judging as judging_of
from tui.desk.kinds import Offer
from tui.desk.offers.common import ACT, CLOSE, COORDINATE, JUDGE, NEEDED, PAPERS, Moment


def watching(m: Moment) -> list[Offer]:
    """Set the watch; log and raise what monitoring shows."""
    _, board, seat = m.sight.say, m.sight.board, m.sight.seat
    channels = get_args(Channel)
    made = []
    if len(board.watching.get(seat, ())) < len(channels):
        why = _(
            "Round the clock, on every channel: what you find yourself you need not hear from others ({rule}).",
            rule=m.rule("R51"),
        )
        made.append(m.offer("watch", JUDGE, _("Watch all channels"), why, a.Watch(channels=channels), 70))
    for signal in board.signals.get(seat, {}):
        title = m.sight.text(m.sight.signal(signal).title)
        if signal not in board.logged.get(seat, {}):
            why = _("Read it; what is logged can be raised, and found again ({rule}).", rule=m.rule("R56"))
            urgency = 60 if not board.sheets else 15
            label = _("Log the sign: {title}", title=title)
            made.append(
                m.offer(f"log:{signal}", JUDGE, label, why, a.Log(signal=signal), urgency, about=f"signal:{signal}")
            )
        elif signal not in board.flagged.get(seat, {}) and not board.sheets:
            why = _(
                "If it looks like the beginning of something: raising it opens the handling sheet ({rule}).",
                rule=m.rule("R51"),
            )
            label = _("Raise the sign to the General Office: {title}", title=title)
            made.append(
                m.offer(f"flag:{signal}", JUDGE, label, why, a.Flag(signal=signal), 35, about=f"signal:{signal}")
            )
    return made


def judging(m: Moment) -> list[Offer]:
    """Judge the opinion: class, level, grade and what was weighed are the trainee's to choose."""
    made: list[Offer] = []
    for strand in m.open_strands():
        if m.work.doing("assess", strand.id):
            continue
        judged = m.sight.board.assessed.get(m.sight.seat, [])
        done = any(data["strand"] == strand.id and _counts(m, at) for at, data in judged)
        urgency = 12 if done else 75 if m.sight.is_department() else 45
        made += _judgements(m, strand, urgency, done)
    return made


def _counts(m: Moment, at: int) -> bool:
    """Whether what was judged or reported still counts: once the matter is public, it is judged and reported anew."""
    return at >= 0 or m.sight.now < 0


def _judgements(m: Moment, strand: Strand, urgency: int, done: bool) -> list[Offer]:
    """What this seat's own information suggests, and the way to judge otherwise."""
    _, sight = m.sight.say, m.sight
    again = _("Judge again") if done else _("Judge")
    why = _(
        "By content, public reaction and media; judge before you speak, and do not judge lower than it is ({rules}).",
        rules=m.rules("R54", "R80"),
    )
    proposed = judging_of.suggested(judging_of.scales(sight, m.log, strand.id))
    label = _.pair(again + m.name(strand), judging_of.in_words(sight, proposed))
    action = judging_of.assess(proposed)
    own = _("Judge otherwise: class, level, grade, and what was weighed") + m.name(strand)
    return [
        m.offer(f"assess:{strand.id}", JUDGE, label, why, action, urgency, about=strand.id),
        m.offer(f"assess:{strand.id}:own", JUDGE, own, why, None, urgency, opens="judge", about=strand.id),
    ]


def reporting(m: Moment) -> list[Offer]:
    """Report upward: the proper channel first, others below it."""
    made: list[Offer] = []
    for strand in m.open_strands():
        made += _reports(m, strand)
    return made


def _reports(m: Moment, strand: Strand) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    superior, office = sight.superior(), sight.own_office()
    cyberspace = sight.body("cyberspace")
    overseer = overseer_of(sight.party, strand.id, sight.board)
    proper = overseer or (superior if sight.is_office() else office)
    others = [cyberspace] if sight.is_office() else [superior, cyberspace]
    known = [fact.id for fact in sight.known().values() if sight.library.belongs.holds(strand.id, fact.id)]
    facts = tuple(Citation(fact=fact) for fact in known)
    reports = sight.board.reports.get(sight.seat, [])
    mine = [data for at, data in reports if data["strand"] == strand.id and _counts(m, at)]
    told = [citation["fact"] for data in mine if data["party"] == proper for citation in data["facts"]]
    news = [citation for citation in facts if citation.fact not in told]
    made = []
    if proper is not None and proper != sight.party and (news or not mine):
        first = not any(data["party"] == proper for data in mine)
        rule = m.rule("R81") if sight.is_office() else m.rules("R52", "R58")
        why = _(
            "What is known goes up in time, as it is known; a short first report beats a late full one ({rule}).",
            rule=rule,
        )
        label = _("Report to {name} (facts: {count})", name=sight.party_name(proper), count=len(facts))
        urgent = 82 if first and (facts or sight.now > HOUR) else 24
        made.append(
            m.offer(
                f"report:{strand.id}:{proper}",
                COORDINATE,
                label,
                why,
                a.ReportUp(strand=strand.id, to=proper, facts=facts),
                urgent,
            )
        )
    if not mine:
        for party in others:
            if party is None or party == sight.party:
                continue
            label = _("Report past the proper channel, to {name}", name=sight.party_name(party))
            why = _("Reports go through their own channel; this one would be called back ({rule}).", rule=m.rule("R58"))
            action = a.ReportUp(strand=strand.id, to=party, facts=facts)
            made.append(m.offer(f"report:{strand.id}:{party}", COORDINATE, label, why, action, 3, warns=True))
    return made


def taking(m: Moment) -> list[Offer]:
    """Accept the sheet, or pass it on."""
    _, sight = m.sight.say, m.sight
    made: list[Offer] = []
    for strand in m.open_strands():
        sheet = sight.board.sheets[strand.id]
        if not sight.owes(strand) or sight.seat in sheet.accepted:
            continue
        why = _(
            "Your department is among those that must answer; who accepts first is believed first ({rule}).",
            rule=m.rule("R04"),
        )
        label = _("Accept the handling sheet") + m.name(strand)
        made.append(m.offer(f"accept:{strand.id}", PAPERS, label, why, a.Accept(strand=strand.id), 88))
        for seat in sight.seats():
            if seat not in sight.departments(strand):
                continue
            label = _("Pass the sheet to {name}", name=sight.seat_name(seat))
            why = _(
                "Only if it is theirs alone: a sheet that wanders leaves the public without an answer ({rule}).",
                rule=m.rule("R03"),
            )
            reason = _("By its duties this is for your department.")
            action = a.Transfer(strand=strand.id, to=seat, reason=reason)
            made.append(m.offer(f"transfer:{strand.id}:{seat}", PAPERS, label, why, action, 4, warns=True))
    return made


def linking(m: Moment) -> list[Offer]:
    """Tell publicity and cyberspace; call the units together; bring in the leader."""
    made: list[Offer] = []
    for strand in m.open_strands():
        made += [*_notify(m, strand), *_meeting(m, strand), *_leader(m, strand)]
    return made


def _notify(m: Moment, strand: Strand) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    bodies = [party for party in (sight.body("publicity"), sight.body("cyberspace")) if party and party != sight.party]
    told = [party for _at, seat, parties in sight.board.notified if seat == sight.seat for party in parties]
    fresh = tuple(party for party in bodies if party not in told)
    if not fresh:
        return []
    names = sight.names([sight.party_name(party) for party in fresh])
    why = _("They keep an eye on what is said and help you to be heard ({rule}).", rule=m.rule("R38"))
    urgency = 72 if _looks_after(m, strand) else 30
    label = _("Tell {names}", names=names)
    return [m.offer(f"notify:{strand.id}", COORDINATE, label, why, a.Notify(strand=strand.id, to=fresh), urgency)]


def _meeting(m: Moment, strand: Strand) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    recent = [at for at, caller, _seats in sight.board.meetings if caller == sight.seat and at > sight.now - 4 * HOUR]
    seats = tuple(sight.seats())
    if recent or not seats or m.work.doing("convene", strand.id):
        return []
    why = _("One meeting makes the facts of all one set, and the wording agree ({rule}).", rule=m.rule("R61"))
    first = not sight.board.meetings
    urgency = 68 if _looks_after(m, strand) and first else 22
    label = _("Call the units together") + m.name(strand)
    return [m.offer(f"convene:{strand.id}", COORDINATE, label, why, a.Convene(strand=strand.id, seats=seats), urgency)]


def _looks_after(m: Moment, strand: Strand) -> bool:
    """Whether this seat is an office that has departments of the matter to look after."""
    return any(seat != m.sight.seat and m.sight.coordinates(seat, strand.id) for seat in m.sight.departments(strand))


def _leader(m: Moment, strand: Strand) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    asked = [ask for _at, seat, ask in sight.board.leaders if seat == sight.seat]
    leaders = sight.board.responsibility.get(strand.id, {}).get("leader_duty", [])
    stands_in = bool(leaders) and sight.organiser(strand.id) == sight.seat
    wanted = stands_in or any(place_of(leader) == sight.place for leader in leaders)
    made = []
    labels = {
        "coordinate": _("Bring in the leader, to coordinate"),
        "guide": _("Bring in the leader, to guide"),
        "urge": _("Bring in the leader, to urge the late"),
    }
    for ask, label in labels.items():
        if ask in asked:
            continue
        why = _("In grave matters the head leads in person ({rule}).", rule=m.rule("R14" if wanted else "R62"))
        urgency = 66 if wanted and not asked else 10
        action = a.EngageLeader.model_validate({"strand": strand.id, "ask": ask})
        made.append(m.offer(f"leader:{strand.id}:{ask}", COORDINATE, label + m.name(strand), why, action, urgency))
    return made


def disposing(m: Moment) -> list[Offer]:
    """Work in the real world that ends the cause."""
    _, sight = m.sight.say, m.sight
    made = []
    for disposal in sight.library.disposals.values():
        finished = [item for item, (_at, done) in sight.board.disposals.items() if done is not None]
        if disposal.owner != sight.seat or disposal.id in sight.board.disposals or sight.now < disposal.from_:
            continue
        if not all(sight.board.knows(sight.seat, fact) for fact in disposal.needs):
            continue
        if not sight.board.sheets or not all(earlier in finished for earlier in disposal.after):
            continue
        label = _("Start: {name}", name=sight.text(disposal.name))
        why = _(
            "What is said online is solved on the ground; it takes about {time} ({rule}).",
            time=sight.span(disposal.takes),
            rule=m.rule("R59"),
        )
        made.append(m.offer(f"dispatch:{disposal.id}", ACT, label, why, a.Dispatch(disposal=disposal.id), 78))
    return made


def closing(m: Moment) -> list[Offer]:
    """Close the sheet, a power of the office that organises the matter."""
    _, sight = m.sight.say, m.sight
    made = []
    belongs = sight.library.belongs.disposals
    for strand in m.open_strands():
        words = [word for word in sight.board.words if word.strand == strand.id]
        if not words or not closes(sight.seat, strand.id, sight.board, sight.library):
            continue
        own = [done for item, (_at, done) in sight.board.disposals.items() if belongs[item] == strand.id]
        early = None in own or sight.now < 48 * HOUR
        why = (
            _(
                "Too early: the matter is not settled while words or work are still to come ({rule}).",
                rule=m.rule("R26"),
            )
            if early
            else _("When the matter is settled and the public has its answers ({rule}).", rule=m.rule("R60"))
        )
        late = sight.now > sight.library.scenario.clock.ends - 4 * HOUR
        urgency = NEEDED if not early and late else 2
        made.append(
            m.offer(
                f"close:{strand.id}",
                CLOSE,
                _("Close the handling sheet") + m.name(strand),
                why,
                a.Close(strand=strand.id),
                urgency,
                warns=early,
            )
        )
    return made


def reviewing(m: Moment) -> list[Offer]:
    """Look back on a sheet that is closed, in words of one's own."""
    _, sight = m.sight.say, m.sight
    made = []
    for strand in sight.strands():
        sheet = sight.board.sheets.get(strand.id)
        if sheet is None or sheet.closed is None or sheet.reviewed is not None:
            continue
        if not closes(sight.seat, strand.id, sight.board, sight.library):
            continue
        why = _("A closed sheet is looked back on: what went well, what came late ({rule}).", rule=m.rule("R86"))
        lessons = _("Reviewed: what was promised was checked against what was published.")
        action = a.ReviewSheet(strand=strand.id, lessons=lessons)
        label = _("Review the closed handling sheet") + m.name(strand)
        made.append(m.offer(f"review:{strand.id}", CLOSE, label, why, action, 40))
    return made


MAKERS = (watching, judging, reporting, taking, linking, disposing, closing, reviewing)
