"""The debrief page: it says what the scorecard says, points to events that it shows, and cannot act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2.exceptions import UndefinedError
from support_debrief import HOSTILE, message, played, pulse, record_of, rulebook, scenario, scored

from reports import debrief
from reports.citing import citation
from reports.course import course, curves, table_points
from reports.debrief import render_debrief, write_debrief
from reports.labels import LABELS, labels
from reports.matrix import consultation_matrix
from reports.names import Names
from reports.parts import hot_wash, loss, voices
from simulator.errors import UnavailableError
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Text

TEMPLATE = Path(debrief.__file__).parent / "templates" / "debrief.html.j2"
CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def page(language: str = "en", script: bool = True) -> str:
    """The page of the drill."""
    return render_debrief(
        played(script),
        scenario(),
        rulebook(),
        scored(script),
        drill_id="d-7",
        language=language,
        chain_head="c0ffee",
        reference={"no response": played(False)},
    )


class _Reader(HTMLParser):
    """Collects elements and the text of the page outside style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())

    def values(self, attribute: str) -> Iterator[str]:
        return (attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs)


def number(value: float) -> str:
    """A number as the page prints it, worked out here on its own."""
    rounded = f"{value:.1f}"
    rounded = rounded[:-2] if rounded.endswith(".0") else rounded
    return {"-0": "0"}.get(rounded, rounded.replace("-", "−"))


def section(name: str, language: str = "en") -> str:
    """The source of one section."""
    text = page(language)
    start = text.index(f'<h2 id="{name}">')
    return text[start : text.index("</section>", start)]


def test_the_verdict_is_the_scorecard() -> None:
    """Total, dimensions, caps and outcome are the scorecard's numbers."""
    card, words = scored(), _Reader(section("verdict")).words
    assert f'id="total">{number(card.scores.total)}<' in page()
    for name, value in (
        ("Timing", card.scores.timing),
        ("Coordination", card.scores.coordination),
        ("Message", card.scores.message),
    ):
        weight = number(getattr(rulebook().weights, name.lower()))
        assert f"{name} weight {weight} {number(value)}" in words
    for value in card.outcome.model_dump().values():
        assert f"{100 * value:.1f} %" in words
    assert ("Passed" in words) == card.passed
    for cap in card.capped_by:
        assert LABELS[cap][0] in words


def test_every_seat_has_its_score() -> None:
    """Each seat's row shows its own total, and a dash where nothing was asked of it."""
    rows = re.findall(r"<tr>(.*?)</tr>", section("verdict"))
    assert len(scored().seats) == len(scenario().seats)
    for seat in scored().seats:
        row = next(row for row in rows if Names(scenario(), "en").seat(seat.seat) in row)
        expected = [number(seat.scores.total)] if seat.judged else ["–"]
        for name in ("timing", "coordination", "message"):
            expected.append(number(getattr(seat.scores, name)) if name in seat.judged else "–")
        assert re.findall(r'<td class="n">(.*?)</td>', row) == expected


def test_every_finding_stands_with_its_points_and_evidence() -> None:
    """The tables of findings hold each finding once, with points won, points possible and event numbers."""
    rows = re.findall(r"<tr><td>.*?</tr>", section("findings"), re.DOTALL)
    shown = Counter()
    for row in rows:
        won, possible = re.findall(r'<td class="n(?: bad)?">(.*?)</td>', row)
        shown[(won, possible, tuple(int(seq) for seq in re.findall(r'href="#e(\d+)"', row)))] += 1
    expected = Counter((number(f.points), number(f.possible), f.evidence) for f in scored().findings)
    assert shown == expected


def test_evidence_can_be_looked_up() -> None:
    """Every event number that is a link leads to a line of the chronicle; all evidence is linked."""
    reader = _Reader(page())
    ids = list(reader.values("id"))
    targets = {href[1:] for href in reader.values("href") if href.startswith("#")}
    targets |= {href[1:] for href in reader.values("xlink:href")}
    assert targets <= set(ids)
    assert {f"e{seq}" for finding in scored().findings for seq in finding.evidence} <= set(ids)


def test_ids_are_unique() -> None:
    """Two figures and a chronicle on one page do not share an id."""
    assert [name for name, count in Counter(_Reader(page()).values("id")).items() if count > 1] == []


