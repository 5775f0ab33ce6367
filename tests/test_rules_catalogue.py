"""The catalogue as a whole: every rule has a place where it is judged, every rule that a drill judges has a course of the small
crisis that meets it and one that breaks it, and docs/RULES.md says all that. Run as a script, this file writes that page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support_drill import STRAND, at, changed, cite, entry, message, small
from support_judgement import (
    RECEIVERS,
    Judged,
    Step,
    add_party,
    add_seat,
    desk_work,
    first_words,
    judge,
    next_words,
    step,
    well_handled,
    without,
    word,
)

from simulator.drill import words as drill_words
from simulator.message import read
from simulator.record import EVENT_KINDS, Message
from simulator.replay.materials import Materials
from simulator.rules import load_rulebook, rulebook_names
from simulator.rules.duties.book import Watch
from simulator.rules.duties.rooms import WATCHES
from simulator.scoring.catalogue import READ, places, table

PAGE = Path(__file__).parent.parent / "docs" / "RULES.md"
Plain = dict[str, Any]
Change = Callable[[Plain], None]
Steps = tuple[Step | Sequence[Step], ...]


def strand(**fields: Any) -> Change:
    """The small crisis with its strand changed, over three days."""

    def change(plain: Plain) -> None:
        plain["clock"]["ends"] = at("T+72:00")
        entry(plain, "strands", STRAND).update(fields)

    return change


def claim(**fields: Any) -> Change:
    """The small crisis with its false claim changed."""
    return lambda plain: entry(plain, "claims", "water_poisoned").update(fields)


def leak_under(rule: str) -> Change:
    """The small crisis with the withheld list under another rule's ground."""
    return lambda plain: entry(plain, "facts", "the_names").update(ground_rule=rule)


def policy(plain: Plain) -> None:
    """The quarrel is about a State Council policy, which a ministry owns."""
    add_seat(plain, "ministry", "central/health", "central_department")
    entry(plain, "strands", STRAND).update(
        matter="state_council_policy",
        departments=["central/health"],
        duties={"central/health": {"en": "the policy", "zh": "政策"}},
        places=[],
        timeline=[],
    )


def overseen(plain: Plain) -> None:
    """The matter is that of a vertically managed department."""
    add_seat(plain, "taxes", "fuhe/tax", "vertical_department")
    add_party(plain, "mingyuan/tax.office", "superior_department_office")
    entry(plain, "strands", STRAND).update(
        departments=["fuhe/tax"], duties={"fuhe/tax": {"en": "invoices", "zh": "发票"}}, timeline=[]
    )


def neighbours(plain: Plain) -> None:
    """Two counties are touched, and the city's department answers for the whole."""
    add_seat(plain, "neighbour", "lingtang/health", "responsible_department")
    add_seat(plain, "city", "mingyuan/health", "superior_competent_department")
    both = ["fuhe/health", "lingtang/health"]
    entry(plain, "strands", STRAND).update(
        departments=both,
        duties={party: {"en": "treatment", "zh": "救治"} for party in both},
        places=["fuhe", "lingtang"],
        timeline=[],
    )


def province(plain: Plain) -> None:
    """A level I emergency with the provincial government's office at the table."""
    strand(emergency_level="I")(plain)
    add_seat(plain, "province", "yunze/gov_office", "superior_government")
    add_party(plain, "central/gov_office", "superior_government")


def proposed(plain: Plain) -> None:
    """The grandmother's suggestion comes in the afternoon."""
    strand()(plain)
    entry(plain, "injects", "soup")["when"] = {"at": at("T+01:00")}


def told(seat: str, out: str = "T+02:00") -> list[Step]:
    """Health gives a seat the figure, and the seat publishes it."""
    return [
        step("T+00:20", "health", "share", to=[seat], facts=["ill_5"]),
        *word("T+01:00", seat, "told", out=out, facts=cite("ill_5"), as_of=at("T+00:20")),
    ]


def conference(*attendees: str, head: bool = True, out: str = "T+03:00") -> list[Step]:
    """Health holds a press conference."""
    said = {"form": "conference", "text": {"en": "Good day."}, "facts": cite("ill_5", "kitchen_open")}
    return [
        step("T+01:20", "health", "draft", draft="c1", strand=STRAND, message=said),
        step(out, "health", "hold_conference", strand=STRAND, attendees=list(attendees), draft="c1", head_attends=head),
    ]


