"""What a text can take up: facts with their status, claims with a stance, what is not known, advice, acts, owners to name,
and when the next word comes. Suggestions follow what an honest, careful officer would take; the trainee decides.
"""

from __future__ import annotations

from simulator.record.actions import Form
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Fact
from tui.desk.kinds import Choice, Parts
from tui.desk.names import CLAIM_STATES, FACT_STATES, STANCES
from tui.desk.rows import facts as fact_rows
from tui.desk.sight import Sight

MOST_UNKNOWNS = 4
"""So many admitted gaps are suggested for one text (assumption)."""
RIGHT = {"false": "deny", "true": "confirm", "partly_true": "partly"}
"""Established truth -> what an honest text says."""


def message_parts(sight: Sight, form: Form, paper: str | None, wrong: tuple[str, ...] = ()) -> Parts:
    """The choices for a text of a form; ``paper`` is the document that a reply answers, ``wrong`` names the slots and
    claims about which this seat's own published words can be known to be wrong."""
    if form not in ("correction", "update"):
        wrong = ()
    wanted: tuple[str, ...] = ()
    if paper is not None:
        wanted = sight.wanted(sight.document(paper))
    return Parts(
        form=form,
        paper=paper,
        strand=sight.strands()[0].id,
        facts=_facts(sight, form, wanted, wrong),
        claims=_claims(sight, form, wrong),
        stances=tuple(Choice(stance, sight.say(label), "") for stance, label in STANCES.items()),
        unknowns=_unknowns(sight, form, wanted),
        advice=_advice(sight, form, wanted),
        disposals=_disposals(sight, form, wanted),
        credits=_credits(sight),
        updates=_updates(sight, form),
        corrects=_corrects(sight, wrong),
    )


def _facts(sight: Sight, form: Form, wanted: tuple[str, ...], wrong: tuple[str, ...]) -> tuple[Choice, ...]:
    said = [verdict["fact"] for word in sight.board.words_of(sight.seat) for verdict in word.reading["facts"]]
    settles = [
        fact for claim in sight.board.claims if sight.truth(claim) is not None for fact in sight.claim(claim).settled_by
    ]
    made: list[Choice] = []
    fresh = False
    for row in fact_rows(sight):
        if row.fact is None:
            continue
        fact = sight.fact(row.fact)
        open_ = row.status in ("known", "public")
        suits = fact.slot in wrong or _suits(form, fact, wanted, said, settles)
        suggested = open_ and suits and not _perhaps_old(sight, fact)
        note = sight.say.both(sight.say(FACT_STATES[row.status]), row.owner, row.ground)
        fresh = fresh or suggested
        made.append(Choice(row.fact, sight.say.pair(row.label, row.value), note, suggested, warns=not open_))
    if form == "update" and not fresh:  # no news: say as of when the gravest still stands
        return tuple(_again(sight, choice) for choice in made)
    return tuple(made)


def _again(sight: Sight, choice: Choice) -> Choice:
    """The choice, suggested where it concerns safety and may be said."""
    critical = sight.library.slots[sight.fact(choice.id).slot].safety_critical
    return Choice(choice.id, choice.label, choice.note, critical and not choice.warns, choice.warns)


def _suits(form: Form, fact: Fact, wanted: tuple[str, ...], said: list[str], settles: list[str]) -> bool:
    """Whether a fact belongs into a text of this form."""
    match form:
        case "reply":
            return not wanted or fact.slot in wanted
        case "update" | "correction":
            return fact.id not in said
        case "rebuttal":
            return fact.id in settles
        case _:
            return True


def _perhaps_old(sight: Sight, fact: Fact) -> bool:
    """Whether a count of another unit should be asked for again before it is stated."""
    counted = isinstance(fact.value, int | float) and fact.owner != sight.party
    return counted and sight.now - sight.since(fact.id) > 3 * HOUR


