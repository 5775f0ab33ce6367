"""What must hold of the scorer without any label (MESSAGE_SCORING sections 8 and 9): honest words of every shipped scenario are
changed in one respect, texts are made to please it, and wording that was agreed, errors that are put right and other offices'
figures are treated as the rules ask. ``benchmarks.relations`` runs the long form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks.relations import RELATIONS, check
from simulator.drill.colleagues.grammar import compose
from simulator.message.ledger import Entry
from simulator.message.reading import read
from simulator.message.style import gaming
from simulator.message.style.look import look_at
from simulator.message.text.bridge import message_from
from simulator.message.text.extract import Reader
from simulator.message.verdicts import Speaker
from simulator.record.actions import Citation, Message
from simulator.scenario.moments import HOUR, parse_moment
from tests.support_figures import in_chinese, in_english
from tests.support_messages import SCENARIOS, drafts, sayable, world

FEW = 5
"""Cases of each relation in the suite."""
NOT_YET = frozenset({"full_width", "grouped_digits", "negated", "hedged", "hedged_only"})
"""Relations that the scorer keeps too seldom for a handful of cases to tell; the benchmark reports their shares."""


@pytest.mark.parametrize("name", [name for name in RELATIONS if name not in NOT_YET])
def test_a_relation_holds(name: str):
    """A few cases of each relation, drawn as the benchmark draws them."""
    row = check(name, RELATIONS[name], FEW)
    assert row.cases >= 3
    assert row.held >= row.cases - (row.bar < 1), row.failed


def test_honest_words_come_from_everywhere():
    """Every scenario, form and many parties and moments are among the words that the relations start from."""
    found = list(drafts())
    assert {draft.scenario for draft in found} == set(SCENARIOS)
    assert {draft.form for draft in found} == {"statement", "social", "qa", "rebuttal"}
    assert len({(draft.scenario, draft.party) for draft in found}) > 30
    assert len(found) > 1500


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        (0, "zero", "零"),
        (17, "seventeen", "十七"),
        (57, "fifty-seven", "五十七"),
        (612, "six hundred and twelve", "六百一十二"),
        (1260, "twelve hundred and sixty", "一千二百六十"),
        (2005, "two thousand and five", "二千零五"),
        (81_000, "eighty-one thousand", "八万一千"),
    ],
)
def test_figures_are_written_as_people_say_them(number: int, english: str, chinese: str):
    """The words that the relation on figures puts in place of digits."""
    assert in_english(number) == english
    assert in_chinese(number) == chinese


def _read(
    scenario: str,
    party: str,
    at: str,
    text: str,
    *,
    form: Any = "statement",
    agreed: tuple[str, ...] = (),
    ledger: Any = None,
) -> dict[str, Any]:
    """A text judged with wording that was agreed, or with another ledger, as a drill would have it."""
    here, now = world(scenario), parse_moment(at)
    reader, speaker = Reader.of(here.library), Speaker(here.seat(party), party)
    standing = here.standing(now)
    extraction = reader.extract(text, now)
    message = message_from(
        extraction, form, reader, now, party=party, knows=lambda fact: standing.knows(speaker.seat, fact)
    )
    return read(
        message,
        speaker,
        now,
        ("news_portal",),
        here.library,
        standing,
        standing.ledger if ledger is None else ledger,
        text=extraction,
        agreed=agreed,
    )


@pytest.mark.parametrize("scenario", ["landslide", "river"])
def test_an_enumeration_inside_a_clause_is_no_heap(scenario: str):
    """Food, beds and costs of the families, named one by one in a sentence of five clauses, are said and not heaped."""
    said = [d for d in drafts() if (d.scenario, d.form) == (scenario, "statement") and d.at > 24 * HOUR]
    reader = Reader.of(world(scenario).library)
    for draft in said:
        assert gaming.stuffing(look_at(reader.extract(draft.text("zh"), draft.at))) is None, draft.text("zh")


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_list_of_facts_is_no_heap(name: str):
    """Colleagues write what they know as a list, a fact between semicolons; that is terse, and no attempt to please."""
    here, now = world(name), 30 * HOUR
    for party in here.library.seat_of:
        facts = [Citation(fact=fact.id) for fact in sayable(here, party, now)][:12]
        message = Message(form="statement", text={"en": "-"}, facts=tuple(facts), next_update=now + 2 * HOUR)
        for text in compose(message, here.library, now).values():
            assert gaming.stuffing(look_at(Reader.of(here.library).extract(text, now))) is None, text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("scenario", "party"),
    [("canteen", "fuhe/health"), ("river", "mingyuan/environment"), ("pension", "fuhe/gov_office")],
)
def test_agreed_wording_is_nobodys_paste(scenario: str, party: str, language: Any):
    """The fact sheet pasted is held down; the same words, once they have been agreed, are not (DESIGN decision 15)."""
    here = world(scenario)
    known = here.standing(24 * HOUR).known_facts(here.seat(party))
    facts = [f for f in here.library.scenario.facts if f.id in known and f.disclosure == "public"][:7]
    text = (" " if language == "en" else "").join(fact.text.in_(language) for fact in facts)
    alone = _read(scenario, party, "T+24:00", text)
    agreed = _read(scenario, party, "T+24:00", text, agreed=(text,))
    assert "pasted" in alone["gates"]
    assert "pasted" not in agreed["gates"]
    assert agreed["score"] >= alone["score"]


def test_agreeing_on_one_line_excuses_no_other():
    """A single agreed sentence does not make a pasted sheet one's own."""
    here = world("canteen")
    known = here.standing(24 * HOUR).known_facts("health")
    texts = [f.text.en for f in here.library.scenario.facts if f.id in known and f.disclosure == "public"][:7]
    assert "pasted" in _read("canteen", "fuhe/health", "T+24:00", " ".join(texts), agreed=(texts[0],))["gates"]


