"""One drill in line mode, from the briefing to the debrief. The trainee types numbers only, but for own texts; whatever else
is typed gets a sentence. Every step is stored before it is answered, so leaving is always safe.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from simulator.host.clock import Clock, Pace
from simulator.host.local import Host, LocalLink
from simulator.replay.materials import Materials, materials_of
from simulator.scenario.moments import HOUR, MINUTE
from simulator.scenario.seatload import load_of
from simulator.scenario.text import Language
from tui.desk import Desk, Need, Offer, Paper
from tui.desk.names import FORMS
from tui.desk.offers import GROUPS
from tui.locale import translator
from tui.plain import tables
from tui.plain.composer import compose
from tui.plain.debrief import show_debrief
from tui.plain.judging import judge
from tui.plain.lines import LeaveError, Lines
from tui.plain.press import take_questions

RUN = 12
"""Number of the choice that lets time pass until something needs the seat."""


def run_plain(
    host: Host,
    seat: str,
    language: Language,
    stdin: TextIO,
    stdout: TextIO,
    materials: Materials | None = None,
) -> None:
    """Play one seat until the drill ends or the trainee leaves; the end of the input is leaving.

    ``materials`` are those that the drill was started with; left out, they are found by its header.

    Raises:
        PodiumError: the store failed, or the materials are gone; the drill is safe up to its last answer.
    """
    materials = materials or materials_of(host.header)
    lines = Lines(stdin, stdout, translator(language))
    session = Session(host, seat, language, lines, materials)
    try:
        session.play()
    except LeaveError:
        lines.put(lines.say("You leave. The drill is kept as {drill}; it can be resumed.", drill=host.id))


class Session:
    """The conversation of one trainee with one drill."""

    def __init__(self, host: Host, seat: str, language: Language, lines: Lines, materials: Materials) -> None:
        """Sit down at the seat's desk, with the clock standing."""
        link = LocalLink(host, seat)
        self.host = host
        self.lines = lines
        self.materials = materials
        self.desk = Desk(link, materials.scenario, seat, language)
        self._menu = True
        self._told: list[str] = []
        self.pace = Pace(host, link, Clock(time.monotonic, base=host.now))

    def play(self) -> None:
        """Briefing, then one choice after another, then the debrief."""
        self._brief()
        while not self.desk.ended:
            self._told = tables.status(self.lines, self.desk, self._told)
            self._choose()
        show_debrief(self.lines, self.host, self.desk, self.materials)

    def _brief(self) -> None:
        _, scenario, officer = self.lines.say, self.materials.scenario, self.desk.sight.officer
        put, text = self.lines.put, self.desk.sight.text
        put(_("EXERCISE. Everything here is synthetic."))
        put(text(scenario.title))
        put(text(scenario.summary))
        put(_("Your seat: {title}", title=text(officer.title)))
        put(text(officer.briefing))
        load = load_of(scenario.id, self.host.header.scenario_digest, officer.id)
        if load is not None:
            put(
                _(
                    "Where experts play, {papers} papers reach this desk, at most {most} in an hour, and it acts {acts} times.",
                    papers=load.papers,
                    most=load.busiest_hour,
                    acts=load.acts,
                )
            )
        put(_("You type numbers. Time stands still until you let it run."))

    def _choose(self) -> None:
        _ = self.lines.say
        entries: list[tuple[str, Callable[[], None]]] = [
            (_("Next thing that needs me"), self._need),
            (_("Papers"), self._papers),
            (_("Facts"), lambda: tables.facts(self.lines, self.desk)),
            (_("Claims"), lambda: tables.claims(self.lines, self.desk)),
            (_("What the public says"), lambda: tables.public(self.lines, self.desk)),
            (_("Tasks"), lambda: tables.tasks(self.lines, self.desk)),
            (_("Colleagues and own texts"), lambda: tables.colleagues(self.lines, self.desk)),
            (_("Do something"), self._do),
            (_("Write"), self._write),
            (_("Let 30 minutes pass"), lambda: self._wait(30 * MINUTE)),
            (_("Let 2 hours pass"), lambda: self._wait(2 * HOUR)),
            (_("Let time pass until something needs me"), self._run),
            (_("End the drill and read the debrief"), self._end),
            (_("Leave; the drill can be resumed"), self._leave),
        ]
        if self._menu:
            for number, (label, _deed) in enumerate(entries, 1):
                self.lines.put(f"{number}. {label}")
        self._menu = False
        prompt = _("1 next, {run} let time pass, 0 all choices. Number >", run=RUN)
        found = self.lines.number(prompt, len(entries))
        if found:
            entries[found - 1][1]()
        elif found == 0:
            self._menu = True

    # --- what needs the seat -----------------------------------------------------------------------------------------

    def _need(self) -> None:
        need = self.desk.next_need()
        if need is None:
            self._run()
            return
        if need.paper is not None:
            tables.paper(self.lines, need.paper)
        elif need.offer is None:
            self.lines.put(self.desk.guide())
            self._act([offer for offer in self.desk.listing() if offer.group == need.group])
            return
        self._act(self._answers(need))

    def _answers(self, need: Need) -> list[Offer]:
        """The offers that meet a need; where there is a choice, all of them."""
        offers = self.desk.offers()
        if need.paper is not None:
            return self._for_paper(need.paper)
        if need.offer is None:
            return []
        kind = need.offer.id.partition(":")[0]
        if kind in ("assess", "lead"):
            return [offer for offer in offers if offer.id.startswith(f"{kind}:")]
        return [offer for offer in offers if offer.id == need.offer.id]

    def _for_paper(self, paper: Paper) -> list[Offer]:
        """The offers that answer a paper."""
        offers = self.desk.listing()
        direct = [offer for offer in offers if offer.about == paper.id]
        helps = {
            "assigned": ("accept:", "transfer:"),
            "transfer": ("accept:", "transfer:"),
            "pressed": ("accept:", "compose:statement"),
            "ask": ("share:",),
            "lead": ("lead:",),
            "error": ("compose:correction", "compose:update"),
            "objection": ("compose:",),
            "returned": ("compose:",),
        }
        return direct or [offer for offer in offers if offer.id.startswith(helps.get(paper.kind, ("-",)))]

    def _papers(self) -> None:
        papers = self.desk.inbox()
        if not papers:
            self.lines.put(self.lines.say("No papers."))
            return
        rows = [tables.paper_row(self.lines, paper) for paper in papers]
        found = self.lines.pick(self.lines.say("Papers"), rows, self.lines.say("Read which? >"))
        if found is None:
            return
        tables.paper(self.lines, papers[found])
        if papers[found].needs_reply and not papers[found].answered:
            self._act(self._for_paper(papers[found]))

    # --- doing -------------------------------------------------------------------------------------------------------

    def _do(self) -> None:
        offers = self.desk.listing()
        groups = [(group, [o for o in offers if o.group == self.lines.say(group)]) for group in GROUPS]
        filled = [(group, some) for group, some in groups if some]
        if not filled:
            self.lines.put(self.lines.say("There is nothing to do yet."))
            return
        rows = [self.lines.say.aside(self.lines.say(group), str(len(some))) for group, some in filled]
        found = self.lines.pick(self.lines.say("Do something"), rows, self.lines.say("Number >"))
        if found is not None:
            self._act(filled[found][1])

    def _act(self, offers: list[Offer]) -> None:
        """Let the trainee take one of the offers."""
        if not offers:
            self.lines.put(self.lines.say("There is nothing to do about it yet."))
            return
        whys = list(dict.fromkeys(offer.why for offer in offers))
        if len(offers) > 1 and len(whys) == 1:
            self.lines.put(whys[0])
        rows = []
        for offer in offers:
            caution = self.lines.say("CAUTION: ") if offer.warns else ""
            rows.append(f"{caution}{offer.label}" if len(whys) == 1 else f"{offer.label}\n   {caution}{offer.why}")
        found = self.lines.pick(self.lines.say("What do you do?"), rows, self.lines.say("Number >"))
        if found is not None:
            self._take(offers[found])

    def _take(self, offer: Offer) -> None:
        action = offer.action
        if offer.opens == "press":
            take_questions(self.lines, self.desk, self.pace)
            return
        if offer.opens == "judge":
            action = judge(self.lines, self.desk, offer.about)
        elif offer.opens == "reply":
            action = compose(self.lines, self.desk, "reply", offer.about)
        elif offer.opens is not None:
            form = next((form for form in FORMS if form == offer.about), "statement")
            action = compose(self.lines, self.desk, form, None)  # type: ignore[arg-type]
        if action is not None:
            self.lines.put(self.desk.do(action).sentence)

    def _write(self) -> None:
        offers = [offer for offer in self.desk.listing() if offer.writes]
        if not offers:
            self.lines.put(self.lines.say("There is nothing to write about yet."))
            return
        self._act(offers)

    # --- time --------------------------------------------------------------------------------------------------------

    def _wait(self, seconds: int) -> None:
        before = self.host.now
        self.pace.forward(seconds)
        self.desk.refresh()
        self._news(before)

    def _run(self) -> None:
        before = self.host.now
        self.pace.to_next_need(self.desk)
        self._news(before)

    def _news(self, before: int) -> None:
        """How much time has passed, and what it brought to this desk."""
        _ = self.lines.say
        self.lines.put(_("{time} have passed.", time=self.desk.sight.span(self.host.now - before)))
        for paper in self.desk.inbox():
            if paper.at >= before:
                self.lines.put(_("New: {paper}", paper=tables.paper_row(self.lines, paper)))

    def _end(self) -> None:
        found = self.lines.pick(
            self.lines.say("End the drill? Colleagues go on without you until its horizon."),
            [self.lines.say("Yes, end it")],
            self.lines.say("Number >"),
        )
        if found is not None:
            self.pace.forward(self.materials.scenario.clock.ends + 1 - self.host.now)
            self.desk.refresh()

    def _leave(self) -> None:
        raise LeaveError