def figure(out: str = "T+02:00", **fields: Any) -> list[Step]:
    """Health publishes its figure, and nothing else happens."""
    given = {"facts": cite("ill_5"), "as_of": at("T+00:30"), **fields}
    return word("T+00:50", "health", "h1", out=out, **given)


def reply(seat: str, inject: str, moment: str, **fields: Any) -> Step:
    """A document is answered."""
    return step(moment, seat, "reply", inject=inject, message=message("reply", **fields))


def regraded(**fields: Any) -> list[Step]:
    """The crisis handled well, but for another assessment."""
    return [s if s[2] != "assess" else (s[0], s[1], s[2], {**s[3], **fields}) for s in well_handled()]


@dataclass(frozen=True)
class Pair:
    """A course that meets a rule and one that breaks it."""

    rule: str
    seat: str
    met: Steps
    broken: Steps = ()
    change: Change | None = None
    worth: int = 1000
    """Credit, in per mille, of the better course."""
    left: int = 0
    """Highest credit of the worse course."""
    forbids: bool = False
    """A prohibition: nothing is judged unless it is broken."""
    culprit: str = field(default="")
    """Seat that breaks it, where it is another."""


WELL: Steps = (well_handled(),)
MAJOR = strand(emergency_level="I", opinion_grade="especially_serious")
OPENING: Steps = (desk_work(), first_words())
HELD: Steps = (desk_work(), first_words(), conference("health", "education"))
NAMES = word("T+00:40", "health", "x", out="T+02:00", facts=[{"fact": "the_names", "value": "A"}])
GUESS = word("T+01:10", "education", "g1", out="T+03:00", facts=[{"fact": "ill_5", "value": 30}])
LOWERED = [
    *without(desk_work(), "report_up", "office"),
    step("T+00:16", "office", "report_up", strand=STRAND, to="mingyuan/gov_office", facts=cite(ill_5=2)),
]
SIGN = [
    step("T-00:15", "health", "log", signal="sign"),
    step("T-00:14", "health", "flag", signal="sign"),
]
ENGAGED = step("T+00:20", "office", "engage_leader", strand=STRAND, ask="coordinate")
UNAPPROVED = [one for one in first_words() if one[2] not in ("submit", "approve")]
SOUP = step("T+02:00", "health", "adopt_suggestion", inject="soup", adopt=False, reason="No pot is large enough.")
OWN_WORK = word("T+02:30", "education", "w", out="T+03:30", disposals=["clean_kitchen"])
FOREIGN = word("T+01:20", "health", "h1", out="T+02:30", facts=cite("ill_5", "kitchen_open"))
CITY = [step("T+01:00", "city", "ask", to="health", about=["ill"]), *told("city")]

PLAINLY = {"en": "tone:"}
"""Words whose tone was read, and found without fault; see :func:`heard`."""
RISK = step(
    "T+00:40",
    "education",
    "assess_risk",
    strand=STRAND,
    decision="kitchen_open",
    level="medium",
    methods=["tracking", "interviews"],
    plan="Bring food in from elsewhere.",
)