def _claims(sight: Sight, form: Form, wrong: tuple[str, ...]) -> tuple[Choice, ...]:
    made = []
    for claim in sight.board.claims:
        truth = sight.truth(claim)
        answered = any(party == sight.party for _, party, _ in sight.board.answers.get(claim, []))
        stance = RIGHT.get(truth or "", "unverified")
        state = {"deny": "false", "confirm": "true", "partly": "partly"}.get(stance, "unverified")
        note = sight.say(CLAIM_STATES[state])
        suggested = (truth is not None and not answered and form not in ("reply", "correction")) or claim in wrong
        says = sight.text(sight.claim(claim).says)
        made.append(Choice(claim, says, note, suggested, warns=truth is None, stance=stance))
    return tuple(made)


def suggested_stance(sight: Sight, claim: str) -> str:
    """What an honest text says about a claim now."""
    return RIGHT.get(sight.truth(claim) or "", "unverified")


def _unknowns(sight: Sight, form: Form, wanted: tuple[str, ...]) -> tuple[Choice, ...]:
    """Slots without a known value for which people ask; own ones are suggested."""
    known, asked, own = sight.known(), sight.asked(), sight.slots_at(sight.seat)
    made: list[Choice] = []
    suggested = 0
    for slot in sight.library.slots:
        if slot in known or slot not in asked or not sight.visible(slot):
            continue
        suits = slot in wanted if wanted else slot in asked and slot in own
        take = suits and form not in ("rebuttal", "correction") and suggested < MOST_UNKNOWNS
        suggested += take
        made.append(Choice(slot, sight.slot_name(slot), sight.say(FACT_STATES["pending"]), take))
    return tuple(made)


def _advice(sight: Sight, form: Form, wanted: tuple[str, ...]) -> tuple[Choice, ...]:
    made = []
    for item in sight.library.advice_open_to(sight.board.known_facts(sight.seat)):
        take = item in wanted if wanted else form in ("statement", "update", "conference", "social")
        made.append(Choice(item, sight.text(sight.library.advice[item].text), "", take))
    return tuple(made)


def _disposals(sight: Sight, form: Form, wanted: tuple[str, ...]) -> tuple[Choice, ...]:
    said = [item for word in sight.board.words_of(sight.seat) for item in word.message.disposals]
    made = []
    for item, (_began, done) in sight.board.disposals.items():
        note = sight.say("done") if done is not None else sight.say("under way")
        take = item in wanted if wanted else form in ("statement", "update", "conference") and item not in said
        made.append(Choice(item, sight.text(sight.library.disposals[item].name), note, take))
    return tuple(made)


def _credits(sight: Sight) -> tuple[Choice, ...]:
    """Owners of facts of others that could be stated."""
    owners = dict.fromkeys(fact.owner for fact in sight.known().values() if fact.owner != sight.party)
    return tuple(Choice(owner, sight.party_name(owner), sight.say("source"), suggested=True) for owner in owners)


def _updates(sight: Sight, form: Form) -> tuple[Choice, ...]:
    """Whole hours at which the next word can be promised."""
    made = []
    for hours in (2, 4, 6, 12, 24):
        at = -(-(sight.now + hours * HOUR) // HOUR) * HOUR
        if at < sight.library.scenario.clock.ends:
            label = f"{show_moment(at)}  {sight.calendar(at)}"
            take = hours == 6 and form in ("statement", "update", "conference")
            made.append(Choice(str(at), label, sight.say("in {time}", time=sight.span(at - sight.now)), take))
    return tuple(made)


def _corrects(sight: Sight, wrong: tuple[str, ...]) -> tuple[Choice, ...]:
    """Slots that this seat has stated in public; what is wrong among them is suggested."""
    slots = [v["slot"] for word in sight.board.words_of(sight.seat) for v in word.reading["facts"]]
    return tuple(Choice(slot, sight.slot_name(slot), "", slot in wrong) for slot in dict.fromkeys(slots))
