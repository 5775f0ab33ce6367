"""What things are called in one language: seats, organs, facts, claims, documents. A record holds ids
only; the names come from the scenario that it was played with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from reports.literal import visible
from simulator.opinion.channels import CHANNELS
from simulator.scenario.moments import HOUR, show_moment
from simulator.scenario.schema import Scenario
from simulator.scenario.text import Language, Text

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    **{name: (words["en"], words["zh"]) for name, words in CHANNELS.items()},
    "statement": ("a situation notice", "情况通报"),
    "update": ("a follow-up release", "续报"),
    "social": ("a short post", "新媒体发布"),
    "rebuttal": ("a rebuttal", "辟谣"),
    "correction": ("a correction", "更正"),
    "interpretation": ("an expert interpretation", "专家解读"),
    "reply": ("a reply", "答复"),
    "conference": ("a press conference", "新闻发布会"),
    "false": ("false", "不属实"),
    "partly_true": ("partly true", "部分属实"),
    "true": ("true", "属实"),
    "unknown": ("not known", "尚未查明"),
    "confirm": ("confirms", "证实"),
    "deny": ("denies", "否认"),
    "partly": ("calls partly true", "称部分属实"),
    "unverified": ("says that it is not verified", "称尚待核实"),
    "misreading": ("misreading", "误读"),
    "complaint": ("complaint", "批评投诉"),
    "suggestion": ("suggestion", "意见建议"),
    "emergency": ("emergency", "突发事件"),
    "rumour": ("rumour", "谣言"),
    "ordinary": ("ordinary", "一般"),
    "major": ("major", "重大"),
    "especially_serious": ("especially serious", "特别重大"),
    "you_speak": ("you speak", "由你方发声"),
    "i_speak": ("I speak", "由我方发声"),
    "each_own_part": ("each its own part", "各自回应分内事项"),
    "joint_release": ("one joint release", "联合发布"),
    "guide": ("guide", "指导"),
    "coordinate": ("coordinate", "协调"),
    "urge": ("urge", "督促"),
    "comply": ("complied", "照办"),
    "ask_ground": ("asked for the legal ground", "请对方说明法律依据"),
    "dissent": ("recorded its dissent", "记录不同意见"),
    "wait_with_figures": ("to wait with the figures", "暂缓公布数字"),
    "lower_figure": ("to lower a figure", "压低数字"),
    "refer_critics": ("to hand critics to the police", "把批评者交公安处理"),
    "remove_posts": ("to have posts removed", "要求删帖"),
    "answer_in_public": ("to answer in public", "公开回应"),
    "own monitoring": ("found by its own monitoring", "自行监测发现"),
    "assigned": ("assigned by the General Office", "由政府办交办"),
    "expert": ("colleague, expert", "模拟同事（专家）"),
    "trained": ("colleague, trained", "模拟同事（受过培训）"),
    "untrained": ("colleague, untrained", "模拟同事（未经培训）"),
    "as_found": ("colleague, as found in inspections", "模拟同事（实地抽查水平）"),
    "silent": ("colleague, silent", "模拟同事（沉默）"),
    "spammer": ("colleague, condemned way: spammer", "模拟同事（反面做法：灌水）"),
    "officialese": ("colleague, condemned way: officialese", "模拟同事（反面做法：官话套话）"),
    "heavy-hand": ("colleague, condemned way: heavy hand", "模拟同事（反面做法：滥用移交）"),
    "loose-cannon": ("colleague, condemned way: loose cannon", "模拟同事（反面做法：抢发乱发）"),
    "usurper": ("colleague, condemned way: usurper", "模拟同事（反面做法：越俎代庖）"),
    "pretender": ("colleague, condemned way: pretender", "模拟同事（反面做法：弄虚作假）"),
    "late-perfect": ("colleague, condemned way: late and perfect", "模拟同事（反面做法：姗姗来迟）"),
    "guess-and-fix": ("colleague, condemned way: guess and fix", "模拟同事（反面做法：先编后改）"),
    "downgrader": ("colleague, condemned way: downgrader", "模拟同事（反面做法：压级避责）"),
    "withholder": ("colleague, condemned way: withholder", "模拟同事（反面做法：隐瞒不报）"),
    "scapegoater": ("colleague, condemned way: scapegoater", "模拟同事（反面做法：推责于人）"),
    "order-taker": ("colleague, condemned way: order taker", "模拟同事（反面做法：唯命是从）"),
    "trainee": ("trainee", "受训人员"),
    "script": ("script", "脚本"),
    "trainer": ("trainer", "导调员"),
    "leader": ("the leader in charge", "分管负责同志"),
    "believing": ("believing", "相信"),
    "undecided": ("undecided", "观望"),
    "settled": ("settled", "已有定论"),
    "asking": ("asking", "追问"),
}
"""Words of actions, forms, channels and crews, English and Chinese."""

ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "watch": ("set what is monitored", "设置监测范围"),
    "log": ("entered a signal in the opinion log", "登记舆情日志"),
    "flag": ("raised a signal with the General Office", "向政府办报告线索"),
    "assess": ("began an assessment", "开始研判"),
    "report_up": ("reported upward", "向上报告"),
    "notify": ("told other bodies", "通知其他单位"),
    "accept": ("accepted the handling sheet", "接收舆情处置单"),
    "transfer": ("passed the handling sheet on", "转办舆情处置单"),
    "assign": ("assigned the handling sheet", "交办舆情处置单"),
    "convene": ("called a consultation meeting", "召集会商"),
    "verify": ("began to verify", "开始核查"),
    "ask": ("asked another seat", "询问其他席位"),
    "share": ("gave facts to other seats", "向其他席位提供事实"),
    "consult": ("sent a draft for confirmation", "送核稿件"),
    "answer_consultation": ("answered on a draft", "对稿件表态"),
    "negotiate": ("offered a division of the word", "协商发声分工"),
    "ask_lead": ("asked for a lead department", "请求确定牵头部门"),
    "designate_lead": ("designated the lead department", "确定牵头部门"),
    "engage_leader": ("brought in a leader", "报请负责同志"),
    "dispatch": ("began a disposal task", "启动处置任务"),
    "draft": ("began a draft", "开始起草"),
    "check_draft": ("had an own text read before it goes out", "自查文稿"),
    "submit": ("submitted a draft for approval", "报批稿件"),
    "approve": ("took up a draft for approval", "审批稿件"),
    "return": ("returned a draft", "退回稿件"),
    "publish": ("published", "发布"),
    "reply": ("began a reply", "开始答复"),
    "hold_conference": ("prepared a press conference", "筹备新闻发布会"),
    "answer_question": ("took a journalist's question", "回答记者提问"),
    "give_interview": ("gave an interview", "接受采访"),
    "promise_update": ("promised the next word", "承诺下次发布时间"),
    "assess_risk": ("began a risk assessment", "开展舆情风险评估"),
    "escalate": ("carried a dispute upward", "提请裁定争议"),
    "staff_hotline": ("called more clerks to the hotline", "增派热线话务员"),
    "refer": ("handed over leads", "移交线索"),
    "press": ("pressed a late party", "督办"),
    "answer_order": ("answered a superior's order", "答复上级要求"),
    "adopt_suggestion": ("answered a suggestion", "答复意见建议"),
    "close": ("closed the handling sheet", "办结舆情处置单"),
    "review_sheet": ("reviewed the closed handling sheet", "复盘舆情处置单"),
    "fire_inject": ("fired an inject", "触发导调事件"),
    "set_clock": ("set the clock", "调整演练时钟"),
}
"""What a seat did, by the action's name, English and Chinese."""


