"""Rulebooks: the shipped catalogue, inheritance, the digest, triggers, differences, the commands, and
files with mistakes.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from simulator.errors import BadInputError, NotFoundError
from simulator.rules import (
    DEFAULT_RULEBOOK,
    MatterFacts,
    Rulebook,
    differences,
    load_rulebook,
    rulebook_names,
)
from simulator.rules.workdays import after_workdays
from tui.commands.rulebook import rulebook

N61 = load_rulebook("n61-2016")
I80 = load_rulebook("i80-2016")


def facts(**changes: object) -> MatterFacts:
    """A plain local matter of one ordinary department, with changes."""
    base = {"matter": "local", "n_departments": 1, "n_places": 1, "has_ordinary": True, "has_vertical": False}
    return MatterFacts.model_validate({**base, **changes})


def ids(book: Rulebook, sheet: MatterFacts) -> set[str]:
    """Ids of the rules that a fact sheet triggers."""
    return {rule.id for rule in book.triggered(sheet)}


def write(folder: Path, text: str) -> Path:
    """Save a rulebook file."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


CHILD = (
    "id: mine\ninherits: n61-2016\ntitle: {en: Mine, zh: 我的}\n"
    'source: {code: X1, document: none, date: "2016-01-01", status: H}\n'
)


def test_shipped_books_hold_the_whole_catalogue() -> None:
    """Every shipped rulebook has the 88 rules, 55 of them core, judged as the official page counts them."""
    assert DEFAULT_RULEBOOK in rulebook_names()
    for name in rulebook_names():
        book = load_rulebook(name)
        assert list(book.rules) == [f"R{number:02d}" for number in range(1, 89)]
        assert sum(rule.core for rule in book.rules.values()) == 55
        judged = [rule.judged_by for rule in book.rules.values()]
        counts = {name: judged.count(name) for name in ("timing", "coordination", "message", "programme")}
        assert counts == {"timing": 14, "coordination": 41, "message": 19, "programme": 14}
        assert all(len(rule.zh) <= 24 for rule in book.rules.values())


def test_rules_80_add_first_word_and_heads() -> None:
    """Rules 80 differ from notice 61 by the 5 h first word, speaking heads and their own rules only."""
    assert N61.limits.first_word_h is None
    assert I80.limits.first_word_h == 5
    assert (I80.limits.press_conference_h, I80.limits.response_h) == (24, 48)
    said = [str(entry) for entry in differences(N61, I80)]
    assert "first word for levels I and II: none -> 5 h (I80 clause 3)" in said
    changed = {entry.field for entry in differences(N61, I80)}
    rules = {f"rules.R{number}" for number in range(70, 75)}
    assert changed == {"limits.first_word_h", "limits.head_speaks", "documents.I80", *rules}
    assert differences(I80, I80) == []


def test_rules_of_document_80_speak_only_where_it_holds() -> None:
    """On a level I emergency R70 to R72 are triggered under rules 80 and not under notice 61."""
    grave = facts(emergency_level="I", opinion_grade="especially_serious")
    assert {"R24", "R70", "R71", "R72"} <= ids(I80, grave)
    assert "R24" in ids(N61, grave)
    assert ids(N61, grave).isdisjoint({"R70", "R71", "R72", "R73", "R74"})


@pytest.mark.parametrize(
    ("changes", "gained", "lost"),
    [
        ({"n_departments": 2}, {"R09", "R10", "R11", "R12"}, set()),
        ({"n_departments": 2, "deadlock": True}, {"R13"}, set()),
        ({"n_places": 2}, {"R07", "R08", "R11"}, {"R04"}),
        ({"has_vertical": True, "has_ordinary": False}, {"R06"}, {"R05"}),
        ({"matter": "state_council_policy"}, {"R02"}, {"R03", "R04", "R05"}),
        ({"rumor": "serious"}, {"R20", "R21", "R76", "R83"}, {"R22"}),
        ({"focus": (4,)}, {"R18"}, set()),
        ({"emergency_level": "II"}, {"R24", "R38", "R80"}, {"R25"}),
        ({"emergency_level": "III"}, {"R25", "R80"}, set()),
        ({"opinion_grade": "major"}, {"R38", "R57", "R62"}, set()),
        ({"opinion_grade": "especially_serious"}, {"R14"}, set()),
        ({"emergency_category": "work_safety"}, {"R87"}, set()),
        ({"technical_dispute": True}, {"R67"}, set()),
    ],
)
def test_triggers_follow_the_facts(changes: dict[str, object], gained: set[str], lost: set[str]) -> None:
    """Each fact opens its own rules and closes the contrary ones."""
    plain, sheet = ids(I80, facts()), ids(I80, facts(**changes))
    assert gained <= sheet
    if "R11" not in gained and "R67" not in gained:
        assert gained - plain
    assert lost <= plain
    assert lost.isdisjoint(sheet)


