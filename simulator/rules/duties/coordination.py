"""Rules of coordination: who answers, who was told and asked, who leads, who was pressed, what was solved."""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, Court, Watch
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Strand

OWNED: Final = 4 * HOUR
"""A sheet has an owner, and both linked offices know of it, within this time (assumption)."""
LEAD: Final = 4 * HOUR
"""A deadlock is ended by a lead within this time for full credit, within twice the time for half (assumption)."""
UNANSWERED: Final = 2 * HOUR
"""Who was asked and has not answered by then has been asked enough (assumption)."""
CHASE: Final = 6 * HOUR
"""A late party is pressed within this time (assumption)."""


class Owned(Watch):
    """R03 (the sheet has an owner, nobody shuffles), R04 (the department accepts and signs), R60 (accept, transfer, feed
    back) and R12 (the General Office sets the time and presses the late).
    """

    def matter(self, strand: Strand) -> None:
        """Each department owes its own part; the General Office owes the flow."""
        for rule in ("R03", "R04"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id)
        office = self.court.office()
        if office:
            for rule in ("R12", "R60"):
                if rule == "R60" or self.court.holds(rule, strand.id):
                    self.court.open(rule, office, strand.id)

    def observe(self, event: Event) -> None:
        """Shuffling, and answering in another's place."""
        if event.kind == "transferred":
            owners = [self.court.library.party_of[seat] for s in self.court.strands for seat in self.court.seats_of(s)]
            if self.court.library.party_of[event.seat] in owners:
                self.court.settle(
                    self.court.get("R03", event.seat, event.data["strand"]),
                    0,
                    [event.seq],
                    (
                        "passed the sheet on although the matter touches its own duties",
                        "事项涉及本单位职责，却将处置单推给其他单位",
                    ),
                    (
                        "accept the own part and agree with the others who says what",
                        "认领本单位职责部分，并与其他单位商定发布分工",
                    ),
                )
        elif event.kind in ("published", "conference_held"):
            self._signed(event)

    def _signed(self, event: Event) -> None:
        word = self.board.words[-1]
        strand = next(s for s in self.court.library.scenario.strands if s.id == word.strand)
        seats = self.court.seats_of(strand)
        if word.seat not in seats and not any(seat in seats for seat in word.attendees):
            first = not any(earlier.seat in seats for earlier in self.board.words[:-1])
            if first and self.court.is_response(word):
                for seat in seats:
                    self.court.settle(
                        self.court.get("R04", seat, word.strand),
                        0,
                        [event.seq],
                        (f"{word.party} spoke first in this department's place", f"由{word.party}代替本部门首先发声"),
                        ("the responsible department involved signs the first response", "由涉事责任部门署名首次回应"),
                    )
            return
        sheet = self.board.sheets.get(word.strand)
        for seat in self.court.answering(word):
            accepted = sheet is not None and seat in sheet.accepted
            self.court.settle(
                self.court.get("R04", seat, word.strand),
                FULL if accepted else HALF,
                [event.seq],
                ("answered for its part", "已就本部门职责部分作出回应"),
                ("accept the handling sheet before answering", "回应前先认领舆情处置单"),
            )

    def close(self) -> None:
        """Who never accepted, who was never pressed, and whether the flow came round."""
        for strand in self.court.strands:
            sheet = self.board.sheets.get(strand.id)
            for seat in self.court.seats_of(strand):
                at = sheet.accepted.get(seat) if sheet else None
                quick = at is not None and sheet is not None and at <= max(0, sheet.opened) + OWNED
                self.court.settle(
                    self.court.get("R03", seat, strand.id),
                    FULL if quick else HALF if at is not None else 0,
                    [],
                    (
                        "never accepted the sheet" if at is None else f"accepted the sheet at {show_moment(at)}",
                        "始终未认领处置单" if at is None else f"已于{show_moment(at)}认领处置单",
                    ),
                    ("accept the own part within four hours", "四小时内认领本单位职责部分"),
                )
                self.court.settle(
                    self.court.get("R04", seat, strand.id),
                    0,
                    [],
                    ("never answered for its part", "始终未就本部门职责部分作出回应"),
                    (
                        "accept the sheet and answer for what the own duties cover",
                        "认领处置单，就本部门职责范围作出回应",
                    ),
                )
            self._office(strand)

    def _office(self, strand: Strand) -> None:
        office = self.court.office()
        if office is None:
            return
        sheet = self.board.sheets.get(strand.id)
        seats = self.court.seats_of(strand)
        assigned = sheet is not None and all(seat in sheet.assigned for seat in seats)
        accepted = sheet is not None and all(seat in sheet.accepted for seat in seats)
        fed_back = all(self.board.words_of(seat) or seat in self.board.reports for seat in seats)
        steps = [assigned, accepted, fed_back]
        self.court.settle(
            self.court.get("R60", office, strand.id),
            round(FULL * sum(steps) / 3),
            [],
            (
                f"{sum(steps)} of the 3 steps acceptance, transfer and feedback came round",
                f"受理、转办、反馈三个环节完成{sum(steps)}个",
            ),
            (
                "assign every unit concerned, see that it accepts, and have it feed back",
                "向所有相关单位交办，督促认领并反馈",
            ),
        )
        late = [seat for seat in seats if self._late_at(seat, strand.id) is not None]
        pressed = [seat for seat in late if self._was_pressed(seat, strand.id)]
        share = (1 + len(pressed)) / (1 + len(late)) if assigned else len(pressed) / len(late) if late else 0.0
        self.court.settle(
            self.court.get("R12", office, strand.id),
            round(FULL * share),
            [],
            (
                f"set a time: {'yes' if assigned else 'no'}; late parties pressed: {len(pressed)} of {len(late)}",
                f"{'已' if assigned else '未'}明确办理时限；应督办{len(late)}家，已督办{len(pressed)}家",
            ),
            ("assign with a time and press whoever is late", "交办时明确时限，对逾期单位及时督办"),
        )

    def _late_at(self, seat: str, strand: str) -> int | None:
        """When the seat's work was due and not there; without an assignment, eight hours after the sheet was opened."""
        sheet = self.board.sheets.get(strand)
        if sheet is None:
            return None
        due = sheet.assigned.get(seat, max(0, sheet.opened) + 8 * HOUR)
        spoke = [word.at for word in self.board.words if seat in self.court.answering(word)]
        return due if due < self.board.now and (not spoke or spoke[0] > due) else None

    def _was_pressed(self, seat: str, strand: str) -> bool:
        late = self._late_at(seat, strand)
        spoke = [word.at for word in self.board.words if seat in self.court.answering(word)]
        if late is None or (spoke and spoke[0] <= late + CHASE):
            return True  # it came by itself before pressing was due
        return any(target == seat and at <= late + CHASE for at, _, target in self.board.pressed)


