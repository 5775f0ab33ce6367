"""The traps that MESSAGE_SCORING section 4 names, and the metamorphic rules of 8.3 that a reader alone can keep."""

from __future__ import annotations

import pytest
from support_text import extract, facts, reader, said

from simulator.message.text.bridge import message_from, message_of
from simulator.message.text.parts import Extraction


def test_no_one_died_is_nought_and_not_one() -> None:
    """``No one`` holds no figure 1; it says 0."""
    for text in (
        "No one has died.",
        "Nobody has died.",
        "There have been no deaths.",
        "无人死亡。",
        "没有人死亡。",
        "无死亡病例。",
    ):
        assert said(extract(text)) == {"deaths": 0}, text


def test_a_figure_with_a_scale_is_not_two_figures() -> None:
    """1.26千人 is 1260 and nothing else."""
    found = extract("出现症状的学生有1.26千人。")
    assert [one.value for one in (*found.stated, *found.figures)] == [1260]


@pytest.mark.parametrize(
    "text",
    [
        "57 pupils have symptoms.", "Fifty-seven pupils have symptoms.", "５７ pupils have symptoms.", "57名学生出现症状。",
        "五十七名学生出现症状。", "５７名学生出现症状。", "出現症狀的學生有57人。", "NO FEWER THAN 57 PUPILS HAVE SYMPTOMS.",
    ],
)  # fmt: skip
def test_width_words_and_script_do_not_matter(text: str) -> None:
    """Digits, words, full width, traditional characters and capitals give the same figure."""
    assert said(extract(text))["pupils_ill"] == 57


@pytest.mark.parametrize(
    "text",
    [
        "Not only has the canteen been closed since 13:30 on 15 September, its food has been secured.",
        "No doubt the canteen has been closed since 13:30 on 15 September.",
        "学校食堂未来无论如何不得不停止供餐，9月15日13时30分起已停止供餐。",
    ],
)
def test_pseudo_negations_do_not_negate(text: str) -> None:
    """Not only, no doubt, 未来, 无论 and 不得不 leave a state as it is."""
    states = [one for one in extract(text).stated if one.slot == "canteen_state"]
    assert [one.fact for one in states] == ["canteen_closed"]


@pytest.mark.parametrize("text", ["The canteen is not closed.", "The canteen isn't closed.", "学校食堂没有停止供餐。"])
def test_a_negated_state_goes_against_the_fact(text: str) -> None:
    """The opposite polarity contradicts, and is no statement of the fact."""
    states = extract(text).stated
    assert [(one.slot, one.fact, one.contradicts) for one in states] == [("canteen_state", None, ("canteen_closed",))]


def test_a_contrary_word_goes_against_the_fact() -> None:
    """Open instead of closed, above the limit instead of within it."""
    assert (
        extract("The tap water does not meet the standard at the works, in the mains or at the taps.")
        .stated[0]
        .contradicts
    )
    assert [
        one.contradicts for one in extract("县城自来水出厂水、管网末梢水和学校水龙头水均超标，不符合国家标准。").stated
    ]


def test_a_number_inside_a_rebuttal_is_not_the_speakers() -> None:
    """The rumour's 300 is never stated by who denies it."""
    for text in (
        "Posts say that more than three hundred pupils are down. That is not true.",
        "It is not true that 300 pupils are ill.",
        "The claim “more than three hundred pupils are down, half of all boarders” is false; 57 pupils have symptoms.",
        "网传“二小倒了三百多个学生”不属实，实际有57名学生出现症状。",
    ):
        found = extract(text)
        assert 300 not in said(found).values(), text
        assert [one.stance for one in found.claims] == ["deny"], text


def test_a_hedge_does_not_hide_a_cause() -> None:
    """A preliminary view of a cause is still an assertion of one; "under investigation" is none."""
    hedged = extract("Our preliminary view is that the illness was caused by an error in the kitchen.")
    assert [one.modality for one in hedged.causes] == ["hedged"]
    unknown = extract("What the cause is, is not yet known.")
    assert all(one.modality == "unknown" for one in unknown.causes)


def test_a_stated_correction_is_recognised() -> None:
    """The old value is named as old, the new one is stated."""
    for text in (
        "Earlier we said that 41 pupils were ill; the right figure is 57.",
        "Earlier we said that 41 pupils were ill. The correct figure is 57.",
        "此前通报41人出现症状有误，应为57人。",
    ):
        found = extract(text)
        assert [(one.slot, one.old, one.new) for one in found.corrections] == [("pupils_ill", 41, 57)], text
        assert said(found) == {"pupils_ill": 57}, text
        assert message_of(text, "correction", reader(), 6 * 3600).corrects == "pupils_ill"


def test_history_is_not_the_present() -> None:
    """From 41 to 57 states 57."""
    for text in ("The number of pupils with symptoms rose from 41 to 57.", "出现症状的学生由41人增至57人。"):
        assert said(extract(text)) == {"pupils_ill": 57}, text


def test_a_tie_is_unclear_and_no_fault() -> None:
    """A number that might belong to several slots belongs to none, unless one alone has the value."""
    found = extract("There are 77 pupils.")
    assert not found.stated
    assert [(one.value, one.unclear) for one in found.figures] == [(77, True)]


def test_an_approximate_figure_fits_its_fact() -> None:
    """About 60, more than 50 and nearly 60 fit 57; about 90 does not."""
    fits = (
        "About 58 pupils have symptoms.",
        "More than 50 pupils have symptoms.",
        "近60名学生出现症状。",
        "50多名学生出现症状。",
    )
    for text in fits:
        one = extract(text).stated[0]
        assert (one.fact, one.approx) == ("ill_57", True), text
    assert extract("About 90 pupils have symptoms.").stated[0].fact is None


def test_the_order_of_sentences_does_not_matter() -> None:
    """Reordered sentences give the same facts."""
    parts = [
        "57 pupils have symptoms.",
        "31 pupils are in hospital.",
        "The canteen has been closed since 13:30.",
        "Nobody has died.",
    ]
    assert facts(extract(" ".join(parts))) == facts(extract(" ".join(reversed(parts)))) != []


def test_a_repeated_text_says_it_once() -> None:
    """Duplicating a text adds no citation."""
    text = "57 pupils have symptoms. The canteen has been closed since 13:30. "
    once, twice = (message_from(extract(one), "statement", reader(), 6 * 3600) for one in (text, text * 2))
    assert once.facts == twice.facts


def test_spans_quote_the_original() -> None:
    """Whatever the width, the script and the marks between, a quote is the text's own."""
    text = "“注意”：截至９月１５日１８时１０分，５７名學生\u200b出現症狀，\u202e無人死亡\u202c。 "
    text += "Ｆｉｆｔｙ－ｓｅｖｅｎ pupils have symptoms."
    found = extract(text)
    spans = [one.span for one in found.stated] + [sentence.span for sentence in found.sentences]
    assert len(found.stated) >= 2
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert any("學生" in span.text for span in spans)


def test_nothing_is_read_out_of_nothing() -> None:
    """An empty text, or one about nothing of the scenario, says nothing."""
    for text in ("", "   ", "The library will show a film about herons.", "图书馆将放映一部关于白鹭的电影。"):
        found: Extraction = extract(text)
        assert not found.stated
        assert not found.claims
        assert not found.unknowns
        assert not found.advice