def test_each_focus_opens_its_own_rule() -> None:
    """Of the five categories of clause 2 only those that the matter falls under open a rule."""
    for category in range(1, 6):
        found = ids(I80, facts(focus=(category,))) & {"R15", "R16", "R17", "R18", "R19"}
        assert found == {f"R{14 + category}"}


def test_triggered_rules_come_in_order() -> None:
    """Triggered rules are listed by id."""
    found = [rule.id for rule in I80.triggered(facts(n_departments=3, focus=(2, 4)))]
    assert found == sorted(found)


def test_deadlines_follow_the_limits_of_the_book(tmp_path: Path) -> None:
    """A variant's limit changes the rules that name it, and the word none takes the limit away."""
    text = CHILD + "limits: {press_conference_h: 12, response_h: none}\nclock_start: {emergency: detected}\n"
    book = load_rulebook(write(tmp_path, text))
    assert book.hours(book.rule("R24")) == 12
    assert book.hours(book.rule("R25")) is None
    assert book.hours(book.rule("R82")) == 4
    assert book.clock(book.rule("R24")) == "detected"
    assert N61.clock(N61.rule("R24")) == "occurred"
    assert N61.hours(N61.rule("R01")) is None
    assert book.limits.internal_report_h == 2


def test_digest_stands_for_the_effective_values(tmp_path: Path) -> None:
    """The digest differs between books, and a comment or a restated parent value does not change it."""
    one = load_rulebook(write(tmp_path, CHILD))
    restated = load_rulebook(write(tmp_path, CHILD + "# said again\nlimits: {response_h: 48}\n"))
    assert one.digest == restated.digest
    assert len({N61.digest, I80.digest, one.digest}) == 3
    assert Rulebook.model_validate(I80.model_dump(mode="json")).digest == I80.digest


def test_every_mistake_in_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    """Several mistakes give one error with a line and field for each."""
    text = CHILD + (
        "limits:\n  response_h: soon\n  press_h: 24\n"
        "rules:\n  R25:\n    trigger: [{when: full_moon}]\n  R24:\n    judged_by: luck\n"
    )
    with pytest.raises(BadInputError) as caught:
        load_rulebook(write(tmp_path, text))
    lines = {problem.line for problem in caught.value.problems}
    assert {6, 7, 10, 12} <= lines
    assert all(problem.file.endswith("mine.yaml") for problem in caught.value.problems)


def test_a_variant_names_itself(tmp_path: Path) -> None:
    """A variant cannot go by its parent's id."""
    with pytest.raises(BadInputError, match="id"):
        load_rulebook(write(tmp_path, "inherits: i80-2016\n"))


@pytest.mark.parametrize("parent", ["nowhere", "../world", "mine"])
def test_unknown_parent_is_named(tmp_path: Path, parent: str) -> None:
    """A parent that does not ship is refused with the names that do."""
    path = write(tmp_path, CHILD.replace("inherits: n61-2016", f"inherits: {parent}"))
    with pytest.raises(BadInputError, match="n61-2016"):
        load_rulebook(path)


@pytest.mark.parametrize(
    ("section", "wrong"),
    [
        ("weights: {timing: 50}", "100"),
        ("interpretations: {I3: {value: perhaps}}", "I3"),
        ("rules: {R24: {deadline: {limit: response_h, h: 3, start: detected, kind: public}}}", "deadline"),
        ("rules: {R99x: {core: true}}", "R99x"),
        ("limits: {response_h: -1}", "response_h"),
        ("limits: {response_h: .nan}", "response_h"),
    ],
)
def test_values_that_make_no_sense_are_refused(tmp_path: Path, section: str, wrong: str) -> None:
    """A value of the wrong kind is refused, and the message names it."""
    with pytest.raises(BadInputError, match=wrong):
        load_rulebook(write(tmp_path, CHILD + section + "\n"))


def test_unknown_names_say_what_there_is() -> None:
    """An unknown rulebook is not found, and the sentence lists the known ones."""
    with pytest.raises(NotFoundError, match="i80-2016, jilin-department"):
        load_rulebook("nowhere")
    with pytest.raises(NotFoundError):
        load_rulebook("nowhere.yaml")