class Linked(Watch):
    """R05 (General Office and publicity coordinate before the first release) and R38 (publicity and cyberspace told)."""

    def matter(self, strand: Strand) -> None:
        """R05 is the General Office's, R38 the departments' in common and told by whoever tells first."""
        office = self.court.office()
        if office and self.court.holds("R05", strand.id):
            self.court.open("R05", office, strand.id)
        if office and self.court.holds("R38", strand.id):
            self.court.open("R38", office, strand.id)

    def observe(self, event: Event) -> None:
        """The first release settles R05 as things stand."""
        if event.kind in ("published", "conference_held") and len(self.board.words) == 1:
            self._judge_office(self.board.words[0].strand, event.seq)

    def _judge_office(self, strand: str, seq: int | None) -> None:
        office, publicity = self.court.office(), self.court.publicity()
        if office is None:
            return
        sheet = self.board.sheets.get(strand)
        acted = (sheet is not None and sheet.assigned_at is not None) or any(
            office in seats for _, _, seats in self.board.meetings
        )
        told = publicity is None or self._told(publicity) is not None
        self.court.settle(
            self.court.get("R05", office, strand),
            HALF * acted + HALF * told,
            [] if seq is None else [seq],
            (
                f"before the first release the General Office had {'' if acted else 'not '}coordinated and publicity had "
                f"{'' if told else 'not '}been brought in",
                f"首次发布前，政府办公室{'已' if acted else '未'}组织协调，宣传部门{'已' if told else '未'}参与",
            ),
            (
                "assign or convene, and bring publicity in, before anything goes out",
                "发布前先交办或会商，并会同宣传部门",
            ),
        )

    def _told(self, seat: str) -> int | None:
        """When a seat was first brought in by others, or acted itself."""
        party = self.court.library.party_of[seat]
        moments = [at for at, _, parties in self.board.notified if party in parties]
        moments += [at for at, _, seats in self.board.meetings if seat in seats]
        moments += [at for at, by, _ in self.board.notified if by == seat]
        moments += [c.at for c in self.board.consultations.values() if seat in c.to]
        return min(moments, default=None)

    def close(self) -> None:
        """R05 without any release; R38 by the moments at which both were told."""
        for strand in self.court.strands:
            self._judge_office(strand.id, None)
            office, publicity = self.court.office(), self.court.publicity()
            if office is None:
                continue
            sheet = self.board.sheets.get(strand.id)
            limit = (max(0, sheet.opened) if sheet else 0) + OWNED
            told = [] if publicity is None else [self._told(publicity)]
            told.append(
                min(
                    (at for at, _, ps in self.board.notified if any(p.endswith("/cyberspace") for p in ps)),
                    default=None,
                )
            )
            share = sum(FULL if at is not None and at <= limit else HALF if at is not None else 0 for at in told)
            self.court.settle(
                self.court.get("R38", office, strand.id),
                round(share / len(told)),
                [],
                (
                    f"publicity and cyberspace: {sum(at is not None and at <= limit for at in told)} of {len(told)} told within four hours",
                    f"宣传、网信部门：{sum(at is not None and at <= limit for at in told)}/{len(told)}家在四小时内获得通报",
                ),
                (
                    "tell publicity and cyberspace early and share the state at each update",
                    "尽早通报宣传、网信部门，续报时同步共享情况",
                ),
            )


