"""Who owns the matter: the sheet has an owner and nobody shuffles (R03), the department accepts and answers (R04), the sheet
comes round (R60), the General Office sets the time and presses the late (R12), and in a deadlock names the lead (R13).
"""

from __future__ import annotations

from typing import Final

from simulator.record import Event, Word
from simulator.record.board import Sheet
from simulator.rules.duties.book import FULL, HALF, QUARTER, RELEASES, Watch
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Strand

OWNED: Final = 4 * HOUR
"""A sheet has an owner within this time (assumption)."""
LEAD: Final = 4 * HOUR
"""A deadlock is ended by a lead within this time for full credit, within twice the time for half (assumption)."""
UNASSIGNED: Final = 8 * HOUR
"""When a department's work is due where nobody set a time (assumption)."""
CHASE: Final = 6 * HOUR
"""A late party is pressed within this time (assumption)."""


class Owned(Watch):
    """R03 and R04, of every department that the matter touches."""

    judges = ("R03", "R04")
    hears = ("transferred", *RELEASES)

    def matter(self, strand: Strand) -> None:
        """Each department owes its own part."""
        for rule in ("R03", "R04"):
            if self.court.holds(rule, strand.id):
                for seat in self.court.seats_of(strand):
                    self.court.open(rule, seat, strand.id)

    def observe(self, event: Event) -> None:
        """Shuffling, and answering in another's place."""
        if event.kind == "transferred":
            self._shuffled(event)
        word = self.court.response(event)
        if word is not None:
            self._signed(word)

    def _shuffled(self, event: Event) -> None:
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

    def _signed(self, word: Word) -> None:
        """A response answers for the departments behind it; another organ's takes their first word from them."""
        seats = self.court.seats_of(self.court.strand(word.strand))
        answering = [seat for seat in self.court.answering(word) if seat in seats]
        sheet = self.board.sheets.get(word.strand)
        for seat in answering:
            accepted = sheet is None or seat in sheet.accepted
            self.court.settle(
                self.court.get("R04", seat, word.strand),
                FULL if accepted else HALF,
                [word.seq],
                ("answered for its part", "已就本部门职责部分作出回应"),
                ("accept the handling sheet before answering", "回应前先认领舆情处置单"),
            )
        first = not any(other.seat in seats for other in self.court.responses(word.strand))
        if not answering and first:
            for duty in self.court.open_duties("R04", strand=word.strand):
                self.court.settle(
                    duty,
                    0,
                    [word.seq],
                    (f"{word.party} spoke first in this department's place", f"由{word.party}代替本部门首先发声"),
                    ("the responsible department involved signs the first response", "由涉事责任部门署名首次回应"),
                )

    def close(self) -> None:
        """Who never accepted and who never answered; where no sheet was ever opened nobody could accept one."""
        for duty in self.court.open_duties("R03"):
            sheet = self.board.sheets.get(duty.strand)
            if sheet is None:
                continue
            at = sheet.accepted.get(duty.seat)
            quick = at is not None and at <= max(self.court.surfaced(duty.strand), sheet.opened) + OWNED
            self.court.settle(
                duty,
                FULL if quick else HALF if at is not None else 0,
                [],
                ("never accepted the sheet", "始终未认领处置单")
                if at is None
                else (f"accepted the sheet at {show_moment(at)}", f"已于{show_moment(at)}认领处置单"),
                ("accept the own part within four hours", "四小时内认领本单位职责部分"),
            )
        self.court.settle_all(
            self.court.open_duties("R04"),
            0,
            ("never answered for its part", "始终未就本部门职责部分作出回应"),
            ("accept the sheet and answer for what the own duties cover", "认领处置单，就本部门职责范围作出回应"),
        )


