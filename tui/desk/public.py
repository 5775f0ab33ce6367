"""What everybody can see: who answers, how much is said, what is believed, and the stream of posts and official words."""

from __future__ import annotations

from typing import Any

from simulator.record import Event
from simulator.scenario.moments import HOUR, show_moment
from tui.desk.clauses import citation
from tui.desk.kinds import Belief, FeedItem
from tui.desk.names import FORMS, STANCES
from tui.desk.sight import Sight

DISPLAY_SEED = 1
"""Posts are a view: a client that does not know the drill's seed draws names and sentences from this one."""
POSTS_PER_PULSE = 6
"""Posts shown for each half hour."""


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
        lines += _who(sight, answer)
        lines += _limits(sight, answer)
    if not lines:
        lines = [_("Nobody has to answer yet: nothing is public so far. Watch, and log what you see.")]
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
    if sight.party in answer["first_responsible"]:
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


def feed(sight: Sight, log: list[Event], posts: dict[int, list[FeedItem]]) -> list[FeedItem]:
    """Everything public, in order of time; ``posts`` keeps the posts of earlier pulses."""
    items: list[FeedItem] = []
    for event in log:
        match event.kind:
            case "pulse":
                if event.seq not in posts:
                    posts[event.seq] = _posts(sight, event.data)
                items += posts[event.seq]
            case "published" | "conference_held":
                items.append(_word(sight, event))
            case "other_body_said":
                items.append(_body(sight, event))
            case "claim_started":
                says = sight.text(sight.claim(event.data["claim"]).says)
                text = sight.say("It is being said, unverified: {says}", says=says)
                items.append(FeedItem(event.at, "claim", sight.say("a claim"), text))
            case "claim_surfaced":
                items.append(_surfaced(sight, event))
            case "question_put":
                items.append(_question(sight, event))
            case "lead_designated":
                name = sight.party_name(event.data["party"])
                text = sight.say("Lead department: {name}.", name=name)
                items.append(FeedItem(event.at, "lead", sight.seat_name(event.seat), text))
    return sorted(items, key=lambda item: item.at)


def _posts(sight: Sight, pulse: dict[str, Any]) -> list[FeedItem]:
    from simulator.opinion.posts import NarrativeLines, cards
    from simulator.randomness import Draws

    lines = {}
    for narrative in sight.library.scenario.narratives:
        said = {
            "asking": narrative.lines.asking,
            "undecided": narrative.lines.asking,
            "believing": narrative.lines.believing,
            "settled": narrative.lines.settled,
        }
        texts = {stance: {"en": [t.en for t in some], "zh": [t.zh for t in some]} for stance, some in said.items()}
        lines[narrative.id] = NarrativeLines.model_validate({"lines": texts})
    made = cards(pulse, lines, Draws(DISPLAY_SEED), POSTS_PER_PULSE, sight.language)  # type: ignore[arg-type]
    return [FeedItem(card.at, "post", card.author, card.text, max(1, round(card.weight))) for card in made]


def _word(sight: Sight, event: Event) -> FeedItem:
    message = event.data["message"]
    text = message["text"].get(sight.language) or next(iter(message["text"].values()))
    return FeedItem(
        event.at, "word", sight.party_name(event.data["party"]), f"[{sight.say(FORMS[message['form']])}] {text}"
    )


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


def _question(sight: Sight, event: Event) -> FeedItem:
    asked = next(q for q in sight.library.scenario.questions if q.id == event.data["question"])
    outlet = next((o for o in sight.library.scenario.outlets if o.id == asked.outlet), None)
    by = event.data.get("answered_by")
    note = sight.say("answered by {name}", name=sight.seat_name(by)) if by else sight.say("not answered")
    return FeedItem(
        event.at, "question", sight.text(outlet.name) if outlet else asked.outlet, f"{sight.text(asked.ask)} ({note})"
    )