PAIRS = (
    Pair("R01", "health", WELL, change=strand()),
    Pair("R02", "ministry", (told("ministry"),), change=policy),
    Pair("R03", "health", WELL),
    Pair("R04", "health", WELL),
    Pair("R05", "office", WELL),
    Pair(
        "R06",
        "taxes",
        (step("T+00:15", "taxes", "report_up", strand=STRAND, to="mingyuan/tax.office"),),
        change=overseen,
    ),
    Pair("R07", "city", (CITY,), change=neighbours),
    Pair("R08", "neighbour", (figure(), told("neighbour", out="T+03:00")), change=neighbours),
    Pair("R09", "health", WELL),
    Pair("R10", "health", WELL),
    Pair("R11", "education", WELL, (well_handled(), GUESS)),
    Pair("R12", "office", WELL),
    Pair("R13", "office", WELL),
    Pair("R14", "office", (desk_work(), ENGAGED), change=strand(opinion_grade="especially_serious")),
    Pair("R15", "health", OPENING, change=strand(focus=[1])),
    Pair("R16", "health", OPENING, (desk_work(), first_words(advice=[])), change=strand(focus=[2])),
    Pair("R17", "health", OPENING, (desk_work(), first_words(disposals=[])), change=strand(focus=[3]), left=500),
    Pair("R18", "health", OPENING, (desk_work(), first_words(advice=[])), change=strand(focus=[4])),
    Pair(
        "R19",
        "health",
        OPENING,
        (without(desk_work(), "report_up", "office"), first_words()),
        change=strand(focus=[5]),
        left=500,
    ),
    Pair("R20", "health", WELL, worth=950),
    Pair("R21", "health", WELL),
    Pair(
        "R22",
        "education",
        WELL,
        (well_handled(), step("T+05:00", "education", "refer", claim="called_late", to=RECEIVERS[:1])),
        forbids=True,
    ),
    Pair("R23", "health", OPENING, change=MAJOR),
    Pair("R24", "health", HELD, OPENING, change=MAJOR),
    Pair("R25", "health", (figure("T+48:00"),), (figure("T+48:01"),), change=strand()),
    Pair("R26", "health", WELL, OPENING),
    Pair("R27", "health", WELL),
    Pair("R28", "health", HELD, OPENING, change=MAJOR, left=500),
    Pair("R30", "health", WELL, (desk_work(), first_words(facts=[{"fact": "ill_5", "value": 3}], as_of=None))),
    Pair("R33", "education", WELL, (desk_work(), OWN_WORK)),
    Pair("R34", "health", (figure(text=PLAINLY),), (figure(text={"en": "tone: blame"}),)),
    Pair("R35", "health", HELD, (desk_work(), conference("health")), change=MAJOR, left=500),
    Pair("R37", "health", (figure(),), (figure(channels=["forum"]),)),
    Pair("R38", "office", WELL),
    Pair("R39", "education", (reply("education", "reporter", "T+01:10", facts=cite("kitchen_open")),)),
    Pair(
        "R41",
        "health",
        (well_handled(), step("T+09:00", "office", "close", strand=STRAND)),
        (desk_work(), OWN_WORK, step("T+09:00", "office", "close", strand=STRAND)),
    ),
    Pair("R50", "office", WELL),
    Pair("R51", "health", WELL),
    Pair("R52", "health", WELL),
    Pair("R53", "health", WELL, (figure(),)),
    Pair("R54", "health", WELL, (regraded(inputs=["media"]),), left=334),
    Pair("R55", "education", (*OPENING, RISK), OPENING, change=strand(focus=[2])),
    Pair("R56", "health", (SIGN,)),
    Pair("R57", "health", OPENING, (desk_work(), UNAPPROVED)),
    Pair("R58", "health", WELL),
    Pair("R59", "education", WELL),
    Pair("R60", "office", WELL),
    Pair("R61", "office", WELL, (without(desk_work(), "convene"),), left=334),
    Pair("R62", "health", (step("T+00:20", "health", "engage_leader", strand=STRAND, ask="guide"),)),
    Pair("R63", "education", (reply("education", "reporter", "T+01:10", facts=cite("kitchen_open")),)),
    Pair(
        "R65",
        "health",
        WELL,
        (desk_work(), word("T+01:05", "office", "o1", out="T+02:00", facts=cite("ill_5"), as_of=at("T+00:20"))),
        culprit="office",
    ),
    Pair(
        "R66",
        "health",
        (desk_work(), FOREIGN),
        (
            without(desk_work(), "convene"),
            step("T+01:00", "education", "share", to=["health"], facts=["kitchen_open"]),
            FOREIGN,
        ),
    ),
    Pair(
        "R67",
        "health",
        (word("T+00:50", "health", "e", "interpretation", out="T+03:00", facts=cite("ill_5")),),
        (figure(),),
        change=strand(technical_dispute=True),
    ),
    Pair("R68", "health", OPENING, (desk_work(), UNAPPROVED)),
    Pair("R70", "health", OPENING, (desk_work(), figure()), change=MAJOR),
    Pair("R71", "health", HELD, OPENING, change=MAJOR),
    Pair("R72", "health", HELD, (desk_work(), conference("health", "education", head=False)), change=MAJOR),
    Pair("R74", "health", (SOUP,), change=proposed),
    Pair("R76", "health", (desk_work(), first_words(), next_words()[:-6]), OPENING, change=claim(danger="mild")),
    Pair("R77", "health", (figure(),), (NAMES,), change=leak_under("R77"), forbids=True),
    Pair("R78", "health", (figure(),), (NAMES,), forbids=True),
    Pair("R79", "health", (figure(),), (NAMES,), change=leak_under("R79"), forbids=True),
    Pair("R80", "health", WELL, (regraded(emergency_level="III"),)),
    Pair("R81", "office", WELL, (LOWERED,)),
    Pair(
        "R82",
        "province",
        (step("T+04:00", "province", "report_up", strand=STRAND, to="central/gov_office"),),
        (step("T+04:01", "province", "report_up", strand=STRAND, to="central/gov_office"),),
        change=province,
    ),
    Pair(
        "R83",
        "health",
        (figure("T+03:00"),),
        (figure("T+03:00", announces_punishment=True),),
        forbids=True,
    ),
    Pair("R84", "health", (figure(text=PLAINLY),), (figure(text={"en": "tone: sarcasm"}),), forbids=True),
    Pair("R85", "health", (figure(),), (word("T+01:00", "health", "h1", out="T+02:00"),), forbids=True),
    Pair("R87", "health", WELL, change=strand(emergency_category="work_safety")),
    Pair("R88", "education", WELL, (step("T+00:30", "education", "dispatch", disposal="shut_kitchen"),)),
)
"""For each rule that a watch judges: what meets it, and what breaks it; nothing at all where no other course is named."""


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings made by hand: a text that begins with ``tone:`` has its tone read, with the faults that it names."""

    def with_tone(message: Message, *about: Any, **more: Any) -> dict[str, Any]:
        reading, text = read(message, *about, **more), message.text.get("en", "")
        return (
            reading | {"tone": {fault: [[0, 5]] for fault in text.split()[1:]}} if text.startswith("tone:") else reading
        )

    monkeypatch.setattr(drill_words, "read", with_tone)


@cache
def materials(change: Change | None) -> Materials:
    """The small crisis, changed or not."""
    return small() if change is None else changed(change)


PLAYED: dict[tuple[Change | None, int], Judged] = {}
"""Courses that several pairs share, each played once."""


def play(pair: Pair, steps: Steps) -> Judged:
    """A course of the crisis of a pair."""
    key = (pair.change, id(steps))
    if key not in PLAYED:
        PLAYED[key] = judge(*steps, materials=materials(pair.change))
    return PLAYED[key]


def test_every_rule_has_one_place() -> None:
    """Judged by a watch, by the reading, or over a programme; under every rulebook."""
    for name in rulebook_names():
        book = load_rulebook(name)
        assert list(places(book)) == list(book.rules)
    judged = [rule for watch in WATCHES for rule in watch.judges]
    assert len(judged) == len(set(judged))
    assert not set(READ) & set(judged)
    programme = [rule.id for rule in load_rulebook("n61-2016").rules.values() if rule.programme is not None]
    assert not {*READ, *judged} & set(programme)


def test_every_judged_rule_has_its_pair() -> None:
    """A rule that a watch judges is shown both ways."""
    found = places(load_rulebook("i80-2016"))
    assert [pair.rule for pair in PAIRS] == sorted(rule for rule, place in found.items() if place.kind == "watch")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.rule for pair in PAIRS])
def test_a_rule_is_met_by_one_course_and_broken_by_another(pair: Pair) -> None:
    """The better course earns the point, the worse one loses it, and both are judged."""
    met, broken = play(pair, pair.met), play(pair, pair.broken)
    culprit = pair.culprit or pair.seat
    worse = broken.credits(pair.rule, culprit)
    assert worse
    if pair.forbids:
        assert met.credits(pair.rule, pair.seat) == []
        assert set(worse) == {-1000}
        return
    better = met.credits(pair.rule, pair.seat)
    assert better
    assert min(better) >= pair.worth
    assert min(worse) <= pair.left


@pytest.mark.parametrize("rule", READ)
def test_the_reading_judges_by_its_criterion(rule: str) -> None:
    """A rule without a watch is judged in the words: whole in one, not at all in another."""

    def levels(*steps: Any) -> list[int | None]:
        words = judge(*steps).drill.board.words
        return [one.reading["criteria"][READ[rule]] for one in words]

    poor = word("T+01:10", "education", "g1", out="T+03:00", facts=[{"fact": "ill_5", "value": 30}])
    assert 2 in levels(well_handled())
    assert 0 in levels(poor)


def test_watches_hear_what_they_look_at() -> None:
    """What a watch hears is a kind of event; one that hears nothing looks only at the end, one that hears anything looks."""
    for watch in WATCHES:
        assert set(watch.hears) <= set(EVENT_KINDS), watch
        assert len(set(watch.hears)) == len(watch.hears), watch
        assert bool(watch.hears) == (watch.observe is not Watch.observe), watch
        assert watch.judges, watch


def test_a_watch_settles_its_own_rules_only() -> None:
    """Over the well handled crisis, on every level, each watch opens duties of the rules that it names and of no others."""
    opened = {e.data["rule"] for e in judge(*HELD, materials=materials(MAJOR)).drill.events if e.kind == "duty_opened"}
    assert opened <= {rule for watch in WATCHES for rule in watch.judges}


def test_a_repeated_rule_weighs_nothing_beside_the_one_that_it_repeats() -> None:
    """R71 repeats R24: both are recorded, one is weighed."""
    held = judge(*HELD, materials=materials(MAJOR))
    assert held.credits("R71") == held.credits("R24") == [1000, 1000]
    assert held.findings("R24")
    assert held.findings("R71") == []


def test_a_locality_gives_no_reading_of_its_own() -> None:
    """R02: a county department that explains the State Council's policy breaks it; one that passes the ministry on does not."""
    own = judge(figure(), materials=materials(policy))
    assert own.credit("R02", "health") == -1000
    passed = figure(credits=["central/health"])
    assert judge(passed, materials=materials(policy)).credits("R02", "health") == []


