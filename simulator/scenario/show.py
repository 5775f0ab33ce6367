"""Lays a scenario out as a trainer reads it: the matter, who sits where, what becomes true when, what is
claimed and asked, and the timetable of what the script brings in. It gives tables of words; how wide they
are is the terminal's concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from simulator.scenario.belonging import Belonging
from simulator.scenario.conditions import Condition, Once
from simulator.scenario.moments import show_duration, show_moment
from simulator.scenario.schema import Fact, Inject, Scenario, Slot, Strand
from simulator.scenario.text import Language, Text

_ZH = {
    "Objectives": "训练目标",
    "surfaces": "出现于",
    "strand": "分项",
    "after": "须先完成",
    "Matter": "事项",
    "Seats": "席位",
    "Parties": "各方",
    "Facts over time": "事实(按时间)",
    "Claims": "传言",
    "Concerns": "关切",
    "Protected information": "受保护信息",
    "Narratives": "叙事",
    "Signs before and during": "征兆与干扰项",
    "Timetable of injects": "导调事件时间表",
    "Questions": "记者提问",
    "Disposal": "处置",
    "Advice": "提示",
    "Epilogue": "后续",
    "difficulty": "难度",
    "minutes": "分钟",
    "level": "级别",
    "drill": "演练",
    "departments": "部门",
    "in reserve": "备用",
    "if": "条件",
    "to": "送",
    "public": "公开",
    "verified by": "核实",
    "withheld": "不公开",
    "until": "至",
    "answered by": "回应",
    "settled by": "查证依据",
    "weight": "权重",
    "staff": "人员",
    "decoy": "干扰项",
    "sign": "征兆",
    "false": "假",
    "true": "真",
    "partly_true": "部分真",
    "unknown": "不明",
    "hostility": "敌意",
    "order": "要求",
    "lawful": "合法",
    "unlawful": "不合法",
    "day": "第",
    "deadlock": "相互推诿",
    "help": "主动协助",
    "delay": "拖延",
    "shield": "护短",
    "over_obey": "唯命是从",
    "none": "无",
    "mild": "轻微",
    "serious": "严重",
    "danger": "危害",
    "rules": "条款",
    "emergency level": "突发事件级别",
    "opinion grade": "舆情等级",
    "solves": "化解",
    "ordinary": "一般",
    "major": "重大",
    "especially_serious": "特别重大",
    "truth": "真伪",
    "from": "自",
    "owner": "归口",
    "leader_instruction": "批示",
    "assignment_slip": "交办单",
    "transfer_slip": "转办单",
    "hotline_slip": "12345工单",
    "video": "视频",
    "journalist_call": "记者来电",
    "family_message": "家属来信",
    "superior_call": "上级来电",
    "report": "报告",
    "notice": "通知",
    "news_item": "新闻报道",
    "public_post": "网帖",
    "letter": "来信",
    "fact": "事实",
    "concern": "关切",
    "rumour": "传言",
    "internal": "内部",
    "personal": "个人信息",
    "investigation": "调查中",
    "secret": "涉密",
    "takes": "用时",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One part of the page."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    """Cells of each row; the last is the long one. Rows of one table have the same number of cells."""


@dataclass(frozen=True, slots=True)
class Page:
    """A scenario as its trainer reads it."""

    title: str
    summary: str
    outline: tuple[tuple[str, str], ...]
    """Label and value: id, difficulty, minutes, level, horizon."""
    tables: tuple[Table, ...]


def page_of(scenario: Scenario, language: Language) -> Page:
    """The trainer's view of a scenario, in one language; parts that are empty are left out."""
    return _Writer(scenario, language).page()


def levels_of(scenario: Scenario) -> tuple[str, ...]:
    """Emergency levels of the strands, each once, the highest first."""
    found = [strand.emergency_level for strand in scenario.strands if strand.emergency_level is not None]
    return tuple(level for level in ("I", "II", "III", "IV") if level in found)


