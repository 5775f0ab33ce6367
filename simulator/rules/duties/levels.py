"""Who speaks at which level: the State Council department on State Council policy (R02), the superior's office told of a
vertically managed department's matter (R06), and with several places the superior's competent department for the whole (R07)
and each place for its own part (R08).
"""

from __future__ import annotations

from simulator.message.coordinating import place_of
from simulator.message.territory import comments_on
from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, RELEASES, Watch
from simulator.scenario.schema import Strand


class Centre(Watch):
    """R02: the State Council department explains its policy, or clears what another says; a locality gives no reading of its
    own.
    """

    judges = ("R02",)
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """Asked of the departments that own the policy, as far as they are played."""
        if self.court.holds("R02", strand.id):
            for seat in self.court.seats_of(strand):
                self.court.open("R02", seat, strand.id)

    def observe(self, event: Event) -> None:
        """A response by an owner, or one that it agreed to, meets it; a reading by anybody else breaks it."""
        word = self.court.response(event)
        if word is None or not self.court.holds("R02", word.strand):
            return
        owners = self.court.seats_of(self.court.strand(word.strand))
        agreed = [seat for seat, yes in self.board.consulted_on(word.seat, word.draft or "").items() if yes]
        behind = [seat for seat in owners if seat in self.court.answering(word) or seat in agreed]
        for seat in behind:
            self.court.settle(
                self.court.get("R02", seat, word.strand),
                FULL,
                [word.seq],
                ("gave or cleared the explanation of its policy", "已发布或审定政策的权威解读"),
            )
        if not behind and not word.message.credits:
            self.court.prohibit(
                "R02",
                word.seat,
                word.strand,
                "own_reading",
                [word.seq],
                ("gave a reading of its own of a State Council policy", "对国务院政策自行作出解读"),
                ("relay the State Council department's explanation and name it", "转发国务院主管部门的解读并注明来源"),
            )

    def close(self) -> None:
        """Who owned the policy and stayed silent."""
        self.court.settle_all(
            self.court.open_duties("R02"),
            0,
            ("never explained its policy", "始终未对政策作出解读"),
            ("issue or clear the authoritative explanation", "发布或审定权威解读"),
        )


class Overseen(Watch):
    """R06, of each vertically managed department: its superior's office hears of the matter before the department speaks, and
    the local General Office does not direct it.
    """

    judges = ("R06",)
    hears = (*RELEASES, "assigned", "pressed")

    def matter(self, strand: Strand) -> None:
        """Asked where the ruling names a superior's office."""
        if self.court.holds("R06", strand.id):
            for seat in self.court.overseers(strand.id):
                self.court.open("R06", seat, strand.id)

    def observe(self, event: Event) -> None:
        """The department's first word settles it; an order by an office that does not coordinate breaks it."""
        word = self.court.released(event)
        if word is not None:
            self._look(word.strand, word.seat, [word.seq])
        elif event.data["strand"] in self.court.facts:
            self._directed(event)

    def _look(self, strand: str, seat: str, evidence: list[int]) -> None:
        duty = self.court.get("R06", seat, strand)
        if duty is None:
            return
        office = self.court.overseers(strand).get(seat, "")
        told = self._told(seat, office, strand)
        self.court.settle(
            duty,
            FULL if told else 0,
            evidence,
            (
                f"{office} was {'' if told else 'not '}told before the first word",
                f"首次发布前{'已' if told else '未'}报告{office}",
            ),
            ("report to the general office of the superior department first", "先向上级主管部门办公厅（室）报告"),
        )

    def _told(self, seat: str, office: str, strand: str) -> bool:
        """Whether the superior's office, or the superior department itself, has heard from the seat."""
        names = (office, office.removesuffix(".office"))
        mine = [data for _, data in self.board.reports.get(seat, []) if data["strand"] == strand]
        told = [parties for _, by, parties in self.board.acts_in(strand, "notified") if by == seat]
        return any(data["party"] in names for data in mine) or any(
            name in parties for parties in told for name in names
        )

    def _directed(self, event: Event) -> None:
        strand = event.data["strand"]
        ruling = self.board.responsibility.get(strand)
        targets = event.data["seats"] if event.kind == "assigned" else [event.data["target"]]
        overseen = [seat for seat in self.court.overseers(strand) if seat in targets]
        own = ruling is not None and self.court.library.party_of[event.seat] in ruling["organisers"]
        if overseen and not own and self.court.holds("R06", strand):
            self.court.prohibit(
                "R06",
                event.seat,
                strand,
                "directed",
                [event.seq],
                (
                    "directed a vertically managed department as if it were its own",
                    "将垂直管理部门当作下属部门直接交办",
                ),
                (
                    "leave it to the superior department's office with publicity",
                    "由上级部门办公厅（室）会同宣传部门组织协调",
                ),
            )

    def close(self) -> None:
        """Who never spoke is judged by whether its superior was told at all."""
        for duty in self.court.open_duties("R06"):
            self._look(duty.strand, duty.seat, [])