class Consulted(Watch):
    """R10 (consult every co-responsible department before a release), R66 (confirm other organs' facts with them), R57
    (approval before the release) and R09 (each answers by its duties). Each is the share of a seat's releases.
    """

    RULES: Final = ("R09", "R10", "R57", "R66")

    def __init__(self, court: Court) -> None:
        """Count a seat's releases and those that were done right."""
        super().__init__(court)
        self.done: dict[tuple[str, str, str], list[tuple[int, float]]] = {}

    def matter(self, strand: Strand) -> None:
        """Asked of every department once the matter touches several, or is graded major."""
        for rule in ("R09", "R10", "R57"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id)

    def observe(self, event: Event) -> None:
        """Judge a release by each of the four."""
        if event.kind not in ("published", "conference_held"):
            return
        word = self.board.words[-1]
        strand = next(s for s in self.court.library.scenario.strands if s.id == word.strand)
        others = [seat for seat in self.court.seats_of(strand) if seat != word.seat]
        met = [seats for at, _, seats in self.board.meetings if at >= word.at - 12 * HOUR and word.seat in seats]
        asked = [seat for seat in others if self._was_asked(word, seat) or any(seat in seats for seats in met)]
        if word.seat in self.court.seats_of(strand):
            self._note("R10", word, len(asked) / len(others) if others else 1.0)
            self._note("R57", word, 1.0 if event.data["approved"] else 0.0)
        owners = [self.court.library.facts[v["fact"]].owner for v in word.reading["facts"]]
        foreign = [owner for owner in dict.fromkeys(owners) if owner != word.party]
        if word.seat in self.court.seats_of(strand):
            credited = [owner for owner in foreign if owner in word.message.credits]
            self._note("R09", word, (1 + len(credited)) / (1 + len(foreign)))
        foreign_seats = [self.court.library.seat_of[o] for o in foreign if o in self.court.library.seat_of]
        if foreign_seats:
            self.court.open("R66", word.seat, word.strand)
            sure = [
                s for s in foreign_seats if self._confirmed(word, s) or s in word.attendees or any(s in m for m in met)
            ]
            self._note("R66", word, len(sure) / len(foreign_seats))

    def _was_asked(self, word: Word, seat: str) -> bool:
        """Asked on this text, and answered or given time enough; those on the podium have agreed by being there."""
        if seat in word.attendees:
            return True
        for consultation in self.board.consultations.values():
            if consultation.author == word.seat and consultation.draft == word.draft and seat in consultation.to:
                return seat in consultation.answers or word.at >= consultation.at + UNANSWERED
        return False

    def _confirmed(self, word: Word, seat: str) -> bool:
        agreed = self.board.consulted_on(word.seat, word.draft or "")
        return bool(agreed.get(seat))

    def _note(self, rule: str, word: Word, share: float) -> None:
        self.done.setdefault((rule, word.seat, word.strand), []).append((word.seq, share))

    def close(self) -> None:
        """The share of releases that were done right; a department that never spoke did none of it."""
        texts = {
            "R09": (
                ("answers kept to the own duties or credited their owners", "回应内容属于本部门职责或注明来源单位"),
                ("leave each fact to its owner, or name the owner", "其他部门的事实由其发布，或注明来源单位"),
            ),
            "R10": (
                ("co-responsible departments consulted before its releases", "发布前与共同责任部门沟通协商"),
                (
                    "send the draft to every department concerned and wait for its answer",
                    "发布前将拟稿送相关部门会商并等待答复",
                ),
            ),
            "R57": (
                ("releases approved before they went out", "发布前按程序报审"),
                ("assess, propose, have the draft approved, then publish", "先研判提出意见，按程序报审后发布"),
            ),
            "R66": (
                ("other organs' facts confirmed with them", "涉及其他机关的信息已与其确认"),
                ("have each owner confirm its facts on this text", "请信息所属机关就拟稿内容确认"),
            ),
        }
        for duty in list(self.court.duties.values()):
            if duty.rule not in self.RULES or duty.settled:
                continue
            done = self.done.get((duty.rule, duty.seat, duty.strand), [])
            share = sum(part for _, part in done) / len(done) if done else 0.0
            says, right = texts[duty.rule]
            right_count = sum(part >= 0.999 for _, part in done)
            self.court.settle(
                duty,
                round(FULL * share),
                [seq for seq, part in done if part < 0.999] or [seq for seq, _ in done],
                (f"{says[0]}: {right_count} of {len(done)}", f"{says[1]}：{right_count}/{len(done)}"),
                right,
            )


