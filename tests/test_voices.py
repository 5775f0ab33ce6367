"""What a scenario adds to the words of its public: own sentences, word lists and moods, checked when it is loaded."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.errors import BadInputError
from simulator.opinion.posts import STANCES, caller_lines, cards
from simulator.opinion.posts.template import Compiler, Pool, places
from simulator.opinion.pulse import NarrativePulse, Pulse
from simulator.randomness import Draws
from simulator.scenario.load import load_scenario
from simulator.scenario.schema import Scenario
from simulator.scenario.voice import HOLES, Grammar, grammar, text_of
from simulator.scenario.voices import voices_of

SMALL = Path(__file__).parent / "data" / "small.yaml"


def small(change: Callable[[dict[str, Any]], None], folder: Path) -> str:
    """The small scenario with something changed, as a file."""
    data = yaml.safe_load(SMALL.read_text(encoding="utf-8"))
    change(data)
    path = folder / "small.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return str(path)


def voice(**fields: Any) -> Callable[[dict[str, Any]], None]:
    """Give the first narrative a voice."""

    def change(data: dict[str, Any]) -> None:
        data["narratives"][0]["voice"] = fields

    return change


def loud(narrative: str) -> Pulse:
    """A half hour in which one narrative is talked about by everybody everywhere."""
    figures = NarrativePulse(
        posts=700,
        S=0,
        E=100,
        B=100,
        Z=100,
        denied=0,
        coverage=0,
        reproduction=900,
        channels=[100] * 7,
        segments=[140] * 5,
    )
    return Pulse(at=36_000, heat=1400, trust=5000, narratives={narrative: figures})


def both(*texts: Any) -> dict[str, list[Any]]:
    """The same sentences for English and Chinese."""
    return {"en": list(texts), "zh": copy.deepcopy(list(texts))}


def test_own_sentences_and_word_lists_are_said(tmp_path: Path):
    """A scenario's sentences come up with its own words, by those people and in those places only."""
    asked = {"text": "Does {pet} of {town} eat it?", "by": ["outside"], "on": ["forum"]}
    loaded = load_scenario(
        small(voice(words={"pet": both("the cat", "the goat")}, says={"asking": both(asked)}), tmp_path)
    )
    name = loaded.scenario.narratives[0].id
    made = [c for seed in range(60) for c in cards(loud(name), voices_of(loaded.scenario, "en"), Draws(seed), 40)]
    own = [card for card in made if "eat it?" in card.said]
    assert {card.said.split(" of ")[0] for card in own} == {"Does the cat", "Does the goat"}
    assert {(card.channel, card.segment) for card in own} == {("forum", "outside")}


def test_a_narrative_may_replace_the_grammar(tmp_path: Path):
    """With ``replace`` nothing is said but the narrative's own lines and sentences."""
    path = small(voice(replace=True, says={stance: both(f"Only {stance}.") for stance in STANCES}), tmp_path)
    scenario = load_scenario(path).scenario
    lines = scenario.narratives[0].lines
    own = {text.en for texts in (lines.asking, lines.believing, lines.settled) for text in texts}
    own |= {f"Only {stance}." for stance in STANCES}
    public = voices_of(scenario, "en")
    said = {c.said for seed in range(9) for c in cards(loud(scenario.narratives[0].id), public, Draws(seed), 40)}
    assert said <= own
    assert {"Only asking.", "Only settled."} <= said


def test_moods_may_be_limited(tmp_path: Path):
    """Only the moods that a scenario or its narrative allows are felt."""

    def change(data: dict[str, Any]) -> None:
        data["voice"] = {"moods": ["worry", "relief"]}
        data["narratives"][1]["voice"] = {"moods": ["anger"]}

    scenario = load_scenario(small(change, tmp_path)).scenario
    public = voices_of(scenario, "zh")
    for narrative, allowed in zip(scenario.narratives, ({"worry", "relief"}, {"anger"}), strict=False):
        felt = {c.emotion for c in cards(loud(narrative.id), public, Draws(4), 40)}
        assert felt <= {*allowed, "neutral"}
        assert felt & allowed


def test_elsewhere_is_really_elsewhere():
    """What is compared with a county is neither the county, nor a town in it, nor the city and province it lies in."""
    said = " ".join(
        card.said
        for name in ("illness", "canteen")
        for seed in range(200)
        for card in cards(loud(name), voices_of(load_scenario("canteen").scenario, "en"), Draws(seed), 12)
        if card.said.startswith("If this were ")
    )
    assert all(place in said for place in ("Qiaoyin", "Beishuo", "Lingtang"))
    assert not any(place in said for place in ("Fuhe", "Mingyuan", "Dongku", "Xitan", "Yunze"))


def test_callers_use_the_words_given_for_a_concern(tmp_path: Path):
    """A concern's ``calls`` are what callers say beside its question, in their language, with braces as they stand."""

    def change(data: dict[str, Any]) -> None:
        data["concerns"][0]["calls"] = {"en": ["Whose {thing} is it?"], "zh": ["是谁的？"]}

    scenario = load_scenario(small(change, tmp_path)).scenario
    calls = caller_lines(voices_of(scenario, "en"), scenario.concerns[0].id, Draws(1), 0, 30)
    assert any("Whose {thing} is it?" in call for call in calls)
    assert any(scenario.concerns[0].ask.en in call for call in calls)