def test_catalogue_file_is_plain_yaml() -> None:
    """The shipped file reads with any YAML reader, and the variant names only what differs."""
    folder = Path(__file__).parent.parent / "scenarios" / "rulebooks"
    child = yaml.safe_load((folder / "i80-2016.yaml").read_text(encoding="utf-8"))
    assert "rules" not in child
    assert child["limits"] == {"first_word_h": 5, "head_speaks": True}


NONE, NO = None, False
VARIANTS = {
    # first word, press conference, press centre, response on levels I and II, other response, heads speak
    "n61-2016": (NONE, 24, NONE, NONE, 48, NO),
    "i80-2016": (5, 24, NONE, NONE, 48, True),
    "beijing-2016": (NONE, 24, NONE, NONE, NONE, True),
    "beijing-2021": (5, NONE, 24, NONE, NONE, NO),
    "zhejiang-2017": (5, 24, NONE, NONE, NONE, True),
    "anhui-2016": (NONE, 24, NONE, NONE, 48, NO),
    "anhui-2020": (5, 24, NONE, NONE, NONE, NO),
    "nanjing-2016": (6, 24, NONE, NONE, NONE, True),
    "fujian-2016": (NONE, 24, NONE, NONE, 48, NO),
    "jilin-department": (NONE, 24, NONE, NONE, 48, NO),
    "luoshan-unit": (5, NONE, NONE, NONE, 48, NO),
    "wengang-township": (NONE, NONE, NONE, 24, 48, True),
    "wanbu-township": (NONE, 24, NONE, NONE, 48, NO),
    "yueyang-2022": (NONE, 24, NONE, NONE, 48, NO),
    "hypothetical-tight": (2, 12, NONE, NONE, 24, True),
    "hypothetical-loose": (8, 48, NONE, NONE, 72, NO),
}
"""The sixteen variants of the official page, with the hours that each gives; what it leaves out is notice 61's."""


def test_the_sixteen_variants_ship_with_their_figures() -> None:
    """Each variant's limits are those of its document, and what it omits is notice 61's."""
    assert rulebook_names() == sorted(VARIANTS)
    fields = ("first_word_h", "press_conference_h", "press_centre_h", "major_response_h", "response_h", "head_speaks")
    for name, figures in VARIANTS.items():
        limits = load_rulebook(name).limits
        assert tuple(getattr(limits, field) for field in fields) == figures, name
    odd = {name for name in VARIANTS if load_rulebook(name).limits.conference_optional}
    assert odd == {"jilin-department"}
    assert load_rulebook("beijing-2016").limits.decision_explained_workdays == 3
    inner = load_rulebook("wanbu-township").limits
    assert (inner.internal_report_h, inner.verification_report_workdays, inner.legacy_report_workdays) == (2, 2, 5)
    assert len({load_rulebook(name).digest for name in VARIANTS}) == 16


def test_hypothetical_rulebooks_are_labelled() -> None:
    """What no document says is called so, in the list and where it is shown."""
    listed = CliRunner().invoke(rulebook, ["list"]).stdout.splitlines()
    marked = [line.split(" ")[0] for line in listed if "(hypothetical 假设)" in line]
    assert marked == ["hypothetical-loose", "hypothetical-tight"]
    assert "(hypothetical 假设)" in CliRunner().invoke(rulebook, ["show", "hypothetical-tight"]).stdout
    data = json.loads(CliRunner().invoke(rulebook, ["list", "--json"]).stdout)
    assert [entry["id"] for entry in data if entry["hypothetical"]] == marked


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("beijing-2021", "press centre 24 h", "设立新闻中心24小时内"),
        ("wengang-township", "response on levels I and II 24 h", "特别重大、重大事件回应24小时内"),
        ("jilin-department", "press conference 24 h where necessary", "必要时新闻发布会24小时内"),
        ("beijing-2016", "a decision that is misread 3 working days", "被误读的决策解读3个工作日内"),
        ("wanbu-township", "what was verified (internal) 2 working days", "核实情况上报（内部）2个工作日内"),
        ("luoshan-unit", "press conference none", "新闻发布会不设时限"),
    ],
)
def test_what_a_variant_asks_in_its_own_way_is_said(name: str, en: str, zh: str) -> None:
    """List, show and diff say it in words, list and show in both languages."""
    for call in (["list"], ["show", name]):
        said = CliRunner().invoke(rulebook, call).stdout
        assert en in said
        assert zh in said
    assert [str(entry) for entry in differences(N61, load_rulebook(name)) if entry.field.startswith("limits.")]