class Led(Watch):
    """R13: in a deadlock the General Office names the lead."""

    def observe(self, event: Event) -> None:
        """A deadlock opens it, a designation settles it."""
        office = self.court.office()
        if office is None:
            return
        if event.kind == "matter_changed" and event.data["changed"].get("deadlock"):
            self.court.open("R13", office, event.data["strand"], due=event.at + LEAD)
        elif event.kind == "lead_designated":
            duty = self.court.get("R13", office, event.data["strand"])
            if duty is not None and duty.due is not None:
                over = event.at - duty.due
                self.court.settle(
                    duty,
                    FULL if over <= 0 else HALF if over <= LEAD else 250,
                    [event.seq],
                    (f"the lead was named at {show_moment(event.at)}", f"已于{show_moment(event.at)}确定牵头部门"),
                    (
                        "when departments each wait for the other, name one lead within four hours",
                        "部门相互等待时，四小时内确定牵头部门",
                    ),
                )

    def close(self) -> None:
        """A deadlock that nobody ended."""
        for duty in list(self.court.duties.values()):
            if duty.rule == "R13":
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("the departments blocked each other and no lead was named", "部门相互推诿，始终未确定牵头部门"),
                    ("name one lead and tell all", "确定一个牵头部门并通知各方"),
                )


