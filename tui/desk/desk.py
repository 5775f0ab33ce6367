"""The desk itself: it folds what the link gives, and answers every question that a face asks. What stands behind each answer
lives in the module of that name; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from simulator.host.link import Link, Reject
from simulator.message.library import Library
from simulator.record import Action, Board, Event
from simulator.record.actions import Assess, Citation, ClaimAnswer, Draft, Form, Message, Reply
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language
from tui.desk import guidance, handling, judging, offers, papers, parts, public, rows, tasks
from tui.desk.kinds import (
    Belief,
    Chosen,
    ClaimRow,
    ColleagueRow,
    DraftRow,
    FactRow,
    FeedItem,
    Judged,
    Need,
    Offer,
    Outcome,
    Paper,
    Parts,
    Scales,
    Task,
)
from tui.desk.people import People
from tui.desk.sight import Sight
from tui.desk.work import Work

T = TypeVar("T")


class Desk:
    """One seat's view-model over its link."""

    def __init__(self, link: Link, scenario: Scenario, seat: str, language: Language) -> None:
        """Sit down at a desk and read what has happened so far.

        ``scenario`` serves for words only: titles, labels and texts of what this seat has met.
        """
        self.link = link
        self.scenario = scenario
        self.seat = seat
        self.language = language
        self.board = Board()
        self.log: list[Event] = []
        """Everything that this seat has seen, in order."""
        self.work = Work(seat)
        self.sight = Sight(Library.of(scenario), self.board, seat, language)
        self._seen = 0
        self._people = People(scenario, language)
        self._made: dict[str, Any] = {}
        self.refresh()

    # --- time --------------------------------------------------------------------------------------------------------

    def refresh(self) -> list[Event]:
        """Take in what is new; returns it."""
        new = self.link.events(self._seen)
        for event in new:
            self._seen = event.seq
            self.board.apply(event)
            self.work.apply(event)
        self.log += new
        now = self.link.state().now
        if new or now != self.sight.now:
            self._made.clear()
        self.sight.now = self.board.now = now
        return new

    def _once(self, name: str, make: Callable[[], list[T]]) -> list[T]:
        """What was made for this moment; made once until something new comes or time passes."""
        if name not in self._made:
            self._made[name] = make()
        made: list[T] = self._made[name]
        return made

    @property
    def now(self) -> int:
        """Simulated second."""
        return self.sight.now

    @property
    def ended(self) -> bool:
        """The horizon is reached."""
        return self.board.closed

    def clock_line(self) -> str:
        """The moment, counted from T+0 and in the calendar of the scenario's world."""
        return f"{show_moment(self.now - self.now % 60)}  ·  {self.sight.calendar(self.now)}"

    # --- what is to be seen ------------------------------------------------------------------------------------------

    def responsibility(self) -> list[str]:
        """Who is first responsible now, why, and the limits with the time left."""
        return public.responsibility(self.sight)

    def heat(self) -> list[int]:
        """Posts per hour, one value for each pulse so far."""
        return public.heat(self.log)

    def beliefs(self) -> list[Belief]:
        """How many people believe each claim that circulates."""
        return public.beliefs(self.sight, self.log)

    def feed(self, limit: int = 60) -> list[FeedItem]:
        """What everybody can see, the newest last: posts, official words, other bodies, claims."""
        return public.feed(self.sight, self.log, self._people)[-limit:]

    def inbox(self) -> list[Paper]:
        """What lies on this desk: what waits for an answer first, then the newest first."""
        return list(self._once("inbox", lambda: papers.inbox(self.sight, self.log, self.work)))

    def tasks(self) -> list[Task]:
        """What is due, the nearest first; what is done last."""
        return list(self._once("tasks", lambda: tasks.tasks(self.sight, self.log, self.inbox())))

    def facts(self) -> list[FactRow]:
        """Facts that this seat knows, and own slots of which nothing is known yet."""
        return rows.facts(self.sight)

    def claims(self) -> list[ClaimRow]:
        """Claims that circulate."""
        return rows.claims(self.sight, self.log)

    def colleagues(self) -> list[ColleagueRow]:
        """The other seats."""
        return rows.colleagues(self.sight)

    def drafts(self) -> list[DraftRow]:
        """Own texts on their way, the newest first."""
        return rows.drafts(self.sight)

    def busy(self) -> list[str]:
        """What the own desk works on, and what waits behind it."""
        return rows.busy(self.sight, self.work)

    # --- what is to be done ------------------------------------------------------------------------------------------

    def sheets(self) -> list[handling.SheetRow]:
        """The handling sheet of each strand, as far as this seat can follow it."""
        return list(self._once("sheets", lambda: handling.sheets(self.sight, self.log)))

    def offers(self) -> list[Offer]:
        """Everything that this seat can sensibly do now, the most useful first."""
        return list(self._once("offers", lambda: offers.by_use(self._by_kind())))

    def listing(self) -> list[Offer]:
        """The offers as a face lists them: the most useful first where the drill guides step by step; elsewhere by kind, in
        the order of the work, so that the choice is the trainee's."""
        return self.offers() if self.guided else list(self._by_kind())

    def _by_kind(self) -> list[Offer]:
        return self._once("by_kind", lambda: offers.offers(self.sight, self.log, self.work, self.inbox()))

    @property
    def guided(self) -> bool:
        """Whether the guide names each step; it does in scenarios of the lowest difficulty."""
        return self.sight.guided

    def next_need(self) -> Need | None:
        """The one thing that needs this seat most now; None if nothing does."""
        if self.ended:
            return None
        return guidance.next_need(self.sight, self.inbox(), self.tasks(), self.offers())

    def guide(self) -> str:
        """One line: what can be done now, and why it matters."""
        return guidance.guide(self.sight, self.next_need(), self.busy(), self.ended)

    def calls(self, event: Event) -> bool:
        """Whether an event asks for this seat's eyes; the clock stops for it on the way to the next need."""
        return guidance.calls(self.sight, self.work, event)

    def strikes(self, event: Event) -> bool:
        """Whether an event changes the matter for everybody, so that it should be seen although it asks for nothing."""
        return guidance.strikes(event)

    def next_stop(self) -> int | None:
        """The next moment at which this seat should look although nothing happens; None if there is none."""
        return guidance.next_stop(self.sight, self.tasks())

    # --- judging -----------------------------------------------------------------------------------------------------

    def scales(self, strand: str) -> Scales:
        """What a judgement of a strand can say, with what this seat's own information suggests."""
        return judging.scales(self.sight, self.log, strand)

    def judge(self, judged: Judged) -> Assess:
        """The action of a judgement."""
        return judging.assess(judged)

    # --- words -------------------------------------------------------------------------------------------------------

    def message_parts(self, form: Form, paper: str | None = None) -> Parts:
        """What a text of a form can take up now; ``paper`` is the document that a reply answers."""
        return parts.message_parts(self.sight, form, paper, papers.own_errors(self.sight, self.log))

    def draft_text(self, parts_chosen: Chosen) -> dict[Language, str]:
        """A first wording of what was picked, in both languages, for the trainee to edit."""
        from simulator.drill.colleagues.grammar import compose

        message = self.message(parts_chosen, {"en": "-"})
        return dict(compose(message, self.sight.library, self.now).items())

    def message(self, chosen: Chosen, text: dict[Language, str], *, own_words: bool = False) -> Message:
        """The message of what was picked and worded; what is said in own words is read from them.

        Raises:
            ValueError: the text is empty, too long, or holds control characters.
        """
        facts = tuple(Citation(fact=fact, value=chosen.values.get(fact)) for fact in chosen.facts)
        claims = [ClaimAnswer.model_validate({"claim": c, "stance": stance}) for c, stance in chosen.claims]
        return Message(
            form=chosen.form,
            text=dict(text),
            facts=facts,
            claims=tuple(claims),
            unknowns=chosen.unknowns,
            advice=chosen.advice,
            disposals=chosen.disposals,
            credits=chosen.credits,
            as_of=self.now if chosen.dated and facts else None,
            next_update=chosen.next_update if chosen.next_update is None or chosen.next_update > self.now else None,
            may_change=chosen.may_change,
            announces_punishment=chosen.announces_punishment,
            corrects=chosen.corrects,
            own_words=own_words,
        )

    def write(self, chosen: Chosen, text: dict[Language, str], *, own_words: bool = False) -> Draft | Reply:
        """The action that puts a text on its way: the reply to its document, else a new draft.

        Raises:
            ValueError: see :meth:`message`.
        """
        message = self.message(chosen, text, own_words=own_words)
        if chosen.form == "reply" and chosen.paper is not None:
            return Reply(inject=chosen.paper, message=message)
        count = 1 + sum(1 for seat, _ in self.board.drafts if seat == self.seat)
        strand = handling.strand_of(self.sight, message)
        return Draft(draft=f"{chosen.form}-{count}", strand=strand, message=message)

    def _why_not(self, answer: Reject) -> str:
        """The reason of a refusal in the desk's language; the record holds both."""
        told = [] if answer.seq is None else self.link.events(answer.seq - 1)[:1]
        if self.language == "zh" and told and told[0].seq == answer.seq:
            return str(told[0].data["reason_zh"])
        return answer.reason.rstrip(".")

    def do(self, action: Action) -> Outcome:
        """Send an action under an own client id, and take in what came of it."""
        answer = self.link.send(action, uuid4().hex)
        self.refresh()
        if isinstance(answer, Reject):
            return Outcome(False, self.sight.say("Not possible now: {reason}.", reason=self._why_not(answer)))
        return Outcome(True, offers.said(self.sight, action))