class Names:
    """The scenario's names in one language; an id that it does not know stands for itself."""

    def __init__(self, scenario: Scenario, language: Language) -> None:
        """Collect the names."""
        self.language: Language = language
        self.opens = scenario.clock.opens
        self.strands = {strand.id: strand.title for strand in scenario.strands}
        self.parties = {party.id: party.name for party in scenario.parties}
        self.party_of = {seat.id: seat.party for seat in scenario.seats}
        self.seat_of = {seat.party: seat.id for seat in scenario.seats}
        self.titles = {seat.id: seat.title for seat in scenario.seats}
        self.labels = {slot.id: slot.label for slot in scenario.slots}
        self.units = {slot.id: slot.unit for slot in scenario.slots}
        self.facts = {fact.id: fact for fact in scenario.facts}
        self.claims = {claim.id: claim.says for claim in scenario.claims}
        self.concerns = {concern.id: concern.ask for concern in scenario.concerns}
        self.narratives = {narrative.id: narrative.name for narrative in scenario.narratives}
        self.rumours = [narrative.id for narrative in scenario.narratives if narrative.kind == "rumour"]
        self.disposals = {disposal.id: disposal.name for disposal in scenario.disposals}
        self.signals = {signal.id: signal for signal in scenario.signals}
        self.injects = {inject.id: inject for inject in scenario.injects}
        self.outlets = {outlet.id: outlet.name for outlet in scenario.outlets}
        self.questions = {question.id: question.ask for question in scenario.questions}
        self.epilogues = {entry.id: entry.body for entry in scenario.epilogue}

    def text(self, text: Text) -> str:
        """A scenario's words in this language."""
        return visible(text.in_(self.language))

    def of_strand(self, strand: str | None) -> str:
        """What is put behind a sentence about one of several strands; nothing where there is one."""
        if strand not in self.strands or len(self.strands) == 1:
            return ""
        title = self.text(self.strands[strand])
        return self.pick(f" [{title}]", f"〔{title}〕")

    def pick(self, english: str, chinese: str) -> str:
        """One of two phrasings."""
        return chinese if self.language == "zh" else english

    def word(self, name: str) -> str:
        """A word of :data:`WORDS`; else the name as it stands."""
        return self.pick(*WORDS.get(name, (visible(name), visible(name))))

    def act(self, action: Mapping[str, Any]) -> str:
        """What an action does, in words, with the thing that it is about."""
        act = str(action.get("act", "?"))
        said = self.pick(*ACTS.get(act, (visible(act), visible(act))))
        if action.get("signal") in self.signals:
            return self.aside(said, self.text(self.signals[action["signal"]].title))
        return self.aside(said, self.target(action["target"])) if "target" in action else said

    def seat(self, seat: str) -> str:
        """A seat in few words: in English its title up to the first comma, in Chinese its organ."""
        if seat not in self.titles:
            return self.word(seat)
        if self.language == "en":
            return self.text(self.titles[seat]).split(", ")[0]
        return self.party(self.party_of[seat]).split("（")[0]

    def title(self, seat: str) -> str:
        """A seat's whole title."""
        return self.text(self.titles[seat]) if seat in self.titles else self.word(seat)

    def party(self, party: str) -> str:
        """An organ's name."""
        return self.text(self.parties[party]) if party in self.parties else visible(party)

    def short_party(self, party: str) -> str:
        """An organ in few words: that of its seat, where it has one."""
        return self.seat(self.seat_of[party]) if party in self.seat_of else self.party(party)

    def target(self, name: str) -> str:
        """A slot, a disposal, or a claim in quotation marks."""
        for table in (self.labels, self.disposals):
            if name in table:
                return self.text(table[name])
        return self.quote(self.claim(name)) if name in self.claims else visible(name)

    def fact(self, fact: str) -> str:
        """A fact as a sentence."""
        return self.text(self.facts[fact].text) if fact in self.facts else visible(fact)

    def claim(self, claim: str) -> str:
        """What a claim says."""
        return self.text(self.claims[claim]) if claim in self.claims else visible(claim)

    def named(self, where: Mapping[str, Text], name: str) -> str:
        """A name out of one of the tables."""
        return self.text(where[name]) if name in where else visible(name)

    def value(self, slot: str, value: Any) -> str:
        """A stated value with its unit; a state in this language where the scenario has it."""
        for fact in self.facts.values():
            if fact.slot == slot and isinstance(fact.value, Text) and fact.value.en == value:
                return self.text(fact.value)
        unit = self.units.get(slot)
        if unit is None or isinstance(value, str):
            return visible(str(value))
        return f"{value} {self.text(unit)}"

    def quote(self, words: str) -> str:
        """Words in quotation marks."""
        return f"“{words}”"

    def aside(self, text: str, note: str) -> str:
        """A text with a note in the language's brackets."""
        return self.pick(f"{text} ({note})", f"{text}（{note}）")

    def all(self, names: Iterable[str]) -> str:
        """Several names in a row."""
        return ("、" if self.language == "zh" else ", ").join(names)

    def some(self, names: Iterable[str], most: int = 4) -> str:
        """The first few of several names, and how many more there are."""
        every = list(names)
        if len(every) <= most:
            return self.all(every)
        more = len(every) - most + 1
        return self.all(every[: most - 1]) + self.pick(f" and {more} more", f"等{len(every)}项")

    def moment(self, at: int | None) -> str:
        """A moment as people read it; a dash for none."""
        return "–" if at is None else show_moment(at)

    def hours(self, seconds: int) -> str:
        """A duration in hours with one decimal."""
        return self.pick(f"{seconds / HOUR:.1f} h", f"{seconds / HOUR:.1f}小时")