def test_the_local_office_does_not_direct_a_vertical_department() -> None:
    """R06: assigning to it breaks the rule for the office; R12 and R60 do not ask for it."""
    directed = judge(
        step("T+00:13", "office", "assign", strand=STRAND, to=["taxes"], due=at("T+03:00")),
        materials=materials(overseen),
    )
    assert directed.credit("R06", "office") == -1000
    assert directed.credits("R60") == []


def test_a_place_does_not_comment_on_another() -> None:
    """R08: stating a neighbour's figure before the neighbour has breaks it; its agreement to the draft lets it be said, and the
    superior's department, which answers for the whole, may.
    """
    ahead = judge(told("neighbour"), materials=materials(neighbours))
    assert ahead.credits("R08", "neighbour", key="fuhe/health") == [-1000]
    assert ahead.credits("R08", "neighbour", key="") == [1000]
    asked = [
        step("T+00:20", "health", "share", to=["neighbour"], facts=["ill_5"]),
        *word("T+01:00", "neighbour", "n", out="T+02:30", consult=["health"], facts=cite("ill_5"), as_of=at("T+00:20")),
    ]
    draft = judge(asked, materials=materials(neighbours)).drill.board.consultations
    (consultation,) = draft
    agreed = step("T+02:00", "health", "answer_consultation", consultation=consultation, agree=True)
    assert judge(asked, agreed, materials=materials(neighbours)).credits("R08", "neighbour", key="fuhe/health") == []
    assert judge(CITY, materials=materials(neighbours)).credits("R08", "city") == []