class Places(Watch):
    """R07 and R08: with several places the superior's competent department answers for the whole, each place for its own part,
    and none states what another place has not said yet.
    """

    judges = ("R07", "R08")
    hears = RELEASES

    def matter(self, strand: Strand) -> None:
        """R07 is asked of the superior's department; where it is not played, of each place, which must bring it in."""
        ruling = self.board.responsibility.get(strand.id)
        if ruling is None:
            return
        first = [self.court.library.seat_of[p] for p in ruling["first_responsible"] if p in self.court.library.seat_of]
        own = [self.court.library.seat_of[p] for p in ruling["own_share"] if p in self.court.library.seat_of]
        for rule, seats in (("R07", first or own), ("R08", [seat for seat in own if seat not in first])):
            if self.court.holds(rule, strand.id):
                for seat in seats:
                    self.court.open(rule, seat, strand.id)

    def observe(self, event: Event) -> None:
        """The main response meets R07, a place's own release R08; a word about another place's part breaks it."""
        said = self.court.released(event)
        if said is not None:
            self._comments(said)
        word = self.court.response(event)
        if word is None:
            return
        if self._is_first(word):
            self.court.settle(
                self.court.get("R07", word.seat, word.strand),
                FULL,
                [word.seq],
                ("signed the main response", "已署名发布主回应"),
            )
        self.court.settle(
            self.court.get("R08", word.seat, word.strand),
            FULL,
            [word.seq],
            ("answered for its own territory", "已就本地情况作出回应"),
        )

    def _comments(self, word: Word) -> None:
        """Each place whose part was told by another before it was heard itself, once."""
        if not self.court.holds("R08", word.strand):
            return
        for owner in comments_on(word, self.board, self.court.library):
            name = next(party.name for party in self.court.library.scenario.parties if party.id == owner)
            self.court.prohibit(
                "R08",
                word.seat,
                word.strand,
                owner,
                [word.seq],
                (f"commented on another place before {name.en} had spoken", f"先于{name.zh}对外发布属于外地的情况"),
                (
                    "leave it to the place in whose territory it lies, or have it agree first",
                    "属于外地的情况由当地先行发布，或事先征得其同意",
                ),
            )

    def _is_first(self, word: Word) -> bool:
        ruling = self.board.responsibility.get(word.strand)
        return ruling is not None and word.party in ruling["first_responsible"]

    def close(self) -> None:
        """Who left it to the others: half for a place for which only a podium or a lead spoke."""
        for duty in self.court.open_duties("R07"):
            ruling = self.board.responsibility[duty.strand]
            there = [place_of(party) for party in ruling["first_responsible"]]
            reports = [d for _, d in self.board.reports.get(duty.seat, []) if d["strand"] == duty.strand]
            up = any(place_of(data["party"]) in there for data in reports)
            escalated = duty.party not in ruling["first_responsible"] and up
            self.court.settle(
                duty,
                FULL if escalated else 0,
                [],
                ("brought the superior government in", "已报请上级政府主管部门")
                if escalated
                else ("no main response of the superior's competent department", "没有上级政府主管部门的主回应"),
                (
                    "escalate to the lowest government above all the places; its competent department answers",
                    "报请共同上级政府，由其主管部门回应",
                ),
            )
        for duty in self.court.open_duties("R08"):
            spoken = any(duty.seat in self.court.answering(word) for word in self.court.responses(duty.strand))
            self.court.settle(
                duty,
                HALF if spoken else 0,
                [],
                ("only others spoke of its territory", "仅由他方代为说明本地情况")
                if spoken
                else ("fell silent about its own territory", "对本地情况没有回应"),
                ("answer for what lies in the own territory", "按属地原则就本地情况作出回应"),
            )


WATCHES = (Centre, Overseen, Places)