class Judged(Watch):
    """R27 (assess before the release), R54 (by all three inputs), R80 (the level as it is) and R58 (the proper channel)."""

    def matter(self, strand: Strand) -> None:
        """Asked of every department; R80 only in an emergency."""
        for seat in self.court.seats_of(strand):
            for rule in ("R27", "R54", "R80", "R58"):
                if self.court.holds(rule, strand.id):
                    self.court.open(rule, seat, strand.id)

    def observe(self, event: Event) -> None:
        """An assessment, a release without one, a report."""
        if event.kind == "assessed":
            self._assessed(event)
        elif event.kind in ("published", "conference_held"):
            word = self.board.words[-1]
            assessed = bool(self.board.assessed.get(word.seat))
            self.court.settle(
                self.court.get("R27", word.seat, word.strand),
                FULL if assessed else 0,
                [event.seq],
                (
                    "assessed before the first release" if assessed else "published without any assessment",
                    "首次发布前已研判" if assessed else "未经研判即发布",
                ),
                ("judge class, grade and owner before the release", "发布前研判类别、等级和责任主体"),
            )
        elif event.kind == "reported_up":
            self._channel(event)
        elif event.kind == "action" and event.data["action"]["act"] == "flag":
            self._flagged(event)

    def _assessed(self, event: Event) -> None:
        data = event.data
        self.court.settle(
            self.court.get("R54", event.seat, data["strand"]),
            round(FULL * len(data["inputs"]) / 3),
            [event.seq],
            (f"weighed {len(data['inputs'])} of 3 inputs", f"研判要素{len(data['inputs'])}/3项"),
            ("weigh content, public reaction and media involvement", "综合内容、公众反应和媒体介入程度研判"),
        )
        true = next(s for s in self.court.library.scenario.strands if s.id == data["strand"]).emergency_level
        right = data["emergency_level"] == true
        self.court.settle(
            self.court.get("R80", event.seat, data["strand"]),
            FULL if right else 0,
            [event.seq],
            (f"set the level to {data['emergency_level'] or 'none'}", f"定级为{data['emergency_level'] or '无'}"),
            (f"by its thresholds this is level {true}", f"按标准应为{true}级"),
        )

    def _channel(self, event: Event) -> None:
        place = self.court.library.party_of[event.seat].split("/")[0]
        proper = [f"{place}/gov_office", f"{place}/emergency_management", f"{place}/cyberspace"]
        good = event.data["party"] in proper
        self.court.settle(
            self.court.get("R58", event.seat, event.data["strand"]),
            FULL if good else 0,
            [event.seq],
            (f"reported to {event.data['party']}", f"报送至{event.data['party']}"),
            ("report to the channel owner of the own level", "向本级归口部门报送"),
        )

    def _flagged(self, event: Event) -> None:
        signal = next(s for s in self.court.library.scenario.signals if s.id == event.data["action"]["signal"])
        if signal.decoy:
            self.court.prohibit(
                "R54",
                event.seat,
                self.court.library.scenario.strands[0].id,
                signal.id,
                [event.seq],
                ("raised a sign that was none", "将无关信息作为舆情上报"),
                ("weigh content, reaction and media before raising a sign", "上报前综合研判内容、反应和媒体因素"),
            )

    def close(self) -> None:
        """Who never judged or reported."""
        for duty in list(self.court.duties.values()):
            if duty.rule in ("R27", "R54", "R80"):
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("never assessed the opinion", "始终未开展舆情研判"),
                    ("assess class, grade and level by all three inputs", "按三项要素研判类别、等级和级别"),
                )
            elif duty.rule == "R58":
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("never reported through a channel", "始终未归口报送"),
                    ("report to the channel owner of the own level", "向本级归口部门报送"),
                )


