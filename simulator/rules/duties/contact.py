"""Contact: who is asked answers, at any hour (R63), and the press that covers the story gets a text or an interview (R39)."""

from __future__ import annotations

from simulator.record import Event, Word
from simulator.rules.duties.book import FULL, HALF, Watch
from simulator.scenario.moments import show_moment
from simulator.scenario.schema import Inject


class Reachable(Watch):
    """R63: whatever lands on the desk and asks for an answer inside a time gets one, by day and by night."""

    judges = ("R63",)
    hears = ("document", "replied", "order_answered", "interview_given")

    def observe(self, event: Event) -> None:
        """The document opens it with the time that it gives; an answer settles it."""
        if event.data["inject"] is None:
            return
        inject = _inject(self, event)
        strand = self.court.library.belongs.injects[inject.id]
        if event.kind == "document":
            if inject.reply_within is not None and self.court.in_force("R63"):
                due = event.at + inject.reply_within
                self.court.open("R63", event.seat, strand, key=inject.id, due=due)
            return
        duty = self.court.get("R63", event.seat, strand, inject.id)
        if duty is not None:
            in_time = duty.due is None or event.at <= duty.due
            self.court.settle(
                duty,
                FULL if in_time else HALF,
                [event.seq],
                (f"answered at {show_moment(event.at)}", f"已于{show_moment(event.at)}答复"),
                (f"answer by {show_moment(duty.due or event.at)}", f"在{show_moment(duty.due or event.at)}前答复"),
            )

    def close(self) -> None:
        """What was never answered, as far as its time has passed."""
        ends = self.court.library.scenario.clock.ends
        for duty in self.court.open_duties("R63"):
            if duty.due is not None and duty.due < ends:
                due = show_moment(duty.due)
                self.court.settle(
                    duty,
                    0,
                    [],
                    (f"no answer by {due} nor later", f"截至{due}及之后均未答复"),
                    ("be reachable at any hour; a short answer will do", "确保24小时联络畅通，可先作简短答复"),
                )


class PressServed(Watch):
    """R39: a journalist's call is answered, in words or by an interview, or the seat faces the press at a conference."""

    judges = ("R39",)
    hears = ("document", "replied", "conference_held", "interview_given")

    def observe(self, event: Event) -> None:
        """The call opens it; a reply or a conference settles it."""
        if event.kind == "conference_held":
            word = self.court.released(event)
            for duty in self.court.open_duties("R39", strand=word.strand if word is not None else None):
                if word is not None and duty.seat in (word.seat, *word.attendees):
                    self._conference(duty.seat, duty.key, word)
            return
        if event.data["inject"] is None:
            return
        inject = _inject(self, event)
        if inject.form != "journalist_call":
            return
        strand = self.court.library.belongs.injects[inject.id]
        if event.kind == "document":
            if self.court.holds("R39", strand):
                self.court.open("R39", event.seat, strand, key=inject.id)
            return
        met = event.data.get("answers", [])
        to_the_point = event.data["to_the_point"] if event.kind == "replied" else all(one["worth"] for one in met)
        self.court.settle(
            self.court.get("R39", event.seat, strand, inject.id),
            FULL if to_the_point else HALF,
            [event.seq],
            ("answered the press to the point", "已切题答复媒体")
            if to_the_point
            else ("answered the press beside the point", "答复了媒体，但未切题"),
            ("answer what was asked, or say when it can be answered", "针对所问答复，或说明何时能够答复"),
        )

    def _conference(self, seat: str, key: str, word: Word) -> None:
        self.court.settle(
            self.court.get("R39", seat, word.strand, key),
            HALF,
            [word.seq],
            ("left the call, and faced the press at a conference", "未答复来电，但出席了新闻发布会"),
            ("answer the call as well", "同时答复媒体来电"),
        )

    def close(self) -> None:
        """Calls that nobody answered."""
        self.court.settle_all(
            self.court.open_duties("R39"),
            0,
            ("a press call was left unanswered", "未答复媒体来电"),
            ("offer a text or an interview to the media that cover the story", "向关注此事的媒体提供稿件或安排采访"),
        )


def _inject(watch: Watch, event: Event) -> Inject:
    return watch.court.library.injects[event.data["inject"]]


WATCHES = (Reachable, PressServed)
