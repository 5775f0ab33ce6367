"""Tables of the desk: facts, claims, colleagues, own drafts, and what the desk is busy with."""

from __future__ import annotations

from simulator.record import Event
from simulator.record.board import DraftState
from tui.desk.found import found_in
from tui.desk.kinds import ClaimRow, ColleagueRow, DraftRow, FactRow
from tui.desk.names import FORMS, STANCES, STATES, TASKS
from tui.desk.sight import Sight
from tui.desk.work import Job, Work


def facts(sight: Sight) -> list[FactRow]:
    """The newest known fact of each slot, then own slots of which nothing is known."""
    stale = sight.board.stale.get(sight.seat, {})
    made = []
    for slot, fact in sight.known().items():
        ground = ""
        if not sight.disclosable(fact):
            status = "withheld"
            ground = sight.text(fact.ground) if fact.ground else sight.say("no ground is given")
        elif slot in stale:
            status = "stale"
        else:
            status = "public" if fact.id in sight.board.public else "known"
        owner = sight.party_name(fact.owner)
        label, value = sight.slot_name(slot), sight.value(fact)
        made.append(FactRow(slot, fact.id, label, value, sight.since(fact.id), owner, status, ground))  # type: ignore[arg-type]
    for slot in sight.slots_at(sight.seat):
        if slot not in sight.known():
            owner = sight.party_name(sight.party)
            made.append(FactRow(slot, None, sight.slot_name(slot), "", None, owner, "pending", ""))
    return made


def claims(sight: Sight, log: list[Event]) -> list[ClaimRow]:
    """Claims that circulate, with what this seat has established or everybody has learned."""
    out = {event.data["claim"]: event.data["truth"] for event in log if event.kind == "claim_surfaced"}
    made = []
    for claim, since in sight.board.claims.items():
        truth = out.get(claim, sight.truth(claim))
        status = {"false": "false", "true": "true", "partly_true": "partly"}.get(truth or "", "unverified")
        said = [
            sight.say.aside(sight.party_name(party), sight.say(STANCES[stance]))
            for _, party, stance in sight.board.answers.get(claim, [])
        ]
        says = sight.text(sight.claim(claim).says)
        made.append(ClaimRow(claim, says, since, status, sight.names(list(dict.fromkeys(said)))))  # type: ignore[arg-type]
    return made


def colleagues(sight: Sight) -> list[ColleagueRow]:
    """The other seats, in the scenario's order."""
    leads = [sheet.lead for sheet in sight.board.sheets.values()]
    made = []
    for seat in sight.seats():
        accepted = any(seat in sheet.accepted for sheet in sight.board.sheets.values())
        words = [word.at for word in sight.board.words_of(seat)]
        asked = [at for at, by, to, _ in sight.board.asks if by == sight.seat and to == seat]
        made.append(
            ColleagueRow(
                seat=seat,
                name=sight.seat_name(seat),
                accepted=accepted,
                last_word=words[-1] if words else None,
                asked=asked[-1] if asked else None,
                waits=_waits(sight, seat),
                lead=sight.library.party_of[seat] in leads,
            )
        )
    return made


def _waits(sight: Sight, seat: str) -> str:
    waiting = []
    for consultation in sight.board.consultations.values():
        draft = sight.board.drafts.get((sight.seat, consultation.draft))
        if draft is None or draft.published is not None:
            continue
        if consultation.author == sight.seat and seat in consultation.to and seat not in consultation.answers:
            waiting.append(sight.say("an answer on {draft}", draft=form_name(sight, draft)))
    for draft in own_drafts(sight):
        if state_of(sight, draft) == "submitted" and draft.reviewer == seat:
            waiting.append(sight.say("the review of {draft}", draft=form_name(sight, draft)))
    return sight.names(list(dict.fromkeys(waiting)))


def own_drafts(sight: Sight) -> list[DraftState]:
    """Own drafts, in the order in which they were begun."""
    return [draft for draft in sight.board.drafts.values() if draft.seat == sight.seat]


def form_name(sight: Sight, draft: DraftState) -> str:
    """A draft as people call it: its form, with its number."""
    number = draft.ref.rpartition("-")[2]
    name = sight.say(FORMS[draft.message.form])
    return f"{name} {number}" if number.isdigit() else sight.say.aside(name, draft.ref)


def state_of(sight: Sight, draft: DraftState) -> str:
    """How far an own draft has come."""
    if draft.published is not None:
        return "published"
    if draft.ready is None:
        return "writing"
    if draft.approved is not None:
        return "approved"
    if draft.submitted is not None:
        return "submitted"
    if draft.returned is not None:
        return "returned"
    return "consulting" if sight.board.consulted_on(sight.seat, draft.ref) else "ready"


def words_of(sight: Sight, draft: DraftState) -> str:
    """A draft's text in the desk's language, or in the one that it has."""
    text = draft.message.text
    return text.get(sight.language) or next(iter(text.values()))


def drafts(sight: Sight) -> list[DraftRow]:
    """Own drafts, the newest first."""
    made = []
    for draft in reversed(own_drafts(sight)):
        asked = sight.board.consulted_on(sight.seat, draft.ref)
        by_answer = {
            answer: tuple(sight.seat_name(seat) for seat, given in asked.items() if given is answer)
            for answer in (True, False, None)
        }
        state = state_of(sight, draft)
        made.append(
            DraftRow(
                ref=draft.ref,
                form=form_name(sight, draft),
                state=state,  # type: ignore[arg-type]
                state_label=sight.say(STATES[state]),
                agreed=by_answer[True],
                objected=by_answer[False],
                silent=by_answer[None],
                text=words_of(sight, draft),
                found=found_in(sight, draft),
            )
        )
    return made


def busy(sight: Sight, work: Work) -> list[str]:
    """What the desk works on, then what waits, each with its time."""
    running = [job for job in work.jobs if job.started is not None]
    waiting = [job for job in work.jobs if job.started is None]
    lines = []
    for job in running:
        left = max(0, (job.started or 0) + job.takes - sight.now)
        lines.append(sight.say("{task}, {left} left", task=job_name(sight, job), left=sight.span(left)))
    return lines + [sight.say("{task}, waits for a free hand", task=job_name(sight, job)) for job in waiting]


def job_name(sight: Sight, job: Job) -> str:
    """A task of the own desk in words."""
    return sight.say(TASKS[job.task], about=_about(sight, job))


def _about(sight: Sight, job: Job) -> str:
    if job.task == "verify":
        return sight.slot_name(job.about)
    if job.task == "reply":
        return sight.text(sight.document(job.about).title)
    if job.task == "dispatch":
        return sight.text(sight.library.disposals[job.about].name)
    draft = sight.board.drafts.get((sight.seat, job.about))
    return form_name(sight, draft) if draft is not None else job.about