@pytest.mark.parametrize(
    ("fields", "place", "wrong", "right"),
    [
        ({"says": {"asking": both("Is {tonw} safe?")}}, "says.asking.en[0]", "no word list", "did you mean {town}?"),
        ({"says": {"asking": both("Is {town safe?")}}, "says.asking.en[0]", "brace", "close each brace"),
        ({"says": {"asking": both("Is town} safe?")}}, "says.asking.zh[0]", "brace", "close each brace"),
        ({"says": {"asking": both({"text": "{x}"})}}, "says.asking.en[0].text", "no word list", "under 'words'"),
        ({"says": {"asking": {"en": ["Why?"]}}}, "says.asking", "language 'zh'", "add 'zh'"),
        ({"words": {"pet": {"zh": ["猫"]}}}, "words.pet", "language 'en'", "add 'en'"),
        ({"words": {"pet": both("my {pet}")}}, "words.pet", "asks for itself", "take its own name out"),
        ({"words": {"a": both("{b}"), "b": both("{a}")}}, "words.a", "asks for itself", "take its own name out"),
        ({"words": {"town": both("here")}}, "words.town", "meaning of its own", "another name"),
        ({"says": {"shouting": both("No!")}}, "says.shouting", "not allowed|another form", "asking"),
        ({"says": {"asking": both({"text": "Why?", "by": ["cats"]})}}, "says.asking.en[0]", "cats", "affected"),
    ],
)
def test_mistakes_are_told_with_line_field_and_remedy(
    tmp_path: Path, fields: dict[str, Any], place: str, wrong: str, right: str
):
    """Unknown lists, open braces, forgotten languages and circles are refused at load time, each at its place."""
    path = small(voice(**fields), tmp_path)
    with pytest.raises(BadInputError) as caught:
        load_scenario(path)
    found = [p for p in caught.value.problems if p.field.startswith(f"narratives[0].voice.{place}")]
    assert found, caught.value.problems
    assert found[0].line is not None
    assert any(re.search(wrong, problem.wrong) for problem in found)
    assert any(right in problem.right for problem in found)


def test_forgotten_language_of_calls_is_told(tmp_path: Path):
    """A concern's calls stand in every language of the scenario."""

    def change(data: dict[str, Any]) -> None:
        data["concerns"][0]["calls"] = {"en": ["Well?"]}

    with pytest.raises(BadInputError, match=r"concerns\[0\].calls: nothing is said in the language 'zh'"):
        load_scenario(small(change, tmp_path))


def test_the_schema_describes_the_voice():
    """What an author may write is in the scenario's schema, each field with its meaning."""
    schema = Scenario.model_json_schema(by_alias=True)
    for model in ("PublicVoice", "NarrativeVoice", "Saying"):
        fields = schema["$defs"][model]["properties"]
        assert all(field.get("description") for field in fields.values()), model
    assert "voice" in schema["$defs"]["Narrative"]["properties"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_grammar_is_whole(language: Any):
    """Every sentence of a language's grammar asks for lists and holes that exist; every channel puts the sentence in."""
    spoken: Grammar = grammar(language)
    names = {"place", "town", "elsewhere", "office", "claim", "ask", "topic", *spoken.words}
    for texts in spoken.words.values():
        assert all(set(places(text)) <= names for text in texts)
    for by_stance in spoken.says.values():
        for sayings in by_stance.values():
            for said in sayings:
                assert set(places(text_of(said))) <= names | set(HOLES["says"]), said
    for section in ("channels", "segments", "moods", "replies", "screenshots", "callers", "reporters", "headlines"):
        for key, texts in getattr(spoken, section).items() if section != "callers" else [("", spoken.callers)]:
            for text in texts:
                assert set(places(text)) <= names | set(HOLES[section]), (section, key, text)
    assert all("{say}" in text for texts in spoken.channels.values() for text in texts)
    assert all("{who}" in text and "{say}" in text for texts in spoken.replies.values() for text in texts)
    assert all("{quote}" in text for texts in spoken.screenshots.values() for text in texts)
    assert all("{outlet}" in text and "{ask}" in text for texts in spoken.reporters.values() for text in texts)
    assert set(spoken.says["any"]) == set(STANCES)


def test_grammars_have_the_same_shape():
    """Both languages fill the same sections; neither is a shadow of the other."""
    english, chinese = grammar("en"), grammar("zh")
    for section in ("channels", "segments", "moods", "replies", "screenshots", "reporters", "headlines", "says"):
        assert set(getattr(english, section)) == set(getattr(chinese, section)), section
    for kind, by_stance in english.says.items():
        for stance, sayings in by_stance.items():
            assert abs(len(sayings) - len(chinese.says[kind][stance])) <= 3, (kind, stance)


def test_a_walk_meets_every_wording_before_any_returns():
    """A pool says each of its sentences in each of its ways once before one returns, whatever the salt."""
    compiler = Compiler({"a": ("1", "2", "3"), "b": ("x", "{a}y")}, {})
    pool = Pool([compiler.template("{a} and {b}."), compiler.template("Fixed."), compiler.template("Or {b}?")])
    ways = 3 * 4 + 1 + 4
    for salt in (0, 5, 10**18):
        walked = [pool.pick(round_, 0, 1, salt)[1] for round_ in range(40 * ways)]
        assert len(dict.fromkeys(walked)) == ways
        unfixed = [text for text in walked if text != "Fixed."]
        assert len(dict.fromkeys(unfixed[: pool.breadth // 2])) == pool.breadth // 2


def test_words_that_begin_a_sentence_are_capital():
    """A list's words begin with a capital letter where they open a sentence, and not elsewhere."""
    compiler = Compiler({"kin": ("my aunt",), "end": ("I wait.", "Why?")}, {}, ("say",))
    put = compiler.template("{kin} says {kin} left. {kin} too. {say} {kin} and {end} {kin}.")
    said = put.words(0, {"say": "Yes."})
    assert said == "My aunt says my aunt left. My aunt too. Yes. My aunt and I wait. My aunt."