def test_hot_wash_has_the_weightiest_three_of_each() -> None:
    """Three strengths and three gaps, by weight, each of another rule, with the words that were written."""
    names = Names(scenario(), "en")
    strengths, gaps = hot_wash(scored(), played(), names)
    assert len(strengths) == len(gaps) == 3
    assert len({item.finding.rule for item in gaps}) == 3
    assert loss(gaps[0].finding) == max(loss(finding) for finding in scored().findings)
    assert [loss(item.finding) for item in gaps] == sorted((loss(i.finding) for i in gaps), reverse=True)
    assert all(item.finding.points > 0 and loss(item.finding) < 0.05 for item in strengths)
    words = _Reader(section("hot_wash")).words
    for item in (*strengths, *gaps):
        assert item.finding.says.en in words
        assert item.finding.citation in words
        assert all(quote.words in words for quote in item.quotes)
        if item.finding.right is not None:
            assert item.finding.right.en in words
    assert any(item.quotes for item in (*strengths, *gaps))


def test_a_quote_begins_where_it_matters() -> None:
    """Of a long text the words are quoted that state what was judged wrong."""
    said = message(
        "update",
        "We are sorry. Pupils with symptoms: 23. More soon.",
        "对不起。出现症状的学生：23人。",
        ["ill_23"],
    )
    facts = [{"slot": "pupils_ill", "verdict": "outdated"}]
    data = {"message": said, "reading": {"facts": facts}}
    record = record_of((0, "published", "health", data))
    finding = scored().findings[0].model_copy(update={"evidence": (1,), "points": -90.0, "possible": 0.0})
    card = scored().model_copy(update={"findings": (finding,)})
    for language, words in (
        ("en", "… Pupils with symptoms: 23. More soon."),
        ("zh", "… 出现症状的学生：23人。"),
    ):
        _, gaps = hot_wash(card, record, Names(scenario(), language))
        assert [quote.words for quote in gaps[0].quotes] == [words]


def test_hostile_words_are_inert_and_literal() -> None:
    """What a trainee typed is on the page as typed, and is no element, template or address."""
    reader = _Reader(page())
    assert HOSTILE in reader.words
    assert "x" * 5000 in reader.words
    tags = {tag for tag, _ in reader.tags}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "form", "base"}
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert " 49 [/x]" not in reader.words