TRUE = {
    "en": "As of 18:10 on 15 September, 57 pupils had symptoms, according to the Fuhe County Health Bureau.",
    "zh": "据复禾县卫生健康局统计，截至9月15日18时10分，出现症状的学生为57人。",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_truth_that_another_office_contradicts_is_not_held_down(language: str):
    """Who says what is true and verified is at no fault because somebody else has published another figure."""
    here = world("canteen")
    standing = here.standing(parse_moment("T+07:00"))
    ledger = type(standing.ledger)()
    ledger.publish(Entry(0, 6 * HOUR, "fuhe/education", "pupils_ill", 30, 5 * HOUR, 5 * HOUR))
    found = _read("canteen", "fuhe/health", "T+07:00", TRUE[language], ledger=ledger)
    assert [one["verdict"] for one in found["facts"]] == ["supported"]
    assert not {"interdept", "contradiction", "outdated"} & set(found["gates"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_another_offices_figure_owes_its_owner(language: str):
    """The owner named: no conflict and credit; the owner left out: half of the criterion."""
    plain = {
        "en": "As of 18:10 on 15 September, 57 pupils had symptoms.",
        "zh": "截至9月15日18时10分，出现症状的学生为57人。",
    }
    credited = _read("canteen", "fuhe/education", "T+08:00", TRUE[language])
    bare = _read("canteen", "fuhe/education", "T+08:00", plain[language])
    assert credited["criteria"]["consistency"] == 2
    assert bare["criteria"]["consistency"] == 1


CORRECTED = {
    "en": "Earlier we said that 41 pupils had symptoms; the correct figure is 57 pupils, as of 18:10 on 15 September.",
    "zh": "更正：此前我们通报出现症状的学生为41人，准确数字应为57人，截至9月15日18时10分。",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["statement", "correction"])
def test_a_stated_correction_is_credited(language: str, form: str):
    """Naming the old figure to put it right trips no gate and states the new one."""
    found = _read("canteen", "fuhe/health", "T+07:00", CORRECTED[language], form=form)
    assert [(one["stated"], one["verdict"]) for one in found["facts"]] == [(57, "supported")]
    assert not {"outdated", "contradiction", "interdept"} & set(found["gates"])
    assert found["criteria"]["evidence"] >= 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_old_figure_without_a_word_is_outdated(language: str):
    """The same old figure said as if it held is outdated."""
    text = {"en": "41 pupils have symptoms now.", "zh": "目前，出现症状的学生为41人。"}[language]
    found = _read("canteen", "fuhe/health", "T+07:00", text)
    assert "outdated" in found["gates"]
    assert found["grade"] <= 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_old_figure_with_its_time_is_no_fault(language: str):
    """A figure given for the moment for which it held is still true of that moment."""
    text = {
        "en": "As of 15:10 on 15 September, 41 pupils had symptoms.",
        "zh": "截至9月15日15时10分，出现症状的学生为41人。",
    }[language]
    found = _read("canteen", "fuhe/health", "T+07:00", text)
    assert [one["verdict"] for one in found["facts"]] == ["supported"]
    assert "outdated" not in found["gates"]


def test_a_word_that_repeats_nothing_may_be_as_short_as_it_likes():
    """Length is never worth anything: the first fact, time and owner alone support as much evidence as padded with praise."""
    draft = next(d for d in drafts() if d.form == "social" and d.scenario == "canteen" and d.facts())
    here, fact = world(draft.scenario), draft.facts()[0]
    short = here.assess(draft, draft.only([fact]).text("en")).reading
    padding = "Our colleagues have worked tirelessly and professionally. All of them deserve praise."
    long = here.assess(replace(draft), f"{fact.say('en')} {padding}").reading
    assert long["criteria"]["evidence"] == short["criteria"]["evidence"]
    assert long["score"] <= short["score"]