def test_a_difference_in_kind_is_said() -> None:
    """From a conference to a centre, to a response, to a conference where necessary; working days as such."""

    def said(name: str) -> list[str]:
        return [str(entry) for entry in differences(N61, load_rulebook(name))]

    assert "press centre for levels I and II, in place of a conference: none -> 24 h (BJ2021 press centre)" in said(
        "beijing-2021"
    )
    assert "response for levels I and II, in place of a conference: none -> 24 h (WENGANG response)" in said(
        "wengang-township"
    )
    assert "press conference only where necessary: no -> yes (JLDEPT press conference)" in said("jilin-department")
    assert any("none -> 3 working days" in line for line in said("beijing-2016"))


def test_every_shipped_file_is_checked_without_mistakes() -> None:
    """``podium rulebook check`` finds nothing wrong with what ships."""
    folder = Path(__file__).parent.parent / "scenarios" / "rulebooks"
    for name in rulebook_names():
        result = CliRunner().invoke(rulebook, ["check", str(folder / f"{name}.yaml")])
        assert result.exit_code == 0, name
        assert "no mistakes" in result.stdout


def test_a_note_is_not_inherited_and_a_date_may_be_unknown(tmp_path: Path) -> None:
    """What a document adds is its own; a document without a date does not take its parent's."""
    text = CHILD.replace("inherits: n61-2016", "inherits: yueyang-2022").replace('"2016-01-01"', "none")
    book = load_rulebook(write(tmp_path, text))
    assert book.note is None
    assert book.source.date is None


def test_a_rule_of_the_programme_says_why(tmp_path: Path) -> None:
    """A rule that no drill judges needs its reason."""
    with pytest.raises(BadInputError, match="programme"):
        load_rulebook(write(tmp_path, CHILD + "rules: {R25: {judged_by: programme}}\n"))
    shown = CliRunner().invoke(rulebook, ["show", "n61-2016"]).stdout
    assert "over a programme, not in one drill" in shown


def test_working_days_skip_the_weekend() -> None:
    """From a Thursday evening two working days end with Monday; the first day never counts."""
    thursday = datetime(2031, 3, 6, 18, 0)
    assert thursday.weekday() == 3
    assert after_workdays(thursday, 1) == 30 * 3600
    assert after_workdays(thursday, 2) == 30 * 3600 + 3 * 86400


def test_list_show_diff_check_print_words_and_data(tmp_path: Path) -> None:
    """Each subcommand prints words, and with --json one JSON value."""
    path = str(write(tmp_path, CHILD))
    calls = (["list"], ["show", "i80-2016"], ["check", path], ["diff", "n61-2016", "i80-2016"])
    for call in calls:
        words = CliRunner().invoke(rulebook, call)
        data = CliRunner().invoke(rulebook, [*call, "--json"])
        assert (words.exit_code, data.exit_code) == (0, 0)
        assert words.stdout.strip()
        assert json.loads(data.stdout)
    shown = CliRunner().invoke(rulebook, ["show", "i80-2016"]).stdout
    assert "R70, I80 clause 3" in shown
    assert "[5 h from occurred]" in shown
    listed = json.loads(CliRunner().invoke(rulebook, ["list", "--json"]).stdout)
    assert [entry["id"] for entry in listed] == rulebook_names()
    assert [entry["id"] for entry in listed if entry["default"]] == ["i80-2016"]


def test_check_reports_mistakes_as_data(tmp_path: Path) -> None:
    """A bad file gives its problems as JSON and ends as bad input."""
    path = str(write(tmp_path, CHILD + "cap: high\n"))
    result = CliRunner().invoke(rulebook, ["check", path, "--json"])
    answer = json.loads(result.stdout)
    assert answer["ok"] is False
    assert answer["problems"][0]["field"] == "cap"
    assert isinstance(result.exception, BadInputError)


def test_show_makes_direction_marks_of_a_file_visible(tmp_path: Path) -> None:
    """A title with a character that turns the text around is shown with its code."""
    path = write(tmp_path, CHILD.replace("en: Mine", 'en: "a\u202eb"'))
    shown = CliRunner().invoke(rulebook, ["show", str(path)])
    assert "\u202e" not in shown.stdout
    assert "\\u202e" in shown.stdout