def test_acting_characters_are_shown() -> None:
    """An escape sequence or a direction mark in a recorded text is spelled out."""
    events = [event if event.kind != "transferred" else event.model_copy(update={"data": {
        **event.data, "reason": "\x1b[2J\u202egnp"}}) for event in played().events]  # fmt: skip
    record = type(played())(played().header, tuple(events))
    text = render_debrief(record, scenario(), rulebook(), scored(), drill_id="d\x1b]0;")
    assert "<code>d\\x1b]0;</code>" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[2J\\u202egnp" in text


def test_nothing_outside_is_asked_for() -> None:
    """No attribute but a namespace names an address, no style fetches, and the policy forbids the rest."""
    reader = _Reader(page())
    for tag, attrs in reader.tags:
        for name, value in attrs.items():
            assert name.startswith("xmlns") or "//" not in (value or ""), (tag, name, value)
    style = page()[page().index("<style>") : page().index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    policy = next(attrs["content"] for tag, attrs in reader.tags if attrs.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_the_same_inputs_give_the_same_bytes() -> None:
    """Twice the same page, figures too."""
    again = render_debrief(
        played(),
        scenario(),
        rulebook(),
        scored(),
        drill_id="d-7",
        chain_head="c0ffee",
        reference={"no response": played(False)},
    )
    assert again == page()


def test_every_section_is_marked_as_an_exercise() -> None:
    """The banner is on the page, the mark in every section."""
    for language in ("en", "zh"):
        text = page(language)
        assert text.count("<section>") == text.count('<span class="mark">') == 15
        assert "SYNTHETIC EXERCISE" in text
        assert "演练" in text


def test_the_header_says_what_was_played() -> None:
    """Scenario, rulebook, seed, digest, chain head, crew, and how to verify."""
    words = _Reader(page()).words
    for part in (
        "Lunch at the Second Primary School",
        "i80-2016",
        played().digest,
        "c0ffee",
        "podium 0.1.0",
        "colleague, trained",
        "2026-09-15 13:10",
        "podium drills verify d-7",
    ):
        assert part in words
    without = render_debrief(played(), scenario(), rulebook(), scored(), drill_id="d-7")
    assert "Chain head" not in without


def test_messages_stand_with_their_readings() -> None:
    """Each public word shows its text, score and the verdict on each fact."""
    text = section("messages")
    for event in played().of_kind("published", "conference_held"):
        number = f'href="#e{event.seq}"'
        start = text.index(number)
        article = text[start : text.index("</article>", start)]
        assert f"<b>{event.data['reading']['score']}</b>/100" in article
        for verdict in event.data["reading"]["facts"]:
            assert LABELS["v_" + verdict["verdict"]][0] in article
        for gate in event.data["reading"]["gates"]:
            assert LABELS["g_" + gate][0] in article
    assert "released without approval" in text
    assert text.count('class="asked"') == 1


def test_the_openness_ledger_is_whole() -> None:
    """Each row of the ledger, with its moments."""
    rows = re.findall(r"<tr><td>(.*?)</tr>", section("openness"), re.DOTALL)
    assert len(rows) == len(scored().openness)
    published = [row for row in scored().openness if row.published is not None]
    assert published
    names = Names(scenario(), "en")
    for row in published:
        shown = next(text for text in rows if _Reader(text).words.startswith(row.text.en))
        assert names.moment(row.published) in shown


def test_the_matrix_counts_events() -> None:
    """Questions, drafts, answers and meetings between seats."""
    table = consultation_matrix(played(), scenario())
    asked = table["education"]["health"]
    assert (asked.asked, asked.answered, asked.met) == (1, 1, 1)
    drafts = {seat: table["health"][seat] for seat in ("education", "market_regulation", "gov_office")}
    assert [(p.asked, p.answered, p.agreed, p.objected) for p in drafts.values()] == [
        (1, 1, 1, 0),
        (1, 1, 0, 1),
        (1, 0, 0, 0),
    ]
    assert not table["publicity"]["education"].any
    assert "answered 1</span>, objected 1" in section("matrix")


def test_the_timeline_has_words_and_misses() -> None:
    """First word, conference, due moments and misses stand on the lane of their seat."""
    track = course(played(), scenario(), rulebook())
    kinds = {(mark.lane, mark.kind) for mark in track.marks}
    assert {("health", "first"), ("health", "conference"), ("education", "first")} <= kinds
    first = next(mark for mark in track.marks if mark.lane == "health" and mark.kind == "first")
    assert (first.at, first.label) == (10800, "W1")
    missed = {(event.seat, event.at) for event in played().of_kind("duty_missed")}
    assert {(mark.lane, mark.at) for mark in track.marks if mark.kind == "missed"} == missed


def test_tables_under_the_figures_hold_the_numbers() -> None:
    """The crowd's table has a row every three hours with the pulse's posts; the timeline's has every mark."""
    names = Names(scenario(), "en")
    points = table_points(curves(played(), names))
    assert {(later.at - earlier.at) for earlier, later in pairwise(points)} == {3 * HOUR}
    words = _Reader(section("curves")).words
    for point in points:
        assert f"{names.moment(point.at)} {point.heat:,} {point.trust:.1f}" in words
    marks = course(played(), scenario(), rulebook()).marks
    assert len(re.findall(r"<tr><td>", section("timeline"))) == len(marks)


def test_shares_are_of_all_people() -> None:
    """Belief is the believing among everybody, in percent."""
    point = curves(record_of(pulse(1800, 10, believing=2500)), Names(scenario(), "en"))[0]
    assert point.belief == {"poisoned_water": 2.5}


def test_reference_plays_are_named() -> None:
    """Thin curves of other plays bear their name; without them nothing is said of them."""
    assert "played differently: no response." in _Reader(section("curves")).words
    assert ">no response</text>" in page()
    alone = render_debrief(played(), scenario(), rulebook(), scored(), drill_id="d-7")
    assert "played differently" not in alone


def test_the_public_speaks_at_telling_moments() -> None:
    """Posts stand at the peak, after the first word was heard, as belief rose fastest, and at the end, in order."""
    points = curves(played(), Names(scenario(), "en"))
    heard = voices(played(), scenario(), points, Names(scenario(), "en"))
    assert [voice.at for voice in heard] == sorted({voice.at for voice in heard})
    moments = {voice.moment: voice for voice in heard}
    assert moments["peak_heat"].at == max(points, key=lambda point: point.heat).at
    assert min(card.at for card in moments["after_first"].cards) >= 10800
    words = _Reader(section("public")).words
    assert all(card.text in words and card.author in words for voice in heard for card in voice.cards)


def test_figures_have_title_and_description() -> None:
    """Each figure is an image with a name for those who cannot see it."""
    figures = [attrs for tag, attrs in _Reader(page()).tags if tag == "svg"]
    assert len(figures) == 2
    ids = set(_Reader(page()).values("id"))
    for attrs in figures:
        assert attrs["role"] == "img"
        assert set((attrs["aria-labelledby"] or "").split()) <= ids


def test_labels_are_complete() -> None:
    """Every label that the template asks for exists; every Chinese one is Chinese, but for separators."""
    templates = "".join(file.read_text(encoding="utf-8") for file in TEMPLATE.parent.glob("*.j2"))
    asked = set(re.findall(r"\bt\.([a-z_0-9]+)", templates)) - {"get"}
    assert asked <= set(LABELS)
    assert set(labels("en")) == set(labels("zh"))
    separators = {"colon", "comma", "listing", "semicolon", "stop"}
    assert all(CHINESE.search(chinese) for name, (_, chinese) in LABELS.items() if name not in separators)


def test_the_chinese_page_has_no_english_label() -> None:
    """No English label of two words or more is left on the Chinese page."""
    words = _Reader(page("zh")).words
    phrases = [english for english, _ in LABELS.values() if re.search("[a-z] [a-z]", english)]
    left = [english for english in phrases if english in words]
    assert left == []
    assert "复禾县" in words


def test_a_missing_label_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap in the page is an error, never an empty place."""
    monkeypatch.setattr(debrief, "labels", lambda language: {k: v for k, v in labels(language).items() if k != "gaps"})
    with pytest.raises(UndefinedError):
        render_debrief(played(), scenario(), rulebook(), scored(), drill_id="d")


def test_a_silent_drill_has_a_page() -> None:
    """Nobody said anything: the page says so, and there is no strength to show that was not there."""
    words = _Reader(page("en", script=False)).words
    assert "Nobody said anything in public." in words
    assert number(scored(False).scores.total) in words


def test_an_unfinished_drill_has_a_page() -> None:
    """A record that breaks off after its first event can still be looked at."""
    record = type(played())(played().header, played().events[:1])
    card = scored().model_copy(update={"findings": (), "seats": (), "openness": (), "not_judged": ()})
    assert "No rule was found broken" in render_debrief(record, scenario(), rulebook(), card, drill_id="d")


def test_clauses_are_counted_in_chinese() -> None:
    """The Chinese page cites clauses as Chinese documents do."""
    finding = next(f for f in scored().findings if f.citation == "R25, N61 clause 3")
    assert citation(finding, rulebook(), Names(scenario(), "zh")) == "R25，N61第3条"
    assert citation(finding, rulebook(), Names(scenario(), "en")) == "R25, N61 clause 3"


def test_the_page_is_written_whole(tmp_path: Path) -> None:
    """The folder is made, an older page is replaced, and nothing else is left behind."""
    target = tmp_path / "new" / "debrief.html"
    for _ in range(2):
        written = write_debrief(target, played(), scenario(), rulebook(), scored(), drill_id="d")
        assert written == target
        assert target.read_text(encoding="utf-8").endswith("</html>")
    assert [entry.name for entry in target.parent.iterdir()] == ["debrief.html"]


def test_an_older_page_survives_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new page cannot take its place, the old one stands and nothing half-written is left."""
    target = tmp_path / "debrief.html"
    target.write_text("old", encoding="utf-8")

    def fail(source: object, destination: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(debrief.os, "replace", fail)
    with pytest.raises(UnavailableError, match="Permission denied"):
        write_debrief(target, played(), scenario(), rulebook(), scored(), drill_id="d")
    assert [entry.name for entry in tmp_path.iterdir()] == ["debrief.html"]
    assert target.read_text(encoding="utf-8") == "old"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The user reads which place, and nothing half-written stays."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnavailableError, match=r"cannot be written to .*debrief"):
        write_debrief(tmp_path / "file" / "debrief.html", played(), scenario(), rulebook(), scored(), drill_id="d")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnavailableError, match="folder"):
        write_debrief(tmp_path / "folder", played(), scenario(), rulebook(), scored(), drill_id="d")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


def test_chinese_findings_are_in_chinese() -> None:
    """The Chinese page takes the Chinese words of each finding."""
    words = _Reader(page("zh")).words
    said: list[Text] = [finding.says for finding in scored().findings]
    assert all(" ".join(text.zh.split()) in words for text in said)