class Solved(Watch):
    """R59: the problem is solved offline, and the response says so."""

    def matter(self, strand: Strand) -> None:
        """Asked of every seat that has a disposal."""
        for disposal in self.court.library.disposals.values():
            self.court.open("R59", disposal.owner, strand.id, key=disposal.id)

    def close(self) -> None:
        """Done and said: full; done and not said: half; begun: a quarter."""
        said = [item for word in self.board.words for item in word.message.disposals]
        for duty in list(self.court.duties.values()):
            if duty.rule != "R59":
                continue
            started, finished = self.board.disposals.get(duty.key, (None, None))
            credit = 0 if started is None else 250 if finished is None else FULL if duty.key in said else HALF
            name = self.court.library.disposals[duty.key].name
            state = {
                0: ("not begun", "未开展"),
                250: ("begun and not finished", "已开展未完成"),
                HALF: ("done, and the public not told", "已完成但未向公众说明"),
                FULL: ("done, and the public told", "已完成并向公众说明"),
            }[credit]
            self.court.settle(
                duty,
                credit,
                [],
                (f"{name.en}: {state[0]}", f"{name.zh}：{state[1]}"),
                ("solve the problem offline and cite it in the response", "网上问题网下解决，并在回应中说明"),
            )


class Attended(Watch):
    """R35: at a conference sits a head or spokesperson of each department whose facts are on the agenda."""

    def observe(self, event: Event) -> None:
        """Judged at each conference."""
        if event.kind != "conference_held":
            return
        word = self.board.words[-1]
        owners = [self.court.library.facts[v["fact"]].owner for v in word.reading["facts"]]
        seats = list(dict.fromkeys(self.court.library.seat_of[o] for o in owners if o in self.court.library.seat_of))
        there = [seat for seat in seats if seat in word.attendees]
        self.court.settle(
            self.court.open("R35", word.seat, word.strand, key=str(event.seq)),
            round(FULL * len(there) / len(seats)) if seats else FULL,
            [event.seq],
            (
                f"{len(there)} of {len(seats)} departments that hold the facts were there",
                f"掌握情况的{len(seats)}个部门中有{len(there)}个到场",
            ),
            (
                "seat the head or spokesperson of every department whose facts are on the agenda",
                "由掌握情况的各部门负责人或新闻发言人出席",
            ),
        )


class Agreed(Watch):
    """R11: published facts agree."""

    def matter(self, strand: Strand) -> None:
        """Judged only of who speaks."""

    def observe(self, event: Event) -> None:
        """The first response opens it; a contradiction settles it for whoever was wrong."""
        if event.kind in ("published", "conference_held"):
            word = self.board.words[-1]
            if self.court.holds("R11", word.strand) and self.court.is_response(word):
                self.court.open("R11", word.seat, word.strand)
        elif event.kind == "contradiction":
            for party in event.data["wrong"]:
                seat = self.court.library.seat_of.get(party)
                for strand in self.court.strands if seat else []:
                    self.court.open("R11", seat or "", strand.id)
                    self.court.settle(
                        self.court.get("R11", seat or "", strand.id),
                        0,
                        [*event.data["words"], event.seq],
                        (
                            "its published figure contradicted another's and was not right",
                            "发布的数据与其他单位矛盾且不准确",
                        ),
                        (
                            "consult on the same fact set, and give an as-of time",
                            "以同一组事实会商，并注明数据截至时间",
                        ),
                    )

    def close(self) -> None:
        """Whoever spoke without contradiction agreed."""
        for duty in list(self.court.duties.values()):
            if duty.rule == "R11":
                self.court.settle(duty, FULL, [], ("published facts agreed with the others'", "发布信息与各方准确一致"))


