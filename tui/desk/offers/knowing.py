"""Offers by which a seat comes to know, and lets others know: verifying, asking, sharing, referring."""

from __future__ import annotations

from simulator.record import actions as a
from tui.desk.kinds import Offer
from tui.desk.offers.common import ACT, AGAIN, COORDINATE, KNOW, PAPERS, Moment
from tui.desk.sight import FRESH


def verifying(m: Moment) -> list[Offer]:
    """Own slots that are unknown or stale, and claims that the own desk can check."""
    made = [*_slots(m), *_claims(m)]
    return made


def _slots(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    stale = sight.board.stale.get(sight.seat, {})
    known, asked = sight.known(), sight.asked()
    made = []
    for slot in sight.slots_at(sight.seat):
        if m.work.doing("verify", slot) or not sight.board.sheets:
            continue
        tried = max(
            m.work.found_nothing.get(slot, -AGAIN * 99),
            sight.board.verifying.get(sight.seat, {}).get(slot, -AGAIN * 99),
        )
        name = sight.slot_name(slot)
        label = _("Verify: {what}", what=name)
        if slot in stale:
            why = _("The value that you know no longer holds; verify before you state it ({rule}).", rule=m.rule("R30"))
            urgency = 77
        elif slot not in known:
            if sight.now - tried < AGAIN and slot in m.work.found_nothing:
                continue
            why = _("Only what is verified can be stated; your desk can establish this ({rule}).", rule=m.rule("R30"))
            urgency = 74 if slot in asked else 44
        elif isinstance(known[slot].value, int | float) and sight.now - max(sight.since(known[slot].id), tried) > FRESH:
            why = _("The figure is more than three hours old; look whether it has moved ({rule}).", rule=m.rule("R30"))
            label, urgency = _("Look again: {what}", what=name), 26
        else:
            continue
        made.append(m.offer(f"verify:{slot}", KNOW, label, why, a.Verify(target=slot), urgency, about=slot))
    return made


def _claims(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    made = []
    for claim in sight.claims_at(sight.seat):
        tried = m.work.found_nothing.get(claim)
        checked = sight.board.checked.get(sight.seat, {}).get(claim)
        if sight.truth(claim) is not None or claim in sight.board.surfaced or m.work.doing("verify", claim):
            continue
        last = max(tried if tried is not None else -AGAIN * 99, checked[0] if checked else -AGAIN * 99)
        if sight.now - last < AGAIN:
            continue
        label = _("Check the claim: {says}", says=sight.text(sight.claim(claim).says))
        why = _("It circulates. Find out before you deny or confirm it; it may be true ({rule}).", rule=m.rule("R30"))
        made.append(m.offer(f"verify:{claim}", KNOW, label, why, a.Verify(target=claim), 79, about=claim))
    return made


def asking(m: Moment) -> list[Offer]:
    """Ask each other desk for what it can establish and this seat does not know."""
    _, sight = m.sight.say, m.sight
    if not sight.board.sheets:
        return []
    known, asked, made = sight.known(), sight.asked(), []
    for seat in sight.seats():
        slots = [slot for slot in sight.slots_at(seat) if slot in asked and (slot not in known or _old(m, slot))]
        claims = [
            claim for claim in sight.claims_at(seat) if sight.truth(claim) is None and claim not in sight.board.surfaced
        ]
        about = tuple([*slots, *claims][:12])
        asks = [(at, what) for at, by, to, what in sight.board.asks if by == sight.seat and to == seat]
        fresh = [name for name in about if not any(name in what and at > sight.now - AGAIN for at, what in asks)]
        if not fresh:
            continue
        names = sight.names([sight.slot_name(name) for name in fresh[:4]])
        more = _(" and {count} more", count=len(fresh) - 4) if len(fresh) > 4 else ""
        label = _("Ask {name} about: {what}", name=sight.seat_name(seat), what=names + more)
        why = _("What another unit owns is asked of it, not guessed ({rule}).", rule=m.rule("R66"))
        urgency = 46 if not asks else 18
        made.append(m.offer(f"ask:{seat}", KNOW, label, why, a.Ask(to=seat, about=tuple(fresh)), urgency))
    return made


def _old(m: Moment, slot: str) -> bool:
    """Whether another's count is old enough to ask again."""
    fact = m.sight.known()[slot]
    return isinstance(fact.value, int | float) and m.sight.now - m.sight.since(fact.id) > FRESH


def sharing(m: Moment) -> list[Offer]:
    """Give others what this desk has verified: all of them the news, and who asks what it asks for."""
    _, sight = m.sight.say, m.sight
    if not sight.board.sheets:
        return []
    own = [
        fact
        for fact in sight.known().values()
        if fact.owner == sight.party
        and fact.disclosure != "personal"
        and fact.id in sight.board.facts.get(sight.seat, {})
    ]
    seats = tuple(sight.seats())
    answers = _answers(m)
    news = [fact for fact in own if not all(m.work.given(seat, fact.id) for seat in seats)]
    made = []
    if news and seats:
        names = sight.names([sight.slot_name(fact.slot) for fact in news[:4]])
        more = _(" and {count} more", count=len(news) - 4) if len(news) > 4 else ""
        label = _("Share with all units: {what}", what=names + more)
        why = _("If all know the same facts, what they publish agrees ({rule}).", rule=m.rule("R11"))
        facts = tuple(fact.id for fact in news)
        made.append(m.offer("share:all", COORDINATE, label, why, a.Share(to=seats, facts=facts), 82 if answers else 52))
    return made + answers


def _answers(m: Moment) -> list[Offer]:
    _, sight = m.sight.say, m.sight
    known, made = sight.known(), []
    wanted: dict[str, list[str]] = {}
    for _at, seat, to, about in sight.board.asks:
        if to == sight.seat:
            facts = [known[slot].id for slot in about if slot in known and known[slot].disclosure != "personal"]
            wanted.setdefault(seat, []).extend(f for f in facts if not m.work.given(seat, f))
    for seat, facts in wanted.items():
        fresh = tuple(dict.fromkeys(facts))
        if fresh:
            label = _("Answer {name}: share what it asked for ({count})", name=sight.seat_name(seat), count=len(fresh))
            why = _("It asked. What you keep back it may get wrong in public ({rule}).", rule=m.rule("R10"))
            made.append(m.offer(f"share:{seat}", PAPERS, label, why, a.Share(to=(seat,), facts=fresh), 81, about=seat))
    return made


def referring(m: Moment) -> list[Offer]:
    """Hand a claim to public security and cyberspace; with a warning where it is not shown to be false."""
    _, sight = m.sight.say, m.sight
    receivers = [party for party in (sight.body("public_security"), sight.body("cyberspace")) if party]
    to = tuple(party for party in receivers if party != sight.party)
    made = []
    out = {event.data["claim"]: event.data["truth"] for event in m.log if event.kind == "claim_surfaced"}
    for claim in sight.board.claims:
        if not to or any(by == sight.seat and which == claim for _at, by, which, _to in sight.board.referred):
            continue
        false = out.get(claim, sight.truth(claim)) == "false"
        settles = sight.claim(claim).settled_by if false else ()
        evidence = tuple(fact for fact in settles if sight.board.knows(sight.seat, fact))
        sure = false and bool(evidence)
        says = sight.text(sight.claim(claim).says)
        label = _("Refer to public security and cyberspace: {says}", says=says)
        why = (
            _(
                "Shown false. Refer it only if it seriously endangers order, and rebut it in public too ({rules}).",
                rules=m.rules("R21", "R20"),
            )
            if sure
            else _(
                "Not shown to be false here. People who ask or criticise are not to be referred ({rule}).",
                rule=m.rule("R22"),
            )
        )
        made.append(
            m.offer(
                f"refer:{claim}",
                ACT,
                label,
                why,
                a.Refer(claim=claim, to=to, evidence=evidence),
                38 if sure else 1,
                about=claim,
                warns=not sure,
            )
        )
    return made


MAKERS = (verifying, asking, sharing, referring)