class Supervised(Watch):
    """R60 (accept, transfer, feed back) and R12 (set the time, press the late), of the General Office. What a department
    leaves undone although it was assigned and pressed is that department's, not the office's.
    """

    judges = ("R12", "R60")

    def matter(self, strand: Strand) -> None:
        """The General Office owes the flow."""
        office = self.court.office(strand.id)
        for rule in ("R12", "R60"):
            if office and self.court.charges(strand) and self.court.holds(rule, strand.id):
                self.court.open(rule, office, strand.id)

    def close(self) -> None:
        """Whether the flow came round, and whether who was late was pressed."""
        for strand in self.court.strands:
            office, sheet = self.court.office(strand.id), self.board.sheets.get(strand.id)
            if office is not None:
                self._flow(office, strand, sheet, self.court.charges(strand))
                self._press(office, strand, sheet, self.court.charges(strand))

    def _flow(self, office: str, strand: Strand, sheet: Sheet | None, seats: list[str]) -> None:
        pressed = [target for _, target in self.board.pressed_in(strand.id)]
        assigned = sheet is not None and all(seat in sheet.assigned for seat in seats)
        accepted = sheet is not None and all(seat in sheet.accepted or seat in pressed for seat in seats)
        fed_back = all(s in pressed or self._fed_back(s, strand.id) for s in seats)
        done = sum((assigned, assigned and accepted, assigned and fed_back))
        self.court.settle(
            self.court.get("R60", office, strand.id),
            (0, QUARTER, 2 * QUARTER + QUARTER // 2, FULL)[done],
            [],
            (
                f"assigned: {_en(assigned)}; all accepted: {_en(accepted)}; fed back: {_en(fed_back)}",
                f"交办：{_zh(assigned)}；全部认领：{_zh(accepted)}；反馈：{_zh(fed_back)}",
            ),
            (
                "assign every unit concerned, see that it accepts, and have it feed back",
                "向所有相关单位交办，督促认领并反馈",
            ),
        )

    def _press(self, office: str, strand: Strand, sheet: Sheet | None, seats: list[str]) -> None:
        assigned = sheet is not None and all(seat in sheet.assigned for seat in seats)
        late = [seat for seat in seats if self._late_at(seat, strand.id) is not None]
        pressed = [seat for seat in late if self._was_pressed(seat, strand.id)]
        share = (1 + len(pressed)) / (1 + len(late)) if assigned else len(pressed) / len(late) if late else 0.0
        self.court.settle(
            self.court.get("R12", office, strand.id),
            round(FULL * share),
            [],
            (
                f"set a time: {_en(assigned)}; late parties pressed: {len(pressed)} of {len(late)}",
                f"明确办理时限：{_zh(assigned)}；应督办{len(late)}家，已督办{len(pressed)}家",
            ),
            ("assign with a time and press whoever is late", "交办时明确时限，对逾期单位及时督办"),
        )

    def _fed_back(self, seat: str, strand: str) -> bool:
        spoke = any(word.strand == strand for word in self.board.words_of(seat))
        return spoke or any(data["strand"] == strand for _, data in self.board.reports.get(seat, ()))

    def _first_answer(self, seat: str, strand: str) -> int | None:
        words = (word for word in self.board.words if word.strand == strand)
        return next((word.at for word in words if seat in self.court.answering(word)), None)

    def _late_at(self, seat: str, strand: str) -> int | None:
        """When the seat's work was due and not there; None if it was in time."""
        sheet = self.board.sheets.get(strand)
        if sheet is None:
            return None
        due = sheet.assigned.get(seat, max(self.court.surfaced(strand), sheet.opened) + UNASSIGNED)
        spoke = self._first_answer(seat, strand)
        return due if due < self.board.now and (spoke is None or spoke > due) else None

    def _was_pressed(self, seat: str, strand: str) -> bool:
        late, spoke = self._late_at(seat, strand), self._first_answer(seat, strand)
        if late is None or (spoke is not None and spoke <= late + CHASE):
            return True  # it came by itself before pressing was due
        return any(target == seat and at <= late + CHASE for at, target in self.board.pressed_in(strand))


class Led(Watch):
    """R13: in a deadlock the General Office names the lead."""

    judges = ("R13",)
    hears = ("lead_designated",)

    def matter(self, strand: Strand) -> None:
        """Opened where a lead is called for; it counts from the moment at which it is."""
        office = self.court.office(strand.id)
        if office and self.court.holds("R13", strand.id):
            self.court.open("R13", office, strand.id, due=self.board.now + LEAD)

    def observe(self, event: Event) -> None:
        """A designation settles it."""
        if event.kind != "lead_designated":
            return
        for duty in self.court.open_duties("R13", strand=event.data["strand"]):
            over = event.at - (duty.due or 0)
            self.court.settle(
                duty,
                FULL if over <= 0 else HALF if over <= LEAD else QUARTER,
                [event.seq],
                (f"the lead was named at {show_moment(event.at)}", f"已于{show_moment(event.at)}确定牵头部门"),
                (
                    "when departments each wait for the other, name one lead within four hours",
                    "部门相互等待时，四小时内确定牵头部门",
                ),
            )

    def close(self) -> None:
        """A deadlock that nobody ended."""
        self.court.settle_all(
            self.court.open_duties("R13"),
            0,
            ("the departments blocked each other and no lead was named", "部门相互推诿，始终未确定牵头部门"),
            ("name one lead and tell all", "确定一个牵头部门并通知各方"),
        )


def _en(done: bool) -> str:
    return "yes" if done else "no"


def _zh(done: bool) -> str:
    return "是" if done else "否"


WATCHES = (Owned, Supervised, Led)
