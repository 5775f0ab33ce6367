"""What everybody can see: who answers, how much is said, what is believed, and the stream of posts and official words."""

from __future__ import annotations

from typing import Any

from simulator.record import Event
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Strand
from tui.desk.clauses import citation
from tui.desk.kinds import Belief, FeedItem
from tui.desk.names import FORMS, STANCES
from tui.desk.people import People
from tui.desk.sight import Sight


def responsibility(sight: Sight) -> list[str]:
    """Who answers for each strand, who coordinates, and what time is left."""
    _ = sight.say
    lines: list[str] = []
    for strand in sight.strands():
        answer = sight.board.responsibility.get(strand.id)
        if answer is None:
            continue
        if len(sight.library.scenario.strands) > 1:
            lines.append(sight.text(strand.title))
        lines += _taken_over(sight, strand, answer)
        lines += _who(sight, answer)
        lines += _limits(sight, answer)
    if not lines:
        lines = [_("Nobody has to answer yet: nothing is public so far. Watch, and log what you see.")]
    return lines


def _taken_over(sight: Sight, strand: Strand, answer: dict[str, Any]) -> list[str]:
    """That a superior's command has taken the matter over, and what stays with whom (C7, I11)."""
    _ = sight.say
    if sight.took_over(strand) is None:
        return []
    first = sight.names([sight.party_name(party) for party in answer["first_responsible"]])
    kept = sight.names([sight.party_name(party) for party in answer["own_share"]])
    lines = [
        _(
            "A superior's command has taken over: {names} answers first, by level ({rule}). No limit starts anew.",
            names=first,
            rule=citation("R03", sight.language),
        )
    ]
    if kept:
        rule = citation("R09", sight.language)
        lines.append(_("Keeping their own share of the answers: {names} ({rule}).", names=kept, rule=rule))
    return lines


def _who(sight: Sight, answer: dict[str, Any]) -> list[str]:
    _ = sight.say
    first = [sight.party_name(party) for party in answer["first_responsible"]]
    lines = []
    if first:
        rule = citation("R04", sight.language)
        lines.append(_("First responsible: {names} ({rule}).", names=sight.names(first), rule=rule))
    if len(first) > 1:
        rule = citation("R09", sight.language)
        lines.append(_("Each answers for its own duties, after consulting the others ({rule}).", rule=rule))
    if sight.party in (*answer["first_responsible"], *answer["own_share"]):
        duty = next((s.duties.get(sight.party) for s in sight.strands() if sight.party in s.duties), None)
        if duty is not None:
            lines.append(_("You answer for: {duty}.", duty=sight.text(duty)))
    organisers = [sight.party_name(party) for party in answer["organisers"]]
    if organisers:
        lines.append(_("Coordinating: {names}.", names=sight.names(organisers)))
    if answer["lead"] == "may_designate":
        lines.append(_("A lead department may be named ({rule}).", rule=citation("R13", sight.language)))
    elif answer["lead"] != "none":
        lines.append(_("Lead department: {name}.", name=sight.party_name(answer["lead"])))
    if answer["leader_duty"]:
        leaders = [sight.party_name(party) for party in answer["leader_duty"]]
        rule = citation("R14", sight.language)
        lines.append(_("Must lead in person: {names} ({rule}).", names=sight.names(leaders), rule=rule))
    return lines


def _limits(sight: Sight, answer: dict[str, Any]) -> list[str]:
    _ = sight.say
    names = {
        "first_word_h": (_("First word"), "R70"),
        "press_conference_h": (_("Press conference"), "R24"),
        "press_centre_h": (_("Press centre"), "R24"),
        "response_h": (_("Response to the public"), "R25"),
    }
    lines = []
    for field, (name, rule) in names.items():
        hours = answer["deadlines"].get(field)
        if hours is None:
            continue
        due = round(hours * HOUR)
        cited = citation(rule, sight.language)
        if sight.now <= due:
            left = sight.span(due - sight.now)
            lines.append(
                _(
                    "{what}: by {moment}, {left} left ({rule}).",
                    what=name,
                    moment=show_moment(due),
                    left=left,
                    rule=cited,
                )
            )
        else:
            lines.append(_("{what}: the limit was {moment} ({rule}).", what=name, moment=show_moment(due), rule=cited))
    return lines


def heat(log: list[Event]) -> list[int]:
    """Posts of the last hour at each pulse."""
    return [int(event.data["heat"]) for event in log if event.kind == "pulse"]


def beliefs(sight: Sight, log: list[Event]) -> list[Belief]:
    """Per circulating claim the share of all people who believe it."""
    result = []
    for claim, began in sight.board.claims.items():
        narrative = sight.claim(claim).narrative
        series = []
        for event in log:
            if event.kind == "pulse" and event.at >= began and narrative in event.data["narratives"]:
                people = event.data["narratives"][narrative]
                total = sum(people[state] for state in "SEBZ")
                series.append(round(1000 * people["B"] / total) if total else 0)
        name = sight.text(sight.claim(claim).says)
        result.append(Belief(claim, name, tuple(series), series[-1] / 10 if series else 0.0))
    return result


