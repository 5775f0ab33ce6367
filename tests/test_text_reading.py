"""What a free text says, beyond the words of the scenario: paraphrases, stances, sources, promises, and who speaks."""

from __future__ import annotations

import pytest
from support_text import extract, facts, reader, said

from simulator.message.text.bridge import message_of
from simulator.scenario.moments import HOUR


@pytest.mark.parametrize(
    ("scenario", "text", "fact"),
    [
        (
            "canteen",
            "Parents will not have to pay anything: the county covers every medical bill in advance.",
            "costs_advanced",
        ),
        ("canteen", "The county pays the hospital bills up front.", "costs_advanced"),
        ("canteen", "看病的钱由县里先垫，家长一分钱不用出。", "costs_advanced"),
        ("canteen", "The school shut its canteen at 13:30 and no meals have come from it since.", "canteen_closed"),
        (
            "canteen",
            "Cooked rice had been left standing at room temperature for about fourteen hours.",
            "rice_overnight",
        ),
        ("canteen", "做炒饭的米饭是前一天傍晚蒸的，在常温下放了大约14个小时。", "rice_overnight"),
        (
            "canteen",
            "The canteen kept samples of six dishes out of seven; there is none of the fried rice.",
            "samples_six",
        ),
        ("canteen", "那份套红头的通告是假的，县里没有任何单位发过。", "notice_forged"),
        ("canteen", "The notice with the red heading is a forgery; no county body issued it.", "notice_forged"),
        ("landslide", "Only 37 of the 96 residents received the warning.", "warning_37"),
        ("landslide", "因为对岸边坡还在动，7月8日22时10分搜救暂停。", "search_paused"),
        (
            "landslide",
            "The road to Tailong is open only to rescue vehicles, since the ford has been washed away.",
            "road_rescue_only",
        ),
        ("bus-fare", "There was no hearing before the notice came out.", "no_hearing"),
        ("bus-fare", "这次调价发布之前没有开过听证会。", "no_hearing"),
        ("bus-fare", "The bus company belongs wholly to the city and nobody plans to sell it.", "city_owned"),
        (
            "river",
            "The intake at Xingdu has been shut since 09:20; the town now drinks from two standby wells.",
            "intake_closed",
        ),
        ("river", "荇渡水厂取水口9时20分已关闭，改用两口备用井供水。", "intake_closed"),
        ("exam-leak", "网传照片是真的，是数学卷第3、4页。", "picture_genuine"),
    ],
)
def test_a_paraphrased_state_is_recognised(scenario: str, text: str, fact: str) -> None:
    """Other words for a state give its fact, and nothing that goes against it."""
    found = extract(text, hours=24, scenario=scenario)
    assert fact in facts(found)
    assert not any(one.contradicts for one in found.stated)


@pytest.mark.parametrize(
    ("scenario", "text", "values"),
    [
        ("canteen", "57 pupils fell ill, 31 of them are in hospital, two are in a serious condition and nobody has died.",
         {"pupils_ill": 57, "in_hospital": 31, "severe_cases": 2, "deaths": 0}),
        ("canteen", "截至18时10分，57名学生身体不适，其中31人住院，2人为重症，无人死亡。",
         {"pupils_ill": 57, "in_hospital": 31, "severe_cases": 2, "deaths": 0}),
        ("landslide", "目前14人失去联系，已确认2人遇难，7名伤员在医院救治。", {"missing": 14, "deaths": 2, "injured": 7}),
        ("exam-leak", "已查实17名考生考前拿到照片，其中明垣11人、北朔6人。",
         {"affected_total": 17, "mingyuan_candidates": 11, "beishuo_candidates": 6}),
        ("river", "1,710 kg of dead fish have been taken out in Fuhe and 750 kg in Lingtang, 2,460 kg in all.",
         {"fish_fuhe": 1710, "fish_lingtang": 750, "fish_total": 2460}),
        ("canteen", "99 pupils have symptoms.", {"pupils_ill": 99}),
    ],
)  # fmt: skip
def test_each_figure_finds_its_slot(scenario: str, text: str, values: dict[str, object]) -> None:
    """Several figures in one sentence; also one that no fact has."""
    assert said(extract(text, scenario=scenario)) == values


@pytest.mark.parametrize(
    ("text", "claim", "stance"),
    [
        (
            "The rumour that the town's water has been poisoned and two children have died is false.",
            "water_poisoned",
            "deny",
        ),
        ("Posts say that half of all boarders are down. This is wrong.", "three_hundred_down", "deny"),
        ("网上说自来水被人投毒、死了两个学生，这是谣言。", "water_poisoned", "deny"),
        ("It is true that the school waited fifty minutes before calling for help.", "school_kept_quiet", "confirm"),
        ("学校确实拖了五十分钟才打急救电话，这一点属实。", "school_kept_quiet", "confirm"),
        ("We are still checking whether past-date meat was served to the children.", "past_date_meat", "unverified"),
        ("孩子是否吃了过期冻肉，正在核实。", "past_date_meat", "unverified"),
        ("The claim that the caterer fed the children past-date meat is only partly true.", "past_date_meat", "partly"),
    ],
)
def test_a_claim_is_taken_up_with_its_stance(text: str, claim: str, stance: str) -> None:
    """Deny, confirm, partly, unverified; also in the sentence after."""
    assert [(one.claim, one.stance) for one in extract(text).claims] == [(claim, stance)]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("We do not know yet what made the children ill.", "cause"),
        ("The cause of the illness is still being investigated.", "cause"),
        ("孩子们为什么生病，现在还没有查清。", "cause"),
        ("发病原因尚未查明。", "cause"),
    ],
)
def test_a_slot_is_called_unknown(text: str, slot: str) -> None:
    """An honest "not yet" names its slot, and the fact that says the same."""
    found = extract(text)
    assert [(one.slot, one.fact) for one in found.unknowns] == [(slot, "cause_open")]
    open_to = message_of(text, "statement", reader(), 6 * HOUR, knows=lambda fact: fact == "cause_open")
    closed_to = message_of(text, "statement", reader(), 6 * HOUR, knows=lambda fact: False)
    assert ([one.fact for one in open_to.facts], open_to.unknowns) == (["cause_open"], ())
    assert (closed_to.facts, closed_to.unknowns) == ((), ("cause",))