class _Writer:
    """Words one scenario in one language."""

    def __init__(self, scenario: Scenario, language: Language) -> None:
        self.scenario = scenario
        self.language = language
        self.slots = {slot.id: slot for slot in scenario.slots}
        self.belongs = Belonging.of(scenario)

    def page(self) -> Page:
        scenario, clock = self.scenario, self.scenario.clock
        tables: tuple[tuple[str, Callable[[], Iterator[tuple[str, ...]]]], ...] = (
            ("Objectives", self._objectives),
            ("Matter", self._matter),
            ("Seats", self._seats),
            ("Facts over time", self._facts),
            ("Protected information", self._protected),
            ("Narratives", self._narratives),
            ("Claims", self._claims),
            ("Concerns", self._concerns),
            ("Signs before and during", self._signals),
            ("Timetable of injects", self._injects),
            ("Questions", self._questions),
            ("Advice", self._advice),
            ("Disposal", self._disposals),
            ("Epilogue", self._epilogue),
        )
        found = [Table(self._word(title), tuple(rows())) for title, rows in tables]
        outline = (
            ("id", scenario.id),
            (self._word("difficulty"), f"{scenario.difficulty}/5"),
            (self._word("minutes"), str(scenario.minutes)),
            (self._word("level"), ", ".join(levels_of(scenario)) or "-"),
            ("T+0", clock.t0.strftime("%Y-%m-%d %H:%M")),
            (self._word("drill"), f"{show_moment(clock.opens)} .. {show_moment(clock.ends)}"),
        )
        tables_with_rows = tuple(table for table in found if table.rows)
        return Page(self._text(scenario.title), self._text(scenario.summary), outline, tables_with_rows)

    def _word(self, english: str) -> str:
        return _ZH.get(english, english) if self.language == "zh" else english.replace("_", " ")

    def _text(self, text: Text) -> str:
        return text.in_(self.language).strip()

    def _about(self, strand: str) -> str:
        """Which strand something belongs to, behind a semicolon; nothing where there is one."""
        return f"; {self._word('strand')} {strand}" if len(self.scenario.strands) > 1 else ""

    def _objectives(self) -> Iterator[tuple[str, ...]]:
        for objective in self.scenario.objectives:
            yield objective.id, f"{self._text(objective.text)} ({', '.join(objective.rules)})"

    def _matter(self) -> Iterator[tuple[str, ...]]:
        for strand in self.scenario.strands:
            surfaced = f" ({self._word('surfaces')} {show_moment(strand.surfaced)})" if strand.surfaced else ""
            yield strand.id, self._text(strand.title) + surfaced
            yield "", self._state(strand)
            for department, duty in strand.duties.items():
                yield "", f"{department}: {self._text(duty)}"
            for turn in strand.timeline:
                changes = turn.model_dump(exclude_none=True, exclude={"at"})
                words = "; ".join(f"{key.replace('_', ' ')}: {_joined(value)}" for key, value in changes.items())
                yield show_moment(turn.at), words

    def _state(self, strand: Strand) -> str:
        parts = [f"{self._word('opinion grade')} {self._word(strand.opinion_grade)}"]
        if strand.emergency_level is not None:
            parts.insert(0, f"{self._word('emergency level')} {strand.emergency_level}")
        if strand.deadlock:
            parts.append(self._word("deadlock"))
        return "; ".join([*parts, ", ".join(strand.places)]).rstrip("; ")

    def _seats(self) -> Iterator[tuple[str, ...]]:
        for seat in self.scenario.seats:
            stance = f"{self._word(seat.stance)}; {self._word('staff')} {seat.staff}"
            yield seat.id, seat.party, f"{self._text(seat.title)} ({stance})"
            yield "", "", self._text(seat.interest)

    def _facts(self) -> Iterator[tuple[str, ...]]:
        for fact in sorted(self.scenario.facts, key=lambda fact: fact.true_from):
            yield show_moment(fact.true_from), fact.id, f"{self._value(fact)}. {self._verified(fact)}"

    def _value(self, fact: Fact) -> str:
        slot: Slot = self.slots[fact.slot]
        value = self._text(fact.value) if isinstance(fact.value, Text) else f"{fact.value:g}"
        unit = f" {self._text(slot.unit)}" if slot.unit is not None else ""
        return f"{self._text(slot.label)}: {value}{unit}"

    def _verified(self, fact: Fact) -> str:
        by = fact.verification
        words = f"{self._word('verified by')} {by.desk}, {show_duration(by.takes)}"
        if by.from_ > fact.true_from:
            words += f", {self._word('from')} {show_moment(by.from_)}"
        if fact.needs_disposals:
            words += f", {self._word('after')} {', '.join(fact.needs_disposals)}"
        if fact.disclosure != "public":
            until = (
                "" if fact.disclosable_from is None else f" {self._word('until')} {show_moment(fact.disclosable_from)}"
            )
            words += f"; {self._word('withheld')} ({self._word(fact.disclosure)}, {fact.ground_rule}){until}"
        return words

    def _protected(self) -> Iterator[tuple[str, ...]]:
        for entry in self.scenario.protected:
            yield entry.id, f"{self._text(entry.what)} ({entry.ground_rule}: {self._text(entry.ground)})"

    def _narratives(self) -> Iterator[tuple[str, ...]]:
        for narrative in self.scenario.narratives:
            yield (
                narrative.id,
                self._word(narrative.kind),
                f"{self._text(narrative.name)} {self._text(narrative.tags)}",
            )

    def _claims(self) -> Iterator[tuple[str, ...]]:
        for claim in sorted(self.scenario.claims, key=lambda claim: claim.starts):
            turns = "".join(f", {show_moment(turn.at)} {self._word(turn.truth)}" for turn in claim.turns)
            verdict = f"{self._word(claim.truth)}{turns}; {self._word('danger')} {self._word(claim.danger)}"
            settled = f"{self._word('settled by')} {', '.join(claim.settled_by)}"
            about = self._about(self.belongs.claims[claim.id])
            yield show_moment(claim.starts), claim.id, f"{self._text(claim.says)} ({verdict}; {settled}{about})"

    def _concerns(self) -> Iterator[tuple[str, ...]]:
        for concern in sorted(self.scenario.concerns, key=lambda concern: -concern.weight):
            answers = f"{self._word('answered by')} {', '.join(concern.answered_by)}"
            weight = f"{self._word('weight')} {concern.weight}"
            about = self._about(self.belongs.concerns[concern.id])
            yield weight, concern.id, f"{self._text(concern.ask)} ({answers}{about})"

    def _signals(self) -> Iterator[tuple[str, ...]]:
        for signal in sorted(self.scenario.signals, key=lambda signal: signal.at):
            kind = self._word("decoy" if signal.decoy else "sign")
            about = self._about(self.belongs.signals[signal.id])
            yield show_moment(signal.at), kind, f"{self._text(signal.title)} ({', '.join(signal.seen_by)}{about})"

    def _injects(self) -> Iterator[tuple[str, ...]]:
        for inject in sorted(self.scenario.injects, key=_firing):
            to = f" -> {', '.join(inject.to)}" if inject.to else ""
            words = f"[{self._word(inject.form)}] {self._text(inject.title)}{to}"
            if inject.order is not None:
                lawful = self._word("lawful" if inject.order.lawful else "unlawful")
                words += f" ({self._word('order')}: {inject.order.wants.replace('_', ' ')}, {lawful})"
            about = self._about(self.belongs.injects[inject.id]).removeprefix("; ")
            yield self._when(inject.when), inject.id, words + (f" ({about})" if about else "")

    def _when(self, when: Once) -> str:
        if when.at is not None:
            return show_moment(when.at)
        if when.if_ is None:
            return self._word("in reserve")
        closes = self.scenario.clock.ends if when.before is None else when.before
        return f"{show_moment(when.after)}..{show_moment(closes)} {self._word('if')} {_condition(when.if_)}"

    def _questions(self) -> Iterator[tuple[str, ...]]:
        outlets = {outlet.id: self._text(outlet.name) for outlet in self.scenario.outlets}
        for question in sorted(self.scenario.questions, key=lambda question: question.from_):
            temper = f"{self._word('hostility')} {question.hostility}; {self._word('answered by')}"
            words = f"{outlets[question.outlet]}: {self._text(question.ask)}"
            yield (
                show_moment(question.from_),
                question.id,
                f"{words} ({temper} {', '.join(question.answered_by)})",
            )

    def _advice(self) -> Iterator[tuple[str, ...]]:
        for advice in self.scenario.advice:
            yield advice.id, self._text(advice.text)

    def _disposals(self) -> Iterator[tuple[str, ...]]:
        for disposal in self.scenario.disposals:
            solves = ", ".join(f"{name} {share:g}" for name, share in disposal.solves.items())
            work = f"{disposal.owner}, {self._word('takes')} {show_duration(disposal.takes)}"
            words = f"{self._text(disposal.name)} ({work}" + (f"; {self._word('solves')} {solves})" if solves else ")")
            yield show_moment(disposal.from_), disposal.id, words

    def _epilogue(self) -> Iterator[tuple[str, ...]]:
        for entry in sorted(self.scenario.epilogue, key=lambda entry: entry.day):
            day = f"第{entry.day}天" if self.language == "zh" else f"day {entry.day}"
            yield day, _condition(entry.if_), self._text(entry.body)


def _firing(inject: Inject) -> tuple[int, int]:
    """Order in the timetable: by moment or opening of the window, those in reserve last."""
    when = inject.when
    if when.at is not None:
        return 0, when.at
    return (0, when.after) if when.if_ is not None else (1, 0)


def _condition(condition: Condition) -> str:
    named = condition.model_dump(by_alias=True, exclude={"is_"})
    return " ".join([condition.is_.replace("_", " "), *(_joined(value) for value in named.values() if value != ())])


def _joined(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, tuple | list) else str(value)
