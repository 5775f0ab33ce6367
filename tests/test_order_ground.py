"""A superior who is asked for the legal ground of an order answers: it names one, says its wish again, or drops it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support_desk import canteen, sit, start
from support_drill import at, auto, begin, changed, do, entry, finish, of, small

from simulator.drill.handlers import knowledge
from simulator.errors import PodiumError
from simulator.replay.materials import Materials
from simulator.scenario.load import load_scenario
from simulator.scenario.moments import HOUR
from simulator.scenario.text import Language
from simulator.store import DrillStore
from tui.desk import Desk

GROUND = {"en": "Article 20 names it.", "zh": "依据第二十条。"}


def ordered(**fields: Any) -> Materials:
    """The small crisis whose order to the office has these fields."""
    return changed(lambda plain: entry(plain, "injects", "wait")["order"].update(fields))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DrillStore]:
    """An empty store."""
    with DrillStore.open(tmp_path / "drills.sqlite3") as opened:
        yield opened


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [({}, "repeated"), ({"withdrawn": True}, "withdrawn"), ({"lawful": True}, "named")],
)
def test_the_superior_answers_an_hour_later(fields: dict[str, Any], outcome: str) -> None:
    """Only the seat that asked hears it, once, and it says what the scenario declares."""
    drill = begin(ordered(**fields), now=at("T+02:40"))
    do(drill, "office", "answer_order", inject="wait", answer="ask_ground")
    drill.advance(at("T+03:39"))
    assert not of(drill, "ground_answered")
    drill.advance(at("T+03:41"))
    (event,) = of(drill, "ground_answered")
    assert (event.at, event.seat) == (at("T+03:40"), "office")
    assert event.data == {"inject": "wait", "outcome": outcome}
    assert not event.visible_to("health")


@pytest.mark.parametrize("answer", ["comply", "dissent"])
def test_who_does_not_ask_hears_nothing(answer: str) -> None:
    """Complying and dissent bring no answer."""
    drill = begin(now=at("T+02:40"))
    do(drill, "office", "answer_order", inject="wait", answer=answer)
    assert not of(finish(drill), "ground_answered")


def test_the_answer_changes_nothing_that_colleagues_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Experts who ask for the ground do the same, second by second, whether an answer ever comes or not."""

    def deeds() -> list[tuple[int, str, Any]]:
        events = auto("expert", 7, canteen(12)).events
        assert any(e.kind == "order_answered" and e.data["answer"] == "ask_ground" for e in events)
        return [(e.at, e.seat, e.data["action"]) for e in events if e.kind == "action"]

    answered = deeds()
    monkeypatch.setattr(knowledge, "GROUND_TAKES", 1000 * HOUR)
    assert deeds() == answered


def paper_of(store: DrillStore, materials: Materials, language: Language) -> tuple[Desk, str]:
    """The office's desk an hour and more after it asked, and what the superior's answer says."""
    host = start(store, materials, "office")
    desk = sit(host, materials, "office", language)
    host.run_until(at("T+02:40"))
    desk.refresh()
    (ask,) = [offer for offer in desk.offers() if offer.id == "order:wait:ask_ground"]
    assert ask.action is not None
    assert desk.do(ask.action).ok
    host.run_until(host.now + HOUR + 60)
    news = desk.refresh()
    assert [event.kind for event in news if desk.calls(event)].count("ground_answered") == 1
    (paper,) = [paper for paper in desk.inbox() if paper.kind == "ground"]
    assert not paper.needs_reply
    return desk, paper.body


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_answer_lies_on_the_desk(store: DrillStore, language: Language) -> None:
    """A ground that the scenario gives is quoted, in the desk's language."""
    _, body = paper_of(store, ordered(lawful=True, legal_ground=GROUND), language)
    assert body == GROUND[language]


@pytest.mark.parametrize(
    ("fields", "says"),
    [({}, "said once more"), ({"withdrawn": True}, "not said"), ({"lawful": True}, "law on openness")],
)
def test_without_words_of_the_scenario_a_general_sentence_stands(
    store: DrillStore, fields: dict[str, Any], says: str
) -> None:
    """Each way of answering has its own."""
    assert says in paper_of(store, ordered(**fields), "en")[1]


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ("{wants: remove_posts, lawful: false, legal_ground: {en: Because., zh: 就是。}}", "has no legal ground"),
        ("{wants: remove_posts, lawful: true, withdrawn: true}", "is not dropped"),
    ],
)
def test_an_order_that_contradicts_itself_is_refused(tmp_path: Path, order: str, says: str) -> None:
    """An unlawful order names no ground, and a lawful one is not dropped."""
    text = (Path(__file__).parent / "data" / "small.yaml").read_text(encoding="utf-8")
    old = "{wants: wait_with_figures, slot: ill, until: T+06:00, lawful: false}"
    assert old in text
    file = tmp_path / "small.yaml"
    file.write_text(text.replace(old, order), encoding="utf-8")
    with pytest.raises(PodiumError, match=says):
        load_scenario(str(file))


def test_a_file_that_says_nothing_of_it_keeps_its_digest() -> None:
    """The two fields are left out of the digest where they are not used."""
    from simulator.scenario.load import digest_of

    plain = ordered(legal_ground=None, withdrawn=False).scenario
    assert digest_of(plain) == digest_of(small().scenario)