@pytest.mark.parametrize(
    ("text", "hours", "channel"),
    [
        ("We will speak again at 21:00 on our Weibo account.", 7 + 5 / 6, "weibo"),
        ("The next update follows tomorrow at 09:00 on the county website.", 19 + 5 / 6, "website"),
        ("You will hear from us again within two hours.", 8, None),
        ("We will keep you informed.", None, None),
        ("今晚21时将在县政府微博再次通报。", 7 + 5 / 6, "微博"),
        ("下一次通报时间为明天上午9时。", 19 + 5 / 6, None),
        ("我们将在2小时内再次发布。", 8, None),
        ("后续情况将及时通报。", None, None),
    ],
)
def test_the_next_word_has_time_and_channel(text: str, hours: float | None, channel: str | None) -> None:
    """Said six hours after T+0 (19:10); what is missing stays empty."""
    promise = extract(text).update
    assert promise is not None
    assert promise.at == (None if hours is None else round(hours * HOUR))
    assert (channel or "") in (promise.channel or "")
    assert (promise.channel is None) == (channel is None)


def test_as_of_governs_what_follows() -> None:
    """An as-of time holds for its own sentence and the next ones; "by" holds for its own."""
    for text in (
        "As of 15:10 on 15 September: 41 pupils have symptoms. Nobody has died.",
        "截至9月15日15时10分，41名学生出现症状。无人死亡。",
    ):
        found = extract(text)
        assert [one.as_of for one in found.stated] == [2 * HOUR, 2 * HOUR]
        assert found.as_of_span is not None
    found = extract("By 15:10 on 15 September 41 pupils had symptoms. Nobody has died.")
    assert [one.as_of for one in found.stated] == [2 * HOUR, None]


def test_a_source_is_credited_and_a_mere_name_is_not() -> None:
    """According to, （…提供）and "reports" credit; being told to go there does not."""
    for text in (
        "According to the county health bureau 57 pupils have symptoms.",
        "The Fuhe County Health Bureau reports 57 pupils with symptoms.",
        "57名学生出现症状（县卫健局提供）。",
        "据县卫生健康局通报，57名学生出现症状。",
    ):
        assert [one.item for one in extract(text).credits] == ["fuhe/health"], text
    assert not extract("Please come to the county hospital if your child vomits.").credits
    assert not message_of(
        "县卫健局通报：57名学生出现症状。", "statement", reader(), 6 * HOUR, party="fuhe/health"
    ).credits


def test_advice_and_work_in_own_words() -> None:
    """Advice from two sentences, work that is done, work that is only planned, and advice that is no work."""
    found = extract(
        "If your child ate at the school on Tuesday and vomits or has a stomach ache, give it sips of water but no medicine, "
        "and come to the children's clinic of the county hospital. The kitchen has been sealed and the food secured."
    )
    assert [one.item for one in found.advice] == ["watch_for_symptoms"]
    assert [(one.item, one.planned) for one in found.disposals] == [("seal_kitchen", False)]
    planned = extract("We will inspect every school canteen and publish the results.")
    assert [(one.item, one.planned) for one in planned.disposals] == [("inspect_canteens", True)]
    assert not message_of(planned.text, "statement", reader(), 6 * HOUR).disposals


def test_warnings_causes_refusals_and_punishments() -> None:
    """Cues that carry no item of the scenario."""
    found = extract(
        "These figures may change. The illness was caused by bad oil. No comment. The manager has been detained."
    )
    assert found.may_change is not None
    assert [one.modality for one in found.causes] == ["asserted"]
    assert len(found.refusals) == 1
    assert found.punishment is not None
    zh = extract("数据可能变化。此次事件系食用油变质所致。无可奉告。负责人已被行政拘留。")
    assert zh.may_change is not None
    assert len(zh.causes) == 1
    assert len(zh.refusals) == 1
    assert zh.punishment is not None


def test_authors_anchors_are_read() -> None:
    """An author's further words name a slot that its label does not."""
    from simulator.message.library import Library
    from simulator.message.text.extract import Reader

    scenario = reader().library.scenario
    plain = scenario.model_dump(mode="python", by_alias=True)
    assert not said(extract("88 boarders went down with it."))
    slot = next(one for one in plain["slots"] if one["id"] == "pupils_ill")
    slot["anchors"] = {"en": ["went down with it"], "zh": ["躺倒"]}
    again = Reader.of(Library.of(type(scenario).model_validate(plain)))
    assert said(again.extract("88 boarders went down with it.", 6 * HOUR)) == {"pupils_ill": 88}


def test_a_sentence_is_read_once() -> None:
    """The same sentence at another moment comes from the store and means its own moment."""
    one = extract("We will speak again at 21:00.", hours=6).update
    two = extract("We will speak again at 21:00.", hours=30).update
    assert one is not None
    assert two is not None
    assert two.at == (one.at or 0) + 24 * HOUR