def test_a_punishment_may_be_passed_on() -> None:
    """R83: with public security named as the source it is no verdict of one's own; a reading that finds one counts as well."""
    passed = figure("T+03:00", announces_punishment=True, credits=["fuhe/public_security"])
    assert judge(passed).credits("R83") == []
    assert judge(figure("T+03:00", text={"en": "tone: punishment"})).credits("R83") == [-1000]


def test_hollow_words_cost_half_and_unread_ones_nothing() -> None:
    """R34: officialese hurts nobody; a word whose tone nobody read is not judged."""
    assert judge(figure(text={"en": "tone: officialese"})).credits("R34") == [500]
    assert judge(figure()).credits("R34") == []


def test_a_public_suggestion_wants_a_public_answer() -> None:
    """R74: a letter to the writer alone counts half, the first answer answers for every unit that has the suggestion."""
    letter = step("T+02:00", "health", "adopt_suggestion", inject="soup", adopt=True, in_public=False)
    assert judge(letter, materials=materials(proposed)).credits("R74") == [500, 500]
    assert judge(SOUP, materials=materials(proposed)).credits("R74") == [1000, 1000]
    assert judge(materials=materials(proposed)).credits("R74") == [0, 0]


def test_the_page_says_what_the_code_does() -> None:
    """docs/RULES.md is the table of the rulebook and the watches."""
    assert PAGE.read_text(encoding="utf-8") == table(load_rulebook("n61-2016"))


if __name__ == "__main__":
    PAGE.write_text(table(load_rulebook("n61-2016")), encoding="utf-8")