def feed(sight: Sight, log: list[Event], people: People) -> list[FeedItem]:
    """Everything public, in order of time; ``people`` say what nobody has recorded."""
    items: list[FeedItem] = []
    hot = 0
    for event in log:
        match event.kind:
            case "pulse":
                items += people.posts(event)
                if event.data["hot"] > hot:
                    items.append(
                        FeedItem(event.at, "media", sight.say("hot list"), sight.say("the topic is on it now"))
                    )
                hot = event.data["hot"]
            case "published" | "conference_held" | "interview_given":
                items.append(_word(sight, event))
            case "other_body_said":
                items.append(_body(sight, event))
            case "claim_started":
                says = sight.text(sight.claim(event.data["claim"]).says)
                text = sight.say("It is being said, unverified: {says}", says=says)
                items.append(FeedItem(event.at, "claim", sight.say("a claim"), text))
            case "claim_surfaced":
                items.append(_surfaced(sight, event))
            case "exposed":
                items.append(_exposed(sight, event))
            case "media_item":
                items.append(_media(sight, event, people))
            case "hotline" if event.data["lost"]:
                items.append(_calls(sight, event, people))
            case "question_put":
                items.append(_question(sight, event))
            case "lead_designated":
                name = sight.party_name(event.data["party"])
                text = sight.say("Lead department: {name}.", name=name)
                items.append(FeedItem(event.at, "lead", sight.seat_name(event.seat), text))
    return sorted(items, key=lambda item: item.at)


def _word(sight: Sight, event: Event) -> FeedItem:
    message = event.data["message"]
    text = message["text"].get(sight.language) or next(iter(message["text"].values()))
    form = sight.say("interview") if event.kind == "interview_given" else sight.say(FORMS[message["form"]])
    return FeedItem(event.at, "word", sight.party_name(event.data["party"]), f"[{form}] {text}")


def _body(sight: Sight, event: Event) -> FeedItem:
    slot = event.data["slot"]
    value = sight.stated(slot, event.data["value"])
    return FeedItem(
        event.at, "body", sight.party_name(event.data["party"]), sight.say.pair(sight.slot_name(slot), value)
    )


def _surfaced(sight: Sight, event: Event) -> FeedItem:
    says = sight.text(sight.claim(event.data["claim"]).says)
    stance = {"false": "deny", "true": "confirm", "partly_true": "partly"}.get(event.data["truth"], "unverified")
    text = sight.say("The truth has come out: {stance}: {says}", stance=sight.say(STANCES[stance]), says=says)
    return FeedItem(event.at, "truth", sight.say("public"), text)


def _exposed(sight: Sight, event: Event) -> FeedItem:
    _ = sight.say
    names = sight.names([sight.party_name(party) for party in event.data["parties"]])
    what = {
        "removed_posts": _("lawful posts were removed on an order"),
        "lowered_figure": _("a figure was lowered on an order"),
        "withheld_figure": _("a known figure was held back on an order"),
        "over_referral": _("people who doubted or criticised were handed to the police"),
        "falsehood": _("something untrue was said and never corrected"),
    }[event.data["what"]]
    return FeedItem(event.at, "truth", names, _("It comes out about {names}: {what}.", names=names, what=what))


def _media(sight: Sight, event: Event, people: People) -> FeedItem:
    _ = sight.say
    outlets = {outlet.id: outlet.name for outlet in sight.library.scenario.outlets}
    topics = {narrative.id: narrative.name for narrative in sight.library.scenario.narratives}
    topic = sight.text(topics[event.data["narrative"]])
    if event.data["line"] == "official":
        text = _("reports on {topic}, with what the departments say", topic=topic)
    else:
        text = _("reports on {topic}, with what people say", topic=topic)
    outlet = sight.text(outlets[event.data["outlet"]])
    head = people.headline(event.data["narrative"], event.data["line"], event.data["outlet"], event.at)
    return FeedItem(event.at, "media", outlet, _.aside(f"“{head}”", text))


def _calls(sight: Sight, event: Event, people: People) -> FeedItem:
    text = sight.say(
        "Hotline, last hour: {calls} calls, {lost} not answered, longest wait {minutes} min.",
        calls=event.data["calls"],
        lost=event.data["lost"],
        minutes=-(-event.data["longest_wait"] // 60),
    )
    said = people.caller(event.at)
    return FeedItem(event.at, "hotline", sight.say("hotline"), f"{text} “{said}”" if said else text)


def _question(sight: Sight, event: Event) -> FeedItem:
    asked = next(q for q in sight.library.scenario.questions if q.id == event.data["question"])
    outlet = next((o for o in sight.library.scenario.outlets if o.id == asked.outlet), None)
    found = sight.board.asked(asked.id)
    answers = found[1].answers if found is not None else []
    by = answers[-1]["by"] if answers else ""
    note = sight.say("answered by {name}", name=sight.seat_name(by)) if by else sight.say("not answered")
    return FeedItem(
        event.at,
        "question",
        sight.text(outlet.name) if outlet else asked.outlet,
        sight.say.aside(sight.text(asked.ask), note),
    )