class Referred(Watch):
    """R21 (a false claim that seriously endangers order is handed to both receivers) and R22 (nothing else is)."""

    def observe(self, event: Event) -> None:
        """A dangerous claim opens it; a referral settles it, or breaks the prohibition."""
        library = self.court.library
        if event.kind == "claim_started":
            claim = library.claims[event.data["claim"]]
            office = self.court.office()
            if claim.danger == "serious" and office:
                self.court.open("R21", office, library.scenario.strands[0].id, key=claim.id)
        elif event.kind == "referred":
            self._judge(event)

    def _judge(self, event: Event) -> None:
        library, data = self.court.library, event.data
        claim = library.claims[data["claim"]]
        false = library.truth(claim.id, event.at) == "false"
        strand = library.scenario.strands[0].id
        if claim.danger != "serious" or not false:
            self.court.prohibit(
                "R22",
                event.seat,
                strand,
                claim.id,
                [event.seq],
                ("people who doubted or criticised were handed to the police", "将质疑、批评者移交公安机关"),
                (
                    "answer doubt and criticism; refer only what is false and seriously endangers order",
                    "对质疑和批评应予回应，只移交严重危害社会秩序的谣言",
                ),
            )
            return
        both = [
            kind for kind in ("public_security", "cyberspace") if any(p.endswith("/" + kind) for p in data["parties"])
        ]
        shown = data["checked"] == "false" and bool(data["evidence"])
        duty = next((d for d in self.court.duties.values() if d.rule == "R21" and d.key == claim.id), None)
        self.court.settle(
            duty,
            HALF * len(both) if shown else 250 * len(both),
            [event.seq],
            (
                f"handed to {len(both)} of 2 receivers, {'with' if shown else 'without'} proof that it is false",
                f"已移交{len(both)}/2家单位，{'附' if shown else '未附'}查证材料",
            ),
            (
                "verify it, keep the evidence, and hand it to public security and cyberspace",
                "查证属实后固定证据，同时移交公安机关和网信部门",
            ),
        )

    def close(self) -> None:
        """A dangerous rumour that nobody handed on."""
        for duty in list(self.court.duties.values()):
            if duty.rule == "R21":
                self.court.settle(
                    duty,
                    0,
                    [],
                    ("the dangerous rumour was not handed on", "严重危害秩序的谣言未移交"),
                    (
                        "hand facts and leads to public security and cyberspace, and rebut in public",
                        "将情况和线索移交公安机关和网信部门，并公开辟谣",
                    ),
                )


class Focus(Watch):
    """R16 (vital interests: what changes, where to get help) and R18 (emergencies: status, measures, advice)."""

    def matter(self, strand: Strand) -> None:
        """Asked of the departments by the focus categories of the matter."""
        for rule in ("R16", "R18"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id, due=self.court.hours(rule))

    def observe(self, event: Event) -> None:
        """A response with advice meets R16; with a measure besides, R18."""
        if event.kind not in ("published", "conference_held"):
            return
        word = self.board.words[-1]
        if not self.court.is_response(word):
            return
        for seat in self.court.answering(word):
            for rule, met in (
                ("R16", bool(word.message.advice)),
                ("R18", bool(word.message.advice) and bool(word.message.disposals)),
            ):
                duty = self.court.get(rule, seat, word.strand)
                if duty is not None and met and (duty.due is None or event.at <= duty.due):
                    self.court.settle(
                        duty,
                        FULL,
                        [event.seq],
                        ("told people what is being done and what they can do", "说明了处置措施和群众可采取的行动"),
                    )

    def close(self) -> None:
        """What was never said."""
        for duty in list(self.court.duties.values()):
            if duty.rule in ("R16", "R18"):
                self.court.settle(
                    duty,
                    0,
                    [],
                    (
                        "did not tell people in time what is being done and what they can do",
                        "未及时告知处置措施和群众可采取的行动",
                    ),
                    (
                        "give status, measures, protective advice and where to get help",
                        "说明进展、措施、防护建议和求助渠道",
                    ),
                )


WATCHES = (Owned, Linked, Consulted, Led, Judged, Solved, Attended, Agreed, Referred, Focus)
